"""
The look of a photo in 120 bits, so that a copy is recognised after it was shrunk, compressed, cut, framed or mirrored.

The recipe, which a browser repeats with a canvas (`theme/static/js/check-photo.js`):

1. the photo upright, in sRGB, on white; its luma is (299 red + 587 green + 114 blue) / 1000;
2. of its middle (half the width and half the height) 32 x 32 cells, each the mean luma of its share (the shape is given up);
3. the two-dimensional discrete cosine transform (type II, not scaled), of which the 11 x 11 lowest frequencies are kept but the first:
   `sum(cell[y][x] * cos((2x + 1) u pi / 64) * cos((2y + 1) v pi / 64))` for u and v from 0 to 10, ordered by the greater of u and v,
   then by their sum, then by u;
4. a bit for each that is 1 where the value is greater than the median; then eight bits that are 0.

Only the middle, because it is left by every cut of up to a quarter at each side: a register of one fingerprint a photo (16 bytes) is
enough, and the phone looks where in the reader's picture the middle may lie. A photo with nothing to recognise in its middle (a single
colour: the values lie within 1024 of each other) has the fingerprint of the whole of it; one that is plain altogether has none. Written
as 32 hexadecimal digits. Two looks are alike when at most `ALIKE` bits differ; different ones differ in about 60. The phone then compares
what is alike with the published photo itself.
"""

from __future__ import annotations

from math import cos, pi

from PIL import Image

CELLS = 32
WAVES = 11
ALIKE = 24
PLAIN = 1024.0
ORDER = tuple(
    sorted(
        ((u, v) for v in range(WAVES) for u in range(WAVES) if u or v),
        key=lambda pair: (max(pair), sum(pair), pair),
    )
)
_COSINES = tuple(tuple(cos((2 * x + 1) * u * pi / (2 * CELLS)) for x in range(CELLS)) for u in range(WAVES))


def fingerprint(picture: Image.Image) -> str:
    """The fingerprint of an upright picture without transparency; empty when there is nothing to recognise."""
    grey = picture.convert("L")
    width, height = grey.size
    return _look(grey, (width / 4, height / 4, width * 3 / 4, height * 3 / 4)) or _look(grey, (0, 0, width, height))


def distance(one: str, other: str) -> int:
    """How many of the bits differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def are_alike(one: str, other: str) -> bool:
    """True when the two are most probably the same photo; a plain picture is like no other."""
    return bool(one and other) and distance(one, other) <= ALIKE


def _look(grey: Image.Image, stretch: tuple[float, float, float, float]) -> str:
    cells = grey.resize((CELLS, CELLS), Image.Resampling.BOX, box=stretch).tobytes()
    rows = [cells[start : start + CELLS] for start in range(0, CELLS * CELLS, CELLS)]
    across = [[_dot(row, wave) for row in rows] for wave in _COSINES]
    values = [_dot(across[u], _COSINES[v]) for u, v in ORDER]
    ordered = sorted(values)
    if ordered[-1] - ordered[0] < PLAIN:
        return ""
    half = len(ordered) // 2
    median = (ordered[half - 1] + ordered[half]) / 2
    bits = 0
    for value in values:
        bits = bits << 1 | (value > median)
    return f"{bits << 8:032x}"


def _dot(values: bytes | list[float], wave: tuple[float, ...]) -> float:
    return sum(value * weight for value, weight in zip(values, wave, strict=True))
