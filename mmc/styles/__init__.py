"""The theme's style sheets as one small file each, and its static files under names that change with their bytes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import lightningcss

from mmc.base.addresses import ASSETS
from mmc.styles.recolouring import COLOURED, recoloured
from mmc.styles.tints import layer, palette, tokens

SHEETS = ("mmc.css", "text.css")

# The browsers that the sheets are written for: cascade layers and nothing older. lightningcss must not lower anything.
_BROWSERS = ["chrome >= 99", "firefox >= 97", "safari >= 15.4"]
_ADDRESSES = re.compile(r"""url\((["']?)(?!data:|#)([^"')]+)\1\)""")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the theme as it is published: the name that templates know, its address, its bytes."""

    name: str
    url: str
    data: bytes


class StyleError(Exception):
    """A style sheet that cannot be built; the message names the file and what is wrong."""


def fingerprinted(name: str, data: bytes) -> str:
    """`mmc.css` as `mmc.1f3a9c2b4d.css`: the same bytes have the same name, other bytes another."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:10]}{dot}{suffix}"


def static_files(theme: Path) -> tuple[Asset, ...]:
    """Every file under `static/`, by name; two files of one name would hide each other, so they are refused."""
    found: dict[str, Asset] = {}
    for path in sorted((theme / "static").rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        if path.name in found:
            raise StyleError(f"{path}: a second static file named {path.name}")
        data = path.read_bytes()
        found[path.name] = published(path.name, data)
    return tuple(found.values())


def build_styles(theme: Path, sheet: str = "mmc.css", colour: str = "") -> bytes:
    """The sheet with all that it imports, minified, in the office's colour; `url()` leads to the fingerprinted files."""
    source = theme / "css" / sheet
    try:
        bundled = lightningcss.bundle_css(str(source), browsers_list=_BROWSERS)
    except Exception as error:  # lightningcss raises bare exceptions of several kinds
        raise StyleError(f"{source}: {error}") from error
    addresses = {asset.name: asset.url for asset in static_files(theme)}

    def address(match: re.Match[str]) -> str:
        name = match[2].rpartition("/")[2]
        if name not in addresses:
            raise StyleError(f"{source}: url({match[2]}) leads to no file under static/")
        return f"url({addresses[name]})"

    own = layer(colour, theme) if colour and sheet == SHEETS[0] else ""
    return (_ADDRESSES.sub(address, bundled) + own).encode("utf-8")


def assets(theme: Path, colour: str = "") -> tuple[Asset, ...]:
    """
    Everything that the theme publishes: static files and style sheets, in the office's colour where one is given.

    Raises `tints.TooLight` for a colour that cannot carry white words.
    """
    sheets = ((name, build_styles(theme, name, colour)) for name in SHEETS)
    static = (
        _in_colour(asset, colour, theme) if asset.name in COLOURED and colour else asset
        for asset in static_files(theme)
    )
    return (*static, *(published(name, data) for name, data in sheets))


def published(name: str, data: bytes) -> Asset:
    """The file under its fingerprinted name."""
    return Asset(name, ASSETS + fingerprinted(name, data), data)


def _in_colour(asset: Asset, colour: str, theme: Path) -> Asset:
    """An icon as it is published for an office of this colour."""
    own, wanted = tokens(theme)[0], palette(colour, theme)[0]
    return asset if own == wanted else published(asset.name, recoloured(asset.name, asset.data, own, wanted))
