"""What the checks look at: one file as it was written and as a reader gets it, and what the office allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mmc.base.items.kinds import KINDS
from mmc.base.items.reading import kind_of
from mmc.base.items.schema import Item
from mmc.base.items.source import Field, Source, Value
from mmc.base.problems import Severity
from mmc.checks.content.links import Link, find_links
from mmc.checks.content.plain_text import Passage, passages
from mmc.checks.content.sheet import Rendered, Sheet
from mmc.checks.context import CheckContext

# Keys whose value is no text for readers: a rule on words has nothing to say about them.
NOT_TEXT = frozenset({"confirmed", "id", "code", "status", "kind", "lang"}) | frozenset(
    {"date", "modified", "embargo", "starts", "ends"}  # refused unless they are a date
)


@dataclass(frozen=True, slots=True)
class Finding:
    """
    What one check found; its code, path and usual severity are added from the table.

    `text` is the offending text as the writer may confirm it; empty where a confirmation makes no sense.
    """

    line: int
    message: str
    hint: str = ""
    text: str = ""
    field: str = ""
    severity: Severity | None = None


@dataclass(frozen=True)
class Draft:
    """One content file. `item` is None while its header has errors, `page` is None while its body was not converted."""

    path: str
    source: Source
    context: CheckContext
    item: Item | None = None
    page: Rendered | None = None
    siblings: frozenset[str] = frozenset()  # names of the files beside it

    @cached_property
    def sheet(self) -> Sheet:
        """The header's texts, then the body."""
        texts: list[str] = []
        places: list[tuple[int, str]] = []
        for field in self.source.fields:
            if field.key not in NOT_TEXT:
                for line, text in _texts(field.value):
                    for part in text.split("\n"):
                        texts.append(part)
                        places.append((line, field.key))
        body = self.source.body.split("\n")
        first = self.source.body_line
        places += [(number, "") for number in range(first, first + len(body))]
        return Sheet("\n".join((*texts, *body)), tuple(places))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link, picture and shown address."""
        return find_links(self.source, self.page, self.sheet)

    @cached_property
    def body(self) -> Sheet:
        """The body alone, as Markdown."""
        count = self.source.body.count("\n") + 1
        return Sheet(self.source.body, tuple((self.source.body_line + number, "") for number in range(count)))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs, list entries, headings and header fields as plain text."""
        return passages(self.sheet, self.body)

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {field.key: field for field in reversed(self.source.fields)}  # of two with one key the first

    def default_photos(self) -> list[str]:
        """The files beside the item that its name makes its own main photo."""
        kind = KINDS.get(kind_of(self.path))
        if kind is None or kind.is_series:  # a fixed page has no main photo, and a series begins with its own
            return []
        stem = self.path.rpartition("/")[2].removesuffix(".md")
        listed = self.listed_photos
        return sorted(name for name in self.siblings if name.startswith(f"{stem}-1.") and name not in listed)

    @property
    def listed_photos(self) -> dict[str, int]:
        """The files that `photos` of the header names, each with its line."""
        field = self._fields.get("photos")
        entries = (field.value.items or (field.value,)) if field is not None else ()
        parts = (part for entry in entries for part in entry.fields if part.key == "file" and part.value.text)
        return {part.value.text: part.line for part in parts}

    def value(self, key: str) -> str:
        """A field's text as it was written, empty if it is not there."""
        field = self._fields.get(key)
        return field.value.text if field is not None else ""

    def line_of(self, key: str) -> int:
        """The line of a field, 1 if it is not there."""
        field = self._fields.get(key)
        return field.line if field is not None else 1

    def says_yes(self, key: str) -> bool:
        """True when a field of the header says `ya`."""
        return self.value(key).strip().casefold() == "ya"

    def line_with(self, text: str) -> int:
        """The first line of the file whose body holds the text, else the body's first line."""
        at = self.source.body.find(text)
        return self.source.body_line + (self.source.body.count("\n", 0, at) if at >= 0 else 0)


def _texts(value: Value) -> Iterator[tuple[int, str]]:
    if value.fields:
        for field in value.fields:
            yield from _texts(field.value)
    elif value.text:
        yield value.line, value.text
    else:
        for item in value.items:
            yield from _texts(item)
