"""All files together: who claims which name, who links where, who shows what; kept in two tables, so that a change asks little."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum, auto
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote

from mmc.base.kinds import KINDS
from mmc.base.schema import PAGE
from mmc.checks.house import House
from mmc.indonesian.text import group_key, slugify

MACHINE_PAGES = frozenset(
    "arsip kategori kecamatan topik penulis cari langganan cek-pesan cek-foto serta-merta media aset kartu dokumen "  # noqa: SIM905
    "pagefind teks".split()
)
MACHINE_FILES = frozenset(
    "index.html 404.html atom.xml rss.xml feed.json sitemap.xml robots.txt manifest.webmanifest sw.js langganan.opml "  # noqa: SIM905
    "humans.txt manifest.json".split()
)
FEEDS = frozenset({"atom.xml", "rss.xml", "feed.json"})
PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".svg")
GROUPS = ("topik", "penulis")  # groups that exist only while an item is in them
STORY = re.compile(rf"content/({PAGE}|{'|'.join(KINDS)})/(?:.*/)?(?:(\d{{4}})-(\d{{2}})-\d{{2}}-)?([^/]+)\.md")
DATED = frozenset({"arsip", *KINDS})


class Tables(Protocol):
    """Where the two tables are; `mmc.rebuild.store.Store` is one such place."""

    def read(self, sql: str, *values: Any) -> Any: ...
    def write(self, sql: str, *values: Any) -> Any: ...
    def write_many(self, sql: str, rows: Any) -> None: ...


class Sort(IntEnum):
    """What is claimed. The first ones may be borne by one file only."""

    ID = auto()
    NUMBER = auto()
    URL = auto()  # its text is the item's status
    TITLE = auto()
    SLUG = auto()
    ALIAS = auto()
    NAME = auto()  # a file's path without case
    TAG = auto()  # the key is without case and spaces, the text as written
    GROUP = auto()  # `topik/padi`
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
    authors: Sequence[str]
    links: Sequence[Sequence[Any]]  # (line, address within the site)
    anchors: Sequence[str]  # names on the page that a link can point to
    uses: Sequence[str]  # files that the item shows, as paths
    lines: Mapping[str, int]  # key -> line
    due: str = ""  # the moment from which it may be public, ISO


# The fields stand in the text, so that a store whose entries have others is not believed.
SCHEMA = f"""
CREATE TABLE entry (owner INTEGER PRIMARY KEY, path TEXT UNIQUE, summary TEXT);
CREATE TABLE claim (sort INTEGER, key INTEGER, owner INTEGER, text TEXT, PRIMARY KEY (sort, key, owner)) WITHOUT ROWID;
-- summary: {", ".join(Summary._fields)}; sorts: {", ".join(Sort.__members__)}
"""


def key_of(text: str) -> int:
    """The text as a number that no other text has."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=20_000)
def slug_of(name: str) -> str:
    """The part of an address that a tag or author has."""
    return slugify(name)


@lru_cache(maxsize=20_000)
def _tag_key(tag: str) -> int:
    return key_of(slugify(tag, 200).replace("-", ""))


def page_of(address: str) -> str:
    """The page whose existence decides whether there is something at this address: a listing's years stand for all of it."""
    path = address.partition("#")[0].partition("?")[0]
    parts = path.strip("/").split("/")
    if len(parts) > 1 and (parts[-1] in FEEDS or parts[-1] == "teks"):
        parts.pop()
    elif not (parts[0] in GROUPS and len(parts) > 2) and not (parts[0] in DATED and len(parts) == 3):
        return path
    is_listing = parts[0] in GROUPS or (parts[0] in DATED and len(parts) < 4)
    return f"/{'/'.join(parts[:2] if is_listing else parts)}/"


def claims_of_file(path: str) -> Iterator[Claim]:
    """What any file claims, by its path."""
    yield Sort.NAME, key_of(path.casefold()), path
    parts = path.split("/", 2)
    if len(parts) == 3 and parts[1] == "dokumen":
        yield Sort.DOCUMENT, key_of(path.removeprefix("content")), path
    elif len(parts) == 3 and parts[1] != "akar" and path.lower().endswith(PHOTO_ENDINGS):
        yield Sort.PHOTO, key_of(path), path


def claims_of_unread(path: str) -> Iterator[Claim]:
    """What a file claims that is no item, or none yet: a story that cannot be read keeps the address that links name."""
    yield from claims_of_file(path)
    if found := STORY.fullmatch(path):
        kind, year, month, slug = found.groups()
        yield Sort.URL, key_of(f"/{slug}/" if kind == PAGE else f"/{kind}/{year}/{month}/{slug}/"), ""


def claims_of(item: Summary) -> Iterator[Claim]:
    """What an item claims."""
    yield from claims_of_file(item.path)
    for sort, text in ((Sort.ID, item.id), (Sort.NUMBER, item.number)):
        if text:
            yield sort, key_of(text.casefold()), ""
    yield Sort.URL, key_of(item.url), "" if item.status == "terbit" else item.status
    if title := group_key(item.title):
        yield Sort.TITLE, key_of(title), ""
    yield Sort.SLUG, key_of(item.slug), ""
    for alias in item.aliases:
        yield Sort.ALIAS, key_of(alias.casefold().rstrip("/")), alias
    for tag in item.tags:
        yield Sort.TAG, _tag_key(tag), tag
        yield Sort.GROUP, key_of(f"topik/{slug_of(tag)}"), ""
    for name in item.authors:
        yield Sort.GROUP, key_of(f"penulis/{slug_of(name)}"), ""
    if item.day and item.kind in KINDS:
        yield Sort.MONTH, key_of(f"{item.kind}/{item.day[:4]}/{item.day[5:7]}"), ""
    for _, address in item.links:
        page, _, anchor = address.partition("#")
        yield Sort.LINK, key_of(page_of(unquote(page)) if page else item.url), ""
        if anchor:
            yield Sort.JUMP, key_of(f"{page.partition('?')[0] or item.url}#{anchor}"), ""
    for anchor in item.anchors:
        yield Sort.ANCHOR, key_of(f"{item.url}#{anchor}"), ""
    for use in item.uses:
        yield Sort.USE, key_of(use), ""


class Archive:
    """
    The archive as the tables know it, what the house allows, and what was last published (id to address).

    `enter` and `remove` keep the tables true and remember which keys they touched: after few of them, the checks of
    `mmc.checks.rules.across_items` look at those keys only; with `is_whole` they look for everything.
    """

    def __init__(self, tables: Tables, house: House, published: Mapping[str, str] | None = None) -> None:
        self.tables, self.house, self.published = tables, house, published or {}
        self.is_whole = False
        self.touched: dict[Sort, set[int]] = {sort: set() for sort in Sort}
        self.gone: list[Summary] = []
        self.entered: list[Summary] = []
        self._entries: dict[int, Summary | str] = {}

    # Changes -----------------------------------------------------------------------------------------------------

    def enter(self, path: str, summary: Summary | None) -> None:
        """The file is there, and says this if it is an item."""
        self.remove(path)
        text = json.dumps(summary, ensure_ascii=False, separators=(",", ":")) if summary is not None else ""
        owner = self.tables.write("INSERT INTO entry (path, summary) VALUES (?, ?)", path, text).lastrowid
        claims = list(claims_of(summary) if summary is not None else claims_of_unread(path))
        rows = [(int(sort), key, owner, words) for sort, key, words in claims]
        self.tables.write_many("INSERT OR IGNORE INTO claim VALUES (?, ?, ?, ?)", rows)
        self._touch(claims, summary)
        if summary is not None:
            self.entered.append(summary)

    def remove(self, path: str) -> None:
        """The file is not there, or will be entered anew."""
        row = self.tables.read("SELECT owner, summary FROM entry WHERE path = ?", path).fetchone()
        if row is None:
            return
        summary = Summary(*json.loads(row[1])) if row[1] else None
        claims = list(claims_of(summary) if summary is not None else claims_of_unread(path))
        rows = [(int(sort), key, row[0]) for sort, key, _ in claims]
        self.tables.write_many("DELETE FROM claim WHERE sort = ? AND key = ? AND owner = ?", rows)
        self.tables.write("DELETE FROM entry WHERE owner = ?", row[0])
        self._entries.pop(row[0], None)
        self._touch(claims, summary)
        if summary is not None:
            self.gone.append(summary)

    def _touch(self, claims: Iterable[Claim], item: Summary | None) -> None:
        if self.is_whole:
            return  # nobody will ask for the keys
        for sort, key, text in claims:
            self.touched[sort].add(key)
            if sort in (Sort.URL, Sort.DOCUMENT):
                self.touched[Sort.LINK].add(key)
            elif sort == Sort.ALIAS:
                self.touched[Sort.LINK] |= {key_of(page_of(text)), key_of(page_of(f"{text.rstrip('/')}/"))}
            elif sort == Sort.USE:
                self.touched[Sort.PHOTO].add(key)
            elif sort == Sort.LINK:
                self.touched[Sort.DOCUMENT].add(key)
            elif sort == Sort.ANCHOR:
                self.touched[Sort.JUMP].add(key)
        if item is not None:
            groups = [f"topik/{slug_of(tag)}" for tag in item.tags] + [
                f"penulis/{slug_of(name)}" for name in item.authors
            ]
            listings = [*groups, f"{item.kind}/{item.day[:4]}", f"arsip/{item.day[:4]}"]
            self.touched[Sort.LINK] |= {key_of(f"/{each}/") for each in listings}

    # Questions ---------------------------------------------------------------------------------------------------

    def crowded(self, sort: Sort) -> Iterable[int]:
        """The keys of this sort that may have more owners than one, or more spellings."""
        if not self.is_whole:
            return sorted(self.touched[sort])
        many = "COUNT(DISTINCT text)" if sort == Sort.TAG else "COUNT(*)"
        sql = f"SELECT key FROM claim WHERE sort = ? GROUP BY key HAVING {many} > 1 ORDER BY key"  # noqa: S608 - words of ours
        return [key for (key,) in self.tables.read(sql, int(sort))]

    def missing(self, sort: Sort, other: Sort, condition: str = "") -> list[tuple[int, str]]:
        """Owner and text of the claims of one sort whose key nobody claims as the other sort; of those touched, or of all."""
        sql = (
            "SELECT owner, text FROM claim AS one WHERE sort = ? AND NOT EXISTS "  # noqa: S608 - words of ours
            f"(SELECT 1 FROM claim WHERE sort = ? AND key = one.key {condition})"
        )
        if self.is_whole:
            return self.tables.read(sql, int(sort), int(other)).fetchall()  # type: ignore[no-any-return]
        found: list[tuple[int, str]] = []
        for key in sorted(self.touched[sort]):
            found += self.tables.read(f"{sql} AND one.key = ?", int(sort), int(other), key).fetchall()
        return found

    def owners(self, sort: Sort, key: int) -> list[tuple[int, str]]:
        """Who claims this, by path, each with the claim's text."""
        sql = "SELECT claim.owner, text FROM claim JOIN entry USING (owner) WHERE sort = ? AND key = ? ORDER BY path"
        return self.tables.read(sql, int(sort), key).fetchall()  # type: ignore[no-any-return]

    def items(self, sort: Sort, key: int) -> list[Summary]:
        """The items that claim this, by path."""
        return [item for owner, _ in self.owners(sort, key) if (item := self.item(owner)) is not None]

    def rivals(self, sort: Sort) -> Iterator[tuple[Summary, Summary]]:
        """The first owner and each later one of everything that only one may bear."""
        for key in self.crowded(sort):
            first, *others = self.items(sort, key) or (None,)
            for other in others:
                if first is not None and other is not None:
                    yield first, other

    def item(self, owner: int) -> Summary | None:
        """The item behind a number, None for a file that is none."""
        entry = self.entry(owner)
        return entry if isinstance(entry, Summary) else None

    def entry(self, owner: int) -> Summary | str:
        """The item behind a number, or the path of a file that is none."""
        if owner not in self._entries:
            path, text = self.tables.read("SELECT path, summary FROM entry WHERE owner = ?", owner).fetchone()
            self._entries[owner] = Summary(*json.loads(text)) if text else path
        return self._entries[owner]

    def at(self, address: str) -> Summary | None:
        """The item with this address; of several, the first."""
        return next(iter(self.items(Sort.URL, key_of(address))), None)

    def is_claimed(self, sort: Sort, text: str, words: str | None = None) -> bool:
        """True when somebody claims the key of this text, with these words if they are given."""
        rows = self.tables.read("SELECT text FROM claim WHERE sort = ? AND key = ?", int(sort), key_of(text))
        return any(words is None or words == found for (found,) in rows)

    def has(self, address: str) -> bool:
        """True when a page or file answers at this path of the site."""
        if self.is_claimed(Sort.URL, address) or self.is_listing(address) or self._is_other(address):
            return True
        parent, _, name = address.rstrip("/").rpartition("/")
        return (name == "teks" and self.is_claimed(Sort.URL, f"{parent}/")) or (
            name in FEEDS and self.is_listing(f"{parent}/")
        )

    def _is_other(self, address: str) -> bool:
        """Documents, files at the root, old addresses that lead on."""
        if address in self.sources or address.removeprefix("/") in MACHINE_FILES:
            return True
        paths = [f"content/akar{address}"] + ([f"content{address}"] if address.startswith("/dokumen/") else [])
        return any(self.is_claimed(Sort.NAME, path.casefold(), path) for path in paths) or self.is_claimed(
            Sort.ALIAS, address.casefold().rstrip("/"), address
        )

    @cached_property
    def sources(self) -> frozenset[str]:
        """The addresses that `data/pengalihan.toml` leads on from."""
        return frozenset(source for source, _ in self.house.redirects)

    def is_listing(self, address: str) -> bool:
        """True for a page that lists items."""
        if address == "/":
            return True
        if not (address.startswith("/") and address.endswith("/")):
            return False
        first, *rest = address.strip("/").split("/")
        if not rest:
            return first in MACHINE_PAGES or first in KINDS
        if first in DATED:
            return len(rest) <= 2 and self._has_months((first,) if first in KINDS else tuple(KINDS), *rest)
        if first in GROUPS:
            is_there = self.is_claimed(Sort.GROUP, f"{first}/{rest[0]}")
        else:
            known = {"kategori": self.house.categories, "kecamatan": self.house.districts}.get(first, frozenset())
            is_there = rest[0] in known
        return is_there and (len(rest) == 1 or (len(rest) == 2 and self._has_months(tuple(KINDS), rest[1])))

    def listings_of(self, item: Summary) -> Iterator[str]:
        """The addresses of listings that are there because this item is."""
        year, month = item.day[:4], item.day[5:7]
        for kind in (item.kind, "arsip"):
            yield from (f"/{kind}/{year}/", f"/{kind}/{year}/{month}/")
        groups = [f"topik/{slug_of(tag)}" for tag in item.tags] + [f"penulis/{slug_of(name)}" for name in item.authors]
        for group in groups:
            yield from (f"/{group}/", f"/{group}/{year}/")
        for folder, names in (("kategori", self.house.categories), ("kecamatan", self.house.districts)):
            yield from (f"/{folder}/{name}/{year}/" for name in names)

    def _has_months(self, kinds: tuple[str, ...], year: str, month: str = "") -> bool:
        months = (month,) if month else tuple(f"{number:02}" for number in range(1, 13))
        return any(self.is_claimed(Sort.MONTH, f"{kind}/{year}/{each}") for kind in kinds for each in months)

    def is_unread(self, path: str) -> bool:
        """True for a file that is there and cannot be read as an item."""
        return path.endswith(".md") and bool(
            self.tables.read("SELECT 1 FROM entry WHERE path = ? AND summary = ''", path).fetchone()
        )

    def with_slug(self, slug: str) -> str:
        """The address of an item with this slug, or nothing."""
        found = self.items(Sort.SLUG, key_of(slug)) if slug else []
        return found[0].url if found else ""

    def addresses(self) -> set[int]:
        """The key of every item's address."""
        return {key for (key,) in self.tables.read("SELECT key FROM claim WHERE sort = ?", int(Sort.URL))}
