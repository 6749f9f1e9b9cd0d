"""The folder `.venv` with every library of the requirements, made by the first command on a machine. Standard library only."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from mmc import programs
from mmc.base.files.disk import exclusive, replace

FOLDER = ".venv"
OTHER_FOLDER = ".venv-mmc"  # where somebody else's environment stands in the first
STAMP = "mmc.json"  # written last: without it the environment is unfinished and made anew
MADE = "mmc-dibuat-tasks.txt"  # written first: a folder with it is ours to empty
INSIDE = "MMC_INSIDE"  # one Python tells the next that the environment is ready
LOG = ".cache/penyiapan.txt"
SITE = "requirements.txt"
TESTS = "requirements-dev.txt"
DESK = "requirements-desk.txt"
VERIFY = "requirements-verify.txt"  # asks the live site as browsers do; heavy, so only where that is done
WORDS = {SITE: "pustaka situs", TESTS: "alat uji", DESK: "pustaka meja redaksi", VERIFY: "alat pemeriksa situs"}


FULL = "Penyimpanan penuh. Kosongkan sekitar 1 GB, lalu jalankan lagi perintah yang sama."
BUSY = "Tutup program lain yang memakai folder {0}, hapus folder itu, lalu jalankan perintah yang sama."
PACKAGE = re.compile(r"(?:distribution found for|requirement|from) ([A-Za-z0-9][\w.-]*)==")


class SetupProblem(Exception):
    """The environment cannot be made; the text says why and what to do, in Indonesian."""


def is_ready() -> bool:
    """True in the Python that another one of ours has become."""
    return INSIDE in os.environ


def enter(root: Path, script: Path, words: Sequence[str]) -> int | None:
    """
    None inside the environment; else it is made if need be, and the same words are carried out in it: their exit code.

    Ends with the reason where it cannot be made.
    """
    if os.environ.pop(INSIDE, ""):
        return None
    try:
        python = ensure(root, (SITE,))
    except SetupProblem as problem:
        raise SystemExit(str(problem)) from None
    return _become([str(python), str(script), *words])


def ensure(root: Path, requirements: Sequence[str]) -> Path:
    """
    The environment's Python, with every library of these files installed at the pinned version.

    What is installed already costs one look at a stamp. Raises `SetupProblem`.
    """
    folder = _folder(root)
    if _missing(folder, root, requirements):
        with exclusive(root / ".cache" / "environment.lock", _wait):
            if missing := _missing(folder, root, requirements):  # nobody else has done it while we waited
                _install(folder, root, missing)
    return python_of(folder)


def add(root: Path, requirements: str) -> None:
    """This Python has the libraries of this file too; one that stands elsewhere belongs to somebody who sees to that himself."""
    if Path(sys.prefix).resolve() == _folder(root).resolve():
        ensure(root, (SITE, requirements))
        importlib.invalidate_caches()


def lacks(root: Path, requirements: str, library: str) -> str:
    """Why this library, of these requirements, cannot be used here; empty when it can, and it is fetched for that if need be."""
    try:
        if importlib.util.find_spec(library) is None:
            add(root, requirements)
    except SetupProblem as problem:
        return str(problem).partition("\n")[0]
    return "" if importlib.util.find_spec(library) else f"pasang dahulu isi {requirements}"


def _folder(root: Path) -> Path:
    """Where the environment stands or will stand: never in a folder that somebody else made."""
    for name in (FOLDER, OTHER_FOLDER):
        if _may_be_emptied(root / name):
            return root / name
    raise SetupProblem(
        f"Folder {FOLDER} dan {OTHER_FOLDER} bukan buatan perintah ini; ganti nama salah satunya, lalu ulangi."
    )


def _may_be_emptied(folder: Path) -> bool:
    if folder.is_symlink():
        return False
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    return (folder / STAMP).is_file() or (folder / MADE).is_file() or not any(folder.iterdir())


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
        if folder.name != FOLDER:
            _say(f"Folder {FOLDER} bukan buatan perintah ini, jadi dibiarkan.")
        _say(f"Menyiapkan lingkungan Python di {folder.name} (hanya sekali) …")
        _make(folder)
    (folder / STAMP).unlink(missing_ok=True)
    for name in requirements:
        words = WORDS[name]
        _pip_install(python_of(folder), root / name, words, root / LOG)
        done[name] = _digest(root / name)
    done["python"] = _python_version()
    replace(folder / STAMP, json.dumps(done).encode("utf-8"))


def _make(folder: Path) -> None:
    """A new, empty environment stands in the folder, whatever was there before."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        _install_venv_of_debian()
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    (folder / MADE).write_text("Folder ini dibuat dan dikosongkan oleh tasks.py.\n", encoding="utf-8")
    python = getattr(sys, "_base_executable", sys.executable)  # not the interpreter inside the folder that was cleared
    done = subprocess.run(
        [python, "-m", "venv", str(folder)], capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode != 0:
        said = _kept(folder.parent / LOG, done.stdout + done.stderr)
        raise SetupProblem(
            f"Lingkungan Python tidak dapat dibuat di {folder.name} ({said}).\n"
            f"→ {FULL if 'No space left' in done.stdout + done.stderr else BUSY.format(folder.name)}"
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


def _pip_install(python: Path, requirements: Path, words: str, log: Path) -> None:
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
        said = "".join(told)
        named = PACKAGE.search(said)
        which = f" pada paket {named[1]}" if named else ""
        raise SetupProblem(f"Pemasangan {words} gagal{which} ({_kept(log, said)}).\n{_advice(said)}")


def _advice(told: str) -> str:
    if "DO NOT MATCH THE HASHES" in told:
        return (
            "→ Berkas yang diunduh tidak sama dengan yang dikunci. Jangan lanjutkan: coba lagi dari jaringan lain, dan bila "
            "tetap sama, laporkan kepada pengelola situs."
        )
    if "No space left" in told:
        return f"→ {FULL}"
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
    environment = {**os.environ, "PYTHONUTF8": "1", INSIDE: "1"}
    if os.name != "nt":
        sys.stdout.flush()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until the next Python can answer it
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


def _kept(log: Path, said: str) -> str:
    """What another program said, in its own language, is kept for the one who helps."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(said, encoding="utf-8", errors="replace")
    except OSError:
        return "rinciannya tidak dapat disimpan"
    return f"rincian untuk pengelola: {LOG}"
