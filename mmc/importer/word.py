"""A Word document (.docx) as paragraphs of plain text: lists stay lists, bold and headings are lost, nothing is run."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

MOST_XML = 16_000_000  # a press release has some hundred kilobytes
MOST_PICTURE = 30_000_000
MOST_PICTURES = 20
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BROKEN = (  # what zipfile and its decompressors raise for bytes that are no sound archive
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError),
    *(ValueError, LookupError, OverflowError),
)
PICTURE = re.compile(r"word/media/[^/]+\.(?:jpe?g|png|webp)", re.IGNORECASE)


class WordError(ValueError):
    """A document that cannot be read, with what to do."""

    def __init__(self, message: str, hint: str = "Buka di Word, simpan ulang sebagai .docx, lalu coba lagi.") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a line break inside it is `\\n`; `marker` is `bullet`, `number` or empty."""

    text: str
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a release needs of a Word file."""

    paragraphs: tuple[Paragraph, ...]
    pictures: tuple[tuple[str, bytes], ...] = ()
    has_table: bool = False
    has_changes: bool = False


def read_word(data: bytes) -> Document:
    """The document's text and pictures; raises `WordError` for anything that is no sound, plain .docx."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise WordError("Berkas ini arsip, bukan dokumen Word.")
            root = _parsed(archive, "word/document.xml")
            numbering = _parsed(archive, "word/numbering.xml") if "word/numbering.xml" in names else None
            pictures = tuple(_pictures(archive))
    except WordError:
        raise
    except BROKEN as error:
        raise WordError("Dokumen Word ini rusak atau dikunci dengan sandi.") from error
    formats = _formats(numbering)
    paragraphs = tuple(_paragraph(element, formats) for element in _walk(root) if element.tag == f"{W}p")
    has_changes = _has(root, "del") or _has(root, "ins")
    return Document(paragraphs, pictures, _has(root, "tbl"), has_changes)


def _has(root: Element, name: str) -> bool:
    return next(root.iter(W + name), None) is not None


def _parsed(archive: zipfile.ZipFile, name: str) -> Element:
    """The XML, read no further than a limit; a document type is refused, since entities can grow without end."""
    with archive.open(name) as stream:
        xml = stream.read(MOST_XML + 1)
    if len(xml) > MOST_XML:
        raise WordError("Dokumen Word ini terlalu besar.", "Salin naskahnya ke dokumen baru.")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise WordError("Dokumen Word ini memuat bagian yang tidak semestinya.")
    try:
        return ElementTree.fromstring(xml)  # noqa: S314  (no document type: no entities, no references)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
        raise WordError("Isi dokumen Word ini rusak.") from error


def _pictures(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    found = [entry for entry in archive.infolist() if PICTURE.fullmatch(entry.filename)]
    for entry in sorted(found, key=lambda one: one.filename)[:MOST_PICTURES]:
        with archive.open(entry) as stream:
            data = stream.read(MOST_PICTURE + 1)
        if len(data) <= MOST_PICTURE:
            yield entry.filename.rsplit("/", 1)[-1], data


def _walk(root: Element) -> Iterator[Element]:
    """Every element in reading order, without the second copy that Word keeps for old programs."""
    pending = [root]
    while pending:
        element = pending.pop()
        yield element
        pending.extend(child for child in reversed(element) if child.tag != FALLBACK)


def _paragraph(element: Element, formats: dict[tuple[str, str], str]) -> Paragraph:
    text: list[str] = []
    pending = list(reversed(element))
    while pending:
        part = pending.pop()
        if part.tag == f"{W}t":
            text.append(part.text or "")
        elif part.tag in (f"{W}tab", f"{W}ptab"):
            text.append(" ")
        elif part.tag in (f"{W}br", f"{W}cr"):
            text.append("\n")
        elif part.tag == f"{W}noBreakHyphen":
            text.append("-")
        elif part.tag not in (FALLBACK, f"{W}p", f"{W}del", f"{W}moveFrom", f"{W}tabs"):
            pending.extend(reversed(part))
    return Paragraph("".join(text), _marker(element, formats))


def _marker(element: Element, formats: dict[tuple[str, str], str]) -> str:
    numbering = element.find(f"{W}pPr/{W}numPr")
    if numbering is None:
        return ""
    number, level = (
        "" if (found := numbering.find(W + name)) is None else found.get(f"{W}val", "") for name in ("numId", "ilvl")
    )
    if number in ("", "0"):
        return ""
    kind = formats.get((number, level or "0"), "bullet")
    return "" if kind == "none" else "bullet" if kind == "bullet" else "number"


def _formats(numbering: Element | None) -> dict[tuple[str, str], str]:
    """The form of every list level, by the list's number and the level."""
    if numbering is None:
        return {}
    abstract = {
        (one.get(f"{W}abstractNumId", ""), level.get(f"{W}ilvl", "")): form.get(f"{W}val", "")
        for one in numbering.iter(f"{W}abstractNum")
        for level in one.iter(f"{W}lvl")
        if (form := level.find(f"{W}numFmt")) is not None
    }
    return {
        (number.get(f"{W}numId", ""), level): form
        for number in numbering.iter(f"{W}num")
        if (link := number.find(f"{W}abstractNumId")) is not None
        for (identity, level), form in abstract.items()
        if identity == link.get(f"{W}val", "")
    }
