"""The front page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from mmc.base.groups import group_url
from mmc.base.items.kinds import FrontPage, at
from mmc.base.items.schema import Item
from mmc.catalogue.catalogue import rank_of, said_of
from mmc.indonesian.calendar import long_date
from mmc.pages import agenda, cards, structured, views
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path

LATEST = 8
BUSIEST = 24  # a day with more items shows its newest
A_DAY_OF_NEWS = 3  # items of one day from which they are told together
SHELF = 4
STRIP = 3
AGENDA = 4
MOST_TOLD = 12  # a chat refuses a longer message in an address
AGENDA_LEAST = 2  # with fewer to come, the latest that are over stand below them


def home(context: Context) -> Iterator[Output]:
    """The lead, the latest, a shelf for each category that has news, and strips of the other kinds."""
    office, dated = context.vocabulary.office, at(FrontPage.DATES)
    news = _newest(context, FrontPage.NEWS, BUSIEST + 1)
    lead = _lead(context, news)
    today = [item for item in news if item.date.date() == news[0].date.date()]
    latest = [item for item in news if item is not lead][: max(LATEST, len(today) - 1)]
    above = {item.id for item in latest} | ({lead.id} if lead else set())
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
        day=_day(context, today),
        shelves=_shelves(context, above),
        releases=context.cards(_newest(context, FrontPage.RELEASES, STRIP)),
        clarifications=context.cards(_newest(context, FrontPage.ANSWERS, STRIP)),
        announcements=context.cards(_newest(context, FrontPage.NOTICES, STRIP)),
        agenda=context.cards(dates),
        pictures=_pictures(context),
    )
    yield Output((page_path(page.url),), "template:home.html", _each_picture_once(page))


def _day(context: Context, items: list[Item]) -> views.Day | None:
    """The newest day told in one message, when enough was published on it."""
    if len(items) < A_DAY_OF_NEWS:
        return None
    day = items[0].date
    lines = [f"*Rangkuman {context.vocabulary.office.name}, {long_date(day)}*"]
    lines += [f"- {said_of(item)}\n{context.absolute(item.url)}" for item in items[:MOST_TOLD]]
    return views.Day(day, len(items), f"https://wa.me/?text={quote(chr(10).join(lines), safe='')}")


def _each_picture_once(page: views.HomePage) -> views.HomePage:
    """The page with each photo where it stands first, and without it below."""
    seen: set[str] = set()

    def once(card: views.Card) -> views.Card:
        if card.picture is None:
            return card
        if card.picture.src in seen:
            return replace(card, picture=None)
        seen.add(card.picture.src)
        return card

    return replace(
        page,
        lead=once(page.lead) if page.lead else None,
        latest=tuple(map(once, page.latest)),
        shelves=tuple(replace(shelf, cards=tuple(map(once, shelf.cards))) for shelf in page.shelves),
        pictures=tuple(replace(shelf, cards=tuple(map(once, shelf.cards))) for shelf in page.pictures),
    )


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
            shelves.append(views.Shelf(views.Link(group_url(f"kategori/{category.slug}"), category.name), cards))
    return tuple(shelves)
