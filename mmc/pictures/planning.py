"""Which files of a photo are published, under which names: decided from its facts alone, before a pixel is decoded."""

from __future__ import annotations

from dataclasses import dataclass

from mmc.base.addresses import MEDIA
from mmc.pictures.facts import PictureFacts

WIDTHS = (360, 720, 1080, 1440)  # a phone of 360 points at one, two, three and four dots a point; a text column at two
FALLBACK_WIDTH = 720  # for browsers that read neither AVIF nor WebP: old, small phones
WORTH_A_VARIANT = 1.15  # an original must be this much wider than the last step to be published at its own width
SOURCES = (("avif", "image/avif"), ("webp", "image/webp"))  # in the order in which a browser should try them


@dataclass(frozen=True, slots=True)
class Variant:
    """One published file of a photo; `name` is its address on the site."""

    name: str
    type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PicturePlan:
    """
    How a photo is published: `src` is a JPEG that every browser reads, `sources` are media types with their `srcset`.

    `width` and `height` are those of the largest variant and give the page its room; `image` is the largest JPEG, for feeds,
    structured data and search engines.
    """

    src: str
    width: int
    height: int
    sources: tuple[tuple[str, str], ...]
    image: Variant
    variants: tuple[Variant, ...]


def plan(facts: PictureFacts) -> PicturePlan:
    """The plan of a photo; equal facts have equal plans."""
    widths = _widths(facts.width)
    sources = []
    variants = []
    for suffix, media_type in SOURCES:
        found = [_variant(facts, width, suffix, media_type) for width in widths]
        variants += found
        sources.append((media_type, ", ".join(f"{variant.name} {variant.width}w" for variant in found)))
    fallback = max((width for width in widths if width <= FALLBACK_WIDTH), default=widths[0])
    jpegs = [_variant(facts, width, "jpg", "image/jpeg") for width in sorted({fallback, widths[-1]})]
    largest = jpegs[-1]
    return PicturePlan(
        src=jpegs[0].name,
        width=largest.width,
        height=largest.height,
        sources=tuple(sources),
        image=largest,
        variants=(*variants, *jpegs),
    )


def _widths(original: int) -> list[int]:
    widths = [width for width in WIDTHS if width <= original]
    if not widths or (original < WIDTHS[-1] and original >= widths[-1] * WORTH_A_VARIANT):
        widths.append(original)
    return widths


def _variant(facts: PictureFacts, width: int, suffix: str, media_type: str) -> Variant:
    height = max(1, (2 * facts.height * width + facts.width) // (2 * facts.width))
    return Variant(f"{MEDIA}{facts.digest}-{width}.{suffix}", media_type, width, height)
