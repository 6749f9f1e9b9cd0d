"""What a press item may contain: a short list of elements and attributes; everything else is taken out."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

import nh3

ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "li": {"id"},
    "th": {"scope"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "section": {"aria-label"},
    "div": {"role", "tabindex", "aria-label"},
}
# With what `notes` sets in after the text was cleaned: a way to each footnote and back.
SHOWN = {**ATTRIBUTES, "a": ATTRIBUTES["a"] | {"aria-label"}, "sup": {"id"}}
TAGS = {
    *("p", "br", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "del", "a", "img", "hr"),
    *(
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "code",
        "pre",
        "sup",
        "sub",
        "abbr",
        "dl",
        "dt",
        "dd",
        "section",
        "div",
    ),
}
CLASSES = {"section": {"notes"}, "div": {"table"}}
SCHEMES = {"https", "mailto", "tel"}
DROPPED = {"script", "style", "iframe", "object", "template", "noscript", "textarea", "title"}

_cleaner = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, clean_content_tags=DROPPED, link_rel=None,
    allowed_classes=CLASSES,
)  # fmt: skip


def clean(html: str) -> str:
    """
    The HTML reduced to what the list allows, well formed, whatever came in.

    It is written so that `<` and `>` stand only around tags: in text and in attributes they are entities.
    """
    return _cleaner.clean(html)


def is_allowed(address: str) -> bool:
    """True for an address that `clean` would leave in a link."""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return False
    return address.isprintable() and address == address.strip() and (not scheme or scheme in SCHEMES)


def with_full_addresses(html: str, page_url: str) -> str:
    """Clean HTML, with every link leading to the same place from anywhere; `#bagian` leads to the page at `page_url`."""
    return _absolute(page_url).clean(html).replace("&nbsp;", "\N{NO-BREAK SPACE}") if 'href="' in html else html


@lru_cache(maxsize=64)
def _absolute(page_url: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS, attributes=SHOWN, url_schemes={*SCHEMES, "http"}, clean_content_tags=DROPPED, link_rel=None,
        allowed_classes=CLASSES, url_relative=("rewrite_with_base", page_url),
    )  # fmt: skip
