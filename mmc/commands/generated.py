"""The files of the project that are made from code, and made again by one command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from mmc.base.files.disk import replace
from mmc.checks import guide

MADE: Mapping[str, Callable[[], str]] = {"docs/checks.md": guide.page}


def outdated(root: Path) -> list[str]:
    """Those that are not what they would be if they were made now."""
    return [
        path
        for path, make in MADE.items()
        if not (root / path).is_file() or (root / path).read_bytes() != make().encode()
    ]


def write(root: Path) -> list[str]:
    """All of them are as they would be made now; the answer names those that were not."""
    changed = outdated(root)
    for path in changed:
        replace(root / path, MADE[path]().encode())
    return changed
