"""OpenDocument and RTF by pandoc."""

from __future__ import annotations

import re

from mmc.importer.arrival import Arrival, Attachment, aside, refuse
from mmc.importer.readers.package import Package, PackageError
from mmc.importer.readers.pandoc import PandocError, converted, tree_of
from mmc.importer.readers.tree import arrival_of
from mmc.importer.readers.word import local, read_word

_UNICODE = re.compile(
    rb"(?P<literal>\\\\)|\\u(?P<code>-?\d{1,6})(?P<space> ?)(?P<next>(?:\?|\\'3f)?\\u(?P<low>-?\d{1,6}) ?)?"
)
HINT = "Buka dokumennya, simpan sebagai .docx, lalu impor berkas itu."


def read_opendocument(data: bytes, path: str) -> Arrival:
    """An .odt of LibreOffice or Google Docs as an arrival."""
    try:
        package = Package.opened(data)
        told = []
        for name in package.names:
            if name.endswith(".xml"):
                root = package.xml(name)
                if name == "content.xml":
                    names = [local(element) for element in root.iter()]
                    if "annotation" in names:
                        told.append(aside(path, 0, f"{names.count('annotation')} komentar tidak diambil."))
                    if "tracked-changes" in names:
                        told.append(aside(path, 0, "Perubahan terlacak dianggap diterima; yang dihapus tidak diambil."))
        tree = tree_of(package.with_part({}), "odt")

        def find_photo(target: str) -> Attachment | None:
            name = target.removeprefix("./")
            return Attachment(name.rsplit("/", 1)[-1], package.read(name)) if name in package.names else None

        arrival = arrival_of(tree, path, find_photo)
    except PackageError as error:
        raise refuse(path, error.message, error.hint) from error
    except PandocError as error:
        raise refuse(path, "Dokumen ODT ini tidak dapat dibaca.", HINT) from error
    return Arrival(arrival.lines, arrival.photos, (*arrival.doubts, *told), True, notes=arrival.notes)


def _delimited(data: bytes) -> bytes:
    """
    The RTF with a space behind each letter's code and each emoji as one letter.

    Pandoc 3.9 swallows the letter after `\\u8220"`, which pandoc and others write without the space.
    """

    def mended(match: re.Match[bytes]) -> bytes:
        if match["literal"]:
            return match[0]
        code = int(match["code"]) % 65536
        low = int(match["low"]) % 65536 if match["low"] else 0
        if 0xD800 <= code < 0xDC00 and 0xDC00 <= low < 0xE000:
            return b"\\u9786 "  # an emoji, which pandoc would spoil; a face stands for it, to be told with the others
        following = match["next"] or b""
        return b"\\u%s " % match["code"] + (_UNICODE.sub(mended, following) if following else b"")

    return _UNICODE.sub(mended, data)


def read_rich_text(data: bytes, path: str) -> Arrival:
    """An .rtf, also one that Word calls .doc; by way of a Word document, which carries its photos along."""
    try:
        document = converted(_delimited(data), "rtf", "docx")
    except PandocError as error:
        raise refuse(path, "Dokumen RTF ini tidak dapat dibaca.", HINT) from error
    return read_word(document, path)
