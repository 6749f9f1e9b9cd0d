"""Text as terms: the roots of its words, and one term for each phrase that the office lists beside others of the same meaning."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mmc.indonesian.roots import roots
from mmc.indonesian.text import STOP_WORDS

STOP = STOP_WORDS | {"juga", "si", "sang", "pun", "apa", "apakah", "bagaimana"}
SAME = "="  # begins a term that stands for all phrases of a line of data/sinonim.toml
LONGEST = 40  # letters of a word that anybody searches for
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_WORD = re.compile(r"[0-9a-z]+")


def words_of(text: str) -> list[str]:
    """The words in their order, lower case and without accents: `Jum’at` is `jumat`. Words that every text has are left out."""
    lowered = text.lower().translate(_APOSTROPHES)
    if not lowered.isascii():
        folded = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return [word for word in _WORD.findall(lowered) if word not in STOP and len(word) <= LONGEST]


@dataclass(frozen=True)
class Words:
    """What the office says of words: each line of `same` holds phrases that mean the same."""

    same: Sequence[Sequence[str]] = ()
    _phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Phrases are looked up by their first word, the longest first."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for term, phrases in self.lines():
            for phrase in phrases:
                found.setdefault(phrase[0], []).append((phrase, term))
        for known in found.values():
            known.sort(key=lambda each: (-len(each[0]), each))
        object.__setattr__(self, "_phrases", found)

    def lines(self) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
        """Each line by its term, its phrases as the first roots of their words."""
        for line in self.same:
            phrases = [tuple(roots(word)[0] for word in words_of(phrase)) for phrase in line]
            phrases = [phrase for phrase in phrases if phrase]
            if phrases:
                yield f"{SAME}{'-'.join(phrases[0])}", phrases

    def listed(self) -> Iterator[str]:
        """The words of all phrases that a slip may be held against, in the order of the lines."""
        words = (word for line in self.same for phrase in line for word in words_of(phrase))
        yield from dict.fromkeys(word for word in words if is_spelled(word))

    def terms(self, text: str) -> dict[str, int]:
        """The terms of a text, each with how often it stands there."""
        words = words_of(text)
        counts: dict[str, int] = {}
        for word, count in Counter(words).items():
            for root in roots(word):
                counts[root] = counts.get(root, 0) + count
        if not self._phrases.keys().isdisjoint(counts):
            for term in self._named([roots(word)[0] for word in words]):
                counts[term] = counts.get(term, 0) + 1
        return counts

    def _named(self, sequence: Sequence[str]) -> Iterator[str]:
        for at, first in enumerate(sequence):
            for phrase, term in self._phrases.get(first, ()):
                if tuple(sequence[at : at + len(phrase)]) == phrase:
                    yield term
                    break


def is_spelled(word: str) -> bool:
    """True for a word in which a slip can be told from another word."""
    return len(word) > 3 and word.isalpha()


def vocabulary(texts: Iterable[str]) -> dict[str, int]:
    """The words of the texts that a slip of the pen may be held against, with in how many texts they stand."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in set(words_of(text)):
            if is_spelled(word):
                counts[word] = counts.get(word, 0) + 1
    return counts
