"""The search index of a built site: a year is indexed when something of it changed, and at no other time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mmc import search as index
from mmc.base.settings import Editions
from mmc.pages.sorts import search
from tests.unit.newsroom import Newsroom, item, tree

WITH_SEARCH = Editions(text=False, cards=False, qr=False, search=True)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """
    Items of two years.
    """
    made = Newsroom(tmp_path / "kantor").set_up()
    for number, day in enumerate(("2025-03-10", "2025-04-10", "2026-03-10", "2026-04-10"), start=1):
        made.write(*item(number, day=day))
    return made


def index_of(newsroom: Newsroom, name: str = "site") -> dict[str, bytes]:
    """The files of the search index."""
    return tree(newsroom.root / name / "cari" / "indeks")


def test_one_edit_indexes_its_year_and_no_other(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The other year's files keep their names and bytes, so that nobody uploads or fetches them again; a text counts as an edit.
    """
    newsroom.build(editions=WITH_SEARCH)
    before = index_of(newsroom)
    indexed: list[int] = []
    monkeypatch.setattr(index, "year_bundle", counted(index.year_bundle, indexed))
    newsroom.write(*item(3, day="2026-03-10", body="Panen rotan melimpah."))
    newsroom.build(editions=WITH_SEARCH)
    after = index_of(newsroom)
    changed = {path.partition("/")[0] for path in before.keys() | after.keys() if before.get(path) != after.get(path)}

    assert indexed == [2]
    assert changed == {"2026"}


def counted(make: object, indexed: list[int]) -> object:
    """The function, which also notes how many records it was given."""

    def counting(records: tuple[object, ...]) -> object:
        indexed.append(len(records))
        return make(records)  # type: ignore[operator]

    return counting


def test_an_index_changed_step_by_step_is_the_one_made_at_once(newsroom: Newsroom) -> None:
    """
    After a new item, a new date and a deletion the index is that of a clean build; an empty year is gone.
    """
    newsroom.build(editions=WITH_SEARCH)
    for number, day in ((1, "2025-03-10"), (2, "2025-04-10")):
        (newsroom.root / "content" / item(number, day=day)[0]).unlink()
    newsroom.write(*item(2, day="2026-05-10"))
    newsroom.write(*item(5, day="2024-05-10"))
    newsroom.build(editions=WITH_SEARCH)
    newsroom.build("clean", editions=WITH_SEARCH)
    listed = json.loads(index_of(newsroom)["daftar.json"])["years"]

    assert index_of(newsroom) == index_of(newsroom, "clean")
    assert [(year["year"], year["count"]) for year in listed] == [(2026, 3), (2024, 1)]
    assert not any(path.startswith("2025/") for path in index_of(newsroom))


def test_a_preview_says_which_years_it_does_not_search(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A year too large to be indexed after every save is named on the page; the published site has it.
    """
    monkeypatch.setattr(search, "MOST_IN_PREVIEW", 2)
    newsroom.write(*item(5, day="2026-05-10"))
    newsroom.build(drafts=True, editions=WITH_SEARCH)
    preview = (newsroom.root / "site" / "cari" / "index.html").read_text(encoding="utf-8")
    years = [year["year"] for year in json.loads(index_of(newsroom)["daftar.json"])["years"]]
    newsroom.build(editions=WITH_SEARCH)
    published = (newsroom.root / "site" / "cari" / "index.html").read_text(encoding="utf-8")

    assert "tahun 2026 tidak dapat dicari" in preview
    assert years == [2025]
    assert "tidak dapat dicari" not in published
