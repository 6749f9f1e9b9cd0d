"""Dates and times as an Indonesian newsroom writes them: read with care, shown one way, zoned always."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from mmc.indonesian.text import nearest, squeeze

# CLDR's names for `id`; a test compares them with Babel's.
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")  # as `date.weekday()` counts
ZONE_LABELS = {"WIB": 7, "WITA": 8, "WIT": 9}

_MONTHS = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)}
_MONTHS |= {name.casefold(): number for number, name in enumerate(SHORT_MONTHS, start=1)}
_MONTHS |= {"pebruari": 2, "peb": 2, "ags": 8, "agt": 8, "agust": 8, "sept": 9, "nopember": 11, "nop": 11}
_FOREIGN_MONTHS = {
    "january": "Januari", "february": "Februari", "march": "Maret", "may": "Mei", "june": "Juni", "july": "Juli",
    "august": "Agustus", "aug": "Agustus", "october": "Oktober", "oct": "Oktober", "december": "Desember", "dec": "Desember",
}  # fmt: skip
_WEEKDAYS = {name.casefold(): number for number, name in enumerate(WEEKDAYS)}
_WEEKDAYS |= {"jum'at": 4, "senen": 0, "ahad": 6}
WEEKDAY_WORDS = frozenset(_WEEKDAYS)
MONTH_WORDS = frozenset(_MONTHS)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("\u00a0\u202f\u2009", " "))


class DateError(ValueError):
    """A date or time that cannot be trusted: what was found, what to do, and the best guess if there is one."""

    def __init__(self, message: str, hint: str = "", guess: date | None = None) -> None:
        super().__init__(message)
        self.message, self.hint, self.guess = message, hint, guess


# Shown ---------------------------------------------------------------------------------------------------------------


def weekday_name(day: date) -> str:
    """`Kamis`."""
    return WEEKDAYS[day.weekday()]


def month_name(month: int) -> str:
    """The month's name by its number, 1 to 12."""
    return MONTHS[month - 1]


def long_date(day: date) -> str:
    """`Kamis, 26 Oktober 2023`."""
    return f"{weekday_name(day)}, {plain_date(day)}"


def plain_date(day: date) -> str:
    """`26 Oktober 2023`."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def short_date(day: date) -> str:
    """`26 Okt 2023`."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def month_and_year(day: date) -> str:
    """`Oktober 2023`."""
    return f"{month_name(day.month)} {day.year}"


def day_end(moment: datetime) -> datetime:
    """The last minute of the moment's day."""
    return moment.replace(hour=23, minute=59, second=0, microsecond=0)


def clock(moment: datetime, label: str = "") -> str:
    """`08.05 WIB`; the label is the zone's Indonesian one, from the moment's offset unless given."""
    return f"{moment.hour:02}.{moment.minute:02} {label or zone_label(moment)}".rstrip()


def zone_label(moment: datetime) -> str:
    """`WIB`, `WITA` or `WIT` by the moment's offset, empty for any other."""
    hours = (moment.utcoffset() or timedelta()).total_seconds() / 3600
    return next((label for label, offset in ZONE_LABELS.items() if offset == hours), "")


def header_moment(moment: datetime) -> str:
    """The moment as a header writes it: `2026-01-31 09.00 WIB`."""
    return f"{moment:%Y-%m-%d} {clock(moment)}"


def zone(name: str) -> tzinfo:
    """
    The zone of this IANA name; Indonesia's three also where the system has no zone data (Windows without `tzdata`).
    """
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        cities = {"Asia/Jakarta": 7, "Asia/Pontianak": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
        if name in cities:
            return timezone(timedelta(hours=cities[name]))
        message = f"Zona waktu “{name}” tidak dikenal."
        raise DateError(message, "Pakai Asia/Pontianak, Asia/Makassar, atau Asia/Jayapura.") from error


# Read ----------------------------------------------------------------------------------------------------------------

_GAP = r"[ \t]{0,3}"
_OPEN = rf"{_GAP}[,.]?{_GAP}(?:(?:tanggal|tgl\.?){_GAP})?\(?{_GAP}"
_CLOSE = rf"{_GAP}\)?"
_ISO = r"(?P<year>[0-9]{4})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})(?![0-9])"
_NUMERIC = rf"(?P<day>[0-9]{{1,2}}){_GAP}(?P<sep>[-/.]){_GAP}(?P<month>[0-9]{{1,2}})"
_NUMERIC_YEAR = rf"{_GAP}(?P=sep){_GAP}(?P<year>[0-9]{{1,5}})(?![0-9])"
_NAMED = r"(?P<day>[0-9]{1,2})[ \t-]{0,3}(?P<month>%s)\.?(?![^\W\d_])"
_NAMED_YEAR = r",?[ \t-]{0,3}(?P<year>%s)(?![0-9])"
_ANY_WORD = r"[^\W\d_]{2,15}"
_ANY_WEEKDAY = rf"(?:(?:hari{_GAP})?(?P<weekday>[^\W\d_]{{2,8}}(?:'[^\W\d_]{{1,3}})?){_OPEN}|\({_GAP})?"

_FIELD_FORMS = tuple(
    re.compile(_ANY_WEEKDAY + form + _CLOSE, re.IGNORECASE)
    for form in (
        _ISO,
        f"{_NUMERIC}(?:{_NUMERIC_YEAR})?",
        _NAMED % _ANY_WORD + f"(?:{_NAMED_YEAR % '[0-9]{1,5}'})?",
    )
)
_TIME = re.compile(
    r"(?:[ \t,]+|T)(?:(?:pukul|jam|pkl\.?)[ \t]+)?(?P<hour>[0-9]{1,2})(?P<sep>[.:])(?P<minute>[0-9]{1,2})"
    r"(?:(?P=sep)(?P<second>[0-9]{2})(?:\.[0-9]{1,6})?)?[ \t]*(?P<zone>[A-Za-z]{1,5}|[+-][0-9]{2}:?[0-9]{2})?$",
    re.IGNORECASE,
)


def parse_date(text: str, reference: date | None = None) -> date:
    """
    The day that a field names, day before month always, a written weekday checked.

    Raises `DateError` with an Indonesian message for anything doubtful; a missing year is taken from `reference` only
    where the weekday proves it.
    """
    plain = squeeze(text.translate(_APOSTROPHES))
    if len(plain) > 80:
        raise _not_a_date(plain[:60] + "…")
    for form in _FIELD_FORMS:
        match = form.fullmatch(plain)
        if match is not None:
            return _day_of(match, reference)
    raise _not_a_date(plain)


def parse_moment(text: str, zone: tzinfo) -> datetime:
    """
    The moment that a field names, in the zone: `2026-01-31 09.00 WIB`, ISO 8601 with an offset, or any date with a time.

    A day alone begins at 00.00; WITA, WIT and offsets are converted. Raises `DateError` for anything doubtful.
    """
    plain = squeeze(text.translate(_APOSTROPHES))
    match = _TIME.search(plain) if len(plain) <= 80 else None
    if match is None:
        return datetime.combine(parse_date(plain), time(), zone)
    day = parse_date(plain[: match.start()])
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if len(match["minute"]) < 2 or hour > 23 or minute > 59 or second > 59:
        message = f"Jam “{match['hour']}{match['sep']}{match['minute']}” tidak ada."
        raise DateError(message, "Tulis dari 00.00 sampai 23.59, dengan dua angka menit: 09.00 WIB.", day)
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    written = match["zone"]
    return moment if written is None else moment.replace(tzinfo=_written_zone(written, moment)).astimezone(zone)


def _written_zone(written: str, moment: datetime) -> tzinfo:
    label = written.upper()
    if label in ("Z", "UTC", "GMT"):
        return UTC
    if label in ZONE_LABELS:
        return timezone(timedelta(hours=ZONE_LABELS[label]))
    if label[0] in "+-" and int(label[1:3]) < 15 and int(label[-2:]) < 60:
        offset = timedelta(hours=int(label[1:3]), minutes=int(label[-2:]))
        return timezone(offset if label[0] == "+" else -offset)
    known = f"Maksud Anda “{nearest(written, ZONE_LABELS) or 'WIB'}”? Yang dikenal: WIB, WITA, WIT."
    raise DateError(f"Zona waktu “{written}” tidak dikenal.", known, moment.date())


def _not_a_date(text: str) -> DateError:
    if not text:
        return DateError("Tanggalnya kosong.", "Tulis seperti 2026-01-31 09.00 WIB atau 31 Januari 2026.")
    message = f"“{text}” tidak terbaca sebagai tanggal."
    return DateError(message, "Tulis seperti 2026-01-31 09.00 WIB, 31/01/2026, atau 31 Januari 2026.")


def _day_of(match: re.Match[str], reference: date | None) -> date:
    """The day of a match of any form; the one place where doubts are born."""
    weekday = _weekday_of(match["weekday"])
    month = int(match["month"]) if match["month"].isdigit() else _month_of(match["month"])
    day = int(match["day"])
    if match["year"] is None:
        return _with_year(day, month, weekday, reference)
    return _checked(_date_of(_year_of(match["year"], day, month, weekday), month, day), weekday)


def _weekday_of(word: str | None) -> int | None:
    if word is None or word.casefold() in ("tanggal", "tgl", "hari"):
        return None
    found = _WEEKDAYS.get(word.casefold())
    if found is None:
        guess = nearest(word, WEEKDAYS)
        hint = f"Maksud Anda {guess}?" if guess else f"Nama hari: {', '.join(WEEKDAYS)}."
        raise DateError(f"Hari “{word}” tidak dikenal.", hint)
    return found


def _month_of(word: str) -> int:
    found = _MONTHS.get(word.casefold())
    if found is None:
        guess = nearest(word, MONTHS, _FOREIGN_MONTHS)
        hint = f"Maksud Anda {guess}?" if guess else f"Nama bulan: {', '.join(MONTHS)}."
        raise DateError(f"Bulan “{word}” tidak dikenal.", hint)
    return found


def _date_of(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if month > 12 and 0 < day <= 12:
        swapped = date(year, day, month) if month <= 31 and _exists(year, day, month) else None
        message = f"Bulan {month} tidak ada; tanggal ditulis hari, bulan, tahun."
        hint = f"Maksud Anda {plain_date(swapped)}? Tulis {swapped:%d/%m/%Y}." if swapped else "Periksa tanggalnya."
        raise DateError(message, hint, swapped)
    if not 1 <= month <= 12:
        raise DateError(f"Bulan {month} tidak ada.", "Bulan ditulis dari 1 sampai 12.")
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    name = f"{month_name(month)} {year}" if month == 2 else month_name(month)
    hint = f"Maksud Anda {plain_date(date(year, month, last))}?" if day > last else "Periksa tanggalnya."
    raise DateError(f"Tanggal {day} {name} tidak ada; {name} sampai tanggal {last}.", hint)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _year_of(digits: str, day: int, month: int, weekday: int | None) -> int:
    if len(digits) == 2:
        return 2000 + int(digits)
    if len(digits) == 4 and "1800" <= digits <= "2199":
        return int(digits)
    guess = next((year for year in _mended_years(digits) if _fits(year, month, day, weekday)), None)
    found = date(guess, month, day) if guess else None
    hint = f"Maksud Anda {plain_date(found)}?" if found else "Tulis tahun dengan empat angka, misalnya 2026."
    raise DateError(f"Tahun “{digits}” tampaknya salah ketik.", hint, found)


def _mended_years(digits: str) -> Iterator[int]:
    """The years that a slip of one digit may have meant: `025` and `20025` are 2025."""
    tail = int(digits[-2:]) if len(digits) > 1 else -1
    if len(digits) == 3 and digits[0] in "02":
        yield 2000 + tail
    if len(digits) >= 4 and digits[0] in "02":
        yield 2000 + tail


def _fits(year: int, month: int, day: int, weekday: int | None) -> bool:
    return _exists(year, month, day) and weekday in (None, date(year, month, day).weekday())


def _with_year(day: int, month: int, weekday: int | None, reference: date | None) -> date:
    if reference is None:
        if month > 12 or not _exists(2024, month, day):
            _date_of(2024, month, day)
        raise DateError("Tanggal ini tanpa tahun.", f"Tulis tahunnya, misalnya {day}/{month}/2026.")
    years = sorted(
        range(reference.year - 1, reference.year + 2), key=lambda year: _distance(year, month, day, reference)
    )
    likely = [date(year, month, day) for year in years if _exists(year, month, day)]
    if not likely:
        return _date_of(reference.year, month, day)
    if weekday is None:
        raise DateError("Tanggal ini tanpa tahun.", f"Maksud Anda {plain_date(likely[0])}?", likely[0])
    fitting = [guess for guess in likely if guess.weekday() == weekday]
    if fitting and abs((fitting[0] - reference).days) <= 200:
        return fitting[0]
    return _checked(likely[0], weekday)


def _distance(year: int, month: int, day: int, reference: date) -> int:
    return abs((date(year, month, day) - reference).days) if _exists(year, month, day) else 10_000


def _checked(day: date, weekday: int | None) -> date:
    if weekday is None or day.weekday() == weekday:
        return day
    message = f"{WEEKDAYS[weekday]} tertulis, padahal {plain_date(day)} adalah hari {weekday_name(day)}."
    near = min((day + timedelta(days=step) for step in range(-3, 4)), key=lambda other: other.weekday() != weekday)
    hint = f"Tulis {weekday_name(day)}, atau ganti tanggalnya: {WEEKDAYS[weekday]} terdekat {plain_date(near)}."
    raise DateError(message, hint, day)
