"""Markdown to HTML by Python-Markdown, with one parser for all the items of a process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import InlineProcessor, Treeprocessor

from mmc.prose.cleaning import clean
from mmc.prose.typography import typeset_html

HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"\w+")
LINK = re.compile(r'<a href="([^"]*)"')
IMAGE = re.compile(r'<img src="([^"]*)"([^>]*)>')
INLINE = re.compile(r"[`\\\[!<&*_]|  \n")  # where a pattern of `Markdown.inlinePatterns` begins
BLOCK_BREAK = re.compile(r"</(?:p|li|h[2-4]|tr|blockquote|dd|dt)>")
WORDS_PER_MINUTE = 200  # silent reading of Indonesian prose; Brysbaert 2019 gives 238 for English fiction


@dataclass(frozen=True, slots=True)
class Prose:
    """
    A text ready to be shown.

    `html` is cleaned and typeset; `text` is the same without markup, a paragraph to a line; `headings` are the anchors
    and words of its second-level headings; `links` and `images` are the addresses as the writer wrote them.
    """

    html: str
    text: str
    words: int
    headings: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()

    @property
    def reading_minutes(self) -> int:
        """Whole minutes that reading takes, at least one."""
        return max(1, round(self.words / WORDS_PER_MINUTE))


def convert(body: str, *, is_typeset: bool = True) -> Prose:
    """The body as clean, typeset HTML and what else is known of it; never raises for any text within the gate's budget."""
    parser = _parser()
    parser.reset()
    html = clean(parser.convert(body))
    if is_typeset:
        html = typeset_html(html)
    text = plain_text(html)
    return Prose(
        html=html,
        text=text,
        words=len(WORD.findall(text)),
        headings=tuple((unescape(anchor), plain_text(label)) for anchor, label in HEADING.findall(html)),
        links=tuple(dict.fromkeys(unescape(address) for address in LINK.findall(html))),
        images=tuple(dict.fromkeys(unescape(name) for name, _ in IMAGE.findall(html))),
    )


def inline(text: str) -> str:
    """One sentence or paragraph of a header field (a correction, a claim) as clean, typeset HTML with its paragraphs."""
    return convert(text).html.strip()


def plain_text(html: str) -> str:
    """Clean HTML without its markup: a paragraph to a line, entities resolved."""
    return unescape(TAG.sub("", BLOCK_BREAK.sub("\n", html.replace("\n", " ")))).replace("\n ", "\n").strip()


class _HeadingIds(Treeprocessor):
    """Every heading can be linked to, and none is above the second level, which the page's title has to itself."""

    def run(self, root: Element) -> None:
        taken: set[str] = set()
        for element in root.iter():
            if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                element.tag = f"h{min(4, max(2, int(element.tag[1])))}"
                words = "".join(element.itertext())
                base = slugify_unicode(words, "-") or "bagian"
                anchor, number = base, 2
                while anchor in taken:
                    anchor, number = f"{base}-{number}", number + 1
                taken.add(anchor)
                element.set("id", anchor)


class _QuickInline(InlineProcessor):
    """
    Markdown's own, which leaves text alone at once in which no inline pattern can begin: most text (a third of the time).
    """

    # Python-Markdown calls its private method by this name.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if patternIndex == 0 and not INLINE.search(data):
            return data
        return str(super()._InlineProcessor__handleInline(data, patternIndex))  # type: ignore[misc]


class NewsroomMarkdown(Extension):
    """What the newsroom adds to Python-Markdown and takes from it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        md.treeprocessors.register(_QuickInline(md), "inline", 20)
        md.treeprocessors.register(_HeadingIds(md), "heading_ids", 5)
        md.preprocessors.deregister("html_block")  # no HTML in content: a tag is shown as the text that it is
        md.inlinePatterns.deregister("html")


@cache
def _parser() -> Markdown:
    return Markdown(extensions=["tables", "sane_lists", NewsroomMarkdown()], output_format="html")
