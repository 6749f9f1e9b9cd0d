"""What offices send, made on the spot: Word, ODT, RTF, PDF, mails, pages, chats; nothing binary is kept in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.shared import Inches
from fpdf import FPDF

from mmc.importer.readers.pandoc import converted
from tests.unit.photos import saved, scene

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
LEAD = "Camat Dusun Hilir membuka pelatihan anyaman rotan bagi dua puluh perajin di Balai Desa Mahajandau, Kamis (26/11/2026)."
TITLE = "Camat Dusun Hilir Buka Pelatihan Anyaman Rotan"
RELEASE = f"{TITLE}\n\nMMCBarsel-Buntok. {LEAD}\n\nPelatihan berlangsung tiga hari dan ditutup dengan pameran kecil.\n"


def photo(seed: int = 1, width: int = 800, height: int = 600) -> bytes:
    """A photo, another one for each seed."""
    return saved(scene(width, height, seed))


def word(*parts: Any) -> bytes:
    """
    A document: a string is a paragraph, `(style, text)` one of a style, bytes a photo, a list of rows a table,
    a string that begins with `<` the XML of a paragraph.
    """
    document = docx.Document()
    for part in parts:
        if isinstance(part, bytes):
            document.add_picture(io.BytesIO(part), width=Inches(4))
        elif isinstance(part, tuple):
            document.add_paragraph(part[1], style=part[0])
        elif isinstance(part, list):
            table = document.add_table(rows=0, cols=len(part[0]))
            for row in part:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    if isinstance(text, bytes):
                        cell.paragraphs[0].add_run().add_picture(io.BytesIO(text), width=Inches(2))
                    else:
                        cell.text = text
        elif part.startswith("<"):
            document.element.body.insert(
                len(document.element.body) - 1, parse_xml(part.replace(">", f" {NAMESPACES}>", 1))
            )
        else:
            document.add_paragraph(part)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(data: bytes, **parts: bytes) -> bytes:
    """The archive with these parts added or replaced; `__` stands for a slash and `_` for a point in a name."""
    names = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in names:
                new.writestr(name, old.read(name))
        for name, content in names.items():
            new.writestr(name, content)
    return stream.getvalue()


def archive(**files: bytes) -> bytes:
    """A ZIP of files; `__` stands for a slash and `_` for a point."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in files.items():
            new.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def document(markdown: str, form: str) -> bytes:
    """A document of another office program, from Markdown: `odt`, `rtf`, `docx`."""
    standalone = {"rtf": "rtf+smart"}.get(form, form)
    return converted(markdown.encode(), "markdown", standalone)


def pdf(paragraphs: Sequence[str | bytes], *, columns: int = 170) -> bytes:
    """A PDF with these paragraphs wrapped as a printer wraps them; bytes are a photo."""
    page = FPDF()
    page.add_page()
    page.set_font("helvetica", size=11)
    for part in paragraphs:
        if isinstance(part, bytes):
            page.image(io.BytesIO(part), w=120)
        else:
            page.multi_cell(columns, 6, part, new_x="LMARGIN", new_y="NEXT")
        page.ln(4)
    return bytes(page.output())


def mail(subject: str, text: str = "", html: str = "", **files: bytes) -> bytes:
    """A mail with a text, a page or both, and files; `_` in a file's name stands for a point."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Dinas <dinas@contoh.go.id>", "mmc@contoh.go.id", subject
    if text:
        message.set_content(text)
    if html and text:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    for name, content in files.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return message.as_bytes()


def outlook(subject: str, text: str) -> bytes:
    """A mail as Outlook saves it: a compound file with the subject and the text as its streams."""
    properties = bytes(32)
    for tag in (0x0037001F, 0x1000001F):
        properties += struct.pack("<IIQ", tag, 6, 0)
    streams = {
        "__properties_version1.0": properties,
        "__substg1.0_0037001F": subject.encode("utf-16-le"),
        "__substg1.0_1000001F": text.encode("utf-16-le"),
    }
    return compound(streams)


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (OLE2) with these streams in its root; small ones lie in its stream of small sectors."""
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors: list[bytes] = []
    fat: list[int] = []
    small, small_fat = b"", list[int]()

    def put(content: bytes) -> int:
        start, count = len(sectors), max(1, -(-len(content) // 512))
        sectors.extend(content[place * 512 : place * 512 + 512].ljust(512, b"\0") for place in range(count))
        fat.extend([*range(start + 1, start + count), end])
        return start

    places: list[int] = []
    for content in streams.values():
        if len(content) >= 4096:
            places.append(put(content))
            continue
        start, count = len(small_fat), max(1, -(-len(content) // 64))
        small += content.ljust(count * 64, b"\0")
        small_fat.extend([*range(start + 1, start + count), end])
        places.append(start)

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        encoded = name.encode("utf-16-le") + b"\0\0"
        head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, free, right, child)
        return head + bytes(36) + struct.pack("<IQ", start, size)

    small_start = put(small) if small else end
    small_fat_start = put(struct.pack(f"<{len(small_fat)}I", *small_fat).ljust(512, b"\xff")) if small else end
    entries = [entry("Root Entry", 5, free, 1, small_start, len(small))]
    last = len(streams)
    for number, ((name, content), start) in enumerate(zip(streams.items(), places, strict=True), start=1):
        entries.append(entry(name, 2, number + 1 if number < last else free, free, start, len(content)))
    directory = put(b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0"))
    fat_start = len(sectors)
    fat.append(fat_mark)
    sectors.append(struct.pack("<128I", *fat, *[free] * (128 - len(fat))))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, small_fat_start, int(bool(small)), end, 0)
    return header + struct.pack("<109I", fat_start, *[free] * 108) + b"".join(sectors)
