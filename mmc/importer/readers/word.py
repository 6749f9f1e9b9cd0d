"""A Word document (.docx) by pandoc, after a pass over its XML for what pandoc would show or drop without a word."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from mmc.base.problems import Problem
from mmc.importer.arrival import Arrival, Attachment, aside, doubt, refuse
from mmc.importer.readers.package import Package, PackageError, serialised
from mmc.importer.readers.pandoc import PandocError, tree_of
from mmc.importer.readers.tree import arrival_of

PHOTO_ENDS = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif")
NO = frozenset({"0", "false", "off", "none"})
CHANGED = frozenset({"ins", "del", "moveFrom", "moveTo"})
BOXES = frozenset({"txbxContent"})
QUOTES = frozenset({"quote", "intensequote", "blocktext", "kutipan", "kutipandalam"})


def read_word(data: bytes, path: str) -> Arrival:
    """The document as an arrival; raises `ContentError` for anything that is no sound, plain .docx."""
    try:
        package = Package.opened(data)
        main = _main_part(package)
        root = package.xml(main)
        hidden_styles = _hidden_styles(package, main)
        changes: dict[str, bytes] = {}
        notes = _prepared(root, hidden_styles, path)
        notes += _comments_and_headers(package, path)
        changes[main] = serialised(root)
        for name in package.names:
            if name.endswith((".xml", ".rels")) and name not in changes and "/customXml/" not in f"/{name}":
                package.xml(name)
                if name.endswith(("footnotes.xml", "endnotes.xml")):
                    part = package.xml(name)
                    _prepared(part, hidden_styles, path)
                    changes[name] = serialised(part)
        tree = tree_of(package.with_part(changes), "docx")
    except PackageError as error:
        raise refuse(path, error.message, error.hint) from error
    except PandocError as error:
        raise refuse(
            path, "Dokumen Word ini tidak dapat dibaca.", "Buka di Word, simpan ulang sebagai .docx, lalu coba lagi."
        ) from error
    folder = posixpath.dirname(main)

    def find_photo(target: str) -> Attachment | None:
        names = (posixpath.normpath(posixpath.join(folder, target)), target.lstrip("/"))
        name = next((name for name in names if name in package.names), "")
        if not name.casefold().endswith(PHOTO_ENDS):
            return None
        return Attachment(name.rsplit("/", 1)[-1], package.read(name))

    try:
        arrival = arrival_of(tree, path, find_photo)
    except PackageError as error:
        raise refuse(path, error.message, error.hint) from error
    return replace(arrival, doubts=(*arrival.doubts, *notes))


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package.names:
        for relation in package.xml("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                target = posixpath.normpath(relation.get("Target", "").lstrip("/"))
                if target in package.names:
                    return target
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise PackageError("Berkas ini arsip, bukan dokumen Word.")


def local(element: Element) -> str:
    """The element's name without its namespace, which differs between transitional and strict files."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Element | None, *names: str) -> Element | None:
    for name in names:
        element = None if element is None else next((one for one in element if local(one) == name), None)
    return element


def _value(element: Element, name: str = "val") -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _is_on(element: Element | None) -> bool:
    return element is not None and _value(element).casefold() not in NO


def _hidden_styles(package: Package, main: str) -> frozenset[str]:
    """The styles whose letters Word does not show."""
    name = posixpath.join(posixpath.dirname(main), "styles.xml")
    if name not in package.names:
        return frozenset()
    return frozenset(
        _value(style, "styleId")
        for style in package.xml(name)
        if local(style) == "style" and _is_on(_child(style, "rPr", "vanish"))
    )


def _prepared(root: Element, hidden_styles: frozenset[str], path: str) -> list[Problem]:
    """
    Boxes stand as paragraphs behind the one they hang on, hidden letters are gone, indents are no quotation.

    Word keeps a box twice, for new programs and old ones; it is lifted once.
    """
    told: list[Problem] = []
    parents = {child: parent for parent in root.iter() for child in parent}
    _drop_second_copies(root)
    seen = {local(element) for element in root.iter()}
    if seen & CHANGED:
        hint = "Bila hasilnya keliru, terima atau tolak semua perubahan di Word, lalu impor lagi."
        told.append(aside(path, 0, "Perubahan terlacak dianggap diterima; yang dihapus tidak diambil.", hint))
    hidden = _drop_hidden(root, hidden_styles)
    if hidden:
        message = f"Teks tersembunyi tidak diambil: “{hidden[:60]}{'…' if len(hidden) > 60 else ''}”."
        told.append(aside(path, 0, message))
    if seen & BOXES:
        _lift_boxes(root, parents)
        message = "Kotak teks menjadi paragraf di belakang paragraf tempatnya."
        told.append(doubt(path, 0, message, "Periksa letaknya."))
    if "altChunk" in seen or "oMath" in seen or "chart" in seen or "object" in seen:
        told.append(
            doubt(
                path, 0, "Naskah ini memuat bagan, rumus, atau sisipan yang tidak ikut.", "Bandingkan dengan aslinya."
            )
        )
    for properties in list(root.iter()):
        if local(properties) == "pPr" and _child(properties, "numPr") is None:
            style = _child(properties, "pStyle")
            if style is None or _value(style).casefold() not in QUOTES:
                for indent in [one for one in properties if local(one) == "ind"]:
                    properties.remove(indent)
    return told


def _drop_second_copies(root: Element) -> None:
    """What Word keeps for old programs goes where the new form is there too."""
    for element in list(root.iter()):
        if local(element) == "AlternateContent" and _child(element, "Choice") is not None:
            for copy in [one for one in element if local(one) == "Fallback"]:
                element.remove(copy)


def _drop_hidden(root: Element, hidden_styles: frozenset[str]) -> str:
    words: list[str] = []
    for parent in list(root.iter()):
        if local(parent) == "p" and (style := _child(parent, "pPr", "pStyle")) is not None:
            is_hidden_paragraph = _value(style) in hidden_styles
        else:
            is_hidden_paragraph = False
        for run in [one for one in parent if local(one) == "r"]:
            properties = _child(run, "rPr")
            vanish = _child(properties, "vanish")
            style = _child(properties, "rStyle")
            is_hidden = (style is not None and _value(style) in hidden_styles) or is_hidden_paragraph
            if _is_on(vanish) if vanish is not None else is_hidden:
                words += (one.text or "" for one in run.iter() if local(one) == "t")
                parent.remove(run)
    return " ".join("".join(words).split())


def _lift_boxes(root: Element, parents: dict[Element, Element]) -> None:
    """Every box's paragraphs go behind the paragraph that holds it, boxes within boxes too, in their order."""
    for box in [one for one in root.iter() if local(one) in BOXES]:
        holder = box
        while holder in parents and not (local(holder) == "p" and holder is not box):
            holder = parents[holder]
        target = parents.get(holder)
        contents = list(box)
        for child in contents:
            box.remove(child)
        if target is None:
            continue
        place = list(target).index(holder) + 1
        place += _lifted_behind(target, place)
        for offset, child in enumerate(contents):
            target.insert(place + offset, child)
            child.set("lifted", "1")
            parents[child] = target


def _lifted_behind(target: Element, place: int) -> int:
    """How many lifted paragraphs stand there already; the next ones follow them."""
    children = list(target)
    count = 0
    while place + count < len(children) and children[place + count].get("lifted"):
        count += 1
    return count


def _comments_and_headers(package: Package, path: str) -> list[Problem]:
    told: list[Problem] = []
    comments = [name for name in package.names if name.endswith("/comments.xml")]
    count = sum(local(one) == "comment" for name in comments for one in package.xml(name))
    if count:
        told.append(aside(path, 0, f"{count} komentar Word tidak diambil."))
    words = [
        text
        for name in package.names
        if posixpath.basename(name).startswith(("header", "footer")) and name.endswith(".xml")
        for text in _paragraph_texts(package.xml(name))
    ]
    if words:
        shown = " / ".join(dict.fromkeys(words))
        message = f"Kepala dan kaki halaman disisihkan: “{shown[:80]}{'…' if len(shown) > 80 else ''}”."
        told.append(aside(path, 0, message))
    return told


def _paragraph_texts(root: Element) -> Iterator[str]:
    for paragraph in root.iter():
        if local(paragraph) == "p":
            text = " ".join("".join(one.text or "" for one in paragraph.iter() if local(one) == "t").split())
            if text:
                yield text
