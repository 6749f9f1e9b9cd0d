"""The record of a newsroom: who did what when, what that rests on, and the proof from a clone alone."""

from __future__ import annotations

import csv
import io
import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mmc.approvals.letters import FOLDER
from mmc.base.files.journal import ANNOUNCEMENTS, RELEASES, Journal
from mmc.base.problems import ContentError
from mmc.checks.published_addresses import note_published
from mmc.commands.auditing.audit import audit, prove
from tests.unit.commands.newsroom import PANEN, Clone, Newsroom, make_newsroom


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return make_newsroom(tmp_path)


def rows(clone: Clone) -> list[dict[str, str]]:
    told: list[str] = []
    assert audit(clone.root, "", "", "json", told.append) == 0
    return list(json.loads(told[0])["peristiwa"])


def acts(clone: Clone, subject: str = "brs-2026-01-31-k3f9") -> list[tuple[str, str]]:
    return [(row["peristiwa"], row["orang"]) for row in rows(clone) if row["hal"] == subject]


def release(clone: Clone, name: str, **more: str) -> None:
    now = datetime.now(UTC)
    note_published(clone.root / "data", {"brs-2026-01-31-k3f9": "/berita/2026/01/panen-raya/"}, now)
    Journal(clone.root / "data", RELEASES).write(now, {"release": name, "by": clone.name, "commit": "a" * 40, **more})
    time.sleep(1.1)  # git counts in seconds


def test_one_line_a_change_of_what_readers_saw(newsroom: Newsroom) -> None:
    """
    Three commits between two releases are one change by those who made them; what no reader could see has no line.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    release(ani, "r1")
    for day in ("Minggu", "Senin", "Selasa"):
        ani.story(f"Petani menuai padi pada hari {day}.")
        ani.commit()
    ani.edit(PANEN, "category: Ekonomi\nstatus: terbit\n", "status: terbit\ncategory: Ekonomi\n")
    ani.share()
    budi.share()
    budi.approve("panen-raya")
    budi.share()
    ani.share()
    found = acts(ani)

    assert found.count(("mengubah", "ani")) == 1
    assert ("mengajukan", "ani") in found
    assert ("menyetujui", "budi") in found
    assert ("tayang", "") in found
    assert [act for act, _ in found].count("menulis") == 1


def test_corrections_withdrawals_posts_and_ways_back_have_their_names(newsroom: Newsroom) -> None:
    """
    Each with whoever it was, as far as that is known.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    release(ani, "r1")
    ani.edit(
        PANEN,
        "author:",
        "corrections:\n  - kind: ralat\n    date: 2026-02-01 08.00 WIB\n    text: Hari yang benar Senin.\nauthor:",
    )
    ani.commit()
    budi.git("remote", "get-url", "origin")
    Journal(ani.root / "data", ANNOUNCEMENTS).write(
        datetime.now(UTC), {"item": "brs-2026-01-31-k3f9", "network": "telegram", "state": "terkirim"}
    )
    release(ani, "r2", restores="r1")
    ani.refuse("panen-raya", "belum diperiksa")
    found = acts(ani)

    assert ("meralat", "ani") in found
    assert ("menyiarkan", "") in found
    assert ("menolak", "ani") in found
    assert ("mengembalikan rilis", "ani") in acts(ani, "r2")
    assert any("Hari yang benar Senin" in row["keterangan"] for row in rows(ani))


def test_the_record_says_what_it_cannot_know(newsroom: Newsroom) -> None:
    """
    Names of git are not proven and are marked so; releases that were not noted are told.
    """
    told: list[str] = []
    audit(newsroom["ani"].root, "", "", "tabel", told.append)

    assert "git (nama tidak dibuktikan)" in told[0]
    assert "Tidak diketahui: rilis belum pernah dicatat" in told[0]
    with pytest.raises(ContentError, match="Bentuk"):
        audit(newsroom["ani"].root, "", "", "pdf", told.append)
    with pytest.raises(ContentError, match="sesudah"):
        audit(newsroom["ani"].root, "2026-12-31", "2026-01-01", "json", told.append)
    with pytest.raises(ContentError):
        audit(newsroom["ani"].root, "kemarin dulu", "", "json", told.append)


def test_the_record_as_a_table_for_spreadsheets(newsroom: Newsroom) -> None:
    """
    One row an event under the same names as in JSON; a cell that looks like a formula is only text.
    """
    ani = newsroom["ani"]
    ani.refuse("panen-raya", "=1+1")
    told: list[str] = []
    audit(ani.root, "", "", "csv", told.append)
    read = list(csv.DictReader(io.StringIO(told[0])))

    assert [row["keterangan"] for row in read if row["peristiwa"] == "menolak"] == ["'=1+1"]
    assert len(read) == len(rows(ani))


def test_a_clone_alone_proves_every_approval(newsroom: Newsroom, tmp_path: Path) -> None:
    """
    Nothing but git is needed; a letter that was altered, forged or laid in by a stranger is named.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    ani.story("Petani menuai padi pada hari Senin.")
    ani.share()
    budi.share()
    budi.approve("panen-raya")
    budi.share()
    third = Clone(tmp_path / "auditor", "auditor", newsroom["dewi"].key)
    ani.git("clone", "-q", str(newsroom.centre), str(third.root))
    told: list[str] = []
    assert prove(third.root, "", "", told.append) == 0, told
    letter = next(file for file in sorted((third.root / FOLDER).rglob("*-budi-*.txt")))
    letter.write_text(letter.read_text("utf-8").replace("putusan: setuju", "putusan: mendesak"), "utf-8")

    assert prove(third.root, "", "", told.append) == 1
    assert any(letter.name in line and "tidak cocok" in line for line in told)


def test_what_one_person_let_out_is_not_proven(newsroom: Newsroom) -> None:
    """
    Until somebody else has signed it.
    """
    ani, citra = newsroom["ani"], newsroom["citra"]
    citra.story("Banjir.")
    citra.approve("panen-raya", is_urgent=True, why="banjir")
    told: list[str] = []
    assert prove(citra.root, "", "", told.append) == 1
    assert any("sendirian" in line for line in told)
    citra.share()
    ani.share()
    ani.approve("panen-raya")

    assert prove(ani.root, "", "", told.append) == 0
