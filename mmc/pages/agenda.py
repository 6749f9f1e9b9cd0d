"""What of the agenda is still to come, by the clock of the build."""

from __future__ import annotations

from datetime import datetime

from mmc.base.schema import Item
from mmc.indonesian.calendar import day_end
from mmc.pages.context import Context

KIND = "agenda"
LOOKED_AT = 200  # the newest ones; what was announced before them is taken to be over


def ends_at(item: Item) -> datetime:
    """When it is over: at its end, else with the day on which it starts."""
    return item.ends or day_end(item.starts or item.date)


def upcoming(context: Context) -> list[Item]:
    """What was not over when the site was built, the nearest first."""
    items = [item for item in context.catalogue.newest(KIND, LOOKED_AT) if ends_at(item) > context.settings.now]
    return sorted(items, key=lambda item: (item.starts or item.date, item.id))


def past(context: Context, limit: int) -> list[Item]:
    """What was over, the latest first."""
    items = [item for item in context.catalogue.newest(KIND, LOOKED_AT) if ends_at(item) <= context.settings.now]
    return sorted(items, key=lambda item: (item.starts or item.date, item.id), reverse=True)[:limit]
