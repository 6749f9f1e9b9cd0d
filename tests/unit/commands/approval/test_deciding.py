"""Approving as people do it, at their own clones: what goes out is what two of them have signed."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mmc.approvals.letters import FOLDER
from mmc.base.problems import ContentError
from mmc.commands.approval import waiting
from mmc.commands.approval.standing import Project
from tests.unit.commands.newsroom import PANEN, Newsroom, make_newsroom

SATURDAY, MONDAY, TUESDAY = (f"Petani menuai padi pada hari {day}." for day in ("Sabtu", "Senin", "Selasa"))


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return make_newsroom(tmp_path)


def waits(clone: object, now: datetime | None = None) -> str:
    project = Project(clone.root)  # type: ignore[attr-defined]
    try:
        return "\n".join(waiting.lines(project, now or datetime.now(UTC)))
    finally:
        project.close()


def test_a_change_goes_out_once_a_second_person_has_signed_it(newsroom: Newsroom) -> None:
    """
    Until then readers see the version before; the writer's own signature is made by sharing.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    ani.story(MONDAY)
    ani.share()
    budi.share()
    assert budi.bodies() == {SATURDAY}
    assert "Ditandatangani: ani" in waits(budi)
    budi.approve("panen-raya")
    budi.share()
    ani.share()

    assert budi.bodies() == ani.bodies() == {MONDAY}
    assert waits(ani) == ""


def test_nobody_publishes_alone_under_a_colleagues_name(newsroom: Newsroom) -> None:
    """
    Names in git are what somebody typed: a commit in another's name and one's own approval are one person.
    """
    citra = newsroom["citra"]
    citra.story(MONDAY)
    citra.git("add", "-A")
    citra.git("commit", "-q", "--author=ani <ani@kantor.example>", "-m", "ubah")
    citra.git("-c", "user.name=ani", "-c", "user.email=ani@kantor.example", "commit", "-q", "--amend", "--no-edit")
    citra.approve("panen-raya")

    assert citra.bodies() == {SATURDAY}


@pytest.mark.parametrize("change", ["title: Panen", "status: draf", "deleted", "photo", "id", "confirmed"])
def test_whatever_readers_would_see_differently_waits(newsroom: Newsroom, change: str) -> None:
    """
    Words, photos, going and coming, another number: readers see what was approved.
    """
    ani = newsroom["ani"]
    before = ani.goes_out()
    match change:
        case "deleted":
            (ani.root / PANEN).unlink()
        case "photo":
            (ani.root / PANEN.replace(".md", "-1.jpg")).write_bytes(b"\xff\xd8\xff")
        case "id":
            ani.edit(PANEN, "k3f9", "k3f8")
        case "confirmed":
            ani.edit(PANEN, "author:", "confirmed:\n  - finding: phone\n    reason: kantor\nauthor:")
        case "status: draf":
            ani.edit(PANEN, "status: terbit", "status: draf")
        case _:
            ani.edit(PANEN, "title: Panen", "title: Pesta Panen")
    assert ani.goes_out() == before
    ani.commit()

    assert ani.goes_out() == before


@pytest.mark.parametrize("change", ["crlf", "order", "quotes", "date", "renamed", "comment in data"])
def test_what_readers_do_not_see_needs_nobody(newsroom: Newsroom, change: str) -> None:
    """
    Line ends, the order of fields, another way to write a date, another file name with the same address.
    """
    ani = newsroom["ani"]
    match change:
        case "crlf":
            path = ani.root / PANEN
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        case "order":
            ani.edit(PANEN, "category: Ekonomi\nstatus: terbit\n", "status: terbit\ncategory: ekonomi\n")
        case "quotes":
            ani.edit(PANEN, "title: Panen Raya Dimulai", 'title: "Panen Raya Dimulai"')
        case "date":
            ani.edit(PANEN, "2026-01-31 09.00 WIB", "31 Januari 2026 10.00 WITA")
        case "renamed":
            ani.edit(PANEN, "author:", "slug: panen-raya\nauthor:")
            (ani.root / PANEN).rename(ani.root / PANEN.replace("panen-raya", "panen"))
        case _:
            ani.edit("data/menu.toml", "\n", "\n# keterangan\n")

    assert waits(ani) == ""
    assert ani.bodies() == {SATURDAY}


def test_a_correction_cannot_be_undone_by_one_hand(newsroom: Newsroom) -> None:
    """
    The text before it was approved once; coming back it needs two people again.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    ani.story(MONDAY)
    ani.share()
    budi.share()
    budi.approve("panen-raya")
    budi.share()
    budi.story(SATURDAY)
    budi.approve("panen-raya")

    assert budi.bodies() == {MONDAY}


def test_an_urgent_notice_goes_out_at_once_and_asks_for_the_second(newsroom: Newsroom) -> None:
    """
    A manager alone, with a reason; what is owed is told, late when a day has passed; nobody else can.
    """
    citra, budi = newsroom["citra"], newsroom["budi"]
    citra.story(MONDAY)
    with pytest.raises(ContentError, match="alasan"):
        citra.approve("panen-raya", is_urgent=True)
    with pytest.raises(ContentError, match="pengelola"):
        budi.approve("panen-raya", is_urgent=True, why="banjir")
    with pytest.raises(ContentError, match="dua orang"):
        citra.approve("data/menu.toml", is_urgent=True, why="banjir")
    citra.approve("panen-raya", is_urgent=True, why="banjir")

    assert citra.bodies() == {MONDAY}
    assert "paling lambat" in waits(citra)
    assert "lewat" in waits(citra, datetime.now(UTC) + timedelta(hours=25))
    citra.share()
    budi.share()
    budi.approve("panen-raya")
    assert waits(budi) == ""


def test_a_refusal_is_told_with_its_reason(newsroom: Newsroom) -> None:
    """
    Whoever approves it all the same must say so.
    """
    budi, citra = newsroom["budi"], newsroom["citra"]
    budi.story(MONDAY)
    budi.share()
    citra.share()
    with pytest.raises(ContentError, match="alasan"):
        citra.refuse("panen-raya", " ")
    citra.refuse("panen-raya", "bukan Senin")
    citra.share()
    budi.share()

    assert "Ditolak citra" in waits(budi)
    assert "bukan Senin" in waits(budi)
    ani = newsroom["ani"]
    ani.share()
    with pytest.raises(ContentError, match="bukan Senin"):
        ani.approve("panen-raya")
    ani.approve("panen-raya", is_anyway=True)


def test_an_item_that_waits_to_be_read_goes_out_with_its_approval(newsroom: Newsroom) -> None:
    """
    `tinjau` becomes `terbit` in the approver's commit; a draft is not approved at all.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    path = "content/berita/2026/02/2026-02-01-pasar.md"
    ani.story("Pasar dibuka.", path, title="Pasar Dibuka", status="draf", number="brs-2026-02-01-aaaa")
    ani.share()
    budi.share()
    with pytest.raises(ContentError, match="draf"):
        budi.approve(path)
    ani.edit(path, "draf", "tinjau")
    ani.share()
    budi.share()
    assert "Pasar dibuka." not in budi.bodies()
    budi.approve(path)
    budi.share()
    ani.share()

    assert "Pasar dibuka." in ani.bodies()
    assert "status: terbit" in (ani.root / path).read_text("utf-8")


def test_a_letter_taken_away_still_counts(newsroom: Newsroom) -> None:
    """
    What was decided stays decided: deleting letters hides nothing, neither in the folder nor in git.
    """
    ani, budi = newsroom["ani"], newsroom["budi"]
    ani.story(MONDAY)
    ani.share()
    budi.share()
    budi.approve("panen-raya")
    for file in (budi.root / FOLDER).rglob("*.txt"):
        file.unlink()
    budi.commit()

    assert budi.bodies() == {MONDAY}


def test_squashes_and_rebases_lose_no_approval(newsroom: Newsroom) -> None:
    """
    Letters are files: a history that is rewritten by a forge or by hand carries them along.
    """
    ani = newsroom["ani"]
    start = ani.git("rev-parse", "HEAD")
    ani.story(MONDAY)
    ani.share()
    budi = newsroom["budi"]
    budi.share()
    budi.approve("panen-raya")
    budi.git("reset", "-q", "--soft", start)
    budi.commit("Gabungan (#7)")
    assert budi.bodies() == {MONDAY}
    budi.story(TUESDAY)
    budi.commit()
    budi.git("rebase", "-q", "--force-rebase", start)

    assert budi.bodies() == {MONDAY}


def test_one_person_cannot_end_the_rule_of_two(newsroom: Newsroom) -> None:
    """
    Nor let anybody in, nor move the beginning: the list counts as two of its people approved it last.
    """
    citra = newsroom["citra"]
    citra.write("data/redaksi.toml", newsroom.roster("ani", "budi", "citra", two_people=False))
    citra.story(MONDAY)
    citra.commit()
    assert citra.bodies() == {SATURDAY}
    citra.approve("data/redaksi.toml")
    assert citra.bodies() == {SATURDAY}
    (citra.root / "data/redaksi.toml").unlink()
    citra.commit()
    assert citra.bodies() == {SATURDAY}


def test_two_people_change_the_list_and_the_newcomer_decides(newsroom: Newsroom) -> None:
    """
    From then on, not before.
    """
    ani, budi, dewi = newsroom["ani"], newsroom["budi"], newsroom["dewi"]
    dewi.root = budi.root
    ani.write("data/redaksi.toml", newsroom.roster("ani", "budi", "citra", "dewi"))
    ani.share()
    budi.share()
    with pytest.raises(ContentError, match=r"redaksi\.toml"):
        dewi.approve("panen-raya")
    budi.approve("data/redaksi.toml")
    ani.share()
    ani.story(MONDAY)
    ani.share()
    budi.share()
    ani.share()
    budi.share()
    dewi.approve("panen-raya")

    assert dewi.bodies() == {MONDAY}


def test_who_has_left_decides_nothing_more(newsroom: Newsroom) -> None:
    """
    What he has approved stays; a letter of his that appears later counts for nothing, whatever its date.
    """
    ani, budi, citra = newsroom["ani"], newsroom["budi"], newsroom["citra"]
    ani.story(MONDAY)
    ani.share()
    budi.share()
    budi.approve("panen-raya")
    budi.share()
    citra.share()
    left = f'[[person]]\nname = "budi"\nleft = "2026-11-01"\nkeys = ["{budi.key.public}"]\n'
    citra.write("data/redaksi.toml", newsroom.roster("ani", "citra", extra=left))
    citra.approve("data/redaksi.toml")
    citra.share()
    ani.share()
    ani.approve("data/redaksi.toml")
    ani.story(TUESDAY)
    ani.share()
    assert ani.bodies() == {MONDAY}
    budi.approve("panen-raya")  # at a desk that has not heard of it yet
    budi.share()
    ani.share()
    assert ani.bodies() == {MONDAY}
    with pytest.raises(ContentError, match="Kunci di komputer ini"):
        budi.approve("panen-raya")


def test_a_beginning_that_was_smuggled_in_is_not_believed(newsroom: Newsroom) -> None:
    """
    A branch with a list of its own, older than ours and merged, changes nothing where the beginning is known.
    """
    citra = newsroom["citra"]
    citra.bodies()
    first = citra.git("rev-list", "--max-parents=0", "HEAD")
    citra.git("switch", "-q", "--orphan", "lain")
    citra.write("data/redaksi.toml", newsroom.roster("citra", "dewi"))
    citra.git("add", "-A")
    citra.git("-c", "core.hooksPath=/dev/null", "commit", "-q", "--date=2020-01-01T00:00:00", "-m", "lain")
    citra.git("switch", "-q", "main")
    citra.git("merge", "-q", "--allow-unrelated-histories", "-s", "ours", "-m", "gabung", "lain")
    citra.story(MONDAY)
    citra.commit()
    assert first
    citra.approve("panen-raya")

    assert citra.bodies() == {SATURDAY}


def test_without_the_rule_everything_is_as_it_was(newsroom: Newsroom, tmp_path: Path) -> None:
    """
    An office that never asked for two people publishes its folder, and approvals are only a note.
    """
    ani = newsroom["ani"]
    ani.root = tmp_path / "sendiri"
    shutil.copytree(newsroom["budi"].root, ani.root, ignore=shutil.ignore_patterns(".git", ".cache", "persetujuan"))
    subprocess.run(["git", "init", "-q", str(ani.root)], check=True)
    ani.write("data/redaksi.toml", newsroom.roster("ani", "budi", two_people=False))
    ani.story(MONDAY)
    ani.commit()

    assert ani.bodies() == {MONDAY}


def test_a_list_under_which_nobody_could_decide_is_not_in_force(newsroom: Newsroom) -> None:
    """
    One key, or writers only, would lock the office out for ever: the switch then switches nothing, and that is told.
    """
    ani = newsroom["ani"]
    shutil.rmtree(ani.root / ".git")
    shutil.rmtree(ani.root / FOLDER)
    ani.write("data/redaksi.toml", newsroom.roster("ani"))
    ani.story(MONDAY)
    told: list[str] = []
    waiting.waiting(ani.root, told.append)

    assert ani.bodies() == {MONDAY}
    assert "belum berlaku" in told[0]


def test_a_clone_without_its_beginning_says_so(newsroom: Newsroom, tmp_path: Path) -> None:
    """
    Who was trusted first is not known there; an office without the rule does not notice.
    """
    ani = newsroom["ani"]
    centre = f"file://{newsroom.centre}"
    ani.git("clone", "-q", "--depth", "1", centre, str(tmp_path / "dangkal"))
    ani.root = tmp_path / "dangkal"
    with pytest.raises(ContentError, match="seluruh riwayat"):
        ani.bodies()
    ani.write("data/redaksi.toml", "")
    shutil.rmtree(ani.root / ".git")
    subprocess.run(["git", "init", "-q", str(ani.root)], check=True)
    ani.commit()
    ani.git("clone", "-q", "--depth", "1", f"file://{ani.root}", str(tmp_path / "dangkal2"))
    ani.root = tmp_path / "dangkal2"

    assert ani.bodies() == {SATURDAY}


def test_a_list_that_would_lock_everybody_out_is_not_taken(newsroom: Newsroom) -> None:
    """
    Even two people cannot leave one behind by mistake.
    """
    budi, citra = newsroom["budi"], newsroom["citra"]
    budi.write("data/redaksi.toml", newsroom.roster("budi"))
    budi.share()
    citra.share()
    citra.approve("data/redaksi.toml")
    citra.story(MONDAY)
    citra.share()
    budi.share()
    budi.approve("panen-raya")

    assert budi.bodies() == {MONDAY}
