"""Where addresses really lead: through others, to places that anybody may own, to hosts named without an address."""

from __future__ import annotations

import binascii
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from mmc.base.problems import Severity
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.content.links import Link, host_of
from mmc.checks.context import CheckContext
from mmc.checks.rules.attack import hosts

DIRECT = "Tulis alamat tujuannya langsung, tanpa perantara."
KNOWN = "Bila situs ini memang tepercaya, tambahkan ke data/situs-tepercaya.toml, atau konfirmasi sekali ini."
ARCHIVED = frozenset({"claim_archive", "claim_seen_where", "sources"})
_TARGETS = frozenset(
    [
        "url",
        "u",
        "q",
        "to",
        "target",
        "dest",
        "destination",
        "next",
        "redirect",
        "redir",
        "redirect_uri",
        "redirect_url",
        "redirecturl",
        "link",
        "goto",
        "go",
        "continue",
        "return",
        "returnurl",
        "return_to",
        "out",
        "r",
        "ref",
        "uri",
        "site",
        "page",
        "view",
        "forward",
        "path",
        "file",
        "src",
        "image_url",
        "ru",
        "rurl",
        "l",
    ]
)
_LEADS = re.compile(
    r"/(?:redirect\w*|redir|out|away|leave|goto|go|exit|url|link|l|click|track|jump|forward|open)(?:\.(?:php|aspx?|jsp|do))?/?$"
)
_ADDRESS = re.compile(r"(?:https?:)?[/\\]{1,3}([a-z0-9._~%-]+\.[a-z]{2,18})(?![a-z0-9])", re.IGNORECASE)
_WRAPPED = re.compile(r"(?:https?|ftp)[:/]{1,4}([a-z0-9._-]+\.[a-z]{2,18})", re.IGNORECASE)
_HOST = re.compile(r"^(?:[a-z0-9-]+\.)+[a-z]{2,18}(?=$|[/:?#])", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9_+/-]{12,2000}={0,2}")


@lru_cache(maxsize=8192)
def targets(address: str) -> tuple[str, ...]:
    """The hosts that an address carries in its path, query or fragment, however they are encoded."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ()
    rest = address[address.find(parts.netloc) + len(parts.netloc) :] if parts.netloc else address
    values = {value: name for name, value in parse_qsl(parts.query.replace(";", "&"), keep_blank_values=True)}
    found: dict[str, None] = {}
    for text in _decoded(rest):
        found |= dict.fromkeys(match[1].casefold() for match in _WRAPPED.finditer(text))
    for value, name in values.items():
        for text in _decoded(value):
            match = _ADDRESS.match(text.strip()) or (name.casefold() in _TARGETS and _HOST.match(text.strip()))
            if match:
                host = (match[1] if match.re is _ADDRESS else match[0]).casefold()
                found |= {host: None} if hosts.is_site(host) else {}
    return tuple(host.removeprefix("www.") for host in found)


def _decoded(text: str) -> Iterator[str]:
    """The text with its percent signs resolved as often as there are some, and what its base64 says."""
    for _ in range(5):
        yield text
        further = unquote(text)
        if further == text:
            break
        text = further
    for match in _BASE64.finditer(text):
        raw = match[0].rstrip("=").replace("+", "-").replace("/", "_")
        try:
            said = urlsafe_b64decode(raw + "=" * (-len(raw) % 4)).decode("ascii")
        except (binascii.Error, ValueError):
            continue
        if "://" in said or said.startswith("//"):
            yield said


def through_others(draft: Draft) -> Iterator[Finding]:
    """No address leads on to a host that is not known, nor through one that hides where it leads."""
    for link in draft.links:
        what = _led(link, draft.context)
        if what:
            yield Finding(link.line, f"Alamat “{link.address[:80]}” {what}.", DIRECT, field=link.field)


def _led(link: Link, context: CheckContext) -> str:
    address, host = link.address, link.host
    if "/" not in address or (link.kind == "image" and not host):
        return ""
    if hosts.below(host, hosts.LEADING_ON) or hosts.LEADING_ON_PATHS.search(
        f"{host}{address.split(host, 1)[-1]}" if host else ""
    ):
        return "hanya perantara yang meneruskan ke situs lain"
    if link.field in ARCHIVED:
        return ""
    foreign = [each for each in targets(address) if not context.trusts(each)]
    if foreign:
        return f"meneruskan ke “{foreign[0]}”, yang tidak ada dalam daftar tepercaya"
    try:
        parts = urlsplit(address)
    except ValueError:  # `https://[`: the check of links tells that nobody can open it
        return ""
    if host and parts.query and _LEADS.search(parts.path.casefold()):
        values = [value for name, value in parse_qsl(parts.query) if name.casefold() in _TARGETS]
        if any(value and not value.startswith("/") and not targets(f"https://x.id/?url={value}") for value in values):
            return "meneruskan ke tujuan yang tidak terbaca"
    return ""


def anybodys(draft: Draft) -> Iterator[Finding]:
    """A short address, a free form or site, a chat or group that is not the office's is told, and may be confirmed."""
    told: set[tuple[str, int]] = set()
    for link in draft.links:
        what = _anybodys(link.address, draft.context)
        if what and (link.address, link.line) not in told:
            told.add((link.address, link.line))
            mend = "Pakai alamat resmi, atau konfirmasi sekali ini bila memang milik kantor."
            severity = Severity.WARNING if _is_quoted(draft, link) else None
            yield Finding(link.line, f"Alamat “{link.address[:80]}” {what}.", mend, link.address, link.field, severity)


def _is_quoted(draft: Draft, link: Link) -> bool:
    return link.field in ARCHIVED or (draft.path.startswith("content/klarifikasi/") and link.kind == "bare")


def _anybodys(address: str, context: CheckContext) -> str:
    host = host_of(address)
    if address.startswith("tel:"):
        digits = "".join(filter(str.isdigit, address))
        is_abroad = address.startswith(("tel:+", "tel:00")) and not digits.removeprefix("00").startswith("62")
        return "menelepon ke luar negeri" if is_abroad and digits not in context.own_numbers else ""
    if not host or host in context.hosts - hosts.CHATS or plain_address(address) in context.own_urls:
        return ""
    if hosts.below(host, hosts.SHORTENERS):
        return "pendek, sehingga tujuannya tidak terbaca"
    if hosts.below(host, hosts.ANYBODYS) and not _is_exactly_trusted(host, context):
        return "berada di tempat gratis yang dapat dibuat siapa saja"
    if hosts.below(host, hosts.CHATS):
        return _chat(address, host, context)
    return ""


def _is_exactly_trusted(host: str, context: CheckContext) -> bool:
    parts = host.split(".")
    families = {".".join(parts[start:]) for start in range(len(parts))} & context.families
    return any(family not in {"google.com", "googleapis.com", "microsoft.com", "office.com"} for family in families)


def _chat(address: str, host: str, context: CheckContext) -> str:
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return ""
    path = parts.path.strip("/")
    query = dict(parse_qsl(parts.query))
    if host in ("wa.me", "api.whatsapp.com", "web.whatsapp.com", "whatsapp.com", "t.me", "telegram.me"):
        number = "".join(filter(str.isdigit, query.get("phone", "") or (path if host == "wa.me" else "")))
        if number:
            core = number.removeprefix("62").lstrip("0")
            return "" if core in context.own_numbers else "membuka percakapan dengan nomor yang bukan milik kantor"
        if path in ("", "send", "share", "share/url") and not query.get("phone"):
            return ""
    return "membuka percakapan, grup, atau kanal yang bukan milik kantor"


def plain_address(address: str) -> str:
    """The address as it is compared: without scheme, `www.`, closing slash and case."""
    return re.sub(r"^[a-z]+://(?:www\.)?", "", address.strip().casefold()).rstrip("/")


def named_hosts(draft: Draft) -> Iterator[Finding]:
    """Every site that the text names, even without a link, is one that the newsroom knows."""
    folded = draft.sheet.folded
    if not any(sign in folded.text for sign in (".", "dot", "titik", ",com", "@")):
        return
    linked = {link.host for link in draft.links if link.host}
    told: set[tuple[str, int]] = set()
    for (text, line, field), (written, _, _) in zip(folded.lines(), draft.sheet.lines(), strict=False):
        if field in ARCHIVED or ("." not in text and "dot" not in text and "titik" not in text and "," not in text):
            continue
        for spoken in hosts.named_in(text, written):
            is_known = draft.context.trusts(spoken.host) or spoken.host in linked or _is_mailbox(spoken, draft.context)
            what = (
                ""
                if is_known and not spoken.rest.strip("/")
                else _spoken_fault(spoken, draft.context, is_known=is_known)
            )
            if what and (spoken.host, line) not in told:
                told.add((spoken.host, line))
                severity = Severity.WARNING if draft.path.startswith("content/klarifikasi/") else None
                shown = spoken.written.strip()
                yield Finding(line, f"Nama situs “{shown[:60]}” {what}.", KNOWN, shown, field, severity)


def _spoken_fault(spoken: hosts.Spoken, context: CheckContext, *, is_known: bool) -> str:
    if hosts.below(spoken.host, hosts.SHORTENERS) and not spoken.rest.strip("/"):
        return ""  # the name of the service alone leads nowhere
    anybodys_ = _anybodys(f"https://{spoken.host}{spoken.rest}", context)
    if anybodys_:
        return anybodys_
    return "" if is_known else "tidak ada dalam daftar tepercaya"


def _is_mailbox(spoken: hosts.Spoken, context: CheckContext) -> bool:
    """True for an address of e-mail at a free service, on which `email` has its own word, and for the office's own."""
    return "@" in spoken.written and (
        spoken.written in context.own_addresses
        or re.match(r"(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|aol|proton)", spoken.host)
        is not None
    )
