"""
Measure Cek Pesan on invented rumours: `python -m tests.messages.measure`; on a phone's browser: `inv bench --name messages`.

The messages of `claims.toml`, `tune.toml` and `unrelated.toml` were looked at while the limits were chosen. Those of `kept.toml` and
`kept-unrelated.toml` were written before and read by the rules once; the figures that count are theirs. All are compared with an
index of two hundred.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmc.clarifications.messages import Match, Rumour, check_message, message_index

HERE = Path(__file__).parent
PLACES = (
    "Barito Selatan Buntok Kalimantan Tengah Palangka Raya",
    "Jenamas Dusun Hilir Karau Kuala Dusun Selatan Dusun Utara Gunung Bintang Awai",
)
SHORT_NAMES = {"barsel": "Barito Selatan", "gba": "Gunung Bintang Awai"}
VERDICTS = ("konten palsu", "konten menyesatkan", "konteks yang salah", "konten tiruan")
COUNT = 200


@dataclass(frozen=True, slots=True)
class Trial:
    """Messages with the rumour each of them tells, among two hundred, and messages that tell none of them."""

    name: str
    rumours: tuple[Rumour, ...]
    telling: tuple[tuple[str, Rumour], ...]
    others: tuple[str, ...]

    def index(self) -> bytes:
        return message_index(self.rumours, PLACES, SHORT_NAMES)


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares of the messages, and those that went wrong."""

    recall: float
    first: float  # how often the right clarification stood first
    same: float  # how often it was called the same
    false_alarms: float
    false_same: float
    missed: tuple[str, ...]
    alarmed: tuple[str, ...]


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def trials() -> tuple[Trial, Trial]:
    """The set that was looked at, and the one that was kept back."""
    claims, kept, tune = read("claims.toml")["claim"], read("kept.toml")["claim"], read("tune.toml")
    rows = [*claims, *kept, *_others()][:COUNT]
    rumours = tuple(_rumour(number, row["title"], row["claim"]) for number, row in enumerate(rows, start=1))
    further = zip(claims, tune["messages"], strict=True)
    messages = [[*row["messages"], *more] for row, more in further] + [row["messages"] for row in kept]
    pairs = [[(message, rumour) for message in each] for rumour, each in zip(rumours, messages, strict=False)]
    looked_at, kept_back = (
        tuple(pair for each in some for pair in each) for some in (pairs[: len(claims)], pairs[len(claims) :])
    )
    seen = (*read("unrelated.toml")["messages"], *tune["others"])
    return (
        Trial("looked at", rumours, looked_at, seen),
        Trial("kept back", rumours, kept_back, tuple(read("kept-unrelated.toml")["messages"])),
    )


def _others() -> Iterator[dict[str, str]]:
    for pattern in read("others.toml")["pattern"]:
        for word in pattern["words"]:
            title = f"Klarifikasi atas Kabar tentang {word} yang Beredar di Media Sosial"
            yield {"title": title, "claim": pattern["claim"].format(word)}


def _rumour(number: int, title: str, claim: str) -> Rumour:
    slug = "-".join(title.lower().replace(",", "").replace(".", "").split())[:60]
    url = f"/klarifikasi/2026/{number % 12 + 1:02}/{number}-{slug}/"
    return Rumour(f"KLR-2026-{number:03}", url, title, VERDICTS[number % 4], claim)


def measure(trial: Trial, check: Callable[[str], Sequence[Match]] | None = None) -> Measured:
    """How many messages find their clarification, and how many find one wrongly; `check` answers for one message."""
    index = trial.index()
    check = check or (lambda message: check_message(message, index))
    found = first = same = 0
    missed: list[str] = []
    for message, rumour in trial.telling:
        matches = check(message)
        own = next((match for match in matches if match.url == rumour.url), None)
        found += own is not None
        same += own is not None and own.is_same
        first += bool(matches) and matches[0].url == rumour.url
        if own is None:
            missed.append(message)
    alarms = [(message, match) for message in trial.others for match in check(message)[:1]]
    return Measured(
        found / len(trial.telling),
        first / len(trial.telling),
        same / len(trial.telling),
        len(alarms) / len(trial.others),
        sum(match.is_same for _, match in alarms) / len(trial.others),
        tuple(missed),
        tuple(f"{message} -> {match.title} ({match.score})" for message, match in alarms),
    )


def told(name: str, result: Measured) -> str:
    """The figures in one line."""
    return (
        f"{name}: found {result.recall:.1%} (first {result.first:.1%}, called the same {result.same:.1%}), "
        f"false alarms {result.false_alarms:.1%} (called the same {result.false_same:.1%})"
    )


def main() -> None:
    """Print the figures, and what went wrong in the set that may be looked at."""
    for trial in trials():
        result = measure(trial)
        print(told(trial.name, result))
        if trial.name == "looked at" or "--all" in sys.argv:
            print(*(f"  missed: {text}" for text in result.missed), sep="\n")
            print(*(f"  alarm: {text}" for text in result.alarmed), sep="\n")


if __name__ == "__main__":
    main()
