"""Addresses inside HTML made full, so that the text can be read anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

_TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_HAS_ADDRESS = re.compile(r"\s(?:href|src|srcset|poster|cite|imagesrcset)\s*=", re.IGNORECASE)
_ADDRESS = re.compile(r"""(\s(?:href|src|poster|cite)\s*=\s*)(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_SRCSET = re.compile(r"""(\s(?:imagesrcset|srcset)\s*=\s*)(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def absolute_html(html: str, page_url: str) -> str:
    """
    The HTML with every `href`, `src`, `srcset`, `poster` and `cite` full; only tags are touched, never text.

    `page_url` is the full address of the page on which the HTML stands: `#bagian` leads to that page.
    """
    if "=" not in html:
        return html
    parts = urlsplit(page_url)
    origin = f"{parts.scheme}://{parts.netloc}"

    def full(address: str) -> str:
        address = address.strip()
        if not address or _SCHEME.match(address):
            return address
        if address[0] == "/" and address[1:2] != "/":
            return origin + address
        return page_url + address if address[0] == "#" else urljoin(page_url, address)

    def in_address(match: re.Match[str]) -> str:
        quote = '"' if match[2] is not None else "'"
        return f"{match[1]}{quote}{full(match[2] if match[2] is not None else match[3])}{quote}"

    def in_srcset(match: re.Match[str]) -> str:
        quote = '"' if match[2] is not None else "'"
        return f"{match[1]}{quote}{_full_set(match[2] if match[2] is not None else match[3], full)}{quote}"

    def in_tag(match: re.Match[str]) -> str:
        tag = match[0]
        if _HAS_ADDRESS.search(tag) is None:
            return tag
        tag = _ADDRESS.sub(in_address, tag)
        return _SRCSET.sub(in_srcset, tag) if "srcset" in tag.lower() else tag

    return _TAG.sub(in_tag, html)


def _full_set(value: str, full: Callable[[str], str]) -> str:
    """`/a.jpg 360w, /b.jpg 720w` with full addresses; a comma separates only before white space or at the end."""
    candidates = (candidate.split(None, 1) for candidate in re.split(r",\s+|,$", value.strip()))
    return ", ".join(" ".join([full(parts[0]), *parts[1:]]) for parts in candidates if parts)
