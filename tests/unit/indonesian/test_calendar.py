"""Dates and times: read with care, shown one way."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from babel.dates import get_day_names, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from mmc.indonesian import calendar
from mmc.indonesian.calendar import DateError, parse_date, parse_moment

WIB = timezone(timedelta(hours=7))
THURSDAY = date(2023, 10, 26)


def test_names_are_those_of_cldr() -> None:
    """
    Months, short months and weekdays are the words that Unicode's locale data gives for Indonesian.
    """
    assert calendar.MONTHS == tuple(get_month_names("wide", locale="id").values())
    assert calendar.SHORT_MONTHS == tuple(get_month_names("abbreviated", locale="id").values())
    names = get_day_names("wide", locale="id")
    assert calendar.WEEKDAYS == tuple(names[number] for number in range(7))


def test_a_day_is_shown_with_its_weekday() -> None:
    """
    Readers see `Kamis, 26 Oktober 2023`, Friday without an apostrophe.
    """
    assert calendar.long_date(THURSDAY) == "Kamis, 26 Oktober 2023"
    assert calendar.weekday_name(date(2023, 10, 27)) == "Jumat"
    assert calendar.short_date(date(2023, 8, 1)) == "1 Agu 2023"


def test_a_clock_has_a_point_and_its_zone() -> None:
    """
    A time is `08.05 WIB`; the label follows the offset.
    """
    moment = datetime(2023, 10, 26, 8, 5, tzinfo=calendar.zone("Asia/Pontianak"))

    assert calendar.clock(moment) == "08.05 WIB"
    assert calendar.clock(moment.astimezone(calendar.zone("Asia/Makassar"))) == "09.05 WITA"
    assert calendar.header_moment(moment) == "2023-10-26 08.05 WIB"
    assert calendar.clock(moment.astimezone(UTC)) == "01.05"


@pytest.mark.parametrize(
    "written",
    [
        "Kamis (26/10/2023)",
        "Kamis, 26 Oktober 2023",
        "Kamis 26/10/2023",
        "kamis, tanggal 26 Oktober 2023",
        "26/10/2023",
        "26-10-2023",
        "26.10.2023",
        "26 Oktober 2023",
        "26 Okt 2023",
        "2023-10-26",
        "Kamis (26/10/23)",
        "(26/10/2023)",
        "Kamis\u00a0(26/10/2023)",
    ],
)
def test_every_form_that_arrives_is_read(written: str) -> None:
    """
    All the ways in which offices write a day lead to the same day.
    """
    assert parse_date(written) == THURSDAY


@pytest.mark.parametrize("written", ["Jum'at (27/10/2023)", "Jum’at, 27 Oktober 2023", "Jumat 27/10/2023"])
def test_friday_may_carry_an_apostrophe(written: str) -> None:
    """
    The old spelling of Friday is known.
    """
    assert parse_date(written) == date(2023, 10, 27)


def test_old_month_names_are_known() -> None:
    """
    Nopember and Pebruari are read as what they mean.
    """
    assert parse_date("10 Nopember 2023") == date(2023, 11, 10)
    assert parse_date("2 Pebruari 2024") == date(2024, 2, 2)


def test_the_day_comes_first() -> None:
    """
    `03/04/2026` is the third of April.
    """
    assert parse_date("03/04/2026") == date(2026, 4, 3)


def refusal(written: str, reference: date | None = None) -> DateError:
    """The error that a text is answered with."""
    with pytest.raises(DateError) as caught:
        parse_date(written, reference)
    return caught.value


def test_a_wrong_weekday_is_answered_with_the_right_one() -> None:
    """
    The message says which weekday the date has and which date the weekday would have.
    """
    error = refusal("Rabu, 26 Oktober 2023")

    assert error.message == "Rabu tertulis, padahal 26 Oktober 2023 adalah hari Kamis."
    assert "25 Oktober 2023" in error.hint
    assert error.guess == THURSDAY


def test_day_and_month_swapped_is_noticed() -> None:
    """
    An American date is answered with the same day in Indonesian order.
    """
    error = refusal("10/26/2023")

    assert "26/10/2023" in error.hint
    assert error.guess == THURSDAY


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31/02/2023", "sampai tanggal 28"),
        ("29 Februari 2023", "sampai tanggal 28"),
        ("31 April 2023", "sampai tanggal 30"),
        ("12/13/14", "tidak ada"),
        ("Senin (13/10/025)", "Tahun “025”"),
        ("1/1/99999", "Tahun “99999”"),
        ("26 Oktober", "tanpa tahun"),
        ("12 August 2023", "Bulan “August”"),
        ("Kamiz, 26 Oktober 2023", "Hari “Kamiz”"),
        ("besok", "tidak terbaca"),
        ("", "kosong"),
        ("0/0/2023", "tidak ada"),
    ],
)
def test_what_cannot_be_a_date_is_explained(written: str, said: str) -> None:
    """
    An impossible date is refused in words that say why.
    """
    assert said in refusal(written).message


@pytest.mark.parametrize(
    ("written", "guess"),
    [("28 Oktobr 2023", "Oktober"), ("12 August 2023", "Agustus"), ("Kamiz, 26 Oktober 2023", "Kamis")],
)
def test_a_misspelt_name_gets_a_suggestion(written: str, guess: str) -> None:
    """
    A near miss of a month or weekday is answered with the right word.
    """
    assert guess in refusal(written).hint


def test_a_typing_slip_in_the_year_is_mended_by_the_weekday() -> None:
    """
    `025` is probably 2025, because the thirteenth of October 2025 is the Monday that is written.
    """
    assert refusal("Senin (13/10/025)").guess == date(2025, 10, 13)


def test_a_missing_year_comes_from_the_release_where_the_weekday_proves_it() -> None:
    """
    The year of the release's own date is taken if the weekday fits, across the turn of a year too.
    """
    assert parse_date("Minggu (8/12)", date(2024, 12, 10)) == date(2024, 12, 8)
    assert parse_date("Jumat (29/12)", date(2024, 1, 3)) == date(2023, 12, 29)


def test_a_missing_year_without_a_weekday_stays_a_doubt() -> None:
    """
    Without a weekday nothing proves the year, so it is only guessed.
    """
    assert refusal("8/12", date(2024, 12, 10)).guess == date(2024, 12, 8)


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-31 09.00 WIB",
        "2026-01-31 09:00",
        "2026-01-31T09:00:00+07:00",
        "2026-01-31T02:00:00Z",
        "2026-01-31 10.00 WITA",
        "2026-01-31 11.00 WIT",
        "31/01/2026 09.00 WIB",
        "Sabtu, 31 Januari 2026 pukul 09.00 WIB",
        "31 Januari 2026, 09.00",
    ],
)
def test_every_form_of_a_moment_is_read(written: str) -> None:
    """
    A moment is the same however it is written, and comes in the newsroom's zone.
    """
    moment = parse_moment(written, WIB)

    assert moment == datetime(2026, 1, 31, 9, 0, tzinfo=WIB)
    assert moment.utcoffset() == timedelta(hours=7)


def test_a_day_alone_begins_at_midnight() -> None:
    """
    A publication date without a time is the beginning of its day.
    """
    assert parse_moment("31/01/2026", WIB) == datetime(2026, 1, 31, tzinfo=WIB)


@pytest.mark.parametrize(
    "written", ["2026-01-31 24.00 WIB", "2026-01-31 09.60", "2026-01-31 9.5", "2026-01-31 09.00 WIK"]
)
def test_an_impossible_time_is_refused(written: str) -> None:
    """
    A time that no clock shows, or a zone that nobody knows, is an error.
    """
    with pytest.raises(DateError):
        parse_moment(written, WIB)


def test_an_unknown_zone_is_explained() -> None:
    """
    A misspelt zone in the office's settings is answered in Indonesian.
    """
    with pytest.raises(DateError, match="tidak dikenal"):
        calendar.zone("Asia/Buntok")


@given(st.text(max_size=60) | st.text(alphabet="0123456789/-. ():TKamisOktoberWIB'+", max_size=40))
def test_no_text_breaks_the_readers(text: str) -> None:
    """
    Whatever is written, the answer is a date or a `DateError`.
    """
    readers: list[Callable[[], date]] = [
        lambda: parse_date(text),
        lambda: parse_date(text, THURSDAY),
        lambda: parse_moment(text, WIB),
    ]
    for read in readers:
        try:
            assert isinstance(read(), date)
        except DateError as error:
            assert error.message


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_what_is_shown_can_be_read(day: date) -> None:
    """
    Every form that we write is one that we read.
    """
    for written in (calendar.long_date(day), calendar.short_date(day), f"{day:%d/%m/%Y}", day.isoformat()):
        assert parse_date(written) == day
