"""Structured data as text that can stand inside a page without ever ending its own element."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]

CONTEXT = "https://schema.org"


def serialise(*nodes: Mapping[str, Any]) -> str:
    """
    The nodes as one JSON-LD document: alone, or as a graph in the order given.

    The text is safe inside `<script type="application/ld+json">`: it holds none of `<`, `>`, `&`, and no line separator that a
    script would stumble over; a JSON parser reads it as if it did.
    """
    document: Node = {"@context": CONTEXT}
    if len(nodes) == 1:
        document |= nodes[0]
    else:
        document["@graph"] = nodes
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return (
        text.replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
