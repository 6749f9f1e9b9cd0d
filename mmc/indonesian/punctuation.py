"""Slips of the keyboard: spaces and marks that are missing, doubled or out of pair; told, never mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slip:
    """Something at `text[start:end]` that a careful reader would mark, and what to write instead."""

    start: int
    end: int
    message: str
    hint: str = ""


# Addresses, times, sums, versions and degrees are full of points and commas that are right.
_EXEMPT = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)\S{1,64}@\S+|"
    r"(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:id|com|org|net|gov|go|info)\b[\w/.-]*",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[a-zé]{2})(?P<mark>[.,;:!?])(?P<after>[A-Z][a-z]+)")
_WORD_BEFORE = re.compile(r"[A-Za-zé][a-zé]{2,40}$")
_QUOTE_GLUED = re.compile(r"(?<=[A-Za-z,.!?])[”](?=[A-Za-z])|(?<=[a-z])[“](?=[A-Za-z])")
_SPACE_BEFORE = re.compile(r"(?<=\w)[ \u00a0]+([,;:!?](?=\s|$)|\.(?=\s|$))")
_COMMA_GLUED = re.compile(r"(?<=[A-Za-z]{2}),[A-Za-z]{2}")
_DOUBLE_MARK = re.compile(r"(?<![.!?,])(,,+|;;+|(?<!\.)\.\.(?!\.))")
_DOUBLE_SPACE = re.compile(r"(?<=\S)(?:[ \u00a0]{2,})(?=\S)")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$")


DOUBLED = (",,", ";;", "..")


def slips(text: str) -> Iterator[Slip]:
    """Every slip inside one paragraph, in no order."""
    exempt: list[tuple[int, int]] | None = None

    def is_free(match: re.Match[str]) -> bool:
        nonlocal exempt
        if exempt is None:  # most paragraphs never ask
            exempt = [found.span() for found in _EXEMPT.finditer(text)]
        return not any(start <= match.start() < end for start, end in exempt)

    for match in filter(is_free, _GLUED.finditer(text)):
        before = _WORD_BEFORE.search(text[max(0, match.start() - 41) : match.start()])
        if before:
            right = f"{before[0]}{match['mark']} {match['after']}"
            start = match.start() - len(before[0])
            yield Slip(start, match.end(), f"Spasi kurang setelah tanda “{match['mark']}”.", f"Tulis “{right}”.")
    for match in filter(is_free, _COMMA_GLUED.finditer(text)):
        written = text[match.start() - 2 : match.end()]
        right = written.replace(",", ", ")
        yield Slip(match.start() - 2, match.end(), "Spasi kurang setelah koma.", f"Tulis “{right}”.")
    yield from _quotes_and_spaces(text)
    for match in filter(is_free, _DOUBLE_MARK.finditer(text) if any(mark in text for mark in DOUBLED) else ()):
        yield Slip(*match.span(), f"Tanda baca ganda “{match[0]}”.", "Sisakan satu; elipsis ditulis tiga titik.")
    yield from _unpaired(text)


def _quotes_and_spaces(text: str) -> Iterator[Slip]:
    for match in _QUOTE_GLUED.finditer(text):
        yield Slip(*match.span(), "Spasi kurang di tepi tanda kutip.", "Pisahkan kutipan dari kata di sebelahnya.")
    for match in _SPACE_BEFORE.finditer(text):
        yield Slip(
            *match.span(), f"Ada spasi sebelum tanda “{match[1]}”.", "Rapatkan tanda baca pada kata di depannya."
        )
    for match in _DOUBLE_SPACE.finditer(text) if "  " in text or "\u00a0" in text else ():
        yield Slip(*match.span(), "Spasi ganda.", "Sisakan satu spasi.")


def missing_end(text: str) -> Slip | None:
    """The slip of a paragraph that ends without a mark, or with a comma; None where all is well."""
    plain = text.rstrip()
    if not plain or _ENDS.search(plain):
        return None
    if plain[-1] == ",":
        return Slip(
            len(plain) - 1,
            len(plain),
            "Paragraf berakhir dengan koma.",
            "Akhiri dengan titik, atau lengkapi kalimatnya.",
        )
    return Slip(len(plain) - 1, len(plain), "Tanda titik di akhir paragraf belum ada.", "Akhiri kalimat dengan titik.")


def _unpaired(text: str) -> Iterator[Slip]:
    pairs = (("“", "”", "Tanda kutip"), ("(", ")", "Tanda kurung"))
    for opening, closing, name in pairs:
        opened, closed = text.count(opening), text.count(closing)
        if opening == "(":
            closed -= len(re.findall(r"(?:^|\s)[0-9a-z]{1,2}\)", text))  # `a)` and `1)` count up
        if opened == closed or (closed < 0):
            continue
        mark, other = (opening, closing) if opened > closed else (closing, opening)
        place = text.rfind(mark)
        yield Slip(place, place + 1, f"{name} “{mark}” tidak berpasangan.", f"Tambahkan pasangannya “{other}”.")
    if text.count('"') % 2:
        place = text.rfind('"')
        yield Slip(place, place + 1, "Tanda kutip tidak berpasangan.", "Buka dan tutup setiap kutipan.")
