"""Slips of the keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.indonesian.punctuation import missing_end, slips


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Air surut.Warga pulang.", "Spasi kurang setelah tanda"),
        ("Air surut,warga pulang.", "Spasi kurang setelah koma"),
        ("Air  surut.", "Spasi ganda"),
        ("Air surut , lalu naik.", "spasi sebelum"),
        ("Air surut,, lalu naik.", "ganda"),
        ("Air surut (sejak pagi.", "kurung"),
        ("“Air surut, kata warga.", "kutip"),
        ('"Air surut, kata warga.', "kutip"),
        ("“Air surut,”kata warga.", "tepi tanda kutip"),
    ],
)
def test_a_slip_is_found_where_it_stands(text: str, said: str) -> None:
    """
    One slip, one finding, inside the text.
    """
    [found] = slips(text)

    assert said in found.message
    assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Budi, S.Sos., M.Si., dan Kab. Barsel; Rp1.500.000,00 pukul 08.05.",
        "Lihat www.contoh.go.id/Berita.Baru atau a.B@contoh.id.",
        "Syarat: a) KTP, b) KK, 1) asli.",
        "Menunggu... lalu pulang. “Sudah?” “Belum.”",
    ],
)
def test_right_punctuation_is_left_alone(text: str) -> None:
    """
    Degrees, addresses, sums and lists are no slips.
    """
    assert list(slips(text)) == []


def test_an_open_end_is_found() -> None:
    """
    A paragraph ends with a mark, also behind a closing quotation.
    """
    assert missing_end("Warga pulang") is not None
    assert missing_end("Warga pulang,") is not None
    assert missing_end("Kata ketua, “Pulang.”") is None
    assert missing_end("Syaratnya:") is None


@given(st.text(max_size=120))
def test_no_text_breaks_the_search(text: str) -> None:
    """
    Every slip lies inside the text.
    """
    assert all(0 <= found.start < found.end <= len(text) for found in slips(text))
