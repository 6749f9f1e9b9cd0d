"""Reading without a network, as a reader meets it: the server is gone, the site is still there."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, Page, expect

MOST_BYTES = 4096
STORE = """async () => {
  const found = {};
  for (const name of await caches.keys()) found[name] = (await (await caches.open(name)).keys()).map((each) => each.url);
  return found;
}"""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder's address while the block runs; afterwards nobody answers there, not even on a line that was open."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "http.server", port, "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        for _ in range(200):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", int(port))) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        server.kill()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Page]:
    """
    Somebody with an empty device.
    """
    context = chromium.new_context(locale="id-ID", timezone_id="Asia/Pontianak")
    yield context.new_page()
    context.close()


def until(page: Page, question: str) -> None:
    """The page answers yes to this question, an async function; Playwright's own waiting takes a promise for a yes."""
    for _ in range(600):
        if page.evaluate(question):
            return
        time.sleep(0.05)
    raise AssertionError(question)


def visited(page: Page, address: str, path: str, *, texts: int = 1) -> None:
    """The page was opened, and the worker has stored what it fetches ahead."""
    page.goto(address + path)
    until(
        page,
        f"""async () => {{
          const kept = (await (await caches.open("halaman")).keys()).map((each) => new URL(each.url).pathname);
          return kept.includes({json.dumps(path)}) && kept.filter((each) => each.endsWith("/teks/")).length >= {texts}
            && !!(await caches.match("/luring.json"));
        }}""",
    )


def test_after_one_visit_the_site_is_read_without_a_network(built_site: Path, visitor: Page) -> None:
    """
    What was opened, the latest texts and Cek Pesan work when the server is gone; every stored page says of when it is.
    """
    listed = json.loads((built_site / "luring.json").read_text(encoding="utf-8"))
    with served(built_site) as address:
        visited(visitor, address, "/klarifikasi/", texts=len(listed["texts"]))
        visitor.goto(f"{address}/kontak/")
        until(visitor, "async () => !!(await caches.match(location.href))")

    for path in ("/klarifikasi/", "/kontak/", listed["texts"][0][0]):
        visitor.goto(address + path)
        expect(visitor.get_by_role("status").first).to_contain_text(
            re.compile(r"Salinan ini disimpan \w+, \d+ \w+ \d{4}")
        )
    visitor.goto(address + listed["texts"][3][0].removesuffix("teks/"))
    expect(visitor.get_by_role("heading", level=1)).to_have_text(listed["texts"][3][1])
    visitor.goto(f"{address}/berita/1999/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Tanpa sambungan internet")
    visitor.goto(f"{address}/cek-pesan/")
    visitor.get_by_label("Tempel pesan").fill(
        "Daftar bantuan sosial lewat tautan ini, isi nomor kependudukan, bagikan ke teman"
    )
    visitor.get_by_role("button", name="Periksa pesan").click()
    expect(visitor.locator("[data-check-results]").get_by_role("article").first).to_be_visible()


def test_an_alert_that_is_over_says_so_from_the_store(built_site: Path, visitor: Page, tmp_path: Path) -> None:
    """
    A stored alert past its end is not taken for news.
    """
    folder = tmp_path / "site"
    shutil.copytree(built_site, folder)
    listed = json.loads((folder / "luring.json").read_text(encoding="utf-8"))
    text = listed["texts"][0][0]
    over = datetime.now(UTC) - timedelta(hours=1)
    listed["alerts"] = [[text.removesuffix("teks/"), over.isoformat()]]
    (folder / "luring.json").write_text(json.dumps(listed), encoding="utf-8")
    with served(folder) as address:
        visited(visitor, address, "/", texts=len(listed["texts"]))

    visitor.goto(address + text)

    expect(visitor.get_by_role("status")).to_contain_text("Pemberitahuan ini sudah berakhir.")


def test_nothing_is_fetched_ahead_for_those_who_save_data(built_site: Path, visitor: Page) -> None:
    """
    With Save-Data only what is opened is stored.
    """
    visitor.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    with served(built_site) as address:
        visitor.goto(f"{address}/kontak/")
        until(visitor, "async () => (await (await caches.open('halaman')).keys()).length > 0")
        visitor.wait_for_timeout(500)

        assert [url.removeprefix(address) for url in visitor.evaluate(STORE)["halaman"]] == ["/kontak/"]


def test_a_new_release_takes_over_and_the_office_can_take_the_worker_back(
    built_site: Path, visitor: Page, tmp_path: Path, root: Path
) -> None:
    """
    Another version deletes the files of the one before; the removing worker empties the store and leaves.
    """
    folder = tmp_path / "site"
    shutil.copytree(built_site, folder)
    script = (folder / "sw.js").read_text(encoding="utf-8")
    with served(folder) as address:
        visited(visitor, address, "/kontak/")
        before = {name for name in visitor.evaluate(STORE) if name.startswith("berkas-")}
        (folder / "sw.js").write_text(re.sub('VERSION = "[^"]+"', 'VERSION = "baru"', script), encoding="utf-8")
        visitor.evaluate("navigator.serviceWorker.getRegistration().then((kept) => kept.update())")
        until(
            visitor, "async () => (await caches.keys()).filter((n) => n.startsWith('berkas-')).join() === 'berkas-baru'"
        )
        (folder / "sw.js").write_bytes((root / "theme" / "worker" / "remove.js").read_bytes())
        visitor.evaluate("navigator.serviceWorker.getRegistration().then((kept) => kept.update())")
        until(
            visitor, "async () => !(await caches.keys()).length && !(await navigator.serviceWorker.getRegistration())"
        )

    assert len(before) == 1


def test_the_worker_is_small(built_site: Path) -> None:
    """
    It travels with at most 4 KB.
    """
    assert len(brotli.compress((built_site / "sw.js").read_bytes())) <= MOST_BYTES
