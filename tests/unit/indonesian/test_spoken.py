"""Numbers in words, and text as a newsreader says it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.indonesian.abbreviations import is_sayable, spelled
from mmc.indonesian.numerals import DIGITS, digit_by_digit, in_words, ordinal_in_words, roman, written_in_words
from mmc.indonesian.spoken import seconds, spoken

NUMBERS = {
    0: "nol",
    1: "satu",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    19: "sembilan belas",
    20: "dua puluh",
    21: "dua puluh satu",
    100: "seratus",
    101: "seratus satu",
    110: "seratus sepuluh",
    111: "seratus sebelas",
    219: "dua ratus sembilan belas",
    1000: "seribu",
    1001: "seribu satu",
    1100: "seribu seratus",
    2026: "dua ribu dua puluh enam",
    11_000: "sebelas ribu",
    101_000: "seratus satu ribu",
    1_000_000: "satu juta",
    1_001_000: "satu juta seribu",
    2_500_000_000: "dua miliar lima ratus juta",
    7_000_000_000_000: "tujuh triliun",
    -5: "minus lima",
}
NAMED = {word: number for number, word in enumerate((*DIGITS, "sepuluh", "sebelas"))}


def value_of(words: str) -> int:
    """The number that these words name, read the other way, by the rules of the language."""
    scales = {"triliun": 10**12, "miliar": 10**9, "juta": 10**6, "ribu": 1000}
    total = held = last = 0
    for word in words.split():
        if word in scales:
            total, held, last = total + (held + last) * scales[word], 0, 0
        elif word == "seribu":
            total += 1000
        elif word in ("ratus", "seratus"):
            held, last = held + (last if word == "ratus" else 1) * 100, 0
        elif word == "puluh":
            held, last = held + last * 10, 0
        elif word == "belas":
            held, last = held + last + 10, 0
        else:
            last = NAMED[word]
    return total + held + last


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_named_as_the_language_names_it(number: int) -> None:
    """
    Sepuluh, sebelas, seratus, seribu, but satu juta; every scale up to a trillion.
    """
    assert in_words(number) == NUMBERS[number]


@given(st.integers(0, 10**15 - 1))
def test_the_words_of_a_number_name_it_and_no_other(number: int) -> None:
    """
    Read the other way, the words give the number again, so no two numbers sound alike.
    """
    assert value_of(in_words(number)) == number


def test_decimals_rows_of_digits_and_places_are_said_each_in_its_way() -> None:
    """
    Digits behind the comma stand alone, a telephone number is no number, the first has a word of its own.
    """
    assert in_words(Decimal("12.05")) == "dua belas koma nol lima"
    assert written_in_words("1.234.567,89") == in_words(1_234_567) + " koma delapan sembilan"
    assert written_in_words("007") == "nol nol tujuh" == digit_by_digit("0-0-7")
    assert [ordinal_in_words(number) for number in (1, 2, 65)] == ["pertama", "kedua", "keenam puluh lima"]
    assert [roman(text) for text in ("III", "XIV", "XX", "IIII", "")] == [3, 14, 20, None, None]


SPOKEN = {
    "Rp12,5 miliar": "Dua belas koma lima miliar rupiah",
    "Rp1.500.000,00": "Satu juta lima ratus ribu rupiah",
    "Rp2–3 juta": "Dua sampai tiga juta rupiah",
    "Rp750,50": "Tujuh ratus lima puluh rupiah lima puluh sen",
    "US$5 juta": "Lima juta dolar Amerika Serikat",
    "42,99 %": "Empat puluh dua koma sembilan sembilan persen",
    "10–15%": "Sepuluh sampai lima belas persen",
    "Kamis (26/10/2023).": "Kamis, dua puluh enam Oktober dua ribu dua puluh tiga.",
    "Sabtu (7/10/23)": "Sabtu, tujuh Oktober dua ribu dua puluh tiga",
    "Kamis, 26/10": "Kamis, dua puluh enam Oktober",
    "5–7 Nov 2026": "Lima sampai tujuh November dua ribu dua puluh enam",
    "pukul 08.05 WIB": "Pukul delapan lewat lima menit Waktu Indonesia Barat",
    "08.00–11.30 WITA": "Pukul delapan sampai pukul sebelas lewat tiga puluh menit Waktu Indonesia Tengah",
    "hubungi 112": "Hubungi satu satu dua",
    "0812-3456-7890": "Nol delapan satu dua, tiga empat lima enam, tujuh delapan sembilan nol",
    "7,25 m": "Tujuh koma dua lima meter",
    "1.250 m³/detik": "Seribu dua ratus lima puluh meter kubik per detik",
    "31,5°C": "Tiga puluh satu koma lima derajat Celsius",
    "HUT ke-65": "Hari ulang tahun keenam puluh lima",
    "triwulan III": "Triwulan tiga",
    "RT 03/RW 02": "Rukun tetangga nol tiga, rukun warga nol dua",
    "UU No. 14": "Undang-Undang Nomor empat belas",
    "Kec. Hilir, Jl. Merdeka": "Kecamatan Hilir, Jalan Merdeka",
    "H. Suri, S.Sos., M.Si., dan dr. Rina": "Haji Suri, dan dokter Rina",
    "KTP di BPBD": "Kartu Tanda Penduduk di Badan Penanggulangan Bencana Daerah",
    "BKD dan BASARNAS": "Be ka de dan BASARNAS",
    "COVID-19": "COVID sembilan belas",
    "1/2 dari 24 jam": "Setengah dari dua puluh empat jam",
    "info@mmc.example": "Info et em em ce titik example",
    "tidak dan/atau belum": "Tidak dan atau belum",
    "sisanya -- ya": "Sisanya, ya",
}


@pytest.mark.parametrize("written", SPOKEN)
def test_what_is_written_is_said_as_people_say_it(written: str) -> None:
    """
    Money, shares, dates, hours, measures, numbers to call, abbreviations and addresses.
    """
    assert spoken(written) == SPOKEN[written]


LETTERS = st.text("ab KTPRp0123456789.,-–/%:()“”&+ WIB", max_size=60)


@given(LETTERS)
def test_nothing_is_left_that_nobody_can_say(text: str) -> None:
    """
    Whatever comes in: no digit and no sign but those of a sentence goes to the microphone.
    """
    assert re.search(r"[\d%&+/()<>@=_*“”]", spoken(text)) is None


def test_reading_takes_as_long_as_it_takes() -> None:
    """
    A hundred words of three syllables take about a minute; a pause counts, an empty sheet does not.
    """
    assert 50 <= seconds("pemerintah " * 90 + ".") <= 80
    assert seconds("") == 0


def test_capitals_are_read_as_words_only_where_people_do() -> None:
    """
    PAUD and BASARNAS are words; BPBD, PUPR and three letters are spelled.
    """
    assert [word for word in ("PAUD", "BASARNAS", "BULOG", "BPBD", "PUPR", "BPK", "DPMD") if is_sayable(word)] == [
        "PAUD",
        "BASARNAS",
        "BULOG",
    ]
    assert spelled("B3") == "be tiga"
