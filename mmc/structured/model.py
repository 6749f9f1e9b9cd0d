"""What structured data is made of: small frozen values with full addresses and zoned times; empty ones are not written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Image:
    """A published picture; `alt` is not part of schema.org's image, its `caption` is."""

    url: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote; `url` is the author's page here. A desk (“Redaksi”) is no person."""

    name: str
    url: str = ""
    is_desk: bool = False


@dataclass(frozen=True, slots=True)
class Publisher:
    """
    Who publishes. `url` is the site's address with a slash at the end; `parent` is the government body behind it.

    `principles`, `corrections` and `masthead` are the pages of the Pedoman Pemberitaan, Ralat & Hak Jawab, and Redaksi.
    """

    name: str
    url: str
    short_name: str = ""
    description: str = ""
    parent: str = ""
    region: str = ""
    province: str = ""
    locality: str = ""
    logo: Image | None = None
    principles: str = ""
    corrections: str = ""
    masthead: str = ""
    email: str = ""
    telephone: str = ""
    accounts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The name by which other nodes refer to the office."""
        return f"{self.url}#kantor"


@dataclass(frozen=True, slots=True)
class Correction:
    """A ralat, koreksi, hak jawab, update or withdrawal: plain text."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One item of news, of any kind that is an article; `type` is `NewsArticle` unless the kind has a better one."""

    url: str
    headline: str
    published: datetime
    office: Publisher
    description: str = ""
    modified: datetime | None = None
    authors: tuple[Author, ...] = ()
    images: tuple[Image, ...] = ()
    section: str = ""
    keywords: tuple[str, ...] = ()
    dateline: str = ""
    place: str = ""  # where it happened: “Desa Mahajandau, Dusun Hilir”
    words: int = 0
    corrections: tuple[Correction, ...] = ()
    is_withdrawn: bool = False
    licence: str = ""
    lang: str = "id"


@dataclass(frozen=True, slots=True)
class Video:
    """A video that lies elsewhere; `duration` as the newsroom writes it: `3.25` or `1:02:03`."""

    url: str
    title: str
    thumbnail: str
    published: datetime
    office: Publisher
    address: str  # of the video itself
    description: str = ""
    duration: str = ""
    lang: str = "id"


@dataclass(frozen=True, slots=True)
class Agenda:
    """An event that is announced."""

    url: str
    name: str
    starts: datetime
    office: Publisher
    ends: datetime | None = None
    description: str = ""
    place: str = ""
    organizer: str = ""
    images: tuple[Image, ...] = ()
    is_cancelled: bool = False
    lang: str = "id"


@dataclass(frozen=True, slots=True)
class Clarification:
    """An official answer to a claim; `verdict` is one of the closed list in `mmc.base.vocabulary`."""

    url: str
    claim: str
    verdict: str
    published: datetime
    office: Publisher
    seen_at: date | None = None
    seen_at_url: str = ""  # an archived copy of the claim
    verdict_word: str = ""  # how readers see it: TIDAK BENAR
    explanation: str = ""
    lang: str = "id"


@dataclass(frozen=True, slots=True)
class Step:
    """A page on the way from the front page to this one."""

    name: str
    url: str
