"""How a row of the corpus is written and becomes a file."""

from __future__ import annotations

from dataclasses import dataclass

from tests.unit.checks.newsroom import BODY, HEADER, PATH

FIRST_LINE = len(HEADER) + 6  # of the text that follows the usual body


@dataclass(frozen=True)
class Case:
    """
    One input and its answer: the finding's code and the line it names (None: any line).

    `data` is the whole file; else `text` is a paragraph after the usual body and `fields` change the usual header.
    """

    code: str
    data: bytes
    line: int | None = None
    path: str = PATH
    siblings: frozenset[str] = frozenset()


def in_body(code: str, *texts: str, at: int | None = 0, **fields: str) -> list[Case]:
    """One case for each text, which stands in a paragraph of its own; the finding is on its line number `at`."""
    extra = sum(value.count("\n") for value in fields.values()) + len(set(fields) - set(HEADER))
    line = None if at is None else FIRST_LINE + at + extra
    return [Case(code, item(f"{BODY}\n\n{text}", **fields), line) for text in texts]


def in_header(code: str, *headers: str, line: int | None = None) -> list[Case]:
    """One case for each set of header lines, which take the place of the usual ones of the same keys."""
    return [Case(code, item(BODY, **dict(_pairs(header))), line) for header in headers]


def whole(code: str, *files: str | bytes, line: int | None = None, path: str = PATH) -> list[Case]:
    """One case for each whole file."""
    return [Case(code, each.encode() if isinstance(each, str) else each, line, path) for each in files]


def item(body: str = BODY, **fields: str) -> bytes:
    """The bytes of an item that is right but for what is given."""
    header = "".join(f"{key}: {value}\n" for key, value in (HEADER | fields).items())
    return f"---\n{header}---\n\n{body}\n".encode()


def _pairs(header: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for line in header.split("\n"):
        if line.startswith((" ", "-")) and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}\n{line}")
        else:
            key, _, value = line.partition(": ")
            pairs.append((key.rstrip(":"), value))
    return pairs
