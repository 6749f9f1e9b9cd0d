"""The page as readers will see it, in the site's own theme, from what is typed: `content/` is not touched."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import quote

from bs4 import BeautifulSoup

from mmc.base.files.disk import replace
from mmc.base.items.reading import read_draft
from mmc.base.items.source import read_source
from mmc.base.vocabulary import load_vocabulary
from mmc.preview.builder import Builder
from mmc.preview.server import find_file

SHOWN = {"text": True, "cards": True, "qr": False, "search": False}  # of a page's editions: what the desk shows
PATIENCE = 25.0  # seconds that one preview waits for another; every one that waits holds a hand of the server
FOLDER = Path(".cache") / "meja-pratinjau"
LINKS = {
    "a": ("href",), "link": ("href",), "img": ("src", "srcset"), "source": ("src", "srcset"), "use": ("href",), "form": ("action",),
}  # fmt: skip


@dataclass
class Preview:
    """One site beside the real one, in which the files that somebody is typing stand in the place of those in `content/`."""

    root: Path
    waiting: threading.Lock = field(default_factory=threading.Lock)
    builder: Builder | None = None
    typed: dict[str, set[str]] = field(default_factory=dict)
    pages: dict[tuple[str, str], bytes] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        """The folder that is built in the place of `content/`."""
        return self.root / FOLDER / "content"

    @property
    def output(self) -> Path:
        """The built site."""
        return self.root / FOLDER / "situs"

    def show(self, path: str, overlay: Mapping[str, bytes], whose: str) -> tuple[str, str]:
        """
        The item's address and what the build complained of, once the site is built with these bytes.

        The page is kept for this person, since the next one may be typing at the same item.
        """
        if not self.waiting.acquire(timeout=PATIENCE):
            return "", "Pratinjau lain sedang dibangun; coba lagi sebentar lagi."
        try:
            self.mirror(overlay)
            outcome = self._builder().build(self.root / FOLDER / "log.txt", "PAGES_FIRST=true")
            item, _ = read_draft(read_source(overlay[path], path), load_vocabulary(self.root / "data"))
            if outcome.code or item is None:
                return "", outcome.said or "Halaman belum dapat dibuat: judul atau tanggalnya belum terbaca."
            for edition in ("", "teks/"):
                page = find_file(self.output, f"{item.url}{edition}")
                if page is not None:
                    self.pages[whose, f"{item.url}{edition}"] = page.read_bytes()
            while len(self.pages) > 200:
                self.pages.pop(next(iter(self.pages)))
            return item.url, ""
        finally:
            self.waiting.release()

    def page(self, address: str, whose: str) -> tuple[Path | None, bytes]:
        """The file at an address of the built site, and the bytes to be shown for it."""
        file = find_file(self.output, address)
        kept = self.pages.get((whose, address))
        if kept is not None:
            return self.output / "index.html", kept
        return (file, file.read_bytes()) if file is not None and file.is_file() else (None, b"")

    def _builder(self) -> Builder:
        if self.builder is None:
            asked = (f'PATH="{self.content.as_posix()}"', f"EDITIONS={json.dumps(SHOWN)}")
            arguments = ("-s", "pelicanconf.py", "-o", str(self.output), "-e", *asked)
            self.builder = Builder(self.root, arguments)
        return self.builder

    def mirror(self, overlay: Mapping[str, bytes]) -> None:
        """The folder is `content/` but for the overlay; files that are the same are links to the same bytes."""
        wanted = dict(_files(self.root / "content"))
        there = dict(_files(self.content)) if self.content.is_dir() else {}
        laid = {path.removeprefix("content/"): data for path, data in overlay.items()}
        for name in there.keys() - wanted.keys() - laid.keys():
            (self.content / name).unlink()
        for name, stamp in wanted.items():
            if name not in laid and there.get(name) != stamp:
                _link(self.root / "content" / name, self.content / name)
        for name, data in laid.items():
            target = self.content / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.is_file() or target.read_bytes() != data:
                target.unlink(missing_ok=True)  # never through a link into the real folder
                replace(target, data)


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Every plain file below the folder with what tells whether it is another one."""
    waiting = [""]
    while waiting:
        place = waiting.pop()
        with os.scandir(folder / place) as entries:
            for entry in entries:
                name = f"{place}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                elif entry.is_file(follow_symlinks=False):
                    facts = os.stat(folder / name)  # noqa: PTH116 - of Windows, where an entry's own has no number
                    yield name, (facts.st_ino, facts.st_size, facts.st_mtime_ns)


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:  # another disk, or one that knows no links
        with suppress(FileNotFoundError):
            shutil.copy2(source, target)


def within(page: bytes, prefix: str) -> bytes:
    """The page with every address of the site below `prefix`, and without its programs."""
    soup = BeautifulSoup(page, "html.parser")
    for script in soup.find_all("script"):
        script.decompose()
    for name, keys in LINKS.items():
        for tag in soup.find_all(name):
            for key in keys:
                if value := str(tag.get(key) or ""):
                    parts = [part.strip() for part in value.split(", ")] if key == "srcset" else [value]
                    tag[key] = ", ".join(prefix + part if _is_ours(part) else part for part in parts)
    return str(soup).encode("utf-8")


def _is_ours(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//")


def style_within(style: bytes, prefix: str) -> bytes:
    """A style sheet whose pictures and letters lie below `prefix`."""
    return style.replace(b"url(/", f"url({quote(prefix)}/".encode()).replace(
        b'url("/', f'url("{quote(prefix)}/'.encode()
    )


@cache
def preview_of(root: Path) -> Preview:
    """The one preview of this checkout in this process."""
    return Preview(root)
