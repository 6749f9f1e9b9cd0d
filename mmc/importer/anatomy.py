"""A release taken apart: headline, dateline, paragraphs, credits, closing code; every letter goes to one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from mmc.base.problems import Problem
from mmc.importer.arrival import Arrival, Line, doubt
from mmc.importer.chat import without_chat
from mmc.importer.lines import paragraphs
from mmc.importer.markup import Block
from mmc.indonesian.dateline import split_dateline
from mmc.indonesian.text import group_key, squeeze

LABELS = re.compile(
    r"(?:siaran pers|press release|rilis(?: berita)?|berita|naskah berita|untuk (?:segera )?disiarkan|"
    r"(?:nomor|no)[ .]{0,2}:.{1,60}|(?:hari/tanggal|tanggal)[ ]?:.{1,40})",
    re.IGNORECASE,
)
TITLE_LABEL = re.compile(r"(?:judul|headline)[ ]?:[ ]?", re.IGNORECASE)
LONGEST_TITLE = 200

_CODE = re.compile(r"\((?://?)?[\w .&+@-]{1,40}(?:/{1,2}[\w .&+@-]{0,40}){1,8}\)[ ]?\.?$|//[^()\n]{2,100}//[ ]?\.?$")
_SHORT_CODE = re.compile(r"(?:^|(?<=[.!?”\"]))[ ]?(\([a-z]{2,8}\))[ ]?\.?$")
_DATE_ONLY = re.compile(r"\(?[\d/ .]+\)?\.?")

CREDIT_KEYS = {
    label: key
    for key, labels in {
        "author": "penulis naskah teks kontributor",
        "reporter": "peliput reporter wartawan liputan",
        "photographer": "fotografer juru-foto",
        "photo_credit": "foto dok dokumentasi foto-oleh",
        "editor": "editor penyunting redaktur",
        "source": "sumber",
        "photo_caption": "keterangan-foto ket-foto caption",
    }.items()
    for label in labels.split()
}
_CREDIT = re.compile(r"\(?(?P<label>[A-Za-z][A-Za-z ./]{2,18}?)[ ]?(?:[:/=])[ ]?(?P<name>[^()]{1,300}?)\)?$")
NOBODY = frozenset({"ist", "istimewa", "dok", "dokumentasi", "net", "internet"})


@dataclass(frozen=True, slots=True)
class Release:
    """The parts of a release, each as it was written."""

    title: str
    title_line: int
    blocks: tuple[Block, ...]
    dateline: str = ""
    code: str = ""
    credits: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_press_release: bool = False
    doubts: tuple[Problem, ...] = ()


def take_apart(arrival: Arrival, path: str, places: Iterable[str]) -> Release:
    """The release's parts; `places` are names of towns and districts that a dateline may bear."""
    doubts = list(arrival.doubts)
    lines, chat_doubts = without_chat(arrival.lines, path)
    doubts += chat_doubts
    lines, is_press_release = _without_labels(lines, path, doubts)
    lines, credits = _without_credits(lines, path, doubts)
    known_places = {group_key(place) for place in places}
    title, lines = _headline(lines, path, doubts, known_places)
    found, joins = paragraphs(lines, is_flowing=arrival.is_flowing)
    doubts += [
        doubt(path, number, "Baris ini disambung dengan baris berikutnya.", "Periksa sambungannya.") for number in joins
    ]
    blocks, code = _without_code(list(found), path, doubts)
    blocks, dateline = _without_dateline(blocks, path, doubts, known_places)
    return Release(title.text, title.number, tuple(blocks), dateline, code, credits, is_press_release, tuple(doubts))


def _without_labels(lines: Sequence[Line], path: str, doubts: list[Problem]) -> tuple[list[Line], bool]:
    """Words above the headline that only say what the sheet is."""
    kept = list(lines)
    is_press_release = False
    while kept and (not kept[0].text.strip() or LABELS.fullmatch(squeeze(kept[0].text).strip(" :-"))):
        line = kept.pop(0)
        if text := squeeze(line.text):
            is_press_release |= "pers" in text.casefold() or "press" in text.casefold()
            doubts.append(
                doubt(path, line.number, f"Baris “{text}” tidak diambil.", "Isi kolomnya sendiri bila perlu.")
            )
    return kept, is_press_release


def _headline(lines: list[Line], path: str, doubts: list[Problem], places: set[str]) -> tuple[Line, list[Line]]:
    """The headline, of one line or of two when the second is no sentence and the third opens the story."""
    if not lines:
        return Line(1, ""), []
    first, rest = lines[0], lines[1:]
    text = TITLE_LABEL.sub("", squeeze(first.text), count=1)
    if not any(line.text.strip() for line in rest):
        doubts.append(
            doubt(path, first.number, "Rilis ini hanya satu baris; judul atau isinya belum ada.", "", "title")
        )
        return replace(first, text=text[:LONGEST_TITLE].strip()), [first] if len(text) > LONGEST_TITLE else []
    if len(text) > LONGEST_TITLE or (text[-1:] in '.”",' and split_dateline(text, places) is not None):
        doubts.append(doubt(path, first.number, "Judul tidak ada di baris pertama.", "Isi kolom title.", "title"))
        return Line(first.number, ""), lines
    following = next((line for line in rest if line.text.strip()), first)
    second = squeeze(following.text)
    goes_on = (
        following is rest[0]
        and len(second) <= 90
        and second[-1:] not in ".!?,"
        and split_dateline(second, places) is None
        and (following_after := next((line for line in rest[1:] if line.text.strip()), None)) is not None
        and split_dateline(squeeze(following_after.text), places) is not None
    )
    if goes_on:
        text = f"{text} {second}"
        hint = "Pisahkan bila baris kedua bukan bagian judul."
        doubts.append(doubt(path, following.number, "Judul disambung dari dua baris.", hint, "title"))
        rest = rest[1:]
    return replace(first, text=text.strip("*").strip()), rest


def _without_credits(
    lines: list[Line], path: str, doubts: list[Problem]
) -> tuple[list[Line], dict[str, tuple[str, ...]]]:
    """Lines such as `Penulis: …` at the beginning or the end, by the field they fill."""
    credits: dict[str, tuple[str, ...]] = {}
    filled = [position for position, line in enumerate(lines) if line.text.strip()]
    edges = {*filled[1:4], *filled[-6:]} - set(filled[:1])
    kept = []
    for position, line in enumerate(lines):
        match = _CREDIT.fullmatch(squeeze(line.text)) if position in edges else None
        key = CREDIT_KEYS.get(match["label"].casefold().replace(".", "").strip().replace(" ", "-")) if match else None
        if match is None or key is None:
            kept.append(line)
            continue
        name = match["name"].strip()
        if key == "photo_credit" and len(name.split()) > 5:
            key = "photo_caption"
        if key != "photo_caption" and group_key(name) in NOBODY:
            hint = "Tanyakan nama fotografer atau pemilik foto."
            doubts.append(doubt(path, line.number, f"“{squeeze(line.text)}” tidak menyebut nama.", hint, key))
            continue
        credits[key] = (*credits.get(key, ()), *_names(name, key))
    return kept, credits


def _names(text: str, key: str) -> tuple[str, ...]:
    """The people of one credit; a comma parts a name from its degrees, so it parts nobody."""
    if key == "photo_caption":
        return (text,)
    if text.endswith(".") and "." not in text.rsplit(maxsplit=1)[-1][:-1]:  # a full stop, not the end of a degree
        text = text[:-1]
    return tuple(part.strip() for part in re.split(r"[;/&]| dan ", text) if part.strip())


def _without_code(blocks: list[Block], path: str, doubts: list[Problem]) -> tuple[list[Block], str]:
    """The closing code exactly as written, taken from the end of the last paragraph."""
    if not blocks:
        return blocks, ""
    last = blocks[-1]
    tail = max(0, len(last.text) - 400)
    match = _CODE.search(last.text, tail)
    start, code = (match.start(), match[0]) if match and not _DATE_ONLY.fullmatch(match[0]) else (0, "")
    if not code and (short := _SHORT_CODE.search(last.text, tail)):
        start, code = short.start(1), short[1]
    if not code:
        doubts.append(
            doubt(path, last.line, "Kode penutup tidak ditemukan.", "Isi kolom code bila rilis memilikinya.", "code")
        )
        return blocks, ""
    rest = last.text[:start].rstrip()
    return ([*blocks[:-1], replace(last, text=rest)] if rest else blocks[:-1]), code.rstrip()


def _without_dateline(
    blocks: list[Block], path: str, doubts: list[Problem], places: set[str]
) -> tuple[list[Block], str]:
    """The outlet and place before the first sentence, without the dash or point that ends them."""
    found = split_dateline(blocks[0].text, places) if blocks else None
    if found is None:
        hint = "Isi kolom dateline: media dan kota, tanpa tanda baca di akhir."
        doubts.append(doubt(path, blocks[0].line if blocks else 0, "Titimangsa tidak ditemukan.", hint, "dateline"))
        return blocks, ""
    if not found.is_certain:
        hint = "Kembalikan ke naskah bila bukan."
        doubts.append(doubt(path, blocks[0].line, f"“{found.text}” dianggap titimangsa.", hint, "dateline"))
    return [replace(blocks[0], text=found.rest), *blocks[1:]], found.text
