"""The small files that machines look for at fixed addresses: robots, security, humans, trust, manifest, IndexNow."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Icon:
    """A square picture of the site: `purpose` is `any` or `maskable`."""

    url: str
    size: int
    type: str = "image/png"
    purpose: str = "any"


def robots_txt(sitemaps: Iterable[str], is_preview: bool = False) -> bytes:
    """
    Everything may be read, and here is the list; nothing of a preview may.
    """
    if is_preview:
        return b"User-agent: *\nDisallow: /\n"
    lines = ["User-agent: *", "Disallow:", "", *(f"Sitemap: {url}" for url in sitemaps)]
    return _text(lines)


def security_txt(
    contacts: Sequence[str], expires: datetime, canonical: str, policy: str = "", lang: str = "id, en"
) -> bytes:
    """
    Whom to tell about a weakness (RFC 9116); `contacts` are `mailto:`, `tel:` or `https:` addresses, the best first.

    Without any contact the file would be worse than none, so the caller then writes none: ValueError.
    """
    if not contacts:
        raise ValueError("security.txt needs at least one contact")
    lines = [f"Contact: {contact}" for contact in contacts]
    lines.append(f"Expires: {expires.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    lines += [f"Preferred-Languages: {lang}", f"Canonical: {canonical}"]
    if policy:
        lines.append(f"Policy: {policy}")
    return _text(lines)


def expiry(now: datetime) -> datetime:
    """
    Until when security.txt is good: the end of the half-year after this one, so at least six months and less than a year.

    Only a build in another half-year renews it, so that a site at rest keeps its bytes.
    """
    moment = now.astimezone(UTC)
    first = (
        datetime(moment.year + 1, 1, 1, tzinfo=UTC)
        if moment.month <= 6
        else datetime(moment.year + 1, 7, 1, tzinfo=UTC)
    )
    return first - timedelta(seconds=1)


def humans_txt(team: Iterable[tuple[str, str]], site: Mapping[str, str]) -> bytes:
    """
    The people behind the site: pairs of role and name, then facts about the site as `label: value`.
    """
    people = [f"{role}: {name}" for role, name in team]
    facts = [f"{label}: {value}" for label, value in site.items() if value]
    return _text(["/* REDAKSI */", *people, "", "/* SITUS */", *facts])


def trust_txt(
    *,
    controlled_by: str = "",
    contacts: Iterable[str] = (),
    accounts: Iterable[str] = (),
    disclosures: Iterable[str] = (),
    members_of: Iterable[str] = (),
) -> bytes:
    """
    Who stands behind the site and which accounts are really its own (JournalList's trust.txt).
    """
    pairs = [("belongto", url) for url in members_of]
    pairs += [("controlledby", controlled_by)] if controlled_by else []
    pairs += [("social", url) for url in accounts]
    pairs += [("contact", url) for url in contacts]
    pairs += [("disclosure", url) for url in disclosures]
    return _text(f"{name}={value}" for name, value in pairs)


def manifest(
    name: str,
    short_name: str,
    description: str,
    colours: tuple[str, str],
    icons: Iterable[Icon],
    shortcuts: Iterable[tuple[str, str]] = (),
    lang: str = "id",
) -> bytes:
    """
    What a phone needs for its home screen; `colours` are theme and background, shortcuts label and address.
    """
    data: dict[str, Any] = {
        "id": "/",
        "name": name,
        "short_name": short_name,
        "description": description,
        "lang": lang,
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": colours[0],
        "background_color": colours[1],
        "categories": ["news", "government"],
        "icons": [
            {"src": icon.url, "sizes": f"{icon.size}x{icon.size}", "type": icon.type, "purpose": icon.purpose}
            for icon in icons
        ],
    }
    links = [{"name": label, "url": url} for label, url in shortcuts]
    if links:
        data["shortcuts"] = links
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def indexnow_key(host: str) -> str:
    """
    The key that proves to IndexNow that a ping comes from the owner of the host.

    It lies open at `/<key>.txt` and therefore is no secret; made from the host, it needs no setting.
    """
    return hashlib.sha256(f"indexnow:{host.lower()}".encode()).hexdigest()[:32]


def _text(lines: Iterable[str]) -> bytes:
    """Lines as a file; a line break inside a value would forge another line, so none survives."""
    return "".join(" ".join(line.split("\n")).replace("\r", " ").rstrip() + "\n" for line in lines).encode("utf-8")
