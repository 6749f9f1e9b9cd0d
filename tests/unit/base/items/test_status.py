"""Only the word `terbit` publishes, and no line becomes part of another unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmc.base.items.reading import read_item
from mmc.base.items.schema import Item
from mmc.base.items.source import read_source
from mmc.base.problems import Problem
from mmc.base.vocabulary import Vocabulary, load_vocabulary

PATH = "content/berita/2026/01/2026-01-31-panen-raya.md"
DATE = "date: 2026-01-31 09.00 WIB\ncategory: Ekonomi\nid: brs-1\n"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """
    The office's closed lists.
    """
    return load_vocabulary(Path(__file__).resolve().parents[4] / "data")


def read(vocabulary: Vocabulary, header: str) -> tuple[Item | None, tuple[Problem, ...]]:
    return read_item(read_source(f"---\n{header}---\n\nPadi.\n".encode(), PATH), vocabulary)


@pytest.mark.parametrize("status", ["", "status:\n", "status: \n", "# status: terbit\n"])
def test_a_missing_status_means_draf_and_is_told(vocabulary: Vocabulary, status: str) -> None:
    """
    An empty line, a line left out: the item stays in, and its writer reads why.
    """
    item, problems = read(vocabulary, f"title: Panen\n{DATE}{status}")

    assert item is not None
    assert item.status == "draf"
    assert ["status" in problem.hint for problem in problems] == [True]


@pytest.mark.parametrize("status", ["terbit", "Terbit", '"terbit"', "TERBIT"])
def test_the_word_terbit_publishes(vocabulary: Vocabulary, status: str) -> None:
    """
    However its letters are written.
    """
    item, problems = read(vocabulary, f"title: Panen\n{DATE}status: {status}\n")

    assert item is not None
    assert (item.status, problems) == ("terbit", ())


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (f"title: Panen\n  status: draf\n{DATE}", 3),
        (f"title: Panen\n  status: draf\n{DATE}status: terbit\n", 3),
        (f"title: Panen\n  raya di desa\n{DATE}status: terbit\n", 3),
        (f"title: Panen\n{DATE}status: terbit\n  tinjau\n", 7),
        (f"title: Panen\n{DATE}status: terbit\nsummary: Satu\n  embargo: 2027-01-01\n", 8),
        (f"title: Panen\n{DATE}status: terbit\nsummary: Satu\n  judul: Lain\n", 8),
        (f"title: Panen\n{DATE}status: terbit\nkey_points:\n  - Satu\n    status: draf\n", 9),
        (f"title: Panen\n{DATE}status:\n  terbit\n  draf\n", 8),
    ],
)
def test_a_deeper_line_never_joins_another_unseen(vocabulary: Vocabulary, header: str, line: int) -> None:
    """
    Below a field of one line any deeper line is an error; below a longer one, a line that looks like a field.
    """
    _, problems = read(vocabulary, header)

    assert line in [problem.line for problem in problems if problem.is_error]


def test_pelicans_header_is_held_to_the_same(vocabulary: Vocabulary) -> None:
    """
    There a deeper line adds to the field above it as well.
    """
    text = "Title: Panen\n    status: draf\nDate: 2026-01-31 09.00\nCategory: Ekonomi\nid: brs-1\n\nPadi.\n"
    _, problems = read_item(read_source(text.encode(), PATH), vocabulary)

    assert 2 in [problem.line for problem in problems if problem.is_error]


def test_a_long_sentence_may_go_on_below(vocabulary: Vocabulary) -> None:
    """
    A summary, caption or claim is often longer than a line.
    """
    item, problems = read(
        vocabulary, f"title: Panen\n{DATE}status: terbit\nsummary: Satu kalimat\n  yang panjang: sekali.\n"
    )

    assert item is not None
    assert item.summary == "Satu kalimat yang panjang: sekali."
    assert problems == ()


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Pasar&nbsp;Plasa", "Pasar Plasa"),
        ("&copy; 2026 Diskominfo", "© 2026 Diskominfo"),
        ("Kopi &amp; Teh", "Kopi & Teh"),
        ("R&D; dan &lt;b&gt;", "R&D; dan &lt;b&gt;"),
        ("Harga &#8211; naik", "Harga – naik"),
    ],
)
def test_an_entity_is_the_letter_it_stands_for(vocabulary: Vocabulary, written: str, title: str) -> None:
    """
    As a title copied from a page has them; no tag comes of it.
    """
    item, _ = read(vocabulary, f"title: {written}\n{DATE}status: terbit\n")

    assert item is not None
    assert item.title == title


@pytest.mark.parametrize("written", ["banjir, sungai", "banjir; sungai", "banjir;sungai", "banjir,; sungai"])
def test_topics_stand_between_commas_or_semicolons(vocabulary: Vocabulary, written: str) -> None:
    """
    Names stand between semicolons, so writers use them here too.
    """
    item, _ = read(vocabulary, f"title: Panen\n{DATE}status: terbit\ntags: {written}\n")

    assert item is not None
    assert item.tags == ("banjir", "sungai")


def test_a_story_has_a_short_title_a_focus_and_photos(vocabulary: Vocabulary) -> None:
    """
    The focus in whatever order its words stand; photos as a gallery has them.
    """
    more = "short_title: Panen Raya\nphoto_focus: Atas, kiri\nphotos:\n  - file: a.jpg\n    alt: Sawah\n    caption: Di desa.\n"
    item, problems = read(vocabulary, f"title: Panen Raya di Enam Desa\n{DATE}status: terbit\n{more}")

    assert problems == ()
    assert item is not None
    assert (item.headline, item.photo_focus, item.photos[0].alt) == ("Panen Raya", "kiri atas", "Sawah")
    assert read(vocabulary, f"title: P\n{DATE}status: terbit\nphoto_focus: pojok\n")[1][0].field == "photo_focus"
