"""What is public and in which order: every question that a page asks of the archive, answered from the store."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from mmc.base.groups import Group
from mmc.base.items.schema import PAGE, Item
from mmc.base.vocabulary import VERDICTS
from mmc.catalogue.neighbours import Member, Neighbours
from mmc.catalogue.records import item_of
from mmc.prose.placing import InlinePhoto
from mmc.rebuild.pack import Pack, Place
from mmc.rebuild.store import Reader

SCHEMA = """
CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT, digest BLOB, facts TEXT) WITHOUT ROWID;
CREATE TABLE item (
    number INTEGER PRIMARY KEY, path TEXT UNIQUE, id TEXT, kind TEXT, status TEXT, due INTEGER, is_out INTEGER, is_public INTEGER,
    url TEXT, slug TEXT, title TEXT, rank TEXT, month INTEGER, changed INTEGER, record TEXT, offset INTEGER, length INTEGER,
    seal BLOB, links TEXT, takes_beside INTEGER
);
CREATE INDEX item_by_url ON item (url);
CREATE INDEX item_by_id ON item (id);
CREATE INDEX item_by_state ON item (kind, status, due, is_out, is_public);
CREATE INDEX file_by_digest ON file (digest);
CREATE TABLE uses (file TEXT, item TEXT, PRIMARY KEY (file, item)) WITHOUT ROWID;
CREATE INDEX uses_by_item ON uses (item);
CREATE TABLE grp (number INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE member (grp INTEGER, rank TEXT, item INTEGER, month INTEGER, label TEXT, PRIMARY KEY (grp, rank)) WITHOUT ROWID;
CREATE INDEX member_by_item ON member (item);
CREATE TABLE output (path TEXT PRIMARY KEY, key TEXT, renderer TEXT, fingerprint BLOB, digest BLOB) WITHOUT ROWID;
CREATE INDEX output_by_key ON output (key);
CREATE TABLE pending (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE template (path TEXT PRIMARY KEY, digest BLOB, refers TEXT) WITHOUT ROWID;
CREATE TABLE asset (name TEXT PRIMARY KEY, url TEXT, data BLOB) WITHOUT ROWID;
"""
NUMBER = "(SELECT number FROM grp WHERE name = ?)"
OF_GROUP = f"FROM member JOIN item ON item.number = member.item WHERE grp = {NUMBER}"
HALF_A_MONTH = 18 * 86_400  # seconds, and a little more
OF_MONTHS = f"{OF_GROUP} AND member.month BETWEEN ? AND ? AND member.rank BETWEEN ? AND ?"
RELATED_OLDER, RELATED_NEWER = 3, 2  # how far on each side of an item its related ones are looked for, in each group
RELATED_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Body:
    """The converted text of an item, as prose left it: with a place in `html` for each of the `photos`."""

    html: str
    text: str
    words: int
    headings: tuple[tuple[str, str], ...]
    photos: tuple[InlinePhoto, ...] = ()


def rank_of(item: Item) -> str:
    """Orders items by publication, then by id, as text: later is greater."""
    return f"{rank_at(item.date)}{item.id}"


def rank_at(moment: datetime, more: int = 0) -> str:
    """Where the ranks of this moment, or of so many seconds later, begin."""
    return f"{int(moment.timestamp()) + more:011d}"


class Catalogue:
    """Answers from the store; a group's items are always told newest first unless said otherwise."""

    def __init__(self, store: Reader, pack: Pack, zone: tzinfo) -> None:
        self.store, self.pack, self.zone = store, pack, zone
        self._neighbours = Neighbours(store)
        self._items: dict[str, Item] = {}
        self._months: dict[str, list[tuple[int, int]]] = {}

    def item(self, path: str) -> Item:
        """The item of this file, without its body."""
        if path not in self._items:
            if len(self._items) > 20_000:
                self._items.clear()
            self._items[path] = item_of(self.store.one("SELECT record FROM item WHERE path = ?", path)[0], self.zone)
        return self._items[path]

    def find(self, path: str) -> Item | None:
        """The item of this file if it is public."""
        row = self.store.one("SELECT 1 FROM item WHERE path = ? AND is_public", path)
        return self.item(path) if row else None

    def body(self, path: str) -> Body:
        """The item's converted text. Raises `DamagedPack`."""
        offset, length, seal = self.store.one("SELECT offset, length, seal FROM item WHERE path = ?", path)
        html, text, words, headings, photos = json.loads(self.pack.get(Place(offset, length, seal)))
        return Body(
            html,
            text,
            words,
            tuple((anchor, label) for anchor, label in headings),
            tuple(InlinePhoto(*photo) for photo in photos),
        )

    def newest(self, group: str, limit: int, offset: int = 0) -> list[Item]:
        """The latest items of a group."""
        sql = f"SELECT path {OF_GROUP} ORDER BY member.rank DESC LIMIT ? OFFSET ?"
        return [self.item(path) for (path,) in self.store.read(sql, group, limit, offset).fetchall()]

    def since(self, group: str, moment: datetime, limit: int) -> list[Item]:
        """The latest items of a group that were published at this moment or later."""
        sql = f"SELECT path {OF_GROUP} AND member.rank >= ? ORDER BY member.rank DESC LIMIT ?"
        return [self.item(path) for (path,) in self.store.read(sql, group, rank_at(moment), limit).fetchall()]

    def changed_at(self, group: str, first: int, last: int) -> datetime | None:
        """When the one of these months that changed last did so; None when there are no items."""
        sql = f"SELECT MAX(changed) {OF_MONTHS}"
        found = self.store.one(sql, group, *self._span(first, last))[0]
        return None if found is None else datetime.fromtimestamp(found, self.zone)

    def in_months(self, group: str, first: int, last: int, limit: int = -1) -> list[Item]:
        """The items of the months from `first` to `last`, written 202310, newest first; all of them without a limit."""
        sql = f"SELECT path {OF_MONTHS} ORDER BY member.rank DESC LIMIT ?"
        return [self.item(path) for (path,) in self.store.read(sql, group, *self._span(first, last), limit).fetchall()]

    def _span(self, first: int, last: int) -> tuple[int, int, str, str]:
        """These months, and ranks between which all their items lie, so that the index need not be read from end to end."""
        start, end = (datetime(month // 100, month % 100, 15, tzinfo=self.zone) for month in (first, last))
        return first, last, rank_at(start, -HALF_A_MONTH), rank_at(end, HALF_A_MONTH)

    def older(self, group: str, rank: str, limit: int) -> list[str]:
        """The files of the next older items, nearest first."""
        return [path for _, path in self._neighbours.older(group, rank, limit)]

    def newer(self, group: str, rank: str, limit: int) -> list[str]:
        """The files of the next newer items, nearest first."""
        return [path for _, path in self._neighbours.newer(group, rank, limit)]

    def months(self, group: str) -> list[tuple[int, int]]:
        """Every month in which the group has items, as (202310, how many), newest first."""
        if group not in self._months:
            sql = f"SELECT month, COUNT(*) FROM member WHERE grp = {NUMBER} GROUP BY month ORDER BY month DESC"  # noqa: S608
            self._months[group] = self.store.read(sql, group).fetchall()
        return self._months[group]

    def month_beside(self, group: str, month: int, *, is_newer: bool) -> int:
        """The nearest month before or after this one in which the group has items; 0 when there is none."""
        choice = "MIN(month) FROM member WHERE month > ?" if is_newer else "MAX(month) FROM member WHERE month < ?"
        return int(self.store.one(f"SELECT {choice} AND grp = {NUMBER}", month, group)[0] or 0)

    def count(self, group: str) -> int:
        """How many items the group has."""
        return int(self.store.one(f"SELECT COUNT(*) FROM member WHERE grp = {NUMBER}", group)[0])  # noqa: S608

    def label(self, group: str) -> str:
        """The group's name as its newest item writes it; empty for a group without items."""
        row = self.store.one(f"SELECT label FROM member WHERE grp = {NUMBER} ORDER BY rank DESC LIMIT 1", group)  # noqa: S608
        return str(row[0]) if row else ""

    def groups(self, folder: str) -> list[tuple[str, str, int]]:
        """All groups below `topik`, `penulis`, … as (name, label, count), by name."""
        sql = """
            SELECT name, COUNT(*) FROM grp JOIN member ON member.grp = grp.number
            WHERE name >= ? AND name < ? GROUP BY name ORDER BY name
        """
        rows = self.store.read(sql, f"{folder}/", f"{folder}0").fetchall()
        return [(name, self.label(name), count) for name, count in rows]

    def all_groups(self) -> list[str]:
        """The name of every group that has items."""
        sql = "SELECT name FROM grp WHERE EXISTS (SELECT 1 FROM member WHERE member.grp = grp.number) ORDER BY name"
        return [name for (name,) in self.store.read(sql).fetchall()]

    def related(self, item: Item, groups: list[Group]) -> list[Item]:
        """
        The public items that share most with this one, the newest of equals first.

        Only the nearest items in each group are looked at, so that one new item changes the pages of a few others and
        never of the whole archive.
        """
        rank = rank_of(item)
        shared: dict[Member, int] = {}
        beside = self._neighbours
        for group in related_groups(groups):
            for other in beside.older(group.name, rank, RELATED_OLDER) + beside.newer(group.name, rank, RELATED_NEWER):
                shared[other] = shared.get(other, 0) + 1
        best = sorted(shared, key=lambda other: (shared[other], other), reverse=True)
        return [self.item(path) for _, path in best[:RELATED_SHOWN]]

    def affected_by(self, item: Item, groups: list[Group]) -> set[str]:
        """The files whose pages may show this item as a neighbour or a related one."""
        rank = rank_of(item)
        found = {*self.older(item.kind, rank, 1), *self.newer(item.kind, rank, 1)}
        for group in related_groups(groups):
            found.update(self.older(group.name, rank, RELATED_NEWER))
            found.update(self.newer(group.name, rank, RELATED_OLDER))
        return found

    def seals_before(self, group: str, month: int) -> list[tuple[str, bytes]]:
        """The header and the seal of the text of every item before this month, newest first, without reading any text."""
        sql = f"SELECT record, seal {OF_GROUP} AND member.month < ? ORDER BY member.rank DESC"
        return self.store.read(sql, group, month).fetchall()

    def pages(self) -> list[Item]:
        """All fixed pages, by address."""
        sql = "SELECT path FROM item WHERE kind = ? AND is_public ORDER BY url"
        return [self.item(path) for (path,) in self.store.read(sql, PAGE).fetchall()]

    def urgent(self, now: datetime) -> list[Item]:
        """The urgent notices in force, newest first."""
        items = [item for item in self.newest("serta-merta", 50) if item.ends is None or item.ends > now]
        return [item for item in items if (item.starts or item.date) <= now]

    def facts(self, path: str) -> str:
        """What is known of a file that is not an item, as JSON; empty when there is no such file."""
        row = self.store.one("SELECT facts FROM file WHERE path = ?", path)
        return str(row[0]) if row else ""

    def seal(self, path: str) -> bytes:
        """The digest of a file's bytes; empty when there is no such file."""
        row = self.store.one("SELECT digest FROM file WHERE path = ?", path)
        return bytes(row[0]) if row else b""

    def photos_beside(self, path: str) -> list[str]:
        """The photos that share an item's name, `…-1.jpg` beside `….md`; it shows one of them when it names none itself."""
        stem = f"{path.removesuffix('.md')}-1"
        sql = "SELECT path FROM file WHERE path > ? AND path < ? AND facts != ''"
        return [name for (name,) in self.store.read(sql, f"{stem}.", f"{stem}/").fetchall()]

    def users_of(self, file: str) -> list[str]:
        """The items that show this file, by name or because it shares theirs."""
        users = [path for (path,) in self.store.read("SELECT item FROM uses WHERE file = ?", file).fetchall()]
        stem = file.rpartition(".")[0]
        owner = f"{stem.removesuffix('-1')}.md"
        if stem.endswith("-1") and self.store.one("SELECT 1 FROM item WHERE path = ? AND takes_beside", owner):
            users.append(owner)
        return list(dict.fromkeys(users))


def related_groups(groups: list[Group]) -> list[Group]:
    """The groups whose members have something in common beyond being news."""
    return [group for group in groups if group.sort in ("category", "district", "tag")]


def epoch(moment: datetime) -> int:
    """Whole seconds since 1970 in UTC."""
    return int(moment.astimezone(UTC).timestamp())


def month_of(moment: datetime) -> int:
    """202310 for a moment in October 2023."""
    return moment.year * 100 + moment.month


def last_change(item: Item) -> datetime | None:
    """When the item last changed after it was published: its own word, or its latest correction or withdrawal."""
    moments = [change.at for change in (*item.corrections, *item.updates)]
    moments += [moment for moment in (item.modified, item.withdrawn.at if item.withdrawn else None) if moment]
    return max(moments, default=None)


def said_of(item: Item) -> str:
    """The title as it travels alone, to feeds and chats: behind the plain word of a verdict. `TIDAK BENAR: Jembatan Tidak Ditutup`."""
    return f"{VERDICTS[item.verdict].word}: {item.title}" if item.verdict else item.title
