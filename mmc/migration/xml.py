"""Large XML read piece by piece: nothing is fetched, nothing is unfolded, and letters that no XML may hold are left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from xml.parsers.expat import errors

from mmc.migration.posts import refused

CHUNK = 1 << 18
_NEVER = bytes(code for code in range(32) if code not in (9, 10, 13))  # which old sites put into texts all the same
TOO_MANY = errors.codes.get(getattr(errors, "XML_ERROR_AMPLIFICATION_LIMIT_BREACH", ""), -1)


def elements(path: Path, wanted: frozenset[str]) -> Iterator[Element]:
    """
    Each element with one of the wanted local names, whole, when its end is reached; it is emptied afterwards.

    Raises `ContentError` with the line where the file is no XML, or declares entities of its own.
    """
    parser: Any = XMLPullParser(("start", "end"))  # its events are pairs of any sort to the type checker
    opened: list[Element] = []
    deep = 0
    try:
        with path.open("rb") as file:
            head = file.read(4096)
            if b"<!ENTITY" in head.upper():
                raise refused(path.name, "Berkas XML ini memuat ENTITY.", "Ekspor ulang dari situs lama.")
            while chunk := head or file.read(CHUNK):
                head = b""
                parser.feed(chunk.translate(None, _NEVER))
                for event, element in parser.read_events():
                    is_wanted = local(element.tag) in wanted
                    if event == "start":
                        opened.append(element)
                        deep += is_wanted
                        continue
                    opened.pop()
                    deep -= is_wanted
                    if is_wanted and not deep:
                        yield element
                        element.clear()
                        if opened:
                            opened[-1].remove(element)
                    elif not deep and len(opened) > 1:
                        element.clear()
        parser.close()
    except ParseError as error:
        line = error.position[0]
        hint = "Berkas ini mungkin terpotong; ekspor ulang dari situs lama, bila perlu per tahun."
        raise refused(path.name, "Berkas ini bukan XML yang utuh.", hint, line) from error


def local(tag: str) -> str:
    """The name without its namespace: exports of ten years write it in three ways."""
    return tag.rpartition("}")[2]


def space(tag: str) -> str:
    """The last words of the namespace that tell two elements of one name apart: `content`, `excerpt`."""
    return tag.rpartition("}")[0].rstrip("/").rpartition("/")[2]


def text_of(element: Element, name: str, within: str = "") -> str:
    """The text of the child with this local name, in the namespace whose address ends so, or nothing."""
    for child in element:
        if local(child.tag) == name and (not within or space(child.tag) == within):
            return child.text or ""
    return ""
