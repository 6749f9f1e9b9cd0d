"""An imported release as a file: every field of its kind, filled or empty, then the story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mmc.base.items.front_matter import Entries, render_header
from mmc.base.problems import Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """A release as an item that is not yet written; `header` holds the filled fields only."""

    kind: str
    header: Mapping[str, str]
    body: str
    published_at: datetime
    doubts: tuple[Problem, ...] = ()
    photos: tuple[Mapping[str, str], ...] = ()  # what the field `photos` holds


def render(imported: Imported) -> str:
    """The file's text; reading it gives back every value to the letter."""
    values: dict[str, str | Entries] = {**imported.header}
    if imported.photos:
        values["photos"] = imported.photos
    return f"{render_header(imported.kind, values)}\n{imported.body}"
