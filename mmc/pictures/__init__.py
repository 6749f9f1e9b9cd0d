"""
Photos: what a file holds, which sizes are published, and their bytes; share cards and fingerprints too.

This module needs no Pillow, so that pages are planned without loading it: `probing` (a file's facts and problems), `rendering`
(the published files), `cards` (drawing), `fingerprint` and `register` (Cek Foto) are imported by whoever does that work.
"""

from mmc.pictures.cardtext import CardText, Colours
from mmc.pictures.facts import MAX_BYTES, MAX_PIXELS, MAX_SIDE, MIN_WIDTH, RECIPE, SUFFIXES, PictureFacts
from mmc.pictures.planning import PicturePlan, Variant, plan

__all__ = [
    "MAX_BYTES", "MAX_PIXELS", "MAX_SIDE", "MIN_WIDTH", "RECIPE", "SUFFIXES",
    "CardText", "Colours", "PictureFacts", "PicturePlan", "Variant", "plan",
]  # fmt: skip
