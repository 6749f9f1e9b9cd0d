"""The last look at a built site before it may be released: nothing unpublished, foreign, broken or strangely small."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from mmc.base.problems import Problem, in_order
from mmc.base.typed import stored
from mmc.checks.output_markup import PACKED, TEXTUAL, Inspection, inspect, words_in

MOST_SHRINKAGE = 0.1
MOST_OF_A_KIND = 5  # problems of one message: a broken template says the same on every page
CHUNK = 100
ALWAYS_THERE = frozenset({"", "top"})  # anchors that every browser knows


@dataclass(frozen=True)
class Expectation:
    """
    What the site must be.

    `hosts` are its own; `secrets` are texts that belong to what is not public yet, each with the file they come from;
    `secret_files` are beginnings of names of files that would betray it; `redirects` are addresses that the server leads on;
    `published` are the addresses that the last release had, `pages_before` how many pages (0: none); of either at most the
    share `shrinkage` may be missing.
    """

    hosts: frozenset[str]
    secrets: Mapping[str, str] = field(default_factory=dict)
    secret_files: Mapping[str, str] = field(default_factory=dict)
    redirects: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()
    pages_before: int = 0
    shrinkage: float = MOST_SHRINKAGE


def look_at_output(
    folder: Path,
    expectation: Expectation,
    workers: int = 0,
    only: Collection[str] | None = None,
    holds: Collection[str] | None = None,
) -> list[Problem]:
    """
    Everything that must not be released, by file; an empty list lets the site out.

    With `only`, these files are looked at: all others were let out before, byte for byte, and none of the pages is gone.
    `holds` are the paths of all its files, where they were just asked for.
    """
    paths = sorted(_files(folder) if holds is None else holds)
    shown = f"{folder.name}/"
    if not any(path == "index.html" for path in paths):
        message, hint = (
            "Folder ini tidak berisi halaman depan.",
            f"Bangun situsnya dulu: `{stored('bangun --production')}`.",
        )
        return [Problem(shown, 0, message, hint, code="output-page")]
    chosen = paths if only is None else [path for path in paths if path in only]
    tasks = [(str(folder), chosen[at : at + CHUNK], expectation) for at in range(0, len(chosen), CHUNK)]
    count = workers or os.cpu_count() or 1
    looks: dict[str, Inspection] = {}
    if count == 1 or len(tasks) < 3:
        for task in tasks:
            looks |= _look_at_some(task)
    else:
        with ProcessPoolExecutor(count) as pool:
            for some in pool.map(_look_at_some, tasks):
                looks |= some
    problems = [*_faults(looks, shown), *_dead_links(folder, looks, frozenset(paths), expectation, shown)]
    problems += _betrayed(paths, expectation, shown)
    problems += _shrunk(paths, expectation, shown)
    return list(in_order(problems))


def _files(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        inner = os.path.relpath(place, folder).replace("\\", "/")
        for name in names:
            yield name if inner == "." else f"{inner}/{name}"


def _look_at_some(task: tuple[str, list[str], Expectation]) -> dict[str, Inspection]:
    folder, paths, expectation = task
    secrets = [(secret.encode(), source) for secret, source in expectation.secrets.items()]
    looks: dict[str, Inspection] = {}
    for path in paths:
        if path.rpartition(".")[2].lower() not in TEXTUAL | {PACKED}:
            continue  # photos and fonts say nothing that can be searched
        data = (Path(folder) / path).read_bytes()
        found = inspect(path, data, expectation.hosts)
        words = words_in(path, data)
        for secret, source in secrets:
            if secret in words:
                found.blame(
                    f"Naskah yang belum terbit ({source}) bocor: “{secret.decode()[:60]}”.",
                    f"Bangun ulang dengan `{stored('bangun --production')}`; jangan terbitkan folder ini.",
                )
        if found.faults or found.links or found.anchors:
            looks[path] = found
    return looks


def _faults(looks: Mapping[str, Inspection], shown: str) -> Iterator[Problem]:
    told: dict[str, int] = {}
    for path, found in looks.items():
        for message, hint in dict.fromkeys(found.faults):
            told[message] = told.get(message, 0) + 1
            if told[message] <= MOST_OF_A_KIND:
                yield Problem(shown + path, 0, message, hint, code="output-leak" if "bocor" in message else "output")
    for message, count in told.items():
        if count > MOST_OF_A_KIND:
            more = f"Dan {count - MOST_OF_A_KIND} berkas lain: {message}"
            yield Problem(shown, 0, more, "Perbaiki penyebabnya, biasanya satu templat.", code="output")


def _dead_links(
    folder: Path, looks: Mapping[str, Inspection], files: frozenset[str], expectation: Expectation, shown: str
) -> Iterator[Problem]:
    @cache
    def anchors_of(file: str) -> frozenset[str]:
        if file in looks:
            return looks[file].anchors
        return inspect(file, (folder / file).read_bytes(), expectation.hosts).anchors

    answers: dict[tuple[str, str], str] = {}
    told: dict[tuple[str, str], int] = {}
    for path, found in looks.items():
        for link in sorted(found.links):
            if link not in answers:
                answers[link] = _answer(*link, anchors_of, files, expectation)
            if answers[link]:
                told[link] = told.get(link, 0) + 1
                if told[link] <= 3:  # one dead link of a template is on every page
                    hint = "Perbaiki tautannya di naskah atau templat."
                    yield Problem(shown + path, 0, answers[link], hint, code="output-link")


def _answer(
    target: str,
    anchor: str,
    anchors_of: Callable[[str], frozenset[str]],
    files: frozenset[str],
    expectation: Expectation,
) -> str:
    """What is wrong with a link, nothing if it is alive."""
    name = target.lstrip("/")
    file = f"{name}index.html" if target.endswith("/") else name
    if file not in files:
        if {target, target.rstrip("/"), f"{target}/"} & expectation.redirects:
            return ""
        if f"{file}/index.html" in files:
            return f"Tautan {target} kurang garis miring di akhir."
        return f"Tautan mati: {target} tidak ada di folder ini."
    if anchor in ALWAYS_THERE or not file.endswith(".html"):
        return ""
    return "" if anchor.startswith(":~:") or anchor in anchors_of(file) else f"Bagian #{anchor} tidak ada di {target}."


def _betrayed(paths: Iterable[str], expectation: Expectation, shown: str) -> Iterator[Problem]:
    beginnings = tuple(expectation.secret_files)
    for path in paths if beginnings else ():
        if path.startswith(beginnings):
            source = next(source for start, source in expectation.secret_files.items() if path.startswith(start))
            message = f"Berkas ini milik naskah yang belum terbit ({source})."
            yield Problem(
                shown + path, 0, message, f"Bangun ulang dengan `{stored('bangun --production')}`.", code="output-leak"
            )


def _shrunk(paths: list[str], expectation: Expectation, shown: str) -> Iterator[Problem]:
    there = frozenset(paths)
    lost = [
        address
        for address in expectation.published
        if f"{address.strip('/')}/index.html" not in there and address not in expectation.redirects
    ]
    pages = sum(path.endswith(".html") for path in paths)
    for missing, before, what in (
        (expectation.pages_before - pages, expectation.pages_before, "halaman"),
        (len(lost), len(expectation.published), "naskah yang sudah terbit"),
    ):
        if missing > before * expectation.shrinkage:
            message = (
                f"Situs ini menyusut {round(100 * missing / before)}%: {missing} dari {before} {what} tidak ada lagi."
            )
            hint = f"Periksa apakah ada folder yang hilang; batasnya {round(100 * expectation.shrinkage)}%."
            yield Problem(shown, 0, message, hint, code="output-shrunk")
