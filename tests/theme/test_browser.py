"""The theme in a real browser: accessible, still, in reach of a thumb, and walkable by keyboard alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from tests.theme.fixtures.pages import samples
from tests.theme.gallery import Scheme
from tests.theme.scripts import FOCUSED, LAYOUT_SHIFT, REACHABLE, SMALL

pytestmark = pytest.mark.browser

# One full sample of every page kind, and the states that look different.
KINDS = [
    *(
        "beranda",
        "beranda-tanpa-foto",
        "beranda-kosong",
        "berita",
        "siaran-pers",
        "pengumuman",
        "agenda",
        "klarifikasi",
    ),
    *(
        "klarifikasi-benar",
        "galeri",
        "infografis",
        "video",
        "berita-teks",
        "berita-diralat",
        "berita-ditarik",
        "berita-draf",
    ),
    *(
        "daftar",
        "daftar-agenda",
        "daftar-klarifikasi",
        "tahun",
        "tahun-kartu",
        "bulan",
        "kategori",
        "halaman",
        "langganan",
    ),
    *("ppid", "informasi-publik", "bukti"),
    *("kontak", "redaksi", "cari", "cek-pesan", "cek-foto", "404"),
]
IS_LONG = os.environ.get("MMC_LONG") == "1"
VIEWS: list[tuple[int, Scheme]] = [(360, "light"), (1280, "dark")]
VIEWS += [(1280, "light"), (360, "dark")] if IS_LONG else []
every_kind = pytest.mark.parametrize("name", KINDS)


def test_every_template_is_looked_at() -> None:
    """
    No page kind is forgotten here.
    """
    by_name = {sample.name: sample.template for sample in samples()}

    assert {by_name[name] for name in KINDS} == set(by_name.values())


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """
    A small phone.
    """
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="id-ID", timezone_id="Asia/Pontianak")
    yield context.new_page()
    context.close()


@every_kind
def test_axe_finds_no_violation(page: Page, address: str, name: str) -> None:
    """
    On a phone by day and on a desk by night; long runs look at the other two as well.
    """
    page.goto(f"{address}/{name}/")
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)

        assert found.violations_count == 0, f"{width} {scheme}\n{found.generate_report()}"


@every_kind
def test_nothing_moves_while_a_page_arrives(page: Page, address: str, name: str) -> None:
    """
    Not even when the font comes late: what stands in has its measure.
    """

    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/*.woff2", late)
    page.goto(f"{address}/{name}/")
    page.evaluate("document.fonts.ready")

    assert round(page.evaluate(LAYOUT_SHIFT), 3) == 0


@every_kind
def test_a_page_asks_no_other_host_and_leaves_nothing_behind(page: Page, address: str, name: str) -> None:
    """
    No third-party request, no cookie, no word in the console.
    """
    hosts, said = set[str](), list[str]()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/{name}/", wait_until="networkidle")

    assert hosts - {""} == {urlsplit(address).netloc}
    assert page.context.cookies() == []
    assert said == []


@every_kind
def test_a_keyboard_reaches_everything_in_order_and_sees_where_it_is(page: Page, address: str, name: str) -> None:
    """
    Tab by Tab from the skip link to the last link, each with a ring around it, none twice, none left out.
    """
    page.goto(f"{address}/{name}/")
    visited: list[int] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or focused["place"] in visited:
            break
        assert focused["seen"], focused
        assert focused["outline"], focused
        visited.append(focused["place"])

    assert visited == sorted(visited)
    assert len(visited) == page.evaluate(REACHABLE)


@every_kind
@pytest.mark.parametrize(("width", "size"), [(320, 100), (360, 200)])
def test_nothing_is_cut_off_on_a_narrow_screen_or_with_large_text(
    page: Page, address: str, name: str, width: int, size: int
) -> None:
    """
    At 320 pixels, and at 200 % text, nobody has to scroll sideways.
    """
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{address}/{name}/")
    page.evaluate("size => { document.documentElement.style.fontSize = `${size}%`; }", size)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", [name for name in KINDS if name != "berita-teks"])
def test_whatever_is_pressed_is_large_enough_for_a_thumb(page: Page, address: str, name: str) -> None:
    """
    At least 44 pixels high, except for links inside running text.
    """
    page.goto(f"{address}/{name}/")

    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("name", ["pengumuman-polos", "klarifikasi-polos"])
def test_a_short_item_is_one_sheet_of_paper_without_an_empty_band(page: Page, address: str, name: str) -> None:
    """
    On paper nothing keeps room for what only a screen shows.
    """
    page.goto(f"{address}/{name}/", wait_until="networkidle")
    sheets = page.pdf(format="A4", prefer_css_page_size=True)
    page.emulate_media(media="print")
    masthead, kicker = (page.locator(part).bounding_box() for part in (".masthead", ".kicker"))

    assert len(pypdfium2.PdfDocument(sheets)) == 1
    assert masthead is not None
    assert kicker is not None
    assert kicker["y"] - masthead["y"] - masthead["height"] < 40


@pytest.mark.parametrize("name", ["siaran-pers"])
def test_a_row_of_photos_is_moved_by_the_arrow_keys(page: Page, address: str, name: str) -> None:
    """
    Three photos and more lie in one row: swiped on a phone, focused and moved by keys elsewhere.
    """
    page.goto(f"{address}/{name}/", wait_until="networkidle")
    row = page.locator(".gallery")
    row.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(40):
        if row.evaluate("row => row.scrollLeft") > 0:
            break
        page.wait_for_timeout(50)

    assert row.evaluate("row => row.scrollLeft") > 0
    assert "foto" in (row.get_attribute("aria-label") or "")


def test_the_menu_on_a_phone_holds_every_section(page: Page, address: str) -> None:
    """
    What a desk shows at the foot of the page is in the menu of a phone: nobody has to scroll for a section.
    """
    page.goto(f"{address}/berita/")
    page.locator(".menu-toggle summary").click()
    shown = set(page.locator(".menu a:visible").evaluate_all("links => links.map(link => link.pathname)"))
    kept = page.locator(".footer__group").first.locator("a").evaluate_all("links => links.map(link => link.pathname)")

    assert set(kept) - shown == set()


def test_the_menu_opens_without_a_script(chromium: Browser, address: str) -> None:
    """
    On a phone the menu is closed; one press opens it, with JavaScript off.
    """
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/berita/")
    menu = page.get_by_role("navigation", name="Utama")

    assert not menu.is_visible()
    page.get_by_text("Menu", exact=True).click()
    assert menu.get_by_role("link", name="Klarifikasi").is_visible()
    context.close()


def test_the_official_strip_explains_itself_without_a_script(chromium: Browser, address: str) -> None:
    """
    Who speaks, at which address, and how to check it.
    """
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/berita/")
    page.get_by_text("Situs resmi Pemerintah Kabupaten Barito Selatan").click()

    assert page.get_by_role("link", name="Cara memeriksa keaslian").first.is_visible()
    context.close()


def test_an_old_story_says_its_year_and_a_new_one_does_not(page: Page, address: str) -> None:
    """
    The reader's clock decides; the page itself is the same bytes for ever.
    """
    page.clock.set_fixed_time("2026-02-10T08:00:00+07:00")
    seen = {}
    for name in ("berita-diralat", "berita"):
        page.goto(f"{address}/{name}/")
        seen[name] = page.get_by_text("Tulisan ini terbit tahun").is_visible()

    assert seen == {"berita-diralat": True, "berita": False}


def test_a_notice_that_is_over_says_so(page: Page, address: str) -> None:
    """
    A page that was built before the end is still right after it.
    """
    page.clock.set_fixed_time("2040-01-01T00:00:00+07:00")
    page.goto(f"{address}/beranda/")
    notice = page.get_by_role("region", name="Informasi serta-merta")

    assert notice.get_by_text("Sudah berakhir").is_visible()
    assert not notice.get_by_text("Informasi serta-merta").is_visible()


def test_the_link_can_be_copied(chromium: Browser, address: str) -> None:
    """
    The address in the clipboard is the canonical one, and the button says that it is there.
    """
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/berita/")
    page.get_by_role("button", name="Salin tautan").click()
    page.get_by_text("Tautan disalin").wait_for()

    assert page.evaluate("navigator.clipboard.readText()") == page.locator("link[rel=canonical]").get_attribute("href")
    context.close()


def test_paper_gets_the_story_its_address_and_its_code(page: Page, address: str) -> None:
    """
    No menu, no buttons; the QR code and the canonical address at the end.
    """
    page.emulate_media(media="print")
    page.goto(f"{address}/berita/")

    assert not page.get_by_role("navigation", name="Utama").is_visible()
    assert not page.get_by_role("heading", name="Bagikan").is_visible()
    assert page.get_by_role("img", name="Kode QR alamat halaman ini").is_visible()
    assert page.get_by_text("Halaman ini: https://").is_visible()


def test_forced_colours_keep_the_verdict_readable(page: Page, address: str) -> None:
    """
    In the reader's own colours the verdict still stands in a box, in words.
    """
    page.emulate_media(forced_colors="active")
    page.goto(f"{address}/klarifikasi/")

    assert page.locator(".answer").evaluate("element => getComputedStyle(element).borderTopStyle") == "solid"
    assert page.get_by_text("TIDAK BENAR").first.is_visible()
