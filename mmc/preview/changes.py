"""What was saved: every change of a file from which the site is made, in small bundles."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass, field
from pathlib import Path

from watchfiles import DefaultFilter, watch

FOLDERS = ("content", "data", "theme", "mmc")  # with everything below
SETTINGS = "*conf.py"  # in the root itself
STEP_MS, DEBOUNCE_MS = 5, 400  # a bundle is closed after so long without a change, or after so long at most
CLOSING_SECONDS = 1.0


@dataclass
class Changes:
    """Watches a project from the moment it is made."""

    root: Path
    _found: queue.SimpleQueue[set[str]] = field(default_factory=queue.SimpleQueue)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __post_init__(self) -> None:
        folders = [self.root / name for name in FOLDERS if (self.root / name).is_dir()]
        for paths, is_deep in ((folders, True), ([self.root], False)):
            thread = threading.Thread(target=self._watch, args=(paths, is_deep), daemon=True)
            thread.start()
            self._threads.append(thread)

    def wait(self, seconds: float) -> set[str]:
        """
        What was saved since the last call, as paths relative to the root; nothing when so many seconds brought nothing.
        """
        try:
            bundle = self._found.get(timeout=seconds)
        except queue.Empty:
            return set()
        while not self._found.empty():
            bundle |= self._found.get()
        return bundle

    def close(self) -> None:
        """Nothing is watched any more."""
        self._stop.set()
        for thread in self._threads:
            thread.join(CLOSING_SECONDS)

    def _watch(self, paths: list[Path], is_deep: bool) -> None:
        bundles = watch(
            *paths,
            watch_filter=DefaultFilter(),
            recursive=is_deep,
            step=STEP_MS,
            debounce=DEBOUNCE_MS,
            stop_event=self._stop,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        for bundle in bundles:
            found = {Path(path).relative_to(self.root).as_posix() for _, path in bundle}
            if not is_deep:
                found = {path for path in found if Path(path).match(SETTINGS)}
            if found:
                self._found.put(found)


def is_code(path: str) -> bool:
    """True when a change of this file can only be seen by a process that has not loaded it yet."""
    return path.endswith(".py")
