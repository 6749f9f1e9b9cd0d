"""Search as a reader meets it: words, choices, years, the keyboard, and what it costs on a slow phone."""

from __future__ import annotations

import gzip
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mmc.search import Choice, SearchRecord, YearBundle, catalogue, engine, year_bundle

# What a page with WebAssembly may do, and no more.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; form-action 'self'"
)
PAGE = """<!doctype html><html lang="id"><meta charset="utf-8"><title>Cari</title><main><h1>Cari</h1>
<search><form action="/cari/" method="get" data-search><label for="kata">Kata yang dicari</label>
<input id="kata" name="q" type="search" required><button type="submit">Cari</button></form></search>
<p role="status" data-search-status></p><div data-search-results></div></main>
<script type="module" src="/aset/search.js"></script></html>"""
COUNTS = {2023: 1500}  # what the list says of a year that is too large to be opened without being asked


@dataclass
class Served:
    """A folder on a server that compresses text, as the live one does, and counts what it sends."""

    folder: Path
    address: str = ""
    sent: list[tuple[str, int]] = field(default_factory=list)


class Handler(SimpleHTTPRequestHandler):
    """Sends a file with the policy of the search page."""

    def __init__(self, served: Served, *arguments: object) -> None:
        self.served = served
        super().__init__(*arguments, directory=str(served.folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """The file, or 404."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        is_text = path.suffix in {".js", ".json", ".html"}
        body = gzip.compress(body) if is_text else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        self.served.sent.append((self.path, len(body)))

    def log_message(self, *arguments: object) -> None:
        """Nothing is printed."""


def record(year: int, number: int, **changes: str) -> SearchRecord:
    """The item of this number; each is about rice, every third about floods too."""
    flood = " Banjir merendam sawah warga." if number % 3 == 0 else ""
    given = {
        "title": f"Panen padi ke-{number} tahun {year}",
        "text": f"Petani memanen padi di lahan nomor {number}.{flood}",
        "kind": "berita",
        "district": "jenamas" if number % 2 else "dusun-hilir",
        "category": "ekonomi",
    }
    return SearchRecord(f"/berita/{year}/01/panen-{number}/", day=date(year, 1, number % 28 + 1), **(given | changes))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """
    Four years: the newest has twelve items, the others thirty, the oldest is said to be large; one title tries to be markup.
    """
    folder = tmp_path_factory.mktemp("search")
    evil = record(
        2026,
        12,
        title="<img src=x onerror=alert(1)> & kawan",
        text="Kalimat <script>alert(1)</script> tentang kelapa sawit.",
    )
    archive = {
        2026: [*(record(2026, number, image="/media/a-360.jpg") for number in range(1, 12)), evil],
        **{year: [record(year, number) for number in range(1, 31)] for year in (2025, 2024, 2023)},
    }
    archive[2023].append(record(2023, 31, title="Kerajinan anyaman rotan", kind="galeri"))
    base = folder / "cari" / "indeks"
    years = []
    for year, records in archive.items():
        files = year_bundle(records)
        write_bundle(base / str(year), files)
        years.append(YearBundle(year, COUNTS.get(year, len(records)), f"/cari/indeks/{year}/"))
    reading = engine()
    (base / "pagefind.js").write_bytes(reading.script)
    (base / "pagefind.wasm").write_bytes(reading.wasm)
    kinds = [Choice("berita", "Berita"), Choice("galeri", "Galeri")]
    districts = [Choice("jenamas", "Jenamas"), Choice("dusun-hilir", "Dusun Hilir")]
    (base / "daftar.json").write_bytes(
        catalogue(
            years,
            ("/cari/indeks/pagefind.js", "/cari/indeks/pagefind.wasm"),
            kinds,
            [Choice("ekonomi", "Ekonomi")],
            districts,
        )
    )
    (folder / "cari" / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "aset").mkdir()
    (folder / "aset" / "search.js").write_bytes(Path("theme/static/js/search.js").read_bytes())
    (folder / "media").mkdir()
    for name in ("media/a-360.jpg", "favicon.ico"):
        (folder / name).write_bytes(b"")
    state = Served(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, state))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    state.address = f"http://127.0.0.1:{server.server_port}"
    yield state
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(chromium: Browser, served: Served) -> Iterator[Page]:
    """
    A reader on the search page; what their browser complains of fails the test.
    """
    context = chromium.new_context(base_url=served.address, locale="id-ID")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.goto("/cari/")
    COMPLAINTS[page] = complaints
    yield page
    context.close()

    assert complaints == []


COMPLAINTS: dict[Page, list[str]] = {}  # for those who provoke them


def test_words_find_items_with_title_date_kind_and_place(reader: Page) -> None:
    """
    Results come while typing, by any form of the word, with heading, date, kind and photo, and are counted aloud.
    """
    reader.get_by_label("Kata yang dicari").press_sequentially("memanen")

    expect(reader.get_by_role("status")).to_contain_text("naskah sejak 2026 memuat “memanen”.")
    first = reader.get_by_role("article").first
    expect(first.get_by_role("heading", level=2)).to_contain_text("Panen padi")
    expect(first.locator("time")).to_have_attribute("datetime", re.compile(r"2026-01-\d\d"))
    expect(first).to_contain_text("Berita")
    expect(first.locator("mark").first).to_be_visible()
    expect(first.locator("img")).to_have_attribute("src", "/media/a-360.jpg")
    assert reader.get_by_role("article").count() == 10


def test_only_the_newest_year_is_asked_while_it_suffices(reader: Page, served: Served) -> None:
    """
    A search that the newest year answers fetches no words of the others.
    """
    served.sent.clear()
    reader.get_by_label("Kata yang dicari").fill("panen")
    expect(reader.get_by_role("article")).to_have_count(10)

    assert not [path for path, _ in served.sent if "/2025/index/" in path or "/2023/" in path]


def test_older_years_are_a_button_away(reader: Page) -> None:
    """
    What the newest years do not have is found in all, on request.
    """
    reader.get_by_label("Kata yang dicari").fill("anyaman")
    expect(reader.get_by_role("status")).to_have_text("Tidak ada naskah sejak 2024 yang memuat “anyaman”.")
    reader.get_by_role("button", name="Cari juga di 2023").click()

    expect(reader.get_by_role("status")).to_have_text("1 naskah memuat “anyaman”.")
    expect(reader.get_by_role("link", name="Kerajinan anyaman rotan")).to_have_attribute(
        "href", "/berita/2023/01/panen-31/"
    )


def test_choices_narrow_the_search_and_stay_in_the_address(reader: Page) -> None:
    """
    District and year are chosen from lists; the address holds them and leads back to the same results.
    """
    reader.get_by_label("Kata yang dicari").fill("banjir")
    expect(reader.get_by_role("status")).to_contain_text("banjir")
    reader.get_by_label("Tahun").select_option("2024")
    reader.get_by_label("Kecamatan").select_option(label="Jenamas")
    expect(reader.get_by_role("status")).to_have_text("5 naskah memuat “banjir”.")
    reader.goto(reader.url)

    assert "q=banjir" in reader.url and "kecamatan=jenamas" in reader.url and "tahun=2024" in reader.url
    expect(reader.get_by_label("Tahun")).to_have_value("2024")
    expect(reader.get_by_role("article")).to_have_count(5)


def test_the_keyboard_goes_on_where_it_was(reader: Page) -> None:
    """
    “Tampilkan berikutnya” by keyboard puts the focus on the first of the new results.
    """
    reader.goto("/cari/?q=panen&tahun=2025")
    expect(reader.get_by_role("article")).to_have_count(10)
    reader.get_by_role("button", name="Tampilkan berikutnya").press("Enter")
    expect(reader.get_by_role("article")).to_have_count(20)

    eleventh = reader.get_by_role("article").nth(10).get_by_role("link")
    expect(eleventh).to_be_focused()


def test_a_title_never_becomes_markup(reader: Page) -> None:
    """
    Whatever stands in a title or text is shown as text.
    """
    reader.goto("/cari/?q=sawit")

    expect(reader.get_by_role("link", name="<img src=x onerror=alert(1)> & kawan")).to_be_visible()
    expect(reader.get_by_role("article").first).to_contain_text("<script>alert(1)</script>")
    assert reader.locator("main script, main img").count() == 0


def test_nothing_found_is_said(reader: Page) -> None:
    """
    A word that nobody wrote gets an honest answer.
    """
    reader.goto("/cari/?q=zzxxyyqq&tahun=2026")

    expect(reader.get_by_role("status")).to_contain_text("Tidak ada naskah")
    expect(reader.get_by_role("article")).to_have_count(0)


def test_a_release_in_between_is_not_noticed(reader: Page, served: Served) -> None:
    """
    Files that were replaced since the page was opened are found under their new names; the new item is found at once.
    """
    reader.wait_for_load_state("networkidle")
    folder = served.folder / "cari" / "indeks" / "2026"
    kept = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    released = year_bundle([*(record(2026, number) for number in range(1, 12)), record(2026, 13, title="Dermaga Baru")])
    try:
        write_bundle(folder, released)
        reader.get_by_label("Kata yang dicari").fill("dermaga")
        expect(reader.get_by_role("link", name="Dermaga Baru")).to_be_visible()
    finally:
        write_bundle(folder, kept)
    COMPLAINTS[reader].clear()


def write_bundle(folder: Path, files: Mapping[str, bytes]) -> None:
    """The folder holds these files and no other."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, body in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)


def test_a_lost_network_is_never_told_as_nothing_found(reader: Page) -> None:
    """
    Where a file of the index cannot be fetched the reader learns that the search did not work, and may try again.
    """
    reader.route("**/*.pf_index", lambda route: route.abort())
    reader.get_by_label("Kata yang dicari").fill("panen")
    expect(reader.get_by_role("status")).to_contain_text("belum dapat dimuat")
    reader.unroute("**/*.pf_index")
    reader.get_by_label("Kata yang dicari").press("Enter")

    expect(reader.get_by_role("article")).to_have_count(10)
    COMPLAINTS[reader].clear()


def test_after_the_last_key_only_words_and_results_are_fetched(chromium: Browser, served: Served) -> None:
    """
    Engine and years were opened before, so that a slow network is waited for twice; all of it is less than 200 KB.

    The time on a slow phone at 10,000 items is measured by `python -m tests.bench.search`.
    """
    context = chromium.new_context(base_url=served.address)
    page = context.new_page()
    served.sent.clear()
    page.goto("/cari/")
    page.wait_for_load_state("networkidle")
    before = len(served.sent)
    page.get_by_label("Kata yang dicari").fill("panen padi")
    expect(page.get_by_role("article")).to_have_count(10)
    asked = {path.split("/")[-2] for path, _ in served.sent[before:] if path.startswith("/cari/indeks/")}
    context.close()

    assert asked == {"index", "fragment"}
    assert sum(size for _, size in served.sent) < 200_000
