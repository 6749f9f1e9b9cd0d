"""What was named on the command line as an old site: which reader each file needs, and where the photos lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from mmc.base.problems import posix
from mmc.migration.posts import OldSite, refused
from mmc.migration.readers import blogger, mirror, wordpress
from mmc.migration.rules import Selectors

HEAD = 20_000


@dataclass(frozen=True, slots=True)
class Sources:
    """The old site, the folders that may hold its files, and whether these say nothing of their addresses."""

    site: OldSite
    folders: tuple[Path, ...]
    is_loose: bool


def read(paths: Iterable[Path], zone: tzinfo, selectors: Selectors, say: Callable[[str], object]) -> Sources:
    """
    All that the files and folders hold, put together; raises `ContentError` for what is no old site.

    A folder may hold exports, uploads, or a mirror of pages; exports are recognised by what is in them, never by name.
    """
    site = OldSite()
    folders: list[Path] = []
    for path in paths:
        if not path.exists():
            raise refused(posix(path), "Berkas atau folder ini tidak ada.", "Periksa ejaan nama dan foldernya.")
        if path.is_dir():
            folders.append(path)
        exports = [one for one in _candidates(path) if _program(one)]
        for export in exports:
            say(f"Membaca {export.name} …")
            reader = wordpress.read_wxr if _program(export) == "wordpress" else blogger.read_feed
            site.merge(reader(export, zone))
        if path.is_dir() and not exports and mirror.is_mirror(path):
            say(f"Membaca halaman-halaman di {path.name} …")
            site.merge(mirror.read_mirror(path, zone, selectors))
        elif not path.is_dir() and not exports:
            hint = "Beri berkas ekspor WordPress (WXR), feed.atom atau cadangan Blogger, atau folder hasil wget; ZIP dibuka dahulu."
            raise refused(path.name, "Berkas ini bukan ekspor situs yang dikenal.", hint)
    if not site.posts and not site.left_out:
        raise refused(
            ", ".join(folder.name for folder in folders) or "pindah",
            "Tidak ada tulisan situs lama di sini.",
            "Beri berkas ekspor WordPress (WXR), feed.atom Blogger, atau folder hasil wget.",
        )
    return Sources(site, tuple(folders), is_loose=site.program == "blogger")


def _candidates(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return [
        one for one in sorted(path.rglob("*")) if one.suffix.casefold() in (".xml", ".atom", ".wxr") and one.is_file()
    ]


def _program(path: Path) -> str:
    """`wordpress` or `blogger` by what the file begins with, nothing for another one."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if wordpress.is_wxr(head):
        return "wordpress"
    return "blogger" if blogger.is_feed(head) else ""
