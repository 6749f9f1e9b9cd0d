"""Photos for the tests, made on the spot: nothing binary is kept in the repository."""

from __future__ import annotations

import io
import random
from functools import lru_cache
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

BUNTOK = {1: "S", 2: (1.0, 43.0, 12.0), 3: "E", 4: (114.0, 50.0, 24.0)}  # what a phone writes into the EXIF


@lru_cache(maxsize=32)
def scene(width: int = 1600, height: int = 1200, seed: int = 1) -> Image.Image:
    """A river under a sky, with trees and grain: about as hard to compress as a photo; not to be changed, only copied."""
    ground = Image.linear_gradient("L").resize((width, height))
    image = Image.merge("RGB", (ground.point(lambda v: 90 + v // 3), ground.point(lambda v: 140 - v // 3), ground))
    draw = ImageDraw.Draw(image)
    for number in range(60):
        turn = (seed * 7919 + number * 104729) % 10007
        left, top = turn % width, height // 3 + turn * 31 % (height // 2)
        size = 8 + turn % (width // 6)
        draw.ellipse((left, top, left + size, top + size // 2), fill=(turn % 120, 60 + turn % 110, turn % 90))
    grain = Image.frombytes("L", (width, height), random.Random(seed).randbytes(width * height))
    grain = grain.filter(ImageFilter.GaussianBlur(1.2))
    return Image.blend(image, Image.merge("RGB", (grain, grain, grain)), 0.15)


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The image as a file."""
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def with_exif(image: Image.Image, *, orientation: int = 1, has_gps: bool = False, kind: str = "JPEG") -> bytes:
    """The image as a phone saves it, turned as it was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "TeleponUji"
    exif[0x013B] = "Nama Pemotret"
    if has_gps:
        exif.get_ifd(0x8825).update(BUNTOK)
    return saved(image, kind, exif=exif)


def opened(data: bytes) -> Image.Image:
    """The file decoded."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
