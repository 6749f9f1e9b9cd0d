"""Pages that are no items: what the office wrote, tools, subscriptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mmc.pages.views.public_information import Desk, Record
from mmc.pages.views.shared import Answer, FeedLink, Link, Page


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
    records: tuple[Record, ...] = ()  # the documents of the class that the page is about
    records_url: str = ""  # the list of them, on the pages of classes
    desk: Desk | None = None  # on the page PPID


@dataclass(frozen=True, slots=True)
class ToolPage(Page):
    """A page whose work is done by a script on the reader's phone (search, Cek Pesan, Cek Foto), with words for the rest."""

    html: str = ""
    links: tuple[Link, ...] = ()
    note: str = ""  # what does not work here and why; only in a preview


@dataclass(frozen=True, slots=True)
class SearchPage(ToolPage):
    """
    The search; `index` is JSON in which no markup can stand, `messages_url` what Cek Pesan compares with, `pattern` an answer
    whose block the script fills anew.
    """

    index: str = ""
    messages_url: str = ""
    pattern: Answer | None = None


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
