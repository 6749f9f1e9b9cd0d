"""Cek Pesan as a reader meets it: a message is pasted, compared on the phone, and goes nowhere."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

FORWARDED = (
    "Kabar gembira!! Pemerintah buka pendaftaran bansos tambahan. Klik tautan ini, isi nomor kependudukan, "
    "lalu bagikan ke teman supaya bantuannya segera cair"
)
SECRET = "rahasiakeluarga"


def test_a_forwarded_message_finds_its_clarification_and_nothing_is_sent(page: Page) -> None:
    """
    The answer is named with its verdict; the only thing fetched is the site's own list, and no word of the message leaves.
    """
    sent: list[Request] = []
    page.goto("/cek-pesan/")
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: sent.append(request))  # noqa: PLW0108 - Playwright takes no built-in
    page.get_by_label("Tempel pesan").fill(f"{FORWARDED} {SECRET}")
    page.get_by_role("button", name="Periksa pesan").click()
    result = page.locator("[data-check-results]").get_by_role("article")

    expect(page.get_by_role("status")).to_have_text("Sama: kabar ini sudah dijawab. Baca jawabannya.")
    expect(result).to_contain_text("PALSU (mengatasnamakan pihak lain)")
    expect(result).to_contain_text("Dijawab")
    expect(result.get_by_role("link", name="Balas lewat WhatsApp")).to_have_attribute(
        "href", re.compile("^https://wa.me/.text=.*PALSU")
    )
    expect(page.locator("[data-check-answer]")).to_be_focused()
    assert [(request.method, request.url.partition("/klarifikasi/")[2]) for request in sent] == [
        ("GET", "cek-pesan.json")
    ]
    assert not any(SECRET in request.url or SECRET in (request.post_data or "") for request in sent)
    page.goto(result.get_by_role("heading").get_by_role("link").get_attribute("href") or "")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bantuan Sosial Tidak Didaftarkan")


def test_a_message_that_is_only_alike_is_called_nothing(page: Page) -> None:
    """
    An office's own notice on the same matter gets no verdict: the reader is told to compare, and may ask.
    """
    page.goto("/cek-pesan/")
    notice = f"{FORWARDED}. Jadwal penyaluran diumumkan di dinsos.baritoselatankab.go.id"
    page.get_by_label("Tempel pesan").fill(notice)
    page.get_by_role("button", name="Periksa pesan").click()
    result = page.locator("[data-check-results]").get_by_role("article")

    expect(page.get_by_role("status")).to_contain_text("Mirip, periksa")
    expect(result).to_contain_text("MIRIP, PERIKSA")
    expect(result).not_to_contain_text("PALSU")
    assert "PALSU" not in (result.get_by_role("link", name="Balas lewat WhatsApp").get_attribute("href") or "")


def test_a_message_that_nobody_answered_is_not_called_true(page: Page) -> None:
    """
    Without a match the page says that nothing is known, and what to do; too few words are told apart.
    """
    page.goto("/cek-pesan/")
    page.get_by_label("Tempel pesan").fill("Undangan rapat RT malam Minggu di rumah Pak Rahmat membahas iuran sampah")
    page.get_by_role("button", name="Periksa pesan").click()
    expect(page.get_by_role("status")).to_contain_text("Itu tidak berarti isinya benar")
    page.get_by_label("Tempel pesan").fill("halo")
    page.get_by_role("button", name="Periksa pesan").click()

    expect(page.get_by_role("status")).to_contain_text("terlalu pendek")
    expect(page.locator("[data-check-results]").get_by_role("article")).to_have_count(0)


def test_a_lost_network_is_told(page: Page, context: BrowserContext) -> None:
    """
    Where the list cannot be fetched the reader learns that nothing was compared.
    """
    page.goto("/cek-pesan/")
    page.route("**/cek-pesan.json", lambda route: route.abort())
    page.get_by_label("Tempel pesan").fill(FORWARDED)
    page.get_by_role("button", name="Periksa pesan").click()

    expect(page.get_by_role("status")).to_contain_text("belum dapat dimuat")


def test_clarifications_lead_to_verdicts_data_and_cek_pesan(page: Page) -> None:
    """
    Their landing page filters by verdict and by year, tells how soon rumours are answered, and offers the data.
    """
    page.goto("/klarifikasi/")
    expect(page.get_by_role("main")).to_contain_text(re.compile("separuh dijawab"))
    expect(page.get_by_role("main").get_by_role("link", name="Cek Pesan")).to_have_attribute("href", "/cek-pesan/")
    expect(page.get_by_role("main").get_by_role("link", name="2025", exact=True)).to_be_visible()
    assert (
        page.request.get("/klarifikasi/data.json").json()["count"]
        == len(page.request.get("/klarifikasi/data.csv").text().strip().split("\r\n")) - 1
    )
    page.get_by_role("navigation", name="Menurut vonis").get_by_role("link", name="Konten tiruan").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Klarifikasi dengan vonis konten tiruan")
    expect(page.locator("main .answer").first).to_contain_text("PALSU")


def test_the_front_page_hands_a_message_over_without_an_address(page: Page) -> None:
    """
    A message pasted on the front page is answered on Cek Pesan; no word of it ever stands in an address.
    """
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    page.get_by_label("Pesan yang ingin diperiksa").fill(f"{FORWARDED} {SECRET}")
    page.get_by_role("region", name="Cek Pesan").get_by_role("button", name="Periksa").click()

    expect(page.locator("[data-check-results]").get_by_role("article")).to_contain_text("PALSU")
    assert not any(SECRET in url for url in asked)


def test_without_javascript_no_message_can_end_in_an_address(chromium: Browser, site_address: str) -> None:
    """
    Where no script runs there is no field to paste into, only the way to the clarifications.
    """
    with chromium.new_context(java_script_enabled=False, base_url=site_address) as context:
        for place in ("/", "/cek-pesan/"):
            page = context.new_page()
            page.goto(place)
            expect(page.get_by_role("main").get_by_role("textbox")).to_have_count(0)
            expect(
                page.get_by_role("main").get_by_role("link", name=re.compile("klarifikasi|jawaban resmi")).first
            ).to_be_visible()
            assert page.locator("main form, main textarea[name]").count() == 0
