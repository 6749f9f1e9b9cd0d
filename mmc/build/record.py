"""What stands in the output: every file with the key it comes from, the fingerprint of what made it, its digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mmc.base.problems import Problem
from mmc.build.worker import Made
from mmc.pages.output import Output
from mmc.rebuild.digest import SIZE, digest
from mmc.rebuild.store import Store

Answers = Mapping[str, tuple[Made, ...]]


class OutputRecord:
    """
    The book of the output. Its `mark` names the whole tree: the sum of all its files' digests, so that a change costs
    only what changed, and equal sites have equal marks whatever way led to them.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._sum = int(self._meta("mark") or "0", 16)

    @property
    def mark(self) -> str:
        """The name of the tree as the record has it; empty before the first build."""
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

    def is_settled(self, key: str, outputs: Iterable[Output]) -> bool:
        """True when this key's files stand just as these outputs would make them."""
        rows = self.store.read("SELECT path, fingerprint FROM output WHERE key = ?", key).fetchall()
        return dict(rows) == {path: output.fingerprint for output in outputs for path in output.paths}

    def unclaimed(self, answers: Answers) -> list[str]:
        """The files that the keys of these answers once yielded and that no answer claims any more."""
        claimed = {path for made in answers.values() for each in made for path in each.paths}
        sql = "SELECT path FROM output WHERE key = ?"
        standing = (path for key in answers for (path,) in self.store.read(sql, key).fetchall())
        return sorted(set(standing) - claimed)

    def clashes(self, answers: Answers) -> list[Problem]:
        """The addresses that two keys claim."""
        found: list[Problem] = []
        owners: dict[str, str] = {}
        for key, made in answers.items():
            for path in (path for each in made for path in each.paths):
                row = self.store.one("SELECT key FROM output WHERE path = ?", path)
                owner = owners.get(path) or (row[0] if row and row[0] not in answers else key)
                if owner != key:
                    found.append(_clash(path, owner, key))
                owners[path] = key
        return found

    def enter(self, answers: Answers, removed: Iterable[str]) -> None:
        """The files stand as they were made; the removed ones are gone."""
        for path in removed:
            self._subtract(path)
            self.store.write("DELETE FROM output WHERE path = ?", path)
        rows = []
        for key, made in answers.items():
            for each in made:
                if each.is_new:
                    for path, seal in zip(each.paths, each.digests, strict=True):
                        self._subtract(path)
                        self._sum = (self._sum + _weight(path, seal)) % (1 << 8 * SIZE)
                        rows.append((path, key, each.renderer, each.fingerprint, seal))
        self.store.write_many("INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?)", rows)

    def close_books(self, changed: Iterable[str]) -> None:
        """The mark names the tree as entered; the spare will be the one that was live, different in these files."""
        before = self.mark
        self.store.write("DELETE FROM pending")
        self.store.write_many("INSERT OR IGNORE INTO pending VALUES (?)", [(path,) for path in changed])
        for name, value in (("spare", before), ("mark", f"{self._sum:0{2 * SIZE}x}")):
            self.store.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def _subtract(self, path: str) -> None:
        row = self.store.one("SELECT digest FROM output WHERE path = ?", path)
        if row is not None:
            self._sum = (self._sum - _weight(path, row[0])) % (1 << 8 * SIZE)

    def _meta(self, name: str) -> str:
        row = self.store.one("SELECT value FROM meta WHERE name = ?", name)
        return str(row[0]) if row else ""


def _clash(path: str, first: str, second: str) -> Problem:
    first, second = (each.partition("|")[2] or each for each in (first, second))
    message = f"Alamat /{path.removesuffix('index.html')} dipakai dua kali: oleh {first} dan {second}."
    return Problem(second, 0, message, "Ganti slug salah satunya.", "slug", code="address")


def _weight(path: str, seal: bytes) -> int:
    return int.from_bytes(digest(path, seal), "big")
