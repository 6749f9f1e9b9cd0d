"""Whether two people are needed here, and whose word counts: the newsroom's list as two people approved it last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mmc.approvals.digests import table_digest
from mmc.approvals.letters import FOLDER, Letter
from mmc.approvals.people import Member, Roster, roster_of
from mmc.approvals.states import Trust
from mmc.approvals.succession import SUBJECT, Step, succession
from mmc.base.files.disk import replace
from mmc.base.problems import ContentError, Problem
from mmc.commands.approval.inventory import MEMORY
from mmc.history.repository import Repository

PIN = "mmc.pangkal"  # in this clone's git configuration: the version of the list from which it has trusted


@dataclass(frozen=True, slots=True)
class Candidate:
    """A version of the list in some commit (none: as it is in the folder)."""

    commit: str
    digest: str
    roster: Roster


def candidates(root: Path, repository: Repository | None) -> list[Candidate]:
    """Every version that can be read, oldest first; the one in the folder last."""
    found: list[Candidate] = []
    if repository is not None:
        for commit, data in _versions(root, repository):
            if (roster := roster_of(data)) is not None:
                found.append(Candidate(commit, table_digest(SUBJECT, data), roster))
    try:
        data = (root / SUBJECT).read_bytes()
    except OSError:
        return found
    if (roster := roster_of(data)) is not None:
        found.append(Candidate("", table_digest(SUBJECT, data), roster))
    return found


def steps_of(known: Sequence[Candidate], letters: Iterable[Letter], repository: Repository | None) -> list[Step]:
    """Every version of the list that counted; nothing when two people were never asked for."""
    first = _first(known, repository)
    if first is None:
        return []
    return succession(first, {each.digest: each.roster for each in known}, letters)


def trust_of(steps: Sequence[Step], repository: Repository | None, letters: Iterable[Letter]) -> Trust:
    """Whose word counts now, and which letters of those whose key has ended were there before it did."""
    present = steps[-1].roster
    closed: dict[str, tuple[Member, frozenset[str]]] = {}
    everything = frozenset(letter.name for letter in letters)
    for number, step in enumerate(steps):
        before = steps[number - 1].roster if number else None
        ended = _ended(before, step.roster)
        if ended:
            there = _there(step, repository, everything)
            closed |= {key: (member, there) for key, member in ended.items()}
    current = {key: value for key, value in closed.items() if present.owner(key) is None}
    return Trust(present, current)


def _ended(before: Roster | None, now: Roster) -> Mapping[str, Member]:
    """The keys that end with this version, and whose they were."""
    owned = {} if before is None else {key: each for each in before.members for key in each.keys if before.owner(key)}
    told = {key: each for each in now.members for key in each.former_keys}
    listed = told if before is None else {}
    return {key: told.get(key, member) for key, member in (owned | listed).items() if now.owner(key) is None}


def _there(step: Step, repository: Repository | None, everything: frozenset[str]) -> frozenset[str]:
    """The letters that were in the repository when this version began to count."""
    if repository is None:
        return everything
    commits = [repository.added_in(f"{FOLDER}/{name}") for name in step.completed_by]
    if step.state is None or not all(commits):
        return everything
    last = next((each for each in commits if all(repository.is_ancestor(other, each) for other in commits)), "HEAD")
    return frozenset(path.removeprefix(f"{FOLDER}/") for path in repository.files(last, FOLDER))


def _first(known: Sequence[Candidate], repository: Repository | None) -> str | None:
    """The digest of the version with which two people were asked for; a clone remembers it, and does not take another one."""
    asking = [each for each in known if each.roster.asks_for_two]
    if not asking:
        return None
    if repository is not None and repository.is_shallow():
        message = "Klona ini tidak memuat seluruh riwayat, sehingga persetujuan tidak dapat diperiksa."
        raise ContentError([Problem(SUBJECT, 0, message, "Ambil seluruhnya: `git fetch --unshallow`.", code="data")])
    committed = [each for each in asking if each.commit]
    if not committed or repository is None:
        return asking[0].digest
    roots = [committed[0]]
    for each in committed[1:]:
        if each.digest != roots[0].digest and not any(repository.is_ancestor(r.commit, each.commit) for r in roots):
            roots.append(each)
    pinned = repository.setting(PIN)
    if pinned:
        if pinned in {each.digest for each in roots}:
            return pinned
        raise _unsure("Daftar redaksi pertama yang dipercaya komputer ini tidak ada lagi di git.")
    if len(roots) > 1:
        raise _unsure("Ada lebih dari satu daftar redaksi yang pertama kali meminta dua orang.")
    repository.ask("config", "--local", PIN, roots[0].digest)
    return roots[0].digest


def _unsure(message: str) -> ContentError:
    hint = (
        "Riwayat git mungkin ditulis ulang atau dipalsukan: bandingkan dengan klona rekan. "
        f"Bila benar, pengelola menjalankan `git config --local {PIN} SIDIK` atau `git config --unset {PIN}`."
    )
    return ContentError([Problem(SUBJECT, 0, message, hint, code="data")])


def _versions(root: Path, repository: Repository) -> list[tuple[str, bytes]]:
    """Every commit that changed the list, oldest first, with the list; asked of git once for each state of the history."""
    memory, head = root / MEMORY / "redaksi.json", repository.head()
    try:
        kept = json.loads(memory.read_bytes())
    except (FileNotFoundError, ValueError):
        kept = {}
    if kept.get("head") == head:
        rows = kept["rows"]
    else:
        span, older = "HEAD", []
        if kept.get("head") and repository.is_ancestor(kept["head"], head):
            span, older = f"{kept['head']}..HEAD", kept["rows"]
        commits = list(reversed(repository.commits_of(SUBJECT, span=span)))
        rows = older + [row for commit in commits if (row := _row(repository, commit))]
        memory.parent.mkdir(parents=True, exist_ok=True)
        replace(memory, json.dumps({"head": head, "rows": rows}, ensure_ascii=False).encode())
    return [(commit, text.encode("utf-8", "surrogateescape")) for commit, text in rows]


def _row(repository: Repository, commit: str) -> list[str] | None:
    data = repository.blob(f"{commit}:{SUBJECT}")
    return [commit, data.decode("utf-8", "surrogateescape")] if data is not None else None
