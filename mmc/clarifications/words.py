"""Indonesian words reduced to what two wordings of one rumour share; `check-message.js` does the same on the phone."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[a-z]+")
_UNIT = {"rb": 1_000, "ribu": 1_000, "jt": 1_000_000, "juta": 1_000_000}
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_VOWELS = re.compile("[aeiou]")
_PREFIX = re.compile(r"(?:meng|meny|mem|men|me|peng|peny|pem|pen|di)(?=.{3})|(?:ter|ber|per|pe|ke|se)(?=.{4})")
_INNER_PREFIX = re.compile(r"(?:per|ber|ter|ke)(?=.{4})")
_ELIDED = re.compile(r"[kpst](?=[aeiou].{3})")


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of single words: without meaning for a match, said of everything, other forms of the same."""

    stop: frozenset[str]
    common: frozenset[str]
    forms: dict[str, str]


@lru_cache(maxsize=1)
def known_words() -> Words:
    """
    The tables of `words.json`; `common` already as stems.
    """
    data = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
    return Words(frozenset(data["stop"].split()), frozenset(map(stem, data["common"].split())), data["forms"])


def stems(text: str, words: Words | None = None) -> list[str]:
    """
    The stems of the words that carry meaning, in their order: `memakai mobil2` is `akai kendara`.

    Numbers come in one form: `1,2 juta`, `1.200.000` and `1200rb` are `1200000`.
    """
    words = words or known_words()
    found: list[str] = []
    for word in _plain(text):
        forms = words.forms.get(word, word).split()
        found += [stem(form) for form in forms if form not in words.stop and (len(form) > 1 or form.isdigit())]
    return found


def _plain(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.lower())
    ascii_only = "".join(character for character in folded if ord(character) < 128)
    tokens = _WORD.findall(ascii_only)
    plain: list[str] = []
    for position, token in enumerate(tokens):
        if not token[0].isdigit():
            if not (position and token in _UNIT and tokens[position - 1][0].isdigit()):
                plain.append(re.sub(r"(.)\1{2,}", r"\1", token))
            continue
        following = tokens[position + 1] if position + 1 < len(tokens) else ""
        plain.append(_number(token, _UNIT.get(following, 1)))
    return plain


def _number(token: str, unit: int) -> str:
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


def _without_end(word: str, ends: tuple[str, ...]) -> str:
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
