"""Every file of the site by the key of what it comes from, and which keys a change touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from mmc.base.groups import EVERYTHING
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE, Item
from mmc.catalogue.catalogue import month_of
from mmc.pages import cards
from mmc.pages.context import Context
from mmc.pages.output import Output
from mmc.pages.sorts import (
    clarifications,
    feeds,
    files,
    fixed,
    home,
    item,
    listing,
    machine,
    offline,
    photos,
    public_information,
    search,
)
from mmc.rebuild.digest import digest

SINGLE = {
    "home": home.home,
    "not-found": fixed.not_found,
    "search": search.outputs,
    "photo-check": photos.check_photo,
    "subscribe": fixed.subscribe,
    "clarifications": clarifications.outputs,
    "sitemap": machine.sitemap_index,
    "news-sitemap": machine.news_sitemap,
    "robots": machine.well_known,
    "security": machine.security,
    "assets": machine.assets,
    "offline": offline.outputs,
    "public-information": public_information.outputs,
    "site-card": cards.site_output,
}

OF_ITEM = {"item": item.outputs, "page": fixed.fixed_page}
OF_NAME = {"index": listing.index, "photo": files.photo, "copy": files.copied}
OF_YEAR = {
    "photo-year": photos.year_register,
    "sitemap-year": machine.sitemap_year,
}
OF_NUMBER = {"history": feeds.history, **OF_YEAR}
TIMED = (
    "home",
    *(f"listing|{kind.slug}" for kind in KINDS.values() if kind.is_event),
    "news-sitemap",
    "security",
)  # what time alone changes, so asked in every build
FOR_MACHINES = frozenset(
    {"feed", "history", "search", "news-sitemap", "sitemap", *OF_YEAR}
)  # sorts that no reader opens
OF_GROUP = {"listing": listing.landing, "feed": feeds.group_feeds}
OF_PERIOD = {"year": listing.year, "month": listing.month}


class Plan:
    """
    A key is a text like `month|berita|202310`; it names one question to the catalogue and yields the files that answer it.

    The files of a key that it no longer yields are removed; so a key whose subject is gone yields nothing.
    """

    def __init__(
        self, context: Context, templates: Mapping[str, bytes], version: bytes, picture_version: bytes
    ) -> None:
        self.context, self.templates, self.version, self.picture_version = context, templates, version, picture_version
        self.site_version = digest(repr(context.site), version)

    def outputs(self, key: str) -> Iterator[Output]:
        """The files of this key, each with the version of all that shapes it beside its data."""
        for output in self._outputs(key):
            kind, _, name = output.renderer.partition(":")
            if kind == "template":
                shaped_by = self.templates.get(name, b"") + self.site_version
            else:
                shaped_by = self.picture_version if output.is_costly else self.version
            version = digest(output.version, shaped_by)
            yield Output(output.paths, output.renderer, output.data, version, output.is_costly)

    def _outputs(self, key: str) -> Iterator[Output]:
        sort, _, rest = key.partition("|")
        if sort in SINGLE:
            yield from SINGLE[sort](self.context)
        elif sort in OF_ITEM:
            found = self.context.catalogue.find(rest)
            if found is not None:
                yield from OF_ITEM[sort](self.context, found)
        elif sort in OF_NAME:
            yield from OF_NAME[sort](self.context, rest)
        elif sort in OF_NUMBER:
            yield from OF_NUMBER[sort](self.context, int(rest))
        else:
            name, _, number = rest.partition("|")
            group = listing.find_group(self.context, name)
            if group is None:
                return
            if sort in OF_GROUP:
                yield from OF_GROUP[sort](self.context, group)
            else:
                yield from OF_PERIOD[sort](self.context, group, int(number))

    def all_keys(self) -> list[str]:
        """The keys of the whole site as it is now, those with most work first, so that all processes end together."""
        catalogue = self.context.catalogue
        keys = [f"history|{period}" for period in self.history]
        for year in sorted({month // 100 for month, _ in catalogue.months(EVERYTHING)}):
            keys += [f"{sort}|{year}" for sort in OF_YEAR]
        keys += [*SINGLE, *(f"index|{folder}" for folder in listing.SORTS)]
        for name in dict.fromkeys([*listing.fixed_groups(self.context), *catalogue.all_groups()]):
            keys += [f"listing|{name}", f"feed|{name}"]
            months = [month for month, _ in catalogue.months(name)]
            keys += [f"year|{name}|{year}" for year in sorted({month // 100 for month in months})]
            group = listing.find_group(self.context, name)
            if group is not None and listing.has_month_pages(group):
                keys += [f"month|{name}|{month}" for month in months]
        for path, seal, facts in catalogue.store.read("SELECT path, digest, facts FROM file ORDER BY path").fetchall():
            if facts:
                keys.append(f"photo|{seal.hex()}")
            elif path.startswith((files.ROOT_FILES, files.DOCUMENTS)):
                keys.append(f"copy|{path}")
        for (path,) in catalogue.store.read("SELECT path FROM item WHERE is_public ORDER BY path").fetchall():
            keys.append(f"page|{path}" if f"/{PAGE}/" in path else f"item|{path}")
        return list(dict.fromkeys(keys))

    @cached_property
    def history(self) -> list[int]:
        """The periods of the whole history, oldest first."""
        return feeds.history_periods(self.context)

    def shifted(self, history: list[int]) -> set[str]:
        """The keys of the periods that were elsewhere in this earlier history, since each links to its neighbours."""
        before, now = _beside(history), _beside(self.history)
        return {f"history|{period}" for period in before | now if before.get(period) != now.get(period)}

    def touched_by(self, changed: Item, *, is_only_text: bool = False) -> set[str]:
        """
        The keys whose files may show this item as the catalogue has it now; asked before and after a change.

        When only the text below the header changed, the pages that show but a card of the item stay as they are.
        """
        catalogue = self.context.catalogue
        keys = self._photo_keys(changed.path)
        if changed.kind == PAGE:
            return keys | {f"page|{changed.path}", "sitemap", "search"}
        groups = self.context.groups(changed)
        month = month_of(changed.date)
        keys |= {f"item|{changed.path}", *(f"feed|{group.name}" for group in groups)}
        keys.add("offline")
        if is_only_text:
            return keys | {"search", f"photo-year|{month // 100}", f"history|{month}", f"history|{month // 100}"}
        keys |= {"home", "sitemap", "search", "photo-check"}
        keys |= {f"{sort}-year|{month // 100}" for sort in ("photo", "sitemap")}
        if changed.kind == clarifications.KIND:
            keys.add("clarifications")
        for group in groups:
            keys.add(f"listing|{group.name}")
            keys |= {f"year|{group.name}|{year}" for year in self._near(group.name, month, 100)}
            if listing.has_month_pages(group):
                keys |= {f"month|{group.name}|{each}" for each in self._near(group.name, month, 1)}
            if "/" in group.name:
                keys.add(f"index|{group.name.partition('/')[0]}")
        keys |= {f"history|{month}", f"history|{month // 100}"}
        return keys | {f"item|{path}" for path in catalogue.affected_by(changed, groups)}

    def _photo_keys(self, path: str) -> set[str]:
        catalogue = self.context.catalogue
        named = [file for (file,) in catalogue.store.read("SELECT file FROM uses WHERE item = ?", path).fetchall()]
        seals = (catalogue.seal(file) for file in [*named, *catalogue.photos_beside(path)])
        return {f"photo|{seal.hex()}" for seal in seals if seal}

    def _near(self, group: str, month: int, unit: int) -> set[int]:
        """This period of a group, and the nearest older and newer ones that have items, since those link to it."""
        first = month // unit * unit
        older = self.context.catalogue.month_beside(group, first, is_newer=False)
        newer = self.context.catalogue.month_beside(group, first + unit - 1, is_newer=True)
        return {each // unit for each in (month, older, newer) if each}


def _beside(periods: list[int]) -> dict[int, tuple[int, int]]:
    return {each: (older, newer) for older, each, newer in zip([0, *periods], periods, [*periods[1:], 0], strict=False)}
