"""Clarifications beyond their own pages: Cek Pesan, the open dataset, and what their landing page tells of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from mmc.base import addresses
from mmc.base.groups import CLARIFICATIONS, group_url
from mmc.base.items.schema import Item
from mmc.base.vocabulary import VERDICTS, Vocabulary
from mmc.catalogue.catalogue import last_change
from mmc.clarifications import dataset, messages
from mmc.indonesian.calendar import long_date
from mmc.indonesian.text import slugify
from mmc.pages import views
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path
from mmc.pages.sorts.fixed import tool

KIND = CLARIFICATIONS
ADDRESS = group_url(KIND)
FILES = (("JSON", "data.json"), ("CSV", "data.csv"), ("Penjelasan kolom", "skema.json"))
ENOUGH_FOR_A_MEDIAN = 3
MOST = 100_000
SORT_OF_REGION = re.compile(r"^(?:Kabupaten|Kota) ")


def outputs(context: Context) -> Iterator[Output]:
    """Cek Pesan with its index, and the dataset in its forms."""
    items = _all(context)
    yield Output((page_path(addresses.CHECK_MESSAGE),), "template:check-message.html", _check_message(context))
    yield Output((page_path(addresses.MESSAGE_INDEX),), "bytes", _index(context, items))
    office, absolute = context.vocabulary.office, context.absolute
    rows = [_row(context, item) for item in items]
    schema = absolute(f"{ADDRESS}skema.json")
    licence = absolute(office.licence_url) if office.licence_url else ""
    files = (
        ("data.json", dataset.dataset_json(rows, office.name, licence, schema)),
        ("data.csv", dataset.dataset_csv(rows)),
        ("skema.json", dataset.dataset_schema(schema, VERDICTS)),
    )
    for name, data in files:
        yield Output((page_path(ADDRESS + name),), "bytes", data)


def verdict_slug(verdict: str) -> str:
    """`konten-palsu`, for addresses."""
    return slugify(verdict)


def verdict_links(context: Context) -> tuple[views.Link, ...]:
    """The pages of all verdicts that were ever given, in the order of the list, with how often."""
    counts = {name.partition("/")[2]: count for name, _, count in context.catalogue.groups("vonis")}
    found = ((verdict, verdict_slug(verdict)) for verdict in VERDICTS)
    return tuple(
        views.Link(group_url(f"vonis/{slug}"), verdict, counts[slug]) for verdict, slug in found if slug in counts
    )


def landing_facts(context: Context) -> dict[str, Any]:
    """What only the landing page of the clarifications has."""
    return {
        "verdicts": verdict_links(context),
        "response": _typical_response(_all(context)),
        "downloads": tuple(views.Link(ADDRESS + name, label) for label, name in FILES),
    }


def _typical_response(items: list[Item]) -> str:
    days = [dataset.response_days(item.claim_seen_date, item.date) for item in items if item.claim_seen_date]
    if len(days) < ENOUGH_FOR_A_MEDIAN:
        return ""
    middle = sorted(days)[(len(days) - 1) // 2]
    if not middle:
        return "Sedikitnya separuh dijawab pada hari kabarnya pertama kali terlihat."
    return f"Sedikitnya separuh dijawab paling lama {middle} hari sesudah kabarnya pertama kali terlihat."


def _all(context: Context) -> list[Item]:
    return context.catalogue.newest(KIND, MOST)


def _check_message(context: Context) -> views.MessageCheckPage:
    description = "Terima pesan berantai dan ragu? Bandingkan dengan kabar yang sudah kami jawab."
    return views.MessageCheckPage(
        **tool(context, addresses.CHECK_MESSAGE, "Cek Pesan", description),
        links=(views.Link(ADDRESS, "Semua klarifikasi"),),
        ask=_ways_to_ask(context),
    )


def _ways_to_ask(context: Context) -> tuple[views.Link, ...]:
    """The office's contacts that take a message, each ending where the message follows."""
    ways = []
    for contact in context.site.contacts:
        if contact.url.startswith("mailto:"):
            ways.append(views.Link(f"{contact.url.partition('?')[0]}?subject=Cek%20pesan&body=", contact.label))
        elif urlsplit(contact.url).hostname == "wa.me":
            ways.append(views.Link(f"{contact.url.partition('?')[0]}?text=", contact.label))
    return tuple(ways)


def _index(context: Context, items: list[Item]) -> bytes:
    rumours = [
        messages.Rumour(
            item.number,
            item.url,
            item.title,
            item.verdict,
            item.claim,
            item.answered_by,
            long_date(item.date),
            item.claim_variants,
        )
        for item in items
        if item.withdrawn is None
    ]
    return messages.message_index(rumours, _places(context.vocabulary), _short_names(context.vocabulary))


def _short_names(vocabulary: Vocabulary) -> dict[str, str]:
    """What people write instead of a name, with the name."""
    office = vocabulary.office
    found = {each.short: each.name for each in vocabulary.districts}
    found[office.region_short] = SORT_OF_REGION.sub("", office.region)
    return {short: name for short, name in found.items() if short}


def _places(vocabulary: Vocabulary) -> list[str]:
    """The names that half of all messages of the region contain."""
    office = vocabulary.office
    return [office.region, office.province, office.capital, *(each.name for each in vocabulary.districts)]


def _row(context: Context, item: Item) -> dataset.Clarification:
    assert item.claim_seen_date is not None
    return dataset.Clarification(
        id=item.id,
        number=item.number,
        url=context.absolute(item.url),
        title=item.title,
        claim=item.claim,
        verdict=item.verdict,
        seen=item.claim_seen_date,
        seen_where=item.claim_seen_where,
        published=item.date,
        modified=last_change(item) or item.date,
        answered_by=item.answered_by,
        summary=item.summary,
        archive_url=item.claim_archive,
        district=item.district,
        is_withdrawn=item.withdrawn is not None,
        sources=tuple(dataset.Source(each.name, each.url) for each in item.sources),
        updates=tuple(dataset.Update(each.at, each.text) for each in item.updates),
    )
