"""
One order for what Pagefind writes in any order.

Pagefind keeps filters in hash maps, so the same records give other bytes on every run. Their files are read, sorted and
named again by content. They hold CBOR (RFC 8949) of the plainest sort, behind a signature, in gzip.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any

SIGNATURE = b"pagefind_dcd"
_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4


def canonical(files: dict[str, bytes], language: str) -> dict[str, bytes]:
    """
    The same index with sorted filters, its files named by what they hold; pages and words are left as they are.
    """
    [(old_meta, packed)] = [(path, body) for path, body in files.items() if path.endswith(".pf_meta")]
    meta = unpack(packed)
    version, pages, chunks, filters, sorts, fields = meta
    renamed: dict[str, bytes] = {}
    named = []
    for name, old in sorted(filters):
        title, values = unpack(files[f"filter/{old}.pf_filter"])
        body = pack([title, sorted(values)])
        new = f"{language}_{_digest(body)[:10]}"
        renamed[f"filter/{new}.pf_filter"] = body
        named.append([name, new])
    body = pack([version, pages, chunks, named, sorted(sorts), fields])
    new_meta = f"{language}_{_digest(body)[:10]}"
    renamed[f"pagefind.{new_meta}.pf_meta"] = body
    entry = json.loads(files["pagefind-entry.json"])
    entry["languages"][language]["hash"] = new_meta
    renamed["pagefind-entry.json"] = json.dumps(
        entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    kept = {path: body for path, body in files.items() if path != old_meta and not path.startswith("filter/")}
    return kept | renamed


def _digest(body: bytes) -> str:
    return hashlib.sha256(gzip.decompress(body)).hexdigest()


def unpack(body: bytes) -> Any:
    """What a Pagefind file holds; ValueError if it is not what this module knows."""
    raw = gzip.decompress(body)
    if not raw.startswith(SIGNATURE):
        raise ValueError("not a file of Pagefind")
    data, end = _decode(raw, len(SIGNATURE))
    if end != len(raw):
        raise ValueError("a Pagefind file holds more than one value")
    return data


def pack(data: Any) -> bytes:
    """The data as a Pagefind file; its gzip header names no time and, like Python from 3.12 on, no system."""
    packed = gzip.compress(SIGNATURE + _encode(data), compresslevel=9, mtime=0)
    return packed[:9] + b"\xff" + packed[10:]


def _decode(raw: bytes, at: int) -> tuple[Any, int]:
    kind, count = raw[at] >> 5, raw[at] & 31
    at += 1
    if 24 <= count <= 27:
        width = 1 << (count - 24)
        count, at = int.from_bytes(raw[at : at + width], "big"), at + width
    elif count > 27:
        raise ValueError("CBOR of an unknown length")
    if kind == _UNSIGNED:
        return count, at
    if kind == _TEXT:
        return raw[at : at + count].decode("utf-8"), at + count
    if kind == _ARRAY:
        items = []
        for _ in range(count):
            item, at = _decode(raw, at)
            items.append(item)
        return items, at
    raise ValueError(f"CBOR of kind {kind} is not known here")


def _encode(data: Any) -> bytes:
    if isinstance(data, int):
        return _head(_UNSIGNED, data)
    if isinstance(data, str):
        text = data.encode("utf-8")
        return _head(_TEXT, len(text)) + text
    return _head(_ARRAY, len(data)) + b"".join(map(_encode, data))


def _head(kind: int, count: int) -> bytes:
    if count < 24:
        return bytes([kind << 5 | count])
    width = next(width for width in (1, 2, 4, 8) if count < 1 << 8 * width)
    return bytes([kind << 5 | 23 + width.bit_length()]) + count.to_bytes(width, "big")
