"""The form of an item, made from the schema: which fields stand where, what each is filled with, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from mmc.base.items.focus import FOCI
from mmc.base.items.reading import SHORT_TITLE_LIMIT, SUMMARY_LIMIT
from mmc.base.items.schema import FieldType, Rule
from mmc.base.problems import Problem
from mmc.base.vocabulary import CORRECTION_KINDS, STATUSES, VERDICTS, Vocabulary
from mmc.desk.editor.manuscript import Given, Manuscript
from mmc.desk.editor.shapes import FROM, Row, Shape, parts_of, shape_of

PREFIX = "isi-"
ROWS = "-baris"
LIMITS = {"summary": SUMMARY_LIMIT, "short_title": SHORT_TITLE_LIMIT}
LONG = frozenset({"summary", "claim", "photo_alt", "photo_caption"})
CALENDARS = {FieldType.DAY: "date", FieldType.MOMENT: "datetime-local"}
MOST_ROWS = 200
SORTS = tuple(CORRECTION_KINDS)
PART_LABELS = {
    "kind": "Jenis", "date": "Tanggal", "text": "Isi", "file": "Berkas foto", "alt": "Teks alternatif", "caption": "Keterangan",
    "credit": "Kredit", "finding": "Temuan", "reason": "Alasan",
}  # fmt: skip


def _keys(words: str) -> frozenset[str]:
    return frozenset(words.split())


GROUPS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("pokok", "Pokok", _keys("title summary category district date status verdict claim starts ends video_url")),
    ("foto", "Foto", _keys("photo photo_alt photo_caption photo_credit photo_focus photos")),
    ("orang", "Nama dan sumber", _keys("author reporter photographer editor source sources organizer answered_by")),
    ("sesudah", "Sesudah terbit", _keys("modified corrections withdrawn updates aliases confirmed")),
    ("lain", "Rincian lain", frozenset()),
)  # fmt: skip


class Posted(Protocol):
    """A form as it was sent."""

    def get(self, key: str, default: str = "", /) -> str | None: ...
    def getlist(self, key: str, /) -> Sequence[str]: ...
    def __contains__(self, key: str, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a row."""

    name: str
    key: str
    label: str
    value: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of the form, `origin` the row of the file that it was."""

    number: str
    origin: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """One field with what it is filled with; `sort` says which control shows it."""

    rule: Rule
    name: str
    sort: str
    value: str = ""
    options: tuple[str, ...] = ()
    rows: tuple[FilledRow, ...] = ()
    blank: FilledRow | None = None  # for one more
    is_required: bool = False
    limit: int = 0
    calendar: str = ""
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()

    @property
    def key(self) -> str:
        """The field's name in the header."""
        return self.rule.key

    @property
    def is_filled(self) -> bool:
        """True when it says something."""
        return bool(self.value or self.rows)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together; `is_open` says whether they are seen at once."""

    name: str
    label: str
    fields: tuple[FormField, ...]
    is_open: bool


def groups_of(
    manuscript: Manuscript,
    given: Given,
    vocabulary: Vocabulary,
    problems: Sequence[Problem] = (),
    doubts: Sequence[Problem] = (),
) -> tuple[Group, ...]:
    """
    Every field of the item's kind once, filled with what was typed, else with what the file says; beside it what the gate
    tells of it, and what the importer was not sure of.
    """
    fields = {
        key: field_of(rule, given.get(key, manuscript.values[key]), vocabulary, manuscript.kind)
        for key, rule in manuscript.rules.items()
    }
    for key, field in fields.items():
        told = tuple(problem for problem in problems if problem.field == key)
        fields[key] = replace(field, problems=told, doubts=tuple(each for each in doubts if each.field == key))
    taken: set[str] = set()
    groups = []
    for name, label, keys in GROUPS:
        wanted = keys | {
            key for key, field in fields.items() if field.is_required and field.sort != "rows" and name == "pokok"
        }
        own = tuple(field for key, field in fields.items() if key not in taken and (key in wanted or not keys))
        taken |= {field.key for field in own}
        if own:
            groups.append(
                Group(name, label, own, name == "pokok" or any(field.problems or field.doubts for field in own))
            )
    return tuple(groups)


def field_of(rule: Rule, value: str | Sequence[Row], vocabulary: Vocabulary, kind: str) -> FormField:
    """The field as the form shows it."""
    name = PREFIX + rule.key
    shape = shape_of(rule)
    field = FormField(
        rule,
        name,
        "line",
        is_required=kind in rule.required,
        limit=LIMITS.get(rule.key, 0),
        calendar=CALENDARS.get(rule.type, ""),
    )
    if shape in (Shape.ROWS, Shape.RECORD):
        rows = [] if isinstance(value, str) else value
        filled = tuple(_row(rule, row, str(number), row.get(FROM, str(number))) for number, row in enumerate(rows))
        blank = _row(rule, {}, "baru", "") if shape is Shape.ROWS or not filled else None
        return replace(field, sort="rows", rows=filled, blank=blank)
    text = value if isinstance(value, str) else ""
    options = _options(rule, vocabulary)
    if options:
        known = next((option for option in options if option.casefold() == text.casefold()), "")
        more = () if known or not text else (text,)
        return replace(field, sort="choice", value=text if more else known, options=(*options, *more))
    is_area = shape is Shape.LINES or rule.key in LONG
    return replace(field, sort="area" if is_area else "line", value=text)


def given_in(posted: Posted, manuscript: Manuscript) -> dict[str, str | Sequence[Row]]:
    """What came back for each field that the form has; a field that it lacks is not touched."""
    found: dict[str, str | Sequence[Row]] = {}
    for key, rule in manuscript.rules.items():
        name = PREFIX + key
        if shape_of(rule) in (Shape.ROWS, Shape.RECORD):
            if name + ROWS in posted:
                numbers = [each for each in posted.getlist(name + ROWS) if each][:MOST_ROWS]
                found[key] = [_given_row(posted, rule, f"{name}-{number}") for number in dict.fromkeys(numbers)]
        elif name in posted:
            value = posted.get(name) or ""
            shown = manuscript.values[key]
            is_same_choice = isinstance(shown, str) and value.casefold() == shown.casefold()
            found[key] = shown if is_same_choice else value
    return found


def _given_row(posted: Posted, rule: Rule, name: str) -> Row:
    parts = {part: posted.get(f"{name}-{part}") or "" for part in parts_of(rule)}
    return {**parts, FROM: posted.get(f"{name}-{FROM}") or ""}


def _row(rule: Rule, row: Row, number: str, origin: str) -> FilledRow:
    start = f"{PREFIX}{rule.key}-{number}"
    parts = tuple(
        Part(f"{start}-{part}", part, PART_LABELS[part], row.get(part, ""), SORTS if part == "kind" else ())
        for part in parts_of(rule)
    )
    return FilledRow(number, origin, parts)


def _options(rule: Rule, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The closed list that the field chooses from; nothing where anything may be written."""
    return {
        FieldType.STATUS: tuple(STATUSES),
        FieldType.CATEGORY: tuple(each.name for each in vocabulary.categories),
        FieldType.DISTRICT: tuple(each.name for each in vocabulary.districts),
        FieldType.VERDICT: tuple(VERDICTS),
        FieldType.FLAG: ("ya", "tidak"),
        FieldType.FOCUS: tuple(FOCI),
    }.get(rule.type, ())


def given_of(values: Mapping[str, str | Sequence[Row]]) -> Given:
    """A file's own values as if they had come from a form."""
    return {
        key: value if isinstance(value, str) else [{**row, FROM: str(number)} for number, row in enumerate(value)]
        for key, value in values.items()
    }
