"""RSS 2.0 with the elements that readers of full text rely on."""

from __future__ import annotations

from collections.abc import Iterable

from mmc.feeds.atom import history, media
from mmc.feeds.markup import attribute, escape, full_html, line, rfc822, rfc3339
from mmc.feeds.model import RSS_TYPE, Entry, Feed

_NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:fh="http://purl.org/syndication/history/1.0"'
)


def rss(feed: Feed, items: Iterable[str] | None = None) -> bytes:
    """
    The feed as an RSS 2.0 document; `items` may give what `rss_item` made of the feed's entries before.
    """
    body = map(rss_item, feed.entries) if items is None else items
    document = "\n".join([*_head(feed), *body, "</channel>", "</rss>\n"])
    return document.encode("utf-8")


def _head(feed: Feed) -> Iterable[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<rss version="2.0" {_NAMESPACES}>'
    yield "<channel>"
    yield f"<title>{escape(line(feed.title))}</title>"
    yield f"<link>{escape(feed.url)}</link>"
    yield f"<description>{escape(line(feed.subtitle or feed.title))}</description>"
    yield f"<language>{escape(feed.lang)}</language>"
    if feed.rights:
        yield f"<copyright>{escape(line(feed.rights))}</copyright>"
    yield f"<lastBuildDate>{rfc822(feed.updated)}</lastBuildDate>"
    yield f'<atom:link rel="self" type="{RSS_TYPE}" href="{attribute(feed.self_url)}"/>'
    yield from history(feed, "atom:link")


def rss_item(entry: Entry) -> str:
    """
    The entry as an RSS item: the summary as description, the whole text in `content:encoded`.
    """
    parts = [
        "<item>",
        f"<title>{escape(line(entry.title))}</title>",
        f"<link>{escape(entry.url)}</link>",
        f'<guid isPermaLink="false">{escape(entry.id)}</guid>',
        f"<pubDate>{rfc822(entry.published)}</pubDate>",
        f"<atom:updated>{rfc3339(entry.updated)}</atom:updated>",
        *(f"<dc:creator>{escape(line(author.name))}</dc:creator>" for author in entry.authors),
        *(f"<category>{escape(line(term.label))}</category>" for term in entry.terms),
        f"<description>{escape(escape(line(entry.summary)))}</description>",
        f"<content:encoded>{escape(full_html(entry))}</content:encoded>",
    ]
    if entry.lang:
        parts.append(f"<dc:language>{escape(entry.lang)}</dc:language>")
    if entry.image is not None:
        image = entry.image
        parts.append(
            f'<enclosure url="{attribute(image.url)}" length="{image.length}" type="{attribute(image.type)}"/>'
        )
        parts.append(media(image))
    parts.append("</item>")
    return "\n".join(parts)
