"""Indonesian words reduced to what two wordings of one rumour share; `check-message.js` does the same on the phone."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-z]+")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_VOWELS = re.compile("[aeiou]")
_PREFIX = re.compile(r"(?:meng|meny|mem|men|me|peng|peny|pem|pen|di)(?=.{3})|(?:ter|ber|per|pe|ke|se)(?=.{4})")
_INNER_PREFIX = re.compile(r"(?:per|ber|ter|ke)(?=.{4})")
_ELIDED = re.compile(r"[kpst](?=[aeiou].{3})")
_UNITS = {"rb": 1_000, "ribu": 1_000, "jt": 1_000_000, "juta": 1_000_000, "miliar": 1_000_000_000}
_TIMES = {"puluh": 10, "ratus": 100}
_SMALL = {
    **dict(satu=1, dua=2, tiga=3, empat=4, lima=5, enam=6, tujuh=7, delapan=8, sembilan=9, sepuluh=10, sebelas=11),  # noqa: C408
    **dict(seratus=100, seribu=1_000, sejuta=1_000_000),  # noqa: C408
}


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of single words: without meaning for a match, said of everything, other forms and stems of the same."""

    stop: frozenset[str]
    common: frozenset[str]
    forms: dict[str, str]
    alike: dict[str, str]


@lru_cache(maxsize=1)
def known_words() -> Words:
    """
    The tables of this folder; `common` and `alike` already as stems.

    `words.json` is our own, `informal.json` is how chats spell (with its source and licence), `regional.json` has Banjar and Bakumpai.
    """
    own, informal, regional = (_table(name) for name in ("words", "informal", "regional"))
    forms = informal["forms"] | regional["bakumpai"] | regional["banjar"] | own["forms"]
    alike: dict[str, str] = {}
    for group in own["alike"]:
        first, *others = (stem(word) for word in group.split())
        for other in others:
            alike.setdefault(other, alike.get(first, first))
    common = frozenset(alike.get(each, each) for each in map(stem, own["common"].split()))
    return Words(frozenset(own["stop"].split()), common, forms, alike)


def _table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    return found


def telling(text: str, words: Words | None = None) -> list[str]:
    """
    The words that carry meaning, in their order, in their plain form: `yg naik mobil2` is `naik`, `mobil`.

    Numbers come in one form: `1,2 juta`, `1.200.000`, `1200rb` and `satu juta dua ratus ribu` are all `1200000`.
    """
    words = words or known_words()
    plain = [form for word in _plain(text) for form in words.forms.get(word, word).split()]
    return [word for word in _numbers(plain) if word not in words.stop and (len(word) > 1 or word.isdigit())]


def stems(text: str, words: Words | None = None) -> list[str]:
    """The stems of the telling words, one for all that mean the same."""
    words = words or known_words()
    return [root(word, words) for word in telling(text, words)]


def root(word: str, words: Words) -> str:
    """The stem of a telling word, or that of a word which means the same."""
    found = stem(word)
    return words.alike.get(found, found)


def _plain(text: str) -> Iterator[str]:
    folded = unicodedata.normalize("NFKD", text.lower())
    for token in _WORD.findall("".join(character for character in folded if ord(character) < 128)):
        yield token if token[0].isdigit() else re.sub(r"(.)\1{2,}", r"\1", token)


def _numbers(tokens: list[str]) -> Iterator[str]:
    """The tokens, each number in figures and in one piece."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token[0].isdigit():
            unit = _UNITS.get(tokens[place + 1], 1) if place + 1 < len(tokens) else 1
            yield _figures(token, unit)
            place += 2 if unit > 1 else 1
        elif token in _SMALL:
            value, place = _spoken(tokens, place)
            yield str(value)
        else:
            yield token
            place += 1


def _spoken(tokens: list[str], place: int) -> tuple[int, int]:
    """The value of the number that is written in words here, and the place behind it."""
    whole = group = last = 0
    is_new = True
    while place < len(tokens):
        word = tokens[place]
        if word in _SMALL and (is_new or last == 0):
            last, is_new = _SMALL[word], False
            if last >= 10:
                group, last = group + last, 0
        elif word == "belas" and last:
            group, last = group + 10 + last, 0
        elif word in _TIMES and last:
            group, last = group + last * _TIMES[word], 0
        elif word in _UNITS and (group or last):
            whole, group, last = whole + (group + last) * _UNITS[word], 0, 0
        elif word == "setengah" and last and tokens[place + 1 : place + 2] and tokens[place + 1] in _UNITS:
            unit = _UNITS[tokens[place + 1]]
            whole, group, last = whole + (group + last) * unit + unit // 2, 0, 0
            place += 1
        else:
            break
        place += 1
    return whole + group + last, place


def _figures(token: str, unit: int) -> str:
    """The number written one way; a `2` behind a word (`anak2`) becomes a number too, which does no harm."""
    if _THOUSANDS.fullmatch(token):
        return str(int(re.sub("[.,]", "", token)) * unit)
    whole, _, rest = token.replace(",", ".").partition(".")
    if not rest:
        return str(int(whole) * unit)
    if unit == 1 or "." in rest or len(rest) > 3:
        return f"{int(whole)}.{rest}"
    return str(int(whole) * unit + int(rest) * unit // 10 ** len(rest))


def stem(word: str) -> str:
    """
    The word without its affixes, and without a first k, p, s or t, which `meng-`, `mem-`, `meny-` and `men-` swallow.

    `menutup`, `ditutup`, `penutupan` and `tutup` are all `utup`. Too much may fall off: a match asks for several words.
    """
    if len(word) > 5:
        word = _without_end(_without_end(word, ("lah", "kah", "pun")), ("nya", "ku", "mu"))
        word = _without_start(_without_start(word, _PREFIX), _INNER_PREFIX)
        word = _without_end(word, ("kan", "an"))
        if word.endswith("i") and word[-2:-1] not in "aeiou":
            word = _without_end(word, ("i",))
    return _ELIDED.sub("", word, count=1) if _ELIDED.match(word) else word


def _without_end(word: str, ends: Iterable[str]) -> str:
    for end in ends:
        rest = word[: -len(end)]
        if word.endswith(end) and len(rest) > max(2, len(end)) and len(_VOWELS.findall(rest)) > 1:
            return rest
    return word


def _without_start(word: str, prefix: re.Pattern[str]) -> str:
    match = prefix.match(word)
    if match is None or len(_VOWELS.findall(word, match.end())) < 2:
        return word
    return word[match.end() :]
