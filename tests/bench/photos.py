"""
Measure Cek Foto with the page's own script in node: `inv bench --name photos`.

Photos are painted (or those of a folder), changed in twelve ways each, and looked for among all that are registered; strangers, a third
of them nearly empty tiles, must be taken for none. Pictures are made small by Pillow here, by the browser's canvas on the page.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from mmc.pictures.fingerprint import fingerprint
from tests.theme.scenery import scene
from tests.unit.photos import scene as blots

SCRIPT = Path(__file__).parents[2] / "theme/static/js/check-photo.js"
SIDE = 384  # as in the script
WIDTH = 960


def main() -> None:
    """Print how often each change is found and how many strangers are taken for ours."""
    parser = argparse.ArgumentParser(prog="inv bench --name photos", description=__doc__)
    parser.add_argument("--count", type=int, default=8, help="photos that are changed")
    parser.add_argument("--strangers", type=int, default=60, help="pictures that were never published")
    parser.add_argument("--photos", type=Path, help="a folder of real photos instead of painted ones")
    options = parser.parse_args()
    originals = real(options.photos)[: options.count] if options.photos else [scene(n) for n in range(options.count)]
    originals = [ImageOps.contain(each.convert("RGB"), (WIDTH, WIDTH)) for each in originals]
    registered = [*originals, *(tile(number) for number in range(24)), *(blots(600, 400, n) for n in range(1, 25))]
    registered = [each for each in registered if fingerprint(each)]
    strangers = [stranger(number) for number in range(options.strangers)]
    asked = [change(each) for change in CHANGES.values() for each in originals]
    found = ask(registered, [*asked, *strangers])
    for row, name in enumerate(CHANGES):
        answers = found[row * len(originals) : (row + 1) * len(originals)]
        print(f"{name}: {sum(place in answer for place, answer in enumerate(answers))} of {len(originals)}")
    false = [number for number, answer in enumerate(found[len(asked) :]) if answer]
    print(f"strangers taken for ours: {len(false)} of {len(strangers)} {false[:20]}; registered: {len(registered)}")


def real(folder: Path) -> list[Image.Image]:
    """The photos of a folder that have something to recognise, by name."""
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in {".jpg", ".jpeg", ".png", ".webp"})
    return [photo for path in paths if fingerprint(photo := Image.open(path).convert("RGB"))]


def tile(number: int) -> Image.Image:
    """A nearly empty picture: two tones and a straight edge between them."""
    image = Image.new("RGB", (600, 400), (20 + number * 37 % 120, 60 + number * 23 % 90, 50))
    box = (0, 200 + number * 13 % 60, 600, 400) if number % 2 else (150, 100, 420 + number * 7 % 40, 300)
    ImageDraw.Draw(image).rectangle(box, fill=(120 + number * 17 % 100, 150 + number * 29 % 100, 140))
    return image


def stranger(number: int) -> Image.Image:
    """A picture that is not registered: a painted scene, blots, or a tile."""
    if number % 3 == 0:
        return tile(1000 + number)
    return scene(1000 + number) if number % 3 == 1 else blots(600, 400, 1000 + number)


def ask(registered: list[Image.Image], asked: list[Image.Image]) -> list[list[int]]:
    """For each picture the places of the registered photos that the page would show."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        script = folder / "check-photo.mjs"
        script.write_bytes(SCRIPT.read_bytes())
        manifest = folder / "manifest.json"
        known = "".join(fingerprint(each) for each in registered)
        rows = [
            [small(each, folder / f"{kind}{n}") for n, each in enumerate(all_)]
            for kind, all_ in (("p", registered), ("a", asked))
        ]
        manifest.write_text(json.dumps({"known": known, "published": rows[0], "asked": rows[1]}), encoding="utf-8")
        runner = str(Path(__file__).with_suffix(".mjs"))
        done = subprocess.run(["node", runner, script, manifest], check=True, stdout=subprocess.PIPE, encoding="utf-8")
        return [json.loads(line) for line in done.stdout.splitlines()]


def small(image: Image.Image, path: Path) -> tuple[str, int, int]:
    """The brightnesses of a picture in a file, with its width and height."""
    grey = ImageOps.contain(image, (SIDE, SIDE), Image.Resampling.BOX).convert("L")
    path.write_bytes(grey.tobytes())
    return str(path), *grey.size


def _compressed(image: Image.Image) -> Image.Image:
    stream = io.BytesIO()
    ImageOps.contain(image, (640, 640)).save(stream, "JPEG", quality=40)
    return Image.open(stream).convert("RGB")


def _cut(left: float, top: float, right: float, bottom: float) -> Callable[[Image.Image], Image.Image]:
    def change(image: Image.Image) -> Image.Image:
        width, height = image.size
        return image.crop(
            (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
        )

    return change


def _framed(colour: str, across: float, along: float) -> Callable[[Image.Image], Image.Image]:
    def change(image: Image.Image) -> Image.Image:
        x, y = round(across * image.width), round(along * image.height)
        return ImageOps.expand(image, (x, y, x, y), fill=colour)

    return change


def _banner_inside(image: Image.Image) -> Image.Image:
    made = image.copy()
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, round(0.82 * image.height), *image.size), fill="#b01020")
    draw.text((30, round(0.85 * image.height)), "SEBARKAN! BERITA HARI INI", fill="white", font_size=44)
    return made


def _banner_outside(image: Image.Image) -> Image.Image:
    made = ImageOps.expand(image, (0, 0, 0, 120), fill="#102050")
    ImageDraw.Draw(made).text((30, image.height + 30), "VIRAL: KABAR DARI SUNGAI", fill="white", font_size=44)
    return made


def _screenshot(image: Image.Image) -> Image.Image:
    screen = Image.new("RGB", (540, 1170), "#0b141a")
    draw = ImageDraw.Draw(screen)
    draw.rectangle((0, 0, 540, 110), fill="#202c33")
    draw.text((80, 40), "Grup Warga RT 05", fill="white", font_size=28)
    screen.paste(ImageOps.contain(image, (500, 760)), (20, 220))
    draw.text((30, 1080), "Ketik pesan", fill="#8696a0", font_size=26)
    return screen


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "compressed": _compressed,
    "cut by 5 % at all sides": _cut(0.05, 0.05, 0.05, 0.05),
    "cut by 15 % at all sides": _cut(0.15, 0.15, 0.15, 0.15),
    "cut by 25 % at all sides": _cut(0.25, 0.25, 0.25, 0.25),
    "cut by 20 % at the right": _cut(0, 0, 0.2, 0),
    "white border": _framed("white", 0.08, 0.08),
    "black border": _framed("black", 0.08, 0.08),
    "black bars": _framed("black", 0, 0.3),
    "mirror image": ImageOps.mirror,
    "banner inside": _banner_inside,
    "banner outside": _banner_outside,
    "screenshot": _screenshot,
}


if __name__ == "__main__":
    main()
