"""The index of all items: a file of SQLite beside the accounts, made again from the checkout whenever it is gone or behind."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import astuple, fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from mmc.base.files.scan import scan
from mmc.base.items.schema import PUBLISHED
from mmc.base.problems import ContentError
from mmc.base.vocabulary import load_vocabulary
from mmc.commands.check import check_content
from mmc.desk.declaration import OWN
from mmc.desk.table.row import Row, Wanted, read_row
from mmc.history.repository import Repository

FILE = "naskah.sqlite3"
VERSION = 1
FRESH_SECONDS = 1.0  # so long a look at the folder counts
MANY = 200  # changed files above which the look goes on behind the page
COLUMNS = tuple(part.name for part in fields(Row))
TYPED = ", ".join(f"{name} {'INTEGER' if name == 'errors' else 'TEXT'}" for name in COLUMNS)
SCHEMA = f"""
CREATE TABLE IF NOT EXISTS item (stamp TEXT, {TYPED}, PRIMARY KEY (path));
CREATE INDEX IF NOT EXISTS item_id ON item (id);
CREATE INDEX IF NOT EXISTS item_at ON item (at DESC);
CREATE TABLE IF NOT EXISTS person (path TEXT, name TEXT, PRIMARY KEY (path, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS person_name ON person (name);
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5
    (path UNINDEXED, title, text, tokenize = "unicode61 remove_diacritics 2", prefix = "2 3");
PRAGMA user_version = {VERSION};
"""


@cache
def of(root: Path) -> Index:
    """The one index of this checkout in this process."""
    return Index(root)


class Index:
    """Every item of a checkout; any thread may ask."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / OWN / FILE
        self._writing = threading.RLock()
        self._looked_at = 0.0
        self._behind: threading.Thread | None = None
        self._data = ""
        self._prepare()

    # Asking -------------------------------------------------------------------------------------------------------

    def find(self, permanent: str) -> Row | None:
        """The item of this permanent id."""
        self.look()
        return next(iter(self._rows("WHERE id = ? LIMIT 1", permanent)), None)

    def at(self, path: str) -> Row | None:
        """The item in this file."""
        self.look()
        return next(iter(self._rows("WHERE path = ?", path)), None)

    def search(self, words: str, limit: int = 20) -> list[Row]:
        """The items that these words mean best: by id, address, title, text."""
        return self.listed(Wanted(words), 0, limit)[0]

    def listed(self, wanted: Wanted, start: int, count: int) -> tuple[list[Row], int]:
        """A page of what is wanted, newest first, and how many there are in all."""
        self.look()
        where, values = _conditions(wanted)
        clause = f"WHERE {' AND '.join(where)}" if where else ""
        with closing(self._open()) as store:
            total = store.execute(f"SELECT count(*) FROM item {clause}", values).fetchone()[0]  # noqa: S608 - conditions of ours
        return self._rows(f"{clause} ORDER BY at DESC, path LIMIT ? OFFSET ?", *values, count, start), total

    def of_paths(self, paths: Collection[str]) -> list[Row]:
        """The items in these files, newest first."""
        marks = ",".join("?" * len(paths))
        return self._rows(f"WHERE path IN ({marks}) ORDER BY at DESC", *paths)

    def mine(self, name: str, count: int) -> list[Row]:
        """What this person began or changed last and is not yet public, last touched first."""
        self.look()
        return self._rows(
            "WHERE status != ? AND (first = ? OR last = ?) ORDER BY touched DESC LIMIT ?", PUBLISHED, name, name, count
        )

    def scheduled(self, count: int) -> list[Row]:
        """What goes out by itself later, the next one first."""
        self.look()
        return self._rows("WHERE status = ? AND due > ? ORDER BY due LIMIT ?", PUBLISHED, _now(), count)

    def since(self, moment: datetime, count: int) -> list[Row]:
        """What became public since then."""
        self.look()
        return self._rows(
            "WHERE status = ? AND due <= ? AND due >= ? ORDER BY due DESC LIMIT ?",
            PUBLISHED,
            _now(),
            _utc(moment),
            count,
        )

    def due_between(self, start: datetime, end: datetime) -> list[Row]:
        """What became due after the one moment and up to the other."""
        self.look()
        return self._rows("WHERE status = ? AND due > ? AND due <= ?", PUBLISHED, _utc(start), _utc(end))

    def with_problems(self, count: int) -> list[Row]:
        """What the gate does not let out, newest first."""
        self.look()
        return self._rows("WHERE errors > 0 ORDER BY at DESC LIMIT ?", count)

    def people(self) -> list[str]:
        """Everybody who ever changed an item."""
        with closing(self._open()) as store:
            return [name for (name,) in store.execute("SELECT DISTINCT name FROM person ORDER BY name COLLATE NOCASE")]

    def counts(self) -> Mapping[str, int]:
        """How many items there are by status."""
        with closing(self._open()) as store:
            return dict(store.execute("SELECT status, count(*) FROM item GROUP BY status").fetchall())

    # Keeping up ---------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """The index is as the folder; a great difference is caught up with behind the page."""
        if time.monotonic() - self._looked_at < FRESH_SECONDS:
            return
        with self._writing:
            if time.monotonic() - self._looked_at < FRESH_SECONDS:
                return
            found, known = scan(self.root / "content", prefix="content/"), self._stamps()
            changed = [path for path, stamp in found.items() if path.endswith(".md") and known.get(path) != stamp]
            gone = [path for path in known if path not in found]
            self._looked_at = time.monotonic()
            if len(changed) <= MANY:
                self._take(changed, found, gone)
            if changed or gone or self._is_behind_git():
                self._start_behind()

    def refresh(self) -> None:
        """The next question is answered from the folder as it is then."""
        self._looked_at = 0.0

    def settle(self) -> None:
        """Everything is known: who changed what, and what the gate says; for tests and for the first start."""
        self.refresh()
        self.look()
        while (thread := self._behind) is not None and thread.is_alive():
            thread.join()

    def _start_behind(self) -> None:
        if self._behind is None or not self._behind.is_alive():
            self._behind = threading.Thread(target=self._catch_up, name="naskah", daemon=True)
            self._behind.start()

    def _catch_up(self) -> None:
        found, known = scan(self.root / "content", prefix="content/"), self._stamps()
        changed = [path for path, stamp in found.items() if path.endswith(".md") and known.get(path) != stamp]
        for at in range(0, len(changed), MANY):
            with self._writing:
                self._take(changed[at : at + MANY], found, [])
        self._learn_people()
        self._learn_problems()

    def _take(self, changed: Iterable[str], found: Mapping[str, str], gone: Iterable[str]) -> None:
        try:
            vocabulary = load_vocabulary(self.root / "data")
        except ContentError:
            return  # half an edit of data/; the rows stay as they were
        with closing(self._open()) as store, store:
            for path in gone:
                for table in ("item", "words", "person"):
                    store.execute(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608 - tables of ours
            for path in changed:
                try:
                    row, text = read_row(self.root, path, vocabulary)
                except OSError:
                    continue
                kept = store.execute("SELECT first, last, touched, errors FROM item WHERE path = ?", (path,)).fetchone()
                values = (*astuple(row)[:-4], *(kept or ("", "", "", 0)))
                marks = ",".join("?" * (len(COLUMNS) + 1))
                store.execute(f"INSERT OR REPLACE INTO item VALUES ({marks})", (found[path], *_stored(values)))  # noqa: S608
                store.execute("DELETE FROM words WHERE path = ?", (path,))
                store.execute("INSERT INTO words VALUES (?, ?, ?)", (path, row.title, text))

    def _is_behind_git(self) -> bool:
        repository = Repository(self.root)
        return (self.root / ".git").exists() and repository.head() != self._fact("head")

    def _learn_people(self) -> None:
        """Who began, changed and last changed each item, as git has it."""
        repository = Repository(self.root)
        head, known = repository.head(), self._fact("head")
        if not head or head == known:
            return
        span = f"{known}..{head}" if known and repository.is_ancestor(known, head) else head
        words = ("log", "--no-renames", "--name-only", "--format=%x01%an%x1f%aI", span, "--", "content")
        name = at = ""
        seen: dict[str, list[tuple[str, str]]] = {}
        for line in repository.ask(*words).splitlines():
            if line.startswith("\x01"):
                name, _, at = line[1:].partition("\x1f")
            elif line.endswith(".md"):
                seen.setdefault(line, []).append((name, at))
        with self._writing, closing(self._open()) as store, store:
            if span == head:
                store.execute("DELETE FROM person")
                store.execute("UPDATE item SET first = ''")
            for path, changes in seen.items():
                (last, touched), (first, _) = changes[0], changes[-1]
                store.execute(
                    "UPDATE item SET last = ?, touched = ?, first = CASE first WHEN '' THEN ? ELSE first END WHERE path = ?",
                    (last, _utc(datetime.fromisoformat(touched)), first, path),
                )
                people = {(path, each) for each, _ in changes}
                store.executemany("INSERT OR IGNORE INTO person VALUES (?, ?)", people)
            store.execute("INSERT OR REPLACE INTO fact VALUES ('head', ?)", (head,))

    def _learn_problems(self) -> None:
        """How many errors the gate finds in each item."""
        try:
            problems = check_content(self.root, all_notes=False).problems
        except ContentError:
            return
        counted: dict[str, int] = {}
        for problem in problems:
            if problem.is_error:
                counted[problem.path] = counted.get(problem.path, 0) + 1
        with self._writing, closing(self._open()) as store, store:
            store.execute("UPDATE item SET errors = 0 WHERE errors > 0")
            store.executemany(
                "UPDATE item SET errors = ? WHERE path = ?", [(count, path) for path, count in counted.items()]
            )

    # The file -----------------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        self.file.parent.mkdir(mode=0o700, exist_ok=True)
        with closing(self._open()) as store:
            version = store.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, VERSION):
            self.file.unlink()
        with closing(self._open()) as store:
            store.execute("PRAGMA journal_mode=WAL")
            store.executescript(SCHEMA)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.file, timeout=20)

    def _stamps(self) -> dict[str, str]:
        with closing(self._open()) as store:
            return dict(store.execute("SELECT path, stamp FROM item").fetchall())

    def _fact(self, name: str) -> str:
        with closing(self._open()) as store:
            row = store.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def _rows(self, clause: str, *values: object) -> list[Row]:
        with closing(self._open()) as store:
            found = store.execute(f"SELECT {', '.join(COLUMNS)} FROM item {clause}", values).fetchall()  # noqa: S608
        return [Row(*each) for each in found]


def _conditions(wanted: Wanted) -> tuple[list[str], list[object]]:
    where: list[str] = []
    values: list[object] = []
    for column, value in (("kind", wanted.kind), ("category", wanted.category)):
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    if wanted.status == "terjadwal":
        where.append("status = ? AND due > ?")
        values += [PUBLISHED, _now()]
    elif wanted.status == "bermasalah":
        where.append("errors > 0")
    elif wanted.status:
        where.append("status = ?")
        values.append(wanted.status)
    if wanted.person:
        where.append("path IN (SELECT path FROM person WHERE name = ?)")
        values.append(wanted.person)
    if wanted.words:
        given = wanted.words.strip()
        exact = "/" + given.partition("://")[2].partition("/")[2] if "://" in given else given
        where.append("(id = ? OR url = ? OR path = ? OR path IN (SELECT path FROM words WHERE words MATCH ?))")
        values += [given, exact if exact.endswith("/") else f"{exact}/", given, _query(given)]
    return where, values


def _query(words: str) -> str:
    """The words as FTS5 reads them: all of them, each by its beginning; nothing of what was typed is a command."""
    found = re.findall(r"\w+", words)
    return " ".join(f'"{word}"*' for word in found) or '""'


def _stored(values: Iterable[object]) -> list[object]:
    """Moments in one zone, so that they sort as text."""
    listed = list(values)
    for at in (COLUMNS.index("at"), COLUMNS.index("due")):
        if listed[at]:
            listed[at] = _utc(datetime.fromisoformat(str(listed[at])))
    return listed


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _now() -> str:
    return _utc(datetime.now(UTC))
