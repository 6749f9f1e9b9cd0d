"""Our typography is typogrify's, block by block; only a long last word is let go."""

from __future__ import annotations

from html import unescape

import smartypants
from hypothesis import given
from hypothesis import strategies as st
from typogrify import filters

from mmc.prose.markdown import convert
from mmc.prose.typography import ATTRIBUTES, NO_BREAK, typeset_html

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

    assert spaced(typeset_html(html)) == spaced(smartypants.smartypants(html, ATTRIBUTES))


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_readers_see_what_the_library_shows(body: str) -> None:
    """
    The library writes entities and we write the characters that they stand for.
    """
    html = convert(body, is_typeset=False).html

    assert spaced(unescape(typeset_html(html))) == spaced(unescape(filters.smartypants(html)))


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=9), min_size=2, max_size=30).map(" ".join))
def test_a_short_last_word_keeps_its_neighbour_as_typogrify_wants(text: str) -> None:
    """
    Up to six letters and signs; a longer one may stand on the next line, so that the one before is filled.
    """
    html = f"<p>{text}</p>"
    is_short = len(text.rsplit(maxsplit=1)[-1]) <= 6

    assert typeset_html(html) == (filters.widont(html).replace("&nbsp;", NO_BREAK) if is_short else html)


def test_a_quotation_and_a_last_word() -> None:
    """
    Straight quotes are turned, and the last word keeps its neighbour where it is short.
    """
    assert convert('"Air surut," kata warga desa.').html == "<p>“Air surut,” kata warga\N{NO-BREAK SPACE}desa.</p>"
    assert convert("Air surut di Kecamatan Jenamas.").html == "<p>Air surut di Kecamatan Jenamas.</p>"


def spaced(text: str) -> str:
    """The text with single plain spaces only."""
    return " ".join(text.split())
