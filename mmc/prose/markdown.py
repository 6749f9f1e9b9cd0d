"""Markdown to HTML by Python-Markdown, with one parser for all the items of a process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import ETX, STX, AtomicString

from mmc.prose.cleaning import clean
from mmc.prose.typography import typeset_html

HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"\w+")
LINK = re.compile(r'<a href="([^"]*)"')
IMAGE = re.compile(r'<img src="([^"]*)"([^>]*)>')
# What a text must hold for each pattern of `Markdown.inlinePatterns` to find anything.
INLINE = {
    "backtick": ("`",),
    "escape": ("\\",),
    **dict.fromkeys(
        ("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"), ("[",)
    ),
    **dict.fromkeys(("autolink", "automail"), ("<",)),
    "linebreak": ("  \n",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
ASIDE = f"{STX}plain:{{}}{ETX}"  # no text of a writer holds these signs
PUT_ASIDE = re.compile(f"<p>{STX}plain:([0-9]+){ETX}</p>")
NOT_PLAIN = frozenset({"", *" \n#=->|*_+[0123456789"})  # with which a block of another kind than a paragraph may begin
NOT_PLAIN_LINE = re.compile(r"\n[ #=>|*_+\[0-9-]")  # and a line of it
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
        words=count_words(text),
        headings=tuple((unescape(anchor), plain_text(label)) for anchor, label in HEADING.findall(html)),
        links=tuple(dict.fromkeys(unescape(address) for address in LINK.findall(html))),
        images=tuple(dict.fromkeys(unescape(name) for name, _ in IMAGE.findall(html))),
    )


def count_words(text: str) -> int:
    """How many runs of letters and figures there are."""
    parts = text.split()
    odd = [part for part in parts if not part.isalpha()]
    return len(parts) - len(odd) + len(WORD.findall(" ".join(odd)))


def inline(text: str) -> str:
    """One sentence or paragraph of a header field (a correction, a claim) as clean, typeset HTML with its paragraphs."""
    return convert(text).html.strip()


def plain_text(html: str) -> str:
    """Clean HTML without its markup: a paragraph to a line, entities resolved."""
    return unescape(TAG.sub("", BLOCK_BREAK.sub("\n", html.replace("\n", " ")))).replace("\n ", "\n").strip()


def has_mark(text: str) -> bool:
    """True when an inline pattern may find something: when a mark of `INLINE` is there."""
    return (
        ("*" in text or "_" in text or "[" in text or "&" in text)
        or ("<" in text or "`" in text or "\\" in text)
        or ("\n" in text and "  \n" in text)
    )


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


class _PlainParagraph(BlockProcessor):
    """
    A block in which no other block processor could find anything is a paragraph at once. Where no inline pattern could
    either, a run of such blocks is put aside as the HTML that it will be.
    """

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.aside: list[str] = []

    def test(self, parent: Element, block: str) -> bool:
        first = block[:1]
        return not (
            first in NOT_PLAIN
            or first.isspace()
            or "|" in block  # of a table
            or self.parser.state  # within a list or quotation
            or ("\n" in block and NOT_PLAIN_LINE.search(block))
        )

    def run(self, parent: Element, blocks: list[str]) -> None:
        done: list[str] = []
        while blocks and self.test(parent, blocks[0]):
            block = blocks.pop(0)
            if has_mark(block):
                self._put(parent, done)
                SubElement(parent, "p").text = block
            else:
                done.append(f"<p>{block.replace('>', '&gt;')}</p>")
        self._put(parent, done)

    def _put(self, parent: Element, done: list[str]) -> None:
        if done:
            self.aside.append("\n".join(done))
            SubElement(parent, "p").text = AtomicString(ASIDE.format(len(self.aside) - 1))
            done.clear()


class _PutBack(Postprocessor):
    """The paragraphs that were put aside stand where they belong."""

    def __init__(self, paragraphs: _PlainParagraph) -> None:
        super().__init__()
        self.paragraphs = paragraphs

    def run(self, text: str) -> str:
        return PUT_ASIDE.sub(lambda match: self.paragraphs.aside[int(match[1])], text)


class _QuickWhitespace(NormalizeWhitespace):
    """Markdown's own, which looks for tabs and lines of spaces only where there are some."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        is_odd = "\n " in source or any(sign in source for sign in (STX, ETX, "\r", "\t"))
        return super().run(lines) if is_odd else [*lines, "", ""]


class _QuickInline(InlineProcessor):
    """Markdown's own, which asks only those inline patterns whose marks are in the text: of most texts none."""

    @cached_property
    def _patterns(self) -> list[tuple[int, tuple[str, ...]]]:
        return sorted((self.inlinePatterns.get_index_for_name(name), marks) for name, marks in INLINE.items())

    # Python-Markdown calls its private method by this name.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not has_mark(data):
            return data
        for index, marks in self._patterns:
            if index >= patternIndex and any(mark in data for mark in marks):
                is_found, start = True, 0
                while is_found:
                    data, is_found, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                        self.inlinePatterns[index], data, index, start
                    )
        return data


class NewsroomMarkdown(Extension):
    """What the newsroom adds to Python-Markdown and takes from it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        md.treeprocessors.register(_QuickInline(md), "inline", 20)
        md.treeprocessors.register(_HeadingIds(md), "heading_ids", 5)
        md.preprocessors.register(_QuickWhitespace(md), "normalize_whitespace", 30)
        md.preprocessors.deregister("html_block")  # no HTML in content: a tag is shown as the text that it is
        md.inlinePatterns.deregister("html")
        self.paragraphs = _PlainParagraph(md.parser)
        md.parser.blockprocessors.register(self.paragraphs, "plain", 110)  # before all others
        md.postprocessors.register(_PutBack(self.paragraphs), "plain", 0)  # after them
        md.registerExtension(self)

    def reset(self) -> None:
        """Nothing of one text is left for the next."""
        self.paragraphs.aside.clear()


@cache
def _parser() -> Markdown:
    return Markdown(extensions=["tables", "sane_lists", NewsroomMarkdown()], output_format="html")
