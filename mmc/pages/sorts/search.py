"""The search page and the index that its script reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from mmc import search as index
from mmc.base import addresses as places
from mmc.base.groups import EVERYTHING
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE, Item
from mmc.base.vocabulary import VERDICTS
from mmc.indonesian import roots
from mmc.indonesian.calendar import long_date
from mmc.pages import views
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path
from mmc.pages.sorts.fixed import tool
from mmc.rebuild.digest import digest, files_digest
from mmc.rebuild.kept import Kept

MOST_FRESH = 80  # items of two months; their words travel with the page
PATTERN = views.Answer("", "", "belum", "", "", "", datetime(2000, 1, 1, tzinfo=UTC), "https://wa.me/?text=")
CODE = Path(__file__).resolve().parents[2]
SHAPING = (*sorted(Path(index.__file__).parent.glob("*.py")), Path(roots.__file__), Path(__file__))


def outputs(context: Context) -> Iterator[Output]:
    """
    The search page with the head of its index, and the archive behind it; without a script the page leads to the archive of items.

    The index's archive is made anew only when something older than the newest items has changed.
    """
    head = ""
    if context.settings.editions.search:
        months = context.catalogue.months(EVERYTHING)
        first = _first_fresh(months)
        words = index.Words(context.vocabulary.synonyms)
        archive = _archive(context, months[-1][0] if months else 0, first, words)
        folder = places.search_folder(archive.name) if archive.name else ""
        for path, data in archive.files.items():
            yield Output((page_path(folder + path),), "bytes", data)
        fresh = context.catalogue.in_months(EVERYTHING, first, months[0][0]) if months else []
        records = [_record(context, item) for item in chain(fresh, context.catalogue.pages())]
        head = index.head(records, archive, _lists(context), words, folder)
    made = views.SearchPage(
        **tool(context, places.SEARCH, "Cari", "Cari berita, pengumuman, dan klarifikasi yang pernah kami terbitkan."),
        links=tuple(views.Link(places.year_url(EVERYTHING, year), str(year)) for year in _years(context)),
        messages_url=places.MESSAGE_INDEX,
        index=head,
        pattern=PATTERN,
    )
    yield Output((page_path(made.url),), "template:search.html", made)


def _first_fresh(months: list[tuple[int, int]]) -> int:
    """
    From which month on items are in the head: the newest month, and the one before as long as both are small.

    Only the items' own dates decide, so that every build of the same items draws the same line.
    """
    if not months:
        return 0
    newest, count = months[0]
    before = newest - 1 if newest % 100 > 1 else newest - 89
    return before if count + dict(months).get(before, 0) <= MOST_FRESH else newest


def _archive(context: Context, oldest: int, first: int, words: index.Words) -> index.Archive:
    """The items before this month; an earlier build may have kept what it made of the same."""
    seals = context.catalogue.seals_before(EVERYTHING, first)
    if not seals:
        return index.Archive()
    vocabulary = context.vocabulary
    shaped_by = repr((vocabulary.categories, vocabulary.districts, words.same))
    seal = digest("search", files_digest(SHAPING, CODE), shaped_by, *(part for row in seals for part in row))
    made: list[index.Archive] = []

    def make() -> Mapping[str, bytes]:
        items = context.catalogue.in_months(EVERYTHING, oldest, first - 1 if first % 100 > 1 else first - 89)
        made.append(index.archive_files([_record(context, item) for item in items], words))
        return made[0].kept()

    kept = Kept(context.settings.made).get(seal.hex(), make)
    return made[0] if made else index.Archive.of(kept)


def _lists(context: Context) -> index.Lists:
    vocabulary, catalogue = context.vocabulary, context.catalogue
    counted = ({name: count for name, _, count in catalogue.groups(folder)} for folder in ("kategori", "kecamatan"))
    categories, districts = counted
    return index.Lists(
        [index.Choice(kind.slug, kind.label) for kind in KINDS.values() if catalogue.count(kind.slug)],
        [index.Choice(each.slug, each.name) for each in vocabulary.categories if f"kategori/{each.slug}" in categories],
        [index.Choice(each.slug, each.name) for each in vocabulary.districts if f"kecamatan/{each.slug}" in districts],
        [(each.name, each.word, each.note, each.tone, each.meaning) for each in VERDICTS.values()],
    )


def _years(context: Context) -> list[int]:
    """The years that have items, the newest first."""
    return list(dict.fromkeys(month // 100 for month, _ in context.catalogue.months(EVERYTHING)))


def _record(context: Context, item: Item) -> index.SearchRecord:
    category, district = context.category_link(item), context.district_link(item)
    people = (
        *item.author,
        *item.reporter,
        *item.photographer,
        *item.editor,
        *item.source,
        item.answered_by,
        item.organizer,
    )
    place = f"Kecamatan {district.label}" if district else ""
    about = (item.short_title, item.claim, item.event_place, place, category.label if category else "", item.number)
    verdict = item.verdict if item.withdrawn is None else ""
    return index.SearchRecord(
        url=item.url,
        title=item.title,
        summary=item.summary,
        text=context.catalogue.body(item.path).text,
        day="" if item.kind == PAGE else item.date.astimezone(context.catalogue.zone).date().isoformat(),
        kind=item.kind,
        names=" . ".join(part for part in (*people, *about, *item.tags) if part),
        category=_slug(category),
        district=_slug(district),
        verdict=verdict,
        answered_by=item.answered_by if verdict else "",
        answered_on=long_date(item.date) if verdict else "",
    )


def _slug(link: views.Link | None) -> str:
    return link.url.rstrip("/").rpartition("/")[2] if link else ""
