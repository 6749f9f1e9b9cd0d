"""What a file is by its bytes, and the reader for it; what nobody here understands is refused by its name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

from mmc.base.problems import ContentError
from mmc.base.typed import stored
from mmc.importer.arrival import MOST_BYTES, MOST_LETTERS, Arrival, refuse
from mmc.importer.photos import is_photo, is_video
from mmc.importer.readers.documents import read_opendocument, read_rich_text
from mmc.importer.readers.mail import looks_like_mail
from mmc.importer.readers.package import BROKEN
from mmc.importer.readers.pdf import read_pdf
from mmc.importer.readers.plain import cleaned, decoded, read_text
from mmc.importer.readers.web import looks_like_html, read_page
from mmc.importer.readers.word import read_word

LEAST_LETTERS = 12  # less is a note, a page number, a slip of the mouse

FindFile = Callable[[str], bytes | None]
ZIP, OLE, PDF, RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"{\\rtf"
SAVE = "Buka berkasnya, simpan sebagai .docx (Simpan sebagai → Dokumen Word), lalu impor berkas itu."


def kind_of(data: bytes) -> str:
    """`photo`, `video`, `word`, `odt`, `zip`, `office`, `outlook`, `doc`, `ole`, `pdf`, `rtf`, `mail`, or `text`."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_photo(data):
        return "photo"
    if is_video(data):
        return "video"
    if data.startswith((ZIP, b"PK\x05\x06")):
        return _kind_of_archive(data)
    if data.startswith(OLE[:4]):
        return _kind_of_ole(data)
    if PDF in data[:1024] and not head[:1].isalpha():
        return "pdf"
    if head.startswith(RTF):
        return "rtf"
    return "mail" if looks_like_mail(data) else "text"


def _kind_of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except BROKEN:
        return "word"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if mimetype.startswith((b"application/vnd.oasis.opendocument", b"application/epub")):
        return "office"
    if any(name.startswith(("xl/", "ppt/")) for name in names) and "[Content_Types].xml" in names:
        return "office"
    if "word/document.xml" in names or ("[Content_Types].xml" in names and "_rels/.rels" in names):
        return "word"
    return "zip"


def _kind_of_ole(data: bytes) -> str:
    def named(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if named("__properties_version1.0") or named("__nameid_version1.0"):
        return "outlook"
    if named("WordDocument"):
        return "doc"
    if named("EncryptedPackage"):
        return "locked"
    return "ole"


REFUSED = {
    "doc": ("Berkas ini Word lama (.doc).", SAVE),
    "locked": ("Dokumen ini dikunci dengan sandi.", "Minta dokumen tanpa sandi."),
    "ole": ("Berkas Office lama ini tidak dapat diimpor.", SAVE),
    "office": (
        "Berkas ini Excel, PowerPoint, atau buku elektronik, bukan naskah.",
        "Salin naskahnya ke dokumen Word, lalu impor.",
    ),
    "photo": ("Berkas ini foto, bukan rilis.", f"Beri juga berkas rilisnya: `{stored('impor rilis.txt foto.jpeg')}`."),
    "video": ("Berkas ini video atau suara, bukan rilis.", "Unggah ke kanal resmi, lalu buat naskah jenis video."),
    "zip": ("Berkas ini arsip ZIP di dalam naskah.", "Buka arsipnya, lalu impor isinya."),
    "mail": ("Berkas ini surel.", "Impor surelnya langsung."),
    "outlook": ("Berkas ini surel.", "Impor surelnya langsung."),
}


def read_arrival(data: bytes, path: str, find_file: FindFile = lambda _: None) -> Arrival:
    """
    The release of one document: Word, OpenDocument, RTF, PDF, a web page, or text in any encoding of an office.

    Raises `ContentError` for what is none of these.
    """
    if len(data) > MOST_BYTES:
        raise refuse(
            path, "Berkas ini lebih dari 40 MB.", "Kecilkan foto di dalamnya, atau kirim teks dan foto terpisah."
        )
    kind = kind_of(data)
    if kind in REFUSED:
        raise refuse(path, *REFUSED[kind])
    arrival = cleaned(_read(data, path, kind, find_file), path)
    letters = sum(len(line.text) for line in arrival.lines)
    if letters > MOST_LETTERS:
        raise refuse(path, f"Naskah ini lebih dari {MOST_LETTERS // 1000} ribu huruf.", "Impor satu rilis satu berkas.")
    if not letters:
        hint = "Naskahnya mungkin berupa gambar: salin sebagai teks, atau minta berkas aslinya."
        raise refuse(path, "Berkas ini tidak berisi teks.", hint)
    if letters < LEAST_LETTERS:
        words = " ".join(line.text for line in arrival.lines)
        raise refuse(path, f"Isinya hanya “{words}”; itu bukan rilis.", "Sebutkan berkas yang berisi siaran persnya.")
    return arrival


def _read(data: bytes, path: str, kind: str, find_file: FindFile) -> Arrival:
    if kind == "word":
        return read_word(data, path)
    if kind == "odt":
        return read_opendocument(data, path)
    if kind == "rtf":
        return read_rich_text(data.lstrip(b"\xef\xbb\xbf \t\r\n"), path)
    if kind == "pdf":
        return read_pdf(data, path)
    text, doubts = decoded(data, path)
    _refuse_strange(data, text, path)
    arrival = read_page(text, path, find_file) if looks_like_html(text) else read_text(text, path)
    return replace(arrival, doubts=(*doubts, *arrival.doubts))


def _refuse_strange(data: bytes, text: str, path: str) -> None:
    """Bytes of no text, and the languages of machines, are no story."""
    head = text.lstrip("\ufeff \t\r\n")[:4000]
    is_markup = head.startswith("<?xml") or head[:5].casefold() in ("<rss ", "<feed", "<svg ", "<urls")
    is_markup = is_markup or re.match(r"<[A-Za-z][\w:.-]{0,60}(?:\s[^<>]{0,400})?/?>\s*(?:<|$)", head) is not None
    if is_markup and not looks_like_html(head):
        if "<pkg:package" in head or "w:wordDocument" in head:
            raise refuse(path, "Berkas ini Word dalam bentuk XML.", SAVE)
        hint = "Bila ini cadangan situs lama, pakai perintah pindah; selain itu, minta naskahnya."
        raise refuse(path, "Berkas ini data XML, bukan rilis.", hint)
    if head.startswith(("{", "[")) and head.rstrip()[-1:] in '}],"' and head.count('":') > 2:
        raise refuse(path, "Berkas ini data JSON, bukan rilis.", "Minta naskahnya sebagai dokumen atau teks.")
    if head.startswith(("BEGIN:V", "MIME-Version", "%!PS", "#!/", "<?php")):
        raise refuse(path, "Berkas ini bukan naskah.", "Minta naskahnya sebagai dokumen atau teks.")
    strange = sum(byte < 9 or 13 < byte < 32 for byte in data[:4000])
    is_wide = (
        data[:2] in (b"\xff\xfe", b"\xfe\xff")
        or data[1:400:2].count(0) > 100
        or data[1:20:2].count(0) > len(data[1:20:2]) * 0.7
    )
    if strange > max(8, len(data[:4000]) // 50) and not is_wide:
        raise refuse(path, "Jenis berkas ini tidak dikenal.", "Minta naskahnya sebagai .docx, .pdf, atau teks.")


__all__ = ["ContentError", "kind_of", "read_arrival"]
