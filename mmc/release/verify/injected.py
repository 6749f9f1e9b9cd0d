"""What stands in a page that is not the page of the manifest: hidden links, foreign code, words of gambling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from mmc.release.verify.suspects import GAMBLING

HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0(\.0*\d)?\s*(;|$|!)|font-size\s*:\s*[01](px|pt|em|rem|%)?\s*(;|$|!)"
    r"|text-indent\s*:\s*-\s*\d{3}|(left|top|right|bottom|inset\S*|margin\S*)\s*:\s*-\s*\d{3}|(height|width)\s*:\s*[01](px)?\s*(;|$|!)"
    r"|clip(-path)?\s*:|overflow\s*:\s*hidden[^\"]*(height|width)\s*:\s*[01]|color\s*:\s*(transparent|#fff(fff)?\b|white)"
    r"|transform\s*:\s*scale\(\s*0|z-index\s*:\s*-\d",
    re.IGNORECASE,
)
LOADS = {
    "script": "src",
    "iframe": "src",
    "frame": "src",
    "embed": "src",
    "object": "data",
    "form": "action",
    "base": "href",
    "link": "href",
}
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
LINKS = re.compile(
    rb"""<(?:a|area|link|iframe|frame|img|script|source|form)\b[^>]*?\b(?:href|src|action|data-src)\s*=\s*["']?([^"'\s>]+)""",
    re.IGNORECASE,
)
LOCATIONS = re.compile(rb"<loc>\s*([^<\s]+)\s*</loc>", re.IGNORECASE)
DATA = frozenset({"application/ld+json", "application/json"})  # scripts that do not run
Hosts = frozenset[str]  # every name of the one site
MOST = 20  # findings told for one page


def injected(page: bytes, address: str, hosts: Hosts) -> list[str]:
    """What an altered page shows or hides, in the words of the office; empty when only its text differs."""
    reader = _Reader(address, hosts)
    text = page.decode("utf-8", "replace")
    reader.feed(text)
    reader.close()
    words = sorted({found[0].lower() for found in GAMBLING.finditer(text)})
    told = list(dict.fromkeys(reader.found))
    if words:
        told.append(f"kata judi: {', '.join(words[:8])}")
    return told[:MOST]


def links(page: bytes, address: str, hosts: Hosts) -> Iterator[str]:
    """The addresses on the same site to which the page or sitemap leads, without query and fragment."""
    for raw in [*LINKS.findall(page), *LOCATIONS.findall(page)]:
        found = inside(raw.decode("utf-8", "replace"), address, hosts)
        if found:
            yield found


def inside(link: str, address: str, hosts: Hosts) -> str:
    """The address of a link on the same site, under whichever of its names; empty for a link elsewhere."""
    try:
        parts = urlsplit(urljoin(f"https://{min(hosts)}{address}", link.replace("&amp;", "&")))
    except ValueError:
        return ""
    return parts.path or "/" if parts.scheme in ("http", "https") and parts.hostname in hosts else ""


class _Reader(HTMLParser):
    """Notes every hidden link and everything that comes from elsewhere."""

    def __init__(self, address: str, hosts: Hosts) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._address = address
        self._hosts = hosts
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; what is inside a hidden one is hidden."""
        attributes = {name: value or "" for name, value in attrs}
        is_hidden = self._is_hidden or _hides(attributes)
        if tag == "a" and attributes.get("href"):
            self._link(attributes["href"], is_hidden=is_hidden)
        elif tag in LOADS and (target := attributes.get(LOADS[tag], "")):
            if self._is_foreign(target):
                self.found.append(f"<{tag}> dari luar: {target}")
        elif tag == "script" and attributes.get("type", "").lower() not in DATA:
            self.found.append("skrip di dalam halaman")
        elif tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            self.found.append(f"pengalihan otomatis: {attributes.get('content', '')}")
        for name in attributes:
            if name.startswith("on"):
                self.found.append(f"skrip pada {tag}: {name}")
        if tag not in VOID:
            self._open.append((tag, is_hidden))

    def handle_endtag(self, tag: str) -> None:
        """The element ends, and with it those that were left open inside."""
        for number in range(len(self._open) - 1, -1, -1):
            if self._open[number][0] == tag:
                del self._open[number:]
                return

    def handle_comment(self, data: str) -> None:
        """A comment can carry links that a search engine reads."""
        if "href" in data.lower():
            self.found.append("tautan di dalam komentar")

    @property
    def _is_hidden(self) -> bool:
        return bool(self._open and self._open[-1][1])

    def _link(self, href: str, *, is_hidden: bool) -> None:
        if is_hidden:
            self.found.append(f"tautan tersembunyi: {href}")
        elif self._is_foreign(href):
            self.found.append(f"tautan ke luar: {href}")

    def _is_foreign(self, link: str) -> bool:
        if link.lower().startswith(("data:", "javascript:", "vbscript:")):
            return True
        if link.lower().startswith(("mailto:", "tel:", "#")):
            return False
        return not inside(link, self._address, self._hosts)


def _hides(attributes: dict[str, str]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or attributes.get("width") == "0":
        return True
    is_offscreen = re.search(r"hidden|sr-only|invisible|d-none", attributes.get("class", ""))
    return bool(is_offscreen or HIDING.search(attributes.get("style", "")))
