"""What an old site holds, whichever program it was made with: posts, media, terms, and what is no post."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from functools import cached_property

from mmc.base.problems import ContentError, Problem


class State(Enum):
    """Who could see a post on the old site."""

    PUBLIC = auto()
    DRAFT = auto()  # waiting, scheduled or abandoned
    PRIVATE = auto()  # for those who were signed in
    LOCKED = auto()  # its page was public, its text behind a password


@dataclass(frozen=True, slots=True)
class Post:
    """
    A post or page as the old site kept it; `html` is its text, whatever the old program makes of it.

    `key` names it for ever, among all old sites. `address` is its page (path and query), `others` are more addresses of it.
    `photo` is its main photo: a media key, or an address.
    """

    key: str
    sort: str
    state: State
    title: str
    html: str
    slug: str = ""
    address: str = ""
    others: tuple[str, ...] = ()
    published_at: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    excerpt: str = ""
    photo: str = ""
    number: str = ""
    comments: int = 0
    base: str = ""  # the page's full address, against which its links are read
    is_classic: bool = False  # empty lines part its paragraphs, as WordPress before 2018 has it
    notes: tuple[str, ...] = ()  # what its reader has to say of it


@dataclass(frozen=True, slots=True)
class Media:
    """A file of the old site: its address in full, the pages that showed it, and what was written about it."""

    key: str
    url: str
    number: str = ""
    parent: str = ""
    address: str = ""
    others: tuple[str, ...] = ()
    title: str = ""
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or author of the old site; `slug` is its name in addresses, `number` in queries."""

    sort: str
    slug: str
    label: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What does not move in, and why."""

    key: str
    sort: str
    title: str
    reason: str
    address: str = ""


@dataclass
class OldSite:
    """Everything that the sources held; `hosts` are the names under which the old site was known."""

    program: str = ""
    hosts: set[str] = field(default_factory=set)
    posts: list[Post] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    comments: int = 0
    _keys: set[str] = field(default_factory=set)

    @cached_property
    def by_number(self) -> dict[str, Media]:
        """The media by their numbers, once everything is read."""
        return {media.number: media for media in self.media if media.number}

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """The numbers of the media that hang on each post."""
        found: dict[str, list[str]] = {}
        for media in self.media:
            if media.parent not in ("", "0"):
                found.setdefault(media.parent, []).append(media.number)
        return {parent: tuple(numbers) for parent, numbers in found.items()}

    def add_term(self, term: Term) -> None:
        """The term is known; what is known of it already stays."""
        known = self.terms.get((term.sort, term.slug))
        if known is None or (term.number and not known.number):
            self.terms[term.sort, term.slug] = term

    def own_key(self, key: str, more: str) -> str:
        """The key, with more words where something else of this export has it already: old sites give a number twice."""
        if not self._keys:
            self._keys |= {post.key for post in self.posts} | {media.key for media in self.media}
            self._keys |= {one.key for one in self.left_out}
        while key in self._keys:
            key = f"{key}#{more}"
        self._keys.add(key)
        return key

    def merge(self, other: OldSite) -> None:
        """What another source of the same site holds is here too, each post once: the source that comes later knows better."""
        self.program = self.program or other.program
        self.hosts |= other.hosts
        self.posts = list({post.key: post for post in (*self.posts, *other.posts)}.values())
        self.media = list({media.key: media for media in (*self.media, *other.media)}.values())
        self.left_out = list({one.key: one for one in (*self.left_out, *other.left_out)}.values())
        self.comments += other.comments
        for term in other.terms.values():
            self.add_term(term)


def refused(path: str, message: str, hint: str, line: int = 0) -> ContentError:
    """The one problem that keeps a source from being read."""
    return ContentError([Problem(path, line, message, hint, code="pindah")])
