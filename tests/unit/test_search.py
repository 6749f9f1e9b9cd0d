"""The search index: what a release relies on."""

import gzip
import json
from datetime import date

import pytest

from mmc.search import Choice, SearchRecord, YearBundle, catalogue, engine, year_bundle
from mmc.search.canonical import pack, unpack
from mmc.search.indexer import IndexerError, index


def records(count: int) -> list[SearchRecord]:
    """Items of three kinds in four districts."""
    return [
        SearchRecord(
            f"/berita/2026/01/panen-{number}/",
            f"Panen ke-{number}",
            f"Petani memanen padi di lahan nomor {number}.",
            date(2026, 1, number % 28 + 1),
            kind=("berita", "agenda", "galeri")[number % 3],
            category=("ekonomi", "sosial", "")[number % 3],
            district=("jenamas", "dusun-hilir", "karau-kuala", "")[number % 4],
        )
        for number in range(count)
    ]


def test_the_same_items_give_the_same_bytes_in_any_order() -> None:
    """
    A year without change is neither written nor uploaded again.
    """
    some = records(40)
    bundles = [year_bundle(some), year_bundle(some[::-1]), year_bundle(some)]

    assert bundles[0] == bundles[1] == bundles[2]


def test_a_bundle_holds_only_what_search_reads() -> None:
    """
    No screens, styles or workers of Pagefind are published; its engine stands once beside the years.
    """
    names = {path.partition("/")[0] for path in year_bundle(records(3))}

    assert {name for name in names if not name.endswith(".pf_meta")} == {
        "filter",
        "fragment",
        "index",
        "pagefind-entry.json",
    }
    assert engine().wasm.startswith(b"\0asm")
    assert b"export{PagefindInstance}" in engine().script


def test_filters_are_sorted_and_complete() -> None:
    """
    Every kind, category and district can be chosen.
    """
    files = year_bundle(records(24))
    filters = dict(unpack(body) for path, body in files.items() if path.startswith("filter/"))

    assert {name: [value for value, _ in values] for name, values in filters.items()} == {
        "jenis": ["agenda", "berita", "galeri"],
        "kategori": ["ekonomi", "sosial"],
        "kecamatan": ["dusun-hilir", "jenamas", "karau-kuala"],
    }


def test_numbers_and_lists_of_every_length_survive() -> None:
    """
    What is read from Pagefind's files is written back unchanged.
    """
    data = [[0, 23, 24, 255, 256, 65535, 65536, 2**32], ["", "a" * 23, "é" * 300], list(range(70_000))]

    assert unpack(pack(data)) == data
    assert pack(data)[4:10] == b"\0\0\0\0\x02\xff"  # no time, no system: every Python writes the same
    with pytest.raises(ValueError, match="Pagefind"):
        unpack(gzip.compress(b"other"))


def test_a_refused_record_is_an_error_and_not_a_hole() -> None:
    """
    An index never lacks an item in silence.
    """
    with pytest.raises(IndexerError):
        index([{"url": "/", "content": "a", "language": "id", "meta": "not a table", "filters": {}, "sort": {}}], {})


def test_the_list_has_the_newest_year_first_and_only_filled_filters() -> None:
    """
    The search page knows every year and what one can choose.
    """
    years = [YearBundle(2025, 3, "/cari/indeks/2025/"), YearBundle(2026, 1, "/cari/indeks/2026/")]
    data = json.loads(catalogue(years, ("/aset/a.js", "/aset/a.wasm"), [Choice("berita", "Berita")], [], []))

    assert [year["year"] for year in data["years"]] == [2026, 2025]
    assert data["filters"] == [{"name": "jenis", "label": "Jenis", "choices": [["berita", "Berita"]]}]
