"""The people of the newsroom as one version of `data/redaksi.toml` names them, and what their keys may do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mmc.approvals import keys
from mmc.base.files import toml

WRITER, EDITOR, MANAGER = "penulis", "penyunting", "pengelola"
DUTIES = (WRITER, EDITOR, MANAGER)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the newsroom; `former_keys` were revoked, or are those of one who left: valid before, and never again."""

    name: str
    duty: str = EDITOR
    addresses: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    former_keys: frozenset[str] = frozenset()

    @property
    def may_approve(self) -> bool:
        """A writer stands for what he has written; an editor approves; a manager approves in anybody's place."""
        return self.duty in (EDITOR, MANAGER)

    @property
    def may_publish_alone(self) -> bool:
        """Only a manager lets something urgent go out before a second person has looked."""
        return self.duty == MANAGER


@dataclass(frozen=True)
class Roster:
    """One version of who is who; a key that stands under two names is nobody's."""

    members: tuple[Member, ...] = ()
    two_people: bool = False

    @cached_property
    def _owners(self) -> dict[str, Member]:
        counted = Counter(key for member in self.members for key in member.keys | member.former_keys)
        return {key: member for member in self.members for key in member.keys if counted[key] == 1}

    def owner(self, key: str) -> Member | None:
        """Whoever signs with this key now."""
        return self._owners.get(key)

    def former_owner(self, key: str) -> Member | None:
        """Whoever signed with this key once."""
        return next((member for member in self.members if key in member.former_keys), None)

    def named(self, name: str) -> Member | None:
        """The member of this name."""
        return next((member for member in self.members if member.name.casefold() == name.casefold()), None)

    def writing_as(self, address: str) -> Member | None:
        """The member to whom an address in git belongs."""
        return next((each for each in self.members if address.casefold() in each.addresses), None)

    @property
    def asks_for_two(self) -> bool:
        """True when two people are asked for, and there are two who can sign and one who may approve: nobody is locked out."""
        able = self.signing()
        return self.two_people and len(able) > 1 and any(member.may_approve for member in able)

    @property
    def can_count(self) -> bool:
        """True when the newsroom can go on under this list."""
        return not self.two_people or self.asks_for_two

    def signing(self) -> list[Member]:
        """Everybody with a key that is valid."""
        return [member for member in self.members if any(self.owner(key) for key in member.keys)]


def roster_of(data: bytes) -> Roster | None:
    """The people of this `redaksi.toml`; None when it cannot be read. What is strange in one entry takes away that entry's keys."""
    try:
        table, _ = toml.parse(data)
    except toml.NotToml:
        return None
    rows = table.get("person", [])
    members = tuple(_member(row) for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()
    return Roster(members, table.get("two_people") is True)


def _member(row: dict[str, Any]) -> Member:
    name, duty = str(row.get("name", "")).strip(), row.get("duty", EDITOR)
    current = frozenset(filter(None, map(keys.normal, _texts(row.get("keys")))))
    former = frozenset(filter(None, map(keys.normal, _texts(row.get("revoked")))))
    if row.get("left") or duty not in DUTIES or not name:
        current, former = frozenset(), current | former
    return Member(name, str(duty), tuple(map(str.casefold, _texts(row.get("emails")))), current - former, former)


def _texts(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
