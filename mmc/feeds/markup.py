"""XML and times as feeds write them."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from mmc.feeds.model import Entry, Note
from mmc.indonesian.calendar import clock, plain_date

# What XML 1.0 cannot carry at all, not even escaped, and lone surrogates, which no encoding can.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)


def legal(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _ILLEGAL.sub("", text) if _ILLEGAL.search(text) else text


def line(text: str) -> str:
    """The text on one line, legal: what a title or name may be."""
    return " ".join(legal(text).split())


def escape(text: str) -> str:
    """The text as content of an element; `]]>` and `\\r` cannot survive in it."""
    escaped = legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r\n", "\n").replace("\r", "\n") if "\r" in escaped else escaped


@lru_cache(maxsize=4096)  # names and addresses come again and again
def attribute(text: str) -> str:
    """The text as the value of an attribute between double quotes, on one line."""
    return escape(line(text)).replace('"', "&quot;")


def rfc3339(moment: datetime) -> str:
    """`2026-01-31T09:00:00+07:00`."""
    return moment.isoformat(timespec="seconds")


def rfc822(moment: datetime) -> str:
    """`Sat, 31 Jan 2026 09:00:00 +0700`, in English whatever the locale."""
    day = f"{_WEEKDAYS[moment.weekday()]}, {moment.day:02} {_MONTHS[moment.month - 1]} {moment.year:04}"
    return f"{day} {moment:%H:%M:%S %z}"


def full_html(entry: Entry) -> str:
    """The entry's text with its corrections first, each with its date and time."""
    if not entry.notes:
        return entry.html
    return "\n".join([*map(_note, entry.notes), entry.html])


def _note(note: Note) -> str:
    when = f"{plain_date(note.at)} pukul {clock(note.at)}"
    return f"<aside><p><strong>{escape(line(note.label))} ({when})</strong></p>{_block(note.html)}</aside>"


def _block(html: str) -> str:
    return html if html.lstrip().startswith("<p") else f"<p>{html}</p>"
