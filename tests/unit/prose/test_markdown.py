"""Markdown is Python-Markdown's; what we leave out for speed changes nothing."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor

from mmc.prose.markdown import INLINE, WORD, NewsroomMarkdown, convert, count_words, has_mark

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
]


class _Plain(NewsroomMarkdown):
    """The same with nothing but Markdown's own parts."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        super().extendMarkdown(md)
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)
        md.preprocessors.register(NormalizeWhitespace(md), "normalize_whitespace", 30)
        md.parser.blockprocessors.deregister("plain")


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@example("satu  \ndua")
@example("satu\n   \n\tdua\n\n\n- tiga\n\nempat\n\n    lima\n\n|a|b|\n|-|-|\n\n1. enam\n\n\u00a0\n\ntujuh\x02\r")
def test_text_that_is_passed_over_has_no_markup(body: str) -> None:
    """
    Leaving blocks and text without a special character alone gives what all processors and patterns would give.
    """
    quick, plain = (
        Markdown(extensions=["tables", "sane_lists", extension], output_format="html")
        for extension in (NewsroomMarkdown(), _Plain())
    )

    assert quick.convert(body) == plain.convert(body)


def test_every_inline_pattern_is_known() -> None:
    """
    A new version of Python-Markdown with another pattern must be looked at before it is used.
    """
    parser = Markdown(extensions=["tables", "sane_lists", NewsroomMarkdown()], output_format="html")
    names = {pattern.name for pattern in vars(parser.inlinePatterns)["_priority"]}

    assert names == set(INLINE)
    assert all(has_mark(mark) for marks in INLINE.values() for mark in marks)
    assert not has_mark("kalimat biasa, dengan (kurung) dan “kutipan”.")


def test_every_block_processor_is_known() -> None:
    """
    So must a version with another kind of block.
    """
    parser = Markdown(extensions=["tables", "sane_lists", NewsroomMarkdown()], output_format="html")
    names = [processor.name for processor in vars(parser.parser.blockprocessors)["_priority"]]

    assert sorted(names, key=str) == sorted(
        (
            *("plain", "empty", "indent", "code", "table", "hashheader", "setextheader", "hr", "olist", "ulist"),
            *("quote", "reference", "paragraph"),
        )
    )


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
