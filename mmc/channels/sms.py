"""A short message of one part: 160 letters of the alphabet that every telephone has."""

from __future__ import annotations

import unicodedata

from mmc.channels.telling import Telling
from mmc.indonesian.text import excerpt, squeeze

MOST = 160  # letters; one that is not in the alphabet leaves room for seventy
ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)  # GSM 03.38 without its second table, whose letters count twice
ALIKE = str.maketrans(
    dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚′", "'") | dict.fromkeys("–—−‐‑", "-")
    | {"…": "...", "•": "-", "·": "-", "\u00a0": " ", "×": "x", "°": " derajat ", "²": "2", "³": "3", "€": "euro", "½": "1/2"}
    | {"[": "(", "]": ")"}
)  # fmt: skip
SHORTEST = 60  # letters of the message itself; where the item's own address leaves less, the site's name stands


def sms(told: Telling) -> str:
    """
    What must be known, and where to read on, in at most 160 letters: the answer or the alarm first, the address last.
    """
    before = " ".join(part for part in (told.notice, told.verdict or ("PENTING" if told.is_urgent else "")) if part)
    ending = _ending(told, before)
    room = MOST - len(ending) - 1
    text = _plain(f"{before.upper()}: {told.short}" if before else told.short)
    if len(text) > room:
        text = _shortened(text, room)
    elif told.is_urgent and told.span and len(longer := f"{text}. {_plain(_capital(told.span))}") <= room:
        text = longer
    if len(text) + 2 < room and (more := _more(told, room - len(text) - 2)):
        text = f"{text}{'' if text[-1] in '.!?' else '.'} {more}"
    return f"{text}\n{ending}"


def _ending(told: Telling, before: str) -> str:
    """The item's own address where it leaves room for a message; else where the answer is found by its number."""
    address = _plain(told.url.partition("//")[2].rstrip("/"))
    if len(address) <= MOST - SHORTEST - (len(before) + 2 if before else 0):
        return address
    return f"{told.number}, {told.domain}" if told.number else told.domain


def _more(told: Telling, room: int) -> str:
    """As much of the summary as there is room for, in whole sentences."""
    text = _plain(told.summary)
    found = excerpt(text, room) if room > 20 else ""
    return "" if found.endswith("…") or found.startswith(_plain(told.short)) else found


def _plain(text: str) -> str:
    """The text in letters of the alphabet; accents that it lacks are dropped."""
    found = []
    for letter in squeeze(text.translate(ALIKE)):
        kept = letter if letter in ALPHABET else unicodedata.normalize("NFKD", letter)[0]
        found.append(kept if kept in ALPHABET else "")
    return squeeze("".join(found))


def _shortened(text: str, room: int) -> str:
    cut = text[: room - 2]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}".rstrip(" ,.;:-(") + ".."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
