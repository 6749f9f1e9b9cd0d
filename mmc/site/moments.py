"""The next moment at which the site changes by itself: an embargo ends, an urgent notice begins or is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo
from pathlib import Path

from mmc.calendar import DateError, parse_moment

FIELD = re.compile(rb"^(?:date|embargo|starts|ends):[ \t]*(.+?)[ \t]*$", re.MULTILINE | re.IGNORECASE)
END = re.compile(rb"(?<=.)\r?\n(?:---|\r?\n)", re.DOTALL)  # the closing line, or the first empty one
YEAR = re.compile(r"\b\d{4}\b")
HEADER = 8_000  # bytes; no header of ours is longer


def next_moment(content: Path, now: datetime, zone: tzinfo) -> datetime:
    """The first moment after now that an item names, at the latest the next midnight: some pages show what is of today."""
    local = now.astimezone(zone)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), zone)
    return min([midnight, *(moment for moment in _moments(content, zone, local.year) if moment > now)])


def _moments(content: Path, zone: tzinfo, this_year: int) -> Iterator[datetime]:
    for path in content.rglob("*.md"):
        with path.open("rb") as file:
            header = END.split(file.read(HEADER), maxsplit=1)[0]
        for value in FIELD.findall(header):
            text = value.decode("utf-8", "replace").strip("\r\"'")
            if any(int(year) < this_year for year in YEAR.findall(text)):
                continue
            try:
                yield parse_moment(text, zone)
            except DateError:
                continue  # a day without a time changes the site at midnight at most
