"""Quotes, dashes and unbroken last words, by typogrify, where the text has any."""

from __future__ import annotations

import re

import smartypants
from typogrify.filters import widont

TAG = re.compile(r"<[^>]*>")
BLOCK = re.compile(
    r".*?</(?:p|h[1-6]|li|dt|dd)>|.+", re.DOTALL
)  # up to each closing tag that typogrify's widont looks for
EDUCABLE = re.compile(r"[\"'`\\]|--|\.\.|\. \.")
NO_BREAK = "\N{NO-BREAK SPACE}"
TAIL = 120  # characters; a last word is looked for here first

# typogrify.filters.smartypants without its HTML entities: characters are shorter on the wire and alike on screen.
ATTRIBUTES = smartypants.Attr.set1 | smartypants.Attr.u


def typeset_html(html: str) -> str:
    """
    The clean HTML with typographic quotes, dashes and ellipses, and no paragraph ending in a lone word.

    The same as typogrify's `smartypants` and `widont` over the whole text, for less: a block without anything to educate is
    passed over, and a block's last word is looked for at its end.
    """
    return "".join(_unbroken(_educated(block)) for block in BLOCK.findall(html)).replace("&nbsp;", NO_BREAK)


def _educated(block: str) -> str:
    return smartypants.smartypants(block, ATTRIBUTES) if EDUCABLE.search(TAG.sub("", block)) else block


def _unbroken(block: str) -> str:
    tail = block[-TAIL:]
    done = str(widont(tail))
    return block[:-TAIL] + done if done != tail else str(widont(block))
