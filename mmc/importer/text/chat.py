"""What WhatsApp adds to a text on its way: who sent it and when, marks for bold, words for missing media."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from mmc.base.problems import Problem
from mmc.importer.arrival import Line, aside, doubt

_DAY = r"\d{1,2}/\d{1,2}(?:/\d{2,4})?"
_HOUR = r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:[ \u202f][AP]M)?"
_SENDER = re.compile(
    rf"(?:\[(?:{_DAY},?[ ]{_HOUR}|{_HOUR},[ ]{_DAY})\][ ]|{_DAY},?[ ]{_HOUR}[ ]-[ ])(?P<name>[^:]{{1,60}}):[ ]?"
)
_MEDIA = re.compile(
    r"<?(?:media tidak disertakan|media omitted|image omitted|foto tidak disertakan)>?|"
    r"[\w -]+\.(?:jpe?g|png|webp|mp4) \(file terlampir\)",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,400}?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_\n]{1,400}?)(?<=\S)_(?!\w)"
)


def without_chat(lines: Iterable[Line], path: str) -> tuple[list[Line], list[Problem]]:
    """The lines without senders, media notes and marks for bold or italic; each removal is a doubt."""
    kept: list[Line] = []
    doubts: list[Problem] = []
    for line in lines:
        text = line.text
        if line.spans or line.source or line.marker:  # not from a chat: its marks are its own
            kept.append(line)
            continue
        if sender := _SENDER.match(text.lstrip()):
            text = text.lstrip()[sender.end() :]
            doubts.append(aside(path, line.number, "Nama dan jam pengirim WhatsApp tidak diambil."))
            kept.append(Line(line.number, ""))
        if _MEDIA.fullmatch(text.strip()):
            hint = "Minta berkas fotonya, lalu impor bersama rilis."
            doubts.append(doubt(path, line.number, f"“{text.strip()}” tidak diambil.", hint, "photo"))
            continue
        plain = _MARKED.sub(lambda match: match[1] or match[2], text)
        if plain != text:
            doubts.append(aside(path, line.number, "Tanda tebal atau miring WhatsApp dihapus."))
        kept.append(replace(line, text=plain))
    return kept, doubts
