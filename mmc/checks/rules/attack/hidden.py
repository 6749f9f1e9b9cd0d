"""What is on a page without being seen, and pages that are made of links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from mmc.checks.content.draft import Draft, Finding
from mmc.checks.content.links import Link, definitions, host_of
from mmc.checks.rules.attack.hosts import is_site
from mmc.checks.rules.attack.normalisation import entities
from mmc.indonesian.text import INVISIBLE

REPORT = "Hapus, lalu laporkan ke pengelola bila bukan Anda yang menulisnya."
FARM_LINKS = 25
FARM_FOREIGN = 6
FARM_LINE = 6

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0*(?![1-9.])|font(?:-size)?\s*:\s*0*\.?[01](?:px|pt|em|rem|%)?\b"
    r"|text-indent\s*:\s*-|(?:left|top|right|margin[a-z-]*)\s*:\s*-\d{3,}|(?:height|width|max-height|line-height)\s*:\s*[01](?:px)?\b"
    r"|color\s*:\s*(?:transparent|white|#fff(?:fff)?\b|rgba\([^)]*,\s*0\s*\))|clip(?:-path)?\s*:|transform\s*:\s*scale\(0|z-index\s*:\s*-"
    r"|<[a-z][^>]{0,300}\s(?:hidden|aria-hidden)\b|<font\b[^>]{0,200}(?:size\s*=\s*[\"']?[-0]|color)|<(?:marquee|noscript|template)\b",
    re.IGNORECASE,
)
_VISIBLE = re.compile(r"[^\W_]")
_HOST_IN_WORDS = re.compile(
    r"(?:https?://)?((?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,18})(?![a-z.-])",
    re.IGNORECASE,
)
_MAILBOX = re.compile(r"[\w.+-]{1,64}@[a-z0-9.-]{3,80}[a-z]")
LEAST_FIGURES = 5  # of a number that is shown
_USED = re.compile(r"\]\[([^\[\]\n]{0,200})\]|(?<!\!)\[([^\[\]\n]{1,200})\](?![\[(:])")
_UNSEEN = str.maketrans(dict.fromkeys(INVISIBLE))


def hidden_text(draft: Draft) -> Iterator[Finding]:
    """No text is hidden by style, size, colour or place."""
    if ":" not in draft.source.body and "<" not in draft.source.body:
        return
    for text, line, field in draft.sheet.lines():
        if ("<" in text or "style" in text or "{" in text) and (match := _HIDING.search(entities(text))):
            yield Finding(line, f"Ada cara menyembunyikan teks: “{match[0][:60]}”.", REPORT, field=field)


def empty_links(draft: Draft) -> Iterator[Finding]:
    """Every link has words that a reader sees."""
    for link in draft.links:
        if (
            link.kind == "link"
            and link.address
            and not link.shows_image
            and not _VISIBLE.search(link.words.translate(_UNSEEN))
        ):
            message = f"Tautan ke “{link.address[:80]}” tidak punya kata yang terlihat."
            yield Finding(link.line, message, f"Tulis [kata yang jelas](alamat), atau hapus. {REPORT}")


def posing_links(draft: Draft) -> Iterator[Finding]:
    """A link that shows an address leads to that address."""
    for link in draft.links:
        if link.kind != "link":
            continue
        yield from _other_number_or_mailbox(link)
        if not (shown := _HOST_IN_WORDS.search(link.words)) or not is_site(shown[1].casefold()):
            continue
        shown_host = host_of(f"https://{shown[1].casefold()}")
        real = link.host
        if real and "@" not in link.words and real != shown_host and not _are_kin(real, shown_host):
            message = f"Tautan menampilkan “{shown[1]}”, tetapi membuka “{real}”."
            yield Finding(link.line, message, "Samakan keduanya, atau tulis nama lembaganya sebagai kata tautan.")


def _other_number_or_mailbox(link: Link) -> Iterator[Finding]:
    """A link that shows a number or mailbox calls or writes to that one."""
    scheme, _, rest = link.address.partition(":")
    shown, real = link.words.casefold(), unquote(rest).casefold().partition("?")[0]
    if scheme == "mailto" and (mailbox := _MAILBOX.search(shown)):
        if mailbox[0] != real:
            message = f"Tautan menampilkan “{mailbox[0]}”, tetapi menulis ke “{real[:60]}”."
            yield Finding(link.line, message, "Samakan keduanya.")
    elif scheme == "tel":
        seen, called = (re.sub(r"\D", "", text).removeprefix("62").lstrip("0") for text in (shown, real))
        if len(seen) >= LEAST_FIGURES and not called.endswith(seen) and not seen.endswith(called):
            message = f"Tautan menampilkan “{link.words[:40]}”, tetapi menelepon “{real[:40]}”."
            yield Finding(link.line, message, "Samakan keduanya.")


def _are_kin(one: str, other: str) -> bool:
    return one.endswith(f".{other}") or other.endswith(f".{one}")


def unused_definitions(draft: Draft) -> Iterator[Finding]:
    """No address lies in a reference that the text never uses."""
    found = list(definitions(draft.source.body))
    if not found:
        return
    used = {(match[1] or match[2] or "").casefold() for match in _USED.finditer(draft.source.body)}
    used |= {match.casefold() for match in re.findall(r"\[([^\[\]\n]{1,200})\]\[\]", draft.source.body)}
    for offset, name, address in found:
        if name.casefold() not in used:
            line = draft.source.body_line + draft.source.body.count("\n", 0, offset)
            yield Finding(line, f"Acuan “[{name}]: {address[:60]}” tidak dipakai di teks, jadi tidak terlihat.", REPORT)


def link_farm(draft: Draft) -> Iterator[Finding]:
    """The item is a text with links, not links with some text."""
    outward = [
        link for link in draft.links if link.kind == "link" and link.host and link.host != draft.context.own_host
    ]
    foreign = [link for link in outward if not draft.context.trusts(link.host)]
    if len(foreign) >= FARM_FOREIGN:
        hosts = len({link.host for link in foreign})
        message = f"Ada {len(foreign)} tautan ke {hosts} situs yang tidak dikenal; ini menyerupai ladang tautan."
        yield Finding(foreign[0].line, message, REPORT)
    elif len(outward) > FARM_LINKS and not draft.path.startswith("content/halaman/"):
        message = f"Ada {len(outward)} tautan keluar; paling banyak {FARM_LINKS} dalam satu naskah."
        yield Finding(outward[0].line, message, "Pilih yang perlu dibaca, atau pindahkan daftar ke halaman tetap.")
    yield from _crowded(outward)


def _crowded(outward: list[Link]) -> Iterator[Finding]:
    counts: dict[int, int] = {}
    for link in outward:
        counts[link.line] = counts.get(link.line, 0) + 1
    for line, count in counts.items():
        if count >= FARM_LINE:
            yield Finding(
                line, f"Ada {count} tautan keluar dalam satu baris.", "Bagi menjadi daftar, dan buang yang tidak perlu."
            )
            return


def disguised(draft: Draft) -> Iterator[Finding]:
    """No address hides where it leads: look-alike letters, punycode, user names, bare numbers, doubled encoding."""
    for link in draft.links:
        what = _disguise(link.address)
        if what:
            yield Finding(
                link.line, f"Alamat “{link.address[:80]}” {what}.", "Ketik ulang alamat aslinya.", field=link.field
            )


def _disguise(address: str) -> str:
    head = address.split("/", 3)
    authority = head[2] if len(head) > 2 and head[0].endswith(":") else (address if address.startswith("www.") else "")
    host = host_of(address)
    if authority and not unquote(authority).isascii():
        return "memakai huruf tiruan atau huruf asing pada nama situsnya"
    if any(part.startswith("xn--") for part in host.split(".")):
        return "memakai nama situs bersandi (xn--)"
    if "@" in unquote(authority):
        return "memuat “@” sehingga situs yang dibuka bukan yang terbaca"
    if "\\" in address or (address.startswith("//") and len(address) > 2):
        return "ditulis dengan garis miring yang menyesatkan"
    if host and (
        re.fullmatch(r"[0-9.]+|0x[0-9a-f]+|\[?[0-9a-f:]+:[0-9a-f:]+\]?", host) or re.search(r":\d", authority)
    ):
        return "menunjuk angka mesin, bukan nama situs"
    if any(ord(letter) < 33 or letter in INVISIBLE for letter in unquote(address)) and authority:
        return "memuat karakter tak terlihat"
    return ""
