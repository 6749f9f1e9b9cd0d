"""The kinds of item, each declared once: a new kind is an entry here and a template of its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

OF_EVERY_ITEM = frozenset({"title", "date"})  # the fields without which there is no item, whatever its kind


class StructuredData(Enum):
    """What a kind is in the words of schema.org; `mmc.pages.structured` makes each of them."""

    ARTICLE = auto()
    GALLERY = auto()
    EVENT = auto()  # which a calendar can take over as well
    CLARIFICATION = auto()  # an article, and the claim that it answers
    VIDEO = auto()  # an article, and the film that it leads to


class FrontPage(Enum):
    """Where the front page shows the newest of a kind; `home.html` lays these places out."""

    NOWHERE = auto()
    NEWS = auto()  # the lead and the latest
    RELEASES = auto()
    NOTICES = auto()
    DATES = auto()
    ANSWERS = auto()
    PICTURES = auto()  # a shelf with large pictures, one for each kind


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of item.

    `slug` is its folder below `content/`, the first part of its addresses and the name of its template. `fields` are those
    that it has and not every kind has; `required` are those without which it is not complete.
    """

    slug: str
    label: str
    description: str
    starter: str  # the text of a new file, which the gate does not let out
    fields: frozenset[str] = frozenset()
    required: frozenset[str] = OF_EVERY_ITEM
    structured: StructuredData = StructuredData.ARTICLE
    front_page: FrontPage = FrontPage.NOWHERE
    needs_text: bool = True  # an item is not complete without words below its front matter
    is_report: bool = False  # tells what has happened: has a dateline, and is not dated before its event
    looks_ahead: bool = False  # may tell of what is yet to come
    is_named_by_category: bool = False  # shown under the name of its category, not of its kind
    has_photo_on_card: bool = True  # on the picture that a chat shows beside a link
    icon: str = ""  # on its picture in lists, by its name in the theme's icons

    @property
    def is_series(self) -> bool:
        """True when an item of this kind is a row of photos, the first of which is its main one."""
        return "photos" in self.required

    @property
    def is_event(self) -> bool:
        """True when an item of this kind is a date to keep."""
        return self.structured is StructuredData.EVENT


def _fields(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _and(words: str) -> frozenset[str]:
    return OF_EVERY_ITEM.union(words.split())


LEAD = "Tulis paragraf pembuka di sini: siapa, apa, di mana, kapan.\n"

KINDS: Mapping[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind(
            "berita",
            "Berita",
            "Kabar tentang pemerintahan, layanan, dan kehidupan warga.",
            LEAD,
            fields=_fields("photos"),
            required=_and("category"),
            front_page=FrontPage.NEWS,
            is_report=True,
            is_named_by_category=True,
        ),
        Kind(
            "siaran-pers",
            "Siaran Pers",
            "Keterangan resmi pemerintah daerah untuk media dan warga.",
            LEAD,
            fields=_fields("photos"),
            front_page=FrontPage.RELEASES,
            is_report=True,
        ),
        Kind(
            "pengumuman",
            "Pengumuman",
            "Pemberitahuan resmi yang perlu diketahui warga.",
            "Tulis apa yang harus diketahui warga, untuk siapa, dan berlaku sejak kapan.\n",
            fields=_fields("urgent starts ends"),
            front_page=FrontPage.NOTICES,
            looks_ahead=True,
        ),
        Kind(
            "agenda",
            "Agenda",
            "Kegiatan yang akan dan sudah berlangsung.",
            "Tulis acaranya, siapa yang boleh hadir, dan apa yang perlu dibawa.\n",
            fields=_fields("starts ends organizer"),
            required=_and("starts"),
            structured=StructuredData.EVENT,
            front_page=FrontPage.DATES,
            needs_text=False,
            looks_ahead=True,
        ),
        Kind(
            "klarifikasi",
            "Klarifikasi",
            "Jawaban resmi atas kabar yang beredar.",
            "Tulis apa yang diketahui pemerintah daerah, dengan rujukannya.\n",
            fields=_fields(
                "number claim claim_variants claim_seen_date claim_seen_where claim_archive answered_by verdict sources updates"
            ),
            required=_and("number claim claim_seen_date claim_seen_where answered_by verdict"),
            structured=StructuredData.CLARIFICATION,
            front_page=FrontPage.ANSWERS,
        ),
        Kind(
            "galeri",
            "Galeri",
            "Peristiwa dalam rangkaian foto.",
            "Tulis satu paragraf pengantar untuk foto-foto ini.\n",
            fields=_fields("photos"),
            required=_and("photos"),
            structured=StructuredData.GALLERY,
            front_page=FrontPage.PICTURES,
            needs_text=False,
        ),
        Kind(
            "infografis",
            "Infografis",
            "Informasi yang dirangkum dalam satu gambar.",
            "Tulis seluruh isi gambar sebagai teks, bagi pembaca yang tidak melihatnya.\n",
            needs_text=False,
            has_photo_on_card=False,  # words on a drawing full of words
        ),
        Kind(
            "video",
            "Video",
            "Tautan ke video pada kanal resmi.",
            "Tulis isi video dalam satu atau dua paragraf.\n",
            fields=_fields("video_url video_duration"),
            required=_and("video_url"),
            structured=StructuredData.VIDEO,
            needs_text=False,
            icon="putar",
        ),
    )
}
FIXED_PAGE = Kind(
    "halaman", "Halaman", "Halaman tetap.", "Tulis isi halaman di sini.\n", required=_fields("title modified")
)


def at(place: FrontPage) -> tuple[Kind, ...]:
    """The kinds whose newest stand at this place of the front page."""
    return tuple(kind for kind in KINDS.values() if kind.front_page is place)
