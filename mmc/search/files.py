"""
The files of the index.

Items are numbered, the newest first. Those of the last months are in the head, which stands in the search page itself and is
written by every release. All others are in the archive: terms in alphabetical order, cut into files, and what is shown of each
item, cut into files too. The archive's name is a digest of what is in it, so a page that was opened before a release never
mixes two of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import accumulate, groupby
from typing import Any

from mmc.indonesian.roots import KNOWN, WHOLE
from mmc.search.record import SearchRecord
from mmc.search.words import STOP, Words, vocabulary

BODY, OFTEN, NAMED, TITLE = range(4)  # where a word stands, in two bits; more is better
OFTEN_FROM = 3
SHARD = 24_000  # letters of a file of terms, before compression
TOLD = "arsip"
CHUNK = 64  # items of a file of what is shown
FILTERS = (("jenis", "kind"), ("kategori", "category"), ("kecamatan", "district"))

Postings = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter and how it is called (`dusun-hilir`, “Dusun Hilir”)."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Lists:
    """What the search page must know besides: the choices of each filter, and what is said of each verdict."""

    kinds: Sequence[Choice] = ()
    categories: Sequence[Choice] = ()
    districts: Sequence[Choice] = ()
    verdicts: Sequence[tuple[str, str, str, str, str]] = ()  # name, word, note, tone, meaning


@dataclass(frozen=True, slots=True)
class Archive:
    """What the head says of the archive: its name, the years of its items, where its files begin."""

    name: str = ""
    years: Sequence[tuple[int, int]] = ()
    answers: Sequence[int] = ()
    starts: Sequence[str] = ()
    letters: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)

    def kept(self) -> Mapping[str, bytes]:
        """The same as files alone, for a store of files."""
        told = {part.name: getattr(self, part.name) for part in fields(self) if part.name != "files"}
        return {**self.files, TOLD: _json(told)}

    @classmethod
    def of(cls, kept: Mapping[str, bytes]) -> Archive:
        """The archive that `kept` told."""
        return cls(files={path: data for path, data in kept.items() if path != TOLD}, **json.loads(kept[TOLD]))


def archive_files(records: Sequence[SearchRecord], words: Words) -> Archive:
    """The archive of these records, given newest first; the same records give the same bytes."""
    if not records:
        return Archive()
    starts, files = [], {}
    for number, shard in enumerate(_shards(_postings(records, words))):
        starts.append(next(iter(shard)))
        files[f"kata-{number}.json"] = _json(shard)
    for number, start in enumerate(range(0, len(records), CHUNK)):
        files[f"isi-{number}.json"] = _json([_shown(record) for record in records[start : start + CHUNK]])
    for name, attribute in FILTERS:
        files[f"saring-{name}.json"] = _json(_values(records, attribute))
    letters = _by_letter(records)
    files |= {f"ejaan-{letter}.json": _json(found) for letter, found in letters.items()}
    state = hashlib.sha256()
    for path, data in sorted(files.items()):
        state.update(f"{path} {len(data)}\n".encode() + data)
    name = state.hexdigest()[:12]
    return Archive(name, _years(records), _answers(records), starts, "".join(letters), files)


def head(records: Sequence[SearchRecord], archive: Archive, lists: Lists, words: Words, folder: str) -> str:
    """
    What the search page carries, as JSON in which no markup can stand: these records, the newest first, and the way into the
    archive, which lies in `folder`.
    """
    choices = zip(
        FILTERS, ("Jenis", "Kategori", "Kecamatan"), (lists.kinds, lists.categories, lists.districts), strict=True
    )
    data = {
        "versi": 1,
        "arsip": folder,
        "tahun": archive.years,
        "jawaban": archive.answers,
        "awal": archive.starts,
        "huruf": archive.letters,
        "potong": CHUNK,
        "baru": {
            "tahun": _years(records),
            "jawaban": _answers(records),
            "kata": dict(sorted(_postings(records, words).items())),
            "isi": [_shown(record) for record in records],
            "saring": {name: _values(records, attribute) for name, attribute in FILTERS},
        },
        "henti": " ".join(sorted(STOP)),
        "dikenal": KNOWN,
        "utuh": WHOLE,
        "sama": [[term, *(" ".join(phrase) for phrase in phrases)] for term, phrases in words.lines()],
        "ejaan": list(words.listed()),
        "vonis": lists.verdicts,
        "pilihan": [
            {"nama": name, "label": label, "isi": [[choice.value, choice.label] for choice in found]}
            for (name, _), label, found in choices
            if found
        ],
    }
    return _json(data).decode().strip().replace("<", "\\u003c")


def _postings(records: Sequence[SearchRecord], words: Words) -> dict[str, list[int]]:
    """For each term the items that it stands in, as steps from one to the next, times four, plus where it stands."""
    found: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, record in enumerate(records):
        for term, place in _places(record, words).items():
            found.setdefault(term, []).append((number - last.get(term, 0)) * 4 + place)
            last[term] = number
    return found


def _places(record: SearchRecord, words: Words) -> dict[str, int]:
    places = {term: OFTEN if count >= OFTEN_FROM else BODY for term, count in words.terms(record.text).items()}
    places |= dict.fromkeys(words.terms(f"{record.summary} . {record.names}"), NAMED)
    places |= dict.fromkeys(words.terms(record.title), TITLE)
    return places


def _shards(postings: Postings) -> Iterator[dict[str, Sequence[int]]]:
    ordered = sorted(postings)
    ends = accumulate(len(term) + 4 + 3 * len(postings[term]) for term in ordered)
    for _, terms in groupby(zip(ordered, ends, strict=True), key=lambda pair: pair[1] // SHARD):
        yield {term: postings[term] for term, _ in terms}


def _shown(record: SearchRecord) -> list[Any]:
    shown: list[Any] = [record.url, record.title, record.summary, record.day, record.kind]
    return [*shown, record.verdict, record.answered_by, record.answered_on] if record.verdict else shown


def _values(records: Sequence[SearchRecord], attribute: str) -> dict[str, list[int]]:
    """For each value the items that have it, as steps."""
    found: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, record in enumerate(records):
        if value := getattr(record, attribute):
            found.setdefault(value, []).append(number - last.get(value, 0))
            last[value] = number
    return dict(sorted(found.items()))


def _years(records: Iterable[SearchRecord]) -> list[tuple[int, int]]:
    """How many items each year has, in their order; 0 is the year of pages without a date."""
    return [(int(year or 0), len(list(found))) for year, found in groupby(records, key=lambda record: record.day[:4])]


def _answers(records: Sequence[SearchRecord]) -> list[int]:
    return [number for number, record in enumerate(records) if record.verdict]


def _by_letter(records: Sequence[SearchRecord]) -> dict[str, str]:
    """
    The words of titles, summaries and names by their first and by their second letter, the commonest first.

    A word with one letter wrong begins with one of the two, so one small file is enough to find what was meant.
    """
    counts = vocabulary(f"{record.title} {record.summary} {record.names}" for record in records)
    found: dict[str, list[str]] = {}
    for word in sorted(counts, key=lambda each: (-counts[each], each)):
        for letter in dict.fromkeys(word[:2]):
            found.setdefault(letter, []).append(word)
    return {letter: " ".join(words) for letter, words in sorted(found.items())}


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")
