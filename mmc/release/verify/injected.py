"""What stands in a page that is not the page of the manifest: hidden links, foreign code, words of gambling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

import tinycss2  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mmc.release.verify.suspects import GAMBLING

LOADS = {
    "script": "src",
    "iframe": "src",
    "frame": "src",
    "embed": "src",
    "object": "data",
    "form": "action",
    "base": "href",
    "link": "href",
    "img": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
}
LEADS = ("href", "src", "action", "data", "data-src", "formaction", "poster", "ping")
DATA = frozenset({"application/ld+json", "application/json"})  # scripts that do not run
UNSEEN_CLASSES = re.compile(r"(^|\s)(hidden|sr-only|invisible|d-none)(\s|$)")
UNSEEN = {"display": frozenset({"none"}), "visibility": frozenset({"hidden", "collapse"})}
SIZES = frozenset({"font-size", "height", "max-height", "width", "max-width", "line-height", "opacity"})
PLACES = frozenset({"left", "top", "right", "bottom", "text-indent", "margin", "margin-left", "margin-top", "inset"})
PALE = frozenset({"transparent", "white", "#fff", "#ffffff"})
Hosts = frozenset[str]  # every name of the one site
MOST = 20  # findings told for one page


def injected(page: bytes, address: str, hosts: Hosts) -> list[str]:
    """What an altered page shows or hides, in the words of the office; empty when only its text differs."""
    tree = LexborHTMLParser(page.decode("utf-8", "replace"))
    told = list(dict.fromkeys(_told(tree, address, hosts)))
    if words := gambling(tree):
        told.append(f"kata judi: {', '.join(words[:8])}")
    return told[:MOST]


def gambling(tree: LexborHTMLParser) -> list[str]:
    """The words of gambling in a page, in its code and addresses too."""
    return sorted({found[0].lower() for found in GAMBLING.finditer(tree.html or "")})


def links(page: bytes, address: str, hosts: Hosts) -> Iterator[str]:
    """The addresses on the same site to which a page, a feed or a sitemap leads, without query and fragment."""
    tree = LexborHTMLParser(page.decode("utf-8", "replace"))
    for node in tree.css("*"):
        for name in LEADS:
            if (value := node.attributes.get(name)) and (found := inside(value, address, hosts)):
                yield found
        if node.tag in ("loc", "id", "link") and (found := inside(node.text(deep=False).strip(), address, hosts)):
            yield found


def inside(link: str, address: str, hosts: Hosts) -> str:
    """The address of a link on the same site, under whichever of its names; empty for a link elsewhere."""
    try:
        parts = urlsplit(urljoin(f"https://{min(hosts)}{address}", link.strip()))
        return parts.path or "/" if link and parts.scheme in ("http", "https") and parts.hostname in hosts else ""
    except ValueError:
        return ""


def is_foreign(link: str, address: str, hosts: Hosts) -> bool:
    """True for an address that leads off the site, or runs code."""
    scheme = link.strip().lower().partition(":")[0]
    if scheme in ("data", "javascript", "vbscript"):
        return True
    if scheme in ("mailto", "tel") or link.startswith("#"):
        return False
    return not inside(link, address, hosts)


def _told(tree: LexborHTMLParser, address: str, hosts: Hosts) -> Iterator[str]:
    for node in tree.root.traverse(include_text=False) if tree.root else ():
        has = {name.lower(): value or "" for name, value in node.attributes.items()}
        if node.tag in ("_comment", "-comment"):
            if LexborHTMLParser(node.comment_content or "").css_first("[href]"):
                yield "tautan di dalam komentar"
        elif node.tag == "a":
            yield from _link(node, has.get("href", ""), address, hosts)
        else:
            yield from _element(node, has, address, hosts)
        yield from (f"skrip pada {node.tag}: {name}" for name in has if name.startswith("on"))


def _link(node: LexborNode, href: str, address: str, hosts: Hosts) -> Iterator[str]:
    if href and _is_hidden(node):
        yield f"tautan tersembunyi: {href}"
    elif href and is_foreign(href, address, hosts):
        yield f"tautan ke luar: {href}"


def _element(node: LexborNode, has: Mapping[str, str], address: str, hosts: Hosts) -> Iterator[str]:
    tag = node.tag or ""
    name, content = has.get("name", "").lower(), has.get("content", "")
    if tag in LOADS and (target := has.get(LOADS[tag], "")):
        if is_foreign(target, address, hosts):
            yield f"<{tag}> dari luar: {target}"
    elif tag == "script" and has.get("type", "").lower() not in DATA:
        yield "skrip di dalam halaman"
    elif tag == "meta" and has.get("http-equiv", "").lower() == "refresh":
        yield f"pengalihan otomatis: {content}"
    elif tag == "meta" and name in ("robots", "googlebot"):
        yield f"perintah untuk mesin pencari: {content}"
    elif tag == "noscript" and node.css_first("[href]"):
        yield "tautan di dalam noscript"


def _is_hidden(node: LexborNode) -> bool:
    """True when the element, or one around it, is there without being seen."""
    current: LexborNode | None = node
    while current is not None:
        has = {name.lower(): value or "" for name, value in current.attributes.items()}
        if "hidden" in has or has.get("aria-hidden") == "true" or has.get("width") == "0":
            return True
        if UNSEEN_CLASSES.search(has.get("class", "")) or hides(has.get("style", "")):
            return True
        current = current.parent
    return False


def hides(style: str) -> bool:
    """True for a style that takes what it is set on out of sight."""
    for part in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True):
        if part.type != "declaration":
            continue
        words = {str(getattr(token, "lower_value", "")) for token in part.value}
        words |= {f"#{token.value.lower()}" for token in part.value if token.type == "hash"}
        numbers = [token.value for token in part.value if token.type in ("number", "dimension", "percentage")]
        name = part.lower_name
        if words & UNSEEN.get(name, frozenset()):
            return True
        if name in SIZES and numbers and max(numbers) <= (0.1 if name == "opacity" else 1):
            return True
        if name in PLACES and any(number <= -100 for number in numbers):
            return True
        if name == "color" and words & PALE:
            return True
        if name in ("clip", "clip-path") or (name == "z-index" and numbers and numbers[0] < 0):
            return True
        if name == "transform" and any(
            token.type == "function" and token.lower_name == "scale" for token in part.value
        ):
            return True
    return False
