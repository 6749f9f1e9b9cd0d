"""Jinja's filters: how a date, a number and an address are shown; each a plain function."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from mmc.indonesian import calendar, text


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


@lru_cache(maxsize=4096)
def _long_date(day: date) -> str:
    return calendar.long_date(day)


@lru_cache(maxsize=4096)
def _short_date(day: date) -> str:
    return calendar.short_date(day)


def long_date(moment: date) -> str:
    """`Kamis, 26 Oktober 2023`, from a day or a moment."""
    return _long_date(_day(moment))


def short_date(moment: date) -> str:
    """`26 Okt 2023`."""
    return _short_date(_day(moment))


def time(moment: datetime) -> str:
    """`pukul 08.05 WIB`, never broken over two lines."""
    return f"pukul {calendar.clock(moment)}".replace(" ", "\N{NO-BREAK SPACE}")


def clock(moment: datetime) -> str:
    """`08.05 WIB`."""
    return calendar.clock(moment)


def hours(starts_at: datetime, ends_at: datetime | None = None) -> str:
    """From when to when on one day: `pukul 08.00–11.30 WIB`, or `sepanjang hari` from midnight to its last minute."""
    is_whole_day = (starts_at.hour, starts_at.minute) == (0, 0)
    if ends_at is None or ends_at.date() != starts_at.date():
        return "sepanjang hari" if is_whole_day else time(starts_at)
    if is_whole_day and (ends_at.hour, ends_at.minute) == (23, 59):
        return "sepanjang hari"
    return time(starts_at).rpartition("\N{NO-BREAK SPACE}")[0] + "–" + time(ends_at).partition("\N{NO-BREAK SPACE}")[2]


def span(starts_at: datetime, ends_at: datetime | None = None) -> str:
    """From when to when, day and hour; the second day only where it is another one."""
    first = f"{long_date(starts_at)}, {hours(starts_at, ends_at)}"
    if ends_at is None or ends_at.date() == starts_at.date():
        return first
    is_last_minute = (ends_at.hour, ends_at.minute) in ((0, 0), (23, 59))
    return f"{first} sampai {long_date(ends_at)}" + ("" if is_last_minute else f", {time(ends_at)}")


def day_end(moment: datetime) -> datetime:
    """The last minute of the moment's day."""
    return calendar.day_end(moment)


def iso(moment: date) -> str:
    """The moment or day as machines read it: `2023-10-26T08:05:00+07:00`."""
    return moment.isoformat()


def month(moment: date) -> str:
    """`Oktober 2023`."""
    return calendar.month_and_year(moment)


def short_month(moment: date) -> str:
    """`Okt`."""
    return calendar.SHORT_MONTHS[moment.month - 1]


def weekday(moment: date) -> str:
    """`Kamis`."""
    return calendar.weekday_name(moment)


def years_later(moment: datetime, years: int) -> datetime:
    """The same moment so many years later; from 29 February the day after, when that year has none."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, month=3, day=1)


def number(value: int) -> str:
    """`1.234`."""
    return text.number(value)


def absolute(url: str, site_url: str) -> str:
    """The full address of a path on this site; a full address stays as it is."""
    return site_url + url if url.startswith("/") else url


def initial(words: str) -> str:
    """The words with their first letter large, the others as they are: `Konten palsu`."""
    return words[:1].upper() + words[1:]


def feed_format(media_type: str) -> str:
    """What people call a feed of this media type: `Atom`, `RSS`, `JSON`."""
    return {"application/atom+xml": "Atom", "application/rss+xml": "RSS"}.get(media_type, "JSON")


def with_dateline(html: str, dateline: str) -> Markup:
    """The text that prose cleaned, the dateline set before its first words and ended as the newsroom ends it."""
    if not dateline:
        return Markup(html)  # noqa: S704 - cleaned by mmc.prose
    end = "" if dateline.endswith(tuple(".,:;-–—")) else "."
    opening = f'<b class="dateline">{escape(dateline)}{end}</b> '
    if html.startswith("<p>"):
        return Markup(f"<p>{opening}{html[3:]}")  # noqa: S704 - cleaned by mmc.prose
    return Markup(f"<p>{opening}</p>{html}")  # noqa: S704 - cleaned by mmc.prose


FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        *(long_date, short_date, time, clock, hours, span, day_end, iso, month, short_month, weekday, years_later),
        *(number, absolute, initial, feed_format, with_dateline),
    )
}
