"""Cek Foto: the register of published photos, and the script that reads it on a phone."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

from PIL import Image

from mmc.pictures.fingerprint import are_alike, distance, fingerprint
from mmc.pictures.register import PART, Published, register
from tests.unit.photos import scene

SCRIPT = Path(__file__).parents[2] / "theme" / "static" / "js" / "check-photo.js"


def photo(number: int, look: str = "") -> Published:
    title = f"Foto ke-{number}"
    return Published(
        look or f"{number:016x}", f"/berita/{number}/", title, "26 Okt 2023", f"/media/{number}.jpg", "Sungai"
    )


def test_every_photo_is_found_at_its_place() -> None:
    """
    Sixteen bytes a photo, and its page in the part that belongs to the place.
    """
    files = register(2026, [photo(number) for number in range(1, 601)])

    assert len(files["2026.bin"]) == 600 * 16
    assert set(files) == {"2026.bin", "2026-0.json", "2026-1.json", "2026-2.json"}
    for place in (0, PART - 1, PART, 599):
        look = files["2026.bin"][16 * place : 16 * place + 8].hex()
        row = json.loads(files[f"2026-{place // PART}.json"])[place % PART]
        assert row == [
            f"/berita/{place + 1}/",
            f"Foto ke-{place + 1}",
            "26 Okt 2023",
            f"/media/{place + 1}.jpg",
            "Sungai",
        ]
        assert look == f"{place + 1:016x}"


def test_a_new_photo_changes_only_the_end() -> None:
    """
    A release uploads the last part again and no other.
    """
    before = register(2026, [photo(number) for number in range(1, 601)])
    after = register(2026, [photo(number) for number in range(1, 602)])

    assert {name for name in after if after[name] != before.get(name)} == {"2026.bin", "2026-2.json"}


def test_a_photo_without_a_look_is_not_in_the_register() -> None:
    """
    Places and descriptions stay in step.
    """
    plain = Published("", "/x/", "Polos", "", "")
    files = register(2026, [photo(1), plain, photo(2)])

    assert len(files["2026.bin"]) == 32
    assert [row[0] for row in json.loads(files["2026-0.json"])] == ["/berita/1/", "/berita/2/"]


def test_a_phone_computes_the_same(tmp_path: Path, node: str) -> None:
    """
    The script has the same fingerprint for the same cells, and finds exactly the photos that look alike.
    """
    source = random.Random(7)
    pictures = [scene(320, 240, seed).convert("L").resize((32, 32), Image.Resampling.BOX) for seed in range(1, 40)]
    pictures.append(Image.new("L", (32, 32), 90))
    looks = [fingerprint(picture) for picture in pictures]
    known = [look for look in looks if look]
    known += [f"{int(look, 16) ^ (1 << source.randrange(63)) ^ (1 << source.randrange(63)):016x}" for look in known]
    (tmp_path / "check-photo.mjs").write_bytes(SCRIPT.read_bytes())
    (tmp_path / "known.bin").write_bytes(register(2026, [photo(1, look) for look in known])["2026.bin"])
    (tmp_path / "cells.json").write_text(
        json.dumps([list(picture.tobytes()) for picture in pictures]), encoding="utf-8"
    )
    (tmp_path / "run.mjs").write_text(
        """
        import { readFileSync } from "node:fs";
        import { alike, fingerprint } from "./check-photo.mjs";
        const read = (name) => readFileSync(new URL(name, import.meta.url));
        const known = new Uint8Array(read("known.bin"));
        const looks = JSON.parse(read("cells.json")).map((cells) =>
          fingerprint(Array.from({ length: 32 }, (_, y) => cells.slice(32 * y, 32 * y + 32))));
        console.log(JSON.stringify(looks.map((look) => [look, look ? alike(look, known).map(([, place]) => place) : []])));
        """,
        encoding="utf-8",
    )
    answer = subprocess.run([node, tmp_path / "run.mjs"], capture_output=True, check=True, timeout=60)

    for look, (on_phone, found) in zip(looks, json.loads(answer.stdout), strict=True):
        assert on_phone == look
        near = [place for place, other in enumerate(known) if look and are_alike(look, other)]
        assert sorted(found) == near
        assert not found or distance(look, known[found[0]]) == 0
