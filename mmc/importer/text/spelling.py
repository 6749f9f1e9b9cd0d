"""Amounts as offices write them, with the form that EYD wants; proposed, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmc.indonesian.punctuation import Slip

_AMOUNT = re.compile(
    r"\bRp(?P<mark>\.?\s*|\s*,?-?\s*)(?P<number>\d[\d.,]*\d|\d)(?P<tail>,-|,–)?(?:\s*(?P<scale>mil[iy]y?ar|m[iy]lyar|tril[iy]y?un|triliyun|juta|ribu)\b)?",
    re.IGNORECASE,
)
_SCALES = (("mil", "miliar"), ("my", "miliar"), ("tri", "triliun"), ("jut", "juta"), ("rib", "ribu"))


def amounts(text: str) -> Iterator[Slip]:
    """Each sum that is not written as `Rp12,5 miliar` or `Rp1.500.000`."""
    for match in _AMOUNT.finditer(text):
        scale = (match["scale"] or "").casefold()
        word = next((right for start, right in _SCALES if scale.startswith(start)), "")
        right = f"Rp{match['number']}{' ' if word else ''}{word}"
        if match[0] != right and not (match["tail"] is None and match[0].replace("\u00a0", " ") == right):
            yield Slip(*match.span(), f"Jumlah uang “{match[0]}” tidak baku.", f"Tulis “{right}”.")
