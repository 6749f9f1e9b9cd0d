"""Whoever works at the desk, and what each duty may do: plain rules over data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from mmc.approvals.people import EDITOR, MANAGER, WRITER


class Act(Enum):
    """What somebody may want to do."""

    WRITE = auto()  # write, edit, send to be read, comment
    APPROVE = auto()  # sign what another has written, send it back
    PUBLISH = auto()  # start a release
    MANAGE = auto()  # invite, switch off, take a release back


RIGHTS = {
    WRITER: frozenset({Act.WRITE}),
    EDITOR: frozenset({Act.WRITE, Act.APPROVE, Act.PUBLISH}),
    MANAGER: frozenset(Act),
}


@dataclass(frozen=True, slots=True)
class Officer:
    """A person at the desk, by the name and address that git records."""

    name: str
    address: str
    duty: str

    def may(self, act: Act) -> bool:
        """True when the duty covers the act; an unknown duty covers nothing."""
        return act in RIGHTS.get(self.duty, frozenset())
