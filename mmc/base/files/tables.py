"""A TOML file of `data/` as a dataclass: every key known, every value of its type and form, every mistake with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from mmc.base.files import toml
from mmc.base.problems import Problem
from mmc.indonesian.text import nearest

Row = TypeVar("Row")
Trail = tuple[tuple[str, int], ...]  # the key and the number of each table on the way, from 0

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufeff]")
MOST_PROBLEMS = 50
LONGEST_SHOWN = 60
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

    def fits(self, value: object) -> bool:
        """True for a value of this form; a number is looked at as it is written."""
        return re.fullmatch(self.pattern, str(value)) is not None

    @property
    def of_field(self) -> Mapping[str, Form]:
        """The metadata of a dataclass field whose text has this form."""
        return {"form": self}


SLUG = Form(r"[a-z0-9]+(?:-[a-z0-9]+)*", "huruf kecil, angka, dan tanda hubung, misalnya `dusun-baru`")
COLOUR = Form(r"#[0-9A-Fa-f]{6}", "warna seperti `#0B5D5E`")
HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)"
PORT = r"(?::(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9][0-9]|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3}))?"
ORIGIN = Form(rf"https?://{HOST}{PORT}", "alamat seperti `https://mmc.contoh.go.id`, tanpa garis miring di akhir")
DUTY = Form("penulis|penyunting|pengelola", "salah satu dari `penulis`, `penyunting`, `pengelola`")
REASON = Form(r"[^\n]{10,300}", "alasan paling sedikit sepuluh huruf")
OLD = Form(
    r"/[^\s\"'\\{}$;<>|^`?#]*(?:\?[A-Za-z0-9_]{1,40}=[A-Za-z0-9_.~:%+-]{1,200}(?:&[A-Za-z0-9_]{1,40}=[A-Za-z0-9_.~:%+-]{1,200}){0,3})?",
    "alamat lama di situs ini seperti `/profil/` atau `/?p=12`",
)
NEW = Form(r"/(?![/\\])[^\s\"'\\{}$;<>|^`]*", "alamat di situs ini, dimulai dengan satu garis miring")
ADDRESS = Form(
    rf"/(?!/)\S*|https?://{HOST}{PORT}(?:[/?#]\S*)?", "alamat `https://…`, atau alamat di situs ini seperti `/kontak/`"
)
LINK = Form(
    rf"/(?!/)\S*|https?://{HOST}{PORT}(?:[/?#]\S*)?|(?:mailto|tel|sms|geo):\S+",
    "alamat `https://…`, `mailto:…`, `tel:…`, atau alamat di situs ini seperti `/kontak/`",
)
PHRASE = Form(r"[^\W_](?:[^\W_]|[ .'’-]){0,59}", "kata atau frasa dari huruf dan angka, paling panjang 60 huruf")
YEAR = Form(r"(?:19|20)\d\d", "tahun empat angka, misalnya `2023`")


def read_table(path: Path, kind: type[Row], problems: list[Problem], *, may_be_absent: bool = False) -> Row | None:
    """The file as this dataclass; None, with every reason added to the problems, when it cannot be one."""
    try:
        reader = open_table(path)
    except FileNotFoundError:
        if may_be_absent:
            return kind()
        problems.append(
            _problem(shown(path), 0, "Berkas ini belum ada.", "Salin dari contoh di repositori, lalu sesuaikan.")
        )
        return None
    row = reader.row(kind, reader.data, ())
    problems += reader.problems
    return None if reader.problems else row


def open_table(path: Path) -> Reader:
    """
    A reader of the file's data; a file that is no TOML is an empty one with its problem.

    Raises `FileNotFoundError`.
    """
    try:
        data, text = toml.read(path)
    except toml.NotToml as error:
        return Reader(shown(path), "", {}, [_problem(shown(path), error.line, error.message, error.hint)])
    return Reader(shown(path), text, data, [])


def shown(path: Path) -> str:
    """A file of `data/` as problems name it."""
    return f"{path.parent.name}/{path.name}"


class Reader:
    """Reads one file and gathers every problem on the way, up to so many as anybody reads."""

    def __init__(self, shown: str, text: str, data: dict[str, Any], problems: list[Problem]) -> None:
        self.shown, self.lines, self.data = shown, text.split("\n"), data
        self.problems = problems
        self.is_broken = bool(problems)  # then what is missing is no wonder
        self._count = 0

    def row(self, kind: type[Row], data: Mapping[str, Any], trail: Trail) -> Row | None:
        """The table as this dataclass; None where something in it is wrong, which is a problem now."""
        if self.is_broken:
            return None
        known = {part.metadata.get("key", part.name): part for part in fields(kind)}  # type: ignore[arg-type]
        types = _types(kind)  # type: ignore[arg-type]
        before = self._count
        unknown = sorted(data.keys() - known.keys())
        for key in unknown[:MOST_PROBLEMS]:
            self._unknown(key, known, trail)
        self._count += len(unknown)
        values = {}
        for key, part in known.items():
            if key in data:
                values[part.name] = self._value(types[part.name], data[key], (*trail, (key, 0)), part)
            elif part.default is MISSING and part.default_factory is MISSING:
                self.add(trail, f"Kunci `{key}` belum ada.", f'Tambahkan baris `{key} = "…"`.')
        return kind(**values) if self._count == before else None

    def _unknown(self, key: str, known: Mapping[str, Any], trail: Trail) -> None:
        meant = nearest(key[:LONGEST_SHOWN], known)
        hint = f"Maksud Anda `{meant}`?" if meant else f"Yang dikenal: {', '.join(known)}."
        self.add((*trail, (key, 0)), f"Kunci `{_short(key)}` tidak dikenal.", hint)

    def _value(self, wanted: Any, value: Any, trail: Trail, part: Field[Any]) -> Any:
        if get_origin(wanted) is tuple:
            return self._rows(get_args(wanted)[0], value, trail, part)
        if isinstance(wanted, type) and is_dataclass(wanted):
            return (
                self.row(wanted, value, trail) if isinstance(value, dict) else self.wrong(trail, "satu tabel", "{ … }")
            )
        if type(value) is not wanted:
            return self.wrong(trail, *WORDS[wanted])
        if isinstance(value, str) and (strange := CONTROL.search(value)):
            name = f"U+{ord(strange[0]):04X}"
            self.add(trail, f"Nilai `{trail[-1][0]}` memuat karakter kendali {name}.", "Ketik ulang nilainya.")
            return value
        form: Form | None = part.metadata.get("form")
        is_required = part.default is MISSING
        if isinstance(value, str) and is_required and not value.strip():
            self.add(trail, f"Kunci `{trail[-1][0]}` kosong.", "Isi nilainya di antara tanda kutip.")
        elif form is not None and value != "" and not form.fits(value):
            self.add(trail, f"Nilai `{trail[-1][0]}` “{_short(value)}” tidak dapat dipakai.", f"Tulis {form.wanted}.")
        return value

    def _rows(self, wanted: Any, value: Any, trail: Trail, part: Field[Any]) -> tuple[Any, ...]:
        if not isinstance(value, list):
            self.wrong(trail, "daftar", "[ … ]")
            return ()
        is_tables = isinstance(wanted, type) and is_dataclass(
            wanted
        )  # each has a line of its own; values share the list's
        trails = [(*trail[:-1], (trail[-1][0], number)) if is_tables else trail for number in range(len(value))]
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
                    self.add(
                        (*trail, (key, 0)),
                        f"Nilai `{key}` “{_short(value)}” sudah dipakai di atas.",
                        "Ganti atau hapus salah satunya.",
                    )
                seen.add(str(value).casefold())

    def wrong(self, trail: Trail, wanted: str, example: str) -> None:
        """The value is not of the sort that it has to be."""
        key = trail[-1][0]
        self.add(trail, f"Nilai `{key}` harus {wanted}.", f"Tulis `{key} = {example}`.")

    def add(self, trail: Trail, message: str, hint: str) -> None:
        """A problem at the place that the trail leads to."""
        self._count += 1
        if len(self.problems) < MOST_PROBLEMS:
            line = max(self._line_of(trail), default=1)
            self.problems.append(_problem(self.shown, line, _plain(message), _plain(hint)))

    def _line_of(self, trail: Trail) -> Iterator[int]:
        """The lines on which the tables and keys of the way stand, as far as they have one of their own."""
        start = 0
        for key, number in trail:
            name = rf"[\"']?{re.escape(key)}[\"']?"
            header = re.compile(
                rf"\s*(?:\[\[?\s*(?:[^\]#]*\.\s*)?{name}\s*\]\]?|{name}\s*[.=])|[^#\"']*[{{,]\s*{name}\s*="
            )
            found = [at for at, line in enumerate(self.lines[start:], start) if header.match(line)]
            if not found:
                return
            start = found[min(number, len(found) - 1)]
            yield start + 1


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _plain(text: str) -> str:
    """One line of what can be read, whatever stands in a key or a value."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


@cache
def _types(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _problem(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(path, line, message, hint=hint, code="data")
