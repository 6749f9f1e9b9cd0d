"""The words that the newsroom uses: closed lists of the trade here, the office's own facts from `data/*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from mmc.problems import ContentError, Problem

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of item; `slug` is its folder under `content/` and the first part of its address."""

    slug: str
    label: str
    description: str


KINDS: Mapping[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind("berita", "Berita", "Kabar tentang pemerintahan, layanan, dan kehidupan warga."),
        Kind("siaran-pers", "Siaran Pers", "Keterangan resmi pemerintah daerah untuk media dan warga."),
        Kind("pengumuman", "Pengumuman", "Pemberitahuan resmi yang perlu diketahui warga."),
        Kind("agenda", "Agenda", "Kegiatan yang akan dan sudah berlangsung."),
        Kind("klarifikasi", "Klarifikasi", "Jawaban resmi atas kabar yang beredar."),
        Kind("galeri", "Galeri", "Peristiwa dalam rangkaian foto."),
        Kind("infografis", "Infografis", "Informasi yang dirangkum dalam satu gambar."),
        Kind("video", "Video", "Tautan ke video pada kanal resmi."),
    )
}
STATUSES = ("draf", "tinjau", "terbit")
CORRECTION_KINDS = ("ralat", "koreksi", "hak jawab", "pembaruan")

# The seven kinds of mis- and disinformation of First Draft as Indonesian newsrooms name them, and `benar`.
VERDICTS: Mapping[str, str] = {
    "satire": "Kabar ini berasal dari lelucon atau sindiran, bukan informasi.",
    "konten menyesatkan": "Kabar ini memakai informasi dengan cara yang menyesatkan.",
    "konten tiruan": "Kabar ini mengatasnamakan sumber resmi yang tidak pernah menyampaikannya.",
    "konten palsu": "Kabar ini tidak benar seluruhnya.",
    "koneksi yang salah": "Judul, gambar, atau keterangannya tidak sesuai dengan isinya.",
    "konteks yang salah": "Isinya asli, tetapi dipakai untuk waktu, tempat, atau peristiwa yang lain.",
    "konten yang dimanipulasi": "Gambar, suara, atau teks aslinya telah diubah.",
    "benar": "Kabar ini benar.",
}


@dataclass(frozen=True, slots=True)
class Category:
    """A section of the news."""

    slug: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class District:
    """A kecamatan with its BPS code."""

    slug: str
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of the menu, a contact or an account: `label` names it, `text` is shown, `url` may be empty."""

    label: str
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class AnchorGroup:
    """Links under one heading."""

    label: str
    links: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the newsroom, as the page Redaksi and the credits name them."""

    name: str
    role: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """Who publishes: everything that differs from one regency to the next."""

    name: str
    short_name: str
    office: str
    region: str
    province: str
    capital: str
    url: str
    tagline: str = ""
    dateline_outlet: str = ""
    id_prefix: str = "mmc"
    timezone: str = "Asia/Pontianak"
    timezone_label: str = "WIB"
    lang: str = "id"
    emblem: str = ""
    theme_color: str = "#0B5D5E"
    theme_color_dark: str = "#0E1513"
    licence_url: str = ""
    tag_authority: str = ""  # the name in the ids of feeds, for ever; empty: the host of `url`
    tag_since: int = 2023  # the year since when the office owns that name
    hubs: tuple[str, ...] = ()  # WebSub hubs
    contacts: tuple[Anchor, ...] = ()
    accounts: tuple[Anchor, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)  # keys for features that read their own


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that `data/` says, read once; lookups by the name as writers type it."""

    office: Office
    categories: tuple[Category, ...]
    districts: tuple[District, ...]
    people: tuple[Person, ...]
    menu: tuple[Anchor, ...]
    footer: tuple[AnchorGroup, ...]
    trusted_hosts: tuple[str, ...]
    redirects: tuple[tuple[str, str], ...]

    def category(self, name: str) -> Category | None:
        """The category of this name, whatever the case, or None."""
        return next((category for category in self.categories if _same(category.name, name)), None)

    def district(self, name: str) -> District | None:
        """The district of this name, whatever the case, or None."""
        return next((district for district in self.districts if _same(district.name, name)), None)


def _same(known: str, written: str) -> bool:
    return known.casefold() == written.strip().casefold()


FILES = ("kantor", "kategori", "wilayah", "redaksi", "menu", "situs-tepercaya", "pengalihan")


def data_files(folder: Path) -> list[Path]:
    """The files that the vocabulary is read from, those that exist."""
    return [path for name in FILES if (path := folder / f"{name}.toml").is_file()]


def load_vocabulary(folder: Path) -> Vocabulary:
    """
    The office's facts from `kantor`, `kategori`, `wilayah`, `redaksi`, `menu`, `situs-tepercaya` and `pengalihan`.

    Raises `ContentError` with every problem of every file: a missing file, broken TOML, a missing or unknown key.
    """
    loader = _Loader(folder)
    vocabulary = Vocabulary(
        office=loader.office(),
        categories=loader.rows("kategori", "category", _row(Category)),
        districts=loader.rows("wilayah", "district", _row(District)),
        people=loader.rows("redaksi", "person", _row(Person), may_be_absent=True),
        menu=loader.rows("menu", "main", _anchor),
        footer=loader.rows("menu", "footer", _group),
        trusted_hosts=tuple(str(host) for host in loader.table("situs-tepercaya").get("hosts", [])),
        redirects=loader.rows("pengalihan", "redirect", _redirect, may_be_absent=True),
    )
    if loader.problems:
        raise ContentError(loader.problems)
    return vocabulary


def _row(kind: type[Any]) -> Callable[[dict[str, Any]], Any]:
    """A reader of one TOML table into a dataclass; a missing key is a KeyError, an unknown one a TypeError."""
    known = {part.name: part for part in fields(kind)}

    def read(row: dict[str, Any]) -> Any:
        unknown = sorted(set(row) - set(known))
        if unknown:
            raise _DataError(f"Kunci `{unknown[0]}` tidak dikenal.", f"Yang dikenal: {', '.join(known)}.")
        missing = [name for name, part in known.items() if part.default is MISSING and name not in row]
        if missing:
            raise _DataError(f"Kunci `{missing[0]}` belum ada.", f"Tambahkan `{missing[0]} = …`.")
        return kind(**row)

    return read


_anchor = _row(Anchor)


def _group(row: dict[str, Any]) -> AnchorGroup:
    return AnchorGroup(str(row.get("label", "")), tuple(_anchor(link) for link in row.get("links", [])))


def _office(row: dict[str, Any]) -> Office:
    named = {part.name for part in fields(Office)} - {"contacts", "accounts", "extra"}
    facts = {key: value for key, value in row.items() if key in named}
    missing = [
        name for name in ("name", "short_name", "office", "region", "province", "capital", "url") if name not in facts
    ]
    if missing:
        raise _DataError(f"Kunci `{missing[0]}` belum ada.", f"Tambahkan `{missing[0]} = …`.")
    facts["hubs"] = tuple(facts.get("hubs", ()))
    return Office(
        **facts,
        contacts=tuple(_anchor(contact) for contact in row.get("contacts", [])),
        accounts=tuple(_anchor(account) for account in row.get("accounts", [])),
        extra={key: value for key, value in row.items() if key not in named | {"contacts", "accounts"}},
    )


def _redirect(row: dict[str, Any]) -> tuple[str, str]:
    if not {"from", "to"} <= set(row):
        raise _DataError(
            "Pengalihan perlu `from` dan `to`.", 'Tulis `from = "/alamat-lama/"` dan `to = "/alamat-baru/"`.'
        )
    return str(row["from"]), str(row["to"])


class _DataError(Exception):
    """A table of `data/` that cannot be read, with the mend."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class _Loader:
    """Reads the tables and gathers every problem on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._tables: dict[str, dict[str, Any]] = {}

    def table(self, name: str, *, may_be_absent: bool = False) -> dict[str, Any]:
        if name not in self._tables:
            self._tables[name] = self._read(self.folder / f"{name}.toml", may_be_absent=may_be_absent)
        return self._tables[name]

    def _read(self, path: Path, *, may_be_absent: bool) -> dict[str, Any]:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            if not may_be_absent:
                self._add(path.name, "Berkas ini belum ada.", "Salin dari contoh di repositori, lalu sesuaikan.")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self._add(
                path.name,
                f"Berkas ini bukan TOML yang benar: {error}.",
                "Periksa tanda kutip dan kurung siku di baris itu.",
            )
        return {}

    def rows(
        self, name: str, key: str, read: Callable[[dict[str, Any]], Row], *, may_be_absent: bool = False
    ) -> tuple[Row, ...]:
        rows = enumerate(self.table(name, may_be_absent=may_be_absent).get(key, []), start=1)
        found = (self._try(name, f"[[{key}]] ke-{number}: ", read, row) for number, row in rows)
        return tuple(row for row in found if row is not None)

    def office(self) -> Office:
        table = self.table("kantor")
        return (self._try("kantor", "", _office, table) if table else None) or Office("", "", "", "", "", "", "")

    def _try(self, name: str, where: str, read: Callable[[dict[str, Any]], Row], row: dict[str, Any]) -> Row | None:
        try:
            return read(row)
        except _DataError as error:
            self._add(f"{name}.toml", where + error.message, error.hint)
        except TypeError as error:
            hint = "Bandingkan dengan contoh di berkas itu."
            self._add(f"{name}.toml", f"{where}bentuknya tidak dikenal ({error}).", hint)
        return None

    def _add(self, file: str, message: str, hint: str) -> None:
        self.problems.append(Problem(f"{self.folder.name}/{file}", 0, message, hint=hint, code="data"))
