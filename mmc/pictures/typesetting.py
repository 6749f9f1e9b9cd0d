"""Headlines set well: kerned, wrapped at sensible places, evenly filled lines, as large as their room allows."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

FONTS = Path(__file__).parent / "fonts"
AIR = 25  # thousandths of the size added to every space: cards are read in passing
REFERENCE = 100  # the size at which words are measured before a size is chosen
KNOWN = frozenset(map(chr, (*range(0x21, 0x7F), *range(0xA1, 0x100)))) - {"\xad"} | frozenset("–—‘’‚“”„•…′″‹›€™−")
ALIKE = str.maketrans(
    {"‐": "-", "‑": "-", "‒": "–", "―": "—", "ʼ": "’", "`": "’", "´": "’", "⁄": "/", "\u200b": "", "\xad": ""}
)
# Words that look lost at the end of a line; they go on with the next word.
CLINGING = frozenset(
    {"di", "ke", "dari", "pada", "dan", "atau", "yang", "untuk", "dengan", "dalam", "oleh", "bagi", "serta", "para"}
)


@dataclass(frozen=True, slots=True)
class Face:
    """A weight of the family; all sizes are in pixels."""

    name: str
    tracking: float = 0.0  # thousandths of the size between letters

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """The font in this size."""
        return _font(self.name, size)

    def advances(self, text: str, size: int) -> list[float]:
        """How far each letter moves the pen, kerned with its neighbour."""
        kerning = _kerning(self.name)
        pairs = zip(text, f"{text[1:]} ", strict=False)  # the last letter's neighbour is a space
        return [
            _advance(self.name, size, one)
            + (kerning.get(one + other, 0) + (AIR if one == " " else self.tracking)) * size / 1000
            for one, other in pairs
        ]

    def length(self, text: str, size: int) -> float:
        """How wide the text is."""
        return sum(self.advances(text, size))

    def draw(self, draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, fill: str) -> float:
        """The text stands with its baseline at this place; the answer is where it ends."""
        x, y = at
        font = self.font(size)
        for letter, advance in zip(text, self.advances(text, size), strict=True):
            if letter != " ":
                draw.text((x, y), letter, fill=fill, font=font, anchor="ls")
            x += advance
        return x


HEADLINE = Face("ExtraBold", tracking=-18)
BOLD = Face("ExtraBold", tracking=4)
LABEL = Face("SemiBold")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size; `leading` is the distance of their baselines."""

    face: Face
    size: int
    lines: tuple[str, ...]
    leading: int

    @property
    def height(self) -> int:
        """From the top of the first line's capitals to the last baseline."""
        return round(self.size * CAPITAL) + self.leading * (len(self.lines) - 1)

    def draw(self, draw: ImageDraw.ImageDraw, left: float, top: float, fill: str) -> float:
        """The block stands with its first capitals' tops at `top`; the answer is its last baseline."""
        baseline = top + round(self.size * CAPITAL)
        for number, line in enumerate(self.lines):
            self.face.draw(draw, (left, baseline + number * self.leading), line, self.size, fill)
        return baseline + self.leading * (len(self.lines) - 1)


CAPITAL = 0.71  # the height of capitals in both weights


def plain(text: str) -> str:
    """The text in letters that the font has: accents it lacks are dropped, signs and pictures too."""
    found = []
    for letter in unicodedata.normalize("NFC", text).translate(ALIKE):
        if letter in KNOWN or letter.isspace():
            found.append(letter)
        else:
            found += [part for part in unicodedata.normalize("NFKD", letter) if part in KNOWN]
    return " ".join("".join(found).split())


def fit(face: Face, text: str, room: tuple[int, int], sizes: range, most_lines: int, leading: float = 1.14) -> Block:
    """
    The text in the largest of these sizes (falling) at which it fits into width and height, in lines of even length.

    What does not fit in the smallest size ends in an ellipsis.
    """
    width, height = room
    words = _clung(plain(text).split(), face, width, sizes[-1])
    lengths = [face.length(word, REFERENCE) / REFERENCE for word in words]
    space = face.length(" ", REFERENCE) / REFERENCE
    for size in sizes:
        lines = _wrapped(lengths, space, width / size)
        block_height = size * CAPITAL + leading * size * (len(lines) - 1)
        if len(lines) <= most_lines and block_height <= height and max(lengths, default=0) * size <= width:
            lines = _wrapped(lengths, space, _evenest(lengths, space, width / size, len(lines)))
            return _block(face, size, _texts(words, lines), leading)
    size = sizes[-1]
    fitting = min(most_lines, 1 + int((height - size * CAPITAL) // (leading * size)))
    texts = _texts(words, _wrapped(lengths, space, width / size))
    return _block(face, size, (*texts[: fitting - 1], _cut(face, " ".join(texts[fitting - 1 :]), size, width)), leading)


def fit_line(face: Face, text: str, width: int, sizes: range) -> tuple[str, int]:
    """The text as one line, and its size: the largest that fits, else cut at the smallest."""
    text = plain(text)
    length = face.length(text, REFERENCE) / REFERENCE
    for size in sizes:
        if length * size <= width:
            return text, size
    return _cut(face, text, sizes[-1], width), sizes[-1]


def _block(face: Face, size: int, lines: Iterable[str], leading: float) -> Block:
    return Block(face, size, tuple(lines), round(size * leading))


def _clung(words: list[str], face: Face, width: int, size: int) -> list[str]:
    """Words, the small ones bound to their followers, and none wider than the room at the smallest size."""
    found: list[str] = []
    for word in words:
        while len(word) > 1 and face.length(word, size) > width:
            cut = len(_shortened(face, word, size, width)) or 1
            found.append(word[:cut])
            word = word[cut:]
        bound = f"{found[-1]} {word}" if found else ""
        if found and found[-1].lower() in CLINGING and face.length(bound, size) <= width:
            found[-1] = bound
        else:
            found.append(word)
    return found


def _wrapped(lengths: list[float], space: float, width: float) -> list[int]:
    """How many words stand in each line."""
    lines: list[int] = []
    filled = 0.0
    for length in lengths:
        if lines and filled + space + length <= width:
            lines[-1] += 1
            filled += space + length
        else:
            lines.append(1)
            filled = length
    return lines


def _evenest(lengths: list[float], space: float, width: float, count: int) -> float:
    """The narrowest width at which the words still stand in this many lines."""
    low, high = max(lengths, default=0.0), width
    for _ in range(10):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_wrapped(lengths, space, middle)) <= count else (middle, high)
    return high


def _texts(words: list[str], lines: list[int]) -> list[str]:
    texts, start = [], 0
    for count in lines:
        texts.append(" ".join(words[start : start + count]))
        start += count
    return texts


def _cut(face: Face, text: str, size: int, width: int) -> str:
    if face.length(text, size) <= width:
        return text
    return _shortened(face, text, size, width - face.length("…", size)).rstrip(" ,.;:–—-(“‘") + "…"


def _shortened(face: Face, text: str, size: int, width: float) -> str:
    filled = 0.0
    for number, advance in enumerate(face.advances(text, size)):
        filled += advance
        if filled > width:
            return text[:number]
    return text


@lru_cache(maxsize=64)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    # Raqm would kern by itself, but is not in every Pillow; the same headline must give the same bytes everywhere.
    return ImageFont.truetype(str(FONTS / f"PlusJakartaSans-{name}.ttf"), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4)
def _kerning(name: str) -> dict[str, int]:
    pairs: dict[str, int] = json.loads((FONTS / f"PlusJakartaSans-{name}.json").read_text(encoding="utf-8"))
    return pairs


@lru_cache(maxsize=8192)
def _advance(name: str, size: int, letter: str) -> float:
    return _font(name, size).getlength(letter)
