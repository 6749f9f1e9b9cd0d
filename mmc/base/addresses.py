"""
Every address of the site, from plain data: what is always there, what is there because of an item, and what nobody else may take.

Pages are made at the addresses that this module gives; `place_of` reads an address the other way, so that checks can say
whether something is there. `addresses_of` names them all, for the one who holds the whole site in hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import lru_cache
from typing import Protocol

from mmc.base.groups import CLARIFICATIONS, DATED, EVERYTHING, FOLDERS, LISTED, URGENT, group_url
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE
from mmc.base.public_information import CLASSES

LISTING_SIZE = 20  # items on the page of a group; one with more has a page for each year

HOME, NOT_FOUND = "/", "/404.html"
SEARCH, CHECK_MESSAGE, CHECK_PHOTO, SUBSCRIBE = "/cari/", "/cek-pesan/", "/cek-foto/", "/langganan/"
OPML = f"{SUBSCRIBE}mmc.opml"
SEARCH_INDEX = f"{SEARCH}indeks/"
ROBOTS, MANIFEST, HUMANS, TRUST = "/robots.txt", "/manifest.webmanifest", "/humans.txt", "/trust.txt"
SECURITY = "/.well-known/security.txt"
SITEMAP, SITEMAP_PAGES, SITEMAP_NEWS = "/sitemap.xml", "/sitemap-halaman.xml", "/sitemap-berita.xml"
FEEDS = ("atom.xml", "rss.xml", "feed.json")
DATASET = ("data.json", "data.csv", "skema.json")
PUBLIC = "/informasi-publik/"  # the list of public information
PUBLIC_UNITS, PUBLIC_EVIDENCE = f"{PUBLIC}unit/", f"{PUBLIC}bukti/"
PUBLIC_CLASSES = {sort: f"{PUBLIC}{sort}/" for sort in CLASSES}
PUBLIC_DATA = (f"{PUBLIC}data.json", f"{PUBLIC}data.csv")
WORKER, OFFLINE_LIST = "/sw.js", "/luring.json"
MESSAGE_INDEX = f"/{CLARIFICATIONS}/cek-pesan.json"
TEXT, QR, CALENDAR = "teks/", "qr.svg", "agenda.ics"  # beside the page of an item
SHEETS = {"a4": "papan-a4.pdf", "a5": "papan-a5.pdf"}  # beside the page of one that is told in every channel …
RADIO, SPOKEN, SMS = "radio.txt", "suara.txt", "sms.txt"
CHANNELS = (*SHEETS.values(), RADIO, SPOKEN, SMS)  # … since it is urgent, or answers a rumour
TOLD_EVERYWHERE = frozenset({URGENT, CLARIFICATIONS})  # the groups of such items
MEDIA, ASSETS, CARDS, DOCUMENTS = "/media/", "/aset/", "/kartu/", "/dokumen/"

ALWAYS = frozenset(
    {
        *(HOME, NOT_FOUND, SEARCH, CHECK_MESSAGE, CHECK_PHOTO, SUBSCRIBE, OPML, MESSAGE_INDEX),
        *(ROBOTS, MANIFEST, HUMANS, TRUST, SITEMAP, SITEMAP_PAGES, WORKER, OFFLINE_LIST),
        *(f"/{name}" for name in FEEDS),
        *FOLDERS.values(),
        *(f"/{CLARIFICATIONS}/{name}" for name in DATASET),
        *(PUBLIC, PUBLIC_UNITS, PUBLIC_EVIDENCE, *PUBLIC_CLASSES.values(), *PUBLIC_DATA),
    }
)
# Files named by what is in them, or by how many parts they have: nobody links to them by hand.
MADE = (MEDIA, ASSETS, CARDS, SEARCH_INDEX)
# First parts of addresses that are the site's own, whatever is below them, and files that servers or programs ask for by name.
TOPS = frozenset(
    {
        *(address.strip("/").split("/")[0] for address in (*ALWAYS, *MADE, DOCUMENTS) if address.count("/") > 1),
        *(*DATED, URGENT, "teks", ".well-known"),
    }
)
ROOT_FILES = frozenset(
    {
        *(address.strip("/") for address in ALWAYS if address.count("/") == 1 and address != HOME),
        *(
            "index.html",
            "404",
            "_headers",
            "_redirects",
            "cname",
            "favicon.ico",
            "sw.js",
            "langganan.opml",
            "manifest.json",
        ),
    }
)
_SITEMAP = re.compile(r"/sitemap-(\d{4})\.xml")
_YEAR_FILE = re.compile(rf"{CHECK_PHOTO}(\d{{4}})(?:\.bin|-\d+\.json)")
LAST_YEAR = 9999  # a period above it is a month, 202605


class Need(Enum):
    """What must be there for something to stand at an address."""

    NOTHING = auto()
    ITEM = auto()  # the item at `name`
    TOLD = auto()  # the item at `name`, if it is told in every channel
    GROUP = auto()  # the group `name`
    YEAR = auto()  # items of the group in the year, in a group that has pages of years
    MONTH = auto()  # items of the group in the month
    HISTORY = auto()  # the archive is cut so that this year, or month, is a document of its own
    FILE = auto()  # a file of this name in `content/`
    SOMETIMES = auto()  # contacts of the office, news of two days
    CONTENT = auto()  # bytes that give the file its name


@dataclass(frozen=True, slots=True)
class Place:
    """An address by what it depends on; `name` is a group's name, an item's address or a file."""

    need: Need
    name: str = ""
    year: int = 0
    month: int = 0


class Member(Protocol):
    """An item as addresses depend on it."""

    @property
    def kind(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def date(self) -> datetime: ...


def year_url(group: str, year: int) -> str:
    """The address of a year of a group."""
    return f"{group_url(group)}{year:04}/"


def month_url(group: str, month: int) -> str:
    """The address of a month, 202605, of a group that has pages of months."""
    return f"{group_url(group)}{month // 100:04}/{month % 100:02}/"


def feed_base(group: str) -> str:
    """Where the feeds of a group lie; those of everything lie at the root."""
    return HOME if group == EVERYTHING else group_url(group)


def has_feeds(group: str) -> bool:
    """An author has a page and no feed."""
    return not group.startswith("penulis/")


def history_url(period: int) -> str:
    """The document of a period of the history: 2024, or 202605."""
    return f"{month_url(EVERYTHING, period) if period > LAST_YEAR else year_url(EVERYTHING, period)}atom.xml"


def history_periods(months: Iterable[int]) -> list[int]:
    """
    The periods into which the history of these months is cut, oldest first: 2024, 2025, 202601, 202602, 2026.

    A year that is over is one document. The running year has one for each of its months, the newest month at the year's own
    address, so that a change in a large archive writes a month anew and not a year.
    """
    ordered = sorted(months)
    if not ordered:
        return []
    running = ordered[-1] // 100
    years = sorted({month // 100 for month in ordered[:-1]} - {running})
    return [*years, *(month for month in ordered[:-1] if month // 100 == running), running]


def sitemap_url(year: int) -> str:
    """The sitemap of a year."""
    return f"/sitemap-{year:04}.xml"


def search_folder(name: str) -> str:
    """Where the archive of the search index lies; its name tells what is in it."""
    return f"{SEARCH_INDEX}{name}/"


@lru_cache(maxsize=8192)
def place_of(address: str) -> Place | None:
    """What an address (a path, without query) depends on; None for one that this site can never have."""
    if address in ALWAYS:
        return Place(Need.NOTHING)
    if address in (SECURITY, SITEMAP_NEWS):
        return Place(Need.SOMETIMES)
    if not address.startswith("/") or "//" in address:
        return None
    if address.startswith(MADE):
        return Place(Need.CONTENT, address)
    if found := _SITEMAP.fullmatch(address) or _YEAR_FILE.fullmatch(address):
        return Place(Need.YEAR, EVERYTHING, int(next(part for part in found.groups() if part)))
    head, _, last = address.rpartition("/")
    if last in FEEDS:
        return _feed(f"{head}/", last)
    if last in CHANNELS:
        return _told(_page(f"{head}/"))
    if last in (QR, CALENDAR):
        return _beside_story(_page(f"{head}/"), last)
    if last:
        return Place(Need.FILE, address)
    if address.endswith(f"/{TEXT}"):
        place = _page(address.removesuffix(TEXT))
        return place if place is not None and _is_story(place) else None
    return _page(address)


def _beside_story(place: Place | None, name: str) -> Place | None:
    if place is None or not _is_story(place):
        return None
    is_event = KINDS[place.name.split("/")[1]].is_event
    return place if name == QR or is_event else None


def _told(place: Place | None) -> Place | None:
    if place is None or not _is_story(place):
        return None
    is_able = not KINDS[place.name.split("/")[1]].fields.isdisjoint({"urgent", "verdict"})
    return Place(Need.TOLD, place.name) if is_able else None


def _is_story(place: Place) -> bool:
    return place.need is Need.ITEM and place.name.count("/") > 2


def _feed(base: str, name: str) -> Place | None:
    place = _page(base)
    if place is None:
        return None
    if place.need is Need.GROUP:
        return place if has_feeds(place.name) and place.name != EVERYTHING else None
    is_history = place.need in (Need.YEAR, Need.MONTH) and place.name == EVERYTHING and name == FEEDS[0]
    return Place(Need.HISTORY, "", place.year, place.month) if is_history else None


def _page(address: str) -> Place | None:
    parts = address.strip("/").split("/")
    for folder, url in FOLDERS.items():
        if address == url:
            return Place(Need.NOTHING)
        if address.startswith(url):
            return _of_group(f"{folder}/{parts[len(url.split('/')) - 2]}", parts[len(url.split("/")) - 1 :])
    if parts[0] in DATED or parts[0] == URGENT:
        return _of_group(parts[0], parts[1:])
    return Place(Need.ITEM, address) if len(parts) == 1 and parts[0] not in TOPS else None


def _of_group(name: str, rest: list[str]) -> Place | None:
    if not rest:
        return Place(Need.GROUP, name)
    if not re.fullmatch(r"[0-9]{4}", rest[0]):
        return None
    if len(rest) == 1:
        return Place(Need.YEAR, name, int(rest[0]))
    if name not in DATED or not re.fullmatch(r"0[1-9]|1[0-2]", rest[1]):
        return None
    if len(rest) == 2:
        return Place(Need.MONTH, name, int(rest[0]), int(rest[1]))
    is_story = len(rest) == 3 and name != EVERYTHING
    return Place(Need.ITEM, f"/{name}/{rest[0]}/{rest[1]}/{rest[2]}/") if is_story else None


def addresses_of(
    members: Iterable[tuple[Member, Iterable[str]]],
    listed: Iterable[str],
    files: Iterable[str] = (),
    listing_size: int = LISTING_SIZE,
) -> Iterator[str]:
    """
    Every address of a site with these public items, each with the names of its groups; `listed` are the groups of the
    office's lists and `files` those of `content/akar/` and `content/dokumen/` as they are published.

    Only what is named by its own bytes is left out; see `MADE`.
    """
    months: dict[str, list[int]] = {name: [] for name in (*DATED, URGENT, *listed)}
    yield from (*ALWAYS, *files)
    for member, names in members:
        yield member.url
        if member.kind == PAGE:
            continue
        yield from (f"{member.url}{TEXT}", f"{member.url}{QR}")
        if KINDS[member.kind].is_event:
            yield f"{member.url}{CALENDAR}"
        groups = list(names)
        if TOLD_EVERYWHERE.intersection(groups):
            yield from (f"{member.url}{each}" for each in CHANNELS)
        for name in groups:
            months.setdefault(name, []).append(member.date.year * 100 + member.date.month)
    for name, found in months.items():
        yield group_url(name)
        if has_feeds(name):
            yield from (f"{feed_base(name)}{feed}" for feed in FEEDS)
        if name in DATED:
            yield from (month_url(name, month) for month in set(found))
        if name in DATED or len(found) > listing_size:
            yield from (year_url(name, year) for year in {month // 100 for month in found})
    archive = set(months[EVERYTHING])
    yield from map(history_url, history_periods(archive))
    yield from (sitemap_url(year) for year in {month // 100 for month in archive})


def listed_groups(categories: Iterable[str], districts: Iterable[str]) -> list[str]:
    """The groups of the office's lists, by the slugs of its categories and districts."""
    names = zip(LISTED, (categories, districts), strict=True)
    return [f"{folder}/{slug}" for folder, slugs in names for slug in slugs]
