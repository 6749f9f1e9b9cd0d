"""The output folder, changed all at once: a reader of the disk sees the old site or the new one, never a mixture."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
MARK = ".mmc"  # names the tree's content; never published, and the same for the same site
AT_FDCWD = -100  # fcntl.h
RENAME_EXCHANGE = 2  # linux/fs.h
RENAME_SWAP = 2  # sys/stdio.h on macOS


class ForeignFolder(Exception):
    """The output folder holds files that no build of ours made; they are not overwritten."""


class Tree:
    """
    Two copies of the site on one file system: `live`, which others read, and `spare`, the one before it.

    A build brings the spare up to date (unchanged files are shared between both by hard links), marks it, and swaps the
    two by one system call. The cost follows what changed, not what there is.
    """

    def __init__(self, live: Path, workshop: Path) -> None:
        self.live = live
        self.spare = spare_beside(live, workshop)

    def recover(self, mark: str) -> bool:
        """
        True when the live tree is the one of this mark; a swap that a dead build left undone is done first.

        Raises `ForeignFolder` when the live folder has content and no mark of ours.
        """
        if read_mark(self.live) == mark and mark:
            return True
        if mark and read_mark(self.spare) == mark:
            self._swap()
            return True
        if self.live.is_dir() and read_mark(self.live) is None and any(self.live.iterdir()):
            raise ForeignFolder(str(self.live))
        return False

    def prepare(self, spare_mark: str, changed: Iterable[str], *, is_live_known: bool) -> None:
        """
        The spare holds what the live tree holds and has no mark; nothing of the live tree is touched.

        `spare_mark` names the tree that the last swap left in the spare and `changed` the files in which it differs
        from the live one; with another spare, or none, the whole tree is linked anew. An unknown live tree leaves the
        spare empty.
        """
        standing = read_mark(self.spare)
        if is_live_known and standing and standing == read_mark(self.live):
            (self.spare / MARK).unlink()
            return
        if is_live_known and spare_mark and standing == spare_mark:
            (self.spare / MARK).unlink()
            for path in changed:
                remove_file(self.spare, path)
            for path in changed:
                if (self.live / path).is_file():
                    _link(self.live / path, self.spare / path)
            return
        if self.spare.exists():
            shutil.rmtree(self.spare)
        if is_live_known:
            self._mirror()
        else:
            self.spare.mkdir(parents=True)

    def commit(self, mark: str) -> None:
        """The spare, complete now, is marked; `swap` makes it live."""
        write_file(self.spare, MARK, mark.encode())

    def swap(self) -> None:
        """
        The spare is live and the live tree is the spare; on Linux and macOS in one step that cannot be seen half done.

        After a first build there is a spare too, so that the next one has only its changes to write.
        """
        self._swap()
        if not self.spare.exists():
            self._mirror()
            write_file(self.spare, MARK, (self.live / MARK).read_bytes())

    def _mirror(self) -> None:
        """The spare holds every file of the live tree, and no mark."""
        live, spare = str(self.live), str(self.spare)
        for folder, _, names in os.walk(live, followlinks=True):
            target = f"{spare}{folder.removeprefix(live)}"
            _make_folder(target)
            for name in names:
                if name != MARK:
                    _link_over(f"{folder}/{name}", f"{target}/{name}")

    def _swap(self) -> None:
        if not self.live.exists():
            self.live.parent.mkdir(parents=True, exist_ok=True)
            self.spare.rename(self.live)
            return
        if _exchange(self.spare, self.live):
            return
        aside = self.spare.with_name(self.spare.name + "-old")
        self.live.rename(aside)
        self.spare.rename(self.live)
        aside.rename(self.spare)


def spare_beside(live: Path, workshop: Path) -> Path:
    """The spare's place: in the workshop when that is on the live tree's file system, else a hidden neighbour of it."""
    parent = live.parent
    while not parent.exists():
        parent = parent.parent
    workshop.mkdir(parents=True, exist_ok=True)
    if parent.stat().st_dev == workshop.stat().st_dev:
        return workshop / "spare"
    return live.parent / f".{live.name}-spare"


def read_mark(tree: Path) -> str | None:
    """The mark of a complete tree, or None."""
    try:
        return (tree / MARK).read_text(encoding="ascii")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None


def write_file(tree: Path, path: str, data: bytes) -> None:
    """The file of a tree that nobody else reads is there with these bytes; a hard link of it elsewhere keeps the old ones."""
    target = f"{tree}/{path}"
    try:
        file = os.open(target, NEW_FILE, 0o666)
    except FileNotFoundError:
        _make_folder(target.rpartition("/")[0])
        file = os.open(target, NEW_FILE, 0o666)
    except FileExistsError:
        Path(target).unlink()
        file = os.open(target, NEW_FILE, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


def remove_file(tree: Path, path: str) -> None:
    """The file is gone, and with it each folder that it leaves empty."""
    (tree / path).unlink(missing_ok=True)
    for parent in PurePosixPath(path).parents:
        if str(parent) == ".":
            break
        try:
            (tree / parent).rmdir()
        except OSError:
            break


def _make_folder(path: str) -> None:
    os.makedirs(path, exist_ok=True)  # noqa: PTH103 - in a first build, taking paths apart costs more than the folders


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    _link_over(str(source), str(target))


def _link_over(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)


def _exchange(one: Path, other: Path) -> bool:
    """Both paths have changed places in one step; False where the system cannot do that."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if hasattr(library, "renameat2"):  # Linux
            code = library.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
        else:  # macOS
            code = library.renamex_np(os.fsencode(one), os.fsencode(other), RENAME_SWAP)
    except (AttributeError, OSError, TypeError):
        return False
    return bool(code == 0)
