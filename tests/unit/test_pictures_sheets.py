"""Sheets for the notice board and rows of pictures: legible, whole, and the same bytes for the same words."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from mmc.pictures.sheets.paper import sheet
from mmc.pictures.sheets.slides import draw_slide
from mmc.pictures.sheets.words import SheetText, Slide
from mmc.qr import qr_rows

TEXT = SheetText(
    title="Sungai Naik 1,2 Meter, Warga Bantaran Diminta Pindah ke Tempat Aman",
    label="Informasi serta-merta",
    office="Media Center Contoh",
    url="https://mmc.contoh.go.id/pengumuman/2026/11/sungai-naik/",
    issued="Keadaan Kamis, 26 November 2026, 08.05 WIB",
    day=(2026, 11, 26),
    span="Mulai Kamis, 26 November 2026, pukul 08.00 WIB",
    facts=("Tiga tempat pengungsian dibuka.", "Bawa surat penting, obat, dan pakaian."),
    foot=("Darurat 112 · SAR 115 · Ambulans 119",),
    is_urgent=True,
)
PAPER = {"a4": (210, 297), "a5": (148, 210)}


def drawn(text: SheetText, form: str = "a4") -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(sheet(text, form, qr_rows(text.url)))


def words(document: pypdfium2.PdfDocument) -> str:
    return " ".join(document[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize("form", PAPER)
def test_a_sheet_fills_one_page_of_its_paper(form: str) -> None:
    """
    One page, of the size that the village's printer holds.
    """
    document = drawn(TEXT, form)
    size = [round(points / 72 * 25.4) for points in document[0].get_size()]

    assert len(document) == 1
    assert size == list(PAPER[form])


@pytest.mark.parametrize("form", PAPER)
def test_a_phone_reads_the_code_on_the_paper(form: str) -> None:
    """
    The code leads to the page, also from the small sheet.
    """
    picture = drawn(TEXT, form)[0].render(scale=2).to_pil()

    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [TEXT.url]


def test_everything_that_must_be_known_stands_on_it() -> None:
    """
    What it is, who says so, since when, what to do, whom to call; as text, which a screen reader finds too.
    """
    said = words(drawn(TEXT))
    wanted = ("INFORMASI SERTA-MERTA", TEXT.office, "Mulai Kamis", *TEXT.facts, "Darurat 112", TEXT.issued)

    assert [each for each in wanted if each not in said] == []


def test_the_answer_is_read_before_the_rumour() -> None:
    """
    A clarification's sheet begins with the plain word; the rumour is called one.
    """
    rumour = replace(
        TEXT, verdict="TIDAK BENAR", note="direkayasa", tone="salah", claim="Bendungan jebol.", title="Bendungan Aman"
    )
    said = words(drawn(rumour))

    assert (
        said.index("TIDAK BENAR")
        < said.index("direkayasa")
        < said.index("Bendungan Aman")
        < said.index("Kabar yang beredar")
    )


def test_what_does_not_fit_is_left_out_whole() -> None:
    """
    However much is said: nothing runs into the foot, the title stands whole, no fact ends in the middle.
    """
    much = replace(
        TEXT,
        title=" ".join(["Pemerintah Kabupaten Mengumumkan"] * 5),
        facts=tuple(f"Hal ke-{n} panjang sekali." * 5 for n in range(12)),
    )
    page = drawn(much)[0].get_textpage()
    said = " ".join(page.get_text_range().split())

    assert said.count("Mengumumkan") == 5
    assert said.count("Hal ke-0 panjang sekali.") == 5
    assert all(said.count(f"Hal ke-{number} panjang sekali.") in (0, 5) for number in range(12))


def test_the_same_words_make_the_same_sheet() -> None:
    """
    No time and no machine is in it: two builds give one file; another word gives another.
    """
    code = qr_rows(TEXT.url)

    assert sheet(TEXT, "a4", code) == sheet(replace(TEXT), "a4", code)
    assert sheet(TEXT, "a4", code) != sheet(replace(TEXT, day=(2026, 11, 27)), "a4", code)


def test_a_slide_is_a_picture_for_a_feed() -> None:
    """
    Of Instagram's tall size, and the same bytes for the same words.
    """
    slide = Slide(
        "Kabar yang beredar",
        "“Bendungan jebol.”",
        "MMC Contoh",
        (2, 3),
        is_claim=True,
        verdict="TIDAK BENAR",
        tone="salah",
    )
    data = draw_slide(slide)

    assert Image.open(io.BytesIO(data)).size == (1080, 1350)
    assert data == draw_slide(replace(slide))
