"""
Take the pictures that README and docs show, from a site that is being served.

    python -m tests.theme.portraits http://127.0.0.1:8000
"""

from __future__ import annotations

import argparse
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from mmc import programs
from tests.theme.gallery import BROWSER_ARGUMENTS, ROOT, Scheme

TARGET = ROOT / "docs" / "gambar"
PHONE, DESK = (360, 760), (1280, 860)


@dataclass(frozen=True, slots=True)
class Portrait:
    """One screen: the path of its page, or of the newest item in that list, in light or dark."""

    path: str
    scheme: Scheme = "light"
    is_newest: bool = False


SHEETS: dict[str, tuple[tuple[int, int], tuple[Portrait, ...]]] = {
    "ponsel": (
        PHONE,
        (
            Portrait("/"),
            Portrait("/berita/", is_newest=True),
            Portrait("/klarifikasi/", is_newest=True),
            Portrait("/klarifikasi/", "dark", is_newest=True),
        ),
    ),
    "desktop": (DESK, (Portrait("/berita/", is_newest=True), Portrait("/", "dark"))),
}


def screen(browser: Browser, base: str, size: tuple[int, int], portrait: Portrait) -> Image.Image:
    """The first screen of the page, when its pictures and its font have come."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=portrait.scheme,
        device_scale_factor=1.5 if size == PHONE else 1,
    )
    page.goto(base + portrait.path, wait_until="networkidle")
    page.goto(base + portrait.path, wait_until="networkidle")  # as a reader comes back: with the font at hand
    if portrait.is_newest:
        address = page.locator("main .card__title a, main .answer__truth a").first.get_attribute("href")
        page.goto(f"{base}{address}", wait_until="networkidle")
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return shown


def side_by_side(screens: list[Image.Image], gap: int = 24) -> Image.Image:
    """The screens in one row on white."""
    width = sum(each.width for each in screens) + gap * (len(screens) - 1)
    sheet = Image.new("RGB", (width, max(each.height for each in screens)), "white")
    left = 0
    for each in screens:
        sheet.paste(each, (left, 0))
        left += each.width + gap
    return sheet


def main() -> None:
    """Every sheet, as WebP."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="where the site is served, without a slash at the end")
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    found = programs.find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(found) if found else None, args=["--no-sandbox", *BROWSER_ARGUMENTS]
        )
        for name, (size, portraits) in SHEETS.items():
            sheet = side_by_side([screen(browser, options.address, size, portrait) for portrait in portraits])
            sheet.save(options.target / f"{name}.webp", quality=74, method=6)
        browser.close()


if __name__ == "__main__":
    main()
