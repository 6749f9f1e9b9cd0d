"""Our typography is typogrify's, block by block."""

from __future__ import annotations

from html import unescape

import smartypants
from hypothesis import given
from hypothesis import strategies as st
from typogrify import filters

from mmc.prose.markdown import convert
from mmc.prose.typography import ATTRIBUTES, typeset_html

WORDS = [
    "kata",
    "“",
    '"',
    "'",
    "--",
    "...",
    "(",
    "S.Sos.,",
    "<b>",
    "</b>",
    "*",
    "**",
    "\n\n",
    "\n",
    "- ",
    "## ",
    "> ",
    "`",
    "&",
    "1. ",
]


def by_typogrify(html: str) -> str:
    """Both passes over the whole text."""
    return str(filters.widont(smartypants.smartypants(html, ATTRIBUTES))).replace("&nbsp;", "\N{NO-BREAK SPACE}")


@given(st.lists(st.sampled_from(WORDS) | st.text(alphabet="abc", min_size=1, max_size=90), max_size=60).map(" ".join))
def test_block_by_block_is_as_the_whole(body: str) -> None:
    """
    Quotes, dashes, ellipses and last words come out as from one pass over the whole text.
    """
    html = convert(body, is_typeset=False).html

    assert typeset_html(html) == by_typogrify(html)


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_readers_see_what_typogrify_shows(body: str) -> None:
    """
    Typogrify writes entities and we write the characters that they stand for.
    """
    html = convert(body, is_typeset=False).html

    assert unescape(typeset_html(html)) == unescape(filters.widont(filters.smartypants(html)))


def test_a_quotation_and_a_last_word() -> None:
    """
    Straight quotes are turned, and the last word keeps its neighbour.
    """
    assert convert('"Air surut," kata warga desa.').html == "<p>“Air surut,” kata warga\N{NO-BREAK SPACE}desa.</p>"
