"""Which old addresses lead to an item, from its own header, and which to a listing, from `data/pengalihan.toml`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from mmc.base.addresses import ROOT_FILES, Need, place_of
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE
from mmc.base.vocabulary import Vocabulary
from mmc.indonesian.text import slugify
from mmc.migration.addresses import fits_alias, is_home, is_nameable, key, old_address
from mmc.migration.markup import largest
from mmc.migration.planning import Place, Taken
from mmc.migration.posts import OldSite, Post, State
from mmc.migration.rules import Rules

MADE_HERE = ("aset", "media", "kartu")


class Aliases:
    """Hands out old addresses: each once, to the first that asks; what the new site has itself is never led away from."""

    def __init__(self, taken: Taken) -> None:
        self.taken = taken
        self.rows: dict[str, str] = {}  # for data/pengalihan.toml: what no header can bear
        self.lost: list[str] = []

    def given(self, addresses: Iterable[str], url: str) -> list[str]:
        """Those of the addresses that the item at `url` shall bear in its header."""
        found = []
        for each in addresses:
            if not each or is_home(each) or key(each) in self.taken.sources or self._stands(each, url):
                continue
            if not is_nameable(each):
                self.lost.append(each)
                continue
            self.taken.sources.add(key(each))
            if fits_alias(each):
                found.append(each)
            else:
                self.rows[each] = url
        return found

    def release(self, addresses: Iterable[str], url: str) -> None:
        """These old addresses are free again, and its own: the item that bore them does not go out."""
        self.taken.urls.discard(url)
        self.taken.sources -= {key(one) for one in addresses}

    def row(self, old: str, new: str) -> None:
        """This old address leads there, from `data/pengalihan.toml`, unless it leads somewhere already."""
        if (
            old
            and not is_home(old)
            and key(old) not in self.taken.sources
            and not self._stands(old, new)
            and is_nameable(old)
        ):
            self.taken.sources.add(key(old))
            self.rows[old] = new

    def _stands(self, old: str, url: str) -> bool:
        """True where the new site answers itself."""
        path, mark, _ = old.partition("?")
        inside = path.strip("/").casefold()
        if mark:
            return bool(inside) and f"/{inside}/" in self.taken.urls
        if key(old) == key(url) or f"/{inside}/" in self.taken.urls:
            return True
        if (
            inside in ROOT_FILES
            or (inside.startswith("sitemap") and inside.endswith(".xml"))
            or inside.split("/")[0] in MADE_HERE
        ):
            return True
        place = place_of(f"/{inside}/") or place_of(f"/{inside}")
        return place is not None and place.need not in (Need.ITEM, Need.FILE)


def with_aliases(
    places: list[Place],
    site: OldSite,
    aliases: Aliases,
    shown: Mapping[str, Collection[str]],
    twins: Mapping[str, list[str]],
) -> list[Place]:
    """
    The places with the old addresses that lead to them: of the post first, then of its likes, then of what it shows.

    `shown` gives for each post the addresses of the media that it shows. A draft bears none: there is nothing to see yet.
    """
    numbers = {post.key: {one for one in post.others if f"={post.number}" in one} for post in site.posts if post.number}
    own = {key(one): name for name, group in numbers.items() for one in group}
    gained: dict[str, list[str]] = {place.post.key: [] for place in places}
    public = [place for place in places if not place.waits]
    for place in public:
        post = place.post
        gained[post.key] += aliases.given([post.address, *numbers.get(post.key, ())], place.url)
    for place in public:
        post = place.post
        others = [one for one in post.others if own.get(key(one), post.key) == post.key]
        gained[post.key] += aliases.given([*others, *twins.get(post.key, ())], place.url)
    shows = {largest(url): place for place in reversed(public) for url in shown.get(place.post.key, ())}
    by_number = {place.post.number: place for place in public if place.post.number}
    for media in site.media:
        holder = shows.get(largest(media.url)) or by_number.get(media.parent)
        if holder is not None:
            gained[holder.post.key] += aliases.given([media.address, *media.others], holder.url)
    for place in public:
        paths = [old_address(url, site.hosts) for url in sorted(shown.get(place.post.key, ()))]
        gained[place.post.key] += aliases.given(paths, place.url)
    return [replace(place, aliases=tuple(gained[place.post.key])) for place in places]


@dataclass(frozen=True)
class Rows:
    """Old listings and feeds, and the page of the new site that each leads to."""

    site: OldSite
    rules: Rules
    vocabulary: Vocabulary
    places: list[Place]

    @cached_property
    def months(self) -> set[str]:
        """The months, `2021/05`, in which something is public."""
        return {f"{place.published_at:%Y/%m}" for place in self.places if not place.waits and place.kind != PAGE}

    def all(self) -> dict[str, str]:
        """Each old address of a listing or a feed, and where it leads."""
        found: dict[str, str] = {}
        if self.site.program == "wordpress":
            self._wordpress(found)
        elif self.site.program == "blogger":
            self._blogger(found)
        return found

    def _wordpress(self, found: dict[str, str]) -> None:
        found |= {
            "/feed/": "/rss.xml",
            "/feed/rss/": "/rss.xml",
            "/feed/rss2/": "/rss.xml",
            "/feed/atom/": "/atom.xml",
            "/comments/feed/": "/rss.xml",
        }
        found |= {
            "/?feed=rss2": "/rss.xml",
            "/?feed=rss": "/rss.xml",
            "/?feed=atom": "/atom.xml",
            "/?feed=comments-rss2": "/rss.xml",
            "/feed/rdf/": "/rss.xml",
        }
        for term in self.site.terms.values():
            target = self.target(term.sort, term.slug)
            feed = target if target == "/arsip/" else ""
            feed = "/rss.xml" if feed or target.startswith("/penulis/") else f"{target}rss.xml"
            base = {"category": "/category/", "tag": "/tag/", "author": "/author/"}[term.sort]
            found[f"{base}{term.slug}/"] = target
            found[f"{base}{term.slug}/feed/"] = feed
            query = {"category": "cat", "tag": "tag_id", "author": "author"}[term.sort]
            if term.number:
                found[f"/?{query}={term.number}"] = target
            name = {"category": "category_name", "tag": "tag", "author": "author_name"}[term.sort]
            found[f"/?{name}={term.slug}"] = target
        for post in self.site.posts:
            if post.published_at is None or post.state is not State.PUBLIC or post.sort == "page":
                continue
            for moment in {post.published_at, *self._dated(post)}:
                for form, query in (("/%Y/%m/%d/", "%Y%m%d"), ("/%Y/%m/", "%Y%m"), ("/%Y/", "%Y")):
                    found[moment.strftime(form)] = found[f"/?m={moment.strftime(query)}"] = self.listing(moment)

    def _dated(self, post: Post) -> Iterable[datetime]:
        """The day that the old address names, where another clock ran."""
        parts = post.address.strip("/").split("/")[:3]
        try:
            year, month, day = map(int, parts)
            yield datetime(year, month, day)  # noqa: DTZ001 - a day of an address
        except (TypeError, ValueError):
            return

    def _blogger(self, found: dict[str, str]) -> None:
        found |= {
            "/feeds/posts/default": "/atom.xml",
            "/feeds/posts/summary": "/atom.xml",
            "/feeds/comments/default": "/atom.xml",
            "/atom.xml": "/atom.xml",
        }
        found |= {"/feeds/posts/default?alt=rss": "/rss.xml", "/search": "/arsip/"}
        for term in self.site.terms.values():
            if term.sort in ("category", "tag"):
                found[f"/search/label/{term.slug}"] = self.target(term.sort, term.slug)
        for post in self.site.posts:
            if post.published_at is not None and post.state is State.PUBLIC and post.sort != "page":
                found[post.published_at.strftime("/%Y/%m/")] = self.listing(post.published_at)
                found[post.published_at.strftime("/%Y/")] = self.listing(post.published_at)

    def listing(self, moment: datetime) -> str:
        """The page of a month that is there, else of its year, else of everything."""
        if f"{moment:%Y/%m}" in self.months:
            return f"/arsip/{moment:%Y/%m}/"
        return f"/arsip/{moment:%Y}/" if any(month.startswith(f"{moment:%Y}/") for month in self.months) else "/arsip/"

    @cached_property
    def _topics(self) -> set[str]:
        return {slugify(tag) for place in self.places if not place.waits and place.kind != PAGE for tag in place.tags}

    @cached_property
    def _writers(self) -> set[str]:
        return {
            slugify(name) for place in self.places if not place.waits and place.kind != PAGE for name in place.authors
        }

    def target(self, sort: str, slug: str) -> str:
        """The page that an old category, tag or author leads to."""
        if sort == "category":
            rule = self.rules.of_category(slug)
            if rule is not None and rule.kind in KINDS and rule.kind != "berita":
                return f"/{rule.kind}/"
            category = self.vocabulary.category(rule.category) if rule is not None and rule.category else None
            district = self.vocabulary.district(rule.district) if rule is not None and rule.district else None
            if category is not None:
                return f"/kategori/{category.slug}/"
            return f"/kecamatan/{district.slug}/" if district is not None else "/arsip/"
        if sort == "tag":
            tag = self.rules.of_tag(slug)
            term = self.site.terms.get(("tag", slug))
            topic = slugify(" ".join((tag.topic if tag else (term.label if term else slug)).replace(",", " ").split()))
            return f"/topik/{topic}/" if topic in self._topics else "/arsip/"
        author = self.rules.of_author(slug)
        term = self.site.terms.get(("author", slug))
        writer = slugify(author.name if author else (term.label if term else slug))
        return f"/penulis/{writer}/" if writer in self._writers else "/arsip/"
