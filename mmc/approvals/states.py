"""What is approved: from letters to the states of a thing, each tied to the one before, and the one that readers see."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import attrgetter

from mmc.approvals.letters import APPROVE, BEGINNING, REFUSE, URGENT, Letter
from mmc.approvals.people import Member, Roster

TIME_FOR_SECOND = timedelta(hours=24)
GONE = hashlib.sha256(b"tidak ada").hexdigest()  # the digest of a thing that is to be taken away


@dataclass(frozen=True, slots=True)
class Signature:
    """One person's word on one version of one thing, by a key that was valid for it."""

    member: Member
    verdict: str
    at: datetime
    before: str
    digest: str
    path: str
    reason: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """
    A version that may go out: two different people have signed it, one of them to approve it, or a manager has let it out alone.

    `name` contains the name of the state before it, so no state can be reached twice and none can be skipped.
    """

    name: str
    before: str
    digest: str
    path: str
    depth: int
    at: datetime
    signatures: tuple[Signature, ...]
    is_approved: bool

    @property
    def asks_by(self) -> datetime | None:
        """Until when a second person is to look at what one has let out; None when two have."""
        if self.is_approved:
            return None
        return min(each.at for each in self.signatures if each.verdict == URGENT) + TIME_FOR_SECOND


@dataclass(frozen=True)
class Standing:
    """Everything that is decided about one thing; `states` are those that nothing follows, and all before them."""

    states: Mapping[str, State] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()

    def newest(self) -> list[State]:
        """The states at the end of the longest way, the latest first; more than one where two clones went on apart."""
        ends = [each for each in self.states.values() if each.depth == self._depth]
        return sorted(ends, key=lambda each: (each.at, each.name), reverse=True)

    @property
    def _depth(self) -> int:
        return max((each.depth for each in self.states.values()), default=0)

    def current(self, present: str) -> State | None:
        """The state that readers are to see: the present version's where it is approved, else the last approved one's."""
        newest = self.newest()
        return next((each for each in newest if each.digest == present), newest[0] if newest else None)

    def earlier(self, state: State) -> State | None:
        """The state before."""
        return self.states.get(state.before)

    def waiting_on(self, present: str) -> tuple[str, list[Signature]]:
        """What a letter on the present version must name as the state before, and who has signed it already."""
        current = self.current(present)
        before = BEGINNING if current is None else current.before if current.digest == present else current.name
        return before, [each for each in self.signatures if (each.before, each.digest) == (before, present)]


def name_of(before: str, digest: str) -> str:
    """The name of the state in which this version follows that state."""
    return hashlib.sha256(f"{before}\n{digest}".encode()).hexdigest()


def clears(signatures: Collection[Signature]) -> tuple[bool, bool]:
    """
    Whether these words on one version let it out, and whether they do so as two people.

    Whoever has written it may be one of the two, and signs it like anybody else. So for every author there is somebody else
    who has signed exactly this version, whatever names stand in git.
    """
    standing = [each for each in signatures if each.verdict != REFUSE]
    people = {each.member.name for each in standing}
    approves = any(each.verdict in (APPROVE, URGENT) and each.member.may_approve for each in standing)
    is_approved = len(people) > 1 and approves
    is_urgent = any(each.verdict == URGENT and each.member.may_publish_alone and each.reason for each in standing)
    return is_approved or is_urgent, is_approved


def standing(signatures: Iterable[Signature]) -> Standing:
    """The states of one thing from all that was ever signed about it, in whatever order it arrives."""
    known = tuple(sorted(signatures, key=_by_time))
    if len(known) == 2 and (only := _plain(*known)) is not None:
        return Standing({only.name: only}, known)
    following: dict[str, dict[str, list[Signature]]] = {}
    for each in known:
        following.setdefault(each.before, {}).setdefault(each.digest, []).append(each)
    states: dict[str, State] = {}
    waiting = [(BEGINNING, 0)]
    while waiting:
        before, depth = waiting.pop()
        for digest, words in following.get(before, {}).items():
            is_out, is_approved = clears(words)
            if is_out:
                name = name_of(before, digest)
                counted = tuple(each for each in words if each.verdict != REFUSE)
                states[name] = State(
                    name, before, digest, counted[-1].path, depth + 1, _settled(counted), counted, is_approved
                )
                waiting.append((name, depth + 1))
    return Standing(states, known)


def _plain(first: Signature, second: Signature) -> State | None:
    """The one state of most things in an archive: two people have signed the first version; None for anything else."""
    same = first.before == second.before == BEGINNING and first.digest == second.digest
    if not same or REFUSE in (first.verdict, second.verdict) or not all(clears((first, second))):
        return None
    both, name = (first, second), name_of(BEGINNING, first.digest)
    return State(name, BEGINNING, first.digest, second.path, 1, _settled(both), both, is_approved=True)


_by_time = attrgetter("at", "letter")


def _settled(signatures: tuple[Signature, ...]) -> datetime:
    """When the first words that sufficed were complete."""
    if len(signatures) <= 2 and signatures[0].verdict != URGENT:
        return signatures[-1].at  # nobody alone suffices but a manager in haste
    for count in range(1, len(signatures)):
        if clears(signatures[:count])[0]:
            return signatures[count - 1].at
    return signatures[-1].at


@dataclass(frozen=True)
class Trust:
    """
    The people who decide, and what is left of those who did before.

    `closed` names, for a key that is no longer valid, its last owner and the letters that were there before it ended.
    """

    roster: Roster
    closed: Mapping[str, tuple[Member, frozenset[str]]] = field(default_factory=dict)

    def author(self, letter: Letter) -> Member | None:
        """Whoever's word the letter is; None when the key is nobody's, ended before, or the letter names somebody else."""
        member = self.roster.owner(letter.key)
        if member is None:
            owner, names = self.closed.get(letter.key, (None, frozenset[str]()))
            member = owner if letter.name in names else None
        named = self.roster.named(letter.person)
        if member is None or (named is not None and named.name != member.name):
            return None
        return member

    def signatures(self, letters: Iterable[Letter], only: str = "") -> dict[str, list[Signature]]:
        """Every valid word in these letters, by the thing that it is about, or about `only` one thing."""
        found: dict[str, list[Signature]] = {}
        for letter in letters:
            member = self.author(letter)
            if member is None:
                continue
            at = letter.at.astimezone(UTC)
            entries = [each for each in letter.entries if each.subject == only] if only else letter.entries
            for entry in entries:
                found.setdefault(entry.subject, []).append(
                    Signature(
                        member,
                        letter.verdict,
                        at,
                        entry.before,
                        entry.digest,
                        entry.path,
                        letter.reason,
                        letter.name,
                    )
                )
        return found
