"""A site that was saved page by page moves in, with a small table of selectors or none."""

# ruff: noqa: E501  (markup as old programs write it, on one line)

from __future__ import annotations

from pathlib import Path

from tests.oldsites import photo, saved_page
from tests.unit.commands.migrating.house import House

HOST = "lama.contoh.go.id"
BODY = '<p>Petani memanen padi bersama penyuluh di tiga desa.</p><p><img src="../foto/panen.jpg" alt="Petani memotong padi"></p>'


def mirror(folder: Path) -> Path:
    """What wget leaves of four pages."""
    pages = {
        "berita/panen.html": saved_page("Panen Raya di Hilir", BODY),
        "berita/pasar.html": saved_page(
            "Pasar Pagi", '<p>Pasar ramai sejak pagi, lihat <a href="panen.html">panen raya</a>.</p>'
        ),
        "index.php?id=7.html": saved_page(
            "Kabar Bernomor", "<p>Kabar dengan nomor di alamatnya, dari situs yang sangat lama.</p>"
        ),
        "berita/index.html": saved_page(
            "Berita", "<p>Daftar berita dari seluruh desa di daerah ini, terbaru di atas.</p>", day=""
        ),
    }
    for name, text in pages.items():
        target = folder / HOST / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    photo(folder / HOST, "foto/panen.jpg")
    return folder


def test_saved_pages_become_items_at_their_day(tmp_path: Path) -> None:
    """
    Title, day, text and photo are found where most sites have them; menus and footers stay; a listing is left out by name.
    """
    house = House(tmp_path / "rumah").set_up()
    house.move(mirror(tmp_path / "lama"))
    rows = house.report()
    text = house.text(rows["Panen Raya di Hilir"]["berkas"])

    assert {title: row["hasil"] for title, row in rows.items()} == {
        "Panen Raya di Hilir": "terbit",
        "Pasar Pagi": "terbit",
        "Kabar Bernomor": "terbit",
        "Berita": "ditinggal",
    }
    assert "tidak ada tanggal" in rows["Berita"]["alasan"]
    assert rows["Panen Raya di Hilir"]["berkas"] == "content/berita/2018/07/2018-07-09-panen.md"
    assert "photo: 2018-07-09-panen-1.jpg\nphoto_alt: Petani memotong padi" in text
    assert "aliases: /berita/panen.html" in text
    assert "Bagikan ini" not in text
    assert "Hak cipta" not in text
    assert "[panen raya](/berita/2018/07/panen/)" in house.text(rows["Pasar Pagi"]["berkas"])
    assert "/index.php?id=7" in house.item("Kabar Bernomor").aliases


def test_selectors_say_where_an_unusual_page_has_its_parts(tmp_path: Path) -> None:
    """
    A small table in data/pindah.toml is enough for a site of its own making.
    """
    house = House(tmp_path / "rumah").set_up()
    page = '<html><body><div id="jd">Kabar Desa</div><div id="tg">Senin, 9 Juli 2018</div><div id="ns"><p>Warga bekerja bakti.</p></div></body></html>'
    target = tmp_path / "lama" / HOST / "kabar.html"
    target.parent.mkdir(parents=True)
    target.write_text(page, encoding="utf-8")
    rules = 'default_category = "Ekonomi"\n[mirror]\nstory = "#ns"\ntitle = "#jd"\ndate = "#tg"\n'
    (house.root / "data/pindah.toml").write_text(rules, encoding="utf-8")
    house.move(tmp_path / "lama")

    item = house.item("Kabar Desa")
    assert item.date.isoformat() == "2018-07-09T00:00:00+07:00"
    assert item.body.strip() == "Warga bekerja bakti."
