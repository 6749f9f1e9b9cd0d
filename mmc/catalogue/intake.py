"""From one file of `content/` to what the catalogue keeps of it; runs in every process, knows one file at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from mmc.base.items.schema import Item
from mmc.base.problems import Problem
from mmc.base.vocabulary import Vocabulary
from mmc.catalogue.records import item_record
from mmc.checks import Gatekeeper, Summary, context_of
from mmc.checks.claims import unread_story
from mmc.checks.content import content_files
from mmc.indonesian.text import excerpt
from mmc.prose import markdown
from mmc.rebuild.digest import digest
from mmc.rebuild.pack import Place

SUMMARY_LIMIT = 200
MOST_BYTES = 100_000_000  # not even read: the memory of a small server


@dataclass(frozen=True, slots=True)
class Taken:
    """
    What one file says. An item has a `record` and `prose`, a photo has `facts`; a file with an error may have neither.

    The text goes into the pack, and `place` is then where. `uses` are the files that the item names; `summary` is what the
    gate must know of it when other files change.
    """

    path: str
    seal: bytes
    problems: tuple[Problem, ...] = ()
    item: Item | None = None
    record: str = ""
    prose: bytes = b""
    place: Place | None = None
    uses: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    facts: str = ""
    summary: Summary | None = None


class Intake:
    """Takes files in: each is examined by the gate and converted once, for its problems and for its page."""

    def __init__(self, root: Path, vocabulary: Vocabulary, now: datetime | None = None) -> None:
        self.root = root
        self.keeper = Gatekeeper(
            vocabulary, context_of(vocabulary, now or datetime.now(UTC)), markdown.convert, self._probe
        )
        self._facts = ""

    def take(self, path: str, siblings: frozenset[str] | None = None) -> Taken:
        """
        What the file at this path (below the project) says; every problem of it, never an exception for its content.

        `siblings` are the names of the photos beside it; without them the folder is looked into.
        """
        if siblings is None:
            siblings = frozenset(each.name for each in (self.root / path).parent.iterdir())
        file = self.root / path
        try:
            if (size := file.stat().st_size) > MOST_BYTES:
                return Taken(path, b"", (content_files.too_large(path, size),), summary=_unread(path))
            data = file.read_bytes()
        except OSError as error:
            return Taken(path, b"", (content_files.unreadable(path, error),), summary=_unread(path))
        seal = digest(data)
        self._facts = ""
        examined = self.keeper.examine(data, path, siblings, with_notes=False)
        if examined.item is None or not isinstance(examined.page, markdown.Prose):
            return Taken(path, seal, examined.problems, facts=self._facts, summary=examined.summary)
        item, prose = examined.item, examined.page
        if not item.summary:
            first = prose.text.split("\n", 1)[0]
            item = replace(item, summary=excerpt(first, SUMMARY_LIMIT))
        kept = json.dumps(
            [prose.html, prose.text, prose.words, prose.headings, [astuple(photo) for photo in prose.photos]],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        uses = tuple(dict.fromkeys(_uses(item, prose.images)))
        record = item_record(item)
        return Taken(
            path,
            seal,
            examined.problems,
            item,
            record,
            kept.encode(),
            uses=uses,
            links=prose.links,
            summary=examined.summary,
        )

    def _probe(self, data: bytes, path: str) -> Iterable[Problem]:
        from mmc.pictures.probing import probe  # Pillow loads only where a photo is taken in

        found = probe(data, path)
        self._facts = json.dumps(asdict(found.facts)) if found.facts else ""
        return found.problems


def _unread(path: str) -> Summary | None:
    return unread_story(path) if path.endswith(".md") else None


def _uses(item: Item, images: tuple[str, ...]) -> list[str]:
    folder = item.path.rpartition("/")[0]
    named = [item.photo, *(photo.file for photo in item.photos), *images]
    return [f"{folder}/{file}" for file in named if file and "/" not in file]


_intake: Intake | None = None


def set_up(root: Path, vocabulary: Vocabulary, now: datetime) -> None:
    """This process can take files in."""
    global _intake  # noqa: PLW0603 - one per process
    _intake = Intake(root, vocabulary, now)


def take(task: tuple[str, frozenset[str]]) -> Taken:
    """See `Intake.take`; needs `set_up`."""
    assert _intake is not None
    return _intake.take(*task)
