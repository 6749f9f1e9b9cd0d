"""The search index of a built site: the archive is made anew when something of it changed, and at no other time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from mmc.base.settings import Editions
from mmc.pages.sorts import search
from tests.unit.newsroom import Newsroom, item, tree

WITH_SEARCH = Editions(text=False, cards=False, qr=False, search=True)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """
    Items of two years; the newest two months are March and April 2026.
    """
    made = Newsroom(tmp_path / "kantor").set_up()
    for number, day in enumerate(("2025-03-10", "2025-04-10", "2026-03-10", "2026-04-10"), start=1):
        made.write(*item(number, day=day))
    return made


def archive_of(newsroom: Newsroom, name: str = "site") -> dict[str, bytes]:
    """The files of the archive of the index."""
    return tree(newsroom.root / name / "cari" / "indeks")


def head_of(newsroom: Newsroom, name: str = "site") -> dict[str, Any]:
    """What the search page carries."""
    page = html.fromstring((newsroom.root / name / "cari" / "index.html").read_bytes())
    [data] = page.xpath("//script[@data-search-index]")
    return dict(json.loads(data.text))


def test_an_edit_of_the_newest_months_changes_one_file(newsroom: Newsroom) -> None:
    """
    The archive keeps its name and bytes, so that nobody uploads or fetches it again; a text counts as an edit.
    """
    newsroom.build(editions=WITH_SEARCH)
    before, head = archive_of(newsroom), head_of(newsroom)
    newsroom.write(*item(3, day="2026-03-10", body="Panen rotan melimpah."))
    newsroom.build(editions=WITH_SEARCH)

    assert before
    assert archive_of(newsroom) == before
    assert "rotan" not in head["baru"]["kata"]
    assert "rotan" in head_of(newsroom)["baru"]["kata"]


def test_an_old_edit_makes_the_archive_anew(newsroom: Newsroom) -> None:
    """
    Its files have another name, which the page leads to; nothing of the one before is left.
    """
    newsroom.build(editions=WITH_SEARCH)
    before = archive_of(newsroom)
    newsroom.write(*item(1, day="2025-03-10", body="Panen rotan melimpah."))
    newsroom.build(editions=WITH_SEARCH)

    assert not before.keys() & archive_of(newsroom).keys()
    assert b"rotan" in b"".join(archive_of(newsroom).values())


def test_an_index_changed_step_by_step_is_the_one_made_at_once(newsroom: Newsroom) -> None:
    """
    After a new month, which moves the line between head and archive, a new date and a deletion the index is that of a clean build.
    """
    newsroom.build(editions=WITH_SEARCH)
    for number, day in ((1, "2025-03-10"), (2, "2025-04-10")):
        (newsroom.root / "content" / item(number, day=day)[0]).unlink()
    newsroom.write(*item(2, day="2026-05-10"))
    newsroom.write(*item(5, day="2024-05-10"))
    newsroom.build(editions=WITH_SEARCH)
    newsroom.build("clean", editions=WITH_SEARCH)
    head = head_of(newsroom)

    assert archive_of(newsroom) == archive_of(newsroom, "clean")
    assert head == head_of(newsroom, "clean")
    assert head["tahun"] == [[2026, 1], [2024, 1]]
    assert head["baru"]["tahun"][0] == [2026, 2]


def test_a_busy_month_leaves_the_one_before_to_the_archive(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What every search carries stays small however much the newsroom writes.
    """
    monkeypatch.setattr(search, "MOST_FRESH", 1)
    newsroom.build(editions=WITH_SEARCH)
    head = head_of(newsroom)

    assert head["baru"]["tahun"][0] == [2026, 1]
    assert head["tahun"] == [[2026, 1], [2025, 2]]
