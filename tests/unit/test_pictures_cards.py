"""Share cards: the right size, legible whatever the headline, the same every time."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mmc.base.colours import mixed
from mmc.pictures import CardText, Colours
from mmc.pictures.cards import FORMATS, MOST_BYTES, SHARE, draw_card, share_card
from mmc.pictures.typesetting import HEADLINE, fit, fit_line, plain
from tests.unit.photos import opened, saved, scene

CARD = CardText(
    title="Panen Raya di Dusun Hilir Capai 6 Ton per Hektare",
    brand_name="MMC Barito Selatan",
    brand_sub="Kabar resmi dari Barito Selatan",
    category="Ekonomi",
)
LONG = "Pemerintah Kabupaten Barito Selatan Menyerahkan Bantuan Benih Padi Unggul kepada Petani di Enam Kecamatan " * 3


def share_of(image: Image.Image, colour: str, distance: int = 60) -> float:
    """How much of the image is about this colour."""
    wanted = tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
    pixels = image.convert("RGB").resize((300, 158)).tobytes()
    close = sum(
        sum(abs(pixels[place + part] - wanted[part]) for part in range(3)) < distance
        for place in range(0, len(pixels), 3)
    )
    return close / (len(pixels) / 3)


@pytest.mark.parametrize(
    "card",
    [
        CARD,
        replace(CARD, title="Banjir"),
        replace(CARD, title=LONG),
        replace(CARD, title="", category="", brand_sub=""),
        replace(CARD, title="X" * 400, category="Y" * 200, brand_name="Z" * 200),
        replace(CARD, kind="Klarifikasi", verdict="BELUM TERBUKTI", tone="belum"),
        replace(CARD, is_urgent=True),
    ],
)
def test_every_card_is_what_a_chat_shows(card: CardText) -> None:
    """
    JPEG, 1200 by 630, at most 250 KB, without metadata.
    """
    data = share_card(card)
    image = opened(data)

    assert (image.format, image.size, image.mode) == ("JPEG", (1200, 630), "RGB")
    assert len(data) <= MOST_BYTES
    assert not {"exif", "icc_profile", "comment"} & image.info.keys()


@pytest.mark.parametrize("name", FORMATS)
def test_the_office_s_own_posts_have_their_sizes(name: str) -> None:
    """
    A story, a post and a link card from the same words.
    """
    assert opened(draw_card(CARD, FORMATS[name], saved(scene(900, 700)))).size == FORMATS[name].size


def test_the_same_words_give_the_same_bytes() -> None:
    """
    Cards can be kept under their words; another word gives another card.
    """
    photo = saved(scene(1300, 900))

    assert share_card(CARD) == share_card(CARD)
    assert share_card(CARD, photo) == share_card(CARD, photo)
    assert len({share_card(CARD), share_card(CARD, photo), share_card(replace(CARD, title="Lain"))}) == 3


def test_a_verdict_is_stamped_in_alert_and_a_true_one_is_not() -> None:
    """
    The colour alone tells the false from the true, also on the rumour's own picture.
    """
    alert, river = CARD.colours.alert, CARD.colours.river
    false = replace(CARD, kind="Klarifikasi", verdict="TIDAK BENAR", tone="salah")
    true = replace(false, verdict="BENAR", tone="benar")

    assert share_of(opened(share_card(false)), alert) > 0.03
    assert share_of(opened(share_card(true)), alert) == 0
    assert share_of(opened(share_card(true)), river) > 0.01
    assert share_of(opened(share_card(false, saved(scene()))), alert) > 0.03
    assert share_of(opened(share_card(CARD)), alert) == 0


def test_a_rumour_s_picture_loses_its_colours() -> None:
    """
    Nobody takes it for a photo of ours.
    """
    photo = saved(Image.new("RGB", (1200, 630), "#d04010"))
    ours = opened(share_card(CARD, photo)).getpixel((1190, 8))
    rumour = opened(share_card(replace(CARD, verdict="TIDAK BENAR", tone="salah"), photo)).getpixel((1190, 8))

    assert isinstance(ours, tuple)
    assert isinstance(rumour, tuple)
    assert max(ours) - min(ours) > 100
    assert max(rumour) - min(rumour) < 12


def test_a_photo_that_cannot_be_used_is_left_out() -> None:
    """
    Damaged, foreign or tiny: the card is the one without photo.
    """
    photo = saved(scene())
    plain_card = share_card(CARD)

    assert share_card(CARD, photo[: len(photo) // 3]) == plain_card
    assert share_card(CARD, b"<svg/>") == plain_card
    assert share_card(CARD, saved(scene(200, 150))) == plain_card
    assert share_card(CARD, b"", b"bukan lambang") == plain_card


def test_an_emblem_takes_the_place_of_the_strands() -> None:
    """
    Only a file that the office supplies is ever shown as its emblem.
    """
    emblem = saved(Image.new("RGBA", (300, 400), "#ff00ff"), "PNG")

    assert share_of(opened(share_card(CARD, b"", emblem)), "#ff00ff") > 0.001
    assert share_of(opened(share_card(CARD)), "#ff00ff") == 0


def test_the_colours_are_the_office_s() -> None:
    """
    Another regency's colour becomes the ground, darkened enough to carry white words.
    """
    card = replace(CARD, colours=Colours.of("#5b2a86"))

    assert share_of(opened(share_card(card)), mixed("#5b2a86", "#000000", 0.32)) > 0.2


def test_a_card_is_drawn_in_a_few_milliseconds() -> None:
    """
    Ten thousand cards are minutes of one core, not hours.
    """
    share_card(CARD)
    start = time.process_time()
    for number in range(10):
        share_card(replace(CARD, title=f"{CARD.title} {number}"))

    assert (time.process_time() - start) / 10 < 0.04


def test_a_headline_fills_its_room() -> None:
    """
    A short one is large, a long one small; all lines fit.
    """
    short = fit(HEADLINE, "Banjir Surut", (1000, 400), SHARE.headline, 5)
    long = fit(HEADLINE, CARD.title * 3, (1000, 400), SHARE.headline, 5)

    assert short.size > long.size
    for block in (short, long):
        assert block.height <= 400
        assert all(HEADLINE.length(line, block.size) <= 1000 for line in block.lines)


def test_small_words_do_not_end_a_line() -> None:
    """
    “di”, “dan”, “untuk” go on with the word that they belong to.
    """
    title = "Bantuan untuk Petani di Dusun Hilir dan Jenamas dari Pemerintah yang Diserahkan oleh Bupati"
    block = fit(HEADLINE, title, (700, 600), range(90, 36, -2), 8)

    assert len(block.lines) > 3
    assert " ".join(block.lines) == title
    assert not {line.split()[-1] for line in block.lines} & {"di", "dan", "untuk", "dari", "yang", "oleh"}


def test_lines_are_about_as_long_as_each_other() -> None:
    """
    No last line of one lost word.
    """
    block = fit(HEADLINE, "Pemkab Barito Selatan Serahkan Bantuan Benih Padi", (1050, 400), range(60, 59, -1), 4)
    lengths = [HEADLINE.length(line, block.size) for line in block.lines]

    assert len(lengths) == 2
    assert min(lengths) > 0.7 * max(lengths)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    """
    The card stays legible however long the headline is.
    """
    block = fit(HEADLINE, LONG * 3, (1000, 300), SHARE.headline, 6)

    assert block.size == SHARE.headline[-1]
    assert block.lines[-1].endswith("…")
    assert fit_line(HEADLINE, "X" * 300, 500, range(40, 19, -2))[0].endswith("…")


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("Panen\u00a0Raya  2026", "Panen Raya 2026"),
        ("Dr. Nguyễn Š. Ĳ", "Dr. Nguyen S. IJ"),
        ("Lomba 🎉 Perahu", "Lomba Perahu"),
        ("“Benar” – kata Bupati…", "“Benar” – kata Bupati…"),
        ("pinjaman\u200b-daring\u00ad", "pinjaman-daring"),
        ("ﬁnal ½", "final ½"),
    ],
)
def test_letters_that_the_font_lacks_are_replaced(given_text: str, shown: str) -> None:
    """
    No empty boxes on a card.
    """
    assert plain(given_text) == shown


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.text(max_size=60), st.sampled_from(["", "konten palsu", "benar"]))
def test_no_words_break_a_card(title: str, category: str, verdict: str) -> None:
    """
    Whatever the words, there is a card.
    """
    data = share_card(replace(CARD, title=title, category=category, verdict=verdict))

    assert opened(data).size == (1200, 630)


def test_a_photo_is_cut_around_its_subject() -> None:
    """
    What the photo is about stays on the card, wherever in the photo it is; words lie below it.
    """
    photo = Image.new("RGB", (1200, 3000), "#306090")
    for focus, top in (((0.5, 0.1), 200), ((0.5, 0.5), 1400), ((0.5, 0.9), 2600)):
        marked = photo.copy()
        marked.paste("#f0d020", (500, top, 700, top + 200))
        card = opened(draw_card(replace(CARD, focus=focus), SHARE, saved(marked)))
        yellow = [
            y
            for y in range(card.height)
            if (pixel := card.convert("RGB").getpixel((600, y)))[0] > 180 and pixel[2] < 90  # type: ignore[index]
        ]

        assert len(yellow) > 120, focus
