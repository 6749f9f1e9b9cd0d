"""A mail (.eml of any program, .msg of Outlook): the letter's text and subject, and the files that came with it."""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import EmailMessage

from oxmsg import Message

from mmc.base.problems import ContentError, Problem
from mmc.importer.arrival import Arrival, Attachment, Line, aside, refuse
from mmc.importer.readers.plain import read_text
from mmc.importer.readers.web import read_page

HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}\r?\n")
NAMES = re.compile(
    rb"^(?:from|subject|mime-version|received|return-path|delivered-to|message-id)[ ]?:", re.IGNORECASE | re.MULTILINE
)
SUBJECT = re.compile(
    r"^(?:\s*(?:re|fw|fwd|bls|trs|balas|teruskan)\s*:\s*|\s*\[[^\]]{1,40}\]\s*|\s*(?:siaran pers|press release|"
    r"rilis(?: berita| pers)?|berita|mohon (?:di)?muat|naskah)\s*[:–-]\s*)+",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"(?:(?:kepada )?yth\b|dengan hormat|selamat (?:pagi|siang|sore|malam)|assalam|salam (?:sejahtera|sehat)|halo\b|hai\b|dear\b|"
    r"(?:bapak|ibu|rekan|teman|kawan)\b.{0,60}[,:]?$|(?:di )?tempat\.?$)|.*\b(?:terlampir|berikut (?:kami|"
    r"ini|saya)|mohon (?:bantuan|dimuat|izin|berkenan|kesediaan|di ?tayangkan|dipublikasikan)|"
    r"kami (?:kirim|sampaikan|lampirkan)|izin (?:kirim|mengirim)|(?:saya|kami) kirimkan)",
    re.IGNORECASE,
)
SIGN_OFF = re.compile(
    r"(?:--|—|__+|==+)\s*$|(?:hormat kami|salam|terima ?kasih|atas perhatian|demikian (?:kami|disampaikan|"
    r"atas)|regards|best regards|salam hormat|wassalam).{0,90}$|"
    r"(?:dikirim|sent|terkirim|diperoleh) (?:dari|from|melalui)\b|get outlook",
    re.IGNORECASE,
)
QUOTED = re.compile(
    r"(?:-{2,}\s*(?:forwarded message|pesan (?:asli|terusan|yang diteruskan)|original message)|pada .{5,80} menulis:|"
    r"on .{5,80} wrote:|begin forwarded message)",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"(?:from|dari|to|kepada|cc|date|tanggal|sent|dikirim|subject|subjek|perihal)\s*:\s", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: its own text as an arrival where it has any, and its files."""

    arrival: Arrival | None
    files: tuple[Attachment, ...]


def looks_like_mail(data: bytes) -> bool:
    """True when the bytes begin with the header of a mail."""
    head = data[:20_000].lstrip(b"\xef\xbb\xbf")
    match = HEADER.match(head if b"\n\n" in head or b"\r\n\r\n" in head else head + b"\n\n")
    return match is not None and len(NAMES.findall(match[0])) >= 2


def read_mail(data: bytes, path: str) -> Letter:
    """The mail taken apart; raises `ContentError` where it cannot be."""
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf"), policy=email.policy.default)
        subject = str(message.get("subject", ""))
        plain, page = _part(message, "plain"), _part(message, "html")
        files = tuple(_files(message))
    except ContentError:
        raise
    except Exception as error:  # the library stumbles over broken mails in many ways
        raise refuse(path, "Surel ini rusak.", "Simpan lampirannya, lalu impor lampirannya.") from error
    return _letter(plain, page, subject, files, path)


def read_outlook(data: bytes, path: str) -> Letter:
    """Outlook's own form of a mail."""
    try:
        message = Message.load(io.BytesIO(data))
        subject, plain, page = message.subject or "", message.body or "", message.html_body or ""
        files = tuple(
            Attachment(one.file_name or f"lampiran-{number}", one.file_bytes)
            for number, one in enumerate(message.attachments, start=1)
            if one.file_bytes
        )
    except Exception as error:  # as above
        raise refuse(
            path, "Surel Outlook (.msg) ini tidak dapat dibaca.", "Simpan lampirannya, lalu impor lampirannya."
        ) from error
    return _letter(plain, page, subject, files, path)


def _part(message: EmailMessage, kind: str) -> str:
    found = message.get_body(preferencelist=(kind,))
    if found is None or found.get_content_disposition() == "attachment":
        return ""
    content = found.get_content()
    return content if isinstance(content, str) else ""


def _files(message: EmailMessage) -> Iterator[Attachment]:
    """Every file of the mail, those inside forwarded mails too; pictures of a signature that only the page names, too."""
    for number, part in enumerate(message.walk(), start=1):
        if part.is_multipart() or (part.get_content_type() in ("text/plain", "text/html") and not part.get_filename()):
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data:
            ending = part.get_content_subtype()
            yield Attachment(part.get_filename() or f"lampiran-{number}.{ending}", data)


def _letter(plain: str, page: str, subject: str, files: Sequence[Attachment], path: str) -> Letter:
    title = SUBJECT.sub("", " ".join(subject.split()))
    by_name = {file.name: file.data for file in files}
    arrival = None
    if plain.strip():
        arrival = read_text(plain.replace("\xa0", " "), path)
    elif page.strip():
        arrival = read_page(page, path, lambda name: by_name.get(name.removeprefix("cid:")))
    if arrival is not None:
        lines, told = _own_words(arrival.lines, path)
        arrival = replace(arrival, lines=tuple(lines), doubts=(*arrival.doubts, *told), title=title)
        if not any(line.text.strip() or line.source for line in lines):
            arrival = None
    return Letter(arrival, tuple(files))


def _own_words(lines: Sequence[Line], path: str) -> tuple[list[Line], list[Problem]]:
    """Without greeting, sign-off, signature and what an older mail said; each is told with its first words."""
    kept = list(lines)
    told: list[Problem] = []
    kept, forwarded = _opened(kept)
    if forwarded:
        told.append(aside(path, forwarded, "Kepala surel yang diteruskan tidak diambil."))
    while kept and (not kept[0].text.strip() or (GREETING.match(kept[0].text.strip()) and len(kept[0].text) < 200)):
        line = kept.pop(0)
        if line.text.strip():
            told.append(aside(path, line.number, f"Sapaan surel tidak diambil: “{line.text.strip()[:60]}”."))
    start = next((order for order, line in enumerate(kept) if order and _begins_signature(kept, order)), len(kept))
    if start < len(kept):
        words = " / ".join(line.text.strip() for line in kept[start:] if line.text.strip())
        told.append(aside(path, kept[start].number, f"Penutup dan tanda tangan surel tidak diambil: “{words[:80]}”."))
        kept = kept[:start]
    quoted = [line for line in kept if line.text.startswith(">")]
    if quoted:
        told.append(aside(path, quoted[0].number, f"{len(quoted)} baris kutipan surel lama tidak diambil."))
    return [line for line in kept if not line.text.startswith(">")], told


def _opened(lines: list[Line]) -> tuple[list[Line], int]:
    """A forwarded letter without the header that the program put above it; an answered one stays above."""
    for order, line in enumerate(lines):
        if not QUOTED.match(line.text.strip(" \t>*_-") if "-" not in line.text[:3] else line.text.strip()):
            continue
        before = [one for one in lines[:order] if one.text.strip() and not GREETING.match(one.text.strip())]
        if sum(len(one.text) for one in before) > 300:
            return lines[:order], line.number
        rest = lines[order + 1 :]
        while rest and (not rest[0].text.strip() or FORWARDED.match(rest[0].text.strip(" *>"))):
            rest = rest[1:]
        return [
            replace(one, text=one.text.removeprefix(">").removeprefix(" ")) if not one.spans else one for one in rest
        ], line.number
    return lines, 0


def _begins_signature(lines: Sequence[Line], order: int) -> bool:
    """True for the line with which the letter, not the release, ends."""
    text = lines[order].text.strip()
    if lines[order].text.rstrip("\r\n") in ("-- ", "--") or text in ("--", "—"):
        return True
    rest = [line for line in lines[order:] if line.text.strip()]
    return bool(SIGN_OFF.match(text)) and sum(len(line.text) for line in rest) < 500 and len(rest) < 12
