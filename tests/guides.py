"""The guides as a reader meets them: every block of code and every command, and what the source says of how it is tested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GENERATED = {"checks.md"}  # made from the table of checks, whose examples tests/unit/checks runs
FILES = tuple(
    path
    for path in (
        *(ROOT / f"{name}.md" for name in ("README", "PANDUAN", "CONTRIBUTING")),
        *sorted((ROOT / "docs").glob("*.md")),
    )
    if path.name not in GENERATED
)
NOTE = re.compile(r"<!-- (uji|tanpa uji): (.+?) -->")
CALL = r"(?:python3 tasks\.py|inv) [a-z]"
INLINE = re.compile(rf"`({CALL}[^`\n]*)`")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code; `note` says which test looks at it, or (`is_untested`) why none can."""

    path: Path
    line: int
    text: str
    note: str = ""
    is_untested: bool = False

    @property
    def name(self) -> str:
        """Where it stands."""
        return f"{self.path.name}:{self.line}"


def blocks(path: Path) -> Iterator[Block]:
    """Every block of code, fenced or indented, with the note before it."""
    lines = path.read_text("utf-8").splitlines()
    note: re.Match[str] | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        begins = at
        if line.startswith("```"):
            end = lines.index("```", at + 1)
            text, at = lines[at + 1 : end], end + 1
        elif (
            line.startswith("    ")
            and line.strip()
            and (at == 0 or not lines[at - 1].strip())
            and not _in_list(lines, at)
        ):
            end = next(
                (number for number in range(at, len(lines)) if lines[number] and lines[number][:1] != " "), len(lines)
            )
            text, at = [each[4:] for each in lines[at:end]], end
        else:
            if line.strip():
                note = NOTE.match(line)
            at += 1
            continue
        told = (note[2], note[1] == "tanpa uji") if note else ("", False)
        yield Block(path, begins + 1, "\n".join(text).strip("\n"), *told)
        note = None


def commands(path: Path) -> Iterator[tuple[str, str]]:
    """Every command of ours that the guide shows, without its comment, with its place."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        shown = INLINE.findall(line)
        if re.match(rf"\s*{CALL}", line):
            shown.append(line.split(" #")[0])
        for command in shown:
            yield command.strip(), f"{path.name}:{number}"


def _in_list(lines: list[str], at: int) -> bool:
    """True for what belongs to an entry of a list: it is indented too, and is no code."""
    above = next((line for line in reversed(lines[:at]) if line.strip() and not line.startswith("  ")), "")
    return re.match(r"\d+\. |[-*] ", above) is not None
