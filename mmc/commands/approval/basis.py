"""From where a release is made: the project's own folder, or, where two people are needed, a folder of what they approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from mmc.approvals.selection import Choice, Origin, Outcome
from mmc.approvals.things import CODE
from mmc.base.typed import typed
from mmc.commands.approval.finding import status_of
from mmc.commands.approval.overlay import is_overlay, laid_out
from mmc.commands.approval.standing import Project
from mmc.commands.approval.waiting import LACKING, moment_of, owed

MOST = 20  # lines of one list


@dataclass(frozen=True, slots=True)
class Basis:
    """The folder that is published, and what of the project is not as it is in its folder, a line each."""

    folder: Path
    told: tuple[str, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def blobs(self, present: Mapping[str, str]) -> Mapping[str, str]:
        """The name that git gives to each published file's bytes, from those of the files that are in the project now."""
        if not self.origins:
            return present
        found = {path: origin.oid or present.get(path, "") for path, origin in self.origins.items()}
        return {path: oid for path, oid in found.items() if oid}


def basis_of(root: Path, now: datetime | None = None) -> Basis:
    """
    Where the content, data, theme and code of a release are taken from.

    Raises `ContentError` where no site can be made of what is approved.
    """
    if is_overlay(root):
        return Basis(root)
    project = Project(root)
    try:
        if not project.needs_two:
            return Basis(root, (LACKING,) if project.lacks_people else ())
        folder = laid_out(project)
        return Basis(folder, tuple(_told(project, now or datetime.now(UTC))), project.selection.files)
    finally:
        project.close()


def _told(project: Project, now: datetime) -> Iterator[str]:
    for state, _ in owed(project):
        until = state.asks_by
        assert until is not None
        first = state.signatures[0]
        word = "sudah lewat" if now > until else "paling lambat"
        yield (
            f"MENDESAK tanpa orang kedua: {state.path} ({first.member.name}: {first.reason}); "
            f"persetujuan kedua {word} {moment_of(project, until)}."
        )
    choices = project.selection
    yield from _list("tayang dalam versi terakhir yang disetujui", choices.of(Outcome.EARLIER))
    waiting = [each for each in choices.of(Outcome.LEFT_OUT) if each.thing and _is_meant(project, each)]
    yield from _list("belum disetujui, tidak ikut", waiting)
    yield from _list("disetujui, tetapi versinya tidak ada lagi di git, tidak ikut", choices.of(Outcome.LOST))
    if choices.choices[CODE].outcome is Outcome.EARLIER:
        yield "Kode di komputer ini belum disetujui dua orang; situs dibangun dengan kode yang disetujui terakhir."


def _is_meant(project: Project, choice: Choice) -> bool:
    assert choice.thing is not None
    return choice.thing.is_shown or status_of(project, choice.thing) == "tinjau"


def _list(words: str, choices: Sequence[Choice]) -> Iterator[str]:
    if choices:
        yield f"{len(choices)} {words}; lihat `{typed('antrean')}`:"
        for each in choices[:MOST]:
            yield f"  {each.thing.path if each.thing else each.version.path if each.version else each.subject}"
        if len(choices) > MOST:
            yield f"  … dan {len(choices) - MOST} lagi"
