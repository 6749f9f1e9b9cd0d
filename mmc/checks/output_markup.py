"""One built file as the last look sees it: what it would run, fetch or betray, where it leads, what can be linked in it."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from mmc.base.typed import stored

_STYLE_URL = re.compile(r"url\(\s*[\"']?([^\"')\s]+)|@import\s+[\"']([^\"']+)", re.IGNORECASE)
_SCRIPT_FETCH = re.compile(
    r"(?:\b(?:fetch|import|importScripts|WebSocket|EventSource|sendBeacon|Worker)\s*\(?\s*|\b(?:src|href)\s*=\s*|\bfrom\s*)"
    r"[\"'`]((?:https?:|wss?:)?//[^\"'`\s]+)"
)
_LOCAL_SIGNS = ("ocalhost", "OCALHOST", "//127.", "/127.", "/0.0.", "[::1]", "/10.", "192.168.")
_LOCAL = re.compile(
    r"(?:https?|wss?):\\?/\\?/(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)\b",
    re.IGNORECASE,
)
_SOURCE, _DRAWN, _GROUND = ("src", "srcset"), ("href", "xlink:href"), ("background",)
FETCHING = {
    "script": ("src", *_DRAWN), "img": _SOURCE, "source": _SOURCE, "embed": ("src",), "object": ("data",), "audio": ("src",),
    "video": ("src", "poster"), "track": ("src",), "input": ("src",), "image": _DRAWN, "use": _DRAWN, "feimage": _DRAWN,
    "body": _GROUND, "table": _GROUND,
}  # fmt: skip
FETCHING_RELATIONS = frozenset(
    "stylesheet icon shortcut apple-touch-icon manifest preload modulepreload prefetch preconnect dns-prefetch prerender "  # noqa: SIM905
    "mask-icon".split()
)
RUNNING = frozenset({"template", "script", "style", "iframe", "frame", "object", "embed", "applet", "portal", "base"})
FRAMES = frozenset({"base", "frame", "iframe", "object", "embed", "applet", "portal"})
DATA_BLOCKS = frozenset({"application/ld+json", "application/json"})
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass
class Inspection:
    """What one file says: faults as pairs of words and mend, the links within the site, the anchors that it offers."""

    faults: list[tuple[str, str]] = field(default_factory=list)
    links: set[tuple[str, str]] = field(default_factory=set)  # path, anchor
    anchors: frozenset[str] = frozenset()

    def blame(self, message: str, hint: str) -> None:
        """One more fault."""
        self.faults.append((message, hint))


def inspect(path: str, data: bytes, hosts: frozenset[str]) -> Inspection:
    """The look at a file of the output; `hosts` are the site's own."""
    found = Inspection()
    ending = path.rpartition(".")[2].lower()
    text = data.decode("utf-8", "replace") if ending in TEXTUAL else ""
    if any(sign in text for sign in _LOCAL_SIGNS) and (match := _LOCAL.search(text)):
        found.blame(
            f"Ada alamat komputer sendiri: {match[0]}.",
            f"Bangun dengan `{stored('bangun --production')}` dan url yang benar.",
        )
    if ending in ("html", "htm", "svg"):
        _markup(found, text, path, hosts)
    elif ending == "css":
        _style(found, text, path, hosts)
    elif ending in ("js", "mjs"):
        for match in _SCRIPT_FETCH.finditer(text):
            _foreign(found, match[1], hosts, "Skrip")
    elif ending == "xml":
        _xml(found, path, data, hosts)
    elif ending in ("json", "webmanifest"):
        _json(found, path, text)
    return found


TEXTUAL = frozenset(
    {"html", "htm", "svg", "css", "js", "mjs", "xml", "json", "webmanifest", "txt", "opml", "ics", "map"}
)


PACKED = "gz"


def words_in(path: str, data: bytes) -> bytes:
    """The bytes in which text can be searched: those of a packed file unpacked, those of any other as they are."""
    if path.rpartition(".")[2] == PACKED:
        try:
            return gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return data
    return data


def _markup(found: Inspection, text: str, path: str, hosts: frozenset[str]) -> None:
    anchors: set[str] = set()
    addresses: set[str] = set()
    for node in LexborHTMLParser(text).css("*"):
        name, has = node.tag or "", node.attributes
        if has or name in RUNNING:
            identity, faults, leads = _tag(name, tuple(has.items()), hosts)
            found.faults.extend(faults)
            addresses.update(leads)
            if identity:
                anchors.add(identity)
    for address in addresses:
        _link(found, address, path, hosts)
    found.anchors = frozenset(anchors)


@lru_cache(maxsize=50_000)  # most tags of a page stand on every other page too
def _tag(
    name: str, attributes: tuple[tuple[str, str | None], ...], hosts: frozenset[str]
) -> tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]:
    """What one tag says, wherever it stands: its anchor, its faults, the addresses that it fetches or leads to."""
    found = Inspection()
    has = {key.lower(): value or "" for key, value in attributes}
    found.faults.extend(element_faults(name, has))
    leads = tuple(_fetched(found, name, has, hosts))
    return has.get("id") or (has.get("name", "") if name == "a" else ""), tuple(found.faults), leads


def element_faults(name: str, has: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What the element would run or hide, as words and mend; templates and built pages are judged alike."""
    if name == "style":
        yield "Ada gaya sebaris (<style>).", "Pindahkan ke theme/css/."
    elif name == "script" and not {"src", "href"} & has.keys() and has.get("type", "").lower() not in DATA_BLOCKS:
        yield "Ada skrip sebaris (<script>).", "Pindahkan ke theme/static/js/."
    elif name in FRAMES or name == "template" or (name == "meta" and has.get("http-equiv", "").lower() == "refresh"):
        yield f"Ada <{name}> yang tidak boleh di halaman.", "Hapus dari templat."
    for attribute in has:
        if attribute.startswith("on") and len(attribute) > 3:
            yield f"Ada skrip peristiwa `{attribute}` pada <{name}>.", "Hapus dari templat."
    if "style" in has:
        yield f"Ada gaya sebaris pada <{name}>: “{has['style'][:40]}”.", "Pindahkan ke theme/css/."
    if any("cript:" in value.lower() for value in has.values()) and (scheme := _script_address(has)):
        yield f"Ada alamat `{scheme}:` pada <{name}>.", "Hapus dari templat atau naskah."


def _fetched(found: Inspection, name: str, has: dict[str, str], hosts: frozenset[str]) -> Iterator[str]:
    """The addresses that the element fetches or leads to."""
    for attribute in FETCHING.get(name, ()):
        for address in _addresses(has.get(attribute, ""), is_set=attribute == "srcset"):
            _foreign(found, address, hosts, f"<{name}>")
            yield address
    if name == "link" and FETCHING_RELATIONS & set(has.get("rel", "").lower().split()):
        _foreign(found, has.get("href", ""), hosts, "<link>")
    elif name == "form":
        _foreign(found, has.get("action", ""), hosts, "<form>")
    if name in ("a", "area", "link"):
        yield has.get("href", "")


def _script_address(has: dict[str, str]) -> str:
    for attribute in ("href", "src", "action", "formaction", "xlink:href", "data"):
        head = re.sub(r"[\x00-\x20]", "", has.get(attribute, ""))[:12].lower()
        if head.startswith(("javascript:", "vbscript:")):
            return head.partition(":")[0]
    return ""


def _addresses(value: str, *, is_set: bool) -> Iterator[str]:
    if is_set:
        yield from (part.strip().split(" ")[0] for part in value.split(",") if part.strip())
    elif value:
        yield value


def _host(address: str) -> str:
    try:
        return (urlsplit(address.strip().replace("\\", "/")).hostname or "").lower()
    except ValueError:
        return "?"


def _foreign(found: Inspection, address: str, hosts: frozenset[str], what: str) -> None:
    host = _host(address)
    if host and host not in hosts:
        found.blame(
            f"{what} mengambil berkas dari situs lain: {address[:80]}", "Simpan berkasnya di situs sendiri, atau hapus."
        )


def _link(found: Inspection, address: str, path: str, hosts: frozenset[str]) -> None:
    """Remember an address within the site."""
    target, anchor, fault = _target(address.strip(), hosts)
    if fault:
        found.blame(fault, "Perbaiki di naskah atau templat.")
    elif target or anchor:
        here = f"/{path.removesuffix('index.html')}"
        found.links.add((target if target.startswith("/") else _joined(here, target) if target else here, anchor))


@lru_cache(maxsize=50_000)
def _target(address: str, hosts: frozenset[str]) -> tuple[str, str, str]:
    """Path and anchor of an address within the site, both empty for any other; or what is wrong with it."""
    if not address or address.startswith(("mailto:", "tel:", "data:", "javascript:", "whatsapp:")):
        return "", "", ""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "", "", f"Alamat rusak: {address[:80]}"
    if (parts.scheme and parts.scheme not in ("http", "https")) or (host and host not in hosts):
        return "", "", ""
    return unquote(parts.path) or ("/" if host else ""), unquote(parts.fragment), ""


def _joined(here: str, relative: str) -> str:
    parts = here.rpartition("/")[0].split("/")
    for part in relative.split("/"):
        if part == "..":
            parts = parts[:-1] or [""]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _style(found: Inspection, text: str, path: str, hosts: frozenset[str]) -> None:
    for match in _STYLE_URL.finditer(text):
        address = match[1] or match[2]
        if not address.startswith(("data:", "#")):
            _foreign(found, address, hosts, "Gaya")
            _link(found, address, path, hosts)


def _xml(found: Inspection, path: str, data: bytes, hosts: frozenset[str]) -> None:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        found.blame("XML ini memuat DOCTYPE atau ENTITY.", "Hapus dari pembuat berkas.")
        return
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - our own output, without entities
    except ElementTree.ParseError as error:
        found.blame(f"XML ini rusak: {error}.", "Laporkan ke pengelola; umpan tidak dapat dibaca.")
        return
    if root.tag == f"{ATOM}feed":
        _needs(found, root, (f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated"), "umpan")
        entries = root.findall(f"{ATOM}entry")
        for entry in entries:
            _needs(found, entry, (f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated", f"{ATOM}link"), "entri")
        _unique(found, [entry.findtext(f"{ATOM}id", "") for entry in entries])
        addresses = [link.get("href", "") for link in root.iter(f"{ATOM}link")]
    elif root.tag == "rss":
        channel = root.find("channel")
        if channel is None:
            found.blame("RSS ini tidak punya channel.", "Laporkan ke pengelola.")
            return
        _needs(found, channel, ("title", "link", "description"), "kanal")
        items = channel.findall("item")
        for item in items:
            _needs(found, item, ("title", "link", "guid", "pubDate"), "butir")
        _unique(found, [item.findtext("guid", "") for item in items])
        addresses = [each.text or "" for each in channel.iter("link")]
    else:
        addresses = [each.text or "" for each in root.iter() if each.tag.endswith("}loc")]
    for address in addresses:
        _link(found, address, path, hosts)


def _needs(found: Inspection, element: ElementTree.Element, names: tuple[str, ...], what: str) -> None:
    for name in names:
        child = element.find(name)
        if child is None or not ((child.text or "").strip() or child.get("href") or len(child)):
            found.blame(f"Umpan tidak sah: {what} tanpa `{name.rpartition('}')[2]}`.", "Laporkan ke pengelola.")


def _unique(found: Inspection, ids: list[str]) -> None:
    if len(ids) != len(set(ids)):
        found.blame("Umpan tidak sah: dua butir dengan nomor tetap yang sama.", "Ganti `id` salah satu naskah.")


def _json(found: Inspection, path: str, text: str) -> None:
    try:
        data = json.loads(text)
    except ValueError as error:
        found.blame(f"JSON ini rusak: {error}.", "Laporkan ke pengelola.")
        return
    if path.endswith("feed.json"):
        items = data.get("items") if isinstance(data, dict) else None
        if not isinstance(items, list) or not data.get("title") or "jsonfeed.org" not in str(data.get("version")):
            found.blame("JSON Feed tidak sah: perlu version, title, dan items.", "Laporkan ke pengelola.")
        elif any(not each.get("id") for each in items):
            found.blame("JSON Feed tidak sah: ada butir tanpa id.", "Laporkan ke pengelola.")
        else:
            _unique(found, [str(each["id"]) for each in items])
