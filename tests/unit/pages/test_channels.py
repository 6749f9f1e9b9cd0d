"""What is built of an urgent notice and of an answer for every channel, and what its page offers."""

from __future__ import annotations

import shutil
from pathlib import Path

from lxml import html

from mmc.base.settings import Editions
from tests.unit.newsroom import Newsroom, item, tree

ALL = Editions(text=False, cards=True, qr=False, search=False, channels=True)
BESIDE = {"papan-a4.pdf", "papan-a5.pdf", "radio.txt", "suara.txt", "sms.txt"}


def newsroom(tmp_path: Path) -> Newsroom:
    made = Newsroom(tmp_path / "kantor").set_up()
    made.write(*item(1, kind="klarifikasi", title="Bendungan Aman", summary="Bendungan diperiksa tiap hari."))
    made.write(
        *item(
            2,
            kind="pengumuman",
            urgent="ya",
            title="Air Naik",
            body="Bawa obat dan pakaian untuk tiga hari.\n\n- Matikan listrik.\n",
        )
    )
    made.write(*item(3, kind="pengumuman", title="Jadwal Loket"))
    made.write(*item(4))
    return made


def test_what_is_urgent_or_answers_a_rumour_is_built_for_every_channel(tmp_path: Path) -> None:
    """
    Their sheets, scripts and short messages lie beside the page; other items have none.
    """
    made = newsroom(tmp_path)
    made.build(editions=ALL)
    found: dict[str, set[str]] = {
        path.rpartition("/")[0]: set() for path in tree(made.root / "site") if path.endswith("/index.html")
    }
    for path in tree(made.root / "site"):
        folder, _, name = path.rpartition("/")
        if name in BESIDE:
            found[folder].add(name)

    assert {folder for folder, names in found.items() if names} == {
        "klarifikasi/2026/05/naskah-1",
        "pengumuman/2026/05/naskah-2",
    }
    assert {frozenset(names) for names in found.values() if names} == {frozenset(BESIDE)}


def test_the_page_offers_what_exists(tmp_path: Path, root: Path) -> None:
    """
    Every link of the page's own section leads to a file; a page of another item has no such section.
    """
    made = newsroom(tmp_path)
    shutil.rmtree(made.root / "theme")
    shutil.copytree(root / "theme", made.root / "theme")
    made.build(editions=ALL)
    site = made.root / "site"
    page = html.fromstring((site / "pengumuman/2026/05/naskah-2/index.html").read_bytes())
    links = page.xpath("//section[@class='channels']//a/@href")
    other = html.fromstring((site / "berita/2026/05/naskah-4/index.html").read_bytes())

    assert len(links) >= len(BESIDE) + 3
    assert [link for link in links if not (site / link.lstrip("/")).is_file()] == []
    assert other.xpath("//section[@class='channels']") == []


def test_two_builds_give_the_same_files_and_a_change_gives_new_ones(tmp_path: Path) -> None:
    """
    An incremental build equals a clean one byte for byte; what is no longer urgent loses its files.
    """
    made = newsroom(tmp_path)
    made.build("lama", editions=ALL)
    made.write(*item(2, kind="pengumuman", title="Air Naik", body="Bawa obat dan pakaian untuk tiga hari."))
    made.write(*item(1, kind="klarifikasi", title="Bendungan Aman Sekali", summary="Bendungan diperiksa tiap hari."))
    made.build("lama", editions=ALL)
    made.build("baru", editions=ALL)
    files = tree(made.root / "lama")

    assert files == tree(made.root / "baru")
    assert not any(path.startswith("pengumuman/") and path.endswith(".pdf") for path in files)
    assert b"Bendungan Aman Sekali" in files["klarifikasi/2026/05/naskah-1/radio.txt"]


def test_lists_are_told_and_headings_are_not(tmp_path: Path) -> None:
    """
    What stands in a list is read out as well.
    """
    made = newsroom(tmp_path)
    made.build(editions=ALL)

    assert b"Matikan listrik." in (made.root / "site/pengumuman/2026/05/naskah-2/suara.txt").read_bytes()
