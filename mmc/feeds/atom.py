"""Atom (RFC 4287) with the history of RFC 5005."""

from __future__ import annotations

from collections.abc import Iterable

from mmc.feeds.markup import attribute, escape, full_html, line, rfc3339
from mmc.feeds.model import ATOM_TYPE, Enclosure, Entry, Feed, Person, Term

_NAMESPACES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:fh="http://purl.org/syndication/history/1.0"'
)


def atom(feed: Feed, entries: Iterable[str] | None = None) -> bytes:
    """
    The feed as an Atom document; `entries` may give what `atom_entry` made of the feed's entries before.
    """
    body = map(atom_entry, feed.entries) if entries is None else entries
    document = "\n".join([*_head(feed), *body, "</feed>\n"])
    return document.encode("utf-8")


def _head(feed: Feed) -> Iterable[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed {_NAMESPACES} xml:lang="{attribute(feed.lang)}">'
    yield f"<id>{escape(feed.id)}</id>"
    yield f"<title>{escape(line(feed.title))}</title>"
    if feed.subtitle:
        yield f"<subtitle>{escape(line(feed.subtitle))}</subtitle>"
    yield f"<updated>{rfc3339(feed.updated)}</updated>"
    yield f'<link rel="self" type="{ATOM_TYPE}" href="{attribute(feed.self_url)}"/>'
    yield f'<link rel="alternate" type="text/html" href="{attribute(feed.url)}"/>'
    yield from history(feed, "link")
    if feed.licence_url:
        yield f'<link rel="license" href="{attribute(feed.licence_url)}"/>'
    yield _person(feed.author)
    if feed.rights:
        yield f"<rights>{escape(line(feed.rights))}</rights>"
    if feed.icon:
        yield f"<icon>{escape(feed.icon)}</icon>"


def history(feed: Feed, element: str) -> Iterable[str]:
    """Hubs and the way through the history, as Atom links of the given name; RSS has them too."""
    for hub in feed.hubs:
        yield f'<{element} rel="hub" href="{attribute(hub)}"/>'
    place = feed.history
    for relation, address in (
        ("prev-archive", place.older),
        ("next-archive", place.newer),
        ("current", place.current),
    ):
        if address:
            yield f'<{element} rel="{relation}" href="{attribute(address)}"/>'
    if place.is_archive:
        yield "<fh:archive/>"


def atom_entry(entry: Entry) -> str:
    """
    The entry as an Atom element, on lines of its own.
    """
    lang = f' xml:lang="{attribute(entry.lang)}"' if entry.lang else ""
    parts = [
        f"<entry{lang}>",
        f"<id>{escape(entry.id)}</id>",
        f"<title>{escape(line(entry.title))}</title>",
        f'<link rel="alternate" type="text/html" href="{attribute(entry.url)}"/>',
        f"<published>{rfc3339(entry.published)}</published>",
        f"<updated>{rfc3339(entry.updated)}</updated>",
        *map(_person, entry.authors),
        *map(_category, entry.terms),
    ]
    if entry.summary:
        parts.append(f"<summary>{escape(line(entry.summary))}</summary>")
    parts.append(f'<content type="html">{escape(full_html(entry))}</content>')
    if entry.image is not None:
        image = entry.image
        parts.append(
            f'<link rel="enclosure" type="{attribute(image.type)}"{_size(image, "length")} href="{attribute(image.url)}"/>'
        )
        parts.append(media(image))
    parts.append("</entry>")
    return "\n".join(parts)


def _person(person: Person) -> str:
    uri = f"<uri>{escape(person.url)}</uri>" if person.url else ""
    return f"<author><name>{escape(line(person.name))}</name>{uri}</author>"


def _category(term: Term) -> str:
    scheme = f' scheme="{attribute(term.scheme)}"' if term.scheme else ""
    return f'<category term="{attribute(term.term)}"{scheme} label="{attribute(term.label)}"/>'


def _size(image: Enclosure, name: str) -> str:
    return f' {name}="{image.length}"' if image.length else ""


def media(image: Enclosure) -> str:
    """The picture in Media RSS, with its size, what is seen and who took it; Atom and RSS share it."""
    size = f' width="{image.width}" height="{image.height}"' if image.width and image.height else ""
    alt = f'<media:description type="plain">{escape(line(image.alt))}</media:description>' if image.alt else ""
    credit = f'<media:credit role="photographer">{escape(line(image.credit))}</media:credit>' if image.credit else ""
    opening = f'<media:content url="{attribute(image.url)}" type="{attribute(image.type)}" medium="image"{_size(image, "fileSize")}{size}'
    return f"{opening}>{alt}{credit}</media:content>" if alt or credit else f"{opening}/>"
