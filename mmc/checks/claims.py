"""What each file claims for itself: the names, addresses, links and photos in which others may be in its way, or miss it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import IntEnum, auto
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple
from urllib.parse import unquote

from mmc.base.addresses import Need, place_of, year_url
from mmc.base.groups import DATED, EVERYTHING, group_url
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE
from mmc.indonesian.text import group_key, slugify

PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".svg")
STORY = re.compile(rf"content/({PAGE}|{'|'.join(KINDS)})/(?:.*/)?(?:(\d{{4}})-(\d{{2}})-\d{{2}}-)?([^/]+)\.md")


class Sort(IntEnum):
    """What is claimed. The first ones may be borne by one file only."""

    ID = auto()
    NUMBER = auto()
    URL = auto()  # its text is empty if the item goes out, else its state
    TITLE = auto()
    SLUG = auto()
    ALIAS = auto()
    NAME = auto()  # a file's path without case
    TAG = auto()  # the key is without case and spaces, the text as written
    GROUP = auto()  # `topik/padi`
    YEAR = auto()  # `topik/padi/2026`
    MONTH = auto()  # `berita/2026/01`
    LINK = auto()  # the page that an item links to
    JUMP = auto()  # `address#anchor` that an item links to
    ANCHOR = auto()  # `address#anchor` that there is
    PHOTO = auto()
    USE = auto()  # a photo that an item shows
    DOCUMENT = auto()


SINGLE = (Sort.ID, Sort.NUMBER, Sort.URL, Sort.TITLE, Sort.SLUG, Sort.ALIAS, Sort.NAME)
Claim = tuple[Sort, int, str]


class Summary(NamedTuple):
    """The little that others need to know of an item: plain values, so that a table can carry it as JSON."""

    path: str
    kind: str
    id: str
    slug: str
    title: str
    url: str
    day: str  # the publication date, ISO
    status: str
    tags: Sequence[str]
    aliases: Sequence[str]
    number: str
    groups: Sequence[str]  # the names of those that it is in: `arsip`, `berita`, `topik/padi`
    links: Sequence[Sequence[Any]]  # (line, address within the site)
    anchors: Sequence[str]  # names on the page that a link can point to
    uses: Sequence[str]  # files that the item shows, as paths
    lines: Mapping[str, int]  # key -> line
    due: str = ""  # the moment from which it may be public, ISO
    accepted: Sequence[str] = ()  # what its writer confirmed, each with the reason; and that it reports on gambling
    is_item: bool = True  # False for a story that could not be read: its other values are what its path says

    def goes_out(self, now: datetime) -> bool:
        """True when a release of this moment contains it, or would if it had no mistakes."""
        return self.status == "terbit" and (not self.due or datetime.fromisoformat(self.due) <= now)


def key_of(text: str) -> int:
    """The text as a number that no other text has."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=20_000)
def _tag_key(tag: str) -> int:
    return key_of(slugify(tag, 200).replace("-", ""))


def page_of(address: str) -> str:
    """
    The page whose existence decides whether there is something at this address: that of an item for what lies beside it, that
    of a year for its months, that of a group for its other years and its feeds.
    """
    path = address.partition("#")[0].partition("?")[0]
    place = place_of(path)
    if place is None or place.need in (Need.NOTHING, Need.FILE, Need.SOMETIMES, Need.CONTENT):
        return path
    if place.need in (Need.ITEM, Need.TOLD):
        return place.name
    if place.need is Need.HISTORY:
        return year_url(EVERYTHING, place.year)
    return year_url(place.name, place.year) if place.year and place.name in DATED else group_url(place.name)


def claims_of_file(path: str) -> Iterator[Claim]:
    """What any file claims, by its path."""
    yield Sort.NAME, key_of(path.casefold()), path
    parts = path.split("/", 2)
    if len(parts) == 3 and parts[1] == "dokumen":
        yield Sort.DOCUMENT, key_of(path.removeprefix("content")), path
    elif len(parts) == 3 and parts[1] != "akar" and path.lower().endswith(PHOTO_ENDINGS):
        yield Sort.PHOTO, key_of(path), path


def unread_story(path: str, permanent_id: str = "", status: str = "") -> Summary:
    """What can be said of a story that could not be read as an item: the address that its name gives it."""
    found = STORY.fullmatch(path)
    kind, year, month, slug = found.groups() if found else ("", "", "", "")
    url = f"/{slug}/" if kind == PAGE else f"/{kind}/{year}/{month}/{slug}/" if year else ""
    return Summary(path, kind, permanent_id, "", "", url, "", status, (), (), "", (), (), (), (), {}, is_item=False)


def claims_of(item: Summary, now: datetime) -> Iterator[Claim]:
    """What an item claims at this moment."""
    yield from claims_of_file(item.path)
    state = "" if item.goes_out(now) else state_of(item)
    for sort, text in ((Sort.ID, item.id), (Sort.NUMBER, item.number)):
        if text:
            yield sort, key_of(text.casefold()), ""
    if item.url:
        yield Sort.URL, key_of(item.url), state
    if title := group_key(item.title):
        yield Sort.TITLE, key_of(title), ""
    if item.slug:
        yield Sort.SLUG, key_of(item.slug), ""
    for alias in item.aliases:
        yield Sort.ALIAS, key_of(alias.casefold().rstrip("/")), alias
    yield from _claims_of_groups(item, state)
    yield from _claims_of_links(item)
    for use in item.uses:
        yield Sort.USE, key_of(use), ""


def _claims_of_groups(item: Summary, state: str) -> Iterator[Claim]:
    for tag in item.tags:
        yield Sort.TAG, _tag_key(tag), tag
    for name in item.groups:
        if name in KINDS:
            yield Sort.MONTH, key_of(f"{name}/{item.day[:4]}/{item.day[5:7]}"), state
        elif name != EVERYTHING:  # it has the months of all kinds
            yield Sort.GROUP, key_of(name), state
            yield Sort.YEAR, key_of(f"{name}/{item.day[:4]}"), state


def _claims_of_links(item: Summary) -> Iterator[Claim]:
    for _, address in item.links:
        page, _, anchor = address.partition("#")
        yield Sort.LINK, key_of(page_of(unquote(page)) if page else item.url), ""
        if anchor:
            yield Sort.JUMP, key_of(f"{page.partition('?')[0] or item.url}#{anchor}"), ""
    for anchor in item.anchors:
        yield Sort.ANCHOR, key_of(f"{item.url}#{anchor}"), ""


def state_of(item: Summary) -> str:
    """Why an item does not go out, in a word or two."""
    return {"": "statusnya tidak terbaca", "terbit": "belum waktunya terbit"}.get(
        item.status, f"statusnya {item.status}"
    )
