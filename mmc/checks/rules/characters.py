"""The bytes of a text file: its encoding, line ends, and characters that nobody sees or that only look right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mmc.base.files import merging
from mmc.base.items.source import decode
from mmc.base.typed import stored
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.rules.attack.normalisation import script_of
from mmc.indonesian.text import BIDIRECTIONAL, CONTROL, INVISIBLE

BOM = b"\xef\xbb\xbf"
FIX = f"Jalankan `{stored('periksa --fix')}`."
MOST_TOLD = 20  # in one file: a writer mends them all at once
JOINERS = frozenset("\u200c\u200d")
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPECIAL = re.compile(
    "[" + "".join(map(re.escape, sorted({*INVISIBLE, *CONTROL}))) + "\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]"
)
_PLAIN_BYTES = bytes([*range(0x20, 0x7F), *b"\t\n\r"])
_STRANGE = frozenset({*INVISIBLE, *CONTROL, "\ufffd"})
_MOJIBAKE = re.compile(r"â€[œ\u009d™˜“”¢¦]|Ã[\u0080-\u00bf©¨¡¢¤¶¼±]|Â(?:[\u00a0-\u00bf]|(?=[ \n]|$))|ï»¿|ðŸ")
_WORD = re.compile(r"[^\W\d_]+")
_LOOKALIKE_SCRIPTS = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "LISU", "COPTIC"})
# Characters after which a joiner is part of the spelling: emoji, and scripts that shape their letters.
_JOINED_SCRIPTS = frozenset({"ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "JAVANESE", "BALINESE"})


def encoding(data: bytes) -> Iterator[Finding]:
    """The bytes are UTF-8."""
    _, problem = decode(data, "")
    if problem is not None:
        yield Finding(problem.line, problem.message, problem.hint)


def merge_marks(data: bytes) -> Iterator[Finding]:
    """No line is left of a merge that nobody finished, in the header or in the text."""
    text, _ = decode(data, "")
    for line, mark in merging.marks(text):
        yield Finding(line, merging.message(mark), merging.HINT)


def byte_order_mark(data: bytes) -> Iterator[Finding]:
    """No byte-order mark stands before the text."""
    if data.startswith(BOM):
        yield Finding(1, "Berkas ini diawali penanda urutan bita (BOM), yang menutupi baris pertama.", FIX)


def line_ends(data: bytes) -> Iterator[Finding]:
    """Lines end in a line feed alone."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\r" not in data:
        return
    at = data.index(b"\r")
    kind = "Windows (CRLF)" if data[at : at + 2] == b"\r\n" else "Mac lama (CR)"
    yield Finding(data.count(b"\n", 0, at) + 1, f"Baris berakhir cara {kind}, bukan LF.", FIX)


def characters(data: bytes) -> Iterator[Finding]:
    """Every character can be seen: no control, zero-width, overriding, private or lost character."""
    if not data.translate(None, _PLAIN_BYTES):
        return
    text, problem = decode(data, "")
    if problem is not None or not any(letter in _STRANGE or letter >= "\ue000" for letter in set(text)):
        return
    seen: set[tuple[int, str]] = set()
    for match in _SPECIAL.finditer(text):
        letter, at = match[0], match.start()
        line = text.count("\n", 0, at) + 1
        if (line, letter) not in seen and not _belongs(text, at):
            seen.add((line, letter))
            yield Finding(line, *_about(letter, text, at))
            if len(seen) >= MOST_TOLD:
                return


def _belongs(text: str, at: int) -> bool:
    """True where an unseen character is part of how a script or an emoji is written."""
    letter, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if letter in JOINERS or (letter in BIDIRECTIONAL and letter not in OVERRIDES):
        if any(neighbour and script_of(neighbour) in _JOINED_SCRIPTS for neighbour in (before, after)):
            return True
        return letter == "\u200d" and _is_emoji(before) and _is_emoji(after)
    return "\U000e0020" <= letter <= "\U000e007f" and _flag_before(text, at)


def _is_emoji(letter: str) -> bool:
    return bool(letter) and (unicodedata.category(letter) in ("So", "Sk") or letter in "\ufe0f\u2640\u2642\u2695\u2764")


def _flag_before(text: str, at: int) -> bool:
    return "\U0001f3f4" in text[max(0, at - 8) : at]


def _about(letter: str, text: str, at: int) -> tuple[str, str]:
    name = f"U+{ord(letter):04X}"
    near = "".join(c for c in text[max(0, at - 20) : at + 20].replace("\n", " ") if c.isprintable()).strip()
    if letter == "\ufffd":
        return f"Ada huruf yang hilang (�) di dekat “{near}”.", "Ketik ulang huruf itu dari naskah asli."
    if letter in CONTROL:
        return f"Ada karakter kendali {name} di dekat “{near}”.", FIX
    if letter in INVISIBLE:
        return f"Ada karakter tak terlihat ({INVISIBLE[letter]}, {name}) di dekat “{near}”.", FIX
    return f"Ada simbol khusus Word ({name}) yang tidak dikenal pembaca, di dekat “{near}”.", "Hapus, atau ketik “-”."


def mojibake(draft: Draft) -> Iterator[Finding]:
    """No text went through the wrong encoding on its way (`â€œ` for a quote)."""
    if draft.sheet.text.isascii():
        return
    for text, line, field in draft.sheet.lines():
        match = _MOJIBAKE.search(text)
        if match:
            hint = f"Tampaknya rusak karena salah penyandian; ketik ulang, atau: {FIX[0].lower()}{FIX[1:]}"
            yield Finding(
                line, f"Huruf tampil rusak: “{text[max(0, match.start() - 12) : match.end() + 12]}”.", hint, field=field
            )


def mixed_scripts(draft: Draft) -> Iterator[Finding]:
    """No word mixes Latin letters with look-alikes of another script."""
    if draft.sheet.text.isascii():
        return
    for text, line, field in draft.sheet.lines():
        if text.isascii():
            continue
        for match in _WORD.finditer(text):
            word = match[0]
            if word.isascii():
                continue
            scripts = {script_of(letter) for letter in word}
            if "LATIN" in scripts and scripts & _LOOKALIKE_SCRIPTS:
                strange = next(letter for letter in word if script_of(letter) in _LOOKALIKE_SCRIPTS)
                message = f"Kata “{word}” memakai huruf tiruan “{strange}” (U+{ord(strange):04X})."
                yield Finding(line, message, "Ketik ulang kata itu dengan huruf Latin biasa.", field=field)
                break


def decomposed(draft: Draft) -> Iterator[Finding]:
    """Accented letters are one character each (NFC), so that search and addresses find them."""
    if draft.sheet.text.isascii() or unicodedata.is_normalized("NFC", draft.sheet.text):
        return
    for text, line, field in draft.sheet.lines():
        if not unicodedata.is_normalized("NFC", text):
            yield Finding(line, "Huruf beraksen di baris ini tersimpan terurai (bukan NFC).", FIX, field=field)
            return
