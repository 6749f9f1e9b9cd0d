"""Where a photo's subject is, in the words of the header: what is kept in sight wherever a photo is cut."""

from __future__ import annotations

from collections.abc import Mapping

ACROSS = {"kiri": 0.15, "tengah": 0.5, "kanan": 0.85}
DOWN = {"atas": 0.1, "tengah": 0.5, "bawah": 0.9}
USUAL = (0.5, 1 / 3)  # faces are above the middle: the upper third, when nothing is said
FOCI: Mapping[str, tuple[float, float]] = {
    "atas": (0.5, DOWN["atas"]),
    "tengah": (0.5, 0.5),
    "bawah": (0.5, DOWN["bawah"]),
    "kiri": (ACROSS["kiri"], USUAL[1]),
    "kanan": (ACROSS["kanan"], USUAL[1]),
    **{
        f"{side} {height}": (x, y)
        for side, x in ACROSS.items()
        for height, y in DOWN.items()
        if "tengah" not in (side, height)
    },
}


def canonical(words: str) -> str:
    """The words in the one order in which they are kept: `kiri atas` for `Atas, kiri`; empty when they say no place."""
    given = set(words.casefold().replace(",", " ").split())
    return next((name for name in FOCI if set(name.split()) == given), "")


def point_of(focus: str) -> tuple[float, float]:
    """The shares of width and height at which the subject is."""
    return FOCI.get(focus, USUAL)
