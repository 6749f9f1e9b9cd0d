"""How dates, numbers and cleaned texts are shown by templates."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from mmc.build import filters

WIB = timezone(timedelta(hours=7))
MOMENT = datetime(2023, 10, 26, 8, 5, tzinfo=WIB)


def test_a_moment_is_shown_as_an_indonesian_newsroom_writes_it() -> None:
    """
    Weekday, day, month and year in words; the clock with a point and its zone.
    """
    assert filters.long_date(MOMENT) == filters.long_date(MOMENT.date()) == "Kamis, 26 Oktober 2023"
    assert filters.short_date(MOMENT) == "26 Okt 2023"
    assert filters.month(MOMENT) == "Oktober 2023"
    assert (filters.weekday(MOMENT), filters.short_month(MOMENT)) == ("Kamis", "Okt")
    assert filters.clock(MOMENT) == "08.05 WIB"
    assert filters.iso(MOMENT) == "2023-10-26T08:05:00+07:00"


def test_a_clock_time_is_never_broken_over_two_lines() -> None:
    """
    Its words are joined by no-break spaces.
    """
    assert filters.time(MOMENT) == "pukul\u00a008.05\u00a0WIB"


@pytest.mark.parametrize(
    ("begin", "end", "shown"),
    [
        ((9, 8, 0), (9, 11, 30), "Rabu, 9 Desember 2026, pukul 08.00–11.30 WIB"),
        ((9, 0, 0), (9, 23, 59), "Rabu, 9 Desember 2026, sepanjang hari"),
        ((9, 0, 0), None, "Rabu, 9 Desember 2026, sepanjang hari"),
        ((9, 8, 0), None, "Rabu, 9 Desember 2026, pukul 08.00 WIB"),
        (
            (9, 8, 0),
            (10, 16, 0),
            "Rabu, 9 Desember 2026, pukul 08.00 WIB sampai Kamis, 10 Desember 2026, pukul 16.00 WIB",
        ),
        ((9, 0, 0), (10, 23, 59), "Rabu, 9 Desember 2026, sepanjang hari sampai Kamis, 10 Desember 2026"),
    ],
)
def test_a_span_says_no_more_than_is_needed(
    begin: tuple[int, int, int], end: tuple[int, int, int] | None, shown: str
) -> None:
    """
    One day is named once; a day without hours is a whole day.
    """
    starts_at = datetime(2026, 12, *begin, tzinfo=WIB)
    ends_at = datetime(2026, 12, *end, tzinfo=WIB) if end else None

    assert filters.span(starts_at, ends_at).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("day", "later"), [(date(2024, 2, 29), date(2026, 3, 1)), (date(2023, 10, 26), date(2025, 10, 26))]
)
def test_years_later_is_the_same_day_or_the_one_after(day: date, later: date) -> None:
    """
    29 February has an answer in every year.
    """
    moment = datetime(day.year, day.month, day.day, tzinfo=WIB)

    assert filters.years_later(moment, 2).date() == later


def test_only_the_first_letter_grows() -> None:
    """
    A name inside the words keeps its capitals.
    """
    assert filters.initial("konten palsu dari WhatsApp") == "Konten palsu dari WhatsApp"


def test_a_full_address_stays_as_it_is() -> None:
    """
    Only a path gets the site's address before it.
    """
    assert filters.absolute("/berita/", "https://a.example") == "https://a.example/berita/"
    assert filters.absolute("https://b.example/x", "https://a.example") == "https://b.example/x"


def test_the_dateline_stands_inside_the_first_paragraph_and_is_escaped() -> None:
    """
    It is plain text; the story around it was cleaned before.
    """
    shown = filters.with_dateline("<p>Petani …</p>", "MMC & Co-Buntok.")

    assert shown == '<p><b class="dateline">MMC &amp; Co-Buntok.</b> Petani …</p>'


def test_a_story_that_opens_with_a_list_keeps_its_dateline() -> None:
    """
    The dateline gets a paragraph of its own; without a dateline nothing changes.
    """
    assert filters.with_dateline("<ul></ul>", "A.") == '<p><b class="dateline">A.</b> </p><ul></ul>'
    assert filters.with_dateline("<ul></ul>", "") == "<ul></ul>"


def test_a_dateline_ends_once() -> None:
    """
    With the full stop that the header left out, or with what the newsroom wrote.
    """
    shown = [filters.with_dateline("<p>a</p>", dateline) for dateline in ("MMC-Kota", "Kota (ANTARA) -", "KOTA –")]

    assert shown == [
        f'<p><b class="dateline">{words}</b> a</p>' for words in ("MMC-Kota.", "Kota (ANTARA) -", "KOTA –")
    ]


def test_feeds_are_called_by_what_people_call_them() -> None:
    """
    The three media types have three short names.
    """
    types = ("application/atom+xml", "application/rss+xml", "application/feed+json")

    assert [filters.feed_format(each) for each in types] == ["Atom", "RSS", "JSON"]
