"""A year's items as a Pagefind bundle, and the engine that reads the bundles of all years."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mmc.search.canonical import SIGNATURE, canonical
from mmc.search.indexer import index, program_version


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


@dataclass(frozen=True, slots=True)
class Engine:
    """What reads the bundles in a browser; one copy serves all years."""

    script: bytes
    wasm: bytes


LANGUAGE = "id"
READER = "PagefindInstance"  # Pagefind's own class for one bundle, which its script keeps to itself


def recipe() -> str:
    """Names what shapes a bundle beside its records."""
    return f"1 {program_version()}"


def year_bundle(records: Sequence[SearchRecord]) -> dict[str, bytes]:
    """
    The files of the year's bundle by their path; the same records give the same bytes, in any order.

    The engine lies elsewhere, once for all years; Pagefind's screens are left out. An item without letters is found by
    its title.
    """
    ordered = sorted(records, key=lambda record: record.url)
    files = canonical(index(map(_message, ordered), {"force_language": LANGUAGE}), LANGUAGE)
    return {path: body for path, body in sorted(files.items()) if _is_needed(path)}


def engine() -> Engine:
    """
    Pagefind's script and WebAssembly.

    The script also exports the class that reads one bundle: our page opens years by itself, since Pagefind's own merging
    opens them one after the other and searches all of them. The WebAssembly is plain, so that servers can compress it.
    """
    files = index([_message(SearchRecord("/", "a", "a", date(2000, 1, 1), ""))], {"force_language": LANGUAGE})
    script = files["pagefind.js"] + f"export{{{READER}}};\n".encode("ascii")
    wasm = gzip.decompress(files[f"wasm.{LANGUAGE}.pagefind"])
    return Engine(script, wasm.removeprefix(SIGNATURE))


def _is_needed(path: str) -> bool:
    return path.startswith(("index/", "fragment/", "filter/")) or path.endswith((".pf_meta", "entry.json"))


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
