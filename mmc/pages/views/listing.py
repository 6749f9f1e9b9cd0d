"""Groups of items: landing pages, years and months, and the front page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mmc.pages.views.shared import Card, Link, Page


@dataclass(frozen=True, slots=True)
class Period:
    """A year or month in an archive: its label, address and number of items."""

    label: str
    url: str
    count: int
    months: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthOfCards:
    """The items of one month, newest first."""

    label: str
    cards: tuple[Card, ...]
    url: str = ""  # the month's own page, where this is only its latest
    more: int = 0  # how many more stand there


@dataclass(frozen=True, slots=True)
class ListingPage(Page):
    """The landing page of a group (kind, category, district, tag, author): its latest items and the way to all others."""

    group: str = ""  # arsip, kind, category, district, tag, author
    intro: str = ""
    upcoming: tuple[Card, ...] = ()  # of the agenda: what was not over when the site was built, the nearest first
    cards: tuple[Card, ...] = ()
    total: int = 0
    is_complete: bool = True  # the cards are all there are
    lead_on: tuple[Link, ...] = ()  # where a reader finds more, when there is little here
    periods: tuple[Period, ...] = ()
    verdicts: tuple[Link, ...] = ()  # of the clarifications: those that were given
    response: str = ""  # of the clarifications: how soon rumours are answered
    downloads: tuple[Link, ...] = ()  # of the clarifications: the open dataset


@dataclass(frozen=True, slots=True)
class PeriodPage(Page):
    """A year or month of a group. A year has `months`, of all cards or of the latest with the way to all; a month has one."""

    group: str = ""
    label: str = ""
    months: tuple[MonthOfCards, ...] = ()
    total: int = 0
    older: Link | None = None
    newer: Link | None = None


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """All groups of one sort (categories, districts, tags, authors), each with its count."""

    group: str = ""
    intro: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category or a kind on the home page; `anchor` names it there."""

    link: Link
    cards: tuple[Card, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of many items: how many, and the address that tells all of them in one WhatsApp message."""

    date: date
    count: int
    share_url: str


@dataclass(frozen=True, slots=True)
class HomePage(Page):
    """The front page."""

    lead: Card | None = None
    latest: tuple[Card, ...] = ()
    day: Day | None = None
    releases: tuple[Card, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    clarifications: tuple[Card, ...] = ()
    announcements: tuple[Card, ...] = ()
    agenda: tuple[Card, ...] = ()
    pictures: tuple[Shelf, ...] = ()
