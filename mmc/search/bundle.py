"""A year's items as a Pagefind bundle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mmc.search.canonical import canonical
from mmc.search.indexer import index


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """
    An item as search knows it: `text` is its plain text; `image` the address of a small photo, or empty.

    `kind`, `category` and `district` are slugs: the filters' values.
    """

    url: str
    title: str
    text: str
    day: date
    kind: str
    category: str = ""
    district: str = ""
    image: str = ""


LANGUAGE = "id"


def year_bundle(records: Sequence[SearchRecord]) -> dict[str, bytes]:
    """
    The files of the year's bundle by their path; the same records give the same bytes, in any order.

    Each bundle can be the first that a browser opens, so each has the WebAssembly; Pagefind's script and screens are left
    out. An item without letters is found by its title.
    """
    ordered = sorted(records, key=lambda record: record.url)
    files = canonical(index(map(_message, ordered), {"force_language": LANGUAGE}), LANGUAGE)
    return {path: body for path, body in sorted(files.items()) if _is_needed(path)}


def script() -> bytes:
    """
    The script that reads the bundles, as Pagefind ships it; one copy serves all years.
    """
    files = index([_message(SearchRecord("/", "a", "a", date(2000, 1, 1), ""))], {"force_language": LANGUAGE})
    return files["pagefind.js"]


def _is_needed(path: str) -> bool:
    return path.startswith(("index/", "fragment/", "filter/")) or path.endswith(
        (".pf_meta", "entry.json", f".{LANGUAGE}.pagefind")
    )


def _message(record: SearchRecord) -> dict[str, object]:
    meta = {"title": record.title, "date": record.day.isoformat(), "kind": record.kind}
    filters = {"jenis": record.kind, "kategori": record.category, "kecamatan": record.district}
    return {
        "url": record.url,
        "content": record.text or record.title,
        "language": LANGUAGE,
        "meta": meta | ({"image": record.image} if record.image else {}),
        "filters": {name: [value] for name, value in filters.items() if value},
        "sort": {},
    }
