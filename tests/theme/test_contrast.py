"""Every colour that stands as text on a ground can be read, by day and by night, whatever the office's colour is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.styles.tints import SHAPE_PAIRS, TEXT_PAIRS, TooLight, layer, palette
from tests.theme.gallery import THEME

OWN = "#0b5d5e"
BY_DAY, BY_NIGHT = palette(OWN, THEME)
schemes = pytest.mark.parametrize("colours", [BY_DAY, BY_NIGHT], ids=["day", "night"])


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@schemes
@pytest.mark.parametrize(("colour", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(colours: dict[str, str], colour: str, ground: str) -> None:
    """
    At least 4.5 to 1.
    """
    assert contrast(colours[colour], colours[ground]) >= 4.5


@schemes
@pytest.mark.parametrize(("colour", "ground"), SHAPE_PAIRS)
def test_edges_and_focus_can_be_seen(colours: dict[str, str], colour: str, ground: str) -> None:
    """
    At least 3 to 1.
    """
    assert contrast(colours[colour], colours[ground]) >= 3


@given(colour=st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}"))
def test_any_colour_of_an_office_can_be_read_or_is_refused(colour: str) -> None:
    """
    Either every pair of both schemes has its contrast, or white on the colour has less than 4.5 and a darker one is named.
    """
    try:
        found = palette(colour, THEME)
    except TooLight as error:
        assert contrast(colour.lower(), "#ffffff") < 4.5 <= contrast(error.better, "#ffffff")
        return
    for colours in found:
        low = [pair for pair in TEXT_PAIRS if contrast(colours[pair[0]], colours[pair[1]]) < 4.5]
        faint = [pair for pair in SHAPE_PAIRS if contrast(colours[pair[0]], colours[pair[1]]) < 3]

        assert (low, faint) == ([], [])


def test_the_theme_in_its_own_colour_carries_nothing_more() -> None:
    """
    Readers of this office load no second palette.
    """
    assert layer(OWN.upper(), THEME) == ""
    assert "--color-mast:#8a1538" in layer("#8A1538", THEME)


def test_the_measured_brand_colours_are_kept() -> None:
    """
    Ink, river, ochre and alert as the newsroom tested them.
    """
    assert {name: round(contrast(BY_DAY[name], "#ffffff"), 1) for name in ("ink", "river", "ochre", "alert")} == {
        "ink": 16.7,
        "river": 7.7,
        "ochre": 5.9,
        "alert": 6.5,
    }
