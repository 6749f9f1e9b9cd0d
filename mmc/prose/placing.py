"""
Photos inside a text: the writer's `![alt](file "keterangan")` becomes a figure with every size that there is.

A figure cannot stand in a paragraph, so a photo is taken out of it in Markdown's own tree; the text before and after it are
paragraphs of their own. What is left is a place, and whoever shows the text sets in what it can show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Protocol
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from mmc.prose.cleaning import is_allowed
from mmc.prose.places import place, printable
from mmc.prose.tree import Part, fill, parts_of, words_of

TEXT_SIZES = "(min-width: 45rem) 42rem, 100vw"  # as wide as the text column
PHOTO = "foto"
HEADINGS = frozenset({"h2", "h3", "h4"})
FLOW = frozenset({"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "div", "section"})


@dataclass(frozen=True, slots=True)
class InlinePhoto:
    """A photo as the writer put it into the text: the file beside it, what is seen, what is said of it, where it leads."""

    file: str
    alt: str = ""
    caption: str = ""
    link: str = ""


class Source(Protocol):
    """A `<source>`: media type and srcset."""

    @property
    def type(self) -> str: ...
    @property
    def srcset(self) -> str: ...


class Picture(Protocol):
    """What a figure shows."""

    @property
    def src(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def alt(self) -> str: ...
    @property
    def caption(self) -> str: ...
    @property
    def credit(self) -> str: ...
    @property
    def sources(self) -> Iterable[Source]: ...


class TakePhotos(Treeprocessor):
    """Every photo is out of its paragraph, remembered in `photos`, and has left its place."""

    photos: list[InlinePhoto]

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.reset()

    def reset(self) -> None:
        """Nothing of one text is left for the next."""
        self.photos = []

    def run(self, root: Element) -> None:
        if _has_photo(root):
            self._within(root)

    def _within(self, parent: Element) -> None:
        parts: list[Part] = []
        for part in parts_of(parent):
            if isinstance(part, str) or not _has_photo(part):
                parts.append(part)
            elif part.tag == "p":
                parts += self._split(part)
            elif part.tag in FLOW:
                self._within(part)
                parts.append(part)
            else:
                rest, places = self._beside(part)
                parts += _lines([*rest, *places]) if part.tag in HEADINGS else [*rest, *places]
        fill(parent, parts)

    def _split(self, paragraph: Element) -> list[Part]:
        """The paragraph's texts as paragraphs of their own, each photo between them."""
        blocks: list[Part] = []
        gathered: list[Part] = []
        for part in parts_of(paragraph):
            if isinstance(part, str) or not _has_photo(part):
                gathered.append(part)
                continue
            rest, places = self._beside(part)
            blocks += [*_paragraph([*gathered, *rest]), *places]
            gathered = []
        return _lines([*blocks, *_paragraph(gathered)])

    def _beside(self, element: Element) -> tuple[list[Part], list[Part]]:
        """The element without its photos, if there is something left of it, and their places."""
        if element.tag == "img":
            return [], [self._place(element)]
        photos = list(element.iter("img"))
        if element.tag == "a" and not words_of(element).strip() and len(photos) == 1:
            return [], [self._place(photos[0], unescape(element.get("href", "")))]
        places: list[Part] = [self._place(photo) for photo in photos]
        _drop_photos(element)
        return [element] if words_of(element).strip() else [], places

    def _place(self, photo: Element, link: str = "") -> str:
        file, alt, caption = (printable(unescape(photo.get(key, ""))) for key in ("src", "alt", "title"))
        caption = caption.replace('\\"', '"')
        self.photos.append(InlinePhoto(unquote(file).strip(), alt, caption, link if is_allowed(link) else ""))
        return place(PHOTO, len(self.photos) - 1)


def _has_photo(element: Element) -> bool:
    return next(element.iter("img"), None) is not None


def _drop_photos(element: Element) -> None:
    parts = [part for part in parts_of(element) if isinstance(part, str) or part.tag != "img"]
    for part in parts:
        if isinstance(part, Element):
            _drop_photos(part)
    fill(element, parts)


def _lines(blocks: list[Part]) -> list[Part]:
    return [each for block in blocks for each in (block, "\n")][:-1]


def _is_blank(part: Part) -> bool:
    return not part.strip() if isinstance(part, str) else part.tag == "br"


def _paragraph(parts: list[Part]) -> Iterator[Part]:
    """A paragraph of these parts without breaks and spaces at its ends; nothing for nothing."""
    kept = list(parts)
    for end in (0, -1):
        while kept and _is_blank(kept[end]):
            kept.pop(end)
    if not kept:
        return
    if isinstance(first := kept[0], str):
        kept[0] = first.lstrip()
    if isinstance(last := kept[-1], str):
        kept[-1] = last.rstrip()
    paragraph = Element("p")
    fill(paragraph, kept)
    yield paragraph


def set_in(html: str, photos: Iterable[InlinePhoto], shown: Callable[[InlinePhoto], str]) -> str:
    """The text with `shown(photo)` in the place of each photo."""
    for number, photo in enumerate(photos):
        html = html.replace(place(PHOTO, number), shown(photo))
    return html


def figure_html(picture: Picture, link: str = "", absolute: Callable[[str], str] = str) -> str:
    """
    The figure's markup, escaped; the browser fetches the size it needs, when it comes near.

    `absolute` makes full addresses of those within the site, for a text that is read elsewhere.
    """
    srcsets = ((source.type, _full_set(source.srcset, absolute)) for source in picture.sources)
    sources = "".join(
        f'<source type="{escape(media_type)}" srcset="{escape(srcset)}" sizes="{TEXT_SIZES}">'
        for media_type, srcset in srcsets
    )
    image = (
        f'<img src="{escape(absolute(picture.src))}" alt="{escape(picture.alt)}" width="{picture.width}" '
        f'height="{picture.height}" loading="lazy" decoding="async">'
    )
    shown = f"<picture>{sources}{image}</picture>"
    host = (urlsplit(link).hostname or "").removeprefix("www.")
    if link:
        shown = (
            f'<a href="{escape(absolute(link))}">{shown}{f"<span>Buka di {escape(host)}</span>" if host else ""}</a>'
        )
    credit = picture.credit if ":" in picture.credit else f"Foto: {picture.credit}" if picture.credit else ""
    said = " ".join(part for part in (picture.caption, credit) if part)
    caption = f"<figcaption>{escape(said)}</figcaption>" if said else ""
    return f'<figure class="figure"{" data-leads" if host else ""}>{shown}{caption}</figure>'


def _full_set(srcset: str, absolute: Callable[[str], str]) -> str:
    return ", ".join(absolute(candidate) for candidate in srcset.split(", "))


def in_words(photo: InlinePhoto) -> str:
    """The photo for readers of text alone: what is seen, and what is said of it."""
    said = " ".join(part if part[-1] in ".!?" else f"{part}." for part in (photo.alt, photo.caption) if part)
    return f"<p>[Foto: {escape(said)}]</p>" if said else ""
