"""Every colour that stands as text on a ground can be read, by day and by night."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "theme" / "css" / "tokens.css"

# WCAG 2.2: 4.5 for text, 3 for what is only seen (edges of fields, focus rings, icons).
TEXT = [
    *((color, ground) for color in ("ink", "muted", "river", "visited") for ground in ("paper", "wash")),
    *((color, "river-wash") for color in ("ink", "muted", "river")),
    *((color, "ochre-wash") for color in ("ink", "muted", "ochre", "river")),
    *((color, "alert-wash") for color in ("ink", "muted", "alert", "river")),
    ("alert", "paper"),
    ("alert", "wash"),
    ("ochre", "paper"),
    ("on-strong", "river"),
    ("on-alarm", "alarm"),
    *((color, ground) for color in ("on-mast", "on-mast-muted", "strand") for ground in ("mast", "mast-deep")),
]
SHAPES = [
    *((color, ground) for color in ("edge", "focus") for ground in ("paper", "wash", "river-wash")),
    *(("focus-on-mast", ground) for ground in ("mast", "mast-deep")),
    ("on-alarm", "alarm"),
]


def schemes() -> dict[str, dict[str, str]]:
    """The colours of the light scheme, and of the dark one as it overrides them."""
    light_text, _, dark_text = TOKENS.read_text(encoding="utf-8").partition("prefers-color-scheme: dark")
    pattern = r"--color-([a-z-]+): (#[0-9a-f]{6});"
    light = dict(re.findall(pattern, light_text))
    return {"light": light, "dark": light | dict(re.findall(pattern, dark_text))}


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("color", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(scheme: str, color: str, ground: str) -> None:
    """
    At least 4.5 to 1.
    """
    colors = schemes()[scheme]

    assert contrast(colors[color], colors[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("color", "ground"), SHAPES)
def test_edges_and_focus_can_be_seen(scheme: str, color: str, ground: str) -> None:
    """
    At least 3 to 1.
    """
    colors = schemes()[scheme]

    assert contrast(colors[color], colors[ground]) >= 3


def test_the_measured_brand_colours_are_kept() -> None:
    """
    Ink, river, ochre and alert as the newsroom tested them.
    """
    light = schemes()["light"]

    assert {name: round(contrast(light[name], "#ffffff"), 1) for name in ("ink", "river", "ochre", "alert")} == {
        "ink": 16.7,
        "river": 7.7,
        "ochre": 5.9,
        "alert": 6.5,
    }
