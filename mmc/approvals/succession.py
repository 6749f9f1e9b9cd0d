"""Who decides about who decides: each version of the newsroom's list counts once two people of the version before have approved it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mmc.approvals.letters import BEGINNING, Letter
from mmc.approvals.people import Roster
from mmc.approvals.states import State, Trust, name_of, standing

SUBJECT = "data/redaksi.toml"


@dataclass(frozen=True, slots=True)
class Step:
    """A version that counts; `completed_by` are the letters that made it count, none for the first."""

    name: str
    digest: str
    roster: Roster
    state: State | None = None

    @property
    def completed_by(self) -> tuple[str, ...]:
        """The letters that made it count."""
        return tuple(each.letter for each in self.state.signatures) if self.state else ()


def succession(first: str, versions: Mapping[str, Roster], letters: Iterable[Letter]) -> list[Step]:
    """
    Every version that counted, from the one of this digest on to the one that counts now.

    A version whose text is lost, that only people of itself have approved, or under which nobody could decide any more counts
    for nothing.
    """
    about = [letter for letter in letters if any(entry.subject == SUBJECT for entry in letter.entries)]
    steps = [Step(name_of(BEGINNING, first), first, versions[first])]
    while True:
        last = steps[-1]
        words = Trust(last.roster).signatures(about, SUBJECT).get(SUBJECT, [])
        following = [replace(each, before=BEGINNING) for each in words if each.before == last.name]
        found = [each for each in standing(following).states.values() if each.depth == 1 and each.is_approved]
        known = [each for each in found if each.digest in versions and versions[each.digest].can_count]
        found = sorted(known, key=lambda each: (each.at, each.name))
        if not found:
            return steps
        steps.append(Step(name_of(last.name, found[0].digest), found[0].digest, versions[found[0].digest], found[0]))
