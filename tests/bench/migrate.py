"""How long an old site of ten thousand posts takes to move in, and how much memory: `inv bench --name migrate`."""

from __future__ import annotations

import argparse
import io
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from mmc.commands.migrating.run import run
from tests.oldsites import UPLOADS, OldPost, attachment, wxr
from tests.unit.newsroom import Newsroom

WORDS = (
    "Petani di {place} menuai padi seluas {number} hektare bersama penyuluh pada hari itu. Hasilnya dibawa ke lumbung desa, "
    "lalu sebagian dijual di pasar kecamatan dengan harga yang disepakati bersama oleh kelompok tani setempat."
)
PLACES = ("Desa Satu", "Desa Dua", "Desa Tiga", "Kampung Lama", "Kampung Baru")


def main(words: list[str]) -> None:
    """Make the old site, move it in, and print the seconds and the memory."""
    parser = argparse.ArgumentParser(prog="bench --name migrate", description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--photos", type=int, default=15_000)
    wanted = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "lama").mkdir()
        (root / "lama/ekspor.xml").write_bytes(wxr(list(posts(wanted.posts, wanted.photos))))
        photos(root / "lama/uploads", wanted.photos)
        house = Newsroom(root / "rumah").set_up().root
        began = time.monotonic()
        run(house, [root / "lama"], print, at_once=True)
        spent = time.monotonic() - began
        shutil.rmtree(house)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(
        f"{wanted.posts} posts, {wanted.photos} photos: {spent:.0f} s on {cores} cores; "
        f"memory: {own} MiB in the process, at most {largest} MiB in each of its helpers"
    )


def posts(count: int, photo_count: int) -> Iterator[OldPost]:
    """Posts of four paragraphs, with their share of the photos, and the photos' own entries."""
    for number in range(count):
        year, month, day = 2012 + number // 365 % 12, number % 12 + 1, number % 28 + 1
        shown = range(number * photo_count // count, (number + 1) * photo_count // count)
        words = "".join(f"<p>{WORDS.format(place=PLACES[(number + n) % 5], number=number + n)}</p>\n" for n in range(4))
        pictures = "".join(
            f'<p><img src="{UPLOADS}/{place(n)}" alt="Petani memotong padi nomor {n}"></p>' for n in shown
        )
        yield OldPost(
            number + 1,
            f"Panen Raya ke-{number} di {PLACES[number % 5]}",
            words + pictures,
            f"panen-raya-{number}",
            at=f"{year}-{month:02}-{day:02} 09:00:00",
            tags=((f"topik-{number % 50}", f"Topik {number % 50}"),),
        )
        for n in shown:
            yield attachment(1_000_000 + n, place(n), number + 1)


def place(number: int) -> str:
    """Where a photo lies below the uploads."""
    return f"{2012 + number % 12}/{number // 12 % 12 + 1:02}/foto-{number}.jpg"


def photos(folder: Path, count: int) -> None:
    """Photos of 1280 pixels, each with bytes of its own."""
    stream = io.BytesIO()
    Image.effect_noise((1280, 720), 40).convert("RGB").save(stream, "JPEG", quality=70)
    data = stream.getvalue()
    for number in range(count):
        target = folder / place(number)
        target.parent.mkdir(parents=True, exist_ok=True)
        comment = str(number).encode()
        target.write_bytes(data[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + data[2:])


if __name__ == "__main__":
    main(sys.argv[1:])
