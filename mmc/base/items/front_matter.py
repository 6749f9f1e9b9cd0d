"""A header as text: every field of a kind, one a line, written so that reading it gives back the same values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mmc.base.items.schema import rules_for

_AMBIGUOUS = re.compile(r"\[.*\]|[|>][-+]?|(['\"]).*\1")


Entries = Sequence[Mapping[str, str]]  # what a field of several parts holds, as `photos` does


def render_header(kind: str, values: Mapping[str, str | Entries]) -> str:
    """The lines from `---` to `---` with every field that this kind can have; the empty ones wait to be filled."""
    return "\n".join(["---", *_lines(kind, values), "---", ""])


def _lines(kind: str, values: Mapping[str, str | Entries]) -> Iterator[str]:
    for rule in rules_for(kind):
        given = values.get(rule.key, "")
        if not isinstance(given, str):
            yield f"{rule.key}:"
            yield from _entries(given)
            continue
        value = header_value(given)
        yield f"{rule.key}: {value}" if value else f"{rule.key}:"


def _entries(entries: Entries) -> Iterator[str]:
    for entry in entries:
        sign = "-"
        for key, text in entry.items():
            yield f"  {sign} {key}: {header_value(text)}".rstrip()
            sign = " "


def header_value(text: str) -> str:
    """The text as it stands behind a key: on one line, in quotes only where it would be read as something else."""
    line = " ".join(text.split())
    return "'" + line.replace("'", "''") + "'" if _AMBIGUOUS.fullmatch(line) else line
