"""What stands around a release, and headlines in capitals."""

import pytest

from mmc.importer.reception import read_arrival
from mmc.importer.text.anatomy import Release, take_apart
from mmc.importer.text.markup import body_of
from mmc.importer.text.spelling import amounts
from mmc.importer.text.titles import title_case
from tests.unit.importer.senders import LEAD, TITLE

TEXT = "Pelatihan berlangsung tiga hari dan ditutup dengan pameran kecil."


def release(text: str) -> Release:
    """The text taken apart."""
    return take_apart(read_arrival(text.encode(), "rilis.txt"), "rilis.txt", ["Buntok"])


HEADS = [
    (
        "PEMERINTAH KABUPATEN BARITO SELATAN\nDINAS PERDAGANGAN\nJalan Pelita Raya 1 Buntok 73711\n"
        "Telepon (0525) 21001, laman: contoh.go.id\n\nSIARAN PERS\nNomor: 480/1/2026"
    ),
    (
        "PEMERINTAH KABUPATEN BARITO SELATAN\nKECAMATAN DUSUN HILIR\n"
        "Alamat: Jl. Sanggu No. 3, Kode Pos 73761\n======\n\nPRESS RELEASE\n"
        "Hari/Tanggal : Kamis, 26 November 2026"
    ),
    "KEPOLISIAN RESOR BARITO SELATAN\nJl. Tugu 5\nemail: humas@contoh.go.id\n\nRILIS BERITA",
    "SIARAN PERS",
]
FEET = [
    (
        "Narahubung:\nBudi (0812-0000-0000)\n\nBuntok, 26 November 2026\nKepala Dinas,\n\n\n"
        "SITI RAHMA, S.E., M.Si.\nNIP. 19700101 199503 1 001"
    ),
    (
        "Demikian siaran pers ini disampaikan, atas perhatiannya terima kasih.\n\n"
        "Kontak media: Budi (0813-2222-3333)\n\nCamat Dusun Hilir\nttd\nBUDI SANTOSO, S.STP\n"
        "NIP. 19800101 200012 1 002"
    ),
    "a.n. Kepala Dinas\nSekretaris,\n\nDra. Hj. Siti Rahma\nPembina Utama Muda\nNIP 197501012000032001",
    "Informasi lebih lanjut: Humas 0812-0000-0000\n#BaritoSelatan #MMCBarsel",
    "",
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("foot", FEET)
def test_head_and_foot_of_a_letter_are_set_aside_and_told(head: str, foot: str) -> None:
    """
    Agency, address, number, closing phrase, contact and signature are no part of the story.
    """
    found = release(f"{head}\n\n{TITLE}\n\nBuntok – {LEAD}\n\n{TEXT}\n\n{foot}\n")

    assert (found.title, found.dateline) == (TITLE, "Buntok")
    assert body_of(found.blocks) == f"{LEAD}\n\n{TEXT}\n"
    assert any("tidak diambil" in one.message or "disisihkan" in one.message for one in found.doubts)


def test_the_last_sentence_is_no_signature() -> None:
    """
    A quotation and a name in the last paragraph stay where they are.
    """
    last = "Kepala Dinas Perdagangan Siti Rahma berharap pelatihan serupa digelar di semua kecamatan."

    assert body_of(release(f"{TITLE}\n\nBuntok – {LEAD}\n\n{TEXT}\n\n{last}\n").blocks).endswith(f"{last}\n")


def test_the_day_in_a_dateline_is_the_day_of_the_release() -> None:
    """
    `Buntok, 26 November 2026 –` is a dateline and a day.
    """
    found = release(f"{TITLE}\n\nBuntok, 26 November 2026 – {LEAD}\n\n{TEXT}\n")

    assert (found.dateline, str(found.day)) == ("Buntok", "2026-11-26")
    assert found.blocks[0].text == LEAD


def test_hashtags_become_topics_and_emoji_go() -> None:
    """
    A row of hashtags is no paragraph; repeated emoji before entries are bullets.
    """
    found = release(f"{TITLE} 📢📢\n\n📍 Buntok – {LEAD}\n\n✅ Belah rotan\n✅ Anyam dasar\n\n#BaritoSelatan #Rotan\n")

    assert found.title == TITLE
    assert found.tags == ("Barito Selatan", "Rotan")
    assert body_of(found.blocks) == f"{LEAD}\n\n- Belah rotan\n- Anyam dasar\n"
    assert any("5 emoji" in one.message for one in found.doubts)


@pytest.mark.parametrize(
    ("shouted", "offered"),
    [
        ("BUPATI RESMIKAN JEMBATAN KALAHIEN", "Bupati Resmikan Jembatan Kalahien"),
        ("DPRD DAN RSUD BAHAS APBD UNTUK WARGA", "DPRD dan RSUD Bahas APBD untuk Warga"),
        ("MUSRENBANG KE-5 DI DUSUN HILIR: DARI WARGA", "Musrenbang ke-5 di Dusun Hilir: Dari Warga"),
        ("LOMBA MTQ TINGKAT XVI KABUPATEN", "Lomba MTQ Tingkat XVI Kabupaten"),
        ("GEBYAR BERAKHLAK DI BUNTOK", "Gebyar BerAKHLAK di Buntok"),
    ],
)
def test_a_headline_in_capitals_is_offered_as_headlines_are_written(shouted: str, offered: str) -> None:
    """
    Abbreviations, numerals and what the text writes in its own way are kept.
    """
    assert title_case(shouted, "Gerakan BerAKHLAK digelar di Buntok.") == offered


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Rp. 12,5 Milyar", "Rp12,5 miliar"),
        ("Rp 1.500.000,-", "Rp1.500.000"),
        ("Rp.5 juta", "Rp5 juta"),
        ("Rp2 trilyun", "Rp2 triliun"),
    ],
)
def test_an_amount_gets_its_right_form_proposed(written: str, right: str) -> None:
    """
    The text itself is never changed.
    """
    [slip] = amounts(f"Menelan biaya {written} dari APBD.")

    assert right in slip.hint


@pytest.mark.parametrize("right", ["Rp12,5 miliar", "Rp1.500.000", "Rp1.500.000,00", "Rp5 juta"])
def test_a_right_amount_is_left_alone(right: str) -> None:
    """
    No proposal for what is right.
    """
    assert list(amounts(f"Menelan biaya {right}.")) == []
