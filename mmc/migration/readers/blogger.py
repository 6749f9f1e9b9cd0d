"""Blogger's export, the old backup and what Takeout gives: entries of a feed, told apart by what they say they are."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

from mmc.migration.addresses import host_of, old_address
from mmc.migration.posts import LeftOut, OldSite, Post, State, Term
from mmc.migration.xml import elements, local, text_of

KIND = "schemas.google.com/blogger/2008/kind#"
LABEL = "www.blogger.com/atom/ns#"
STAY = {
    "template": "templat situs lama",
    "settings": "setelan situs lama",
}
_PHOTO = re.compile(r"<img\b", re.IGNORECASE)


def is_feed(head: bytes) -> bool:
    """True when a file begins as a feed of Blogger."""
    return b"<feed" in head and (b"schemas.google.com/blogger" in head or b"blogger.com" in head)


def read_feed(path: Path, zone: tzinfo) -> OldSite:
    """Everything in one backup."""
    site = OldSite("blogger")
    waiting: list[tuple[Element, str]] = []
    for element in elements(path, frozenset({"entry", "link"})):
        if local(element.tag) == "link":
            if element.get("rel") in ("alternate", "http://schemas.google.com/g/2005#feed"):
                site.hosts.add(host_of(element.get("href") or ""))
            continue
        _entry(element, site, zone)
    del waiting
    site.hosts -= {"", "blogger.com", "draft.blogger.com"}
    for post in site.posts:
        site.hosts |= {host_of(post.base)} - {""}
    return site


def _entry(element: Element, site: OldSite, zone: tzinfo) -> None:
    sort = _sort(element)
    name = text_of(element, "id").strip()
    title = " ".join(unescape(text_of(element, "title")).split())
    if sort == "comment":
        site.comments += 1
        return
    key = f"blogger:{name}"
    if sort not in ("post", "page"):
        site.left_out.append(LeftOut(key, sort, title, STAY.get(sort, "bukan tulisan")))
        return
    link = next(
        (
            child.get("href") or ""
            for child in element
            if local(child.tag) == "link" and child.get("rel") == "alternate"
        ),
        "",
    )
    file = text_of(element, "filename").strip()
    host = host_of(link)
    if host:
        site.hosts.add(host)
    address = old_address(link, site.hosts) or (file if file.startswith("/") else "")
    labels = [
        child.get("term") or ""
        for child in element
        if local(child.tag) == "category" and LABEL in (child.get("scheme") or "")
    ]
    labels = labels or [
        child.get("term") or "" for child in element if local(child.tag) == "category" and not child.get("scheme")
    ]
    for label in labels:
        site.add_term(Term("category", label, label))
    html = text_of(element, "content")
    author = next((text_of(child, "name") for child in element if local(child.tag) == "author"), "")
    if author:
        site.add_term(Term("author", author, author))
    site.posts.append(
        Post(
            key=key,
            sort=sort,
            state=_state(element),
            title=title,
            html=html,
            slug=address.rstrip("/").rpartition("/")[2].removesuffix(".html"),
            address=address,
            published_at=_moment(text_of(element, "published") or text_of(element, "created"), zone),
            authors=(author,) if author else (),
            categories=tuple(dict.fromkeys(filter(None, labels))),
            number=name.rpartition("-")[2],
            base=link or (f"https://{next(iter(sorted(site.hosts)), 'blog.invalid')}{address}" if address else ""),
            notes=() if _state(element) is State.PUBLIC else ("draf di situs lama",),
        )
    )


def _sort(element: Element) -> str:
    given = text_of(element, "type").strip().casefold()
    if given and text_of(element, "type", "2018"):
        return given
    for child in element:
        if local(child.tag) == "category" and KIND in (child.get("term") or ""):
            return (child.get("term") or "").rpartition("#")[2]
    return given if given in ("post", "page", "comment") else "post"


def _state(element: Element) -> State:
    status = text_of(element, "status").strip().upper()
    control = next((text_of(child, "draft") for child in element if local(child.tag) == "control"), "")
    is_waiting = control.strip() == "yes" or status in ("DRAFT", "SCHEDULED", "SOFT_TRASHED", "TRASHED")
    return State.DRAFT if is_waiting else State.PUBLIC


def _moment(text: str, zone: tzinfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(zone)
