"""What many pages show: links, pictures, answers, cards, and what every page has."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go. `url` is absolute within the site (`/berita/`) or a full address outside it."""

    url: str
    label: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class PictureSource:
    """One `<source>`: a media type and its `srcset` string (`/media/a-360.avif 360w, …`)."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo ready to be shown; `src` is a JPEG that every browser reads; `colour` stands in until it arrives."""

    src: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    sources: tuple[PictureSource, ...] = ()
    focus: str = ""  # where its subject is when it is cut: `kiri atas`; empty for the upper third


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office answers to a rumour, wherever it stands: the plain word first, then its type, the truth, and who says so."""

    word: str  # TIDAK BENAR
    note: str  # direkayasa; often empty
    tone: str  # salah, menyesatkan, satire, belum, benar: its colour and its shape
    type: str  # konten palsu, as the closed list has it
    meaning: str  # the type in one ordinary sentence
    answered_by: str
    answered_at: datetime
    reply_url: str  # WhatsApp with the text to paste: verdict, truth, address


@dataclass(frozen=True, slots=True)
class Card:
    """An item as other pages show it."""

    id: str
    kind: str
    kind_label: str
    url: str
    title: str
    summary: str
    published_at: datetime
    category: Link | None = None
    district: Link | None = None
    picture: Picture | None = None
    answer: Answer | None = None
    number: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    kicker: str = ""  # the words above its title: its category or its kind
    icon: str = ""  # on its picture
    is_event: bool = False
    is_withdrawn: bool = False
    is_draft: bool = False
    _told: str = field(default="", init=False, compare=False)  # once; dozens of pages show, and tell of, the same card

    def __repr__(self) -> str:
        told = self._told or ", ".join(f"{at.name}={getattr(self, at.name)!r}" for at in fields(self) if at.compare)
        object.__setattr__(self, "_told", told)
        return f"Card({told})"


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed for autodiscovery: media type, title, address."""

    type: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ShareImage:
    """The picture a chat shows: 1200x630 JPEG, full address."""

    url: str
    alt: str
    width: int = 1200
    height: int = 630


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has. `url` is the path from the root; `canonical` the full address."""

    url: str
    canonical: str
    title: str
    description: str
    section: str = ""  # the menu entry that is current, by its url
    breadcrumbs: tuple[Link, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    json_ld: tuple[str, ...] = ()  # serialised and safe to stand inside <script type="application/ld+json">
    robots: str = "max-image-preview:large"
    og_type: str = "website"
    share_image: ShareImage | None = None
    share_title: str = ""  # beside a shared link, where it is another than the title
