"""The text and photos of a PDF, a line to a line; where the lines stand farther apart, a paragraph ends."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2

from mmc.importer.arrival import MOST_LETTERS, Arrival, Attachment, Line, aside, doubt, refuse

MOST_PAGES = 60
SMALLEST_PHOTO = 200  # points of the picture; what is smaller is a logo or a line
SCAN = "PDF ini hasil pindai: isinya gambar, tanpa teks."
SCAN_HINT = "Minta naskah Word-nya, atau salin teksnya dengan kamera ponsel (Google Lens) ke berkas .txt."


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page as it lies there; heights are measured from the foot of the page."""

    text: str
    top: float
    bottom: float


def read_pdf(data: bytes, path: str) -> Arrival:
    """The document as an arrival; raises `ContentError` for a scan, a locked or a broken one."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise refuse(
            path, "PDF ini rusak atau dikunci dengan sandi.", "Minta berkas tanpa sandi, atau naskah Word-nya."
        ) from error
    try:
        if len(document) > MOST_PAGES:
            raise refuse(
                path, f"PDF ini {len(document)} halaman; rilis paling banyak {MOST_PAGES}.", "Impor rilisnya saja."
            )
        pages = [list(_rows(document[number])) for number in range(len(document))]
        photos = [photo for number in range(len(document)) for photo in _photos(document[number], number)]
    except pypdfium2.PdfiumError as error:
        raise refuse(path, "PDF ini rusak.", "Minta naskah Word-nya.") from error
    finally:
        document.close()
    doubts = []
    letters = sum(len(row.text) for page in pages for row in page)
    if letters > MOST_LETTERS:
        raise refuse(path, f"Naskah ini lebih dari {MOST_LETTERS // 1000} ribu huruf.", "Impor satu rilis satu berkas.")
    if not letters or (letters < 40 and photos):
        raise refuse(path, SCAN, SCAN_HINT)
    bare = [number for number, page in enumerate(pages, start=1) if not page]
    if bare:
        doubts.append(
            doubt(
                path,
                0,
                f"Halaman {', '.join(map(str, bare))} PDF ini tidak berisi teks.",
                "Lihat apakah itu hasil pindai.",
            )
        )
    pages, repeated = _without_repeated(pages)
    if repeated:
        doubts.append(aside(path, 0, f"Kepala dan kaki halaman disisihkan: “{' / '.join(repeated)[:80]}”."))
    lines = tuple(Line(number, text) for number, text in enumerate(_spaced(pages), start=1))
    doubts.append(
        doubt(
            path,
            0,
            "Naskah diambil dari PDF: tebal, tautan, dan tabelnya tidak ikut.",
            "Bandingkan dengan aslinya, atau minta naskah Word-nya.",
        )
    )
    return Arrival(lines, tuple(photos), tuple(doubts))


def _rows(page: Any) -> Iterator[Row]:
    """The page's lines from top to bottom as the document orders them."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    place = 0
    letters: list[str] = []
    top, bottom = 0.0, 0.0
    for place, letter in enumerate(text):
        if letter in "\r\n":
            if joined := " ".join("".join(letters).split()):
                yield Row(joined, top, bottom)
            letters = []
            continue
        if letter == "\ufffe" or letter == "\u0002":  # a hyphen at the line's end
            letter = "-"
        if not letters or not letter.isspace():
            try:
                _, low, _, high = text_page.get_charbox(place)
            except (pypdfium2.PdfiumError, ValueError):
                low, high = bottom, top
            if not letters:
                top, bottom = high, low
            else:
                top, bottom = max(top, high), min(bottom, low)
        letters.append(letter)
    if joined := " ".join("".join(letters).split()):
        yield Row(joined, top, bottom)


def _without_repeated(pages: list[list[Row]]) -> tuple[list[list[Row]], list[str]]:
    """Without what stands at the top or foot of most pages, and without page numbers alone on a line."""
    edges = Counter(text for page in pages for text in {row.text for row in (*page[:2], *page[-2:])})
    longest = max((len(row.text) for page in pages for row in page), default=0)
    often = {
        text
        for text, count in edges.items()
        if 1 < count > len(pages) / 2 and len(text) < 0.7 * longest and _stands_still(text, pages)
    }
    kept = [
        [
            row
            for order, row in enumerate(page)
            if not (
                row.text in often and (order < 2 or order >= len(page) - 2) and (number or not _is_first(row, pages))
            )
            and not (order in (0, len(page) - 1) and row.text.strip("- ").isdigit() and len(row.text) < 8)
        ]
        for number, page in enumerate(pages)
    ]
    return kept, sorted(often)


def _stands_still(text: str, pages: list[list[Row]]) -> bool:
    """True for what lies at one height on every page, as heads and feet do."""
    heights = [row.bottom for page in pages for row in page if row.text == text]
    return max(heights) - min(heights) < 3


def _is_first(row: Row, pages: list[list[Row]]) -> bool:
    """True for the letterhead of the first page, which is known for what it is later."""
    return row in pages[0][:2]


def _spaced(pages: list[list[Row]]) -> Iterator[str]:
    """The lines with an empty one wherever the gap is wider than usual; a page's end is no paragraph's end."""
    gaps = [above.bottom - below.top for page in pages for above, below in pairwise(page)]
    usual = median(sorted(gap for gap in gaps if gap > -2)[: max(1, len(gaps) * 3 // 4)] or [0]) if gaps else 0
    heights = [row.top - row.bottom for page in pages for row in page]
    height = median(heights) if heights else 10
    for page in pages:
        for order, row in enumerate(page):
            if order and page[order - 1].bottom - row.top > usual + 0.45 * height:
                yield ""
            yield row.text


def _photos(page: Any, number: int) -> Iterator[Attachment]:
    """The page's pictures as they are stored, the small ones left out."""
    objects = page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4)
    for order, picture in enumerate(objects, start=1):
        try:
            width, height = picture.get_px_size()
        except pypdfium2.PdfiumError:
            continue
        if min(width, height) < SMALLEST_PHOTO or width * height > 100_000_000:
            continue
        stream = io.BytesIO()
        try:
            if "DCTDecode" in picture.get_filters():
                stream.write(bytes(picture.get_data(decode_simple=True)))
            else:
                picture.get_bitmap().to_pil().save(stream, "PNG")
        except (pypdfium2.PdfiumError, OSError, ValueError):
            continue
        yield Attachment(f"halaman-{number + 1}-{order}.jpg", stream.getvalue())
