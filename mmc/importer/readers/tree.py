"""Pandoc's tree as lines: paragraphs with their marks, headings, lists, tables, photos with what stands beneath them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from mmc.base.problems import Problem
from mmc.importer.arrival import Arrival, Attachment, Line, Span, aside, doubt
from mmc.importer.readers.grid import Grid, grid_of, pipe_table
from mmc.importer.readers.nodes import holds, only_images, words_of
from mmc.importer.text.markup import inline

NOTE = re.compile("\ue000([0-9]{1,4})\ue001")  # how the reader of web pages marks a footnote
FILE_NAME = re.compile(
    r"^(?:image|img|picture|gambar|foto|dsc|photo|pxl|screenshot|wa)[ _-]?[\d._ -]*(?:\.\w{3,4})?$|\.\w{3,4}$|^https?:",
    re.IGNORECASE,
)
MACHINE_ALT = re.compile(
    r"^(?:a (?:picture|group|person|close up)|description automatically|gambar berisi|sekelompok orang)|automatically generated|otomatis",
    re.IGNORECASE,
)
STYLES = {"Strong": "is_strong", "Emph": "is_emphasis"}
WRAPPERS = frozenset(["Underline", "Strikeout", "SmallCaps"])
BREAKS = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
FORMS = {"LowerAlpha": "a, b, c", "UpperAlpha": "A, B, C", "LowerRoman": "i, ii, iii", "UpperRoman": "I, II, III"}

FindPhoto = Callable[[str], Attachment | None]


def arrival_of(
    tree: dict[str, Any], path: str, find_photo: FindPhoto, *, has_title: bool = True, base: str = ""
) -> Arrival:
    """
    The tree as lines; `find_photo` answers with the file that a picture names.

    `has_title` says that the tree's own title stands in the text, as Word's does; addresses are completed with `base`.
    """
    walker = _Walker(path, find_photo, base)
    meta = tree.get("meta", {})
    for name in ("title", "subtitle", "author", "date", "abstract") if has_title else ():
        walker.meta(meta.get(name))
    walker.blocks(tree.get("blocks", []))
    doubts = [*walker.doubts, *(aside(path, 0, message, hint) for message, hint in walker.told)]
    return Arrival(tuple(walker.lines), tuple(walker.photos), tuple(doubts), True, notes=tuple(walker.notes))


@dataclass
class _Walker:
    """Goes through the blocks once and keeps what it found."""

    path: str
    find_photo: FindPhoto
    base: str
    lines: list[Line] = field(default_factory=list)
    photos: list[Attachment] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    told: dict[tuple[str, str], None] = field(default_factory=dict)
    waiting: list[tuple[str, str]] = field(default_factory=list)  # photos met within a paragraph: target, alt
    number: int = 0
    last_list: str = ""

    def tell(self, message: str, hint: str = "") -> None:
        self.told[message, hint] = None

    def meta(self, value: Any) -> None:
        if not isinstance(value, dict):
            return
        if value["t"] == "MetaList":
            for one in value["c"]:
                self.meta(one)
        elif value["t"] == "MetaInlines":
            self.paragraph(value["c"])
        elif value["t"] == "MetaBlocks":
            self.blocks(value["c"])
        elif value["t"] == "MetaString":
            self.paragraph([{"t": "Str", "c": value["c"]}])

    def blocks(self, blocks: Iterable[Any]) -> None:
        for block in blocks:
            handle = getattr(self, f"on_{block['t'].lower()}", None)
            if handle is not None:
                handle(block.get("c"))
            if block["t"] not in ("OrderedList", "BulletList"):
                self.last_list = ""

    def on_para(self, inlines: Any) -> None:
        self.paragraph(inlines)

    on_plain = on_para

    def on_header(self, content: Any) -> None:
        level, _, inlines = content
        self.paragraph(inlines, marker="heading", level=min(4, max(2, level)))

    def on_div(self, content: Any) -> None:
        self.blocks(content[1])

    def on_lineblock(self, lines: Any) -> None:
        for line in lines:
            self.paragraph(line)

    def on_codeblock(self, content: Any) -> None:
        for line in content[1].splitlines():
            self.paragraph([{"t": "Str", "c": line}])

    def on_definitionlist(self, content: Any) -> None:
        for term, definitions in content:
            self.paragraph(term)
            for definition in definitions:
                self.blocks(definition)

    def on_figure(self, content: Any) -> None:
        _, caption, blocks = content
        words = " ".join(words_of(block) for block in caption[1]) if caption and caption[1] else ""
        before, lines, missing = len(self.photos), len(self.lines), len(self.doubts)
        self.blocks(blocks)
        for index in range(before, len(self.photos)):
            self.photos[index] = replace(self.photos[index], caption=words.strip())
        if words.strip() and before == len(self.photos):
            if lines == len(self.lines) and missing < len(self.doubts):  # the words of a photo that did not come
                last = self.doubts[-1]
                self.doubts[-1] = replace(last, message=f"{last.message} Keterangannya: “{words.strip()[:200]}”.")
            else:
                self.paragraph([{"t": "Str", "c": words.strip()}])

    def on_blockquote(self, blocks: Any) -> None:
        self.opaque("\n".join(f"> {line}".rstrip() for line in self.nested(blocks).split("\n")), blocks)

    def on_bulletlist(self, items: Any) -> None:
        self.opaque(self.listed(items, None), items)
        self.last_list = "BulletList"

    def on_orderedlist(self, content: Any) -> None:
        attributes, items = content
        if self.last_list == "OrderedList":  # Markdown would go on counting, so the numbers are written as they were
            for number, item in enumerate(items, start=attributes[0]):
                self.opaque(f"{number}\\. {self.nested(item)}", item)
        else:
            self.opaque(self.listed(items, attributes), items)
        self.last_list = "OrderedList"

    def on_table(self, content: Any) -> None:
        grid = grid_of(content)
        caption = " ".join(words_of(block) for block in content[1][1]) if content[1] and content[1][1] else ""
        if caption.strip():
            self.paragraph([{"t": "Str", "c": caption.strip()}])
        if grid.holds("Image"):
            self.photo_table(grid)
        elif grid.is_label_table():
            for row in grid.rows:
                words = [" ".join(words_of(block) for block in cell).strip() for cell in row]
                self.paragraph([{"t": "Str", "c": " ".join(word for word in words if word).replace(" : ", ": ", 1)}])
        elif len(grid.rows) == 1 or grid.width == 1:
            for row in grid.rows:
                for cell in row:
                    self.blocks(cell)
        else:
            if grid.has_spans:
                self.tell("Sel tabel yang digabung ditulis sekali, sisanya kosong.", "Periksa tabelnya.")
            cells = [[self.cell(cell) for cell in row] for row in grid.rows]
            self.opaque(pipe_table(cells, grid.alignments), [cell for row in grid.rows for cell in row])

    def photo_table(self, grid: Grid) -> None:
        """A table that only places photos: each takes the words of its cell, or of the cell below, as its caption."""
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(grid.rows):
            for x, cell in enumerate(row):
                if (y, x) in taken:
                    continue
                before = len(self.photos)
                has_photo = any(holds(block, "Image") for block in cell)
                words = " ".join(filter(None, (words_of(block).strip() for block in cell)))
                if not has_photo:
                    self.blocks(cell)
                    continue
                self.blocks([only_images(block) for block in cell if holds(block, "Image")])
                below = grid.rows[y + 1][x] if y + 1 < len(grid.rows) and x < len(grid.rows[y + 1]) else []
                if not words and below and not any(holds(block, "Image") for block in below):
                    words = " ".join(words_of(block).strip() for block in below)
                    taken.add((y + 1, x))
                for index in range(before, len(self.photos)):
                    self.photos[index] = replace(self.photos[index], caption=words)
                if words and before == len(self.photos):
                    self.paragraph([{"t": "Str", "c": words}])

    def paragraph(self, inlines: Sequence[Any], marker: str = "", level: int = 0) -> None:
        """The paragraph's lines, then the photos that stood in it."""
        spans = list(self.spans(inlines))
        self.number += 1
        is_first = True
        for part in _by_line(spans):
            text = "".join(span.text for span in part)
            if text.strip() or any(span.note for span in part):
                self.lines.append(
                    Line(self.number, text, marker, tuple(part), level=level, is_glued=not is_first and not marker)
                )
                is_first = False
        self.place_photos()

    def place_photos(self) -> None:
        for target, alt in self.waiting:
            found = self.find_photo(target)
            if found is None:
                name = unquote(target.rsplit("/", 1)[-1])[:80] or "tanpa nama"
                self.doubts.append(
                    doubt(
                        self.path,
                        self.number,
                        f"Foto “{name}” ada di naskah, tetapi berkasnya tidak ikut atau bukan foto.",
                        "Minta berkasnya, lalu impor bersama rilis.",
                        "photo",
                    )
                )
                continue
            words = " ".join(alt.split())
            is_told = words and not FILE_NAME.search(words) and not MACHINE_ALT.search(words)
            self.photos.append(replace(found, alt=words if is_told else ""))
            self.lines.append(Line(self.number, "", "photo", photo=len(self.photos) - 1))
        self.waiting.clear()

    def opaque(self, source: str, content: Any) -> None:
        self.number += 1
        text = " ".join(words_of(content).split())
        if source.strip():
            self.lines.append(Line(self.number, text, "block", source=source))
        self.place_photos()

    def listed(self, items: Sequence[Any], attributes: Any) -> str:
        """A list of any depth; the entries of an inner one stand four spaces in."""
        start = attributes[0] if attributes else 0
        form = FORMS.get(attributes[1]["t"], "") if attributes else ""
        if form:
            self.tell(f"Daftar {form} ditulis 1, 2, 3.", "Periksa kalimat yang menyebut hurufnya.")
        entries = []
        for order, item in enumerate(items):
            sign = f"{start + order}." if attributes else "-"
            first, *more = self.nested(item).split("\n")
            entries.append("\n".join([f"{sign} {first}".rstrip(), *(f"    {line}".rstrip() for line in more)]))
        return "\n".join(entries)

    def nested(self, blocks: Iterable[Any]) -> str:
        """The blocks inside an entry or a quotation as Markdown of their own."""
        inner = _Walker(self.path, self.find_photo, self.base, photos=self.photos, notes=self.notes)
        inner.number, inner.doubts, inner.told = self.number, self.doubts, self.told
        inner.blocks(blocks)
        self.number = inner.number
        parts: list[tuple[str, str]] = []
        for line in inner.lines:
            if line.marker == "photo":
                self.lines.append(line)
            elif line.source:
                parts.append(("block", line.source))
            elif line.is_glued and parts:
                kind, text = parts[-1]
                parts[-1] = (kind, f"{text}  \n{inline(line.spans)}")
            else:
                parts.append(("para", inline(line.spans)))
        joined = ""
        for kind, text in parts:
            is_list = kind == "block" and re.match(r"(?:-|[0-9]+\.) ", text)
            joined += ("\n" if is_list else "\n\n") * bool(joined) + text
        return joined

    def cell(self, blocks: Iterable[Any]) -> str:
        """The contents of a table's cell on one line."""
        parts = []
        for block in blocks:
            lists = block["c"] if block["t"] == "BulletList" else block["c"][1] if block["t"] == "OrderedList" else None
            if lists is not None:
                parts += [self.cell(item) for item in lists]
            elif block["t"] in ("Para", "Plain"):
                parts.append(inline([replace(s, text=s.text.replace("\n", " ")) for s in self.spans(block["c"])]))
            else:
                parts.append(inline([Span(words_of(block).replace("\n", " "))]))
        return "; ".join(part for part in parts if part)

    def spans(self, inlines: Iterable[Any], **marks: Any) -> Iterable[Span]:
        for one in inlines:
            kind, content = one["t"], one.get("c")
            if kind == "Str":
                yield from _noted(Span(content, **marks))
            elif kind in BREAKS:
                yield Span(BREAKS[kind], **marks)
            elif kind in STYLES:
                yield from self.spans(content, **{**marks, STYLES[kind]: True})
            elif kind in ("Superscript", "Subscript"):
                yield from self.raised(kind, content, marks)
            elif kind in WRAPPERS:
                yield from self.spans(content, **marks)
            else:
                yield from self.rare_spans(kind, content, marks)

    def rare_spans(self, kind: str, content: Any, marks: Any) -> Iterable[Span]:
        if kind == "Quoted":
            opening, closing = ("“", "”") if content[0]["t"] == "DoubleQuote" else ("‘", "’")
            yield Span(opening, **marks)
            yield from self.spans(content[1], **marks)
            yield Span(closing, **marks)
        elif kind in ("Span", "Cite"):
            yield from self.spans(content[1], **marks)
        elif kind == "Link":
            link = self.address(content[2][0], words_of(content[1]))
            yield from self.spans(content[1], **{**marks, "link": link})
        elif kind == "Image":
            self.waiting.append((content[2][0], words_of(content[1])))
        elif kind == "Note":
            self.notes.append(("", ""))
            place = len(self.notes)
            self.notes[place - 1] = (str(place), " ".join(self.nested(content).split()))
            yield Span("", note=str(place))
        elif kind in ("Code", "Math"):
            yield Span(content[1], **marks)

    def raised(self, kind: str, content: Any, marks: Any) -> Iterable[Span]:
        """`m²` and `CO₂` have letters of their own; other raised words stay on the line."""
        letters = words_of(content)
        table = dict(zip("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ" if kind == "Superscript" else "₀₁₂₃₄₅₆₇₈₉₊₋ₙ", strict=True))
        if letters and all(letter in table for letter in letters):
            yield Span("".join(table[letter] for letter in letters), **marks)
        else:
            yield from self.spans(content, **marks)

    def address(self, target: str, words: str) -> str:
        """The link if the site can have it: https, mail or telephone; another one is told."""
        target = unwrapped(target.strip())
        if self.base and not parts_of(target).scheme and not target.startswith("#"):
            target = f"{self.base.rstrip('/')}/{target.lstrip('/')}"
        scheme = target.partition(":")[0].casefold()
        if scheme in ("https", "mailto", "tel"):
            return target
        if scheme == "http":
            self.tell(f"Tautan {target} ditulis https.", "Buka tautannya; bila tidak terbuka, hapus tautannya.")
            return "https" + target[4:]
        if target and not target.startswith("#"):
            self.tell(f"Tautan “{words[:60]}” ke `{target[:120]}` tidak dapat dipakai; katanya tetap ada.", "")
        return ""


def parts_of(target: str) -> SplitResult:
    """The address taken apart; one that is none, such as `https://[`, has no parts."""
    try:
        parts = urlsplit(target)
        _ = parts.hostname
    except ValueError:
        return urlsplit("")
    return parts


def unwrapped(target: str) -> str:
    """The address that a redirecting one of Google, Facebook or Outlook leads to."""
    parts = parts_of(target)
    host = parts.hostname or ""
    names = {"www.google.com": "q", "google.com": "q", "l.facebook.com": "u", "lm.facebook.com": "u"}
    name = "url" if host.endswith("safelinks.protection.outlook.com") else names.get(host, "")
    for pair in parts.query.split("&") if name else ():
        key, _, value = pair.partition("=")
        if key == name and unquote(value).startswith("http"):
            return unquote(value)
    return target


def _noted(span: Span) -> Iterable[Span]:
    place = 0
    for match in NOTE.finditer(span.text):
        if match.start() > place:
            yield replace(span, text=span.text[place : match.start()])
        yield Span("", note=match[1])
        place = match.end()
    if place < len(span.text):
        yield replace(span, text=span.text[place:])


def _by_line(spans: Iterable[Span]) -> Iterable[list[Span]]:
    """The spans of each line between line breaks."""
    line: list[Span] = []
    for span in spans:
        first, *more = span.text.split("\n")
        if first or span.note:
            line.append(replace(span, text=first))
        for part in more:
            yield line
            line = [replace(span, text=part)] if part else []
    yield line
