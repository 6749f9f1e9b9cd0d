"""What arrived, as plain data: lines with their letters and marks, photos, notes, and what was doubtful about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mmc.base.problems import ContentError, Problem, Severity

MOST_BYTES = 40_000_000
MOST_LETTERS = 300_000


@dataclass(frozen=True, slots=True)
class Span:
    """Letters that share their marks; one with a `note` is the sign of a footnote and has no letters."""

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    link: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line with its number in the file.

    `marker` is `bullet` or `number` for an entry of a list, `heading`, `photo` (the `photo`th of the arrival), `block` for
    what is Markdown already (`source`: a list, a table, a quotation), else empty. `spans` are the same letters with their
    marks, where the format has any. A glued line follows the one before it after a line break, not a new paragraph.
    """

    number: int
    text: str
    marker: str = ""
    spans: tuple[Span, ...] = ()
    source: str = ""
    level: int = 0
    photo: int = -1
    is_glued: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo or another file that came with the release, or inside it, and what was written beneath it."""

    name: str
    data: bytes
    caption: str = ""
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """
    The lines, empty ones too; `is_flowing` when a line is known to be a whole paragraph, as in Word.

    `title` is what the sheet was called outside of its text: the subject of a mail, the title of a page.
    """

    lines: tuple[Line, ...]
    photos: tuple[Attachment, ...] = ()
    doubts: tuple[Problem, ...] = ()
    is_flowing: bool = False
    title: str = ""
    notes: tuple[tuple[str, str], ...] = ()  # label and Markdown of each footnote


def doubt(path: str, line: int, message: str, hint: str = "", field: str = "") -> Problem:
    """A thing that the importer could not be sure of."""
    return Problem(path, line, message, hint, field, Severity.WARNING, "impor")


def aside(path: str, line: int, message: str, hint: str = "") -> Problem:
    """A thing that was left out on purpose and is only told."""
    return Problem(path, line, message, hint, "", Severity.NOTE, "impor")


def refuse(path: str, message: str, hint: str) -> ContentError:
    """The one problem that keeps a file from being imported at all."""
    return ContentError([Problem(path, 0, message, hint, code="impor")])


def cut(line: Line, start: int, end: int | None = None) -> Line:
    """The line from letter to letter, its marks kept."""
    end = len(line.text) if end is None else end
    return replace(line, text=line.text[start:end], spans=tuple(cut_spans(line.spans, start, end)))


def cut_spans(spans: Sequence[Span], start: int, end: int) -> Iterable[Span]:
    """The spans from letter to letter of them all; the sign of a footnote at an edge stays."""
    place = 0
    for span in spans:
        begin, place = place, place + len(span.text)
        if span.note and start <= begin <= end:
            yield span
        elif part := span.text[max(0, start - begin) : max(0, end - begin)]:
            yield replace(span, text=part)


def reworded(line: Line, text: str) -> Line:
    """The line with other words; its marks are kept where the new words are a part of the old ones."""
    if text == line.text:
        return line
    start = line.text.find(text) if text else -1
    if start < 0:
        return replace(line, text=text, spans=())
    return cut(line, start, start + len(text))


def stripped(line: Line) -> Line:
    """The line without white space at its ends."""
    return reworded(line, line.text.strip())
