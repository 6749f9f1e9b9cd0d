"""What open pages of the preview are told: how many builds there were, and what is wrong with the last."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class News:
    """
    The latest build's number, different in every run of the preview, and its problems; none when it went well. `notes` name
    what a release would not take yet.
    """

    number: int
    problems: str = ""
    notes: str = ""


class Board:
    """Where the builder leaves the news and any number of listeners wait for it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._latest = News(time.time_ns() // 1_000_000)

    @property
    def latest(self) -> News:
        """The news as it stands."""
        return self._latest

    def tell(self, problems: str = "", notes: str = "") -> None:
        """A build has ended; everybody who waits learns of it."""
        with self._changed:
            self._latest = News(self._latest.number + 1, problems, notes)
            self._changed.notify_all()

    def after(self, known: News | None, timeout: float) -> News | None:
        """The first news that is not the known one; None when there is none within so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._latest != known, timeout)
            return self._latest if self._latest != known else None
