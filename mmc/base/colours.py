"""Colours as arithmetic: mixing, luminance, and the contrast that WCAG 2.2 asks for."""

from __future__ import annotations

TEXT = 4.5  # WCAG 2.2, 1.4.3: words on their ground
SHAPE = 3.0  # WCAG 2.2, 1.4.11: edges of fields, focus rings, icons
BLACK, WHITE = "#000000", "#ffffff"


def mixed(colour: str, other: str, share: float) -> str:
    """The colour with this share of the other."""
    parts = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def luminance(colour: str) -> float:
    """How bright the colour is: 0 for black, 1 for white."""
    parts = (part / 255 for part in _parts(colour))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, grounds: tuple[str, ...], towards: str, wanted: float = TEXT) -> str:
    """The colour, moved towards the other in steps of a fiftieth until it has the wanted contrast on every ground."""
    found = colour
    for step in range(51):
        found = mixed(colour, towards, step / 50)
        if all(contrast(found, ground) >= wanted for ground in grounds):
            break
    return found


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))
