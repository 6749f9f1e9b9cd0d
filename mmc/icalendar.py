"""An agenda as a calendar takes it over: an .ics file after RFC 5545."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LINE = 75  # octets; a longer line goes on in the next one, behind a space
ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]|\r\n?")


@dataclass(frozen=True, slots=True)
class Event:
    """
    One event; `uid` is the item's id for ever and `stamp` the moment of its last change, so that a second download updates the first.

    Times carry a zone and are written in UTC, which every calendar shows in the reader's own zone. `revision` grows with every change.
    """

    uid: str
    title: str
    starts: datetime
    stamp: datetime
    publisher: str
    ends: datetime | None = None
    place: str = ""
    organizer: str = ""
    summary: str = ""
    url: str = ""
    lang: str = "id"
    revision: int = 0
    is_cancelled: bool = False


def calendar(event: Event) -> bytes:
    """The event as a file with CRLF line ends, of the same bytes for the same event."""
    return b"".join(_folded(line) for line in _lines(event))


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//{_text(event.publisher)}//Agenda//{event.lang.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_moment(event.stamp)}"
    yield f"LAST-MODIFIED:{_moment(event.stamp)}"
    yield f"DTSTART:{_moment(event.starts)}"
    if event.ends and event.ends > event.starts:
        yield f"DTEND:{_moment(event.ends)}"
    yield f"SUMMARY;LANGUAGE={event.lang}:{_text(event.title)}"
    if event.place:
        yield f"LOCATION;LANGUAGE={event.lang}:{_text(event.place)}"
    if description := _description(event):
        yield f"DESCRIPTION;LANGUAGE={event.lang}:{_text(description)}"
    if event.url:
        yield f"URL:{CONTROL.sub('', event.url)}"
    yield f"SEQUENCE:{event.revision}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "CLASS:PUBLIC"
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _description(event: Event) -> str:
    organizer = f"Penyelenggara: {event.organizer}" if event.organizer else ""
    return "\n".join(part for part in (event.summary, organizer, event.url) if part)


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a time without a zone could mean any of three in Indonesia")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return CONTROL.sub(" ", text.replace("\r\n", "\n")).translate(ESCAPES)


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, none of which ends inside a letter."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(piece) + len(octets) > LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    pieces.append(piece)
    return b"\r\n".join(pieces) + b"\r\n"
