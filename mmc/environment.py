"""The folder `.venv` with every library of the requirements, made by the first command on a machine. Standard library only."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from mmc import programs
from mmc.rebuild.lock import exclusive

FOLDER = ".venv"
STAMP = "mmc.json"  # written last: without it the environment is unfinished and made anew
SITE = "requirements.txt"
TESTS = "requirements-dev.txt"
TOLD_LINES = 12  # how much of pip's own words is shown when it fails


class SetupProblem(Exception):
    """The environment cannot be made; the text says why and what to do, in Indonesian."""


def start(root: Path, arguments: Sequence[str]) -> int:
    """Run a task inside the environment, which is made first if need be; the exit code is the task's own."""
    _speak_utf8()
    try:
        python = ensure(root, (SITE,))
    except SetupProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nDihentikan. Penyiapan akan diulang pada perintah berikutnya.", file=sys.stderr)
        return 130
    return _become([str(python), "-m", "invoke", "--search-root", str(root), *(arguments or ["--list"])])


def ensure(root: Path, requirements: Sequence[str]) -> Path:
    """
    The environment's Python, with every library of these files installed at the pinned version.

    What is installed already costs one look at a stamp. Raises `SetupProblem`.
    """
    folder = root / FOLDER
    if _missing(folder, root, requirements):
        with exclusive(root / ".cache" / "environment.lock", _wait):
            if missing := _missing(folder, root, requirements):  # nobody else has done it while we waited
                _install(folder, root, missing)
    return python_of(folder)


def python_of(folder: Path) -> Path:
    """Where an environment has its interpreter."""
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def _missing(folder: Path, root: Path, requirements: Sequence[str]) -> list[str]:
    """The requirements files that are not installed as they stand now."""
    known = _read_stamp(folder)
    return [name for name in requirements if known.get(name) != _digest(root / name)]


def _install(folder: Path, root: Path, requirements: Sequence[str]) -> None:
    """All requirements of these files are in the environment, and the stamp says so."""
    done = _read_stamp(folder)
    if not done:
        _say("Menyiapkan lingkungan Python di .venv (hanya sekali) …")
        _make(folder)
    (folder / STAMP).unlink(missing_ok=True)
    for name in requirements:
        words = "pustaka situs" if name == SITE else "alat uji"
        _pip_install(python_of(folder), root / name, words)
        done[name] = _digest(root / name)
    done["python"] = _python_version()
    temporary = folder / f"{STAMP}.new"
    temporary.write_text(json.dumps(done), encoding="utf-8")
    temporary.replace(folder / STAMP)


def _make(folder: Path) -> None:
    """A new, empty environment stands in the folder, whatever was there before."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        _install_venv_of_debian()
    python = getattr(sys, "_base_executable", sys.executable)  # not the interpreter inside the folder that is cleared
    done = subprocess.run(
        [python, "-m", "venv", "--clear", str(folder)], capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode != 0:
        raise SetupProblem(
            f"Lingkungan Python tidak dapat dibuat. Kata Python:\n{_tail(done.stdout + done.stderr)}\n"
            f"→ Tutup program lain yang memakai folder {FOLDER}, hapus folder itu, lalu jalankan perintah yang sama."
        )


def _install_venv_of_debian() -> None:
    """Debian and Ubuntu keep `venv` in a package of its own; root gets it, others are told its name."""
    package = f"python{_python_version()}-venv"
    if programs.may_use_apt():
        _say(f"Memasang {package} lewat apt …")
        programs.apt_install([package])
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip"):
            return
    raise SetupProblem(
        "Python di komputer ini tidak membawa modul venv yang lengkap.\n"
        f"→ Debian/Ubuntu: sudo apt install {package}\n"
        "→ Sistem lain: pasang Python 3.11 atau lebih baru dari penyedia resminya.\n"
        "Setelah itu jalankan lagi perintah yang sama."
    )


def _pip_install(python: Path, requirements: Path, words: str) -> None:
    """Every line of the requirements is installed, each file checked against its hash."""
    total = sum("==" in line for line in requirements.read_text(encoding="utf-8").splitlines())
    _say(f"Memasang {words} ({total} paket) …")
    command = [
        str(python),
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--no-deps",
        "--no-input",
        "--progress-bar",
        "off",
    ]
    command += ["--disable-pip-version-check", "--requirement", str(requirements)]
    told: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace"
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            told.append(line)
            _show_progress(told, total)
    _clear_progress()
    if pip.returncode != 0:
        raise SetupProblem(f"Pemasangan {words} gagal. Kata pip:\n{_tail(''.join(told))}\n{_advice(''.join(told))}")


def _advice(told: str) -> str:
    if "DO NOT MATCH THE HASHES" in told:
        return (
            "→ Berkas yang diunduh tidak sama dengan yang dikunci. Jangan lanjutkan: coba lagi dari jaringan lain, dan bila "
            "tetap sama, laporkan kepada pengelola situs."
        )
    if "No space left" in told:
        return "→ Penyimpanan penuh. Kosongkan sekitar 1 GB, lalu jalankan lagi perintah yang sama."
    if "No matching distribution" in told and "retrying" not in told.lower():
        return f"→ Paket itu tidak tersedia untuk Python {_python_version()} di sistem ini. Coba versi Python lain, 3.11 atau lebih baru."
    return "→ Periksa sambungan internet (dan proxy kantor, bila ada), lalu jalankan lagi perintah yang sama."


def _read_stamp(folder: Path) -> dict[str, str]:
    """What the stamp says is installed; empty for an environment that is absent, unfinished, or another Python's."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    is_ours = isinstance(stamp, dict) and stamp.get("python") == _python_version() and python_of(folder).exists()
    return stamp if is_ours else {}


def _digest(path: Path) -> str:
    """The digest of a requirements file, the same whatever its line ends."""
    return hashlib.sha256(path.read_text(encoding="utf-8").encode()).hexdigest()


def _python_version() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def _become(command: list[str]) -> int:
    """This process becomes the command; Windows, which cannot do that, waits for it."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(command[0], command, environment)  # noqa: S606 - no shell is what we want
    with subprocess.Popen(command, env=environment) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:  # the child has received it too and ends in its own way
                continue


def _wait() -> None:
    _say("Perintah lain sedang menyiapkan lingkungan Python; menunggu …")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _show_progress(told: Sequence[str], total: int) -> None:
    """On a screen, one line that is overwritten; in a file, nothing."""
    if sys.stderr.isatty():
        fetched = sum(line.startswith(("Collecting ", "Requirement already satisfied")) for line in told)
        print(f"\r  {fetched} dari {total}", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r" + " " * 20 + "\r", end="", file=sys.stderr, flush=True)


def _tail(text: str) -> str:
    """The last lines, indented, as a quotation."""
    return "\n".join(f"    {line}" for line in text.strip().splitlines()[-TOLD_LINES:])


def _speak_utf8() -> None:
    """Our typographic words reach every terminal, also where the system's own encoding lacks them."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
