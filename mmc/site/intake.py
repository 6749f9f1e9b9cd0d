"""From one file of `content/` to what the catalogue keeps of it; runs in every process, knows one file at a time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath

from mmc import pictures
from mmc.problems import Problem
from mmc.prose import markdown
from mmc.reading import kind_of, read_item
from mmc.rebuild.digest import digest
from mmc.schema import Item
from mmc.site.pages.files import DOCUMENTS, ROOT_FILES
from mmc.site.records import item_record
from mmc.source import read_source
from mmc.text import excerpt
from mmc.vocabulary import Vocabulary

SUMMARY_LIMIT = 200
PHOTO_SUFFIXES = {suffix for suffixes in pictures.SUFFIXES.values() for suffix in suffixes}
ROOT_SUFFIXES = {".txt", ".html", ".ico", ".png", ".svg", ".asc", ".pub", ".json", ".xml", ".webmanifest"}


@dataclass(frozen=True, slots=True)
class Taken:
    """
    What one file says. An item has a `record` and `prose`, a photo has `facts`; a file with an error may have neither.

    `uses` are the files that the item names.
    """

    path: str
    seal: bytes
    problems: tuple[Problem, ...] = ()
    item: Item | None = None
    record: str = ""
    prose: bytes = b""
    uses: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    facts: str = ""


class Intake:
    """Takes files in, with the office's vocabulary at hand."""

    def __init__(self, root: Path, vocabulary: Vocabulary) -> None:
        self.root, self.vocabulary = root, vocabulary

    def take(self, path: str) -> Taken:
        """What the file at this path (below the project) says; every problem of it, never an exception for its content."""
        data = (self.root / path).read_bytes()
        suffix = PurePosixPath(path).suffix.lower()
        seal = digest(data)
        if suffix == ".md" and not path.startswith((ROOT_FILES, DOCUMENTS)):
            return self._take_item(path, data, seal)
        if suffix in PHOTO_SUFFIXES and kind_of(path):
            return _take_photo(path, data, seal)
        if (path.startswith(ROOT_FILES) and suffix in ROOT_SUFFIXES) or (
            path.startswith(DOCUMENTS) and suffix == ".pdf"
        ):
            return Taken(path, seal)
        hint = "Yang diterbitkan: naskah .md, foto .jpg/.png/.webp di sampingnya, PDF di content/dokumen/. Pindahkan atau hapus berkas ini."
        problem = Problem(
            path, 0, f"Jenis berkas “{suffix or PurePosixPath(path).name}” tidak diterbitkan.", hint, code="file-kind"
        )
        return Taken(path, seal, (problem,))

    def _take_item(self, path: str, data: bytes, seal: bytes) -> Taken:
        source = read_source(data, path)
        item, problems = read_item(source, self.vocabulary)
        if item is None:
            return Taken(path, seal, problems)
        prose = markdown.convert(item.body)
        if not item.summary:
            first = prose.text.split("\n", 1)[0]
            item = replace(item, summary=excerpt(first, SUMMARY_LIMIT))
        kept = json.dumps(
            [prose.html, prose.text, prose.words, prose.headings], ensure_ascii=False, separators=(",", ":")
        )
        uses = tuple(dict.fromkeys(_uses(item, prose.images)))
        return Taken(path, seal, problems, item, item_record(item), kept.encode(), uses, prose.links)


def _take_photo(path: str, data: bytes, seal: bytes) -> Taken:
    from mmc.pictures.probing import probe  # Pillow loads only where a photo is taken in

    found = probe(data, path)
    return Taken(path, seal, found.problems, facts=json.dumps(asdict(found.facts)) if found.facts else "")


def _uses(item: Item, images: tuple[str, ...]) -> list[str]:
    folder = item.path.rpartition("/")[0]
    named = [item.photo, *(photo.file for photo in item.photos), *images]
    return [f"{folder}/{file}" for file in named if file and "/" not in file]


_intake: Intake | None = None


def set_up(root: Path, vocabulary: Vocabulary) -> None:
    """This process can take files in."""
    global _intake  # noqa: PLW0603 - one per process
    _intake = Intake(root, vocabulary)


def take(path: str) -> Taken:
    """See `Intake.take`; needs `set_up`."""
    assert _intake is not None
    return _intake.take(path)
