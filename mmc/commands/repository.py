"""What git knows of this checkout, asked without leaving a lock behind; nothing where there is no git."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

RECORDS = "data/catatan"  # written by releases themselves, so never a change of what is released
GONE = "0" * 40


@dataclass(frozen=True, slots=True)
class Repository:
    """The checkout in this folder; a folder inside another repository is none."""

    root: Path

    @property
    def is_one(self) -> bool:
        """True when the folder is the top of a repository."""
        top = self.ask("rev-parse", "--show-toplevel")
        return bool(top) and Path(top).resolve() == self.root.resolve()

    def commit(self, places: Iterable[str]) -> tuple[str, bool]:
        """The commit, and whether anything below these places differs from it; empty where there is no repository."""
        if not self.is_one:
            return "", False
        changed = self.ask("status", "--porcelain", "--", *places, f":(exclude){RECORDS}")
        return self.ask("rev-parse", "HEAD"), bool(changed)

    def person(self) -> str:
        """The name of whoever works here, as git knows it."""
        return self.ask("config", "user.name")

    def blobs(self, places: Collection[str]) -> dict[str, str]:
        """Every file below these places that git has or would take, by its path, with the name that git gives its bytes."""
        if not self.is_one:
            return {path: _blob((self.root / path).read_bytes()) for path in _plain_files(self.root, places)}
        rows = (row for row in self.ask("ls-files", "-s", "-z", "--", *places).split("\0") if row)
        found = {row.partition("\t")[2]: row.split(" ")[1] for row in rows}
        other = self._paths("diff-files", "--name-only", "-z", "--", *places)
        other += self._paths("ls-files", "--others", "--exclude-standard", "-z", "--", *places)
        there = [path for path in dict.fromkeys(other) if (self.root / path).is_file() and "\n" not in path]
        for path in other:
            found.pop(path, None)
        listed = "".join(f"{path}\n" for path in there)
        return found | dict(zip(there, self.ask("hash-object", "--stdin-paths", data=listed).split(), strict=False))

    def versions(self, paths: Collection[str]) -> frozenset[tuple[str, str]]:
        """Every path of these with every content that it has had in the history of this checkout."""
        if not paths or not self.is_one:
            return frozenset()
        words = ["log", "--format=", "--raw", "--no-abbrev", "--no-renames", "--full-history", "-m", "-z", "HEAD", "--"]
        told = self.ask(*words, *(paths if len(paths) <= 500 else ())).split("\0")
        found = set()
        for head, path in zip(told[::2], told[1::2], strict=False):
            _, _, old, new, *_ = head.strip().lstrip(":").split(" ")
            found |= {(path, old), (path, new)}
        return frozenset(found)

    def changed_since(self, path: str, second: int) -> bool:
        """True when a commit of this checkout's history after that second touches the path."""
        told = self.ask("log", "-1", "--format=%ct", "HEAD", "--", path)
        return told.isdigit() and int(told) > second

    def ask(self, *words: str, data: str = "") -> str:
        """What git answers; nothing where it has no answer, or is not there."""
        command = ["git", "--no-optional-locks", "-c", "core.quotepath=off", *words]
        try:
            done = subprocess.run(
                command,
                cwd=self.root,
                input=data,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="surrogateescape",
                check=False,
            )
        except FileNotFoundError:
            return ""
        return done.stdout.strip("\n") if done.returncode == 0 else ""

    def _paths(self, *words: str) -> list[str]:
        return [path for path in self.ask(*words).split("\0") if path]


def _plain_files(root: Path, places: Iterable[str]) -> list[str]:
    found = (path for place in places for path in (root / place).rglob("*"))
    return sorted(path.relative_to(root).as_posix() for path in found if path.is_file() and not path.is_symlink())


def _blob(data: bytes) -> str:
    """As git names these bytes once line ends are its own."""
    plain = data if b"\0" in data else data.replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(plain) + plain, usedforsecurity=False).hexdigest()
