"""Weak signs of an advert, added up line by line: what no list of names can know."""

# ruff: noqa: E501  (patterns and lists of words)
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mmc.checks.rules.attack.normalisation import LEET_TABLES
from mmc.checks.rules.attack.sign_words import (
    BACKWARDS,
    CALL,
    COMMON_PAIRS,
    GAME,
    LOOSE,
    MONEY,
    PAIRS,
    PROMISE,
)

ENOUGH = 4  # points
MOST_OF_A_SORT = 5  # points that games, money, promises or calls bring at most
MUCH = 6  # points of light words alone
HEAVY = 2  # points of one word that is seldom honest
WIDE = 20  # words looked at together: a long paragraph is no advert because it is long
_TOKEN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DRAWN = re.compile(r"([a-z])\1{2,}")
_TWICE = re.compile(r"([a-z])\1")
_APART = re.compile(r"(?<![a-z0-9])(?:[a-z0-9][^a-z0-9\n]{1,4}){3,40}[a-z0-9](?![a-z0-9])")
_BRAND = re.compile(
    r"(?!(?:covid|angkatan|kelas|tahun|hut|ruang|alumni|pasal|nomor|unit|tim|regu|slot\d|sdn?|smpn?|sman?|smkn?|mtsn?|man|tps|ron|pertamax|honda|nmax|vario|boeing|airbus|perpres)\d)"
    r"[a-z]{3,14}(?:77|88|99|76|17|22|33|44|55|66|69|89|98|[1-9]\d{2}|[234]d)"
)
_SUFFIX = re.compile(
    r"[a-z]{3,12}(?:win|bet|toto|play|slot|jp|hoki|gacor|spin|jitu|cuan)\d{0,3}|(?:slot|toto|hoki|bet|togel|jp|cuan)[a-z]{3,10}\d{0,3}"
)
_NO_BRAND = frozenset(
    ["darwin", "marwin", "erwin", "edwin", "godwin", "baldwin", "melwin", "alwin", "irwin", "irwin", "twin", "alfabet", "tibet", "robet", "sorbet", "display", "airplay", "fairplay", "gameplay", "screenplay", "timeslot", "betul", "beton", "betah", "betina", "betulkan", "beternak", "betapa", "betawi", "betis", "hokian", "totok", "totalitas", "otoloto", "jpeg", "sherwin", "kelvin", "betonisasi", "betonan", "betelgeuse", "betelnut", "foto", "motoplay", "cuantum", "kuncuan", "replay", "betang", "slotted", "jpnn", "darwinisme", "hokisme"]
)  # fmt: skip
PAID = frozenset({"depo", "deposit", "wd", "wede", "withdraw", "modal"})
LUCKY = (
    "77",
    "88",
    "99",
    "138",
    "168",
    "303",
    "777",
    "888",
    "388",
    "338",
    "368",
    "4d",
)  # numbers that such names end in
_FIGURES = re.compile(r"[a-z][0-9@$!|]|[0-9@$!|][a-z]")


class _Memory:
    """Which words may make a line worth adding up; each is looked at once."""

    def __init__(self) -> None:
        self.light: set[str] = set()

    def is_met(self, words: frozenset[str]) -> bool:
        """True when a heavy word, or both words of a pair, stand in a text of these words."""
        if any(not words.isdisjoint(_PARTNERS[first]) for first in words & _PARTNERS.keys()):
            return True
        new = words - self.light
        if len(self.light) > MOST_WORDS:
            self.light.clear()
        for word in new:
            if len(word) < LONGEST_WORD and self._is_heavy(word):
                return True
            self.light.add(word)
        return False

    def _is_heavy(self, word: str) -> bool:
        for token in plain_tokens(word):
            if brand(token) or token in BACKWARDS:
                return True
            if any(GAME.get(each, 0) >= HEAVY or MONEY.get(each, 0) >= HEAVY for each in _read(token)):
                return True
        return False


_PARTNERS: dict[str, frozenset[str]] = {
    first: frozenset(second for other, second in PAIRS if other == first) for first, _ in PAIRS
}
_memory = _Memory()
MOST_WORDS = 300_000
LONGEST_WORD = 200


def may_matter(words: frozenset[str]) -> bool:
    """True when a text of these words, folded, is worth adding up; cheap, and rarely true for honest text."""
    return _memory.is_met(words) or len([word for word in words if len(word) == 1]) > 3


@dataclass(frozen=True, slots=True)
class Sum:
    """The points of one stretch of text and the words that brought them."""

    points: float
    words: tuple[str, ...]


@dataclass
class _Tally:
    """What one stretch shows of each sort."""

    game: dict[str, float]
    money: dict[str, float]
    promise: dict[str, float]
    call: dict[str, float]
    loose: set[str]
    strong: dict[str, float]


def plain_tokens(text: str) -> list[str]:
    """The words of a folded line: what was set apart together, what was drawn out shortened, figures read as letters."""
    together = _APART.sub(lambda match: "".join(filter(str.isalnum, match[0])), text)
    return [_short(token) for token in _TOKEN.findall(together)]


def _short(token: str) -> str:
    if _DRAWN.search(token):
        token = _DRAWN.sub(r"\1", token)
    return token


def _read(token: str) -> Iterator[str]:
    """The token, and what it spells: figures as letters, doubled letters once."""
    yield token
    if not token.isalpha() and not token.isdecimal() and _FIGURES.search(token):
        yield from (token.translate(table) for table in LEET_TABLES)
    if _TWICE.search(token):
        yield _TWICE.sub(r"\1", token)


def brand(token: str) -> float:
    """Points of a word that is built as such sites build their names: `kembang88`, `danau138`, `rimbawin`."""
    if token in _NO_BRAND:
        return 0
    if _BRAND.fullmatch(token):
        return 4 if _SUFFIX.fullmatch(token) or token.endswith(LUCKY) else 3
    if _SUFFIX.fullmatch(token) and token not in GAME:
        return 2 if token[-1].isalpha() else 4
    return 0


def add_up(text: str) -> Sum:
    """The heaviest stretch of a folded line."""
    tokens = plain_tokens(text)
    best = Sum(0, ())
    for start in range(0, max(1, len(tokens) - WIDE // 2), WIDE // 2):
        found = _stretch(tokens[start : start + WIDE])
        if found.points > best.points:
            best = found
    return best


def _stretch(tokens: list[str]) -> Sum:
    tally = _Tally({}, {}, {}, {}, set(), {})
    spelled = [_count(token, tally) for token in tokens]
    for pair in pairwise(spelled):
        if pair[0] in PAID and pair[1][0].isdigit():  # `depo 10`, `wd 4`
            tally.strong[" ".join(pair)] = 3
        elif pair in PAIRS:
            tally.strong[" ".join(pair)] = 1 if pair in COMMON_PAIRS else 3
    sorts = [min(MOST_OF_A_SORT, sum(each.values())) for each in (tally.game, tally.money, tally.promise, tally.call)]
    strong = min(8.0, sum(tally.strong.values()))
    points = strong + sum(sorts) + min(2, len(tally.loose))
    present = sum(each > 0 for each in sorts) + (strong > 0)
    heavy = sum(each >= HEAVY for each in (*tally.game.values(), *tally.money.values()))
    is_one_sided = present < 2 and strong < 2 * HEAVY and heavy < 2
    is_heavy = heavy or any(each >= HEAVY for each in tally.strong.values())
    if is_one_sided or (not is_heavy and points < MUCH):
        points = min(points, ENOUGH - 1)  # talk of one thing only, or words that everybody needs
    words = (*tally.strong, *tally.game, *tally.money, *tally.promise, *tally.call)
    return Sum(points, tuple(dict.fromkeys(words))[:8])


def _count(token: str, tally: _Tally) -> str:
    """Adds what the word is a sign of; the word as it is read."""
    points = brand(token)
    if points:
        tally.strong[token] = points
        return token
    if token in BACKWARDS:
        tally.strong[token] = 4
        return token
    for word in _read(token):
        known = False
        for table, found in ((GAME, tally.game), (MONEY, tally.money), (PROMISE, tally.promise), (CALL, tally.call)):
            if word in table:
                found[word] = table[word]
                known = True
        if word in LOOSE:
            tally.loose.add(word)
            known = True
        if known:
            return word
    return token
