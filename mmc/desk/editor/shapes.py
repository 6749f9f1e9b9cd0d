"""What the form shows for each field of a header: one line, several, or rows of parts; read from the file as it was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from mmc.base.items.schema import FieldType, Rule
from mmc.base.items.source import Value

Row = Mapping[str, str]
Shown = str | tuple[Row, ...]
FROM = "dari"  # in a row that comes from the form: which row of the file it was, counted from 0; empty for a new one


class Shape(Enum):
    """How a field is edited."""

    LINE = auto()  # one line of text
    WORDS = auto()  # one line, between commas or semicolons
    LINES = auto()  # a line for each entry
    ROWS = auto()  # entries of several parts
    RECORD = auto()  # the parts themselves, once


SHAPES: Mapping[FieldType, Shape] = {
    FieldType.TEXTS: Shape.WORDS,
    FieldType.NAMES: Shape.WORDS,
    FieldType.LINES: Shape.LINES,
    FieldType.PATHS: Shape.LINES,
    FieldType.REFERENCES: Shape.LINES,
    FieldType.CHANGES: Shape.ROWS,
    FieldType.PHOTOS: Shape.ROWS,
    FieldType.CONFIRMATIONS: Shape.ROWS,
    FieldType.WITHDRAWAL: Shape.RECORD,
}
SEPARATORS = {FieldType.TEXTS: ", ", FieldType.NAMES: "; "}


def shape_of(rule: Rule) -> Shape:
    """How the field is edited."""
    return SHAPES.get(rule.type, Shape.LINE)


def parts_of(rule: Rule) -> tuple[str, ...]:
    """The parts of one row of the field, in the order in which they are written."""
    if rule.type is FieldType.CHANGES:
        return ("date", "text") if rule.key == "updates" else ("kind", "date", "text")
    return {
        FieldType.PHOTOS: ("file", "alt", "caption", "credit"),
        FieldType.CONFIRMATIONS: ("finding", "reason"),
        FieldType.WITHDRAWAL: ("date", "reason"),
    }.get(rule.type, ())


def shown(value: Value, rule: Rule) -> Shown:
    """The field as the form shows it; what nobody touches comes back the same."""
    shape = shape_of(rule)
    if shape in (Shape.ROWS, Shape.RECORD):
        entries = value.items or ((value,) if value.fields else ())
        return tuple(row_of(entry, rule) for entry in entries)
    texts = [item.text for item in value.items if item.text] or ([value.text] if value.text else [])
    if shape is Shape.LINES:
        return "\n".join(_line(text) for text in texts)
    if shape is Shape.WORDS:
        sign = SEPARATORS[rule.type]
        if not value.items:
            texts = [part for text in texts for part in _split(text, rule)]
        return sign.join(part for text in texts if (part := _line(text)))
    return _line("; ".join(texts) if value.items and not value.text else value.text)


def row_of(entry: Value, rule: Rule) -> Row:
    """The parts of one entry; those that it does not have are empty."""
    found = {field.key: _line(field.value.text) for field in entry.fields}
    return {part: found.get(part, "") for part in parts_of(rule)}


def entries_in(text: str, rule: Rule) -> list[str]:
    """What was typed into the form as single entries."""
    if shape_of(rule) is Shape.LINES:
        return [line for each in text.splitlines() if (line := _line(each))]
    return _split(text, rule)


def settled(given: str | Sequence[Row], rule: Rule) -> Shown:
    """What came from the form, in the one way in which it is compared: spaces once, empty entries and rows gone."""
    shape = shape_of(rule)
    if shape in (Shape.ROWS, Shape.RECORD):
        rows = given if not isinstance(given, str) else ()
        parts = parts_of(rule)
        clean = [{part: _line(row.get(part, "")) for part in parts} for row in rows]
        return tuple(row for row in clean if any(row.values()))
    text = given if isinstance(given, str) else ""
    if shape is Shape.LINE:
        return _line(text)
    return ("\n" if shape is Shape.LINES else SEPARATORS[rule.type]).join(entries_in(text, rule))


def _split(text: str, rule: Rule) -> list[str]:
    parts = text.replace(";", ",").split(",") if rule.type is FieldType.TEXTS else text.split(";")
    return [line for part in parts if (line := _line(part))]


def _line(text: str) -> str:
    return " ".join(text.split())
