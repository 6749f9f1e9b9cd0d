"""Ctrl-C between the first line of tasks.py and the command: it ends the process without a word."""

from __future__ import annotations

import signal


def hear_quietly() -> None:
    """From here on Ctrl-C ends this process at once; until a command runs there is nothing to say."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # blocked while one Python became the other


def hear() -> None:
    """From here on Ctrl-C is a `KeyboardInterrupt`, unless somebody wanted it unheard."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def hear_nothing() -> None:
    """What is left to be done is done, whoever presses what."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
