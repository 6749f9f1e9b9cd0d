"""A verdict as a rubber stamp: large, slanted, legible in the smallest preview."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

from mmc.pictures.typesetting import BOLD, fit_line

SLANT = 3.0  # degrees
FINE = 3


@lru_cache(maxsize=64)
def stamp(words: str, width: int, tallest: int) -> tuple[Image.Image, Image.Image]:
    """
    Two masks of one size, the block and the words in it (with a thin line around them), at most `width` wide.

    The block is pasted in the verdict's colour, then the words in the paper's.
    """
    text, size = fit_line(BOLD, words.upper(), width - round(tallest * 1.1), range(tallest, 15, -2))
    size *= FINE
    pad_x, pad_y, line = round(size * 0.42), round(size * 0.34), max(2, round(size * 0.055))
    length = round(BOLD.length(text, size))
    high = round(size * 0.71)
    block_size = (length + 2 * pad_x, high + 2 * pad_y)
    block = Image.new("L", block_size, 0)
    words_mask = Image.new("L", block_size, 0)
    radius = round(size * 0.12)
    ImageDraw.Draw(block).rounded_rectangle((0, 0, block_size[0] - 1, block_size[1] - 1), radius, fill=255)
    draw = ImageDraw.Draw(words_mask)
    inset = round(size * 0.1)
    frame = (inset, inset, block_size[0] - 1 - inset, block_size[1] - 1 - inset)
    draw.rounded_rectangle(frame, max(1, radius - inset // 2), outline=210, width=line)
    BOLD.draw(draw, (pad_x, pad_y + high), text, size, "white")
    slanted = (mask.rotate(SLANT, Image.Resampling.BICUBIC, expand=True) for mask in (block, words_mask))
    first, second = (mask.resize((mask.width // FINE, mask.height // FINE), Image.Resampling.BOX) for mask in slanted)
    return first, second
