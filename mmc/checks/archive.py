"""All items together: the little that is kept of each, and every address at which the site answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from mmc.checks.house import House
from mmc.text import slugify
from mmc.vocabulary import KINDS

NEAR_DAYS = 60
MACHINE_PAGES = frozenset(
    {
        "arsip",
        "kategori",
        "kecamatan",
        "topik",
        "penulis",
        "cari",
        "langganan",
        "cek-pesan",
        "cek-foto",
        "serta-merta",
        "media",
        "aset",
        "kartu",
        "dokumen",
        "pagefind",
        "teks",
    }
)
MACHINE_FILES = frozenset(
    {
        "index.html",
        "404.html",
        "atom.xml",
        "rss.xml",
        "feed.json",
        "sitemap.xml",
        "robots.txt",
        "manifest.webmanifest",
        "sw.js",
        "langganan.opml",
        "humans.txt",
        "manifest.json",
    }
)
PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".svg")
FEEDS = frozenset({"atom.xml", "rss.xml", "feed.json"})


class Summary(NamedTuple):
    """The little that other items need to know of one: plain values, so that a cache can carry it."""

    path: str
    kind: str
    id: str
    slug: str
    title: str  # as `mmc.text.group_key` sees it
    url: str
    day: str  # the publication date, ISO
    status: str
    tags: Sequence[str]
    aliases: Sequence[str]
    number: str
    authors: Sequence[str]
    links: Sequence[tuple[int, str]]  # addresses within the site, with their lines
    anchors: Sequence[str]  # names on the page that a link can point to
    uses: Sequence[str]  # files that the item shows, as paths
    lines: Mapping[str, int]  # key -> line


@dataclass(frozen=True)
class Archive:
    """All items and files of the site, what the house allows, and what was last published (`id` -> address)."""

    summaries: Sequence[Summary]
    files: Collection[str]
    house: House
    published: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_url(self) -> dict[str, Summary]:
        """Items by address; of several with one address, the first."""
        found: dict[str, Summary] = {}
        for summary in self.summaries:
            found.setdefault(summary.url, summary)
        return found

    @cached_property
    def listings(self) -> frozenset[str]:
        """Every address of a page that lists items."""
        found = {"/", *(f"/{name}/" for name in (*MACHINE_PAGES, *KINDS))}
        for kind in {"arsip", *KINDS}:
            months = {each.day[:7] for each in self.summaries if kind in ("arsip", each.kind)}
            found |= {f"/{kind}/{month[:4]}/" for month in months} | {
                f"/{kind}/{month[:4]}/{month[5:]}/" for month in months
            }
        years = {summary.day[:4] for summary in self.summaries}
        groups = [f"/kategori/{slug}/" for slug in self.house.categories] + [
            f"/kecamatan/{slug}/" for slug in self.house.districts
        ]
        groups += [f"/topik/{slugify(tag)}/" for tag in {tag for each in self.summaries for tag in each.tags}]
        groups += [f"/penulis/{slugify(name)}/" for name in {name for each in self.summaries for name in each.authors}]
        found |= set(groups) | {f"{group}{year}/" for group in groups for year in years}
        return frozenset(found)

    @cached_property
    def other_addresses(self) -> frozenset[str]:
        """Documents, files at the root, old addresses that lead on."""
        copied = {path.removeprefix("content/akar") for path in self.files if path.startswith("content/akar/")}
        copied |= {path.removeprefix("content") for path in self.files if path.startswith("content/dokumen/")}
        old = {alias for summary in self.summaries for alias in summary.aliases}
        return frozenset(
            copied | old | {source for source, _ in self.house.redirects} | {f"/{name}" for name in MACHINE_FILES}
        )

    def has(self, address: str) -> bool:
        """True when a page or file answers at this path of the site."""
        if address in self.by_url or address in self.other_addresses or address in self.listings:
            return True
        parent, _, name = address.rstrip("/").rpartition("/")
        return (name == "teks" and f"{parent}/" in self.by_url) or (name in FEEDS and f"{parent}/" in self.listings)
