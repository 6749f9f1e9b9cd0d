"""Which dates to keep are still to come, by the clock of the build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from mmc.base.items.kinds import Kind
from mmc.base.items.schema import Item
from mmc.indonesian.calendar import day_end
from mmc.pages.context import Context

LOOKED_AT = 200  # the newest ones of a kind; what was announced before them is taken to be over


def ends_at(item: Item) -> datetime:
    """When it is over: at its end, else with the day on which it starts."""
    return item.ends or day_end(item.starts or item.date)


def upcoming(context: Context, kinds: Iterable[Kind]) -> list[Item]:
    """What of these kinds was not over when the site was built, the nearest first."""
    items = [item for item in _newest(context, kinds) if ends_at(item) > context.settings.now]
    return sorted(items, key=lambda item: (item.starts or item.date, item.id))


def past(context: Context, kinds: Iterable[Kind], limit: int) -> list[Item]:
    """What of these kinds was over, the latest first."""
    items = [item for item in _newest(context, kinds) if ends_at(item) <= context.settings.now]
    return sorted(items, key=lambda item: (item.starts or item.date, item.id), reverse=True)[:limit]


def _newest(context: Context, kinds: Iterable[Kind]) -> Iterator[Item]:
    for kind in kinds:
        yield from context.catalogue.newest(kind.slug, LOOKED_AT)
