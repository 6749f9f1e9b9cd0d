"""Dates in running text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.indonesian.mentions import find_dates, release_date

RELEASE = date(2023, 10, 26)


def days(text: str) -> list[date | None]:
    """The days found in a text, in its order."""
    return [found.day for found in find_dates(text, RELEASE)]


def test_a_date_is_found_where_it_stands() -> None:
    """
    The span covers the weekday and the parentheses.
    """
    text = "Pelatihan dibuka di Buntok, Kamis (26/10/2023), oleh camat."
    [found] = find_dates(text)

    assert text[found.start : found.end] == found.text == "Kamis (26/10/2023)"
    assert found.day == RELEASE
    assert found.is_sure


def test_a_parenthesis_of_the_sentence_is_left_alone() -> None:
    """
    A closing parenthesis belongs to the date only if its opening one does.
    """
    [found] = find_dates("(ditetapkan 26 Oktober 2023)")

    assert found.text == "26 Oktober 2023"


@pytest.mark.parametrize(
    "text",
    [
        "Kamis–Sabtu, 26–28 Oktober 2023",
        "26-28 Oktober 2023",
        "26 s.d. 28 Oktober 2023",
        "26 sampai dengan 28 Oktober 2023",
        "tanggal 26 hingga 28 Oktober 2023",
    ],
)
def test_a_range_has_two_ends(text: str) -> None:
    """
    A range of days is one find with its first and last day.
    """
    [found] = find_dates(text)

    assert (found.day, found.last) == (date(2023, 10, 26), date(2023, 10, 28))
    assert found.is_sure


def test_a_wrong_weekday_is_a_doubt() -> None:
    """
    The weekday is checked and the doubt names the right one.
    """
    [found] = find_dates("Rabu (26/10/2023)")

    assert not found.is_sure
    assert "hari Kamis" in found.doubt


def test_a_missing_year_is_taken_from_the_release() -> None:
    """
    A weekday that fits proves the year; without one the date stays doubtful.
    """
    sunday, holiday = find_dates("Minggu (29/10) dan 17 Agustus", RELEASE)

    assert sunday.is_sure
    assert sunday.day == date(2023, 10, 29)
    assert not holiday.is_sure


def test_a_weekday_alone_is_a_doubt_with_a_guess() -> None:
    """
    A weekday alone means the nearest such day up to the release, and is asked about.
    """
    [found] = find_dates("Kegiatan berlangsung hari Rabu.", RELEASE)

    assert found.day == date(2023, 10, 25)
    assert "tanpa tanggal" in found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "pukul 08.05 WIB",
        "1/2 gelas air",
        "Rp1.500.000,00",
        "nomor 12/34/2023/DISKOMINFO",
        "dalam satu minggu",
        "Senin-Jumat",
        "Jumat Agung",
        "telepon 0812-12-12-2023",
        "pasal 5 maka",
    ],
)
def test_what_only_looks_like_a_date_is_not_one(text: str) -> None:
    """
    Times, fractions, sums, letter numbers and weeks are no dates.
    """
    assert find_dates(text, RELEASE) == ()


def test_the_release_date_is_the_first_sure_one() -> None:
    """
    A doubtful date does not stand for the release.
    """
    assert release_date("Rabu (26/10/2023), lalu Jumat (27/10/2023)") == date(2023, 10, 27)
    assert release_date("tanpa tanggal") is None


@given(st.text(max_size=200) | st.text(alphabet="0123456789/-–.,() KamisdnOktoberJu'at", max_size=120))
def test_no_text_breaks_the_search(text: str) -> None:
    """
    Whatever the text, finds are ordered, apart from each other, and stand where they say.
    """
    found = find_dates(text, RELEASE)

    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
