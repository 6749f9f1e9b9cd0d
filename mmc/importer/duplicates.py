"""The same release twice, in whatever form it came: known by its words among all that is filed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mmc.indonesian.text import words

SAME, ALIKE = 0.9, 0.5
RUN = 3  # words that stand together
SAMPLES = 24


@dataclass(frozen=True, slots=True)
class Likeness:
    """An item that says the same, and how much of it: 1 for every word."""

    path: Path
    share: float

    @property
    def is_same(self) -> bool:
        """True when it is the same release, slips aside."""
        return self.share >= SAME


def most_alike(title: str, body: str, content: Path) -> Likeness | None:
    """The filed item whose text has most in common with this one, or else its headline; None where none is alike."""
    own = _runs(body)
    if len(own) < 6:
        return None
    named = f"title: {title}\n"
    samples = sorted({word for word in _words(body) if len(word) > 3}, key=lambda word: (-len(word), word))[:SAMPLES]
    found = [
        (Likeness(path, _share(own, _runs(text.split("\n---", 1)[-1]))), named in text)
        for path, text in _texts(content, samples, named)
    ]
    found = [(one, has_title) for one, has_title in found if one.share >= ALIKE or has_title]
    return max((one for one, _ in found), key=lambda one: one.share, default=None)


def _texts(content: Path, samples: list[str], named: str) -> Iterator[tuple[Path, str]]:
    """The items that have half of the sampled words at least, or the headline."""
    for path in sorted(content.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        folded = text.casefold()
        if named in text or 2 * sum(sample in folded for sample in samples) >= len(samples):
            yield path, text


def _words(text: str) -> list[str]:
    return [word.casefold() for word in words(text)]


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    found = _words(text)
    return frozenset(tuple(found[place : place + RUN]) for place in range(len(found) - RUN + 1))


def _share(first: frozenset[tuple[str, ...]], second: frozenset[tuple[str, ...]]) -> float:
    return len(first & second) / max(1, len(first | second))
