"""Files that are published as they are, such as the proof of a search engine that the site is the office's: they only say, never act."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmc.checks.draft import Draft, Finding

_ACTING = re.compile(
    r"<\s*(?:script|iframe|frame|object|embed|applet|form|base|link|svg|style)\b|<\s*meta\b[^>]*http-equiv|\son[a-z]{3,20}\s*=|javascript\s*:|<\?php|<%",
    re.IGNORECASE,
)


def acting(draft: Draft) -> Iterator[Finding]:
    """Nothing in the file runs, fetches, frames or forwards."""
    for text, line, _ in draft.sheet.lines():
        match = _ACTING.search(text)
        if match:
            message = f"Berkas ini memuat “{match[0].strip()}”, yang dijalankan peramban."
            yield Finding(line, message, "Di content/akar/ hanya teks; hapus bagian itu, atau seluruh berkasnya.")
