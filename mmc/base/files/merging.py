"""What git leaves in a file that two people changed: marks at the start of a line, to be resolved before anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator

MARK = re.compile(r"^(?:<{7}(?!<)|\|{7}(?!\|)|={7}(?!=)|>{7}(?!>))", re.MULTILINE)
HINT = (
    "Dua orang mengubah bagian ini: pilih salah satu naskah (atau gabungkan) di antara `<<<<<<<` dan `>>>>>>>`, "
    "lalu hapus baris `<<<<<<<`, `=======`, dan `>>>>>>>`."
)


def marks(text: str) -> Iterator[tuple[int, str]]:
    """Every mark with its line."""
    if "<<<<<<<" in text or "=======" in text or ">>>>>>>" in text or "|||||||" in text:
        for match in MARK.finditer(text):
            yield text.count("\n", 0, match.start()) + 1, match[0]


def message(mark: str) -> str:
    """What is wrong with a line that begins with this mark."""
    return f"Baris ini sisa penggabungan git: `{mark}`."
