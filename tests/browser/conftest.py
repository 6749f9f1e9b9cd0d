"""The built site in a real browser: built once, served, and opened page by page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page

from mmc.base.files.disk import exclusive
from mmc.preview.news import Board
from mmc.preview.server import PreviewServer

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

PORTS = range(8100, 8900)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder carries the mark `browser`."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def built_site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The project's own content as production would publish it, built once for all workers.
    """
    shared = tmp_path_factory.getbasetemp().parent
    folder = shared / f"site-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
    with exclusive(folder.with_suffix(".lock"), lambda: None):
        if not (folder / "index.html").exists():
            settings = ["-s", "publishconf.py", "-o", str(folder), "-e", f'CACHE_PATH="{folder.as_posix()}-cache"']
            done = subprocess.run(
                [sys.executable, "-m", "pelican", *settings], cwd=root, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return folder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address, without a slash at the end, under which a folder can be opened."""
    server = PreviewServer(folder, Board(), PORTS)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server.address.rstrip("/")
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def site_address(built_site: Path) -> Iterator[str]:
    """
    Where the built site is served: `http://127.0.0.1:8100`, without a slash at the end.
    """
    with served(built_site) as address:
        yield address


@pytest.fixture
def context(chromium: Browser, site_address: str) -> Iterator[BrowserContext]:
    """
    A visitor of their own, who speaks Indonesian; addresses may be given as paths.
    """
    context = chromium.new_context(base_url=site_address, locale="id-ID", timezone_id="Asia/Pontianak")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site_address: str) -> Iterator[Page]:
    """
    A page of that visitor: `page.goto("/berita/")`. A script's error, a message of complaint in the console, a request
    to another host and a file that is not there fail the test at its end.
    """
    page = context.new_page()
    watcher = Watcher(site_address)
    watcher.watch(page)
    yield page

    assert watcher.complaints == []


class Watcher:
    """Collects what a page should never do."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []

    def watch(self, page: Page) -> None:
        """From now on the page is listened to."""
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", self._on_console)
        page.on("request", self._on_request)
        page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        is_repeated = message.text.startswith("Failed to load resource")  # the response says the same, and which
        if message.type in {"error", "warning"} and not is_repeated:
            self.complaints.append(f"console: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.complaints.append(f"foreign: {request.url}")

    def _on_response(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()  # a test may ask for the 404 page
        if response.status >= 400 and not is_page and not re.search(r"/favicon\.ico$", response.url):
            self.complaints.append(f"missing: {response.status} {response.url}")
