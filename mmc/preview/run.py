"""One session of the preview, from the first build to Ctrl-C."""

from __future__ import annotations

import math
import os
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from mmc.base.problems import NOT_OUT, Severity
from mmc.preview.builder import Builder
from mmc.preview.changes import Changes, is_code
from mmc.preview.news import Board
from mmc.preview.server import PORTS, SCRIPT, PreviewServer

OUTPUT = ".cache/preview"  # never `output/`: pages of the preview carry a script that no reader may get
LOG = ".cache/preview.log"
ARGUMENTS = ("-s", "pelicanconf.py", "-o", OUTPUT, "-e", f'LIVE_RELOAD="{SCRIPT}"')
PAGES_FIRST = "PAGES_FIRST=true"  # one more value of `-e`
NAMED_FILES = 3
POLL_SECONDS = 0.5  # how soon Ctrl-C is heard on Windows, where a wait cannot be interrupted
REST_SECONDS = 2.0  # after so long without a save, what nobody was waiting for is made too

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
        rest = math.inf
        while True:
            if paths := changes.wait(POLL_SECONDS):
                is_behind = rebuild(root, builder, board, paths, say)
                rest = time.monotonic() + REST_SECONDS if is_behind else math.inf
            elif time.monotonic() > rest:
                catch_up(root, builder, board, say)
                rest = math.inf
    except KeyboardInterrupt:
        say("\nPratinjau dihentikan.")
    finally:
        changes.close()
        builder.close()


def rebuild(root: Path, builder: Builder, board: Board, paths: set[str], say: Say) -> bool:
    """
    The saved files are in the pages of the preview and open pages know it: True.

    Or they know why not, and the last good site stands: False. Feeds, sitemaps and indexes wait for `catch_up`.
    """
    began = time.perf_counter()
    if any(is_code(path) for path in paths):
        builder.refresh()
    outcome = builder.build(root / LOG, PAGES_FIRST)
    mistakes, notes = _told(outcome.said, paths)
    board.tell(_problems(outcome.said) if outcome.code else mistakes, notes)
    took = f"{time.perf_counter() - began:.2f}".replace(".", ",")
    say(f"{datetime.now():%H.%M.%S}  {_names(paths)}: {'GAGAL' if outcome.code else 'dibangun'} dalam {took} detik")  # noqa: DTZ005 - the clock on the wall
    if outcome.code:
        say(outcome.said)
    elif mistakes:
        say(mistakes)
    return outcome.code == 0


def catch_up(root: Path, builder: Builder, board: Board, say: Say) -> None:
    """What the last build left is made too, while nobody waits for it."""
    outcome = builder.build(root / LOG)
    if outcome.code:
        board.tell(_problems(outcome.said))
        say(outcome.said)


def has_desktop() -> bool:
    """True where a browser can open a window for the one who typed the command."""
    if os.environ.get("CI") or os.environ.get("SSH_CONNECTION"):
        return False
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _first_build(root: Path, builder: Builder, board: Board, say: Say) -> None:
    """Shown with its progress; what is not ready, or a refusal, is said again to the pages."""
    if not (root / OUTPUT).exists():
        say("Membangun situs untuk pertama kali …")
    is_refused = builder.build().code != 0
    said = builder.build(root / LOG).said
    mistakes, notes = _told(said, set())
    board.tell(_problems(said) if is_refused else mistakes, notes)
    if is_refused:
        say("Situs belum dapat dibangun; pratinjau menunggu perbaikan.")


def _told(said: str, saved: set[str]) -> tuple[str, str]:
    """The lines of a build that name what is wrong in what was just saved or is to be published, and in other drafts."""
    urgent: list[str] = []
    rest: list[str] = []
    for line in said.splitlines():
        if line.startswith(NOT_OUT[Severity.ERROR]):
            urgent.append(line)
        elif line.startswith(NOT_OUT[Severity.UNREADY]):
            (urgent if any(f": {path}" in line for path in saved) else rest).append(line)
    return "\n".join(urgent), "\n".join(rest)


def _problems(said: str) -> str:
    return said or "Pembangunan gagal tanpa pesan; lihat terminal."


def _names(paths: set[str]) -> str:
    named = ", ".join(sorted(paths)[:NAMED_FILES])
    return named if len(paths) <= NAMED_FILES else f"{named} dan {len(paths) - NAMED_FILES} berkas lain"
