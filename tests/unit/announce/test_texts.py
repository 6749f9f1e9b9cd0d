"""Texts for chats and networks: what a reader there sees."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.announce import NETWORKS, Story, text_for
from mmc.announce.texts import mastodon_length, x_length

STORY = Story(
    id="brs-2026-01-31-k3f9",
    url="https://mmc.example.go.id/berita/2026/01/panen-raya/",
    title="Panen Raya Capai 6 Ton per Hektare",
    summary="Petani di tiga desa menuai padi. Hasilnya naik dari tahun lalu.",
    tags=("panen raya", "padi"),
)


def test_whatsapp_has_headline_sentence_and_link() -> None:
    """
    One matter, the headline in bold, the summary, the link.
    """
    assert text_for("whatsapp", STORY) == (
        "*Panen Raya Capai 6 Ton per Hektare*\n\nPetani di tiga desa menuai padi. Hasilnya naik dari tahun lalu.\n\n"
        "https://mmc.example.go.id/berita/2026/01/panen-raya/"
    )


@pytest.mark.parametrize("network", NETWORKS)
def test_a_verdict_and_a_correction_come_first(network: str) -> None:
    """
    Who reads only the first words knows that the rumour is false, and that something was corrected.
    """
    rumour = replace(STORY, verdict="TIDAK BENAR", title="Jembatan Tidak Ditutup")

    assert text_for(network, rumour).lstrip("*").startswith("TIDAK BENAR: Jembatan Tidak Ditutup")
    assert text_for(network, replace(rumour, notice="Ralat")).lstrip("*").startswith("Ralat · TIDAK BENAR: Jembatan")


def test_instagram_has_no_link_to_tap_but_tags() -> None:
    """
    Links do not work there: the address stands as words.
    """
    text = text_for("instagram", STORY)

    assert "https://" not in text and "mmc.example.go.id/berita" in text
    assert text.endswith("#PanenRaya #Padi")


def test_networks_count_in_their_own_way() -> None:
    """
    X and Mastodon count a link as 23; X counts an emoji twice.
    """
    assert x_length("abc https://example.go.id/" + "a" * 90) == 27
    assert x_length("🌾") == 2
    assert mastodon_length("abc https://example.go.id/" + "a" * 90) == 27


@given(st.sampled_from(sorted(NETWORKS)), st.text(max_size=400), st.text(max_size=1500), st.booleans())
def test_no_text_is_too_long_and_every_text_leads_to_the_story(
    network: str, title: str, summary: str, is_rumour: bool
) -> None:
    """
    The limits hold for any title and summary, and the link always stays.
    """
    story = replace(
        STORY, title=title, summary=summary, verdict="konten yang dimanipulasi" if is_rumour else "", tags=()
    )
    text = text_for(network, story)

    assert NETWORKS[network].length(text) <= NETWORKS[network].limit
    assert "mmc.example.go.id/berita/2026/01/panen-raya/" in text
