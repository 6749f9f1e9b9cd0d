"""
Take the screens by which the site is judged, on the newsroom that does not exist.

    python -m tests.theme.newsroom.screens                          every week, page, width and scheme, in .cache/layar/
    python -m tests.theme.newsroom.screens banjir --pages beranda   one week, some pages
    python -m tests.theme.newsroom.screens --photos FOLDER          with real photos, named as in photographs.py
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from mmc import programs
from tests.theme.gallery import BROWSER_ARGUMENTS, SCHEMES, Scheme
from tests.theme.newsroom.layout import ROOT, WEEKS, built, lay_out
from tests.theme.serving import served

TARGET = ROOT / ".cache" / "layar"
SIZES = {360: 740, 768: 1024, 1366: 625}
PAGES = {
    "beranda": "/",
    "berita": "berita/*/*/perahu-puskesmas-*",
    "judul-panjang": "berita/*/*/pemerintah-kabupaten-*",
    "tabel": "berita/*/*/harga-beras-*",
    "foto-foto": "berita/*/*/festival-*",
    "galeri": "galeri/*/*/sungai-*",
    "infografis": "infografis/*/*/lima-*",
    "video": "video/*/*/cara-*",
    "klarifikasi": "klarifikasi/*/*/bendungan-*",
    "siaga": "pengumuman/*/*/siaga-*",
    "siaran-pers": "siaran-pers/*/*/pendaftaran-*",
    "daftar": "/berita/",
    "daftar-klarifikasi": "/klarifikasi/",
    "cari": "/cari/?q=banjir",
    "kontak": "/kontak/",
}


def addresses(site: Path, names: Iterable[str]) -> dict[str, str]:
    """The address of each of these pages that the site has."""
    found = {}
    for name in names:
        wanted = PAGES[name]
        if wanted.startswith("/"):
            found[name] = wanted
        elif pages := sorted(site.glob(wanted)):
            found[name] = f"/{pages[0].relative_to(site).as_posix()}/"
    return found


def shoot(browser: Browser, address: str, file: Path, width: int, scheme: Scheme, *, is_whole: bool) -> None:
    """The page as a reader sees it who comes back, with its photos and its font."""
    page = browser.new_page(viewport={"width": width, "height": SIZES[width]}, color_scheme=scheme)
    page.goto(address, wait_until="networkidle")
    page.goto(address, wait_until="networkidle")
    if is_whole:
        page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(image => image.loading = 'eager')")
        page.wait_for_load_state("networkidle")
    page.screenshot(path=file, full_page=is_whole)
    page.close()


def take(week: str, options: argparse.Namespace) -> None:
    """Every screen of one week."""
    folder = options.target / "kantor" / week
    if not options.keep or not (folder / "output" / "index.html").exists():
        lay_out(folder, week, options.photos)
        built(folder)
    pictures = options.target / week
    pictures.mkdir(parents=True, exist_ok=True)
    found = programs.find_browser()
    with served(folder / "output", as_published=True) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(found) if found else None, args=["--no-sandbox", *BROWSER_ARGUMENTS]
        )
        for name, address in addresses(folder / "output", options.pages).items():
            for width in options.widths:
                for scheme in options.schemes:
                    file = pictures / f"{name}-{width}-{scheme}.png"
                    shoot(browser, base + address, file, width, scheme, is_whole=not options.first)
        browser.close()


def main() -> None:
    """The screens of the weeks that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weeks", nargs="*", default=WEEKS, help=f"of {', '.join(WEEKS)}")
    parser.add_argument("--pages", nargs="*", default=list(PAGES), choices=list(PAGES))
    parser.add_argument("--widths", nargs="*", type=int, default=list(SIZES), choices=list(SIZES))
    parser.add_argument("--schemes", nargs="*", default=list(SCHEMES), choices=list(SCHEMES))
    parser.add_argument("--first", action="store_true", help="the first screen only, not the whole page")
    parser.add_argument("--photos", type=Path, help="a folder with real photos")
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--keep", action="store_true", help="do not build again what is built")
    options = parser.parse_args()
    with ThreadPoolExecutor(max(1, min(2, (os.cpu_count() or 1) // 2))) as pool:
        list(pool.map(lambda week: take(week, options), options.weeks))
    print(f"In {options.target}")


if __name__ == "__main__":
    main()
