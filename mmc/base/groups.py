"""The groups of items that have a page of their own: kinds, categories, districts, topics, authors, verdicts, urgent notices."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE, Item
from mmc.base.vocabulary import Vocabulary
from mmc.indonesian.text import slugify

EVERYTHING = "arsip"
URGENT = "serta-merta"
CLARIFICATIONS = "klarifikasi"
# The folders of groups, each with the page that lists them.
FOLDERS = {
    "kategori": "/kategori/",
    "kecamatan": "/kecamatan/",
    "topik": "/topik/",
    "penulis": "/penulis/",
    "vonis": f"/{CLARIFICATIONS}/vonis/",
}
LISTED = (
    "kategori",
    "kecamatan",
)  # folders whose groups stand in the office's lists, and have a page while they are empty
DATED = frozenset({EVERYTHING, *KINDS})  # groups below whose address years, months and items stand


@dataclass(frozen=True, slots=True)
class Group:
    """A set of items with a page of its own. `name` is its key, `url` its address, `sort` what it is one of."""

    name: str
    sort: str
    label: str
    url: str


def groups_of(item: Item, vocabulary: Vocabulary) -> list[Group]:
    """Every group that a public item belongs to, `arsip` first."""
    if item.kind == PAGE:
        return []
    groups: list[Group | None] = [everything(), kind_group(item.kind)]
    if category := vocabulary.category(item.category):
        groups.append(
            Group(f"kategori/{category.slug}", "category", category.name, group_url(f"kategori/{category.slug}"))
        )
    if district := vocabulary.district(item.district):
        groups.append(
            Group(f"kecamatan/{district.slug}", "district", district.name, group_url(f"kecamatan/{district.slug}"))
        )
    if item.verdict:
        groups.append(_named("vonis", "verdict", item.verdict.capitalize()))
    if item.urgent:
        groups.append(urgent())
    groups += [_named("topik", "tag", tag) for tag in item.tags]
    groups += [_named("penulis", "author", name) for name in item.author]
    return list({group.name: group for group in groups if group}.values())


@lru_cache(maxsize=20_000)
def _named(folder: str, sort: str, label: str) -> Group | None:
    """The group that an item names in its own words; None when they hold nothing to call it by."""
    slug = slug_of(label)
    return Group(f"{folder}/{slug}", sort, label, group_url(f"{folder}/{slug}")) if slug else None


@cache
def everything() -> Group:
    """The group of all items of all kinds."""
    return Group(EVERYTHING, EVERYTHING, "Arsip", group_url(EVERYTHING))


@cache
def urgent() -> Group:
    """The group of the urgent notices."""
    return Group(URGENT, "urgent", "Informasi Serta-merta", group_url(URGENT))


@cache
def kind_group(kind: str) -> Group:
    """The group of all items of a kind."""
    return Group(kind, "kind", KINDS[kind].label, group_url(kind))


@lru_cache(maxsize=20_000)
def slug_of(label: str) -> str:
    """The last part of a group's name and address."""
    return slugify(label)


def group_url(name: str) -> str:
    """The address of a group by its name: `/topik/padi/` of `topik/padi`."""
    folder, is_one, slug = name.partition("/")
    return f"{FOLDERS[folder]}{slug}/" if is_one else f"/{name}/"
