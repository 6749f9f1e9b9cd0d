"""The guards that are changed, the tests that stand nearest to each, and which changes are none that a reader could meet."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = Path(__file__).with_name("guards.toml")
FIGURES = Path(__file__).with_name("figures.toml")


@dataclass(frozen=True)
class Guard:
    """A module and its nearest tests; `accepted` are changes that mean the same or hurt nobody, each with the reason."""

    module: str
    tests: tuple[str, ...]
    accepted: Mapping[str, str] = field(default_factory=dict)


def _read() -> tuple[Guard, ...]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["guard"]
    return tuple(Guard(row["module"], tuple(row["tests"]), row.get("accepted", {})) for row in rows)


GUARDS = _read()


def figures() -> dict[str, tuple[int, int]]:
    """For each module how many changes were tried and how many no test noticed, when they were last measured."""
    if not FIGURES.is_file():
        return {}
    rows = tomllib.loads(FIGURES.read_text(encoding="utf-8"))
    return {module: (row["changes"], row["unnoticed"]) for module, row in rows.items()}


def write_figures(found: Mapping[str, tuple[int, int]]) -> None:
    """What was measured now stands beside what was measured before."""
    lines = ["# Written by `python -m tests.mutations`."]
    for module, (count, left) in sorted({**figures(), **found}.items()):
        lines += ["", f'["{module}"]', f"changes = {count}", f"unnoticed = {left}"]
    FIGURES.write_text("\n".join([*lines, ""]), encoding="utf-8")
