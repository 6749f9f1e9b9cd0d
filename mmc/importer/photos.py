"""Photos as they arrive, made into what a story may show: known by their bytes, turned into JPEG where they are another kind."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pi_heif
from PIL import Image, ImageOps

from mmc.base.problems import Problem
from mmc.importer.arrival import Attachment, aside, doubt

ENDS = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp"}
TURNED = {"HEIF": "HEIC", "GIF": "GIF", "BMP": "BMP", "TIFF": "TIFF", "AVIF": "AVIF"}
MOST_PIXELS = 120_000_000
SMALLEST = 160  # of a side; what is smaller is a logo, an icon or a line
STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")
HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"})
FORMATS = [*(ENDS.keys() - {"MPO"}), *TURNED]  # a phone's pair of pictures (MPO) opens as the JPEG that it begins with


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo ready to be filed: its ending, its bytes, its size, and what is said of it."""

    name: str
    ending: str
    data: bytes
    width: int
    height: int
    caption: str = ""
    alt: str = ""
    credit: str = ""


def is_photo(data: bytes) -> bool:
    """True when the bytes begin as those of a photo, whatever the file is called."""
    if data[:4] == b"RIFF":
        return data[8:12] == b"WEBP"
    if data[4:8] == b"ftyp":
        return data[8:12] in HEIF_BRANDS
    return data.startswith(STARTS) and not (data[:2] == b"BM" and len(data) < 60)


def is_video(data: bytes) -> bool:
    """True for the films and sounds of a phone."""
    is_film = data[4:8] == b"ftyp" and data[8:12] not in HEIF_BRANDS
    return (
        is_film
        or data.startswith((b"OggS", b"ID3", b"\x1aE\xdf\xa3", b"#!AMR"))
        or (data[:4] == b"RIFF" and data[8:12] in (b"AVI ", b"WAVE"))
    )


def prepared(attachments: Sequence[Attachment], path: str) -> tuple[tuple[Photo, ...], tuple[Problem, ...]]:
    """The photos that can be shown, each once and in order, and what is to be told of the others."""
    photos: list[Photo] = []
    told: list[Problem] = []
    places: dict[bytes, int] = {}
    for attachment in attachments:
        digest = hashlib.blake2b(attachment.data).digest()
        if digest in places:
            kept = photos[places[digest]] if places[digest] >= 0 else None
            if kept is not None:
                photos[places[digest]] = replace(
                    kept, caption=kept.caption or attachment.caption, alt=kept.alt or attachment.alt
                )
                told.append(aside(path, 0, f"Foto “{attachment.name}” sama dengan “{kept.name}”; diambil sekali."))
            continue
        places[digest] = -1
        photo = _prepared(attachment, path, told)
        if photo is not None:
            places[digest] = len(photos)
            photos.append(photo)
    return tuple(photos), tuple(told)


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height, (0, 0) for what cannot be opened."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pi_heif.register_heif_opener()
            return Image.open(io.BytesIO(data), formats=FORMATS).size
    except Exception:  # noqa: BLE001 - hostile bytes make decoders stumble in every way there is
        return 0, 0


def _prepared(attachment: Attachment, path: str, told: list[Problem]) -> Photo | None:
    name = attachment.name
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pi_heif.register_heif_opener()
            image = Image.open(io.BytesIO(attachment.data), formats=FORMATS)
            if image.width * image.height > MOST_PIXELS:
                told.append(
                    doubt(
                        path,
                        0,
                        f"Foto “{name}” terlalu besar: {image.width} × {image.height}.",
                        "Kecilkan fotonya, lalu impor lagi.",
                        "photo",
                    )
                )
                return None
            kind = str(image.format)
            if min(image.size) < SMALLEST:
                told.append(aside(path, 0, f"Gambar kecil “{name}” ({image.width} × {image.height}) tidak diambil."))
                return None
            image.load()
            data, ending = (attachment.data, ENDS[kind]) if kind in ENDS else (_as_jpeg(image), ".jpg")
    except Exception:  # noqa: BLE001 - as above
        told.append(
            doubt(
                path,
                0,
                f"Foto “{name}” rusak atau jenisnya tidak dikenal.",
                "Minta berkas aslinya, sebaiknya JPEG.",
                "photo",
            )
        )
        return None
    if kind in TURNED:
        told.append(aside(path, 0, f"Foto “{name}” ({TURNED[kind]}) diubah menjadi JPEG."))
    return Photo(name, ending, data, *image.size, attachment.caption, attachment.alt, attachment.credit)


def _as_jpeg(image: Image.Image) -> bytes:
    """The picture upright as a JPEG without anything but its pixels and its colours' profile."""
    upright = ImageOps.exif_transpose(image)
    flat = Image.new("RGB", upright.size, (255, 255, 255))
    layer = upright.convert("RGBA")
    flat.paste(layer, mask=layer.getchannel("A"))
    stream = io.BytesIO()
    profile = image.info.get("icc_profile")
    flat.save(stream, "JPEG", quality=92, **({"icc_profile": profile} if profile else {}))
    return stream.getvalue()


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key that puts `foto2` before `foto10`."""
    return tuple((int(part), "") if part.isdigit() else (-1, part.casefold()) for part in re.split(r"(\d+)", name))


MOST_SIDE = 2560  # of a photo that is kept: more than any screen shows


def for_keeping(data: bytes) -> bytes | None:
    """
    The photo as a JPEG as it is kept: upright, no side longer than `MOST_SIDE`, nothing left of what the camera wrote (place,
    time, device); None for what is no photo, is damaged, or is too small or too large to be one.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pi_heif.register_heif_opener()
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            if image.width * image.height > MOST_PIXELS or min(image.size) < SMALLEST:
                return None
            image.draft("RGB", (MOST_SIDE, MOST_SIDE))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
            return _as_jpeg(upright)
    except Exception:  # noqa: BLE001 - hostile bytes make decoders stumble in every way there is
        return None
