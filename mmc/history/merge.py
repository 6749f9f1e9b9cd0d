"""Two lines of work become one without a marker in any file: what git cannot settle becomes questions that a person can answer."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mmc.history.repository import HIDDEN, GitError, Repository

MARK = 61  # letters of the marks by which git tells us where it could not decide; no text has such a line


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place of a text that both have changed: what it was, what we made of it, what they did."""

    before: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Question:
    """
    A file on which two have worked: the numbers in git of the three versions (empty: not there), and, of a text, its parts.

    A part is either settled text or a `Conflict`.
    """

    path: str
    before: str = ""
    ours: str = ""
    theirs: str = ""
    mode: str = "100644"
    parts: tuple[str | Conflict, ...] = ()

    @property
    def conflicts(self) -> list[Conflict]:
        """The places to be decided on; none where the whole file is the question."""
        return [part for part in self.parts if isinstance(part, Conflict)]


@dataclass(frozen=True)
class Draft:
    """A merge that has not happened yet: the tree as far as git could settle it, and what it could not."""

    ours: str
    theirs: str
    tree: str
    questions: tuple[Question, ...] = field(default=())


def draft(repository: Repository, theirs: str) -> Draft:
    """What would become of the present commit and theirs; nothing is touched. Raises `GitError` where they have nothing in common."""
    ours = repository.head()
    words = ["git", "merge-tree", "--write-tree", "-z", "--no-messages", ours, theirs]
    done = subprocess.run(words, cwd=repository.root, capture_output=True, env={**os.environ, **HIDDEN}, check=False)
    if done.returncode > 1:
        raise GitError(done.stderr.decode("utf-8", "replace").strip())
    tree, *rows = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    stages: dict[str, dict[int, tuple[str, str]]] = {}
    for row in rows:
        head, _, path = row.partition("\t")
        if path:
            mode, oid, stage = head.split(" ")
            stages.setdefault(path, {})[int(stage)] = (mode, oid)
    questions = tuple(_question(repository, path, found) for path, found in stages.items())
    return Draft(ours, repository.run("rev-parse", f"{theirs}^{{commit}}").strip(), tree.strip(), questions)


def finished(
    repository: Repository, plan: Draft, answers: Mapping[str, bytes | None], extra: Mapping[str, bytes], message: str
) -> str:
    """
    The merge is a commit, and the folder is as it says; its number.

    `answers` give the bytes of every file in question, None for one that goes; `extra` are further files.
    """
    tree = plan.tree
    modes = {each.path: each.mode for each in plan.questions}
    with tempfile.TemporaryDirectory() as folder:
        index = {**os.environ, **HIDDEN, "GIT_INDEX_FILE": str(Path(folder) / "index")}
        if answers or extra:
            _git(repository, index, "read-tree", tree)
            for path, data in {**answers, **extra}.items():
                _git(repository, index, "update-index", "--force-remove", "--", path)
                if data is not None:
                    oid = repository.run("hash-object", "-w", "--stdin", given=data).strip()
                    _git(
                        repository,
                        index,
                        "update-index",
                        "--add",
                        "--cacheinfo",
                        f"{modes.get(path, '100644')},{oid},{path}",
                    )
            tree = _git(repository, index, "write-tree").strip()
    commit = repository.run("commit-tree", tree, "-p", plan.ours, "-p", plan.theirs, "-m", message).strip()
    repository.run("merge", "--ff-only", "--quiet", commit)
    return commit


def parts_of(ours: bytes, before: bytes, theirs: bytes) -> tuple[str | Conflict, ...]:
    """The text of three versions, settled where only one side changed it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in (("kita", ours), ("dulu", before), ("mereka", theirs)):
            (folder / file).write_bytes(data)
        words = ["git", "merge-file", "-p", "--diff3", f"--marker-size={MARK}", "kita", "dulu", "mereka"]
        done = subprocess.run(words, cwd=folder, capture_output=True, check=False)
    return tuple(_parts(done.stdout.decode("utf-8")))


def joined(parts: tuple[str | Conflict, ...], chosen: Mapping[Conflict, str]) -> bytes:
    """The text with the chosen words at each place."""
    return "".join(part if isinstance(part, str) else chosen[part] for part in parts).encode()


def _parts(text: str) -> Iterator[str | Conflict]:
    settled: list[str] = []
    ours: list[str] = []
    before: list[str] = []
    theirs: list[str] = []
    place = settled
    for line in text.splitlines(keepends=True):
        if line.startswith("<" * MARK):
            if settled:
                yield "".join(settled)
            settled, ours, before, theirs = [], [], [], []
            place = ours
        elif line.startswith("|" * MARK):
            place = before
        elif line.startswith("=" * MARK):
            place = theirs
        elif line.startswith(">" * MARK):
            yield Conflict("".join(before), "".join(ours), "".join(theirs))
            place = settled
        else:
            place.append(line)
    if settled:
        yield "".join(settled)


def _question(repository: Repository, path: str, stages: Mapping[int, tuple[str, str]]) -> Question:
    before, ours, theirs = (stages.get(stage, ("", ""))[1] for stage in (1, 2, 3))
    mode = next(stages[stage][0] for stage in (2, 3, 1) if stage in stages)
    question = Question(path, before, ours, theirs, mode)
    if not (ours and theirs and mode.startswith("100")):
        return question
    data = [repository.blob(oid) or b"" if oid else b"" for oid in (ours, before, theirs)]
    if any(b"\0" in each for each in data):
        return question
    try:
        return Question(path, before, ours, theirs, mode, parts_of(*data))
    except UnicodeDecodeError:
        return question


def _git(repository: Repository, environment: Mapping[str, str], *words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=repository.root, env=dict(environment), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise GitError(done.stderr.strip())
    return done.stdout
