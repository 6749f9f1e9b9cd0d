"""Photos inside a text: the writer's `![alt](file "keterangan")` becomes a figure with every size that there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from typing import Protocol

IMAGE = re.compile(r"<img ([^>]*)>")
LONELY_IMAGE = re.compile(r"<p>\s*<img ([^>]*)>\s*</p>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
TEXT_SIZES = "(min-width: 45rem) 42rem, 100vw"  # as wide as the text column


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
    def sources(self) -> Iterable[Source]: ...


def place_pictures(html: str, figure: Callable[[str, str, str], str | None]) -> str:
    """
    The clean HTML with each `img` replaced by `figure(name, alt, caption)`; one that has no figure is taken out.

    A photo alone in its paragraph takes the paragraph's place.
    """
    if "<img " not in html:
        return html

    def replaced(match: re.Match[str]) -> str:
        found = {name: unescape(value) for name, value in ATTRIBUTE.findall(match[1])}
        return figure(found.get("src", ""), found.get("alt", ""), found.get("title", "")) or ""

    return IMAGE.sub(replaced, LONELY_IMAGE.sub(replaced, html))


def figure_html(picture: Picture) -> str:
    """The figure's markup, escaped; the browser fetches the size it needs, when it comes near."""
    sources = "".join(
        f'<source type="{escape(source.type)}" srcset="{escape(source.srcset)}" sizes="{TEXT_SIZES}">'
        for source in picture.sources
    )
    image = (
        f'<img src="{escape(picture.src)}" alt="{escape(picture.alt)}" width="{picture.width}" '
        f'height="{picture.height}" loading="lazy" decoding="async">'
    )
    caption = f"<figcaption>{escape(picture.caption)}</figcaption>" if picture.caption else ""
    return f'<figure class="figure"><picture>{sources}{image}</picture>{caption}</figure>'
