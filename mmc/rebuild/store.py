"""What earlier builds learned: one SQLite file whose name carries the digest of its bytes, so it is believed or not used."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mmc.rebuild.workers import cores

FORMAT = "2"
IMAGE = re.compile(r"store-(\d{10})-([0-9a-f]{32})\.sqlite")
PART = 1 << 20  # bytes that one thread hashes at a time


class Reader:
    """Answers questions to a store that does not change while it is read; another process may hold one too."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def read(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """The rows of a query."""
        return self.connection.execute(sql, values)

    def one(self, sql: str, *values: Any) -> Any:
        """The first row of a query, or None."""
        return self.connection.execute(sql, values).fetchone()


class Store(Reader):
    """
    A database that is either exactly what the last finished build left, or empty.

    Reading works on the sealed file itself; the first write works on a copy, and `save` seals that copy under the next
    number by one rename. A build that dies leaves the old file as it was. Only data is stored: no pickles, no code.
    """

    def __init__(self, folder: Path, schema: str, notice: Callable[[str], None]) -> None:
        self.folder, self.schema = folder, schema
        folder.mkdir(parents=True, exist_ok=True)
        self._sealed = self._find(notice)
        self._working = folder / "working.sqlite"
        self._discard_working()
        self.is_new = self._sealed is None
        self._is_writable = self._sealed is None
        super().__init__(self._create() if self._sealed is None else open_reader(self._sealed).connection)

    @property
    def generation(self) -> int:
        """How many times the store was sealed; 0 for a new one."""
        match = IMAGE.fullmatch(self._sealed.name) if self._sealed else None
        return int(match[1]) if match else 0

    def write(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Change the store; nothing of it lasts before `save`."""
        self._make_writable()
        return self.connection.execute(sql, values)

    def write_many(self, sql: str, rows: Any) -> None:
        """Change the store by many rows at once."""
        self._make_writable()
        self.connection.executemany(sql, rows)

    def save(self) -> None:
        """The store as it is now is what the next build finds; without a change this does nothing."""
        if not self._is_writable:
            return
        self.connection.commit()
        self.connection.close()
        sealed = self.folder / f"store-{self.generation + 1:010}-{_seal(self._working)}.sqlite"
        self._working.replace(sealed)
        if self._sealed is not None and self._sealed != sealed:
            self._sealed.unlink(missing_ok=True)
        self._sealed, self._is_writable, self.is_new = sealed, False, False
        self.connection = open_reader(sealed).connection

    def snapshot(self) -> Path:
        """The file that `open_reader` reads, with everything written until now; valid until the next `write`."""
        if not self._is_writable:
            assert self._sealed is not None
            return self._sealed
        self.connection.commit()
        self.connection.execute("BEGIN")  # else every later question would lock and unlock the file
        return self._working

    def discard(self) -> None:
        """The store is gone; the next one begins empty."""
        self.close()
        if self._sealed is not None:
            self._sealed.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file; what was not saved is forgotten."""
        self.connection.close()
        self._discard_working()

    def _find(self, notice: Callable[[str], None]) -> Path | None:
        """The newest file whose bytes are what its name says; all others are removed."""
        found = [path for path in self.folder.iterdir() if path.name.startswith("store")]
        good: Path | None = None
        for path in sorted(found, reverse=True):
            match = IMAGE.fullmatch(path.name)
            is_whole = match is not None and path.is_file() and _seal(path) == match[2]
            if good is None and is_whole and self._is_ours(path):
                good = path
            else:
                if good is None:
                    why = "dari versi lain" if is_whole else "rusak"
                    notice(f"Simpanan kerja {why}; dibuat ulang dari naskah.")
                path.unlink() if path.is_file() else shutil.rmtree(path)
        return good

    def _is_ours(self, path: Path) -> bool:
        try:
            connection = open_reader(path).connection
            try:
                row = connection.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()
            finally:
                connection.close()
        except sqlite3.DatabaseError:
            return False
        return row is not None and row[0] == self._format

    @property
    def _format(self) -> str:
        return f"{FORMAT} {hashlib.blake2b(self.schema.encode(), digest_size=8).hexdigest()}"

    def _create(self) -> sqlite3.Connection:
        connection = _open(self._working)
        connection.executescript(f"CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID; {self.schema}")
        connection.execute("INSERT INTO meta VALUES ('format', ?)", (self._format,))
        return connection

    def _make_writable(self) -> None:
        if self._is_writable:
            return
        assert self._sealed is not None
        self.connection.close()
        shutil.copyfile(self._sealed, self._working)
        self.connection = _open(self._working)
        self._is_writable = True

    def _discard_working(self) -> None:
        for name in (self._working.name, f"{self._working.name}-journal"):
            (self.folder / name).unlink(missing_ok=True)


def open_reader(path: Path) -> Reader:
    """Reads a file that nobody writes meanwhile."""
    return Reader(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True))


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    # The copy is sealed as a whole or thrown away, so SQLite's own journal and syncs would only cost time.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _seal(path: Path) -> str:
    """
    The first half of the SHA-256 of the SHA-256 of the file's parts.

    Processors compute it faster than any other such digest, and the parts side by side.
    """

    def part(start: int) -> bytes:
        with path.open("rb") as file:
            file.seek(start)
            return hashlib.sha256(file.read(PART)).digest()

    with ThreadPoolExecutor(cores()) as threads:
        parts = threads.map(part, range(0, path.stat().st_size, PART))
        return hashlib.sha256(b"".join(parts)).hexdigest()[:32]
