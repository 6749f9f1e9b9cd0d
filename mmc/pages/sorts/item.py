"""The page of one item, its text edition, and the small files beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import quote, urlsplit

from mmc.base import addresses
from mmc.base.groups import group_url, slug_of
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import Change, Item
from mmc.base.vocabulary import VERDICTS
from mmc.catalogue.catalogue import Body, last_change, rank_of, said_of
from mmc.clarifications.dataset import response_days, response_text
from mmc.pages import cards, structured, views
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path
from mmc.pages.sorts import channels
from mmc.prose import markdown, placing

CREDITS = (
    ("author", "Penulis"),
    ("reporter", "Peliput"),
    ("photographer", "Fotografer"),
    ("editor", "Editor"),
    ("source", "Sumber"),
)


def outputs(context: Context, item: Item) -> Iterator[Output]:
    """Everything that is published for one item."""
    body = context.catalogue.body(item.path)
    page = story(context, item, body)
    yield Output((page_path(page.url),), f"template:{item.kind}.html", page)
    if context.settings.editions.text:
        words = "\n".join(
            part for part in (placing.set_in(body.html, body.photos, placing.in_words), series_in_words(item)) if part
        )
        text_page = replace(
            page, html=words, related=(), older=None, newer=None, json_ld=(), share_links=(), channels=(), gallery=()
        )
        yield Output((page_path(page.text_url),), "template:text.html", text_page)
    if context.settings.editions.qr:
        yield Output((page_path(page.qr_url),), "qr", page.canonical, is_costly=True)
    if page.calendar_url:
        yield Output((page_path(page.calendar_url),), "icalendar", structured.calendar_event(context, item, page))
    yield from cards.item_output(context, item)
    yield from channels.outputs(context, item, body.html)


def story(context: Context, item: Item, body: Body) -> views.StoryPage:
    """The item as its template shows it, whatever its kind."""
    url, catalogue, groups = item.url, context.catalogue, context.groups(item)
    older, newer = (next(iter(step(item.kind, rank_of(item), 1)), None) for step in (catalogue.older, catalogue.newer))
    picture, gallery = context.picture(item), context.gallery(item)
    is_public = item.is_public(context.settings.now)
    page = views.StoryPage(
        url=url,
        canonical=context.absolute(url),
        title=item.title,
        description=item.summary,
        section=f"/{item.kind}/",
        breadcrumbs=_breadcrumbs(context, item),
        feeds=context.site_feeds(),
        robots="max-image-preview:large" if is_public else "noindex",
        og_type="article",
        share_title=_share_title(item),
        share_image=cards.share_image(context, item),
        kind=item.kind,
        kind_label=KINDS[item.kind].label,
        item_id=item.id,
        category=context.category_link(item),
        district=context.district_link(item),
        tags=tuple(views.Link(group_url(f"topik/{slug_of(tag)}"), tag) for tag in item.tags),
        summary=item.summary,
        dateline=item.dateline,
        credits=_credits(item),
        published_at=item.date,
        modified_at=last_change(item),
        event_date=item.event_date,
        event_place=item.event_place,
        starts_at=item.starts,
        ends_at=item.ends,
        organizer=item.organizer,
        calendar_url=f"{url}{addresses.CALENDAR}" if KINDS[item.kind].is_event else "",
        key_points=item.key_points,
        picture=picture,
        gallery=gallery,
        video_url=item.video_url,
        video_host=urlsplit(item.video_url).hostname or "",
        video_duration=item.video_duration,
        html=with_pictures(context, item, body),
        code=item.code,
        corrections=tuple(_correction(change) for change in _newest_first((*item.corrections, *item.updates))),
        withdrawal=views.Withdrawal(item.withdrawn.at, markdown.inline(item.withdrawn.text))
        if item.withdrawn
        else None,
        claim=_claim(context, item),
        is_urgent=item.urgent,
        is_draft=item.status != "terbit",
        embargo_until=item.due_at if item.due_at > context.settings.now else None,
        reading_minutes=max(1, round(body.words / markdown.WORDS_PER_MINUTE)),
        share_links=_share_links(said_of(item), context.absolute(url)),
        channels=channels.offered(context, item, body.html),
        text_url=f"{url}{addresses.TEXT}" if context.settings.editions.text else "",
        qr_url=f"{url}{addresses.QR}" if context.settings.editions.qr else "",
        older=context.card(catalogue.item(older)) if older else None,
        newer=context.card(catalogue.item(newer)) if newer else None,
        related=context.cards(catalogue.related(item, groups)),
        lang=item.lang,
    )
    return replace(page, json_ld=structured.story_data(context, item, page, body))


def _breadcrumbs(context: Context, item: Item) -> tuple[views.Link, ...]:
    trail = [context.home_link(), views.Link(f"/{item.kind}/", KINDS[item.kind].label)]
    if category := context.category_link(item):
        trail.append(category)
    return tuple(trail)


def _credits(item: Item) -> tuple[views.Credit, ...]:
    return tuple(
        views.Credit(label, name, group_url(f"penulis/{slug_of(name)}") if field == "author" else "")
        for field, label in CREDITS
        for name in getattr(item, field)
    )


def _share_title(item: Item) -> str:
    """What a chat shows of a link, where it is another than the title: few words, behind the plain word of a verdict."""
    if item.verdict:
        return f"{VERDICTS[item.verdict].word}: {item.headline}"
    return item.short_title


def _newest_first(changes: tuple[Change, ...]) -> list[Change]:
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _correction(change: Change) -> views.Correction:
    return views.Correction(change.kind, change.at, markdown.inline(change.text))


def _claim(context: Context, item: Item) -> views.Claim | None:
    answer = context.answer(item)
    if answer is None:
        return None
    assert item.claim_seen_date is not None  # the schema requires it of a clarification
    return views.Claim(
        number=item.number,
        answer=answer,
        claim_html=markdown.inline(item.claim),
        seen_at=item.claim_seen_date,
        seen_where=item.claim_seen_where,
        archive_url=item.claim_archive,
        sources=tuple(views.Link(source.url, source.name or source.url) for source in item.sources),
        response=f"Dijawab {response_text(response_days(item.claim_seen_date, item.date))}.",
        verdict_url=group_url(f"vonis/{slug_of(item.verdict)}"),
    )


def with_pictures(context: Context, item: Item, body: Body, absolute: Callable[[str], str] = str) -> str:
    """The body with its photos in place; `absolute` may make the addresses of their files full."""

    def figure(photo: placing.InlinePhoto) -> str:
        picture = context.inline_picture(item, photo.file, photo.alt, photo.caption)
        return placing.figure_html(picture, photo.link, absolute) if picture else ""

    return placing.set_in(body.html, body.photos, figure)


def series_html(context: Context, item: Item, absolute: Callable[[str], str]) -> str:
    """The photos that the header lists, for a text that is read elsewhere."""
    return "\n".join(placing.figure_html(picture, "", absolute) for picture in context.gallery(item))


def series_in_words(item: Item) -> str:
    """The photos that the header lists, for readers of text alone."""
    photos = (placing.InlinePhoto(photo.file, photo.alt, photo.caption) for photo in item.photos)
    return "\n".join(placing.in_words(photo) for photo in photos)


def _share_links(title: str, address: str) -> tuple[views.ShareLink, ...]:
    words, link = quote(title, safe=""), quote(address, safe="")
    return (
        views.ShareLink("whatsapp", "WhatsApp", f"https://wa.me/?text={words}%0A{link}"),
        views.ShareLink("telegram", "Telegram", f"https://t.me/share/url?url={link}&text={words}"),
        views.ShareLink("facebook", "Facebook", f"https://www.facebook.com/sharer/sharer.php?u={link}"),
        views.ShareLink("x", "X", f"https://x.com/intent/post?text={words}&url={link}"),
    )
