"""Notes on language: what is marked, and, as important, what is left alone."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.base.items.source import read_source
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.context import CheckContext
from mmc.checks.rules.language import language
from mmc.checks.rules.language.readability import readability

Check = Callable[[Draft], Iterator[Finding]]
ALL: tuple[Check, ...] = (
    language.words,
    language.prepositions,
    language.repeated_words,
    language.punctuation,
    language.paragraph_ends,
    language.figures,
    language.quotations,
    language.degrees,
    language.officialese,
    language.passives,
    language.long_sentences,
    language.officials,
    language.long_title,
    language.dateline,
    language.hard_text,
)
CONTEXT = CheckContext(now=datetime(2026, 2, 1, tzinfo=UTC), officials=("Drs. H. Budi Santoso, M.Si.", "Sari"))


def draft(body: str, header: str = "title: Judul uji") -> Draft:
    """A file with this body."""
    path = "content/berita/2026/01/2026-01-31-uji.md"
    return Draft(path, read_source(f"---\n{header}\n---\n\n{body}\n".encode(), path), CONTEXT)


def notes(check: Check, body: str, header: str = "title: Judul uji") -> list[str]:
    """What a check says of a body, message and hint together."""
    return [f"{found.message} {found.hint}" for found in check(draft(body, header))]


@pytest.mark.parametrize(
    ("check", "body", "said"),
    [
        (language.words, "Silahkan datang.", "“Silakan”"),
        (language.words, "Warga mengurus ijin.", "“izin”"),
        (language.words, "Kabar di jagad maya.", "“jagat”"),
        (language.words, "Hari Jum’at libur.", "“Jumat”"),
        (language.words, "Bulan Nopember hujan.", "“November”"),
        (language.words, "Peserta se Indonesia hadir.", "“se-Indonesia”"),
        (language.words, "Rapat antar instansi digelar.", "“antarinstansi”"),
        (language.prepositions, "Ia bicara dihadapan warga.", "“di hadapan”"),
        (language.prepositions, "Kedepan semua lancar.", "“Ke depan”"),
        (language.prepositions, "Rapat di laksanakan Senin.", "“dilaksanakan”"),
        (language.repeated_words, "Warga yang yang hadir.", "dua kali"),
        (language.repeated_words, "Untuk anak anak desa.", "“anak-anak”"),
        (language.punctuation, "Air surut , warga pulang.", "spasi sebelum"),
        (language.punctuation, "Air surut.Warga pulang.", "“surut. Warga”"),
        (language.punctuation, "“Air surut, kata warga.", "tidak berpasangan"),
        (language.paragraph_ends, "Warga pulang", "titik di akhir"),
        (language.paragraph_ends, "Warga pulang,", "dengan koma"),
        (language.figures, "Dana Rp. 1.500.000,- cair.", "“Rp1.500.000”"),
        (language.figures, "Dana Rp 2500000 cair.", "“Rp2.500.000”"),
        (language.figures, "Dana Rp 1.500.000,00 cair.", "“Rp1.500.000,00”"),
        (language.figures, "Naik 42,99 % lagi.", "Rapatkan"),
        (language.figures, "Naik 42.99% lagi.", "“42,99”"),
        (language.figures, "Pukul 8:05 WIB dibuka.", "“08.05”"),
        (language.figures, "Hadir 1 (satu) orang.", "dieja dalam kurung"),
        (language.quotations, "“Kami siap”, kata Budi.", "di luar tanda kutip"),
        (language.quotations, "“Kami siap” ujarnya.", "tanpa koma"),
        (language.degrees, "Budi Santoso, S.Sos, M.Si. hadir.", "“S.Sos.”"),
        (language.degrees, "Budi Santoso, SE hadir.", "“S.E.”"),
        (language.degrees, "Budi Santoso S.Sos. hadir.", "tanpa koma"),
        (language.degrees, "Acara dibuka dr Sari di aula.", "“dr.”"),
        (language.degrees, "Bupati H Budi hadir.", "“H.”"),
        (language.officialese, "Dalam rangka hari jadi, warga menari.", "“untuk”"),
        (language.passives, "Acara dibuka, dipimpin, dihadiri, dan ditutup camat.", "4 kata kerja pasif"),
        (language.officials, "Menurut Budi Santosa, air surut.", "Drs. H. Budi Santoso, M.Si."),
        (language.dateline, "BUNTOK – Air surut.", "dateline: BUNTOK"),
    ],
)
def test_a_slip_is_marked_with_its_mend(check: Check, body: str, said: str) -> None:
    """
    Each rule says what to write instead.
    """
    [note] = notes(check, body)

    assert said in note


@pytest.mark.parametrize(
    "body",
    [
        "Budi Santoso, S.Sos., M.Si. dan dr. Sari hadir bersama H. Adi di aula.",
        "Dana Rp1.500.000,00 atau Rp25 juta cair pukul 08.05 WIB, naik 42,99% sejak 26/10/2023.",
        "“Kami siap,” kata Budi. “Apa lagi?” tanya Sari. Ia menjawab, “Tidak ada.”",
        "Apotik Sehat Jaya dan Masjid Al-Ijin adalah nama.",
        "Anak-anak bermain di mana-mana, diatur dan dibawa ke luar kota; mereka keluar pagi-pagi.",
        "Petugas hadir di pekan pendidikan di kantor-kantor sama sama kuat.",
        "Buka https://contoh.go.id/a.B?x=1,2 atau kirim ke humas@contoh.go.id, lalu baca [laman kami](https://x.go.id/a).",
        "Syaratnya:\n\n- KTP asli\n- kartu keluarga",
        "Ibu kota kabupaten ini Buntok (6204040), a) kota tua, b) kota sungai.",
        "> Silahkan kirim kepada semua orang , cepat cepat",
        "Kode `di laksanakan` dan *deepfake* dibahas...",
        "Palangka Raya, Barito Selatan dan Gunung Bintang Awai masuk daftar.",
        "| Kolom | Isi |\n|---|---|\n| a | b |",
    ],
)
def test_what_is_right_is_left_alone(body: str) -> None:
    """
    A note that is wrong teaches writers to ignore notes.
    """
    assert [found for check in ALL for found in check(draft(body))] == []


def test_a_note_names_the_line_of_the_file() -> None:
    """
    Paragraphs of several lines are marked where the word stands.
    """
    [found] = language.words(draft("Baris satu\nsilahkan baris dua\nbaris tiga."))

    assert found.line == 6


def test_the_header_is_read_too() -> None:
    """
    A slip in the headline or a caption is seen by most readers of all.
    """
    [found] = language.words(draft("Isi.", "title: Silahkan Datang\nphoto_caption: Warga"))

    assert (found.line, found.field) == (2, "title")


def test_another_language_is_none_of_ours() -> None:
    """
    An item in English is not measured by EYD.
    """
    assert notes(language.punctuation, "Please come , soon.", "title: Title\nlang: en") == []


def test_a_sentence_over_forty_words_is_marked() -> None:
    """
    Forty words pass, forty-one do not.
    """
    assert notes(language.long_sentences, "kata " * 39 + "akhir.") == []
    [note] = notes(language.long_sentences, "kata " * 40 + "akhir.")
    assert "41 kata" in note


def test_a_headline_over_a_hundred_letters_is_marked() -> None:
    """
    A hundred letters pass.
    """
    assert notes(language.long_title, "Isi.", f"title: {'a' * 100}") == []
    assert notes(language.long_title, "Isi.", f"title: {'a' * 101}")


def test_a_dateline_is_written_bare() -> None:
    """
    The page adds the point; the field has none.
    """
    [note] = notes(language.dateline, "Isi.", "title: Judul\ndateline: MMCBarsel-Buntok.")

    assert "`dateline: MMCBarsel-Buntok`" in note


def test_the_figure_of_readability_is_lix() -> None:
    """
    Words a sentence plus the share of words longer than six letters, as Björnsson counts.
    """
    found = readability(["Warga menanam pohon di tepi sungai besar itu. " * 10])

    assert found is not None
    assert (found.sentences, found.words, found.words_a_sentence) == (10, 80, 8)
    assert found.lix == round(8 + 100 * 1 / 8)
    assert found.label == "mudah"
    assert readability(["Terlalu pendek."]) is None


def test_office_language_is_told_to_be_hard() -> None:
    """
    Long words in long sentences are answered with the figure.
    """
    body = (
        "Penyelenggaraan pertanggungjawaban pemerintahan memerlukan pengoordinasian berkesinambungan antarkelembagaan. "
        * 12
    )

    assert "LIX" in notes(language.hard_text, body)[0]


@given(st.text(max_size=200) | st.text('aB .,“”"()[]*_`<>|#-:0%Rpdi\n', max_size=150))
def test_no_text_breaks_a_rule(body: str) -> None:
    """
    Whatever is written, notes stand on lines of the file.
    """
    sheet = draft(body)
    last = sheet.source.body_line + sheet.source.body.count("\n") + 4

    assert all(1 <= found.line <= last for check in ALL for found in check(sheet))
