"""What a feed is made of: plain, frozen values with full addresses; whoever fills them decides what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

ATOM_TYPE = "application/atom+xml"
RSS_TYPE = "application/rss+xml"
JSON_TYPE = "application/feed+json"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who wrote, or the office; `url` may be empty."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A category, district or tag: `term` is its slug, `scheme` the address of its list (`https://host/kategori/`)."""

    term: str
    label: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The picture of an entry: `length` is its exact number of bytes, 0 where nobody knows it."""

    url: str
    type: str
    length: int
    width: int = 0
    height: int = 0
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A correction, an update or a withdrawal, told before the text; `html` was cleaned by prose."""

    label: str  # “Ralat”
    at: datetime
    html: str


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One item: `id` is its `tag:` URI for ever; `html` is cleaned and has full addresses (see `mmc.prose.cleaning`).

    `updated` is the latest of publication, modification and every correction (see `latest_change`).
    """

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    summary: str
    html: str
    authors: tuple[Person, ...] = ()
    terms: tuple[Term, ...] = ()
    image: Enclosure | None = None
    notes: tuple[Note, ...] = ()
    lang: str = ""  # only where it differs from the feed's


@dataclass(frozen=True, slots=True)
class History:
    """
    The place of a document in the complete history of a feed (RFC 5005, chapter 4); empty addresses are not written.

    The feed that people subscribe to knows only `older` (the newest year). A year knows `current`, `older`, `newer`;
    `is_archive` only when a later year has begun, since an archive promises never to gain another entry.
    """

    older: str = ""
    newer: str = ""
    current: str = ""
    is_archive: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """
    A feed without regard to its format: `self_url` is the address of this very document, `url` the page for people.

    `updated` never reads a clock: it is the latest `updated` of the entries.
    """

    id: str
    title: str
    url: str
    self_url: str
    updated: datetime
    author: Person
    subtitle: str = ""
    lang: str = "id"
    hubs: tuple[str, ...] = ()
    rights: str = ""
    licence_url: str = ""
    icon: str = ""
    history: History = History()
    entries: tuple[Entry, ...] = ()


def tag_uri(authority: str, owned_since: date | int, name: str) -> str:
    """
    The id of a thing for ever (RFC 4151): `tag:mmc.example.go.id,2026:brs-2026-01-31-k3f9`.

    `authority` and `owned_since` are settings of their own, fixed on the first day: an id must survive a move of the site.
    """
    return f"tag:{authority.lower()},{owned_since}:{name}"


def latest_change(published: datetime, modified: datetime | None, corrections: Iterable[datetime] = ()) -> datetime:
    """When the reader last got something new: the latest of all these moments, never before publication."""
    return max([published, *corrections, *([modified] if modified else [])])
