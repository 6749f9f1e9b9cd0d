"""`data/pindah.toml`: what becomes of the old site's types, categories, tags and authors; the first run proposes, a person decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mmc.base.files.tables import read_table
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE
from mmc.base.problems import ContentError, Problem
from mmc.base.vocabulary import Vocabulary
from mmc.indonesian.text import group_key, nearest
from mmc.migration.posts import OldSite

NAME = "pindah.toml"
SKIP = "lewati"  # in the place of a kind: what is of this type or category stays behind
FEW = 60  # tags that are written down; the others become topics by themselves
KIND_WORDS = {
    "pengumuman": "pengumuman announcement lowongan lelang seleksi edaran",
    "agenda": "agenda event events tribe_events jadwal kalender",
    "galeri": "galeri gallery foto galerifoto album",
    "infografis": "infografis infographic infografik",
    "video": "video videos galerivideo tv",
    "siaran-pers": "siaranpers pressrelease rilis rilispers siaran",
    "klarifikasi": "",  # an answer to a rumour has parts that no old post has
}
CATEGORY_WORDS = {
    "pemerintahan": "pemerintah umum daerah politik hukum dprd bupati opd kegiatan berita beritadaerah beritaterkini headline "
    "uncategorized uncategorised takberkategori",
    "pembangunan": "infrastruktur pu pupr jalan proyek",
    "ekonomi": "bisnis umkm pertanian pangan perdagangan keuangan",
    "kesehatan": "covid covid19 corona rsud puskesmas gizi",
    "pendidikan": "sekolah kampus guru pelajar",
    "sosial": "sosialbudaya masyarakat agama keagamaan olahraga pemuda",
    "budaya": "pariwisata wisata senibudaya kebudayaan adat hiburan",
    "lingkungan": "bencana banjir karhutla hutan alam",
}
NOBODY = frozenset(
    [
        "admin",
        "administrator",
        "redaksi",
        "operator",
        "mmc",
        "mediacenter",
        "diskominfo",
        "humas",
        "kominfo",
        "webmaster",
        "root",
        "user",
        "editor",
        "superadmin",
    ]
)


@dataclass(frozen=True, slots=True)
class TypeRule:
    """What a type of the old program becomes: a kind of this house, `halaman`, or `lewati`."""

    old: str
    kind: str
    posts: int = 0


@dataclass(frozen=True, slots=True)
class CategoryRule:
    """What an old category says of its posts: their kind, category, district; what is empty is told by the text."""

    old: str
    label: str = ""
    kind: str = ""
    category: str = ""
    district: str = ""
    posts: int = 0


@dataclass(frozen=True, slots=True)
class TagRule:
    """What becomes of an old tag: a topic of this name, or nothing where it is empty; and the district that it names."""

    old: str
    topic: str
    district: str = ""
    posts: int = 0


@dataclass(frozen=True, slots=True)
class AuthorRule:
    """Who an account of the old site was; an empty name for one that everybody used."""

    old: str
    name: str = ""
    posts: int = 0


@dataclass(frozen=True, slots=True)
class Selectors:
    """Where a saved page has its parts, as CSS selectors; empty: where most sites have it."""

    story: str = ""
    title: str = ""
    date: str = ""
    author: str = ""
    category: str = ""
    tags: str = ""
    remove: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole file."""

    default_category: str = ""
    type: tuple[TypeRule, ...] = ()
    category: tuple[CategoryRule, ...] = ()
    tag: tuple[TagRule, ...] = ()
    author: tuple[AuthorRule, ...] = ()
    mirror: Selectors = field(default_factory=Selectors)

    def of_type(self, name: str) -> str:
        """The kind of a type; the old site's own types become news where nothing is said."""
        known = next((rule.kind for rule in self.type if rule.old == name), "")
        return known or (PAGE if name == "page" else _kind_of(name) or "berita")

    def of_category(self, slug: str) -> CategoryRule | None:
        """What is said of a category."""
        return next((rule for rule in self.category if rule.old == slug), None)

    def of_tag(self, slug: str) -> TagRule | None:
        """What is said of a tag."""
        return next((rule for rule in self.tag if rule.old == slug), None)

    def of_author(self, login: str) -> AuthorRule | None:
        """What is said of an account."""
        return next((rule for rule in self.author if rule.old == login), None)


def load(data: Path, vocabulary: Vocabulary) -> Rules | None:
    """The rules, None before the first run; raises `ContentError` with every mistake, an unknown category or kind included."""
    path = data / NAME
    if not path.is_file():
        return None
    problems: list[Problem] = []
    rules = read_table(path, Rules, problems)
    if rules is not None:
        problems += _unknown(rules, vocabulary, path.read_text(encoding="utf-8").split("\n"))
    if problems or rules is None:
        raise ContentError(problems)
    return rules


def _unknown(rules: Rules, vocabulary: Vocabulary, lines: Sequence[str]) -> Iterator[Problem]:
    kinds = (*KINDS, PAGE, SKIP)
    categories = [each.name for each in vocabulary.categories]
    districts = [each.name for each in vocabulary.districts]
    asked: list[tuple[str, str, Sequence[str]]] = [("default_category", rules.default_category, categories)]
    asked += [("kind", rule.kind, kinds) for rule in rules.type]
    for rule in rules.category:
        asked += [
            ("kind", rule.kind, kinds),
            ("category", rule.category, categories),
            ("district", rule.district, districts),
        ]
    asked += [("district", rule.district, districts) for rule in rules.tag]
    for key, value, known in asked:
        if value and value not in known:
            line = next((at for at, text in enumerate(lines, 1) if text.strip() == f'{key} = "{value}"'), 0)
            meant = nearest(value, known)
            hint = f"Maksud Anda “{meant}”?" if meant else f"Pilihannya: {', '.join(known)}."
            yield Problem(f"data/{NAME}", line, f"`{key}` “{value}” tidak dikenal.", hint, code="pindah")


def _kind_of(name: str) -> str:
    key = group_key(name)
    return next((kind for kind, words in KIND_WORDS.items() if key == group_key(kind) or key in words.split()), "")


def proposed(site: OldSite, vocabulary: Vocabulary, mirror: Selectors | None = None) -> Rules:
    """What a first look would decide; everything in it can be changed by hand before the second."""
    types = Counter(post.sort for post in site.posts)
    categories = Counter(slug for post in site.posts for slug in post.categories)
    tags = Counter(slug for post in site.posts for slug in post.tags)
    authors = Counter(name for post in site.posts for name in post.authors)
    default = next((each.name for each in vocabulary.categories), "")
    return Rules(
        default_category=default,
        type=tuple(
            TypeRule(name, PAGE if name == "page" else _kind_of(name) or "berita", count)
            for name, count in sorted(types.items())
        ),
        category=tuple(_category(site, slug, count, vocabulary) for slug, count in _most(categories)),
        tag=tuple(_tag(site, slug, count, vocabulary) for slug, count in _most(tags)[:FEW]),
        author=tuple(_author(site, name, count) for name, count in _most(authors)),
        mirror=mirror or Selectors(),
    )


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))


def _category(site: OldSite, slug: str, count: int, vocabulary: Vocabulary) -> CategoryRule:
    label = _label(site, "category", slug)
    district = _district(label, vocabulary)
    return CategoryRule(
        slug, label, _kind_of(label) or _kind_of(slug), category_for(label, vocabulary), district, count
    )


def category_for(label: str, vocabulary: Vocabulary) -> str:
    """The house's category that an old name means, or nothing."""
    key = group_key(label)
    for category in vocabulary.categories:
        names = {
            group_key(category.name),
            group_key(category.slug),
            *map(group_key, category.name.replace("&", ",").split(",")),
        }
        if key in names:
            return category.name
    for category in vocabulary.categories:
        first = group_key(category.name.replace("&", " ").split()[0])
        if key in CATEGORY_WORDS.get(first, "").split():
            return category.name
    return ""


def _district(label: str, vocabulary: Vocabulary) -> str:
    key = group_key(label).removeprefix("kecamatan")
    return next(
        (each.name for each in vocabulary.districts if key and key in (group_key(each.name), group_key(each.short))), ""
    )


def _tag(site: OldSite, slug: str, count: int, vocabulary: Vocabulary) -> TagRule:
    label = _label(site, "tag", slug)
    return TagRule(slug, label, _district(label, vocabulary), count)


def _author(site: OldSite, login: str, count: int) -> AuthorRule:
    name = _label(site, "author", login)
    is_nobody = group_key(login) in NOBODY or group_key(name) in NOBODY or "@" in name
    return AuthorRule(login, "" if is_nobody else name, count)


def _label(site: OldSite, sort: str, slug: str) -> str:
    term = site.terms.get((sort, slug))
    return " ".join((term.label if term else slug).split())


HEAD = """\
# Ditulis sekali oleh perintah `pindah` sebagai usul, dari isi situs lama. Periksa, ubah yang perlu, lalu jalankan `pindah` lagi.
# Yang dikosongkan ditebak dari naskahnya. `kind = "lewati"` meninggalkan tulisan jenis atau kategori itu di situs lama.
# Jenis: berita, siaran-pers, pengumuman, agenda, galeri, infografis, video, halaman. Angka `posts` hanya keterangan.

# Kategori untuk berita yang kategorinya tidak dikenal dan tidak tertebak.
"""


def written(rules: Rules, program: str) -> str:
    """The file's text; reading it gives back the same rules."""
    lines = [f"{HEAD}default_category = {_quoted(rules.default_category)}"]
    if program == "mirror":
        lines += ["", "# Letak bagian-bagian halaman, sebagai pemilih CSS; yang kosong dicari di tempat yang lazim."]
        lines += [
            "[mirror]",
            *(f"{key} = {_quoted(getattr(rules.mirror, key))}" for key in Selectors.__dataclass_fields__),
        ]
    lines += ["", "# Jenis tulisan di situs lama."]
    lines += _rows("type", rules.type, ("old", "kind"))
    lines += ["", "# Kategori lama: `label` nama lamanya; isi kind, category, district seperlunya."]
    lines += _rows("category", rules.category, ("old", "label", "kind", "category", "district"))
    lines += [
        "",
        "# Label (tag) yang paling sering; yang tidak tertulis di sini menjadi topik dengan namanya sendiri.",
        '# `topic = ""` membuang labelnya.',
    ]
    lines += _rows("tag", rules.tag, ("old", "topic", "district"))
    lines += ["", "# Akun penulis: tulis nama orangnya; kosong bila akun itu dipakai bersama."]
    lines += _rows("author", rules.author, ("old", "name"))
    return "\n".join(lines) + "\n"


def _rows(name: str, rows: Iterable[object], keys: Sequence[str]) -> Iterator[str]:
    for row in rows:
        yield f"[[{name}]]"
        yield from (f"{key} = {_quoted(getattr(row, key))}" for key in keys)
        yield f"posts = {getattr(row, 'posts', 0)}"
        yield ""


def _quoted(text: str) -> str:
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
