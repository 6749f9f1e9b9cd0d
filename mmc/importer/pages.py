"""Text out of HTML that somebody pasted or saved: the blocks a reader sees, in their order."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

_HTML = re.compile(
    r"\s*(?:<!doctype html|<html|<head|<body|<meta|<div|<p[\s>]|<h[1-6][\s>]|<table|<span|<br)", re.IGNORECASE
)
_BLOCKS = frozenset(
    tag
    for row in (
        "p div h1 h2 h3 h4 h5 h6 li tr td th blockquote section article header footer",
        "main figure figcaption ul ol table pre hr title body br",
    )
    for tag in row.split()
)
_UNSEEN = frozenset(
    ["script", "style", "noscript", "template", "head", "iframe", "object", "svg", "textarea", "select"]
)


def looks_like_html(text: str) -> bool:
    """True when the text begins as a page or a piece of one."""
    return _HTML.match(text) is not None


def lines_of_html(text: str) -> Iterator[tuple[int, str]]:
    """Every block's text with the line of the file on which it begins; white space counts as a browser counts it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 suspects short texts of being file names or addresses
        soup = BeautifulSoup(text, "html.parser")
    line, parts = 1, list[str]()
    for piece in _pieces(soup):
        if isinstance(piece, str):
            parts.append(piece)
            continue
        if shown := " ".join("".join(parts).split()):
            yield line, shown
        line, parts = piece, []
    if shown := " ".join("".join(parts).split()):
        yield line, shown


def _pieces(soup: Tag) -> Iterator[str | int]:
    """The texts of the page; before and after each block the number of its line."""
    pending: list[object] = [soup]
    while pending:
        node = pending.pop()
        if isinstance(node, int):
            yield node
        elif isinstance(node, PreformattedString):
            continue  # a comment or a declaration
        elif isinstance(node, NavigableString):
            yield str(node)
        elif isinstance(node, Tag) and node.name not in _UNSEEN:
            is_block = node.name in _BLOCKS
            line = node.sourceline or 1
            if is_block:
                yield line
                pending.append(line)
            pending.extend(reversed(node.contents))
