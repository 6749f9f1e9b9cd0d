"""A content file as passages of plain text: what a reader reads, with the line of the file on which each word stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from mmc.checks.content.sheet import Sheet

PARAGRAPH, ENTRY, HEADING, FIELD = "paragraf", "butir", "subjudul", "kolom"
FIELDS = frozenset(["title", "summary", "key_points", "photo_alt", "photo_caption", "event_place", "organizer"])

_ENTRY = re.compile(r"\s*(?:[-*+]|[0-9]{1,3}[.)])\s+")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_SKIPPED = re.compile(r"\s*(?:>|\||```|~~~|\[[^\]]+\]:\s|!\[[^\]]*\]\([^)]*\)\s*$|(?:[-*_]\s*){3,}$)")
_LINK = re.compile(
    r"!?\[([^\[\]]{0,400}(?:\[[^\[\]]{0,100}\][^\[\]]{0,100})?)\]"
    r"(?:\([^()\s]{0,500}(?:\s+\"[^\"]{0,200}\")?\)|\[[^\[\]]{0,100}\])"
)
_CODE_OR_ADDRESS = re.compile(r"`[^`\n]+`|<https?://[^>\s]+>|https?://\S+|www\.\S+|(?<!\S)\S{1,64}@\S{1,100}\.\w+")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+.!|-])")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&nbsp;": "\u00a0"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list entry, heading or header field as plain text; `starts` are the letters at which its lines begin."""

    text: str
    kind: str
    field: str
    lines: tuple[int, ...]
    starts: tuple[int, ...]
    is_last_of_kind: bool = True  # False for a paragraph that leads into a list, table or quotation

    def line_at(self, offset: int) -> int:
        """The line of the file on which this letter stands."""
        return self.lines[bisect_right(self.starts, offset) - 1]


def passages(sheet: Sheet, body: Sheet) -> tuple[Passage, ...]:
    """
    The texts of the header, then of the body, in their order; tables, quotations, code and pictures are left out.
    """
    return (*_of_header(sheet), *_of_body(body))


def _of_header(sheet: Sheet) -> Iterator[Passage]:
    for text, line, field in sheet.lines():
        if field in FIELDS and text.strip():
            yield Passage(text.strip(), FIELD, field, (line,), (0,))


def _of_body(body: Sheet) -> Iterator[Passage]:
    gathered: list[tuple[int, str]] = []
    kind = PARAGRAPH
    fenced = False
    for text, line, _ in body.lines():
        fenced ^= text.lstrip().startswith(("```", "~~~"))
        is_special = fenced or _SKIPPED.match(text) is not None
        marked = _HEADING.match(text) or _ENTRY.match(text)
        if gathered and (is_special or marked or not text.strip()):
            yield _passage(gathered, kind, is_last=not (is_special or marked))
            gathered = []
        if is_special or not text.strip():
            continue
        if not gathered:
            kind = HEADING if _HEADING.match(text) else ENTRY if marked else PARAGRAPH
        gathered.append((line, text[marked.end() :] if marked else text))
        if kind == HEADING:
            yield _passage(gathered, kind)
            gathered = []
    if gathered:
        yield _passage(gathered, kind)


def _passage(gathered: list[tuple[int, str]], kind: str, *, is_last: bool = True) -> Passage:
    texts = [plain(text) for _, text in gathered]
    starts = tuple(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
    return Passage(" ".join(texts), kind, "", tuple(line for line, _ in gathered), starts, is_last)


def plain(text: str) -> str:
    """One line of Markdown without its marks; addresses and code become an ellipsis, so that no rule reads them."""
    text = _CODE_OR_ADDRESS.sub("…", _LINK.sub(r"\1", text.strip()))
    text = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", text))
    for entity, letter in _ENTITIES.items():
        text = text.replace(entity, letter)
    return text
