"""Children and victims: an item about them names nobody (UU 11/2012, the guideline of the Dewan Pers of 2019)."""

# ruff: noqa: E501  (patterns and lists of words)
from __future__ import annotations

import re
from collections.abc import Iterator

from mmc.base.items.kinds import KINDS
from mmc.base.problems import Severity
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.rules.language.prefilter import Hints

REPORTS = tuple(f"content/{kind.slug}/" for kind in KINDS.values() if kind.is_report)
RULE = "UU 11/2012: anak sebagai pelaku, korban, atau saksi tidak dikenali dari nama, orang tua, kampung, sekolah, atau wajah."
_NAME = r"[A-Z][a-z'’]+(?:[ ]+(?:bin|binti|[A-Z][a-z'’]+|[A-Z]\.?)){0,4}"
_AGED = re.compile(
    rf"(?P<name>{_NAME})[ ]*(?:\(|,[ ]*|[ ]+berusia[ ]+|[ ]+berumur[ ]+|[ ]+usia[ ]+)(?P<age>\d{{1,2}})(?=[ ]*(?:\)|tahun|thn|th\b))"
)
_NOT_NAMES = frozenset(
    [
        "Anak",
        "Korban",
        "Pelaku",
        "Siswa",
        "Siswi",
        "Bocah",
        "Balita",
        "Remaja",
        "Tersangka",
        "Usia",
        "Umur",
        "Saksi",
        "Pelajar",
        "Seorang",
        "Bayi",
        "Ayat",
        "Pasal",
        "Kelas",
        "Peserta",
        "Warga",
        "Kabupaten",
        "Kecamatan",
        "Desa",
        "Kelurahan",
        "Hari",
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
        "Senin",
        "Selasa",
        "Rabu",
        "Kamis",
        "Jumat",
        "Sabtu",
        "Minggu",
        "Nomor",
        "Tahun",
        "Juz",
        "Tim",
        "Grup",
    ]
)
_CALLED = re.compile(
    rf"(?:(?i:bernama|atas nama|an\.|a\.n\.|identitas korban|korban,|pelaku,|tersangka,|saksi,)|(?<=[Kk]orban)[ ]|(?<=[Aa]nak)[ ]bernama)[ ]*(?P<name>{_NAME})"
)
_SCHOOL = re.compile(
    r"\b(?:SD|SDN|SDS|SDIT|MI|MIN|MIS|SMP|SMPN|MTs|MTsN|SMA|SMAN|SMK|SMKN|MA|MAN|MAS|TK|PAUD|SLB|SLBN)[ -]?(?:Negeri[ ]|Swasta[ ])?(?:\d{1,3}\b|[A-Z][a-z]+)"
    r"|\b(?i:pondok pesantren|ponpes|panti asuhan)[ ]+[A-Z]\w+",
)
_VILLAGE = re.compile(
    r"\b(?:[Dd]esa|[Kk]elurahan|[Dd]usun|[Kk]ampung)[ ]+(?!Dinas)(?P<name>[A-Z][a-z]+(?:[ ][A-Z][a-z]+)?)|\bRT[ .]*\d{1,3}|\b(?:Jl|Jln|Jalan|Gang|Gg)\.?[ ]+[A-Z]\w+"
)
_PARENTS = re.compile(
    rf"\b(?i:ayah|ibu|bapak|orang[ ]?tua|paman|bibi|kakek|nenek|kakak|wali)(?:nya|[ ]kandung|[ ]tiri|[ ]angkat|[ ]korban|[ ]pelaku|[ ]anak){{0,2}}(?:,|[ ]bernama|[ ]yang bernama|[ ]berinisial|[ ]adalah)?[ ]+(?P<name>{_NAME})"
    rf"|\b(?i:anak|putra|putri|buah hati)(?:[ ](?:kandung|tiri|angkat))?(?:[ ]dari)?[ ](?:pasangan|pasutri|Bapak|Ibu)[ ]+(?P<other>{_NAME})"
    rf"|\b(?P<line>{_NAME}[ ]+(?:bin|binti)[ ]+[A-Z]\w+)"
)
_INITIALS = re.compile(r"\b[A-Z]{1,3}\b\.?$")
_CRIME = re.compile(
    r"\b(?:pencabulan|dicabuli|persetubuhan|disetubuhi|pemerkosaan|diperkosa|pelecehan|dilecehkan|penganiayaan|dianiaya|perundungan|dirundung|pembunuhan|dibunuh|penculikan|diculik|pencurian|mencuri|"
    r"kekerasan seksual|korban|pelaku|tersangka|saksi)\b",
    re.IGNORECASE,
)
_CRIME_HINTS = Hints(
    "cabul setubuh perkosa leceh aniaya rundung bunuh culik curi kekerasan korban pelaku tersangka saksi".split()  # noqa: SIM905
)
_CHILD = re.compile(
    r"\b(?:anak di bawah umur|di bawah umur|bocah|balita|siswi|siswa|anak (?:korban|pelaku|perempuan|laki-laki)|remaja|pelajar)\b",
    re.IGNORECASE,
)


def _each(draft: Draft, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int, str]]:
    for text, line, field in draft.sheet.lines():
        for match in pattern.finditer(text):
            yield match, line, field


def _is_person(name: str) -> bool:
    words = name.split()
    return words[0] not in _NOT_NAMES and not all(len(word.rstrip(".")) <= 2 and word.isupper() for word in words)


def child_names(draft: Draft) -> Iterator[Finding]:
    """No child is named: neither by age beside a name, nor as “bernama …”."""
    is_flagged = draft.says_yes("child_involved")
    if not is_flagged and not _CRIME_HINTS.meet(draft.sheet.bare.words):
        return
    for match, line, field in _each(draft, _AGED):
        if (
            int(match["age"]) < 18
            and _is_person(match["name"])
            and (is_flagged or _CRIME.search(_line_text(draft, line)))
        ):
            message = f"Ada nama anak beserta umurnya: “{match['name'][0]}… ({match['age']})”."
            yield Finding(line, message, f"Tulis “seorang anak”, tanpa nama dan inisial. {RULE}", match["name"], field)
    if is_flagged:
        for match, line, field in _each(draft, _CALLED):
            if _is_person(match["name"]):
                yield Finding(
                    line,
                    f"Ada nama pada naskah tentang anak atau korban: “{match['name'][0]}…”.",
                    f"Hapus namanya. {RULE}",
                    match["name"],
                    field,
                )


def _line_text(draft: Draft, number: int) -> str:
    return next((text for text, line, _ in draft.sheet.lines() if line == number), "")


def child_surroundings(draft: Draft) -> Iterator[Finding]:
    """Where a child or victim is involved, no school, village, street or parent is named, in no field."""
    if not draft.says_yes("child_involved"):
        return
    for pattern, what in ((_SCHOOL, "sekolah"), (_VILLAGE, "tempat tinggal"), (_PARENTS, "keluarga")):
        for match, line, field in _each(draft, pattern):
            words = " ".join(match[0].split())
            if what == "tempat tinggal" and words.startswith(draft.context.district_names):
                continue
            hint = (
                f"Hapus; cukup sebut kabupaten atau kecamatannya. {RULE}"
                if what != "keluarga"
                else f"Hapus namanya. {RULE}"
            )
            yield Finding(line, f"Ada {what} pada naskah tentang anak atau korban: “{words}”.", hint, words, field)


def child_photo(draft: Draft) -> Iterator[Finding]:
    """Where a child or victim is involved, a photo is shown only after somebody confirmed that no face is."""
    if not draft.says_yes("child_involved"):
        return
    named = [draft.value("photo")] if draft.value("photo") else draft.default_photos()
    photos = dict.fromkeys(named, draft.line_of("photo"))
    photos |= draft.listed_photos
    photos |= {link.address: link.line for link in draft.links if link.kind == "image"}
    for photo, line in photos.items():
        message = f"Naskah tentang anak atau korban ini memakai foto “{photo}”."
        hint = "Hapus fotonya, atau pastikan tidak ada wajah, rumah, atau sekolah yang dikenali, lalu konfirmasi."
        yield Finding(line, message, hint, photo, "photo")


def child_unstated(draft: Draft) -> Iterator[Finding]:
    """News of a crime in which a child appears says whether the stricter rules hold."""
    if draft.value("child_involved") or not draft.path.startswith(REPORTS):
        return
    if not _CRIME_HINTS.meet(draft.sheet.bare.words):
        return
    for text, line, field in draft.body.lines():
        crime, child = _CRIME.search(text), _CHILD.search(text)
        if (
            crime
            and child
            and re.search(
                r"\b(?:polisi|polres|polsek|kapolres|kejaksaan|sidang|diringkus|ditangkap|diamankan)\b",
                draft.sheet.text,
                re.IGNORECASE,
            )
        ):
            message = f"Naskah menyebut “{child[0]}” dan “{crime[0]}”, tetapi tidak menyatakan apakah melibatkan anak."
            yield Finding(
                line,
                message,
                "Tulis `child_involved: ya` atau `child_involved: tidak` di kepala.",
                "",
                field,
                Severity.WARNING,
            )
            return
