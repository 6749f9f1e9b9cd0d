"""Fixed pages, the page that explains feeds, and the one for addresses that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mmc.base import addresses
from mmc.base.groups import URGENT, group_url
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import Item
from mmc.base.public_information import CLASSES
from mmc.pages import cards, structured, views
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path
from mmc.pages.sorts.item import with_pictures
from mmc.pages.sorts.public_records import desk, records_of

CONTACTS, NEWSROOM, SERVICE = "kontak", "redaksi", "ppid"  # the pages that carry, beside their text, facts from `data/`


def fixed_page(context: Context, item: Item) -> Iterator[Output]:
    """A page that the office wrote."""
    body = context.catalogue.body(item.path)
    sort = item.slug.removeprefix(f"{SERVICE}-")  # `ppid-berkala` is the page of that class
    page = views.FixedPage(
        url=item.url,
        canonical=context.absolute(item.url),
        title=item.title,
        description=item.summary,
        section=item.url,
        breadcrumbs=(context.home_link(),),
        feeds=context.site_feeds(),
        robots="max-image-preview:large" if item.is_public(context.settings.now) else "noindex",
        share_image=cards.site_share_image(context),
        json_ld=structured.trail_data(context, [context.home_link()], item.title, item.url),
        html=with_pictures(context, item, body),
        summary=item.summary,
        modified_at=item.modified,
        headings=tuple(views.Heading(anchor, label) for anchor, label in body.headings),
        shows_contacts=item.slug == CONTACTS,
        shows_people=item.slug == NEWSROOM,
        people=tuple(views.Member(each.role, each.name) for each in context.vocabulary.people)
        if item.slug == NEWSROOM
        else (),
        records=records_of(context, sort) if sort in CLASSES else (),
        records_url=addresses.PUBLIC_CLASSES.get(sort, ""),
        desk=desk(context) if item.slug == SERVICE else None,
    )
    yield Output((page_path(page.url),), "template:fixed.html", page)


def not_found(context: Context) -> Iterator[Output]:
    """What a server shows for an address that does not exist."""
    page = views.Page(
        url=addresses.NOT_FOUND,
        canonical=context.absolute(addresses.NOT_FOUND),
        title="Halaman tidak ditemukan",
        description="Alamat ini tidak ada, atau pernah ada lalu dipindahkan.",
        feeds=context.site_feeds(),
        robots="noindex",
    )
    yield Output((page_path(addresses.NOT_FOUND),), "template:404.html", page)


def subscribe(context: Context) -> Iterator[Output]:
    """Feeds explained to people, all of them listed, and as OPML for their readers."""
    vocabulary = context.vocabulary
    named = [("Informasi serta-merta", group_url(URGENT))]
    named += [(kind.label, group_url(kind.slug)) for kind in KINDS.values()]
    named += [(each.name, group_url(f"kategori/{each.slug}")) for each in vocabulary.categories]
    named += [(f"Kecamatan {each.name}", group_url(f"kecamatan/{each.slug}")) for each in vocabulary.districts]
    groups = [views.FeedGroup("Semua kabar", context.site_feeds())]
    groups += [views.FeedGroup(label, context.feed_links(label, url)) for label, url in named]
    page = views.SubscribePage(
        **tool(context, addresses.SUBSCRIBE, "Langganan", "Terima kabar kami tanpa harus mencarinya."),
        groups=tuple(groups),
        opml_url=addresses.OPML,
    )
    yield Output((page_path(page.url),), "template:subscribe.html", page)
    yield Output((page_path(page.opml_url),), "opml", structured.subscription_list(context, tuple(groups)))


def tool(context: Context, url: str, title: str, description: str) -> dict[str, Any]:
    """What every page has, for one of the office's own that no file in `content/` stands for."""
    return {
        "url": url,
        "canonical": context.absolute(url),
        "title": title,
        "description": description,
        "section": url,
        "breadcrumbs": (context.home_link(),),
        "feeds": context.site_feeds(),
        "share_image": cards.site_share_image(context),
        "json_ld": structured.trail_data(context, [context.home_link()], title, url),
    }
