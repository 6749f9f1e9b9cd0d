"""The pictures that a chat shows beside a shared link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mmc.base.addresses import CARDS
from mmc.base.items.focus import point_of
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import Item
from mmc.base.vocabulary import VERDICTS, Vocabulary
from mmc.indonesian.calendar import short_date
from mmc.pages import views
from mmc.pages.context import Context
from mmc.pages.output import Output
from mmc.pictures import CardText, Colours
from mmc.rebuild.digest import digest

SITE_CARD = "situs"


@dataclass(frozen=True, slots=True)
class Card:
    """A card to be drawn; `photo` and `emblem` are files below the project, `seal` names the bytes in them."""

    name: str
    text: CardText
    photo: str = ""
    emblem: str = ""
    seal: bytes = b""

    @property
    def url(self) -> str:
        """Another address for other words or another photo, so that a chat fetches the new card."""
        return f"{CARDS}{self.name}-{digest(repr(self.text), self.seal).hex()[:8]}.jpg"


def card_of(context: Context, item: Item) -> Card:
    """The item's card: its headline, its verdict, its photo if it has one."""
    text = card_text(context.vocabulary, context.site.official_domain, item)
    file = context.main_photo(item) if KINDS[item.kind].has_photo_on_card else ""
    seal = context.catalogue.seal(file) if file else b""
    return _card(context, item.id, text, file if seal else "", seal)


def card_text(vocabulary: Vocabulary, domain: str, item: Item) -> CardText:
    """What the item's card says, in every format."""
    category = vocabulary.category(item.category)
    label = category.name if category else ""
    if item.starts is not None:
        label = " · ".join(part for part in (label, short_date(item.starts)) if part)
    return CardText(
        title=item.headline,
        brand_name=vocabulary.office.name,
        brand_sub=domain,
        category=label,
        kind="" if KINDS[item.kind].is_named_by_category else KINDS[item.kind].label,
        verdict=VERDICTS[item.verdict].word if item.verdict else "",
        tone=VERDICTS[item.verdict].tone if item.verdict else "",
        is_urgent=item.urgent,
        focus=point_of(item.photo_focus),
        colours=Colours.of(vocabulary.office.theme_color),
    )


def site_card(context: Context) -> Card:
    """The card of every page that is not an item."""
    office = context.vocabulary.office
    text = CardText(
        title=office.tagline or office.name,
        brand_name=office.name,
        brand_sub=context.site.official_domain,
        category=office.office,
        colours=Colours.of(office.theme_color),
    )
    return _card(context, SITE_CARD, text)


def _card(context: Context, name: str, text: CardText, photo: str = "", seal: bytes = b"") -> Card:
    """The card with the office's emblem, if it supplied one that can be drawn."""
    look, settings = context.look, context.settings
    if not look.card_emblem:
        return Card(name, text, photo, "", seal)
    emblem = (settings.data / look.card_emblem).relative_to(settings.root).as_posix()
    return Card(name, text, photo, emblem, digest(seal, look.card_seal))


def share_image(context: Context, item: Item) -> views.ShareImage | None:
    """The item's share card, when cards are made."""
    if not context.settings.editions.cards:
        return None
    card = card_of(context, item)
    said = f"{card.text.verdict}: {item.title}" if card.text.verdict else item.title
    return views.ShareImage(context.absolute(card.url), f"Kartu berjudul “{said}” dari {card.text.brand_name}.")


def site_share_image(context: Context) -> views.ShareImage | None:
    """The card of every page that is not an item."""
    if not context.settings.editions.cards:
        return None
    card = site_card(context)
    return views.ShareImage(context.absolute(card.url), f"Kartu {card.text.brand_name}: {card.text.title}.")


def item_output(context: Context, item: Item) -> Iterator[Output]:
    """The file of the item's card."""
    if context.settings.editions.cards:
        yield _output(card_of(context, item))


def site_output(context: Context) -> Iterator[Output]:
    """The file of the site's card."""
    if context.settings.editions.cards:
        yield _output(site_card(context))


def _output(card: Card) -> Output:
    data = (card.text, card.photo, card.emblem)
    return Output((card.url.lstrip("/"),), "card", data, version=card.seal, is_costly=True)
