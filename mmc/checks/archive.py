"""All files together: who claims which name, who links where, who shows what; kept in two tables, so that a change asks little."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Protocol

from mmc.base.kinds import KINDS
from mmc.checks.claims import (
    DATED,
    FEEDS,
    GROUPS,
    MACHINE_FILES,
    MACHINE_PAGES,
    Claim,
    Sort,
    Summary,
    claims_of,
    claims_of_file,
    key_of,
    page_of,
    slug_of,
)
from mmc.checks.house import House

# The fields stand in the text, so that a store whose entries have others is not believed.
SCHEMA = f"""
CREATE TABLE entry (owner INTEGER PRIMARY KEY, path TEXT UNIQUE, summary TEXT, problems TEXT);
CREATE TABLE claim (sort INTEGER, key INTEGER, owner INTEGER, text TEXT, PRIMARY KEY (sort, key, owner)) WITHOUT ROWID;
-- summary: {", ".join(Summary._fields)}; sorts: {", ".join(Sort.__members__)}
"""


class Tables(Protocol):
    """Where the two tables are; `mmc.rebuild.store.Store` is one such place."""

    def read(self, sql: str, *values: Any) -> Any: ...
    def write(self, sql: str, *values: Any) -> Any: ...
    def write_many(self, sql: str, rows: Any) -> None: ...


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

    def enter(self, path: str, summary: Summary | None, problems: str = "") -> None:
        """The file is there, says this if it is a story, and has these problems of its own (as `text_of` writes them)."""
        self.remove(path)
        text = json.dumps(summary, ensure_ascii=False, separators=(",", ":")) if summary is not None else ""
        sql = "INSERT INTO entry (path, summary, problems) VALUES (?, ?, ?)"
        owner = self.tables.write(sql, path, text, problems).lastrowid
        claims = list(self._claims(path, summary))
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
        claims = list(self._claims(path, summary))
        rows = [(int(sort), key, row[0]) for sort, key, _ in claims]
        self.tables.write_many("DELETE FROM claim WHERE sort = ? AND key = ? AND owner = ?", rows)
        self.tables.write("DELETE FROM entry WHERE owner = ?", row[0])
        self._entries.pop(row[0], None)
        self._touch(claims, summary)
        if summary is not None:
            self.gone.append(summary)

    def _claims(self, path: str, summary: Summary | None) -> Iterator[Claim]:
        return claims_of_file(path) if summary is None else claims_of(summary, self.house.now)

    def refresh(self, path: str) -> None:
        """Time has passed for this item: whoever asks about it is answered anew."""
        row = self.tables.read("SELECT summary, problems FROM entry WHERE path = ?", path).fetchone()
        if row is not None and row[0]:
            self.enter(path, Summary(*json.loads(row[0])), row[1])

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
        """The first owner and each later one of everything that only one may bear; who goes out is before who does not."""
        for key in self.crowded(sort):
            first, *others = self.outgoing_first(self.items(sort, key)) or (None,)
            for other in others:
                if first is not None and other is not None:
                    yield first, other

    def goes_out(self, item: Summary) -> bool:
        """True when a release of now contains the item."""
        return item.goes_out(self.house.now)

    def outgoing_first(self, items: Iterable[Summary]) -> list[Summary]:
        """The items in their order, but those that go out before all others."""
        return sorted(items, key=lambda item: not self.goes_out(item))

    def story(self, path: str) -> Summary | None:
        """The story of this file, None for a file that is none."""
        row = self.tables.read("SELECT owner FROM entry WHERE path = ?", path).fetchone()
        return self.item(row[0]) if row else None

    def paths(self) -> list[str]:
        """The path of every file."""
        return [path for (path,) in self.tables.read("SELECT path FROM entry ORDER BY path").fetchall()]

    def problems(self) -> list[str]:
        """The problems that the files have of their own, as `text_of` wrote them, of each file that has any."""
        sql = "SELECT problems FROM entry WHERE problems != '' ORDER BY path"
        return [text for (text,) in self.tables.read(sql).fetchall()]

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
            is_there = self.is_claimed(Sort.GROUP, f"{first}/{rest[0]}", "")
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
        return any(self.is_claimed(Sort.MONTH, f"{kind}/{year}/{each}", "") for kind in kinds for each in months)

    def is_unread(self, path: str) -> bool:
        """True for a story that is there and cannot be read as an item."""
        story = self.story(path)
        return story is not None and not story.is_item

    def is_shown(self, photo: str) -> bool:
        """True when an item that goes out shows this photo."""
        return any(self.goes_out(item) for item in self.items(Sort.USE, key_of(photo)))

    def is_live(self, item: Summary) -> bool:
        """True when readers know this item, by its permanent id or its address, from the last release."""
        return item.id in self.published or item.url in self.addresses_published

    @cached_property
    def addresses_published(self) -> frozenset[str]:
        """The addresses of the last release."""
        return frozenset(self.published.values())

    def with_slug(self, slug: str) -> str:
        """The address of an item with this slug, or nothing."""
        found = self.items(Sort.SLUG, key_of(slug)) if slug else []
        return found[0].url if found else ""

    def addresses(self) -> set[int]:
        """The key of the address of every item that goes out."""
        return {key for (key,) in self.tables.read("SELECT key FROM claim WHERE sort = ? AND text = ''", int(Sort.URL))}
