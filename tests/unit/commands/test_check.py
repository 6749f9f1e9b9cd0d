"""The whole content checked from memory: what changed is examined, what did not is remembered, what is damaged is noticed."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from mmc.base.problems import ContentError
from mmc.commands import check as check_command
from mmc.commands.check import CACHE, check_content, mend_content
from tests.unit.newsroom import NOW, Newsroom, item


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Three items that are right, old enough to be known by their looks."""
    made = Newsroom(tmp_path).set_up()
    for number in (1, 2, 3):
        made.write(*item(number))
    age(made)
    return made


def age(newsroom: Newsroom) -> None:
    """Every file was saved a while ago."""
    for path in (newsroom.root / "content").rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000), follow_symlinks=False)


def check(newsroom: Newsroom, **words: object) -> check_command.Report:
    """The report of this moment."""
    return check_content(newsroom.root, now=NOW, **words)  # type: ignore[arg-type]


def codes(report: check_command.Report) -> set[str]:
    """The codes of the report's errors and warnings."""
    return {problem.code for problem in report.problems if problem.severity.value != "catatan"}


def put(newsroom: Newsroom, number: int, **fields: str) -> Path:
    """The item says something else now."""
    path, text = item(number, **fields)
    return newsroom.write(path, text)


def test_only_what_changed_is_examined_again(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second check reads nothing, the third one file; the answers are those of a check without memory."""
    monkeypatch.setattr("mmc.base.files.disk.RACY_NS", -(10**18))  # every file is known by its looks
    first, second = check(newsroom), check(newsroom)
    put(newsroom, 2, body="Warga membaca slot gacor kemarin.")
    third = check(newsroom)

    assert (first.examined, second.examined, third.examined) == (3, 0, 1)
    assert first.problems == second.problems
    assert codes(third) == {"gambling"}


def test_a_remembered_finding_is_told_again(newsroom: Newsroom) -> None:
    """What is wrong stays told until it is mended."""
    put(newsroom, 1, body="Warga membaca slot gacor kemarin.")

    assert codes(check(newsroom)) == codes(check(newsroom)) == {"gambling"}


def test_what_is_gone_is_forgotten(newsroom: Newsroom) -> None:
    """A twin that was deleted is no twin."""
    put(newsroom, 2, title="Naskah 1")
    before = codes(check(newsroom))
    (newsroom.root / "content" / item(2)[0]).unlink()

    assert (before, codes(check(newsroom))) == ({"twin"}, set())


def test_a_photo_changes_the_answer_for_its_item(newsroom: Newsroom) -> None:
    """The item beside it is looked at anew when a photo comes or goes."""
    photo = item(1)[0].replace(".md", "-1.png")
    check(newsroom)
    newsroom.photo(photo, "red")
    come = codes(check(newsroom))
    (newsroom.root / "content" / photo).unlink()

    assert (come, codes(check(newsroom))) == ({"photo", "photo-small"}, set())


def test_a_damaged_memory_is_noticed_and_made_anew(newsroom: Newsroom) -> None:
    """A byte that changed in the store is found; the answers are right again."""
    check(newsroom)
    [store] = (newsroom.root / CACHE).glob("store-*.sqlite")
    data = bytearray(store.read_bytes())
    data[len(data) // 2] ^= 0xFF
    store.write_bytes(data)
    told: list[str] = []

    assert check(newsroom, notice=told.append).examined == 3
    assert any("rusak" in line for line in told)


def test_the_memory_is_only_data(newsroom: Newsroom) -> None:
    """Nothing in it can run: it is one SQLite file without triggers or views."""
    check(newsroom)
    [store] = (newsroom.root / CACHE).glob("store-*.sqlite")
    rows = sqlite3.connect(store).execute("SELECT DISTINCT type FROM sqlite_master").fetchall()

    assert {row[0] for row in rows} <= {"table", "index"}


def test_other_facts_of_the_office_are_asked_anew(newsroom: Newsroom) -> None:
    """A category that is gone makes its items wrong, though no item changed."""
    check(newsroom)
    path = newsroom.root / "data" / "kategori.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('name = "Ekonomi"', 'name = "Niaga"'), encoding="utf-8")

    assert codes(check(newsroom)) == {"header"}


def test_where_to_release_and_announce_is_read_too(newsroom: Newsroom) -> None:
    """A mistake in `terbit.toml` is an error with its line, until it is mended; one in `siaran.toml` is told and stops nothing."""
    data = newsroom.root / "data"
    (data / "terbit.toml").write_text("[target]\nlocal = 3\n", encoding="utf-8")
    (data / "siaran.toml").write_text("[telegram]\nkanal = 3\n", encoding="utf-8")
    found = [check(newsroom).problems for _ in range(2)]
    told = {(each.path.rpartition("/")[2], each.line, each.is_error) for each in found[1]}
    for name in ("terbit.toml", "siaran.toml"):
        (data / name).unlink()

    assert found[0] == found[1]
    assert told == {("terbit.toml", 2, True), ("siaran.toml", 2, False)}
    assert not check(newsroom).problems


def test_links_and_devices_are_told_and_left_alone(newsroom: Newsroom, tmp_path: Path) -> None:
    """A link out of the folder, a dead one, a link to a folder, a pipe, a hidden folder, a name that is no text."""
    content = newsroom.root / "content"
    outside = tmp_path / "rahasia.md"
    outside.write_text("rahasia", encoding="utf-8")
    (content / "berita" / "luar.md").symlink_to(outside)
    (content / "berita" / "mati.md").symlink_to("tidak-ada.md")
    (content / "galeri").symlink_to(tmp_path)
    os.mkfifo(content / "berita" / "pipa.md")
    (content / ".git").mkdir()
    (content / ".git" / "config").write_text("x", encoding="utf-8")
    os.close(os.open(os.fsencode(content) + b"/berita/\xff.md", os.O_CREAT | os.O_WRONLY))
    report = check(newsroom)
    told = {problem.path: problem.code for problem in report.problems}

    assert told == {
        "content/berita/luar.md": "outside",
        "content/berita/mati.md": "outside",
        "content/galeri": "outside",
        "content/berita/pipa.md": "outside",
        "content/.git": "file-kind",
        "content/berita/\\xff.md": "file-name",
    }
    assert "di luar content/" in next(each.message for each in report.problems if each.path.endswith("luar.md"))


def test_the_build_refuses_what_the_check_refuses(newsroom: Newsroom) -> None:
    """Errors are the same, file by file and line by line; the output stays as it was."""
    newsroom.build()
    before = {path: path.read_bytes() for path in (newsroom.root / "site").rglob("*") if path.is_file()}
    put(newsroom, 1, body="Warga membaca slot gacor.\n\nLihat [berita](/berita/2026/05/hilang/).\n\n<b>tebal</b>")
    put(newsroom, 2, title="Naskah 3", tags="padi, Padi")
    newsroom.write("akar/sisa.txt", "x")
    newsroom.write("dokumen/a.pdf", "bukan pdf")
    (newsroom.root / "content" / "berita" / "luar.md").symlink_to("/etc/passwd")
    (newsroom.root / "content" / item(3)[0]).with_suffix(".md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ContentError) as raised:
        newsroom.build()
    wanted = {problem for problem in check(newsroom).problems if problem.is_error}

    assert {problem for problem in raised.value.problems if problem.is_error} == wanted
    assert len({problem.code for problem in wanted}) >= 7
    assert {path: path.read_bytes() for path in (newsroom.root / "site").rglob("*") if path.is_file()} == before


def test_a_link_that_breaks_elsewhere_stops_the_build(newsroom: Newsroom) -> None:
    """An item that did not change misses the page that was deleted, or its changed part."""
    put(newsroom, 1, body="Lihat [berita itu](/berita/2026/05/naskah-2/#syarat) hari ini.")
    put(newsroom, 2, body="## Syarat\n\nWarga membawa kartu keluarga.")
    newsroom.build()
    put(newsroom, 2, body="## Cara\n\nWarga membawa kartu keluarga.")
    with pytest.raises(ContentError, match="Bagian #syarat tidak ada"):
        newsroom.build()
    (newsroom.root / "content" / item(2)[0]).unlink()

    with pytest.raises(ContentError, match="naskah-2/ tidak ada di situs ini"):
        newsroom.build()


def test_a_slug_that_changed_wants_its_old_address(newsroom: Newsroom) -> None:
    """What was published stays reachable: by an alias, or the build stops."""
    (newsroom.root / "data" / "terbit.tsv").write_text("cth-1\t/berita/2026/05/naskah-1/\n", encoding="utf-8")
    newsroom.build()
    put(newsroom, 1, slug="lain")
    with pytest.raises(ContentError, match="alamat lama tidak dialihkan"):
        newsroom.build()
    put(newsroom, 1, slug="lain", aliases="/berita/2026/05/naskah-1/")
    newsroom.build()

    assert codes(check(newsroom)) == set()


def test_a_mend_shows_what_it_changes(newsroom: Newsroom) -> None:
    """Encoding, line ends, unseen letters, forms of dates and known slips are mended; the rest stays to be told."""
    path, text = item(1, body="Silahkan datang Jum'at\u200b ini ke pasar.")
    newsroom.write(path, text)
    target = newsroom.root / "content" / path
    target.write_bytes(text.replace("2026-05-01 09.00 WIB", "1 Mei 2026 09:00").replace("\n", "\r\n").encode())
    other = newsroom.root / "content" / item(2)[0]
    other.write_bytes(other.read_text(encoding="utf-8").replace("warga", "“warga”").encode("cp1252"))
    changed = mend_content(newsroom.root)
    mended = target.read_text(encoding="utf-8")

    assert "date: 2026-05-01 09.00 WIB\n" in mended
    assert "Silakan datang Jumat ini ke pasar." in mended
    assert "\r" not in mended
    assert "“warga”" in other.read_text(encoding="utf-8")
    assert set(changed) == {f"content/{path}", f"content/{item(2)[0]}"}
    assert "-Silahkan datang" in changed[f"content/{path}"]
    assert "+Silakan datang" in changed[f"content/{path}"]
    assert mend_content(newsroom.root) == {}
    assert codes(check(newsroom)) == set()


def test_notes_of_many_unchanged_files_are_only_counted(newsroom: Newsroom) -> None:
    """A report for people tells the notes of what changed, and says how many others there are."""
    for number in (1, 2):
        put(newsroom, number, body="Warga hadir di di balai desa kemarin.")
    age(newsroom)
    check(newsroom, all_notes=False)
    put(newsroom, 3, body="Warga hadir di di balai desa kemarin.")
    report = check(newsroom, all_notes=False)
    folder = check(newsroom, all_notes=False, wanted=f"content/{item(1)[0]}")

    assert {problem.path for problem in report.problems} == {f"content/{item(3)[0]}"}
    assert report.notes_left_out >= 2
    assert {problem.path for problem in folder.problems} == {f"content/{item(1)[0]}"}
    assert len({problem.path for problem in check(newsroom).problems}) == 3


def test_a_file_that_fills_the_memory_is_not_even_read(newsroom: Newsroom) -> None:
    """Check and build both answer a huge file by its size alone."""
    put(newsroom, 1, photo_alt="Warga di tepi sungai yang surut")
    shown = (newsroom.root / "content" / item(1)[0]).with_suffix("")
    with shown.with_name(f"{shown.name}-1.jpg").open("wb") as file:
        file.truncate(5_000_000_000)  # a hole: it takes no room on the disk

    assert codes(check(newsroom)) == {"file-size"}
    with pytest.raises(ContentError, match="5000 MB"):
        newsroom.build()
