"""
Show the theme: every page kind as files, and as pictures at three widths, light and dark.

    python -m tests.theme.gallery                       the pages, in .cache/galeri/
    python -m tests.theme.gallery --shots beranda berita   and their pictures, in .cache/galeri/gambar/
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Sequence
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser, sync_playwright

from mmc.site.templates import environment
from mmc.styles import assets
from tests.theme.fixtures.office import NOTICES, full_site, minimal_site
from tests.theme.fixtures.pages import Sample, samples

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "theme"
WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")


def render(target: Path, theme: Path = THEME) -> dict[str, Sample]:
    """Every sample as `<name>/index.html` below the target, with the theme's files; answers what was rendered."""
    jinja = environment(theme)
    files = assets(theme)
    addresses = {asset.name: asset.url for asset in files}
    rendered = {}
    for sample in samples():
        site = minimal_site(addresses) if sample.is_bare else full_site(addresses, NOTICES if sample.with_notice else ())
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
        scene = _scene(number)
        for width in (360, 720, 1080, 1440):
            small = scene.resize((width, width * 2 // 3))
            small.save(media / f"contoh-{number}-{width}.webp", quality=70)
        scene.resize((1080, 720)).save(media / f"contoh-{number}-1080.jpg", quality=78)


def _scene(number: int) -> Image.Image:
    """A painted river at one hour of the day."""
    chance = random.Random(number)
    width, height = 1440, 960
    skies = [((252, 214, 150), (88, 132, 150)), ((180, 214, 222), (60, 116, 140)), ((246, 176, 128), (92, 74, 110))]
    low, high = skies[number % 3]
    horizon = int(height * chance.uniform(0.42, 0.55))
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    for y in range(height):
        part = min(1.0, y / horizon) if y < horizon else max(0.0, 1 - (y - horizon) / (height - horizon) * 0.9)
        shade = 1.0 if y < horizon else 0.82
        draw.line([(0, y), (width, y)], fill=tuple(int((a * part + b * (1 - part)) * shade) for a, b in zip(low, high, strict=True)))
    sun = (int(width * chance.uniform(0.2, 0.8)), int(horizon * 0.72))
    draw.ellipse([sun[0] - 52, sun[1] - 52, sun[0] + 52, sun[1] + 52], fill=(255, 240, 205))
    for layer in range(3):
        base, color = horizon + layer * 14, (34 + layer * 6, 78 - layer * 14, 66 - layer * 12)
        ridge = [
            (x, base - (40 - layer * 8) * (1 + math.sin(x / (170 - layer * 30) + number + layer * 2)) - chance.random() * 14)
            for x in range(0, width + 12, 12)
        ]
        draw.polygon([(0, base + 20), *ridge, (width, base + 20)], fill=color)
    for _ in range(260):
        y = chance.uniform(horizon + 30, height)
        x, length = chance.uniform(0, width), chance.uniform(30, 200) * (y - horizon) / (height - horizon)
        draw.line([(x, y), (x + length, y)], fill=(255, 232, 190) if chance.random() < 0.4 else (40, 84, 92), width=2)
    boat = (int(width * chance.uniform(0.25, 0.7)), int(horizon + (height - horizon) * 0.45))
    draw.polygon([(boat[0] - 130, boat[1]), (boat[0] + 130, boat[1]), (boat[0] + 86, boat[1] + 30), (boat[0] - 86, boat[1] + 30)], fill=(38, 28, 24))
    draw.ellipse([boat[0] - 12, boat[1] - 62, boat[0] + 12, boat[1] - 38], fill=(38, 28, 24))
    draw.rectangle([boat[0] - 13, boat[1] - 40, boat[0] + 13, boat[1]], fill=(122, 44, 34))
    return image.filter(ImageFilter.GaussianBlur(1.4))


def shoot(browser: Browser, base: str, name: str, target: Path, widths: Sequence[int] = WIDTHS, schemes: Sequence[str] = SCHEMES) -> None:
    """The whole page as a picture, at every width, in both colour schemes."""
    for width in widths:
        for scheme in schemes:
            density = 2 if width < 700 else 1
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, device_scale_factor=density)  # type: ignore[arg-type]
            page.goto(f"{base}/{name}/", wait_until="networkidle")
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
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--font-render-hinting=none"])
        for name in options.shots or rendered:
            shoot(browser, base, name, pictures, options.widths, options.schemes)
        browser.close()


if __name__ == "__main__":
    main()
