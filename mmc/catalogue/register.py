"""Writes in the catalogue what the files of `content/` say now."""

from __future__ import annotations

import json

from mmc.base.groups import groups_of
from mmc.base.items.schema import Item
from mmc.base.settings import Settings
from mmc.base.vocabulary import Vocabulary
from mmc.catalogue.catalogue import epoch, last_change, month_of, rank_of
from mmc.catalogue.intake import Taken
from mmc.rebuild.store import Store


class Register:
    """Enters files and items, takes them out, and keeps every public item in its groups."""

    def __init__(self, store: Store, vocabulary: Vocabulary, settings: Settings) -> None:
        self.store, self.vocabulary, self.settings = store, vocabulary, settings
        self._numbers: dict[str, int] = {}  # of the groups met so far: a group keeps its number

    def enter(self, taken: Taken, stamp: str) -> None:
        """The file is known as it is now, and its item if it has one."""
        self.remove(taken.path)
        self.store.write("INSERT INTO file VALUES (?, ?, ?, ?)", taken.path, stamp, taken.seal, taken.facts)
        if taken.item is not None:
            self._add(taken, taken.item)

    def remove(self, path: str) -> None:
        """The file is not known, nor is its item."""
        number = self.store.one("SELECT number FROM item WHERE path = ?", path)
        if number is not None:
            self.store.write("DELETE FROM member WHERE item = ?", *number)
            self.store.write("DELETE FROM item WHERE number = ?", *number)
            self.store.write("DELETE FROM uses WHERE item = ?", path)
        self.store.write("DELETE FROM file WHERE path = ?", path)

    def refresh(self, item: Item) -> None:
        """The item is in its groups or not, as time now wants it."""
        number = self.store.one("SELECT number FROM item WHERE path = ?", item.path)[0]
        is_out, is_public = item.is_public(self.settings.now), self._is_public(item)
        self.store.write("UPDATE item SET is_out = ?, is_public = ? WHERE number = ?", is_out, is_public, number)
        self.store.write("DELETE FROM member WHERE item = ?", number)
        self._enrol(number, item)

    def hide(self, path: str) -> None:
        """The item is public nowhere, until a build looks at it again."""
        number = self.store.one("SELECT number FROM item WHERE path = ?", path)
        if number is not None:
            self.store.write("UPDATE item SET is_public = 0 WHERE number = ?", *number)
            self.store.write("DELETE FROM member WHERE item = ?", *number)

    def _add(self, taken: Taken, item: Item) -> None:
        assert taken.place is not None
        row = {
            "path": item.path,
            "id": item.id,
            "kind": item.kind,
            "status": item.status,
            "due": epoch(item.due_at),
            "is_out": item.is_public(self.settings.now),
            "is_public": self._is_public(item),
            "url": item.url,
            "slug": item.slug,
            "title": item.title,
            "rank": rank_of(item),
            "month": month_of(item.date),
            "changed": epoch(last_change(item) or item.date),
            "record": taken.record,
            "offset": taken.place.offset,
            "length": taken.place.length,
            "seal": taken.place.seal,
            "links": json.dumps(taken.links, ensure_ascii=False),
            "takes_beside": item.takes_beside,
        }
        sql = f"INSERT INTO item ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608 - columns of ours
        number = self.store.write(sql, *row.values()).lastrowid
        assert number is not None
        if taken.uses:
            rows = [(file, item.path) for file in taken.uses]
            self.store.write_many("INSERT OR IGNORE INTO uses VALUES (?, ?)", rows)
        self._enrol(number, item)

    def _enrol(self, number: int, item: Item) -> None:
        """The item, as yet a member of none, is one of its groups if it is public."""
        if self._is_public(item):
            rank, month = rank_of(item), month_of(item.date)
            rows = [
                (self._group(group.name), rank, number, month, group.label)
                for group in groups_of(item, self.vocabulary)
            ]
            self.store.write_many("INSERT OR REPLACE INTO member VALUES (?, ?, ?, ?, ?)", rows)

    def _group(self, name: str) -> int:
        if name not in self._numbers:
            row = self.store.one("SELECT number FROM grp WHERE name = ?", name)
            number = row[0] if row else self.store.write("INSERT INTO grp (name) VALUES (?)", name).lastrowid
            self._numbers[name] = int(number or 0)
        return self._numbers[name]

    def _is_public(self, item: Item) -> bool:
        return self.settings.drafts or item.is_public(self.settings.now)
