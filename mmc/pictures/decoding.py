"""From bytes to an upright sRGB picture of the size that is needed, with nothing in it but pixels."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageCms

from mmc.pictures.facts import MAX_PIXELS

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = frozenset({5, 6, 7, 8})
WHITE = (255, 255, 255)

Image.MAX_IMAGE_PIXELS = None  # our own limit is lower, is told with both numbers, and is kept by `decode`


class DamagedPicture(Exception):
    """The bytes are not the picture that they claim to be."""


@contextmanager
def quietly() -> Iterator[None]:
    """Pillow's warnings are not shown: what matters in them is found and told by `mmc.pictures.probing`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def open_picture(data: bytes, kind: str) -> Image.Image:
    """The picture with its size and mode known and its pixels not yet decoded; only this format is tried."""
    try:
        with quietly():
            return Image.open(io.BytesIO(data), formats=[kind])
    except Exception as error:  # hostile bytes make Pillow stumble in every way there is
        raise DamagedPicture(str(error)) from error


def orientation_of(image: Image.Image) -> int:
    """How the camera was held, 1 to 8; 1 (upright) when it does not say or says nonsense."""
    try:
        with quietly():
            orientation = image.getexif().get(ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - as above; a photo with nonsense in its EXIF is still a photo
        return 1
    return orientation if orientation in TURNS else 1


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as they are seen."""
    width, height = image.size
    return (height, width) if orientation_of(image) in SIDEWAYS else (width, height)


def most_pixels(image: Image.Image) -> int:
    """How many pixels a picture of this format may have; a phone's JPEG of two pictures (MPO) is a JPEG."""
    return MAX_PIXELS.get(str(image.format), MAX_PIXELS["JPEG"])


def decode(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """
    The opened picture upright, in sRGB, without transparency or metadata, in this size (as it is seen).

    A JPEG is decoded at the smallest of libjpeg's scales that is large enough; everything else is done on the small picture.
    """
    try:
        with quietly():
            return _decode(image, size)
    except Exception as error:  # as above
        raise DamagedPicture(str(error)) from error


def _decode(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.width * image.height > most_pixels(image):
        raise DamagedPicture(f"{image.width} x {image.height}")
    orientation = orientation_of(image)
    profile = image.info.get("icc_profile")
    stored = (size[1], size[0]) if orientation in SIDEWAYS else size
    image.draft(image.mode, stored)
    flat = _without_depth_and_transparency(image)
    if flat.size != stored:
        flat = flat.resize(stored, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if orientation in TURNS:
        flat = flat.transpose(TURNS[orientation])
    return _only_pixels(_in_srgb(flat, profile))


def _without_depth_and_transparency(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):  # sixteen bits and more of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if "A" in image.mode or "a" in image.mode or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = Image.new("RGB", layer.size, WHITE)
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return image.convert("RGB") if image.mode == "P" else image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and image.mode in {"RGB", "CMYK", "L"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return _converted(image, source)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a broken or foreign profile says nothing about the colours: they are taken as they are
    return image.convert("RGB")


def _converted(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    srgb = ImageCms.createProfile("sRGB")
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    converted = ImageCms.profileToProfile(image, source, srgb, renderingIntent=intent, outputMode="RGB")
    return converted if converted is not None else image.convert("RGB")


def _only_pixels(image: Image.Image) -> Image.Image:
    """The same pixels in a picture that carries no comment, profile or EXIF which an encoder might write."""
    image = image.copy()
    image.info.clear()
    return image
