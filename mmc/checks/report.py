"""A report for people, for programs, and for the pages on which GitHub and GitLab show a change."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from hashlib import blake2b
from itertools import groupby

from mmc.base.problems import Problem, Severity, in_order
from mmc.checks.readiness import keeps_out

FORMATS = ("teks", "json", "github", "gitlab")
# What `inv periksa` ends with.
CLEAN, FOUND, MISUSED, BROKEN = 0, 1, 2, 3
EXIT_CODES = {
    CLEAN: "tidak ada galat; yang belum siap, peringatan, dan catatan tidak menghentikan penerbitan",
    FOUND: "ada galat; naskah belum boleh terbit",
    MISUSED: "perintah salah ditulis, atau folder dan berkas yang disebut tidak ada",
    BROKEN: "pemeriksaan sendiri tidak dapat dijalankan; baca pesannya",
}
_COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.UNREADY: "\x1b[35m",
    Severity.WARNING: "\x1b[33m",
    Severity.NOTE: "\x1b[36m",
}
_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_GITHUB = {Severity.ERROR: "error", Severity.UNREADY: "warning", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.UNREADY: "minor", Severity.WARNING: "minor", Severity.NOTE: "info"}


def exit_code(problems: Iterable[Problem], staged: Container[str] = ()) -> int:
    """`FOUND` when anything stops a release, or is harm that one of these files would bring into the repository; else `CLEAN`."""
    is_wrong = any(problem.is_error or (problem.path in staged and keeps_out(problem)) for problem in problems)
    return FOUND if is_wrong else CLEAN


def render(problems: Sequence[Problem], form: str, *, is_coloured: bool = False, width: int = 100) -> str:
    """The problems in one of `FORMATS`; text for people ends with a count."""
    ordered = in_order(problems)
    if form == "json":
        return as_json(ordered)
    if form == "github":
        return as_github(ordered)
    if form == "gitlab":
        return as_gitlab(ordered)
    return as_text(ordered, is_coloured=is_coloured, width=width)


def as_text(problems: Sequence[Problem], *, is_coloured: bool = False, width: int = 100) -> str:
    """File by file: line, weight, what is wrong, and below it what to do."""
    lines: list[str] = []
    for path, group in groupby(problems, key=lambda problem: problem.path):
        lines.append(_paint(printable(path), _BOLD, is_coloured))
        for problem in group:
            lines += _paragraph(problem, is_coloured=is_coloured, width=width)
        lines.append("")
    lines.append(counted(problems))
    return "\n".join(lines)


def _paragraph(problem: Problem, *, is_coloured: bool, width: int) -> list[str]:
    place = f"baris {problem.line}" if problem.line else "berkas"
    field = f"{problem.field}: " if problem.field else ""
    head = f"  {place:<10} {problem.severity.value:<10} "
    body = textwrap.wrap(printable(field + problem.message), max(30, width - len(head))) or [""]
    label = _paint(f"{problem.severity.value:<10}", _COLOURS[problem.severity], is_coloured)
    lines = [f"  {place:<10} {label} {body[0]}", *(" " * len(head) + more for more in body[1:])]
    hint = textwrap.wrap(printable(problem.mend), max(30, width - len(head) - 2)) if problem.hint else []
    lines += [" " * len(head) + ("→ " if number == 0 else "  ") + more for number, more in enumerate(hint)]
    lines[-1] += _paint(f"  ({problem.code})", _FAINT, is_coloured) if problem.code else ""
    return lines


def _paint(text: str, colour: str, is_coloured: bool) -> str:
    return f"{colour}{text}{_PLAIN}" if is_coloured else text


def printable(text: str) -> str:
    """The text without what could steer a terminal or hide in a log."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


def counted(problems: Sequence[Problem]) -> str:
    """“3 galat, 1 peringatan dalam 2 berkas.”, or that all is well."""
    if not problems:
        return "Tidak ada masalah."
    counts = Counter(problem.severity for problem in problems)
    parts = [f"{counts[severity]} {severity.value}" for severity in Severity if counts[severity]]
    return f"{', '.join(parts)} dalam {len({problem.path for problem in problems})} berkas."


def as_json(problems: Sequence[Problem]) -> str:
    """
    One object: `problems` as the fields of `Problem`, `counts` by severity (`belum siap` only where there are drafts that
    are not ready), `ok` when nothing stops a release.
    """
    counts = Counter(problem.severity for problem in problems)
    data = {
        "ok": not any(problem.is_error for problem in problems),
        "counts": {each.value: counts[each] for each in Severity if counts[each] or each is not Severity.UNREADY},
        "problems": [problem.as_data() for problem in problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands, one a line, which GitHub shows beside the changed lines."""
    return "\n".join(_github_line(problem) for problem in problems)


def _github_line(problem: Problem) -> str:
    message = problem.message + (f"\n→ {problem.mend}" if problem.hint else "")
    line = f",line={problem.line}" if problem.line else ""
    title = _github_property(f"{problem.code}{' ' + problem.field if problem.field else ''}")
    return f"::{_GITHUB[problem.severity]} file={_github_property(problem.path)}{line},title={title}::{_github_data(message)}"


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(problems: Sequence[Problem]) -> str:
    """GitLab's Code Quality report."""
    return json.dumps([_gitlab_entry(problem) for problem in problems], ensure_ascii=False, indent=1)


def _gitlab_entry(problem: Problem) -> dict[str, object]:
    words = "\0".join((problem.path, problem.code, problem.field, problem.message, str(problem.line)))
    return {
        "description": problem.message + (f" → {problem.mend}" if problem.hint else ""),
        "check_name": problem.code,
        "fingerprint": blake2b(words.encode("utf-8", "replace"), digest_size=16).hexdigest(),
        "severity": _GITLAB[problem.severity],
        "location": {"path": problem.path, "lines": {"begin": max(1, problem.line)}},
    }
