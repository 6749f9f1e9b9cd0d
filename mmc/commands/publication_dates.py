"""What the headers of the content say of the time from which it may be read; each is read once and then known by its stamp."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from mmc.base.files.disk import replace
from mmc.base.files.scan import is_racy, stamp_of
from mmc.rebuild.digest import digest
from mmc.release.sealing import sealed, unsealed

PLAIN = re.compile(rb"^(embargo|status|date|Date|Status)[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
DAY = re.compile(rb"\d{4}-\d\d-\d\d(?![\d-])")
MOMENT = re.compile(rb"^(?:date|embargo|starts|ends):[ \t]*(.+?)[ \t]*$", re.MULTILINE | re.IGNORECASE)
END = re.compile(rb"(?<=.)\r?\n(?:---|\r?\n)", re.DOTALL)  # the closing line, or the first empty one
MOST_BYTES = 8_000  # no header of ours is longer


class Header(NamedTuple):
    """
    What one file says, a function of its bytes alone.

    `day` is that of an item that is plainly to be public from then on, and empty where there is any doubt; `moments` are the
    texts of all fields that name one.
    """

    day: str
    moments: tuple[str, ...]


def read_headers(root: Path, memory: Path | None = None) -> dict[str, Header]:
    """
    The header of every item below `content/`, by its path, sorted.

    `memory` is a file that keeps what unchanged files said; it is of no use to other code than that which has written it.
    """
    code = digest(Path(__file__).read_bytes()).hex()
    known = _recall(memory, code)
    looked_at = time.time_ns()
    found: dict[str, Header] = {}
    rows: dict[str, list[str]] = {}
    for path, entry in _items(root / "content", "content/"):
        stamp = stamp_of(entry.stat(follow_symlinks=False))
        row = known.get(path)
        if row is None or row[0] != stamp:
            header = header_of(Path(entry.path).read_bytes())
            row = [stamp, header.day, *header.moments]
        found[path] = Header(row[1], tuple(row[2:]))
        if entry.is_file(follow_symlinks=False) and not is_racy(
            stamp, looked_at
        ):  # a link's stamp says nothing of its target
            rows[path] = row
    if memory is not None and rows != known:
        memory.parent.mkdir(parents=True, exist_ok=True)
        replace(memory, sealed(memory.name, json.dumps({"code": code, "files": rows}, ensure_ascii=False).encode()))
    return {path: found[path] for path in sorted(found)}


def header_of(data: bytes) -> Header:
    """What the file of these bytes says."""
    header = END.split(data[:MOST_BYTES], maxsplit=1)[0]
    texts = (value.decode("utf-8", "replace").strip("\r\"'") for value in MOMENT.findall(header))
    return Header(_plain_day(data), tuple(texts))


def _plain_day(data: bytes) -> str:
    """The day where the header plainly says `terbit` and a day, and nothing of an embargo."""
    header = data.partition(b"\n---")[0]
    if b"embargo" in header.lower() or header.lower().count(b"status") != 1:
        return ""  # perhaps a key in quotes
    lines = PLAIN.findall(header)
    found = {key.lower(): value for key, value in lines}
    day = found.get(b"date", b"")
    is_plain = len(lines) == 2 and found.get(b"status") == b"terbit" and DAY.match(day) is not None
    return day[:10].decode() if is_plain else ""


def _items(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every Markdown file, hidden ones and links too: what is not looked at by others may hold secrets all the same."""
    waiting = [(str(folder), prefix)]
    while waiting:
        place, inside = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{inside}{entry.name}/"))
                elif entry.name.endswith(".md"):
                    yield inside + entry.name, entry


def _recall(memory: Path | None, code: str) -> Mapping[str, list[str]]:
    try:
        data = json.loads(unsealed(memory.name, memory.read_bytes()) or b"{}") if memory else {}
        return data["files"] if data["code"] == code else {}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}
