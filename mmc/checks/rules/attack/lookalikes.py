"""Letters that look like plain ones, each as the plain one: by its name, by its figure, and by Unicode's table of confusables."""

# ruff: noqa: E501  (patterns and lists of words)
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mmc.indonesian.text import INVISIBLE

_NAMED = re.compile(
    r"^(?:NEGATIVE )?(?:LATIN|REGIONAL INDICATOR SYMBOL|SQUARED|CIRCLED|PARENTHESIZED|TAG)\b.*\bLETTER"
    r"(?: (?:SMALL|CAPITAL|TURNED|REVERSED|SCRIPT|OPEN|DOTLESS|LONG|INSULAR|STRETCHED|TAILLESS|SIDEWAYS|BARRED))* ([A-Z])(?: WITH [A-Z -]+)?$"
)
# Of what spam writes, the part that Unicode does not call confusable: alike enough inside a word.
_ALIKE = dict(zip("ӏгзипʌληωσδьъя", "lrzunaanwodbbr", strict=True))
_ENCLOSING = ("<font>", "<circle>", "<wide>", "<square>")


class _Plain(dict[int, str | int | None]):
    """A table for `str.translate` that fills itself with the letters it meets."""

    def __missing__(self, code: int) -> str | int | None:
        found = None if chr(code) in INVISIBLE or 0xFE00 <= code <= 0xFE0F else plain(chr(code))
        self[code] = found
        return found


PLAIN = _Plain()


@lru_cache(maxsize=8192)
def plain(letter: str) -> str:
    """The lower-case plain letter or figure that this one is taken for; the letter itself when it is taken for no other."""
    if letter.isascii():
        return letter.lower()
    named = _NAMED.match(unicodedata.name(letter, ""))
    if named:
        return named[1].lower()
    figure = unicodedata.digit(letter, None)
    if figure is not None:
        return str(figure)
    small = letter.casefold()
    if small in _ALIKE:
        return _ALIKE[small]
    for written in dict.fromkeys((letter, small, letter.upper())):
        for other in _confused_with(written):
            if other.isascii() and other.isalnum():
                return other.lower()
            named = _NAMED.match(unicodedata.name(other, ""))
            if named:
                return named[1].lower()
    return small if len(small) == 1 else letter


def _confused_with(letter: str) -> list[str]:
    from confusable_homoglyphs.confusables import (
        confusables_data,
    )  # nearly a megabyte: only where a letter calls for it

    found = [each["c"] for each in confusables_data.get(letter, ())]
    return [each for each in found if len(each) == 1]


@lru_cache(maxsize=8192)
def is_decorated(letter: str) -> bool:
    """True for a Latin letter in a costume that no keyboard types: 𝗯𝗼𝗹𝗱, ⓡⓘⓝⓖⓢ, ｗｉｄｅ, ꜱᴍᴀʟʟ ᴄᴀᴘɪᴛᴀʟꜱ, 🅂🅀🅄🄰🅁🄴🅂."""
    if letter.isascii():
        return False
    kind, _, parts = unicodedata.decomposition(letter).partition(" ")
    if kind in _ENCLOSING:
        last = unicodedata.normalize("NFKC", letter)
        return last.isascii() and last.isalpha()
    name = unicodedata.name(letter, "")
    return "SMALL CAPITAL" in name or (name.startswith("NEGATIVE ") and " LATIN " in name and bool(not parts))
