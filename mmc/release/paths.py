"""What kind of published file a path names: how long it may be cached, when it goes up, how it may be compressed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from posixpath import splitext

PROOF = ".well-known/mmc/"  # the manifest, its signature, the public key and the chain: never listed in the manifest
MANIFEST = PROOF + "manifest.json"
SIGNATURE = MANIFEST + ".minisig"
PUBLIC_KEY = PROOF + "mmc.pub"
CHAIN = PROOF + "rantai/"
SOURCES = PROOF + "sumber.json"  # what the release was made from; the manifest names its hash

IMMUTABLE = (
    "aset/",
    "media/",
    "kartu/",
    "cari/indeks/",
)  # names that hold a hash of the content: one name, one content, for ever
TEXT = frozenset(
    {".html", ".css", ".js", ".mjs", ".json", ".xml", ".svg", ".txt", ".webmanifest", ".ics", ".vtt", ".csv"}
)
ENCODINGS = {"br": ".br", "zstd": ".zst", "gzip": ".gz"}  # as in Accept-Encoding: the suffix of the copy on disk
FRONT = frozenset({"index.html", "atom.xml", "rss.xml", "feed.json", "sitemap.xml", "404.html"})
FRONT_PATTERN = re.compile(r"(^|/)(atom\.xml|rss\.xml|feed\.json|sitemap[^/]*\.xml)$")
UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]|(^|/)\.{1,2}(/|$)|//|^/|/$|^$")
MOST_BYTES = 1024  # of a path

HOUR, DAY = 3600, 86400
# Pages already open still ask for these.
GRACE = {"aset/": 7 * DAY, "media/": HOUR, "kartu/": HOUR, "cari/indeks/": HOUR}


class Wave(IntEnum):
    """The order in which files become visible where that cannot happen all at once."""

    ASSETS = 0  # nobody asks for them until a page names them
    PAGES = 1
    FRONT = 2  # what leads to the pages: home, feeds, sitemap, search
    PROOF = 3


def is_safe(path: str) -> bool:
    """True for a relative path with slashes that stays inside the site and can be written on one line."""
    return not UNSAFE.search(path) and len(path.encode("utf-8", "surrogatepass")) <= MOST_BYTES and path.isprintable()


def are_safe(paths: Iterable[str]) -> bool:
    """True when every path is safe; they are looked at in one piece, since a large site has a hundred thousand."""
    listed = list(paths)
    text = "/".join(["", *listed, ""])
    is_plain = text.isprintable() and not any(sign in text for sign in ("//", "/./", "/../", "\\"))
    return is_plain and (max(map(len, listed), default=0) <= MOST_BYTES // 4 or all(map(is_safe, listed)))


def is_immutable(path: str) -> bool:
    """True when another content would have another name."""
    return path.startswith(IMMUTABLE)


def grace(path: str) -> int:
    """For how many seconds the file stays after the last page that named it has gone."""
    return next((seconds for prefix, seconds in GRACE.items() if path.startswith(prefix)), 0)


def is_text(path: str) -> bool:
    """True when the file gains from compression."""
    return splitext(path)[1].lower() in TEXT


def without_encoding(path: str) -> str:
    """The file of which this one is a compressed copy, or the path itself."""
    for suffix in ENCODINGS.values():
        if path.endswith(suffix) and is_text(path.removesuffix(suffix)):
            return path.removesuffix(suffix)
    return path


def is_copy(path: str) -> bool:
    """True for a compressed copy beside the file it was made of."""
    return without_encoding(path) != path


def wave(path: str) -> Wave:
    """When the file goes up."""
    if path.startswith(PROOF):
        return Wave.PROOF
    plain = without_encoding(path)
    if is_immutable(plain):
        return Wave.ASSETS
    if plain in FRONT or FRONT_PATTERN.search(plain):
        return Wave.FRONT
    return Wave.PAGES if plain.endswith(".html") else Wave.ASSETS


def address(path: str) -> str:
    """The path as a reader asks for it: `/berita/` for `berita/index.html`."""
    return "/" + (path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path)
