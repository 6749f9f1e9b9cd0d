"""Text as an eye reads it: look-alike letters, entities, hidden characters and leet spellings brought to plain letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache, partial
from html import unescape

from mmc.checks.rules.attack.lookalikes import PLAIN

_COMBINING = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_CAPITAL_I = re.compile(r"(?<=[a-z])I(?=[a-z])")  # `sIot`
_MARKS = re.compile(r"[*_~`\\]+|</?[a-z][^<>\n]{0,80}>|<!--[^\n]{0,80}?-->")
_LEET_WORD = re.compile(r"(?<![a-z0-9@$!|€])[a-z0-9@$!|€]*?(?:[a-z][0-9@$!|€]|[0-9@$!|€][a-z])[a-z0-9@$!|€]*")
_SPACED = re.compile(r"(?<![a-z0-9])(?:[a-z0-9@$!][^a-z0-9\n]{1,3}){3,60}[a-z0-9@$!](?![a-z0-9])")
_LEET_L = str.maketrans("01345789@$!|€", "oleastbgaslle")
_LEET_I = str.maketrans("01345789@$!|€", "oieastbgasiie")
_APART = re.compile(r"\b[a-z0-9@$!][^a-z0-9\n]{1,3}[a-z0-9@$!][^a-z0-9\n]{1,3}[a-z0-9@$!]\b")
_LEET_SIGN = re.compile(r"[a-z][0-9@$!|€]|[0-9@$!|€][a-z]")
_LEET_O = str.maketrans("01345789@$!|€", "oleastbgoslle")
LEET_TABLES = (_LEET_L, _LEET_I, _LEET_O)
_SIGNS = str.maketrans(dict.fromkeys(" \t\u00a0.,;:-_*~`'\"()[]{}<>/\\|+=#%&^?–—‘’“”…•·"))
_GAPS = str.maketrans(dict.fromkeys("\t\u00a0.,;:-_*~`'\"()[]{}<>/\\+=#%&^?–—‘’“”…•·", " "))
# What news is set with: as ASCII before anything else, so that most texts need no slow table.
_TYPOGRAPHY = (
    ("“", '"'),
    ("”", '"'),
    ("’", "'"),
    ("‘", "'"),
    ("–", "-"),
    ("—", "-"),
    ("…", "..."),
    ("\u00a0", " "),
    ("•", "-"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2012", "-"),
    ("\u3002", "."),
    ("\uff61", "."),
)


def _resolve(match: re.Match[str]) -> str:
    return unescape(match[0]).replace("\n", " ").replace("\r", " ")


def entities(text: str) -> str:
    """The text with HTML entities as characters; no line is gained or lost."""
    return _ENTITY.sub(_resolve, text) if "&" in text else text


def fold(text: str) -> str:
    """The text in lower-case plain letters with as many lines as before; figures and signs stay."""
    text = entities(text)
    if "I" in text:
        text = _CAPITAL_I.sub("l", text)
    if not text.isascii():
        for sign, plain in _TYPOGRAPHY:
            text = text.replace(sign, plain)
    if not text.isascii():
        text = _COMBINING.sub("", unicodedata.normalize("NFKD", text)).translate(PLAIN)
        return text.replace("\x0b", " ").replace("\x0c", " ").replace("\u2028", " ").replace("\u2029", " ")
    return text.lower()


def without_marks(text: str) -> str:
    """Folded text without Markdown's emphasis, escapes and tags, so that `sl**o**t` is one word again."""
    if "<" in text:
        return _MARKS.sub("", text)
    for mark in "*_~`\\":
        text = text.replace(mark, "")
    return text


def spellings(text: str) -> tuple[str, ...]:
    """
    The folded text and what else it may spell: letters set apart brought together, figures read as letters.

    Every spelling has the lines of the text; only those that differ are given.
    """
    together = _SPACED.sub(lambda match: match[0].translate(_SIGNS), text) if _APART.search(text) else text
    found = {text: None, together: None}
    if _LEET_SIGN.search(together):
        for table in LEET_TABLES:
            found[_LEET_WORD.sub(partial(_translated, table=table), together)] = None
    return tuple(found)


def _translated(match: re.Match[str], table: dict[int, int]) -> str:
    return match[0].translate(table)


def word_set(text: str) -> frozenset[str]:
    """The different words of a folded text, without the signs around and between them."""
    return frozenset(text.translate(_GAPS).split())


def squashed(text: str) -> str:
    """Only the letters and figures of each line."""
    return text.translate(_SIGNS)


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """`LATIN`, `CYRILLIC`, `GREEK`, `ARABIC`, … by the letter's Unicode name."""
    name = unicodedata.name(letter, "")
    first = name.split(" ", 1)[0]
    return {"FULLWIDTH": "LATIN", "MATHEMATICAL": "LATIN", "MODIFIER": "", "COMBINING": ""}.get(first, first)
