"""A TOML file of `data/` as a dataclass: every key known, every value of its type and form, every mistake with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from mmc.base.problems import Problem
from mmc.indonesian.text import nearest

Row = TypeVar("Row")
Trail = tuple[tuple[str, int], ...]  # the key and the number of each table on the way, from 0

PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
WORDS: Mapping[type, tuple[str, str]] = {
    str: ("teks", '"…"'),
    int: ("bilangan", "1"),
    bool: ("true atau false", "true"),
}


@dataclass(frozen=True, slots=True)
class Form:
    """What a text must look like, as a pattern and in the words of the one who mends it."""

    pattern: str
    wanted: str

    @property
    def of_field(self) -> Mapping[str, Form]:
        """The metadata of a dataclass field whose text has this form."""
        return {"form": self}


SLUG = Form(r"[a-z0-9]+(?:-[a-z0-9]+)*", "huruf kecil, angka, dan tanda hubung, misalnya `dusun-baru`")
COLOUR = Form(r"#[0-9A-Fa-f]{6}", "warna seperti `#0B5D5E`")
ORIGIN = Form(r"https?://[^/\s?#]+", "alamat seperti `https://mmc.contoh.go.id`, tanpa garis miring di akhir")
DUTY = Form("penulis|penyunting|pengelola", "salah satu dari `penulis`, `penyunting`, `pengelola`")
OLD = Form(
    r"/[^\s\"'\\{}$;<>|^`?#]*(?:\?[A-Za-z0-9_]{1,40}=[A-Za-z0-9_.~:%+-]{1,200}(?:&[A-Za-z0-9_]{1,40}=[A-Za-z0-9_.~:%+-]{1,200}){0,3})?",
    "alamat lama di situs ini seperti `/profil/` atau `/?p=12`",
)
NEW = Form(r"/(?![/\\])[^\s\"'\\{}$;<>|^`]*", "alamat di situs ini, dimulai dengan satu garis miring")
LOCAL = Form(r"/\S*", "alamat di situs ini, dimulai dengan garis miring")


def read_table(path: Path, kind: type[Row], problems: list[Problem], *, may_be_absent: bool = False) -> Row | None:
    """The file as this dataclass; None, with every reason added to the problems, when it cannot be one."""
    shown = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except FileNotFoundError:
        if may_be_absent:
            return kind()
        problems.append(_problem(shown, 0, "Berkas ini belum ada.", "Salin dari contoh di repositori, lalu sesuaikan."))
    except UnicodeDecodeError:
        problems.append(_problem(shown, 0, "Berkas ini tidak tersimpan sebagai UTF-8.", "Simpan ulang sebagai UTF-8."))
    except tomllib.TOMLDecodeError as error:
        place = PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else len(text.splitlines())
        hint = "Di baris ini atau sebelumnya ada tanda kutip, tanda sama dengan, atau kurung siku yang kurang."
        problems.append(_problem(shown, line, "Berkas ini bukan TOML yang benar.", hint))
    else:
        reader = _Reader(shown, text)
        row = reader.row(kind, data, ())
        problems += reader.problems
        return None if reader.problems else row
    return None


class _Reader:
    """Reads one file and gathers every problem on the way."""

    def __init__(self, shown: str, text: str) -> None:
        self.shown, self.lines = shown, text.splitlines()
        self.problems: list[Problem] = []

    def row(self, kind: type[Row], data: Mapping[str, Any], trail: Trail) -> Row | None:
        known = {part.metadata.get("key", part.name): part for part in fields(kind)}  # type: ignore[arg-type]
        types = _types(kind)  # type: ignore[arg-type]
        before = len(self.problems)
        for key in data.keys() - known.keys():
            self._unknown(key, known, trail)
        values = {}
        for key, part in known.items():
            if key in data:
                values[part.name] = self._value(types[part.name], data[key], (*trail, (key, 0)), part)
            elif part.default is MISSING and part.default_factory is MISSING:
                self._add(trail, f"Kunci `{key}` belum ada.", f'Tambahkan baris `{key} = "…"`.')
        return kind(**values) if len(self.problems) == before else None

    def _unknown(self, key: str, known: Mapping[str, Any], trail: Trail) -> None:
        meant = nearest(key, known)
        hint = f"Maksud Anda `{meant}`?" if meant else f"Yang dikenal: {', '.join(known)}."
        self._add((*trail, (key, 0)), f"Kunci `{key}` tidak dikenal.", hint)

    def _value(self, wanted: Any, value: Any, trail: Trail, part: Field[Any]) -> Any:
        if get_origin(wanted) is tuple:
            return self._rows(get_args(wanted)[0], value, trail, part)
        if isinstance(wanted, type) and is_dataclass(wanted):
            return (
                self.row(wanted, value, trail) if isinstance(value, dict) else self._wrong(trail, "satu tabel", "{ … }")
            )
        if type(value) is not wanted:
            return self._wrong(trail, *WORDS[wanted])
        form: Form | None = part.metadata.get("form")
        is_required = part.default is MISSING
        if isinstance(value, str) and is_required and not value.strip():
            self._add(trail, f"Kunci `{trail[-1][0]}` kosong.", "Isi nilainya di antara tanda kutip.")
        elif form is not None and value and not re.fullmatch(form.pattern, value):
            self._add(trail, f"Nilai `{trail[-1][0]}` “{value}” tidak dapat dipakai.", f"Tulis {form.wanted}.")
        return value

    def _rows(self, wanted: Any, value: Any, trail: Trail, part: Field[Any]) -> tuple[Any, ...]:
        if not isinstance(value, list):
            self._wrong(trail, "daftar", "[ … ]")
            return ()
        trails = [(*trail[:-1], (trail[-1][0], number)) for number in range(len(value))]
        found = tuple(self._value(wanted, each, place, part) for each, place in zip(value, trails, strict=True))
        self._repeated(value, trails)
        return found

    def _repeated(self, rows: list[Any], trails: list[Trail]) -> None:
        """No two rows of a list bear one slug or one name."""
        for key in ("slug", "name"):
            seen: set[str] = set()
            for row, trail in zip(rows, trails, strict=True):
                value = row.get(key) if isinstance(row, dict) else None
                if isinstance(value, str) and value and value.casefold() in seen:
                    self._add(
                        (*trail, (key, 0)),
                        f"Nilai `{key}` “{value}” sudah dipakai di atas.",
                        "Ganti atau hapus salah satunya.",
                    )
                seen.add(str(value).casefold())

    def _wrong(self, trail: Trail, wanted: str, example: str) -> None:
        key = trail[-1][0]
        self._add(trail, f"Nilai `{key}` harus {wanted}.", f"Tulis `{key} = {example}`.")

    def _add(self, trail: Trail, message: str, hint: str) -> None:
        self.problems.append(_problem(self.shown, max(self._line_of(trail), default=0), message, hint))

    def _line_of(self, trail: Trail) -> Iterator[int]:
        """The lines on which the tables and keys of the way stand, as far as they have one of their own."""
        start = 0
        for key, number in trail:
            header = re.compile(rf"\s*(?:\[\[?\s*{re.escape(key)}\s*\]\]?|{re.escape(key)}\s*=)")
            found = [at for at, line in enumerate(self.lines[start:], start) if header.match(line)]
            if not found:
                return
            start = found[min(number, len(found) - 1)]
            yield start + 1


@cache
def _types(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _problem(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(path, line, message, hint=hint, code="data")
