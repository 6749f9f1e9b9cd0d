"""The theme's style sheets as one small file each, and its static files under names that change with their bytes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import lightningcss

ADDRESS = "/aset/"
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
        found[path.name] = Asset(path.name, ADDRESS + fingerprinted(path.name, data), data)
    return tuple(found.values())


def build_styles(theme: Path, sheet: str = "mmc.css") -> bytes:
    """The sheet with all that it imports, minified; `url()` leads to the fingerprinted files."""
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

    return _ADDRESSES.sub(address, bundled).encode("utf-8")


def assets(theme: Path) -> tuple[Asset, ...]:
    """Everything that the theme publishes: static files and style sheets."""
    sheets = ((name, build_styles(theme, name)) for name in SHEETS)
    return (*static_files(theme), *(Asset(name, ADDRESS + fingerprinted(name, data), data) for name, data in sheets))
