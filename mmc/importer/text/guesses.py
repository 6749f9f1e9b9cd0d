"""What a release does not say in a field of its own, guessed from its words: category, district, day and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mmc.base.vocabulary import Category, District
from mmc.indonesian.mentions import FoundDate
from mmc.indonesian.text import NEGATIONS, STOP_WORDS, group_key, words

# Words of each section, by the first word of its name; an office's own section is known by its name and description.
_TOPICS = {
    "pemerintahan": (
        "bupati wabup sekda asn pns pppk pelantikan dilantik apel musrenbang dprd rapat perda peraturan "
        "birokrasi humas kehumasan diskominfo kominfo camat kades lurah inspektorat bkpsdm pemilu kpu bawaslu "
        "spbe bimtek pelayanan"
    ),
    "pembangunan": (
        "jalan jembatan pembangunan infrastruktur pupr irigasi gedung proyek aspal pelabuhan listrik drainase "
        "perumahan groundbreaking"
    ),
    "ekonomi": (
        "umkm pasar harga inflasi pertanian petani panen padi koperasi dagang perdagangan investasi pajak "
        "ekonomi usaha pupuk karet sawit perikanan nelayan peternakan ternak sembako pangan bps ekspor bumdes"
    ),
    "kesehatan": (
        "kesehatan puskesmas rsud dokter imunisasi vaksin stunting posyandu gizi pasien bpjs malaria dbd "
        "demam nakes bidan obat"
    ),
    "pendidikan": (
        "pendidikan sekolah siswa guru sd smp sma smk paud murid kurikulum beasiswa mahasiswa literasi "
        "perpustakaan pelajar pramuka"
    ),
    "sosial": (
        "bansos sosial blt pkh santunan panti disabilitas lansia kemiskinan yatim perempuan anak kdrt "
        "pemberdayaan zakat sembako relawan"
    ),
    "budaya": (
        "budaya adat wisata pariwisata festival tari seni kesenian tradisi dayak kaharingan museum kuliner "
        "lomba situs destinasi"
    ),
    "lingkungan": (
        "banjir bencana bpbd karhutla kebakaran lahan hutan sampah lingkungan pohon kabut asap longsor "
        "evakuasi sungai dlh penghijauan"
    ),
}
_PLACE_WORD = r"(?:[A-Z][\w’'.-]*|[IVX]{1,4}|\d{1,3})"
_PLACE = re.compile(
    rf"\b(?:di|bertempat di)[ ](?P<place>{_PLACE_WORD}(?:,?[ ](?:{_PLACE_WORD}|and|of|&|dan(?=[ ][A-Z]))){{0,9}})"
)
_WEEKDAY_TAIL = re.compile(r",?[ ](?:Senin|Selasa|Rabu|Kamis|Jum[’']?at|Sabtu|Minggu|Tanggal)\b.*$")


@dataclass(frozen=True, slots=True)
class Guess:
    """A value with how sure it is; `others` are the runners-up."""

    value: str
    is_strong: bool = False
    others: tuple[str, ...] = ()


def guess_category(title: str, text: str, categories: Sequence[Category]) -> Guess | None:
    """The section whose words the release uses most; the headline counts three times."""
    counted = Counter(word.casefold() for word in words(text))
    for word in words(title):
        counted[word.casefold()] += 3
    scores = {category.name: sum(counted[word] for word in _topic_words(category)) for category in categories}
    ranked = sorted((name for name in scores if scores[name]), key=lambda name: -scores[name])
    if not ranked:
        return None
    best = ranked[0]
    second = scores[ranked[1]] if len(ranked) > 1 else 0
    return Guess(best, scores[best] >= 4 and scores[best] >= 2 * second, tuple(ranked[1:3]))


def _topic_words(category: Category) -> frozenset[str]:
    names = [word.casefold() for word in words(category.name)]
    known = " ".join(_TOPICS.get(name, "") for name in names)
    own = [word.casefold() for word in words(category.description) if len(word) > 4]
    return frozenset([*names, *(known.split() or own)])


def guess_district(text: str, districts: Sequence[District]) -> Guess | None:
    """The district that is named most often, strong if no other is named."""
    counts = {
        district.name: len(re.findall(rf"\b{re.escape(district.name)}\b", text, re.IGNORECASE))
        for district in districts
    }
    ranked = sorted((name for name in counts if counts[name]), key=lambda name: -counts[name])
    return Guess(ranked[0], len(ranked) == 1, tuple(ranked[1:])) if ranked else None


def guess_event(lead: str, dates: Iterable[FoundDate]) -> FoundDate | None:
    """The date of the lead that stands for the event: a sure one before a doubtful, one with a weekday before others."""
    within = [found for found in dates if found.end <= len(lead) and found.day is not None]
    return min(within, key=lambda found: (not found.is_sure, not found.has_weekday, found.start), default=None)


def guess_place(lead: str, event: FoundDate | None) -> str:
    """The place named last before the event's date, else the first one of the lead; empty if none is."""
    limit = event.start if event is not None else len(lead)
    before = list(_PLACE.finditer(lead, 0, limit))
    match = before[-1] if before and event is not None else _PLACE.search(lead)
    if match is None:
        return ""
    return _WEEKDAY_TAIL.sub("", match["place"]).rstrip(" ,.")


def shorter_title(title: str, limit: int = 100) -> str:
    """A headline within the limit: cut at a natural joint if there is one, else after a whole word."""
    for joint in (r"[:;–—]\s", r",\s", r"\s(?=(?:untuk|dalam|agar|guna|demi|sebagai|melalui|dengan|bagi|pada|di)\s)"):
        cuts = [match.start() for match in re.finditer(joint, title, re.IGNORECASE) if 35 <= match.start() <= limit]
        if cuts:
            return title[: cuts[-1]]
    kept = title[: limit + 1].split(" ")[:-1]
    while kept and kept[-1].casefold() in STOP_WORDS | NEGATIONS:
        kept.pop()
    return " ".join(kept).rstrip(" ,") or title[:limit]


def is_shouted(title: str) -> bool:
    """True when the headline is written in capitals only."""
    return len(title) > 12 and title.isupper() and len(group_key(title)) > 8
