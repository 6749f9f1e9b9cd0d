"""What templates see: plain, complete, frozen data; a template gets `site` and `page` and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime


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


@dataclass(frozen=True, slots=True)
class Credit:
    """A credited person or source: the role's label (“Penulis”), the name, and the page of the person if there is one."""

    label: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated change note: `kind` is `ralat`, `koreksi`, `hak jawab` or `pembaruan`; `html` is cleaned by prose."""

    kind: str
    at: datetime
    html: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why and when an item was withdrawn; the page stays. `html` is cleaned by prose."""

    at: datetime
    html: str


@dataclass(frozen=True, slots=True)
class ShareLink:
    """A share address that needs no script; `network` is the icon's name (`whatsapp`)."""

    network: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A clarification's fixed parts; the `*_html` are cleaned by prose."""

    number: str
    answer: Answer
    claim_html: str
    seen_at: date
    seen_where: str
    archive_url: str = ""
    sources: tuple[Link, ...] = ()  # url may be empty: a source with a name only
    response: str = ""  # how soon it was answered, as a sentence
    verdict_url: str = ""  # all clarifications with this verdict


@dataclass(frozen=True, slots=True)
class StoryPage(Page):
    """One item, of any kind; parts that a kind does not have are empty."""

    kind: str = ""
    kind_label: str = ""
    item_id: str = ""
    category: Link | None = None
    district: Link | None = None
    tags: tuple[Link, ...] = ()
    summary: str = ""
    dateline: str = ""
    credits: tuple[Credit, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None  # None when never updated
    event_date: date | None = None
    event_place: str = ""
    starts_at: datetime | None = None  # agenda, urgent notice
    ends_at: datetime | None = None
    organizer: str = ""
    calendar_url: str = ""  # the agenda's .ics
    key_points: tuple[str, ...] = ()
    picture: Picture | None = None
    gallery: tuple[Picture, ...] = ()
    video_url: str = ""
    video_host: str = ""
    video_duration: str = ""
    html: str = ""  # the body, cleaned and typeset by prose
    code: str = ""  # the raw closing code
    corrections: tuple[Correction, ...] = ()
    withdrawal: Withdrawal | None = None
    claim: Claim | None = None
    is_urgent: bool = False
    is_draft: bool = False
    embargo_until: datetime | None = None  # only in a preview
    reading_minutes: int = 1
    share_links: tuple[ShareLink, ...] = ()
    text_url: str = ""  # the text edition
    qr_url: str = ""  # an SVG of the canonical address, for print
    older: Card | None = None
    newer: Card | None = None
    related: tuple[Card, ...] = ()
    lang: str = "id"


@dataclass(frozen=True, slots=True)
class Period:
    """A year or month in an archive: its label, address and number of items."""

    label: str
    url: str
    count: int
    months: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthOfCards:
    """The items of one month, newest first."""

    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ListingPage(Page):
    """The landing page of a group (kind, category, district, tag, author): its latest items and the way to all others."""

    group: str = ""  # arsip, kind, category, district, tag, author
    intro: str = ""
    upcoming: tuple[Card, ...] = ()  # of the agenda: what was not over when the site was built, the nearest first
    cards: tuple[Card, ...] = ()
    total: int = 0
    is_complete: bool = True  # the cards are all there are
    periods: tuple[Period, ...] = ()
    verdicts: tuple[Link, ...] = ()  # of the clarifications: those that were given
    response: str = ""  # of the clarifications: how soon rumours are answered
    downloads: tuple[Link, ...] = ()  # of the clarifications: the open dataset


@dataclass(frozen=True, slots=True)
class PeriodPage(Page):
    """A complete year or month of a group. A year has `months` (of cards) or `periods` (links); a month has one month."""

    group: str = ""
    label: str = ""
    months: tuple[MonthOfCards, ...] = ()
    periods: tuple[Period, ...] = ()
    total: int = 0
    older: Link | None = None
    newer: Link | None = None


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """All groups of one sort (categories, districts, tags, authors), each with its count."""

    group: str = ""
    intro: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category on the home page."""

    link: Link
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class HomePage(Page):
    """The front page."""

    lead: Card | None = None
    latest: tuple[Card, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    clarifications: tuple[Card, ...] = ()
    announcements: tuple[Card, ...] = ()
    agenda: tuple[Card, ...] = ()
    galleries: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the newsroom: what they answer for, and who they are."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class FixedPage(Page):
    """A page that the office wrote: Redaksi, PPID, … ; `html` is cleaned by prose."""

    html: str = ""
    summary: str = ""
    modified_at: datetime | None = None
    headings: tuple[Heading, ...] = ()
    shows_contacts: bool = False  # the page of the ways to reach the office
    shows_people: bool = False  # the page of the newsroom
    people: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolPage(Page):
    """A page whose work is done by a script on the reader's phone (search, Cek Pesan, Cek Foto), with words for the rest."""

    html: str = ""
    links: tuple[Link, ...] = ()
    note: str = ""  # what does not work here and why; only in a preview


@dataclass(frozen=True, slots=True)
class MessageCheckPage(ToolPage):
    """Cek Pesan; `ask` are the ways to ask the office, each an address that ends where the message follows."""

    ask: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoCheckPage(ToolPage):
    """Cek Foto; `years` have a register of photos each."""

    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """The feeds of one subject on the page Langganan."""

    label: str
    feeds: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True)
class SubscribePage(Page):
    """Feeds explained to people, and all of them listed."""

    groups: tuple[FeedGroup, ...] = ()
    opml_url: str = ""


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Links under one heading, in the footer."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach the office: `label` (“Alamat”), `text`, and `url` (mailto:, tel:, https:) or empty."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """An urgent notice, shown on every page while it is in force."""

    url: str
    title: str
    summary: str
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Site:
    """The identity of the office, the same on every page; all of it comes from `data/` and the settings."""

    name: str  # MMC Barito Selatan
    short_name: str  # MMC Barsel
    tagline: str
    office: str  # Dinas Komunikasi dan Informatika Kabupaten Barito Selatan
    region: str  # Kabupaten Barito Selatan
    province: str
    capital: str
    url: str  # https://host, no slash at the end
    lang: str
    menu: tuple[Link, ...]
    footer: tuple[MenuGroup, ...]
    contacts: tuple[Contact, ...]
    emergency: tuple[Contact, ...]  # the national emergency numbers
    accounts: tuple[Link, ...]  # official social accounts
    assets: dict[str, str]  # mmc.css, share.js, … -> fingerprinted address
    theme_color: str
    theme_color_dark: str
    emblem: Picture | None = None  # only if the office supplies the file
    share_image: ShareImage | None = None
    notices: tuple[Notice, ...] = ()
    licence_url: str = ""
    corrections_url: str = ""
    verify_url: str = ""  # Cara Memeriksa Keaslian
    search_url: str = ""
    subscribe_url: str = ""
    archive_url: str = ""
    manifest_url: str = ""  # /manifest.webmanifest, when there is one
    official_domain: str = ""  # “mmc.baritoselatankab.go.id”, shown in “how to know that this site is official”
    is_preview: bool = False
    live_reload: str = ""  # address of the preview's reload script; empty in production
