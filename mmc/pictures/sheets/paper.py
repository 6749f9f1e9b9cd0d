"""A sheet for the notice board, A4 or A5: large type that is read from two metres, and a code that leads a phone to the page."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from math import sqrt

from fpdf import FPDF

from mmc.pictures.sheets.words import SheetText
from mmc.pictures.typesetting import BOLD, CAPITAL, FONTS, HEADLINE, LABEL, Block, Face, fit, fit_line, plain

# Both sizes are one drawing: A5 is A4 made smaller by the root of two. Its unit is a quarter of a millimetre on A4.
WIDTH, HEIGHT = 840, 1188
POINTS = 72 / 25.4 / 4
FORMATS = {"a4": POINTS, "a5": POINTS / sqrt(2)}
MARGIN = 60
COLUMN = WIDTH - 2 * MARGIN
CODE = 190  # the side of the code with its quiet frame
FOOT = HEIGHT - MARGIN - CODE  # where the foot begins
GAP = 36
TITLES, FACTS = range(92, 31, -2), range(48, 25, -1)
LONGEST_TITLE, MOST_LINES = 8, 40

logging.getLogger("fontTools").setLevel(logging.ERROR)  # what it cuts from a font is nothing to tell a writer


def sheet(text: SheetText, form: str, code: Sequence[bytes]) -> bytes:
    """The PDF of this format: the same bytes for the same words. `code` are the rows of the QR code, 1 for dark."""
    return _Sheet(text, FORMATS[form]).drawn(code)


class _Sheet:
    """One sheet on its way, from its head to its foot."""

    def __init__(self, text: SheetText, unit: float) -> None:
        self.text, self.unit = text, unit
        self.pdf = FPDF(unit=unit, format=(WIDTH, HEIGHT))
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.set_creation_date(datetime(*text.day, tzinfo=UTC))
        self.pdf.set_title(plain(text.title))
        self.pdf.set_author(plain(text.office))
        self.pdf.set_subject(text.url)
        self.pdf.set_lang("id-ID")
        self.pdf.set_display_mode("fullpage")
        for face in (HEADLINE, LABEL):
            self.pdf.add_font(face.name, fname=FONTS / f"PlusJakartaSans-{face.name}.ttf")
        self.pdf.add_page()

    def drawn(self, code: Sequence[bytes]) -> bytes:
        """The whole sheet."""
        top = self._head() + GAP
        top = self._answer(top)
        top = self._title(top)
        if self.text.span:
            top = self._block(fit(BOLD, self.text.span, (COLUMN, 120), range(34, 21, -1), 3), top) + GAP
        self._facts(top)
        self._foot(code)
        return bytes(self.pdf.output())

    def _head(self) -> float:
        """What it is on a bar from edge to edge, and below it who says so."""
        colours, height = self.text.colours, 92
        self._fill(colours.alert if self.text.is_urgent else colours.deep)
        self.pdf.rect(0, 0, WIDTH, height, style="F")
        label, size = fit_line(HEADLINE, self.text.label.upper(), COLUMN, range(44, 19, -1))
        self._line(HEADLINE, label, size, MARGIN, height / 2 + size * CAPITAL / 2, colours.paper)
        office, size = fit_line(BOLD, self.text.office, COLUMN, range(30, 15, -1))
        self._line(BOLD, office, size, MARGIN, height + 52, colours.ink)
        return height + 56

    def _answer(self, top: float) -> float:
        """The answer in a box of its own: nobody reads the rumour first."""
        text, colours = self.text, self.text.colours
        if not text.verdict:
            return top
        ochre = ("menyesatkan", "belum", "satire")
        self._fill(colours.river if text.tone == "benar" else colours.ochre if text.tone in ochre else colours.alert)
        inner, left = COLUMN - 56, MARGIN + 28
        block = fit(HEADLINE, text.verdict, (inner, 80), range(86, 29, -2), 1)
        note = fit(BOLD, text.note, (inner, 60), range(34, 19, -1), 2) if text.note else None
        height = block.height + 56 + (note.height + 24 if note else 0)
        self.pdf.rect(MARGIN, top, COLUMN, height, style="F")
        bottom = self._block(block, top + 28, left, colours.paper)
        if note:
            self._block(note, bottom + 24, left, colours.paper)
        return top + height + GAP

    def _title(self, top: float) -> float:
        """The title as large as half of what is left allows."""
        room = round((FOOT - GAP - top) * (0.42 if self.text.facts else 0.8))
        block = fit(HEADLINE, self.text.title, (COLUMN, room), TITLES, LONGEST_TITLE)
        return self._block(block, top) + GAP

    def _facts(self, top: float) -> None:
        """The rumour, marked as one, then as many of the facts as there is room for, each whole."""
        said = [f"Kabar yang beredar: “{self.text.claim}”"] if self.text.claim else []
        bottom = FOOT - GAP
        for size in FACTS:  # the largest in which all stand
            blocks = [self._fact(words, size) for words in (*said, *self.text.facts)]
            if sum(block.height + GAP for block in blocks) - GAP <= bottom - top:
                break
        for block in blocks:
            if top + block.height > bottom:
                break
            top = self._block(block, top) + GAP

    def _fact(self, words: str, size: int) -> Block:
        return fit(LABEL, words, (COLUMN, HEIGHT), range(size, size - 1, -1), MOST_LINES)

    def _foot(self, code: Sequence[bytes]) -> None:
        """The code, what it leads to, whom to call, and of when the sheet is."""
        text, colours = self.text, self.text.colours
        self.pdf.set_draw_color(colours.ink)
        self.pdf.set_line_width(3)
        self.pdf.line(MARGIN, FOOT - GAP / 2, WIDTH - MARGIN, FOOT - GAP / 2)
        self._code(code, MARGIN, FOOT)
        left = MARGIN + CODE + 28
        width = WIDTH - MARGIN - left
        top: float = FOOT + 8
        lines = [
            (LABEL, "Pindai untuk membaca selengkapnya, atau buka", 20, 1),
            (BOLD, text.url.partition("//")[2].partition("/")[0], 28, 1),
            *((BOLD, line, 22, 2) for line in text.foot),
            (LABEL, text.issued, 19, 1),
        ]
        for face, words, size, most in lines:
            block = fit(face, words, (width, HEIGHT), range(size, 12, -1), most)
            if top + block.height > HEIGHT - MARGIN + 8:
                break
            top = self._block(block, top, left) + 16

    def _code(self, rows: Sequence[bytes], left: float, top: float) -> None:
        """The code, a run of dark squares at a time."""
        self._fill(self.text.colours.ink)
        side = CODE / len(rows)
        for y, row in enumerate(rows):
            x = 0
            while x < len(row):
                end = x
                while end < len(row) and row[end]:
                    end += 1
                if end > x:
                    self.pdf.rect(left + x * side, top + y * side, (end - x) * side, side * 1.02, style="F")
                x = end + 1

    def _block(self, block: Block, top: float, left: float = MARGIN, colour: str = "") -> float:
        """The block with its first capitals' tops at `top`; the answer is its last baseline."""
        baseline = top + round(block.size * CAPITAL)
        for number, line in enumerate(block.lines):
            self._line(block.face, line, block.size, left, baseline + number * block.leading, colour)
        return top + block.height

    def _line(self, face: Face, words: str, size: int, left: float, baseline: float, colour: str = "") -> None:
        self.pdf.set_text_color(colour or self.text.colours.ink)
        self.pdf.set_font(face.name, size=size * self.unit)
        self.pdf.set_char_spacing(size * self.unit * face.tracking / 1000)
        self.pdf.text(left, baseline, words)

    def _fill(self, colour: str) -> None:
        self.pdf.set_fill_color(colour)
