"""A connection to a server through the system's own ssh: known host key, no password prompt, nothing left to a shell."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from mmc.release.errors import ReleaseError

HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:-]*")
USER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
FOLDER = re.compile(r"/[A-Za-z0-9._/-]+")
HOST_KEY = re.compile(r"(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)|ssh-rsa) [A-Za-z0-9+/=]+")
KEY_VARIABLE = "MMC_SSH_KEY"
SSH_FAILED = 255
LONGEST_SOCKET = 70  # bytes of its folder; systems allow 104 or 108 in all, and ssh adds some while it connects

# What ssh says, and what the office can do about it.
HINTS = (
    ("Host key verification failed", "Kunci server tidak dikenal atau berubah. Tanyakan kepada pengelola server sebelum melanjutkan."),
    ("REMOTE HOST IDENTIFICATION", "Kunci server BERUBAH. Jangan lanjutkan sebelum pengelola server memastikannya."),
    ("Permission denied", f"Server menolak kunci SSH. Muat kunci ke ssh-agent, atau isi {KEY_VARIABLE} dengan letak berkasnya."),
    ("Could not resolve", "Nama server tidak ditemukan: periksa `host` di data/terbit.toml dan sambungan internet."),
    ("Connection refused", "Server tidak menerima sambungan: periksa `port` di data/terbit.toml dan layanan sshd."),
    ("timed out", "Server tidak menjawab: periksa sambungan internet, lalu ulangi."),
    ("No space left", "Cakram server penuh: kurangi `keep` di data/terbit.toml atau lapangkan cakramnya."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Server:
    """Where to log in, as declared; raises `ReleaseError` for a value that is not plainly a name."""

    host: str
    folder: str
    user: str = ""
    port: int = 22
    host_key: str = ""

    def __post_init__(self) -> None:
        """Only plain names go on."""
        rules = (("host", self.host, HOST), ("path", self.folder, FOLDER), ("user", self.user or "a", USER))
        for field, value, rule in rules:
            if not rule.fullmatch(value) or ".." in value:
                raise ReleaseError(f"`{field}` di data/terbit.toml tidak sah: “{value}”.")
        if self.host_key and not HOST_KEY.fullmatch(self.host_key):
            raise ReleaseError("`host_key` di data/terbit.toml harus berbentuk “ssh-ed25519 AAAA…”, tanpa nama server.")

    @property
    def login(self) -> str:
        """The server as ssh and rsync take it."""
        return f"{self.user}@{self.host}" if self.user else self.host


class Connection:
    """Runs scripts on a server; all of them share one login while the connection lives."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._room = _short_folder()
        self._sweep = weakref.finalize(self, shutil.rmtree, self._room, ignore_errors=True)
        self.command = ["ssh", *self._options(self._room)]

    def _options(self, room: Path) -> list[str]:
        options = {
            "BatchMode": "yes",
            "StrictHostKeyChecking": "yes",
            "ConnectTimeout": "15",
            "ServerAliveInterval": "10",
            "ServerAliveCountMax": "3",
            "ForwardAgent": "no",
            "ClearAllForwardings": "yes",
        }
        if self.server.host_key:
            known = room / "known_hosts"
            name = self.server.host if self.server.port == 22 else f"[{self.server.host}]:{self.server.port}"
            known.write_text(f"{name} {self.server.host_key}\n", "utf-8")
            options |= {"UserKnownHostsFile": _path(known), "GlobalKnownHostsFile": os.devnull}
        if os.name == "posix":  # Windows' ssh cannot share a connection
            options |= {"ControlMaster": "auto", "ControlPath": _path(room / "c"), "ControlPersist": "20"}
        if named := os.environ.get(KEY_VARIABLE):
            key = Path(named).expanduser().absolute()
            if not key.is_file():
                raise ReleaseError(f"Berkas kunci SSH “{key}” tidak ada.", f"Betulkan letaknya pada {KEY_VARIABLE}.")
            options |= {"IdentityFile": _path(key), "IdentitiesOnly": "yes"}
        words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        return [*words, "-p", str(self.server.port)]

    def words(self, script: str, *arguments: str, interpreter: str = "sh") -> list[str]:
        """The command that runs the script there; the far shell sees each argument as one quoted word."""
        far = shlex.join([interpreter, "-c", script, "mmc", self.server.folder, *arguments])
        return [*self.command, "-C", self.server.login, far]

    def run(self, script: str, *arguments: str, data: bytes = b"") -> bytes:
        """What the script printed; raises `ReleaseError` when it could not be run to its end."""
        done = run(self.words(script, *arguments), data)
        if done.returncode:
            raise failure(f"Server {self.server.host}", done.returncode, done.stderr)
        return done.stdout

    def close(self) -> None:
        """The shared login has ended."""
        if os.name == "posix":
            subprocess.run([*self.command, "-O", "exit", self.server.login], capture_output=True, check=False)
        self._sweep()


def _short_folder() -> Path:
    """A new folder of our own; the name of a socket in it is short enough for the system, wherever temporary files lie."""
    folder = Path(tempfile.mkdtemp(prefix="mmc-ssh-"))
    if os.name == "posix" and len(os.fsencode(folder)) > LONGEST_SOCKET:
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix="mmc-", dir="/tmp"))
    return folder


def _path(path: Path) -> str:
    """A path as ssh reads it in an option: one word, with nothing to be filled in."""
    text = str(path)
    if "\n" in text or '"' in text or "${" in text:
        raise ReleaseError(
            f"Letak “{text}” memuat tanda yang tidak dimengerti ssh.",
            'Pindahkan ke folder tanpa tanda ", ${ atau baris baru.',
        )
    return f'"{text.replace("%", "%%")}"'


def run(words: list[str], data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The program's end; raises `ReleaseError` when this machine does not have it."""
    with (
        TemporaryFile() as output
    ):  # a pipe would have to be emptied bit by bit, by a thread that is busy with other things
        try:
            done = subprocess.run(words, input=data, stdout=output, stderr=subprocess.PIPE, check=False)
        except FileNotFoundError:
            raise missing(words[0]) from None
        output.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, output.read(), done.stderr)


def missing(name: str) -> ReleaseError:
    """This machine lacks a program."""
    return ReleaseError(f"Program `{name}` tidak ada di komputer ini.", f"Pasang {name}, lalu ulangi.")


def failure(place: str, code: int, stderr: bytes) -> ReleaseError:
    """The failure in the words of the office, with the program's own last words."""
    told = stderr.decode("utf-8", "replace").strip()
    hint = next(
        (hint for sign, hint in HINTS if sign in told), "Periksa sambungan, lalu jalankan perintah yang sama lagi."
    )
    last = told.splitlines()[-1] if told else "tanpa keterangan"
    problem = "sambungan gagal" if code == SSH_FAILED else "perintah gagal"
    return ReleaseError(f"{place}: {problem} ({last}; kode {code}).", hint)
