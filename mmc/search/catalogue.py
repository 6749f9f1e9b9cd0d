"""The list that the search page opens first: which years there are, and what one can choose."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter and how it is called (`dusun-hilir`, “Dusun Hilir”)."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class YearBundle:
    """A year that can be searched: how many items, where its bundle lies, and its tag, which changes with its files."""

    year: int
    count: int
    url: str
    tag: str

    @classmethod
    def of(cls, year: int, count: int, url: str, files: Mapping[str, bytes]) -> YearBundle:
        """The year with the tag of these files."""
        digest = hashlib.sha256(files["pagefind-entry.json"]).hexdigest()
        return cls(year, count, url, digest[:10])


def catalogue(
    years: Iterable[YearBundle],
    script: str,
    kinds: Sequence[Choice],
    categories: Sequence[Choice],
    districts: Sequence[Choice],
) -> bytes:
    """
    The list as JSON, the newest year first; `script` is the address of Pagefind's own.
    """
    newest_first = sorted(years, key=lambda year: -year.year)
    data = {
        "script": script,
        "years": [{"year": year.year, "count": year.count, "url": year.url, "tag": year.tag} for year in newest_first],
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
