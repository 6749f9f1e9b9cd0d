"""A letter: one person's decision over exact versions, as a small signed file that nobody can alter and no merge can hurt."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mmc.approvals import passkey, sshsig
from mmc.indonesian.text import slugify

FORMAT = "mmc-persetujuan 1"
NAMESPACE = "mmc-persetujuan"
FOLDER = "data/persetujuan"
OFFER, APPROVE, REFUSE, URGENT = "ajukan", "setuju", "tolak", "mendesak"
VERDICTS = (OFFER, APPROVE, REFUSE, URGENT)
BEGINNING = "-"  # in the place of a state: nothing was approved before
STATE = r"(?:-|[0-9a-f]{64})"
LINE = re.compile(rf"({STATE}) ([0-9a-f]{{64}}) (\S+) (\S.*)")
MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One thing that a letter decides on: the state before (see `states`), the digest of the version, the thing, and its file.

    The state before ties the decision to its place: what was approved once cannot be brought back by one person alone.
    """

    before: str
    digest: str
    subject: str
    path: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody has decided; `key` is the key that has signed, `name` the file's name."""

    name: str
    verdict: str
    person: str
    at: datetime
    reason: str
    entries: tuple[Entry, ...]
    key: str = ""


def text_of(verdict: str, person: str, at: datetime, entries: Iterable[Entry], reason: str = "") -> str:
    """The words that are signed."""
    lines = [FORMAT, f"putusan: {verdict}", f"orang: {_flat(person)}", f"waktu: {at.isoformat(timespec='seconds')}"]
    lines += [f"alasan: {_flat(reason)}"] if reason.strip() else []
    rows = [f"{entry.before} {entry.digest} {entry.subject} {entry.path}" for entry in entries]
    return "\n".join([*lines, "", *rows]) + "\n"


def file_name(text: str) -> str:
    """Where the letter of this text lies below `FOLDER`: two letters never meet in one file."""
    fields = dict(line.split(": ", 1) for line in text.split("\n\n", 1)[0].splitlines()[1:])
    at = datetime.fromisoformat(fields["waktu"])
    word = hashlib.sha256(text.encode()).hexdigest()[:12]
    return f"{at:%Y/%m}/{at:%Y%m%dT%H%M%S}-{slugify(fields['orang'])[:30] or 'orang'}-{word}.txt"


def read(data: bytes, name: str) -> Letter | None:
    """The letter in this file with the key that has signed it; None when it is none, or not as it was signed."""
    try:
        text = data[:MOST_BYTES].decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    at = text.find("\n-----BEGIN ") + 1
    signed, signature = text[:at], text[at:]
    head, _, rows = signed.partition("\n\n")
    first, *lines = head.splitlines() or [""]
    if not at or first != FORMAT:
        return None
    fields = dict(line.partition(": ")[::2] for line in lines)
    entries = [_entry(row) for row in rows.splitlines()]
    try:
        moment = datetime.fromisoformat(fields["waktu"])
    except (KeyError, ValueError):
        return None
    verdict, person, reason = fields.get("putusan", ""), fields.get("orang", ""), fields.get("alasan", "")
    whole = tuple(entry for entry in entries if entry is not None)
    if verdict not in VERDICTS or moment.tzinfo is None or not whole or len(whole) != len(entries):
        return None
    if signed != text_of(verdict, person, moment, whole, reason):
        return None  # one way of writing only: what is read is what was signed
    key = signer(signed.encode(), signature)
    return Letter(name, verdict, person, moment, reason, whole, key) if key else None


def signer(message: bytes, signature: str) -> str:
    """The key that has signed these words; empty when the signature does not hold."""
    if signature.startswith(passkey.BEGIN):
        return passkey.signer(message, signature)
    return sshsig.signer(message, signature, NAMESPACE)


def _entry(row: str) -> Entry | None:
    found = LINE.fullmatch(row)
    return Entry(*found.groups()) if found else None


def _flat(text: str) -> str:
    return " ".join(text.split())
