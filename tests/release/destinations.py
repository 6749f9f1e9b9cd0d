"""Desks from which the tests release, with a clock that moves five minutes at each look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mmc.release.deploying import Destination, Outcome, Work, deploy
from mmc.release.making import Facts
from mmc.release.progress import Reporter
from mmc.release.record import minisign
from mmc.release.record.known import Known
from mmc.release.targets.base import Target
from tests.release.sites import site

KEY = minisign.SecretKey(b"12345678", bytes(range(32)))
SITE = "https://mmc.example"


def clock() -> Iterator[datetime]:
    """Moments five minutes apart."""
    moment = datetime(2026, 1, 31, 2, 0, tzinfo=UTC)
    while True:
        yield moment
        moment += timedelta(minutes=5)


def destination_for(target: Target, root: Path, keep: int = 5) -> Destination:
    """A destination with the office's key whose built folder is `output/` below the root."""
    ticks = clock()
    workshop = root / "workshop"
    return Destination(
        target, root / "output", workshop, Known(workshop / "known.json"), KEY, now=lambda: next(ticks), keep=keep
    )


def release(
    destination: Destination,
    edition: str,
    work: Work | None = None,
    report: Reporter | None = None,
    *,
    is_dry: bool = False,
) -> Outcome:
    """The edition is built and released."""
    site(destination.folder, edition)
    facts = Facts(SITE, "c" * 40, "kantor", {"berita": 4})
    return deploy(destination, lambda: facts, work or Work(), report or Reporter(), is_dry=is_dry)
