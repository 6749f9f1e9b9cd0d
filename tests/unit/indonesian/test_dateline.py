"""Datelines."""

import pytest

from mmc.indonesian.dateline import split_dateline


@pytest.mark.parametrize(
    ("opening", "dateline", "rest"),
    [
        ("MMCBarsel-Buntok. Panen dimulai.", "MMCBarsel-Buntok", "Panen dimulai."),
        ("TAMIANG LAYANG – Panen dimulai.", "TAMIANG LAYANG", "Panen dimulai."),
        ("Buntok (ANTARA) - Panen dimulai.", "Buntok (ANTARA)", "Panen dimulai."),
        ("BUNTOK,-Panen dimulai.", "BUNTOK", "Panen dimulai."),
    ],
)
def test_a_dateline_is_parted_from_the_sentence(opening: str, dateline: str, rest: str) -> None:
    """
    Dash, point and comma belong to neither.
    """
    found = split_dateline(opening)

    assert found is not None
    assert (found.text, found.rest) == (dateline, rest)


def test_an_unknown_place_is_less_certain() -> None:
    """
    Capitals before a dash are taken for a dateline; only a known outlet or place makes it certain.
    """
    unknown, known = split_dateline("AMPAH – Panen."), split_dateline("AMPAH – Panen.", {"ampah"})

    assert unknown is not None and not unknown.is_certain
    assert known is not None and known.is_certain


@pytest.mark.parametrize("opening", ["Panen raya dimulai. Warga senang.", "Camat Jenamas. Itu sebutannya.", "", "– –"])
def test_a_sentence_is_no_dateline(opening: str) -> None:
    """
    Names before a point are the beginning of a story.
    """
    assert split_dateline(opening) is None
