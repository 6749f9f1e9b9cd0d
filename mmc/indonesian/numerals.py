"""Numbers in Indonesian words, as they are spoken: `1.234,5` is “seribu dua ratus tiga puluh empat koma lima”."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
SCALES = ((10**15, "kuadriliun"), (10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))
TOO_LARGE = 10**18  # from here on nobody knows the names: digit by digit

_WRITTEN = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_NUMBER = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def in_words(value: int | Decimal) -> str:
    """The number as it is spoken; decimals digit by digit after “koma”, a sign as “minus”."""
    if value < 0:
        return f"minus {in_words(-value)}"
    whole, _, decimals = f"{value:f}".partition(".") if isinstance(value, Decimal) else (str(value), "", "")
    spoken = _whole(int(whole))
    return f"{spoken} koma {digit_by_digit(decimals)}" if decimals else spoken


def digit_by_digit(digits: str) -> str:
    """`112` as “satu satu dua”; whatever is no digit is left out."""
    return " ".join(DIGITS[int(digit)] for digit in digits if digit in "0123456789")


def ordinal_in_words(number: int) -> str:
    """`ke-65` as “keenam puluh lima”; the first is “pertama”."""
    return "pertama" if number == 1 else f"ke{in_words(number)}"


def as_written(text: str) -> Decimal | None:
    """The number that an Indonesian writes like this, `1.234.567,89`; None for anything else."""
    if not _WRITTEN.fullmatch(text):
        return None
    return Decimal(text.replace(".", "").replace(",", "."))


def written_in_words(text: str) -> str:
    """
    A number as it is written, in words: decimals stay as many as they are, and a leading zero makes it a row of digits.
    """
    number = as_written(text)
    is_row = len(text) > 1 and text[0] == "0" and text[1] != ","
    if number is None or is_row:
        return digit_by_digit(text)
    return in_words(number if "," in text else int(number))


def roman(text: str) -> int | None:
    """The value of a Roman number up to 399, or None."""
    if not text or not _ROMAN_NUMBER.fullmatch(text):
        return None
    values = [_ROMAN[letter] for letter in text]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def _whole(number: int) -> str:
    if number >= TOO_LARGE:
        return digit_by_digit(str(number))
    parts: list[str] = []
    for scale, name in SCALES:
        count, number = divmod(number, scale)
        if count:
            parts.append(f"{_below_thousand(count)} {name}")
    thousands, rest = divmod(number, 1000)
    if thousands:
        parts.append("seribu" if thousands == 1 else f"{_below_thousand(thousands)} ribu")
    if rest or not parts:
        parts.append(_below_thousand(rest))
    return " ".join(parts)


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = ["seratus" if hundreds == 1 else f"{DIGITS[hundreds]} ratus"] if hundreds else []
    if rest or not parts:
        parts.append(_below_hundred(rest))
    return " ".join(parts)


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    if tens == 1:
        return {0: "sepuluh", 1: "sebelas"}.get(ones, f"{DIGITS[ones]} belas")
    return f"{DIGITS[tens]} puluh" + (f" {DIGITS[ones]}" if ones else "")
