"""The look of a photo: the same after WhatsApp, another for another photo."""

import pytest
from PIL import Image, ImageEnhance

from mmc.pictures.fingerprint import ALIKE, are_alike, distance, fingerprint
from mmc.pictures.probing import probe
from tests.unit.photos import opened, saved, scene, with_exif

PHOTO = scene(2000, 1500)


def look(data: bytes) -> str:
    facts = probe(data, "a.jpg").facts
    assert facts is not None
    return facts.fingerprint


def as_whatsapp(image: Image.Image, longest: int = 1600, quality: int = 60) -> bytes:
    """Shrunk and recompressed, as a chat does."""
    image = image.copy()
    image.thumbnail((longest, longest))
    return saved(image, quality=quality)


@pytest.mark.parametrize(("longest", "quality"), [(1600, 70), (1280, 50), (800, 40), (320, 30), (160, 25)])
def test_a_copy_from_a_chat_is_recognised(longest: int, quality: int) -> None:
    """
    Shrinking and recompressing changes a few bits at most, twice over too.
    """
    once = as_whatsapp(PHOTO, longest, quality)
    twice = as_whatsapp(opened(once), longest, quality)

    assert are_alike(look(saved(PHOTO)), look(once))
    assert are_alike(look(saved(PHOTO)), look(twice))


@pytest.mark.parametrize("cut", [0.05, 0.15, 0.25])
def test_what_is_cut_away_is_not_in_the_fingerprint(cut: float) -> None:
    """
    The middle of the photo is left by every cut of up to a quarter, so a phone can look for it.
    """
    for seed in range(1, 9):
        photo = scene(1200, 800, seed)
        left, top = round(photo.width * cut), round(photo.height * cut)
        cut_off = Image.new("RGB", photo.size, (255, 255, 255))
        kept = (left, top, photo.width - left, photo.height - top)
        cut_off.paste(photo.crop(kept), kept)

        assert fingerprint(cut_off) == fingerprint(photo), seed


def test_a_photo_with_a_plain_middle_is_known_by_the_whole_of_it() -> None:
    """
    A white page with something at its edges has a fingerprint too.
    """
    page = Image.new("RGB", (800, 800), (255, 255, 255))
    page.paste(scene(800, 150, 3), (0, 0))

    assert fingerprint(page)
    assert fingerprint(page) != fingerprint(page.transpose(Image.Transpose.FLIP_TOP_BOTTOM))


@pytest.mark.parametrize("factor", [0.8, 1.25])
def test_brighter_or_paler_is_the_same_photo(factor: float) -> None:
    """
    Filters of a chat program do not hide where a photo came from.
    """
    assert are_alike(look(saved(PHOTO)), look(saved(ImageEnhance.Brightness(PHOTO).enhance(factor))))
    assert are_alike(look(saved(PHOTO)), look(saved(ImageEnhance.Contrast(PHOTO).enhance(factor))))
    assert are_alike(look(saved(PHOTO)), look(saved(PHOTO.convert("L"))))


def test_a_photo_held_sideways_looks_like_itself_upright() -> None:
    """
    The orientation in the EXIF is applied first.
    """
    turned = with_exif(PHOTO.transpose(Image.Transpose.ROTATE_90), orientation=6)

    assert are_alike(look(saved(PHOTO)), look(turned))


def test_other_photos_look_other() -> None:
    """
    Different scenes, and the same scene mirrored, are far apart.
    """
    looks = [look(saved(scene(800, 600, seed))) for seed in range(1, 25)]
    apart = [distance(one, other) for index, one in enumerate(looks) for other in looks[:index]]

    assert min(apart) > ALIKE
    assert not are_alike(look(saved(PHOTO)), look(saved(PHOTO.transpose(Image.Transpose.FLIP_LEFT_RIGHT))))


def test_a_single_colour_has_no_look() -> None:
    """
    An empty picture is never said to be one that was published.
    """
    plain = look(saved(Image.new("RGB", (1300, 900), (30, 90, 200))))

    assert plain == ""
    assert not are_alike(plain, plain)


def test_the_recipe_is_the_one_that_is_written_down() -> None:
    """
    A known picture has a known fingerprint: a browser that computes another one is wrong.
    """
    cells = bytes((x * x * 3 + y * 17 + x * y) % 256 for y in range(64) for x in range(64))
    picture = Image.frombytes("L", (64, 64), cells).convert("RGB")

    assert fingerprint(picture) == EXPECTED


EXPECTED = "1a0c85db1afa44e5a50c987ff2796600"
