"""Search on the published site, under the headers that its servers send."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page, expect

from mmc.release.servers.policy import Policy
from mmc.release.servers.serving import serving, site_answers


@pytest.fixture(scope="module")
def address(built_site: Path) -> Iterator[str]:
    """
    The built site behind the policy that nginx, Caddy and Apache are configured with.
    """
    with serving(site_answers(lambda: built_site, Policy())) as found:
        yield found.rstrip("/")


@pytest.fixture
def reader(chromium: Browser, address: str) -> Iterator[Page]:
    """
    A reader whose browser complains of nothing.
    """
    context = chromium.new_context(base_url=address, locale="id-ID")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()

    assert complaints == []


def test_a_word_finds_items_with_date_kind_and_photo(reader: Page) -> None:
    """
    From the masthead to a result: the item that is found holds the word, in whichever form.
    """
    reader.goto("/cari/")
    reader.get_by_label("Kata yang dicari").press_sequentially("sungai", delay=20)
    results = reader.locator("[data-search-results]").get_by_role("article")

    expect(reader.get_by_role("status")).to_contain_text(re.compile(r"\d+ naskah .*memuat “sungai”"))
    expect(results.first.locator("time")).to_have_attribute("datetime", re.compile(r"^20\d\d-\d\d-\d\d$"))
    expect(results.locator("mark").first).to_be_visible()
    expect(results.locator("img").first).to_have_js_property("complete", True)
    assert results.locator("img").first.evaluate("image => image.naturalWidth") == 360
    results.first.get_by_role("link").click()
    assert "sungai" in reader.get_by_role("main").inner_text().lower()


def test_every_filter_narrows_and_all_years_are_searched(reader: Page) -> None:
    """
    Kind, category, district and year are lists to choose from; a small archive is searched as a whole without asking.
    """
    reader.goto("/cari/?q=air")
    expect(reader.get_by_role("status")).to_contain_text("naskah memuat “air”")
    for label in ("Jenis", "Kategori", "Kecamatan", "Tahun"):
        expect(reader.get_by_label(label)).to_be_visible()
    reader.get_by_label("Tahun").select_option("2025")
    expect(reader.get_by_role("status")).to_contain_text("memuat “air”")
    dates = reader.locator("[data-search-results] time").evaluate_all("all => all.map(each => each.dateTime)")

    assert dates
    assert all(day.startswith("2025") for day in dates)
    assert "tahun=2025" in reader.url


def test_search_is_accessible_and_needs_no_mouse(reader: Page) -> None:
    """
    axe finds nothing to mend with results shown; Tab goes from the words over the choices to the first result.
    """
    reader.goto("/cari/?q=banjir")
    expect(reader.locator("[data-search-results]").get_by_role("article").first).to_be_visible()
    found = Axe().run(reader).response["violations"]
    reader.get_by_label("Kata yang dicari").focus()
    for _ in range(6):
        reader.keyboard.press("Tab")
    focused = reader.evaluate("document.activeElement.closest('[data-search-results]') !== null")

    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert focused


def test_without_javascript_the_archive_is_offered(chromium: Browser, address: str) -> None:
    """
    Whoever has no script is told so and finds every year a link away.
    """
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/cari/?q=banjir")
    [note] = html.fromstring(page.content()).xpath(
        "//main//noscript"
    )  # Chromium hides it when only told to run no script
    years = page.get_by_role("main").get_by_role("link", name=re.compile(r"^20\d\d$"))

    assert "memerlukan JavaScript" in note.text_content()
    assert "/arsip/" in html.tostring(note, encoding="unicode")
    assert years.count() >= 3
    assert years.first.get_attribute("href") == f"/arsip/{years.first.inner_text()}/"
    context.close()


def test_only_the_search_page_may_run_webassembly() -> None:
    """
    The one page that needs it has it, and nothing stronger.
    """
    assert "'wasm-unsafe-eval'" in Policy().content_security("/cari/")
    for other in ("/", "/cek-pesan/", "/berita/2026/01/a/", "/carian/"):
        assert "wasm" not in Policy().content_security(other)
