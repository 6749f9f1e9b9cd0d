"""A deployer in a process of its own, which a test may kill; `python -m tests.release.deployer SETTINGS` (JSON)."""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mmc.release.deploying import Destination
from mmc.release.progress import Reporter, Step
from mmc.release.targets.base import Target
from mmc.release.targets.connection import Server
from mmc.release.targets.local import LocalTarget
from mmc.release.targets.rclone import Rclone
from mmc.release.targets.ssh import SshTarget
from mmc.release.targets.storage import StorageTarget
from tests.release.destinations import destination_for, release


class Doomed(Reporter):
    """Kills its own process, without any warning, at the given event."""

    def __init__(self, event: int) -> None:
        self._left = event

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def step(self, step: Step) -> None:
        self._count()

    def total(self, total: int) -> None:
        self._count()

    def advance(self, done: int) -> None:
        self._count()


def destination_of(settings: dict[str, Any]) -> Destination:
    """The destination of these settings, with the real clock."""
    root = Path(settings["root"])
    target: Target
    if settings["kind"] == "ssh":
        server = Server("127.0.0.1", settings["folder"], settings["user"], settings["port"], settings["host_key"])
        target = SshTarget(server, root / "workshop", "kantor")
    elif settings["kind"] == "storage":
        target = StorageTarget(Rclone(settings["remote"]), root / "workshop", "kantor", stale=0.6)
    else:
        target = LocalTarget(Path(settings["folder"]))
    return replace(destination_for(target, root, keep=3), now=lambda: datetime.now(UTC))


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    release(destination_of(wanted), wanted["edition"], report=Doomed(wanted.get("event", 0)))
