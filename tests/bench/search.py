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
from mmc.base.vocabulary import VERDICTS, load_vocabulary
from mmc.release.servers.policy import rule_of
from mmc.search import Archive, Choice, Lists, SearchRecord, Words, archive_files, head

ROOT = Path(__file__).resolve().parents[2]
ITEMS, YEARS, WORDS_EACH = 10_000, range(2012, 2027), 350
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
SLOWER_BY = 4
TEXT = {".html", ".css", ".js", ".json", ".svg", ".wasm"}
RARE = "kalumpita"
FRESH = "2026-12-01"
OPENING = '<script type="application/json" data-search-index>'
RUNS = 5  # the best tells most, since whatever else this machine does only adds to it
SYLLABLES = [consonant + vowel for consonant in "bdklmnprstwy" for vowel in "aiu"]
CASES = {
    "a frequent word": "warga",
    "two words": "banjir sungai",
    "three words": "jadwal panen warga",
    "other words for the same": "pinjol",
    "a phrase": "pinjaman online",
    "a slip": "banjri",
    "a rare word": RARE,
    "a word of nobody": "zzyqxwv",
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
    """A year's share of the items, the newest first; the rare word stands in three of every odd year."""
    words, weights = vocabulary()
    chance = random.Random(year)
    found = []
    share = ITEMS // len(YEARS)
    for number in range(share):
        text = chance.choices(words, weights, k=WORDS_EACH)
        if year % 2 and number < 3:
            text[40] = RARE
        day = date(year, 12, 31) - timedelta(days=number * 365 // share)
        is_answer = number % 50 == 7
        found.append(
            SearchRecord(
                f"/berita/{year}/{day:%m}/{'-'.join(text[:6])}-{number}/",
                " ".join(text[:9]).capitalize(),
                " ".join(text[9:32]).capitalize(),
                " ".join(text),
                day.isoformat(),
                "klarifikasi" if is_answer else "berita",
                " ".join(chance.choices(words[500:900], k=4)),
                chance.choice(("ekonomi", "sosial", "kesehatan")),
                chance.choice(("hilir", "hulu", "")),
                *(("konten palsu", "Dinas Sosial", "Senin, 5 Januari 2026") if is_answer else ()),
            )
        )
    return found


def write_index(site: Path) -> tuple[int, int]:
    """The site's index is that of the made-up items; how many bytes it has when compressed, in how many files."""
    words = Words(load_vocabulary(ROOT / "data").synonyms)
    everything = [record for year in reversed(YEARS) for record in records(year)]
    fresh = [record for record in everything if record.day >= FRESH]
    archive = archive_files(everything[len(fresh) :], words)
    lists = Lists(
        [Choice("berita", "Berita"), Choice("klarifikasi", "Klarifikasi")],
        [Choice("ekonomi", "Ekonomi")],
        [Choice("hilir", "Hilir")],
        [(each.name, each.word, each.note, each.tone, each.meaning) for each in VERDICTS.values()],
    )
    put_index(site, archive, head(fresh, archive, lists, words, f"/cari/indeks/{archive.name}/"))
    sizes = [len(brotli.compress(data)) for data in archive.files.values()]
    return sum(sizes), len(sizes)


def put_index(site: Path, archive: Archive, carried: str) -> None:
    """The search page of the site carries this head, and the archive that it leads to is there alone."""
    folder = site / "cari" / "indeks"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / archive.name).mkdir(parents=True)
    for path, data in archive.files.items():
        (folder / archive.name / path).write_bytes(data)
    page = site / "cari" / "index.html"
    start, rest = page.read_text(encoding="utf-8").split(OPENING)
    page.write_text(f"{start}{OPENING}{carried}</script>{rest.partition('</script>')[2]}", encoding="utf-8")


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
        self.send_header("Cache-Control", rule_of(self.path.partition("?")[0]).cache)
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
    """What one search cost with an empty cache: milliseconds since it was sent; requests and bytes since the page was asked for."""

    waited: float
    requests: int
    size: int
    results: int


def measure(browser: Browser, address: str, words: str) -> Measured:
    """A reader with an empty cache opens the page, types and sends."""
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
    page.get_by_label("Kata yang dicari").press("Enter")
    page.wait_for_function("window.answeredAt")
    waited = page.evaluate("window.answeredAt - window.askedAt")
    page.wait_for_load_state("networkidle")
    results = page.locator("[data-search-results] article").count()
    context.close()
    return Measured(waited, len(received), sum(received), results)


# The first result, or the word that there is none, after the search was sent.
WATCH = """
const status = document.querySelector("[data-search-status]");
document.querySelector("[data-search]").addEventListener("submit", () => { window.askedAt = performance.now(); }, true);
const look = () => { if (status.textContent && !window.answeredAt) window.answeredAt = performance.now(); };
new MutationObserver(look).observe(status, { childList: true, characterData: true, subtree: true });
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
        size, count = write_index(site)
        print(f"{ITEMS:,} items, index {size / 1e6:.1f} MB compressed in {count} files")
        with served(site) as address, chromium() as browser:
            for name, words in CASES.items():
                runs = sorted((measure(browser, address, words) for _ in range(RUNS)), key=lambda run: run.waited)
                best, middle = runs[0], runs[RUNS // 2]
                print(
                    f"{name} (“{words}”): {best.waited / 1000:.2f} s (middle {middle.waited / 1000:.2f}), "
                    f"{middle.requests} requests, {middle.size / 1000:.0f} KB, {middle.results} results shown"
                )


if __name__ == "__main__":
    main()
