"""One item on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mmc.pages.views.shared import Answer, Card, Link, Page, Picture


@dataclass(frozen=True, slots=True)
class Credit:
    """A credited person or source: the role's label (“Penulis”), the name, and the page of the person if there is one."""

    label: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated change note: `kind` is `ralat`, `koreksi`, `hak jawab` or `pembaruan`; `html` is cleaned by prose."""

    kind: str
    at: datetime
    html: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why and when an item was withdrawn; the page stays. `html` is cleaned by prose."""

    at: datetime
    html: str


@dataclass(frozen=True, slots=True)
class ShareLink:
    """A share address that needs no script; `network` is the icon's name (`whatsapp`)."""

    network: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A clarification's fixed parts; the `*_html` are cleaned by prose."""

    number: str
    answer: Answer
    claim_html: str
    seen_at: date
    seen_where: str
    archive_url: str = ""
    sources: tuple[Link, ...] = ()  # url may be empty: a source with a name only
    response: str = ""  # how soon it was answered, as a sentence
    verdict_url: str = ""  # all clarifications with this verdict


@dataclass(frozen=True, slots=True)
class Channel:
    """Where else the item is told, with its files: `Papan pengumuman`, A4 and A5."""

    label: str
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StoryPage(Page):
    """One item, of any kind; parts that a kind does not have are empty."""

    kind: str = ""
    kind_label: str = ""
    item_id: str = ""
    category: Link | None = None
    district: Link | None = None
    tags: tuple[Link, ...] = ()
    summary: str = ""
    dateline: str = ""
    credits: tuple[Credit, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None  # None when never updated
    event_date: date | None = None
    event_place: str = ""
    starts_at: datetime | None = None  # agenda, urgent notice
    ends_at: datetime | None = None
    organizer: str = ""
    calendar_url: str = ""  # the agenda's .ics
    key_points: tuple[str, ...] = ()
    picture: Picture | None = None
    gallery: tuple[Picture, ...] = ()
    video_url: str = ""
    video_host: str = ""
    video_duration: str = ""
    html: str = ""  # the body, cleaned and typeset by prose
    code: str = ""  # the raw closing code
    corrections: tuple[Correction, ...] = ()
    withdrawal: Withdrawal | None = None
    claim: Claim | None = None
    is_urgent: bool = False
    is_draft: bool = False
    embargo_until: datetime | None = None  # only in a preview
    reading_minutes: int = 1
    share_links: tuple[ShareLink, ...] = ()
    channels: tuple[Channel, ...] = ()  # for the board, the radio, short messages: those that were built
    text_url: str = ""  # the text edition
    qr_url: str = ""  # an SVG of the canonical address, for print
    older: Card | None = None
    newer: Card | None = None
    related: tuple[Card, ...] = ()
    lang: str = "id"
