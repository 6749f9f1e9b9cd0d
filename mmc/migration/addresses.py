"""Old addresses: read from links, told apart as servers tell them apart, and led on to where their story stands now."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import SplitResult, unquote, urlsplit

ALIAS = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*(?:[A-Za-z0-9._~-]+)?(?:\?[^#]*)?")
ROW = re.compile(r"/[^\s\"'\\{}$;<>|^`?#]*(?:\?[^#]*)?")
QUERY = re.compile(
    r"\?[A-Za-z0-9_]{1,40}=[A-Za-z0-9_.~:%+-]{1,200}(?:&[A-Za-z0-9_]{1,40}=[A-Za-z0-9_.~:%+-]{1,200}){0,3}"
)


def parts_of(url: str) -> SplitResult:
    """The address taken apart; one that is none has no parts."""
    try:
        parts = urlsplit(url.strip())
        _ = parts.hostname, parts.port
    except ValueError:
        return urlsplit("")
    return parts


def host_of(url: str) -> str:
    """The host in small letters without `www.`, or nothing."""
    return (parts_of(url).hostname or "").casefold().removeprefix("www.")


def old_address(url: str, hosts: Collection[str]) -> str:
    """Path and query of an address of the old site, as a server reads them; nothing for another site's."""
    parts = parts_of(url)
    if parts.scheme not in ("http", "https", "") or (parts.hostname and host_of(url) not in hosts):
        return ""
    if not parts.hostname and not url.startswith("/"):
        return ""
    path = re.sub(r"/{2,}", "/", unquote(parts.path) or "/")
    return path + (f"?{parts.query}" if parts.query else "")


def is_home(address: str) -> bool:
    """True for the old front page."""
    return address in ("", "/", "/index.php", "/index.html")


def key(address: str) -> str:
    """What two spellings of one address share: small letters, no closing slash, the query in order."""
    path, mark, query = address.partition("?")
    return path.casefold().rstrip("/") + (f"?{'&'.join(sorted(query.split('&')))}" if mark else "")


def is_nameable(address: str) -> bool:
    """True for an address that the redirects of this house can lead on from."""
    path, mark, query = address.partition("?")
    parts = path.split("/")
    if ".." in parts or "." in parts or any(part.startswith(".") for part in parts):
        return False
    names = [part.partition("=")[0].casefold() for part in query.split("&")]
    is_query = not mark or (QUERY.fullmatch(f"?{query}") is not None and len(set(names)) == len(names))
    return bool(ROW.fullmatch(path)) and is_query and len(path) <= 400


def fits_alias(address: str) -> bool:
    """True for an address that an item can bear in its header; others stand in data/pengalihan.toml."""
    return is_nameable(address) and ALIAS.fullmatch(address) is not None
