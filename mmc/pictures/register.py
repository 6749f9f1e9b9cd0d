"""
The register of published photos, with which Cek Foto tells a reader whether a photo is ours.

`sidik.bin` holds eight bytes a photo, its fingerprint; the photos of places 0 to 255 are described in `0.json`, the next ones in
`1.json`, and so on, each as [address, title, date, thumbnail, alternative text]. A phone loads the first file (80 KB for ten
thousand photos) and then only the parts in which it found something. Photos stand in the order in which they were published, so a
new one changes the last part and nothing before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

FINGERPRINTS = "sidik.bin"
PART = 256


@dataclass(frozen=True, slots=True)
class Published:
    """A photo as it was published: `url` is the page it stands on, `date` as readers see it, `thumbnail` a small JPEG."""

    fingerprint: str
    url: str
    title: str
    date: str
    thumbnail: str
    alt: str = ""


def register(photos: Iterable[Published]) -> dict[str, bytes]:
    """The files of the register by name; a photo without a look (see `mmc.pictures.fingerprint`) cannot be in it."""
    known = [photo for photo in photos if photo.fingerprint]
    files = {FINGERPRINTS: b"".join(bytes.fromhex(photo.fingerprint) for photo in known)}
    for start in range(0, len(known), PART):
        rows = [
            [photo.url, photo.title, photo.date, photo.thumbnail, photo.alt] for photo in known[start : start + PART]
        ]
        files[f"{start // PART}.json"] = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    return files
