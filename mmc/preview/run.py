"""One session of the preview, from the first build to Ctrl-C."""

from __future__ import annotations

import os
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from mmc.preview.builder import Builder
from mmc.preview.changes import Changes, is_code
from mmc.preview.news import Board
from mmc.preview.server import PORTS, SCRIPT, PreviewServer

OUTPUT = ".cache/preview"  # never `output/`: pages of the preview carry a script that no reader may get
LOG = ".cache/preview.log"
ARGUMENTS = ("-s", "pelicanconf.py", "-o", OUTPUT, "-e", f'LIVE_RELOAD="{SCRIPT}"')
NAMED_FILES = 3
POLL_SECONDS = 0.5  # how soon Ctrl-C is heard on Windows, where a wait cannot be interrupted

Say = Callable[[str], None]


def run(root: Path, say: Say, *, port: int = PORTS.start, opens_browser: bool = True) -> None:
    """Build, serve, and build anew on every save until Ctrl-C. The site is shown with drafts, to this machine only."""
    board = Board()
    changes = Changes(root)
    builder = Builder(root, ARGUMENTS)
    try:
        _first_build(root, builder, board, say)
        server = PreviewServer(root / OUTPUT, board, range(port, port + len(PORTS)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"Pratinjau: {server.address}   (Ctrl-C untuk berhenti)")
        if opens_browser and has_desktop():
            webbrowser.open(server.address)
        while True:
            if paths := changes.wait(POLL_SECONDS):
                rebuild(root, builder, board, paths, say)
    except KeyboardInterrupt:
        say("\nPratinjau dihentikan.")
    finally:
        changes.close()
        builder.close()


def rebuild(root: Path, builder: Builder, board: Board, paths: set[str], say: Say) -> None:
    """The saved files are in the preview and open pages know it; or they know why not, and the last good site stands."""
    began = time.perf_counter()
    if any(is_code(path) for path in paths):
        builder.refresh()
    outcome = builder.build(root / LOG)
    board.tell(_problems(outcome.said) if outcome.code else "")
    took = f"{time.perf_counter() - began:.2f}".replace(".", ",")
    say(f"{datetime.now():%H.%M.%S}  {_names(paths)}: {'GAGAL' if outcome.code else 'dibangun'} dalam {took} detik")  # noqa: DTZ005 - the clock on the wall
    if outcome.code:
        say(outcome.said)


def has_desktop() -> bool:
    """True where a browser can open a window for the one who typed the command."""
    if os.environ.get("CI") or os.environ.get("SSH_CONNECTION"):
        return False
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _first_build(root: Path, builder: Builder, board: Board, say: Say) -> None:
    """Shown with its progress; a refusal is said again to the pages, which wait for the mend."""
    if not (root / OUTPUT).exists():
        say("Membangun situs untuk pertama kali …")
    if builder.build().code == 0:
        return
    board.tell(_problems(builder.build(root / LOG).said))
    say("Situs belum dapat dibangun; pratinjau menunggu perbaikan.")


def _problems(said: str) -> str:
    return said or "Pembangunan gagal tanpa pesan; lihat terminal."


def _names(paths: set[str]) -> str:
    named = ", ".join(sorted(paths)[:NAMED_FILES])
    return named if len(paths) <= NAMED_FILES else f"{named} dan {len(paths) - NAMED_FILES} berkas lain"
