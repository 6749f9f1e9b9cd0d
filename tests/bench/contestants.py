"""The same archive as three sites: ours, Hugo's, and stock Pelican's."""

from __future__ import annotations

import shutil
import sys
import sysconfig
import tempfile
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from tests.bench.archive import Story, stories, write_story

ROOT = Path(__file__).resolve().parents[2]
OURS = """
from publishconf import *

SITEURL = "https://mmc.example"
EDITIONS = {"text": False, "cards": False, "qr": False, "search": False}  # Hugo's site has none of these
"""
STOCK = """
SITENAME, SITEURL, PATH, OUTPUT_PATH = "MMC", "https://mmc.example", "content", "output"
TIMEZONE, DEFAULT_LANG, THEME, TYPOGRIFY = "Asia/Pontianak", "id", "alike", True
PLUGIN_PATHS, PLUGINS, SUMMARY_MAX_LENGTH = ["alike"], ["alike"], 30
DIRECT_TEMPLATES, SITEMAP_SAVE_AS = ["index", "authors", "categories", "tags", "archives", "sitemap"], "sitemap.xml"
DEFAULT_PAGINATION = 47  # as many pages as ours and Hugo's
PAGINATION_PATTERNS = [(1, "{url}", "{save_as}"), (2, "{base_name}/hal/{number}/", "{base_name}/hal/{number}/index.html")]
ARTICLE_URL = ARTICLE_SAVE_AS = "{category}/{slug}.html"
YEAR_ARCHIVE_SAVE_AS, MONTH_ARCHIVE_SAVE_AS = "arsip/{date:%Y}/index.html", "arsip/{date:%Y}/{date:%m}/index.html"
FEED_ALL_ATOM, FEED_ALL_RSS, TRANSLATION_FEED_ATOM = "atom.xml", "rss.xml", None
CATEGORY_FEED_ATOM, CATEGORY_FEED_RSS = "kategori/{slug}.atom.xml", "kategori/{slug}.rss.xml"
TAG_FEED_ATOM, TAG_FEED_RSS = "topik/{slug}.atom.xml", "topik/{slug}.rss.xml"
AUTHOR_FEED_ATOM, AUTHOR_FEED_RSS = "penulis/{slug}.atom.xml", "penulis/{slug}.rss.xml"
FEED_MAX_ITEMS, RSS_FEED_SUMMARY_ONLY, LOAD_CONTENT_CACHE = 30, False, False
"""


class Contestant(ABC):
    """A site in a folder of its own that can be changed and built by a command."""

    name: ClassVar[str]
    command: ClassVar[list[str]]
    leftovers: ClassVar[tuple[str, ...]]

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.stories = folder / self.name, stories(count)
        self._edits = 0

    def set_up(self) -> None:
        """The folder holds the whole archive and was never built."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.furnish()
        for story in self.stories:
            self.write(story)

    def forget(self) -> None:
        """
        Nothing of earlier builds is in the folder. It is moved, not removed: ext4 passes over inodes that were freed less
        than a minute ago, so that whoever writes most files would pay for what was deleted just before.
        """
        aside = Path(tempfile.mkdtemp(prefix="aside-", dir=self.folder.parent))
        for name in self.leftovers:
            if (self.folder / name).exists():
                (self.folder / name).rename(aside / name)

    def edit(self) -> None:
        """The body of a recent item has one more sentence."""
        self._edits += 1
        story = self.stories[-3]
        changed = (*story.paragraphs[:-1], f"{story.paragraphs[-1]} Ralat kecil nomor {self._edits}.")
        self.write(replace(story, paragraphs=changed))

    def add(self) -> None:
        """There is one more item, the newest of all."""
        last = self.stories[-1]
        number = last.number + 1
        later = last.published_at + timedelta(minutes=7)
        self.stories.append(replace(last, number=number, title=f"Naskah baru nomor {number}", published_at=later))
        self.write(self.stories[-1])

    def pages(self) -> int:
        """How many HTML pages the built site has."""
        return sum(1 for _ in self.output.rglob("*.html"))

    def megabytes(self) -> float:
        """The size of the built site."""
        return sum(path.stat().st_size for path in self.output.rglob("*") if path.is_file()) / 1e6

    @property
    @abstractmethod
    def output(self) -> Path:
        """Where the built site is."""

    @abstractmethod
    def furnish(self) -> None:
        """Settings and templates are in the folder."""

    @abstractmethod
    def write(self, story: Story) -> None:
        """The item's file is as its author would have it."""


class Ours(Contestant):
    """This project's theme and data, without the editions that Hugo's site does not have."""

    name = "mmc"
    leftovers = ("output", ".cache")
    command: ClassVar[list[str]] = [sys.executable, "-m", "pelican", "-s", "benchconf.py"]

    @property
    def output(self) -> Path:
        """Where the built site is."""
        return self.folder / "output"

    def furnish(self) -> None:
        """Settings, data and theme of the project."""
        for name in ("data", "theme"):
            shutil.copytree(ROOT / name, self.folder / name)
        for name in ("pelicanconf.py", "publishconf.py"):
            shutil.copy(ROOT / name, self.folder / name)
        (self.folder / "benchconf.py").write_text(OURS, encoding="utf-8")

    def write(self, story: Story) -> None:
        """Markdown with a front matter."""
        write_story(story, self.folder)


class Hugo(Contestant):
    """`tests/bench/hugo`: the same kinds of pages, about as many of each."""

    name = "hugo"
    leftovers = ("public", "resources")
    command: ClassVar[list[str]] = [str(Path(sysconfig.get_path("scripts")) / "hugo"), "--quiet", "--noBuildLock"]

    @property
    def output(self) -> Path:
        """Where the built site is."""
        return self.folder / "public"

    def furnish(self) -> None:
        """Settings and layouts."""
        shutil.copytree(ROOT / "tests" / "bench" / "hugo", self.folder, dirs_exist_ok=True)
        shutil.copytree(ROOT / "theme" / "css", self.folder / "static" / "css")

    def write(self, story: Story) -> None:
        """Markdown with a front matter."""
        day = story.published_at
        path = self.folder / "content" / "berita" / f"{day:%Y}" / f"{day:%m}" / f"{story.slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        header = (
            f"---\ntitle: {story.title}\ndate: {day.isoformat()}\nkategori: ['{story.category}']\n"
            f"kecamatan: ['{story.district}']\ntopik: {list(story.tags)}\npenulis: ['{story.author}']\n"
            f"arsip: ['{day:%Y}']\nbulan: ['{day:%Y-%m}']\n---\n\n"
        )
        path.write_text(header + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")


class Stock(Contestant):
    """Pelican as it comes with `tests/bench/stock`, which shows on every page what Hugo's shows; districts are tags."""

    name = "pelican"
    leftovers = ("output",)
    command: ClassVar[list[str]] = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "--quiet"]

    @property
    def output(self) -> Path:
        """Where the built site is."""
        return self.folder / "output"

    def furnish(self) -> None:
        """Settings, templates, and what finds neighbours and related items."""
        shutil.copytree(ROOT / "tests" / "bench" / "stock", self.folder / "alike")
        (self.folder / "pelicanconf.py").write_text(STOCK, encoding="utf-8")

    def write(self, story: Story) -> None:
        """Markdown with Pelican's own header."""
        path = self.folder / "content" / f"{story.slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        header = (
            f"Title: {story.title}\nDate: {story.published_at:%Y-%m-%d %H:%M}\nCategory: {story.category}\n"
            f"Tags: {', '.join((*story.tags, story.district))}\nAuthor: {story.author}\n\n"
        )
        path.write_text(header + "\n\n".join(story.paragraphs) + "\n", encoding="utf-8")
