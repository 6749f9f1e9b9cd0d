"""The front page."""

from __future__ import annotations

from collections.abc import Iterator

from mmc.base.kinds import FrontPage, at
from mmc.base.schema import Item
from mmc.catalogue.catalogue import rank_of
from mmc.pages import agenda, cards, structured, views
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path

LATEST = 8
SHELF = 4
STRIP = 3
AGENDA = 4
AGENDA_LEAST = 2  # with fewer to come, the latest that are over stand below them


def home(context: Context) -> Iterator[Output]:
    """The lead, the latest, a shelf for each category that has news, and strips of the other kinds."""
    office, dated = context.vocabulary.office, at(FrontPage.DATES)
    news = _newest(context, FrontPage.NEWS, LATEST + 1)
    lead = _lead(context, news)
    latest = [item for item in news if item is not lead][:LATEST]
    coming = agenda.upcoming(context, dated)[:AGENDA]
    dates = coming + agenda.past(context, dated, max(0, AGENDA_LEAST - len(coming)))
    page = views.HomePage(
        url="/",
        canonical=context.absolute("/"),
        title=office.name,
        description=f"{office.tagline}. Kanal berita resmi {office.office}.".lstrip(". "),
        section="/",
        feeds=context.site_feeds(),
        json_ld=structured.home_data(context),
        share_image=cards.site_share_image(context),
        lead=context.card(lead) if lead else None,
        latest=context.cards(latest),
        shelves=_shelves(context, {item.id for item in news}),
        clarifications=context.cards(_newest(context, FrontPage.ANSWERS, STRIP)),
        announcements=context.cards(_newest(context, FrontPage.NOTICES, STRIP)),
        agenda=context.cards(dates),
        pictures=_pictures(context),
    )
    yield Output((page_path(page.url),), "template:home.html", page)


def _newest(context: Context, place: FrontPage, count: int) -> list[Item]:
    """The latest items of all kinds that stand at this place."""
    items = [item for kind in at(place) for item in context.catalogue.newest(kind.slug, count)]
    return sorted(items, key=rank_of, reverse=True)[:count]


def _pictures(context: Context) -> tuple[views.Shelf, ...]:
    """Each kind that is shown by its pictures, with its latest items."""
    newest = [(kind, context.cards(context.catalogue.newest(kind.slug, STRIP))) for kind in at(FrontPage.PICTURES)]
    return tuple(
        views.Shelf(views.Link(f"/{kind.slug}/", kind.label), cards, kind.slug) for kind, cards in newest if cards
    )


def _lead(context: Context, news: list[Item]) -> Item | None:
    """The newest item that has a photo, else the newest; a withdrawn one never leads."""
    standing = [item for item in news if item.withdrawn is None]
    return next((item for item in standing[:4] if context.picture(item)), standing[0] if standing else None)


def _shelves(context: Context, shown: set[str]) -> tuple[views.Shelf, ...]:
    """Each category with its latest items that do not already stand above."""
    shelves = []
    for category in context.vocabulary.categories:
        items = context.catalogue.newest(f"kategori/{category.slug}", SHELF + len(shown))
        cards = context.cards([item for item in items if item.id not in shown][:SHELF])
        if cards:
            shelves.append(views.Shelf(views.Link(f"/kategori/{category.slug}/", category.name), cards))
    return tuple(shelves)
