"""What is known of a photo without looking at it again, and the limits that it must keep."""

from __future__ import annotations

from dataclasses import dataclass

RECIPE = "foto-1"  # changes whenever the published bytes of a photo would, so that no address ever shows other bytes
MIN_WIDTH = 1200  # what search engines and share cards ask of a lead photo
MAX_BYTES = 25_000_000
# A JPEG of a 50-megapixel phone passes, and is decoded small; the others must be decoded whole, at four bytes a pixel.
MAX_PIXELS = {"JPEG": 64_000_000, "PNG": 32_000_000, "WEBP": 32_000_000}
MAX_SIDE = 16_000  # WebP ends at 16383
SUFFIXES = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",)}  # the first one is the one to use


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """
    A photo's facts, all plain values that JSON can carry.

    `digest` names the file's content; `format` is the true one, a key of `SUFFIXES`; `width` and `height` are those of the
    picture as it is seen, with its orientation applied; `fingerprint` is its look,
    empty for a single colour (see `mmc.pictures.fingerprint`).
    """

    digest: str
    format: str
    width: int
    height: int
    size: int
    has_exif: bool = False
    has_gps: bool = False
    fingerprint: str = ""
