"""Painted stand-ins for photos, so that the theme can be looked at without a real one."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageDraw, ImageFilter


def scene(number: int) -> Image.Image:
    """A painted river at one hour of the day."""
    chance = random.Random(number)
    width, height = 1440, 960
    skies = [((252, 214, 150), (88, 132, 150)), ((180, 214, 222), (60, 116, 140)), ((246, 176, 128), (92, 74, 110))]
    low, high = skies[number % 3]
    horizon = int(height * chance.uniform(0.42, 0.55))
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    for y in range(height):
        part = min(1.0, y / horizon) if y < horizon else max(0.0, 1 - (y - horizon) / (height - horizon) * 0.9)
        shade = 1.0 if y < horizon else 0.82
        draw.line(
            [(0, y), (width, y)],
            fill=tuple(int((a * part + b * (1 - part)) * shade) for a, b in zip(low, high, strict=True)),
        )
    sun = (int(width * chance.uniform(0.2, 0.8)), int(horizon * 0.72))
    draw.ellipse([sun[0] - 52, sun[1] - 52, sun[0] + 52, sun[1] + 52], fill=(255, 240, 205))
    for layer in range(3):
        base, color = horizon + layer * 14, (34 + layer * 6, 78 - layer * 14, 66 - layer * 12)
        ridge = [
            (
                x,
                base
                - (40 - layer * 8) * (1 + math.sin(x / (170 - layer * 30) + number + layer * 2))
                - chance.random() * 14,
            )
            for x in range(0, width + 12, 12)
        ]
        draw.polygon([(0, base + 20), *ridge, (width, base + 20)], fill=color)
    for _ in range(260):
        top = chance.uniform(horizon + 30, height)
        left, length = chance.uniform(0, width), chance.uniform(30, 200) * (top - horizon) / (height - horizon)
        draw.line(
            [(left, top), (left + length, top)],
            fill=(255, 232, 190) if chance.random() < 0.4 else (40, 84, 92),
            width=2,
        )
    boat = (int(width * chance.uniform(0.25, 0.7)), int(horizon + (height - horizon) * 0.45))
    draw.polygon(
        [
            (boat[0] - 130, boat[1]),
            (boat[0] + 130, boat[1]),
            (boat[0] + 86, boat[1] + 30),
            (boat[0] - 86, boat[1] + 30),
        ],
        fill=(38, 28, 24),
    )
    draw.ellipse([boat[0] - 12, boat[1] - 62, boat[0] + 12, boat[1] - 38], fill=(38, 28, 24))
    draw.rectangle([boat[0] - 13, boat[1] - 40, boat[0] + 13, boat[1]], fill=(122, 44, 34))
    return image.filter(ImageFilter.GaussianBlur(1.4))
