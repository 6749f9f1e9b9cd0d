"""An old post as a file of this house: its header with what is known, its text, its photos beside it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup

from mmc.base.items.front_matter import Entries, render_header
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import DRAFT, PAGE, PUBLISHED
from mmc.indonesian.calendar import header_moment
from mmc.indonesian.text import excerpt, group_key, squeeze
from mmc.migration.planning import Place

_EMPTY = re.compile(r"^[a-z_]+:\n(?! )", re.MULTILINE)
_CREDIT = re.compile(
    r"\s*[(\[/-]*\s*\b(?:foto|photo|dok(?:umentasi)?)\s*[:/]\s*(?P<name>[^()\[\]]{3,60}?)[)\]]?\.?\s*$", re.IGNORECASE
)
_NOBODY = frozenset({"ist", "istimewa", "internet", "google", "net", "pribadi", "doc", "dok"})
_FILE_NAME = re.compile(
    r"^(?:img|dsc|image|foto|photo|pic|whatsapp image|screenshot|pxl|wa)[ _-]?[\d_ .-]*(?:at.*)?$"
    r"|^[\w-]+\.(?:jpe?g|png|webp|gif)$|^[\d_ -]+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo beside the item, and what is said of it; `token` is the picture of the text that it was."""

    token: str
    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""

    def entry(self) -> dict[str, str]:
        """The photo as the header's list has it."""
        parts = {"file": self.file, "alt": self.alt, "caption": self.caption, "credit": self.credit}
        return {key: value for key, value in parts.items() if value}

    def inline(self) -> str:
        """The photo as it stands within a text."""
        words = squeeze(" ".join(filter(None, (self.caption, f"Foto: {self.credit}" if self.credit else ""))))
        title = ' "' + words.replace('"', "'").replace("\\", "") + '"' if words else ""
        return f"![{_bare(self.alt)}]({self.file}{title})"


@dataclass(frozen=True, slots=True)
class Story:
    """All that a file of the house says."""

    place: Place
    body: str
    dateline: str = ""
    code: str = ""
    lead: Shown | None = None
    photos: tuple[Shown, ...] = ()
    video_url: str = ""
    waits: tuple[str, ...] = field(default=())

    @property
    def is_draft(self) -> bool:
        """True when a person has to look at it before anybody reads it."""
        return bool(self.waits)


def described(token: str, file: str, alt: str, caption: str) -> Shown:
    """The photo with its words put where they belong: a file's name says nothing, and a credit is no caption."""
    words, credit = plain(caption), ""
    if found := _CREDIT.search(words):
        name = squeeze(found["name"]).strip(" .,/-")
        if group_key(name) not in _NOBODY:
            credit, words = name, words[: found.start()].rstrip(" .,;(-/")
            words = f"{words}." if words and words[-1] not in '!?…”"' else words
    said = squeeze(plain(alt))
    if _FILE_NAME.match(said) or len(group_key(said)) < 4:
        said = ""
    return Shown(token, file, said[:250], words, credit)


def takes_series(kind: str) -> bool:
    """True for a kind that shows a row of photos after its text."""
    return kind in KINDS and "photos" in KINDS[kind].fields


def text_of(story: Story) -> str:
    """The file's text, without the fields that are empty."""
    place = story.place
    post = place.post
    is_page = place.kind == PAGE
    title = plain(post.title) or excerpt(squeeze(plain(post.html)), 80).rstrip(".…") or "Tanpa judul"
    values: dict[str, str | Entries] = {
        "title": title,
        "date": "" if is_page else header_moment(place.published_at),
        "modified": header_moment(place.published_at) if is_page else "",
        "status": DRAFT if story.is_draft else PUBLISHED,
        "slug": place.slug,
        "summary": _summary(post.excerpt),
        "aliases": ", ".join(() if story.is_draft else place.aliases),
    }
    if not is_page:
        values |= {
            "id": place.id,
            "category": place.category,
            "district": place.district,
            "tags": ", ".join(place.tags),
            "dateline": story.dateline,
            "code": story.code,
            "author": "; ".join(place.authors),
        }
        if story.lead is not None:
            lead = story.lead
            values |= {
                "photo": lead.file,
                "photo_alt": lead.alt,
                "photo_caption": lead.caption,
                "photo_credit": lead.credit,
            }
        if story.photos:
            values["photos"] = [photo.entry() for photo in story.photos]
        if story.video_url:
            values["video_url"] = story.video_url
    header = render_header(place.kind, values)
    return f"{_EMPTY.sub('', _EMPTY.sub('', header))}\n{story.body.strip()}\n"


def arranged(
    kind: str, shown: Sequence[Shown], featured: str, gallery: frozenset[str]
) -> tuple[Shown | None, tuple[Shown, ...], dict[str, str]]:
    """
    Which photo leads, which follow the text, and the Markdown of each that stands within it, by token.

    The old site's main photo leads, else the first of the text; the photos of its galleries follow, where a kind has such a row.
    """
    if kind == PAGE or kind not in KINDS:
        return None, (), {photo.token: photo.inline() for photo in shown}
    if KINDS[kind].is_series:
        return None, tuple(shown), {photo.token: "" for photo in shown}
    lead = next((photo for photo in shown if photo.token == featured), None)
    lead = lead or next((photo for photo in shown if photo.token not in gallery), next(iter(shown), None))
    rest = [photo for photo in shown if photo is not lead and not (lead is not None and photo.file == lead.file)]
    row = [photo for photo in rest if photo.token in gallery] if takes_series(kind) else []
    inside = {photo.token: "" if photo in row else photo.inline() for photo in rest}
    return lead, tuple(row), {**{photo.token: "" for photo in shown}, **inside}


def plain(html: str) -> str:
    """The words of a piece of HTML, on one line."""
    if "<" not in html and "&" not in html:
        return squeeze(html)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return squeeze(BeautifulSoup(html, "html.parser").get_text(" "))


def _summary(text: str) -> str:
    words = plain(text)
    return excerpt(words, 200) if words else ""


def _bare(text: str) -> str:
    return text.replace("[", "(").replace("]", ")").replace("\\", "")


def with_alt(shown: Shown, alt: str, caption: str) -> Shown:
    """The photo with what the old site said of the file itself, where the text says nothing."""
    more = described(shown.token, shown.file, alt, caption)
    return replace(
        shown, alt=shown.alt or more.alt, caption=shown.caption or more.caption, credit=shown.credit or more.credit
    )
