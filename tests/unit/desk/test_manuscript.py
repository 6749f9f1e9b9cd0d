"""A file opened at the desk keeps its bytes; an edit changes the lines that it means."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mmc.base.items.schema import FieldType
from mmc.base.problems import ContentError
from mmc.desk.editor.manuscript import Manuscript, Unwritable, edited, opened
from mmc.desk.editor.shapes import FROM, Shape, shape_of

ROOT = Path(__file__).parents[3]
PATH = "content/berita/2026/01/2026-01-31-panen.md"
STORY = """---
# catatan kecil
title: Panen: Hasilnya 6 Ton
date:  2026-01-31 09.00 WIB
status: draf
summary: Petani memanen
  padi di sawah.

key_points:
  - Pertama: enam ton
  # yang kedua menyusul
  - Kedua
tags: [padi,  sawah]
photos:
- file: a.jpg
  alt:   Petani
  credit: Sari
- file: b.jpg
  alt: Sawah
asing: 1
---


Paragraf satu.

Paragraf dua.   \n"""
WORDS = some.text(some.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30)
FORMS = some.sampled_from(
    ["{}: {}", "{}:   {}", "{}: '{}'", '{}: "{}"', "{}:\n  {}", "{}:\n  - {}\n  -  b", "{}: |\n  {}\n  b"]
)
KEYS = some.sampled_from(
    ["title", "summary", "tags", "author", "key_points", "sources", "photos", "aneh", "corrections", "aliases"]
)


@some.composite
def files(draw: some.DrawFn) -> bytes:
    """Headers as people, programs and accidents leave them."""
    lines = []
    for key in draw(some.lists(KEYS, unique=True, max_size=6)):
        lines += draw(FORMS).format(key, draw(WORDS)).split("\n")
        lines += draw(some.lists(some.sampled_from(["", "# catatan", "baris asing", "  menjorok"]), max_size=1))
    body = draw(some.lists(WORDS, max_size=5))
    text = "\n".join(["---", "date: 2026-01-31", *lines, "---", *body])
    data = text.replace("\n", draw(some.sampled_from(["\n", "\r\n", "\r"]))).encode()
    return draw(some.sampled_from([b"", b"\xef\xbb\xbf"])) + data


def changed_lines(before: bytes, after: bytes) -> list[str]:
    """The lines that are another's, as a difference shows them."""
    told = difflib.ndiff(before.decode().splitlines(), after.decode().splitlines())
    return [line for line in told if line[:1] in "+-"]


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.md")), ids=lambda path: path.stem)
def test_no_item_of_the_archive_changes_by_being_opened_and_saved(path: Path) -> None:
    """A browser sends the text back with other line ends and an empty line around it: not a byte changes."""
    manuscript = opened(path.read_bytes(), path.relative_to(ROOT).as_posix())
    sent_back = "\r\n" + manuscript.body.replace("\n", "\r\n") + "\r\n"

    assert edited(manuscript, manuscript.values, sent_back) == manuscript.data


@given(files())
def test_no_file_that_can_be_opened_changes_by_being_saved(data: bytes) -> None:
    """Whatever stands in a header: comments, foreign fields, old line ends, values over many lines."""
    try:
        manuscript = opened(data, PATH)
    except ContentError:
        return
    sent_back = manuscript.body.replace("\n", "\r\n")

    assert edited(manuscript, manuscript.values, sent_back) == data


@given(files(), some.sampled_from(["title", "summary", "tags", "key_points", "author", "code"]), WORDS)
def test_a_written_value_is_read_again_as_it_was_given(data: bytes, key: str, value: str) -> None:
    """Any words in any field come back, and every other field keeps its value; what a header cannot hold is refused."""
    try:
        before = opened(data, PATH)
        after = Manuscript(edited(before, {key: value}), PATH)
    except (ContentError, Unwritable):
        return

    assert {each: after.values[each] for each in after.values if each != key} == {
        each: before.values[each] for each in before.values if each != key
    }
    assert after.body == before.body
    assert edited(after, {key: value}) == after.data


@given(files(), some.lists(WORDS, max_size=6))
def test_a_written_text_is_read_again_as_it_was_given(data: bytes, lines: list[str]) -> None:
    """The text below the header changes, the header does not."""
    try:
        before = opened(data, PATH)
        after = Manuscript(edited(before, {}, "\r\n".join(lines)), PATH)
    except (ContentError, Unwritable):
        return

    assert after.values == before.values
    assert edited(after, {}, "\n".join(lines)) == after.data


@pytest.mark.parametrize(
    ("given_values", "told"),
    [
        ({"status": "tinjau"}, ["- status: draf", "+ status: tinjau"]),
        ({"summary": ""}, ["- summary: Petani memanen", "-   padi di sawah.", "+ summary:"]),
        ({"key_points": "Pertama: enam ton\nBaru\nKedua"}, ["+   - Baru"]),
        ({"key_points": "Kedua"}, ["-   - Pertama: enam ton", "-   # yang kedua menyusul"]),
        ({"category": "Ekonomi"}, ["+ category: Ekonomi"]),
    ],
    ids=["a word", "a summary emptied", "a point added", "a point removed", "a field that was not there"],
)
def test_an_edit_changes_the_lines_that_it_means(given_values: dict[str, str], told: list[str]) -> None:
    """Nothing else is written anew."""
    manuscript = opened(STORY.encode(), PATH)

    assert sorted(changed_lines(manuscript.data, edited(manuscript, given_values))) == sorted(told)


def test_rows_are_moved_changed_and_added_with_their_lines() -> None:
    """A photo that changes place takes its lines along; one that gets a credit gets one line."""
    manuscript = opened(STORY.encode(), PATH)
    photos = manuscript.values["photos"]
    assert not isinstance(photos, str)
    rows = [
        {**photos[1], FROM: "1", "credit": "Budi"},
        {**photos[0], FROM: "0"},
        {"file": "c.jpg", "alt": "Panen", FROM: ""},
    ]

    text = edited(manuscript, {"photos": rows}).decode()

    assert (
        "photos:\n- file: b.jpg\n  alt: Sawah\n  credit: Budi\n- file: a.jpg\n  alt:   Petani\n  credit: Sari\n" in text
    )
    assert "- file: c.jpg\n  alt: Panen\n" in text


def test_an_edit_keeps_the_line_ends_of_windows() -> None:
    """A file from Notepad stays one: its mark and its line ends, in the new lines too."""
    data = b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode()
    after = edited(opened(data, PATH), {"status": "tinjau", "category": "Ekonomi"}, "Satu.\nTiga.")

    assert after.startswith(b"\xef\xbb\xbf---\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert b"category: Ekonomi\r\n" in after


def test_pelicans_own_header_stays_one_for_a_short_edit() -> None:
    """A line of it changes; rows, which it cannot hold, turn it into ours with every value."""
    old = b"Title: Panen\nDate: 2026-01-31\nTags: padi, sawah\n\nIsi.\n"
    manuscript = opened(old, PATH)

    assert edited(manuscript, {"title": "Panen Raya"}) == old.replace(b"Title: Panen", b"Title: Panen Raya")
    turned = opened(edited(manuscript, {"photos": [{"file": "a.jpg", "alt": "Sawah"}]}), PATH)
    assert turned.is_fenced
    assert (turned.values["title"], turned.values["tags"], turned.body) == ("Panen", "padi, sawah", "Isi.")


@pytest.mark.parametrize("kind", ["berita", "klarifikasi", "galeri", "agenda", "halaman"])
def test_every_field_of_every_kind_can_be_written_and_taken_back(kind: str) -> None:
    """From an item with nothing but a title: each field filled is read as it was given; emptied again, it says nothing."""
    path = f"content/{kind}/2026/01/2026-01-31-panen.md"
    manuscript = opened(b"---\ntitle: Panen\n---\n\nIsi.\n", path)
    for key, rule in manuscript.rules.items():
        rows = [
            {
                part: f"{part} satu"
                for part in ("file", "alt", "caption", "credit", "kind", "date", "text", "finding", "reason")
            }
        ]
        is_rows = shape_of(rule) in (Shape.ROWS, Shape.RECORD)
        value = rows if is_rows else "satu\ndua" if rule.type is FieldType.LINES else "Nilai: “satu”, [dua]"
        filled = Manuscript(edited(manuscript, {key: value}), path)
        emptied = Manuscript(edited(filled, {key: [] if is_rows else ""}), path)

        assert filled.values[key], key
        assert not emptied.values[key], key
        manuscript = filled


def test_a_file_that_is_no_text_is_refused_with_its_mend() -> None:
    """What cannot be read cannot be edited, and is never written over."""
    with pytest.raises(ContentError, match="UTF-8"):
        opened("---\ntitle: Ké\n---\n".encode("cp1252"), PATH)


def test_a_value_that_would_be_read_as_another_is_refused_by_its_field() -> None:
    """Pelican's own header knows no quotes: what needs some is not written wrongly, and the file stays as it is."""
    with pytest.raises(Unwritable, match="title"):
        edited(opened(b"Title: Panen\nDate: 2026-01-31\n\nIsi.\n", PATH), {"title": "[Catatan]"})
