"""All files together: who claims which name, who links where, who shows what; kept in two tables, so that a change asks little."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Protocol

from mmc.base.addresses import (
    DOCUMENTS,
    LISTING_SIZE,
    TOLD_EVERYWHERE,
    Need,
    Place,
    history_periods,
    month_url,
    place_of,
    year_url,
)
from mmc.base.groups import DATED, EVERYTHING, group_url
from mmc.base.items.kinds import KINDS
from mmc.checks.claims import (
    Claim,
    Sort,
    Summary,
    claims_of,
    claims_of_file,
    key_of,
    page_of,
)
from mmc.checks.context import CheckContext

# The fields stand in the text, so that a store whose entries have others is not believed.
SCHEMA = f"""
CREATE TABLE entry (owner INTEGER PRIMARY KEY, path TEXT UNIQUE, summary TEXT, problems TEXT);
CREATE TABLE claim (sort INTEGER, key INTEGER, owner INTEGER, text TEXT, PRIMARY KEY (sort, key, owner)) WITHOUT ROWID;
-- summary: {", ".join(Summary._fields)}; sorts: {", ".join(Sort.__members__)}
"""


LISTINGS = (Need.NOTHING, Need.GROUP, Need.YEAR, Need.MONTH)


class Tables(Protocol):
    """Where the two tables are; `mmc.rebuild.store.Store` is one such place."""

    def read(self, sql: str, *values: Any) -> Any: ...
    def write(self, sql: str, *values: Any) -> Any: ...
    def write_many(self, sql: str, rows: Any) -> None: ...


class Archive:
    """
    The archive as the tables know it, what the office allows, what was last published (id to address), and what moved in
    from an old site (id to the day).

    `enter` and `remove` keep the tables true and remember which keys they touched: after few of them, the checks of
    `mmc.checks.rules.across_items` look at those keys only; with `is_whole` they look for everything.
    """

    def __init__(
        self,
        tables: Tables,
        context: CheckContext,
        published: Mapping[str, str] | None = None,
        moved_in: Mapping[str, str] | None = None,
    ) -> None:
        self.tables, self.context, self.published = tables, context, published or {}
        self.moved_in = moved_in or {}
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
        return claims_of_file(path) if summary is None else claims_of(summary, self.context.now)

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
            self.touched[Sort.LINK] |= {key_of(page_of(address)) for address in self.listings_of(item)}

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
        return item.goes_out(self.context.now)

    def outgoing_first(self, items: Iterable[Summary]) -> list[Summary]:
        """The items in their order, but those that go out before all others, and of these first the one that readers know."""

        def rank(item: Summary) -> tuple[bool, bool]:
            return not self.goes_out(item), not item.url or self.published.get(item.id) != item.url

        return sorted(items, key=rank)

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
        """True when a page or file answers at this path of the site, or an old address leads on from it."""
        return (
            self.makes(address)
            or address in self.sources
            or self.is_claimed(Sort.NAME, f"content/akar{address}".casefold(), f"content/akar{address}")
            or self.is_claimed(Sort.ALIAS, address.casefold().rstrip("/"), address)
        )

    def makes(self, address: str) -> bool:
        """True when the site itself makes a page or file at this path."""
        place = place_of(address)
        return place is not None and self._is_there(place)

    def _is_there(self, place: Place) -> bool:
        if place.need is Need.ITEM:
            return self.is_claimed(Sort.URL, place.name)
        if place.need is Need.TOLD:
            item = self.at(place.name)
            return item is not None and not TOLD_EVERYWHERE.isdisjoint(item.groups)
        if place.need is Need.GROUP:
            return self._is_listed(place.name) or self.is_claimed(Sort.GROUP, place.name, "")
        if place.need is Need.YEAR and place.name not in DATED:
            is_long = self._count(Sort.GROUP, place.name) > LISTING_SIZE
            return is_long and self.is_claimed(Sort.YEAR, f"{place.name}/{place.year:04}", "")
        if place.need in (Need.YEAR, Need.MONTH):
            return any(month[0] == place.year and place.month in (0, month[1]) for month in self._months(place))
        if place.need is Need.HISTORY:
            months = [year * 100 + month for year, month in self._months(Place(Need.MONTH, EVERYTHING, place.year))]
            later = (Place(Need.MONTH, EVERYTHING, year) for year in range(place.year + 1, self.context.now.year + 1))
            return self._has_history(place, months, is_over=any(map(self._months, later)))
        if place.need is Need.FILE:
            path = f"content{place.name}"
            return place.name.startswith(DOCUMENTS) and self.is_claimed(Sort.NAME, path.casefold(), path)
        return place.need in (Need.NOTHING, Need.SOMETIMES)

    @cached_property
    def sources(self) -> frozenset[str]:
        """The addresses that `data/pengalihan.toml` leads on from."""
        return frozenset(source for source, _ in self.context.redirects)

    def is_listing(self, address: str) -> bool:
        """True for a page that the site itself makes: a list of items, or a tool."""
        place = place_of(address)
        if place is None or not address.endswith("/"):
            return False
        return place.need in LISTINGS and self._is_there(place)

    def listings_of(self, item: Summary) -> Iterator[str]:
        """The addresses of listings that are there because this item is."""
        if len(item.day) < len("2026-01"):
            return
        year, month = int(item.day[:4]), int(item.day[5:7])
        for name in item.groups:
            yield from (group_url(name), year_url(name, year))
            if name in DATED:
                yield month_url(name, year * 100 + month)

    def _is_listed(self, group: str) -> bool:
        folder, is_one, slug = group.partition("/")
        lists = {"kategori": self.context.categories, "kecamatan": self.context.districts}
        return slug in lists.get(folder, ()) if is_one else True

    def _months(self, place: Place) -> list[tuple[int, int]]:
        """The months of this year, as pairs with it, in which the group has items that go out."""
        kinds = KINDS if place.name == EVERYTHING else (place.name,)
        return [
            (place.year, month)
            for month in range(1, 13)
            if any(self.is_claimed(Sort.MONTH, f"{kind}/{place.year:04}/{month:02}", "") for kind in kinds)
        ]

    def _has_history(self, place: Place, months: list[int], *, is_over: bool) -> bool:
        if is_over or not place.month:
            return bool(months) and not place.month
        return place.year * 100 + place.month in history_periods(months)

    def _count(self, sort: Sort, text: str) -> int:
        sql = "SELECT COUNT(*) FROM claim WHERE sort = ? AND key = ? AND text = ''"
        return int(self.tables.read(sql, int(sort), key_of(text)).fetchone()[0])

    def is_unread(self, path: str) -> bool:
        """True for a story that is there and cannot be read as an item."""
        story = self.story(path)
        return story is not None and not story.is_item

    def is_shown(self, photo: str) -> bool:
        """True when an item that goes out shows this photo."""
        return any(self.goes_out(item) for item in self.items(Sort.USE, key_of(photo)))

    def is_live(self, item: Summary) -> bool:
        """True when readers know this item, by its permanent id or its address, from the last release; a copy of it is another."""
        is_known = item.id in self.published or item.url in self.addresses_published
        return is_known and not self._is_copy(item)

    def _is_copy(self, item: Summary) -> bool:
        """True for a draft that begins as a copy of a public item: everything that readers know belongs to the original."""
        claims = ((Sort.ID, item.id, self.published), (Sort.URL, item.url, self.addresses_published))
        known = [(sort, text) for sort, text, published in claims if text in published]
        return not self.goes_out(item) and all(
            any(self.goes_out(each) for each in self.items(sort, key_of(text)) if each.path != item.path)
            for sort, text in known
        )

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
