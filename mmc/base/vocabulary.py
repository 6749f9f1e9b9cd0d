"""The words that the newsroom uses: closed lists of the trade here, the office's own facts from `data/*.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mmc.base.files.tables import (
    ADDRESS,
    COLOUR,
    DUTY,
    LINK,
    NEW,
    OLD,
    ORIGIN,
    PHRASE,
    REASON,
    SLUG,
    YEAR,
    open_table,
    read_table,
)
from mmc.base.problems import ContentError, Problem
from mmc.base.public_information import PublicInformation
from mmc.indonesian import calendar
from mmc.indonesian.text import squeeze

# Free of charge everywhere in Indonesia: Perpres 112 (panggilan darurat terpadu), Polri, pemadam kebakaran, Basarnas, PSC 119.
EMERGENCY_NUMBERS: Mapping[str, str] = {
    "112": "Darurat, semua layanan",
    "110": "Polisi",
    "113": "Pemadam kebakaran",
    "115": "SAR (Basarnas)",
    "119": "Ambulans dan layanan medis",
}
STATUSES = ("draf", "tinjau", "terbit")
CORRECTION_KINDS = ("ralat", "koreksi", "hak jawab", "pembaruan")


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What the office says of a rumour: `word` is read first, `note` narrows it, `name` is its type as front matter writes it.

    `tone` groups verdicts that look alike: `salah`, `menyesatkan`, `satire`, `belum`, `benar`.
    """

    name: str
    word: str
    tone: str
    meaning: str
    note: str = ""

    @property
    def heading(self) -> str:
        """The plain word as it stands alone: `TIDAK BENAR (direkayasa)`."""
        return f"{self.word} ({self.note})" if self.note else self.word


# The seven kinds of mis- and disinformation of First Draft as Indonesian newsrooms name them, `belum terbukti` and `benar`.
VERDICTS: Mapping[str, Verdict] = {
    verdict.name: verdict
    for verdict in (
        Verdict("konten palsu", "TIDAK BENAR", "salah", "Kabar ini tidak benar seluruhnya."),
        Verdict(
            "konten yang dimanipulasi",
            "TIDAK BENAR",
            "salah",
            "Gambar, suara, atau teks aslinya telah diubah.",
            "direkayasa",
        ),
        Verdict(
            "konten tiruan",
            "PALSU",
            "salah",
            "Kabar ini mengatasnamakan sumber resmi yang tidak pernah menyampaikannya.",
            "mengatasnamakan pihak lain",
        ),
        Verdict(
            "konten menyesatkan",
            "MENYESATKAN",
            "menyesatkan",
            "Kabar ini memakai informasi dengan cara yang menyesatkan.",
        ),
        Verdict(
            "koneksi yang salah",
            "MENYESATKAN",
            "menyesatkan",
            "Judul, gambar, atau keterangannya tidak sesuai dengan isinya.",
            "judul tidak sesuai isi",
        ),
        Verdict(
            "konteks yang salah",
            "MENYESATKAN",
            "menyesatkan",
            "Isinya asli, tetapi dipakai untuk waktu, tempat, atau peristiwa yang lain.",
            "konteksnya lain",
        ),
        Verdict(
            "satire",
            "SATIRE",
            "satire",
            "Kabar ini berasal dari lelucon atau sindiran, bukan informasi.",
            "bukan berita",
        ),
        Verdict(
            "belum terbukti",
            "BELUM TERBUKTI",
            "belum",
            "Kebenarannya belum dapat dipastikan; jangan disebarkan sebelum ada kepastian.",
        ),
        Verdict("benar", "BENAR", "benar", "Kabar ini benar."),
    )
}


@dataclass(frozen=True, slots=True)
class Category:
    """A section of the news."""

    slug: str = field(metadata=SLUG.of_field)
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class District:
    """A kecamatan with its BPS code."""

    slug: str = field(metadata=SLUG.of_field)
    name: str
    code: str = ""
    short: str = ""  # what people write instead, one word: `gba`


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of the menu, a contact or an account: `label` names it, `text` is shown, `url` may be empty."""

    label: str
    url: str = field(default="", metadata=LINK.of_field)
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
    slug: str = field(default="", metadata=SLUG.of_field)
    duty: str = field(default="penyunting", metadata=DUTY.of_field)  # what the person may decide; see mmc/approvals
    emails: tuple[str, ...] = ()  # the addresses under which git knows the person
    keys: tuple[str, ...] = ()  # public keys, of SSH or of a passkey, with which the person signs
    revoked: tuple[str, ...] = ()  # keys that count no more
    left: str = ""  # since when the person is no longer one of the newsroom


@dataclass(frozen=True, slots=True)
class Office:
    """Who publishes: everything that differs from one regency to the next."""

    name: str
    short_name: str
    office: str
    region: str
    province: str
    capital: str
    url: str = field(metadata=ORIGIN.of_field)
    region_short: str = ""  # what people write instead of the region's name, one word: `barsel`
    tagline: str = ""
    dateline_outlet: str = ""
    id_prefix: str = field(default="mmc", metadata=SLUG.of_field)
    timezone: str = "Asia/Pontianak"
    lang: str = "id"
    emblem: str = ""
    theme_color: str = field(default="#0B5D5E", metadata=COLOUR.of_field)
    licence_url: str = field(default="", metadata=ADDRESS.of_field)
    tag_authority: str = ""  # the name in the ids of feeds, for ever; empty: the host of `url`
    tag_since: int = field(default=2023, metadata=YEAR.of_field)  # the year since when the office owns that name
    hubs: tuple[str, ...] = field(default=(), metadata=ADDRESS.of_field)  # WebSub hubs
    offline: bool = True  # readers keep what they opened, and the latest texts
    contacts: tuple[Anchor, ...] = ()
    accounts: tuple[Anchor, ...] = ()


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
    confirmations: tuple[Confirmation, ...] = ()
    public: PublicInformation = field(default_factory=PublicInformation)
    synonyms: tuple[tuple[str, ...], ...] = ()  # words and phrases that readers use for the same

    def category(self, name: str) -> Category | None:
        """The category of this name, whatever the case, or None."""
        return next((category for category in self.categories if _same(category.name, name)), None)

    def district(self, name: str) -> District | None:
        """The district of this name, whatever the case, or None."""
        return next((district for district in self.districts if _same(district.name, name)), None)


def _same(known: str, written: str) -> bool:
    return known.casefold() == written.strip().casefold()


@dataclass(frozen=True, slots=True)
class _Categories:
    category: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True)
class _Districts:
    district: tuple[District, ...] = ()


@dataclass(frozen=True, slots=True)
class _Newsroom:
    two_people: bool = False
    person: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class _Menu:
    main: tuple[Anchor, ...] = ()
    footer: tuple[AnchorGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A finding outside of any item that the office lets through: in which file, its words, and why."""

    file: str
    finding: str
    reason: str = field(metadata=REASON.of_field)


@dataclass(frozen=True, slots=True)
class _Trusted:
    hosts: tuple[str, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Redirect:
    source: str = field(metadata={"key": "from", **OLD.of_field})
    target: str = field(metadata={"key": "to", **NEW.of_field})


@dataclass(frozen=True, slots=True)
class _Redirects:
    redirect: tuple[_Redirect, ...] = ()


@dataclass(frozen=True, slots=True)
class _Synonym:
    words: tuple[str, ...] = field(metadata={"key": "kata", **PHRASE.of_field})


@dataclass(frozen=True, slots=True)
class _Synonyms:
    synonym: tuple[_Synonym, ...] = field(default=(), metadata={"key": "sinonim"})


FILES = (
    *("kantor", "kategori", "wilayah", "redaksi", "menu", "situs-tepercaya", "pengalihan"),
    *("informasi-publik", "sinonim"),
)


def data_files(folder: Path) -> list[Path]:
    """The files that the vocabulary is read from, those that exist."""
    return [path for name in FILES if (path := folder / f"{name}.toml").is_file()]


def load_vocabulary(folder: Path) -> Vocabulary:
    """
    The office's facts from `kantor`, `kategori`, `wilayah`, `redaksi`, `menu`, `situs-tepercaya`, `pengalihan`,
    `informasi-publik` and `sinonim`.

    Raises `ContentError` with every problem of every file: a missing file, broken TOML, a wrong key or value.
    """
    problems: list[Problem] = []
    office = read_table(folder / "kantor.toml", Office, problems)
    categories = read_table(folder / "kategori.toml", _Categories, problems)
    districts = read_table(folder / "wilayah.toml", _Districts, problems)
    newsroom = read_table(folder / "redaksi.toml", _Newsroom, problems, may_be_absent=True)
    menu = read_table(folder / "menu.toml", _Menu, problems)
    trusted = read_table(folder / "situs-tepercaya.toml", _Trusted, problems)
    redirects = read_table(folder / "pengalihan.toml", _Redirects, problems, may_be_absent=True)
    public = read_table(folder / "informasi-publik.toml", PublicInformation, problems, may_be_absent=True)
    synonyms = read_table(folder / "sinonim.toml", _Synonyms, problems, may_be_absent=True)
    if synonyms is not None and synonyms.synonym:
        problems += _synonym_problems(synonyms, folder / "sinonim.toml")
    if office is not None:
        problems += _zone_problems(office, folder / "kantor.toml")
    if problems or not (office and categories and districts and newsroom and menu and trusted and redirects and public):
        raise ContentError(problems)
    return Vocabulary(
        office=office,
        categories=categories.category,
        districts=districts.district,
        people=tuple(person for person in newsroom.person if not person.left),
        menu=menu.main,
        footer=menu.footer,
        trusted_hosts=trusted.hosts,
        confirmations=trusted.confirmed,
        redirects=tuple((each.source, each.target) for each in redirects.redirect),
        public=public,
        synonyms=tuple(each.words for each in synonyms.synonym) if synonyms else (),
    )


def _synonym_problems(synonyms: _Synonyms, path: Path) -> list[Problem]:
    """Each line says of at least two words that they mean the same, and no word means two things."""
    reader = open_table(path)
    seen: set[str] = set()
    for number, each in enumerate(synonyms.synonym):
        place = (("sinonim", number), ("kata", 0))
        if len(each.words) < 2:
            reader.add(
                place,
                "Satu kata saja bukan sinonim.",
                'Tulis paling sedikit dua: `kata = ["pinjol", "pinjaman daring"]`.',
            )
        for word in map(squeeze, map(str.casefold, each.words)):
            if word in seen:
                reader.add(place, f"“{word}” sudah ada di atas.", "Hapus salah satunya, atau gabungkan kedua barisnya.")
            seen.add(word)
    return reader.problems


def _zone_problems(office: Office, path: Path) -> list[Problem]:
    try:
        calendar.zone(office.timezone)
    except calendar.DateError as error:
        reader = open_table(path)
        reader.add((("timezone", 0),), str(error), error.hint)
        return reader.problems
    return []
