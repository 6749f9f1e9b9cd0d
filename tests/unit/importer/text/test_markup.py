"""Plain text as Markdown that shows exactly that text."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from mmc.importer.text.markup import Block, body_of, escape
from mmc.indonesian.text import CONTROL, INVISIBLE

HOSTILE = "ab1 .,:;!?#*_-+>~`[](){}<>&|\\/=^$%@\"'“”"


def seen(body: str) -> list[str]:
    """The paragraphs and list entries that a reader of the page sees."""
    page = BeautifulSoup(markdown(body, extensions=["extra", "sane_lists", "admonition"]), "html.parser")
    leaves = [element for element in page.find_all(["p", "li"]) if not element.find(["p", "li"])]
    return [" ".join(element.get_text().split()) for element in leaves]


def plain(text: str) -> str:
    """The text as the arrival cleans it."""
    visible = "".join(letter for letter in text if letter not in CONTROL and letter not in INVISIBLE)
    return " ".join(visible.split())


@given(
    st.lists(
        st.tuples(st.text(HOSTILE, max_size=60) | st.text(max_size=40), st.sampled_from(["", "", "bullet", "number"])),
        max_size=6,
    )
)
def test_what_was_written_is_what_is_shown(entries: list[tuple[str, str]]) -> None:
    """
    Whatever signs a release holds, the page shows them to the letter and nothing else.
    """
    blocks = [Block(1, plain(text), marker) for text, marker in entries if plain(text)]

    assert seen(body_of(blocks)) == [block.text for block in blocks]


@pytest.mark.parametrize(
    "text",
    [
        "Warga berkata, “Kami siap,” lalu pulang.",
        "Dana Rp1.500.000,00 cair pukul 08.05 WIB (26/10/2023).",
        "S.Sos., M.Si. hadir - begitu juga camat.",
        "Alamat: diskominfo_barsel@example.go.id",
        "Nilai < 5 & > 3",
    ],
)
def test_an_ordinary_sentence_stays_readable(text: str) -> None:
    """
    A press officer finds no stray backslash in an ordinary sentence.
    """
    assert "\\" not in escape(text)
    assert seen(escape(text)) == [text]


def test_a_list_stays_a_list() -> None:
    """
    Entries of one list stand on lines of their own, without empty lines between them.
    """
    body = body_of(
        [Block(1, "Bawa:"), Block(2, "KTP", "bullet"), Block(3, "KK", "bullet"), Block(4, "Datang", "number")]
    )

    assert body == "Bawa:\n\n- KTP\n- KK\n\n1. Datang\n"
