"""The guard before a document that is a ZIP archive: sizes, types and entities are looked at before anybody unpacks it."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

MOST_XML = 16_000_000  # a press release has some hundred kilobytes
MOST_PICTURE = 30_000_000
MOST_UNPACKED = 200_000_000
MOST_DEPTH = 200  # elements within each other; a sound document has some thirty
BROKEN = (  # what zipfile and its decompressors raise for bytes that are no sound archive
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError),
    *(ValueError, LookupError, OverflowError, NotImplementedError),
)


class PackageError(ValueError):
    """A document that cannot be read, with what to do."""

    def __init__(
        self, message: str, hint: str = "Buka dokumennya, simpan ulang sebagai .docx, lalu coba lagi."
    ) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass
class Package:
    """A document's parts by their names, each unpacked within its limit and only when asked for."""

    data: bytes
    names: tuple[str, ...] = ()
    _spent: int = field(default=0, repr=False)

    @classmethod
    def opened(cls, data: bytes) -> Package:
        """The package, its list of parts read; raises `PackageError` for what is broken, locked or beyond measure."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.infolist()
        except BROKEN as error:
            raise PackageError("Dokumen ini rusak atau dikunci dengan sandi.") from error
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED or len(entries) > 5000:
            raise PackageError("Isi dokumen ini terlalu besar.", "Salin naskahnya ke dokumen baru.")
        return cls(data, tuple(entry.filename for entry in entries))

    def read(self, name: str, most: int = MOST_PICTURE) -> bytes:
        """One part, read no further than its limit whatever the archive claims."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive, archive.open(name) as stream:
                content = stream.read(most + 1)
        except BROKEN as error:
            raise PackageError("Dokumen ini rusak atau dikunci dengan sandi.") from error
        self._spent += len(content)
        if len(content) > most or self._spent > MOST_UNPACKED:
            raise PackageError("Isi dokumen ini terlalu besar.", "Salin naskahnya ke dokumen baru.")
        return content

    def xml(self, name: str) -> Element:
        """One part's XML; a document type is refused, since entities can grow without end or name other files."""
        content = self.read(name, MOST_XML)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise PackageError("Dokumen ini memuat bagian yang tidak semestinya.")
        depth = 0
        root: Element | None = None
        try:
            for event, element in ElementTree.iterparse(io.BytesIO(content), events=("start", "end")):  # noqa: S314
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                if depth > MOST_DEPTH:
                    raise PackageError("Susunan dokumen ini terlalu dalam.", "Salin naskahnya ke dokumen baru.")
        except PackageError:
            raise
        except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
            raise PackageError("Isi dokumen ini rusak.") from error
        if root is None:
            raise PackageError("Isi dokumen ini rusak.")
        return root

    def with_part(self, changes: dict[str, bytes]) -> bytes:
        """The archive with these parts in place of its own, and without photos, which are read from the original."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
            for name in dict.fromkeys(self.names):
                if name.endswith("/"):
                    continue
                is_text = name.endswith((".xml", ".rels")) or name == "mimetype"
                content = changes[name] if name in changes else self.read(name, MOST_XML) if is_text else b""
                target.writestr(name, content)
        return stream.getvalue()


XML = "http://www.w3.org/XML/1998/namespace"
_OPEN = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
PREFIXES = {
    **{f"{base}/{name}": prefix for base, names in (
        (_OPEN, {
            "wordprocessingml/2006/main": "w", "officeDocument/2006/relationships": "r", "drawingml/2006/main": "a",
            "drawingml/2006/wordprocessingDrawing": "wp", "drawingml/2006/picture": "pic", "markup-compatibility/2006": "mc",
            "officeDocument/2006/math": "m",
        }),
        (_STRICT, {
            "wordprocessingml/main": "w", "officeDocument/relationships": "r", "drawingml/main": "a",
            "drawingml/wordprocessingDrawing": "wp", "drawingml/picture": "pic", "officeDocument/math": "m",
        }),
    ) for name, prefix in names.items()},
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:office:word": "w10",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    XML: "xml",
}  # fmt: skip


def serialised(root: Element) -> bytes:
    """
    The XML with the prefixes that Word itself writes, whatever they were: pandoc looks for those.
    """
    prefixes = dict(PREFIXES)
    used: dict[str, str] = {}

    def named(name: str) -> str:
        address, brace, local = name.removeprefix("{").partition("}")
        if not brace:
            return name
        used[address] = prefixes.setdefault(address, f"n{len(prefixes)}")
        return f"{used[address]}:{local}"

    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = named(element.tag)
        for key in [key for key in element.attrib if key.startswith("{")]:
            element.attrib[named(key)] = element.attrib.pop(key)
    for address, prefix in used.items():
        if address != XML:
            root.set(f"xmlns:{prefix}", address)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content
