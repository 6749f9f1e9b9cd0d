"""A row of pictures for one item: the first is its card, each of the others holds one thought, the last one leads on."""

from __future__ import annotations

from PIL import Image, ImageDraw

from mmc.base.colours import mixed
from mmc.pictures.cards import FEED, encoded
from mmc.pictures.motif import mark, river, tab, weave
from mmc.pictures.sheets.words import Slide
from mmc.pictures.stamp import stamp
from mmc.pictures.typesetting import BOLD, HEADLINE, LABEL, fit, fit_line, plain

SIZES = range(88, 43, -2)
MOST_LINES = 13
OCHRE = frozenset({"menyesatkan", "belum", "satire"})


def draw_slide(slide: Slide) -> bytes:
    """One picture of the row, a JPEG of 1080x1350: the same bytes for the same words."""
    return encoded(_Slide(slide).drawn())


class _Slide:
    """One slide on its way: a ground of paper, a tab with its subject, its words, and who speaks."""

    def __init__(self, slide: Slide) -> None:
        self.slide, self.colours = slide, slide.colours
        self.band = 14
        self.foot = FEED.height - self.band - 40 - 56
        colours = slide.colours
        self.accent = colours.alert if slide.is_urgent else colours.river
        tints = (colours.wash, *(mixed(colours.wash, self.accent, share) for share in (0.05, 0.09, 0.14)))
        self.image = river(FEED.size, 900, tints).copy()
        self.draw = ImageDraw.Draw(self.image)

    def drawn(self) -> Image.Image:
        """The whole picture."""
        slide, colours, left = self.slide, self.colours, FEED.margin
        top = self._tab(FEED.margin)
        if slide.verdict:
            top = self._stamp(top + 34)
        top += 56
        room = (FEED.column, self.foot - 48 - top)
        face = LABEL if len(slide.text) > 120 else HEADLINE
        if slide.is_claim:
            self.draw.rectangle((left, top, left + 9, self.foot - 60), fill=colours.ochre)
            block = fit(LABEL, slide.text, (FEED.column - 48, room[1]), SIZES, MOST_LINES, 1.22)
            block.draw(self.draw, left + 48, top, colours.ink)
        else:
            block = fit(face, slide.text, room, SIZES, MOST_LINES, 1.22)
            bottom = block.draw(self.draw, left, top, colours.ink)
            if slide.url:
                domain, size = fit_line(BOLD, slide.url, FEED.column, range(72, 31, -2))
                BOLD.draw(self.draw, (left, bottom + 60 + size), domain, size, self.accent)
        self._brand()
        return self.image

    def _tab(self, top: int) -> int:
        words, size = fit_line(BOLD, self.slide.label, FEED.column - 44, range(40, 21, -2))
        height = 66
        self.image.paste(self.accent, (FEED.margin, top), tab(round(BOLD.length(words, size)) + 44, height, 8))
        BOLD.draw(self.draw, (FEED.margin + 22, top + height / 2 + size * 0.355), words, size, self.colours.paper)
        return top + height

    def _stamp(self, top: int) -> int:
        slide, colours = self.slide, self.colours
        block, words = stamp(plain(slide.verdict), FEED.column, 84)
        ground = colours.river if slide.tone == "benar" else colours.ochre if slide.tone in OCHRE else colours.alert
        self.image.paste(ground, (FEED.margin, top), block)
        self.image.paste(colours.paper, (FEED.margin, top), words)
        return top + block.height

    def _brand(self) -> None:
        slide, colours = self.slide, self.colours
        self.image.paste(self.accent, (0, FEED.height - self.band), weave(FEED.width, self.band))
        sign, gaps = mark(52)
        for mask, colour in zip(gaps, (colours.river, colours.ochre), strict=True):
            self.image.paste(colour, (FEED.margin, self.foot), mask)
        place = f"{slide.place[0]}/{slide.place[1]}"
        width = FEED.column - sign - 24 - round(BOLD.length(place, 40)) - 30
        name, size = fit_line(BOLD, slide.brand_name, width, range(40, 19, -2))
        baseline = self.foot + 26 + size * 0.36
        BOLD.draw(self.draw, (FEED.margin + sign + 24, baseline), name, size, colours.ink)
        start = FEED.width - FEED.margin - BOLD.length(place, 40)
        BOLD.draw(self.draw, (start, self.foot + 26 + 40 * 0.36), place, 40, self.accent)
