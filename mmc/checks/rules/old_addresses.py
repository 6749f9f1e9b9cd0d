"""Old addresses, of items and of `data/pengalihan.toml`: none takes what the site or a server uses, nor another's, nor runs in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from mmc.base.addresses import MADE, ROOT_FILES, Need, place_of
from mmc.checks.archive import Archive
from mmc.checks.claims import Sort, Summary, key_of
from mmc.checks.content.draft import Finding

REDIRECTS = "data/pengalihan.toml"
_SITEMAP = re.compile(r"sitemap[^/]*\.xml")
_COPY = re.compile(r"\.(?:br|gz|zst)$")
_INDEX = re.compile(r"(?:^|/)index\.html?$")

Told = Iterator[tuple[str, Finding]]


def key(address: str) -> str:
    """The address as servers tell two apart: decoded, small letters, without doubled and closing slashes; the query in order."""
    path, mark, query = address.partition("#")[0].partition("?")
    for _ in range(3):
        path = unquote(path)
    path = re.sub(r"/{2,}", "/", path.casefold().replace("\\", "/"))
    parts = [part for part in path.split("/") if part not in ("", ".")]
    path = "/" + _INDEX.sub("", "/".join(parts))
    return path + (f"?{'&'.join(sorted(query.split('&')))}" if mark else "")


def taken(archive: Archive, address: str) -> str:
    """Why an old address may not stand there, naming whose it is; nothing when it is free."""
    path, mark, query = key(address).partition("?")
    inside = path.strip("/")
    if mark:
        names = [part.partition("=")[0] for part in query.split("&")]
        if len(set(names)) != len(names):
            return "menyebut satu bagian dua kali sesudah tanda tanya"
        return f"memakai halaman {path}, yang ada di situs ini" if inside and _page(archive, inside) else ""
    if not inside:
        return "adalah beranda situs ini"
    if inside in ROOT_FILES or _SITEMAP.fullmatch(inside):
        return f"adalah berkas /{inside} yang dibuat situs"
    if made := next((each for each in (*MADE, "/.well-known/") if f"/{inside}/".startswith(each)), ""):
        return f"berada di {made}, yang berisi berkas buatan situs"
    if any(part.startswith(".") for part in inside.split("/")) or _COPY.search(inside):
        return "tidak pernah dijawab oleh server"
    return _page(archive, inside)


def _page(archive: Archive, inside: str) -> str:
    """What answers at this path already: an item, a listing, its text edition or feed, a file."""
    address = f"/{inside}/"
    owner = archive.at(address) or archive.at(f"/{inside}")
    if owner is not None:
        return f"masih dipakai {owner.path}"
    if archive.is_listing(address):
        return f"adalah halaman daftar {address} di situs ini"
    for made in (address, f"/{inside}"):
        place = place_of(made)
        above = archive.at(place.name) if place is not None and place.need in (Need.ITEM, Need.TOLD) else None
        if above is not None:
            return f"adalah berkas /{inside} di samping {above.path}"
        if place is not None and place.need is not Need.FILE and archive.makes(made):
            return f"adalah berkas /{inside} yang dibuat situs"
    for path in (f"content/akar/{inside}", f"content/{inside}"):
        if (path.startswith("content/akar/") or inside.startswith("dokumen/")) and archive.is_claimed(Sort.NAME, path):
            return f"adalah berkas {path}"
    return ""


def wrong_alias(archive: Archive, item: Summary, alias: str) -> tuple[Summary | None, str]:
    """Who has the address that an item names as an old one, and what is wrong with that; nothing if all is well."""
    if key(alias) == key(item.url):
        return item, "Alamat lama ini sama dengan alamat naskah ini."
    why = taken(archive, alias)
    owner = archive.at(f"{key(alias).partition('?')[0].rstrip('/')}/")
    return owner, f"Alamat lama {alias} {why}." if why else ""


def redirects(archive: Archive) -> Told:
    """Every redirect leads from an address that is free, once, to one that is there and leads no further."""
    sources: dict[str, str] = {}
    keys = {key(source) for source, _ in archive.context.redirects}
    for source, target in archive.context.redirects:
        message = _wrong(archive, source, target, sources, keys)
        sources.setdefault(key(source), target)
        if message:
            yield REDIRECTS, Finding(0, message, "Perbaiki atau hapus baris itu.")


def _wrong(archive: Archive, source: str, target: str, sources: dict[str, str], keys: set[str]) -> str:
    why = taken(archive, source)
    if why:
        return f"Pengalihan dari {source} tidak dapat berjalan: alamat itu {why}."
    if key(source) in sources:
        return f"Pengalihan dari {source} ditulis dua kali; yang pertama menuju {sources[key(source)]}."
    owner = next(iter(_bearing(archive, source)), None)
    if owner is not None:
        return f"Pengalihan dari {source} juga alamat lama {owner.path}."
    if re.match(r"/[/\\]", target) or "\\" in target or unquote(target).startswith("//"):
        return f"Pengalihan dari {source} menuju {target}, di luar situs ini."
    if key(target) == key(source):
        return f"Pengalihan dari {source} berputar ke alamat itu sendiri."
    if key(target) in keys or next(iter(_bearing(archive, target)), None) is not None:
        return f"Pengalihan dari {source} menuju {target}, yang dialihkan lagi."
    if target.startswith("/") and not archive.has(unquote(target.partition("#")[0].partition("?")[0])):
        return f"Pengalihan dari {source} menuju {target}, yang tidak ada."
    return ""


def _bearing(archive: Archive, address: str) -> list[Summary]:
    """The items that have this as an old address."""
    return [
        each
        for text in {address.casefold().rstrip("/"), key(address)}
        for each in archive.items(Sort.ALIAS, key_of(text))
    ]
