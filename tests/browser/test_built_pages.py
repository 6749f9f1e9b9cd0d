"""One page of every kind of the real site, as a reader gets it: complete without scripts, quiet, still, in any setting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.theme.built import page_kinds
from tests.theme.scripts import INLINE, LAYOUT_SHIFT
from tests.theme.serving import served

# Every kind that the real content has; a page that is missing fails, so that no kind drops out unseen.
KINDS = (
    *(
        "beranda",
        "berita",
        "berita, teks",
        "siaran-pers",
        "pengumuman",
        "agenda",
        "klarifikasi",
        "galeri",
        "infografis",
    ),
    *("daftar berita", "daftar agenda", "daftar klarifikasi", "tahun", "bulan", "arsip", "serta-merta"),
    *("semua kategori", "satu kategori", "satu kecamatan", "satu topik", "satu penulis", "satu vonis"),
    *("langganan", "cari", "cek pesan", "cek foto", "kontak", "redaksi", "ppid", "tidak ditemukan"),
)
TOOLS = {"cari", "cek pesan", "cek foto"}
every_kind = pytest.mark.parametrize("kind", KINDS)

# What a reader can read, and every link that can be followed.
SEEN = """() => ({
  words: document.body.innerText.trim().split(/\\s+/).length,
  links: [...document.querySelectorAll("main a[href]")].filter(link => link.checkVisibility()).length,
  headings: [...document.querySelectorAll("h1")].filter(heading => heading.checkVisibility()).length,
})"""
MOVING = """() => document.getAnimations().length + [...document.querySelectorAll("*")].filter(element => {
  const style = getComputedStyle(element);
  return parseFloat(style.transitionDuration) > 0.01 || parseFloat(style.animationDuration) > 0.01;
}).length"""


@pytest.fixture(scope="session")
def kinds(built_site: Path) -> dict[str, str]:
    """
    The address of a page of every kind.
    """
    return page_kinds(built_site)


@pytest.fixture(scope="session")
def weak_network(built_site: Path) -> Iterator[str]:
    """
    An address where pages arrive piece by piece.
    """
    with served(built_site, in_pieces=True) as address:
        yield address


@pytest.fixture
def without_scripts(chromium: Browser, site_address: str) -> Iterator[BrowserContext]:
    """
    A phone whose browser runs no JavaScript.
    """
    context = chromium.new_context(
        base_url=site_address, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    yield context
    context.close()


@every_kind
def test_a_page_says_as_much_without_scripts(
    page: Page, without_scripts: BrowserContext, kinds: dict[str, str], kind: str
) -> None:
    """
    As many words, links and headings as with them; a tool, which does its work with one, says what to use in its place.
    """
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(kinds[kind])
    with_scripts = page.evaluate(SEEN)
    other = without_scripts.new_page()
    other.goto(kinds[kind])
    plain = other.evaluate(SEEN)

    assert plain["headings"] == 1
    assert plain["links"] >= with_scripts["links"]
    if kind in TOOLS:
        assert "memerlukan JavaScript" in other.locator("noscript p").inner_text()
    else:
        assert plain["words"] >= with_scripts["words"] - 4  # “Salin tautan” and its like are shown only where they work


def test_the_menu_opens_without_scripts_on_the_real_site(without_scripts: BrowserContext) -> None:
    """
    One press, and every part of the site is a press away.
    """
    page = without_scripts.new_page()
    page.goto("/")
    menu = page.get_by_role("navigation", name="Utama")
    assert not menu.is_visible()
    page.get_by_text("Menu", exact=True).click()
    menu.get_by_role("link", name="Klarifikasi").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Klarifikasi"


@every_kind
def test_a_page_is_still_and_keeps_to_itself(page: Page, kinds: dict[str, str], kind: str) -> None:
    """
    No layout shift, nothing inline, no cookie; the fixture adds: no other host, no word in the console, no missing file.
    """
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(kinds[kind], wait_until="networkidle")

    assert round(page.evaluate(LAYOUT_SHIFT), 3) == 0
    assert page.evaluate(INLINE) == 0
    assert page.context.cookies() == []


@every_kind
def test_nothing_moves_while_a_page_arrives(
    chromium: Browser, weak_network: str, kinds: dict[str, str], kind: str
) -> None:
    """
    What is painted stays where it is when the rest comes, on a phone and on a desk.
    """
    for width in (360, 800, 1280):
        page = chromium.new_page(base_url=weak_network, viewport={"width": width, "height": 740})
        page.goto(kinds[kind])

        assert round(page.evaluate(LAYOUT_SHIFT), 3) == 0, width
        page.close()


@every_kind
def test_a_page_keeps_to_the_settings_of_its_reader(page: Page, kinds: dict[str, str], kind: str) -> None:
    """
    With text twice as large nobody scrolls sideways; with reduced motion nothing moves; with forced colours all is there.
    """
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    page.goto(kinds[kind])
    seen = page.evaluate(SEEN)
    moving = page.evaluate(MOVING)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    width = page.evaluate("document.documentElement.scrollWidth")

    assert seen["headings"] == 1
    assert moving == 0
    assert width <= 360
