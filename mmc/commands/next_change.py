"""The next moment at which the site changes by itself: an embargo ends, an urgent notice begins or is over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta, tzinfo

from mmc.commands.publication_dates import Header
from mmc.indonesian.calendar import DateError, parse_moment

YEAR = re.compile(r"\b\d{4}\b")


def next_moment(headers: Iterable[Header], now: datetime, zone: tzinfo) -> datetime:
    """The first moment after now that an item names, at the latest the next midnight: some pages show what is of today."""
    local = now.astimezone(zone)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), zone)
    return min([midnight, *(moment for moment in _moments(headers, zone, local.year) if moment > now)])


def _moments(headers: Iterable[Header], zone: tzinfo, this_year: int) -> Iterator[datetime]:
    for text in (text for header in headers for text in header.moments):
        if any(int(year) < this_year for year in YEAR.findall(text)):
            continue
        try:
            yield parse_moment(text, zone)
        except DateError:
            continue  # a day without a time changes the site at midnight at most
