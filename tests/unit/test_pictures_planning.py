"""Which files of a photo are published, decided from its facts alone."""

import subprocess
import sys

import pytest

from mmc.pictures import PictureFacts, plan


def facts(width: int, height: int) -> PictureFacts:
    return PictureFacts(digest="0123456789abcdef", format="JPEG", width=width, height=height, size=1)


def test_a_large_photo_is_published_in_four_widths() -> None:
    """
    AVIF and WebP at every width, JPEG for old browsers and for feeds.
    """
    found = plan(facts(4000, 3000))

    assert [name for name, _ in found.sources] == ["image/avif", "image/webp"]
    assert found.sources[0][1] == (
        "/media/0123456789abcdef-360.avif 360w, /media/0123456789abcdef-720.avif 720w, "
        "/media/0123456789abcdef-1080.avif 1080w, /media/0123456789abcdef-1440.avif 1440w"
    )
    assert found.src == "/media/0123456789abcdef-720.jpg"
    assert (found.width, found.height) == (1440, 1080)
    assert (found.image.name, found.image.width) == ("/media/0123456789abcdef-1440.jpg", 1440)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1, {1}), (200, {200}), (360, {360}), (380, {360}), (480, {360, 480}), (720, {360, 720}), (1200, {360, 720, 1080}),
        (1280, {360, 720, 1080, 1280}), (1440, {360, 720, 1080, 1440}), (1600, {360, 720, 1080, 1440}),
    ],
)  # fmt: skip
def test_nothing_is_blown_up(width: int, widths: set[int]) -> None:
    """
    No variant is wider than its original, and none is hardly smaller than the next.
    """
    found = plan(facts(width, 300))

    assert {variant.width for variant in found.variants} == widths
    assert found.width == max(widths)


def test_every_variant_keeps_the_shape() -> None:
    """
    Heights are rounded to the nearest pixel and never vanish.
    """
    for variant in plan(facts(4000, 2999)).variants:
        assert abs(variant.height - variant.width * 2999 / 4000) <= 0.5
    assert all(variant.height == 1 for variant in plan(facts(4000, 1)).variants)


def test_every_address_of_the_plan_is_made() -> None:
    """
    What a page refers to is among the variants, each once.
    """
    found = plan(facts(1300, 900))
    names = [variant.name for variant in found.variants]
    named = {part.split(" ")[0] for _, srcset in found.sources for part in srcset.split(", ")}

    assert {found.src, found.image.name} | named == set(names)
    assert len(set(names)) == len(names)


def test_planning_needs_no_pillow() -> None:
    """
    A build in which no photo changed never loads the library.
    """
    code = "import mmc.pictures, sys; print('PIL' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "False"
