"""
How hard a text is to read: long sentences, passive ones, and one figure for the whole.

The figure is Björnsson's LIX (*Läsbarhet*, Stockholm: Liber, 1968; Anderson, “Lix and Rix”, *Journal of Reading* 26/6,
1983): words in a sentence plus the share of words longer than six letters. It needs no syllables and no word list, so it
holds for any language, but its bands do not: Indonesian builds words with affixes (`mempertanggungjawabkan`), so that the
same plain text has more long words than in Swedish. The bands are ours, measured in November 2026: the site's 46 texts
of sixty words and more have 36 to 64 (median 46), a release in office language 69.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mmc.indonesian.punctuation import Slip
from mmc.indonesian.text import sentences, squeeze, words

LONGEST_SENTENCE = 40
MANY_PASSIVES = 4
LEAST_WORDS = 60  # of fewer words the figure says nothing
LABELS = ((50, "mudah"), (60, "sedang"), (70, "agak sulit"))
_PASSIVE = re.compile(r"\bdi(?:per)?[a-z]{3,}(?:kan|i)?\b")
_NOT_PASSIVE = frozenset(
    word
    for row in (
        "dia diri dirinya dinas dini dinding dingin disiplin diskusi digital dialog direktur direktorat diskominfo",
        "distrik distribusi dimensi dinamika diplomasi divisi diare dividen disabilitas disinformasi dinamis dilema",
        "diameter dipan diktat diklat dirjen dinosaurus",
    )
    for word in row.split()
)


@dataclass(frozen=True, slots=True)
class Readability:
    """The figure with what it is made of."""

    lix: int
    sentences: int
    words: int

    @property
    def words_a_sentence(self) -> int:
        """The mean length of a sentence."""
        return round(self.words / max(1, self.sentences))

    @property
    def label(self) -> str:
        """The band's name: mudah, sedang, agak sulit, sulit."""
        return next((label for limit, label in LABELS if self.lix < limit), "sulit")


def readability(paragraphs: Sequence[str]) -> Readability | None:
    """The figure of a text by its paragraphs; None where there is too little text for one."""
    found = [words(sentence) for paragraph in paragraphs for _, sentence in _placed(paragraph)]
    found = [sentence for sentence in found if sentence]
    count = sum(len(sentence) for sentence in found)
    if count < LEAST_WORDS:
        return None
    long = sum(len(word) > 6 for sentence in found for word in sentence)
    return Readability(round(count / len(found) + 100 * long / count), len(found), count)


def long_sentences(text: str) -> Iterator[Slip]:
    """Sentences of more than forty words, each with its length."""
    for start, sentence in _placed(text):
        count = len(words(sentence)) if sentence.count(" ") > 30 else 0
        if count > LONGEST_SENTENCE:
            message = f"Kalimat {count} kata; sebaiknya paling banyak {LONGEST_SENTENCE}."
            yield Slip(
                start, start + len(sentence), message, f"Bagi menjadi dua atau tiga: “{_beginning(sentence)} …”."
            )


def passives(text: str) -> Iterator[Slip]:
    """Sentences that pile up passive verbs, as office language does."""
    for start, sentence in _placed(text):
        if sentence.count(" di") + sentence.startswith("di") < MANY_PASSIVES:
            continue
        verbs = [verb for verb in _PASSIVE.findall(sentence) if verb not in _NOT_PASSIVE]
        if len(verbs) >= MANY_PASSIVES:
            message = f"Kalimat dengan {len(verbs)} kata kerja pasif ({', '.join(verbs[:3])}, …)."
            yield Slip(start, start + len(sentence), message, "Sebut siapa melakukan apa.")


@lru_cache(maxsize=64)  # three rules ask for the same paragraph
def _placed(text: str) -> tuple[tuple[int, str], ...]:
    """Each sentence with the letter at which it begins."""
    plain = squeeze(text)
    found: list[tuple[int, str]] = []
    at = 0
    for sentence in sentences(plain):
        at = max(plain.find(sentence, at), at)
        found.append((at, sentence))
        at += len(sentence)
    return tuple(found)


def _beginning(sentence: str) -> str:
    return " ".join(sentence.split()[:5])
