"""
Measure what a photo and its share card cost: `python -m mmc.pictures FILE…`.

One line a photo (milliseconds of one core, bytes), without a file for a made-up photo of twelve megapixels, which says more about
the processor than about photos.
"""

from __future__ import annotations

import io
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PIL import Image, ImageFilter

from mmc.pictures import CardText, plan
from mmc.pictures.cards import share_card
from mmc.pictures.probing import probe
from mmc.pictures.rendering import render

Result = TypeVar("Result")
CARD = CardText("Panen Raya Padi Capai 6 Ton per Hektare", "Media Center Kabupaten", category="Ekonomi")


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What the work gives, and how many milliseconds of one core it took."""
    start = time.process_time()
    result = work()
    return result, (time.process_time() - start) * 1000


def measure(name: str, data: bytes) -> None:
    """One report for one photo."""
    found, probing = timed(lambda: probe(data, name))
    for problem in found.problems:
        print(problem)
    if found.facts is None:
        return
    planned = plan(found.facts)
    files, rendering = timed(lambda: render(data, planned))
    card, drawing = timed(lambda: share_card(CARD, data))
    print(
        f"{name}: {found.facts.width} x {found.facts.height}, {len(data):,} bytes, looks like {found.facts.fingerprint}"
    )
    print(
        f"  probe {probing:.0f} ms, {len(files)} files {rendering:.0f} ms, card {drawing:.0f} ms ({len(card):,} bytes)"
    )
    for variant in planned.variants:
        print(f"  {variant.width:5} {variant.type:11} {len(files[variant.name]):9,} bytes")


def twelve_megapixels() -> bytes:
    """A JPEG as large as a phone's, with gradients and grain."""
    size = (4000, 3000)
    ramp = Image.linear_gradient("L").resize(size)
    grain = Image.frombytes("L", size, random.Random(1).randbytes(size[0] * size[1]))  # noqa: S311 - grain, no secret
    grain = grain.filter(ImageFilter.GaussianBlur(1.5))
    image = Image.blend(Image.merge("RGB", (ramp, ramp.rotate(90).resize(size), ramp)), grain.convert("RGB"), 0.2)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=90)
    return stream.getvalue()


def main(names: list[str]) -> None:
    """Every photo, after one card for warming up."""
    share_card(CARD)
    _, drawing = timed(lambda: share_card(CARD))
    print(f"card without photo: {drawing:.0f} ms")
    for name in names:
        measure(name, Path(name).read_bytes())
    if not names:
        measure("buatan.jpg", twelve_megapixels())


if __name__ == "__main__":
    main(sys.argv[1:])
