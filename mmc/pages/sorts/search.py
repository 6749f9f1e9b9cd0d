"""The search page, the index of each year, and what reads them in a browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mmc import search as index
from mmc.base import addresses as places
from mmc.base.groups import EVERYTHING
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import Item
from mmc.pages import views
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path
from mmc.pages.sorts.fixed import tool
from mmc.rebuild.digest import digest
from mmc.rebuild.kept import Kept
from mmc.styles import fingerprinted

MOST_IN_PREVIEW = 300  # items; a larger year takes longer to index than a writer likes to wait after each save


def page(context: Context) -> Iterator[Output]:
    """The search page; without a script it leads to the archive."""
    years = _years(context)
    left_out = [year for year in years if not _is_indexed(context, years[year])]
    note = ""
    if context.settings.drafts and left_out:
        told = ", ".join(map(str, left_out))
        note = f"Di pratinjau, tahun {told} tidak dapat dicari; di situs yang terbit semuanya dapat."
    made = views.ToolPage(
        **tool(context, places.SEARCH, "Cari", "Cari berita, pengumuman, dan klarifikasi yang pernah kami terbitkan."),
        links=tuple(views.Link(places.year_url(EVERYTHING, year), str(year)) for year in years),
        note=note,
    )
    yield Output((page_path(made.url),), "template:search.html", made)


def engine(context: Context) -> Iterator[Output]:
    """The list that a browser opens first, and the engine that it leads to."""
    if not context.settings.editions.search:
        return
    addresses = []
    for name, data in sorted(_kept(context).get(digest("engine", index.recipe()).hex(), _engine_files).items()):
        addresses.append(f"{places.ASSETS}{fingerprinted(name, data)}")
        yield Output((page_path(addresses[-1]),), "bytes", data)
    years = [
        index.YearBundle(year, count, places.search_folder(year))
        for year, count in _years(context).items()
        if _is_indexed(context, count)
    ]
    vocabulary = context.vocabulary
    kinds = [index.Choice(kind.slug, kind.label) for kind in KINDS.values() if context.catalogue.count(kind.slug)]
    categories = [index.Choice(each.slug, each.name) for each in vocabulary.categories]
    districts = [index.Choice(each.slug, each.name) for each in vocabulary.districts]
    script, wasm = addresses
    yield Output(
        (page_path(places.SEARCH_LIST),),
        "bytes",
        index.catalogue(years, (script, wasm), kinds, categories, districts),
    )


def year(context: Context, number: int) -> Iterator[Output]:
    """The index of a year; made anew only when something of the year has changed."""
    items = context.catalogue.in_months(EVERYTHING, number * 100 + 1, number * 100 + 12)
    if not items or not _is_indexed(context, len(items)):
        return
    records = tuple(_record(context, item) for item in items)
    seal = digest("year", index.recipe(), repr(records))
    for path, data in _kept(context).get(seal.hex(), lambda: index.year_bundle(records)).items():
        yield Output((page_path(places.search_folder(number) + path),), "bytes", data)


def _engine_files() -> Mapping[str, bytes]:
    made = index.engine()
    return {"pagefind.js": made.script, "pagefind.wasm": made.wasm}


def _years(context: Context) -> dict[int, int]:
    """How many items each year has, the newest year first."""
    counts: dict[int, int] = {}
    for month, count in context.catalogue.months(EVERYTHING):
        counts[month // 100] = counts.get(month // 100, 0) + count
    return counts


def _is_indexed(context: Context, count: int) -> bool:
    settings = context.settings
    return settings.editions.search and not (settings.drafts and count > MOST_IN_PREVIEW)


def _record(context: Context, item: Item) -> index.SearchRecord:
    body = context.catalogue.body(item.path)
    category, district = context.category_link(item), context.district_link(item)
    topics = f"Topik: {', '.join(item.tags)}." if item.tags else ""
    parts = (body.text or item.summary, item.claim, item.event_place, item.number, topics)
    picture = context.card(item).picture
    return index.SearchRecord(
        url=item.url,
        title=item.title,
        text="\n".join(part for part in parts if part),
        day=item.date.astimezone(context.catalogue.zone).date(),
        kind=item.kind,
        category=_slug(category),
        district=_slug(district),
        image=_smallest(picture) if picture else "",
    )


def _slug(link: views.Link | None) -> str:
    return link.url.rstrip("/").rpartition("/")[2] if link else ""


def _smallest(picture: views.Picture) -> str:
    """The narrowest WebP: whoever can run the engine can show it."""
    found = (source.srcset.partition(" ")[0] for source in picture.sources if source.type == "image/webp")
    return next(found, picture.src)


def _kept(context: Context) -> Kept:
    """Indexing is slow: an index that an earlier build made of the same words is taken again."""
    return Kept(context.settings.made)
