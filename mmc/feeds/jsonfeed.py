"""JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from mmc.feeds.markup import full_html, legal, line, rfc3339
from mmc.feeds.model import Entry, Feed, Person

_Json = dict[str, Any]


def json_feed(feed: Feed, items: Iterable[str] | None = None) -> bytes:
    """
    The feed as a JSON document; `items` may give what `json_item` made of the feed's entries before.
    """
    body = map(json_item, feed.entries) if items is None else items
    head: _Json = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": line(feed.title),
        "home_page_url": feed.url,
        "feed_url": feed.self_url,
        "description": line(feed.subtitle),
        "language": feed.lang,
        "icon": feed.icon,
        "authors": [_person(feed.author)],
        "hubs": [{"type": "WebSub", "url": hub} for hub in feed.hubs],
    }
    if feed.history.older:
        head["next_url"] = feed.history.older
    opening = _dump(_without_empty(head))[:-1]
    document = f'{opening},"items":[\n' + ",\n".join(body) + "\n]}\n"
    return document.encode("utf-8")


def json_item(entry: Entry) -> str:
    """
    The entry as a JSON object on one line.
    """
    item: _Json = {
        "id": entry.id,
        "url": entry.url,
        "title": line(entry.title),
        "content_html": legal(full_html(entry)),
        "summary": line(entry.summary),
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        "authors": [_person(author) for author in entry.authors],
        "tags": [line(term.label) for term in entry.terms],
        "language": entry.lang,
    }
    if entry.image is not None:
        image = entry.image
        attachment = {
            "url": image.url,
            "mime_type": image.type,
            "title": line(image.alt),
            "size_in_bytes": image.length,
        }
        item |= {"image": image.url, "attachments": [_without_empty(attachment)]}
    return _dump(_without_empty(item))


def _person(person: Person) -> _Json:
    return _without_empty({"name": line(person.name), "url": person.url})


def _without_empty(data: _Json) -> _Json:
    return {key: value for key, value in data.items() if value or key == "content_html"}


def _dump(data: _Json) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
