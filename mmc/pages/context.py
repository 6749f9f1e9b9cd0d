"""What every page is made from: identity, catalogue, and the small views that many pages share."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from urllib.parse import quote

from mmc import feeds, pictures, structured, styles
from mmc.base import addresses
from mmc.base.groups import EVERYTHING, Group, group_url, groups_of
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import Item, Photo
from mmc.base.settings import Settings
from mmc.base.vocabulary import EMERGENCY_NUMBERS, VERDICTS, Category, District, Vocabulary
from mmc.catalogue.catalogue import Catalogue
from mmc.indonesian.calendar import MONTHS
from mmc.pages import branding, views

LOGO = "icon-512.png"  # search engines show it beside the name; pixels, at least 112 square
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
MOST = 20_000  # answers of one sort in memory; beyond it all are asked anew, so that memory does not follow the archive


class Context:
    """One build's knowledge; the views that it hands out are plain frozen data."""

    def __init__(
        self, settings: Settings, vocabulary: Vocabulary, catalogue: Catalogue, assets: tuple[styles.Asset, ...]
    ) -> None:
        self.settings, self.vocabulary, self.catalogue = settings, vocabulary, catalogue
        self.assets = assets
        self.entries: dict[str, feeds.Entry] = {}
        self._cards: dict[str, views.Card] = {}
        self._main_photos: dict[str, str] = {}
        self._pictures: dict[str, pictures.PicturePlan | None] = {}
        self._links: dict[tuple[str, str], views.Link | None] = {}

    def absolute(self, url: str) -> str:
        """The full address of a path on this site."""
        return f"{self.settings.site_url}{url}" if url.startswith("/") else url

    @property
    def tag_authority(self) -> str:
        """The name that stands in the ids of feeds for ever."""
        office = self.vocabulary.office
        return office.tag_authority or office.url.partition("//")[2].partition("/")[0].partition(":")[0]

    def groups(self, item: Item) -> list[Group]:
        """Every group that the item belongs to."""
        return groups_of(item, self.vocabulary)

    # Photos ------------------------------------------------------------------------------------------------------

    def plan_of(self, file: str) -> pictures.PicturePlan | None:
        """How the photo in this file is published, or None when there is no such photo."""
        if file not in self._pictures:
            if len(self._pictures) > MOST:
                self._pictures.clear()
            facts = self.catalogue.facts(file)
            self._pictures[file] = pictures.plan(pictures.PictureFacts(**json.loads(facts))) if facts else None
        return self._pictures[file]

    def main_photo(self, item: Item) -> str:
        """The file of the item's lead photo: the named one, else the one that shares the item's name; may not exist."""
        if item.path not in self._main_photos:
            if len(self._main_photos) > MOST:
                self._main_photos.clear()
            self._main_photos[item.path] = self._main_photo(item)
        return self._main_photos[item.path]

    def _main_photo(self, item: Item) -> str:
        folder = item.path.rpartition("/")[0]
        if not item.takes_beside:
            return f"{folder}/{item.photo}" if item.photo else ""
        stem = f"{item.path.removesuffix('.md')}-1"
        listed = {f"{folder}/{photo.file}" for photo in item.photos}
        beside = [file for file in self.catalogue.photos_beside(item.path) if file not in listed]
        return next((f"{stem}{suffix}" for suffix in PICTURE_SUFFIXES if f"{stem}{suffix}" in beside), "")

    def picture(self, item: Item) -> views.Picture | None:
        """The item's lead photo as it is shown."""
        photo = Photo("", item.photo_alt, item.photo_caption, item.photo_credit or "; ".join(item.photographer))
        file = self.main_photo(item)
        return self._picture(file, photo, item.photo_focus) if file else None

    def gallery(self, item: Item) -> tuple[views.Picture, ...]:
        """The photos that the header lists."""
        folder = item.path.rpartition("/")[0]
        found = (self._picture(f"{folder}/{photo.file}", photo) for photo in item.photos)
        return tuple(picture for picture in found if picture)

    def inline_picture(self, item: Item, name: str, alt: str, caption: str) -> views.Picture | None:
        """A photo inside a text."""
        return self._picture(f"{item.path.rpartition('/')[0]}/{name}", Photo(name, alt, caption))

    def _picture(self, file: str, photo: Photo, focus: str = "") -> views.Picture | None:
        plan = self.plan_of(file)
        if plan is None:
            return None
        sources = tuple(views.PictureSource(type_, srcset) for type_, srcset in plan.sources)
        said = (photo.alt, photo.caption, photo.credit)
        return views.Picture(plan.src, plan.width, plan.height, *said, sources, focus)

    # Links and cards ---------------------------------------------------------------------------------------------

    def category_link(self, item: Item) -> views.Link | None:
        """The item's category as a link."""
        return self._link("kategori", item.category, self.vocabulary.category)

    def district_link(self, item: Item) -> views.Link | None:
        """The item's district as a link."""
        return self._link("kecamatan", item.district, self.vocabulary.district)

    def _link(self, folder: str, name: str, find: Callable[[str], Category | District | None]) -> views.Link | None:
        """A subject of the office's lists as a link; there are few, and many items of each."""
        if (folder, name) not in self._links:
            found = find(name)
            self._links[folder, name] = views.Link(f"/{folder}/{found.slug}/", found.name) if found else None
        return self._links[folder, name]

    def card(self, item: Item) -> views.Card:
        """The item as other pages show it."""
        if item.path not in self._cards:
            if len(self._cards) > MOST:
                self._cards.clear()
            self._cards[item.path] = self._card(item)
        return self._cards[item.path]

    def cards(self, items: list[Item]) -> tuple[views.Card, ...]:
        """The items as other pages show them."""
        return tuple(self.card(item) for item in items)

    def _card(self, item: Item) -> views.Card:
        gallery, kind, category = self.gallery(item), KINDS[item.kind], self.category_link(item)
        return views.Card(
            id=item.id,
            kind=item.kind,
            kind_label=kind.label,
            url=item.url,
            title=item.headline,
            summary=item.summary,
            published_at=item.date,
            category=category,
            district=self.district_link(item),
            picture=self.picture(item) or (gallery[0] if gallery else None),
            answer=self.answer(item),
            number=item.number,
            starts_at=item.starts,
            ends_at=item.ends,
            place=item.event_place,
            kicker=category.label if category and kind.is_named_by_category else kind.label,
            icon=kind.icon,
            is_event=kind.is_event,
            is_withdrawn=item.withdrawn is not None,
            is_draft=not item.is_public(self.settings.now),
        )

    def answer(self, item: Item) -> views.Answer | None:
        """What the office answers to the rumour that this item is about, if it is about one."""
        if not item.verdict:
            return None
        verdict = VERDICTS[item.verdict]
        text = f"*{verdict.heading}*\n{item.title}\n{self.absolute(item.url)}"
        return views.Answer(
            word=verdict.word,
            note=verdict.note,
            tone=verdict.tone,
            type=verdict.name,
            meaning=verdict.meaning,
            answered_by=item.answered_by,
            answered_at=item.date,
            reply_url=f"https://wa.me/?text={quote(text, safe='')}",
        )

    # The same on every page --------------------------------------------------------------------------------------

    @cached_property
    def look(self) -> branding.Branding:
        """The office's emblem and colours."""
        return branding.look(self.vocabulary.office, self.settings.data, self.settings.theme)

    @cached_property
    def office(self) -> structured.Publisher:
        """The office as schema.org describes it."""
        office, absolute = self.vocabulary.office, self.absolute
        reached = {each.url.partition(":")[0]: each.url.partition(":")[2] for each in office.contacts if each.url}
        return structured.Publisher(
            name=office.name,
            url=absolute("/"),
            short_name=office.short_name,
            description=office.tagline,
            parent=office.office,
            region=office.region,
            province=office.province,
            locality=office.capital,
            principles=absolute("/pedoman-pemberitaan/"),
            corrections=absolute("/ralat-hak-jawab/"),
            masthead=absolute("/redaksi/"),
            logo=next(
                (structured.Image(absolute(each.url), 512, 512) for each in self.assets if each.name == LOGO), None
            ),
            email=reached.get("mailto", ""),
            telephone=reached.get("tel", ""),
            accounts=tuple(each.url for each in office.accounts if each.url),
        )

    @cached_property
    def site(self) -> views.Site:
        """The identity of the office."""
        office = self.vocabulary.office
        return views.Site(
            name=office.name,
            short_name=office.short_name,
            tagline=office.tagline,
            office=office.office,
            region=office.region,
            province=office.province,
            capital=office.capital,
            url=self.settings.site_url,
            lang=office.lang,
            menu=tuple(views.Link(link.url, link.label) for link in self.vocabulary.menu),
            footer=tuple(
                views.MenuGroup(group.label, tuple(views.Link(link.url, link.label) for link in group.links))
                for group in self.vocabulary.footer
            ),
            contacts=tuple(
                views.Contact(each.label, each.text or each.url, each.url)
                for each in office.contacts
                if each.text or each.url
            ),
            emergency=tuple(
                views.Contact(label, number, f"tel:{number}") for number, label in EMERGENCY_NUMBERS.items()
            ),
            accounts=tuple(views.Link(each.url, each.label) for each in office.accounts if each.url),
            assets={asset.name: asset.url for asset in sorted(self.assets, key=lambda asset: asset.name)},
            theme_color=self.look.colour,
            theme_color_dark=self.look.colour_by_night,
            emblem=self.look.emblem,
            notices=tuple(self._notice(item) for item in self.catalogue.urgent(self.settings.now)),
            licence_url=office.licence_url,
            corrections_url="/ralat-hak-jawab/",
            verify_url="/cara-memeriksa-keaslian/",
            search_url=addresses.SEARCH,
            subscribe_url=addresses.SUBSCRIBE,
            archive_url=group_url(EVERYTHING),
            manifest_url="/manifest.webmanifest",
            official_domain=self.settings.site_url.partition("//")[2],
            offline_url="/sw.js" if office.offline and not self.settings.drafts else "",
            is_preview=self.settings.drafts,
            live_reload=self.settings.live_reload,
        )

    def _notice(self, item: Item) -> views.Notice:
        return views.Notice(item.url, item.title, item.summary, item.starts or item.date, item.ends)

    def site_feeds(self) -> tuple[views.FeedLink, ...]:
        """The feeds of the whole site, announced by every page."""
        return self.feed_links(self.vocabulary.office.name, "/")

    def feed_links(self, label: str, url: str) -> tuple[views.FeedLink, ...]:
        """The three feeds of the group at this address."""
        return (
            views.FeedLink("application/atom+xml", f"{label} (Atom)", f"{url}atom.xml"),
            views.FeedLink("application/rss+xml", f"{label} (RSS)", f"{url}rss.xml"),
            views.FeedLink("application/feed+json", f"{label} (JSON)", f"{url}feed.json"),
        )

    def home_link(self) -> views.Link:
        """The first step of every breadcrumb trail."""
        return views.Link("/", "Beranda")


def month_label(month: int) -> str:
    """`Oktober 2023` for 202310."""
    return f"{MONTHS[month % 100 - 1]} {month // 100}"
