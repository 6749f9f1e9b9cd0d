"""Markdown is Python-Markdown's; what we leave out for speed changes nothing."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from mmc.prose.markdown import INLINE, NewsroomMarkdown, convert

PIECES = [
    *"ab*_`[]()!<>&;\\\"'#-1.|:/@\n",
    "  \n",
    "\n\n",
    "https://a.go.id",
    "**tebal**",
    "&amp;",
    "<a@b.id>",
    "![x](y.jpg)",
]


class _Plain(NewsroomMarkdown):
    """The same with Markdown's own inline processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        super().extendMarkdown(md)
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@example("satu  \ndua")
def test_text_that_is_passed_over_has_no_markup(body: str) -> None:
    """
    Leaving text without a special character alone gives what all the patterns would give.
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

    assert names == {
        *("backtick", "escape", "reference", "link", "image_link", "image_reference", "short_reference"),
        *("short_image_ref", "autolink", "automail", "linebreak", "entity", "em_strong"),
    }
    assert INLINE.search("bintang *") and not INLINE.search("kalimat biasa, dengan (kurung) dan “kutipan”.")


def test_a_tag_is_shown_as_text() -> None:
    """
    No HTML passes from the text to the page.
    """
    assert "&lt;script&gt;" in convert("<script>alert(1)</script>").html
