"""
Show the theme: every page kind as files, and as pictures at three widths, light and dark.

    python -m tests.theme.gallery                       the pages, in .cache/galeri/
    python -m tests.theme.gallery --shots beranda berita   and their pictures, in .cache/galeri/gambar/
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import segno
from playwright.sync_api import Browser, sync_playwright

from mmc.build.templates import environment
from mmc.styles import assets
from tests.theme.fixtures.office import EMBLEM, NOTICES, full_site, minimal_site
from tests.theme.fixtures.pages import Sample, samples
from tests.theme.scenery import scene

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "theme"
WIDTHS = (360, 768, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
BROWSER_ARGUMENTS = [
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--font-render-hinting=none"),
]


def render(target: Path, theme: Path = THEME) -> dict[str, Sample]:
    """Every sample as `<name>/index.html` below the target, with the theme's files; answers what was rendered."""
    jinja = environment(theme)
    files = assets(theme)
    addresses = {asset.name: asset.url for asset in files}
    rendered = {}
    for sample in samples():
        site = minimal_site(addresses) if sample.is_bare else full_site(addresses)
        site = replace(
            site,
            notices=NOTICES if sample.with_notice else (),
            emblem=EMBLEM if sample.with_emblem else None,
        )
        html = jinja.get_template(sample.template).render(site=site, page=sample.page)
        path = target / sample.name / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
        rendered[sample.name] = sample
    for asset in files:
        path = target / asset.url.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.data)
    _demo_files(target, rendered)
    return rendered


def _demo_files(target: Path, rendered: dict[str, Sample]) -> None:
    """What the samples point to: QR codes and painted stand-ins for photos, so that no real photo is needed."""
    for sample in rendered.values():
        address = getattr(sample.page, "qr_url", "")
        if address:
            path = target / address.lstrip("/")
            path.parent.mkdir(parents=True, exist_ok=True)
            segno.make(sample.page.canonical, error="m").save(str(path), kind="svg", border=2, scale=4)
    media = target / "media"
    media.mkdir(parents=True, exist_ok=True)
    for number in range(1, 7):
        if (media / f"contoh-{number}-1080.jpg").exists():
            continue
        painted = scene(number)
        for width in (360, 720, 1080, 1440):
            small = painted.resize((width, width * 2 // 3))
            small.save(media / f"contoh-{number}-{width}.webp", quality=70)
        painted.resize((1080, 720)).save(media / f"contoh-{number}-1080.jpg", quality=78)


def shoot(
    browser: Browser,
    base: str,
    name: str,
    target: Path,
    widths: Sequence[int] = WIDTHS,
    schemes: Sequence[Scheme] = SCHEMES,
) -> None:
    """The whole page as a picture, at every width, in both colour schemes."""
    for width in widths:
        for scheme in schemes:
            density = 2 if width < 700 else 1
            page = browser.new_page(
                viewport={"width": width, "height": 800}, color_scheme=scheme, device_scale_factor=density
            )
            page.goto(f"{base}/{name}/", wait_until="networkidle")
            page.goto(f"{base}/{name}/", wait_until="networkidle")  # with the font at hand
            page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(image => image.loading = 'eager')")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=target / f"{name}-{width}-{scheme}.png", full_page=True)
            page.close()


def main() -> None:
    """Render, and take pictures of the named samples."""
    from tests.theme.serving import served

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=ROOT / ".cache" / "galeri")
    parser.add_argument("--shots", nargs="*", help="names of samples to take pictures of")
    parser.add_argument("--widths", nargs="*", type=int, default=WIDTHS)
    parser.add_argument("--schemes", nargs="*", default=SCHEMES)
    options = parser.parse_args()
    rendered = render(options.target)
    print(f"{len(rendered)} pages in {options.target}")
    if options.shots is None:
        return
    pictures = options.target / "gambar"
    pictures.mkdir(exist_ok=True)
    with served(options.target) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", *BROWSER_ARGUMENTS]
        )
        for name in options.shots or rendered:
            shoot(browser, base, name, pictures, options.widths, options.schemes)
        browser.close()


if __name__ == "__main__":
    main()
