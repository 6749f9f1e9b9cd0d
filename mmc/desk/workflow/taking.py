"""A step taken: the status in the file, the letters of the rule of two, one commit in the officer's name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mmc.approvals.letters import REFUSE
from mmc.base.problems import ContentError, Problem
from mmc.commands.approval import deciding
from mmc.commands.approval.finding import find
from mmc.commands.approval.signing import identity
from mmc.commands.approval.standing import Project
from mmc.commands.approval.waiting import moment_of
from mmc.commands.check import check_content
from mmc.desk.officers import Officer
from mmc.desk.saving import save
from mmc.desk.table.row import Row
from mmc.desk.workflow.steps import DRAFT, PUBLISHED, REVIEW, Place, Step, hindrance, with_status
from mmc.history.repository import Repository

Say = Callable[[str], None]
VERBS = {Step.SEND: "Ajukan", Step.TAKE_BACK: "Tarik kembali", Step.RETURN: "Kembalikan", Step.APPROVE: "Setujui"}
BECOMES = {Step.SEND: REVIEW, Step.TAKE_BACK: DRAFT, Step.RETURN: DRAFT, Step.APPROVE: PUBLISHED}
MOST_REASON = 500


@dataclass(frozen=True, slots=True)
class Word:
    """What one person has said on this form of an item, with a signature."""

    person: str
    is_refusal: bool
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an item stands, with what is signed on it, and whether this machine holds a key that may sign."""

    place: Place
    words: tuple[Word, ...] = ()
    signs_as: str = ""


def standing_of(root: Path, row: Row) -> Standing:
    """As git and the letters have it at this moment."""
    last = next(iter(Repository(root).log("-1", "HEAD", "--", row.path)), None)
    errors = sum(each.is_error for each in check_content(root, wanted=row.path, all_notes=False).problems)
    with closing(Project(root)) as project:
        place = Place(row.status, last.author if last else "", errors, project.needs_two)
        if not project.needs_two:
            return Standing(place)
        thing = find(project, row.path)
        _, words = project.standing_of(thing.subject).waiting_on(deciding.digest_to_sign(thing))
        told = tuple(
            Word(each.member.name, each.verdict == REFUSE, moment_of(project, each.at), each.reason) for each in words
        )
        try:
            signs_as = identity(project).member.name
        except ContentError:
            signs_as = ""
        return Standing(place, told, signs_as)


def take_step(root: Path, row: Row, step: Step, officer: Officer, reason: str, say: Say, *, has_key: bool) -> None:
    """
    The step is taken and in git, or `ContentError` says why not.

    Under the rule of two an approval and a refusal are letters, signed with the officer's own key; `has_key` is True where
    the key of this machine is the officer's, as at a desk of one person.
    """
    why = " ".join(reason.split())[:MOST_REASON]
    standing = standing_of(root, row)
    if told := hindrance(step, standing.place, officer):
        raise _refused(told)
    if step is Step.RETURN and not why:
        raise _refused("Tulis alasannya, agar penulisnya tahu apa yang perlu diperbaiki.")
    if standing.place.needs_two and step in (Step.APPROVE, Step.RETURN):
        if not has_key or not standing.signs_as:
            raise _refused("Dua orang diwajibkan, dan meja ini tidak memegang kunci tanda tangan Anda.", NO_KEY)
        if step is Step.APPROVE:
            deciding.approve(root, deciding.Wish((row.path,), why=why), say)
        else:
            deciding.refuse(root, row.path, why, say)
            _change_status(root, row, DRAFT, officer, f"Kembalikan: {row.title}\n\n{why}")
        return
    message = f"{VERBS[step]}: {row.title}" + (f"\n\n{why}" if why else "")
    _change_status(root, row, BECOMES[step], officer, message)


NO_KEY = (
    "Tanda tangani di komputer Anda sendiri dengan perintah `setujui` atau `tolak`, atau buat kunci dengan `gabung`."
)


def _change_status(root: Path, row: Row, status: str, officer: Officer, message: str) -> None:
    data = (root / row.path).read_bytes()
    save(root, {row.path: with_status(data, status)}, officer, message, {row.path: data})


def _refused(message: str, hint: str = "") -> ContentError:
    return ContentError([Problem("meja", 0, message, hint)])
