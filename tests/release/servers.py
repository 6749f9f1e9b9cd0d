"""Real servers of this machine, each with its own folder, port and keys, started and stopped by the test that needs it."""

from __future__ import annotations

import getpass
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.release.machines import free_port, is_listening, program, wait_until


@contextmanager
def running(words: list[str], port: int, log: Path, environment: dict[str, str] | None = None) -> Iterator[int]:
    """The program listens on the port while the block runs; its process number."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            words, stdout=output, stderr=output, stdin=subprocess.DEVNULL, env=environment, start_new_session=True
        )
    try:
        wait_until(lambda: is_listening(port) or process.poll() is not None, log=log)
        assert process.poll() is None, log.read_text()[-2000:]
        yield process.pid
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@dataclass(frozen=True)
class Sshd:
    """A running sshd: where it listens, the key that it shows, the key that it lets in."""

    port: int
    host_key: str
    client_key: Path
    user: str


@contextmanager
def sshd(folder: Path) -> Iterator[Sshd]:
    """A private sshd that lets in one key and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("host", "client"):
        subprocess.run(
            [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "uji", "-f", str(folder / name)], check=True
        )
    (folder / "authorized").write_bytes((folder / "client.pub").read_bytes())
    port = free_port()
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "authorized",
        "PidFile": folder / "pid",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
        "KbdInteractiveAuthentication": "no",
        "PermitRootLogin": "prohibit-password",
        "MaxStartups": "100",
        "ClientAliveInterval": 5,
        "SetEnv": f"HOME={folder}",  # a plain account, without the start-up files of whoever runs the tests
    }
    (folder / "config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    Path("/run/sshd").mkdir(exist_ok=True)  # Debian's sshd wants it, and no service of the system has made it here
    with running([program("sshd"), "-D", "-e", "-f", str(folder / "config")], port, folder / "log"):
        host_key = " ".join((folder / "host.pub").read_text().split()[:2])
        yield Sshd(port, host_key, folder / "client", getpass.getuser())
