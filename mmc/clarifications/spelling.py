"""Words that nobody wrote in a rumour letter by letter: recognised without their vowels, in chat forms, with slips of the finger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mmc.clarifications.words import Words, root, stem

# How much a word counts, in percent, by how it was recognised.
EXACT, SOUND, SKELETON, LETTERS = 100, 90, 85, 75
ALIKE = 60  # shared pieces of three letters, in percent, that make two spellings one word
_LONG_ENOUGH = 5
_FOLDS = str.maketrans({"e": "a", "o": "u", "y": "i", "v": "p", "f": "p", "z": "s"})
_TWICE = re.compile(r"(.)\1")
_VOWELS = re.compile("[aeiou]")
_CHAT_PREFIX = re.compile(r"(?:nge|(?:[mp]a)?(?:ng|ny|n|m))(?=[aeiou].{2})|(?:di|ba|ma|ta|sa|ka|pa|maha)(?=.{4})")
_CHAT_ENDS = ("akan", "kan", "in", "an", "i", "e", "x")


class Spellings:
    """The words of all rumours, each with its root, found by how a message spells them."""

    def __init__(self, known: Iterable[str], words: Words) -> None:
        self.words = words
        self.roots: dict[str, str] = {word: root(word, words) for word in known}
        self._all = frozenset(self.roots.values())
        self._sounds: dict[str, str] = {}
        self._skeletons: dict[str, list[str]] = {}
        self._starts: dict[str, list[tuple[str, frozenset[str]]]] = {}
        self._met: dict[str, tuple[str, int]] = {}
        for word, found in self.roots.items():
            if not word.isalpha():
                continue
            self._sounds.setdefault(sound(stem(word)), found)
            self._skeletons.setdefault(_VOWELS.sub("", word), []).append(word)
            if len(word) >= _LONG_ENOUGH:
                self._starts.setdefault(sound(word[0]), []).append((word, pieces(word)))

    def read(self, word: str) -> tuple[str, int]:
        """The root that is meant and how sure that is in percent; 0 when no rumour has it."""
        if word not in self._met:
            self._met[word] = self._read(word)
        return self._met[word]

    def _read(self, word: str) -> tuple[str, int]:
        found = root(word, self.words)
        if found in self._all:
            return found, EXACT
        if not word.isalpha() or len(word) < 3 or found in self.words.common:
            return found, 0
        for loose in (word, *_loosened(word)):
            bare = root(loose, self.words)
            if loose != word and bare in self._all:
                return bare, SOUND
            if len(bare) > 2 and (heard := self._sounds.get(sound(stem(loose)))):
                return heard, SOUND
        if meant := self._without_vowels(word):
            return self.roots[meant], SKELETON
        if meant := self._with_slips(word):
            return self.roots[meant], LETTERS
        return found, 0

    def _without_vowels(self, word: str) -> str:
        skeleton = _VOWELS.sub("", word)
        if len(skeleton) < 3:
            return ""
        return next(
            (full for full in self._skeletons.get(skeleton, ()) if word[0] == full[0] and _is_inside(word, full)), ""
        )

    def _with_slips(self, word: str) -> str:
        if len(word) < _LONG_ENOUGH:
            return ""
        own = pieces(word)
        best, meant = ALIKE - 1, ""
        for full, theirs in self._starts.get(sound(word[0]), ()):
            shared = 200 * len(own & theirs) // (len(own) + len(theirs))
            if shared > best:
                best, meant = shared, full
        return meant


def sound(word: str) -> str:
    """What is heard when Banjar speakers, who have three vowels, and hasty fingers write: `sakolah` as `sekolah`, `fery` as `feri`."""
    return _TWICE.sub(r"\1", word.translate(_FOLDS))


def pieces(word: str) -> frozenset[str]:
    """All pieces of three letters of how the word sounds, with its ends."""
    padded = f" {sound(word)} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def _loosened(word: str) -> Iterator[str]:
    """The word without what chats and Banjar put before and behind it: `ngirim`, `bagiin`, `batukar`."""
    starts = [word]
    if match := _CHAT_PREFIX.match(word):
        starts.append(word[match.end() :])
    for start in starts:
        if start != word:
            yield start
        for end in _CHAT_ENDS:
            if start.endswith(end) and len(start) - len(end) > 3:
                yield start[: -len(end)]


def _is_inside(short: str, full: str) -> bool:
    letters = iter(full)
    return all(letter in letters for letter in short)
