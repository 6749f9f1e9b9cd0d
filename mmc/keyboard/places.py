"""Files and folders that were typed: they are there, can be read, and are what they should be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from mmc.keyboard.parsing import Misused


def sources(words: Iterable[str]) -> tuple[Path, ...]:
    """
    Every word is a file or a folder that can be read; a pipe or a device, which may never end, is not read at all.

    Raises `Misused`.
    """
    paths = tuple(Path(word) for word in words)
    for path in paths:
        mode = _mode(path)
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise Misused(
                f"“{path}” bukan berkas atau folder biasa; simpan isinya sebagai berkas, lalu sebut berkas itu."
            )
        if not os.access(path, os.R_OK):
            raise Misused(f"“{path}” tidak boleh dibaca oleh pengguna ini; periksa izinnya, atau salin ke folder Anda.")
        if stat.S_ISDIR(mode) and not any(path.iterdir()):
            raise Misused(f"Folder “{path}” kosong; taruh siaran pers dan fotonya di sana, atau sebut berkasnya.")
    return paths


def below(root: Path, word: str, tops: Iterable[str]) -> str:
    """
    The place inside the project that was meant, from its root and with slashes; it lies in one of these folders.

    Raises `Misused`.
    """
    if not word:
        return ""
    named = Path(word.replace("\\", "/"))
    here = next((path for path in (Path.cwd() / named, root / named) if _exists(path)), None)
    if here is None:
        raise Misused(f"“{word}” tidak ada; periksa ejaan nama dan foldernya.")
    place = Path(os.path.normpath(here))
    inside = place.relative_to(root).as_posix() if place.is_relative_to(root) else ""
    if place == root:
        return ""
    if inside.split("/")[0] not in tops:
        raise Misused(f"“{word}” tidak ikut diperiksa; yang diperiksa hanya isi folder {' dan '.join(tops)}.")
    return inside


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        raise Misused(f"“{path}” tidak ada; periksa ejaan nama dan foldernya.") from None
    except (OSError, ValueError):
        raise Misused(f"“{path}” tidak dapat dibuka; periksa ejaan nama dan foldernya.") from None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
