"""What reading one file may cost: bounds that are cheap to test, so that no text can hang the reader or fill the memory."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TypeVar

from mmc.checks.content.draft import Finding
from mmc.indonesian import text as words

FILE_BYTES = 1_000_000
HEADER_LINES = 600
HEADER_LINE = 6_000
HEADER_DEPTH = 24
BODY_LETTERS = 200_000
BODY_LINES = 8_000
LINE_LETTERS = 20_000
QUOTE_DEPTH = 8
LIST_INDENT = 32
BLOCK_LETTERS = 40_000  # a paragraph, list or table without an empty line in it
SECONDS = 5.0

# Marks for which Python-Markdown searches a partner: so many in one block that no press item needs them.
MARKS = {
    "*": 400,
    "_": 400,
    "[": 300,
    "]": 400,
    "(": 1_500,
    "`": 200,
    "<": 200,
    "&": 600,
    "\\": 400,
    "!": 800,
    "|": 8_000,
}
OPEN_BRACKETS = 12
_LIMITS = (*MARKS.items(), ("[", OPEN_BRACKETS))
_NESTING = frozenset(">-*+0123456789")  # with which a quotation or list begins

_BLOCK_END = re.compile(r"\n[ \t]*\n")
_QUOTES = re.compile(rf"(?:[ \t]{{0,3}}>){{{QUOTE_DEPTH + 1}}}")
_LIST_MARKS = re.compile(rf"[ \t]*(?:(?:[-*+]|[0-9]{{1,9}}[.)])[ \t]+){{{QUOTE_DEPTH + 1}}}")
Result = TypeVar("Result")


class OverBudget(Exception):
    """The work took longer or went deeper than a file may."""


def budget(data: bytes) -> Iterator[Finding]:
    """The file is small and flat enough to be read; to be asked before anything else reads it."""
    if len(data) > FILE_BYTES:
        message = f"Berkas ini {words.number(len(data))} bita; naskah paling besar {words.number(FILE_BYTES)} bita."
        yield Finding(0, message, "Pindahkan lampiran ke content/dokumen/, atau bagi naskahnya.")
        return
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end = _header_end(lines)
    yield from _header(lines[:end])
    yield from _body(lines[end:], end + 1)


def _header_end(lines: list[str]) -> int:
    start = next((number for number, line in enumerate(lines) if line.strip("\ufeff \t")), 0)
    if lines[start].strip("\ufeff \t") == "---":
        return next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == "---"), len(lines) - 1) + 1
    return next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))


def _header(lines: list[str]) -> Iterator[Finding]:
    if len(lines) > HEADER_LINES:
        yield Finding(
            HEADER_LINES, f"Kepala berkas {len(lines)} baris; paling banyak {HEADER_LINES}.", "Ringkas kepalanya."
        )
    for number, line in enumerate(lines, start=1):
        if len(line) > HEADER_LINE:
            message = f"Baris kepala ini {len(line)} huruf; paling panjang {HEADER_LINE}."
            yield Finding(number, message, "Pindahkan teks panjang ke naskah.")
            return
        if len(line) - len(line.lstrip()) > HEADER_DEPTH and line.strip():
            yield Finding(
                number, "Baris kepala ini terlalu menjorok.", "Tulis satu kolom satu baris, tanpa jarak di depan."
            )
            return


def _body(lines: list[str], first: int) -> Iterator[Finding]:
    while lines and not lines[0].strip():
        lines, first = lines[1:], first + 1
    text = "\n".join(lines)
    if len(text) > BODY_LETTERS or len(lines) > BODY_LINES:
        message = f"Naskah ini {len(text)} huruf, {len(lines)} baris; paling banyak {BODY_LETTERS} dan {BODY_LINES}."
        yield Finding(first, message, "Bagi menjadi beberapa naskah, atau jadikan PDF di content/dokumen/.")
        return
    for number, line in enumerate(lines, start=first):
        if len(line) > LINE_LETTERS or line[:1] in _NESTING or line[:1].isspace():  # no other line has a finding
            finding = _line(line, number)
            if finding is not None:
                yield finding
                return
    if len(text) <= BLOCK_LETTERS and all(mark not in text or text.count(mark) <= limit for mark, limit in _LIMITS):
        return  # what the whole text keeps to, each block does
    at = 0
    for block in _BLOCK_END.split(text):
        start = max(at, text.find(block, at))
        found = _block(block)
        if found is not None:
            place = first + text.count("\n", 0, start) + len(block) - len(block.lstrip("\n"))
            yield Finding(place, *found)
            return
        at = start + len(block)


def _line(line: str, number: int) -> Finding | None:
    if len(line) > LINE_LETTERS:
        return Finding(number, f"Baris ini {len(line)} huruf; paling panjang {LINE_LETTERS}.", "Bagi menjadi paragraf.")
    if _QUOTES.match(line) or _LIST_MARKS.match(line):
        return Finding(
            number, "Kutipan atau daftar di baris ini terlalu bersarang.", f"Paling dalam {QUOTE_DEPTH} tingkat."
        )
    indent = len(line) - len(line.lstrip())
    if indent > LIST_INDENT and line.strip():
        return Finding(number, f"Baris ini menjorok {indent} spasi.", f"Paling banyak {LIST_INDENT}.")
    return None


def _block(block: str) -> tuple[str, str] | None:
    if len(block) > BLOCK_LETTERS:
        return f"Paragraf, daftar, atau tabel ini {len(block)} huruf.", f"Paling panjang {BLOCK_LETTERS}; bagi."
    for mark, limit in MARKS.items():
        count = block.count(mark)
        if count > limit:
            message = f"Ada {count} tanda “{mark}” dalam satu paragraf."
            return message, (f"Naskah wajar memuat paling banyak {limit}; tulis sebagai kalimat biasa.")
    if _deepest(block) > OPEN_BRACKETS:
        return "Kurung siku di paragraf ini terlalu banyak yang terbuka.", "Tutup setiap “[” dengan “]”."
    return None


def _deepest(block: str) -> int:
    """How many square brackets stand open at once."""
    if block.count("[") <= OPEN_BRACKETS:
        return 0
    depth = deepest = 0
    for letter in block:
        if letter == "[":
            depth += 1
            deepest = max(deepest, depth)
        elif letter == "]":
            depth = max(0, depth - 1)
    return deepest


def within(work: Callable[[], Result], seconds: float = SECONDS) -> Result:
    """
    What the work returns, or `OverBudget` when it needs longer or recurses too deep.

    The clock needs a main thread and a system with interval timers; elsewhere (Windows) the static bounds alone hold.
    """
    try:
        if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
            return work()
        before = signal.signal(signal.SIGALRM, _ring)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            return work()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
    except (RecursionError, MemoryError) as error:
        raise OverBudget("naskah ini terlalu bersarang") from error


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise OverBudget("naskah ini terlalu lama diolah")
