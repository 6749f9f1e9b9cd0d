"""Every form that the guides give a writer, in every kind of item, as a reader meets it: in the browser, in a feed, as text, on paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import feedparser
import html5lib
import pytest
from playwright.sync_api import Browser, Page

from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE
from mmc.base.settings import Editions
from mmc.prose.dialect import TAKEN
from tests.browser.conftest import Watcher, served
from tests.unit.newsroom import Newsroom, item
from tests.unit.photos import saved, scene

ROOT = Path(__file__).resolve().parents[2]
SEEN = "Petani muda > 20 tahun memegang bibit"
BODY = """
Pelatihan dimulai **Senin** di *balai desa*.[^1] Formulirnya ada di https://kominfo.go.id/formulir.

## Isi

- Pengolahan lahan tanpa bakar
- Pemilihan benih

1. Isi [formulir](/kontak/)
2. Serahkan ke [kantor camat](#bagikan-2)

![Petani muda > 20 tahun memegang bibit]({file} "Petani muda menerima “bibit”, Jumat. Foto: Ani")

## Bagikan

| Kecamatan | Peserta | Bantuan |
| --- | --- | --- |
| Dusun Utara | 12 | Rp5.000.000,00 |
| Dusun Hilir | 28 | Rp9.000.000,00 |

> Kami berharap petani muda mau kembali ke sawah.

Di tengah kalimat ![Petani muda > 20 tahun memegang bibit]({file} "Bibit di tangan petani. Foto: Ani") juga boleh, begitu pula
foto yang [membuka halaman](/kontak/):

[![Petani muda > 20 tahun memegang bibit]({file} "Bibit unggul. Foto: Ani")](/kontak/)

[^1]: Data Dinas Pertanian, 2026.
"""
PHOTOS = 3  # in the text
MEASURED = """async () => {
  const images = [...document.querySelectorAll("main img")];
  images.forEach(image => { image.loading = "eager"; });
  await Promise.all(images.map(image => image.decode().catch(() => null)));
  const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
  return {
    lost: images.filter(image => image.naturalWidth === 0).map(image => image.outerHTML),
    shown: document.querySelectorAll(".prose img").length,
    captions: [...document.querySelectorAll(".prose figcaption")].map(caption => caption.innerText),
    torn: document.querySelectorAll("p figure, h2 figure, .prose p:empty, main picture:not(:has(img))").length,
    columns: [...document.querySelectorAll(".prose tr")].map(row => row.cells.length),
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    own: [...document.querySelectorAll("[id]")].filter(each => !each.closest(".prose")).map(each => each.id),
    lists: [document.querySelectorAll(".prose ul li").length, document.querySelectorAll(".prose > ol li").length],
    quoted: document.querySelectorAll(".prose blockquote").length,
    links: [...document.querySelectorAll(".prose a")].map(link => link.getAttribute("href")),
    text: document.querySelector("main").innerText,
  };
}"""


@dataclass(frozen=True)
class Written:
    """A site with one item of every kind that holds every form, and where each is."""

    folder: Path
    address: str
    urls: dict[str, str]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """The real theme and the real office."""
    newsroom = Newsroom(tmp_path_factory.mktemp("bentuk"))
    for name in ("theme", "data"):
        shutil.copytree(ROOT / name, newsroom.root / name)
    urls = {PAGE: "/panduan-warga/"}
    newsroom.write(
        "halaman/kontak.md",
        "---\ntitle: Kontak\nstatus: terbit\nmodified: 2026-01-01\n---\n\nDatanglah ke kantor kami.\n",
    )
    text = BODY.format(file="panduan-warga-1.jpg")
    header = "---\ntitle: Panduan Warga\nstatus: terbit\nmodified: 2026-01-01\n---\n"
    photo = saved(scene(1300, 900))
    newsroom.write("halaman/panduan-warga.md", header + text)
    (newsroom.root / "content/halaman/panduan-warga-1.jpg").write_bytes(photo)
    for number, kind in enumerate(KINDS.values(), start=1):
        stem = f"2026-05-0{number}-pelatihan-petani-{kind.slug}"
        series = (
            f"\n  - file: {stem}-3.jpg\n    alt: Warga di tepi sungai\n    caption: Warga menonton.\n    credit: Ani"
        )
        path, text = item(
            number,
            kind=kind.slug,
            day=f"2026-05-0{number}",
            file=f"pelatihan-petani-{kind.slug}",
            title=f"Pelatihan Petani Muda Dimulai, {kind.label}",
            short_title=f"Pelatihan Petani, {kind.label}",
            category="Ekonomi",
            photo="" if kind.is_series else f"{stem}-2.jpg",
            photo_alt="" if kind.is_series else "Petani di balai desa",
            photo_focus="kiri atas",
            photos=series,
            starts="2026-06-09 08.00 WIB",
            ends="2026-06-09 11.00 WIB",
            video_url="https://www.youtube.com/watch?v=abcdefghijk",
            body=BODY.format(file=f"{stem}-2.jpg"),
        )
        newsroom.write(path, text)
        for place in (2, 3):
            beside = newsroom.root / "content" / path.replace(".md", f"-{place}.jpg")
            beside.write_bytes(saved(scene(1300, 900, seed=place)))
        urls[kind.slug] = f"/{kind.slug}/2026/05/pelatihan-petani-{kind.slug}/"
    newsroom.build(editions=Editions(text=True, cards=True, qr=False, search=False), feed_size=20)
    with served(newsroom.root / "site") as address:
        yield Written(newsroom.root / "site", address, urls)


@pytest.fixture
def reader(chromium: Browser, written: Written) -> Iterator[Page]:
    """A reader's page of that site, on a phone, which complains of whatever a page should never do."""
    context = chromium.new_context(base_url=written.address, viewport={"width": 360, "height": 740})
    page = context.new_page()
    watcher = Watcher(written.address)
    watcher.watch(page)
    yield page
    context.close()

    assert watcher.complaints == []


every_kind = pytest.mark.parametrize("kind", [*KINDS, PAGE])


@every_kind
def test_every_form_is_seen(reader: Page, written: Written, kind: str) -> None:
    """
    Each photo has loaded and has its caption, each table its columns, each list its entries; no mark is left as signs.
    """
    reader.goto(written.urls[kind])
    seen = reader.evaluate(MEASURED)

    assert (seen["lost"], seen["torn"], seen["twice"]) == ([], 0, [])
    assert seen["shown"] == PHOTOS
    assert [caption[:5] for caption in seen["captions"]] == ["Petan", "Bibit", "Bibit"]
    assert seen["columns"] == [3, 3, 3]
    assert (seen["lists"], seen["quoted"]) == ([2, 2], 1)
    assert not re.search(r"\[\^|!\[|\]\(|\||\*\*|^#|^> ", seen["text"], re.MULTILINE)
    assert {each for each in seen["own"] if ":" not in each} <= set(TAKEN)


@every_kind
def test_every_link_leads_somewhere(reader: Page, written: Written, kind: str) -> None:
    """
    Within the page to something that is there, within the site to a page; a footnote leads to its note and back.
    """
    reader.goto(written.urls[kind])
    links = reader.evaluate(MEASURED)["links"]
    for link in links:
        if link.startswith("#"):
            assert reader.evaluate("id => document.getElementById(id) !== null", link[1:]), link
        elif link.startswith("/"):
            assert reader.request.get(link).ok, link
    reader.get_by_role("link", name="Catatan kaki 1").click()

    assert reader.evaluate("() => document.querySelector(':target').innerText").startswith("Data Dinas")
    assert links.count("/kontak/") == 3
    assert ("https://kominfo.go.id/formulir" in links) == (kind != "klarifikasi")


@every_kind
def test_photos_are_on_paper(reader: Page, written: Written, kind: str) -> None:
    """
    Printed, the photos of a text stand in it.
    """
    reader.goto(written.urls[kind])
    reader.evaluate(MEASURED)
    reader.emulate_media(media="print")
    boxes = [image.bounding_box() for image in reader.locator(".prose img").all()]

    assert len([box for box in boxes if box and box["width"] > 100 and box["height"] > 60]) == PHOTOS


@pytest.mark.parametrize("kind", KINDS)
def test_feeds_carry_photos_and_notes(written: Written, kind: str) -> None:
    """
    With full addresses of files that are there; the photos of the header follow the text.
    """
    feed = feedparser.parse((written.folder / kind / "atom.xml").read_bytes(), sanitize_html=False)
    document = html5lib.parseFragment(feed.entries[0].content[0].value, namespaceHTMLElements=False)
    images = [image.get("src", "") for image in document.iter("img")]
    names = [part.split()[0] for source in document.iter("source") for part in source.get("srcset", "").split(", ")]
    leads = [link.get("href", "") for link in document.iter("a")]

    assert len(images) == PHOTOS + (1 if "photos" in KINDS[kind].fields else 0)
    assert all((written.folder / name.removeprefix("https://mmc.example/")).is_file() for name in (*images, *names))
    assert [lead for lead in leads if not lead.startswith("https://")] == []
    assert f"https://mmc.example{written.urls[kind]}#catatan:1" in leads


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_edition_tells_of_every_photo(reader: Page, written: Written, kind: str) -> None:
    """
    What is seen and what is said of it, in words; no picture.
    """
    reader.goto(f"{written.urls[kind]}teks/")
    text = reader.locator("main").inner_text()

    assert text.count(f"[Foto: {SEEN}.") == PHOTOS
    assert text.count("[Foto: Warga di tepi sungai.") == (1 if "photos" in KINDS[kind].fields else 0)
    assert reader.locator("img").count() == 0


@pytest.mark.parametrize("kind", ["berita", "siaran-pers"])
def test_photos_of_the_header_follow_the_text(reader: Page, written: Written, kind: str) -> None:
    """
    As a series of their own, each with caption and credit; the main photo stays above.
    """
    reader.goto(written.urls[kind])
    series = reader.get_by_role("region", name="1 foto lain")

    assert series.locator("img").count() == 1
    assert "Warga menonton." in series.inner_text()
    assert "Ani" in series.inner_text()


def test_where_there_is_little_room_the_short_title_stands(reader: Page, written: Written) -> None:
    """
    On cards, on the front page and beside a shared link; the page itself keeps its own.
    """
    reader.goto("/berita/")
    assert reader.get_by_role("link", name="Pelatihan Petani, Berita").count() == 1
    reader.goto(written.urls["berita"])

    assert reader.get_by_role("heading", level=1).inner_text() == "Pelatihan Petani Muda Dimulai, Berita"
    assert reader.locator('meta[property="og:title"]').get_attribute("content") == "Pelatihan Petani, Berita"


def test_a_photo_is_cut_around_its_subject(reader: Page) -> None:
    """
    Where the header says; else around its upper third.
    """
    reader.goto("/berita/")
    place = reader.locator(".card__photo img").first.evaluate("image => getComputedStyle(image).objectPosition")
    usual = """() => {
      const image = document.querySelector(".card__photo img");
      delete image.dataset.focus;
      return getComputedStyle(image).objectPosition;
    }"""

    assert place == "15% 10%"
    assert reader.evaluate(usual) == "50% 33%"
