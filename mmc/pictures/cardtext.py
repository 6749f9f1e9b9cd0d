"""What a share card says and in which colours: words alone, so that cards are planned without drawing any."""

from __future__ import annotations

from dataclasses import dataclass, field

from mmc.base.colours import mixed


@dataclass(frozen=True, slots=True)
class Colours:
    """The card's colours; `of` derives them from the office's own."""

    river: str = "#0b5d5e"
    deep: str = "#073f41"
    current: str = "#2b7f7e"
    strand: str = "#f0bf62"
    ink: str = "#1b1f1d"
    paper: str = "#ffffff"
    wash: str = "#f1f5f3"
    alert: str = "#b3261e"
    ochre: str = "#8a5a00"

    @classmethod
    def of(cls, theme_color: str) -> Colours:
        """The palette around the office's colour; it must be dark enough to carry white text."""
        return cls(
            river=theme_color.lower(),
            deep=mixed(theme_color, "#000000", 0.32),
            current=mixed(theme_color, "#ffffff", 0.18),
            wash=mixed(theme_color, "#ffffff", 0.94),
        )


@dataclass(frozen=True, slots=True)
class CardText:
    """
    What a card says; words only, so that equal cards are made once.

    `category` is the line above the headline (“Ekonomi”, “Agenda · 3 Feb 2026”); `kind` stands before it when it is not plain
    news; `verdict` (“TIDAK BENAR”) makes a clarification's card with its stamp, coloured by `tone`; `focus` is what is kept of a photo.
    """

    title: str
    brand_name: str
    brand_sub: str = ""
    category: str = ""
    kind: str = ""
    verdict: str = ""
    tone: str = ""
    is_urgent: bool = False
    focus: tuple[float, float] = (0.5, 1 / 3)  # where the photo's subject is, as shares of its width and height
    colours: Colours = field(default_factory=Colours)
