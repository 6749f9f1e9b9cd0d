"""A process that has loaded all that a build needs, and forks one child for every build that it is asked for."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path

import pelican
from pelican.log import console

import mmc.plugins.newsroom
import mmc.plugins.strict  # noqa: F401 - loaded here, so that no child has to
from mmc.base.problems import ContentError
from mmc.base.vocabulary import load_vocabulary
from mmc.build.templates import compile_all
from mmc.build.versions import read_code
from mmc.catalogue.intake import Intake


def serve() -> None:
    """
    Answer every order on the standard input, a line of JSON, with the build's exit code; end when the input ends.

    Nothing here may start a thread: a child would have only the half of it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    read_code()
    _rehearse()
    gc.collect()
    gc.freeze()  # what is loaded stays shared with the children
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _build(order["arguments"], order["log"])
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(json.dumps({"code": code}), flush=True)
        compile_all(Path("theme"))  # now, while nobody waits, for the next build


def _rehearse() -> None:
    """One story is read as a build reads it: what is made at its first use is made before anybody waits, once for all children."""
    story = next(Path("content").rglob("*.md"), None)
    if story is not None:
        with suppress(ContentError):
            Intake(Path(), load_vocabulary(Path("data"))).take(story.as_posix())


def _build(arguments: list[str], log: str) -> None:
    """This process builds and ends; what it says goes to the log, or to the terminal through the standard error."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if log:
        Path(log).parent.mkdir(parents=True, exist_ok=True)
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), 2)
    os.dup2(2, 1)
    console.is_interactive = console.is_terminal  # it was made when the output still was a pipe
    code = 1
    try:
        pelican.main(arguments)
        code = 0
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
        if isinstance(ending.code, str):
            print(ending.code, file=sys.stderr)
    except BaseException:  # noqa: BLE001 - whatever it is, it is told, and the child ends
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # quicker than taking everything apart, and nothing of the parent's is run twice


if __name__ == "__main__":
    serve()
