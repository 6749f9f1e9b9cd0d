"""A web page, saved or copied: the story without the page around it, then by pandoc like every other document."""

from __future__ import annotations

import base64
import binascii
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup
from bs4.element import Comment, Declaration, Doctype, ProcessingInstruction, Tag

from mmc.importer.arrival import Arrival, Attachment, aside, refuse
from mmc.importer.readers.pandoc import PandocError, tree_of
from mmc.importer.readers.tree import arrival_of, parts_of, unwrapped
from mmc.importer.text.markup import escape
from mmc.indonesian.text import group_key

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,80}\?>\s*)?(?:<!--.{0,400}?-->\s*)*(?:<!doctype html|<html|<head|<body|<meta|"
    r"<div|<p[\s>]|<h[1-6][\s>]|<table|<span|<br|<article|<main|<section|<b[\s>]|<ul|<ol)",
    re.IGNORECASE | re.DOTALL,
)
REMARKS = (Comment, Declaration, Doctype, ProcessingInstruction)
MOST_LETTERS = 4_000_000  # a saved page carries much that is no story
MOST_TAGS = 60_000
DEEPEST = 150
UNSEEN = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "textarea",
    "select",
    "button",
    "form",
    "input",
    "link",
    "meta",
    "title",
    "video",
    "audio",
    "canvas",
    "dialog",
)
AROUND = ("nav", "aside", "footer")
WORDS_AROUND = re.compile(
    r"(?:^|[\s_-])(?:menu|nav|navbar|navigation|sidebar|widget|breadcrumbs?|related|terkait|share|sharing|social|sosmed|comments?|komentar|"
    r"footer|cookie|banner|ads?|advert|iklan|pagination|popular|populer|trending|newsletter|skip-link|screen-reader-text|"
    r"post-?tags?|tag-?links|author-?box|jp-relatedposts|sharedaddy|toolbar|topbar|baca-?juga|prev-?next|post-navigation)(?:$|[\s_-])",
    re.IGNORECASE,
)
STORY = (
    "[itemprop=articleBody]",
    ".entry-content",
    ".post-content",
    ".article-content",
    ".article-body",
    ".post-body",
    ".single-content",
    ".detail-content",
    ".content-detail",
    ".isi-berita",
    ".td-post-content",
    ".elementor-widget-theme-post-content",
    ".news-content",
    ".post-entry",
    ".read__content",
)
META = re.compile(
    r"(?:^|[\s_-])(?:meta|byline|entry-meta|post-meta|date|tanggal|author|views|post-info|posted-on|posted)(?:$|[\s_-])",
    re.IGNORECASE,
)
SITE_NAME = re.compile(r"\s+[|–—•»·-]\s+[^|–—•»·]{2,60}$")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's story as HTML, and what was found beside it."""

    html: str
    title: str
    base: str
    left_out: tuple[str, ...]
    has_hidden: bool
    notes: tuple[tuple[str, str], ...] = ()


def looks_like_html(text: str) -> bool:
    """True when the text begins as a page or a piece of one."""
    return _HTML.match(text[:4000]) is not None


def read_page(text: str, path: str, find_file: Callable[[str], bytes | None] = lambda _: None) -> Arrival:
    """The page's story as an arrival; `find_file` answers with a file that was saved beside the page."""
    if len(text) > MOST_LETTERS:
        raise refuse(path, "Halaman web ini terlalu besar.", "Salin naskahnya saja ke berkas .txt.")
    page = story_of(text, path)

    def find_photo(target: str) -> Attachment | None:
        if target.startswith("data:"):
            return _inline_photo(target)
        data = find_file(unquote(target.partition("?")[0]))
        return Attachment(unquote(target.rsplit("/", 1)[-1].partition("?")[0]), data) if data else None

    try:
        tree = tree_of(page.html.encode("utf-8"), "html-native_divs-native_spans-smart-tex_math_dollars")
    except PandocError as error:
        raise refuse(path, "Halaman web ini tidak dapat dibaca.", "Salin naskahnya saja ke berkas .txt.") from error
    arrival = arrival_of(tree, path, find_photo, has_title=False, base=page.base)
    told = []
    if page.left_out:
        told.append(aside(path, 0, f"Bagian halaman di luar berita tidak diambil: {'; '.join(page.left_out)[:160]}."))
    if page.has_hidden:
        told.append(aside(path, 0, "Teks yang disembunyikan halaman itu tidak diambil."))
    if not any(line.text.strip() for line in arrival.lines):
        raise refuse(path, "Halaman web ini tidak berisi naskah.", "Salin naskahnya saja ke berkas .txt.")
    return replace(arrival, doubts=(*arrival.doubts, *told), title=page.title, notes=(*arrival.notes, *page.notes))


def _inline_photo(target: str) -> Attachment | None:
    head, _, content = target.partition(",")
    if ";base64" not in head:
        return None
    try:
        return Attachment("foto-di-halaman", base64.b64decode(unquote(content), validate=False))
    except (binascii.Error, ValueError):
        return None


def story_of(text: str, path: str) -> Page:
    """The part of the page that is the story: by its own marks where there are some, else without what stands around."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 suspects short texts of being file names or addresses
        try:
            soup = BeautifulSoup(text, "html.parser")
        except (RecursionError, AssertionError, ValueError) as error:
            raise refuse(path, "Halaman web ini rusak.", "Salin naskahnya saja ke berkas .txt.") from error
    tags = soup.find_all(True)
    depths: dict[int, int] = {}
    for tag in tags:
        depths[id(tag)] = depths.get(id(tag.parent), 0) + 1
    if len(tags) > MOST_TAGS or max(depths.values(), default=0) > DEEPEST:
        raise refuse(path, "Susunan halaman web ini terlalu rumit.", "Salin naskahnya saja ke berkas .txt.")
    title, base = _title(soup), _address(soup)
    styles = _bold_classes(soup)
    left_out: list[str] = []
    _drop_remarks(soup)
    heading = _heading(soup)
    for tag in soup.find_all(UNSEEN):
        if not tag.decomposed:
            tag.decompose()
    has_hidden = _drop_hidden(soup)
    story = _story(soup)
    if heading and heading not in story.find_all(["h1"]) and not story.find("h1"):
        story.insert(0, heading.extract())
    if story is not soup:
        left_out += _words_outside(soup, story)
    for tag in story.find_all(True):
        if not tag.decomposed and _stands_around(tag, story):
            words = " ".join(tag.get_text(" ").split())
            if words:
                left_out.append(words[:40])
            tag.decompose()
    _plain_marks(story, styles)
    notes = footnotes(story)
    _name_photos(story)
    return Page(str(story), title, base, tuple(dict.fromkeys(left_out))[:6], has_hidden, tuple(notes))


def without_unseen(soup: BeautifulSoup) -> bool:
    """The text has lost what no reader of it saw, and marks that only a style gave are elements; True if words were hidden."""
    styles = _bold_classes(soup)
    _drop_remarks(soup)
    for tag in soup.find_all(UNSEEN):
        if not tag.decomposed:
            tag.decompose()
    has_hidden = _drop_hidden(soup)
    _plain_marks(soup, styles)
    return has_hidden


def _drop_remarks(soup: BeautifulSoup) -> None:
    for node in soup.find_all(string=lambda one: isinstance(one, REMARKS)):
        node.extract()


def _name_photos(story: Tag) -> None:
    """A photo that a page loads late is named by what it loads, not by the stand-in."""
    for tag in story.find_all("img"):
        source = tag.get("src") or ""
        lazy = next((str(tag[key]) for key in ("data-src", "data-lazy-src", "data-original") if tag.get(key)), "")
        tag["src"] = (
            lazy
            if lazy and (not source or str(source).startswith("data:image/gif") or "svg" in str(source)[:20])
            else source
        )


def _title(soup: BeautifulSoup) -> str:
    og = soup.find("meta", attrs={"property": "og:title"})
    found = str(og.get("content") or "") if isinstance(og, Tag) else ""
    if not found and soup.title is not None:
        found = soup.title.get_text()
    return SITE_NAME.sub("", " ".join(found.split()))


def _address(soup: BeautifulSoup) -> str:
    """The site's address when the page says it, so that its links can be completed."""
    for selector, key in (("base", "href"), ("link[rel=canonical]", "href"), ('meta[property="og:url"]', "content")):
        found = soup.select_one(selector)
        parts = parts_of(str(found.get(key) or "") if isinstance(found, Tag) else "")
        if parts.scheme in ("http", "https") and parts.hostname:
            return urljoin(parts.geturl(), "/")
    return ""


def _heading(soup: BeautifulSoup) -> Tag | None:
    """The page's own headline: the one `h1` that is no name of the site."""
    found = [
        tag
        for tag in soup.find_all("h1")
        if tag.get_text(strip=True) and not tag.find_parent(["nav", "footer", "aside"])
    ]
    within = [tag for tag in found if tag.find_parent(["article", "main"])]
    outside_header = [tag for tag in found if not tag.find_parent("header")]
    name = group_key(_title(soup))
    titled = [tag for tag in found if (key := group_key(tag.get_text(" "))) and key in name]
    best = max(titled, key=lambda tag: len(tag.get_text(" ", strip=True)), default=None)
    return best or next(iter(within or outside_header or found), None)


def _story(soup: BeautifulSoup) -> Tag:
    def weight(tag: Tag) -> int:
        return sum(len(part.get_text(" ", strip=True)) for part in tag.find_all(["p", "li", "blockquote", "td"]))

    for selector in (*STORY, "article", "main", "[role=main]", "#content", ".content"):
        found = [tag for tag in soup.select(selector) if len(tag.get_text(strip=True)) > 60]
        if not found:
            continue
        best = max(found, key=weight)
        outer = best.find_parent("article")
        return outer if outer is not None and outer.find("h1") and len(outer.find_all("h1")) == 1 else best
    return soup.body if isinstance(soup.body, Tag) else soup


def _words_outside(soup: BeautifulSoup, story: Tag) -> list[str]:
    inside = {id(tag) for tag in (story, *story.find_all(True), *story.parents)}
    outside = [
        tag for tag in soup.find_all(True) if id(tag) not in inside and (tag.parent is None or id(tag.parent) in inside)
    ]
    return [words[:40] for tag in outside if (words := " ".join(tag.get_text(" ").split()))]


def _stands_around(tag: Tag, story: Tag) -> bool:
    if tag.name in AROUND or tag.get("role") in ("navigation", "complementary", "contentinfo", "search"):
        return True
    if tag.name == "header" and tag.find("h1") is None and tag.find("p") is None:
        return True
    names = " ".join([*(tag.get("class") or []), str(tag.get("id") or "")])
    if not names or tag.name in ("body", "html", "article", "main", "h1"):
        return False
    if WORDS_AROUND.search(names):
        return len(tag.get_text(strip=True)) < 0.5 * max(1, len(story.get_text(strip=True)))
    return bool(META.search(names)) and len(tag.get_text(strip=True)) < 160 and tag.find(["h1", "img"]) is None


def _drop_hidden(soup: BeautifulSoup) -> bool:
    found = False
    for tag in soup.find_all(True):
        if tag.decomposed:
            continue
        style = str(tag.get("style") or "").replace(" ", "").casefold()
        is_hidden = tag.has_attr("hidden") or "display:none" in style or "visibility:hidden" in style
        if is_hidden or "mso-hide:all" in style or re.search(r"font-size:0(?![.\d])", style):
            found |= bool(tag.get_text(strip=True))
            tag.decompose()
    return found


def _bold_classes(soup: BeautifulSoup) -> dict[str, str]:
    """What the page's own style sheet says of its classes, as Google Docs writes it: `.c4{font-weight:700}`."""
    found: dict[str, str] = {}
    for tag in soup.find_all("style"):
        for rule in tag.get_text().split("}")[:5000]:
            selector, _, body = rule.partition("{")
            name = selector.strip().lstrip("@;")
            if name.startswith(".") and name[1:].replace("-", "").isalnum():
                found[name[1:]] = body.replace(" ", "").casefold()
    return found


def _plain_marks(story: Tag, styles: dict[str, str]) -> None:
    """Bold and italics that only a style says become elements; a wrapper that says neither is nothing."""
    for tag in story.find_all(["b", "strong"]):
        if "font-weight:normal" in str(tag.get("style") or "").replace(" ", "") or tag.find(
            ["p", "div", "ul", "ol", "h1", "h2", "table"]
        ):
            tag.unwrap()
    for tag in story.find_all("span"):
        style = ";".join(
            [
                *(styles.get(name, "") for name in tag.get("class") or []),
                str(tag.get("style") or "").replace(" ", "").casefold(),
            ]
        )
        if tag.find_parent(["h1", "h2", "h3", "h4", "th"]) is not None:
            continue
        if re.search(r"font-weight:(?:bold|[6-9]00)", style):
            tag.name = "strong"
        elif "font-style:italic" in style:
            tag.name = "em"


def footnotes(story: Tag) -> list[tuple[str, str]]:
    """
    Footnotes, whose sign and text link to each other, become signs that the tree's reader knows and texts of their own.
    """
    notes: list[tuple[str, str]] = []
    for link in story.find_all("a"):
        if link.decomposed:
            continue
        target = str(link.get("href") or "")
        link["href"] = unwrapped(target)
        number = re.fullmatch(
            r"#_?(?:ftnt?|fn|footnote|note|cite_note)[_:-]?(?P<back>ref)?[_:-]?(?P<number>[0-9]{1,4})",
            target,
            re.IGNORECASE,
        )
        if number is None:
            continue
        if not number["back"]:
            sign = link.find_parent("sup") or link
            sign.replace_with(f"\ue000{number['number']}\ue001")
            continue
        holder = link.find_parent(["p", "li", "div"])
        link.decompose()
        if holder is not None:
            notes.append((number["number"], escape(" ".join(holder.get_text().split()).lstrip("↩^ "))))
            holder.decompose()
    return notes
