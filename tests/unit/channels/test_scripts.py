"""The radio script, the spoken edition and the short message of one item."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mmc.channels import Telling
from mmc.channels.scripts import RADIO_SECONDS, length, radio, spoken_edition
from mmc.channels.sms import ALPHABET, MOST, sms
from mmc.indonesian.calendar import zone

NOW = datetime(2026, 11, 26, 1, 5, tzinfo=UTC).astimezone(zone("Asia/Pontianak"))
FLOOD = Telling(
    title="Sungai Naik 1,2 Meter, Warga Bantaran Diminta Pindah",
    url="https://mmc.contoh.go.id/pengumuman/2026/11/sungai-naik/",
    office="Media Center Contoh",
    kind="Pengumuman",
    published_at=NOW,
    summary="Air mencapai 7,25 m pada pukul 06.00 WIB.",
    paragraphs=("Tiga tempat pengungsian dibuka.", "Bawa obat untuk 3 hari.") * 12,
    is_urgent=True,
    starts_at=NOW,
    ends_at=NOW + timedelta(days=2),
    emergency=(("112", "Darurat, semua layanan"),),
)
RUMOUR = Telling(
    title="Bantuan Tidak Didaftarkan lewat Tautan",
    url="https://mmc.contoh.go.id/klarifikasi/2026/11/bantuan-tidak-didaftarkan-lewat-tautan-yang-beredar-di-grup-warga-desa/",
    office="Media Center Contoh",
    kind="Klarifikasi",
    published_at=NOW,
    summary="Dinas Sosial tidak membuka pendaftaran daring.",
    verdict="TIDAK BENAR",
    note="direkayasa",
    tone="salah",
    meaning="Gambar aslinya telah diubah.",
    claim="Daftar bantuan Rp3 juta lewat tautan ini.",
    number="KLR-2026-007",
    answered_by="Dinas Sosial",
)


def words_of(script: str) -> str:
    """What is read out: everything below the rule."""
    return script.split("─\n\n", 1)[1].replace("\n", " ")


def test_a_radio_script_says_how_long_it_takes_and_is_no_longer_than_a_minute() -> None:
    """
    Whoever reads it knows the length before; a long notice is cut between sentences, never its end.
    """
    script = radio(FLOOD)

    assert f"Lama baca: {length(FLOOD)} detik" in script
    assert (
        length(FLOOD) <= RADIO_SECONDS < length(replace(FLOOD, summary="Air naik lagi. " * 1, title="Air naik " * 90))
    )
    assert words_of(script).rstrip().endswith("Demikian dari Media Center Contoh.")


def test_a_script_holds_no_digit_and_no_abbreviation() -> None:
    """
    A newsreader works nothing out: times, measures and the number to call stand in words.
    """
    words = words_of(radio(FLOOD))

    assert not re.search(r"\d|WIB|%", words)
    assert "tujuh koma dua lima meter" in words
    assert "hubungi satu satu dua" in words
    assert "Sekali lagi: Sungai Naik satu koma dua Meter" in words


def test_the_truth_is_said_before_the_rumour_and_after_it() -> None:
    """
    Who turns the radio on in the middle, or off too early, does not take the rumour for the news.
    """
    words = words_of(radio(RUMOUR))
    truth = [found.start() for found in re.finditer("Bantuan Tidak Didaftarkan lewat Tautan", words)]
    claim = words.index("Daftar bantuan tiga juta rupiah")

    assert truth[0] < claim < words.index("Kabar itu tidak benar") < truth[-1]
    assert "Dijawab oleh Dinas Sosial." in words


def test_a_withdrawn_item_is_not_read_out_again() -> None:
    """
    Only that it was withdrawn, and why.
    """
    gone = replace(FLOOD, notice="Ditarik", changed="Angkanya keliru.", is_urgent=False, starts_at=None, ends_at=None)
    words = words_of(spoken_edition(gone))

    assert "Angkanya keliru." in words
    assert "pengungsian" not in words
    assert "pengungsian" not in radio(gone)


def test_the_spoken_edition_holds_the_whole_text() -> None:
    """
    Every paragraph, in words.
    """
    assert words_of(spoken_edition(FLOOD)).count("Bawa obat untuk tiga hari.") == 12


def test_a_short_message_says_the_answer_first_and_where_to_read_on_last() -> None:
    """
    The item's own address where it leaves room; else its number and the site.
    """
    assert sms(RUMOUR).startswith("TIDAK BENAR: Bantuan Tidak Didaftarkan lewat Tautan.")
    assert sms(RUMOUR).endswith("\nKLR-2026-007, mmc.contoh.go.id")
    assert sms(FLOOD).startswith("PENTING: Sungai Naik 1,2 Meter")
    assert sms(FLOOD).endswith("\nmmc.contoh.go.id/pengumuman/2026/11/sungai-naik")


@given(st.text(max_size=300), st.text(max_size=300), st.booleans())
def test_a_short_message_is_always_one_message(title: str, summary: str, is_urgent: bool) -> None:
    """
    Whatever the title holds: at most 160 letters of the alphabet that costs one part.
    """
    text = sms(replace(RUMOUR, title=f"Judul {title}", summary=summary, is_urgent=is_urgent))

    assert len(text) <= MOST
    assert set(text) <= ALPHABET
