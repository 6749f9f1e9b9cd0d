"""What went wrong while a command ran, as one sentence with a way on; what nobody foresaw is kept for the maintainer."""

from __future__ import annotations

import errno
import platform
import sqlite3
import subprocess
import sys
import traceback
from pathlib import Path

from mmc.base.files import system
from mmc.base.typed import typed

REPORT = ".cache/galat-program.txt"
GIT = "Program git tidak ditemukan di komputer ini; pasang dari git-scm.com, lalu jalankan perintah yang sama."


def sentence(error: BaseException, root: Path) -> str:
    """What happened and what to do, for the one who typed the command."""
    if isinstance(error, MemoryError):
        error = OSError(errno.ENOMEM, "")
    if isinstance(error, subprocess.CalledProcessError):
        return _of_program(error, root)
    if isinstance(error, FileNotFoundError) and Path(str(error.filename or "")).name in ("git", "git.exe"):
        return GIT
    if isinstance(error, OSError | sqlite3.Error) and (known := system.answer(error)):
        what, mend = known
        name = _shown(error.filename, root) if isinstance(error, OSError) else ""
        told = f"{name}: {what}" if name else what[0].upper() + what[1:]
        return f"{told}; {mend}, lalu jalankan perintah yang sama."
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
    if name is None or isinstance(name, int) or name == "":
        return ""
    path = Path(name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name))
    return str(path.relative_to(root) if path.is_absolute() and path.is_relative_to(root) else path)
