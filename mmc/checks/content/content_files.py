"""What a folder holds that no build takes: links, devices, hidden things, each refused by name; and which photos lie where."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from errno import EACCES
from pathlib import Path

from mmc.base.files.scan import is_unicode
from mmc.base.files.system import reason
from mmc.base.problems import Problem
from mmc.checks.gate import check_name
from mmc.checks.rules.names import PHOTOS, suffix


def passed_over(root: Path, folder: str, skipped: Iterable[str]) -> list[Problem]:
    """What a look at the folder left alone, told by name: links, devices, what is hidden or cannot be read."""
    found: list[Problem] = []
    for path in (f"{folder}/{each}" for each in skipped):
        full = root / path
        if not is_unicode(path):
            found.append(_nameless(path))
        elif full.is_symlink() or not (full.is_file() or full.is_dir()) or _is_junction(full):
            found.append(strange(root, path))
        elif full.is_file():
            found += check_name(path)
        elif full.name.startswith("."):
            found.append(hidden_folder(path))
        else:
            found.append(unreadable(path, PermissionError(EACCES, "")))
    return found


def photos_beside(paths: Iterable[str], asked: Iterable[str]) -> Callable[[str], frozenset[str]]:
    """Answers which photos, of all these paths, lie beside one of the files that may be `asked` for."""
    folders: dict[str, set[str]] = {path.rpartition("/")[0]: set() for path in asked}
    for path in paths if folders else ():
        folder, _, name = path.rpartition("/")
        if folder in folders and suffix(name) in PHOTOS | {"svg"}:
            folders[folder].add(name)
    known = {folder: frozenset(found) for folder, found in folders.items()}
    return lambda path: known.get(path.rpartition("/")[0], frozenset())


def _is_junction(path: Path) -> bool:
    return bool(getattr(path, "is_junction", bool)())


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
