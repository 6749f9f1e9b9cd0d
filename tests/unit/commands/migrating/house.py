"""A house into which old sites move, for tests: what a run said, and what is there afterwards."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from mmc.base.items.reading import read_item
from mmc.base.items.schema import Item
from mmc.base.items.source import read_source
from mmc.base.vocabulary import load_vocabulary
from mmc.commands.migrating.run import run
from tests.unit.newsroom import Newsroom


@dataclass
class House:
    """A project that is empty at first."""

    root: Path

    def set_up(self) -> House:
        """The folder holds data and theme."""
        Newsroom(self.root).set_up()
        return self

    def move(self, *sources: Path, at_once: bool = True) -> list[str]:
        """What a run says."""
        said: list[str] = []
        assert run(self.root, sources, lambda line: said.append(str(line)), at_once=at_once) == 0
        return said

    def report(self) -> dict[str, dict[str, str]]:
        """The rows of the table, by title."""
        with (self.root / "pindah/laporan.csv").open(encoding="utf-8-sig", newline="") as file:
            return {row["judul"]: row for row in csv.DictReader(file)}

    def item(self, title: str) -> Item:
        """The item that a post of this title became, as the house reads it."""
        path = self.report()[title]["berkas"]
        item, problems = read_item(
            read_source((self.root / path).read_bytes(), path), load_vocabulary(self.root / "data")
        )
        assert item is not None, problems
        return item

    def text(self, path: str) -> str:
        """A file of the house."""
        return (self.root / path).read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Everything in content and data."""
        folders = (self.root / "content", self.root / "data")
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file()
        }
