"""What is published of an urgent notice or an answer for every channel: sheets, slides, a status picture, scripts, a short message."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from mmc.base import addresses
from mmc.base.addresses import CARDS
from mmc.base.groups import groups_of
from mmc.base.items.schema import Item
from mmc.channels import Telling, scripts, sms
from mmc.pages import cards, channels, views
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path
from mmc.rebuild.digest import digest


def is_told_everywhere(context: Context, item: Item) -> bool:
    """True for an item that is built for every channel: it is urgent, or answers a rumour."""
    if not context.settings.editions.channels:
        return False
    return any(group.name in addresses.TOLD_EVERYWHERE for group in groups_of(item, context.vocabulary))


def told(context: Context, item: Item, html: str) -> Telling:
    """What is told of the item on this site."""
    return channels.telling(context.vocabulary, context.settings.site_url, item, html)


def outputs(context: Context, item: Item, html: str) -> Iterator[Output]:
    """The item's files for every channel, if it is told in all of them."""
    if not is_told_everywhere(context, item):
        return
    telling, colour = told(context, item, html), context.vocabulary.office.theme_color
    for form, name in addresses.SHEETS.items():
        sheet = channels.sheet_text(telling, item, colour)
        yield Output((page_path(item.url + name),), "sheet", (sheet, form), is_costly=True)
    for name, text in scripts.texts(telling).items():
        yield Output((page_path(item.url + name),), "bytes", text.encode())
    if context.settings.editions.cards:
        yield from _pictures(context, item, telling)


def _pictures(context: Context, item: Item, telling: Telling) -> Iterator[Output]:
    card = cards.card_of(context, item)
    drawn = (card.text, card.photo, card.emblem)
    for name, form in (("status", "story"), ("1", "feed")):
        address = _address(item, name, repr((form, card.text)), card.seal)
        yield Output((address.lstrip("/"),), "format", (form, *drawn), version=card.seal, is_costly=True)
    for slide in channels.slides(telling, context.vocabulary.office.theme_color):
        address = _address(item, str(slide.place[0]), repr(slide))
        yield Output((address.lstrip("/"),), "slide", slide, is_costly=True)


def _address(item: Item, name: str, shown: str, seal: bytes = b"") -> str:
    """Another address for other words or another photo, as for every card."""
    return f"{CARDS}{item.id}-{name}-{digest(shown, seal).hex()[:8]}.jpg"


def offered(context: Context, item: Item, html: str) -> tuple[views.Channel, ...]:
    """What the item's page offers of them."""
    if not is_told_everywhere(context, item):
        return ()
    telling = told(context, item, html)
    found = [
        views.Channel(
            "Papan pengumuman",
            tuple(views.Link(item.url + name, f"{form.upper()}, PDF") for form, name in addresses.SHEETS.items()),
        ),
        views.Channel(
            "Radio dan suara",
            (
                views.Link(item.url + addresses.RADIO, f"Naskah radio, {scripts.length(telling)} detik"),
                views.Link(item.url + addresses.SPOKEN, "Naskah suara, lengkap"),
            ),
        ),
        views.Channel("Pesan pendek", (views.Link(item.url + addresses.SMS, f"SMS, {len(sms.sms(telling))} huruf"),)),
    ]
    if context.settings.editions.cards:
        paths = ["/" + output.paths[0] for output in _pictures(context, item, telling)]
        status, *row = paths
        links = [views.Link(status, "Status WhatsApp")]
        links += [views.Link(path, f"Instagram {number}") for number, path in zip(count(1), row, strict=False)]
        found.append(views.Channel("Gambar", tuple(links)))
    return tuple(found)
