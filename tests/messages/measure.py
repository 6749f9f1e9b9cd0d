"""
Measure Cek Pesan on invented rumours: `python -m tests.messages.measure`.

Half of the claims (every other one) were looked at while the limits were chosen; the figures that count are those of the
other half, which was not. The unrelated messages are halved in the same way. All are compared with an index of two hundred.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmc.clarifications.messages import Rumour, check_message, message_index

HERE = Path(__file__).parent
PLACES = (
    "Barito Selatan Buntok Kalimantan Tengah Palangka Raya",
    "Jenamas Dusun Hilir Karau Kuala Dusun Selatan Dusun Utara Gunung Bintang Awai",
)
SHORT_NAMES = {"barsel": "Barito Selatan", "gba": "Gunung Bintang Awai"}
VERDICTS = ("konten palsu", "konten menyesatkan", "konteks yang salah", "konten tiruan")


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one half."""

    recall: float
    false_alarms: float
    first: float  # how often the right clarification stood first
    missed: tuple[str, ...]
    alarmed: tuple[str, ...]


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def rumours() -> list[Rumour]:
    """Two hundred clarifications: those with messages first, then the filled patterns."""
    claims = [(row["title"], row["claim"]) for row in read("claims.toml")["claim"]]
    for pattern in read("others.toml")["pattern"]:
        claims += [
            (f"Klarifikasi atas Kabar tentang {word} yang Beredar di Media Sosial", pattern["claim"].format(word))
            for word in pattern["words"]
        ]
    return [
        Rumour(
            f"KLR-2026-{number:03}",
            f"/klarifikasi/2026/{number % 12 + 1:02}/{_slug(title)}/",
            title,
            VERDICTS[number % 4],
            claim,
        )
        for number, (title, claim) in enumerate(claims[:200], start=1)
    ]


def _slug(title: str) -> str:
    return "-".join(title.lower().replace(",", "").replace(".", "").split())[:60]


def measure(half: int, index: bytes, known: list[Rumour]) -> Measured:
    """
    How many messages of this half (0: looked at, 1: held out) find their clarification, and how many find one wrongly.
    """
    found = first = total = 0
    missed: list[str] = []
    for position, row in enumerate(read("claims.toml")["claim"]):
        if position % 2 != half:
            continue
        for message in row["messages"]:
            total += 1
            urls = [match.url for match in check_message(message, index)]
            found += known[position].url in urls
            first += urls[:1] == [known[position].url]
            if known[position].url not in urls:
                missed.append(message)
    unrelated = read("unrelated.toml")["messages"][half::2]
    alarms = [(message, match) for message in unrelated for match in check_message(message, index)[:1]]
    told = tuple(f"{message} -> {match.title} ({match.score})" for message, match in alarms)
    return Measured(found / total, len(alarms) / len(unrelated), first / total, tuple(missed), told)


def main() -> None:
    """Print the figures, and what went wrong in the half that may be looked at."""
    known = rumours()
    index = message_index(known, PLACES, SHORT_NAMES)
    print(f"{len(known)} clarifications, index {len(index):,} bytes")
    for half, name in enumerate(("looked at", "held out")):
        result = measure(half, index, known)
        print(f"{name}: recall {result.recall:.1%}, first {result.first:.1%}, false alarms {result.false_alarms:.1%}")
        if half == 0 or "--all" in sys.argv:
            print(
                *(f"  missed: {text}" for text in result.missed),
                *(f"  alarm: {text}" for text in result.alarmed),
                sep="\n",
            )


if __name__ == "__main__":
    main()
