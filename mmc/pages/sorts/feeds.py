"""Feeds of a group, and the history of the whole site by years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from mmc import feeds
from mmc.base import addresses
from mmc.base.groups import EVERYTHING, Group
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import Item
from mmc.catalogue.catalogue import last_change, said_of
from mmc.pages import views
from mmc.pages.context import Context, month_label
from mmc.pages.output import Output, page_path
from mmc.pages.sorts.item import series_html, with_pictures
from mmc.prose import cleaning, markdown

LABELS = {"ralat": "Ralat", "koreksi": "Koreksi", "hak jawab": "Hak jawab", "pembaruan": "Pembaruan"}


def group_feeds(context: Context, group: Group) -> Iterator[Output]:
    """The latest items of a group, complete, in every format; an empty group has an empty feed, an author none."""
    if not addresses.has_feeds(group.name):
        return
    items = context.catalogue.newest(group.name, context.settings.feed_size)
    is_site = group.name == EVERYTHING
    base = addresses.feed_base(group.name)
    periods = history_periods(context) if is_site else []
    history = feeds.History(older=context.absolute(addresses.history_url(periods[-1]))) if periods else feeds.History()
    feed = _feed(context, group, base, items, history, subtitle="" if is_site else group.label)
    yield Output(tuple(page_path(base + name) for name in addresses.FEEDS), "feeds", feed)


def history(context: Context, period: int) -> Iterator[Output]:
    """Everything of one period, for machines that want the whole history (RFC 5005)."""
    periods = history_periods(context)
    if period not in periods:
        return
    at = periods.index(period)
    place = feeds.History(
        older=context.absolute(addresses.history_url(periods[at - 1])) if at else "",
        newer=context.absolute(addresses.history_url(periods[at + 1])) if at + 1 < len(periods) else "",
        current=context.absolute("/atom.xml"),
        is_archive=at + 1 < len(periods),
    )
    first, last = (period, period) if period > addresses.LAST_YEAR else (period * 100 + 1, period * 100 + 12)
    if at + 1 == len(periods):
        first = context.catalogue.months(EVERYTHING)[0][0]
    label = month_label(period) if period > addresses.LAST_YEAR else f"{period}"
    group = Group(f"{EVERYTHING}/{period}", EVERYTHING, label, addresses.history_url(period).removesuffix("atom.xml"))
    items = context.catalogue.in_months(EVERYTHING, first, last)
    feed = _feed(context, group, group.url, items, place, subtitle=f"Terbitan {label}")
    yield Output((page_path(addresses.history_url(period)),), "history", feed)


def history_periods(context: Context) -> list[int]:
    """The periods into which the history is cut, oldest first."""
    return addresses.history_periods(month for month, _ in context.catalogue.months(EVERYTHING))


def _feed(
    context: Context, group: Group, base: str, items: list[Item], history: feeds.History, subtitle: str
) -> feeds.Feed:
    office = context.vocabulary.office
    entries = tuple(entry(context, item) for item in items)
    author = feeds.Person(office.name, context.absolute("/"))
    founded = datetime(office.tag_since, 1, 1, tzinfo=context.catalogue.zone)
    return feeds.Feed(
        id=feeds.tag_uri(context.tag_authority, office.tag_since, f"langganan:{group.name}"),
        title=office.name if base == "/" else f"{group.label} – {office.name}",
        url=context.absolute(group.url if base != "/" else "/"),
        self_url=context.absolute(base),
        updated=max((each.updated for each in entries), default=founded),
        author=author,
        subtitle=subtitle or office.tagline,
        lang=office.lang,
        hubs=office.hubs,
        rights=f"© {office.office}. Boleh dikutip dengan menyebut sumber.",
        licence_url=context.absolute(office.licence_url) if office.licence_url else "",
        history=history,
        entries=entries,
    )


def entry(context: Context, item: Item) -> feeds.Entry:
    """The item as feeds carry it: whole, with full addresses, under an id that nothing changes."""
    if item.path not in context.entries:
        if len(context.entries) > 2_000:
            context.entries.clear()
        context.entries[item.path] = _entry(context, item)
    return context.entries[item.path]


def _entry(context: Context, item: Item) -> feeds.Entry:
    office, url = context.vocabulary.office, context.absolute(item.url)
    notes = [
        feeds.Note(LABELS[each.kind], each.at, _note_html(each.text, url))
        for each in (*item.corrections, *item.updates)
    ]
    if item.withdrawn:
        notes.append(feeds.Note("Ditarik", item.withdrawn.at, _note_html(item.withdrawn.text, url)))
    body = context.catalogue.body(item.path)
    body = replace(body, html=cleaning.with_full_addresses(body.html, url))
    return feeds.Entry(
        id=feeds.tag_uri(context.tag_authority, office.tag_since, item.id),
        title=said_of(item),
        url=url,
        published=item.date,
        updated=last_change(item) or item.date,
        summary=item.summary,
        html="\n".join(
            part
            for part in (
                with_pictures(context, item, body, context.absolute),
                series_html(context, item, context.absolute),
            )
            if part
        ),
        authors=tuple(feeds.Person(name) for name in item.author),
        terms=_terms(context, item),
        image=_image(context, item),
        notes=tuple(sorted(notes, key=lambda note: note.at)),
        lang=item.lang if item.lang != office.lang else "",
    )


def _note_html(text: str, url: str) -> str:
    return cleaning.with_full_addresses(markdown.inline(text), url)


def _terms(context: Context, item: Item) -> tuple[feeds.Term, ...]:
    terms = [feeds.Term(item.kind, KINDS[item.kind].label, context.absolute("/"))]
    for group in context.groups(item):
        if group.sort in ("category", "district", "tag"):
            folder, _, slug = group.name.partition("/")
            terms.append(feeds.Term(slug, group.label, context.absolute(f"/{folder}/")))
    return tuple(terms)


def _image(context: Context, item: Item) -> feeds.Enclosure | None:
    picture: views.Picture | None = context.picture(item)
    plan = context.plan_of(context.main_photo(item)) if picture else None
    if picture is None or plan is None:
        return None
    return feeds.Enclosure(
        context.absolute(picture.src), "image/jpeg", 0, picture.width, picture.height, picture.alt, picture.credit
    )
