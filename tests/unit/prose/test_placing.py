"""Photos of a text stand where the writer put them, in every form that Markdown has for them, as valid HTML."""

from __future__ import annotations

import html5lib
import pytest

from mmc.prose.markdown import convert
from mmc.prose.placing import InlinePhoto, in_words, set_in


def shown(photo: InlinePhoto) -> str:
    return f'<figure><img src="{photo.file}"></figure>'


def placed(body: str) -> str:
    prose = convert(body)
    return set_in(prose.html.replace("\u00a0", " ").replace("  ", " "), prose.photos, shown)


FIGURE = '<figure><img src="a.jpg"></figure>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("![x](a.jpg)", FIGURE),
        ('![x](a.jpg "K")', FIGURE),
        ("Satu\n\n![x](a.jpg)\n\nDua", f"<p>Satu</p>\n{FIGURE}\n<p>Dua</p>"),
        ("Satu ![x](a.jpg) dua", f"<p>Satu</p>\n{FIGURE}\n<p>dua</p>"),
        ("Satu  \n![x](a.jpg)", f"<p>Satu</p>\n{FIGURE}"),
        ("![x](a.jpg)![x](a.jpg)", f"{FIGURE}\n{FIGURE}"),
        ("![x][f]\n\n[f]: a.jpg", FIGURE),
        ("![f]\n\n[f]: a.jpg", FIGURE),
        ("**![x](a.jpg)**", FIGURE),
        ("*kata ![x](a.jpg) lagi*", f"<p><em>kata lagi</em></p>\n{FIGURE}"),
        ("## Judul ![x](a.jpg)", f'<h2 id="judul">Judul </h2>\n{FIGURE}'),
        ("> ![x](a.jpg)", f"<blockquote>\n{FIGURE}\n</blockquote>"),
        ("- satu\n- ![x](a.jpg)", f"<ul>\n<li>satu</li>\n<li>{FIGURE}</li>\n</ul>"),
        ("![x](a%2Ejpg)", FIGURE),
    ],
)
def test_a_photo_stands_between_paragraphs(body: str, expected: str) -> None:
    """
    A figure ends a paragraph in every browser, so what stood before and after it are paragraphs of their own.
    """
    assert placed(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "| a | b |\n|---|---|\n| ![x](a.jpg) | dua |",
        "1. ![x](a.jpg)\n\n    kata ![x](a.jpg) kata\n\n2. dua",
        "kata[^1]\n\n[^1]: ![x](a.jpg) catatan",
        "[kata ![x](a.jpg)](/kontak/) kata",
        "[![x](a.jpg)](/kontak/)",
        "### ![x](a.jpg)",
    ],
)
def test_no_photo_is_lost_and_no_element_is_torn(body: str) -> None:
    """
    A browser reads back as many figures as the writer put in, none of them in a paragraph, heading or link.
    """
    prose = convert(body)
    document = html5lib.parseFragment(placed(body), namespaceHTMLElements=False)

    assert len(list(document.iter("figure"))) == len(prose.photos) == body.count("![")
    for sort in ("p", "h2", "h3", "a"):
        assert [each for element in document.iter(sort) for each in element.iter("figure")] == []
    assert [element for element in document.iter("p") if not "".join(element.itertext()).strip()] == []


def test_what_is_said_of_a_photo_is_kept_letter_by_letter() -> None:
    """
    Quotes, signs of HTML, and a link around the photo.
    """
    [photo] = convert('[![Suhu > 30 "derajat" & naik](a.jpg "Siapa > apa \\"itu\\" & <b>")](/kontak/)').photos

    assert photo == InlinePhoto("a.jpg", 'Suhu > 30 "derajat" & naik', 'Siapa > apa "itu" & <b>', "/kontak/")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "jav&#x0A;ascript:x", "&#1;javascript:x"])
def test_a_photo_leads_nowhere_it_may_not(link: str) -> None:
    """
    A link around a photo is held to the same list as every other.
    """
    [photo] = convert(f"[![x](a.jpg)]({link})").photos

    assert photo.link == ""


def test_a_place_cannot_be_forged() -> None:
    """
    No entity brings in the signs between which a photo is set in.
    """
    prose = convert('&#2;foto:0&#3; ![&#2;foto:0&#3;](a.jpg "&#x2;foto:0&#x3;")')

    assert set_in(prose.html, prose.photos, lambda _: "X").count("X") == 1
    assert "\x02" not in repr(prose.photos)


def test_a_photo_in_words_says_what_is_seen() -> None:
    """
    In the text edition a photo is its alternative text and caption.
    """
    assert (
        in_words(InlinePhoto("a.jpg", "Warga & anak", "Di balai desa."))
        == "<p>[Foto: Warga &amp; anak. Di balai desa.]</p>"
    )
    assert in_words(InlinePhoto("a.jpg")) == ""
