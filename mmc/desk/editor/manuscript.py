"""A content file opened for editing: its values as a form shows them, and the same bytes again but for the lines that were meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mmc.base.items.front_matter import header_value
from mmc.base.items.reading import PELICAN_SYNONYMS, kind_of
from mmc.base.items.schema import Rule, rules_for
from mmc.base.items.source import FENCE, Field, Source, decode, read_source
from mmc.base.problems import ContentError, Problem
from mmc.desk.editor.header import ORDER, Header, rendered
from mmc.desk.editor.shapes import Row, Shape, Shown, settled, shape_of, shown

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

Given = Mapping[str, str | Sequence[Row]]


class Unwritable(ValueError):
    """A value that the header cannot hold; `key` names its field."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Manuscript:
    """A file's bytes, and where in them each field and the text stand."""

    data: bytes
    path: str

    @cached_property
    def source(self) -> Source:
        """The file as every other part of the house reads it."""
        return read_source(self.data, self.path)

    @cached_property
    def lines(self) -> list[str]:
        """The file's lines with the ends that they have."""
        return LINE.findall(self.data.removeprefix(BYTE_ORDER_MARK).decode("utf-8"))

    @property
    def kind(self) -> str:
        """The kind that its folder says."""
        return kind_of(self.path)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The fields that it can have, in their order."""
        return {rule.key: rule for rule in rules_for(self.kind)}

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The fields that it has and that its kind knows."""
        named = {PELICAN_SYNONYMS.get(field.key, field.key): field for field in self.source.fields}
        return {key: field for key, field in named.items() if key in self.rules}

    @cached_property
    def values(self) -> Mapping[str, Shown]:
        """Every field of its kind as the form shows it, empty ones too."""
        empty: Mapping[Shape, Shown] = {Shape.ROWS: (), Shape.RECORD: ()}
        return {
            key: shown(self.fields[key].value, rule) if key in self.fields else empty.get(shape_of(rule), "")
            for key, rule in self.rules.items()
        }

    @property
    def body(self) -> str:
        """The text below the header, with plain line feeds and none at its end."""
        return self.source.body.rstrip()

    @property
    def is_fenced(self) -> bool:
        """True for a header of ours, False for Pelican's own `Key: value` lines."""
        first = next((line for line in self.lines if line.strip()), "")
        return first.rstrip() == FENCE

    @property
    def ending(self) -> str:
        """How most of its lines end."""
        return "\r\n" if self.data.count(b"\r\n") * 2 > self.data.count(b"\n") else "\n"


def opened(data: bytes, path: str) -> Manuscript:
    """The file for editing; raises `ContentError` where its bytes are no text of ours or it has no header."""
    _, problem = decode(data, path)
    if problem is not None:
        raise ContentError([problem])
    manuscript = Manuscript(data, path)
    if not manuscript.source.fields and manuscript.source.problems:
        raise ContentError(manuscript.source.problems)
    if not manuscript.kind:
        raise ContentError([Problem(path, 0, "Jenis naskah ini tidak dikenal dari foldernya.", code="header")])
    return manuscript


def changed(manuscript: Manuscript, given: Given) -> dict[str, Shown]:
    """The fields whose given value is another than the file's."""
    wanted = {key: settled(value, manuscript.rules[key]) for key, value in given.items() if key in manuscript.rules}
    return {key: value for key, value in wanted.items() if value != _said(manuscript, key)}


def edited(manuscript: Manuscript, given: Given, body: str | None = None) -> bytes:
    """
    The file with these values and this text; every line that they do not mean keeps its bytes.

    Raises `Unwritable` for a value that would be read as another one.
    """
    changes = changed(manuscript, given)
    if changes and not manuscript.is_fenced and not _fits_pelican(manuscript, changes):
        manuscript = Manuscript(_fenced(manuscript), manuscript.path)
    lines = [*manuscript.lines]
    text = _new_body(manuscript, body)
    if text is not None:
        start, lines = text
        tail, head = lines[start:], [*manuscript.lines[:start]]
    else:
        start = _body_start(manuscript)
        head, tail = lines[:start], lines[start:]
    editor = Header(head, manuscript.fields, manuscript.ending, is_fenced=manuscript.is_fenced)
    for key in sorted(changes, key=lambda key: ORDER[key], reverse=True):
        editor.write(manuscript.rules[key], given[key], changes[key])
    mark = BYTE_ORDER_MARK if manuscript.data.startswith(BYTE_ORDER_MARK) else b""
    data = mark + "".join([*editor.lines, *tail]).encode("utf-8")
    _prove(Manuscript(data, manuscript.path), manuscript, changes, body)
    return data


def _said(manuscript: Manuscript, key: str) -> Shown:
    """The file's value as one that comes from a form is compared with it."""
    return settled(manuscript.values[key], manuscript.rules[key])


def _prove(after: Manuscript, before: Manuscript, changes: Mapping[str, Shown], body: str | None) -> None:
    """The new bytes are read as what was meant, and as nothing else."""
    for key in before.rules:
        if _said(after, key) != changes.get(key, _said(before, key)):
            raise Unwritable(key)
    if after.body != (before.body if body is None else _plain(body)):
        raise Unwritable("body")
    known = {*before.rules}
    if [f.key for f in after.source.fields if f.key not in known] != [
        f.key for f in before.source.fields if f.key not in known
    ]:
        raise Unwritable(next(iter(changes), "body"))


def _plain(text: str) -> str:
    """A text as it comes from a form, with plain line feeds, without empty lines around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(lines).rstrip()


def _body_start(manuscript: Manuscript) -> int:
    """How many lines stand before the text's first."""
    return min(manuscript.source.body_line - 1, len(manuscript.lines)) if manuscript.body else len(manuscript.lines)


def _new_body(manuscript: Manuscript, body: str | None) -> tuple[int, list[str]] | None:
    """All lines with the new text, and how many stand before it; nothing where the text is the same."""
    if body is None or _plain(body) == manuscript.body:
        return None
    start, end = _body_start(manuscript), manuscript.ending
    head, old = manuscript.lines[:start], manuscript.lines[start:]
    new = _plain(body).split("\n") if _plain(body) else []
    if not manuscript.body and new:
        if head and not head[-1].endswith(("\n", "\r")):
            head = [*head[:-1], head[-1] + end]
        if not head or head[-1].strip():
            head = [*head, end]
        return len(head), [*head, *(line + end for line in new)]
    said = [line.rstrip("\r\n") for line in old]
    while said and not said[-1].strip():
        said.pop()
    first = 0
    while first < min(len(said), len(new)) and said[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(said), len(new)) - first and said[-1 - last] == new[-1 - last]:
        last += 1
    kept = old[len(said) - last :]
    middle = [line + end for line in new[first : len(new) - last]]
    lines = [*old[:first], *middle, *kept]
    if first == len(said) and said and middle and not old[first - 1].endswith(("\n", "\r")):
        lines[first - 1] += end
    return start, [*head, *lines]


def _fits_pelican(manuscript: Manuscript, changes: Mapping[str, Shown]) -> bool:
    """True when Pelican's own header can hold the new values: one line each."""
    return all(
        isinstance(value, str)
        and "\n" not in value
        and key in ORDER
        and shape_of(manuscript.rules[key]) is not Shape.LINES
        for key, value in changes.items()
    )


def _fenced(manuscript: Manuscript) -> bytes:
    """The same item with a header of ours."""
    end = manuscript.ending
    lines = [FENCE]
    for field in manuscript.source.fields:
        key = PELICAN_SYNONYMS.get(field.key, field.key)
        rule = manuscript.rules.get(key)
        if rule is not None and isinstance(value := manuscript.values[key], str):
            lines += rendered(rule, value)
        else:
            lines.append(f"{key}: {header_value(field.value.text)}".rstrip())
    lines += [FENCE, "", manuscript.body]
    return (end.join(line for part in lines for line in part.split("\n")) + end).encode("utf-8")
