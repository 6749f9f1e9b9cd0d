"""`inv approve` and `inv refuse`: one person's signed word on exactly what readers will see."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mmc.approvals.letters import APPROVE, REFUSE, URGENT, Entry
from mmc.approvals.states import Signature, clears
from mmc.approvals.things import Thing
from mmc.base.problems import ContentError, Problem
from mmc.base.typed import typed
from mmc.commands.approval.finding import find, gone, publish, status_of, title_of
from mmc.commands.approval.signing import Identity, identity, sign
from mmc.commands.approval.standing import Project
from mmc.history.repository import GitError
from mmc.history.writing import writing

Say = Callable[[str], None]
DRAFT, REVIEW = "draf", "tinjau"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the one who decides has asked for."""

    items: Sequence[str] = ()
    is_all: bool = False
    is_urgent: bool = False
    is_anyway: bool = False
    why: str = ""


def approve(root: Path, wish: Wish, say: Say) -> int:
    """The exit code of `inv approve`."""
    with writing(root):
        return _approve(root, wish, say)


def _approve(root: Path, wish: Wish, say: Say) -> int:
    project = Project(root)
    try:
        who = identity(project)
        things = _everything(project, who) if wish.is_all else [find(project, each) for each in wish.items]
        if not things:
            if wish.is_all:
                say("Tidak ada yang menunggu tanda tangan Anda.")
                return 0
            raise _refused(
                "Belum disebut apa yang disetujui.", f"`{typed('setujui BERKAS')}`, atau lihat `{typed('antrean')}`."
            )
        if wish.is_urgent:
            _check_urgent(things, who, wish.why)
        chosen = [each for each in things if _may_be_signed(project, each, who, wish, say)]
        if chosen:
            _sign(project, who, URGENT if wish.is_urgent else APPROVE, chosen, wish.why, say)
        return 0
    finally:
        project.close()


def refuse(root: Path, item: str, why: str, say: Say) -> int:
    """The exit code of `inv refuse`."""
    with writing(root):
        return _refuse(root, item, why, say)


def _refuse(root: Path, item: str, why: str, say: Say) -> int:
    project = Project(root)
    try:
        if not why.strip():
            raise _refused("Penolakan memerlukan alasan.", f"""`{typed('tolak BERKAS --why "…"')}`.""")
        _sign(project, identity(project), REFUSE, [find(project, item)], why, say)
        return 0
    finally:
        project.close()


def digest_to_sign(thing: Thing) -> str:
    """The digest that a word on this thing is about: an item that waits to be read is judged as it would go out."""
    return thing.as_published or thing.digest


def _everything(project: Project, who: Identity) -> list[Thing]:
    """All that is meant for readers, is not approved as it is, and lacks the word of the one who asks."""
    found = []
    for thing in [each for listed in project.things.values() for each in listed] + gone(project):
        standing = project.standing_of(thing.subject)
        current = standing.current(thing.digest)
        is_settled = current is not None and current.digest == thing.digest and current.is_approved
        _, words = standing.waiting_on(thing.digest)
        is_signed = any(each.member.name == who.member.name and each.verdict != REFUSE for each in words)
        is_nameable = not re.search(r"\s", thing.subject)  # what the gate refuses anyway has no place in a letter
        if thing.is_shown and is_nameable and not is_settled and not is_signed:
            found.append(thing)
    return found


def _check_urgent(things: Sequence[Thing], who: Identity, why: str) -> None:
    if not who.member.may_publish_alone:
        hint = f"Mintalah pengelola, atau orang kedua dengan `{typed('setujui')}`."
        raise _refused(f"{who.member.name} bukan pengelola; hanya pengelola menerbitkan mendesak sendirian.", hint)
    if not why.strip():
        raise _refused("Terbitan mendesak memerlukan alasan.", 'Tambahkan `--why "…"`.')
    if other := next((each for each in things if not each.is_page), None):
        raise _refused(f"{other.path} bukan naskah; data, tema, dan kode selalu memerlukan dua orang.", "")


def _may_be_signed(project: Project, thing: Thing, who: Identity, wish: Wish, say: Say) -> bool:
    title = title_of(project, thing)
    standing = project.standing_of(thing.subject)
    digest = digest_to_sign(thing)
    if not thing.is_shown and status_of(project, thing) != REVIEW and not standing.states:
        raise _refused(f"{title} masih draf.", f"Penulisnya mengubah `status: draf` menjadi `tinjau` di {thing.path}.")
    if not thing.is_shown and status_of(project, thing) != REVIEW:
        digest = thing.digest  # what was public is to be taken away
    _, words = standing.waiting_on(digest)
    mine = [each for each in words if each.member.name == who.member.name and each.verdict != REFUSE]
    if mine and not wish.is_urgent:
        say(f"{title}: sudah Anda tanda tangani. {_state_of(words)}")
        return False
    against = [each for each in words if each.verdict == REFUSE and each.member.name != who.member.name]
    if against and not wish.is_anyway:
        told = "; ".join(f"{each.member.name}: {each.reason}" for each in against)
        raise _refused(f"{title} ditolak dalam bentuk ini ({told}).", "Bila tetap setuju, ulangi dengan `--anyway`.")
    return True


def _sign(project: Project, who: Identity, verdict: str, things: Sequence[Thing], why: str, say: Say) -> None:
    entries, flipped = [], []
    for thing in things:
        digest = digest_to_sign(thing)
        status = status_of(project, thing) if thing.is_page and not thing.is_shown else ""
        if status and status != REVIEW:
            digest = thing.digest
        elif status and verdict != REFUSE and _is_recorded(project, thing) and publish(project.root, thing):
            flipped.append(thing.path)
        before, words = project.standing_of(thing.subject).waiting_on(digest)
        entries.append(Entry(before, digest, thing.subject, thing.path))
        if len(things) <= FEW:
            say(_told(project, thing, verdict, [*words, _word(who, verdict, entries[-1], why)], why))
    path = sign(project, who, verdict, entries, why)
    if len(things) > FEW:
        say(f"{len(things)} hal ditandatangani oleh {who.member.name}.")
    _record(project, VERBS[verdict], things, [path, *flipped], say)


FEW = 12
VERBS = {APPROVE: "Setujui", REFUSE: "Tolak", URGENT: "Terbitkan mendesak"}


def _word(who: Identity, verdict: str, entry: Entry, why: str) -> Signature:
    from datetime import UTC, datetime

    return Signature(who.member, verdict, datetime.now(UTC), entry.before, entry.digest, entry.path, why)


def _told(project: Project, thing: Thing, verdict: str, words: Sequence[Signature], why: str) -> str:
    title = title_of(project, thing)
    if verdict == REFUSE:
        return f"{title} ditolak: {why}"
    return f"{title} ditandatangani. {_state_of(words)}"


def _state_of(words: Sequence[Signature]) -> str:
    is_out, is_approved = clears(words)
    names = ", ".join(sorted({each.member.name for each in words if each.verdict != REFUSE}))
    if is_approved:
        return f"Lengkap ({names}): tayang pada rilis berikutnya."
    if is_out:
        return f"Mendesak ({names}): tayang pada rilis berikutnya; orang kedua diminta dalam 24 jam."
    if len({each.member.name for each in words if each.verdict != REFUSE}) > 1:
        return f"Baru ditandatangani penulis ({names}); masih perlu seorang penyunting atau pengelola."
    return f"Baru {names}; masih perlu satu orang lain."


def _is_recorded(project: Project, thing: Thing) -> bool:
    """True when the thing's files are in git as they are; what is not yet shared is not committed by an approval."""
    return project.repository is not None and not project.repository.changed(*thing.files)


def _record(project: Project, verb: str, things: Sequence[Thing], paths: Sequence[str], say: Say) -> None:
    """The letter is committed, alone; where that cannot be done it lies in the folder and goes along with the next sharing."""
    if project.repository is None:
        return
    name = title_of(project, things[0]).strip("“”") if len(things) == 1 else f"{len(things)} hal"
    try:
        project.repository.record(f"{verb}: {name}", paths)
    except GitError as error:
        say(f"Tanda tangan tersimpan, tetapi belum dicatat di git: {str(error).splitlines()[0]}")
        return
    say(f"Bagikan kepada rekan: {typed('bagikan')}")


def _refused(message: str, hint: str) -> ContentError:
    return ContentError([Problem("setujui", 0, message, hint)])
