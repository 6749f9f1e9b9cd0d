"""What went wrong while a command ran, as one sentence with a way on; what nobody foresaw is kept for the maintainer."""

from __future__ import annotations

import errno
import platform
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path

from mmc.base.typed import typed

REPORT = ".cache/galat-program.txt"
FULL = "Penyimpanan penuh; kosongkan ruang simpan, lalu jalankan perintah yang sama."
REASONS: Mapping[int, str] = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: "Berkas melebihi batas ukuran di komputer ini; kosongkan ruang simpan atau naikkan batasnya, lalu ulangi.",
    errno.EACCES: "{} tidak boleh dibuka atau ditulis oleh pengguna ini; periksa izinnya, lalu jalankan perintah yang sama.",
    errno.EPERM: "{} tidak boleh diubah oleh pengguna ini; periksa izinnya, lalu jalankan perintah yang sama.",
    errno.EROFS: "{} berada di penyimpanan yang hanya dapat dibaca; pindahkan proyek ke folder yang dapat ditulis.",
    errno.ENOENT: "{} tidak ada; periksa nama dan tempatnya, lalu jalankan perintah yang sama.",
    errno.ENOTDIR: "{} bukan folder; pindahkan berkas yang menempati namanya, lalu jalankan perintah yang sama.",
    errno.EISDIR: "{} adalah folder, padahal seharusnya berkas; pindahkan folder itu, lalu jalankan perintah yang sama.",
    errno.EEXIST: "{} sudah ada; pindahkan atau ganti namanya, lalu jalankan perintah yang sama.",
    errno.ELOOP: "{} menunjuk kepada dirinya sendiri; hapus tautan itu, lalu jalankan perintah yang sama.",
    errno.ENAMETOOLONG: "Nama {} terlalu panjang bagi komputer ini; pendekkan, lalu jalankan perintah yang sama.",
    errno.EMFILE: "Terlalu banyak berkas terbuka di komputer ini; tutup program lain, lalu jalankan perintah yang sama.",
    errno.ENFILE: "Terlalu banyak berkas terbuka di komputer ini; tutup program lain, lalu jalankan perintah yang sama.",
    errno.ENOMEM: "Memori komputer ini penuh; tutup program lain, lalu jalankan perintah yang sama.",
    errno.EAGAIN: "Komputer ini sedang kehabisan proses; tutup program lain, lalu jalankan perintah yang sama.",
    errno.EIO: "{} tidak dapat dibaca dari penyimpanannya; periksa kabel atau cakramnya, lalu jalankan perintah yang sama.",
    errno.EADDRINUSE: "Pintu jaringan itu sedang dipakai program lain; pilih yang lain dengan `--port`.",
    errno.ENETUNREACH: "Tidak ada sambungan internet; periksa sambungannya, lalu jalankan perintah yang sama.",
    errno.EHOSTUNREACH: "Server tidak dapat dijangkau; periksa sambungan internet, lalu jalankan perintah yang sama.",
    errno.ECONNREFUSED: "Server menolak sambungan; periksa alamatnya, lalu jalankan perintah yang sama.",
    errno.ETIMEDOUT: "Server tidak menjawab; periksa sambungan internet, lalu jalankan perintah yang sama.",
    errno.ECONNRESET: "Sambungan terputus; jalankan perintah yang sama sekali lagi.",
}
GIT = "Program git tidak ditemukan di komputer ini; pasang dari git-scm.com, lalu jalankan perintah yang sama."


def sentence(error: BaseException, root: Path) -> str:
    """What happened and what to do, for the one who typed the command."""
    if isinstance(error, MemoryError):
        return REASONS[errno.ENOMEM]
    if isinstance(error, sqlite3.Error):
        return _of_store(error, root)
    if isinstance(error, subprocess.CalledProcessError):
        return _of_program(error, root)
    if isinstance(error, OSError):
        return _of_system(error, root)
    return _unforeseen(error, root)


def _of_system(error: OSError, root: Path) -> str:
    name = _shown(error.filename, root)
    if isinstance(error, FileNotFoundError) and Path(str(error.filename or "")).name in ("git", "git.exe"):
        return GIT
    if error.errno is not None and error.errno in REASONS:
        return REASONS[error.errno].format(name)
    if "getaddrinfo" in str(error) or type(error).__name__ in ("gaierror", "URLError"):
        return (
            "Alamat server tidak ditemukan; periksa sambungan internet dan alamatnya, lalu jalankan perintah yang sama."
        )
    return _unforeseen(error, root)


def _of_store(error: sqlite3.Error, root: Path) -> str:
    told = str(error)
    if "full" in told:
        return FULL
    if "readonly" in told or "unable to open" in told:
        return "Folder .cache tidak dapat ditulis; periksa izinnya, lalu jalankan perintah yang sama."
    if "locked" in told:
        return "Perintah lain sedang memakai .cache; tunggu sampai selesai, lalu jalankan perintah yang sama."
    if "malformed" in told or "not a database" in told or "disk I/O" in told:
        return "Simpanan di .cache rusak; hapus folder .cache, lalu jalankan perintah yang sama."
    return _unforeseen(error, root)


def _of_program(error: subprocess.CalledProcessError, root: Path) -> str:
    words = error.cmd if isinstance(error.cmd, list) else [str(error.cmd)]
    if Path(str(words[0])).name.removesuffix(".exe") != "git":
        return _unforeseen(error, root)
    said = error.stderr.decode("utf-8", "replace") if isinstance(error.stderr, bytes) else str(error.stderr or "")
    if "not a git repository" in said:
        return "Folder ini belum dicatat oleh git; ambil proyek dengan `git clone`, atau mulai dengan `git init`."
    if "dubious ownership" in said:
        return f"Folder ini milik pengguna lain, jadi git menolaknya; izinkan dengan `git config --global --add safe.directory {root}`."
    if "index.lock" in said:
        return "Git sedang dipakai program lain; tutup program itu, lalu jalankan perintah yang sama."
    return _unforeseen(error, root)


def _unforeseen(error: BaseException, root: Path) -> str:
    """A mistake in the program itself: where it happened is written down for the one who can mend it."""
    try:
        path = root / REPORT
        path.parent.mkdir(parents=True, exist_ok=True)
        versions = f"Python {platform.python_version()}, {platform.platform()}\n{typed('')}{' '.join(sys.argv[1:])}\n\n"
        path.write_text(versions + "".join(traceback.format_exception(error)), encoding="utf-8", errors="replace")
    except OSError:
        return "Perintah ini berhenti karena kesalahan program; laporkan perintah yang diketik kepada pengelola situs."
    return f"Perintah ini berhenti karena kesalahan program; kirim berkas {REPORT} kepada pengelola situs."


def _shown(name: object, root: Path) -> str:
    if name is None or isinstance(name, int):
        return "Sebuah berkas"
    path = Path(name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name))
    return str(path.relative_to(root) if path.is_absolute() and path.is_relative_to(root) else path) or "Sebuah berkas"
