"""Markdown is Python-Markdown's; what we leave out for speed changes nothing."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml.html import fromstring
from markdown import Markdown
from markdown.preprocessors import NormalizeWhitespace

from mmc.prose import cleaning
from mmc.prose.dialect import NewsroomMarkdown, has_mark
from mmc.prose.markdown import WORD, convert, count_words

PIECES = [
    *"ab*_`[]()!<>&;\\\"'#-1.|:/@\n",
    "  \n",
    "\n\n",
    "\n- ",
    "\n1. ",
    "\n    ",
    "\n> ",
    "\n## ",
    "\n|-|-|\n",
    "kata biasa",
    "https://a.go.id",
    "**tebal**",
    "&amp;",
    "<a@b.id>",
    "![x](y.jpg)",
    "www.b.go.id",
    "[^1]",
    "\n\n[^1]: catatan",
]


class _Plain(NewsroomMarkdown):
    """The same with nothing passed over."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        super().extendMarkdown(md)
        md.treeprocessors.deregister("pass_over")
        md.preprocessors.register(NormalizeWhitespace(md), "normalize_whitespace", 30)
        md.parser.blockprocessors.deregister("plain")


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@example("satu  \ndua")
@example("satu\n   \n\tdua\n\n\n- tiga\n\nempat\n\n    lima\n\n|a|b|\n|-|-|\n\n1. enam\n\n\u00a0\n\ntujuh\x02\r")
@example("lihat Www.a.id\n\nlihat wWw.b.id\n\nlihat HTTPS://c.id")
def test_text_that_is_passed_over_has_no_markup(body: str) -> None:
    """
    Leaving blocks and text without a special character alone gives what all processors and patterns would give.
    """
    quick, plain = (
        Markdown(extensions=["tables", "sane_lists", extension], output_format="html")
        for extension in (NewsroomMarkdown(), _Plain())
    )

    assert quick.convert(body) == plain.convert(body)


@pytest.mark.parametrize(
    "text",
    [
        "`a`",
        "\\*",
        "[a][b]",
        "[a](b)",
        "![a](b)",
        "<https://a.id>",
        "<a@b.id>",
        "a  \nb",
        "&amp;",
        "*a*",
        "_a_",
        "[^1]",
    ],
)
def test_every_mark_is_looked_at(text: str) -> None:
    """
    No form that Markdown knows within a line is among what is passed over.
    """
    assert has_mark(text)
    assert not has_mark("kalimat biasa, dengan (kurung) dan “kutipan”.")


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["kata", "10.30", "a_b", "—", "S.Sos.,", "\u00a0", " ", "é²"])).map("".join)
)
def test_words_are_counted(text: str) -> None:
    """
    A word is a run of letters and figures.
    """
    assert count_words(text) == len(WORD.findall(text))


def test_a_tag_is_shown_as_text() -> None:
    """
    No HTML passes from the text to the page.
    """
    assert "&lt;script&gt;" in convert("<script>alert(1)</script>").html


def test_an_address_in_a_text_leads_there() -> None:
    """
    Without the mark that ends its sentence, and never twice; code, links and mailboxes are left alone.
    """
    body = (
        "Isi di https://a.go.id/f(x)?a=1&b=2. Atau (www.b.go.id), *https://c.go.id* `https://d.go.id` "
        "[www.e.go.id](https://www.e.go.id/x) surat@f.go.id http:// www. x.https://g.go.id"
    )
    found = [(link.address, link.words) for link in convert(body).addresses]

    assert found == [
        ("https://a.go.id/f(x)?a=1&b=2", "https://a.go.id/f(x)?a=1&b=2"),
        ("https://www.b.go.id", "www.b.go.id"),
        ("https://c.go.id", "https://c.go.id"),
        ("https://www.e.go.id/x", "www.e.go.id"),
    ]
    assert '<a href="https://www.b.go.id">www.b.go.id</a>)' in convert(body).html
    assert convert(body, is_linking=False).addresses[0].words == "www.e.go.id"


def test_a_text_leaves_nothing_for_the_next() -> None:
    """
    One parser serves all items, also those without a word.
    """
    convert("![a](b.jpg)\n\n## Satu\n\n[x](/y/) dua[^1] [^2]\n\n[^1]: tiga")
    empty = convert("")

    assert (empty.photos, empty.addresses, empty.anchors, empty.unread, empty.html) == ((), (), (), (), "")


def test_what_looks_like_a_mark_and_was_not_read_is_told() -> None:
    """
    A picture cut off, a note without its text, a note that nobody refers to; not what stands as code.
    """
    assert convert("![peta](peta.jpg").unread == ("![peta](peta.jpg",)
    assert convert("Baca [berita itu][lama].").unread == ("][lama]",)
    assert convert("Baca [berita itu][lama].\n\n[lama]: /berita/").unread == ()
    assert convert("Naik.[^2]").unread == ("[^2]",)
    assert convert("Naik.\n\n[^3]: Data.").unread == ("[^3]:",)
    assert convert("Tulis `![peta](peta.jpg` dan \\[catatan\\].").unread == ()


def test_a_heading_never_has_an_anchor_of_the_page() -> None:
    """
    “Isi”, “Bagikan” and “Terkait” are parts of every page; the page's own links lead there.
    """
    prose = convert("## Isi\n\n## Bagikan\n\n## Isi\n\n## Kaki 1\n\n## Bantuan & syarat")

    assert prose.anchors == ("isi-2", "bagikan-2", "isi-3", "kaki-1-2", "bantuan-syarat")


@pytest.mark.parametrize(
    ("address", "full"),
    [
        ("/kecamatan/jenamas/", "https://mmc.example/kecamatan/jenamas/"),
        ("#bagian", "https://mmc.example/berita/x/#bagian"),
        ("teks/", "https://mmc.example/berita/x/teks/"),
        ("//lain.example/x", "https://lain.example/x"),
        ("mailto:a@b.id", "mailto:a@b.id"),
    ],
)
def test_addresses_inside_a_text_can_be_made_full(address: str, full: str) -> None:
    """
    A link works wherever the text is read; the text itself is not touched.
    """
    html = f'<p><a href="{address}">x</a> href="/y"</p><p>\x02foto:0\x03</p>'
    shown = cleaning.with_full_addresses(html, "https://mmc.example/berita/x/")

    assert shown == f'<p><a href="{full}">x</a> href="/y"</p><p>\x02foto:0\x03</p>'


@given(st.text(max_size=60))
@example('a > b < c "d"')
def test_clean_html_has_its_signs_only_around_tags(words: str) -> None:
    """
    Typography takes a text apart at `<` and `>`, so neither may stand in an attribute.
    """
    html = cleaning.clean(f'<p><a href="/x" title="{escape(words)}">kata</a></p>')

    assert html.count("<") == html.count(">") == 4


def test_a_table_stands_in_a_named_place_that_keys_can_reach() -> None:
    """
    A table that is wider than a phone is scrolled by keys too; its name is the heading above it, each table has its own.
    """
    rows = "\n\n|Desa|Hasil|\n|---|---|\n|Hulu|6|\n\n"
    page = fromstring(f"<main>{convert(f'## Hasil <panen>{rows}## Luas{rows}').html}</main>")
    frames = page.xpath("//div[@role='region' and @tabindex='0'][count(*)=1][table]")

    assert len(frames) == len(page.xpath("//table")) == 2
    assert [frame.get("aria-label") for frame in frames] == ["Tabel 1: Hasil <panen>", "Tabel 2: Luas"]
