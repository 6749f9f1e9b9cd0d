"""Two versions of an item as people read them: which fields say something else, and which words of the text came and went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mmc.base.items.source import read_source
from mmc.base.problems import ContentError
from mmc.desk.editor.manuscript import opened
from mmc.desk.editor.merging import told

WORD = re.compile(r"\s+|[^\s]+")
MOST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, went or came."""

    sort: str  # `tetap`, `hilang`, `baru`
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, or one paragraph of the text, that is another."""

    label: str
    pieces: tuple[Piece, ...]


def differences(before: bytes | None, after: bytes | None, path: str) -> list[Difference]:
    """What is another in the second version; a file that was not there yet or is gone has no words."""
    try:
        return [*_by_fields(before, after, path)]
    except (ContentError, UnicodeDecodeError):
        old, new = (data.decode("utf-8", "replace") if data else "" for data in (before, after))
        return [Difference("Berkas", words(old, new))] if old != new else []


def _by_fields(before: bytes | None, after: bytes | None, path: str) -> Iterator[Difference]:
    old = opened(before, path) if before is not None else None
    new = opened(after, path) if after is not None else None
    known = new or old
    if known is None:
        return
    for key, rule in known.rules.items():
        was, now = (told(each.values[key]) if each is not None else "" for each in (old, new))
        if was != now:
            yield Difference(rule.label, words(was, now))
    yield from _paragraphs(old.body if old is not None else "", new.body if new is not None else "")
    was, now = (_unknown(each.data, path) if each is not None else "" for each in (old, new))
    if was != now:
        yield Difference("Kolom lain", words(was, now))


def _unknown(data: bytes, path: str) -> str:
    """Fields that the schema does not know, by name."""
    known = opened(data, path).rules
    return "\n".join(
        f"{field.key}: {field.value.text}" for field in read_source(data, path).fields if field.key not in known
    )


def _paragraphs(before: str, after: str) -> Iterator[Difference]:
    old, new = (re.split(r"\n\s*\n", text) if text else [] for text in (before, after))
    for sort, start, stop, new_start, new_stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort != "equal":
            yield Difference("Naskah", words("\n\n".join(old[start:stop]), "\n\n".join(new[new_start:new_stop])))


def words(before: str, after: str) -> tuple[Piece, ...]:
    """The words of both, in order, each as what became of it."""
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return tuple(piece for piece in (Piece("hilang", before), Piece("baru", after)) if piece.text)
    pieces: list[Piece] = []
    for sort, start, stop, new_start, new_stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort == "equal":
            pieces.append(Piece("tetap", "".join(old[start:stop])))
            continue
        pieces += [
            piece
            for piece in (Piece("hilang", _joined(old, start, stop)), Piece("baru", _joined(new, new_start, new_stop)))
            if piece.text
        ]
    return tuple(pieces)


def _joined(parts: Sequence[str], start: int, stop: int) -> str:
    return "".join(parts[start:stop])
