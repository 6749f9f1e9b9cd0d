"""An old Blogger site moves in from its backup, with the albums that Takeout puts beside it."""

# ruff: noqa: E501  (markup as old programs write it, on one line)

from __future__ import annotations

from pathlib import Path

import pytest

from mmc.base.vocabulary import load_vocabulary
from mmc.commands import check
from tests.oldsites import blogger_entry, blogger_feed, photo
from tests.unit.commands.migrating.house import House

SEPARATOR = (
    '<div class="separator" style="clear: both;"><a href="https://1.bp.blogspot.com/-a/X/s1600/panen.jpg">'
    '<img src="https://1.bp.blogspot.com/-a/X/s320/panen.jpg" alt="Petani memotong padi" /></a></div>'
)
CAPTIONED = (
    '<table class="tr-caption-container"><tbody><tr><td><img src="https://1.bp.blogspot.com/-b/X/s320/pasar.jpg" /></td></tr>'
    '<tr><td class="tr-caption">Suasana pasar pagi</td></tr></tbody></table>'
)
STORY = f'{SEPARATOR}Petani memanen padi.<br /><br />Hasilnya enam ton.<br />Kata <a href="http://mmc-lama.blogspot.com/2019/03/pasar.html">kepala dinas</a>.'
TAKEOUT = """<entry><id>tag:blogger.com,1999:blog-77.post-9</id><blogger:type xmlns:blogger="http://schemas.google.com/blogger/2018">POST</blogger:type>
<blogger:status xmlns:blogger="http://schemas.google.com/blogger/2018">LIVE</blogger:status><title>Kabar Takeout</title>
<content type='html'>&lt;p&gt;Warga bekerja bakti.&lt;/p&gt;</content><published>2020-01-02T03:00:00Z</published>
<blogger:filename xmlns:blogger="http://schemas.google.com/blogger/2018">/2020/01/kabar-takeout.html</blogger:filename></entry>"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house into which the blog has moved."""
    root = tmp_path_factory.mktemp("blogger")
    lama = root / "Takeout"
    photo(lama / "Albums/MMC Lama", "panen.jpg", (1500, 900))
    photo(lama / "Albums/MMC Lama", "pasar.jpg", colour="navy")
    entries = [
        blogger_entry(1, "Panen Raya di Hilir", STORY, "/2019/03/panen.html", labels=("Ekonomi", "Padi")),
        blogger_entry(2, "Pasar Pagi", f"{CAPTIONED}<p>Pasar ramai.</p>", "/2019/03/pasar.html", labels=("Ekonomi",)),
        blogger_entry(3, "Masih Draf", "<p>Belum selesai.</p>", "", is_draft=True),
        blogger_entry(4, "Profil", "<p>Profil kantor.</p>", "/p/profil.html", kind="page"),
        blogger_entry(5, "Bagus", "Bagus sekali", "/2019/03/panen.html?showComment=1", kind="comment"),
        blogger_entry(6, "Template", "x", "", kind="template"),
        TAKEOUT,
    ]
    (lama / "feed.atom").write_bytes(blogger_feed("".join(entries)))
    found = House(root / "rumah").set_up()
    found.move(lama)
    return found


def test_posts_pages_and_drafts_are_accounted_for(house: House) -> None:
    """
    Comments are counted and left; templates are left out by name.
    """
    outcomes = {title: row["hasil"] for title, row in house.report().items()}

    assert outcomes == {
        "Panen Raya di Hilir": "terbit",
        "Pasar Pagi": "terbit",
        "Masih Draf": "draf",
        "Profil": "terbit",
        "Template": "ditinggal",
        "Kabar Takeout": "terbit",
    }
    assert "Komentar di situs lama: 1" in (house.root / "pindah/laporan.html").read_text("utf-8")


def test_line_breaks_photos_and_captions_are_the_houses(house: House) -> None:
    """
    Two breaks part paragraphs; the photo is the large one of the album; a caption's table is a caption.
    """
    text = house.text("content/berita/2019/03/2019-03-04-panen.md")
    other = house.item("Pasar Pagi")

    assert "Petani memanen padi.\n\nHasilnya enam ton.  \nKata [kepala dinas](/berita/2019/03/pasar/)." in text
    assert "date: 2019-03-04 08.15 WIB" in text
    assert (house.root / "content/berita/2019/03/2019-03-04-panen-1.jpg").is_file()
    assert other.photo_caption == "Suasana pasar pagi"


def test_old_addresses_of_a_blog_lead_on(house: House) -> None:
    """
    Posts, pages, labels, months and feeds.
    """
    rows = dict(load_vocabulary(house.root / "data").redirects)

    assert house.item("Panen Raya di Hilir").aliases == ("/2019/03/panen.html",)
    assert house.item("Kabar Takeout").aliases == ("/2020/01/kabar-takeout.html",)
    assert "/p/profil.html" in house.text(house.report()["Profil"]["berkas"])
    assert rows["/search/label/Ekonomi"] == "/kategori/ekonomi/"
    assert rows["/2019/03/"] == "/arsip/2019/03/"
    assert rows["/feeds/posts/default"] == "/atom.xml"
    assert not any(problem.is_error for problem in check.check_content(house.root, all_notes=False).problems)


def test_a_second_run_changes_nothing(house: House, tmp_path: Path) -> None:
    """
    As with every other source.
    """
    before = house.files()
    house.move(house.root.parent / "Takeout")

    assert house.files() == before
