"""Which roots an Indonesian word may come from: `menulis`, `ditulis`, `penulisan` and `tulisan` share `tulis`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# Words whose letters look like affixes, or hide the root, with the root that they stand for.
KNOWN = {
    "ajaran": "ajar", "belajar": "ajar", "mempelajari": "ajar", "pelajar": "ajar", "pelajaran": "ajar", "pembelajaran": "ajar",
    "bekerja": "kerja", "berita": "berita", "pemberitaan": "berita", "diberitakan": "berita", "memberitakan": "berita",
    "bertanya": "tanya", "ditanya": "tanya", "menanyakan": "tanya", "ditanyakan": "tanya", "pertanyaan": "tanya", "tanyakan": "tanya",
    "mempunyai": "punya", "masalah": "masalah", "permasalahan": "masalah", "sekolah": "sekolah", "istilah": "istilah",
    "makalah": "makalah", "jumlah": "jumlah", "langkah": "langkah", "selatan": "selatan", "kecamatan": "kecamatan",
    "kabupaten": "kabupaten", "pegawai": "pegawai", "kepegawaian": "pegawai", "menteri": "menteri", "kementerian": "menteri",
    "mohon": "mohon", "memohon": "mohon", "pemohon": "mohon", "permohonan": "mohon", "pemilu": "pemilu", "melayu": "melayu",
    "perpanjang": "perpanjang", "memperpanjang": "perpanjang", "diperpanjang": "perpanjang", "perpanjangan": "perpanjang",
    "pemerintah": "pemerintah", "pemerintahan": "pemerintah", "peristiwa": "peristiwa", "perempuan": "perempuan",
    "persatuan": "satu", "kesatuan": "satu", "terima": "terima", "menerima": "terima", "diterima": "terima", "penerima": "terima",
    "penerimaan": "terima", "pengalaman": "alami", "mengalami": "alami", "dialami": "alami", "pengetahuan": "tahu",
    "mengetahui": "tahu", "diketahui": "tahu", "penipuan": "tipu", "menipu": "tipu", "penipu": "tipu", "ditipu": "tipu",
    "pengaduan": "adu", "mengadu": "adu", "aduan": "adu", "diadukan": "adu", "pengumuman": "pengumuman", "diumumkan": "pengumuman",
    "mengumumkan": "pengumuman", "umumkan": "pengumuman",
}  # fmt: skip
SHORTEST = 5  # letters; a shorter word is its own root
_VOWEL = "aeiou"
# Verbs and the nouns made of them: what stands before the root, and how a swallowed first letter comes back.
_NASAL = re.compile(
    r"(?:m|p)e(?:(ny)(?=[aeiou])|(ng)(?=[aeioughkq])|(m)(?=[aeioubpfv])|(n)(?=[aeioucdjstyz])|(?=[lrwymn][aeiou]))"
)
_SWALLOWED = {"ny": ("s", "ny"), "ng": ("", "k"), "m": ("p", "m"), "n": ("t", "n")}
_INNER = ("per", "ber", "ter")
# Roots that begin as if something stood before them.
WHOLE = (
    *(
        "beran",
        "berkah",
        "berkas",
        "berkat",
        "bersih",
        "dialog",
        "digital",
        "dinas",
        "direktur",
        "diskusi",
        "medi",
        "peran",
        "percaya",
    ),
    *(
        "pergi",
        "perhati",
        "perintah",
        "periksa",
        "periode",
        "peristiwa",
        "perlu",
        "pertama",
        "terampil",
        "terang",
        "terbit",
    ),
    *("terjemah", "ternak", "tertib"),
)


@lru_cache(maxsize=200_000)
def roots(word: str) -> tuple[str, ...]:
    """
    The roots that a lower-case word without accents may come from, the likeliest first; at least one.

    Two words belong together when they have a root in common. `search.js` does the same, and a test keeps both equal.
    """
    if word in KNOWN:
        return (KNOWN[word],)
    if len(word) < SHORTEST or not word.isalpha():
        return (word,)
    if word.endswith("nya") and _is_root(word[:-3]):
        return roots(word[:-3])
    for particle in ("lah", "kah"):
        if word.endswith(particle) and len(word) > 8:
            return roots(word[:-3])
    bare, is_verb = _without_start(word)
    if bare == (word,) and word.startswith("ke") and word.endswith("an") and _is_root(word[2:-2]):
        return _cut(word[2:], ("an",))
    found = [each for start in bare for each in _without_end(start, is_verb, is_bare=bare == (word,))]
    return tuple(dict.fromkeys(found))


def _without_start(word: str) -> tuple[tuple[str, ...], bool]:
    """The word without what stands before its root, in every reading; and whether it is a verb that may end in -kan or -i."""
    if word.startswith(WHOLE):
        return (word,), False
    if word.startswith(_INNER) and len(word) > 6 and _is_root(word[3:]):
        is_nasal = word[0] == "p" and word[3] in _VOWEL  # peraturan and perawatan
        return ((word[3:], word[2:]) if is_nasal else (word[3:],)), word[0] != "p"
    if match := _NASAL.match(word):
        rest, nasal = word[match.end() :], match[1] or match[2] or match[3] or match[4]
        starts = _SWALLOWED[nasal] if nasal and rest[0] in _VOWEL else ("",)
        if _is_root(rest):
            inner = [each for start in starts for each in _inner(start + rest)]
            if nasal == "ng" and rest[0] == "e" and rest[1] not in _VOWEL:
                inner.append(rest[1:])  # mengecek: a root of one syllable
            return tuple(dict.fromkeys(inner)), word[0] == "m"
    if word.startswith("di") and _is_root(word[2:]):
        return _inner(word[2:]), True
    if word.startswith("di") and word[2] not in _VOWEL:
        return (word, word[2:]), True  # dicek
    if word.startswith("pe") and len(word) > 5 and word[2] not in _VOWEL + "mnr" and _is_root(word[2:]):
        return (word[2:],), False  # petani, pedagang, pekerja
    return (word,), False


def _inner(rest: str) -> tuple[str, ...]:
    """`perbaiki` of `memperbaiki` has a second start."""
    is_inner = rest.startswith(_INNER) and not rest.startswith(WHOLE) and len(rest) > 6 and _is_root(rest[3:])
    return (rest[3:],) if is_inner else (rest,)


def _without_end(word: str, is_verb: bool, is_bare: bool) -> Iterable[str]:
    if word.endswith("kan"):
        if is_verb:
            return _cut(word, ("kan",))
        return _cut(word, ("an", "kan") if is_bare else ("an",))  # gerakan of gerak, lakukan of laku
    if word.endswith("an") and not is_verb:
        return _cut(word, ("an",))
    if word.endswith("i") and (is_verb or (is_bare and word[-2] not in _VOWEL)):
        return (word, *(each for each in _cut(word, ("i",)) if each != word))
    return (word,)


def _cut(word: str, ends: Iterable[str]) -> tuple[str, ...]:
    """The word without each of these ends, where a root is left; else as it is."""
    found = tuple(word[: -len(end)] for end in ends if word.endswith(end) and _is_root(word[: -len(end)]))
    return found or (word,)


def _is_root(rest: str) -> bool:
    return len(rest) > 2 and _vowels(rest) > 1


def _vowels(word: str) -> int:
    return sum(letter in _VOWEL for letter in word)
