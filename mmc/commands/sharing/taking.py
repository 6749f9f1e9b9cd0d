"""What others did comes in: without a question where nobody changed the same passage, else as a person answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mmc.approvals.things import is_code
from mmc.base.typed import typed
from mmc.history.merge import Conflict, Draft, Question, draft, finished, joined
from mmc.history.repository import Commit, Repository

MINE, THEIRS, BOTH = "saya", "rekan", "keduanya"
Answer = Callable[[str, tuple[str, ...]], str]  # a question as text and what may be answered; empty: not now
SHOWN = 700  # letters of a passage on a screen


@dataclass(frozen=True)
class Taken:
    """What came of it: the commits that came in, lines for the one who waits, and files on which two have worked."""

    commits: tuple[Commit, ...] = ()
    told: tuple[str, ...] = ()
    mixed: frozenset[str] = field(default=frozenset())
    is_whole: bool = True  # nothing of theirs is left behind


class Undecided(Exception):
    """A question to which there is no answer yet; `args[0]` tells it."""


def take(repository: Repository, theirs: str, answer: Answer | None, *, with_code: bool = False) -> Taken:
    """
    Their commits are part of this checkout, as far as they can be without code and without an unanswered question.

    The folder never holds a marker: either a merge happens as a whole, or nothing of it. Raises `Undecided`, or `GitError`.
    """
    ours = repository.head()
    told: list[str] = []
    target = theirs
    if not with_code and (foreign := _code_in(repository, theirs)):
        target = _before_code(repository, theirs)
        names = ", ".join(sorted({each.author for each in repository.log(f"{ours}..{theirs}", "--", *foreign)}))
        told.append(
            f"{names or 'Seorang rekan'} mengubah kode situs ({foreign[0]}{' dan lainnya' if len(foreign) > 1 else ''}). "
            f"Kode tidak datang sendiri: bila memang dikehendaki, `{typed('bagikan --code')}`."
        )
    if not target or repository.is_ancestor(target, ours):
        return Taken((), tuple(told), is_whole=target == theirs)
    commits = tuple(repository.log(f"{ours}..{target}", "--no-merges"))
    if repository.is_ancestor(ours, target):
        repository.run("merge", "--ff-only", "--quiet", target)
        return Taken(commits, tuple(told), is_whole=target == theirs)
    plan = draft(repository, target)
    answers, extra, lines = _answered(repository, plan, answer)
    finished(repository, plan, answers, extra, "Gabungkan pekerjaan rekan")
    mixed = _both_changed(repository, plan) | answers.keys()
    return Taken(commits, (*told, *lines), frozenset(mixed), is_whole=target == theirs)


def _code_in(repository: Repository, theirs: str) -> list[str]:
    base = repository.ask("merge-base", "HEAD", theirs)
    if not base:
        return []
    changed = repository.run("diff", "--name-only", "-z", "--no-renames", base, theirs).split("\0")
    return [path for path in changed if is_code(path)]


def _before_code(repository: Repository, theirs: str) -> str:
    """The newest of their commits that brings no code; empty when there is none."""
    for commit in repository.ask("rev-list", "--first-parent", f"HEAD..{theirs}").split():
        if not _code_in(repository, commit):
            return commit
    return ""


def _both_changed(repository: Repository, plan: Draft) -> set[str]:
    base = repository.ask("merge-base", plan.ours, plan.theirs)
    sides = [
        set(repository.ask("diff", "--name-only", "-z", "--no-renames", base, side).split("\0"))
        for side in (plan.ours, plan.theirs)
    ]
    return (sides[0] & sides[1]) - {""}


def _answered(
    repository: Repository, plan: Draft, answer: Answer | None
) -> tuple[dict[str, bytes | None], dict[str, bytes], list[str]]:
    answers: dict[str, bytes | None] = {}
    extra: dict[str, bytes] = {}
    lines: list[str] = []
    for question in plan.questions:
        ours, theirs = (repository.blob(oid) if oid else None for oid in (question.ours, question.theirs))
        if (ours is None) != (theirs is None) and not question.before:
            answers[question.path] = ours if ours is not None else theirs  # one of two names after both gave it another
            continue
        if ours is None and theirs is None:
            answers[question.path] = None
            continue
        who = _author(repository, plan, question.path)
        if not question.before and question.path.endswith(".md") and _id(ours) != _id(theirs):
            other = _free_name(repository, plan, question.path)
            answers[question.path], extra[other] = theirs, ours or b""
            lines.append(
                f"Dua naskah baru bernama sama: milik {who} tetap di {question.path}, milik Anda kini {other}."
            )
            continue
        if question.conflicts:
            answers[question.path] = _text(question, who, answer)
        else:
            answers[question.path] = _whole(question, who, answer, ours, theirs)
        lines.append(f"{question.path}: digabung dengan versi {who} seperti yang Anda pilih.")
    return answers, extra, lines


def _text(question: Question, who: str, answer: Answer | None) -> bytes:
    chosen: dict[Conflict, str] = {}
    before = ""
    for part in question.parts:
        if isinstance(part, str):
            before += part
            continue
        in_header = before.lstrip("\ufeff\n").startswith("---") and len(re.findall(r"(?m)^---[ \t]*$", before)) < 2
        choices = (MINE, THEIRS) if in_header or not (part.ours and part.theirs) else (MINE, THEIRS, BOTH)
        told = (
            f"{question.path}: satu bagian diubah dua orang.\n"
            f"── Versi Anda ({MINE}):\n{_shown(part.ours)}\n── Versi {who} ({THEIRS}):\n{_shown(part.theirs)}"
        )
        chosen[part] = _versions(part)[_ask(answer, told, choices)]
        before += chosen[part]
    return joined(question.parts, chosen)


def _versions(part: Conflict) -> Mapping[str, str]:
    gap = "" if part.ours.endswith("\n\n") else "\n"
    return {MINE: part.ours, THEIRS: part.theirs, BOTH: part.ours + gap + part.theirs}


def _whole(
    question: Question, who: str, answer: Answer | None, ours: bytes | None, theirs: bytes | None
) -> bytes | None:
    if ours is None:
        told = f"{question.path}: Anda menghapusnya ({MINE}), {who} mengubahnya ({THEIRS})."
    elif theirs is None:
        told = f"{question.path}: {who} menghapusnya ({THEIRS}), Anda mengubahnya ({MINE})."
    else:
        told = f"{question.path}: Anda ({MINE}) dan {who} ({THEIRS}) sama-sama mengganti berkas ini."
    return ours if _ask(answer, told, (MINE, THEIRS)) == MINE else theirs


def _ask(answer: Answer | None, told: str, choices: tuple[str, ...]) -> str:
    given = answer(told, choices) if answer else ""
    if given not in choices:
        raise Undecided(told)
    return given


def _shown(text: str) -> str:
    plain = text.strip("\n") or "(dihapus)"
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]} …"


def _author(repository: Repository, plan: Draft, path: str) -> str:
    last = next(iter(repository.log("-1", f"{plan.ours}..{plan.theirs}", "--", path)), None)
    return last.author if last else "rekan"


def _id(data: bytes | None) -> bytes:
    found = re.search(rb"(?m)^id:[ \t]*(\S+)", data or b"")
    return found[1] if found else b""


def _free_name(repository: Repository, plan: Draft, path: str) -> str:
    stem, folder = Path(path).stem, path.rpartition("/")[0]
    taken = {*repository.folder(plan.ours, folder), *repository.folder(plan.theirs, folder)}
    return next(f"{folder}/{name}" for number in range(2, 10_000) if (name := f"{stem}-{number}.md") not in taken)
