"""Whether a text needs a costly check at all, told by its words: each word is looked at once, however many texts have it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mmc.checks.rules.attack.normalisation import LEET_TABLES, squashed

MOST_WORDS = 300_000  # remembered at a time; a regency's archive has a fraction of them
LONGEST_WORD = 200
SHORT = 5  # a root of fewer letters stands inside too many honest words, so it counts as a word of its own only
_DRAWN = re.compile(r"(.)\1+")


class Hints:
    """
    Knows phrases, and says whether a text may hold one: drawn out, with figures for letters, or with signs inside.

    `everyday` are the words that every text has: a phrase of such words alone counts when all of them are there. A word
    that belongs to no phrase is never looked at again in this process.
    """

    def __init__(
        self,
        phrases: Iterable[str],
        *,
        everyday: frozenset[str] = frozenset(),
        roots: Iterable[str] = (),
        pattern: re.Pattern[str] | None = None,
    ) -> None:
        inside, alone, together = set(roots), set[str](), set[frozenset[str]]()
        for phrase in phrases:
            rare = [word for word in phrase.split() if word not in everyday]
            long = [word[:7] for word in rare if len(word) >= SHORT]
            if long:
                inside.add(max(long, key=len))
            elif rare:
                alone.add(max(rare, key=len))
            else:
                together.add(frozenset(phrase.split()))
        self.inside = tuple(sorted(root for root in inside if not any(o in root for o in inside if o != root)))
        self.alone, self.together, self.pattern = frozenset(alone), tuple(together), pattern
        roots = {*self.inside, *(_DRAWN.sub(r"\1", root) for root in self.inside)}
        self._least = min(map(len, roots), default=1)
        self._begun: dict[str, tuple[str, ...]] = {}  # the roots by their first letters
        for root in roots:
            self._begun[root[: self._least]] = (*self._begun.get(root[: self._least], ()), root)
        self._clean: set[str] = set()

    def meet(self, words: frozenset[str]) -> bool:
        """True when the words of a text, folded, may hold a phrase."""
        for phrase in self.together:
            if phrase <= words:
                return True
        new = words - self._clean
        if not new:
            return False
        if len(self._clean) > MOST_WORDS:
            self._clean.clear()
        for word in new:
            if len(word) > LONGEST_WORD or self._is_hint(word):
                return True
            self._clean.add(word)
        return False

    def _is_hint(self, word: str) -> bool:
        spelled = {word, squashed(word)}
        if not word.isalpha():
            spelled |= {each.translate(table) for each in tuple(spelled) for table in LEET_TABLES}
        spelled |= {_DRAWN.sub(r"\1", each) for each in spelled}
        return (
            any(map(self._holds_root, spelled))
            or not self.alone.isdisjoint(spelled)
            or (self.pattern is not None and any(map(self.pattern.search, spelled)))
        )

    def _holds_root(self, text: str) -> bool:
        for at in range(len(text) - self._least + 1):
            begun = self._begun.get(text[at : at + self._least])
            if begun is not None and text.startswith(begun, at):
                return True
        return False


def lone_letters(words: frozenset[str]) -> bool:
    """True when enough words are one letter long that they may spell another one."""
    return len([word for word in words if len(word) == 1 and word.isalpha()]) > 2


def read_figures(words: frozenset[str]) -> frozenset[str]:
    """The words, and what those with figures in them spell: `b0nus` is `bonus` too."""
    mixed = [word for word in words if not word.isalpha() and not word.isdecimal()]
    return words | {word.translate(table) for word in mixed for table in LEET_TABLES} if mixed else words
