"""A file's words as checks read them: as they were written, line by line, and as a reader gets them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from mmc.checks.rules.attack.normalisation import fold, without_marks, word_set
from mmc.checks.rules.language.prefilter import read_figures

_LONG_NUMBER = re.compile(r"[0-9](?:[^0-9\n]{0,4}[0-9]){6}")
_NO_FIGURES = bytes(code for code in range(256) if code not in b"0123456789\n")


class Address(Protocol):
    """A link as the writer meant it."""

    @property
    def address(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def title(self) -> str: ...


class Shown(Protocol):
    """A photo inside a text."""

    @property
    def file(self) -> str: ...
    @property
    def alt(self) -> str: ...
    @property
    def caption(self) -> str: ...
    @property
    def link(self) -> str: ...


class Rendered(Protocol):
    """A body as a reader gets it; `mmc.prose.Prose` is one."""

    @property
    def text(self) -> str: ...
    @property
    def links(self) -> tuple[str, ...]: ...
    @property
    def addresses(self) -> Sequence[Address]: ...
    @property
    def photos(self) -> Sequence[Shown]: ...
    @property
    def anchors(self) -> tuple[str, ...]: ...
    @property
    def unread(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Sheet:
    """All texts of a file below one another, so that a rule runs once; `places` gives each line its field and number."""

    text: str
    places: tuple[tuple[int, str], ...]

    @cached_property
    def starts(self) -> list[int]:
        """Where each line of the sheet begins."""
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def place(self, offset: int) -> tuple[int, str]:
        """The line of the file and the field (empty: the body) in which this letter of the sheet stands."""
        return self.places[min(bisect_right(self.starts, offset) - 1, len(self.places) - 1)]

    def place_of_line(self, text: str, offset: int) -> tuple[int, str]:
        """Where a letter of another text with the same lines (a folded one) stands."""
        return self.places[min(text.count("\n", 0, offset), len(self.places) - 1)]

    def lines(self) -> Iterator[tuple[str, int, str]]:
        """Each line of text with its number in the file and its field."""
        for text, (line, field) in zip(self.text.split("\n"), self.places, strict=False):
            yield text, line, field

    @cached_property
    def folded(self) -> Sheet:
        """The sheet as an eye reads it: lower case, look-alikes and entities resolved, nothing invisible; same lines."""
        return Sheet(fold(self.text), self.places)

    @cached_property
    def bare(self) -> Sheet:
        """The folded sheet without Markdown's marks."""
        return Sheet(without_marks(self.folded.text), self.places)

    @cached_property
    def lower(self) -> str:
        """The sheet in lower case, otherwise as it was written."""
        return self.text.lower()

    @cached_property
    def words(self) -> frozenset[str]:
        """The different words of a folded sheet."""
        return word_set(self.text)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The words, with what those with figures in them spell."""
        return read_figures(self.words)

    @cached_property
    def has_long_number(self) -> bool:
        """True when seven figures of a folded sheet stand close together."""
        figures = self.text.encode("utf-8", "replace").translate(None, _NO_FIGURES).split(b"\n")
        return max(map(len, figures)) > 6 and _LONG_NUMBER.search(self.text) is not None
