"""What a release publishes and what of it travels."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
import zstandard

from mmc.release.making import Facts, Release, make
from mmc.release.paths import Wave, grace, is_immutable, wave
from mmc.release.record import minisign
from mmc.release.record.manifest import Manifest
from tests.release.sites import site

FACTS = Facts("https://mmc.example", "a" * 40, "kantor", {"berita": 4})
NOW = datetime(2026, 1, 31, 2, 0, tzinfo=UTC)


def release(root: Path, live: Manifest | None = None, now: datetime = NOW, *, is_purging: bool = False) -> Release:
    return make(
        root / "output",
        FACTS,
        live=live,
        head=live,
        workshop=root / "workshop",
        now=now,
        key=None,
        is_purging=is_purging,
    )


def test_same_site_twice_has_nothing_to_do(tmp_path: Path) -> None:
    """A timer that releases every five minutes releases nothing when nothing is due."""
    site(tmp_path / "output")
    first = release(tmp_path)
    second = release(tmp_path, first.manifest, NOW + timedelta(hours=1))

    assert first.changes
    assert not second.changes


def test_one_edit_travels_alone(tmp_path: Path) -> None:
    """What has not changed is not sent, and keeps the time under which readers know it."""
    site(tmp_path / "output")
    first = release(tmp_path)
    page = tmp_path / "output/berita/2026/01/kabar-1/index.html"
    page.write_text(page.read_text().replace("Kabar 1", "Kabar satu"))
    second = release(tmp_path, first.manifest, NOW + timedelta(hours=1))

    assert second.changes.plain_uploads == ("berita/2026/01/kabar-1/index.html",)
    assert set(second.changes.uploads) == {
        f"berita/2026/01/kabar-1/index.html{suffix}" for suffix in ("", ".br", ".gz", ".zst")
    }
    assert second.manifest.files["atom.xml"].since == first.manifest.created
    assert second.manifest.files["berita/2026/01/kabar-1/index.html"].since == second.manifest.created


def test_copies_unpack_to_their_page(tmp_path: Path) -> None:
    """Each compressed copy is the page, smaller."""
    site(tmp_path / "output")
    sources = release(tmp_path).sources
    page = (tmp_path / "output/index.html").read_bytes()

    assert gzip.decompress(sources["index.html.gz"].read_bytes()) == page
    assert brotli.decompress(sources["index.html.br"].read_bytes()) == page
    assert zstandard.ZstdDecompressor().decompress(sources["index.html.zst"].read_bytes()) == page
    assert len(sources["index.html.br"].read_bytes()) < len(page) / 2


def test_old_assets_stay_for_pages_already_open(tmp_path: Path) -> None:
    """A reader who has the old page open still gets its style sheet for a week, its photo for an hour."""
    site(tmp_path / "output", "1")
    first = release(tmp_path)
    site(tmp_path / "output", "2")
    second = release(tmp_path, first.manifest, NOW + timedelta(minutes=1))
    third = release(tmp_path, second.manifest, NOW + timedelta(hours=2))
    fourth = release(tmp_path, third.manifest, NOW + timedelta(days=8))

    assert set(first.manifest.files) - set(second.manifest.files) == set()
    assert {path[:5] for path in third.changes.removed} == {"media"}
    assert {path[:4] for path in fourth.changes.removed} == {"aset"}


def test_withdrawn_photo_goes_at_once_when_asked(tmp_path: Path) -> None:
    """A photo that must not be seen any longer is not kept for anybody."""
    site(tmp_path / "output", "1")
    first = release(tmp_path)
    site(tmp_path / "output", "2")
    second = release(tmp_path, first.manifest, NOW + timedelta(minutes=1), is_purging=True)

    assert any(path.startswith("media/") for path in second.changes.removed)
    assert second.manifest.retired == {}


def test_pages_come_after_what_they_name(tmp_path: Path) -> None:
    """Where files become visible one by one, nothing is named before it is there; the home page goes last."""
    site(tmp_path / "output")
    waves = release(tmp_path).changes.in_waves()

    assert all(path.startswith(("aset/", "media/", "robots")) for path in waves[Wave.ASSETS])
    assert "berita/index.html" in waves[Wave.PAGES]
    assert {"atom.xml", "sitemap.xml"} <= set(waves[Wave.FRONT])
    assert waves[Wave.FRONT][-1].startswith("index.html")


def test_manifest_is_the_same_for_the_same_site(tmp_path: Path) -> None:
    """No machine, path or order reaches the signed record."""
    site(tmp_path / "one" / "output")
    site(tmp_path / "two" / "output")
    key = minisign.make_key()
    one, two = (
        make(root / "output", FACTS, live=None, head=None, workshop=root / "w", now=NOW, key=key)
        for root in (tmp_path / "one", tmp_path / "two")
    )

    assert one.data == two.data
    assert one.proof == two.proof


def test_pages_of_the_same_content_do_not_meet(tmp_path: Path) -> None:
    """Two hundred equal pages are compressed by several threads at once, and each has its copies."""
    text = "<!doctype html><title>Sama</title>" + "isi yang sama " * 200
    site(tmp_path / "output", extra={f"sama/{number}/index.html": text for number in range(200)})
    files = release(tmp_path).manifest.files

    assert all(
        f"sama/{number}/index.html{suffix}" in files for number in range(200) for suffix in (".br", ".gz", ".zst")
    )


def test_search_is_led_to_when_its_index_is_there() -> None:
    """A search that began before a release finds the old index for a while; one that begins after it finds the new one."""
    index = "cari/indeks/45832cedf8ad/kata-0.json"

    assert wave(index) < wave("cari/index.html")
    assert is_immutable(index)
    assert grace(index) > 0
