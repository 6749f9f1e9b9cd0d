"""An import field by field: what is sure, what is doubtful and why, what is still empty; for the report and for screens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mmc.base.items.schema import BY_KEY, rules_for
from mmc.base.problems import Problem, Severity
from mmc.importer.rendering import Imported
from mmc.indonesian.text import joined

WANTED = ("summary", "tags", "author", "photo", "photo_alt", "photo_caption", "photo_credit")
GIVEN = frozenset({"status", "kind", "lang", "id", "slug"})  # made by the importer, not read


class State(StrEnum):
    """How sure a field is."""

    FILLED = "terisi"
    DOUBTFUL = "ragu"
    MISSING = "kosong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One field of the new item, its value, and what made it doubtful."""

    field: str
    state: State
    value: str = ""
    doubts: tuple[Problem, ...] = ()

    @property
    def label(self) -> str:
        """The field as people call it."""
        return BY_KEY[self.field].label


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt, however often it came: the first of its kind, and the lines of all."""

    first: Problem
    lines: tuple[int, ...]

    @property
    def count(self) -> int:
        """How often it came."""
        return len(self.lines)


def findings(imported: Imported) -> tuple[Finding, ...]:
    """Every field that the item's kind has and that a person would look at, in the header's order."""
    found: list[Finding] = []
    for rule in rules_for(imported.kind):
        doubts = tuple(one for one in imported.doubts if one.field == rule.key and one.severity is not Severity.NOTE)
        value = imported.header.get(rule.key, "")
        if rule.key in GIVEN:
            continue
        if rule.key == "photos" and imported.photos:
            found.append(
                Finding(rule.key, State.DOUBTFUL if doubts else State.FILLED, f"{len(imported.photos)} foto", doubts)
            )
        elif value:
            found.append(Finding(rule.key, State.DOUBTFUL if doubts else State.FILLED, value, doubts))
        elif doubts or rule.key in WANTED or imported.kind in rule.required:
            found.append(Finding(rule.key, State.MISSING, "", doubts))
    return tuple(found)


def questions(doubts: Iterable[Problem]) -> tuple[Question, ...]:
    """The doubts that want an answer, each kind once with all its lines."""
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for one in doubts:
        if one.severity is not Severity.NOTE:
            kinds.setdefault((one.field, one.message.partition(" (“…")[0]), []).append(one)
    return tuple(Question(group[0], tuple(one.line for one in group)) for group in kinds.values())


def set_aside(doubts: Iterable[Problem]) -> tuple[str, ...]:
    """What was left out on purpose or done without a doubt, each once, in order; the same on several lines is counted."""
    kinds: dict[str, int] = {}
    for one in doubts:
        if one.severity is Severity.NOTE:
            text = f"{one.message} {one.hint}".strip()
            kinds[text] = kinds.get(text, 0) + 1
    return tuple(text if count == 1 else f"{text.rstrip('.')} ({count} kali)." for text, count in kinds.items())


def where(lines: Sequence[int]) -> str:
    """`baris 4`, `baris 4, 6, dan 9`, nothing where a doubt has no line."""
    told = sorted({line for line in lines if line})
    if not told:
        return ""
    shown = [str(line) for line in told[:5]]
    return f"baris {joined(shown) if len(told) <= 5 else ', '.join(shown) + ', …'}"
