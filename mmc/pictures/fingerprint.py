"""
The look of a photo in 64 bits, so that a copy is recognised after WhatsApp has shrunk and recompressed it.

The recipe, which a browser repeats with a canvas (`theme/static/js/check-photo.js`):

1. the photo upright, in sRGB, on white; its luma is (299 red + 587 green + 114 blue) / 1000;
2. 32 x 32 cells of equal share of width and height, each the mean luma of its pixels (the shape of the photo is given up);
3. the two-dimensional discrete cosine transform (type II, not scaled), of which the 8 x 8 lowest frequencies are kept:
   `sum(cell[y][x] * cos((2x + 1) u pi / 64) * cos((2y + 1) v pi / 64))` for u and v from 0 to 7;
4. a bit for each, row by row (v, then u), that is 1 where the value is greater than the median of the 63 that are left without the
   first (u = v = 0, the mean brightness); the first bit is the highest and always 1.

A picture without anything to recognise (a single colour: those 63 values lie within 1024 of each other) has no fingerprint: it is
empty. Written as 16 hexadecimal digits. Two photos look alike when at most `ALIKE` bits differ; different ones differ in about 32.

A published photo has a second one, of its middle, so that a copy is known too after its edges were cut (up to 6 % of each side;
with the first alone up to 2 %): whatever was cut lies between the two.
"""

from __future__ import annotations

from math import cos, pi

from PIL import Image

CELLS = 32
WAVES = 8
ALIKE = 10
PLAIN = 1024.0
EDGE = 0.05  # of each side is left out of the middle
_COSINES = tuple(tuple(cos((2 * x + 1) * u * pi / (2 * CELLS)) for x in range(CELLS)) for u in range(WAVES))


def fingerprint(picture: Image.Image) -> str:
    """The fingerprint of an upright picture without transparency; empty when there is nothing to recognise."""
    cells = picture.convert("L").resize((CELLS, CELLS), Image.Resampling.BOX).tobytes()
    rows = [cells[start : start + CELLS] for start in range(0, CELLS * CELLS, CELLS)]
    across = [[_dot(row, wave) for row in rows] for wave in _COSINES]
    values = [_dot(column, wave) for wave in _COSINES for column in across]
    without_mean = sorted(values[1:])
    if without_mean[-1] - without_mean[0] < PLAIN:
        return ""
    median = without_mean[len(without_mean) // 2]
    bits = 1
    for value in values[1:]:
        bits = bits << 1 | (value > median)
    return f"{bits:016x}"


def middle(picture: Image.Image) -> str:
    """The fingerprint of the picture without its edges."""
    left, top = round(picture.width * EDGE), round(picture.height * EDGE)
    return fingerprint(picture.crop((left, top, picture.width - left, picture.height - top)))


def distance(one: str, other: str) -> int:
    """How many of the 64 bits differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def are_alike(one: str, other: str) -> bool:
    """True when the two are most probably the same photo; a plain picture is like no other."""
    return bool(one and other) and distance(one, other) <= ALIKE


def _dot(values: bytes | list[float], wave: tuple[float, ...]) -> float:
    return sum(value * weight for value, weight in zip(values, wave, strict=True))
