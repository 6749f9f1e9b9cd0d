"""WordPress's export (WXR), one file or many: posts, pages, attachments, categories, tags, authors."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from mmc.migration.addresses import host_of, old_address
from mmc.migration.posts import LeftOut, Media, OldSite, Post, State, Term
from mmc.migration.xml import elements, local, text_of

MARK = b"wordpress.org/export/"
TOP = frozenset({"base_site_url", "base_blog_url", "author", "category", "tag", "term", "item", "link"})
STATES = {"publish": State.PUBLIC, "private": State.PRIVATE}
NO_POSTS = {
    "nav_menu_item": "butir menu; menu situs ini ada di data/menu.toml",
    "revision": "versi lama sebuah tulisan",
    "custom_css": "gaya situs lama",
    "customize_changeset": "setelan situs lama",
    "oembed_cache": "simpanan sementara situs lama",
    "user_request": "setelan situs lama",
    "wp_block": "potongan yang dipakai ulang",
    "wp_template": "templat situs lama",
    "wp_template_part": "templat situs lama",
    "wp_global_styles": "gaya situs lama",
    "wp_navigation": "menu situs lama",
    "wp_font_family": "huruf situs lama",
    "wp_font_face": "huruf situs lama",
    "wpcf7_contact_form": "formulir",
    "elementor_library": "templat situs lama",
    "elementor_snippet": "skrip situs lama",
    "acf-field": "setelan situs lama",
    "acf-field-group": "setelan situs lama",
    "feedback": "kiriman formulir",
    "shop_order": "pesanan",
    "popup": "iklan sembul situs lama",
}
WAITING = {
    "future": "dijadwalkan di situs lama",
    "pending": "menunggu ditinjau di situs lama",
    "draft": "draf di situs lama",
}
_ATTACHED = re.compile(r"wp-image-([0-9]+)")


def is_wxr(head: bytes) -> bool:
    """True when a file begins as an export of WordPress."""
    return MARK in head and b"<rss" in head


def read_wxr(path: Path, zone: tzinfo) -> OldSite:
    """Everything in one export; times without a zone are those of the office."""
    site = OldSite("wordpress")
    bases: set[str] = set()
    for element in elements(path, TOP):
        name = local(element.tag)
        if name in ("base_site_url", "base_blog_url", "link"):
            if name == "base_blog_url" or (name == "link" and not bases):
                bases.add((element.text or "").strip().rstrip("/"))
                site.hosts |= {host_of(base) for base in bases} - {""}
        elif name == "item":
            _item(element, site, zone)
        elif term := _term(element, name):
            site.add_term(term)
    site.hosts.discard("wordpress.com")
    return site


def _term(element: Element, name: str) -> Term | None:
    number = text_of(element, "term_id") or text_of(element, "author_id")
    if name == "author":
        login = text_of(element, "author_login")
        return Term("author", login, text_of(element, "author_display_name") or login, number) if login else None
    sort = {"category": "category", "tag": "tag"}.get(name, "")
    slug = text_of(element, "category_nicename") or text_of(element, "tag_slug")
    label = unescape(text_of(element, "cat_name") or text_of(element, "tag_name"))
    return Term(sort, slug, label or slug, number) if sort and slug else None


def _item(element: Element, site: OldSite, zone: tzinfo) -> None:
    sort = text_of(element, "post_type") or "post"
    number = text_of(element, "post_id").strip()
    link = text_of(element, "link").strip()
    title = " ".join(unescape(text_of(element, "title")).split())
    host = host_of(link) or next(iter(site.hosts), "")
    key = site.own_key(f"wp:{host}:{number or link}", text_of(element, "post_name") or sort)
    status = text_of(element, "status") or "publish"
    address = old_address(link, site.hosts | {host})
    if sort == "attachment":
        site.media.append(_media(element, key, number, address, title))
    elif sort in NO_POSTS or sort.startswith(("acf-", "wp_", "elementor")):
        site.left_out.append(LeftOut(key, sort, title, NO_POSTS.get(sort, "setelan situs lama")))
    elif status in ("trash", "auto-draft", "inherit"):
        reason = "di tempat sampah situs lama" if status == "trash" else "draf kosong buatan WordPress"
        site.left_out.append(LeftOut(key, sort, title, reason, address))
    else:
        site.posts.append(_post(element, site, key, sort, number, link, title, status, zone))


def _post(
    element: Element,
    site: OldSite,
    key: str,
    sort: str,
    number: str,
    link: str,
    title: str,
    status: str,
    zone: tzinfo,
) -> Post:
    html = text_of(element, "encoded", "content")
    meta = _meta(element)
    is_locked = bool(text_of(element, "post_password"))
    state = STATES.get(status, State.DRAFT)
    notes = [f"{WAITING[status]}"] if status in WAITING else []
    if is_locked and state is State.PUBLIC:
        state = State.LOCKED
    categories, tags = _terms(element, site)
    comments = sum(1 for child in element if local(child.tag) == "comment")
    site.comments += comments
    name = "page_id" if sort == "page" else "p"
    others = [f"/?{name}={number}"] if number else []
    others += [f"/?p={number}"] if number and sort == "page" else []
    others += [f"/?post_type={sort}&p={number}"] if number and sort not in ("post", "page") else []
    guid = old_address(text_of(element, "guid").strip(), site.hosts)
    folder = old_address(link, site.hosts).rpartition("/")[0].rpartition("/")[0]
    others += [f"{folder}/{slug}/" for slug in meta.get("_wp_old_slug", ()) if slug and folder]
    others += [guid] if guid else []
    return Post(
        key=key,
        sort=sort,
        state=state,
        title=title,
        html=html,
        slug=text_of(element, "post_name"),
        address=old_address(link, site.hosts),
        others=tuple(dict.fromkeys(others)),
        published_at=_moment(element, zone),
        authors=tuple(filter(None, [text_of(element, "creator")])),
        categories=categories,
        tags=tags,
        excerpt=text_of(element, "encoded", "excerpt"),
        photo=next((one for one in meta.get("_thumbnail_id", ()) if one), ""),
        number=number,
        comments=comments,
        base=link,
        is_classic="<!-- wp:" not in html,
        notes=tuple(notes),
    )


def _media(element: Element, key: str, number: str, address: str, title: str) -> Media:
    meta = _meta(element)
    url = text_of(element, "attachment_url") or text_of(element, "guid")
    return Media(
        key=key,
        url=url.strip(),
        number=number,
        parent=text_of(element, "post_parent").strip(),
        address=address,
        others=(f"/?attachment_id={number}",) if number else (),
        title=title,
        alt=next(iter(meta.get("_wp_attachment_image_alt", ())), ""),
        caption=text_of(element, "encoded", "excerpt") or text_of(element, "encoded", "content"),
    )


def _meta(element: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for child in element:
        if local(child.tag) == "postmeta":
            found.setdefault(text_of(child, "meta_key"), []).append(text_of(child, "meta_value").strip())
    return found


def _terms(element: Element, site: OldSite) -> tuple[tuple[str, ...], tuple[str, ...]]:
    categories: list[str] = []
    tags: list[str] = []
    for child in element:
        if local(child.tag) != "category":
            continue
        slug, label = child.get("nicename") or "", " ".join(unescape(child.text or "").split())
        domain = child.get("domain") or "category"
        if domain == "category":
            categories.append(slug or label)
            site.add_term(Term("category", slug or label, label or slug))
        elif domain in ("post_tag", "tag"):
            tags.append(slug or label)
            site.add_term(Term("tag", slug or label, label or slug))
    return tuple(dict.fromkeys(categories)), tuple(dict.fromkeys(tags))


def _moment(element: Element, zone: tzinfo) -> datetime | None:
    """When the post went out: by the clock of Greenwich where the export has it, else by the site's own."""
    for name, its_zone in (("post_date_gmt", UTC), ("post_date", zone)):
        text = text_of(element, name).strip()
        if text and not text.startswith("0000"):
            try:
                return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=its_zone).astimezone(zone)
            except ValueError:
                continue
    try:
        return parsedate_to_datetime(text_of(element, "pubDate")).astimezone(zone)
    except (TypeError, ValueError, OverflowError):
        return None


def number_in(classes: str) -> str:
    """The attachment's number that WordPress writes into a picture's class."""
    found = _ATTACHED.search(classes)
    return found[1] if found else ""


def is_upload(url: str) -> bool:
    """True for an address below WordPress's folder of uploads."""
    return "/wp-content/uploads/" in urlsplit(url).path
