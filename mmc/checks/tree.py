"""All of `content/`: every file examined, those that did not change from memory, then all of them together."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mmc.checks.archive import Archive, Summary
from mmc.checks.cache import Cache, digest, facts_of, version_of
from mmc.checks.gate import Examined, Gatekeeper, check_archive
from mmc.checks.names import PHOTOS, suffix
from mmc.problems import Problem, in_order

CODE = Path(__file__).resolve().parents[1]
CODE_PARTS = ("*.py", "checks/*.py", "prose/*.py", "pictures/*.py")
MOST_BYTES = 100_000_000  # not even read: the memory of a small server
MANY = 200  # files to examine from which a second process pays


@dataclass(frozen=True, slots=True)
class File:
    """One file under `content/`: its path from the project, how it looks, what shares its folder."""

    path: str
    facts: str
    size: int
    siblings: frozenset[str]
    company: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is wrong, in order; how many files there are and how many of them were read anew."""

    problems: tuple[Problem, ...]
    files: int
    examined: int
    summaries: tuple[Summary, ...]


def examine_tree(
    root: Path,
    keeper: Gatekeeper,
    *,
    published: Mapping[str, str] | None = None,
    cache: Path | None = None,
    instead: Mapping[str, bytes] | None = None,
    workers: int = 1,
) -> Report:
    """
    The report on the project at `root`.

    `published` is what stood on the site after the last release (id to address); `instead` gives other bytes for some
    paths, as the commit hook does for what is staged.
    """
    problems: list[Problem] = []
    files = list(_walk(root, root / "content", problems))
    instead = instead or {}
    memory = Cache(cache, version_of(_inputs(root)) if cache is not None else "")
    answers: dict[str, Examined] = {}
    waiting: list[tuple[File, bytes, str]] = []
    for file in files:
        data = instead.get(file.path)
        known = memory.by_stamp(file.path, file.facts, file.company) if data is None else None
        if known is None and data is None:
            data = _read(root, file, problems)
            if data is None:
                continue
        if known is None and data is not None:
            seal = digest(data)
            known = memory.by_digest(file.path, file.facts, seal, file.company)
            if known is None:
                waiting.append((file, data, seal))
                continue
        if known is not None:
            answers[file.path] = known
    for (file, _, seal), examined in zip(waiting, _examine(keeper, waiting, workers), strict=True):
        answers[file.path] = examined
        if examined.is_settled:
            memory.keep(file.path, file.facts, seal, file.company, examined)
    memory.save(file.path for file in files)
    summaries = tuple(answer.summary for answer in answers.values() if answer.summary is not None)
    problems += [problem for answer in answers.values() for problem in answer.problems]
    archive = Archive(summaries, tuple(file.path for file in files), keeper.house, published or {})
    problems += check_archive(archive)
    return Report(in_order(problems), len(files), len(waiting), summaries)


def _inputs(root: Path) -> list[Path]:
    return [*(path for part in CODE_PARTS for path in CODE.glob(part)), *(root / "data").glob("*.toml")]


def _walk(root: Path, folder: Path, problems: list[Problem]) -> Iterator[File]:
    """Every plain file below the folder, in order; links and devices are told and left alone."""
    now_ns = time.time_ns()
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(_unreadable(_shown(root, folder), error))
        return
    plain: list[tuple[os.DirEntry[str], os.stat_result]] = []
    for entry in entries:
        path = _shown(root, Path(entry.path))
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISLNK(status.st_mode) or getattr(entry, "is_junction", bool)():
            problems.append(_link(path, Path(entry.path), folder))
        elif stat.S_ISDIR(status.st_mode):
            yield from _walk(root, Path(entry.path), problems)
        elif stat.S_ISREG(status.st_mode):
            plain.append((entry, status))
        else:
            problems.append(Problem(path, 0, "Ini bukan berkas biasa.", "Hapus dari content/.", code="outside"))
    siblings = frozenset(entry.name for entry, _ in plain if suffix(entry.name) in PHOTOS | {"svg"})
    company = digest("\0".join(sorted(siblings)).encode("utf-8", "surrogateescape"))
    for entry, status in plain:
        yield File(_shown(root, Path(entry.path)), facts_of(status, now_ns), status.st_size, siblings, company)


def _shown(root: Path, path: Path) -> str:
    """The path as reports write it; a name that is no Unicode is shown with escapes."""
    text = path.relative_to(root).as_posix()
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _link(path: str, link: Path, folder: Path) -> Problem:
    target = link.readlink() if link.is_symlink() else link
    inside = (
        (folder / target).resolve().is_relative_to(folder.resolve().parents[len(Path(path).parts) - 3])
        if len(Path(path).parts) > 2
        else False
    )
    where = "" if inside else ", di luar content/"
    hint = "Hapus tautan ini dan salin berkas aslinya ke sini."
    return Problem(
        path,
        0,
        f"Ini tautan berkas ke “{str(target)[:80]}”{where}; yang diterbitkan hanya berkas asli.",
        hint,
        code="outside",
    )


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(path, 0, f"Tidak dapat dibaca ({error.strerror}).", "Periksa hak akses berkas ini.", code="outside")


def _read(root: Path, file: File, problems: list[Problem]) -> bytes | None:
    if file.size > MOST_BYTES:
        message = f"Berkas ini {file.size // 1_000_000} MB; terlalu besar untuk situs."
        problems.append(Problem(file.path, 0, message, "Simpan di tempat lain dan tautkan.", code="file-size"))
        return None
    try:
        return (root / file.path).read_bytes()
    except OSError as error:
        problems.append(_unreadable(file.path, error))
        return None


_keeper: Gatekeeper | None = None


def _examine(keeper: Gatekeeper, waiting: list[tuple[File, bytes, str]], workers: int) -> Iterator[Examined]:
    tasks = [(data, file.path, file.siblings) for file, data, _ in waiting]
    if workers < 2 or len(tasks) < MANY:
        for task in tasks:
            yield keeper.examine(*task)
        return
    with ProcessPoolExecutor(workers, initializer=_hire, initargs=(keeper,)) as pool:
        yield from pool.map(_examine_one, tasks, chunksize=32)


def _hire(keeper: Gatekeeper) -> None:
    global _keeper  # noqa: PLW0603  # a worker process gets its keeper once
    _keeper = keeper


def _examine_one(task: tuple[bytes, str, frozenset[str]]) -> Examined:
    assert _keeper is not None
    return _keeper.examine(*task)
