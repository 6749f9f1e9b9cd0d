"""
Measure search on a slow phone at 10,000 items: `python -m tests.bench.search`.

The search page of the built site stands on a server that compresses text, over an index of made-up items in fifteen years;
network and processor are those of Lighthouse's slow phone. Told are the time from the last key to the first results, and
all bytes since the page was asked for, photos included.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
from playwright.sync_api import Browser, sync_playwright

from mmc import programs
from mmc.base.media_types import content_type
from mmc.search import Choice, SearchRecord, YearBundle, catalogue, engine, year_bundle

ROOT = Path(__file__).resolve().parents[2]
ITEMS, YEARS, WORDS_EACH = 10_000, range(2012, 2027), 350
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
SLOWER_BY = 4
TEXT = {".html", ".css", ".js", ".json", ".svg", ".wasm"}
RARE = "kalumpitan"
RUNS = 5  # the best tells most, since whatever else this machine does only adds to it
SYLLABLES = [consonant + vowel for consonant in "bdklmnprstwy" for vowel in "aiu"]
CASES = {
    "a frequent word": "warga",
    "two words": "banjir sungai",
    "a rare word": RARE,
    "a word of nobody": "zzyqx",
}


def vocabulary() -> tuple[list[str], list[float]]:
    """The words of the project's own texts as often as they stand there, and twenty thousand made-up ones after Zipf's law."""
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").rglob("*.md")))
    counts = Counter(re.findall(r"[a-z]{3,}", text.lower()))
    chance = random.Random(5)
    names = {"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(30_000)}
    made = sorted(names - counts.keys())[:20_000]
    weights = [float(count) for count in counts.values()]
    scale = 0.3 * sum(weights) / sum(1 / rank for rank in range(1, len(made) + 1))
    return [*counts, *made], [*weights, *(scale / rank for rank in range(1, len(made) + 1))]


def records(year: int) -> list[SearchRecord]:
    """A year's share of the items; the rare word stands in three of every odd year."""
    words, weights = vocabulary()
    chance = random.Random(year)
    found = []
    for number in range(ITEMS // len(YEARS)):
        text = chance.choices(words, weights, k=WORDS_EACH)
        if year % 2 and number < 3:
            text[40] = RARE
        day = date(year, 1, 1) + timedelta(days=number % 365)
        found.append(
            SearchRecord(
                f"/berita/{year}/{day:%m}/{'-'.join(text[:6])}-{number}/",
                " ".join(text[:9]).capitalize(),
                " ".join(text),
                day,
                "berita",
                chance.choice(("ekonomi", "sosial", "kesehatan")),
                chance.choice(("hilir", "hulu", "")),
                f"/aset/foto-{number % 10}.webp",
            )
        )
    return found


def write_index(site: Path) -> None:
    """The site's index is that of the made-up items."""
    folder = site / "cari" / "indeks"
    shutil.rmtree(folder, ignore_errors=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for year, files in zip(YEARS, pool.map(lambda each: year_bundle(records(each)), YEARS), strict=True):
            for path, data in files.items():
                (folder / str(year) / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / str(year) / path).write_bytes(data)
    reading = engine()
    (site / "aset" / "pagefind.js").write_bytes(reading.script)
    (site / "aset" / "pagefind.wasm").write_bytes(reading.wasm)
    years = [YearBundle(year, ITEMS // len(YEARS), f"/cari/indeks/{year}/") for year in YEARS]
    choices = [Choice("berita", "Berita")]
    data = catalogue(years, ("/aset/pagefind.js", "/aset/pagefind.wasm"), choices, [], [])
    (folder / "daftar.json").write_bytes(data)
    for number, photo in enumerate(sorted((site / "media").glob("*-360.webp"))[:10]):
        shutil.copy(photo, site / "aset" / f"foto-{number}.webp")


class Handler(SimpleHTTPRequestHandler):
    """Sends text in Brotli, as the live servers do."""

    protocol_version = "HTTP/1.1"

    def guess_type(self, path: object) -> str:
        """The type as the live servers say it."""
        return content_type(str(path))

    def do_GET(self) -> None:
        """The file, or 404."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = path.read_bytes() if path.is_file() else b""
        is_text = path.suffix in TEXT
        body = brotli.compress(body) if is_text else body
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        if is_text:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Nothing is printed."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@dataclass(frozen=True, slots=True)
class Measured:
    """What one search cost: milliseconds since the last key, bytes until then, bytes in the end."""

    waited: float
    at_results: int
    in_all: int


def measure(browser: Browser, address: str, words: str) -> Measured:
    """A reader with an empty cache opens the page and types."""
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 740})
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[int] = []
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_BY})
    page.goto("/cari/")
    page.evaluate(WATCH)
    page.get_by_label("Kata yang dicari").press_sequentially(words, delay=180)
    page.wait_for_function("window.answeredAt")
    waited = page.evaluate("window.answeredAt - window.typedAt")
    at_results = sum(received)
    page.wait_for_load_state("networkidle")
    context.close()
    return Measured(waited, at_results, sum(received))


# The first result, or the word that there is none, after the last key.
WATCH = """
const input = document.querySelector("#kata");
input.addEventListener("input", () => { window.typedAt = performance.now(); window.answeredAt = 0; });
const look = () => {
  const said = document.querySelector("[data-search-status]").textContent.includes(`“${input.value}”`);
  if (said && !window.answeredAt) window.answeredAt = performance.now();
};
new MutationObserver(look).observe(document.querySelector("[data-search-status]"), { childList: true, characterData: true, subtree: true });
"""


def build(folder: Path) -> Path:
    """The site, built as it is published."""
    site = folder / "situs"
    settings = ["-s", "publishconf.py", "-o", str(site), "-e", f'CACHE_PATH="{folder.as_posix()}/tembolok"']
    subprocess.run([sys.executable, "-m", "pelican", "--quiet", *settings], cwd=ROOT, check=True)
    return site


@contextmanager
def chromium() -> Iterator[Browser]:
    """A real browser."""
    found = programs.find_browser()
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(found) if found else None, chromium_sandbox=not is_root
        )
        yield browser
        browser.close()


def main() -> None:
    """Build, index, and tell what each case costs."""
    with tempfile.TemporaryDirectory() as folder:
        site = build(Path(folder))
        write_index(site)
        size = sum(path.stat().st_size for path in (site / "cari" / "indeks").rglob("*") if path.is_file())
        print(f"{ITEMS:,} items, index {size / 1e6:.1f} MB")
        with served(site) as address, chromium() as browser:
            for name, words in CASES.items():
                runs = sorted((measure(browser, address, words) for _ in range(RUNS)), key=lambda run: run.waited)
                best, middle = runs[0], runs[RUNS // 2]
                print(
                    f"{name} (“{words}”): {best.waited / 1000:.2f} s after the last key (middle {middle.waited / 1000:.2f}), "
                    f"{middle.at_results / 1000:.0f} KB by then, {middle.in_all / 1000:.0f} KB in all with photos"
                )


if __name__ == "__main__":
    main()
