"""The newsroom's Markdown: what it adds to Python-Markdown and takes from it, through nothing but the library's open doors."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import slugify_unicode
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from mmc.prose.notes import OPTIONS, TakeNotes
from mmc.prose.places import printable, without_places
from mmc.prose.placing import TakePhotos
from mmc.prose.tree import words_of

NOT_PLAIN = frozenset({"", *" \n#=->|*_+[0123456789"})  # with which a block of another kind than a paragraph may begin
NOT_PLAIN_LINE = re.compile(r"\n[ #=>|*_+\[0-9-]")  # and a line of it
# What the templates call their own parts; a heading of the same name gets another anchor. A test holds it against the built pages.
TAKEN = (
    *("agenda", "akan-datang", "arsip", "bagikan", "cek-pesan", "daftar-isi", "ditarik", "foto", "foto-keterangan", "galeri"),
    *("isi", "kaki-akun", "kata", "klaim", "klarifikasi", "narahubung", "pengumuman", "penjawab", "pesan", "pesan-keterangan"),
    *("pokok", "ralat", "resmi", "saluran", "sudah-berlangsung", "susunan", "terkait", "umpan", *(f"kaki-{n}" for n in range(1, 10))),
)  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ADDRESS = r"(?<![\w@/.:&?=-])((?i:https?://|www\.)[^\s<>\"“”‘’`\\|\u0002\u0003]+)"
AFTER_ADDRESS = ".,;:!?*_~'…–—"
UNREAD = re.compile(r"!\[[^\n]{0,60}|\[\^[^\n]{0,60}|\]\([^\n]{0,60}|(?<=[^\s\[\]])\]\[[^\]\n]{0,60}\]")


def has_mark(text: str) -> bool:
    """True when an inline pattern may find something in the text."""
    return (
        ("*" in text or "_" in text or "[" in text or "&" in text)
        or ("<" in text or "`" in text or "\\" in text)
        or ("\n" in text and "  \n" in text)
        or ("://" in text or "ww." in text or "WW." in text or "wW." in text or "Ww." in text)
    )


class _HeadingIds(Treeprocessor):
    """Every heading can be linked to, and none is above the second level, which the page's title has to itself."""

    def run(self, root: Element) -> None:
        taken = set(TAKEN)
        for element in root.iter():
            if element.tag in HEADINGS:
                element.tag = f"h{min(4, max(2, int(element.tag[1])))}"
                base = slugify_unicode(unescape(words_of(element)), "-") or "bagian"
                anchor, number = base, 2
                while anchor in taken:
                    anchor, number = f"{base}-{number}", number + 1
                taken.add(anchor)
                element.set("id", anchor)


class _ScrollingTables(Treeprocessor):
    """A table stands in a place of its own that keys can reach and scroll; it is named by the heading above it."""

    def run(self, root: Element) -> None:
        if root.find(".//table") is None:
            return
        self.heading, self.number = "", 0
        self._within(root)

    def _within(self, parent: Element) -> None:
        for place, child in enumerate(list(parent)):
            if child.tag in HEADINGS:
                self.heading = unescape(without_places(words_of(child)))
            elif child.tag == "table":
                self.number += 1
                name = f"Tabel {self.number}" + (f": {self.heading}" if self.heading else "")
                frame = Element("div", {"class": "table", "role": "region", "tabindex": "0", "aria-label": name})
                frame.tail, child.tail = child.tail, ""
                parent[place] = frame
                frame.append(child)
            else:
                self._within(child)


class _PlainParagraph(BlockProcessor):
    """A block in which no other block processor could find anything is a paragraph at once."""

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
        SubElement(parent, "p").text = blocks.pop(0)


class _PassOver(Treeprocessor):
    """Text without any mark is told to be finished, so that Markdown does not look for each of its patterns in it."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not has_mark(element.text):
                element.text = AtomicString(element.text)


class _QuickWhitespace(NormalizeWhitespace):
    """Markdown's own, which looks for tabs and lines of spaces only where there are some."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        is_odd = "\n " in source or any(sign in source for sign in (STX, ETX, "\r", "\t"))
        return super().run(lines) if is_odd else [*lines, "", ""]


class _Entity(InlineProcessor):
    """An entity is the letter that it stands for."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        letter = printable(unescape(m[1]))
        return "&amp;" if letter == "&" else letter, m.start(0), m.end(0)


class _Mail(InlineProcessor):
    """An address of mail between `<` and `>` leads there, and is not disguised."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        address = str(self.unescape(m[1])).removeprefix("mailto:")
        return _link(f"mailto:{address}", address), m.start(0), m.end(0)


class _BareAddress(InlineProcessor):
    """An address that stands in the text for itself leads there, without the mark that ends its sentence."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        address = bare_address(m[1])
        if not address:
            return None, None, None
        full = address if "://" in address else f"https://{address}"
        return _link(full, address), m.start(0), m.start(0) + len(address)


def bare_address(text: str) -> str:
    """The address with which the text begins, without what only follows it; empty when it has no host."""
    address = text
    while address:
        if address[-1] in AFTER_ADDRESS or any(
            address[-1] == close and address.count(opening) < address.count(close)
            for opening, close in ("()", "[]", "{}")
        ):
            address = address[:-1]
        else:
            break
    host = address.partition("://")[2] or address
    return address if "." in host.strip(".").partition("/")[0] and host[:1].isalnum() else ""


def _link(address: str, words: str) -> Element:
    link = Element("a", href=address)
    link.text = AtomicString(words)
    return link


class Anchor:
    """A link as the writer meant it, before it is cleaned."""

    __slots__ = ("address", "title", "words")

    def __init__(self, address: str, words: str, title: str = "") -> None:
        self.address, self.words, self.title = address, words, title


class _Gather(Treeprocessor):
    """What the finished tree says of itself: its links, its headings, and marks that were left as text."""

    links: list[Anchor]
    headings: list[tuple[str, str, str]]
    unread: list[str]

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.reset()

    def reset(self) -> None:
        """Nothing of one text is left for the next."""
        self.links, self.headings, self.unread = [], [], []

    def run(self, root: Element) -> None:
        self.links = [
            Anchor(unescape(link.get("href", "")), _plain(link), unescape(link.get("title", "")))
            for link in root.iter("a")
        ]
        self.headings = [
            (element.tag, element.get("id", ""), _plain(element)) for element in root.iter() if element.tag in HEADINGS
        ]
        self._look(root)

    def _look(self, parent: Element) -> None:
        for element in parent.iter():
            for text in (element.text if element.tag != "code" else "", element.tail):
                if text and "[" in text:
                    self.unread += [match[0] for match in UNREAD.finditer(text)]
                elif text and "](" in text:
                    self.unread.append(text[text.index("](") :][:60])


def _plain(element: Element) -> str:
    return unescape(without_places(words_of(element)))


class NewsroomMarkdown(Extension):
    """What the newsroom adds to Python-Markdown and takes from it; `is_linking` says whether bare addresses become links."""

    def __init__(self, *, is_linking: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.is_linking = is_linking
        self.footnotes = FootnoteExtension(**OPTIONS)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        md.preprocessors.register(_QuickWhitespace(md), "normalize_whitespace", 30)
        md.preprocessors.deregister("html_block")  # no HTML in content: a tag is shown as the text that it is
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_Entity(r"(&(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);)", md), "entity", 80)
        md.inlinePatterns.register(_Mail(r"<([^<> !]+@[^@<> ]+)>", md), "automail", 110)
        if self.is_linking:
            md.inlinePatterns.register(_BareAddress(ADDRESS, md), "bare_address", 105)
        self.footnotes.extendMarkdown(md)
        md.parser.blockprocessors.register(_PlainParagraph(md.parser), "plain", 110)  # before all others
        self.notes, self.photos, self.gathered = TakeNotes(md), TakePhotos(md), _Gather(md)
        md.treeprocessors.register(_PassOver(md), "pass_over", 21)  # right before Markdown's own `inline`
        md.treeprocessors.register(_HeadingIds(md), "heading_ids", 5)
        md.treeprocessors.register(_ScrollingTables(md), "scrolling_tables", 4)
        md.treeprocessors.register(self.notes, "take_notes", -1)  # after all of Markdown's own
        md.treeprocessors.register(self.photos, "take_photos", -2)
        md.treeprocessors.register(self.gathered, "gather", -3)
        md.registerExtension(self)

    def reset(self) -> None:
        """Nothing of one text is left for the next, not even where there is no text."""
        for each in (self.notes, self.photos, self.gathered):
            each.reset()
