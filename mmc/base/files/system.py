"""What the system answers when it refuses, in Indonesian: its own words are English on most machines."""

from __future__ import annotations

import errno
import socket
import sqlite3
import ssl
from collections.abc import Mapping

FULL = ("penyimpanan penuh", "kosongkan ruang simpan")
DENIED = ("tidak boleh dibuka atau ditulis oleh pengguna ini", "periksa izinnya")
BUSY = ("sedang dipakai program lain", "tutup program itu")
CROWDED = ("komputer ini kehabisan berkas terbuka atau proses", "tutup program lain")
OFFLINE = ("tidak ada sambungan ke sana", "periksa sambungan internet")
# By the system's number: what is the case, and what to do.
ANSWERS: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: ("ukuran berkas melebihi batas di komputer ini", "kosongkan ruang simpan atau naikkan batasnya"),
    errno.EACCES: DENIED,
    errno.EPERM: DENIED,
    errno.EROFS: ("penyimpanannya hanya dapat dibaca", "pindahkan proyek ke folder yang dapat ditulis"),
    errno.ENOENT: ("tidak ada", "periksa nama dan tempatnya"),
    errno.ENOTDIR: ("bukan folder", "pindahkan berkas yang menempati namanya"),
    errno.EISDIR: ("adalah folder, padahal seharusnya berkas", "pindahkan folder itu"),
    errno.EEXIST: ("sudah ada", "pindahkan atau ganti namanya"),
    errno.ENOTEMPTY: ("folder ini masih berisi", "kosongkan folder itu"),
    errno.ELOOP: ("menunjuk kepada dirinya sendiri", "hapus tautan itu"),
    errno.ENAMETOOLONG: ("nama terlalu panjang bagi komputer ini", "pendekkan namanya"),
    errno.EINVAL: ("nama atau isinya tidak diterima komputer ini", "ganti namanya"),
    errno.EBUSY: BUSY,
    errno.ETXTBSY: BUSY,
    errno.EMFILE: CROWDED,
    errno.ENFILE: CROWDED,
    errno.EAGAIN: CROWDED,
    errno.ENOMEM: ("memori komputer ini penuh", "tutup program lain"),
    errno.EIO: ("tidak dapat dibaca dari penyimpanannya", "periksa kabel atau cakramnya"),
    errno.EADDRINUSE: ("pintu jaringan itu sedang dipakai program lain", "pilih yang lain dengan `--port`"),
    errno.ENETUNREACH: OFFLINE,
    errno.EHOSTUNREACH: OFFLINE,
    errno.ENETDOWN: OFFLINE,
    errno.ECONNREFUSED: ("server menolak sambungan", "periksa alamatnya"),
    errno.ECONNRESET: ("sambungan terputus", "tunggu sebentar"),
    errno.ECONNABORTED: ("sambungan terputus", "tunggu sebentar"),
    errno.EPIPE: ("sambungan terputus", "tunggu sebentar"),
    errno.ETIMEDOUT: ("server tidak menjawab", "periksa sambungan internet"),
}
# SQLite says it in words.
STORE = (
    ("full", FULL),
    ("readonly", DENIED),
    ("unable to open", DENIED),
    ("locked", BUSY),
    ("malformed", ("simpanan di .cache rusak", "hapus folder .cache")),
    ("not a database", ("simpanan di .cache rusak", "hapus folder .cache")),
    ("disk I/O", ("penyimpanan penuh atau rusak", "kosongkan ruang simpan")),
)


def answer(error: OSError | sqlite3.Error) -> tuple[str, str] | None:
    """What is the case and what to do, in few words; None for what nobody has met yet."""
    if isinstance(error, sqlite3.Error):
        return next((answer for words, answer in STORE if words in str(error)), None)
    if isinstance(error, socket.gaierror):
        return ("nama server tidak ditemukan", "periksa alamat dan sambungan internet")
    if isinstance(error, ssl.SSLError):
        return ("sertifikat server tidak sah", "periksa jam komputer ini dan alamatnya")
    if isinstance(error, TimeoutError):
        return ANSWERS[errno.ETIMEDOUT]
    return ANSWERS.get(error.errno or 0)


def reason(error: OSError | sqlite3.Error) -> str:
    """What is the case, for a message that says the rest: “penyimpanan penuh”."""
    known = answer(error)
    number = error.errno if isinstance(error, OSError) else error.sqlite_errorcode
    return known[0] if known else f"kesalahan sistem nomor {number}"
