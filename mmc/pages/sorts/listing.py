"""Landing pages of groups, their years and months, and the lists of all groups of one sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from mmc.base import addresses
from mmc.base.groups import DATED, EVERYTHING, FOLDERS, URGENT, Group, everything, group_url, kind_group, urgent
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import Item
from mmc.base.vocabulary import Category, District
from mmc.catalogue.catalogue import month_of
from mmc.pages import agenda, cards, structured, views
from mmc.pages.context import Context, month_label
from mmc.pages.output import Output, page_path
from mmc.pages.sorts import clarifications

SORTS = {  # folder -> what its groups are one of, the page's title, its introduction
    "kategori": ("category", "Kategori", "Berita menurut bidangnya."),
    "kecamatan": ("district", "Kecamatan", "Berita menurut kecamatan tempat peristiwanya."),
    "topik": ("tag", "Topik", "Semua topik yang pernah diberitakan, menurut abjad."),
    "penulis": ("author", "Penulis", "Semua penulis di ruang redaksi ini, menurut abjad."),
    "vonis": ("verdict", "Vonis", "Klarifikasi menurut vonisnya."),
}
YEAR_TITLES = 5  # titles of each month on the page of a year
FEW = 3  # a group with fewer items leads on to others


def find_group(context: Context, name: str) -> Group | None:
    """The group of this name; None when it has neither items nor a place in the office's lists."""
    if name == EVERYTHING:
        return everything()
    if name in KINDS:
        return kind_group(name)
    if name == URGENT:
        return urgent()
    folder, _, slug = name.partition("/")
    vocabulary = context.vocabulary
    lists: dict[str, Iterable[Category | District]] = {
        "kategori": vocabulary.categories,
        "kecamatan": vocabulary.districts,
    }
    known = (each.name for each in lists.get(folder, ()) if each.slug == slug)
    label = next(known, "") or context.catalogue.label(name)
    return Group(name, SORTS[folder][0], label, group_url(name)) if label else None


def fixed_groups(context: Context) -> list[str]:
    """The groups that have a page even while they are empty, since menus lead to them."""
    vocabulary = context.vocabulary
    slugs = ([each.slug for each in listed] for listed in (vocabulary.categories, vocabulary.districts))
    return [EVERYTHING, *KINDS, URGENT, *addresses.listed_groups(*slugs)]


def has_month_pages(group: Group) -> bool:
    """True for groups whose items live below the group's own address, so that every prefix of it is a page."""
    return group.name in DATED


def landing(context: Context, group: Group) -> Iterator[Output]:
    """The latest items of a group and the way to all of them."""
    months = context.catalogue.months(group.name)
    total = sum(count for _, count in months)
    size = context.settings.listing_size
    dates = [kind for kind in KINDS.values() if kind.slug == group.name and kind.is_event]
    coming = agenda.upcoming(context, dates)
    items = agenda.past(context, dates, size) if dates else context.catalogue.newest(group.name, size)
    page = views.ListingPage(
        **_common(context, group, group.url, _title(group), _intro(context, group)),
        upcoming=context.cards(coming),
        group=group.sort,
        intro=_intro(context, group),
        cards=context.cards(items),
        total=total,
        is_complete=total <= len(coming) + len(items),
        periods=_years(group, months) if has_month_pages(group) or total > len(items) else (),
        lead_on=_lead_on(context, group, items),
        **(clarifications.landing_facts(context) if group.name == clarifications.KIND else {}),
    )
    yield Output((page_path(page.url),), "template:listing.html", page)


def year(context: Context, group: Group, number: int) -> Iterator[Output]:
    """A complete year of a group; nothing when it has none."""
    months = context.catalogue.months(group.name)
    of_year = [(month, count) for month, count in months if month // 100 == number]
    if not of_year:
        return
    total = sum(count for _, count in of_year)
    if not has_month_pages(group) and sum(count for _, count in months) <= context.settings.listing_size:
        return  # the landing page shows them all
    years = sorted({month // 100 for month, _ in months})
    url, label = addresses.year_url(group.name, number), f"{number}"
    older, newer = _neighbours(years, number, lambda each: views.Link(addresses.year_url(group.name, each), str(each)))
    common = _common(
        context, group, url, f"{_title(group)} {label}", f"{_title(group)} sepanjang tahun {label}: {total} kabar."
    )
    if group.name == EVERYTHING:
        common["feeds"] += (
            views.FeedLink("application/atom+xml", f"Semua terbitan {label} (Atom)", addresses.history_url(number)),
        )
    page = views.PeriodPage(
        **common,
        group=group.sort,
        label=label,
        months=_latest_by_month(context, group, of_year)
        if has_month_pages(group)
        else _months_of_cards(context, group, number),
        total=total,
        older=older,
        newer=newer,
    )
    yield Output((page_path(page.url),), "template:period.html", page)


def month(context: Context, group: Group, number: int) -> Iterator[Output]:
    """A complete month of a group; nothing when it has none."""
    cards = context.cards(context.catalogue.in_months(group.name, number, number))
    if not cards:
        return
    label = month_label(number)
    months = [each for each, _ in reversed(context.catalogue.months(group.name))]
    older, newer = _neighbours(
        months, number, lambda each: views.Link(addresses.month_url(group.name, each), month_label(each))
    )
    page = views.PeriodPage(
        **_common(
            context,
            group,
            addresses.month_url(group.name, number),
            f"{_title(group)} {label}",
            f"{_title(group)} pada {label}: {len(cards)} kabar.",
        ),
        group=group.sort,
        label=label,
        months=(views.MonthOfCards(label, cards),),
        total=len(cards),
        older=older,
        newer=newer,
    )
    yield Output((page_path(page.url),), "template:period.html", page)


def index(context: Context, folder: str) -> Iterator[Output]:
    """All groups of one sort, those of the office's lists in the office's order, the others by name."""
    sort, title, intro = SORTS[folder]
    counts = {name: (label, count) for name, label, count in context.catalogue.groups(folder)}
    listed = [name for name in fixed_groups(context) if name.startswith(f"{folder}/")]
    names = listed or sorted(counts, key=lambda name: counts[name][0].casefold())
    found = [(group, counts.get(name, ("", 0))[1]) for name in names if (group := find_group(context, name))]
    if folder == "kecamatan":  # the closed list is long before there is something to read
        found = [(group, count) for group, count in found if count]
    page = views.IndexPage(
        **_common(context, Group(folder, sort, title, FOLDERS[folder]), FOLDERS[folder], title, intro),
        group=sort,
        intro=intro,
        links=tuple(views.Link(group.url, group.label, count) for group, count in found),
    )
    yield Output((page_path(page.url),), "template:groups.html", page)


def _common(context: Context, group: Group, url: str, title: str, description: str) -> dict[str, Any]:
    trail = [context.home_link()]
    if group.sort == "verdict":
        trail.append(views.Link(clarifications.ADDRESS, KINDS[clarifications.KIND].label))
    folder, is_one, _ = group.name.partition("/")
    if folder in SORTS and is_one:
        trail.append(views.Link(FOLDERS[folder], SORTS[folder][1]))
    if url != group.url:
        trail.append(views.Link(group.url, group.label))
        if has_month_pages(group) and url.count("/") == group.url.count("/") + 2:
            year_url = url.rstrip("/").rpartition("/")[0] + "/"
            trail.append(views.Link(year_url, year_url.rstrip("/").rpartition("/")[2]))
    has_feeds = group.name != EVERYTHING and group.name not in SORTS and addresses.has_feeds(group.name)
    feeds = context.site_feeds() + (context.feed_links(group.label, group.url) if has_feeds else ())
    return {
        "url": url,
        "canonical": context.absolute(url),
        "title": title,
        "description": description,
        "section": group.url,
        "breadcrumbs": tuple(trail),
        "feeds": feeds,
        "share_image": cards.site_share_image(context),
        "json_ld": structured.trail_data(context, trail, title, url),
    }


def _title(group: Group) -> str:
    if group.sort == "verdict":
        return f"Klarifikasi dengan vonis {group.label.lower()}"
    return f"Kecamatan {group.label}" if group.sort == "district" else group.label


def _intro(context: Context, group: Group) -> str:
    if group.sort == "kind":
        return KINDS[group.name].description
    if group.sort == "category":
        slug = group.name.partition("/")[2]
        return next((each.description for each in context.vocabulary.categories if each.slug == slug), "")
    return {
        EVERYTHING: "Semua yang pernah kami terbitkan, lengkap menurut tahun dan bulan.",
        "urgent": "Pemberitahuan yang menyangkut keselamatan dan kepentingan orang banyak, beserta masa berlakunya.",
        "district": f"Kabar dari Kecamatan {group.label}.",
        "verdict": f"Kabar yang beredar dan kami jawab dengan vonis “{group.label.lower()}”.",
        "tag": f"Kabar dengan topik “{group.label}”.",
        "author": f"Tulisan {group.label}.",
    }.get(group.sort, "")


def _months(group: Group, months: list[tuple[int, int]]) -> tuple[views.Period, ...]:
    return tuple(
        views.Period(month_label(each), addresses.month_url(group.name, each), count) for each, count in months
    )


def _years(group: Group, months: list[tuple[int, int]]) -> tuple[views.Period, ...]:
    by_year = groupby(months, key=lambda pair: pair[0] // 100)
    return tuple(
        views.Period(
            str(number),
            addresses.year_url(group.name, number),
            sum(count for _, count in pairs),
            _months(group, pairs) if has_month_pages(group) else (),
        )
        for number, pairs in ((number, list(found)) for number, found in by_year)
    )


def _months_of_cards(context: Context, group: Group, number: int) -> tuple[views.MonthOfCards, ...]:
    items = context.catalogue.in_months(group.name, number * 100 + 1, number * 100 + 12)
    by_month = groupby(items, key=lambda item: month_of(item.date))
    return tuple(views.MonthOfCards(month_label(each), context.cards(list(found))) for each, found in by_month)


def _latest_by_month(context: Context, group: Group, months: list[tuple[int, int]]) -> tuple[views.MonthOfCards, ...]:
    """The latest titles of each month, and the way to the page that has all of them."""
    return tuple(
        views.MonthOfCards(
            month_label(each),
            context.cards(context.catalogue.in_months(group.name, each, each, YEAR_TITLES)),
            addresses.month_url(group.name, each),
            max(0, count - YEAR_TITLES),
        )
        for each, count in months
    )


def _lead_on(context: Context, group: Group, items: list[Item]) -> tuple[views.Link, ...]:
    """Where a reader of a group with few items finds more of the kind: what its items are filed under besides."""
    folder = group.name.partition("/")[0]
    if folder not in ("kecamatan", "topik") or len(items) >= FEW:
        return ()
    others = {
        other.name: views.Link(other.url, other.label)
        for item in items
        for other in context.groups(item)
        if other.name != group.name and other.sort in ("category", "district", "tag")
    }
    return (*others.values(), views.Link(FOLDERS[folder], f"Semua {SORTS[folder][1].lower()}"))


def _neighbours(
    periods: list[int], number: int, link: Callable[[int], views.Link]
) -> tuple[views.Link | None, views.Link | None]:
    """The links to the next older and the next newer period, where there are any."""
    at = periods.index(number)
    older = link(periods[at - 1]) if at > 0 else None
    newer = link(periods[at + 1]) if at + 1 < len(periods) else None
    return older, newer
