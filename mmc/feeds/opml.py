"""OPML 2.0: all feeds in one file, for a reader to take over at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mmc.feeds.markup import attribute, escape, line


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed: its title, its address and the page for people."""

    title: str
    feed_url: str
    url: str


@dataclass(frozen=True, slots=True)
class OutlineGroup:
    """Feeds under one heading (“Kategori”)."""

    title: str
    outlines: tuple[Outline, ...]


def opml(title: str, owner: str, groups: Iterable[OutlineGroup], lang: str = "id") -> bytes:
    """
    The list of feeds as an OPML document; every feed says its language.
    """
    return "\n".join(_lines(title, owner, groups, lang)).encode("utf-8")


def _lines(title: str, owner: str, groups: Iterable[OutlineGroup], lang: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<opml version="2.0">'
    yield f"<head><title>{escape(line(title))}</title><ownerName>{escape(line(owner))}</ownerName></head>"
    yield "<body>"
    for group in groups:
        yield f'<outline text="{attribute(group.title)}">'
        for outline in group.outlines:
            name, address, page = map(attribute, (outline.title, outline.feed_url, outline.url))
            yield f'<outline type="rss" text="{name}" title="{name}" xmlUrl="{address}" htmlUrl="{page}" language="{attribute(lang)}"/>'
        yield "</outline>"
    yield "</body>"
    yield "</opml>\n"
