"""Share cards: the picture that a chat shows for a link, and the ones that the office posts itself."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageOps

from mmc.base.colours import mixed
from mmc.pictures.cardtext import CardText
from mmc.pictures.decoding import DamagedPicture, decode, open_picture, upright_size
from mmc.pictures.motif import mark, river, tab, weave
from mmc.pictures.sniffing import kind_of
from mmc.pictures.stamp import stamp
from mmc.pictures.typesetting import BOLD, HEADLINE, LABEL, fit, fit_line, plain

MOST_BYTES = 250_000
QUALITIES = (78, 68, 56, 44, 32, 20)
CLEAR = (0.5, 0.6)  # where in the visible part of a photo its subject comes to stand
SMALLEST_PHOTO = 600  # a narrower photo would be blown up into mush; the card goes without


@dataclass(frozen=True, slots=True)
class Format:
    """A card's size; nothing but ground lies within `top` and `bottom` of a story, where the app writes."""

    width: int
    height: int
    margin: int
    headline: range
    most_lines: int
    label: int
    brand: int
    top: int = 0
    bottom: int = 0

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height

    @property
    def column(self) -> int:
        """The width of the text."""
        return self.width - 2 * self.margin


SHARE = Format(1200, 630, 72, range(104, 35, -2), 6, label=30, brand=34)
FEED = Format(1080, 1350, 80, range(108, 43, -4), 9, label=38, brand=42)
STORY = Format(1080, 1920, 84, range(116, 47, -4), 9, label=42, brand=46, top=230, bottom=300)
FORMATS = {"share": SHARE, "feed": FEED, "story": STORY}


def share_card(card: CardText, photo: bytes = b"", emblem: bytes = b"") -> bytes:
    """The card of a link: a JPEG of 1200x630 and at most 250 KB, the same bytes for the same words and photo."""
    return draw_card(card, SHARE, photo, emblem)


def draw_card(card: CardText, form: Format, photo: bytes = b"", emblem: bytes = b"") -> bytes:
    """The card in this format; a photo that cannot be used is left out."""
    picture = _photo(photo, form) if photo else None
    return encoded(_Drawing(card, form, picture, emblem).drawn())


def encoded(image: Image.Image) -> bytes:
    """The picture as a JPEG, in the best quality within the limit."""
    data = b""
    for quality in QUALITIES:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality, optimize=True, subsampling="4:2:0")
        data = stream.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return data


def _photo(data: bytes, form: Format) -> Image.Image | None:
    try:
        opened = open_picture(data, kind_of(data))
        width, height = upright_size(opened)
        if width < SMALLEST_PHOTO:
            return None
        scale = max(form.width / width, form.height / height)
        picture = decode(opened, (max(1, round(width * min(1, scale))), max(1, round(height * min(1, scale)))))
    except DamagedPicture:
        return None
    return picture


def _window(
    size: tuple[int, int], room: tuple[int, int], focus: tuple[float, float]
) -> tuple[float, float, float, float]:
    """The part of a photo of this size that fills the room, with the photo's subject as near to the clear place as can be."""
    scale = min(size[0] / room[0], size[1] / room[1])
    width, height = room[0] * scale, room[1] * scale
    left = min(max(focus[0] * size[0] - CLEAR[0] * width, 0), size[0] - width)
    top = min(max(focus[1] * size[1] - CLEAR[1] * height, 0), size[1] - height)
    return left, top, left + width, top + height


class _Drawing:
    """One card on its way: the ground, the words on it, the brand at its foot."""

    def __init__(self, card: CardText, form: Format, photo: Image.Image | None, emblem: bytes) -> None:
        self.card, self.form, self.photo, self.emblem = card, form, photo, emblem
        self.is_light = bool(card.verdict) and photo is None
        colours = card.colours
        self.deep = mixed(colours.alert, "#000000", 0.45) if card.is_urgent else colours.deep
        self.text = colours.ink if self.is_light else colours.paper
        self.accent = colours.river if self.is_light else colours.strand
        self.band = 2 * round(form.width / 160)
        self.sign_height = round(form.brand * 1.3)
        self.foot = form.height - max(form.bottom, self.band + round(form.margin * 0.5)) - self.sign_height

    def drawn(self) -> Image.Image:
        """The whole card."""
        self.image = self._ground() if self.photo is None else Image.new("RGB", self.form.size, self.deep)
        self.draw = ImageDraw.Draw(self.image)
        if self.photo is None:
            self._words_from_top()
        else:
            self._photo_above_words(self.photo)
        self._brand()
        return self.image

    def _ground(self) -> Image.Image:
        colours, form = self.card.colours, self.form
        if self.is_light:
            tints = (colours.wash, *(mixed(colours.wash, colours.river, share) for share in (0.06, 0.1, 0.16)))
        else:
            water = colours.alert if self.card.is_urgent else colours.river
            tints = (self.deep, mixed(self.deep, water, 0.5), water, mixed(water, colours.paper, 0.07))
        return river(form.size, round(form.height * 0.56), tints).copy()

    def _words_from_top(self) -> None:
        form, card = self.form, self.card
        top = self._label(form.top + round(form.margin * 0.78)) + round(form.label * 0.95)
        if card.verdict:
            top = self._stamp(top - round(form.label * 0.5)) + round(form.label * 0.5)
        room = (form.column, self.foot - round(form.brand * 1.2) - top)
        fit(HEADLINE, card.title, room, form.headline, form.most_lines).draw(self.draw, form.margin, top, self.text)

    def _photo_above_words(self, photo: Image.Image) -> None:
        """The photo with the label on its lower edge, and a panel below it with the words: nothing is written on a face."""
        form, card = self.form, self.card
        sizes = range(round(form.headline[0] * 0.58), form.headline[-1] - 1, -2)
        block = fit(HEADLINE, card.title, (form.column, round(form.height * 0.23)), sizes, form.most_lines - 2)
        top = self.foot - round(form.brand * 1.15) - block.height
        edge = top - round(form.label * 0.9)
        seen = photo.resize(
            (form.width, edge), Image.Resampling.LANCZOS, box=_window(photo.size, (form.width, edge), card.focus)
        )
        if card.verdict:  # a rumour's own picture loses its colours, so that nobody takes it for ours
            seen = ImageOps.grayscale(seen).convert("RGB")
        self.image.paste(seen, (0, 0))
        block.draw(self.draw, form.margin, top, self.text)
        self._label(edge - round(form.label * 1.62))
        if card.verdict:
            self._stamp(form.top + round(form.margin * 0.6))

    def _label(self, top: int) -> int:
        """Kind and category on a tab of their own; the answer is the tab's lower edge."""
        form, colours = self.form, self.card.colours
        words = " · ".join(part for part in (self.card.kind, self.card.category) if part)
        if not plain(words):
            return top
        inset, height = round(form.label * 0.5), round(form.label * 1.62)
        text, size = fit_line(BOLD, words, form.column - 2 * inset, range(form.label, 15, -2))
        width = round(BOLD.length(text, size)) + 2 * inset
        self.image.paste(self.accent, (form.margin, top), tab(width, height, round(form.label * 0.2)))
        fill = colours.paper if self.is_light else self.deep
        BOLD.draw(self.draw, (form.margin + inset, top + height / 2 + size * 0.355), text, size, fill)
        return top + height

    def _stamp(self, top: int) -> int:
        form, card = self.form, self.card
        block, words = stamp(plain(card.verdict), form.column, round(form.headline[0] * 0.74))
        place = (form.margin, top)
        colours = card.colours
        ground = {"benar": colours.river, "menyesatkan": colours.ochre, "belum": colours.ochre, "satire": colours.ochre}
        self.image.paste(ground.get(card.tone, colours.alert), place, block)
        self.image.paste(colours.paper, place, words)
        return top + block.height

    def _brand(self) -> None:
        """Who speaks, above the weave."""
        form, card, height = self.form, self.card, self.sign_height
        self.image.paste(self.accent, (0, form.height - self.band), weave(form.width, self.band))
        left = form.margin + self._sign(height) + round(form.brand * 0.45)
        baseline = self.foot + height / 2 + form.brand * 0.36
        name, size = fit_line(BOLD, card.brand_name, form.margin + form.column - left, range(form.brand, 15, -2))
        end = BOLD.draw(self.draw, (left, baseline), name, size, self.text)
        sub, small = plain(card.brand_sub), round(form.brand * 0.76)
        start = form.width - form.margin - LABEL.length(sub, small)
        if sub and start > end + form.brand:
            muted = mixed(self.text, card.colours.paper if self.is_light else self.deep, 0.14)
            LABEL.draw(self.draw, (start, baseline), sub, small, muted)

    def _sign(self, height: int) -> int:
        """The emblem that the office supplied, or the two strands; the answer is its width."""
        form, colours = self.form, self.card.colours
        if self.emblem:
            try:
                opened = open_picture(self.emblem, kind_of(self.emblem))
                layer = ImageOps.contain(opened.convert("RGBA"), (height * 2, round(height * 1.5)))
                self.image.paste(layer, (form.margin, self.foot + (height - layer.height) // 2), layer)
                return layer.width
            except (DamagedPicture, OSError, ValueError):
                pass  # the card is complete without it
        first, second = (colours.river, colours.ochre) if self.is_light else (colours.paper, colours.strand)
        sign, gaps = mark(height)
        self.image.paste(first, (form.margin, self.foot), gaps[0])
        self.image.paste(second, (form.margin, self.foot), gaps[1])
        return sign
