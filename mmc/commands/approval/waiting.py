"""`inv waiting`: what waits for whom, what was refused and why, and what a second person still owes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from mmc.approvals.letters import REFUSE
from mmc.approvals.selection import Choice, Outcome
from mmc.approvals.states import GONE, Signature, State
from mmc.approvals.things import Thing
from mmc.base.typed import typed
from mmc.commands.approval.deciding import REVIEW, digest_to_sign
from mmc.commands.approval.finding import gone, status_of, title_of
from mmc.commands.approval.standing import Project
from mmc.indonesian import calendar

Say = Callable[[str], None]
LACKING = (
    "`two_people` belum berlaku: data/redaksi.toml harus memuat kunci dua orang yang berbeda, dan salah satunya penyunting "
    "atau pengelola."
)


def waiting(root: Path, say: Say) -> int:
    """The exit code of `inv waiting`."""
    project = Project(root)
    try:
        count = 0
        for count, line in enumerate(lines(project, datetime.now(UTC)), 1):  # noqa: B007
            say(line)
        if project.lacks_people:
            say(LACKING)
        if not count:
            say("Tidak ada yang menunggu.")
        elif not project.needs_two:
            say("Dua orang belum diwajibkan (`two_people` di data/redaksi.toml); daftar ini hanya untuk diketahui.")
        return 0
    finally:
        project.close()


def lines(project: Project, now: datetime) -> Iterator[str]:
    """A paragraph for everything that waits, what is urgent first."""
    for state, subject in owed(project):
        yield _urgent(project, subject, state, now)
    for thing in open_things(project):
        yield _paragraph(project, thing)


def owed(project: Project) -> list[tuple[State, str]]:
    """What one person has let out and no second one has looked at, the oldest first."""
    newest = ((each, subject) for subject, standing in project.standings.items() for each in standing.newest())
    return sorted(((state, subject) for state, subject in newest if not state.is_approved), key=lambda each: each[0].at)


def open_things(project: Project) -> list[Thing]:
    """What is meant for readers and differs from what was last approved, by file."""
    found = []
    for thing in [each for listed in project.things.values() for each in listed] + gone(project):
        standing = project.standing_of(thing.subject)
        current = standing.current(thing.digest)
        if current is not None and current.digest == thing.digest:
            continue
        asks = thing.is_shown or current is not None or (thing.is_page and status_of(project, thing) == REVIEW)
        if asks and (project.needs_two or thing.is_page) and (project.needs_two or not thing.is_shown):
            found.append(thing)
    return sorted(found, key=lambda each: each.path)


def told_choice(choice: Choice) -> str:
    """What readers see of a thing that is not approved as it is."""
    return {
        Outcome.EARLIER: "Yang tayang: versi terakhir yang disetujui.",
        Outcome.LEFT_OUT: "Belum tayang." if choice.state is None else "Penghapusannya disetujui; tidak tayang.",
        Outcome.LOST: "Versi yang disetujui tidak ada lagi di git; tidak tayang.",
    }.get(choice.outcome, "")


def _paragraph(project: Project, thing: Thing) -> str:
    digest = digest_to_sign(thing) if thing.is_shown or not thing.is_page else thing.digest
    if thing.is_page and not thing.is_shown and status_of(project, thing) == REVIEW:
        digest = thing.as_published
    _, words = project.standing_of(thing.subject).waiting_on(digest)
    parts = [title_of(project, thing)]
    if thing.path not in parts[0]:
        parts.append(f"    {thing.path}")
    if changed := _last_change(project, thing):
        parts.append(f"    {changed}")
    signed = ", ".join(dict.fromkeys(each.member.name for each in words if each.verdict != REFUSE))
    parts.append(f"    Ditandatangani: {signed or 'belum oleh siapa pun'}.")
    parts += [
        f"    Ditolak {each.member.name}, {moment_of(project, each.at)}: {each.reason}" for each in _refusals(words)
    ]
    if project.needs_two:
        parts.append(f"    {told_choice(project.selection.choices[thing.subject])}")
    parts.append(f"    → {typed('setujui')} {thing.path if thing.digest != GONE else thing.subject}")
    return "\n".join(parts)


def _urgent(project: Project, subject: str, state: State, now: datetime) -> str:
    until = state.asks_by
    assert until is not None
    word = "lewat" if now > until else "paling lambat"
    first = state.signatures[0]
    return (
        f"MENDESAK {state.path}: diterbitkan {first.member.name} sendirian ({first.reason}).\n"
        f"    Orang kedua: {word} {moment_of(project, until)}.\n    → {typed('setujui')} {subject}"
    )


def _refusals(words: list[Signature]) -> list[Signature]:
    return [each for each in words if each.verdict == REFUSE]


def _last_change(project: Project, thing: Thing) -> str:
    if project.repository is None or not thing.files:
        return ""
    commit = next(iter(project.repository.log("-1", "HEAD", "--", thing.path)), None)
    if thing.path in project.unrecorded:
        return "Perubahan terakhir belum dibagikan (masih di komputer ini)."
    return f"Terakhir diubah {commit.author}, {moment_of(project, commit.at)}." if commit else ""


def moment_of(project: Project, at: datetime) -> str:
    """The moment on the office's clock, in words."""
    local = at.astimezone(calendar.zone(project.vocabulary.office.timezone))
    return f"{calendar.short_date(local)} {calendar.clock(local)}"
