"""Style sheets become one small file each, static files get names that change with their bytes."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from mmc.styles import StyleError, assets, build_styles, fingerprinted, static_files

THEME = Path(__file__).resolve().parents[2] / "theme"


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """
    A theme of two sheets, one font and one script.
    """
    for folder in ("css", "static/fonts", "static/js"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "css" / "mmc.css").write_text('@import "tokens.css" layer(tokens);\n', encoding="utf-8")
    (tmp_path / "css" / "tokens.css").write_text(
        '@font-face { font-family: A; src: url("../static/fonts/a.woff2"); }\n', encoding="utf-8"
    )
    (tmp_path / "css" / "text.css").write_text("body { color: red; }\n", encoding="utf-8")
    (tmp_path / "static" / "fonts" / "a.woff2").write_bytes(b"font")
    (tmp_path / "static" / "js" / "share.js").write_bytes(b"// share\n")
    return tmp_path


def test_a_name_follows_the_bytes() -> None:
    """
    The same bytes have the same name, other bytes another; the kind of file stays.
    """
    one, same, other = (fingerprinted("mmc.css", data) for data in (b"a", b"a", b"b"))

    assert one == same != other
    assert re.fullmatch(r"mmc\.[0-9a-f]{10}\.css", one)


def test_a_sheet_holds_all_that_it_imports_and_points_to_published_files(theme: Path) -> None:
    """
    One file travels; the font is found under its fingerprinted name.
    """
    css = build_styles(theme).decode()

    assert "@import" not in css
    assert "@layer tokens" in css
    assert f"url(/aset/{fingerprinted('a.woff2', b'font')})" in css


def test_a_changed_font_changes_the_sheet_that_names_it(theme: Path) -> None:
    """
    No reader gets a new sheet with an old font from the cache.
    """
    before = {asset.name: asset.url for asset in assets(theme)}
    (theme / "static" / "fonts" / "a.woff2").write_bytes(b"other")
    after = {asset.name: asset.url for asset in assets(theme)}

    assert {name for name in before if before[name] != after[name]} == {"a.woff2", "mmc.css"}


def test_an_address_that_leads_nowhere_stops_the_build(theme: Path) -> None:
    """
    The message names the sheet and the address.
    """
    (theme / "static" / "fonts" / "a.woff2").unlink()

    with pytest.raises(StyleError, match=r"mmc\.css.*fonts/a\.woff2"):
        build_styles(theme)


def test_broken_css_stops_the_build(theme: Path) -> None:
    """
    lightningcss says where.
    """
    (theme / "css" / "tokens.css").write_text("a { color: }", encoding="utf-8")
    (theme / "css" / "tokens.css").write_text("a { b: c }}", encoding="utf-8")

    with pytest.raises(StyleError, match=r"mmc\.css"):
        build_styles(theme)


def test_two_static_files_of_one_name_are_refused(theme: Path) -> None:
    """
    Templates know files by their names alone.
    """
    (theme / "static" / "js" / "a.woff2").write_bytes(b"")

    with pytest.raises(StyleError, match=r"a\.woff2"):
        static_files(theme)


def test_the_theme_itself_needs_no_important_and_no_other_host() -> None:
    """
    The cascade is decided by layers, and nothing is loaded from elsewhere.
    """
    css = "".join(path.read_text(encoding="utf-8") for path in (THEME / "css").rglob("*.css"))
    built = build_styles(THEME).decode()

    assert "!important" not in css
    assert all(address.startswith("/aset/") for address in re.findall(r"url\(([^)]+)\)", built))


def test_icons_take_the_colour_of_the_office() -> None:
    """
    Every ground is the office's colour, white stays white, and the theme's own colour changes no byte.
    """
    own = {asset.name: asset.data for asset in assets(THEME)}
    same = {asset.name: asset.data for asset in assets(THEME, "#0B5D5E")}
    other = {asset.name: asset.data for asset in assets(THEME, "#8A1538")}
    icons = [name for name in own if name.endswith(".png")]

    assert same == own
    assert len(icons) == 3
    for name in icons:
        assert max(png_colours(own[name]))[1] == pytest.approx((0x0B, 0x5D, 0x5E), abs=2)
        assert max(png_colours(other[name]))[1] == pytest.approx((0x8A, 0x15, 0x38), abs=2)
        assert max(min(colour) for _, colour in png_colours(other[name])) >= 250
    assert b"#8a1538" in other["favicon.svg"]
    assert b"#0b5d5e" not in other["favicon.svg"]


def png_colours(data: bytes) -> list[tuple[int, tuple[int, ...]]]:
    image = Image.open(io.BytesIO(data)).convert("RGBA").convert("RGB")
    return [(count, colour) for count, colour in image.getcolors(100_000) or [] if isinstance(colour, tuple)]
