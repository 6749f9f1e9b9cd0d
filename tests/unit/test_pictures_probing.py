"""What a photo's file holds and what is wrong with it, of honest and of hostile files."""

import struct
import zlib
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageCms

from mmc.base.problems import Problem, Severity
from mmc.pictures import MAX_BYTES, MIN_WIDTH
from mmc.pictures.probing import Probe, probe
from tests.unit.photos import saved, scene, with_exif

PATH = "content/berita/2026/01/2026-01-31-panen-raya-1.jpg"
PHOTO = saved(scene())


def only_problem(data: bytes, path: str = PATH) -> Problem:
    """The one problem of a file that cannot be published."""
    found = probe(data, path)
    [problem] = found.problems
    assert found.facts is None
    assert problem.severity is Severity.ERROR
    assert problem.hint
    return problem


def png(width: int, height: int, body: bytes = b"") -> bytes:
    """A PNG that claims this size, whatever it holds."""
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", body), (b"IEND", b""))
    parts = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_a_good_photo_has_facts_and_no_problems() -> None:
    """
    Format, size, digest and look are known after one reading.
    """
    found = probe(PHOTO, PurePosixPath(PATH))

    assert found.problems == ()
    assert found.facts is not None
    assert (found.facts.format, found.facts.width, found.facts.height) == ("JPEG", 1600, 1200)
    assert found.facts.size == len(PHOTO)
    assert (len(found.facts.digest), len(found.facts.fingerprint)) == (16, 32)
    assert not found.facts.has_exif
    assert not found.facts.has_gps


def test_the_digest_names_the_content() -> None:
    """
    Equal bytes have equal digests wherever they lie, other bytes have others.
    """
    here, there, other = probe(PHOTO, PATH), probe(PHOTO, "lain.jpg"), probe(saved(scene(seed=2)), PATH)

    assert here.facts == there.facts
    assert here.facts != other.facts


@pytest.mark.parametrize("orientation", [5, 6, 7, 8])
def test_a_photo_held_sideways_is_measured_as_it_is_seen(orientation: int) -> None:
    """
    Width and height are those after the turn.
    """
    facts = probe(with_exif(scene(1600, 1200), orientation=orientation), PATH).facts

    assert facts is not None
    assert (facts.width, facts.height) == (1200, 1600)


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.JPEG"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_a_place_in_the_exif_is_told(kind: str, name: str) -> None:
    """
    GPS never leaves; the writer still learns that the original says where it was taken.
    """
    found = probe(with_exif(scene(), has_gps=True, kind=kind), name)
    [problem] = found.problems

    assert found.facts is not None
    assert found.facts.has_gps
    assert found.facts.has_exif
    assert (problem.code, problem.severity) == ("photo-gps", Severity.NOTE)


def test_a_place_in_xmp_is_told_too() -> None:
    """
    Some programs write the place into XMP and not into EXIF.
    """
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="1,43.2S"/></x:xmpmeta>'
    facts = probe(saved(scene(), xmp=xmp), PATH).facts

    assert facts is not None
    assert facts.has_gps


def test_a_small_photo_is_a_warning_with_both_numbers() -> None:
    """
    It says the width that was found and the one that is needed, and still publishes.
    """
    found = probe(saved(scene(480, 360)), PATH)
    [problem] = found.problems

    assert found.facts is not None
    assert problem.severity is Severity.WARNING
    assert problem.message == f"Foto terlalu kecil: lebar 480, perlu {MIN_WIDTH}."


def test_colours_for_print_are_a_note() -> None:
    """
    CMYK is published as sRGB, and the writer knows why the colours moved.
    """
    found = probe(saved(scene().convert("CMYK")), PATH)

    assert found.facts is not None
    assert [problem.code for problem in found.problems] == ["photo-cmyk"]


def test_an_empty_file_is_refused() -> None:
    """
    A download that never happened is told as such.
    """
    assert only_problem(b"").code == "photo-empty"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG"),
        (b"\n  <svg onload=alert(1)>", "SVG"),
        (b"<!DOCTYPE html><html><script>alert(1)</script>", "halaman web"),
        (b"GIF89a" + PHOTO, "GIF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp41", "video"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04" + b"\0" * 40, "arsip"),
        (b"MZ\x90\0", "program"),
        (b"<?php system($_GET['c']); ?>" + PHOTO, "program"),
        (b"II*\0" + b"\0" * 40, "TIFF"),
        (b"judul: bukan foto", "bukan gambar"),
    ],
)
def test_what_is_no_photo_is_refused_by_what_it_is(data: bytes, word: str) -> None:
    """
    The name ends in .jpg; the message says what is inside and what to do.
    """
    problem = only_problem(data)

    assert problem.code == "photo-kind"
    assert word in problem.message


@pytest.mark.parametrize(
    ("name", "wanted"), [("foto.png", "foto.jpg"), ("foto.webp", "foto.jpg"), ("foto", "foto.jpg")]
)
def test_a_wrong_ending_gets_the_right_one(name: str, wanted: str) -> None:
    """
    A JPEG called .png is refused with the name that it should have.
    """
    problem = only_problem(PHOTO, f"content/berita/{name}")

    assert problem.code == "photo-name"
    assert f"“{wanted}”" in problem.hint


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_cut_file_is_damaged(kind: str, share: float) -> None:
    """
    A transfer that broke off is found, however much arrived.
    """
    data = saved(scene(), kind)
    problem = only_problem(data[: int(len(data) * share)], f"a.{kind.lower()}")

    assert problem.code == "photo-damaged"


def test_a_bomb_is_never_decoded() -> None:
    """
    A few bytes that claim gigapixels are refused by their claim.
    """
    for width, height in ((60_000, 60_000), (2_000_000_000, 1), (9_000, 9_000)):
        problem = only_problem(png(width, height), "bom.png")

        assert problem.code == "photo-bomb"
        assert f"{width} × {height}" in problem.message


def test_a_webp_bomb_is_refused_before_it_is_opened() -> None:
    """
    Opening a WebP already makes room for its canvas, so its claim is read by ourselves.
    """
    claim = (16382).to_bytes(3, "little")
    body = b"WEBPVP8X" + (10).to_bytes(4, "little") + b"\x02\0\0\0" + claim + claim
    problem = only_problem(b"RIFF" + len(body).to_bytes(4, "little") + body, "bom.webp")

    assert problem.code == "photo-bomb"


def test_a_jpeg_of_a_thousand_scans_is_refused() -> None:
    """
    Each scan costs a decode; a hundred kilobytes could keep a computer busy for minutes.
    """
    data = saved(scene(), progressive=True)
    scan = data[data.index(b"\xff\xda") : -2]

    assert only_problem(data[:-2] + scan[:400] * 1000 + b"\xff\xd9").code == "photo-bomb"


@pytest.mark.parametrize(("kind", "name"), [("WEBP", "a.webp"), ("PNG", "a.png")])
def test_moving_pictures_are_refused(kind: str, name: str) -> None:
    """
    One frame is what a photo is.
    """
    frames = [scene(300, 200, seed) for seed in (1, 2, 3)]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:])

    assert only_problem(data, name).code == "photo-moving"


def test_a_phone_s_double_jpeg_is_one_photo() -> None:
    """
    Some phones put a second picture behind the first; that is no fault of the writer.
    """
    data = saved(scene(), "MPO", save_all=True, append_images=[scene(seed=2)])
    found = probe(data, PATH)

    assert found.facts is not None
    assert found.facts.format == "JPEG"
    assert found.problems == ()


def test_an_original_over_the_limit_is_refused() -> None:
    """
    The limit is in bytes, whatever the file holds behind the photo.
    """
    problem = only_problem(PHOTO + b"\0" * MAX_BYTES)

    assert problem.code == "photo-bytes"
    assert "paling besar 25,0 MB" in problem.message


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_sort_of_png_is_read(mode: str) -> None:
    """
    Bits, grey, palettes, transparency and deep grey are all photos.
    """
    image = scene(1300, 900).convert("L").convert("I;16") if mode == "I;16" else scene(1300, 900).convert(mode)
    found = probe(saved(image, "PNG"), "a.png")

    assert found.facts is not None
    assert found.problems == ()


def test_a_broken_colour_profile_is_no_obstacle() -> None:
    """
    The colours are taken as they are.
    """
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    assert probe(saved(scene(), icc_profile=profile[:300]), PATH).facts is not None
    assert probe(saved(scene(), icc_profile=b"bukan profil"), PATH).facts is not None


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_damaged_bytes_never_raise(data: st.DataObject) -> None:
    """
    Whatever is changed in a photo, the answer is facts or problems.
    """
    kind, name = data.draw(st.sampled_from([("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")]))
    damaged = bytearray(SMALL_FILES[kind])
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
        if not damaged:
            damaged = bytearray(b"\0")
    found = probe(bytes(damaged), name)

    assert isinstance(found, Probe)
    assert (found.facts is None) == any(problem.is_error for problem in found.problems)


@settings(deadline=None)
@given(st.binary(max_size=200), st.text(max_size=40))
def test_no_bytes_and_no_name_raise(data: bytes, name: str) -> None:
    """
    Not even those that begin like a photo.
    """
    for start in (b"", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBPVP8X"):
        assert probe(start + data, name).problems


SMALL_FILES = {
    kind: with_exif(scene(120, 90), orientation=6, has_gps=True, kind=kind) for kind in ("JPEG", "PNG", "WEBP")
}
