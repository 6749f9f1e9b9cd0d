"""From items to what other programs read: structured data, calendars, lists of feeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mmc import feeds, icalendar, structured
from mmc.base.items.kinds import KINDS, StructuredData
from mmc.base.items.schema import Item
from mmc.base.vocabulary import VERDICTS, Office
from mmc.catalogue.catalogue import Body
from mmc.pages import views
from mmc.pages.context import Context
from mmc.prose import markdown

# Bylines that stand for the newsroom and name no person; the office's own names are such as well.
DESKS = frozenset({"redaksi", "tim redaksi", "tim liputan", "tim media", "humas", "admin"})


def story_data(context: Context, item: Item, page: views.StoryPage, body: Body) -> tuple[str, ...]:
    """The item as schema.org describes it, and the way to it."""
    nodes = MAKERS[KINDS[item.kind].structured](context, item, page, body)
    trail = _trail(context, list(page.breadcrumbs), item.title, page.url)
    return (structured.serialise(*nodes, trail),)


def home_data(context: Context) -> tuple[str, ...]:
    """The office and its site as schema.org describes them."""
    return (structured.serialise(structured.organization(context.office), structured.website(context.office)),)


def trail_data(context: Context, trail: list[views.Link], title: str, url: str) -> tuple[str, ...]:
    """The way from the front page to this one."""
    return (structured.serialise(_trail(context, trail, title, url)),)


def calendar_event(context: Context, item: Item, page: views.StoryPage) -> icalendar.Event:
    """The agenda as a calendar takes it over."""
    assert item.starts is not None  # the schema requires it of an agenda
    office = context.vocabulary.office
    return icalendar.Event(
        uid=f"{item.id}@{context.tag_authority}",
        title=item.title,
        starts=item.starts,
        stamp=page.modified_at or item.date,
        publisher=office.name,
        ends=item.ends,
        place=item.event_place,
        organizer=item.organizer,
        summary=item.summary,
        url=page.canonical,
        lang=item.lang,
        revision=len(item.corrections) + bool(item.modified) + bool(item.withdrawn),
        is_cancelled=item.withdrawn is not None,
    )


def subscription_list(
    context: Context, groups: tuple[views.FeedGroup, ...]
) -> tuple[str, str, tuple[feeds.OutlineGroup, ...]]:
    """The feeds for OPML: title, owner, groups."""
    office = context.vocabulary.office
    outlines = tuple(
        feeds.OutlineGroup(group.label, tuple(_outline(context, feed) for feed in group.feeds[:1])) for group in groups
    )
    return f"Langganan {office.name}", office.office, outlines


def _outline(context: Context, feed: views.FeedLink) -> feeds.Outline:
    page = feed.url.rpartition("/")[0] + "/"
    return feeds.Outline(feed.title, context.absolute(feed.url), context.absolute(page))


def _trail(context: Context, trail: list[views.Link], title: str, url: str) -> structured.Node:
    steps = [structured.Step(link.label, context.absolute(link.url)) for link in trail]
    return structured.breadcrumbs((*steps, structured.Step(title, context.absolute(url))))


def is_desk(name: str, office: Office) -> bool:
    """True when a byline stands for the newsroom and not for a person."""
    own = {words.casefold() for words in (office.name, office.short_name, office.office) if words}
    return name.casefold() in DESKS | own


def _plain(text: str) -> str:
    """The words of a header field that may hold Markdown."""
    return markdown.plain_text(markdown.inline(text))


def _images(context: Context, item: Item, page: views.StoryPage) -> tuple[structured.Image, ...]:
    plan = context.plan_of(context.main_photo(item))
    if plan is None or page.picture is None:
        share = page.share_image
        return (structured.Image(share.url, share.width, share.height),) if share else ()
    image = plan.image
    photo = page.picture
    return (structured.Image(context.absolute(image.name), image.width, image.height, photo.caption, photo.credit),)


def _as_article(context: Context, item: Item, page: views.StoryPage, body: Body) -> list[structured.Node]:
    return [structured.news_article(_article(context, item, page, body))]


def _as_gallery(context: Context, item: Item, page: views.StoryPage, body: Body) -> list[structured.Node]:
    return [structured.image_gallery(_article(context, item, page, body))]


def _as_event(context: Context, item: Item, page: views.StoryPage, _body: Body) -> list[structured.Node]:
    return [structured.event(_agenda(context, item, page))]


def _as_clarification(context: Context, item: Item, page: views.StoryPage, body: Body) -> list[structured.Node]:
    return [*_as_article(context, item, page, body), structured.claim_review(_clarification(context, item))]


def _as_video(context: Context, item: Item, page: views.StoryPage, body: Body) -> list[structured.Node]:
    nodes = _as_article(context, item, page, body)
    if page.picture:
        thumbnail = context.absolute(page.picture.src)
        video = structured.Video(
            page.canonical,
            item.title,
            thumbnail,
            item.date,
            context.office,
            item.video_url,
            item.summary,
            item.video_duration,
        )
        nodes += [node for node in [structured.video_object(video)] if node]
    return nodes


def _article(context: Context, item: Item, page: views.StoryPage, body: Body) -> structured.Article:
    changes = [*item.corrections, *item.updates, *([item.withdrawn] if item.withdrawn else [])]
    place = ", ".join(part for part in (item.event_place, item.district) if part)
    return structured.Article(
        url=page.canonical,
        headline=item.title,
        published=item.date,
        office=context.office,
        description=item.summary,
        modified=page.modified_at,
        authors=tuple(
            structured.Author(
                credit.name, context.absolute(credit.url), is_desk(credit.name, context.vocabulary.office)
            )
            for credit in page.credits
            if credit.url
        ),
        images=_images(context, item, page),
        section=item.category,
        keywords=item.tags,
        dateline=item.dateline,
        place=place,
        words=body.words,
        corrections=tuple(structured.Correction(change.at, _plain(change.text)) for change in changes),
        is_withdrawn=item.withdrawn is not None,
        licence=context.absolute(context.vocabulary.office.licence_url),
        lang=item.lang,
    )


def _agenda(context: Context, item: Item, page: views.StoryPage) -> structured.Agenda:
    assert item.starts is not None
    return structured.Agenda(
        url=page.canonical,
        name=item.title,
        starts=item.starts,
        office=context.office,
        ends=item.ends,
        description=item.summary,
        place=item.event_place,
        organizer=item.organizer,
        images=_images(context, item, page),
        is_cancelled=item.withdrawn is not None,
        lang=item.lang,
    )


def _clarification(context: Context, item: Item) -> structured.Clarification:
    return structured.Clarification(
        url=context.absolute(item.url),
        claim=_plain(item.claim),
        verdict=item.verdict,
        published=item.date,
        office=context.office,
        seen_at=item.claim_seen_date,
        seen_at_url=item.claim_archive,
        verdict_word=VERDICTS[item.verdict].heading,
        explanation=VERDICTS[item.verdict].meaning,
        lang=item.lang,
    )


MAKERS: Mapping[StructuredData, Callable[[Context, Item, views.StoryPage, Body], list[structured.Node]]] = {
    StructuredData.ARTICLE: _as_article,
    StructuredData.GALLERY: _as_gallery,
    StructuredData.EVENT: _as_event,
    StructuredData.CLARIFICATION: _as_clarification,
    StructuredData.VIDEO: _as_video,
}
