"""A command from the keyboard to its exit code: understood, carried out, and answered whatever happens."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from mmc.base.problems import ContentError
from mmc.keyboard import interrupts
from mmc.keyboard.declaration import Command
from mmc.keyboard.listing import manual, overview
from mmc.keyboard.parsing import Misused, Order, parse

DONE, FAILED, MISUSED, BROKEN, STOPPED = 0, 1, 2, 3, 130


def understood(words: Sequence[str], commands: Iterable[Command]) -> Order | int:
    """What is to be done; or it was only a question or a mistake, is answered, and this is the exit code."""
    known = tuple(commands)
    speak_utf8()
    try:
        order = parse(words, known)
    except Misused as misused:
        print(misused, file=sys.stderr)
        return MISUSED
    if not order.is_help:
        return order
    return answered(lambda: print(manual(order.command) if order.command else overview(known)), Path())


def is_asked_by_invoke() -> bool:
    """True where `inv` reads tasks.py to find its commands: it is answered here, as everywhere, in Indonesian."""
    program = getattr(sys.modules.get("invoke.main"), "program", None)
    return getattr(program, "core", None) is not None


def carried_out(order: Order, root: Path, enter: Callable[[], int | None]) -> int:
    """
    The command has run; the exit code is its own.

    `enter` gives None where the libraries are at hand, else it has let the command run where they are.
    """
    command, values = order.command, dict(order.values or {})
    if command is None:
        return DONE

    def work() -> None:
        code = enter()
        if code is not None:
            raise SystemExit(code)
        command.function(*placed, *order.words, **values)

    placed = []
    if order.words:  # the words that are left come after all that stand by position before them
        placed = [values.pop(argument.name) for argument in command.positional if not argument.is_rest]
    return answered(work, root)


def answered(work: Callable[[], None], root: Path) -> int:
    """The work's exit code; whatever stops it is told in one sentence, never in a traceback."""
    interrupts.hear()
    try:
        work()
        if sys.stdout is not None:
            sys.stdout.flush()
    except SystemExit as ending:
        if isinstance(ending.code, str):
            _tell(ending.code)
        return ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    except KeyboardInterrupt:
        interrupts.hear_nothing()
        _tell("\nDihentikan.")
        return STOPPED
    except Misused as misused:
        _tell(str(misused))
        return MISUSED
    except BrokenPipeError:
        return DONE  # whoever reads has seen enough
    except ContentError as refused:
        _tell(str(refused), is_answer=True)
        return FAILED
    except BaseException as error:  # noqa: BLE001 - this is the edge: nothing reaches the terminal unanswered
        from mmc.keyboard import failures  # only now: it knows what can fail, and so loads much

        _tell(failures.sentence(error, root))
        return BROKEN
    finally:
        _close_quietly()
    return DONE


def _tell(text: str, *, is_answer: bool = False) -> None:
    with suppress(OSError):
        print(text, file=sys.stdout if is_answer else sys.stderr, flush=True)


def _close_quietly() -> None:
    """What could not be said any more is not complained about when the interpreter ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def speak_utf8() -> None:
    """Our typographic words reach every terminal, also where the system's own encoding lacks them."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
