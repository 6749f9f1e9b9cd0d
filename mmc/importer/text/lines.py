"""Lines into paragraphs: one line is one paragraph, unless the text was wrapped by hand or by a mail program."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from mmc.importer.arrival import Line, Span, cut, stripped
from mmc.importer.text.markup import Block

NARROWEST, WIDEST = 45, 110  # where lines are wrapped by hand or by a mail program
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BULLET = re.compile(r"\s*(?:[-–*•·▪●○◦➢✓✔]|o(?=\t))[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"\s*([0-9]{1,2})[.)][ \t\u00a0]+(?=\S)")


def paragraphs(lines: Sequence[Line], *, is_flowing: bool = False) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    """
    The paragraphs and list entries, and the lines that were joined to the next without certainty.
    """
    marked = _with_markers(lines)
    width = 0 if is_flowing else _wrapped_width(marked)
    blocks: list[Block] = []
    doubtful: list[int] = []
    previous: Line | None = None
    for line in marked:
        line = stripped(line)
        text = line.text
        if not text and not line.source and not any(span.note for span in line.spans):
            previous = None
            continue
        if line.is_glued and previous is not None and not previous.source and not line.marker and blocks:
            spans = (*blocks[-1].spans, Span("\n"), *line.spans) if blocks[-1].spans and line.spans else ()
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text}\n{text}", spans=spans)
            previous = line
            continue
        if (
            previous is not None
            and not is_flowing
            and not (line.marker or previous.source)
            and _goes_on(previous, line, width)
        ):
            joint = "" if re.search(r"\w-$", previous.text) and text[:1].islower() else " "
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text}{joint}{text}")
            if not width or not joint:
                doubtful.append(previous.number)
        else:
            blocks.append(Block(line.number, text, line.marker, line.spans, line.source, line.level))
        previous = line
    return tuple(blocks), tuple(doubtful)


def _with_markers(lines: Sequence[Line]) -> list[Line]:
    """Two or more entries in a row are a list and lose their signs; numbers must count up from one."""
    found = [line if line.marker else _marked(line) for line in lines]
    filled = [position for position, line in enumerate(found) if line.text.strip()]
    alone = {
        position
        for order, position in enumerate(filled)
        if found[position] is not lines[position] and not _has_neighbour(found, filled, order)
    }
    kept = [lines[position] if position in alone else line for position, line in enumerate(found)]
    return _only_counting(kept, lines)


def _marked(line: Line) -> Line:
    if match := _BULLET.match(line.text):
        return replace(cut(line, match.end()), marker="bullet")
    if match := _NUMBER.match(line.text):
        return replace(cut(line, match.end()), marker="number")
    return line


def _has_neighbour(lines: list[Line], filled: list[int], order: int) -> bool:
    marker = lines[filled[order]].marker
    return any(0 <= other < len(filled) and lines[filled[other]].marker == marker for other in (order - 1, order + 1))


def _only_counting(lines: list[Line], originals: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    expected = 1
    for line, original in zip(lines, originals, strict=True):
        if line.marker == "number" and line is not original:
            match = _NUMBER.match(original.text)
            if match is None or int(match[1]) != expected:
                kept.append(original)
                expected = 1
                continue
            expected += 1
        elif line.text.strip():
            expected = 1
        kept.append(line)
    return kept


def _wrapped_width(lines: Sequence[Line]) -> int:
    """The width at which the text was wrapped, 0 where each line is a paragraph."""
    inner = [
        first.text.rstrip()
        for first, second in pairwise(lines)
        if first.text.strip() and second.text.strip() and not second.marker and not first.marker
    ]
    longest = max((len(line.text.rstrip()) for line in lines), default=0)
    if not NARROWEST <= longest <= WIDEST or len(inner) < 2:
        return 0
    open_ended = sum(1 for text in inner if not _ENDS.search(text))
    is_wrapped = open_ended >= len(inner) / 2 and median(len(text) for text in inner) >= 0.6 * longest
    return longest if is_wrapped else 0


def _goes_on(previous: Line, line: Line, width: int) -> bool:
    """True when the line continues the one before it."""
    text, following = previous.text.rstrip(), line.text.lstrip()
    if not width:
        return not _ENDS.search(text) and following[:1].islower() and not re.match(r"[a-z][.)]\s", following)
    if _ENDS.search(text):
        return len(text) + len(following.split()[0]) + 1 > 0.85 * width and line.text[:1] not in " \t"
    return True
