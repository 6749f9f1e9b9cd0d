"""Which version of each thing goes out: the present one where it is approved, else the last one that was, else none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from mmc.approvals.states import GONE, Standing, State
from mmc.approvals.things import Thing


class Outcome(Enum):
    """What became of a thing."""

    PRESENT = "sekarang"  # as it is in the folder
    EARLIER = "versi lama"  # as it was last approved
    LEFT_OUT = "belum pernah disetujui"
    GONE = "diambil"  # taken away, and that is approved
    LOST = "hilang dari git"  # approved once, and no version of it is there any more


@dataclass(frozen=True, slots=True)
class Version:
    """A version from git: where its main file stood, and the number in git of each of its files."""

    path: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes out of one thing, and in which state it is."""

    subject: str
    outcome: Outcome
    thing: Thing | None = None
    version: Version | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the bytes of a file come from: the folder (with the SHA-256 that was looked at), or a number in git."""

    path: str = ""
    sha256: str = ""
    oid: str = ""


@dataclass(frozen=True)
class Selection:
    """What goes out as a whole: a choice for every thing, and the file at each path."""

    choices: Mapping[str, Choice] = field(default_factory=dict)
    files: Mapping[str, Origin] = field(default_factory=dict)

    def of(self, *outcomes: Outcome) -> list[Choice]:
        """The choices with one of these outcomes, by name."""
        return [each for _, each in sorted(self.choices.items()) if each.outcome in outcomes]


Find = Callable[[str, State], Version | None]


def select(things: Mapping[str, Sequence[Thing]], standings: Mapping[str, Standing], find: Find) -> Selection:
    """
    The version of every thing that readers are to see; `find` looks for an approved one in git.

    An earlier version whose place is taken by another thing's present one stands in a folder of its own, photos and all.
    """
    nothing = Standing()
    choices = {
        subject: choose(subject, things.get(subject, ()), standings.get(subject, nothing), find)
        for subject in dict.fromkeys([*things, *standings])
    }
    files: dict[str, Origin] = {}
    for each in choices.values():
        if each.outcome is Outcome.PRESENT and each.thing is not None:
            files |= {path: Origin(path, seal) for path, seal in each.thing.files.items()}
    for each in choices.values():
        if each.version is not None:
            files |= _placed(each.subject, each.version, files)
    return Selection(choices, files)


def choose(subject: str, present: Sequence[Thing], standing: Standing, find: Find) -> Choice:
    """What goes out of one thing; of two files that claim one name, the approved one."""
    for thing in present:
        state = standing.current(thing.digest)
        if state is not None and state.digest == thing.digest:
            return Choice(subject, Outcome.PRESENT, thing, None, state)
    first = present[0] if present else None
    last = standing.current(first.digest if first else GONE)
    if last is None:
        return Choice(subject, Outcome.LEFT_OUT, first)
    if last.digest == GONE:
        return Choice(subject, Outcome.LEFT_OUT if first else Outcome.GONE, first, None, last)
    while last is not None and last.digest != GONE:
        if (version := find(subject, last)) is not None:
            return Choice(subject, Outcome.EARLIER, first, version, last)
        last = standing.earlier(last)
    return Choice(subject, Outcome.LOST, first)


def _placed(subject: str, version: Version, taken: Mapping[str, Origin]) -> dict[str, Origin]:
    """The version's files where they were, or, where another thing's file would be another, in a folder named like the thing."""
    is_free = all(taken.get(path, Origin(oid=oid)) == Origin(oid=oid) for path, oid in version.files.items())
    folder = version.path.rpartition("/")[0]

    def place(path: str) -> str:
        inside = path.removeprefix(f"{folder}/")
        return path if is_free or inside == path else f"{folder}/{subject}/{inside}"

    return {place(path): Origin(oid=oid) for path, oid in version.files.items()}
