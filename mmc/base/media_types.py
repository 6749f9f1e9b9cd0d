"""The media type of every kind of file that a site has, by the ending of its name: one table for preview, servers and targets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

# The content type of each kind of file; where servers differ by habit, every sound answer, the wanted one first.
TYPES: Mapping[str, tuple[str, ...]] = {
    ".html": ("text/html",),
    ".css": ("text/css",),
    ".js": ("text/javascript", "application/javascript"),
    ".mjs": ("text/javascript", "application/javascript"),
    ".json": ("application/json", "application/feed+json"),
    ".webmanifest": ("application/manifest+json",),
    ".xml": ("application/xml", "text/xml", "application/atom+xml", "application/rss+xml"),
    ".txt": ("text/plain",),
    ".csv": ("text/csv", "text/plain"),
    ".ics": ("text/calendar",),
    ".vtt": ("text/vtt",),
    ".svg": ("image/svg+xml",),
    ".jpg": ("image/jpeg",),
    ".jpeg": ("image/jpeg",),
    ".png": ("image/png",),
    ".webp": ("image/webp",),
    ".avif": ("image/avif",),
    ".gif": ("image/gif",),
    ".ico": ("image/x-icon", "image/vnd.microsoft.icon"),
    ".woff2": ("font/woff2",),
    ".opml": ("text/x-opml", "application/xml", "text/xml"),
    ".bin": ("application/octet-stream",),
    ".pdf": ("application/pdf",),
    ".pub": ("text/plain", "application/octet-stream", "application/x-mspublisher", "application/vnd.ms-publisher"),
    ".minisig": ("text/plain", "application/octet-stream"),
}
EXACT_TYPES: Mapping[str, str] = {
    "atom.xml": "application/atom+xml",
    "rss.xml": "application/rss+xml",
    "feed.json": "application/feed+json",
}
CHARSET = frozenset(
    kind for kinds in TYPES.values() for kind in kinds if kind.startswith("text/") or "xml" in kind or "json" in kind
)


def types_of(path: str) -> tuple[str, ...]:
    """The sound content types of a file, the wanted one first; empty when any will do."""
    pure = PurePosixPath(path)
    return TYPES.get(pure.suffix.lower(), ()) if pure.suffix else ()


def content_type(path: str) -> str:
    """The content type as our own server says it."""
    kind = EXACT_TYPES.get(PurePosixPath(path).name) or next(iter(types_of(path)), "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind in CHARSET else kind
