"""The theme as a visitor meets it: every sample rendered once, served, and opened in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

from tests.theme.fixtures.pages import Sample
from tests.theme.gallery import render
from tests.theme.serving import served


@dataclass(frozen=True, slots=True)
class Gallery:
    """The rendered samples, by name, and the folder that they lie in."""

    folder: Path
    samples: dict[str, Sample]

    def text(self, name: str) -> str:
        return (self.folder / name / "index.html").read_text(encoding="utf-8")

    def page(self, name: str) -> html.HtmlElement:
        return html.fromstring(self.text(name))

    def names(self, *templates: str) -> list[str]:
        return [name for name, sample in self.samples.items() if not templates or sample.template in templates]


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    """
    Every sample of every page kind, rendered with templates that fail on an unknown name.
    """
    folder = tmp_path_factory.mktemp("gallery")
    return Gallery(folder, render(folder))


@pytest.fixture(scope="session")
def address(gallery: Gallery) -> Iterator[str]:
    """
    Where the gallery is served, without a slash at the end.
    """
    with served(gallery.folder) as base:
        yield base
