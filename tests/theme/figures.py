"""docs/theme-figures.md: tables that commands fill in, between two comments each."""

from __future__ import annotations

import re

from tests.theme.built import ROOT

DOCUMENT = ROOT / "docs" / "theme-figures.md"


def write_rows(name: str, rows: list[str]) -> None:
    """The rows of the table of this name that are about the same pages are these."""
    text = DOCUMENT.read_text(encoding="utf-8")
    frame = re.compile(rf"<!-- {name} -->\n.*?<!-- /{name} -->", re.DOTALL)
    new = {row.split("|")[1]: row for row in rows}

    def renewed(found: re.Match[str]) -> str:
        lines = found[0].splitlines()
        return "\n".join(new.get(line.split("|")[1], line) if line.startswith("|") else line for line in lines)

    DOCUMENT.write_text(frame.sub(renewed, text), encoding="utf-8")


def write(name: str, table: str) -> None:
    """The document's table of this name is this one."""
    text = DOCUMENT.read_text(encoding="utf-8")
    frame = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not frame.search(text):
        raise ValueError(f"{DOCUMENT} has no place for “{name}”")
    DOCUMENT.write_text(frame.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text), encoding="utf-8")
