"""Search in a large archive: what it costs, what a release in between or a lost network does, and what titles cannot do."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from mmc.search import Archive, Choice, Lists, SearchRecord, Words, archive_files, head
from tests.bench.search import OPENING, put_index, served

ITEMS = 10_000
TEXT = (
    "warga sungai jalan sekolah panen padi karet rotan ikan pasar jembatan listrik air bersih posyandu guru siswa hutan"
)
WORDS = TEXT.split(" ")
LISTS = Lists([Choice("berita", "Berita"), Choice("galeri", "Galeri")])
MOST_REQUESTS, MOST_BYTES = 12, 120_000
A_SLIP = 1  # more requests: the words that may have been meant


def records(count: int) -> list[SearchRecord]:
    """Items of fifteen years, the newest first; every third is about floods, one of them tries to be markup."""
    chance = random.Random(7)
    names = [
        "".join(chance.choices("bdgklmnprst", k=1)[0] + chance.choices("aiu", k=1)[0] for _ in range(4))
        for _ in range(4000)
    ]
    found = []
    for number in range(count):
        year = 2026 - number * 15 // count
        title = " ".join(
            ("Banjir" if number % 3 == 0 else "Kabar", *chance.choices(WORDS, k=3), *chance.choices(names, k=3))
        )
        text = " ".join((*chance.choices(WORDS, k=12), *chance.choices(names, k=12)))
        day = f"{year}-{12 - number * 15 % count * 12 // count:02}-10"
        summary = " ".join(chance.choices(names, k=18))
        found.append(SearchRecord(f"/berita/{day[:4]}/{day[5:7]}/kabar-{number}/", title, summary, text, day, "berita"))
    found[3] = SearchRecord(
        "/galeri/2026/12/a/", "<img src=x onerror=alert(1)> & kawan", "<b>Kelapa</b> sawit", "", "2026-12-10", "galeri"
    )
    return found


def put(site: Path, items: list[SearchRecord]) -> Archive:
    """The site's index is that of these items; the first forty are in the head."""
    words = Words([["pinjol", "pinjaman daring"]])
    archive = archive_files(items[40:], words)
    put_index(site, archive, head(items[:40], archive, LISTS, words, f"/cari/indeks/{archive.name}/"))
    return archive


@pytest.fixture(scope="module")
def site(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The built site with an index of 10,000 items in the place of its own.
    """
    folder = tmp_path_factory.mktemp("besar") / "situs"
    folder.mkdir()
    shutil.copytree(built_site / "cari", folder / "cari")
    shutil.copytree(built_site / "aset", folder / "aset")
    put(folder, records(ITEMS))
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """
    Where it is served, text in Brotli as the live servers send it.
    """
    with served(site) as found:
        yield found


@pytest.fixture
def reader(chromium: Browser, address: str) -> Iterator[Page]:
    """
    A reader with a phone and an empty cache.
    """
    context = chromium.new_context(base_url=address, locale="id-ID", viewport={"width": 360, "height": 740})
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize("text", ["banjir", "panen padi", "pinjol", "sungia", "zzyqxwv"])
def test_a_search_among_ten_thousand_costs_little(reader: Page, text: str) -> None:
    """
    From an empty cache to the results: at most twelve requests (thirteen after a slip of the pen) and 120 KB, the page, its
    styles and its font among them.
    """
    asked: list[Request] = []
    reader.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright takes no built-in
    reader.goto("/cari/")
    reader.get_by_label("Kata yang dicari").fill(text)
    reader.get_by_label("Kata yang dicari").press("Enter")
    expect(reader.get_by_role("status")).not_to_have_text("")
    reader.wait_for_load_state("networkidle")
    size = sum(request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"] for request in asked)
    addresses = {request.url for request in asked}  # what is asked a second time, as the icon is, comes from the cache

    assert len(addresses) <= MOST_REQUESTS + A_SLIP * (text == "sungia"), sorted(addresses)
    assert size <= MOST_BYTES


def test_reading_on_brings_the_rest(reader: Page) -> None:
    """
    The first ten come by themselves as one scrolls; the next ones are a button away, and the keyboard goes on with them.
    """
    reader.goto("/cari/?q=banjir")
    results = reader.locator("[data-search-results]").get_by_role("article")
    expect(results.first).to_be_visible()
    for _ in range(8):
        reader.mouse.wheel(0, 3000)
        reader.wait_for_timeout(100)
    expect(results).to_have_count(10)
    reader.get_by_role("button", name="Tampilkan berikutnya").press("Enter")
    expect(results).to_have_count(20)

    expect(results.nth(10).get_by_role("link")).to_be_focused()


def test_a_title_never_becomes_markup(reader: Page) -> None:
    """
    Whatever stands in a title or a summary is shown as text.
    """
    reader.goto("/cari/?q=sawit")

    expect(reader.get_by_role("link", name="<img src=x onerror=alert(1)> & kawan")).to_be_visible()
    expect(reader.get_by_role("article").first).to_contain_text("<b>Kelapa</b>")
    assert reader.locator("[data-search-results] img, [data-search-results] b").count() == 0


def test_a_lost_network_is_never_told_as_nothing_found(reader: Page) -> None:
    """
    Where a file of the index cannot be fetched the reader learns that the search did not work, and may try again.
    """
    reader.goto("/cari/")
    reader.route("**/kata-*.json", lambda route: route.abort())
    reader.get_by_label("Kata yang dicari").fill("banjir")
    reader.get_by_label("Kata yang dicari").press("Enter")
    expect(reader.get_by_role("status")).to_contain_text("belum dapat dimuat")
    reader.unroute("**/kata-*.json")
    reader.get_by_label("Kata yang dicari").press("Enter")

    expect(reader.get_by_role("status")).to_contain_text("hasil memuat “banjir”")


def test_a_release_in_between_is_not_noticed(chromium: Browser, built_site: Path, tmp_path: Path) -> None:
    """
    Files that are there no more since the page was opened are found under their new name, and the new item at once.
    """
    shutil.copytree(built_site / "cari", tmp_path / "cari")
    shutil.copytree(built_site / "aset", tmp_path / "aset")
    items = records(120)
    put(tmp_path, items)
    items[90] = SearchRecord("/berita/2026/01/b/", "Dermaga Baru", "", "", "2026-01-10", "berita")
    with served(tmp_path) as address:
        page = chromium.new_page(base_url=address)
        page.goto("/cari/")
        put(tmp_path, items)
        page.get_by_label("Kata yang dicari").fill("dermaga")
        page.get_by_label("Kata yang dicari").press("Enter")

        expect(page.get_by_role("link", name="Dermaga Baru")).to_be_visible()
        page.close()


def test_the_page_carries_the_index_where_the_bench_puts_it(built_site: Path) -> None:
    """
    The place is there once, so that what is measured is what is published.
    """
    assert (built_site / "cari" / "index.html").read_text(encoding="utf-8").count(OPENING) == 1
