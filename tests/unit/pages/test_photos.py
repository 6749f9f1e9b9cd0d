"""Which photos an item shows: its main one, those its header lists, those inside its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmc.base.items.schema import rules_for
from tests.unit.checks.newsroom import PATH, item, keeper
from tests.unit.newsroom import Newsroom
from tests.unit.newsroom import item as written
from tests.unit.photos import saved, scene

STEM = "2026-01-31-panen-raya"
WORDS = {"photo_alt": "Petani memotong padi", "photo_caption": "Petani di sawah.", "photo_credit": "Ani"}
LISTED = "\n  - file: {}\n    alt: Warga di sawah\n    caption: Warga menonton.\n    credit: Ani"


def told(siblings: set[str], **fields: str) -> set[str]:
    examined = keeper().examine(item(**fields), PATH, frozenset(siblings))
    return {problem.code for problem in examined.problems if problem.is_error}


def test_a_story_keeps_its_main_photo_beside_a_series() -> None:
    """
    The photo that shares its name stays the main one, unless the series names it.
    """
    listed = LISTED.format(f"{STEM}-2.jpg")

    assert told({f"{STEM}-1.jpg", f"{STEM}-2.jpg"}, photos=listed, **WORDS) == set()
    assert told({f"{STEM}-1.jpg", f"{STEM}-2.jpg"}, photos=listed) == {"photo"}
    assert told({f"{STEM}-1.jpg"}, photos=LISTED.format(f"{STEM}-1.jpg")) == set()


@pytest.mark.parametrize("part", ["alt", "caption", "credit"])
def test_every_photo_of_a_series_is_described(part: str) -> None:
    """
    As in a gallery: what is seen, what is said of it, who took it.
    """
    lines = LISTED.format(f"{STEM}-2.jpg").split("\n")
    without = "\n".join(line for line in lines if not line.strip().startswith(f"{part}:"))

    assert told({f"{STEM}-2.jpg"}, photos=without)


def test_a_series_shows_no_child_unconfirmed() -> None:
    """
    The rule for photos of children is asked of every photo, wherever it is named.
    """
    assert "child-photo" in told({f"{STEM}-2.jpg"}, photos=LISTED.format(f"{STEM}-2.jpg"), child_involved="ya")


def test_a_fixed_page_has_photos_in_its_text_alone() -> None:
    """
    It has no field for a caption, so none is asked for.
    """
    header = "---\ntitle: Kontak\nstatus: terbit\nmodified: 2026-01-01\n---\n\n"
    text = f'{header}Kantor kami ada di tepi sungai.\n\n![Peta kantor](kontak-1.jpg "Peta.")\n'
    examined = keeper().examine(text.encode(), "content/halaman/kontak.md", frozenset({"kontak-1.jpg"}))

    assert [problem.message for problem in examined.problems if problem.is_error] == []
    assert "photo_caption" not in {rule.key for rule in rules_for("halaman")}


def test_main_photo_and_series_are_published(tmp_path: Path) -> None:
    """
    The page shows both, and the card the main one.
    """
    newsroom = Newsroom(tmp_path).set_up()
    path, text = written(1, file="panen", photos=LISTED.format("2026-05-01-panen-2.jpg"), **WORDS)
    newsroom.write(path, text)
    for number in (1, 2):
        (newsroom.root / "content" / path.replace(".md", f"-{number}.jpg")).write_bytes(
            saved(scene(1300, 900, seed=number))
        )
    newsroom.build()
    page = (newsroom.root / "site/berita/2026/05/panen/index.html").read_text("utf-8")

    assert page.count("picture=Picture(") == 1
    assert page.count("gallery=(Picture(") == 1
    assert len({name.stem.rpartition("-")[0] for name in (newsroom.root / "site/media").iterdir()}) == 2
