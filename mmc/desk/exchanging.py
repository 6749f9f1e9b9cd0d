"""Taking and offering in the background, soon after each save and every few minutes; saving never waits for it."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime
from pathlib import Path

from mmc.base.files.disk import replace
from mmc.commands.sharing.exchange import exchange
from mmc.desk.declaration import OWN, Declared
from mmc.desk.officers import Officer
from mmc.desk.publishing import jobs
from mmc.desk.table import index as indexes

EVERY_SECONDS = 120.0
DUE_SECONDS = 20.0
CLOCK = "jadwal.txt"  # up to which moment everything that was due has been looked after
SCHEDULER = Officer("Penjadwal meja", "penjadwal@localhost", "")
_LOG = logging.getLogger("mmc.desk")
_woken = threading.Event()


def wake() -> None:
    """Something new is committed."""
    _woken.set()


def wait(seconds: float | None) -> bool:
    """True when something new was committed since the last time this was asked, or is within so many seconds."""
    is_woken = _woken.wait(seconds)
    _woken.clear()
    return is_woken


def begin(root: Path, desk: Declared) -> None:
    """From now on, while this process lives."""
    if desk.share:
        threading.Thread(target=_exchange, args=(root, desk), name="berbagi", daemon=True).start()
    threading.Thread(target=_publish_due, args=(root, desk), name="jadwal", daemon=True).start()


def _exchange(root: Path, desk: Declared) -> None:
    told = ""
    if desk.is_embedded:
        wait(None)  # whoever only looks shares nothing
    while True:
        lines: list[str] = []
        try:
            exchange(root, lines.append, is_signing=desk.is_embedded)
        except Exception:  # noqa: BLE001 - a thread that dies is told by nobody
            _LOG.exception("berbagi gagal")  # the next time tries again
        if lines and lines[-1] != told:
            _LOG.info("berbagi: %s", " ".join(lines))
        told = lines[-1] if lines else ""
        indexes.of(root).refresh()
        wait(EVERY_SECONDS)


def _publish_due(root: Path, desk: Declared) -> None:
    pause = threading.Event()
    while not pause.wait(DUE_SECONDS):
        try:
            publish_due(root, desk.target, datetime.now(UTC))
        except Exception:  # noqa: BLE001 - a thread that dies is told by nobody
            _LOG.exception("jadwal gagal")


def publish_due(root: Path, target: str, now: datetime) -> bool:
    """What became due since the last look goes out by a release that a timer would make too; True when one has begun."""
    clock = root / OWN / CLOCK
    try:
        since = datetime.fromisoformat(clock.read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        since = now
    is_due = bool(indexes.of(root).due_between(since, now))
    if is_due:
        try:
            jobs.begin(root, jobs.Kind.DUE, SCHEDULER, target)
        except jobs.Busy:
            return False  # at the next look
    replace(clock, now.isoformat().encode())
    return is_due
