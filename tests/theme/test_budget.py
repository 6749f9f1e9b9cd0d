"""What a page costs a reader on prepaid data, and the newsroom's machine at ten thousand items."""

from __future__ import annotations

import time
from pathlib import Path

import brotli
import pytest

from mmc.build.templates import environment
from mmc.styles import assets
from tests.theme.conftest import Gallery
from tests.theme.fixtures import stories
from tests.theme.fixtures.office import full_site
from tests.theme.gallery import THEME

ITEMS = tuple(stories.KINDS)


@pytest.fixture(scope="module")
def weights() -> dict[str, int]:
    """
    The theme's files by name: what travels, compressed where that helps.
    """
    return {asset.name: min(len(asset.data), len(brotli.compress(asset.data))) for asset in assets(THEME)}


def weight(gallery: Gallery, name: str) -> int:
    return len(brotli.compress(gallery.text(name).encode()))


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_arrives_in_the_first_round_trip(gallery: Gallery, weights: dict[str, int], name: str) -> None:
    """
    Its HTML and CSS are at most 14 KB together.
    """
    assert weight(gallery, name) + weights["mmc.css"] <= 14 * 1024


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_without_its_photos_is_small(gallery: Gallery, weights: dict[str, int], name: str) -> None:
    """
    With font, icons and scripts at most 45 KB.
    """
    files = (
        "mmc.css",
        "plus-jakarta-sans.woff2",
        "icons.svg",
        "anyam.svg",
        "sungai.svg",
        "favicon.svg",
        "clock.js",
        "share.js",
    )

    assert weight(gallery, name) + sum(weights[file] for file in files) <= 45 * 1024


@pytest.mark.parametrize("name", [f"{kind}-teks" for kind in ITEMS])
def test_the_text_edition_is_at_most_ten_kilobytes(gallery: Gallery, name: str) -> None:
    """
    Not compressed, style sheet included.
    """
    css = next(asset.data for asset in assets(THEME) if asset.name == "text.css")

    assert len(gallery.text(name).encode()) + len(css) <= 10 * 1024


def test_the_font_is_one_small_file_with_its_licence() -> None:
    """
    At most 25 KB, and the OFL lies beside it.
    """
    fonts = Path(THEME / "static" / "fonts")

    assert [path.name for path in fonts.glob("*.woff2")] == ["plus-jakarta-sans.woff2"]
    assert (fonts / "plus-jakarta-sans.woff2").stat().st_size <= 25 * 1024
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text(encoding="utf-8")


def test_a_full_item_renders_in_a_moment() -> None:
    """
    Ten thousand items are seconds, not minutes: the best of many runs stays below three milliseconds on a slow machine.
    """
    site = full_site({asset.name: asset.url for asset in assets(THEME)})
    template, page = environment(THEME).get_template("berita.html"), stories.full()
    template.render(site=site, page=page)

    def once() -> float:
        begun = time.perf_counter()
        template.render(site=site, page=page)
        return time.perf_counter() - begun

    assert min(once() for _ in range(50)) < 0.003
