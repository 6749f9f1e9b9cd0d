"""Markdown to HTML by Python-Markdown, with one parser for all the items of a process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape, unescape

from markdown import Markdown

from mmc.prose.cleaning import clean
from mmc.prose.dialect import Anchor, NewsroomMarkdown
from mmc.prose.places import without_places
from mmc.prose.placing import InlinePhoto
from mmc.prose.typography import TAG, typeset_html

WORD = re.compile(r"\w+")
BLOCK_BREAK = re.compile(r"</(?:p|li|h[2-4]|tr|blockquote|dd|dt)>")
WORDS_PER_MINUTE = 200  # silent reading of Indonesian prose; Brysbaert 2019 gives 238 for English fiction


@dataclass(frozen=True, slots=True)
class Prose:
    """
    A text ready to be shown.

    `html` is cleaned and typeset, with a place for each of the `photos` (see `placing.set_in`); `text` is the same without
    markup, a paragraph to a line; `headings` are the anchors and words of its second-level headings, `anchors` the anchors of
    all; `addresses` are its links as the writer wrote them; `unread` is what looks like a mark and was left as text.
    """

    html: str
    text: str
    words: int
    headings: tuple[tuple[str, str], ...] = ()
    anchors: tuple[str, ...] = ()
    addresses: tuple[Anchor, ...] = ()
    photos: tuple[InlinePhoto, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def links(self) -> tuple[str, ...]:
        """Every address that the text leads to, once."""
        return tuple(
            dict.fromkeys([*(each.address for each in self.addresses), *(p.link for p in self.photos if p.link)])
        )

    @property
    def images(self) -> tuple[str, ...]:
        """Every photo that the text shows, once."""
        return tuple(dict.fromkeys(photo.file for photo in self.photos))

    @property
    def reading_minutes(self) -> int:
        """Whole minutes that reading takes, at least one."""
        return max(1, round(self.words / WORDS_PER_MINUTE))


def convert(body: str, *, is_typeset: bool = True, is_linking: bool = True) -> Prose:
    """
    The body as clean, typeset HTML and what else is known of it; never raises for any text within the gate's budget.

    With `is_linking` an address that stands in the text for itself is a link.
    """
    parser, dialect = _parser(is_linking)
    parser.reset()
    html = clean(parser.convert(body))
    if is_typeset:
        html = typeset_html(html)
    text = plain_text(html)
    found = dialect.gathered
    return Prose(
        html=dialect.notes.set_in(html),
        text=text,
        words=count_words(text),
        headings=tuple((anchor, _heading(label, is_typeset)) for tag, anchor, label in found.headings if tag == "h2"),
        anchors=tuple(anchor for _, anchor, _ in found.headings),
        addresses=tuple(found.links),
        photos=tuple(dialect.photos.photos),
        unread=(*found.unread, *dialect.notes.unread),
    )


def _heading(label: str, is_typeset: bool) -> str:
    html = f"<h2>{escape(label, quote=False)}</h2>"
    return plain_text(typeset_html(html) if is_typeset else html)


def count_words(text: str) -> int:
    """How many runs of letters and figures there are."""
    parts = text.split()
    odd = [part for part in parts if not part.isalpha()]
    return len(parts) - len(odd) + len(WORD.findall(" ".join(odd)))


def inline(text: str) -> str:
    """
    One sentence or paragraph of a header field (a correction, a claim) as clean, typeset HTML with its paragraphs.

    No address becomes a link by itself, since a claim is quoted and not recommended; no photo stands in it.
    """
    return without_places(convert(text, is_linking=False).html).strip()


def plain_text(html: str) -> str:
    """Clean HTML without its markup: a paragraph to a line, entities resolved. `<` and `>` stand only around its tags."""
    flat = without_places(html).replace("\n", " ")
    return unescape(TAG.sub("", BLOCK_BREAK.sub("\n", flat))).replace("\n ", "\n").strip()


@cache
def _parser(is_linking: bool) -> tuple[Markdown, NewsroomMarkdown]:
    dialect = NewsroomMarkdown(is_linking=is_linking)
    return Markdown(extensions=["tables", "sane_lists", dialect], output_format="html"), dialect
