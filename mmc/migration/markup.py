"""A post's text as its old program kept it, made into plain HTML: paragraphs, photos, galleries, embeds, links led on."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qs, urljoin

from bs4 import BeautifulSoup
from bs4.element import Comment, Tag

from mmc.migration.addresses import host_of, parts_of
from mmc.migration.paragraphs import as_paragraphs

PARSER = "html.parser"
PHOTO = "foto:"  # with which a picture's address begins once its file is known
INSIDE = "https://pindah.invalid"  # what addresses within the new site begin with, until they are Markdown
VIDEO = re.compile(
    r"youtu\.?be|vimeo\.com|tiktok\.com|dailymotion\.com|wordpress\.tv|videopress\.com|facebook\.com/.*video"
)
YOUTUBE = re.compile(r"(?:youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|watch\?(?:.*&)?v=)|youtu\.be/)([\w-]{6,20})")
PLACES = {
    "twitter.com": "kiriman di X",
    "x.com": "kiriman di X",
    "instagram.com": "kiriman di Instagram",
    "facebook.com": "kiriman di Facebook",
    "tiktok.com": "video di TikTok",
    "youtube.com": "video di YouTube",
    "youtu.be": "video di YouTube",
    "vimeo.com": "video di Vimeo",
    "google.com": "peta atau berkas di Google",
    "soundcloud.com": "rekaman di SoundCloud",
    "scribd.com": "dokumen di Scribd",
    "slideshare.net": "salindia di SlideShare",
}
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))")
_CAPTION = re.compile(r"\[(?:wp_)?caption([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.DOTALL)
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE)
_EMBED = re.compile(
    r"\[(?:embed|youtube|video|audio)\b([^\]]*)\](?:(.*?)\[/(?:embed|youtube|video|audio)\])?", re.DOTALL
)
_GALLERY = re.compile(r"\[gallery\b([^\]]*)\]")
_CODE = re.compile(r"\[/?([a-zA-Z][\w-]{1,40})((?:\s+[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'\]]+))*)\s*/?\]")
_LONE = re.compile(r"^[ \t]*(https?://[^\s<>\"]+)[ \t]*$", re.MULTILINE)
_CUT = re.compile(r"<!--\s*(?:more[^>]*|nextpage)\s*-->")
_SIZE = re.compile(r"-(?:[0-9]{2,5}x[0-9]{2,5}|scaled)(?=\.\w{3,4}$)")
_MEDIA_FILE = re.compile(r"\.(?:mp4|m4v|mov|avi|webm|ogv|mp3|m4a|ogg|wav|wma|3gp|flv|wmv)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that a text shows: its address as it was written, what is said of it, and where it is."""

    token: str
    url: str
    alt: str = ""
    caption: str = ""
    number: str = ""
    in_gallery: bool = False


@dataclass
class Prepared:
    """A text ready to become Markdown, and everything that was found in it."""

    html: str = ""
    pictures: list[Picture] = field(default_factory=list)
    told: dict[str, None] = field(default_factory=dict)
    lost_links: list[str] = field(default_factory=list)
    recordings: list[str] = field(default_factory=list)

    def tell(self, line: str) -> None:
        """One thing that a person should know of the text."""
        self.told[line] = None


@dataclass(frozen=True, slots=True)
class Guide:
    """
    What the text's own site knows: where an address within it leads now, and which media a gallery shows.

    `lead` answers with an address of the new site, with nothing where there is none any more, and with None for another site's.
    `gallery` answers with the addresses and numbers of the media that it names, or of those that the post has; `original` with
    what all sizes of one photo share.
    """

    lead: Callable[[str], str | None]
    gallery: Callable[[tuple[str, ...]], list[tuple[str, str]]]
    original: Callable[[str], str]


def prepared(html: str, base: str, guide: Guide, *, is_classic: bool) -> Prepared:
    """The text as HTML of paragraphs, headings, lists, tables, figures and links, each old program's own marks resolved."""
    found = Prepared()
    text = _CUT.sub("", html.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CAPTION.sub(_figure, text)
    text = _EMBED.sub(_embed, text)
    text = _GALLERY.sub(
        lambda match: f'\n\n<div data-gallery="{escape(_attributes(match[1]).get("ids", ""))}"></div>\n\n', text
    )
    text = _without_codes(text, found)
    text = _LONE.sub(lambda match: f"\n<p>{_embedded(match[1])}</p>\n", text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 suspects short texts of being file names or addresses
        soup = BeautifulSoup(text, PARSER)
    for node in soup.find_all(string=lambda one: isinstance(one, Comment)):
        node.extract()
    _late_photos(soup)
    _embeds(soup, found)
    _galleries(soup, found, base, guide)
    _pictures(soup, found, base, guide)
    _links(soup, found, base, guide)
    as_paragraphs(soup, soup, is_classic=is_classic)
    found.html = str(soup)
    return found


def _attributes(text: str) -> dict[str, str]:
    return {name.casefold(): first or second or third for name, first, second, third in _ATTRIBUTE.findall(text)}


def _figure(match: re.Match[str]) -> str:
    """`[caption]` as the figure that it means; the words are those after the picture, or those of an attribute."""
    picture = _PICTURE.match(match[2])
    if picture is None:
        return match[2]
    words = picture[2].strip() or escape(_attributes(match[1]).get("caption", ""))
    return f"\n\n<figure>{picture[1]}<figcaption>{words}</figcaption></figure>\n\n"


def _embed(match: re.Match[str]) -> str:
    attributes = _attributes(match[1])
    named = next((attributes[key] for key in ("src", "url", "mp4", "mp3", "m4a", "id") if attributes.get(key)), "")
    bare = re.search(r"https?://[^\s\]\"']+", match[1])
    url = (match[2] or "").strip() or named or (bare[0] if bare else "")
    if "<" in url or not url:
        inside = re.search(r"https?://[^\s<>\"']+", url)
        url = inside[0] if inside else ""
    return f"\n<p>{_embedded(url)}</p>\n" if url.startswith(("http://", "https://")) else ""


def _embedded(url: str) -> str:
    """A link in place of what the old page drew from another site, in words that can be read alone."""
    video = YOUTUBE.search(url)
    if video:
        return f'<a href="https://www.youtube.com/watch?v={video[1]}">Video di YouTube</a>'
    host = host_of(url)
    words = next((name for place, name in PLACES.items() if host == place or host.endswith(f".{place}")), "")
    shown = (words[:1].upper() + words[1:]) if words else f"Isi dari {host or 'situs lain'}"
    return f'<a href="{escape(url)}">{escape(shown)}</a>'


def _without_codes(text: str, found: Prepared) -> str:
    """
    Marks of plug-ins are taken away, what stands between them stays: those with attributes, and those that are closed.

    `[sic]`, `[1]` and other words in brackets are text.
    """
    if "[" not in text:
        return text
    closed = set(re.findall(r"\[/([a-zA-Z][\w-]{1,40})\]", text))

    def mended(match: re.Match[str]) -> str:
        name, attributes = match[1], match[2]
        if not (attributes or name in closed or "_" in name or match[0].startswith("[/")):
            return match[0]
        found.tell(f"Kode singkat [{name}] dari situs lama dilepas; isinya tetap ada.")
        return ""

    return _CODE.sub(mended, text)


def _late_photos(soup: BeautifulSoup) -> None:
    """A picture that was loaded late is named by what it loads; one inside `noscript` is the same one again."""
    for tag in soup.find_all("noscript"):
        tag.decompose()
    for tag in soup.find_all("img"):
        source = str(tag.get("src") or "")
        for name in ("data-orig-file", "data-src", "data-lazy-src", "data-original", "data-large-file"):
            late = str(tag.get(name) or "")
            if late and (not source or source.startswith("data:") or name == "data-orig-file"):
                tag["src"] = source = late
    for tag in soup.find_all("amp-img"):
        tag.name = "img"


def _embeds(soup: BeautifulSoup, found: Prepared) -> None:
    """Frames, players and objects as links; a player's file of the old site is listed, for it does not move."""
    for tag in soup.find_all(["iframe", "embed", "object", "video", "audio", "amp-youtube"]):
        if tag.decomposed:
            continue
        inner = tag.find(["embed", "source"]) if tag.name in ("object", "video", "audio") else None
        url = str(
            tag.get("src")
            or tag.get("data-src")
            or tag.get("data")
            or (inner.get("src") if isinstance(inner, Tag) else "")
            or ""
        )
        if tag.name == "amp-youtube":
            url = f"https://youtu.be/{tag.get('data-videoid') or ''}"
        if url.startswith("//"):
            url = f"https:{url}"
        if _MEDIA_FILE.search(parts_of(url).path):
            found.recordings.append(url)
            tag.decompose()
        elif url.startswith(("http://", "https://")):
            paragraph = soup.new_tag("p")
            paragraph.append(BeautifulSoup(_embedded(_plain_embed(url)), PARSER))
            tag.replace_with(paragraph)
        else:
            tag.decompose()
    for tag in soup.select(".wp-block-embed, .wp-block-embed__wrapper"):
        words = tag.get_text(" ", strip=True)
        if tag.find("a") is None and (address := re.search(r"https?://\S+", words)):
            tag.clear()
            tag.append(BeautifulSoup(_embedded(address[0]), PARSER))
        if tag.name == "figure":
            tag.name = "div"
    for tag in soup.select("blockquote.twitter-tweet, blockquote.instagram-media, blockquote.tiktok-embed"):
        link = next(
            (str(a.get("href")) for a in reversed(tag.find_all("a")) if str(a.get("href") or "").startswith("http")), ""
        )
        link = link or str(tag.get("data-instgrm-permalink") or tag.get("cite") or "")
        if link:
            paragraph = soup.new_tag("p")
            paragraph.append(BeautifulSoup(_embedded(link), PARSER))
            tag.insert_after(paragraph)


def _plain_embed(url: str) -> str:
    """The page of a frame's address: of a Facebook plug-in, what it shows."""
    parts = parts_of(url)
    if host_of(url).endswith("facebook.com") and parts.path.startswith("/plugins/"):
        return next(iter(parse_qs(parts.query).get("href", [])), url)
    return url


def _galleries(soup: BeautifulSoup, found: Prepared, base: str, guide: Guide) -> None:
    """The photos of galleries, in order, each with its own words; the gallery's own words stay as a paragraph."""
    for tag in soup.select(
        ".wp-block-gallery, .blocks-gallery-grid, .tiled-gallery, .gallery[id^=gallery], [data-gallery]"
    ):
        if tag.decomposed:
            continue
        numbers = tag.get("data-gallery")
        if numbers is not None:
            wanted = tuple(part.strip() for part in str(numbers).split(",") if part.strip())
            for url, number in guide.gallery(wanted):
                if not any(one.url == url for one in found.pictures):
                    found.pictures.append(Picture(_token(found), url, number=number, in_gallery=True))
            tag.decompose()
            continue
        for picture in tag.find_all("img"):
            holder = picture.find_parent(["figure", "li", "dl"]) or picture.parent
            words = holder.find(["figcaption", "dd"]) if isinstance(holder, Tag) and holder is not tag else None
            _note(
                picture,
                found,
                base,
                guide,
                words.get_text(" ", strip=True) if isinstance(words, Tag) else "",
                in_gallery=True,
            )
            if isinstance(words, Tag):
                words.decompose()
            picture.decompose()
        rest = tag.get_text(" ", strip=True)
        tag.replace_with(_paragraph(soup, rest)) if rest else tag.decompose()


def _paragraph(soup: BeautifulSoup, words: str) -> Tag:
    tag = soup.new_tag("p")
    tag.string = words
    return tag


def _pictures(soup: BeautifulSoup, found: Prepared, base: str, guide: Guide) -> None:
    """Every picture bears the token of its file; a link around it that leads to the picture itself is gone."""
    for table in soup.select("table.tr-caption-container"):
        picture, words = table.find("img"), table.select_one(".tr-caption")
        figure = soup.new_tag("figure")
        if isinstance(picture, Tag):
            figure.append((picture.find_parent("a") or picture).extract())
            if words is not None:
                caption = soup.new_tag("figcaption")
                caption.string = words.get_text(" ", strip=True)
                figure.append(caption)
            table.replace_with(figure)
    for picture in soup.find_all("img"):
        holder = picture.find_parent("figure")
        words = holder.find("figcaption") if isinstance(holder, Tag) else None
        token = _note(picture, found, base, guide, words.get_text(" ", strip=True) if isinstance(words, Tag) else "")
        link = picture.find_parent("a")
        if link is not None and not link.get_text(strip=True):
            link.unwrap()
        if not token:
            picture.decompose()
            continue
        picture.attrs = {"src": token, "alt": str(picture.get("alt") or "")}


def _note(picture: Tag, found: Prepared, base: str, guide: Guide, caption: str, *, in_gallery: bool = False) -> str:
    """The picture with the largest file that the old page knew of it: where its link leads, or its own address."""
    source = str(picture.get("src") or "").strip()
    if not source or (source.startswith("data:") and len(source) < 2000):
        return ""
    link = picture.find_parent("a")
    target = str(link.get("href") or "") if isinstance(link, Tag) else ""
    is_larger = re.search(r"\.(?:jpe?g|png|webp|gif|bmp|tiff?|heic)$", parts_of(target).path, re.IGNORECASE)
    url = source if source.startswith("data:") else urljoin(base, target if is_larger else source)
    classes = " ".join(picture.get("class") or [])
    number = re.search(r"wp-image-([0-9]+)", classes)
    given = number[1] if number else str(picture.get("data-id") or picture.get("data-attachment-id") or "")
    for old in found.pictures:
        if guide.original(old.url) == guide.original(url) and not in_gallery and not old.in_gallery:
            found.tell("Foto yang sama tampil dua kali; diambil sekali.")
            return ""
    token = _token(found)
    found.pictures.append(
        Picture(
            token, url, " ".join(str(picture.get("alt") or "").split()), " ".join(caption.split()), given, in_gallery
        )
    )
    return token


def _token(found: Prepared) -> str:
    return f"{PHOTO}{len(found.pictures)}"


def largest(url: str) -> str:
    """The address of a picture without the size that its program wrote into it: `foto-300x200.jpg`, `?w=604`, `/s320/`."""
    parts = parts_of(url)
    path = _SIZE.sub("", parts.path)
    if (parts.hostname or "").endswith(("blogspot.com", "googleusercontent.com", "ggpht.com")):
        path = re.sub(r"/(?:[swh][0-9]{2,4}(?:-[\w-]+)?|w[0-9]+-h[0-9]+[\w-]*)/", "/s0/", path)
        path = re.sub(r"=(?:[swh][0-9]{2,4}[\w-]*)$", "=s0", path)
    return f"{host_of(url)}{path}"


def _links(soup: BeautifulSoup, found: Prepared, base: str, guide: Guide) -> None:
    """Links within the old site lead to where their page stands now; one that leads nowhere any more keeps its words."""
    for tag in soup.find_all("a"):
        href = str(tag.get("href") or "").strip()
        if not href:
            tag.unwrap()
            continue
        if href.startswith("#") or href.casefold().startswith(("mailto:", "tel:")):
            continue
        full = urljoin(base, href) if base else href
        target = guide.lead(full)
        if target is None and not parts_of(full).hostname:
            found.lost_links.append(full)
            tag.unwrap()
        elif target is None:
            tag["href"] = full
        elif target:
            tag["href"] = f"{INSIDE}{target}" if target.startswith("/") else target
        else:
            found.lost_links.append(full)
            tag.unwrap()
