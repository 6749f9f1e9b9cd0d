"""An imported release as a file: every field of its kind, filled or empty, then the story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mmc.problems import Problem
from mmc.schema import rules_for

_AMBIGUOUS = re.compile(r"\[.*\]|[|>][-+]?|(['\"]).*\1|['\"]")


@dataclass(frozen=True, slots=True)
class Imported:
    """A release as an item that is not yet written; `header` holds the filled fields only."""

    kind: str
    header: Mapping[str, str]
    body: str
    published_at: datetime
    doubts: tuple[Problem, ...] = ()


def render(imported: Imported) -> str:
    """The file's text; reading it gives back every value to the letter."""
    return f"{render_header(imported.kind, imported.header)}\n{imported.body}"


def render_header(kind: str, values: Mapping[str, str]) -> str:
    """The header with every field that this kind can have, one a line, the empty ones waiting to be filled."""
    return "\n".join(["---", *_lines(kind, values), "---", ""])


def _lines(kind: str, values: Mapping[str, str]) -> Iterable[str]:
    for rule in rules_for(kind):
        value = header_value(values.get(rule.key, ""))
        yield f"{rule.key}: {value}" if value else f"{rule.key}:"


def header_value(text: str) -> str:
    """The text as it stands behind a key: on one line, in quotes only where it would be read as something else."""
    line = " ".join(text.split())
    if _AMBIGUOUS.fullmatch(line):
        return "'" + line.replace("'", "''") + "'"
    return line
