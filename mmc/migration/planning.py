"""Where each old post goes: its kind, its place and name in this house, and which old addresses lead there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from hashlib import blake2b

from mmc.base.addresses import ROOT_FILES, TOPS
from mmc.base.items.fields import SLUG, derived_id
from mmc.base.items.schema import PAGE, address
from mmc.base.vocabulary import Vocabulary
from mmc.indonesian.text import group_key, slugify
from mmc.migration.posts import LeftOut, OldSite, Post, State
from mmc.migration.rules import SKIP, Rules

SLUG_LETTERS = 60
RESERVED = frozenset(
    {
        "teks",
        "index",
        "atom",
        "rss",
        "feed",
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """A post's place in this house; `waits` says why it is a draft, where it is one."""

    post: Post
    kind: str
    slug: str
    published_at: datetime
    path: str
    id: str
    category: str
    district: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    waits: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The new address."""
        return address(self.kind, self.published_at, self.slug)

    @property
    def stem(self) -> str:
        """The name that its file and its photos share."""
        return self.path.rpartition("/")[2].removesuffix(".md")


@dataclass
class Taken:
    """What this house has already: ids, addresses, and old addresses that lead on."""

    ids: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)  # keys of old addresses


Guess = Callable[
    [str, str], tuple[str, str]
]  # title and words -> category and district, each empty where nothing is told


@dataclass
class Planner:
    """Gives every post its place; two runs over the same posts, in whatever order, give the same ones."""

    site: OldSite
    rules: Rules
    vocabulary: Vocabulary
    zone: tzinfo
    now: datetime
    taken: Taken
    guess: Guess
    left_out: list[LeftOut] = field(default_factory=list)
    twins: dict[str, list[str]] = field(default_factory=dict)  # the key of a post -> old addresses of others like it

    def places(self, known: Collection[str]) -> list[Place]:
        """
        The place of each post that moves in, oldest first; the others are in `left_out` with their reasons.

        Those whose key is `known` have moved in before.
        """
        found: list[Place] = []
        seen: dict[bytes, Post] = {}
        order = sorted(self.site.posts, key=lambda one: (one.key not in known, one.published_at or self.now, one.key))
        for post in order:
            if post.key in known:
                seen.setdefault(_seal(post), post)
                continue
            reason = self._reason(post)
            twin = seen.setdefault(_seal(post), post) if post.html.strip() else post
            if not reason and twin is not post:
                reason = f"sama dengan tulisan lain: “{twin.title[:80]}” ({twin.address or twin.key})"
                self.twins.setdefault(twin.key, []).extend([post.address, *post.others])
            if reason:
                self.left_out.append(LeftOut(post.key, post.sort, post.title, reason, post.address))
                continue
            found.append(self._place(post))
        return found

    def _reason(self, post: Post) -> str:
        rules = [rule for slug in post.categories if (rule := self.rules.of_category(slug)) is not None]
        if self.rules.of_type(post.sort) == SKIP or any(rule.kind == SKIP for rule in rules):
            return "data/pindah.toml melewatinya"
        if not post.title and not post.html.strip() and not post.photo:
            return "kosong: tanpa judul, teks, dan foto"
        return ""

    def _place(self, post: Post) -> Place:
        rules = [rule for slug in post.categories if (rule := self.rules.of_category(slug)) is not None]
        kind = self.rules.of_type(post.sort)
        kind = next((rule.kind for rule in rules if rule.kind), kind) if kind != PAGE else PAGE
        moment = (post.published_at or self.now).astimezone(self.zone)
        waits = list(post.notes)
        if post.published_at is None:
            waits.append("tanpa tanggal")
        waits += {
            State.PRIVATE: ["pribadi di situs lama"],
            State.LOCKED: ["berkata sandi di situs lama"],
            State.DRAFT: [] if post.notes else ["draf di situs lama"],
            State.PUBLIC: [],
        }[post.state]
        if moment > self.now and not waits:
            waits.append("tanggalnya belum tiba")
        if kind in ("agenda", "video", "klarifikasi") and (lack := _lacking(kind)):
            waits.append(lack)
        category, district, tags = self._sections(post, rules)
        slug = self._slug(post, kind, moment)
        if kind == PAGE and slug.endswith("-situs-lama"):
            waits.append("situs ini sudah punya halaman dengan alamat itu")
        path = (
            f"content/{PAGE}/{slug}.md"
            if kind == PAGE
            else f"content/{kind}/{moment:%Y/%m}/{moment:%Y-%m-%d}-{slug}.md"
        )
        name = f"{PAGE}-{slug}" if kind == PAGE else self._id(path)
        self.taken.urls.add(address(kind, moment, slug))
        self.taken.paths.add(path)
        authors = tuple(filter(None, map(self._author, post.authors)))
        return Place(
            post, kind, slug, moment, path, name, category, district, tags, authors, tuple(dict.fromkeys(waits))
        )

    def _sections(self, post: Post, rules: list) -> tuple[str, str, tuple[str, ...]]:  # type: ignore[type-arg]
        """Category, district and topics: what the rules say first, then what the text tells."""
        category = next((rule.category for rule in rules if rule.category), "")
        district = next((rule.district for rule in rules if rule.district), "")
        topics: dict[str, str] = {}
        for slug in post.tags:
            rule = self.rules.of_tag(slug)
            term = self.site.terms.get(("tag", slug))
            label = rule.topic if rule else (term.label if term else slug)
            district = district or (rule.district if rule else "")
            label = " ".join(label.replace(",", " ").replace(";", " ").split())
            if slugify(label) and len(label) <= 60:
                topics.setdefault(slugify(label).replace("-", ""), label)
        if not (category and district):
            guessed, place = self.guess(post.title, post.html)
            category = (
                category
                or guessed
                or self.rules.default_category
                or next((each.name for each in self.vocabulary.categories), "")
            )
            district = district or place
        return category, district, tuple(topics.values())[:12]

    def _author(self, login: str) -> str:
        rule = self.rules.of_author(login)
        term = self.site.terms.get(("author", login))
        name = rule.name if rule else (term.label if term else login)
        return " ".join(name.replace(";", " ").split())

    def _slug(self, post: Post, kind: str, moment: datetime) -> str:
        wanted = post.slug.casefold()
        is_number = wanted.isdecimal() and len(wanted) <= 4  # which in an address is a year
        if not SLUG.fullmatch(wanted) or len(wanted) > SLUG_LETTERS or wanted in RESERVED or is_number:
            wanted = slugify(post.title, SLUG_LETTERS) or slugify(post.slug, SLUG_LETTERS)
        if len(wanted) > 80 or not wanted or wanted in RESERVED or wanted.isdecimal():
            wanted = f"tulisan-{slugify(post.number) or _code(post.key)}"
        slug, number = wanted, 1
        is_tool = kind == PAGE and (wanted in TOPS or wanted in ROOT_FILES)
        while is_tool or address(kind, moment, slug) in self.taken.urls:
            is_tool = False
            number += 1
            slug = (
                f"{wanted}-situs-lama" + (f"-{number - 1}" if number > 2 else "")
                if kind == PAGE
                else f"{wanted}-{number}"
            )
        return slug

    def _id(self, path: str) -> str:
        name = derived_id(path, self.vocabulary.office.id_prefix)
        number = 1
        while name in self.taken.ids:
            number += 1
            name = derived_id(path.replace(".md", f"-{number}.md"), self.vocabulary.office.id_prefix)
        self.taken.ids.add(name)
        return name


def _lacking(kind: str) -> str:
    """What an item of this kind must have and no old post says."""
    if kind == "agenda":
        return "waktu acaranya perlu diisi (starts)"
    return "kolom yang wajib untuk jenis ini perlu diisi" if kind == "klarifikasi" else ""


def _seal(post: Post) -> bytes:
    """What two copies of one post share."""
    words = f"{group_key(post.title)}\0{' '.join(post.html.split())}"
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _code(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
