"""The part of moving that every process does: posts through the house's own reader of HTML, and photos beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mmc.importer.readers.pieces import pieces_of
from mmc.migration.moving import Archive, Attached, Result, moved_in
from mmc.migration.planning import Place

BATCH = 20  # posts that go through pandoc together: enough to forget how long it takes to start

_archive: Archive | None = None
_towns: frozenset[str] = frozenset()


def set_up(archive: Archive, towns: frozenset[str]) -> None:
    """This process can move posts."""
    global _archive, _towns
    _archive, _towns = archive, towns


def move(places: Sequence[Place]) -> list[Result]:
    """These posts are in `content/`; needs `set_up`."""
    assert _archive is not None

    def convert(texts: Sequence[str], show: Callable[[int, Attached], str]) -> Sequence[object]:
        return pieces_of(texts, show, _towns)

    return moved_in(places, _archive, convert)  # type: ignore[arg-type]
