"""What a new version means for an office's files, one by one: taken, kept, joined, or a question for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from mmc.history.merge import Conflict, joined, parts_of
from mmc.history.repository import Node

OFFICES = ("content/", "data/")  # what the office writes: no version of the software touches it, except by a migration
Blob = Callable[[str], bytes]


class Fate(Enum):
    """What becomes of a file."""

    TAKEN = "dari versi baru"
    REMOVED = "tidak ada lagi di versi baru"
    KEPT = "tetap seperti di kantor"
    JOINED = "digabung"
    COLLIDES = "bertabrakan"


@dataclass(frozen=True, slots=True)
class Step:
    """One file: what becomes of it, its new bytes (None: it goes, or stays as it is), and where two changes meet."""

    path: str
    fate: Fate
    data: bytes | None = None
    mode: str = "100644"
    places: tuple[Conflict, ...] = ()

    @property
    def is_written(self) -> bool:
        """True when the file changes."""
        return self.fate is not Fate.KEPT


def is_of_the_office(path: str) -> bool:
    """True for what the office writes."""
    return path.startswith(OFFICES)


def steps(
    before: Mapping[str, Node], ours: Mapping[str, Node], theirs: Mapping[str, Node], blob: Blob, choice: str = ""
) -> Iterator[Step]:
    """
    What becomes of every file outside of `content/` and `data/` that either side has changed, by path.

    `before` is the version that the office began with. A collision stays one until it is decided: `kantor` keeps the
    office's file, `baru` takes the new one.
    """
    kept = {_top(path) for path in before} - {_top(path) for path in ours}  # folders that the office has given up
    for path in sorted(before.keys() | ours.keys() | theirs.keys()):
        if is_of_the_office(path) or _top(path) in kept:
            continue
        old, own, new = (each.get(path) for each in (before, ours, theirs))
        if _same(own, new):
            continue
        if _same(own, old):
            yield _taken(path, new, blob)
        elif _same(new, old):
            yield Step(path, Fate.KEPT)
        else:
            yield _settled(_joined(path, old, own, new, blob), new, blob, choice)


def _top(path: str) -> str:
    """The first folder of the path; the path itself at the top."""
    return path.partition("/")[0]


def _same(one: Node | None, other: Node | None) -> bool:
    return (one.oid if one else "") == (other.oid if other else "")


def _taken(path: str, new: Node | None, blob: Blob) -> Step:
    return Step(path, Fate.TAKEN, blob(new.oid), new.mode) if new else Step(path, Fate.REMOVED)


def _joined(path: str, old: Node | None, own: Node | None, new: Node | None, blob: Blob) -> Step:
    """Both have changed it: one text where their changes do not meet."""
    if not (old and own and new):
        return Step(path, Fate.COLLIDES)
    data = [blob(node.oid) for node in (own, old, new)]
    if any(b"\0" in each for each in data):
        return Step(path, Fate.COLLIDES)
    try:
        parts = parts_of(data[0], data[1], data[2])
    except UnicodeDecodeError:
        return Step(path, Fate.COLLIDES)
    places = tuple(part for part in parts if isinstance(part, Conflict))
    return (
        Step(path, Fate.COLLIDES, None, new.mode, places)
        if places
        else Step(path, Fate.JOINED, joined(parts, {}), new.mode)
    )


def _settled(step: Step, new: Node | None, blob: Blob, choice: str) -> Step:
    if step.fate is not Fate.COLLIDES or not choice:
        return step
    return Step(step.path, Fate.KEPT) if choice == "kantor" else _taken(step.path, new, blob)
