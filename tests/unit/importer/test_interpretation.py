"""A release read into fields."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.base.items.reading import read_item
from mmc.base.items.schema import rules_for
from mmc.base.items.source import read_source
from mmc.base.problems import ContentError
from mmc.base.vocabulary import Vocabulary
from mmc.importer.interpretation import import_release
from mmc.importer.rendering import Imported, render

RELEASE = """\
Perajin Rotan Dusun Hilir Belajar Memasarkan Anyaman lewat Telepon Genggam
MMCBarsel-Buntok. Dua puluh perajin rotan belajar memasarkan anyaman lewat telepon genggam di Balai Desa Lama, Kamis (29/01/2026).
Pelatihan diadakan bersama koperasi setempat. Harga anyaman naik sejak pasar daring dibuka untuk usaha kecil.
“Kami  dulu menunggu pembeli datang,” kata ketua kelompok perajin,Sari.
"Sekarang pembeli bertanya *sendiri*", ujarnya
Pelatihan dilanjutkan Selasa (04/02/2026) dan ditutup Minggu (8/2).
(//Pubdok//diskominfobarsel//R1//)
"""


def imported(vocabulary: Vocabulary, now: datetime, text: str = RELEASE) -> Imported:
    """The item made of a release."""
    return import_release(text.encode(), "rilis.txt", vocabulary, now)[0]


def test_every_field_found_is_filled(vocabulary: Vocabulary, now: datetime) -> None:
    """
    What the release says goes to its field; what it does not say stays empty.
    """
    header = imported(vocabulary, now).header

    assert header["title"] == "Perajin Rotan Dusun Hilir Belajar Memasarkan Anyaman lewat Telepon Genggam"
    assert header["dateline"] == "MMCBarsel-Buntok"
    assert header["event_date"] == "Kamis, 29 Januari 2026"
    assert header["event_place"] == "Balai Desa Lama"
    assert header["category"] == "Ekonomi"
    assert header["district"] == "Dusun Hilir"
    assert header["code"] == "(//Pubdok//diskominfobarsel//R1//)"
    assert header["status"] == "draf"
    assert header["date"] == "2026-02-03 10.15 WIB"
    assert header["summary"].startswith("Dua puluh perajin rotan belajar")
    assert "author" not in header


def test_every_doubt_is_told_with_its_line(vocabulary: Vocabulary, now: datetime) -> None:
    """
    A wrong weekday, a missing space, a missing full stop: each is told, none is changed.
    """
    doubts = {(found.line, found.message) for found in imported(vocabulary, now).doubts}

    def told(line: int, words: str) -> bool:
        return any(place == line and words in message for place, message in doubts)

    assert told(6, "4 Februari 2026 adalah hari Rabu")
    assert told(4, "Spasi ganda")
    assert told(4, "Spasi kurang setelah koma") or told(4, "Spasi kurang setelah tanda")
    assert told(5, "Tanda titik di akhir paragraf belum ada")


def test_quotes_are_kept_to_the_letter(vocabulary: Vocabulary, now: datetime) -> None:
    """
    Even slips stay in the text: the newsroom decides, not the importer. WhatsApp's bold is the one thing that goes.
    """
    body = imported(vocabulary, now).body

    assert "“Kami  dulu menunggu pembeli datang,” kata ketua kelompok perajin,Sari." in body
    assert '"Sekarang pembeli bertanya sendiri", ujarnya' in body


def test_the_file_reads_back_as_the_same_item(vocabulary: Vocabulary, now: datetime) -> None:
    """
    What is written passes the schema without a complaint and holds every field of its kind.
    """
    item = imported(vocabulary, now)
    path = f"content/berita/2026/02/2026-02-03-{item.header['slug']}.md"
    source = read_source(render(item).encode(), path)
    read, problems = read_item(source, vocabulary)

    assert problems == ()
    assert read is not None
    assert read.title == item.header["title"]
    assert read.body == item.body
    assert [field.key for field in source.fields] == [rule.key for rule in rules_for("berita")]


def test_an_old_release_keeps_its_own_day(vocabulary: Vocabulary, now: datetime) -> None:
    """
    A release of last year is filed under its own date, not under today's.
    """
    old = RELEASE.replace("29/01/2026", "16/10/2025")

    assert imported(vocabulary, now, old).header["date"] == "2025-10-16 00.00 WIB"


def test_the_same_release_has_the_same_id(vocabulary: Vocabulary, now: datetime) -> None:
    """
    The permanent id comes from the content: a second import can be recognised, another release cannot be taken for it.
    """
    first = imported(vocabulary, now).header["id"]

    assert first == imported(vocabulary, now).header["id"]
    assert first.startswith("brs-2026-02-03-")
    assert first != imported(vocabulary, now, RELEASE.replace("koperasi", "bank")).header["id"]


def test_a_long_headline_gets_a_shorter_one_suggested(vocabulary: Vocabulary, now: datetime) -> None:
    """
    Over a hundred letters the report offers a shorter headline; the field keeps the original.
    """
    long = "Pemerintah Kabupaten Membuka Pelatihan Pemasaran Anyaman Rotan Secara Daring bagi Dua Puluh Perajin di Dusun Hilir"
    item = imported(vocabulary, now, RELEASE.replace(RELEASE.split("\n", 1)[0], long))
    [found] = [one for one in item.doubts if one.field == "title"]

    assert item.header["title"] == long
    assert found.hint.startswith(
        "Misalnya “Pemerintah Kabupaten Membuka Pelatihan Pemasaran Anyaman Rotan Secara Daring"
    )


@pytest.mark.parametrize(
    "text", ["Bupati buka pelatihan\n", "[a]: b\n# judul\n> kutipan", "\ufeffJudul rilis\nIsi rilis"]
)
def test_a_scrap_of_text_is_imported_with_doubts(vocabulary: Vocabulary, now: datetime, text: str) -> None:
    """
    Little text makes an item with many doubts, not a crash.
    """
    assert imported(vocabulary, now, text).doubts


@pytest.mark.parametrize("text", ["x", "Judul\n", "Judul\n\n\n", "- - -\n***", "\ufeffJudul\nIsi"])
def test_a_slip_of_a_few_letters_is_no_release(vocabulary: Vocabulary, now: datetime, text: str) -> None:
    """
    A few letters are a slip of the mouse: refused, with the words shown, never filed as a story.
    """
    with pytest.raises(ContentError, match="itu bukan rilis"):
        imported(vocabulary, now, text)


@given(st.text(max_size=200) | st.text('AbKamis ,.(/)0123-–:*_\n“”"', max_size=160))
def test_no_text_breaks_the_import(vocabulary: Vocabulary, now: datetime, text: str) -> None:
    """
    Whatever arrives, the answer is a file that the reader takes apart without a complaint of form, or a problem.
    """
    try:
        item = imported(vocabulary, now, text)
    except ContentError as error:
        assert error.problems
        return
    source = read_source(render(item).encode(), "content/berita/2026/02/2026-02-03-x.md")
    values = {field.key: field.value.text for field in source.fields if field.value.text}

    assert source.problems == ()
    assert values == {key: value for key, value in item.header.items() if value}
