"""What a sheet for the notice board says, and the slides of a row of pictures: words alone, planned without drawing any."""

from __future__ import annotations

from dataclasses import dataclass, field

from mmc.pictures.cardtext import Colours


@dataclass(frozen=True, slots=True)
class SheetText:
    """
    What hangs on the wall. `label` is what it is (“Informasi serta-merta”), `verdict` the answer to a rumour and `claim` the rumour,
    `span` from when until when it holds, `facts` what else is known, the most important first; `url` is what the code leads to.
    """

    title: str
    label: str
    office: str
    url: str
    issued: str  # “Terbit Kamis, 26 Oktober 2023”
    day: tuple[int, int, int]  # of that date: the document's own
    verdict: str = ""
    note: str = ""  # what narrows the verdict: “direkayasa”
    tone: str = ""
    claim: str = ""
    span: str = ""
    facts: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()  # numbers to call, contacts
    is_urgent: bool = False
    colours: Colours = field(default_factory=Colours)


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture of a row behind the first: what it is about, and its words. `url` on the last one: where to read on."""

    label: str
    text: str
    brand_name: str
    place: tuple[int, int]  # this one, and of how many
    is_claim: bool = False
    is_urgent: bool = False
    verdict: str = ""
    tone: str = ""
    url: str = ""
    colours: Colours = field(default_factory=Colours)
