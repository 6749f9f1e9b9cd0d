"""Two builds of one site beside each other: which addresses come and go, and where readers find other words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

SILENT = frozenset({"script", "style", "template", "noscript"})
LANDMARK = "main"


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs, by address."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    other_words: tuple[str, ...]  # pages whose own part says something else
    other_frame: int  # pages that say the same in another frame or with other markup
    same: int


def compared(before: Path, after: Path) -> Compared:
    """Every file of two built sites; pages are compared by the words of their main part."""
    old, new = _files(before), _files(after)
    words: list[str] = []
    frame = same = 0
    for name in sorted(old.keys() & new.keys()):
        if not name.endswith(".html"):
            continue
        one, other = old[name].read_bytes(), new[name].read_bytes()
        if one == other:
            same += 1
        elif words_of(one) == words_of(other):
            frame += 1
        else:
            words.append(_address(name))
    gone, come = (tuple(map(_address, sorted(_lasting(a) - _lasting(b)))) for a, b in ((old, new), (new, old)))
    return Compared(gone, come, tuple(words), frame, same)


def words_of(page: bytes) -> str:
    """The words of a page's main part, in order."""
    reader = _Words()
    reader.feed(page.decode("utf-8", "replace"))
    reader.close()
    return " ".join(" ".join(reader.main or reader.all).split())


def _files(folder: Path) -> Mapping[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def _lasting(names: Mapping[str, Path]) -> set[str]:
    """The files that somebody may have linked to: not those that are named by their own bytes."""
    made = ("aset/", "kartu/", "media/", "cari/indeks/")
    return {name for name in names if not name.startswith(made) and not name.startswith(".")}


def _address(name: str) -> str:
    return f"/{name.removesuffix('index.html')}"


class _Words(HTMLParser):
    """Collects the text of a page, and apart from it that of `main`."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[str] = []
        self.main: list[str] = []
        self._silent = self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Text begins to count, or not to count."""
        self._silent += tag in SILENT
        self._inside += tag == LANDMARK

    def handle_endtag(self, tag: str) -> None:
        """What began ends."""
        self._silent -= tag in SILENT and self._silent > 0
        self._inside -= tag == LANDMARK and self._inside > 0

    def handle_data(self, data: str) -> None:
        """A piece of text."""
        if not self._silent:
            self.all.append(data)
            if self._inside:
                self.main.append(data)
