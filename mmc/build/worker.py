"""From a key of the plan to its files in the spare tree; the same work in every process, whatever their number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mmc.base.settings import Settings
from mmc.base.vocabulary import Vocabulary
from mmc.build.rendering import Renderer
from mmc.catalogue.catalogue import Catalogue
from mmc.indonesian import calendar
from mmc.pages.context import Context
from mmc.pages.output import Output
from mmc.pages.plan import Plan
from mmc.rebuild.digest import digest
from mmc.rebuild.kept import Kept
from mmc.rebuild.pack import Pack
from mmc.rebuild.store import open_reader
from mmc.rebuild.tree import write_file
from mmc.styles import Asset


@dataclass(frozen=True, slots=True)
class Order:
    """What a process needs to know to make any part of the site."""

    settings: Settings
    vocabulary: Vocabulary
    assets: tuple[Asset, ...]
    store: Path
    pack: Path
    templates: Mapping[str, bytes]
    version: bytes
    picture_version: bytes
    spare: Path

    def context(self) -> Context:
        """The site as the store has it now."""
        zone = calendar.zone(self.vocabulary.office.timezone)
        catalogue = Catalogue(open_reader(self.store), Pack(self.pack), zone)
        return Context(self.settings, self.vocabulary, catalogue, self.assets)


@dataclass(frozen=True, slots=True)
class Made:
    """
    An output as it stands now: its files, what made them, the digest of each, and which had to be written.

    `is_new` is False when everything about it is as the record has it.
    """

    paths: tuple[str, ...]
    renderer: str
    fingerprint: bytes
    digests: tuple[bytes, ...]
    written: tuple[str, ...]
    is_new: bool


class PageWorker:
    """Answers keys: plans their outputs, makes those whose fingerprint is new, writes those whose bytes are."""

    def __init__(self, order: Order) -> None:
        self.context = order.context()
        self.store = self.context.catalogue.store
        self.plan = Plan(self.context, order.templates, order.version, order.picture_version)
        self.renderer = Renderer(order.settings, self.context.site)
        self.spare, self.kept = order.spare, Kept(order.settings.made)

    def close(self) -> None:
        """Let go of the store and the pack."""
        self.store.connection.close()
        self.context.catalogue.pack.close()

    def answer(self, key: str) -> tuple[str, tuple[Made, ...]]:
        """The key with everything that it yields; all of it is in the spare tree."""
        return key, tuple(self._make(key, output) for output in self.plan.outputs(key))

    def _make(self, key: str, output: Output) -> Made:
        fingerprint = output.fingerprint
        standing = [self._standing(path) for path in output.paths]
        digests = tuple(seal for _, _, seal in standing)
        if all(known == fingerprint for _, known, _ in standing):
            is_new = any(owner != key for owner, _, _ in standing)
            return Made(output.paths, output.renderer, fingerprint, digests, (), is_new)
        contents = self._contents(output, fingerprint)
        written = []
        seals = tuple(digest(data) for data in contents)
        for path, data, seal, before in zip(output.paths, contents, seals, digests, strict=True):
            if seal != before:
                write_file(self.spare, path, data)
                written.append(path)
        return Made(output.paths, output.renderer, fingerprint, seals, tuple(written), is_new=True)

    def _standing(self, path: str) -> tuple[str, bytes, bytes]:
        row = self.store.one("SELECT key, fingerprint, digest FROM output WHERE path = ?", path)
        return row or ("", b"", b"")

    def _contents(self, output: Output, fingerprint: bytes) -> tuple[bytes, ...]:
        if not output.is_costly:
            return self.renderer.render(output)

        def make() -> dict[str, bytes]:
            return dict(zip(output.paths, self.renderer.render(output), strict=True))

        return tuple(self.kept.get(fingerprint.hex(), make).values())


_worker: PageWorker | None = None


def set_up(order: Order) -> None:
    """This process can answer keys."""
    global _worker  # noqa: PLW0603 - one per process
    _worker = PageWorker(order)


def tear_down() -> None:
    """This process has let go of the store and the pack."""
    global _worker  # noqa: PLW0603 - one per process
    if _worker is not None:
        _worker.close()
    _worker = None


def answer(key: str) -> tuple[str, tuple[Made, ...]]:
    """See `PageWorker.answer`; needs `set_up`."""
    assert _worker is not None
    return _worker.answer(key)
