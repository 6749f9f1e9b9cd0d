"""A release taken apart: headline, dateline, paragraphs, credits, closing code; every letter goes to one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mmc.base.problems import Problem
from mmc.importer.arrival import Arrival, Attachment, Line, Span, aside, doubt, reworded
from mmc.importer.figures import figures
from mmc.importer.text.chat import without_chat
from mmc.importer.text.letter import without_letter
from mmc.importer.text.lines import paragraphs
from mmc.importer.text.markup import Block
from mmc.importer.text.titles import EMOJI, without_emoji
from mmc.indonesian.calendar import DateError, parse_date
from mmc.indonesian.dateline import split_dateline
from mmc.indonesian.text import group_key, squeeze

TITLE_LABEL = re.compile(r"(?:judul|headline)[ ]?:[ ]?", re.IGNORECASE)
LONGEST_TITLE = 200

_CODE = re.compile(r"\((?://?)?[\w .&+@-]{1,40}(?:/{1,2}[\w .&+@-]{0,40}){1,8}\)[ ]?\.?$|//[^()\n]{2,100}//[ ]?\.?$")
_SHORT_CODE = re.compile(r"(?:^|(?<=[.!?”\"]))[ ]?(\([a-z]{2,8}\))[ ]?\.?$")
_OPENS_WITH_EMOJI = re.compile(rf"\s*(?P<sign>(?:{EMOJI.pattern})+)\s+\S")
_DATELINE_DAY = re.compile(
    r"(?P<place>[A-Z][\w’'. -]{1,40}(?:[,/][ ]?[A-Z][\w’' -]{1,30})?),?[ ]?"
    r"(?P<day>\(?(?:(?:Senin|Selasa|Rabu|Kamis|Jum.?at|Sabtu|Minggu),?[ ])?"
    r"(?:\d{1,2}[ ][A-Za-z]{3,9}[ ]\d{4}|\d{1,2}[/-]\d{1,2}[/-]\d{2,4})\)?)"
    r"[ ]?(?:[-–—]{1,3}|[.:])[ ]?(?=[A-Z0-9“\"‘'(])"
)
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
    photos: tuple[Attachment, ...] = ()  # in the document's order, each with its caption
    tags: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    day: date | None = None  # the one that stands in the dateline


def take_apart(arrival: Arrival, path: str, places: Iterable[str]) -> Release:
    """The release's parts; `places` are names of towns and districts that a dateline may bear."""
    doubts = list(arrival.doubts)
    lines, chat_doubts = without_chat(arrival.lines, path)
    doubts += chat_doubts
    letter = without_letter(lines, path)
    doubts += letter.told
    shown = figures(letter.lines, arrival.photos, path, has_head=letter.has_head)
    doubts += shown.told
    lines, emoji = _without_emoji(shown.lines)
    if emoji:
        doubts.append(aside(path, 0, f"{emoji} emoji tidak diambil."))
    lines, credits = _without_credits(lines, path, doubts)
    known_places = {group_key(place) for place in places}
    title, lines = _headline(lines, path, doubts, known_places, arrival.title)
    found, joins = paragraphs(lines, is_flowing=arrival.is_flowing)
    doubts += [
        doubt(path, number, "Baris ini disambung dengan baris berikutnya.", "Periksa sambungannya.") for number in joins
    ]
    blocks, code = _without_code(list(found))
    blocks = _without_subtitle(blocks, path, doubts, known_places)
    blocks, day = _without_day(blocks, path, doubts)
    blocks, dateline = _without_dateline(blocks, path, doubts, known_places)
    return Release(
        title.text,
        title.number,
        tuple(blocks),
        dateline,
        code,
        credits,
        letter.is_press_release,
        tuple(doubts),
        shown.photos,
        letter.tags,
        arrival.notes,
        day,
    )


def _without_emoji(lines: Iterable[Line]) -> tuple[list[Line], int]:
    """The lines without emoji; those that stood before entries become the bullets that they were meant as."""
    kept: list[Line] = []
    total = 0
    lines = list(lines)
    opened = Counter(match["sign"] for line in lines if (match := _OPENS_WITH_EMOJI.match(line.text)))
    for line in lines:
        text, count = without_emoji(line.text)
        total += count
        if not count or line.source:
            kept.append(line)
            total -= count if line.source else 0
        elif text:
            sign = _OPENS_WITH_EMOJI.match(line.text)
            is_entry = sign is not None and opened[sign["sign"]] > 1 and not line.spans
            kept.append(reworded(line, f"• {text}" if is_entry else text))
    return kept, total


def _headline(
    lines: list[Line], path: str, doubts: list[Problem], places: set[str], outside: str = ""
) -> tuple[Line, list[Line]]:
    """The headline, of one line or of two when the second is no sentence and the third opens the story."""
    lines = lines[_first(lines) :]
    if not lines:
        return Line(1, squeeze(outside)), []
    first, rest = lines[0], lines[1:]
    text = TITLE_LABEL.sub("", squeeze(first.text), count=1)
    is_sentence = len(text) > 60 and text[-1:] in ".”" and any(line.text.strip() for line in rest) and bool(outside)
    opens_story = (
        len(text) > LONGEST_TITLE
        or bool(first.source)
        or is_sentence
        or (text[-1:] in '.”",' and split_dateline(text, places) is not None)
    )
    if opens_story and outside:
        return Line(0, squeeze(outside)), lines
    if first.source and not outside:
        doubts.append(doubt(path, first.number, "Judul tidak ada di baris pertama.", "Isi kolom title.", "title"))
        return Line(first.number, ""), lines
    if not any(line.text.strip() or line.source for line in rest):
        doubts.append(
            doubt(path, first.number, "Rilis ini hanya satu baris; judul atau isinya belum ada.", "", "title")
        )
        title = replace(first, text=text[:LONGEST_TITLE].strip(), spans=())
        return title, [first] if len(text) > LONGEST_TITLE else []
    if opens_story:
        doubts.append(doubt(path, first.number, "Judul tidak ada di baris pertama.", "Isi kolom title.", "title"))
        return Line(first.number, ""), lines
    following = next((line for line in rest if line.text.strip()), first)
    second = squeeze(following.text)
    goes_on = (
        following is rest[0]
        and not following.source
        and following.marker in ("", "heading")
        and len(second) <= 90
        and second[-1:] not in ".!?,:"
        and split_dateline(second, places) is None
        and (following_after := next((line for line in rest[1:] if line.text.strip()), None)) is not None
        and (split_dateline(squeeze(following_after.text), places) is not None or (text.isupper() and second.isupper()))
    )
    if goes_on:
        text = f"{text} {second}"
        hint = "Pisahkan bila baris kedua bukan bagian judul."
        doubts.append(doubt(path, following.number, "Judul disambung dari dua baris.", hint, "title"))
        rest = rest[1:]
    return replace(first, text=text.strip("*_").strip(), spans=()), rest


def _first(lines: Sequence[Line]) -> int:
    """The place of the first line that has words."""
    return next((order for order, line in enumerate(lines) if line.text.strip() or line.source), len(lines))


def _without_credits(
    lines: list[Line], path: str, doubts: list[Problem]
) -> tuple[list[Line], dict[str, tuple[str, ...]]]:
    """Lines such as `Penulis: …` at the beginning or the end, by the field they fill."""
    credits: dict[str, tuple[str, ...]] = {}
    filled = [position for position, line in enumerate(lines) if line.text.strip()]
    edges = {*filled[1:4], *filled[-6:]} - set(filled[:1])
    kept = []
    for position, line in enumerate(lines):
        match = _CREDIT.fullmatch(squeeze(line.text)) if position in edges and not line.source else None
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


def _without_code(blocks: list[Block]) -> tuple[list[Block], str]:
    """The closing code exactly as written, taken from the end of the last paragraph."""
    if not blocks:
        return blocks, ""
    last = blocks[-1]
    if last.source:
        return blocks, ""
    tail = max(0, len(last.text) - 400)
    match = _CODE.search(last.text, tail)
    start, code = (match.start(), match[0]) if match and not _DATE_ONLY.fullmatch(match[0]) else (0, "")
    if not code and (short := _SHORT_CODE.search(last.text, tail)):
        start, code = short.start(1), short[1]
    if not code:
        return blocks, ""
    rest = last.text[:start].rstrip()
    return ([*blocks[:-1], last.part(0, len(rest))] if rest else blocks[:-1]), code.rstrip()


def _without_subtitle(blocks: list[Block], path: str, doubts: list[Problem], places: set[str]) -> list[Block]:
    """Without a short line between headline and dateline, which is no paragraph."""
    if len(blocks) < 2 or blocks[0].source or blocks[0].marker not in ("", "heading") or blocks[1].source:
        return blocks
    text = squeeze(blocks[0].text)
    opens = blocks[1].text
    if len(text) > 140 or text[-1:] in ".!?:" or split_dateline(text, places) or _DATELINE_DAY.match(text):
        return blocks
    if not (split_dateline(opens, places) or _DATELINE_DAY.match(opens)):
        return blocks
    hint = "Gabungkan ke judul atau ke paragraf pertama bila perlu."
    doubts.append(doubt(path, blocks[0].line, f"“{text}” tampak seperti anak judul; tidak dimasukkan ke naskah.", hint))
    return blocks[1:]


def _without_day(blocks: list[Block], path: str, doubts: list[Problem]) -> tuple[list[Block], date | None]:
    """`Buntok, 26 November 2026 –` without the day, which the dateline's field has no room for."""
    place = next((order for order, block in enumerate(blocks[:3]) if not block.source and not block.marker), None)
    match = _DATELINE_DAY.match(blocks[place].text) if place is not None else None
    if match is None or place is None:
        return blocks, None
    try:
        day = parse_date(match["day"].strip("() "))
    except DateError:
        return blocks, None
    doubts.append(
        aside(path, blocks[place].line, f"Tanggal di titimangsa, {match['day'].strip('() ')}, menjadi tanggal terbit.")
    )
    rest = blocks[place].text[match.end() :]
    blocks[place] = replace(
        blocks[place], text=f"{match['place'].rstrip(' ,')} – {rest}", spans=_with_opening(blocks[place], match)
    )
    return blocks, day


def _with_opening(block: Block, match: re.Match[str]) -> tuple[Span, ...]:
    if not block.spans:
        return ()
    return (Span(f"{match['place'].rstrip(' ,')} – "), *block.part(match.end(), len(block.text)).spans)


def _without_dateline(
    blocks: list[Block], path: str, doubts: list[Problem], places: set[str]
) -> tuple[list[Block], str]:
    """The outlet and place before the first sentence, without the dash or point that ends them."""
    place = next((order for order, block in enumerate(blocks[:3]) if not block.source and not block.marker), None)
    if place is None:
        place = 0
    found = split_dateline(blocks[place].text, places) if blocks and not blocks[place].source else None
    if found is None:
        hint = "Isi kolom dateline: media dan kota, tanpa tanda baca di akhir."
        doubts.append(doubt(path, blocks[0].line if blocks else 0, "Titimangsa tidak ditemukan.", hint, "dateline"))
        return blocks, ""
    if not found.is_certain:
        hint = "Kembalikan ke naskah bila bukan."
        doubts.append(doubt(path, blocks[place].line, f"“{found.text}” dianggap titimangsa.", hint, "dateline"))
    start = len(blocks[place].text) - len(found.rest)
    blocks[place] = blocks[place].part(start, len(blocks[place].text))
    return blocks, found.text
