"""The one place that asks git: versions of files, who changed what and when, and a commit of ours."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

HIDDEN = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C.UTF-8"}
RECORDS = "data/catatan"  # written by releases themselves, so never a change of what is released
FEW = 500  # paths on one command line
PLAIN = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false")


class GitError(Exception):
    """What git answered when it could not do what it was asked; `args[0]` is its own words."""


class Node(NamedTuple):
    """One entry of a folder in git."""

    mode: str
    oid: str

    @property
    def is_folder(self) -> bool:
        """True for a folder."""
        return self.mode == "40000"

    @property
    def is_file(self) -> bool:
        """True for a plain file; a link is none."""
        return self.mode.startswith("100")


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: who wrote it, when, and its first line."""

    oid: str
    author: str
    address: str
    at: datetime
    subject: str
    parents: tuple[str, ...] = ()


class Repository:
    """The repository whose top folder is the project's own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._objects: subprocess.Popen[bytes] | None = None

    def close(self) -> None:
        """Nothing of git runs any more."""
        if self._objects is not None:
            self._objects.kill()
            self._objects.communicate()
            self._objects = None

    def run(self, *words: str, given: bytes | None = None, seconds: float | None = None) -> str:
        """What git says to this; raises `GitError` with its complaint."""
        return self.run_bytes(*words, given=given, seconds=seconds).decode("utf-8", "surrogateescape")

    def run_bytes(self, *words: str, given: bytes | None = None, seconds: float | None = None) -> bytes:
        """The same as bytes."""
        try:
            done = subprocess.run(
                ["git", *PLAIN, *words],
                cwd=self.root,
                input=given,
                stdin=None if given is not None else subprocess.DEVNULL,
                capture_output=True,
                env={**os.environ, **HIDDEN},
                check=False,
                timeout=seconds,
            )
        except FileNotFoundError:
            raise GitError("git tidak ada di komputer ini") from None
        except subprocess.TimeoutExpired:
            raise GitError(f"tidak ada jawaban dalam {seconds:.0f} detik") from None
        if done.returncode:
            raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"git {words[0]} gagal")
        return done.stdout

    def ask(self, *words: str) -> str:
        """What git says, without the last line end; empty where it has no answer."""
        with suppress(GitError):
            return self.run(*words).strip()
        return ""

    def exists(self) -> bool:
        """True when the project is a repository of its own."""
        top = self.ask("rev-parse", "--show-toplevel")
        return bool(top) and Path(top).resolve() == self.root.resolve()

    def head(self) -> str:
        """The present commit; empty before the first."""
        return self.ask("rev-parse", "--verify", "--quiet", "HEAD")

    def is_ancestor(self, older: str, newer: str) -> bool:
        """True when all of the older commit is in the newer one."""
        try:
            self.run("merge-base", "--is-ancestor", older, newer)
        except GitError:
            return False
        return True

    def is_shallow(self) -> bool:
        """True when this clone lacks the beginning of its history."""
        return self.ask("rev-parse", "--is-shallow-repository") == "true"

    def branch(self) -> str:
        """The name of the branch; empty when none is checked out."""
        return self.ask("symbolic-ref", "--short", "--quiet", "HEAD")

    # What stands in git -------------------------------------------------------------------------------------------

    def object(self, name: str) -> tuple[str, bytes] | None:
        """The kind and the bytes of an object by its number or as `COMMIT:PATH`; None when there is none."""
        if "\n" in name:
            return None
        if self._objects is None or self._objects.poll() is not None:
            self._objects = subprocess.Popen(
                ["git", "cat-file", "--batch"],
                cwd=self.root,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **HIDDEN},
            )
        process = self._objects
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
        process.stdin.flush()
        head = process.stdout.readline().split()
        if len(head) != 3 or head[1] not in (b"blob", b"tree", b"commit", b"tag"):
            return None
        data = process.stdout.read(int(head[2]))
        process.stdout.read(1)
        return head[1].decode(), data

    def blob(self, name: str) -> bytes | None:
        """The bytes of a file."""
        found = self.object(name)
        return found[1] if found and found[0] == "blob" else None

    def folder(self, commit: str, path: str) -> dict[str, Node]:
        """What a folder holds in a commit, by name."""
        found = self.object(f"{commit}:{path.strip('/')}")
        return dict(_nodes(found[1], len(commit) // 2)) if found and found[0] == "tree" else {}

    def files(self, commit: str, path: str) -> dict[str, Node]:
        """Every plain file below a folder (or that file itself) in a commit, by its whole path."""
        found: dict[str, Node] = {}
        waiting = [path.strip("/")]
        while waiting:
            place = waiting.pop()
            for name, node in self.folder(commit, place).items():
                if node.is_folder:
                    waiting.append(f"{place}/{name}".lstrip("/"))
                elif node.is_file:
                    found[f"{place}/{name}".lstrip("/")] = node
        if not found and (alone := self._file(commit, path)):
            found[path] = alone
        return found

    def _file(self, commit: str, path: str) -> Node | None:
        folder, _, name = path.rpartition("/")
        node = self.folder(commit, folder).get(name)
        return node if node and node.is_file else None

    def commits_of(self, *paths: str, span: str = "HEAD") -> list[str]:
        """Every commit that changed something at these paths, none simplified away, each before those that it rests on."""
        if not self.head():
            return []
        listed = self.ask("log", "--full-history", "--topo-order", "--format=%H", span, "--", *paths).split()
        return list(dict.fromkeys(listed))

    def mentions(self, word: str, path: str) -> list[str]:
        """The files, of any time, in which this word came or went."""
        listed = self.ask("log", "--format=", "--name-only", "--no-renames", f"-S{word}", "HEAD", "--", path)
        return list(dict.fromkeys(line for line in listed.splitlines() if line))

    def vanished(self, folder: str) -> dict[str, str]:
        """Every file below the folder that was once there and was taken away, with the commit before that still has it."""
        words = ("--full-history", "-m", "--diff-filter=D", "--no-renames", "--format=:%H", "--name-only")
        listed = self.ask("log", *words, "HEAD", "--", folder)
        found: dict[str, str] = {}
        commit = ""
        for line in listed.splitlines():
            if line.startswith(":"):
                commit = line[1:]
            elif line:
                found.setdefault(line, f"{commit}^")
        return found

    def added_in(self, path: str) -> str:
        """The first commit that has this file; empty when it is not in git."""
        return (self.ask("log", "--diff-filter=A", "--format=%H", "HEAD", "--", path).split() or [""])[-1]

    def blobs(self, places: Collection[str]) -> dict[str, str]:
        """Every file below these places that git has or would take, by its path, with the name that git gives its bytes."""
        if not self.exists():
            return {path: _blob((self.root / path).read_bytes()) for path in _plain_files(self.root, places)}
        rows = (row for row in self.ask("ls-files", "-s", "-z", "--", *places).split("\0") if row)
        found = {row.partition("\t")[2]: row.split(" ")[1] for row in rows}
        other = _paths(self.ask("diff-files", "--name-only", "-z", "--", *places))
        other += _paths(self.ask("ls-files", "--others", "--exclude-standard", "-z", "--", *places))
        there = [path for path in dict.fromkeys(other) if (self.root / path).is_file() and "\n" not in path]
        for path in other:
            found.pop(path, None)
        listed = "".join(f"{path}\n" for path in there).encode("utf-8", "surrogateescape")
        return found | dict(zip(there, self.run("hash-object", "--stdin-paths", given=listed).split(), strict=False))

    def versions(self, paths: Collection[str]) -> frozenset[tuple[str, str]]:
        """Every path of these with every content that it has had in the history of this checkout."""
        if not paths or not self.exists():
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

    def state(self, places: Iterable[str]) -> tuple[str, bool]:
        """The commit, and whether anything below these places differs from it; empty where there is no repository."""
        if not self.exists():
            return "", False
        return self.head(), bool(self.ask("status", "--porcelain", "--", *places, f":(exclude){RECORDS}"))

    # Who and what -------------------------------------------------------------------------------------------------

    def commit(self, name: str) -> Commit | None:
        """What git says of one commit."""
        return next(iter(self.log("-1", name)), None)

    def log(self, *words: str) -> Iterator[Commit]:
        """The commits that `git log` lists for these words."""
        told = self.ask("log", "--format=%H%x1f%P%x1f%an%x1f%ae%x1f%aI%x1f%s%x1e", *words)
        for row in told.split("\x1e"):
            parts = row.strip("\n").split("\x1f")
            if len(parts) == 6:
                oid, parents, name, address, at, subject = parts
                yield Commit(oid, name, address, datetime.fromisoformat(at), subject, tuple(parents.split()))

    def setting(self, name: str) -> str:
        """A value of git's configuration; empty where there is none."""
        return self.ask("config", "--get", name)

    # A commit of ours ---------------------------------------------------------------------------------------------

    def changed(self, *paths: str) -> list[str]:
        """The files at these places that differ from the last commit, new ones too."""
        rows = self.run("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *paths)
        return [row[3:] for row in rows.split("\0") if row]

    def record(self, message: str, paths: Sequence[str], person: tuple[str, str] | None = None) -> bool:
        """
        These files, and nothing else, are committed as they are now; False when that changes nothing.

        `person` is a name and an address other than git's own.
        """
        listed = "\0".join(paths).encode("utf-8", "surrogateescape")
        given = ("--pathspec-from-file=-", "--pathspec-file-nul")
        self.run("add", "--all", *given, given=listed)
        if not self.run("diff", "--cached", "--name-only", "-z", "--", *(paths if len(paths) <= FEW else ())).strip(
            "\0"
        ):
            return False
        whose = ("-c", f"user.name={person[0]}", "-c", f"user.email={person[1]}") if person else ()
        self.run(*whose, "commit", "--quiet", "--no-verify", "--message", message, "--only", *given, given=listed)
        return True


def _nodes(data: bytes, length: int) -> Iterator[tuple[str, Node]]:
    at = 0
    while at < len(data):
        space, end = data.index(b" ", at), data.index(b"\0", at)
        oid = data[end + 1 : end + 1 + length]
        yield data[space + 1 : end].decode("utf-8", "surrogateescape"), Node(data[at:space].decode(), oid.hex())
        at = end + 1 + length


def _paths(told: str) -> list[str]:
    return [path for path in told.split("\0") if path]


def _plain_files(root: Path, places: Iterable[str]) -> list[str]:
    found = (path for place in places for path in (root / place).rglob("*"))
    return sorted(path.relative_to(root).as_posix() for path in found if path.is_file() and not path.is_symlink())


def _blob(data: bytes) -> str:
    """As git names these bytes once line ends are its own."""
    plain = data if b"\0" in data else data.replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(plain) + plain, usedforsecurity=False).hexdigest()
