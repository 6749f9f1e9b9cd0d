"""Cek Foto: the register of published photos, and the script that reads it on a phone."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageOps

from mmc.pictures.fingerprint import distance, fingerprint
from mmc.pictures.register import PART, Published, register
from tests.theme.scenery import scene as river
from tests.unit.photos import opened, saved, scene

SCRIPT = Path(__file__).parents[2] / "theme" / "static" / "js" / "check-photo.js"


def photo(number: int, look: str = "") -> Published:
    title = f"Foto ke-{number}"
    return Published(
        look or f"{number:032x}", f"/berita/{number}/", title, "26 Okt 2023", f"/media/{number}.jpg", "Sungai"
    )


def test_every_photo_is_found_at_its_place() -> None:
    """
    Sixteen bytes a photo, and its page in the part that belongs to the place.
    """
    files = register(2026, [photo(number) for number in range(1, 601)])

    assert len(files["2026.bin"]) == 600 * 16
    assert set(files) == {"2026.bin", "2026-0.json", "2026-1.json", "2026-2.json"}
    for place in (0, PART - 1, PART, 599):
        look = files["2026.bin"][16 * place : 16 * place + 16].hex()
        row = json.loads(files[f"2026-{place // PART}.json"])[place % PART]
        assert row == [
            f"/berita/{place + 1}/",
            f"Foto ke-{place + 1}",
            "26 Okt 2023",
            f"/media/{place + 1}.jpg",
            "Sungai",
        ]
        assert look == f"{place + 1:032x}"


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


def test_ten_thousand_photos_stay_under_four_hundred_kilobytes() -> None:
    """
    What a phone loads before it can look for anything; nothing of it before the reader chooses a photo.
    """
    looks = random.Random(3)
    files = register(2026, [photo(number, f"{looks.getrandbits(120) << 8:032x}") for number in range(10_000)])

    assert len(gzip.compress(files["2026.bin"])) < 200_000


def run_on_phone(folder: Path, node: str, pictures: list[Image.Image], script: str) -> Any:
    """What the script of the page answers in a module that has `pictures` (brightnesses) and `phone` (the script's functions)."""
    (folder / "check-photo.mjs").write_bytes(SCRIPT.read_bytes())
    data = [[picture.width, picture.height, list(picture.convert("L").tobytes())] for picture in pictures]
    (folder / "pictures.json").write_text(json.dumps(data), encoding="utf-8")
    (folder / "run.mjs").write_text(
        f"""
        import {{ readFileSync }} from "node:fs";
        import * as phone from "./check-photo.mjs";
        const read = (name) => readFileSync(new URL(name, import.meta.url));
        const pictures = JSON.parse(read("pictures.json")).map(([width, height, data]) => phone.picture(data, width, height));
        {script}
        """,
        encoding="utf-8",
    )
    answer = subprocess.run([node, folder / "run.mjs"], capture_output=True, check=True, timeout=120)
    return json.loads(answer.stdout)


def test_a_phone_computes_the_same(tmp_path: Path, node: str) -> None:
    """
    The script has the fingerprint of the register for the same picture, but for bits that lie on the edge.
    """
    pictures = [scene(256, 192, seed) for seed in range(1, 20)]
    script = """
        console.log(JSON.stringify(pictures.map((seen) =>
          phone.fingerprint(seen, [seen.width / 4, seen.height / 4, seen.width * 0.75, seen.height * 0.75]))));
    """

    for picture, on_phone in zip(pictures, run_on_phone(tmp_path, node, pictures, script), strict=True):
        assert distance(fingerprint(picture), on_phone) <= 4


def small(picture: Image.Image, side: int = 384) -> Image.Image:
    """As the page looks at it."""
    picture = picture.copy()
    picture.thumbnail((side, side))
    return picture


def screenshot(photo: Image.Image) -> Image.Image:
    """The photo in a chat, with bars, bubbles and words around it."""
    screen = Image.new("RGB", (720, 1500), (236, 229, 221))
    draw = ImageDraw.Draw(screen)
    draw.rectangle((0, 0, 720, 130), fill=(7, 94, 84))
    draw.rectangle((60, 300, 660, 330 + 580 * photo.height // photo.width + 90), fill=(220, 248, 198))
    screen.paste(photo.resize((580, 580 * photo.height // photo.width)), (70, 310))
    for line in range(6):
        draw.text(
            (90, 320 + 580 * photo.height // photo.width + 15 * line), "lihat ini, benarkah? " * 3, fill=(20, 20, 20)
        )
        draw.rectangle((30, 1000 + 70 * line, 300 + 50 * line, 1050 + 70 * line), fill=(255, 255, 255))
    return screen


def banner(photo: Image.Image) -> Image.Image:
    """The photo above a red strip with words."""
    made = Image.new("RGB", (photo.width, photo.height * 6 // 5), (190, 20, 20))
    made.paste(photo, (0, 0))
    ImageDraw.Draw(made).text(
        (30, photo.height + 40), "SEBARKAN SEBELUM DIHAPUS " * 3, fill=(255, 255, 255), font_size=40
    )
    return made


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "compressed": lambda photo: opened(saved(photo.resize((480, 480 * photo.height // photo.width)), quality=40)),
    "a tenth cut all around": lambda photo: ImageOps.crop(photo, round(photo.width * 0.1)),
    "a quarter cut all around": lambda photo: photo.crop(
        (photo.width // 4, photo.height // 4, photo.width * 3 // 4, photo.height * 3 // 4)
    ),
    "a tenth cut at the right": lambda photo: photo.crop((0, 0, round(photo.width * 0.9), photo.height)),
    "a fifth cut below, a tenth at the left": lambda photo: photo.crop(
        (photo.width // 10, 0, photo.width, photo.height * 4 // 5)
    ),
    "a white border": lambda photo: ImageOps.expand(photo, 80, (255, 255, 255)),
    "black bars": lambda photo: ImageOps.pad(photo, (900, 1500), color=(0, 0, 0)),
    "mirrored": ImageOps.mirror,
    "a banner": banner,
    "a screenshot": screenshot,
}


def test_a_changed_copy_is_found_and_a_stranger_is_not(tmp_path: Path, node: str) -> None:
    """
    Cut, framed, mirrored, in a screenshot: the photo is found and its published picture goes along; another photo never is.
    """
    photos = [scene(1000, 700, 1)]
    strangers = [scene(1000, 700, 21)]
    looks = [fingerprint(photo) for photo in photos]
    changed = [(name, place) for name in CHANGES for place in range(len(photos))]
    pictures = [small(photo, 360) for photo in photos]
    pictures += [small(CHANGES[name](photos[place])) for name, place in changed] + [small(each) for each in strangers]
    known = register(2026, [photo(number, look) for number, look in enumerate(looks)])["2026.bin"].hex()
    script = f"""
        const known = phone.register(Uint8Array.from("{known}".match(/../g), (byte) => parseInt(byte, 16)));
        console.log(JSON.stringify(pictures.slice({len(photos)}).map((seen) =>
          phone.alike(phone.guesses(seen), known)
            .filter((guess) => phone.likeness(seen, guess, pictures[guess.place]) >= phone.demanded(guess))
            .map((guess) => guess.place))));
    """
    found = run_on_phone(tmp_path, node, pictures, script)

    assert {(name, place): each for (name, place), each in zip(changed, found, strict=False) if each != [place]} == {}
    assert found[len(changed) :] == [[]] * len(strangers)


def test_a_river_under_a_plain_sky_is_not_taken_for_another(tmp_path: Path, node: str) -> None:
    """
    Pictures of little detail go along by chance; a guess that is many bits apart must be surer.
    """
    pictures = [small(river(number)) for number in (0, 1001)]
    known = fingerprint(river(0))
    script = f"""
        const known = phone.register(Uint8Array.from("{known}".match(/../g), (byte) => parseInt(byte, 16)));
        console.log(JSON.stringify(pictures.map((seen) => phone.alike(phone.guesses(seen), known).map((guess) => {{
          const sure = phone.likeness(seen, guess, pictures[0]);
          return [sure >= 0.65, sure >= phone.demanded(guess)];
        }}))));
    """

    assert run_on_phone(tmp_path, node, pictures, script) == [[[True, True]], [[True, False]]]
