"""A release as it arrived: whatever the bytes are, its lines of plain text, its photos, and what was doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mmc.base.problems import ContentError, Problem, Severity
from mmc.base.typed import stored
from mmc.importer.pages import lines_of_html, looks_like_html
from mmc.importer.word import WordError, read_word
from mmc.indonesian.text import CONTROL, INVISIBLE, joined

MOST_BYTES = 40_000_000
MOST_LETTERS = 300_000
ZIP, OLE, PDF, RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf"
UNREADABLE = {OLE: "Word lama (.doc)", PDF: "PDF", RTF: "RTF"}
SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its number in the file; `marker` is `bullet` or `number` for an entry of a list, else empty."""

    number: int
    text: str
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo that came with the release, or inside it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Arrival:
    """The lines, empty ones too; `is_flowing` when a line is known to be a whole paragraph, as in Word."""

    lines: tuple[Line, ...]
    photos: tuple[Attachment, ...] = ()
    doubts: tuple[Problem, ...] = ()
    is_flowing: bool = False


def doubt(path: str, line: int, message: str, hint: str = "", field: str = "") -> Problem:
    """A thing that the importer could not be sure of."""
    return Problem(path, line, message, hint, field, Severity.WARNING, "impor")


def refuse(path: str, message: str, hint: str) -> ContentError:
    """The one problem that keeps a file from being imported at all."""
    return ContentError([Problem(path, 0, message, hint, code="impor")])


def read_arrival(data: bytes, path: str) -> Arrival:
    """
    The release's lines, from plain text in any encoding of an Indonesian office, a WhatsApp paste, HTML, or Word.

    Raises `ContentError` for what is no text at all.
    """
    if len(data) > MOST_BYTES:
        raise refuse(
            path, "Berkas ini lebih dari 40 MB.", "Kecilkan foto di dalamnya, atau kirim teks dan foto terpisah."
        )
    for signature, name in UNREADABLE.items():
        if data.startswith(signature):
            raise refuse(path, f"Berkas {name} tidak dapat diimpor.", "Buka, lalu simpan sebagai .docx atau .txt.")
    if data.startswith(SIGNATURES):
        raise refuse(
            path,
            "Berkas ini foto, bukan rilis.",
            f"Beri juga berkas rilisnya: `{stored('impor rilis.txt foto.jpeg')}`.",
        )
    if data.startswith(ZIP):
        return _cleaned(_from_word(data, path), path)
    text, doubts = _decoded(data, path)
    if not text.strip():
        raise refuse(path, "Berkas ini kosong.", "Salin naskah rilis ke dalamnya.")
    if len(text) > MOST_LETTERS:
        raise refuse(path, f"Naskah ini lebih dari {MOST_LETTERS // 1000} ribu huruf.", "Impor satu rilis satu berkas.")
    if looks_like_html(text):
        lines = tuple(Line(number, line) for number, line in lines_of_html(text))
        note = doubt(path, 1, "Naskah ini HTML; hanya teksnya yang diambil.", "Periksa batas paragrafnya.")
        return _cleaned(Arrival(lines, (), (*doubts, note), is_flowing=True), path)
    lines = tuple(Line(number, line) for number, line in enumerate(text.splitlines(), start=1))
    return _cleaned(Arrival(lines, (), tuple(doubts)), path)


def _from_word(data: bytes, path: str) -> Arrival:
    try:
        document = read_word(data)
    except WordError as error:
        raise refuse(path, error.message, error.hint) from error
    lines = tuple(
        Line(number, part, paragraph.marker)
        for number, paragraph in enumerate(document.paragraphs, start=1)
        for part in paragraph.text.split("\n")
    )
    if sum(len(line.text) for line in lines) > MOST_LETTERS:
        raise refuse(path, f"Naskah ini lebih dari {MOST_LETTERS // 1000} ribu huruf.", "Impor satu rilis satu berkas.")
    if not any(line.text.strip() for line in lines):
        raise refuse(path, "Berkas Word ini tidak berisi teks.", "Salin naskahnya sebagai teks, bukan gambar.")
    notes = []
    if document.has_table:
        notes.append(doubt(path, 0, "Naskah ini berisi tabel; tiap sel menjadi paragraf.", "Susun ulang tabelnya."))
    if document.has_changes:
        hint = "Terima atau tolak semua perubahan di Word bila hasilnya keliru."
        notes.append(doubt(path, 0, "Naskah ini memuat perubahan terlacak; yang dihapus tidak diambil.", hint))
    photos = tuple(Attachment(name, content) for name, content in document.pictures)
    return Arrival(lines, photos, tuple(notes), is_flowing=True)


def _decoded(data: bytes, path: str) -> tuple[str, list[Problem]]:
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


def _cleaned(arrival: Arrival, path: str) -> Arrival:
    """Without characters that nobody sees, each removal told; wrongly decoded text is told, not touched."""
    doubts = list(arrival.doubts)
    lines = []
    for line in arrival.lines:
        text = line.text.expandtabs(1)
        visible = "".join(_visible(text))
        if visible != text:
            names = sorted({INVISIBLE.get(letter, "karakter kendali") for letter in set(text) - set(visible)})
            found = joined(names) or "karakter tak terlihat"
            doubts.append(doubt(path, line.number, f"Karakter tak terlihat dihapus: {found}."))
        if re.search("â€|Ã[\u0080-\u00bf]|\ufffd", visible):
            doubts.append(doubt(path, line.number, "Ada huruf yang rusak.", "Salin ulang dari naskah aslinya."))
        lines.append(replace(line, text=visible))
    return replace(arrival, lines=tuple(lines), doubts=tuple(doubts))


def _visible(text: str) -> Iterator[str]:
    """The letters that show; the joiner inside an emoji is a letter of it."""
    for position, letter in enumerate(text):
        if letter in CONTROL or letter == "\ufeff":
            continue
        joins_emoji = letter == "\u200d" and position and ord(text[position - 1]) > 0x2190
        if joins_emoji or letter not in INVISIBLE:
            yield letter
