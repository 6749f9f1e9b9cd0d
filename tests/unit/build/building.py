"""One build of a small newsroom in a process of its own, which says when it begins: `python building.py ROOT [LIMIT]`."""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path

from tests.unit.newsroom import Newsroom

if __name__ == "__main__":
    if len(sys.argv) > 2:  # no file may grow beyond this many bytes, as on a full disk
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    newsroom = Newsroom(Path(sys.argv[1]))
    print("mulai", flush=True)
    newsroom.build()
