"""Cek Foto: the page, and the register of published photos that it compares with."""

from __future__ import annotations

import json
from collections.abc import Iterator

from mmc.base import addresses
from mmc.base.groups import EVERYTHING
from mmc.base.items.schema import Item
from mmc.indonesian.calendar import short_date
from mmc.pages import views
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path
from mmc.pages.sorts.fixed import tool
from mmc.pictures.register import Published, register

TITLE = "Cek Foto"
DESCRIPTION = "Periksa apakah sebuah foto pernah kami terbitkan, dan untuk kabar yang mana."


def check_photo(context: Context) -> Iterator[Output]:
    """The page; it names the years that have a register."""
    years = sorted({month // 100 for month, _ in context.catalogue.months(EVERYTHING)})
    page = views.PhotoCheckPage(**tool(context, addresses.CHECK_PHOTO, TITLE, DESCRIPTION), years=tuple(years))
    yield Output((page_path(page.url),), "template:check-photo.html", page)


def year_register(context: Context, year: int) -> Iterator[Output]:
    """The register of the photos whose items were published in this year; nothing when there were none."""
    items = context.catalogue.in_months(EVERYTHING, year * 100 + 1, year * 100 + 12)
    if items:
        photos = (photo for item in reversed(items) for photo in _photos(context, item))
        for name, data in register(year, photos).items():
            yield Output((page_path(addresses.CHECK_PHOTO + name),), "bytes", data)


def _photos(context: Context, item: Item) -> Iterator[Published]:
    """Every photo that the item's page shows, once, the lead first."""
    folder, store = item.path.rpartition("/")[0], context.catalogue.store
    alts = {context.main_photo(item): item.photo_alt, **{f"{folder}/{each.file}": each.alt for each in item.photos}}
    named = [file for (file,) in store.read("SELECT file FROM uses WHERE item = ? ORDER BY file", item.path).fetchall()]
    for file in dict.fromkeys([*alts, *named]):
        if plan := context.plan_of(file):
            facts = json.loads(context.catalogue.facts(file))
            small = next(each for each in plan.variants if each.type == "image/webp").name
            alt = alts.get(file) or f"Foto pada kabar “{item.title}”"
            yield Published(facts["fingerprint"], item.url, item.title, short_date(item.date), small, alt)
