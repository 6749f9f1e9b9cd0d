"""Our typography is that of smartypants, block by block."""

from __future__ import annotations

from html import unescape

import smartypants
from hypothesis import given
from hypothesis import strategies as st

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


@given(st.lists(st.sampled_from(WORDS) | st.text(alphabet="abc", min_size=1, max_size=90), max_size=60).map(" ".join))
def test_block_by_block_is_as_the_whole(body: str) -> None:
    """
    Quotes, dashes and ellipses come out as from one pass over the whole text.
    """
    html = convert(body, is_typeset=False).html

    assert typeset_html(html) == smartypants.smartypants(html, ATTRIBUTES)


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_readers_see_what_the_library_shows(body: str) -> None:
    """
    The library writes entities and we write the characters that they stand for.
    """
    html = convert(body, is_typeset=False).html

    assert unescape(typeset_html(html)) == unescape(smartypants.smartypants(html))


def test_a_quotation_and_a_last_word_that_leaves_no_hole() -> None:
    """
    Straight quotes are turned; the last word may stand on the next line, so that the one before is filled.
    """
    assert convert('"Air surut," kata warga desa.').html == "<p>“Air surut,” kata warga desa.</p>"
