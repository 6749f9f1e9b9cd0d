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

# What people type, and where it has to lead first; `-` is the sentence that nothing has all words, `0` that nothing has any.
QUERIES = """
pinjol = cara-mengenali-pinjaman-daring-ilegal
pinjaman online = cara-mengenali-pinjaman-daring-ilegal
pinjaman daring = cara-mengenali-pinjaman-daring-ilegal
peminjaman ilegal = cara-mengenali-pinjaman-daring-ilegal
pinjma = cara-mengenali-pinjaman-daring-ilegal
ditipu pinjaman = cara-mengenali-pinjaman-daring-ilegal
perpanjang sim = -
lowongan kerja = -
APBD 2027 = -
jadwal kapal feri = -
hoaks = lima-langkah-mengenali-hoaks
hoax = lima-langkah-mengenali-hoaks
hoask = lima-langkah-mengenali-hoaks
kabar bohong = lima-langkah-mengenali-hoaks
mengenal hoaks = lima-langkah-mengenali-hoaks
judol = mengenali-tautan-judi
link judi = mengenali-tautan-judi
deepfake = mengenali-video-dan-suara-palsu
suara palsu = mengenali-video-dan-suara-palsu
DBD = mencegah-demam-berdarah
demam berdarah = mencegah-demam-berdarah
pencegahan demam = mencegah-demam-berdarah
jentik nyamuk = mencegah-demam-berdarah
kabut asap = menjaga-kesehatan-saat-kabut-asap
asap = menjaga-kesehatan-saat-kabut-asap
ISPU = membaca-angka-kualitas-udara
kualitas udara = membaca-angka-kualitas-udara
tas siaga = tas-siaga-untuk-keluarga
banjir = tas-siaga-untuk-keluarga
banjri = tas-siaga-untuk-keluarga
kebanjiran = tas-siaga-untuk-keluarga
peringatan dini cuaca = membaca-peringatan-dini-cuaca
kehilangan ktp = -
mengurus dokumen kependudukan = dokumen-kependudukan-diurus
akte = dokumen-kependudukan-diurus
data pribadi = melindungi-data-pribadi
QRIS = memeriksa-pembayaran-qris
pembayaran qris = memeriksa-pembayaran-qris
musrenbang = mengusulkan-pembangunan
usulan pembangunan = mengusulkan-pembangunan
jalan rusak = mengenal-status-jalan
kerusakan jalan = mengenal-status-jalan
sejarah lisan = merekam-cerita-tetua
perekaman cerita = merekam-cerita-tetua
upacara adat = memotret-upacara-adat
anak gawai = mendampingi-anak
menghemat kuota = membaca-berita-tanpa-menghabiskan-kuota
RSS = berlangganan-kabar-lewat-rss
berlangganan = berlangganan-kabar-lewat-rss
hak jawab = ralat-hak-jawab
minta informasi publik = cara-meminta-informasi-publik
sp4n lapor = menyampaikan-pengaduan
kontak = kontak
redaksi = redaksi
PPID = ppid
hari pers = hari-pers-nasional-2027
bimtek media sosial = humas-barito-selatan-ikuti-bimtek
bimtek Barsel = humas-barito-selatan-ikuti-bimtek
bansos = bantuan-sosial-tidak-didaftarkan
pendaftaran bantuan sosial = bantuan-sosial-tidak-didaftarkan
WA dibatasi = pemerintah-tidak-berencana-membatasi
membatasi panggilan whatsapp = pemerintah-tidak-berencana-membatasi
semua panggilan direkam = tidak-ada-aturan-yang-merekam
anyaman = air-hutan-dan-anyaman
zzyqxwv = 0
""".strip().splitlines()


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


def ask(reader: Page, text: str) -> str:
    """What the page says of these words."""
    reader.locator("[data-search-status]").evaluate("element => { element.textContent = ''; }")
    reader.get_by_label("Kata yang dicari").fill(text)
    reader.get_by_label("Kata yang dicari").press("Enter")
    expect(reader.get_by_role("status")).not_to_have_text("")
    return reader.get_by_role("status").inner_text()


def test_sixty_searches_lead_where_they_should(reader: Page) -> None:
    """
    The right answer comes first; what nobody wrote is never said to be there.
    """
    reader.goto("/cari/")
    wrong = []
    for line in QUERIES:
        text, _, wanted = line.partition(" =")
        said = ask(reader, text)
        links = reader.locator("[data-search-results] article h2 a")
        first = links.first.get_attribute("href") if links.count() else ""
        is_right = {
            "-": "Tidak ada yang memuat semua kata; ini yang mendekati." in said,
            "0": said.startswith("Tidak ada yang memuat “") and not links.count(),
        }.get(wanted.strip(), f"/{wanted.strip()}" in f"{first}" and "Tidak ada" not in said)
        if not is_right:
            wrong.append((text, said, first))

    assert len(QUERIES) >= 60
    assert wrong == []


def test_a_word_finds_items_with_date_kind_and_summary(reader: Page) -> None:
    """
    A result is its kind, title, summary and day; the words are marked, and no topic, number or credit is shown.
    """
    reader.goto("/cari/?q=mencegah+demam")
    result = reader.locator("[data-search-results]").get_by_role("article").first

    expect(result.locator("time")).to_have_attribute("datetime", re.compile(r"^20\d\d-\d\d-\d\d$"))
    expect(result.locator("mark").first).to_be_visible()
    expect(result).not_to_contain_text("Topik")
    assert "Kesehatan" not in (result.text_content() or "").replace("Dinas Kesehatan", "")
    result.get_by_role("link").click()
    assert "demam" in reader.get_by_role("main").inner_text().lower()


def test_a_clarification_is_shown_as_the_answer(reader: Page) -> None:
    """
    The plain word first, the truth, who says so and the text to pass on, as in Cek Pesan; the rumour is not repeated.
    """
    reader.goto("/cari/?q=bansos")
    result = reader.locator("[data-search-results]").get_by_role("article").first

    expect(result.locator(".answer__word")).to_have_text("PALSU (mengatasnamakan pihak lain)")
    expect(result.get_by_role("heading", level=2)).to_have_text(
        "Bantuan Sosial Tidak Didaftarkan lewat Tautan di Pesan Berantai"
    )
    expect(result).to_contain_text("Dijawab")
    expect(result.locator("time")).to_have_attribute("datetime", "2026-10-19")
    expect(result.get_by_role("link", name="Balas lewat WhatsApp")).to_have_attribute(
        "href", re.compile(r"^https://wa\.me/\?text=.*PALSU")
    )
    assert result.locator("mark").count() == 0


def test_a_whole_message_is_answered_as_cek_pesan_does(reader: Page) -> None:
    """
    Whoever pastes a rumour into the search has the office's answer first, and nothing of it leaves the phone.
    """
    sent: list[str] = []
    reader.goto("/cari/")
    reader.on("request", lambda request: sent.append(request.url))
    said = ask(
        reader, "Pemerintah buka pendaftaran bansos tambahan, klik tautan ini, isi nomor kependudukan, bagikan ke teman"
    )

    assert said.startswith("Mungkin pesan ini sudah kami jawab.")
    expect(reader.locator("[data-search-results] h2").first).to_contain_text("Bantuan Sosial Tidak Didaftarkan")
    assert not [url for url in sent if "tambahan" in url]


def test_a_word_of_the_offices_list_claims_no_more_than_is_so(reader: Page) -> None:
    """
    The piece on loan scams has another word than the one that was typed, and the sentence says so; a plain word stands alone.
    """
    reader.goto("/cari/?q=pinjol")
    expect(reader.get_by_role("status")).to_contain_text("memuat “pinjol” atau kata yang searti.")
    reader.goto("/cari/?q=sungai")
    expect(reader.get_by_role("status")).to_contain_text("memuat “sungai”.")


def test_every_filter_narrows_and_stays_in_the_address(reader: Page) -> None:
    """
    Kind, category and year are lists to choose from; nothing is offered that has no items. The address leads back to the same.
    """
    reader.goto("/cari/?q=informasi")
    expect(reader.get_by_role("status")).to_contain_text("hasil memuat “informasi”")
    for label in ("Jenis", "Kategori", "Tahun"):
        expect(reader.get_by_label(label)).to_be_visible()
    expect(reader.get_by_label("Kecamatan")).to_have_count(0)
    reader.get_by_label("Tahun").select_option("2025")
    reader.get_by_label("Jenis").select_option("berita")
    expect(reader).to_have_url(re.compile("jenis=berita.*tahun=2025"))
    reader.goto(reader.url)
    expect(reader.locator("[data-search-results] time").first).to_be_visible()
    dates = reader.locator("[data-search-results] time").evaluate_all("all => all.map(each => each.dateTime)")

    assert dates
    assert all(day.startswith("2025") for day in dates)


def test_search_is_accessible_and_needs_no_mouse(reader: Page) -> None:
    """
    axe finds nothing to mend with results and an answer shown; Tab goes from the words over the choices to the first result.
    """
    reader.goto("/cari/?q=hoaks")
    expect(reader.locator("[data-search-results] .answer").first).to_be_visible()
    found = Axe().run(reader).response["violations"]
    reader.get_by_label("Kata yang dicari").focus()
    for _ in range(5):
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
