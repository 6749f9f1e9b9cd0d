"""From items to what other programs read: structured data, share cards, calendars, lists of feeds."""

from __future__ import annotations

from typing import Any

from mmc import feeds
from mmc.schema import Item
from mmc.site import views
from mmc.site.catalogue import Body
from mmc.site.context import Context


def story_data(context: Context, item: Item, page: views.StoryPage, body: Body) -> tuple[str, ...]:
    """The item as schema.org describes it."""
    return ()


def home_data(context: Context) -> tuple[str, ...]:
    """The office as schema.org describes it."""
    return ()


def trail_data(context: Context, trail: list[views.Link], title: str, url: str) -> tuple[str, ...]:
    """The way from the front page to this one."""
    return ()


def share_image(context: Context, item: Item) -> views.ShareImage | None:
    """The picture that a chat shows for the item."""
    return None


def site_share_image(context: Context) -> views.ShareImage | None:
    """The picture that a chat shows for a page that is not an item."""
    return None


def share_card(context: Context, item: Item) -> Any:
    """What is drawn on the item's share card."""
    raise NotImplementedError


def card_path(card: Any) -> str:
    """Where the card lies."""
    raise NotImplementedError


def calendar_event(context: Context, item: Item, page: views.StoryPage) -> Any:
    """The agenda as a calendar takes it over."""
    return item.title


def subscription_list(context: Context, groups: tuple[views.FeedGroup, ...]) -> Any:
    """The feeds for OPML: title, owner, groups."""
    office = context.vocabulary.office
    outlines = tuple(
        feeds.OutlineGroup(group.label, tuple(_outline(context, feed) for feed in group.feeds[:1])) for group in groups
    )
    return (f"Langganan {office.name}", office.office, outlines)


def _outline(context: Context, feed: views.FeedLink) -> feeds.Outline:
    page = feed.url.rpartition("/")[0] + "/"
    return feeds.Outline(feed.title, context.absolute(feed.url), context.absolute(page))
