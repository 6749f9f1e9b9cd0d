"""An agenda as calendars read it."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.icalendar import Event, calendar

WIB = ZoneInfo("Asia/Pontianak")
EVENT = Event(
    uid="tag:mmc.example,2026:brs-2026-01-31-k3f9",
    title="Musrenbang Kecamatan; Dusun Hilir, Jenamas",
    starts=datetime(2026, 2, 3, 9, 0, tzinfo=WIB),
    ends=datetime(2026, 2, 3, 12, 30, tzinfo=WIB),
    stamp=datetime(2026, 1, 31, 8, 5, tzinfo=WIB),
    publisher="MMC Barito Selatan",
    place="Aula Kantor Camat, Mengkatip",
    organizer="Bapperida",
    summary="Musyawarah perencanaan pembangunan.",
    url="https://mmc.example/agenda/2026/02/musrenbang/",
)


def properties(data: bytes) -> dict[str, str]:
    """The file as a calendar reads it: unfolded, by name."""
    lines = data.decode().replace("\r\n ", "").rstrip("\r\n").split("\r\n")
    return {line.partition(":")[0].partition(";")[0]: line.partition(":")[2] for line in lines}


def unescaped(text: str) -> str:
    return text.replace(r"\n", "\n").replace(r"\;", ";").replace(r"\,", ",").replace("\\\\", "\\")


def test_an_event_has_what_a_calendar_needs() -> None:
    """
    Local times arrive in UTC, words keep their commas.
    """
    found = properties(calendar(EVENT))

    assert found["DTSTART"] == "20260203T020000Z"
    assert found["DTEND"] == "20260203T053000Z"
    assert found["DTSTAMP"] == found["LAST-MODIFIED"] == "20260131T010500Z"
    assert unescaped(found["UID"]) == EVENT.uid
    assert unescaped(found["SUMMARY"]) == EVENT.title
    assert unescaped(found["LOCATION"]) == EVENT.place
    assert found["URL"] == EVENT.url
    assert unescaped(found["DESCRIPTION"]).split("\n") == [EVENT.summary, "Penyelenggara: Bapperida", EVENT.url]
    assert found["STATUS"] == "CONFIRMED"


def test_a_cancelled_event_says_so() -> None:
    """
    A withdrawn agenda taken over again is struck out in the reader's calendar.
    """
    found = properties(calendar(replace(EVENT, is_cancelled=True, revision=2)))

    assert found["STATUS"] == "CANCELLED"
    assert found["SEQUENCE"] == "2"


def test_an_event_without_an_end_has_none() -> None:
    """
    Nothing is invented, and an end before the beginning is not written.
    """
    assert "DTEND" not in properties(calendar(replace(EVENT, ends=None)))
    assert "DTEND" not in properties(calendar(replace(EVENT, ends=EVENT.starts)))


def test_a_time_without_zone_is_refused() -> None:
    """
    Indonesia has three; none is guessed.
    """
    with pytest.raises(ValueError, match="zone"):
        calendar(replace(EVENT, starts=datetime(2026, 2, 3, 9, 0, tzinfo=UTC).replace(tzinfo=None)))


@given(st.text(), st.text(max_size=400))
def test_no_text_breaks_the_file(title: str, summary: str) -> None:
    """
    Whatever the words, no line is over 75 octets and nobody can add a property.
    """
    data = calendar(replace(EVENT, title=title, summary=summary))
    lines = data.split(b"\r\n")

    assert lines.pop() == b""
    assert all(len(line) <= 75 for line in lines)
    assert b"\r" not in b"".join(lines)
    assert b"\n" not in b"".join(lines)
    assert sum(line.startswith(b"BEGIN:") for line in lines) == 2
    assert len(properties(data)) == len(properties(calendar(EVENT)))
