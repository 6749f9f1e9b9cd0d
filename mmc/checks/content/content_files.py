"""All files of `content/` as the file system shows them: plain ones to be examined, everything else to be refused."""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from mmc.base.files.disk import is_fresh
from mmc.base.files.system import reason
from mmc.base.problems import Problem
from mmc.checks.rules.names import PHOTOS, suffix


@dataclass(frozen=True, slots=True)
class File:
    """One file: its path from the project, how it looks (empty: too fresh to tell by looks), what shares its folder."""

    path: str
    facts: str
    size: int
    siblings: frozenset[str]
    company: str


def walk(root: Path, folder: str = "content") -> tuple[list[File], list[Problem]]:
    """Every plain file below the folder, in order; links and devices are told and left alone."""
    files: list[File] = []
    problems: list[Problem] = []
    _walk(str(root), folder, time.time_ns(), files, problems)
    return files, problems


def _walk(root: str, folder: str, now_ns: int, files: list[File], problems: list[Problem]) -> None:
    try:
        with os.scandir(f"{root}/{folder}") as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(unreadable(shown(folder), error))
        return
    plain: list[tuple[str, os.stat_result]] = []
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if not _is_unicode(entry.name):
            problems.append(_nameless(path))
            continue
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(status.st_mode):
            plain.append((entry.name, status))
        elif stat.S_ISDIR(status.st_mode) and entry.name.startswith(".") and entry.name != ".well-known":
            problems.append(hidden_folder(path))
        elif stat.S_ISDIR(status.st_mode) and not getattr(entry, "is_junction", bool)():
            _walk(root, path, now_ns, files, problems)
        else:
            problems.append(strange(Path(root), path))
    siblings = frozenset(name for name, _ in plain if suffix(name) in PHOTOS | {"svg"})
    company = blake2b("\0".join(sorted(siblings)).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    for name, status in plain:
        facts = (
            ""
            if is_fresh(status, now_ns)
            else f"{status.st_mtime_ns}.{status.st_ctime_ns}.{status.st_size}.{status.st_ino}"
        )
        files.append(File(f"{folder}/{name}", facts, status.st_size, siblings, company))


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _nameless(path: str) -> Problem:
    message = "Nama berkas ini bukan UTF-8, sehingga tidak dapat menjadi alamat."
    return Problem(
        shown(path), 0, message, "Ganti namanya dengan huruf a–z, angka, dan tanda hubung.", code="file-name"
    )


def shown(path: str) -> str:
    """The path as reports write it; a name that is no Unicode is shown with escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def strange(root: Path, path: str) -> Problem:
    """What is neither a file nor a folder is refused by name; a link says where it leads."""
    full, folder = root / path, path.split("/", 1)[0]
    if not (full.is_symlink() or getattr(full, "is_junction", bool)()):
        return Problem(shown(path), 0, "Ini bukan berkas biasa.", f"Hapus dari {folder}/.", code="outside")
    target = str(full.readlink())
    is_inside = Path(os.path.normpath(full.parent / target)).is_relative_to(root / folder)
    where = "" if is_inside else f", di luar {folder}/"
    message = f"Ini tautan berkas ke “{shown(target)[:80]}”{where}; yang diterbitkan hanya berkas asli."
    return Problem(shown(path), 0, message, "Hapus tautan ini dan salin berkas aslinya ke sini.", code="outside")


def hidden_folder(path: str) -> Problem:
    """A folder that no build looks into."""
    message = f"Folder tersembunyi “{path.rpartition('/')[2]}” tidak diterbitkan."
    return Problem(path, 0, message, "Pindahkan dari content/, atau hapus.", code="file-kind")


def unreadable(path: str, error: OSError) -> Problem:
    """A file that the system does not give."""
    return Problem(path, 0, f"Tidak dapat dibaca ({reason(error)}).", "Periksa hak akses berkas ini.", code="outside")


def too_large(path: str, size: int) -> Problem:
    """A file that is not even read: the memory of a small server."""
    message = f"Berkas ini {size // 1_000_000} MB; terlalu besar untuk situs."
    return Problem(path, 0, message, "Simpan di tempat lain dan tautkan.", code="file-size")
