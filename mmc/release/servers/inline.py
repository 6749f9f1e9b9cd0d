"""Inline scripts and styles of a built site, as the hashes under which a Content-Security-Policy allows them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from mmc.release.servers.policy import Policy

ELEMENT = re.compile(rb"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
SOURCE = re.compile(rb"\bsrc\s*=", re.IGNORECASE)
KIND = re.compile(rb"\btype\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
RUNS = frozenset({b"", b"module", b"text/javascript", b"application/javascript", b"speculationrules", b"importmap"})


def inline_policy(pages: Iterable[Path]) -> Policy:
    """The policy that allows exactly the inline code that stands in these pages; data such as JSON-LD needs no leave."""
    found: dict[bytes, set[str]] = {b"script": set(), b"style": set()}
    for page in pages:
        for element, attributes, text in ELEMENT.findall(page.read_bytes()):
            kind = KIND.search(attributes)
            is_data = element.lower() == b"script" and kind is not None and kind[1].lower() not in RUNS
            if text and not is_data and not SOURCE.search(attributes):
                found[element.lower()].add(hash_source(text))
    return Policy(tuple(sorted(found[b"script"])), tuple(sorted(found[b"style"])))


def hash_source(text: bytes) -> str:
    """The source expression of a text, without its quotes."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text).digest()).decode("ascii")
