"""OpenDocument, RTF and PDF."""

import pytest

from mmc.base.problems import ContentError
from mmc.importer.reception import read_arrival
from mmc.importer.text.anatomy import Release, take_apart
from mmc.importer.text.markup import body_of
from tests.unit.importer.senders import LEAD, TITLE, compound, document, pdf, photo

TEXT = "Pelatihan berlangsung tiga hari dan ditutup dengan pameran kecil."


def release(data: bytes) -> Release:
    """The document taken apart."""
    return take_apart(read_arrival(data, "rilis"), "rilis", ["Buntok"])


def test_an_opendocument_text_is_read() -> None:
    """
    What LibreOffice saves has its lists, tables and marks.
    """
    found = release(document(f"# {TITLE}\n\nBuntok – {LEAD}\n\n- satu\n- dua\n\nKata **tebal**.\n", "odt"))

    assert (found.title, found.dateline) == (TITLE, "Buntok")
    assert body_of(found.blocks) == f"{LEAD}\n\n- satu\n- dua\n\nKata **tebal**.\n"


@pytest.mark.parametrize("fallback", ["?", '"', "\\'93", " ?"])
def test_rich_text_loses_no_letter(fallback: str) -> None:
    """
    Every way of writing a quotation mark gives the mark and the letters beside it; .doc is often RTF.
    """
    quoted = rf"\u8220{fallback}Sebagai petani,\u8221{fallback} kata camat. C:\\u8220x \u-10179?\u-9184?"
    found = release(rf"{{\rtf1\ansi\ansicpg1252\uc1 {TITLE}\par BUNTOK \u8211? {LEAD}\par {quoted}\par}}".encode())

    assert (found.title, found.dateline) == (TITLE, "BUNTOK")
    assert found.blocks[1].text == "“Sebagai petani,” kata camat. C:\\u8220x"
    assert any("1 emoji" in one.message for one in found.doubts)


def test_a_pdf_gives_paragraphs_lists_and_photos() -> None:
    """
    Lines that a printer wrapped are paragraphs again; the letterhead is known; the photo comes along.
    """
    head = "PEMERINTAH KABUPATEN BARITO SELATAN\nDINAS PERDAGANGAN\nJalan Panglima Batur 5, Buntok 73711"
    data = pdf(
        [head, "SIARAN PERS", TITLE, f"BUNTOK - {LEAD} {TEXT}", f"{TEXT} {TEXT} {TEXT}", "1. Belah\n2. Anyam", photo()]
    )
    found = release(data)

    assert (found.title, found.dateline, found.is_press_release) == (TITLE, "BUNTOK", True)
    assert body_of(found.blocks) == f"{LEAD} {TEXT}\n\n{TEXT} {TEXT} {TEXT}\n\n1. Belah\n2. Anyam\n"
    assert [one.data for one in found.photos] == [photo()]


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    """
    The end of a page is the end of no sentence; what stands at the head of every page is no part of it.
    """
    long = " ".join(f"Perajin ke-{number} menerima alat anyam dari pemerintah kabupaten." for number in range(60))
    found = release(pdf([TITLE, f"BUNTOK - {LEAD}", long, long]))

    assert body_of(found.blocks) == f"{LEAD}\n\n{long}\n\n{long}\n"


@pytest.mark.parametrize(
    ("data", "said", "mend"),
    [
        (pdf([photo()]), "hasil pindai", "Google Lens"),
        (b"%PDF-1.7\nrusak", "rusak", "naskah Word"),
        (compound({"WordDocument": b"x" * 5000}), "Word lama", ".docx"),
        (compound({"EncryptedPackage": b"x" * 5000}), "sandi", "tanpa sandi"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_mend(data: bytes, said: str, mend: str) -> None:
    """
    A scan, a broken file, an old Word file, a locked one: each is named, with what to do.
    """
    with pytest.raises(ContentError) as caught:
        read_arrival(data, "rilis.doc")

    [problem] = caught.value.problems
    assert said in problem.message
    assert mend in problem.hint
