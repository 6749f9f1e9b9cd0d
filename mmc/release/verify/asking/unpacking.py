"""The bytes behind a Content-Encoding, all of them, and no more than a machine can hold."""

from __future__ import annotations

import zlib

import brotli
import zstandard

LARGEST = 400_000_000  # bytes of one answer when it is unpacked


def unpack(data: bytes, encoding: str) -> bytes:
    """
    What a browser would see; raises `ValueError` for what is broken, unknown, too large or followed by something else.

    A second part behind the first is read where browsers read it (gzip), and refused where programs differ.
    """
    name = encoding.strip().lower()
    try:
        if name in ("", "identity"):
            return data
        if name in ("gzip", "x-gzip"):
            return _gunzip(data)
        if name == "deflate":
            return _inflate(data, zlib.MAX_WBITS)[0]
        if name == "br":
            return _unbrotli(data)
        if name == "zstd":
            return zstandard.ZstdDecompressor().decompress(data, max_output_size=LARGEST, allow_extra_data=False)
    except (EOFError, zlib.error, brotli.error, zstandard.ZstdError):
        raise ValueError(f"isi {encoding} rusak") from None
    raise ValueError(f"pemampatan “{encoding}” tidak dikenal")


def _gunzip(data: bytes) -> bytes:
    found, rest = b"", data
    while rest:
        part, rest = _inflate(rest, zlib.MAX_WBITS | 16)
        found += part
        if len(found) >= LARGEST:
            raise ValueError("jawaban terlalu besar")
    return found


def _inflate(data: bytes, window: int) -> tuple[bytes, bytes]:
    unpacker = zlib.decompressobj(window)
    found = unpacker.decompress(data, LARGEST)
    if len(found) >= LARGEST:
        raise ValueError("jawaban terlalu besar")
    if not unpacker.eof:
        raise EOFError
    return found, unpacker.unused_data


def _unbrotli(data: bytes) -> bytes:
    unpacker = brotli.Decompressor()
    found = bytes(unpacker.process(data, output_buffer_limit=LARGEST))
    if len(found) >= LARGEST:
        raise ValueError("jawaban terlalu besar")
    if not unpacker.is_finished():
        raise EOFError
    return found
