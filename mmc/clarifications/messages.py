"""Cek Pesan: a small index of what rumours say, and the comparison that a phone makes with it."""

from __future__ import annotations

import base64
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mmc.base.vocabulary import VERDICTS
from mmc.clarifications.words import Words, known_words, stems

# Chosen with `python -m tests.messages.measure`. A message matches by the product of two shares in percent: how much of
# the claim's weight it repeats, and how many of its own words belong to the claim; and by at least two telling words.
ENOUGH = 1600
TELLING_WORDS = 2
TELLING = 6
WINDOW, STEP = 45, 20
HASH_BITS, WEIGHT_BITS = 20, 4
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Rumour:
    """A clarification as the index knows it: `url` is its address on the site, `claim` what circulates."""

    number: str
    url: str
    title: str
    verdict: str
    claim: str
    answered_by: str = ""
    answered_on: str = ""  # as readers see it: Kamis, 26 Oktober 2023


@dataclass(frozen=True, slots=True)
class Match:
    """A clarification that may be meant: `score` goes from 0 to 10,000."""

    url: str
    title: str
    verdict: str
    score: int


def message_index(
    rumours: Sequence[Rumour],
    places: Iterable[str] = (),
    short_names: Mapping[str, str] | None = None,
    prefix: str = "/klarifikasi/",
) -> bytes:
    """
    The index for the phone: for each clarification its address, title, verdict, who
    answered and when, and weighted, hashed stems of its claim.

    `places` are names that half of all messages contain (districts, the region, its capital): alone they tell nothing.
    `short_names` are what people there write instead (`barsel`), lower case, one word, with the full name.
    200 clarifications stay under 60 KB. Newest first, as given.
    """
    general = known_words()
    forms = general.forms | {short.lower(): name.lower() for short, name in (short_names or {}).items()}
    words = Words(general.stop, general.common, forms)
    common = words.common | {term for place in places for term in stems(place, words)}
    claims = [frozenset(stems(rumour.claim, words)) for rumour in rumours]
    frequency = Counter(term for claim in claims for term in claim)
    verdicts = sorted({rumour.verdict for rumour in rumours})
    answerers = sorted({rumour.answered_by for rumour in rumours})
    data = {
        "version": 2,
        "prefix": prefix,
        "limits": [ENOUGH, TELLING_WORDS, TELLING, WINDOW, STEP, SHOWN],
        "stop": " ".join(sorted(words.stop)),
        "forms": words.forms,
        "verdicts": [[(v := VERDICTS[name]).name, v.word, v.note, v.tone] for name in verdicts],
        "answerers": answerers,
        "items": [
            [
                rumour.url.removeprefix(prefix),
                rumour.title,
                verdicts.index(rumour.verdict),
                _packed(claim, frequency, len(rumours), common),
                answerers.index(rumour.answered_by),
                rumour.answered_on,
            ]
            for rumour, claim in zip(rumours, claims, strict=True)
        ],
    }
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def check_message(text: str, index: bytes) -> list[Match]:
    """
    The clarifications that the message is probably about, the likeliest first, at most three; often none.

    `check-message.js` does the same on the phone, and a test keeps the two equal.
    """
    data, words, items = _read(index)
    enough, telling_words, telling, window, step, shown = data["limits"]
    hashes = [_hash(term) for term in stems(text, words)]
    portions = [frozenset(portion) for portion in _portions(hashes, window, step)]
    matches = []
    for place, title, verdict, weights in items:
        score = max(_likeness(portion, weights, telling_words, telling) for portion in portions)
        if score >= enough:
            matches.append(Match(data["prefix"] + place, title, data["verdicts"][verdict][0], score))
    return sorted(matches, key=lambda match: -match.score)[:shown]


@lru_cache(maxsize=2)
def _read(index: bytes) -> tuple[dict[str, Any], Words, list[tuple[str, str, int, dict[int, int]]]]:
    data = json.loads(index)
    words = Words(frozenset(data["stop"].split()), frozenset(), data["forms"])
    return (
        data,
        words,
        [(place, title, verdict, _unpacked(packed)) for place, title, verdict, packed, *_ in data["items"]],
    )


def _portions(hashes: list[int], window: int, step: int) -> Iterator[list[int]]:
    """The message in overlapping portions, so that a long one does not collect chance hits from everywhere."""
    for start in range(0, max(len(hashes) - window + step, 1), step):
        yield hashes[start : start + window]


def _likeness(portion: frozenset[int], weights: dict[int, int], telling_words: int, telling: int) -> int:
    """From 0 to 10,000."""
    found = [weight for term, weight in weights.items() if term in portion]
    if sum(weight >= telling for weight in found) < telling_words:
        return 0
    return (sum(found) * 100 // sum(weights.values())) * (len(found) * 100 // len(portion))


def _weight(term: str, frequency: int, count: int, common: frozenset[str]) -> int:
    """From 1 to 15: a word of few claims counts more; what every message says (`warga`), and a number, less."""
    rarity = math.log((count + 1) / frequency) / math.log(count + 1)
    factor = 0.35 if term in common else 0.7 if term[0].isdigit() else 1.0
    return max(1, round(15 * factor * (0.3 + 0.7 * rarity)))


def _packed(claim: frozenset[str], frequency: Counter[str], count: int, common: frozenset[str]) -> str:
    """Three bytes a word: twenty bits of its hash, four of its weight."""
    weights: dict[int, int] = {}
    for term in claim:
        key = _hash(term)
        weights[key] = max(weights.get(key, 0), _weight(term, frequency[term], count, common))
    raw = b"".join((key << WEIGHT_BITS | weight).to_bytes(3, "big") for key, weight in sorted(weights.items()))
    return base64.b64encode(raw).decode("ascii")


def _unpacked(packed: str) -> dict[int, int]:
    raw = base64.b64decode(packed)
    values = (int.from_bytes(raw[start : start + 3], "big") for start in range(0, len(raw), 3))
    return {value >> WEIGHT_BITS: value & (1 << WEIGHT_BITS) - 1 for value in values}


def _hash(term: str) -> int:
    """FNV-1a of the ASCII word, its upper bits."""
    value = 0x811C9DC5
    for byte in term.encode("ascii"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value >> 32 - HASH_BITS
