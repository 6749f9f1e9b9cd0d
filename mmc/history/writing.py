"""One hand at a time writes into git here: whoever records, takes or offers holds this lock while it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mmc.base.files.disk import exclusive

LOCK = Path(".cache") / "catatan.lock"


@contextmanager
def writing(root: Path, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Held while the block runs. It is not asked for twice by one hand: the second time would wait for the first."""
    with exclusive(root / LOCK, on_wait):
        yield
