"""One thing that is wrong with the content, and how it is told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, dataclass
from enum import StrEnum
from pathlib import PurePath

from mmc.base import typed


class Severity(StrEnum):
    """
    How much weight a problem has: an error stops a release, the others never do.

    What would be an error in an item that is going out is `UNREADY` in one that is not: the draft lacks it still.
    """

    ERROR = "galat"
    UNREADY = "belum siap"
    WARNING = "peringatan"
    NOTE = "catatan"


NOT_OUT = {Severity.ERROR: "belum boleh terbit", Severity.UNREADY: "belum siap terbit"}


@dataclass(frozen=True, slots=True)
class Problem:
    """
    A finding in one place, told in Indonesian to the one who can mend it.

    `path` is relative to the project and written with slashes; `line` counts from 1 (0: the whole file); `field` is the
    header's key or empty; `code` names the check (see `docs/checks.md`); `message` says what was found and what was
    wanted; `hint` says what to do.
    """

    path: str
    line: int
    message: str
    hint: str = ""
    field: str = ""
    severity: Severity = Severity.ERROR
    code: str = ""

    @property
    def is_error(self) -> bool:
        """True when the item must not be published as it is."""
        return self.severity is Severity.ERROR

    @property
    def place(self) -> str:
        """The file and line as editors open them: `content/berita/x.md:3`."""
        return f"{self.path}:{self.line}" if self.line else self.path

    @property
    def mend(self) -> str:
        """What to do, with the commands in it as they are typed here."""
        return typed.told(self.hint)

    def __str__(self) -> str:
        """One paragraph: place, what was found, what to do."""
        field = f" [{self.field}]" if self.field else ""
        hint = f"\n    → {self.mend}" if self.hint else ""
        return f"{self.place}:{field} {self.message}{hint}"

    def as_data(self) -> dict[str, str | int]:
        """The problem as JSON-ready data; the severity is its Indonesian word."""
        return {**asdict(self), "hint": self.mend}


class ContentError(Exception):
    """Raised at an edge that can only refuse; carries every problem, never just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        """As a working process hands it to the one that asked."""
        return type(self), (self.problems,)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file and line, errors before notes in the same place, each once."""
    rank = {severity: number for number, severity in enumerate(Severity)}
    unique = dict.fromkeys(problems)
    return tuple(
        sorted(unique, key=lambda problem: (problem.path, problem.line, rank[problem.severity], problem.message))
    )


def text_of(problems: Iterable[Problem]) -> str:
    """The problems as a store keeps them; nothing for none."""
    rows = [astuple(problem) for problem in problems]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def problems_of(text: str) -> Iterator[Problem]:
    """The problems that `text_of` wrote."""
    for path, line, message, hint, field, severity, code in json.loads(text) if text else ():
        yield Problem(path, line, message, hint, field, Severity(severity), code)


def unready(problems: Iterable[Problem]) -> list[str]:
    """One line for each file that a release would not take, or stop at: how much is wrong, and what comes first."""
    found: dict[tuple[Severity, str], list[Problem]] = {}
    for problem in in_order(problems):
        if problem.severity in NOT_OUT:
            found.setdefault((problem.severity, problem.path), []).append(problem)
    return [_unready_line(NOT_OUT[severity], path, told) for (severity, path), told in found.items()]


def _unready_line(words: str, path: str, found: list[Problem]) -> str:
    first = f" (baris {found[0].line})" if found[0].line else ""
    more = f" Dan {len(found) - 1} hal lain." if len(found) > 1 else ""
    return f"{words}: {path}{first}: {found[0].message}{more}"


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only the problems that stop a release."""
    return tuple(problem for problem in problems if problem.is_error)


def posix(path: PurePath | str) -> str:
    """The path as it is written in a report on every system."""
    return str(path).replace("\\", "/")
