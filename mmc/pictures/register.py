"""
The register of published photos, with which Cek Foto tells a reader whether a photo is ours.

A year has a file of fingerprints (`2026.bin`, sixteen bytes a photo) and parts that describe 256
photos each (`2026-0.json`, `2026-1.json`, …), every photo as [address, title, date, thumbnail, alternative text]. A phone loads the
fingerprints (160 KB for ten thousand photos) and then only the parts in which it found something. Photos stand in the order in which
they were published, so a new one changes the last part of its year and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

PART = 256


@dataclass(frozen=True, slots=True)
class Published:
    """A photo as it was published: `url` is the page it stands on, `date` as readers see it, `thumbnail` a small file of it."""

    fingerprint: str
    url: str
    title: str
    date: str
    thumbnail: str
    alt: str = ""


def register(year: int, photos: Iterable[Published]) -> dict[str, bytes]:
    """The year's files by name; a photo without a look (see `mmc.pictures.fingerprint`) cannot be in it."""
    known = [photo for photo in photos if photo.fingerprint]
    files = {f"{year:04}.bin": b"".join(bytes.fromhex(photo.fingerprint) for photo in known)}
    for start in range(0, len(known), PART):
        rows = [
            [photo.url, photo.title, photo.date, photo.thumbnail, photo.alt] for photo in known[start : start + PART]
        ]
        data = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
        files[f"{year:04}-{start // PART}.json"] = data
    return files
