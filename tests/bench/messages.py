"""
Measure Cek Pesan in a real browser among two hundred clarifications: `inv bench --name messages`.

Every message is pasted into the page of the built site, on a processor as slow as a phone's; what the page shows is what counts.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import brotli
from playwright.sync_api import Page

from mmc.clarifications.messages import Match
from tests.bench.search import SLOWER_BY, build, chromium, served
from tests.messages.measure import measure, told, trials

INDEX = "klarifikasi/cek-pesan.json"


def main() -> None:
    """Build, put the index of two hundred in place, and paste message after message."""
    with tempfile.TemporaryDirectory() as folder:
        site = build(Path(folder))
        for trial in trials():
            index = trial.index()
            (site / INDEX).write_bytes(index)
            [script] = (site / "aset").glob("check-message*.js")
            sizes = [len(brotli.compress(data)) for data in (index, script.read_bytes())]
            with served(site) as address, chromium() as browser:
                page = browser.new_context(base_url=address, viewport={"width": 360, "height": 740}).new_page()
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_BY})
                page.goto("/cek-pesan/")
                reader = Reader(page)
                print(told(trial.name, measure(trial, reader.ask)))
            times = sorted(reader.times)
            print(
                f"  index {sizes[0] / 1000:.1f} KB and script {sizes[1] / 1000:.1f} KB compressed; the first answer after "
                f"{reader.times[0] * 1000:.0f} ms, then {statistics.median(times) * 1000:.0f} ms (at most {times[-2] * 1000:.0f})"
            )


class Reader:
    """Pastes a message and reads the answer from the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.times: list[float] = []

    def ask(self, message: str) -> Sequence[Match]:
        """What the page shows for this message."""
        self.page.get_by_label("Tempel pesan").fill(message)
        began = time.perf_counter()
        self.page.get_by_role("button", name="Periksa pesan").click()
        self.page.wait_for_function(
            "!['', 'Memeriksa …'].includes(document.querySelector('[data-check-status]').textContent)"
        )
        self.times.append(time.perf_counter() - began)
        shown = self.page.locator("[data-check-results] article").evaluate_all(
            "all => all.map((each) => [new URL(each.querySelector('h2 a').href).pathname, each.querySelector('h2').textContent,"
            " each.querySelector('.answer__word').textContent])"
        )
        return [Match(url, title, word, 0, is_same="MIRIP" not in word) for url, title, word in shown]


if __name__ == "__main__":
    main()
