"""Many short texts in HTML at once, by the same way as a saved page: cleaned, through pandoc, as Markdown of the house."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup

from mmc.importer.arrival import Arrival, Attachment, Line
from mmc.importer.readers import web
from mmc.importer.readers.pandoc import PandocError, tree_of
from mmc.importer.readers.tree import arrival_of
from mmc.importer.text.lines import paragraphs
from mmc.importer.text.markup import Block, body_of
from mmc.indonesian.dateline import split_dateline

FORM = "html-native_spans-smart-tex_math_dollars"  # each text is a `div`, which pandoc keeps apart
CODE = re.compile(r"[ ]?(\(//[\w .&+@-]{1,40}(?:/{1,2}[\w .&+@-]{0,40}){1,8}\))[ ]?\.?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text as Markdown: without its dateline and closing code, which have fields of their own, and what was told of it."""

    body: str
    words: str
    dateline: str = ""
    code: str = ""
    told: tuple[str, ...] = ()
    has_hidden: bool = False
    is_unreadable: bool = False


def pieces_of(
    texts: Sequence[str], show: Callable[[int, Attachment], str], places: frozenset[str] = frozenset()
) -> list[Piece]:
    """
    Each text as Markdown, in order; `show` answers with the Markdown of a picture of the text with this number, or nothing.

    `places` are the towns that a dateline may name. A text that cannot be read is told, and keeps no other from being read.
    """
    cleaned = [_cleaned(text) for text in texts]
    trees = _trees([html for html, _, _ in cleaned])
    found = []
    for number, (blocks, (_, has_hidden, notes)) in enumerate(zip(trees, cleaned, strict=True)):
        if blocks is None:
            found.append(
                Piece("", "", told=("Teksnya tidak dapat dibaca.",), has_hidden=has_hidden, is_unreadable=True)
            )
            continue
        tree = {"blocks": blocks}
        arrival = arrival_of(tree, "", lambda target: Attachment(target, b""), has_title=False)
        arrival = replace(arrival, notes=(*arrival.notes, *notes))
        found.append(_piece(arrival, lambda photo, at=number: show(at, photo), places, has_hidden=has_hidden))  # type: ignore[misc]
    return found


def _cleaned(text: str) -> tuple[str, bool, list[tuple[str, str]]]:
    """The text without what nobody sees, whether there was any, and its footnotes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(text, "html.parser")
    has_hidden = web.without_unseen(soup)
    notes = web.footnotes(soup)
    return str(soup), has_hidden, notes


def _trees(texts: Sequence[str]) -> list[list[object] | None]:
    """The blocks of each text; where pandoc stumbles over one, the others are read without it."""
    try:
        joined = "\n".join(f"<div>{text}</div>" for text in texts)
        blocks = tree_of(joined.encode("utf-8", "replace"), FORM).get("blocks", [])
        if len(blocks) == len(texts) and all(block["t"] == "Div" for block in blocks):
            return [block["c"][1] for block in blocks]
    except PandocError:
        pass
    if len(texts) == 1:
        return [None]
    middle = len(texts) // 2
    return [*_trees(texts[:middle]), *_trees(texts[middle:])]


def _piece(arrival: Arrival, show: Callable[[Attachment], str], places: frozenset[str], *, has_hidden: bool) -> Piece:
    lines = [_with_photo(line, arrival, show) for line in arrival.lines]
    blocks = list(paragraphs(lines, is_flowing=True)[0])
    blocks, dateline = _without_dateline(blocks, places)
    blocks, code = _without_code(blocks)
    words = "\n".join(block.text for block in blocks if block.text != PICTURE)
    told = tuple(dict.fromkeys(problem.message for problem in arrival.doubts))
    return Piece(body_of(blocks, arrival.notes), words, dateline, code, told, has_hidden)


PICTURE = "\ufffc"


def _with_photo(line: Line, arrival: Arrival, show: Callable[[Attachment], str]) -> Line:
    if line.marker != "photo":
        return line
    source = show(arrival.photos[line.photo])
    return Line(line.number, PICTURE if source else "", "block" if source else "", source=source)


def _without_dateline(blocks: list[Block], places: frozenset[str]) -> tuple[list[Block], str]:
    at = next((order for order, block in enumerate(blocks[:3]) if not block.source and not block.marker), None)
    found = split_dateline(blocks[at].text, places) if at is not None else None
    if at is None or found is None or not found.is_certain or not found.rest:
        return blocks, ""
    block = blocks[at]
    return [*blocks[:at], block.part(len(block.text) - len(found.rest), len(block.text)), *blocks[at + 1 :]], found.text


def _without_code(blocks: list[Block]) -> tuple[list[Block], str]:
    at = next((order for order in range(len(blocks) - 1, -1, -1) if blocks[order].text != PICTURE), None)
    if at is None or blocks[at].source:
        return blocks, ""
    match = CODE.search(blocks[at].text)
    if match is None:
        return blocks, ""
    rest = blocks[at].part(0, match.start())
    return [*blocks[:at], *([rest] if rest.text.strip() else []), *blocks[at + 1 :]], match[1]
