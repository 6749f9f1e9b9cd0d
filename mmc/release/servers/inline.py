"""Inline scripts and styles of a built site, as the hashes under which a Content-Security-Policy allows them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from mmc.release.servers.policy import Policy

RUNS = frozenset({"", "module", "text/javascript", "application/javascript", "speculationrules", "importmap"})


def inline_policy(pages: Iterable[Path]) -> Policy:
    """The policy that allows exactly the inline code that stands in these pages; data such as JSON-LD needs no leave."""
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for page in pages:
        for element in LexborHTMLParser(page.read_bytes()).css("script, style"):
            has, text = element.attributes, element.text(deep=True)
            is_data = element.tag == "script" and (has.get("type") or "").strip().lower() not in RUNS
            if text and not is_data and "src" not in has:
                found[element.tag or ""].add(hash_source(text.encode()))
    return Policy(tuple(sorted(found["script"])), tuple(sorted(found["style"])))


def hash_source(text: bytes) -> str:
    """The source expression of a text, without its quotes."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text).digest()).decode("ascii")
