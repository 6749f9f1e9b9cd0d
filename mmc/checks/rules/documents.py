"""A PDF as a reader's program opens it: what it would do, where it leads, what it says."""

# ruff: noqa: E501  (tables)
from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mmc.checks.content.draft import Finding

PRINT_ANEW = "Cetak ulang ke PDF biasa dari aslinya."
END = b"%%EOF"
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
MOST_TEXT = 400_000  # letters that are judged; the longest annual report has half
MOST_OBJECTS = 300_000
_MARKUP = re.compile(rb"<\s*(?:script|iframe|html|!doctype html)\b|<\?php", re.IGNORECASE)
_DOING = {
    "/JavaScript": "skrip", "/Launch": "perintah yang menjalankan program", "/ImportData": "perintah yang mengambil data", "/SubmitForm": "formulir yang mengirim data",
    "/GoToR": "tautan ke berkas lain", "/GoToE": "lampiran", "/Rendition": "pemutar media", "/Movie": "film", "/Sound": "suara", "/RichMediaExecute": "media", "/Hide": "perintah yang menyembunyikan isi",
    "/SetOCGState": "perintah yang menyembunyikan isi", "/GoTo3DView": "model tiga dimensi",
}  # fmt: skip
_HOLDING = {
    "/JS": "skrip", "/AA": "perintah yang berjalan sendiri", "/EmbeddedFiles": "lampiran tersembunyi", "/EF": "lampiran tersembunyi", "/XFA": "formulir XFA",
    "/RichMediaContent": "media", "/RichMediaSettings": "media", "/JavaScript": "skrip",
}  # fmt: skip
_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BFRANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_GAP = -180  # thousandths of an em to the left: a space


@dataclass
class Document:
    """What a PDF does, where it leads and what it says."""

    deeds: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    fault: str = ""

    @property
    def leads(self) -> str:
        """Where its links lead, one a line."""
        return "\n".join(dict.fromkeys("".join(address.split()) for address in self.addresses))

    @property
    def words(self) -> str:
        """What it says, one piece a line."""
        lines = (" ".join(text.split()) for text in self.texts)
        return "\n".join(dict.fromkeys(filter(None, lines)))[:MOST_TEXT]


def structure(data: bytes, document: Document) -> Iterator[Finding]:
    """The file is one whole PDF and nothing else, and it only shows."""
    if document.fault:
        yield Finding(0, f"PDF ini {document.fault}.", PRINT_ANEW)
        return
    after = data[data.rfind(END) + len(END) :] if END in data else b""
    if after.strip(b"\r\n\t \x00"):
        yield Finding(0, "Sesudah akhir PDF ini masih ada isi lain.", PRINT_ANEW)
    markup = _MARKUP.search(data)
    if markup:
        yield Finding(0, f"Di dalam PDF ini ada potongan halaman web (“{markup[0].decode()}”).", PRINT_ANEW)
    for address in document.addresses:
        scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
        if scheme and scheme[1].casefold() not in SCHEMES:
            yield Finding(0, f"Tautan di PDF ini memakai skema {scheme[1]}: (“{address[:60]}”).", PRINT_ANEW)
    for deed in dict.fromkeys(document.deeds):
        yield Finding(0, f"PDF ini memuat {deed}.", PRINT_ANEW)


@dataclass(frozen=True, slots=True)
class Extent:
    """How many pages a PDF has, and whether any of them has letters; none where it cannot be read."""

    pages: int = 0
    has_text: bool = False


def extent(data: bytes) -> Extent:
    """The size of the document as its reader sees it; a scan has pages and no letters."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return Extent(len(pdf.pages), any(_has_font(page.obj, 0) for page in pdf.pages))
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, OverflowError, MemoryError):
        return Extent()


def is_scan(data: bytes) -> bool:
    """True for pages without a single letter."""
    found = extent(data)
    return found.pages > 0 and not found.has_text


def _has_font(holder: Any, depth: int) -> bool:
    """True for a page, or a form on it, that names a font."""
    resources = holder.get("/Resources") or {}
    if resources.get("/Font"):
        return True
    forms = (resources.get("/XObject") or {}).values() if depth < 3 else ()
    return any(form.get("/Subtype") == "/Form" and _has_font(form, depth + 1) for form in forms)


def read(data: bytes) -> Document:
    """The document; its `fault` says why it could not be read."""
    import pikepdf  # only where there is a PDF

    found = Document()
    if not data.startswith(b"%PDF-"):
        found.fault = "tidak diawali tanda PDF"
        return found
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                found.fault = "dikunci dengan sandi"
            elif len(pdf.objects) > MOST_OBJECTS:
                found.fault = "terlalu besar untuk diperiksa"
            else:
                for each in pdf.objects:
                    _look(each, found, 0)
                for page in pdf.pages:
                    found.texts += _words_of(page)
    except pikepdf.PasswordError:
        found.fault = "dikunci dengan sandi"
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, OverflowError, MemoryError) as error:
        found.fault = f"rusak dan tidak dapat dibaca ({type(error).__name__})"
    return found


def _look(thing: object, found: Document, depth: int) -> None:
    """Gathers from an object of the file, and from those inside it that have no number of their own."""
    import pikepdf

    if depth > 60:
        found.deeds.append("susunan yang terlalu dalam")
    elif isinstance(thing, pikepdf.String):
        found.texts.append(str(thing))
    elif isinstance(thing, pikepdf.Array):
        for each in thing:
            if not getattr(each, "is_indirect", False):
                _look(each, found, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        _look_at_entries(thing, found, depth)


def _look_at_entries(thing: object, found: Document, depth: int) -> None:
    import pikepdf

    assert isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)
    kind = thing.get("/S")
    if isinstance(kind, pikepdf.Name) and str(kind) in _DOING and _is_action(thing):
        found.deeds.append(_DOING[str(kind)])
    if thing.get("/Type") == pikepdf.Name("/EmbeddedFile"):
        found.deeds.append("lampiran tersembunyi")
    for key, value in thing.items():
        if key in _HOLDING and not (key == "/AA" and not value):
            found.deeds.append(_HOLDING[key])
        if key in ("/URI", "/Base") and isinstance(value, pikepdf.String):
            found.addresses.append(str(value))
        elif not getattr(value, "is_indirect", False):
            _look(value, found, depth + 1)
    if thing.get("/Type") == pikepdf.Name("/Metadata") and isinstance(thing, pikepdf.Stream):
        text = thing.read_bytes().decode("utf-8", "replace")
        found.texts += re.split(r"<[^>]{0,400}>", text)


def _is_action(thing: object) -> bool:
    """True where `/S` names what to do, and not the role of a part of the text (`/S /Movie` is no role either way)."""
    return "/K" not in thing and "/P" not in thing  # type: ignore[operator]


def _words_of(page: object) -> list[str]:
    """The lines of a page as far as its fonts say which letters they draw."""
    import pikepdf

    fonts = _fonts(page)
    lines, line, table = [""], 0, None
    for step in pikepdf.parse_content_stream(page):  # type: ignore[arg-type]
        operands, name = list(step.operands), str(step.operator)
        if name == "Tf":
            table = fonts.get(str(operands[0]))
        elif name in ("Td", "TD", "T*", "'", '"', "Tm", "ET"):
            is_new_line = name in ("T*", "'", '"', "ET", "Tm") or float(operands[1]) != 0
            if is_new_line and lines[line]:
                lines.append("")
                line += 1
            elif lines[line] and not lines[line].endswith(" "):
                lines[line] += " "
        if name in ("Tj", "'", '"'):
            lines[line] += _letters(operands[-1], table)
        elif name == "TJ":
            for part in operands[0]:
                if isinstance(part, pikepdf.String):
                    lines[line] += _letters(part, table)
                elif float(part) < _GAP:
                    lines[line] += " "
    joined = " ".join(text.strip() for text in lines if text.strip())
    return [*(text for text in lines if text.strip()), *_pieces(joined)]


def _pieces(text: str) -> Iterator[str]:
    """The text of a page in stretches, for words that its lines tear apart."""
    words = text.split()
    for at in range(0, len(words), 30):
        yield " ".join(words[at : at + 40])


def _fonts(page: object) -> dict[str, tuple[dict[bytes, str], int] | None]:
    found: dict[str, tuple[dict[bytes, str], int] | None] = {}
    resources = page.get("/Resources", {})  # type: ignore[attr-defined]
    for name, font in resources.get("/Font", {}).items():
        table = font.get("/ToUnicode")
        width = 2 if font.get("/Subtype") == "/Type0" else 1
        found[str(name)] = (_table(table.read_bytes()), width) if table is not None else None
    return found


def _table(text: bytes) -> dict[bytes, str]:
    """Which letters a font's codes stand for."""
    found: dict[bytes, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        found |= {bytes.fromhex(code.decode()): _utf16(letters) for code, letters in _BFCHAR.findall(part)}
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for low, high, first, listed in _BFRANGE.findall(part):
            length, start = len(low) // 2, int(low, 16)
            named = re.findall(rb"<([0-9A-Fa-f]+)>", listed)
            for number in range(min(int(high, 16) - start + 1, 65_536)):
                code = (start + number).to_bytes(length, "big")
                if named:
                    found[code] = _utf16(named[number]) if number < len(named) else ""
                else:
                    letter = int(first, 16) + number
                    found[code] = chr(letter) if letter < 0x110000 and not 0xD800 <= letter < 0xE000 else ""
    return found


def _utf16(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")


def _letters(text: object, table: tuple[dict[bytes, str], int] | None) -> str:
    raw: bytes = bytes(text)  # type: ignore[call-overload]
    if table is None:
        return raw.decode("cp1252", "replace")
    letters, width = table
    return "".join(letters.get(raw[at : at + width], "") for at in range(0, len(raw), width))
