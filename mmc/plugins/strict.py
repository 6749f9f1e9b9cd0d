"""Fail the build on anything that Pelican only logs as an error; first in the list of plugins."""

from __future__ import annotations

import logging

from pelican import signals
from pelican.log import console

_seen: list[str] = []


class _Listener(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _seen.append(record.getMessage())


_listener = _Listener(level=logging.ERROR)


def listen() -> None:
    """Errors are kept from now on; the settings call this, because Pelican loads plugins before it registers any."""
    logging.getLogger().addHandler(_listener)


def refuse_errors(_: object) -> None:
    """The build has failed if anything was logged as an error until now."""
    if _seen:
        console.print(f"Pelican melaporkan {len(_seen)} galat; situs tidak dianggap jadi.", style="bold")
        raise SystemExit(1)


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(refuse_errors)
    signals.finalized.connect(refuse_errors)
