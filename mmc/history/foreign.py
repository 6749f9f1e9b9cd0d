"""Another repository or folder beside ours: its newest state, and which state of it a checkout of ours began from."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path

from mmc.history.repository import HIDDEN, GitError, Node, Repository

Files = Mapping[str, Node]
TRIED = ("HEAD", "refs/heads/main", "refs/heads/master")
EMPTY = "0" * 40


def clone(source: str, target: Path) -> None:
    """The newest state of a repository or of a bundle, with its history, in a new folder. Raises `GitError`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    asking = Repository(target.parent)
    rows = asking.run("ls-remote", "--", source).splitlines()
    listed = [row.partition("\t")[2] for row in rows if "\t" in row]
    if not listed:
        raise GitError("tidak ada versi di sana")
    branch = next((name for name in TRIED if name in listed), listed[0])
    if branch == "HEAD":
        asking.run("clone", "--quiet", "--", source, str(target))
    else:
        name = branch.removeprefix("refs/heads/").removeprefix("refs/tags/")
        asking.run("clone", "--quiet", "--branch", name, "--", source, str(target))


def taken_in(repository: Repository, folder: Path) -> tuple[str, bool]:
    """
    The state of the project in this folder as a commit that our repository has too, and whether its history came with it.

    Nothing refers to it, so git forgets it in time; a folder that is no repository, or lacks the beginning of its history,
    gives its files alone.
    """
    other = Repository(folder)
    if other.exists() and other.head() and not other.is_shallow() and not other.changed():
        repository.run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", str(folder), other.head())
        return other.head(), True
    with tempfile.TemporaryDirectory() as name:
        index = {**os.environ, **HIDDEN, "GIT_INDEX_FILE": str(Path(name, "index")), "GIT_WORK_TREE": str(folder)}
        git_dir = repository.run("rev-parse", "--absolute-git-dir").strip()
        for words in (["add", "--all", "."], ["write-tree"]):
            done = subprocess.run(
                ["git", f"--git-dir={git_dir}", *words],
                cwd=folder,
                env=index,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise GitError(done.stderr.strip())
    stamp = ("-c", "user.name=mmc", "-c", "user.email=mmc@localhost")
    return repository.run(*stamp, "commit-tree", done.stdout.strip(), "-m", "Versi dari folder").strip(), False


def nearest(repository: Repository, ours: Files, tip: str) -> str:
    """The state on the main line before `tip` that has most in common with these files; the newest of several."""
    told = repository.run(
        *(
            "log",
            "--reverse",
            "--first-parent",
            "-m",
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "-z",
            "--format=%x01%H",
            tip,
        )
    )
    state: dict[str, str] = {}
    same, best, found = 0, -1.0, tip
    for block in told.split("\x01")[1:]:
        commit, *parts = [part.strip("\n") for part in block.split("\0")]
        for head, path in zip(parts[::2], parts[1::2], strict=False):
            if not head.startswith(":"):
                continue
            new = head.split(" ")[3]
            wanted = ours[path].oid if path in ours else ""
            same += (new == wanted) - (state.get(path) == wanted if path in state else False)
            state.pop(path, None) if new == EMPTY[: len(new)] else state.update({path: new})
        score = same / (len(ours) + len(state) - same or 1)
        if score >= best:
            best, found = score, commit
    return found


def laid_out(repository: Repository, commit: str, target: Path) -> None:
    """The folder holds the files of this commit."""
    data = repository.run_bytes("archive", "--format=tar", commit)
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(target, filter="data")
