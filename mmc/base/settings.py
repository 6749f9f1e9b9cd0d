"""What one build is asked to do: where things are, for whom it builds, and which editions it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from mmc.base.addresses import LISTING_SIZE
from mmc.base.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Editions:
    """What is made of an item beside its page; each costs time in a first build."""

    text: bool = True
    cards: bool = True
    qr: bool = True
    search: bool = True
    channels: bool = True  # sheets, scripts and short messages of what is urgent or answers a rumour


@dataclass(frozen=True, slots=True)
class Additions:
    """What templates are given beside ours: filters, tests, global names, and options of Jinja's environment."""

    filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    tests: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    names: Mapping[str, object] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.filters, self.tests, self.names, self.options))


@dataclass(frozen=True, slots=True)
class Settings:
    """
    Everything that a build depends on beside the files themselves.

    `now` decides what is due; with `drafts` the build is a preview that also shows what is not public, plainly marked. With
    `pages_first` a build of a small change leaves feeds, sitemaps and indexes as they were, and the next build owes them.
    `name`, `timezone` and `lang` are the office's own unless they are given. A build with another `mark` than the one before
    makes everything anew.
    """

    root: Path
    output: Path
    cache: Path
    site_url: str
    now: datetime
    drafts: bool = False
    live_reload: str = ""
    pages_first: bool = False
    listing_size: int = LISTING_SIZE
    feed_size: int = 30
    editions: Editions = field(default_factory=Editions)
    name: str = ""
    timezone: str = ""
    lang: str = ""
    additions: Additions = field(default_factory=Additions)
    mark: str = ""

    @property
    def is_preview(self) -> bool:
        """True for the pages that a writer sees while writing: they show what can be shown, whatever is wrong with the rest."""
        return bool(self.live_reload)

    @property
    def content(self) -> Path:
        """Where the newsroom writes."""
        return self.root / "content"

    @property
    def data(self) -> Path:
        """Where the office's facts are."""
        return self.root / "data"

    @property
    def theme(self) -> Path:
        """Where templates, styles and scripts are."""
        return self.root / "theme"

    @property
    def made(self) -> Path:
        """Where pictures and search indexes are kept between builds."""
        return self.cache / "made"

    def as_text(self) -> str:
        """What of this reaches the bytes of a page."""
        asked = (self.site_url, self.drafts, self.live_reload, self.listing_size, self.feed_size, self.editions)
        return repr((*asked, self.identity()))

    def identity(self) -> str:
        """What of this reaches what an item says, and so its prose as well."""
        return repr((self.name, self.timezone, self.lang, self.mark))

    def applied(self, vocabulary: Vocabulary) -> Vocabulary:
        """The vocabulary with the office as it is asked for here."""
        office = vocabulary.office
        name, timezone = self.name or office.name, self.timezone or office.timezone
        return replace(vocabulary, office=replace(office, name=name, timezone=timezone, lang=self.lang or office.lang))
