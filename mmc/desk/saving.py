"""A save: the files of one item, written whole and committed in the officer's own name, or nothing at all."""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mmc.base.files.disk import replace
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE
from mmc.base.problems import ContentError, Problem
from mmc.checks.gate import check_name
from mmc.desk import exchanging
from mmc.desk.declaration import OWN
from mmc.desk.officers import Officer
from mmc.history.repository import GitError, Repository
from mmc.history.writing import writing

BEGUN = "simpan.json"  # what a save that was begun is to become, until it is in git
PLACE = re.compile(rf"content/(?:{'|'.join(map(re.escape, KINDS))})/\d{{4}}/\d{{2}}/[^/]+|content/{PAGE}/[^/]+")
TRIES, PAUSE = 20, 0.15  # another program may hold git's own lock for a moment


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of it: the commit, empty when nothing was different."""

    commit: str
    paths: tuple[str, ...]


class Overtaken(Exception):
    """A file is not as it was when the work began; `theirs` is how it is now, None when it is gone."""

    def __init__(self, path: str, theirs: bytes | None) -> None:
        self.path, self.theirs = path, theirs
        super().__init__(path)


def save(
    root: Path,
    changes: Mapping[str, bytes | None],
    officer: Officer,
    message: str,
    based_on: Mapping[str, bytes | None],
) -> Saved:
    """
    Every file holds its new bytes, or is gone, and one commit of this officer says so.

    `based_on` is what the officer began from. Raises `Overtaken`, `ContentError` for a path that is no place of an item, or
    `OSError` and `GitError` where it cannot be written; then everything is as it was.
    """
    _check_places(root, changes)
    with writing(root):
        before = {path: _bytes(root / path) for path in changes}
        for path, began in based_on.items():
            if path in changes and before[path] != began:
                raise Overtaken(path, before[path])
        different = {path: data for path, data in changes.items() if data != before[path]}
        if not different:
            return Saved("", ())
        _begin(root, different, officer, message)
        try:
            commit = _carry_out(root, different, officer, message)
        except (OSError, GitError):
            for path in different:
                with suppress(OSError):
                    _write(root / path, before[path])
            (root / OWN / BEGUN).unlink(missing_ok=True)
            raise
        (root / OWN / BEGUN).unlink()
    exchanging.wake()
    return Saved(commit, tuple(different))


def finish(root: Path) -> bool:
    """What a killed desk had begun to save is saved; True when there was something."""
    begun = root / OWN / BEGUN
    with writing(root):
        try:
            row = json.loads(begun.read_bytes())
            changes = {path: None if data is None else base64.b64decode(data) for path, data in row["files"].items()}
            officer = Officer(row["name"], row["address"], "")
        except FileNotFoundError:
            return False
        except (ValueError, KeyError, TypeError):  # killed before it was whole: then no file was touched
            begun.unlink()
            return False
        _check_places(root, changes)
        _carry_out(root, changes, officer, row["message"])
        begun.unlink()
    return True


def _begin(root: Path, changes: Mapping[str, bytes | None], officer: Officer, message: str) -> None:
    files = {path: None if data is None else base64.b64encode(data).decode() for path, data in changes.items()}
    row = {"files": files, "name": officer.name, "address": officer.address, "message": message}
    replace(root / OWN / BEGUN, json.dumps(row).encode())


def _carry_out(root: Path, changes: Mapping[str, bytes | None], officer: Officer, message: str) -> str:
    for path, data in changes.items():
        _write(root / path, data)
    return commit(root, list(changes), officer, message)


def commit(root: Path, paths: list[str], officer: Officer, message: str) -> str:
    """These files are committed as they are, in the officer's name; the commit, empty when that changes nothing."""
    repository = Repository(root)
    for attempt in range(TRIES):
        try:
            is_new = repository.record(message, paths, person=(officer.name, officer.address))
            return repository.head() if is_new else ""
        except GitError as error:
            if "index.lock" not in str(error) or attempt == TRIES - 1:
                raise
            time.sleep(PAUSE)
    return ""


def _check_places(root: Path, changes: Mapping[str, bytes | None]) -> None:
    """Raises `ContentError` for a path that the schema cannot name, or that leads elsewhere by a link."""
    problems: list[Problem] = []
    for path in changes:
        folder = (root / path).parent
        if not PLACE.fullmatch(path) or ".." in path or (root / path).is_symlink():
            problems.append(Problem(path, 0, "Bukan tempat naskah atau fotonya.", code="file-name"))
        elif not folder.resolve().is_relative_to((root / "content").resolve()):
            problems.append(Problem(path, 0, "Folder ini menunjuk ke luar content/.", code="file-name"))
        elif changes[path] is not None:
            problems += [each for each in check_name(path) if each.is_error]
    if problems:
        raise ContentError(problems)


def _write(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        replace(path, data)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
