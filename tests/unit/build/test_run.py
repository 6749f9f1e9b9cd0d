"""A build leaves the whole site that its files describe, writes nothing twice, and believes no store that was damaged."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mmc.base.problems import ContentError, Severity
from mmc.build.run import build
from mmc.rebuild.tree import ForeignFolder
from tests.unit.newsroom import Newsroom, Silent, item, tree


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setenv("MMC_WORKERS", "1")
    made = Newsroom(tmp_path / "project").set_up()
    for number in range(1, 9):
        made.write(*item(number, day=f"2026-0{1 + number % 5}-1{number}", tags="padi, ikan"))
    return made


def clean(newsroom: Newsroom) -> dict[str, bytes]:
    """The site as a first build makes it."""
    for name in ("clean", ".cache-clean"):
        shutil.rmtree(newsroom.root / name, ignore_errors=True)
    newsroom.build("clean")
    return tree(newsroom.root / "clean")


def store_of(newsroom: Newsroom) -> Path:
    return next((newsroom.root / ".cache-site").glob("site-*/store-*.sqlite"))


def test_a_build_without_a_change_writes_nothing(newsroom: Newsroom) -> None:
    """
    The second build makes no page, and no file of the output is another than before.
    """
    first = newsroom.build()
    files = {path: path.stat().st_ino for path in (newsroom.root / "site").rglob("*") if path.is_file()}
    second = newsroom.build()

    assert first.written == first.pages > 50
    assert (second.written, second.removed, second.unchanged) == (0, 0, first.pages)
    assert files == {path: path.stat().st_ino for path in (newsroom.root / "site").rglob("*") if path.is_file()}


def test_a_fresh_checkout_is_read_once(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Files with other times and the same bytes are looked into by the next build, and by none after it.
    """
    monkeypatch.setattr("mmc.base.files.scan.RACY_NS", 0)
    read: list[Path] = []
    read_bytes = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path)
        return read_bytes(path)

    newsroom.build()
    files = sorted((newsroom.root / "content").rglob("*.md"))
    for file in files:
        os.utime(file, (1_700_000_000, 1_700_000_000))
    monkeypatch.setattr(Path, "read_bytes", noted)
    newsroom.build()
    read_again = sorted(set(read) & set(files))
    read.clear()
    newsroom.build()

    assert read_again == files
    assert set(read) & set(files) == set()


def test_an_edited_body_changes_its_page_and_feeds_only(newsroom: Newsroom) -> None:
    """
    Pages that show but a card of the item stay as they are.
    """
    newsroom.build()
    before = tree(newsroom.root / "site")
    newsroom.write(
        *item(3, day="2026-04-13", tags="padi, ikan", body="Isi naskah 3 untuk warga.\n\nSatu kalimat lagi.")
    )
    newsroom.build()
    after = tree(newsroom.root / "site")
    changed = {path for path in after if after[path] != before.get(path)} - {".mmc"}

    assert "berita/2026/04/naskah-3/index.html" in changed
    assert {
        path
        for path in changed
        if "naskah-3/" not in path and not path.endswith(("atom.xml", "rss.xml", "feed.json", "luring.json"))
    } == set()


@pytest.mark.parametrize("workers", ["2", "3"])
def test_the_number_of_workers_changes_no_byte(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, workers: str
) -> None:
    """
    One process and several make the same site.
    """
    expected = clean(newsroom)
    monkeypatch.setenv("MMC_WORKERS", workers)
    newsroom.build()

    assert tree(newsroom.root / "site") == expected


def test_pages_come_first_and_the_rest_is_owed(newsroom: Newsroom) -> None:
    """
    While somebody waits, feeds and sitemaps stay as they were; the next build makes them, also after a mistake between.
    """
    newsroom.build()
    path, text = item(8, day="2026-04-18", title="Judul Baru", tags="padi, ikan")
    newsroom.write(path, text)
    newsroom.build(pages_first=True)
    site = tree(newsroom.root / "site")
    newsroom.write("berita/salah.md", "---\ntitle:\nstatus: terbit\n---\n")
    with pytest.raises(ContentError):
        newsroom.build()
    (newsroom.root / "content/berita/salah.md").unlink()
    newsroom.build(pages_first=True)

    assert b"Judul Baru" in site["berita/2026/04/naskah-8/index.html"]
    assert b"Judul Baru" in site["berita/index.html"]
    assert b"Judul Baru" not in site["atom.xml"]
    assert newsroom.build().written > 0
    assert tree(newsroom.root / "site") == clean(newsroom)


def test_a_mistake_leaves_the_last_site(newsroom: Newsroom) -> None:
    """
    Every problem of every file is told at once; the output is what it was, and the mended content builds.
    """
    newsroom.build()
    before = tree(newsroom.root / "site")
    newsroom.write(*item(3, day="2026-04-13", category="Ekonom"))
    newsroom.write(*item(4, day="2026-05-14", status="terbitt"))
    with pytest.raises(ContentError) as caught:
        newsroom.build()

    told = {(Path(each.path).stem, each.field, each.severity) for each in caught.value.problems}
    assert ("2026-04-13-naskah-3", "category", Severity.ERROR) in told
    assert ("2026-05-14-naskah-4", "status", Severity.UNREADY) in told
    assert tree(newsroom.root / "site") == before

    newsroom.write(*item(3, day="2026-04-13"))
    newsroom.write(*item(4, day="2026-05-14"))
    newsroom.build()
    assert tree(newsroom.root / "site") == clean(newsroom)


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        ("{{ page.titel }}", "no attribute 'titel'"),
        ("{{ judul }}", "'judul' is undefined"),
        ("{% include 'hilang.html' %}", "'hilang.html' not found"),
        ("{{ page|tanggall }}", "No filter named 'tanggall'"),
        ("{% if %}", "Expected an expression"),
    ],
)
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_mistake_in_a_template_is_told_with_its_line(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, workers: str, mistake: str, told: str
) -> None:
    """
    Whoever works on the theme reads file, line and what is wrong, and the last site stands.
    """
    newsroom.build()
    monkeypatch.setenv("MMC_WORKERS", workers)
    before = tree(newsroom.root / "site")
    template = newsroom.root / "theme/templates/footer.html"
    lines = template.read_text(encoding="utf-8").count("\n")
    template.write_text(f"{template.read_text(encoding='utf-8')}\n{mistake}\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        newsroom.build()
    [problem] = caught.value.problems

    assert problem.place == f"theme/templates/footer.html:{lines + 2}"
    assert told in problem.message
    assert tree(newsroom.root / "site") == before


def test_two_items_at_one_address_are_refused(newsroom: Newsroom) -> None:
    """
    Neither wins in silence; the last site stays.
    """
    newsroom.build()
    before = tree(newsroom.root / "site")
    newsroom.write(*item(20, day="2026-04-20", slug="sama"))
    newsroom.write(*item(21, day="2026-04-21", slug="sama"))
    with pytest.raises(ContentError) as caught:
        newsroom.build()

    assert "/berita/2026/04/sama/" in str(caught.value)
    assert tree(newsroom.root / "site") == before


def test_a_folder_of_somebody_else_is_not_overwritten(newsroom: Newsroom) -> None:
    """
    An output folder with files that no build of ours made is refused and left as it is.
    """
    (newsroom.root / "site").mkdir()
    (newsroom.root / "site" / "tesis.txt").write_text("berharga", encoding="utf-8")
    with pytest.raises(ForeignFolder):
        newsroom.build()

    assert tree(newsroom.root / "site") == {"tesis.txt": b"berharga"}


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def _renamed(path: Path) -> None:
    path.rename(path.with_name("store-0000000009-" + "0" * 32 + ".sqlite"))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a changed byte": _flip,
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-1000]),
    "empty": lambda path: path.write_bytes(b""),
    "another file": lambda path: path.write_bytes(b"SQLite format 3\0" + random.Random(1).randbytes(5000)),
    "another name": _renamed,
    "a pickle": lambda path: path.with_name("store.pickle").write_bytes(b"cos\nsystem\n(S'false'\ntR."),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_store_is_noticed_and_made_anew(newsroom: Newsroom, damage: str) -> None:
    """
    It is not believed: one line says so, and the site is right, also after an edit.
    """
    newsroom.build()
    DAMAGE[damage](store_of(newsroom))
    newsroom.write(*item(3, day="2026-04-13", title="Judul lain"))
    reporter = Silent()
    build(newsroom.settings(), reporter)

    assert len(reporter.notices) == 1
    assert tree(newsroom.root / "site") == clean(newsroom)


def test_damaged_texts_are_noticed_and_made_anew(newsroom: Newsroom) -> None:
    """
    A changed byte in the converted texts is found when a page needs them.
    """
    newsroom.build()
    pack = next((newsroom.root / ".cache-site").glob("site-*/*.pack"))
    pack.write_bytes(pack.read_bytes()[::-1])
    newsroom.write(*item(3, day="2026-04-13", title="Judul lain"))
    reporter = Silent()
    build(newsroom.settings(), reporter)

    assert reporter.notices == ["Simpanan kerja rusak; dibuat ulang dari naskah."]
    assert tree(newsroom.root / "site") == clean(newsroom)


def test_a_changed_output_is_made_anew(newsroom: Newsroom) -> None:
    """
    An output that is not the one of the last build, or gone, is complete after the next.
    """
    newsroom.build()
    shutil.rmtree(newsroom.root / "site")
    newsroom.build()

    assert tree(newsroom.root / "site") == clean(newsroom)


def test_a_costly_file_that_was_damaged_is_made_again(newsroom: Newsroom) -> None:
    """
    Photos are kept between builds under their seal; a kept file with another byte is not used.
    """
    newsroom.photo("berita/2026/04/2026-04-13-naskah-3-1.png", "red")
    newsroom.write(*item(3, day="2026-04-13", photo_alt="Warna"))
    newsroom.build()
    kept = [path for path in (newsroom.root / ".cache-site" / "made").rglob("*") if path.is_file()]
    for path in kept:
        _flip(path)
    shutil.rmtree(newsroom.root / "site")
    newsroom.build()

    assert kept
    assert tree(newsroom.root / "site") == clean(newsroom)
