"""The last look with a real newsroom: what is not public is found wherever it got."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmc.base.vocabulary import load_vocabulary
from mmc.commands.leak_check import look_at_site
from tests.unit.newsroom import NOW, Newsroom, item

SECRET = "Rencana pembangunan dermaga baru di tepi sungai akan dibahas bersama warga pekan depan."


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """A public item, a draft and an embargoed one, both with photos."""
    made = Newsroom(tmp_path).set_up()
    made.write(*item(1))
    for number, fields in ((2, {"status": "draf"}), (3, {"embargo": "2026-09-01 09.00 WIB"})):
        path, text = item(
            number,
            title=f"Dermaga Baru Nomor {number} Segera Dibangun Pemerintah",
            body=SECRET,
            photo_alt="Perahu di dermaga",
            **fields,
        )
        made.write(path, text)
        made.photo(path.replace(".md", "-1.png"), ("red", "blue")[number - 2])
    return made


def look(newsroom: Newsroom) -> list[str]:
    """The messages of the last look at the newsroom's site."""
    vocabulary = load_vocabulary(newsroom.root / "data")
    return [problem.message for problem in look_at_site(newsroom.root, newsroom.root / "site", vocabulary, NOW)]


def test_a_preview_can_never_be_released(newsroom: Newsroom) -> None:
    """Drafts and embargoed items, their pages, words and photos are all seen."""
    newsroom.build(drafts=True)
    found = look(newsroom)

    assert any("naskah-2" in message and "bocor" in message for message in found)
    assert any("naskah-3" in message and "bocor" in message for message in found)
    assert sum("Berkas ini milik naskah" in message for message in found) >= 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026-09-01 09.00 WIB", "1 September 2026 09.00 WIB"),
        ("embargo: 2026-09-01 09.00 WIB\n", 'status: "draf"\n'),
    ],
)
def test_what_waits_is_known_however_it_is_written(newsroom: Newsroom, old: str, new: str) -> None:
    """The header of the waiting item in other words that the reader takes."""
    newsroom.build(drafts=True)
    file = next(path for path in newsroom.root.rglob("content/**/*.md") if "embargo" in path.read_text("utf-8"))
    text = file.read_text("utf-8")
    if "status" in new:
        text = text.replace("status: terbit\n", "")
    file.write_text(text.replace(old, new), "utf-8")

    assert any("naskah-3" in message and "bocor" in message for message in look(newsroom))


def test_a_production_build_betrays_nothing(newsroom: Newsroom) -> None:
    """The same content, built for the public, says nothing of what waits."""
    newsroom.build()

    assert not [message for message in look(newsroom) if "bocor" in message or "belum terbit" in message]
