"""The photos of the newsroom: those of a folder where one is given, else painted ones, in every shape and light."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from tests.theme.scenery import scene

# Each shape with its size, how bright it is, and the file of the folder that stands for it.
SHAPES: dict[str, tuple[tuple[int, int], float, str]] = {
    "lanskap": ((1600, 1067), 1.0, "china.jpg"),
    "berdua": ((1600, 900), 1.0, "zidane.jpg"),
    "potret": ((1215, 1620), 1.0, "bus.jpg"),
    "persegi": ((1400, 1400), 1.1, "astronaut.png"),
    "malam": ((1600, 1067), 0.35, "rocket.jpg"),
    "bunga": ((1600, 1067), 1.2, "flower.jpg"),
    "meja": ((1500, 1000), 0.8, "coffee.png"),
    "hewan": ((1600, 1064), 1.0, "chelsea.png"),
    "lembar": ((1200, 1700), 1.0, ""),
}


def photograph(shape: str, number: int = 0, folder: Path | None = None) -> Image.Image:
    """A photo of this shape, as large as the gate wants it; another number shows it from a little nearer."""
    size, light, file = SHAPES[shape]
    if not file:
        return _sheet(size)
    if folder and (folder / file).is_file():
        with Image.open(folder / file) as opened:
            taken = opened.convert("RGB")
    else:
        taken = scene(list(SHAPES).index(shape) + 10 * number)
    painted = ImageOps.fit(taken, size, Image.Resampling.LANCZOS, bleed=0.02 * (number % 8))
    if folder and (folder / file).is_file():
        return painted
    return ImageEnhance.Brightness(painted).enhance(light)


def _sheet(size: tuple[int, int]) -> Image.Image:
    """A drawing full of words: a number and two lines for each of five steps."""
    image = Image.new("RGB", size, "#f4efe2")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0], 220), fill="#0b5d5e")
    draw.text((80, 60), "LIMA LANGKAH SAAT AIR NAIK", fill="white", font_size=68)
    for number in range(5):
        top = 300 + number * 270
        draw.ellipse((80, top, 260, top + 180), fill="#8a5a00")
        draw.text((140, top + 40), str(number + 1), fill="white", font_size=96)
        draw.text(
            (320, top + 40),
            ("Matikan listrik", "Bawa surat dan obat", "Hubungi 112", "Ikuti jalur", "Tunggu kabar")[number],
            fill="#1b1f1d",
            font_size=72,
        )
    return image
