"""An item as search knows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """
    All text is plain. `names` are the people, places, topics and numbers that it is also found by, and what a clarification
    answers; `day` is empty for a page without a date.

    `kind`, `category` and `district` are slugs: the filters' values. `verdict` and `answered_by` make a clarification an answer.
    """

    url: str
    title: str
    summary: str
    text: str
    day: str
    kind: str
    names: str = ""
    category: str = ""
    district: str = ""
    verdict: str = ""
    answered_by: str = ""
    answered_on: str = ""  # as readers see it: Kamis, 26 Oktober 2023
