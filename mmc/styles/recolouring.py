"""The theme's icons in the office's colours: a drawing by its words, a PNG by its palette; no pixel is touched."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import PurePath

COLOURED = ("favicon.svg", "apple-touch-icon.png", "icon-192.png", "icon-512.png")
INKS = ("mast", "strand")  # what the icons are drawn in, beside white
Point = tuple[float, float, float]
WHITE: Point = (255.0, 255.0, 255.0)


def recoloured(name: str, data: bytes, own: Mapping[str, str], wanted: Mapping[str, str]) -> bytes:
    """The icon with the wanted inks where it has the theme's own."""
    if PurePath(name).suffix == ".svg":
        for ink in INKS:
            data = data.replace(own[ink].encode(), wanted[ink].encode())
        return data
    here, there = ([_point(colours[ink]) for ink in INKS] for colours in (own, wanted))
    return _with_palette(data, here, there)


def _with_palette(data: bytes, own: list[Point], wanted: list[Point]) -> bytes:
    """The PNG with every colour of its palette, a blend of white and the two inks, blended of the others instead."""
    start = data.index(b"PLTE") - 4
    (length,) = struct.unpack(">I", data[start : start + 4])
    old = data[start + 8 : start + 8 + length]
    new = b"".join(_blended(old[place : place + 3], own, wanted) for place in range(0, length, 3))
    body = b"PLTE" + new
    chunk = struct.pack(">I", length) + body + struct.pack(">I", zlib.crc32(body))
    return data[:start] + chunk + data[start + 12 + length :]


def _blended(colour: bytes, own: list[Point], wanted: list[Point]) -> bytes:
    """How much of each ink is in the colour (least squares), and as much of the other inks."""
    first, second = (_less(ink, WHITE) for ink in own)
    rest = _less((float(colour[0]), float(colour[1]), float(colour[2])), WHITE)
    aa, ab, bb = _dot(first, first), _dot(first, second), _dot(second, second)
    ar, br = _dot(first, rest), _dot(second, rest)
    scale = aa * bb - ab * ab
    shares = ((ar * bb - br * ab) / scale, (br * aa - ar * ab) / scale)
    parts = [_less(ink, WHITE) for ink in wanted]
    return bytes(
        min(255, max(0, round(255 + sum(share * part[axis] for share, part in zip(shares, parts, strict=True)))))
        for axis in range(3)
    )


def _point(colour: str) -> Point:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return float(red), float(green), float(blue)


def _less(one: Point, other: Point) -> Point:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _dot(one: Point, other: Point) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
