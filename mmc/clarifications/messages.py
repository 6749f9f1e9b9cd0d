"""Cek Pesan: a small index of what rumours say, and the comparison that a phone makes with it."""

from __future__ import annotations

import base64
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mmc.base.vocabulary import VERDICTS
from mmc.clarifications.spelling import Spellings
from mmc.clarifications.words import Words, known_words, stem, stems, telling

# Chosen with `inv bench --name messages`. A message is scored by the product of two shares in percent: how much of the claim's
# weight it repeats, and how much of its own weight belongs to the claim; and it needs at least so many telling words.
SAME, ALIKE = 3800, 2200
TELLING_WORDS = 2
TELLING = 6
WINDOWS = (12, 24, 48)
UNKNOWN, COMMON, NUMBER = 7, 3, 4
SHOWN = 3
_OFFICIAL = re.compile(
    r"\b(?:[a-z0-9-]+\.)+go\.id\b|\b(?:hoaks|hoax|disinformasi|klarifikasi|dibantah|membantah|melayani|dilayani|menyalurkan|disalurkan|"
    r"menyerahkan|diserahkan|meresmikan|diresmikan|mengimbau|diimbau|menggelar|digelar|membahas|meninjau|mengumumkan|melaksanakan|"
    r"dilaksanakan|sosialisasi|tanpa biaya|tidak memungut|tidak dipungut|surat tugas)\b"
)


@dataclass(frozen=True, slots=True)
class Rumour:
    """A clarification as the index knows it: `url` is its address on the site, `claim` what circulates, `variants` how else."""

    number: str
    url: str
    title: str
    verdict: str
    claim: str
    answered_by: str = ""
    answered_on: str = ""  # as readers see it: Kamis, 26 Oktober 2023
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A clarification that may be meant: `score` goes from 0 to 10,000; `is_same` where it says the same, else it is alike."""

    url: str
    title: str
    verdict: str
    score: int
    is_same: bool


def message_index(
    rumours: Sequence[Rumour],
    places: Iterable[str] = (),
    short_names: Mapping[str, str] | None = None,
    prefix: str = "/klarifikasi/",
) -> bytes:
    """
    The index for the phone: each clarification with its address, title, verdict, who answered and when, and the words of its claim.

    `places` are names that half of all messages contain (districts, the region, its capital): alone they tell nothing.
    `short_names` are what people there write instead (`barsel`), lower case, one word, with the full name.
    The words of all claims stand in one list, sorted and packed, so that no rumour can be read there. Newest first, as given.
    """
    general = known_words()
    forms = general.forms | {short.lower(): name.lower() for short, name in (short_names or {}).items()}
    words = Words(general.stop, general.common, forms, general.alike)
    common = words.common | {term for place in places for term in stems(place, words)}
    texts = [[telling(text, words) for text in (rumour.claim, *rumour.variants)] for rumour in rumours]
    spellings = Spellings(sorted({word for each in texts for text in each for word in text}), words)
    frequency = Counter(term for each in texts for term in {spellings.roots[word] for text in each for word in text})
    known = list(spellings.roots)
    places_of = {word: place for place, word in enumerate(known)}
    needed = {*spellings.roots.values(), *words.common, *words.stop}
    verdicts = sorted({rumour.verdict for rumour in rumours})
    answerers = sorted({rumour.answered_by for rumour in rumours})
    data = {
        "version": 3,
        "prefix": prefix,
        "limits": [SAME, ALIKE, TELLING_WORDS, TELLING, UNKNOWN, COMMON, NUMBER, SHOWN],
        "windows": WINDOWS,
        "stop": " ".join(sorted(words.stop)),
        "common": " ".join(sorted(common)),
        "forms": _needed_forms(words, needed),
        "alike": {other: first for other, first in words.alike.items() if first in needed},
        "words": base64.b64encode(" ".join(known).encode("ascii")).decode("ascii"),
        "weights": "".join(
            f"{_weight(spellings.roots[word], frequency[spellings.roots[word]], len(rumours), common):x}"
            for word in known
        ),
        "verdicts": [[(v := VERDICTS[name]).name, v.word, v.note, v.tone] for name in verdicts],
        "answerers": answerers,
        "items": [
            [
                rumour.url.removeprefix(prefix),
                rumour.title,
                verdicts.index(rumour.verdict),
                [sorted({places_of[word] for word in text}) for text in each if text],
                answerers.index(rumour.answered_by),
                rumour.answered_on,
            ]
            for rumour, each in zip(rumours, texts, strict=True)
        ],
    }
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def check_message(text: str, index: bytes) -> list[Match]:
    """
    The clarifications that the message is probably about, the likeliest first, at most three; often none.

    `check-message.js` does the same on the phone, and a test keeps the two equal.
    """
    known = _read(index)
    same, alike, *_, shown = known.limits
    windows = list(_windows([known.weighed(word) for word in telling(text, known.words)], known.windows))
    is_told = bool(_OFFICIAL.search(text.lower()))  # by an office, or told as a hoax: never the rumour itself
    matches = []
    for url, title, verdict, claims in known.items:
        score = max((_likeness(window, claim, known.limits) for claim in claims for window in windows), default=0)
        if score >= (same if is_told else alike):
            matches.append(Match(url, title, verdict, score, score >= same and not is_told))
    return sorted(matches, key=lambda match: -match.score)[:shown]


Weighed = tuple[str, int, int]  # the root, how surely it was recognised in percent, what it weighs in the message


@dataclass(frozen=True, slots=True)
class _Index:
    """The index unpacked."""

    limits: list[int]
    windows: list[int]
    words: Words
    spellings: Spellings
    weights: dict[str, int]
    common: frozenset[str]
    items: list[tuple[str, str, str, list[dict[str, int]]]]

    def weighed(self, word: str) -> Weighed:
        found, sure = self.spellings.read(word)
        if sure:
            return found, sure, self.weights[found]
        unknown, common, number = self.limits[4:7]
        return found, 0, number if found[0].isdigit() else common if found in self.common else unknown


@lru_cache(maxsize=2)
def _read(index: bytes) -> _Index:
    data: dict[str, Any] = json.loads(index)
    common = frozenset(data["common"].split())
    words = Words(frozenset(data["stop"].split()), common, data["forms"], data["alike"])
    known = base64.b64decode(data["words"]).decode("ascii").split()
    spellings = Spellings(known, words)
    weights = {spellings.roots[word]: int(weight, 16) for word, weight in zip(known, data["weights"], strict=True)}
    items = [
        (
            data["prefix"] + place,
            title,
            data["verdicts"][verdict][0],
            [{(found := spellings.roots[known[each]]): weights[found] for each in claim} for claim in claims],
        )
        for place, title, verdict, claims, *_ in data["items"]
    ]
    return _Index(data["limits"], data["windows"], words, spellings, weights, common, items)


def _windows(message: list[Weighed], sizes: list[int]) -> Iterator[tuple[dict[str, int], int]]:
    """Stretches of the message, so that a long one does not collect chance hits from everywhere: its known roots, and its weight."""
    seen = set()
    for size in sizes:
        for start in range(0, max(len(message) - size // 2, 1), size // 2):
            stretch = message[start : start + size]
            if (start, len(stretch)) not in seen:
                seen.add((start, len(stretch)))
                known: dict[str, int] = {}
                weight: dict[str, int] = {}
                for found, sure, heavy in stretch:
                    weight[found] = heavy
                    if sure:
                        known[found] = max(sure, known.get(found, 0))
                yield known, sum(weight.values())


def _likeness(window: tuple[dict[str, int], int], claim: dict[str, int], limits: list[int]) -> int:
    """From 0 to 10,000."""
    known, in_all = window
    found = [(weight, known[term]) for term, weight in claim.items() if term in known]
    if sum(weight >= limits[3] for weight, _ in found) < limits[2]:
        return 0
    repeated = sum(weight * sure for weight, sure in found) // sum(claim.values())
    belongs = sum(weight * 100 for weight, _ in found) // in_all
    return repeated * belongs


def _needed_forms(words: Words, needed: set[str]) -> dict[str, str]:
    """The other forms of words that some rumour has, or that tell nothing."""
    return {
        form: meant
        for form, meant in words.forms.items()
        if any(each in words.stop or words.alike.get(stem(each), stem(each)) in needed for each in meant.split())
    }


def _weight(term: str, frequency: int, count: int, common: frozenset[str]) -> int:
    """From 1 to 15: a word of few claims counts more; what every message says (`warga`), and a number, less."""
    rarity = math.log((count + 1) / frequency) / math.log(count + 1)
    factor = 0.35 if term in common else 0.7 if term[0].isdigit() else 1.0
    return max(1, round(15 * factor * (0.3 + 0.7 * rarity)))
