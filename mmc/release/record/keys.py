"""Where the office's secret key lies, how it is made and how it is opened; it is never in the repository."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Mapping
from getpass import getpass
from pathlib import Path

from mmc.base.typed import typed
from mmc.release.errors import LiveState, ReleaseError
from mmc.release.record import minisign
from mmc.release.record.minisign import SecretKey

FILE_VARIABLE = "MMC_KEY"
PASSWORD_VARIABLE = "MMC_KEY_PASSWORD"  # noqa: S105 - the name of the variable, not what it holds


def key_file(environment: Mapping[str, str] = os.environ) -> Path:
    """The key's file: where the environment says, else in the user's own folder."""
    named = environment.get(FILE_VARIABLE)
    return Path(named).expanduser() if named else Path.home() / ".config" / "mmc" / "release.key"


def ask_secret(words: str) -> str:
    """What somebody types without its being seen; raises `ReleaseError` where nobody can."""
    if not sys.stdin.isatty():
        hint = f"Isi variabel {PASSWORD_VARIABLE}."
        raise ReleaseError("Sandi kunci tidak dapat ditanyakan: perintah ini tidak dijalankan dari layar.", hint)
    return getpass(words)


def check_privacy(path: Path) -> None:
    """Raises `ReleaseError` where others on this machine can read the key; Windows keeps a user's own folder from them."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise ReleaseError(
            f"Kunci penerbitan {path} dapat dibaca orang lain di komputer ini.",
            f"Tutup dengan: chmod 600 {shlex.quote(str(path))}. Bila komputer ini dipakai bersama, ganti kuncinya: "
            f"`{typed('kunci --next ALASAN')}`.",
        )


def read_key(ask: Callable[[], str] | None = None, environment: Mapping[str, str] = os.environ) -> SecretKey | None:
    """The office's key, or None when this machine has none; `ask` asks for a password that the environment lacks."""
    path = key_file(environment)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    check_privacy(path)
    password = environment.get(PASSWORD_VARIABLE, "")
    if minisign.is_encrypted(data) and not password and ask:
        password = ask()
    return minisign.read_secret(data, password)


def make_key_file(root: Path, password: str, environment: Mapping[str, str] = os.environ) -> tuple[Path, SecretKey]:
    """A new key in its file, readable by its owner alone; an existing key is never overwritten."""
    path = key_file(environment)
    if path.resolve().is_relative_to(root.resolve()):
        raise ReleaseError(
            "Kunci rahasia tidak boleh disimpan di dalam folder proyek.", f"Ganti {FILE_VARIABLE}.", LiveState.NONE
        )
    if path.exists():
        raise ReleaseError(
            f"Kunci sudah ada: {path}.", "Kunci lama tidak pernah ditimpa; pindahkan dahulu bila perlu.", LiveState.NONE
        )
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = minisign.make_key()
    _write(path, minisign.write_secret(key, password))
    return path, key


def replace_key_file(
    old: SecretKey, password: str, environment: Mapping[str, str] = os.environ
) -> tuple[Path, Path, SecretKey]:
    """A new key in the office's file, and the place to which the old one was moved."""
    path = key_file(environment)
    kept = path.with_name(f"{path.name}.{old.public.name}")
    key = minisign.make_key()
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    _write(fresh, minisign.write_secret(key, password))
    path.rename(kept)
    fresh.rename(path)
    return path, kept, key


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
