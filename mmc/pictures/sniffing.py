"""What a file is by its first bytes, whatever its name says, and how large a WebP claims to be."""

from __future__ import annotations

import re

SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|!--|html|head|body|script|svg)", re.IGNORECASE)
BRANDS = {
    b"avif": "AVIF",
    b"avis": "AVIF",
    b"heic": "HEIC",
    b"heix": "HEIC",
    b"hevc": "HEIC",
    b"mif1": "HEIC",
    b"msf1": "HEIC",
}
STARTS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"\xff\x0a": "JXL",
    b"\0\0\0\x0cJXL ": "JXL",
    b"\0\0\0\x0cjP  ": "JPEG2000",
    b"8BPS": "PSD",
    b"%PDF": "PDF",
    b"%!PS": "EPS",
    b"PK\x03\x04": "ZIP",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"<?php": "program",
    b"#!": "program",
}


def kind_of(data: bytes) -> str:
    """The kind of file: a format's name, `SVG`, `HTML`, `ZIP`, `video`, `program`, or empty when unknown."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return BRANDS.get(data[8:12], "video")
    for start, kind in STARTS.items():
        if data.startswith(start):
            return kind
    if MARKUP.match(data[:1000]):
        return "SVG" if SVG.search(data[:4000]) else "HTML"
    return ""


def webp_size(data: bytes) -> tuple[int, int]:
    """
    The size that a WebP claims, (0, 0) when it claims none.

    Pillow makes room for the whole canvas as soon as it opens a WebP, so the claim must be known before.
    """
    chunk, head = data[12:16], data[20:30]
    if len(head) < 10:
        return 0, 0
    if chunk == b"VP8X":
        return 1 + int.from_bytes(head[4:7], "little"), 1 + int.from_bytes(head[7:10], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 ":
        return int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF
    return 0, 0
