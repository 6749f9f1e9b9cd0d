"""Names and kinds of files under `content/`: what every system and address can carry, and what may be there at all."""

# ruff: noqa: E501  (patterns and lists of words)
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import partial

from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE
from mmc.base.problems import Severity
from mmc.base.typed import stored
from mmc.checks.content.draft import Finding
from mmc.checks.rules.attack import root_files
from mmc.indonesian.text import number, slugify

RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
NAME_LETTERS = 120
PATH_LETTERS = 200
PHOTOS = frozenset({"jpg", "jpeg", "png", "webp"})
BESIDE_ITEMS = PHOTOS | {"md"}
DOCUMENTS = frozenset({"pdf"})
ARRIVALS = frozenset(
    {"doc", "docx", "eml", "heic", "htm", "html", "msg", "odt", "pdf", "rtf", "txt", "zip"}
)  # `impor` reads them
UNWANTED = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
LIMITS = {"md": 1, "svg": 1, "pdf": 25, "txt": 1, "ico": 1, "html": 1, "xml": 1, "json": 1}  # megabytes
PHOTO_LIMIT = 15
MAGIC = {
    "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",), "png": (b"\x89PNG\r\n\x1a\n",), "webp": (b"RIFF",), "pdf": (b"%PDF-",),
    "gif": (b"GIF8",), "ico": (b"\x00\x00\x01\x00",),
}  # fmt: skip
_KNOWN_MAGIC = (
    (b"\xff\xd8\xff", "foto JPEG"), (b"\x89PNG", "gambar PNG"), (b"GIF8", "gambar GIF"), (b"%PDF-", "dokumen PDF"), (b"PK\x03\x04", "berkas ZIP atau Word"),
    (b"MZ", "program Windows"), (b"\x7fELF", "program"), (b"<?php", "kode PHP"), (b"<!DOCTYPE", "halaman web"), (b"<html", "halaman web"),
    (b"<svg", "gambar SVG"), (b"\xd0\xcf\x11\xe0", "dokumen Word lama"), (b"BM", "gambar BMP"), (b"II*\x00", "gambar TIFF"), (b"MM\x00*", "gambar TIFF"),
)  # fmt: skip
_LITTER = re.compile(r"^\..*\.sw[a-p]$|^\.~lock\.|^~\$|^\.goutputstream-")  # what editors and Word leave for a moment
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_AWKWARD = re.compile(r"[\s#%&+=;,'!$@(){}\[\]^`~]")


def suffix(path: str) -> str:
    """The name's ending in small letters, without the dot."""
    name = path.rsplit("/", 1)[-1]
    return name.rpartition(".")[2].casefold() if "." in name else ""


def name(path: str) -> Iterator[Finding]:
    """Windows, macOS and an address can all carry every part of the path."""
    if suffix(path) in ARRIVALS - DOCUMENTS and "/akar/" not in path:
        return  # it becomes a story under another name
    parts = path.split("/")[1:]
    if len(path) > PATH_LETTERS:
        yield Finding(0, f"Jalur berkas ini {len(path)} huruf; paling panjang {PATH_LETTERS}.", "Pendekkan namanya.")
    for part in parts if not _LITTER.search(parts[-1]) else parts[:-1]:
        finding = _part(part)
        if finding is not None:
            yield finding
            return


def _part(part: str) -> Finding | None:
    stem, dot, ending = part.rpartition(".") if "." in part.lstrip(".") else (part, "", "")
    mend = partial(_better_name, stem, dot, ending)
    wrong = _FORBIDDEN.search(part)
    if wrong:
        return Finding(0, f"Nama “{_shown(part)}” memuat “{_shown(wrong[0])}”, yang ditolak Windows.", mend())
    if part.split(".", maxsplit=1)[0].casefold() in RESERVED:
        return Finding(0, f"Nama “{part}” dipakai Windows untuk perangkat.", "Beri nama lain.")
    if part != part.strip() or part.endswith("."):
        return Finding(0, f"Nama “{part}” diawali atau diakhiri spasi atau titik.", mend())
    if len(part) > NAME_LETTERS:
        return Finding(0, f"Nama “{part[:40]}…” {len(part)} huruf; paling panjang {NAME_LETTERS}.", "Pendekkan.")
    if not part.isascii():
        note = " (tersimpan terurai)" if not unicodedata.is_normalized("NFC", part) else ""
        return Finding(0, f"Nama “{_shown(part)}” memuat huruf di luar A–Z{note}.", mend())
    if _AWKWARD.search(part):
        return Finding(0, f"Nama “{part}” memuat spasi atau tanda yang rusak di dalam alamat.", mend())
    return None


def _better_name(stem: str, dot: str, ending: str) -> str:
    return f"Ganti namanya menjadi `{slugify(stem, 100) or 'berkas'}{dot}{ending.casefold()}`."


def _shown(text: str) -> str:
    return "".join(letter if letter.isprintable() else f"U+{ord(letter):04X}" for letter in text)


def place(path: str) -> Iterator[Finding]:
    """The file is of a kind that is published from its folder; anything else is never copied."""
    parts = path.split("/")
    ending, file = suffix(path), parts[-1]
    if file.casefold() in UNWANTED or _LITTER.search(file):
        message = f"Berkas sistem “{file}” tidak diterbitkan."
        yield Finding(0, message, "Hapus berkas ini.", severity=Severity.WARNING)
        return
    if len(parts) < 3:
        yield Finding(
            0, "Berkas ini terletak langsung di content/.", f"Pindahkan ke content/{PAGE}/ atau folder jenisnya."
        )
        return
    allowed = {"dokumen": DOCUMENTS, "akar": DOCUMENTS, PAGE: BESIDE_ITEMS}.get(parts[1])
    if allowed is None:
        if parts[1] not in KINDS:
            known = ", ".join((*KINDS, PAGE, "dokumen", "akar"))
            yield Finding(0, f"Folder content/{parts[1]}/ tidak dikenal.", f"Pindahkan ke salah satu dari: {known}.")
            return
        allowed = BESIDE_ITEMS
    if parts[1] == "akar":
        if not root_files.is_known("/".join(parts[2:])):
            message = f"Berkas “{'/'.join(parts[2:])}” tidak dikenal, jadi tidak diterbitkan dari content/akar/."
            yield Finding(0, message, f"Yang boleh di sini: {root_files.KNOWN}.")
        return
    if file.startswith(".") or ending not in allowed:
        what = f"berjenis .{ending}" if ending else "tanpa jenis"
        hint = f"Yang boleh di sini: {', '.join(sorted(allowed))}."
        if ending == "svg":
            hint = f"Gambar SVG dapat memuat skrip; simpan sebagai PNG. {hint}"
        elif ending in ARRIVALS:
            hint = f"Jadikan naskah dengan `{stored('impor ' + file)}`, lalu hapus berkas ini dari content/. {hint}"
        yield Finding(0, f"Berkas “{file}” {what}, yang tidak diterbitkan dari content/{parts[1]}/.", hint)


def size(path: str, count: int) -> Iterator[Finding]:
    """The original is not larger than its kind may be."""
    limit = LIMITS.get(suffix(path), PHOTO_LIMIT) * 1_000_000
    if count > limit:
        hint = "Perkecil foto ke lebar 3000 piksel." if suffix(path) in PHOTOS else "Perkecil berkasnya, atau bagi."
        yield Finding(
            0, f"Berkas ini {number(count)} bita; paling besar {number(limit)} bita ({limit // 1_000_000} MB).", hint
        )
    elif not count and suffix(path) != "md":
        yield Finding(0, "Berkas ini kosong.", "Salin ulang dari aslinya, atau hapus.")


def true_kind(path: str, data: bytes) -> Iterator[Finding]:
    """The file is what its name says."""
    wanted = MAGIC.get(suffix(path))
    if not wanted or not data:
        return
    is_so = data.startswith(wanted) and (suffix(path) != "webp" or data[8:12] == b"WEBP")
    if not is_so:
        found = next(
            (words for magic, words in _KNOWN_MAGIC if data.lstrip()[:20].startswith(magic)), "bukan berkas itu"
        )
        message = f"Namanya berakhir .{suffix(path)}, tetapi isinya {found}."
        yield Finding(0, message, "Simpan ulang dengan jenis yang benar, atau ganti akhiran namanya.")
    elif suffix(path) in PHOTOS and (b"<?php" in data or b"<script" in data[-4096:].lower()):
        yield Finding(0, "Di dalam foto ini tersimpan kode program.", "Jangan pakai berkas ini; laporkan ke pengelola.")
