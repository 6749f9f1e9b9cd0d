"""Slugs, sentences, near misses, numbers."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.indonesian import text


def test_a_slug_is_the_title_in_plain_letters() -> None:
    """
    Letters lose case and accents, numbers their points, signs become words.
    """
    assert (
        text.slugify("Jum'at Bersih: Warga & Camat Tanam 1.500 Pohon")
        == "jumat-bersih-warga-dan-camat-tanam-1500-pohon"
    )
    assert text.slugify("Inflasi Turun 6,5% di Café") == "inflasi-turun-6-5-persen-di-cafe"


def test_a_slug_ends_with_a_whole_word() -> None:
    """
    A long title loses stop words first, then words from its end.
    """
    slug = text.slugify("Pemerintah Kabupaten Menyerahkan Bantuan untuk Para Petani di Dusun Hilir dan Jenamas")

    assert len(slug) <= 60
    assert slug == "pemerintah-kabupaten-menyerahkan-bantuan-petani-dusun-hilir"


@pytest.mark.parametrize("negation", ["tidak", "bukan", "belum"])
def test_a_slug_never_drops_a_negation(negation: str) -> None:
    """
    A slug that lost its negation would say the opposite of the headline.
    """
    slug = text.slugify(f"Kabar Penerimaan Pegawai Kontrak Pemerintah Kabupaten Barito Selatan Itu {negation} Benar")

    assert f"{negation}-benar" in slug
    assert len(slug) <= 60


def test_a_title_without_letters_has_no_slug() -> None:
    """
    Nothing is invented: the caller asks for words.
    """
    assert text.slugify("…!!!") == ""


@given(st.text(max_size=300))
def test_every_slug_is_clean(title: str) -> None:
    """
    Whatever the title, a slug holds only a–z, 0–9 and single hyphens.
    """
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", text.slugify(title))


@pytest.mark.parametrize(
    ("written", "meant"),
    [("kategory", "category"), ("kategori", "category"), ("Tittle", "title"), ("sumary", "summary"), ("tgas", "tags")],
)
def test_a_near_miss_finds_the_key(written: str, meant: str) -> None:
    """
    A key off by a letter, or said in Indonesian, finds the right one.
    """
    assert text.nearest(written, ["title", "category", "tags", "summary"], {"kategori": "category"}) == meant


def test_a_short_form_finds_the_only_name_that_begins_so() -> None:
    """
    “Gunung Bintang” is enough, because one district begins so.
    """
    assert (
        text.nearest("gunung bintang", ["Gunung Bintang Awai", "Dusun Hilir", "Dusun Utara"]) == "Gunung Bintang Awai"
    )


def test_a_stranger_finds_nothing() -> None:
    """
    No suggestion is better than a wild one.
    """
    assert text.nearest("xylofon", ["title", "category"]) is None
    assert text.suggest("", ["title"]) == ""
    assert text.suggest("titel", ["title"]) == "Maksud Anda “title”?"


@pytest.mark.parametrize(
    ("running", "expected"),
    [
        ("Air naik. Warga siaga.", 2),
        ("Kepala dinas, Budi Santoso, S.Sos., M.Si. membuka acara.", 1),
        ("Acara dibuka Drs. H. Budi K. Santoso, M.M. di aula.", 1),
        ("Acara dibuka Budi, S.Sos. Ia berharap warga hadir.", 2),
        ("Dana Rp1.500.000,00 cair pukul 08.05 WIB. Warga senang.", 2),
        ("Warga menunggu... Lalu pulang.", 1),
        ("“Apakah siap?” tanya camat.", 1),
        ("“Kami siap.” Camat lalu pulang.", 2),
        ("Bantuan berupa beras, gula, dll. Semua habis.", 2),
        ("Kec. Dusun Hilir dan Kab. Barito Selatan.", 1),
        ("1. Buka aplikasi. 2. Pilih menu.", 2),
        ("Satu\n\nDua", 2),
        ("dr. Sari dan Ir. Joko hadir! Semua senang.", 2),
    ],
)
def test_sentences_end_where_a_reader_stops(running: str, expected: int) -> None:
    """
    An ellipsis, abbreviation, degree, initial, sum or time is no sentence end.
    """
    assert len(text.sentences(running)) == expected


@given(st.text(alphabet='abA.!?…”" 1\n', max_size=80))
def test_no_letter_is_lost_between_sentences(running: str) -> None:
    """
    The sentences together are the text.
    """
    assert text.squeeze(" ".join(text.sentences(running))) == text.squeeze(running)


def test_words_keep_their_inner_marks() -> None:
    """
    Doubled words, Friday and numbers count once.
    """
    assert text.words("Anak-anak hari Jum’at terima 1.500,25 kg.") == [
        "Anak-anak",
        "hari",
        "Jum’at",
        "terima",
        "1.500,25",
        "kg",
    ]


def test_spellings_of_a_tag_share_a_key() -> None:
    """
    Case, spaces and hyphens make no new tag.
    """
    assert text.group_key("Pemilu 2024") == text.group_key("pemilu-2024") == text.group_key(" PEMILU  2024")


def test_an_excerpt_prefers_whole_sentences() -> None:
    """
    Sentences that fit are taken whole; else words, with an ellipsis.
    """
    running = "Air naik satu meter. Warga tiga desa mengungsi ke balai desa."

    assert text.excerpt(running, 30) == "Air naik satu meter."
    assert text.excerpt(running, 15) == "Air naik satu…"
    assert text.excerpt(running) == running


@given(st.text(max_size=300), st.integers(10, 200))
def test_an_excerpt_keeps_its_limit(running: str, limit: int) -> None:
    """
    No text makes an excerpt longer than asked.
    """
    assert len(text.excerpt(running, limit)) <= limit


def test_numbers_are_written_the_indonesian_way() -> None:
    """
    Points for thousands, a comma for decimals, sums without a space.
    """
    assert text.number(1234567.89) == "1.234.567,89"
    assert text.number(10000) == "10.000"
    assert text.number(42.987, 2) == "42,99"
    assert text.rupiah(1500000) == "Rp1.500.000"
    assert text.rupiah(Decimal("1500000.50")) == "Rp1.500.000,50"


def test_counting_up_has_a_comma_before_the_last() -> None:
    """
    EYD puts a comma before `dan` from three parts on.
    """
    assert text.joined(["beras", "gula", "teh"]) == "beras, gula, dan teh"
    assert text.joined(["ya", "tidak"], "atau") == "ya atau tidak"


def test_invisible_characters_have_names() -> None:
    """
    Every invisible character can be named to a writer.
    """
    assert text.INVISIBLE["\u200b"] == "spasi selebar nol"
    assert text.BIDIRECTIONAL <= set(text.INVISIBLE)
    assert "\n" not in text.CONTROL
