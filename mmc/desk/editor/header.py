"""The lines above a text while its fields are written: each keeps its lines but for those that a new value means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from mmc.base.items.front_matter import header_value
from mmc.base.items.schema import RULES, Rule
from mmc.base.items.source import FENCE, Field, Value
from mmc.desk.editor.shapes import FROM, Row, Shape, Shown, entries_in, parts_of, settled, shape_of

ORDER = {rule.key: place for place, rule in enumerate(RULES)}
DEPTH = "  "


def rendered(rule: Rule, value: Shown) -> list[str]:
    """The lines of a field written anew."""
    if not value:
        return [f"{rule.key}:"]
    shape = shape_of(rule)
    if isinstance(value, str):
        if shape is Shape.LINES:
            return [f"{rule.key}:", *(f"{DEPTH}- {header_value(entry)}" for entry in value.split("\n"))]
        return [f"{rule.key}: {header_value(value)}"]
    if shape is Shape.RECORD:
        return [f"{rule.key}:", *_parts(rule, value[0], DEPTH, DEPTH)]
    return [f"{rule.key}:", *(line for row in value for line in _parts(rule, row, f"{DEPTH}- ", DEPTH * 2))]


def _parts(rule: Rule, row: Row, first: str, more: str) -> list[str]:
    lines = [f"{part}: {header_value(row[part])}" for part in parts_of(rule) if row.get(part)]
    return [(first if number == 0 else more) + line for number, line in enumerate(lines)]


class Header:
    """The lines above the text while fields are written into them, from the last field to the first."""

    def __init__(self, lines: list[str], fields: Mapping[str, Field], end: str, *, is_fenced: bool) -> None:
        self.lines, self.fields, self.end, self.is_fenced = lines, fields, end, is_fenced

    def write(self, rule: Rule, given: str | Sequence[Row], value: Shown) -> None:
        """The field has this value."""
        field = self.fields.get(rule.key)
        if field is None:
            self._insert(rule, rendered(rule, value))
            return
        start, stop = self.span(field)
        written = self._rewritten(rule, field, value, given, start, stop)
        if written is None:
            written = [line + self.end for line in rendered(rule, value)]
            key = LINE_KEY.match(self.lines[start])
            if key is not None:  # the key as it was typed: `Title:` in Pelican's own header
                written[0] = key[1] + written[0].removeprefix(rule.key)
        self.lines[start:stop] = written

    def span(self, field: Field) -> tuple[int, int]:
        """The field's lines: its own, and those below that belong to it."""
        start = field.line - 1
        stop = start + 1
        while stop < len(self.lines) and self._belongs(self.lines[stop]):
            stop += 1
        while stop > start + 1 and _says_nothing(self.lines[stop - 1]):
            stop -= 1
        return start, stop

    def _belongs(self, line: str) -> bool:
        if not self.is_fenced:
            return bool(line.strip()) and line.startswith("    ")
        if line.rstrip() == FENCE:
            return False
        return _says_nothing(line) or line[:1] in " \t" or line.startswith("-")

    def _insert(self, rule: Rule, lines: list[str]) -> None:
        """After the last field that comes before it in the schema."""
        before = [field for key, field in self.fields.items() if ORDER[key] < ORDER[rule.key]]
        if before:
            place = max(self.span(field)[1] for field in before)
        else:
            first = next(number for number, line in enumerate(self.lines) if line.strip())
            place = first + 1 if self.is_fenced else first
        self.lines[place:place] = [line + self.end for line in lines]

    def _rewritten(
        self, rule: Rule, field: Field, value: Shown, given: str | Sequence[Row], start: int, stop: int
    ) -> list[str] | None:
        """The field's lines with only those changed that the new value means; None where it is best written anew."""
        shape = shape_of(rule)
        if not value or not self.is_fenced:
            return None
        if isinstance(value, str):
            if shape is Shape.LINE or not _is_below(field.value):
                return None
            return self._entries(field.value, entries_in(value, rule), start, stop)
        rows = [row for row in given if not isinstance(row, str) and any(settled([row], rule))]
        if shape is Shape.RECORD:
            if not field.value.fields:
                return None
            block = _Block(self.lines[start + 1 : stop], start + 1)
            return [self.lines[start], *block.edited(field.value.fields, value[0], rule, self.end)]
        if not field.value.items or not _is_below(field.value):
            return None
        return self._rows(rule, field.value, rows, start, stop)

    def _pieces(self, value: Value, stop: int) -> list[list[str]]:
        """The lines of each entry of a list."""
        marks = [item.line - 1 for item in value.items] + [stop]
        return [self.lines[begin:end] for begin, end in pairwise(marks)]

    def _entries(self, value: Value, wanted: list[str], start: int, stop: int) -> list[str]:
        pieces = self._pieces(value, stop)
        sign = _sign(pieces[0][0])
        known = [" ".join(item.text.split()) for item in value.items]
        written = self.lines[start : value.items[0].line - 1]
        at = 0
        for entry in wanted:
            place = next((number for number in range(at, len(known)) if known[number] == entry), None)
            if place is None:
                written.append(f"{sign}{header_value(entry)}{self.end}")
            else:
                written += pieces[place]
                at = place + 1
        return written

    def _rows(self, rule: Rule, value: Value, rows: list[Row], start: int, stop: int) -> list[str]:
        pieces = self._pieces(value, stop)
        sign = _sign(pieces[0][0])
        written = self.lines[start : value.items[0].line - 1]
        used: set[int] = set()
        for row in rows:
            origin = row.get(FROM, "")
            place = int(origin) if origin.isdecimal() and int(origin) < len(pieces) else -1
            if place < 0 or place in used or not value.items[place].fields:
                clean = settled([row], rule)[0]
                assert not isinstance(clean, str)
                written += [line + self.end for line in _parts(rule, clean, sign, " " * len(sign))]
                continue
            used.add(place)
            item = value.items[place]
            clean = settled([row], rule)[0]
            assert not isinstance(clean, str)
            written += _Block(pieces[place], item.line - 1).edited(item.fields, clean, rule, self.end)
        return written


class _Block:
    """The lines of one entry of several parts; `at` is the place of its first line in the file."""

    def __init__(self, lines: list[str], at: int) -> None:
        self.lines, self.at = lines, at

    def edited(self, fields: Sequence[Field], row: Row, rule: Rule, end: str) -> list[str]:
        """The lines with these parts; a part that stays keeps its lines."""
        lines = [*self.lines]
        places = [field.line - 1 - self.at for field in fields]
        stops = [*places[1:], len(lines)]
        inner = _inner(lines[places[0]])
        known = {field.key for field in fields}
        missing = [part for part in parts_of(rule) if part not in known and row.get(part)]
        tail = stops[-1]
        while tail > places[-1] + 1 and _says_nothing(lines[tail - 1]):
            tail -= 1
        lines[tail:tail] = [f"{' ' * inner}{part}: {header_value(row[part])}{end}" for part in missing]
        stops[-1] = tail
        for field, start, stop in reversed([*zip(fields, places, stops, strict=True)]):
            if field.key not in row or " ".join(field.value.text.split()) == row[field.key]:
                continue
            mark = LINE_KEY.match(lines[start])
            assert mark is not None
            lines[start:stop] = [f"{mark[1]}: {header_value(row[field.key])}".rstrip() + end]
        return lines


LINE_KEY = re.compile(r"(\s*(?:-[ \t]+)?[A-Za-z_][A-Za-z0-9_-]*)[ \t]*:")


def _sign(line: str) -> str:
    """What stands before an entry's own words: `  - `."""
    found = re.match(r"[ \t]*-[ \t]*", line)
    return found[0] if found and found[0].endswith((" ", "\t")) else f"{found[0] if found else DEPTH + '-'} "


def _inner(line: str) -> int:
    found = re.match(r"[ \t]*(?:-[ \t]+)?", line)
    return len(found[0]) if found else len(DEPTH)


def _is_below(value: Value) -> bool:
    """True when the entries stand on lines of their own."""
    return (
        bool(value.items)
        and len({item.line for item in value.items}) == len(value.items)
        and value.line < value.items[0].line
    )


def _says_nothing(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
