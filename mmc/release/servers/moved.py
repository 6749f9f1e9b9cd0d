"""Old addresses that lead on: by their path, or by a path and what stands behind its question mark (`/?p=12`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mmc.release.errors import ReleaseError

ADDRESS = re.compile(r"/[^\s\"'\\{}$;<>|^`]*")
OUTSIDE = re.compile(r"https://[^\s\"'\\{}$;<>|^`]+")
NAME = re.compile(r"[A-Za-z0-9_]{1,40}")  # what every server can name a part of a query by
VALUE = re.compile(r"[A-Za-z0-9_.~:%+-]{0,200}")
MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class Asking:
    """The names that some old addresses have behind their question mark, and where each path with these values leads."""

    names: tuple[str, ...]
    moved: Mapping[tuple[str, tuple[str, ...]], str]  # path, values in the order of the names


@dataclass(frozen=True, slots=True)
class Moved:
    """The redirects of a site; of an address with a query, those that know more of it come first."""

    paths: Mapping[str, str]
    queries: tuple[Asking, ...] = ()

    def target(self, path: str, query: str = "") -> str:
        """Where the address leads, or nothing; parts of the query that no redirect names, such as `fbclid`, do not matter."""
        if query and self.queries:
            values: dict[str, str] = {}
            for part in query.split("&"):
                name, _, value = part.partition("=")
                values.setdefault(name, value)
            for asking in self.queries:
                if all(name in values for name in asking.names):
                    found = asking.moved.get((path, tuple(values[name] for name in asking.names)))
                    if found:
                        return found
        return self.paths.get(path, "")


def query_fault(old: str) -> str:
    """Why a server could not tell this query, in the words of the one who wrote it; nothing when it can."""
    path, mark, query = old.partition("?")
    if not mark:
        return ""
    parts = [part.partition("=") for part in query.split("&")]
    names = [name for name, _, _ in parts]
    if not query or len(parts) > MOST_PARTS or len(set(map(str.casefold, names))) != len(names):
        return f"harus punya satu sampai {MOST_PARTS} bagian yang berbeda sesudah tanda tanya"
    if not all(NAME.fullmatch(name) and equals and VALUE.fullmatch(value) and value for name, equals, value in parts):
        return "hanya dapat memakai bagian seperti `p=12` sesudah tanda tanya"
    if path.endswith("/index.html"):
        return "tidak dapat berakhir index.html"
    return ""


def moved(redirects: Mapping[str, str]) -> Moved:
    """The redirects, sorted; an address that could break out of a configuration raises `ReleaseError`."""
    paths: dict[str, str] = {}
    queries: dict[tuple[str, ...], dict[tuple[str, tuple[str, ...]], str]] = {}
    for old, new in sorted(redirects.items()):
        is_right = ADDRESS.fullmatch(old) and (ADDRESS.fullmatch(new) or OUTSIDE.fullmatch(new))
        if not is_right or new.startswith("//") or query_fault(old):
            raise ReleaseError(
                f"Pengalihan “{old}” → “{new}” tidak sah.", "Periksa data/pengalihan.toml dan `aliases`."
            )
        path, mark, query = old.partition("?")
        if not mark:
            paths[old] = new
            continue
        parts = dict(sorted((name, value) for name, _, value in (part.partition("=") for part in query.split("&"))))
        queries.setdefault(tuple(parts), {})[path, tuple(parts.values())] = new
    known = sorted(queries.items(), key=lambda each: (-len(each[0]), each[0]))
    return Moved(paths, tuple(Asking(names, rows) for names, rows in known))
