"""The one declaration of what an item has: kinds, fields, types, closed lists; reader, checks, scaffold and guide use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as Day
from enum import Enum, auto
from functools import cache

from mmc.base.items.kinds import FIXED_PAGE, KINDS

PAGE = FIXED_PAGE.slug
PUBLISHED, DRAFT = "terbit", "draf"  # what goes out, and what a missing line means
EVER = datetime(1970, 1, 1, tzinfo=UTC)
ALL = frozenset(KINDS)
EVERYTHING = ALL | {PAGE}


class FieldType(Enum):
    """How a field is written, and what it becomes."""

    TEXT = auto()  # one line of plain text -> str
    TEXTS = auto()  # a list, or words between commas -> tuple[str, ...]
    NAMES = auto()  # a list, or names between semicolons (degrees contain commas) -> tuple[str, ...]
    LINES = auto()  # a list of sentences -> tuple[str, ...]
    DAY = auto()  # -> date
    MOMENT = auto()  # -> datetime with a zone
    FLAG = auto()  # ya or tidak -> bool
    STATUS = auto()
    KIND = auto()
    CATEGORY = auto()
    DISTRICT = auto()
    VERDICT = auto()
    LANG = auto()  # id, or another BCP 47 code
    SLUG = auto()
    ID = auto()
    FILE = auto()  # a file beside the item -> its name
    LINK = auto()  # an https address
    PATHS = auto()  # addresses on this site -> tuple[str, ...]
    CHANGES = auto()  # maps of kind, date, text -> tuple[Change, ...]
    WITHDRAWAL = auto()  # a map of date, reason -> Change
    FOCUS = auto()  # where the subject of a photo is: `kiri atas`
    PHOTOS = auto()  # maps of file, alt, caption, credit -> tuple[Photo, ...]
    REFERENCES = auto()  # `Nama <https://…>` -> tuple[Reference, ...]
    CONFIRMATIONS = auto()  # maps of finding, reason -> tuple[Confirmation, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A dated note on an item: a correction, an update, a withdrawal."""

    kind: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as the header names it: a file beside the item and what is said of it."""

    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that a clarification names; `url` may be empty."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A finding of the gate that the newsroom confirms as intended, with the reason that stays in the record."""

    finding: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One field: its key, how it is written, for which kinds it exists and which must have it."""

    key: str
    type: FieldType
    label: str
    help: str
    example: str = ""
    kinds: frozenset[str] = ALL
    required: frozenset[str] = frozenset()


def _rule(key: str, type_: FieldType, label: str, help_: str, example: str = "", *, is_for_pages: bool = False) -> Rule:
    """A field for the kinds that claim it, for all of them if none does; with `is_for_pages`, fixed pages have it too."""
    every = (*KINDS.values(), *([FIXED_PAGE] if is_for_pages else []))
    claiming = frozenset(kind.slug for kind in KINDS.values() if key in kind.fields)
    required = frozenset(kind.slug for kind in every if key in kind.required)
    return Rule(key, type_, label, help_, example, claiming or frozenset(kind.slug for kind in every), required)


RULES: tuple[Rule, ...] = (
    _rule("title", FieldType.TEXT, "Judul", "Judul lengkap; titik dua boleh, tanpa tanda kutip.", "Panen Raya Capai 6 Ton per Hektare", is_for_pages=True),
    _rule("short_title", FieldType.TEXT, "Judul pendek", "Judul untuk kartu, beranda, dan kiriman, paling banyak 60 huruf; bila kosong, judul lengkap.", "Panen Raya 6 Ton per Hektare"),
    _rule("date", FieldType.MOMENT, "Tanggal terbit", "Tanggal dan jam terbit.", "2026-01-31 09.00 WIB", is_for_pages=True),
    _rule("modified", FieldType.MOMENT, "Pembaruan terakhir", "Diisi setiap kali isi diubah setelah terbit.", "2026-02-01 14.30 WIB", is_for_pages=True),
    _rule("embargo", FieldType.MOMENT, "Embargo", "Tidak terbit sebelum saat ini.", "2026-02-01 08.00 WIB"),
    _rule("status", FieldType.STATUS, "Status", "draf, tinjau, atau terbit; hanya yang terbit yang tayang.", "draf", is_for_pages=True),
    _rule("slug", FieldType.SLUG, "Slug", "Bagian akhir alamat; bila kosong, diambil dari nama berkas.", "panen-raya-capai-6-ton", is_for_pages=True),
    _rule("id", FieldType.ID, "Nomor tetap", "Dibuat sekali, tidak pernah diubah.", "brs-2026-01-31-k3f9"),
    _rule("kind", FieldType.KIND, "Jenis", "Mengikuti nama folder; boleh dikosongkan.", "berita", is_for_pages=True),
    _rule("category", FieldType.CATEGORY, "Kategori", "Salah satu kategori di data/kategori.toml.", "Ekonomi"),
    _rule("district", FieldType.DISTRICT, "Kecamatan", "Salah satu kecamatan di data/wilayah.toml.", "Nama Kecamatan"),
    _rule("tags", FieldType.TEXTS, "Topik", "Kata kunci, dipisah koma.", "padi, panen"),
    _rule("summary", FieldType.TEXT, "Ringkasan", "Satu atau dua kalimat, paling banyak 200 huruf.", "", is_for_pages=True),
    _rule("key_points", FieldType.LINES, "Pokok berita", "Dua sampai empat kalimat pendek."),
    _rule("event_date", FieldType.DAY, "Tanggal peristiwa", "Hari peristiwa terjadi.", "Kamis, 29 Januari 2026"),
    _rule("event_place", FieldType.TEXT, "Tempat peristiwa", "Tempat peristiwa terjadi.", "Desa Mahajandau"),
    _rule("dateline", FieldType.TEXT, "Titimangsa", "Media dan kota sebelum kalimat pertama.", "MMC-Kota"),
    _rule("author", FieldType.NAMES, "Penulis", "Nama penulis; beberapa nama dipisah titik koma."),
    _rule("reporter", FieldType.NAMES, "Peliput", "Nama peliput."),
    _rule("photographer", FieldType.NAMES, "Fotografer", "Nama fotografer."),
    _rule("editor", FieldType.NAMES, "Editor", "Nama editor."),
    _rule("source", FieldType.NAMES, "Sumber", "Instansi atau orang yang memberi keterangan."),
    _rule("code", FieldType.TEXT, "Kode penutup", "Kode di akhir rilis, persis seperti tertulis.", "(//Pubdok//diskominfo//R1//)"),
    _rule("photo", FieldType.FILE, "Foto utama", "Nama berkas foto di samping naskah; bila kosong, `nama-naskah-1.jpg`.", "2026-01-31-panen-raya-1.jpg"),
    _rule("photo_alt", FieldType.TEXT, "Teks alternatif foto", "Apa yang terlihat pada foto, bagi yang tidak melihatnya.", "Petani memotong padi"),
    _rule("photo_caption", FieldType.TEXT, "Keterangan foto", "Siapa, di mana, kapan."),
    _rule("photo_credit", FieldType.TEXT, "Kredit foto", "Nama fotografer atau pemilik foto."),
    _rule("photo_focus", FieldType.FOCUS, "Pusat foto", "Letak pokok foto bila foto dipotong: atas, tengah, bawah, kiri, kanan, atau gabungannya.", "kiri atas"),
    _rule("corrections", FieldType.CHANGES, "Ralat", "Catatan perubahan: kind (ralat, koreksi, hak jawab), date, text."),
    _rule("withdrawn", FieldType.WITHDRAWAL, "Penarikan", "Bila ditarik: date dan reason; halaman tetap ada."),
    _rule("aliases", FieldType.PATHS, "Alamat lama", "Alamat yang dialihkan ke sini.", "/berita/2026/01/alamat-lama/", is_for_pages=True),
    _rule("lang", FieldType.LANG, "Bahasa", "Kode bahasa bila bukan Indonesia.", "id", is_for_pages=True),
    _rule("about_gambling", FieldType.FLAG, "Tentang judi online", "ya, bila memang memberitakan judi online.", "tidak"),
    _rule("child_involved", FieldType.FLAG, "Melibatkan anak atau korban", "ya, bila menyangkut anak atau korban.", "tidak"),
    _rule("confirmed", FieldType.CONFIRMATIONS, "Temuan yang dikonfirmasi", "Temuan pemeriksaan yang memang disengaja: finding dan reason."),
    _rule("urgent", FieldType.FLAG, "Serta-merta", "ya, bila harus tampil di semua halaman.", "tidak"),
    _rule("starts", FieldType.MOMENT, "Mulai", "Saat mulai.", "2026-02-09 08.00 WIB"),
    _rule("ends", FieldType.MOMENT, "Selesai", "Saat selesai.", "2026-02-09 11.00 WIB"),
    _rule("organizer", FieldType.TEXT, "Penyelenggara", "Siapa yang mengadakan."),
    _rule("number", FieldType.TEXT, "Nomor klarifikasi", "Nomor urut klarifikasi.", "KLR-2026-001"),
    _rule("claim", FieldType.TEXT, "Klaim", "Kabar sebagaimana beredar, tanpa nama penyebar."),
    _rule("claim_variants", FieldType.LINES, "Klaim dengan kata lain", "Bunyi lain kabar yang sama, sebaris satu; dipakai Cek Pesan."),
    _rule("claim_seen_date", FieldType.DAY, "Klaim terlihat", "Hari klaim pertama kali terlihat.", "2026-01-30"),
    _rule("claim_seen_where", FieldType.TEXT, "Tempat klaim", "Di mana klaim terlihat.", "Pesan berantai WhatsApp"),
    _rule("claim_archive", FieldType.LINK, "Arsip klaim", "Alamat arsip klaim."),
    _rule("answered_by", FieldType.TEXT, "Dijawab oleh", "Instansi yang menjawab."),
    _rule("verdict", FieldType.VERDICT, "Vonis", "Salah satu vonis yang ditetapkan.", "konten palsu"),
    _rule("sources", FieldType.REFERENCES, "Rujukan", "Sumber: `Nama <https://…>`."),
    _rule("updates", FieldType.CHANGES, "Perkembangan", "Perkembangan: date dan text."),
    _rule("photos", FieldType.PHOTOS, "Foto-foto", "Daftar foto: file, alt, caption, credit; pada berita dan siaran pers tampil sesudah naskah."),
    _rule("video_url", FieldType.LINK, "Alamat video", "Alamat video di kanal resmi."),
    _rule("video_duration", FieldType.TEXT, "Durasi", "Menit dan detik.", "3.25"),
)  # fmt: skip
BY_KEY: Mapping[str, Rule] = {rule.key: rule for rule in RULES}

# What writers type instead, and what they mean.
NEAR_KEYS: Mapping[str, str] = {
    "judul": "title", "tanggal": "date", "tgl": "date", "terbit": "date", "tanggal_terbit": "date", "diperbarui": "modified", "updated": "modified",
    "kategori": "category", "categories": "category", "kecamatan": "district", "wilayah": "district", "tag": "tags", "topik": "tags", "label": "tags",
    "kata_kunci": "tags", "keywords": "tags", "ringkasan": "summary", "description": "summary", "deskripsi": "summary", "penulis": "author",
    "authors": "author", "peliput": "reporter", "wartawan": "reporter", "fotografer": "photographer", "penyunting": "editor", "sumber": "source",
    "kode": "code", "foto": "photo", "gambar": "photo", "image": "photo", "alt": "photo_alt", "foto_alt": "photo_alt", "teks_alt": "photo_alt",
    "caption": "photo_caption", "keterangan_foto": "photo_caption", "kredit_foto": "photo_credit", "jenis": "kind", "type": "kind",
    "pokok": "key_points", "poin": "key_points", "ralat": "corrections", "koreksi": "corrections", "ditarik": "withdrawn", "alias": "aliases",
    "bahasa": "lang", "language": "lang", "mulai": "starts", "selesai": "ends", "penyelenggara": "organizer", "nomor": "number", "klaim": "claim",
    "vonis": "verdict", "rujukan": "sources", "perkembangan": "updates", "mendesak": "urgent", "tempat": "event_place", "lokasi": "event_place",
    "tanggal_peristiwa": "event_date", "titimangsa": "dateline",
}  # fmt: skip


@cache
def rules_for(kind: str) -> tuple[Rule, ...]:
    """The fields that an item of this kind can have, in the order in which they are written."""
    return tuple(rule for rule in RULES if kind in rule.kinds)


@dataclass(frozen=True, slots=True)
class Item:
    """
    An item as its header says, checked field by field; every attribute but the first ones bears its key's name.

    Times carry a zone. Text is plain: nothing of it is HTML, except that `body` is Markdown. `lines` says on which line
    of the file each field stands; `body_line` where the body begins.
    """

    path: str
    body: str
    body_line: int
    lines: Mapping[str, int]
    id: str
    kind: str
    slug: str
    title: str
    date: datetime
    status: str = DRAFT
    short_title: str = ""
    modified: datetime | None = None
    embargo: datetime | None = None
    category: str = ""
    district: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    key_points: tuple[str, ...] = ()
    event_date: Day | None = None
    event_place: str = ""
    dateline: str = ""
    author: tuple[str, ...] = ()
    reporter: tuple[str, ...] = ()
    photographer: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    code: str = ""
    photo: str = ""
    photo_alt: str = ""
    photo_caption: str = ""
    photo_credit: str = ""
    photo_focus: str = ""
    corrections: tuple[Change, ...] = ()
    withdrawn: Change | None = None
    aliases: tuple[str, ...] = ()
    lang: str = "id"
    about_gambling: bool = False
    child_involved: bool = False
    confirmed: tuple[Confirmation, ...] = ()
    urgent: bool = False
    starts: datetime | None = None
    ends: datetime | None = None
    organizer: str = ""
    number: str = ""
    claim: str = ""
    claim_variants: tuple[str, ...] = ()
    claim_seen_date: Day | None = None
    claim_seen_where: str = ""
    claim_archive: str = ""
    answered_by: str = ""
    verdict: str = ""
    sources: tuple[Reference, ...] = ()
    updates: tuple[Change, ...] = ()
    photos: tuple[Photo, ...] = ()
    video_url: str = ""
    video_duration: str = ""

    @property
    def due_at(self) -> datetime:
        """The moment from which the item may be public; a fixed page is from ever on, its date only says when it was changed."""
        began = EVER if self.kind == PAGE else self.date
        return max(began, self.embargo) if self.embargo else began

    @property
    def headline(self) -> str:
        """The title where there is little room: on cards, on the front page, beside a shared link."""
        return self.short_title or self.title

    @property
    def takes_beside(self) -> bool:
        """True when the photo that shares the item's name is its main photo, since the header names none."""
        return not self.photo and self.kind != PAGE and not KINDS[self.kind].is_series

    @property
    def url(self) -> str:
        """The item's address on the site."""
        return address(self.kind, self.date, self.slug)

    def is_public(self, now: datetime) -> bool:
        """True when a production build at this moment contains the item."""
        return self.status == PUBLISHED and self.due_at <= now


def address(kind: str, published_at: datetime, slug: str) -> str:
    """`/berita/2023/10/slug/` for an item, `/slug/` for a fixed page."""
    if kind == PAGE:
        return f"/{slug}/"
    return f"/{kind}/{published_at.year:04}/{published_at.month:02}/{slug}/"
