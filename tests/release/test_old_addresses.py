"""Every address of a site that moved in, asked of the real servers: each leads to a page that is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from mmc.base.vocabulary import load_vocabulary
from mmc.commands import check
from mmc.commands.deploy import redirects_of
from mmc.release.servers.policy import Policy
from mmc.release.verify.asking.fetch import Request, Site
from tests.oldsites import SITE, UPLOADS, OldPost, attachment, photo, wxr
from tests.release.servers import SERVERS
from tests.unit.commands.migrating.house import House
from tests.unit.newsroom import Newsroom

pytestmark = pytest.mark.servers
GREEK = "%ce%b5%cf%80%ce%af%cf%80%ce%b5%ce%b4%ce%bf-2"
SHOWN = f'<p>Petani memotong padi.</p><p><img src="{UPLOADS}/2021/05/satu.jpg" alt="Petani memotong padi"></p>'
POSTS = (
    OldPost(41, "Panen Satu", SHOWN, "panen-satu", author="siti", tags=(("padi-ladang", "Padi Ladang"),)),
    OldPost(42, "Pasar Dua", slug="pasar-dua", link=f"{SITE}/pasar-dua/", at="2020-02-03 08:00:00"),
    OldPost(43, "Kabar Angka", slug="arsip-43", link=f"{SITE}/archives/43", at="2020-02-04 23:30:00"),
    OldPost(44, "Kabar Indeks", slug="indeks", link=f"{SITE}/index.php/2020/02/05/indeks/", at="2020-02-05 08:00:00"),
    OldPost(45, "Kabar Akhiran", slug="akhiran", link=f"{SITE}/berita/akhiran.html", at="2020-02-06 08:00:00"),
    OldPost(46, "Halaman Anak", slug="anak", link=f"{SITE}/induk/anak/", sort="page"),
    OldPost(47, "Επίπεδο", slug=GREEK, link=f"{SITE}/{GREEK}/", at="2020-02-07 08:00:00"),
    OldPost(48, "Tanpa Alamat Cantik", slug="polos", link=f"{SITE}/?p=48", at="2020-02-08 08:00:00"),
    OldPost(49, "Sandi", slug="sandi", password="x", at="2020-02-09 08:00:00"),
    OldPost(50, "Mirip Angka", slug="mirip", at="2020-02-10 08:00:00", guid=f"{SITE}/?p=41"),
    attachment(51, "2021/05/satu.jpg", 41, alt="Petani memotong padi"),
    attachment(52, "2021/05/tanpa-induk.jpg"),
)
PUBLIC = {
    *("/2021/05/12/panen-satu/", "/?p=41", "/?p=41&utm_source=wa", "/pasar-dua/", "/?p=42", "/archives/43", "/?p=43"),
    *("/index.php/2020/02/05/indeks/", "/?p=44", "/berita/akhiran.html", "/?p=45", "/induk/anak/", "/?page_id=46"),
    *(f"/{GREEK}/", "/?p=47", "/?p=48", "/2020/02/09/sandi/", "/?p=49", "/2020/02/10/mirip/", "/?p=50"),
    *("/lampiran/satu/", "/?attachment_id=51", "/wp-content/uploads/2021/05/satu.jpg"),
    *("/lampiran/tanpa-induk/", "/?attachment_id=52", "/wp-content/uploads/2021/05/tanpa-induk.jpg"),
    *("/category/ekonomi/", "/category/ekonomi/feed/", "/?cat=7", "/tag/padi-ladang/", "/?tag=padi-ladang"),
    *("/tag/padi-ladang/feed/", "/author/siti/", "/?author=3", "/author/siti/feed/", "/2021/05/12/", "/2021/05/"),
    *("/2021/", "/?m=202105", "/?m=2021", "/?m=20210512", "/feed/", "/feed/atom/", "/comments/feed/", "/?feed=rss2"),
}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The built site of a house into which the old one has moved, and its redirects."""
    root = tmp_path_factory.mktemp("pindah")
    house = House(root / "rumah").set_up()
    photo(root / "lama/uploads", "2021/05/satu.jpg")
    (root / "lama/ekspor.xml").write_bytes(wxr(POSTS))
    house.move(root / "lama")
    now = datetime.now(UTC)
    Newsroom(house.root).build("situs", now)
    vocabulary = load_vocabulary(house.root / "data")
    return house.root / "situs", redirects_of(vocabulary, check.summaries(house.root), now)


@pytest.fixture(scope="module", params=["nginx", "caddy", "apache"])
def reader(
    request: pytest.FixtureRequest, moved: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Somebody who follows old links to the new site."""
    folder, redirects = moved
    with SERVERS[request.param](tmp_path_factory.mktemp(request.param), folder, Policy(redirects=redirects)) as web:
        site = Site(web.url, workers=2)
        yield site
        site.close()


def test_every_old_address_leads_to_a_living_page(reader: Site) -> None:
    """
    Permalinks of every structure, numbers in queries, attachments, files, categories, tags, authors, dates and feeds.
    """
    dead = {address: end for address in sorted(PUBLIC) if (end := followed(reader, address))[0] != 200}

    assert dead == {}


def test_a_query_leads_to_the_story_and_not_to_the_front_page(reader: Site) -> None:
    """
    A front page is alive as well, and would hide a dead redirect.
    """
    ends = {address: followed(reader, address)[1] for address in PUBLIC if "?" in address}

    assert [address for address, end in ends.items() if end.startswith("/?") or end == "/"] == []
    assert ends["/?p=41"] == ends["/?p=41&utm_source=wa"] == "/berita/2021/05/panen-satu/"
    assert ends["/?p=50"] == "/berita/2020/02/mirip/"


def followed(site: Site, address: str) -> tuple[int, str]:
    """The status at the end of the way, and where that is."""
    at = quote(address, safe="/?=&%:.-_~")
    for _ in range(4):
        path, _, query = at.partition("?")
        answer = site.get(Request(path, query=query))
        if answer.status not in (301, 302, 307, 308):
            return answer.status, at
        parts = urlsplit(answer.headers["location"])
        at = parts.path + (f"?{parts.query}" if parts.query else "")
    return 0, at
