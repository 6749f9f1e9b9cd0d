"""An item from its file to what is told of it: texts, pictures, posts; and all that follows a release."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from mmc import wellknown
from mmc.announce import Ledger, Network, Owed, Ping, Result, Story, declaration, due, pings, send, text_for
from mmc.announce.declaration import Declared
from mmc.announce.http import RefusedError, UnclearError, ask
from mmc.base import addresses
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE, Item
from mmc.base.problems import ContentError, Problem, errors, posix
from mmc.base.vocabulary import VERDICTS, Vocabulary, load_vocabulary
from mmc.catalogue.intake import Intake
from mmc.channels import scripts
from mmc.pages import cards, channels
from mmc.pages.branding import look
from mmc.pages.context import PICTURE_SUFFIXES
from mmc.prose.markdown import convert

PLACES = ("whatsapp", "telegram", "facebook", "x", "instagram")
PICTURES = {"feed.jpg": "feed", "story.jpg": "story", "status.jpg": "story", "tautan.jpg": "share"}
SLIDE = "korsel-{}.jpg"  # the first of the row is the feed's own
RECENT = timedelta(days=60)  # how long after the date in its name a file may still become public, by its embargo
IDENTITY = re.compile(rb"^id:[ \t]*(\S+)", re.MULTILINE)
FEEDS = ("atom.xml", "rss.xml", "feed.json")
EDITIONS = ("teks/",)  # pages that say what another page says


@dataclass(frozen=True, slots=True)
class Announced:
    """An item, what is told of it, and the file of its photo (None without one)."""

    item: Item
    story: Story
    photo: Path | None = None


class Newsroom:
    """
    The project's folder as announcements need it.

    `home` is where records are kept and pictures written, where the content is taken from another folder.
    """

    def __init__(self, root: Path, home: Path | None = None) -> None:
        self.root, self.home = root, home or root
        self.vocabulary: Vocabulary = load_vocabulary(root / "data")
        self.intake = Intake(root, self.vocabulary)
        self.ledger = Ledger(self.home / "data")
        self.declared: Declared = declaration.declared(root / "data")

    @property
    def address(self) -> str:
        """The site's address, without a slash at the end."""
        return self.vocabulary.office.url

    @property
    def host(self) -> str:
        """The site's name on the net."""
        return self.address.partition("//")[2]

    def find(self, wanted: str) -> Path:
        """The file that is meant by a path, an id, or an address on the site; `ContentError` when there is none."""
        path = self.root / wanted
        if path.suffix == ".md" and path.is_file() and path.resolve().is_relative_to(self.root / "content"):
            return path.resolve()
        parts = [part for part in wanted.removeprefix(self.address).split("/") if part]
        if len(parts) == 4 and parts[0] in KINDS:
            month = sorted((self.root / "content").joinpath(*parts[:3]).glob("*.md"))
            found = [each for each in month if self.announced(each).item.url == f"/{'/'.join(parts)}/"]
        else:
            found = [each for each in self._files() if _id_in(each) == wanted]
        if not found:
            hint = "Sebutkan berkasnya (content/…/….md), nomor tetapnya, atau alamatnya di situs."
            raise ContentError([Problem(wanted, 0, "Naskah ini tidak ditemukan.", hint)])
        return found[0]

    def announced(self, path: Path) -> Announced:
        """The item of this file and its story; `ContentError` with its problems when it is not ready to be read."""
        shown = posix(path.relative_to(self.root))
        taken = self.intake.take(shown)
        item = taken.item
        if item is None or item.kind == PAGE:
            labels = ", ".join(kind.label.lower() for kind in KINDS.values())
            hint = f"Yang disiarkan hanya naskah: {labels}."
            raise ContentError(errors(taken.problems) or [Problem(shown, 0, "Halaman tetap tidak disiarkan.", hint)])
        return Announced(item, self._story(item), _photo_of(path, item))

    def pictures(self, announced: Announced) -> Iterator[tuple[str, bytes]]:
        """The item's pictures by the name of their file: for a feed, a story, a status, and beside a link."""
        from mmc.pictures.cards import FORMATS, draw_card  # Pillow loads only where pictures are drawn

        text = cards.card_text(self.vocabulary, self.host, announced.item)
        photo = announced.photo.read_bytes() if announced.photo else b""
        supplied = look(self.vocabulary.office, self.root / "data", self.root / "theme").card_emblem
        emblem = (self.root / "data" / supplied).read_bytes() if supplied else b""
        drawn = {name: draw_card(text, FORMATS[name], photo, emblem) for name in dict.fromkeys(PICTURES.values())}
        for name, form in PICTURES.items():
            yield name, drawn[form]

    def write(self, announced: Announced) -> Path:
        """The folder with the item's texts and pictures, made anew."""
        folder = self.home / "siaran" / announced.item.id
        folder.mkdir(parents=True, exist_ok=True)
        for place in PLACES:
            (folder / f"{place}.txt").write_text(text_for(place, announced.story) + "\n", encoding="utf-8")
        pictures = dict(self.pictures(announced))
        for name, data in {**pictures, SLIDE.format(1): pictures["feed.jpg"], **self.channels(announced)}.items():
            (folder / name).write_bytes(data)
        return folder

    def channels(self, announced: Announced) -> dict[str, bytes]:
        """The item's files for the board, the radio and short messages, and the slides behind its card."""
        from mmc.pictures.sheets.paper import sheet
        from mmc.pictures.sheets.slides import draw_slide  # these libraries load only where something is drawn
        from mmc.qr import qr_rows

        item, colour = announced.item, self.vocabulary.office.theme_color
        told = channels.telling(self.vocabulary, self.address, item, convert(item.body).html)
        text, code = channels.sheet_text(told, item, colour), qr_rows(told.url)
        found = {name: sheet(text, form, code) for form, name in addresses.SHEETS.items()}
        found |= {name: script.encode() for name, script in scripts.texts(told).items()}
        return found | {SLIDE.format(each.place[0]): draw_slide(each) for each in channels.slides(told, colour)}

    def networks(self) -> tuple[list[Network], list[str]]:
        """The networks that the office has filled in, and what is missing for the others."""
        return declaration.networks(self.declared)

    def check_ready(self, announced: Announced, now: datetime) -> None:
        """`ContentError` unless readers can open the item: it is public by its header, and it is live."""
        item, url = announced.item, announced.story.url
        if not item.is_public(now):
            message = "Naskah ini belum terbit (draf, atau waktunya belum tiba)."
            raise ContentError([Problem(item.path, 0, message, "Terbitkan dahulu, lalu siarkan.")])
        try:
            ask("HEAD", url)
        except (RefusedError, UnclearError) as error:
            message = f"Halamannya belum dapat dibuka pembaca: {error}."
            raise ContentError([Problem(item.path, 0, message, f"Terbitkan dahulu; alamatnya {url}")]) from error

    def send(self, announced: Announced, networks: Iterable[Network], now: datetime) -> list[Result]:
        """The item stands at every network once."""
        image = dict(self.pictures(announced))["tautan.jpg"]
        alt = f"Kartu berjudul “{announced.item.title}”."
        return send(replace(announced.story, image=image, image_alt=alt), networks, self.ledger, now)

    def due(self, networks: list[Network], now: datetime, new: Collection[str] | None = None) -> list[Announced]:
        """
        The public items that some network lacks although they are fresh, or tells in words that are no longer ours.

        `new` are the pages that this release has shown first; what was there before, and of which the ledger here knows
        nothing, is announced by whoever published it.
        """

        def is_ours(story: Story) -> bool:
            return new is None or f"{story.url.removeprefix(self.address).strip('/')}/index.html" in new

        found = [each for each in self._candidates(now) if each.item.is_public(now)]
        wanted = due([(each.item.due_at, each.story) for each in found], networks, self.ledger, now, is_ours)
        ids = {story.id for story in wanted}
        return [each for each in found if each.item.id in ids]

    def _candidates(self, now: datetime) -> Iterator[Announced]:
        told = {item for item, _ in self.ledger.everything()}
        since = f"{now - RECENT:%Y-%m-%d}"
        for path in self._files():
            if path.name[:10] >= since or (told and _id_in(path) in told):
                try:
                    yield self.announced(path)
                except ContentError:
                    continue  # what is not ready is not public either; the gate tells why

    def _files(self) -> list[Path]:
        content = self.root / "content"
        return sorted(path for kind in KINDS for path in (content / kind).rglob("*.md"))

    def _story(self, item: Item) -> Story:
        return Story(
            id=item.id,
            url=f"{self.address}{item.url}",
            title=item.title,
            summary=item.summary,
            verdict=VERDICTS[item.verdict].heading if item.verdict else "",
            notice=_notice(item),
            changed=_changed(item),
            tags=item.tags,
            lang=item.lang,
        )


def after_release(
    root: Path,
    changed: Iterable[str],
    now: datetime,
    say: Callable[[str], None],
    new: Collection[str] | None = None,
    home: Path | None = None,
) -> bool:
    """
    What a release has changed is told: hubs of the feeds, search engines, and the networks, each once. True when all of it was.

    `changed` are the paths of new and changed files, `new` those that readers see for the first time. Nothing here raises:
    the release stands, what failed is said and waits for the next one.
    """
    try:
        newsroom = Newsroom(root, home)
        told = [*_ping(newsroom, changed, now), *_announce_due(newsroom, now, new)]
    except Exception as error:  # noqa: BLE001 - whatever it is, readers already see the new site
        told = [f"Siaran sesudah terbit gagal: {error}"]
    for line in told:
        say(line)
    return not told


def _ping(newsroom: Newsroom, changed: Iterable[str], now: datetime) -> list[str]:
    if newsroom.host.endswith((".example", ".test", ".invalid", "localhost")):
        return []
    paths = sorted(changed)
    hubs = newsroom.vocabulary.office.hubs
    wanted = [
        Ping("websub", hub, f"{newsroom.address}/{path}")
        for hub in hubs
        for path in paths
        if path.rpartition("/")[2] in FEEDS
    ]
    if newsroom.declared.indexnow:
        pages = (path.removesuffix("index.html") for path in paths if path.rpartition("/")[2] == "index.html")
        wanted += [
            Ping("indexnow", newsroom.declared.indexnow, f"{newsroom.address}/{page}")
            for page in pages
            if not page.endswith(EDITIONS)
        ]
    key = wellknown.indexnow_key(newsroom.host)
    done = pings.after_release(Owed(newsroom.home / "data"), wanted, newsroom.host, key, now)
    return [f"{problem.rstrip('.')}. Dicoba lagi pada penerbitan berikutnya." for problem in done.problems]


def _announce_due(newsroom: Newsroom, now: datetime, new: Collection[str] | None) -> list[str]:
    networks, missing = newsroom.networks()
    told = list(missing)
    if networks:
        for announced in newsroom.due(networks, now, new):
            results = newsroom.send(announced, networks, now)
            told += [f"{announced.item.id}: {result.message}" for result in results if result.needs_a_person]
    return told


def _changed(item: Item) -> str:
    """What the latest correction says, or why the item was withdrawn."""
    if item.withdrawn is not None:
        return item.withdrawn.text
    latest = max(item.corrections, key=lambda change: change.at, default=None)
    return latest.text if latest and latest.kind != "pembaruan" else ""


def _notice(item: Item) -> str:
    """What must be known before the title: the item was withdrawn, or its latest change is a correction."""
    if item.withdrawn is not None:
        return "Ditarik"
    latest = max(item.corrections, key=lambda change: change.at, default=None)
    return latest.kind.capitalize() if latest and latest.kind != "pembaruan" else ""


def _photo_of(path: Path, item: Item) -> Path | None:
    named = item.photo or (item.photos[0].file if item.photos else "")
    beside = [path.with_name(named)] if named else [path.with_name(f"{path.stem}-1{end}") for end in PICTURE_SUFFIXES]
    return next((photo for photo in beside if photo.is_file()), None)


def _id_in(path: Path) -> str:
    with path.open("rb") as file:
        found = IDENTITY.search(file.read(4096))
    return found[1].decode("utf-8", "replace") if found else ""
