"""The list that the search page opens first: which years there are, and what one can choose."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter and how it is called (`dusun-hilir`, “Dusun Hilir”)."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class YearBundle:
    """A year that can be searched: how many items, and where its bundle lies."""

    year: int
    count: int
    url: str


def catalogue(
    years: Iterable[YearBundle],
    engine: tuple[str, str],
    kinds: Sequence[Choice],
    categories: Sequence[Choice],
    districts: Sequence[Choice],
) -> bytes:
    """
    The list as JSON, the newest year first; `engine` are the addresses of its script and its WebAssembly.
    """
    newest_first = sorted(years, key=lambda year: -year.year)
    data = {
        "script": engine[0],
        "wasm": engine[1],
        "years": [{"year": year.year, "count": year.count, "url": year.url} for year in newest_first],
        "filters": [
            {"name": name, "label": label, "choices": [[choice.value, choice.label] for choice in choices]}
            for name, label, choices in (
                ("jenis", "Jenis", kinds),
                ("kategori", "Kategori", categories),
                ("kecamatan", "Kecamatan", districts),
            )
            if choices
        ],
    }
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")
