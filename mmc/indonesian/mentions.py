"""Dates mentioned in running text: where they stand, which days they are, and what is doubtful about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mmc.indonesian.calendar import MONTH_WORDS, WEEKDAY_WORDS, WEEKDAYS, DateError, long_date, parse_date


@dataclass(frozen=True, slots=True)
class FoundDate:
    """
    A date at `text[start:end]`; `last` is the end of a range like `25–27 Oktober 2023`.

    With a `doubt`, `day` is only the best guess, or None where there is none.
    """

    start: int
    end: int
    text: str
    day: date | None
    last: date | None = None
    doubt: str = ""
    hint: str = ""
    has_weekday: bool = False

    @property
    def is_sure(self) -> bool:
        """True when the date is whole and its weekday, if written, fits."""
        return self.day is not None and not self.doubt


def _either(words: frozenset[str]) -> str:
    longest_first = sorted(
        (re.escape(word).replace("'", "['’‘ʼ`´]") for word in words), key=lambda word: (-len(word), word)
    )
    return "|".join(longest_first)


_WEEKDAY = _either(WEEKDAY_WORDS)
_MONTH = _either(MONTH_WORDS)
_TO = r"[ \u00a0]{0,2}(?:[-–—]|s\.?[/ ]?d\.?|sampai(?:[ ]dengan)?|hingga|dan)[ \u00a0]{0,2}"
_OPEN = r"[ \u00a0]{0,3}[,.]?[ \u00a0]{0,3}(?:(?:tanggal|tgl\.?)[ \u00a0]{0,3})?\(?[ \u00a0]{0,3}"
_DAYS = rf"(?P<weekday>{_WEEKDAY})(?:{_TO}(?P<last_weekday>{_WEEKDAY}))?{_OPEN}"
_BEFORE = r"(?<![\w/.-])"
_NAMED = rf"(?:(?P<first>[0-9]{{1,2}}){_TO})?(?P<day>[0-9]{{1,2}})[ \u00a0-]{{1,3}}(?P<month>{_MONTH})"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_BEFORE}(?:{_DAYS})?[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?![\w/-])\)?",
        rf"{_BEFORE}(?:{_DAYS})?[0-9]{{1,2}}[ ]?(?P<sep>[-/.])[ ]?[0-9]{{1,2}}[ ]?(?P=sep)[ ]?[0-9]{{2,5}}(?![\w/-])\)?",
        rf"{_BEFORE}(?:{_DAYS})?{_NAMED}\.?,?[ \u00a0-]{{1,3}}(?P<year>[12][0-9]{{3}}|0[0-9]{{2,3}})(?![\w/-])\)?",
        rf"{_BEFORE}{_DAYS}[0-9]{{1,2}}[ ]?[/-][ ]?[0-9]{{1,2}}(?![\w/-])\)?",
        rf"{_BEFORE}(?:{_DAYS})?{_NAMED}(?![\w-])\)?",
    )
)
# What every pattern meets: a figure before a sign and another figure, or before the first letter of a month.
_FIGURE = re.compile(r"[0-9](?:[ ]?[-/.][ ]?[0-9]|[ \u00a0-]{1,3}[^\W\d_])")
_ALONE = re.compile(rf"(?<![\w–-])(?P<weekday>{_WEEKDAY})(?![\w–-])", re.IGNORECASE)
_NOT_A_DAY = re.compile(
    r"[ \u00a0](?:[A-Z]|sampai|hingga|depan|pertama|kedua|ketiga|keempat|dan[ ](?:Senin|Selasa|Rabu|Kamis|Jum|Sabtu|Minggu))"
)


def find_dates(text: str, reference: date | None = None) -> tuple[FoundDate, ...]:
    """
    Every date of the text in its order, the doubtful ones too.

    `reference` is the release's own date: a missing year is taken from it where the weekday fits; a weekday alone is
    answered with the nearest such day up to it, as a doubt.
    """
    found: list[FoundDate] = []
    taken = bytearray(len(text))
    for pattern in _PATTERNS if _FIGURE.search(text) else ():
        for match in pattern.finditer(text):
            if 1 not in taken[match.start() : match.end()]:
                found.append(_read(match, reference))
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    found.extend(_weekdays_alone(text, taken, reference))
    return tuple(sorted(found, key=lambda one: one.start))


def release_date(text: str) -> date | None:
    """The text's first date that is whole and sure: the one that stands for the release."""
    return next((one.day for one in find_dates(text) if one.is_sure), None)


def _read(match: re.Match[str], reference: date | None) -> FoundDate:
    end = match.end()
    if match[0].endswith(")") and "(" not in match[0]:
        end -= 1
    text = match.string[match.start() : end]
    groups = match.groupdict()
    has_weekday = groups["weekday"] is not None
    first_text, last_text = text, ""
    if groups.get("first"):
        rest = f"{groups['month']} {groups.get('year') or ''}"
        first_text = f"{groups['weekday'] or ''} {groups['first']} {rest}"
        last_text = f"{groups['last_weekday'] or ''} {groups['day']} {rest}"
    try:
        day = parse_date(first_text, reference)
        last = parse_date(last_text, reference) if last_text else None
    except DateError as error:
        return FoundDate(match.start(), end, text, error.guess, None, error.message, error.hint, has_weekday)
    if last is not None and last < day:
        return FoundDate(match.start(), end, text, day, None, "Rentang tanggal ini berjalan mundur.", "", has_weekday)
    return FoundDate(match.start(), end, text, day, last, has_weekday=has_weekday)


def _weekdays_alone(text: str, taken: bytearray, reference: date | None) -> Iterator[FoundDate]:
    for match in _ALONE.finditer(text):
        if not match[0][0].isupper() or match[0].isupper() or taken[match.start()]:
            continue
        if _NOT_A_DAY.match(text, match.end()):
            continue
        weekday = "Jumat" if match[0].casefold().startswith("jum") else match[0].capitalize()
        guess = None
        if reference is not None and weekday in WEEKDAYS:
            guess = reference - timedelta(days=(reference.weekday() - WEEKDAYS.index(weekday)) % 7)
        hint = f"Maksud Anda {long_date(guess)}?" if guess else "Tambahkan tanggalnya: Kamis (26/10/2023)."
        doubt = f"Hari “{match[0]}” tanpa tanggal."
        yield FoundDate(match.start(), match.end(), match[0], guess, None, doubt, hint, has_weekday=True)
