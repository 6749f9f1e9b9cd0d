"""How files are kept safe between programs: replaced whole, locked, and known by their looks. Standard library only."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

RACY_NS = 2_000_000_000  # a file touched this shortly before the look may change again within its clock's tick

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def exclusive(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """
    Held while the block runs, and let go by the system itself if the process dies.

    `on_wait` is called once when somebody else holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _try_lock(descriptor):
            on_wait()
            while not _try_lock(descriptor):
                time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)


def replace(path: Path, data: bytes) -> None:
    """The file holds these bytes, whole at every moment, whoever else reads or writes it; its folder is made if need be."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.new")
    try:
        temporary.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
    temporary.replace(path)


def is_fresh(status: os.stat_result, looked_at_ns: int) -> bool:
    """True when the file could be written again without looking any different: such a file is read anew at every look."""
    return max(status.st_mtime_ns, status.st_ctime_ns) > looked_at_ns - RACY_NS
