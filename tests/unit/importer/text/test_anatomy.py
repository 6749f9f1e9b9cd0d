"""A release taken apart."""

import pytest

from mmc.importer.reception import read_arrival
from mmc.importer.text.anatomy import Release, take_apart

SENTENCE = "Camat Dusun Hilir membuka pelatihan anyaman rotan bagi dua puluh perajin, Kamis (29/01/2026)."


def release(text: str) -> Release:
    """The parts of a release."""
    return take_apart(read_arrival(text.encode(), "rilis.txt"), "rilis.txt", ["Buntok", "Dusun Hilir"])


@pytest.mark.parametrize(
    ("written", "dateline"),
    [
        ("MMCBarsel-Buntok. ", "MMCBarsel-Buntok"),
        ("MMCBarsel - Buntok. ", "MMCBarsel - Buntok"),
        ("MEDIA CENTER, Palangka Raya – ", "MEDIA CENTER, Palangka Raya"),
        ("MMC Kobar – ", "MMC Kobar"),
        ("TAMIANG LAYANG – ", "TAMIANG LAYANG"),
        ("Buntok (ANTARA) - ", "Buntok (ANTARA)"),
        ("BUNTOK,- ", "BUNTOK"),
        ("BUNTOK,-", "BUNTOK"),
        ("BUNTOK – ", "BUNTOK"),
        ("Buntok, MMC Barsel — ", "Buntok, MMC Barsel"),
        ("BUNTOK: ", "BUNTOK"),
        ("", ""),
    ],
)
def test_every_dateline_that_arrives_is_known(written: str, dateline: str) -> None:
    """
    The outlet and place go to their field, the story begins with its first sentence.
    """
    found = release(f"Pelatihan Anyaman Dibuka\n{written}{SENTENCE}")

    assert found.dateline == dateline
    assert found.blocks[0].text == SENTENCE
    assert found.title == "Pelatihan Anyaman Dibuka"


@pytest.mark.parametrize(
    "opening",
    ["Camat Dusun Hilir. Begitu sebutan warga.", "Ia datang – lalu pulang.", "Pelatihan dua hari-hari ini dibuka."],
)
def test_an_ordinary_opening_is_no_dateline(opening: str) -> None:
    """
    A sentence that merely begins with names keeps them.
    """
    assert release(f"Judul Berita\n{opening}").blocks[0].text == opening


@pytest.mark.parametrize(
    "code",
    ["(//Pubdok//diskominfobarsel//R1//)", "(MC Barsel/diskominfo/ay)", "//humas//barsel//", "(ay)"],
)
@pytest.mark.parametrize("before", ["\n", " "])
def test_a_closing_code_is_kept_exactly(code: str, before: str) -> None:
    """
    On a line of its own or behind the last sentence, the code keeps every sign.
    """
    found = release(f"Judul Berita\nBUNTOK – {SENTENCE}{before}{code}")

    assert found.code == code
    assert [block.text for block in found.blocks] == [SENTENCE]


def test_a_date_at_the_end_is_no_code() -> None:
    """
    `(29/01/2026)` closes a sentence, not a release.
    """
    assert release(f"Judul Berita\nBUNTOK – {SENTENCE}").code == ""


def test_credits_go_to_their_fields() -> None:
    """
    Lines that name people are no paragraphs; degrees with commas stay with their name.
    """
    found = release(
        f"Judul Berita\nBUNTOK – {SENTENCE}\nPenulis: Sari Wulandari, S.Sos., M.Si.\nPeliput: Adi dan Budi\nFoto: Ist\nEditor : Dewi"
    )

    assert found.credits == {
        "author": ("Sari Wulandari, S.Sos., M.Si.",),
        "reporter": ("Adi", "Budi"),
        "editor": ("Dewi",),
    }
    assert any("tidak menyebut nama" in one.message and one.line == 5 for one in found.doubts)


def test_a_long_photo_line_is_a_caption() -> None:
    """
    “Foto: …” with a sentence tells what is seen, with a name who took it.
    """
    found = release(
        f"Judul Berita\nBUNTOK – {SENTENCE}\nFoto: Camat menyerahkan alat anyam kepada perajin di balai desa"
    )

    assert found.credits == {"photo_caption": ("Camat menyerahkan alat anyam kepada perajin di balai desa",)}


def test_a_headline_of_two_lines_is_joined() -> None:
    """
    A second line before the dateline that is no sentence belongs to the headline, with a doubt.
    """
    found = release(f"Pelatihan Anyaman Rotan\nbagi Perajin Dusun Hilir\nBUNTOK – {SENTENCE}")

    assert found.title == "Pelatihan Anyaman Rotan bagi Perajin Dusun Hilir"
    assert any("dua baris" in one.message for one in found.doubts)


def test_a_headline_that_names_its_speaker_is_no_dateline() -> None:
    """
    “Diskominfo: …” is a headline; a first line that opens with a dateline and ends as a sentence is the story itself.
    """
    assert release(f"Diskominfo Barsel: Warga Diminta Waspada\nBUNTOK – {SENTENCE}").title.startswith(
        "Diskominfo Barsel:"
    )
    assert release(f"BUNTOK – {SENTENCE}\nPelatihan berlangsung tiga hari.").title == ""


def test_a_label_above_the_headline_makes_a_press_release() -> None:
    """
    “SIARAN PERS” says what the sheet is and is no headline.
    """
    found = release(f"SIARAN PERS\nNomor: 12/SP/2026\n\nPelatihan Dibuka\nBUNTOK – {SENTENCE}")

    assert found.is_press_release
    assert found.title == "Pelatihan Dibuka"


def test_what_whatsapp_adds_is_taken_away_and_told() -> None:
    """
    Sender, time and marks for bold are no part of the release.
    """
    found = release(
        f"[29/01/26 14.02] Humas Dinas: *Pelatihan Dibuka*\n\n_BUNTOK_ – {SENTENCE}\n<Media tidak disertakan>"
    )

    assert found.title == "Pelatihan Dibuka"
    assert found.dateline == "BUNTOK"
    assert [block.text for block in found.blocks] == [SENTENCE]
    assert sum("WhatsApp" in one.message for one in found.doubts) == 3
