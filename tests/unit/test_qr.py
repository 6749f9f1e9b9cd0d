"""The printed way back to the page."""

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from mmc.qr import qr_svg


def read(svg: bytes, *, points: int = 6) -> str:
    """What a phone reads from the printed code."""
    text = svg.decode()
    side = int(re.search(r'viewBox="0 0 (\d+) ', text)[1])  # type: ignore[index]
    image = Image.new("L", (side * points, side * points), 255)
    draw = ImageDraw.Draw(image)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", text.partition("stroke")[2]):
        left, top, right = int(x) * points, int(y) * points, (int(x) + int(length)) * points
        draw.rectangle((left, top, right - 1, top + points - 1), fill=0)
    [found] = zxingcpp.read_barcodes(image)
    return str(found.text)


@pytest.mark.parametrize(
    "address",
    [
        "https://mmc.example/",
        "https://mmc-barito-selatan.example/berita/2023/10/penyerahan-bantuan-benih-padi-untuk-petani-dusun-hilir/",
        *(f"https://mmc-barito-selatan.example/klarifikasi/2026/{month:02}/judul-{'x' * month * 7}/" for month in range(1, 13)),
        "https://mmc-barito-selatan.example/topik/é/",
    ],
)  # fmt: skip
def test_a_phone_reads_the_address(address: str) -> None:
    """
    An independent reader finds exactly the address that was encoded.
    """
    assert read(qr_svg(address)) == address


def test_the_code_is_small_and_the_same_every_time() -> None:
    """
    A few kilobytes without script, style or reference to anywhere.
    """
    address = (
        "https://mmc-barito-selatan.example/berita/2023/10/penyerahan-bantuan-benih-padi-untuk-petani-dusun-hilir/"
    )
    svg = qr_svg(address)

    assert svg == qr_svg(address)
    assert len(svg) < 8_000
    assert b"script" not in svg
    assert b"style" not in svg
    assert svg.count(b"http") == 1
