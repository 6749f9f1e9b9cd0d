"""From what was written to an item: every field in its type, with the zone, the lists and the lines that belong to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from mmc.base.items.reading import kind_of, read_item
from mmc.base.items.schema import Change, Confirmation, Item, Photo, Reference
from mmc.base.items.source import read_source
from mmc.base.problems import Problem
from mmc.base.vocabulary import Vocabulary, load_vocabulary

WIB = timezone(timedelta(hours=7))
NEWS = "title: Panen Raya\ndate: 2026-01-31 09.00 WIB\nstatus: terbit\ncategory: Ekonomi\nid: brs-1"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """
    The office's closed lists.
    """
    return load_vocabulary(Path(__file__).resolve().parents[4] / "data")


def read(vocabulary: Vocabulary, header: str, kind: str = "berita", name: str = "2026-01-31-panen-raya") -> Item:
    path = f"content/{kind}/2026/01/{name}.md"
    item, problems = read_item(read_source(f"---\n{header}\n---\n\nPadi.\n".encode(), path), vocabulary)
    assert item is not None, problems
    return item


def problems_of(vocabulary: Vocabulary, text: str, path: str) -> list[Problem]:
    _, problems = read_item(read_source(text.encode(), path), vocabulary)
    return list(problems)


def test_an_item_has_what_its_header_says(vocabulary: Vocabulary) -> None:
    """
    Names keep the commas of their degrees; a category is found whatever its case; the address follows the file's name.
    """
    item = read(
        vocabulary,
        "title: Panen: raya\ndate: 31/1/2026 09.05\nid: brs-1"
        "\ncategory: ekonomi\ntags: padi, ikan sungai\nauthor: Ani Lestari, S.Sos., M.Si.; Budi"
        "\nevent_date: Jum’at, 30 Januari 2026\nmodified: 2026-02-01T10:00:00+00:00\nembargo: 2026-02-02 08.00 WITA",
    )

    assert item.title == "Panen: raya"
    assert item.category == "Ekonomi"
    assert item.tags == ("padi", "ikan sungai")
    assert item.author == ("Ani Lestari, S.Sos., M.Si.", "Budi")
    assert item.date == datetime(2026, 1, 31, 9, 5, tzinfo=WIB)
    assert item.modified == datetime(2026, 2, 1, 10, 0, tzinfo=UTC)
    assert item.embargo == datetime(2026, 2, 2, 7, 0, tzinfo=WIB)
    assert item.event_date == date(2026, 1, 30)
    assert item.url == "/berita/2026/01/panen-raya/"


def test_the_third_of_april_is_written_day_first(vocabulary: Vocabulary) -> None:
    """
    `03/04/2026` is 3 April.
    """
    item = read(vocabulary, NEWS + "\nembargo: 03/04/2026 08.00 WIB")

    assert item.embargo == datetime(2026, 4, 3, 8, 0, tzinfo=WIB)


def test_pelicans_header_makes_the_same_item(vocabulary: Vocabulary) -> None:
    """
    The same words through the other header differ only in their lines.
    """
    path = "content/berita/2026/01/2026-01-31-panen-raya.md"
    ours = f"---\n{NEWS}\ntags: padi, ikan\nauthor: Ani; Budi\n---\n\nPadi.\n"
    theirs = (
        "Title: Panen Raya\nDate: 2026-01-31 09.00 WIB\nStatus: terbit\nCategory: Ekonomi\nid: brs-1\nTags: padi, ikan\n"
        "Authors: Ani; Budi\n\nPadi.\n"
    )
    first, _ = read_item(read_source(ours.encode(), path), vocabulary)
    second, problems = read_item(read_source(theirs.encode(), path), vocabulary)

    assert problems == ()
    assert first is not None
    assert second is not None
    for key in ("title", "date", "category", "tags", "author", "id", "slug", "body"):
        assert getattr(first, key) == getattr(second, key)


def test_maps_become_their_types(vocabulary: Vocabulary) -> None:
    """
    Corrections, a withdrawal, photos, references, confirmations.
    """
    item = read(
        vocabulary,
        NEWS + "\ncorrections:\n  - kind: Ralat\n    date: 2026-02-01 10.00 WIB\n    text: Nama diperbaiki."
        "\nwithdrawn:\n  date: 2026-02-03 10.00 WIB\n  reason: Melindungi anak."
        "\nconfirmed:\n  - finding: unknown-host contoh.id\n    reason: Sumber kutipan.",
    )
    gallery = read(
        vocabulary,
        "title: Galeri\ndate: 2026-01-31\nid: brs-2\nphotos:\n  - file: a.jpg\n    alt: Sawah\n    credit: Ani",
        "galeri",
    )
    answer = read(
        vocabulary,
        "title: Jembatan Dibuka\ndate: 2026-01-31\nid: brs-3\nnumber: KLR-2026-001\nclaim: Jembatan ditutup."
        "\nclaim_seen_date: 2026-01-30\nclaim_seen_where: WhatsApp\nanswered_by: Dinas PU\nverdict: konten palsu"
        "\nsources:\n  - Surat Dinas\n  - BMKG <https://www.bmkg.go.id/>",
        "klarifikasi",
    )

    assert item.corrections == (Change("ralat", datetime(2026, 2, 1, 10, tzinfo=WIB), "Nama diperbaiki."),)
    assert item.withdrawn == Change("penarikan", datetime(2026, 2, 3, 10, tzinfo=WIB), "Melindungi anak.")
    assert item.confirmed == (Confirmation("unknown-host contoh.id", "Sumber kutipan."),)
    assert gallery.photos == (Photo("a.jpg", "Sawah", "", "Ani", 6),)
    assert answer.sources == (Reference("Surat Dinas"), Reference("BMKG", "https://www.bmkg.go.id/"))


def test_an_empty_field_is_as_good_as_none(vocabulary: Vocabulary) -> None:
    """
    The form that `inv new` makes has every field; those left empty say nothing.
    """
    item = read(vocabulary, NEWS + "\nembargo:\nphoto:\ncorrections:\nchild_involved:")

    assert item.embargo is None
    assert item.corrections == ()
    assert item.child_involved is False


def test_an_item_is_public_when_it_is_due(vocabulary: Vocabulary) -> None:
    """
    Published, its date and its embargo passed: not a second earlier.
    """
    item = read(vocabulary, NEWS + "\nembargo: 2026-02-02 08.00 WIB")
    due = datetime(2026, 2, 2, 8, tzinfo=WIB)

    assert item.is_public(due)
    assert not item.is_public(due - timedelta(seconds=1))
    assert not read(vocabulary, NEWS.replace("terbit", "tinjau")).is_public(due)


def test_all_mistakes_of_one_header_come_together(vocabulary: Vocabulary) -> None:
    """
    Form, keys, values and what is missing; a key that was probably meant is not asked for again.
    """
    text = "---\njudul: Panen\ndate: kemarin\nkategori: Ekonomi\nstatus: siap\nbaris rusak\n---\n\nPadi.\n"
    problems = problems_of(vocabulary, text, "content/berita/2026/01/2026-01-31-panen.md")

    assert sorted(problem.line for problem in problems if problem.is_error) == [2, 3, 4, 5, 6]


def test_a_missing_id_is_only_told(vocabulary: Vocabulary) -> None:
    """
    An item without a permanent id gets one from its file name, the same on every machine, and a warning says so.
    """
    text = f"---\n{NEWS.removesuffix('id: brs-1')}---\n\nPadi.\n"
    path = "content/berita/2026/01/2026-01-31-panen.md"
    [problem] = problems_of(vocabulary, text, path)
    item, _ = read_item(read_source(text.encode(), path), vocabulary)

    assert item is not None
    assert not problem.is_error
    assert f"`id: {item.id}`" in problem.hint
    assert item.id.startswith("brs-2026-01-31-")


def test_a_long_summary_is_only_told(vocabulary: Vocabulary) -> None:
    """
    What WhatsApp would cut off is a warning on its line.
    """
    text = f"---\n{NEWS}\nsummary: {'padi ' * 50}\n---\n\nPadi.\n"
    [problem] = problems_of(vocabulary, text, "content/berita/2026/01/2026-01-31-panen.md")

    assert (problem.line, problem.is_error) == (7, False)
    assert "249" in problem.message


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("content/berita/2026/01/x.md", "berita"),
        ("content/halaman/x.md", "halaman"),
        ("content/siaran-pers/x.md", "siaran-pers"),
        ("content/lain/x.md", ""),
        ("content/berita.md", ""),
    ],
)
def test_the_folder_says_the_kind(path: str, kind: str) -> None:
    """
    The first folder that bears a kind's name.
    """
    assert kind_of(path) == kind
