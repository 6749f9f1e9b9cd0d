"""What the cards are drawn on: the river, the weave, and the mark of two strands; no emblem of anybody."""

from __future__ import annotations

from functools import lru_cache
from math import pi, sin

from PIL import Image, ImageDraw

FINE = 4  # curves are drawn this much larger and then made small, which smooths them


@lru_cache(maxsize=16)
def river(size: tuple[int, int], top: int, colours: tuple[str, ...], phase: float = 0.0) -> Image.Image:
    """A ground of the first colour; below `top` flow waves, one in each of the other colours, from far to near."""
    width, height = size
    ground = Image.new("RGB", size, colours[0])
    strip = Image.new("RGB", (width * 2, (height - top) * 2), colours[0])
    draw = ImageDraw.Draw(strip)
    depth = strip.height / (len(colours) + 0.4)
    for number, colour in enumerate(colours[1:]):
        swell, length = depth * (0.42 - 0.05 * number), strip.width / (1.15 + 0.35 * number)
        middle = depth * (0.55 + number)
        turn = phase + number * 2.1
        crest = [(x, middle + swell * sin(2 * pi * x / length + turn)) for x in range(-8, strip.width + 9, 8)]
        draw.polygon([*crest, (strip.width + 8, strip.height), (-8, strip.height)], fill=colour)
    ground.paste(strip.resize((width, height - top), Image.Resampling.BOX), (0, top))
    return ground


@lru_cache(maxsize=16)
def weave(width: int, height: int) -> Image.Image:
    """A mask of plaited rattan: three strands across, three along, by turns."""
    cell = height * FINE
    tile = Image.new("L", (2 * cell, cell), 0)
    draw = ImageDraw.Draw(tile)
    for number in range(3):
        start, thick = round(cell * (0.04 + 0.35 * number)), round(cell * 0.22)
        draw.rectangle((0, start, cell - 1, start + thick - 1), fill=255)
        draw.rectangle((cell + start, 0, cell + start + thick - 1, cell - 1), fill=255)
    small = tile.resize((2 * height, height), Image.Resampling.BOX)
    band = Image.new("L", (width, height), 0)
    for left in range(0, width, 2 * height):
        band.paste(small, (left, 0))
    return band


@lru_cache(maxsize=8)
def mark(height: int) -> tuple[int, tuple[Image.Image, Image.Image]]:
    """The newsroom's sign, two strands that twist: its width, and a mask for each strand."""
    scale = height * FINE / 32
    size = (round(54 * scale), round(32 * scale))
    first, second = Image.new("L", size, 0), Image.new("L", size, 0)

    def strand(image: Image.Image, thick: float, start: float, end: float, sign: int, fill: int) -> None:
        draw, radius = ImageDraw.Draw(image), thick / 2 * scale
        for step in range(97):
            x = start + (end - start) * step / 96
            left, top = (5 + x) * scale, (16 + sign * 11 * sin(pi * x / 14.667)) * scale
            draw.ellipse((left - radius, top - radius, left + radius, top + radius), fill=fill)

    strand(second, 6.5, 0, 44, 1, 255)
    strand(second, 12, 8.0, 21.3, -1, 0)  # the first strand passes over the second …
    strand(first, 6.5, 0, 44, -1, 255)
    strand(first, 12, 22.7, 36.0, 1, 0)  # … and then under it
    small = (round(54 * height / 32), height)
    return small[0], (first.resize(small, Image.Resampling.BOX), second.resize(small, Image.Resampling.BOX))


@lru_cache(maxsize=64)
def tab(width: int, height: int, radius: int) -> Image.Image:
    """A mask of a rounded rectangle with smooth corners."""
    large = Image.new("L", (width * FINE, height * FINE), 0)
    ImageDraw.Draw(large).rounded_rectangle((0, 0, large.width - 1, large.height - 1), radius * FINE, fill=255)
    return large.resize((width, height), Image.Resampling.BOX)
