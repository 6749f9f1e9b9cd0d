"""The bytes of a TOML file as plain data, whatever they are: every refusal has a line, a reason and a mend."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mmc.base.files import merging
from mmc.base.files.system import reason

MOST_BYTES = 16_000_000
MOST_LETTERS = 10_000  # on one line; a key of very many parts takes the square of them
MOST_DEPTH = 100
LONG_NUMBER = re.compile(r"[0-9][0-9_]{4000,}")
PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
TOML_ERROR = "Berkas ini bukan TOML yang benar."


class NotToml(Exception):
    """The bytes are no data; `line` counts from 1, or is 0 for the whole file."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        self.line, self.message, self.hint = line, message, hint
        super().__init__(message)


def read(path: Path) -> tuple[dict[str, Any], str]:
    """
    The data of a file, and its text.

    Raises `FileNotFoundError` where there is none, and `NotToml`.
    """
    try:
        return parse(path.read_bytes())
    except FileNotFoundError:
        raise
    except IsADirectoryError:
        raise NotToml(0, "Ini folder, padahal seharusnya berkas.", "Pindahkan folder itu.") from None
    except OSError as error:
        if path.is_dir():  # as Windows says it
            raise NotToml(0, "Ini folder, padahal seharusnya berkas.", "Pindahkan folder itu.") from None
        raise NotToml(0, f"Berkas ini tidak dapat dibaca: {reason(error)}.", "Periksa berkas dan izinnya.") from None


def parse(data: bytes) -> tuple[dict[str, Any], str]:
    """
    The data, and the text that it was read from.

    Raises `NotToml`.
    """
    if len(data) > MOST_BYTES:
        raise NotToml(0, f"Berkas ini lebih dari {MOST_BYTES // 1_000_000} MB.", "Hapus yang tidak perlu.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotToml(line, "Berkas ini tidak tersimpan sebagai UTF-8.", "Simpan ulang sebagai UTF-8.") from None
    if left := next(merging.marks(text), None):
        raise NotToml(left[0], merging.message(left[1]), merging.HINT)
    lines = text.split("\n")
    if long := next((number for number, each in enumerate(lines, 1) if len(each) > MOST_LETTERS), 0):
        told = f"Baris ini {len(lines[long - 1])} huruf; paling panjang {MOST_LETTERS}."
        raise NotToml(long, told, "Bagi barisnya.")
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        place = PLACE.search(str(error))
        at = int(place[1]) if place and place[1] else _last(lines)
        hint = "Di baris ini atau sebelumnya ada tanda kutip, tanda sama dengan, atau kurung siku yang kurang."
        raise NotToml(at, TOML_ERROR, hint) from None
    except RecursionError:
        raise NotToml(
            _deepest(lines), "Kurung di dalam kurung terlalu dalam.", "Hapus kurung yang berlebihan."
        ) from None
    except ValueError:  # a number of more digits than Python reads
        at = next((number for number, line in enumerate(lines, 1) if LONG_NUMBER.search(line)), _last(lines))
        raise NotToml(at, "Bilangan di baris ini terlalu panjang.", "Tulis bilangan yang sebenarnya.") from None


def _last(lines: Sequence[str]) -> int:
    return max((number for number, line in enumerate(lines, 1) if line.strip()), default=1)


def _deepest(lines: Sequence[str]) -> int:
    """The line on which the brackets become too many."""
    depth = 0
    for number, line in enumerate(lines, 1):
        for letter in line:
            depth += (letter in "[{") - (letter in "]}")
            if depth > MOST_DEPTH:
                return number
    return _last(lines)
