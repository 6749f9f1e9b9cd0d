"""Plain text in any encoding of an Indonesian office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mmc.base.problems import Problem
from mmc.importer.arrival import MOST_LETTERS, Arrival, Line, Span, aside, doubt, refuse, reworded
from mmc.indonesian.text import BIDIRECTIONAL, CONTROL, INVISIBLE, joined

SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2007\u2009", " ")
)  # they hold words together where a page is laid out
BROKEN = re.compile("â€|Ã[\u0080-\u00bf]|\ufffd")


def decoded(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text, and a doubt where its encoding was guessed."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:400].count(0) > len(data[:400]) // 4
    if not is_wide:
        try:
            return data.decode("utf-8-sig"), []
        except UnicodeDecodeError:
            pass
    if is_wide:
        codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-le"
        text = data.decode(codec, errors="replace")
    else:
        codec, text = "cp1252", data.decode("cp1252", errors="replace")
    hint = "Periksa tanda kutip dan huruf khususnya."
    return text, [doubt(path, 0, f"Berkas ini bukan UTF-8; dibaca sebagai {codec.upper()}.", hint)]


def read_text(text: str, path: str) -> Arrival:
    """The text's lines; raises `ContentError` for none and for too many letters."""
    if not text.strip():
        raise refuse(path, "Berkas ini kosong.", "Salin naskah rilis ke dalamnya.")
    if len(text) > MOST_LETTERS:
        raise refuse(path, f"Naskah ini lebih dari {MOST_LETTERS // 1000} ribu huruf.", "Impor satu rilis satu berkas.")
    return Arrival(tuple(Line(number, line) for number, line in enumerate(text.splitlines(), start=1)))


def cleaned(arrival: Arrival, path: str) -> Arrival:
    """Without characters that nobody sees, each removal told; wrongly decoded text is told, not touched."""
    doubts = list(arrival.doubts)
    lines = []
    for line in arrival.lines:
        text = line.text.expandtabs(1).translate(SPACES)
        visible = "".join(_visible(text))
        if visible != text and (told := set(text) - set(visible) - BIDIRECTIONAL):
            names = sorted({INVISIBLE.get(letter, "karakter kendali") for letter in told})
            doubts.append(aside(path, line.number, f"Karakter tak terlihat dihapus: {joined(names)}."))
        elif visible != text:
            doubts.append(aside(path, line.number, "Karakter tak terlihat dihapus: penanda arah tulisan."))
        if BROKEN.search(visible):
            doubts.append(doubt(path, line.number, "Ada huruf yang rusak.", "Salin ulang dari naskah aslinya."))
        lines.append(_with_spans(reworded(replace(line, text=text), visible), line))
    return replace(arrival, lines=tuple(lines), doubts=tuple(doubts))


def _with_spans(line: Line, original: Line) -> Line:
    """The line with the marks it had, each part cleaned like the whole."""
    if line.source:
        return replace(line, source="\n".join("".join(_visible(part)) for part in line.source.split("\n")))
    if line.spans and line.text == original.text:
        return line
    spans = tuple(_clean_span(span) for span in original.spans)
    is_same = "".join(span.text for span in spans) == line.text
    return replace(line, spans=tuple(span for span in spans if span.text or span.note) if is_same else ())


def _clean_span(span: Span) -> Span:
    return replace(span, text="".join(_visible(span.text.replace("\t", " ").translate(SPACES))))


def _visible(text: str) -> Iterator[str]:
    """The letters that show; the joiner inside an emoji is a letter of it."""
    for position, letter in enumerate(text):
        if letter in CONTROL or letter == "\ufeff":
            continue
        joins_emoji = letter == "\u200d" and position and ord(text[position - 1]) > 0x2190
        if joins_emoji or letter not in INVISIBLE:
            yield letter
