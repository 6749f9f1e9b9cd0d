"""The gate's word on what moved in: harm is set aside, what would stop a release waits as a draft, the rest is work to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from mmc.base.files import disk
from mmc.base.files.journal import Journal
from mmc.base.items.schema import DRAFT, PUBLISHED
from mmc.base.problems import Problem, Severity
from mmc.base.vocabulary import Vocabulary
from mmc.checks.readiness import HARMFUL
from mmc.commands import check
from mmc.migration.moving import Archive, Result
from mmc.migration.planning import Place
from mmc.migration.posts import LeftOut, Post

FOLDER = "pindah"  # the report and what was set aside; git does not take it


@dataclass
class Move:
    """The state of one run."""

    root: Path
    now: datetime
    say: Callable[[str], object]
    vocabulary: Vocabulary
    results: list[Result] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    @property
    def content(self) -> Path:
        return self.root / "content"


def seal(post: Post) -> str:
    """What changes when somebody changes the post on the old site."""
    words = "\0".join((post.title, post.html, post.state.name, post.address))
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def row_of(place: Place, result: Result) -> dict[str, object]:
    """What the record keeps of a post that moved in."""
    row: dict[str, object] = {
        "key": result.key,
        "id": place.id,
        "path": result.path,
        "seal": seal(place.post),
        "digest": result.digest,
    }
    row |= {"draft": True} if result.is_draft else {}
    row |= {"tags": list(place.tags)} if place.tags else {}
    return row | ({"authors": list(place.authors)} if place.authors else {})


def judged(move: Move, places: list[Place], archive: Archive, journal: Journal) -> dict[str, list[Problem]]:
    """
    What the gate says of the posts that moved in: harm is set aside, what else would stop a release waits as a draft.

    A document that the gate refuses is set aside as well.
    """
    move.say("Memeriksa semuanya dengan gerbang situs …")
    by_path = {place.path: number for number, place in enumerate(places)}
    by_photo = {
        f"{place.path.rpartition('/')[0]}/{file}": place.path
        for place, result in zip(places, move.results, strict=True)
        for file in result.photos
    }
    names = {f"content/dokumen/{name}" for name in archive.documents.values()}
    refused: dict[str, list[Problem]] = {}
    for problem in check.check_content(move.root, all_notes=False, now=move.now).problems:
        path = by_photo.get(problem.path, problem.path)
        is_harm = problem.severity is Severity.UNREADY and problem.code in HARMFUL
        if path in names and problem.is_error:
            _aside(move.root, path)
        elif path in by_path and (problem.is_error or is_harm):
            refused.setdefault(path, []).append(problem)
    aside = {}
    for path, problems in refused.items():
        place, result = places[by_path[path]], move.results[by_path[path]]
        harm = [problem for problem in problems if problem.code in HARMFUL]
        if harm:
            aside[path] = harm
            for name in (path, *(f"{path.rpartition('/')[0]}/{file}" for file in result.photos)):
                _aside(move.root, name)
            journal.write(move.now, {**row_of(place, result), "aside": harm[0].code})
            continue
        waits = tuple(dict.fromkeys(f"gerbang: {problem.message}" for problem in problems))
        move.results[by_path[path]] = result = replace(result, is_draft=True, waits=waits)
        _as_draft(move.root / path)
        journal.write(move.now, row_of(place, result))
    return aside


def _as_draft(path: Path) -> None:
    """The file waits: it says so, and leads no old address to itself."""
    head, mark, body = path.read_text(encoding="utf-8").partition("\n---\n")
    lines = [line for line in head.split("\n") if not line.startswith("aliases:")]
    lines = [f"status: {DRAFT}" if line == f"status: {PUBLISHED}" else line for line in lines]
    disk.replace(path, ("\n".join(lines) + mark + body).encode("utf-8"))


def _aside(root: Path, path: str) -> None:
    target = root / FOLDER / "disisihkan" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if (root / path).exists():
        shutil.move(root / path, target)
