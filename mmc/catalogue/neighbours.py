"""What stands beside an item in its groups, read a stretch at a time: items are asked for in the order of their age."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from mmc.rebuild.store import Reader

MEMBERS = """
    SELECT member.rank, path FROM member JOIN item ON item.number = member.item
    WHERE grp = (SELECT number FROM grp WHERE name = ?)
"""
FIRST, LONGEST = 8, 128  # members; a group that is asked again and again is read in longer and longer stretches
MOST = 500  # stretches in memory; beyond it all are read anew
Member = tuple[str, str]  # rank and file


@dataclass(frozen=True, slots=True)
class Stretch:
    """Members that follow one another, the oldest first, and whether they reach to either end of the group."""

    members: list[Member]
    has_oldest: bool
    has_newest: bool


class Neighbours:
    """Answers from a store that does not change meanwhile."""

    def __init__(self, store: Reader) -> None:
        self.store = store
        self._stretches: dict[str, Stretch] = {}

    def older(self, group: str, rank: str, limit: int) -> list[Member]:
        """The next older members, nearest first."""
        members, at = self._around(group, rank, limit)
        return members[max(0, at - limit) : at][::-1]

    def newer(self, group: str, rank: str, limit: int) -> list[Member]:
        """The next newer members, nearest first."""
        members, at = self._around(group, rank, limit)
        after = at + (at < len(members) and members[at][0] == rank)
        return members[after : after + limit]

    def _around(self, group: str, rank: str, limit: int) -> tuple[list[Member], int]:
        """A stretch with so many members on both sides of this rank, if there are as many, and the rank's place in it."""
        known = self._stretches.get(group)
        if known is not None:
            at = bisect_left(known.members, (rank, ""))
            if (at >= limit or known.has_oldest) and (at + limit < len(known.members) or known.has_newest):
                return known.members, at
        length = min(2 * len(known.members), LONGEST) if known else FIRST
        older = self.store.read(
            f"{MEMBERS} AND member.rank < ? ORDER BY member.rank DESC LIMIT ?", group, rank, limit
        ).fetchall()
        newer = self.store.read(
            f"{MEMBERS} AND member.rank >= ? ORDER BY member.rank LIMIT ?", group, rank, limit + length
        ).fetchall()
        if len(self._stretches) >= MOST:
            self._stretches.clear()
        members = [*reversed(older), *newer]
        self._stretches[group] = Stretch(members, len(older) < limit, len(newer) < limit + length)
        return members, len(older)
