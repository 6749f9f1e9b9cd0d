"""The dateline of a release: outlet and place before the first sentence, in all the ways in which they are written."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from mmc.indonesian.text import group_key

_NAME = r"[A-Z][\w’'’]*"
_NAMES = rf"{_NAME}(?:[ ]{_NAME}){{0,4}}"
_BRACKET = r"(?:[ ]?\([A-Z][\w ]{1,30}\))?"
_DATELINE = re.compile(
    rf"(?P<dateline>{_NAMES}{_BRACKET}(?:(?:,[ ]?|[ ]?[-/–][ ]?){_NAMES}{_BRACKET}){{0,2}})"
    r"(?P<end>(?:[ ]?[,.][ ]?|[ ])(?:-{1,3}|–|—)[ ]*(?=[A-Z0-9\"“'‘(])|(?:-{1,3}|–|—)[ ]+(?=[A-Z0-9\"“'‘(])"
    r"|[ ]?[.:][ ]+(?=[A-Z0-9\"“'‘(]))"
    r"|(?P<loud>[A-Z]{3,}(?:[ ][A-Z]{2,}){0,3})(?P<glue>-{1,2}|–|—)(?=[A-Z\"“][a-zA-Z])"
)
_OUTLETS = re.compile(r"mmc|media ?cent(?:er|re)|antara|diskominfo|humas|kominfo|infopublik|pemkab|rri", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline without the dash or point that ends it, and the text that follows it."""

    text: str
    rest: str
    is_certain: bool


def split_dateline(text: str, places: Collection[str] = frozenset()) -> Dateline | None:
    """
    The dateline at the beginning of a paragraph, None where there is none; `places` are known towns as `group_key`s.

    A point or colon ends a dateline only behind a known outlet or place; a dash also behind capitals or a short name.
    """
    match = _DATELINE.match(text)
    if match is None:
        return None
    found = (match["dateline"] or match["loud"]).strip()
    parts = {group_key(part) for part in re.split(r"[,/()–-]", found)}
    is_known = bool(_OUTLETS.search(found) or not parts.isdisjoint(places))
    ends_with_dash = (match["end"] or match["glue"]).strip()[:1] not in (".", ":")
    if is_known or (ends_with_dash and (found.isupper() or len(found.split()) <= 3)):
        return Dateline(found, text[match.end() :].lstrip(), is_known)
    return None
