"""Where links lead: only https, only hosts that the newsroom knows, only files beside the item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from mmc.base.problems import Severity
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.content.links import Link

ARCHIVES = frozenset(
    {
        "web.archive.org",
        "archive.org",
        "archive.ph",
        "archive.today",
        "archive.is",
        "perma.cc",
        "ghostarchive.org",
        "megalodon.jp",
    }
)
_HERE = re.compile(
    r"^(?:klik|tekan|baca|lihat|buka)?\W*(?:di ?sini|disini|sini|selengkapnya|link|tautan|here|click here|klik|berikut|ini)\W*$",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[^@\s?]+@[^@\s?]+\.[^@\s?]+")


def secure_links(draft: Draft) -> Iterator[Finding]:
    """Every outside address begins with https."""
    for link in draft.links:
        if link.address.casefold().startswith("http://"):
            mend = f"Ganti dengan https://{link.address[7:60]} setelah memastikan alamat itu terbuka."
            severity = Severity.WARNING if _is_quoted_claim(draft, link) else None
            yield Finding(
                link.line, f"Tautan “{link.address[:80]}” tidak aman (http).", mend, link.address, link.field, severity
            )


def known_hosts(draft: Draft) -> Iterator[Finding]:
    """Every outside host is one that the newsroom knows."""
    told: set[tuple[str, int]] = set()
    for link in draft.links:
        host = link.host
        if (
            not host
            or draft.context.trusts(host)
            or (link.field in ("claim_archive", "claim_seen_where", "sources") and host in ARCHIVES)
        ):
            continue
        if (host, link.line) in told:
            continue
        told.add((host, link.line))
        hint = "Bila situs ini memang tepercaya, tambahkan ke data/situs-tepercaya.toml, atau konfirmasi sekali ini."
        severity = Severity.WARNING if _is_quoted_claim(draft, link) else None
        yield Finding(link.line, f"Situs “{host}” tidak ada dalam daftar tepercaya.", hint, host, link.field, severity)


def _is_quoted_claim(draft: Draft, link: Link) -> bool:
    """A clarification may show, without linking, the address that a rumour spreads."""
    return draft.path.startswith("content/klarifikasi/") and link.kind == "bare"


def well_formed(draft: Draft) -> Iterator[Finding]:
    """Every address has a form that can be opened, from every page that shows the item."""
    for link in draft.links:
        if link.kind == "bare":
            continue
        finding = _malformed(link)
        if finding is not None:
            yield finding


def _malformed(link: Link) -> Finding | None:
    address = link.address.strip()
    if link.kind == "image":
        return _picture_elsewhere(link, address)
    if not address:
        if link.words.strip():
            return Finding(
                link.line,
                f"Tautan “{link.words[:60]}” tidak punya alamat yang boleh dipakai.",
                "Tulis alamat https:// atau /alamat-di-situs/.",
            )
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return Finding(link.line, f"Alamat “{address[:80]}” rusak.", "Salin ulang alamatnya.")
    if parts.scheme == "mailto":
        return (
            None
            if _MAIL.match(unquote(parts.path))
            else Finding(link.line, f"Alamat surel “{address[:80]}” rusak.", "Tulis mailto:nama@kantor.go.id.")
        )
    if parts.scheme == "tel":
        return (
            None
            if re.fullmatch(r"\+?[0-9 .()-]{3,20}", unquote(parts.path))
            else Finding(link.line, f"Nomor “{address[:60]}” rusak.", "Tulis tel:+62…")
        )
    if parts.scheme in ("http", "https"):
        return (
            None
            if "." in (parts.hostname or "")
            else Finding(
                link.line, f"Alamat “{address[:80]}” tidak punya nama situs.", "Salin ulang alamat lengkapnya."
            )
        )
    if parts.scheme and "." not in parts.scheme:
        message = f"Alamat “{address[:80]}” memakai skema {parts.scheme}:, yang tidak boleh dipakai."
        return Finding(link.line, message, "Pakai https://, mailto:, tel:, atau alamat di situs ini.")
    return _malformed_path(link, address)


def _picture_elsewhere(link: Link, address: str) -> Finding | None:
    """A picture that is not named by a file beside the item is shown to nobody."""
    if not address:
        shown = f"![{link.words[:40]}]()"
        hint = "Tulis ![apa yang terlihat](nama-berkas.jpg), dengan berkas di samping naskah."
        return Finding(link.line, f"Gambar `{shown}` tidak menyebut berkas.", hint)
    if any(sign in address for sign in "/\\:?#"):
        return Finding(
            link.line,
            f"Gambar “{address[:80]}” tidak berada di samping naskah.",
            "Taruh gambarnya di folder naskah, tulis nama berkasnya saja.",
        )
    return None


def _malformed_path(link: Link, address: str) -> Finding | None:
    path = unquote(address).split("#")[0].split("?")[0]
    if ".." in path.split("/") or "\\" in path:
        return Finding(
            link.line,
            f"Alamat “{address[:80]}” keluar dari foldernya.",
            "Pakai alamat dari akar situs: /berita/2026/01/judul/.",
        )
    if path.endswith(".md"):
        return Finding(
            link.line,
            f"Tautan “{address[:80]}” menunjuk berkas naskah.",
            "Pakai alamat halamannya: /berita/2026/01/judul/.",
        )
    if not path and "?" in address:
        message = f"Alamat “{address[:80]}” tidak menyebut halaman; pertanyaan di alamat tidak dijawab situs ini."
        return Finding(link.line, message, "Pakai alamat halamannya: /berita/2026/01/judul/.")
    if path and not path.startswith("/"):
        host = re.match(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", path)
        mend = (
            f"Tulis https://{path[:60]}." if host else f"Tulis {normpath('/' + path[:60])}{'/' * path.endswith('/')}."
        )
        return Finding(link.line, f"Alamat “{address[:80]}” tidak lengkap.", mend)
    return None


def telling_words(draft: Draft) -> Iterator[Finding]:
    """A link makes sense when read alone."""
    for link in draft.links:
        if link.kind == "link" and _HERE.match(link.words):
            message = f"Tautan “{link.words.strip()}” tidak berarti bila dibaca sendiri."
            yield Finding(link.line, message, "Jadikan nama tujuannya sebagai kata tautan.", severity=Severity.WARNING)


def images_exist(draft: Draft) -> Iterator[Finding]:
    """Every picture that the body shows lies beside the item."""
    for link in draft.links:
        name = link.address
        if link.kind != "image" or not name or _picture_elsewhere(link, name) or name in draft.siblings:
            continue
        near = next((file for file in draft.siblings if file.casefold() == name.casefold()), "")
        hint = f"Berkasnya bernama `{near}`." if near else "Taruh gambarnya di folder naskah, atau perbaiki namanya."
        yield Finding(link.line, f"Gambar “{name}” tidak ada di samping naskah.", hint)
    for field in draft.source.fields:
        for item in field.value.items if field.key == "photos" else ():
            for part in item.fields:
                if part.key == "file" and part.value.text and part.value.text not in draft.siblings:
                    message = f"Foto “{part.value.text}” tidak ada di samping naskah."
                    yield Finding(
                        part.line, message, "Taruh fotonya di folder naskah, atau perbaiki namanya.", field="photos"
                    )
