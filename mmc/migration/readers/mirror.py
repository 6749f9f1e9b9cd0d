"""A site as wget leaves it: one file a page, read with a small table of selectors, or where most sites have their parts."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup
from bs4.element import Tag

from mmc.indonesian import calendar
from mmc.indonesian.mentions import find_dates
from mmc.migration.addresses import host_of, old_address, parts_of
from mmc.migration.posts import LeftOut, OldSite, Post, State, Term
from mmc.migration.rules import Selectors

ENDINGS = frozenset({".html", ".htm", ".php", ".asp", ".aspx"})
MOST_BYTES = 4_000_000
STORY = (
    "[itemprop=articleBody]", ".entry-content", ".post-content", ".article-content", ".article-body", ".post-body", ".single-content",
    ".detail-content", ".content-detail", ".isi-berita", ".td-post-content", ".news-content", ".post-entry", ".item-page",
    ".itemFullText", "article",
)  # fmt: skip
TITLE = (
    "h1.entry-title",
    "h1.post-title",
    "[itemprop=headline]",
    "article h1",
    "main h1",
    "h1",
    "h2.entry-title",
    "h2.post-title",
    "h2.item-title",
)
DATE = (
    "time[itemprop=datePublished]",
    "time.entry-date",
    "time.published",
    "article time",
    "time",
    ".entry-date",
    ".post-date",
    ".published",
    ".tanggal",
    ".date",
)
AUTHOR = ("[rel=author]", ".author .fn", ".author-name", ".penulis", "[itemprop=author]")
CATEGORY = ("[rel~=category]", ".cat-links a", ".post-category a", ".kategori a", ".breadcrumb a:last-of-type")
TAGS = ("[rel=tag]:not([rel~=category])", ".tags-links a", ".post-tags a", ".tags a")
AROUND = (
    "script, style, nav, form, .sharedaddy, .jp-relatedposts, .share, .related, .comments, #comments, .breadcrumb, "
    ".post-navigation, .tags-links, .entry-meta, .post-meta, .author-box"
)
SITE_NAME = re.compile(r"\s+[|–—•»·-]\s+[^|–—•»·]{2,80}$")
_DAY = re.compile(r"/((?:19|20)\d\d)/(\d\d)(?:/(\d\d))?/")


def is_mirror(folder: Path) -> bool:
    """True when there are pages in the folder."""
    return any(True for _ in _pages(folder))


def _pages(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        name = path.name.casefold()
        is_page = path.suffix.casefold() in ENDINGS or "?" in name or "@" in name
        if (
            is_page
            and path.is_file()
            and not path.is_symlink()
            and path.suffix.casefold() not in (".jpg", ".png", ".css", ".js", ".pdf")
        ):
            yield path


def read_mirror(folder: Path, zone: tzinfo, selectors: Selectors) -> OldSite:
    """Every page that is a story, each once; listings and what has no date or text of its own are left out, by name."""
    site = OldSite("mirror")
    seen: dict[str, str] = {}
    for path in _pages(folder):
        if path.stat().st_size > MOST_BYTES:
            site.left_out.append(
                LeftOut(
                    f"mirror:{path.relative_to(folder).as_posix()}", "halaman", path.name, "halamannya terlalu besar"
                )
            )
            continue
        _page(path, folder, zone, selectors, site, seen)
    site.hosts.discard("")
    return site


def _page(path: Path, folder: Path, zone: tzinfo, selectors: Selectors, site: OldSite, seen: dict[str, str]) -> None:
    soup = _soup(path.read_bytes())
    place = path.relative_to(folder).as_posix()
    full, address, others = _address(soup, place)
    host = host_of(full)
    site.hosts.add(host)
    title = _title(soup, selectors)
    key = f"mirror:{host}{address}"
    if key in seen:
        site.left_out.append(
            LeftOut(f"{key}#{place}", "halaman", title, f"salinan halaman yang sama ({seen[key]})", address)
        )
        return
    seen[key] = place
    story = _story(soup, selectors)
    data = _data(soup)
    moment = _moment(soup, selectors, data, address, zone)
    reason = "" if story is not None else "tidak ada naskah di halaman ini"
    if not reason and moment is None:
        reason = (
            "" if selectors.story and selectors.date == "-" else "tidak ada tanggal: halaman daftar, atau halaman tetap"
        )
    if reason or story is None:
        site.left_out.append(LeftOut(key, "halaman", title, reason, address))
        return
    for tag in story.select(f"{AROUND}, {selectors.remove}" if selectors.remove else AROUND):
        tag.decompose()
    heading = story.find("h1")
    if isinstance(heading, Tag) and " ".join(heading.get_text(" ").split()) == title:
        heading.decompose()
    author = _words(soup, selectors.author, AUTHOR) or _named(data.get("author"))
    categories = [_term(site, "category", tag, full) for tag in _all(soup, selectors.category, CATEGORY)]
    tags = [_term(site, "tag", tag, full) for tag in _all(soup, selectors.tags, TAGS)]
    if author:
        site.add_term(Term("author", author, author))
    site.posts.append(
        Post(
            key=key,
            sort="post",
            state=State.PUBLIC,
            title=title,
            html=story.decode_contents(),
            slug=re.sub(r"\.\w{3,5}$", "", address.partition("?")[0].rstrip("/").rpartition("/")[2]),
            address=address,
            others=tuple(dict.fromkeys(one for one in others if one != address)),
            published_at=moment,
            authors=(author,) if author else (),
            categories=tuple(dict.fromkeys(filter(None, categories))),
            tags=tuple(dict.fromkeys(filter(None, tags))),
            photo=_photo(soup, full, story),
            base=full,
        )
    )


def _soup(data: bytes) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return BeautifulSoup(data, "html.parser")


def _address(soup: BeautifulSoup, place: str) -> tuple[str, str, list[str]]:
    """The page's own address in full, its path, and the paths that its file's name stands for."""
    parts = place.split("/")
    host = parts[0] if "." in parts[0] and len(parts) > 1 and not parts[0].endswith(tuple(ENDINGS)) else ""
    path = "/" + "/".join(parts[1:] if host else parts)
    path = unquote(re.sub(r"(\.php|/|^)[@]", r"\1?", path)) if "@" in path else path
    named = [path]
    if path.endswith("/index.html"):
        named = [path.removesuffix("index.html"), path]
    elif path.endswith(".html"):
        bare = path.removesuffix(".html")
        named = [bare, path] if "?" in bare or bare.endswith(".php") else [path, bare]
    named = [one.replace("/index.html?", "/?") for one in named]
    said = ""
    for selector, key in (("link[rel=canonical]", "href"), ('meta[property="og:url"]', "content")):
        tag = soup.select_one(selector)
        given = str(tag.get(key) or "") if tag is not None else ""
        if parts_of(given).hostname:
            said = given
            break
    full = said or f"https://{host or 'situs-lama.invalid'}{named[0]}"
    address = old_address(full, {host_of(full)})
    return full, address, named


def _title(soup: BeautifulSoup, selectors: Selectors) -> str:
    words = _words(soup, selectors.title, TITLE)
    if words:
        return words
    tag = soup.find("meta", attrs={"property": "og:title"})
    said = str(tag.get("content") or "") if isinstance(tag, Tag) else soup.title.get_text() if soup.title else ""
    return SITE_NAME.sub("", " ".join(said.split()))


def _story(soup: BeautifulSoup, selectors: Selectors) -> Tag | None:
    if selectors.story:
        return soup.select_one(selectors.story)
    for selector in STORY:
        found = soup.select(selector)
        if len(found) == 1 and len(found[0].get_text(strip=True)) > 40:
            return found[0]
    return None


def _words(soup: BeautifulSoup, selector: str, usual: tuple[str, ...]) -> str:
    for each in (selector,) if selector else usual:
        tag = soup.select_one(each)
        words = " ".join(tag.get_text(" ").split()) if tag is not None else ""
        if words:
            return words
    return ""


def _all(soup: BeautifulSoup, selector: str, usual: tuple[str, ...]) -> list[Tag]:
    for each in (selector,) if selector else usual:
        if found := soup.select(each):
            return found[:20]
    return []


def _term(site: OldSite, sort: str, tag: Tag, base: str) -> str:
    label = " ".join(tag.get_text(" ").split())[:80]
    link = parts_of(urljoin(base, str(tag.get("href") or "")))
    slug = unquote(link.path).rstrip("/").rpartition("/")[2] if tag.get("href") else ""
    slug = re.sub(r"\.\w{3,5}$", "", slug) or label
    if label:
        site.add_term(Term(sort, slug, label))
    return slug if label else ""


def _data(soup: BeautifulSoup) -> dict[str, Any]:
    """What the page says of itself to machines, where it does."""
    for tag in soup.find_all("script", attrs={"type": "application/ld+json"}):
        try:
            said = json.loads(tag.get_text())
        except ValueError:
            continue
        graph = said.get("@graph", [said]) if isinstance(said, dict) else said if isinstance(said, list) else []
        for node in graph:
            if isinstance(node, dict) and str(node.get("@type")) in ("NewsArticle", "Article", "BlogPosting"):
                return node
    return {}


def _named(author: Any) -> str:
    if isinstance(author, list):
        author = next(iter(author), "")
    return str(author.get("name", "")) if isinstance(author, dict) else author if isinstance(author, str) else ""


def _moment(
    soup: BeautifulSoup, selectors: Selectors, data: dict[str, Any], address: str, zone: tzinfo
) -> datetime | None:
    """When the page went out: by its machine-readable date, else by the words where dates stand, else by its address."""
    said: list[str] = []
    if not selectors.date:
        for selector in (
            'meta[property="article:published_time"]',
            'meta[itemprop="datePublished"]',
            'meta[name="date"]',
        ):
            tag = soup.select_one(selector)
            said.append(str(tag.get("content") or "") if tag is not None else "")
        said.append(str(data.get("datePublished") or ""))
    for selector in (selectors.date,) if selectors.date and selectors.date != "-" else DATE:
        tag = soup.select_one(selector)
        if tag is not None:
            said += [str(tag.get("datetime") or tag.get("content") or ""), " ".join(tag.get_text(" ").split())]
    for text in filter(None, said):
        if moment := _read(text, zone):
            return moment
    day = _DAY.search(address)
    if day:
        try:
            return datetime(int(day[1]), int(day[2]), int(day[3] or 1), tzinfo=zone)
        except ValueError:
            return None
    return None


def _read(text: str, zone: tzinfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(zone)
    except ValueError:
        pass
    try:
        return calendar.parse_moment(text, zone)
    except calendar.DateError:
        found = next((one.day for one in find_dates(text) if one.day is not None and one.is_sure), None)
        return datetime(found.year, found.month, found.day, tzinfo=zone) if found else None


def _photo(soup: BeautifulSoup, base: str, story: Tag) -> str:
    """The photo that the page shows when it is shared, where its text shows none."""
    if story.find("img") is not None:
        return ""
    tag = soup.select_one('meta[property="og:image"]')
    given = str(tag.get("content") or "") if tag is not None else ""
    return urljoin(base, given) if given else ""
