"""Cek Foto on the built site: a copy is recognised, a stranger is not, and nothing leaves the phone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import FilePayload, Page, expect

from tests.unit.photos import scene

STORY = "tas-siaga-untuk-keluarga-di-tepi-sungai"


def as_sent(picture: Image.Image, width: int = 720, quality: int = 55) -> FilePayload:
    """The picture as a chat passes it on: made small and compressed once more."""
    stream = io.BytesIO()
    small = picture.convert("RGB").resize((width, picture.height * width // picture.width))
    small.save(stream, "JPEG", quality=quality)
    return {"name": "IMG-WA0001.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


@pytest.fixture
def original(root: Path) -> Image.Image:
    """
    A photo that the site has published.
    """
    [path] = (root / "content" / "berita").rglob(f"*-{STORY}-1.jpg")
    return Image.open(path)


@pytest.mark.parametrize("crop", [0.0, 0.2], ids=["whole", "cropped-and-mirrored"])
def test_a_copy_of_a_published_photo_leads_to_its_story(page: Page, original: Image.Image, crop: float) -> None:
    """
    Small, compressed anew, cut by a fifth at every edge and mirrored; and no byte of it is sent.
    """
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method != "GET" else None)
    page.goto("/cek-foto/")
    left, top = round(original.width * crop), round(original.height * crop)
    cut = original.crop((left, top, original.width - left, original.height - top))
    copy = as_sent(ImageOps.mirror(cut) if crop else cut)
    page.get_by_label("Pilih foto yang ingin diperiksa").set_input_files(copy)
    expect(page.get_by_role("status")).to_contain_text("mirip dengan")
    page.locator(f"[data-check-results] a[href*='{STORY}']").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Tas Siaga")
    assert sent == []


def test_a_photo_that_we_never_published_is_not_called_false(page: Page) -> None:
    """
    Not known, and not more than that.
    """
    page.goto("/cek-foto/")
    page.get_by_label("Pilih foto yang ingin diperiksa").set_input_files(as_sent(scene(900, 600, 11)))
    expect(page.get_by_role("status")).to_contain_text("tidak ditemukan")
    expect(page.get_by_role("status")).to_contain_text("belum berarti palsu")

    assert page.locator("[data-check-results] article").count() == 0


def test_what_is_no_photo_is_told_in_words(page: Page) -> None:
    """
    A reader is told what to choose instead.
    """
    page.goto("/cek-foto/")
    wrong: FilePayload = {"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": b"bukan foto"}
    page.get_by_label("Pilih foto yang ingin diperiksa").set_input_files(wrong)

    expect(page.get_by_role("status")).to_contain_text("Pilih foto JPEG, PNG, atau WebP")
