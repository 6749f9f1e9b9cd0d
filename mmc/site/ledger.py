"""What stands in the output: every file with the key it comes from, the fingerprint of what made it, its digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mmc.problems import Problem
from mmc.rebuild.digest import SIZE, digest
from mmc.rebuild.store import Store
from mmc.site.outputs import Output
from mmc.site.rendering import Job


class Ledger:
    """
    The book of the output. Its `mark` names the whole tree: the sum of all its files' digests, so that a change costs
    only what changed, and equal sites have equal marks whatever way led to them.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._sum = int(self._meta("mark") or "0", 16)
        self._keys: dict[tuple[str, ...], str] = {}

    @property
    def mark(self) -> str:
        """The name of the tree as the ledger has it; empty before the first build."""
        return self._meta("mark")

    @property
    def spare_mark(self) -> str:
        """The name of the tree that the last swap left in the spare."""
        return self._meta("spare")

    def forget(self) -> None:
        """Nothing is known of the output."""
        if self.mark:
            self.store.write("DELETE FROM output")
            self.store.write("DELETE FROM pending")
            self.store.write("DELETE FROM meta WHERE name IN ('mark', 'spare')")
        self._sum = 0

    def keys(self) -> list[str]:
        """The keys of all files that stand."""
        return [key for (key,) in self.store.read("SELECT DISTINCT key FROM output ORDER BY key").fetchall()]

    def keys_of_templates(self, names: Iterable[str]) -> set[str]:
        """The keys of the files that these templates made."""
        found: set[str] = set()
        for name in names:
            sql = "SELECT DISTINCT key FROM output WHERE renderer = ?"
            found |= {key for (key,) in self.store.read(sql, f"template:{name}").fetchall()}
        return found

    def count(self) -> int:
        """How many files there are."""
        return int(self.store.one("SELECT COUNT(*) FROM output")[0])

    def pending(self) -> list[str]:
        """The files in which the spare differs from the live tree."""
        return [path for (path,) in self.store.read("SELECT path FROM pending").fetchall()]

    def compare(self, keys: list[str], outputs: list[tuple[str, Output]]) -> tuple[list[Job], list[str], list[Problem]]:
        """
        What is to be made, which files are to be removed, and the addresses that two keys claim.

        An output whose fingerprint stands is left alone.
        """
        standing: dict[str, tuple[str, bytes, bytes]] = {}
        for key in keys:
            rows = self.store.read("SELECT path, fingerprint, digest FROM output WHERE key = ?", key).fetchall()
            standing |= {path: (key, fingerprint, seal) for path, fingerprint, seal in rows}
        owners: dict[str, str] = {}
        jobs: list[Job] = []
        clashes: list[Problem] = []
        for key, output in outputs:
            self._keys[output.paths] = key
            for path in output.paths:
                clashes += self._clash(path, key, owners, standing)
                owners[path] = key
            fingerprint = output.fingerprint
            if any(standing.get(path, ("", b"", b""))[1] != fingerprint for path in output.paths):
                jobs.append(Job(output, tuple(standing.get(path, ("", b"", b""))[2] for path in output.paths)))
            else:
                self._hand_over(output.paths, key, standing)
        removed = sorted(standing.keys() - owners.keys())
        for path in removed:
            self._subtract(path, standing[path][2])
            self.store.write("DELETE FROM output WHERE path = ?", path)
        return jobs, removed, clashes

    def _hand_over(self, paths: tuple[str, ...], key: str, standing: Mapping[str, tuple[str, bytes, bytes]]) -> None:
        """Files that stand as another key made them belong to this one now: their source was renamed."""
        for path in paths:
            if standing[path][0] != key:
                self.store.write("UPDATE output SET key = ? WHERE path = ?", key, path)

    def _clash(self, path: str, key: str, owners: dict[str, str], standing: Mapping[str, object]) -> list[Problem]:
        owner = owners.get(path)
        if owner is None and path not in standing:
            row = self.store.one("SELECT key FROM output WHERE path = ?", path)
            owner = row[0] if row else None
        if owner is None or owner == key:
            return []
        first, second = (each.partition("|")[2] or each for each in (owner, key))
        message = f"Alamat /{path.removesuffix('index.html')} dipakai dua kali: oleh {first} dan {second}."
        return [Problem(second, 0, message, "Ganti slug salah satunya.", "slug", code="address")]

    def enter(self, output: Output, digests: tuple[bytes, ...]) -> None:
        """The files stand as they were made."""
        key = self._keys[output.paths]
        for path, seal in zip(output.paths, digests, strict=True):
            row = self.store.one("SELECT digest FROM output WHERE path = ?", path)
            if row is not None:
                self._subtract(path, row[0])
            self._sum = (self._sum + _weight(path, seal)) % (1 << 8 * SIZE)
            self.store.write(
                "INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?)",
                path,
                key,
                output.renderer,
                output.fingerprint,
                seal,
            )

    def close_books(self, changed: list[str]) -> None:
        """The mark names the tree as entered; the spare will be the one that was live, different in these files."""
        before = self.mark
        self.store.write("DELETE FROM pending")
        self.store.write_many("INSERT OR IGNORE INTO pending VALUES (?)", [(path,) for path in changed])
        for name, value in (("spare", before), ("mark", f"{self._sum:0{2 * SIZE}x}")):
            self.store.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def _subtract(self, path: str, seal: bytes) -> None:
        self._sum = (self._sum - _weight(path, seal)) % (1 << 8 * SIZE)

    def _meta(self, name: str) -> str:
        row = self.store.one("SELECT value FROM meta WHERE name = ?", name)
        return str(row[0]) if row else ""


def _weight(path: str, seal: bytes) -> int:
    return int.from_bytes(digest(path, seal), "big")
