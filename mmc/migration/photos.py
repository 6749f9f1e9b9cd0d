"""Photos of the old site as they move: the bytes as they are, without what a camera wrote into them, upright."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps

ORIENTATION = 0x0112
ENDINGS = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp"}
OTHERS = ("GIF", "BMP", "TIFF")
MOST_PIXELS = 120_000_000
MOST_BYTES = 15_000_000  # what the house takes as it is; larger ones are written smaller
LONGEST = 6000
_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_LONE = frozenset({0x01, *range(0xD0, 0xD8)})
_KEPT = frozenset({0xE0, 0xE2, 0xEE})  # JFIF, the colours' profile, Adobe's note on colours


class NoPhoto(ValueError):
    """The bytes are no photo that the house can show; the message says why."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A photo ready to be written."""

    data: bytes
    ending: str
    was_turned: bool = False
    was_changed: bool = False  # another format, or smaller


def moved(data: bytes) -> Moved:
    """The photo without EXIF; its picture is written anew only where it lies on its side or is of a kind that no page shows."""
    if not data:
        raise NoPhoto("berkasnya kosong")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=[*(ENDINGS.keys() - {"MPO"}), *OTHERS])
            kind = str(image.format)
            if image.width * image.height > MOST_PIXELS:
                raise NoPhoto(f"gambarnya terlalu besar, {image.width} × {image.height}")
            turn = image.getexif().get(ORIENTATION, 1)
            is_moving = getattr(image, "n_frames", 1) > 1 and kind != "MPO"
            if kind in ENDINGS and turn in (0, 1) and not is_moving and len(data) <= MOST_BYTES:
                return Moved(_bare(data, kind), ENDINGS[kind])
            upright = ImageOps.exif_transpose(image)
            if len(data) > MOST_BYTES:
                upright.thumbnail((LONGEST, LONGEST))
            is_new = kind not in ENDINGS or is_moving or len(data) > MOST_BYTES
            return Moved(_as_jpeg(upright, image), ".jpg", turn not in (0, 1), is_new)
    except NoPhoto:
        raise
    except Exception as error:  # bytes that nobody looked at for years make decoders stumble in every way there is
        raise NoPhoto("berkasnya rusak atau bukan foto") from error


def _bare(data: bytes, kind: str) -> bytes:
    if kind in ("JPEG", "MPO"):
        return b"".join(_jpeg_parts(data))
    if kind == "PNG":
        return data[:8] + b"".join(_png_parts(data))
    return _bare_webp(data)


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """The segments of a JPEG up to its picture, without those in which cameras and programs write; then the picture."""
    yield data[:2]
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise NoPhoto("berkasnya rusak")
        mark = data[place + 1]
        if mark == 0xFF:
            place += 1
            continue
        if mark in _LONE:
            yield data[place : place + 2]
            place += 2
            continue
        if mark in (_SCAN, _END):
            end = data.rfind(b"\xff\xd9")  # what stands behind the picture, such as a phone's second one, stays behind
            second = data.find(b"\xff\xd9\xff\xd8\xff", place)
            yield data[place : second + 2] if second > 0 else data[place : end + 2 if end > place else len(data)]
            return
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        if not (0xE0 <= mark <= 0xEF or mark == 0xFE) or mark in _KEPT:
            yield data[place : place + 2 + length]
        place += 2 + length
    raise NoPhoto("berkasnya terpotong")


def _png_parts(data: bytes) -> Iterator[bytes]:
    place = 8
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        if data[place + 4 : place + 8] not in (b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"):
            yield data[place : place + 12 + length]
        place += 12 + length


def _bare_webp(data: bytes) -> bytes:
    parts: list[bytes] = []
    place = 12
    while place + 8 <= len(data):
        name, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        part = data[place : place + 8 + length + length % 2]
        place += 8 + length + length % 2
        if name in (b"EXIF", b"XMP "):
            continue
        if name == b"VP8X":
            part = part[:8] + bytes([part[8] & ~0x0C]) + part[9:]
        parts.append(part)
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _as_jpeg(upright: Image.Image, image: Image.Image) -> bytes:
    flat = Image.new("RGB", upright.size, (255, 255, 255))
    layer = upright.convert("RGBA")
    flat.paste(layer, mask=layer.getchannel("A"))
    stream = io.BytesIO()
    profile = image.info.get("icc_profile")
    flat.save(stream, "JPEG", quality=92, **({"icc_profile": profile} if profile else {}))
    return stream.getvalue()
