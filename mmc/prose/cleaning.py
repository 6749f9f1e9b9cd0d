"""What a press item may contain: a short list of elements and attributes; everything else is taken out."""

from __future__ import annotations

import nh3

ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
}
TAGS = {
    *("p", "br", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "del", "a", "img", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td", "code", "pre", "sup", "sub", "abbr", "dl", "dt", "dd"),
}
SCHEMES = {"https", "mailto", "tel"}

_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    clean_content_tags={"script", "style", "iframe", "object", "template", "noscript", "textarea", "title"},
    link_rel=None,
)


def clean(html: str) -> str:
    """The HTML reduced to what the list allows, well formed, whatever came in."""
    return _cleaner.clean(html)
