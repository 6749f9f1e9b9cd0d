"""A photo's published files: small, upright, free of metadata, the same every time."""

import time

import pytest
from PIL import Image, ImageCms

from mmc.pictures import PicturePlan, plan
from mmc.pictures.decoding import DamagedPicture
from mmc.pictures.probing import probe
from mmc.pictures.rendering import render
from tests.unit.photos import opened, saved, scene, with_exif

SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def planned(data: bytes, kind: str = "JPEG") -> PicturePlan:
    facts = probe(data, f"a.{SUFFIXES[kind]}").facts
    assert facts is not None
    return plan(facts)


def rendered(data: bytes, kind: str = "JPEG") -> dict[str, bytes]:
    return render(data, planned(data, kind))


def smallest(files: dict[str, bytes], suffix: str) -> Image.Image:
    names = [name for name in files if name.endswith(suffix)]
    return opened(files[min(names, key=lambda name: len(files[name]))])


def test_every_planned_file_is_made_as_planned() -> None:
    """
    Names, types and sizes are those that the pages already refer to.
    """
    data = saved(scene())
    files = rendered(data)

    assert list(files) == [variant.name for variant in planned(data).variants]
    for variant in planned(data).variants:
        image = opened(files[variant.name])
        assert image.size == (variant.width, variant.height)
        assert Image.MIME[str(image.format)] == variant.type


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_metadata_leaves(kind: str) -> None:
    """
    Neither place, camera, name, comment, profile nor XMP is in any published byte.
    """
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = opened(with_exif(scene(), has_gps=True, orientation=6)).getexif()
    extra = {"comment": b"rahasia"} if kind == "JPEG" else {}
    xmp = {} if kind == "PNG" else {"xmp": b"<x:xmpmeta>rahasia exif:GPSLatitude</x:xmpmeta>"}
    data = saved(scene(), kind, exif=exif, icc_profile=profile, **xmp, **extra)
    files = rendered(data, kind)

    assert b"Nama Pemotret" in data
    for published in files.values():
        assert not {"exif", "xmp", "icc_profile", "comment", "mp"} & opened(published).info.keys()
        assert not dict(opened(published).getexif())
        for secret in (b"Nama Pemotret", b"TeleponUji", b"rahasia", b"Exif", b"GPS", b"xmpmeta", b"photoshop"):
            assert secret not in published


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_photo_stands_upright(orientation: int) -> None:
    """
    However the phone was held, the red corner is where the reader should see it.
    """
    upright = Image.new("RGB", (1000, 800), "white")
    upright.paste("red", (0, 0, 500, 400))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the turn that a camera would have made
    stored = upright.transpose(Image.Transpose(undo[orientation])) if orientation in undo else upright
    image = smallest(rendered(with_exif(stored, orientation=orientation)), ".jpg")
    red, green, _ = image.convert("RGB").getpixel((20, 20))  # type: ignore[misc]

    assert image.size == (720, 576)
    assert red > 200
    assert green < 60
    assert min(image.convert("RGB").getpixel((700, 560))) > 200  # type: ignore[arg-type]


def test_the_same_bytes_every_time() -> None:
    """
    A second run, or one that makes only some of the files, gives the very same bytes.
    """
    data = saved(scene(1300, 900))
    files = rendered(data)
    one = list(files)[3]

    assert rendered(data) == files
    assert render(data, planned(data), only={one}) == {one: files[one]}


def test_a_foreign_colour_space_becomes_srgb() -> None:
    """
    The profile's own meaning of the numbers counts: here one in which red and green have changed places.
    """
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"?XYZ", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"?XYZ", b"gXYZ", 1)
    data = saved(Image.new("RGB", (400, 300), (220, 40, 40)), icc_profile=swapped)
    red, green, _ = smallest(rendered(data), ".jpg").convert("RGB").getpixel((100, 100))  # type: ignore[misc]

    assert green > 200
    assert red < 80


def test_colours_for_print_become_srgb() -> None:
    """
    A CMYK photo is shown in about its own colours.
    """
    data = saved(Image.new("RGB", (400, 300), (200, 90, 60)).convert("CMYK"))
    red, green, blue = smallest(rendered(data), ".jpg").convert("RGB").getpixel((100, 100))  # type: ignore[misc]

    assert abs(red - 200) + abs(green - 90) + abs(blue - 60) < 24


def test_transparency_is_on_white() -> None:
    """
    A logo without ground is not black on the page.
    """
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    shown = smallest(rendered(saved(image, "PNG"), "PNG"), ".webp").convert("RGB").getpixel((100, 100))

    assert min(shown) > 250  # type: ignore[arg-type]


def test_deep_grey_is_not_washed_out() -> None:
    """
    Sixteen bits of grey become eight, not white.
    """
    image = Image.new("I;16", (400, 300), 20_000)
    shown = smallest(rendered(saved(image, "PNG"), "PNG"), ".jpg").convert("L").getpixel((100, 100))

    assert isinstance(shown, int | float)
    assert abs(shown - 20_000 / 256) < 4


def test_a_phone_loads_few_bytes() -> None:
    """
    The lead photo of a phone 360 points wide with two dots a point takes at most 45 KB.
    """
    files = rendered(saved(scene(4000, 3000)))
    modern = {name.rpartition("-")[2]: len(data) for name, data in files.items()}

    assert modern["720.avif"] <= 45_000
    assert modern["720.webp"] <= 60_000
    assert modern["360.avif"] <= 15_000


def test_twelve_megapixels_take_less_than_a_second() -> None:
    """
    Probing and all ten files together, in time of one core.
    """
    data = saved(scene(4000, 3000), quality=90)
    start = time.process_time()
    rendered(data)

    assert time.process_time() - start < 1.0


def test_another_file_than_the_probed_one_is_refused() -> None:
    """
    No half picture is ever published.
    """
    data = saved(scene())

    with pytest.raises(DamagedPicture):
        render(data[: len(data) // 2], planned(data))
    with pytest.raises(DamagedPicture):
        render(b"bukan foto", planned(data))
