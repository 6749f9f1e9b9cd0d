"""
Text as a newsreader says it: no digit, sign, abbreviation or address is left that has to be worked out before the microphone.

`spoken` turns what is written into what is said; `seconds` tells how long that takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from mmc.indonesian.abbreviations import CAPITALS, POINTED, UNITS, is_sayable, spelled
from mmc.indonesian.calendar import MONTHS, SHORT_MONTHS, WEEKDAYS
from mmc.indonesian.numerals import (
    as_written,
    digit_by_digit,
    in_words,
    ordinal_in_words,
    roman,
    written_in_words,
)
from mmc.indonesian.text import squeeze

SYLLABLES_A_SECOND = 5.0  # read calmly, as announcements are
PAUSE = 0.5  # seconds after a sentence

_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2009", " ") | dict.fromkeys("‐‑", "-") | {"−": "-", "\u00ad": "", "\u200b": ""}
)
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_TO = r"\s*(?:[-–—]|s\.?d\.?|hingga)\s*"
_SCALES = "ribu|juta|miliar|milyar|triliun"
_MONTH = "|".join((*MONTHS, *SHORT_MONTHS, "Nopember", "Pebruari"))
_DAY = "|".join((*WEEKDAYS, "Jum'at", "Jum’at"))
_ZONE = "WIB|WITA|WIT"
_POINTED = "|".join(sorted(map(re.escape, POINTED), key=len, reverse=True))
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_DEGREES = re.compile(
    rf"(?:,\s*(?!(?:{_POINTED})(?:\s|$))(?:[A-Z][A-Za-z]{{0,3}}\.){{1,4}}(?:[A-Z][A-Za-z]{{0,5}}\.?)?(?![\w]))+"
)
_CURRENCIES = {"US$": "dolar Amerika Serikat", "USD": "dolar Amerika Serikat", "$": "dolar"}
_ASKED_FOR = (
    r"(?:nomor(?:\s+darurat)?|telepon|hubungi|panggilan(?:\s+darurat)?|call\s+center|layanan|hotline|Telp\.|Tel\.)"
)

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def spoken(text: str) -> str:
    """The text in words alone; paragraphs stay, sentences begin with a capital."""
    return "\n\n".join(filter(None, (_paragraph(each) for each in re.split(r"\n\s*\n|\n", text))))


def seconds(text: str) -> int:
    """How long it takes to read a spoken text out, calmly, in seconds."""
    syllables = len(re.findall(r"[aiueo]+", text, re.IGNORECASE)) + text.lower().count("ia") + text.lower().count("ua")
    return round(syllables / SYLLABLES_A_SECOND + len(re.findall(r"[.!?](?:\s|$)", text)) * PAUSE)


def _paragraph(text: str) -> str:
    said = squeeze(text.translate(_PLAIN))
    for pattern, say in RULES:
        said = pattern.sub(say, said)
    said = squeeze(said)
    said = re.sub(r"\s+([,.;:!?])", r"\1", said)
    said = re.sub(r"[,;:](?:\s*,)+|,(?=[.;:!?])", lambda found: found[0][0] if found[0][0] in ";:" else ",", said)
    said = re.sub(r",(?=[.;:!?])|^[,;:.\s]+", "", said)
    return re.sub(r"(^|[.!?]\s+)([a-z])", lambda found: found[1] + found[2].upper(), said)


# Addresses, telephones ---------------------------------------------------------------------------------------------


def _address(found: re.Match[str]) -> str:
    named = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", found[0].rstrip(".,;:)"))
    signs = {".": "titik", "/": "garis miring", "-": "strip", "_": "garis bawah", "@": "et"}
    parts = (part for part in re.split(r"([./@_-])", named) if part)
    tail = found[0][len(found[0].rstrip(".,;:)")) :]
    return " ".join(signs.get(part) or _label(part) for part in parts if part in signs or part.isalnum()) + tail


def _label(part: str) -> str:
    """A part of an address: a word is said, what cannot be said is spelled, digits are read one by one."""
    is_word = len(part) > 2 and part.isalpha() and re.search(r"[aiueo]", part.lower()) is not None
    return part.lower() if is_word or part == "go" else spelled(part)


def _telephone(found: re.Match[str]) -> str:
    plus = "plus " if found[0].startswith("+") else ""
    groups = re.split(r"\D+", found[0])
    return plus + ", ".join(digit_by_digit(group) for group in groups if group)


# Dates and times ---------------------------------------------------------------------------------------------------


def _month(written: str) -> str:
    for names in (MONTHS, SHORT_MONTHS):
        if written.rstrip(".").capitalize() in names:
            return MONTHS[names.index(written.rstrip(".").capitalize())]
    return {"nopember": "November", "pebruari": "Februari"}.get(written.lower(), written)


def _date(day: str, month: str, year: str = "") -> str:
    full = f"20{year}" if len(year) == 2 else year
    return " ".join(filter(None, (in_words(int(day)), month, in_words(int(full)) if full else "")))


def _numeric_date(found: re.Match[str]) -> str:
    day, month, year = found["day"], int(found["month"]), found["year"] or ""
    if not (1 <= month <= 12 and 1 <= int(day) <= 31):
        return found[0]
    before = f"{found['weekday']}, " if found["weekday"] else ""
    return before + _date(day, MONTHS[month - 1], year)


def _iso_date(found: re.Match[str]) -> str:
    year, month, day = found[1], int(found[2]), found[3]
    return _date(day, MONTHS[month - 1], year) if 1 <= month <= 12 else found[0]


def _named_date(found: re.Match[str]) -> str:
    before = f"{in_words(int(found['from']))} sampai " if found["from"] else ""
    return before + _date(found["day"], _month(found["month"]), found["year"] or "")


def _bracketed_date(found: re.Match[str]) -> str:
    return f"{found[1]}, {found[2]}"


def _hour(written: str) -> str:
    hours, _, minutes = written.replace(":", ".").partition(".")
    past = f" lewat {in_words(int(minutes))} menit" if minutes and int(minutes) else ""
    return f"pukul {in_words(int(hours))}{past}"


def _time(found: re.Match[str]) -> str:
    said = _hour(found["from"])
    if found["till"]:
        said += f" sampai {_hour(found['till'])}"
    return f"{said} {CAPITALS[found['zone']]}" if found["zone"] else said


# Amounts -----------------------------------------------------------------------------------------------------------


def _several(written: str) -> str:
    """`10–15` as “sepuluh sampai lima belas”; a number alone as itself."""
    return " sampai ".join(written_in_words(part.strip()) for part in re.split(_TO, written))


def _money(found: re.Match[str]) -> str:
    amount, scale = found["amount"], found["scale"] or ""
    name = _CURRENCIES.get(found["currency"], "rupiah")
    cents = ""
    if not scale and (split := re.fullmatch(r"(.+),(\d\d)", amount)):
        amount = split[1]
        cents = f" {in_words(int(split[2]))} sen" if int(split[2]) else ""
    words = (_several(amount), "miliar" if scale == "milyar" else scale, name)
    return " ".join(filter(None, words)) + cents


def _measure(found: re.Match[str]) -> str:
    return f"{_several(found['amount'])} {UNITS[found['unit']]}"


def _ordinal(found: re.Match[str]) -> str:
    number = int(found[2]) if found[2].isdigit() else roman(found[2])
    return found[0] if not number else ordinal_in_words(number)


def _reference(found: re.Match[str]) -> str:
    """The number of a letter, `400/12/DKIS/2026`."""
    return found[0].replace("/", " garis miring ").replace(".", " titik ").replace("-", " strip ")


def _roman(found: re.Match[str]) -> str:
    number = roman(found[2])
    return f"{found[1]} {in_words(number)}" if number else found[0]


def _fraction(found: re.Match[str]) -> str:
    above, below = int(found[1]), int(found[2])
    if (above, below) == (1, 2):
        return "setengah"
    return f"{in_words(above)} per {in_words(below)}"


def _number(found: re.Match[str]) -> str:
    written = found[0]
    if as_written(written) is not None:
        return written_in_words(written)
    return " titik ".join(written_in_words(part) for part in written.split("."))


# Words -------------------------------------------------------------------------------------------------------------


def _capitals(found: re.Match[str]) -> str:
    word = found[0]
    if word in CAPITALS:
        return CAPITALS[word]
    if roman(word) and len(word) > 1 and set(word) <= set("IVX"):
        return in_words(roman(word) or 0)
    return word if is_sayable(word) or not word.isupper() else spelled(word)


def _mixed(found: re.Match[str]) -> str:
    """`PM2`, `3M`, `B3`: letters beside digits."""
    parts = (part for part in re.split(r"(\d+)", found[0]) if part)
    return " ".join(in_words(int(part)) if part.isdigit() else _letters(part) for part in parts)


def _letters(part: str) -> str:
    return part if not part.isupper() or is_sayable(part) else CAPITALS.get(part) or spelled(part)


def _listed(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _rule(pattern: str, say: Callable[[re.Match[str]], str] | str, flags: int = 0) -> Rule:
    return re.compile(pattern, flags), say if callable(say) else lambda _: say


RULES: tuple[Rule, ...] = (
    _rule(r"(?:https?://|www\.)[^\s<>()“”\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", _address),
    _rule(r"(?<![\w@])(?:[a-z0-9-]+\.)+(?:id|com|org|net|example)(?:/[\w./-]*)?(?!\w)", _address),
    (_DEGREES, lambda _: ","),
    _rule(rf"({_ASKED_FOR}\s+)(\d{{3,6}})(?![\d.,/]*\d)", lambda found: found[1] + digit_by_digit(found[2]), re.IGNORECASE),
    _rule(r"(?<![\w/.,-])\(?(?:\+62|0)\d{0,3}\)?(?:[\s-]?\d{2,5}){2,4}(?![\w/]|[.,]\d)", _telephone),
    _rule(r"(?<![\d/.-])(\d{4})-(\d\d)-(\d\d)(?![\d-])", _iso_date),
    _rule(rf"(?:(?P<weekday>{_DAY})\s*,?\s*\(?)?(?<![\d/.])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>\d{{4}}|\d\d)(?![\d/])\)?", _numeric_date),
    _rule(rf"(?P<weekday>{_DAY})\s*,?\s*\(?(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?P<year>(?!))?(?![\d/])\)?", _numeric_date),
    _rule(r"(?<!\w)\d+(?:/[\w.-]+){2,}", _reference),
    _rule(rf"(?<![\d.,])(?:(?P<from>\d{{1,2}}){_TO})?(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\.?(?:\s+(?P<year>\d{{4}}))?(?![\w])", _named_date),
    _rule(
        rf"(?:[Pp]ukul|[Jj]am)\s+(?P<from>\d{{1,2}}(?:[.:][0-5]\d)?)(?:{_TO}(?:pukul\s+)?(?P<till>\d{{1,2}}(?:[.:][0-5]\d)?))?(?![\d.,]\d)(?:\s*(?P<zone>{_ZONE})\b)?",
        _time,
    ),
    _rule(rf"(?<![\d.,])(?P<from>\d{{1,2}}[.:][0-5]\d)(?:{_TO}(?P<till>\d{{1,2}}[.:][0-5]\d))?\s*(?P<zone>{_ZONE})\b", _time),
    _rule(r"(?<![\d.,])(?P<from>(?:[01]\d|2[0-4])[.:][0-5]\d)(?:\s*[-–]\s*(?P<till>(?:[01]\d|2[0-4])[.:][0-5]\d))?(?P<zone>(?!))?(?![\d.,]*\d)", _time),
    _rule(rf"(?P<currency>Rp|IDR|US\$|USD|\$)\.?\s?(?P<amount>(?:{_NUMBER})(?:{_TO}(?:{_NUMBER}))?)(?:,-)?(?:\s+(?P<scale>{_SCALES})\b)?(?:\s+(?:rupiah|dolar)\b)?", _money),
    _rule(rf"((?:{_NUMBER})(?:{_TO}(?:{_NUMBER}))?)\s?%", lambda found: f"{_several(found[1])} persen"),
    _rule(rf"(?<![\w.,])(?P<amount>(?:{_NUMBER})(?:{_TO}(?:{_NUMBER}))?)\s?(?P<unit>{_UNIT})(?![\w²³/])", _measure),
    _rule(r"\b([Kk]e)-?(\d+|[IVXLC]+)\b(?!\.\d)", _ordinal),
    _rule(r"\b([Aa]bad|[Tt]riwulan|[Tt]ahap|[Bb]ab|[Aa]ngkatan|[Gg]elombang|[Ss]emester|[Kk]elas|[Jj]ilid|[Ee]disi|[Pp]eriode|[Gg]olongan)\s+([IVXLC]+)\b", _roman),
    _rule(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])", _fraction),
    _rule(r"(?<=\d)\s*[-–—]\s*(?=\d)", " sampai "),
    _rule(rf"(?<!\w)(?:{_POINTED})(?=\s|[,;)]|$)", lambda found: POINTED[found[0]]),
    _rule(r"\bRT\s*/\s*RW\b", "rukun tetangga, rukun warga"),
    _rule(r"(?<=\d)/(?=RW\b)", ", "),
    _rule(r"\b(?:KM|Km)(?=\s*\.?\s*\d)", "kilometer "),
    _rule(rf"(?<!\w)(?:{_listed(each for each in CAPITALS if not each.isupper())})(?!\w)", lambda found: CAPITALS[found[0]]),
    _rule(r"(?<=[^\W\d_])-(?=\d)", " "),
    _rule(r"(?<!\w)([A-Za-z]{1,4})(\d+,\d+)(?!\w)", lambda found: f"{_letters(found[1])} {written_in_words(found[2])}"),
    _rule(r"(?<![\w-])(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z\d]{2,8}(?!\w)", _mixed),
    _rule(r"(?<!\w)[A-Z]{2,12}(?!\w)", _capitals),
    _rule(r"\d+(?:\.\d+)*(?:,\d+)?", _number),
    _rule(r"&", " dan "),
    _rule(r"%", " persen "),
    _rule(r"°", " derajat "),
    _rule(r"\+", " tambah "),
    _rule(r"=", " sama dengan "),
    _rule(r"×", " kali "),
    _rule(r"\s+[-–—]+\s+|[–—]", ", "),
    _rule(r"\s*[()\[\]]\s*", ", "),
    _rule(r"\bdan/atau\b", "dan atau"),
    _rule(r"/", " atau "),
    _rule(r"…|\.{2,}", "."),
    _rule(r"[“”\"«»„*_#|~^<>{}\\•·]|(?<!\w)['‘’]|['‘’](?!\w)", " "),
)  # fmt: skip
