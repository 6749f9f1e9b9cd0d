"""Loose text and line breaks as paragraphs, as the old programs showed them: at empty lines, and at two breaks in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
HOLDERS = ("blockquote", "div", "section", "article", "center", "details", "td", "main")


def as_paragraphs(soup: BeautifulSoup, holder: Tag, *, is_classic: bool) -> None:
    """What stands loose in a holder becomes paragraphs: at empty lines, and at two line breaks in a row."""
    for child in list(holder.find_all(HOLDERS, recursive=False)):
        as_paragraphs(soup, child, is_classic=is_classic)
    if holder.name == "td" and not is_classic:
        return
    if holder.name == "td" and not any("\n\n" in str(node) for node in holder.find_all(string=True, recursive=False)):
        return
    if is_classic:
        for child in holder.find_all(["p", "li", "h2", "h3", "h4"], recursive=holder is not soup):
            _broken(soup, child)
    run: list[PageElement] = []
    for node in [*holder.children, None]:
        if node is not None and not (isinstance(node, Tag) and node.name in BLOCKS):
            run.append(node)
            continue
        if run:
            _wrap(soup, run, is_classic=is_classic)
        run = []


def _wrap(soup: BeautifulSoup, run: list[PageElement], *, is_classic: bool) -> None:
    paragraphs = [part for part in _parted(run, is_classic=is_classic) if any(_says(node) for node in part)]
    anchor = run[-1]
    for part in paragraphs:
        paragraph = soup.new_tag("p")
        anchor.insert_before(paragraph)
        for node in part:
            paragraph.append(node)
        if is_classic:
            _broken(soup, paragraph)
    kept = {id(node) for part in paragraphs for node in part}
    for node in run:
        if id(node) not in kept and node.parent is not None and not getattr(node, "decomposed", False):
            node.extract()


def _parted(run: list[PageElement], *, is_classic: bool) -> Iterator[list[PageElement]]:
    """The nodes of each paragraph of a run."""
    part: list[PageElement] = []
    breaks = 0
    for node in run:
        if isinstance(node, Tag) and node.name == "br":
            breaks += 1
            if breaks == 2:
                while part and isinstance(part[-1], Tag) and part[-1].name == "br":
                    part.pop()
                yield part
                part = []
            elif breaks == 1:
                part.append(node)
            continue
        if isinstance(node, NavigableString):
            if not node.strip() and (breaks or "\n\n" not in re.sub(r"[ \t]", "", str(node))):
                part.append(node)
                continue
            pieces = re.split(r"\n[ \t]*\n\s*", str(node)) if is_classic else [str(node)]
            for number, piece in enumerate(pieces):
                if number:
                    yield part
                    part = []
                if piece:
                    part.append(NavigableString(piece))
        else:
            part.append(node)
        breaks = 0
    yield part


def _says(node: PageElement) -> bool:
    if isinstance(node, NavigableString):
        return bool(node.strip())
    return (
        isinstance(node, Tag)
        and node.name != "br"
        and (bool(node.get_text(strip=True)) or node.find("img") is not None or node.name == "img")
    )


def _broken(soup: BeautifulSoup, paragraph: Tag) -> None:
    """In an old text the end of a line is a line break."""
    texts = [
        node
        for node in paragraph.find_all(string=True)
        if ("\n" in node and node.find_parent(["pre", "code", "table", "ul", "ol"]) is None) or node.parent is paragraph
    ]
    for node in texts:
        if "\n" not in node:
            continue
        lines = str(node).split("\n")
        is_first, is_last = node.previous_sibling is None, node.next_sibling is None
        pieces: list[PageElement] = []
        for number, line in enumerate(lines):
            after_break = (
                number == 1
                and not lines[0].strip()
                and isinstance(node.previous_sibling, Tag)
                and node.previous_sibling.name == "br"
            )
            at_edge = (is_first and number == 1 and not lines[0].strip()) or (
                is_last and number == len(lines) - 1 and not line.strip()
            )
            if number and not at_edge and not after_break:
                pieces.append(soup.new_tag("br"))
            elif number:
                pieces.append(NavigableString(" "))
            if line:
                pieces.append(NavigableString(line))
        for piece in pieces:
            node.insert_before(piece)
        node.extract()
