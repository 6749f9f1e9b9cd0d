"""The list of public information as its pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from mmc.pages.views.shared import Link, Page


@dataclass(frozen=True, slots=True)
class Record:
    """A document in the list; `file` says what one gets: `PDF, 1,2 MB, 14 halaman`; without `url` it is still missing."""

    title: str
    sort: str
    url: str = ""
    file: str = ""
    year: str = ""
    unit: str = ""
    number: str = ""
    published: str = ""
    valid_until: str = ""
    summary: str = ""
    replaced_by: str = ""
    is_scan: bool = False
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Documents under one heading."""

    anchor: str
    label: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class PublicInformationPage(Page):
    """The list, whole or a part of it; `filters` lead to the others, `downloads` to the same as data."""

    intro: str = ""
    parts: tuple[Part, ...] = ()
    filters: tuple[Link, ...] = ()
    downloads: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """An item of the questionnaire with the one place where it is answered; without `url` it is not yet."""

    anchor: str
    code: str
    label: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvidencePage(Page):
    """Every item of the questionnaire."""

    answered: tuple[Answered, ...] = ()
    missing: int = 0


@dataclass(frozen=True, slots=True)
class RequestsOfYear:
    """Requests for information in one year, as numbers that are ready to be shown."""

    year: str
    received: str
    granted: str
    partly: str
    refused: str
    days: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """The service of the PPID: its pledge, its facts by name, its forms, its register in numbers, and how to tell it what one thinks."""

    pledge: str
    facts: tuple[tuple[str, str], ...] = ()
    forms: tuple[Link, ...] = ()
    requests: tuple[RequestsOfYear, ...] = ()
    survey: tuple[Link, ...] = ()
