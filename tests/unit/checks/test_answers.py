"""One mistake gets the one answer that ends it: none of another mistake, and none that leads to the next."""

from __future__ import annotations

import pytest

from mmc.base.problems import Severity
from mmc.checks import check_name
from tests.unit.checks.newsroom import BODY, PATH, codes, item, keeper

UNMERGED = "<<<<<<< HEAD\nAir sungai naik di Dusun Hilir.\n=======\nAir sungai surut di Dusun Hilir.\n>>>>>>> 1a2b3c4"


def test_merge_marks_are_told_as_merge_marks_alone() -> None:
    """The mark is no broken HTML element to be deleted whole, and the text between the marks is a text."""
    assert codes(item(UNMERGED)) == {"merge"}


@pytest.mark.parametrize("name", ["sawah pagi.jpg", "Sawah (1).JPEG", "sawah pagi.webp"])
def test_a_photo_in_angle_brackets_is_no_element(name: str) -> None:
    """A photo whose name has a space is told by its name; nobody is told to delete it as HTML."""
    assert "html" not in codes(item(f'{BODY}\n\n![Sawah menguning](<{name}> "Sawah di hulu. Foto: Rina")'))


@pytest.mark.parametrize("text", ["[a](<script src=x.jpg>)", "[a](<img src=x.jpg>y)", "<sawah pagi.jpg>"])
def test_an_element_is_not_excused_by_the_name_of_a_photo(text: str) -> None:
    """What runs or is no address stays refused."""
    assert "html" in codes(item(f"{BODY}\n\n{text}"))


def test_a_text_of_two_words_is_told_to_be_short() -> None:
    """Nobody who wrote something is told that he wrote nothing."""
    (problem,) = [each for each in keeper().examine(item("Jembatan putus."), PATH).problems if each.code == "no-text"]

    assert problem.message == "Naskah ini hanya berisi 2 kata."


def test_a_gallery_without_photos_is_shown_a_list() -> None:
    """The hint shows the form that is read, not a single line that would be refused next."""
    path = "content/galeri/2026/01/2026-01-31-panen-raya.md"
    (problem,) = [each for each in keeper().examine(item(), path).problems if each.field == "photos"]

    assert "  - file: " in problem.hint
    assert all(part in problem.hint for part in ("alt: ", "caption: ", "credit: "))


def test_what_word_leaves_for_a_moment_stops_nobody() -> None:
    """Word's lock file beside an item is a system file with one answer."""
    problems = check_name("content/berita/2026/01/~$panen-raya.docx")

    assert [problem.severity for problem in problems] == [Severity.WARNING]


def test_a_file_is_named_as_it_is_called() -> None:
    """An ending in capitals is the item's ending and no part of its name."""
    problems = keeper().examine(item(), "content/berita/2026/01/panen.MD").problems

    assert ["panen.MD" in problem.message for problem in problems if "Nama berkas" in problem.message] == [True]
