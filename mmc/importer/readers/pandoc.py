"""Pandoc at arm's length: a document in, its tree or another document out, in its sandbox, within time and memory."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pypandoc

MOST_SECONDS = 60
MOST_MEMORY = "1500m"


class PandocError(ValueError):
    """Pandoc could not read the document, or not in time."""


def tree_of(data: bytes, form: str) -> dict[str, Any]:
    """The document's tree as pandoc's JSON gives it: `meta` and `blocks`."""
    try:
        tree = json.loads(converted(data, form, "json"))
    except (ValueError, RecursionError) as error:
        raise PandocError(str(error)) from error
    if not isinstance(tree, dict):
        raise PandocError("no document")
    return tree


def converted(data: bytes, form: str, target: str) -> bytes:
    """
    The document in another form; it reads no file and no address but the bytes it is given.

    Raises `PandocError` for what pandoc refuses, and after a minute.
    """
    limits = ["+RTS", f"-M{MOST_MEMORY}", "-RTS"]
    command = [pypandoc.get_pandoc_path(), "--sandbox", "-f", form, "-t", target, "-o", "-", *limits]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PandocError(str(error)) from error
    if done.returncode:
        raise PandocError(done.stderr.decode("utf-8", "replace")[:500])
    return done.stdout
