"""A release read: its parts into fields, every guess and every slip into a doubt; nothing is written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from mmc.base.items.schema import BY_KEY
from mmc.base.problems import Problem, in_order
from mmc.base.vocabulary import Office, Vocabulary
from mmc.importer.arrival import Arrival, Attachment, aside, doubt
from mmc.importer.reception import read_arrival
from mmc.importer.rendering import Imported
from mmc.importer.text.anatomy import Release, take_apart
from mmc.importer.text.guesses import (
    guess_category,
    guess_district,
    guess_event,
    guess_place,
    is_shouted,
    shorter_title,
)
from mmc.importer.text.markup import Block, body_of
from mmc.importer.text.spelling import amounts
from mmc.importer.text.titles import title_case
from mmc.indonesian.calendar import header_moment, long_date, zone
from mmc.indonesian.mentions import find_dates, release_date
from mmc.indonesian.punctuation import Slip, missing_end, slips
from mmc.indonesian.text import excerpt, slugify, squeeze

FRESH = timedelta(days=14)  # an event this recent is news of today; an older one keeps its own day
_ENDS_WITH_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+$")
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # without those that look alike


def import_release(
    data: bytes, path: str, vocabulary: Vocabulary, now: datetime, kind: str = ""
) -> tuple[Imported, tuple[Attachment, ...]]:
    """
    The release as an item in status draf, and the photos inside it; `path` is only named in doubts.

    Raises `ContentError` for a file that is no release at all.
    """
    return interpret(read_arrival(data, path), path, vocabulary, now, kind)


def interpret(
    arrival: Arrival, path: str, vocabulary: Vocabulary, now: datetime, kind: str = ""
) -> tuple[Imported, tuple[Attachment, ...]]:
    """What arrived as an item in status draf, and its photos in order, each with what was written beneath it."""
    places = [vocabulary.office.capital, *(district.name for district in vocabulary.districts)]
    release = take_apart(arrival, path, places)
    kind = kind or ("siaran-pers" if release.is_press_release else "berita")
    interpreter = _Interpreter(release, path, vocabulary, now)
    header = {"status": "draf", "kind": kind, "lang": vocabulary.office.lang, **interpreter.fields()}
    header = {key: value for key, value in header.items() if value and kind in BY_KEY[key].kinds}
    doubts = in_order([*release.doubts, *interpreter.doubts, *_lost_notes(release, path)])
    body = body_of(release.blocks, release.notes)
    return Imported(kind, header, body, interpreter.published_at, doubts), release.photos


class _Interpreter:
    """Fills the fields of one release and keeps what it was not sure of."""

    def __init__(self, release: Release, path: str, vocabulary: Vocabulary, now: datetime) -> None:
        self.release, self.path, self.vocabulary = release, path, vocabulary
        self.doubts: list[Problem] = []
        self.now = now.astimezone(zone(vocabulary.office.timezone)).replace(second=0, microsecond=0)
        self.text = "\n".join(block.text for block in release.blocks)
        self.opening = next(
            (block for block in release.blocks if not block.source and block.marker in ("", "bullet")), None
        )
        self.lead = squeeze(self.opening.text) if self.opening else ""
        self.reference = release_date(self.text)
        self.published_at = self._publication()

    def fields(self) -> dict[str, str]:
        """Every field that the release fills; doubts are complete afterwards."""
        release = self.release
        self._doubt_text()
        title = self._title()
        credits = {key: ("; " if key != "photo_caption" else " ").join(names) for key, names in release.credits.items()}
        return {
            "title": title,
            "date": header_moment(self.published_at),
            "slug": slugify(title),
            "id": permanent_id(self.vocabulary.office, self.published_at.date(), f"{release.title}\n{self.text}"),
            "summary": self._summary(),
            "dateline": release.dateline,
            "code": release.code,
            "tags": ", ".join(release.tags),
            **credits,
            **self._event(),
            **self._sections(title),
        }

    def _say(self, line: int, message: str, hint: str = "", field: str = "") -> None:
        self.doubts.append(doubt(self.path, line, message, hint, field))

    def _tell(self, message: str) -> None:
        self.doubts.append(aside(self.path, 0, message))

    def _publication(self) -> datetime:
        day = self.release.day or self.reference
        if self.release.day is not None and day is not None and day <= self.now.date():
            if day == self.now.date():
                return self.now
            self._say(
                0,
                f"Tanggal terbit diisi tanggal di titimangsa, {long_date(day)}.",
                "Periksa jamnya di kolom date.",
                "date",
            )
            return datetime.combine(day, time(), self.now.tzinfo)
        if day is None:
            self._tell("Tanggal terbit diisi saat impor.")
            return self.now
        if day > self.now.date():
            self._say(0, f"Tanggal dalam rilis, {long_date(day)}, belum tiba.", "Periksa kolom date.", "date")
            return self.now
        if self.now.date() - day <= FRESH:
            self._tell("Tanggal terbit diisi saat impor.")
            return self.now
        message = f"Tanggal terbit tidak tertulis; diisi hari dalam rilis, {long_date(day)}."
        self._say(0, message, "Ganti kolom date bila terbit pada hari atau jam lain.", "date")
        return datetime.combine(day, time(), self.now.tzinfo)

    def _title(self) -> str:
        title, line = self.release.title, self.release.title_line
        if not title:
            title = excerpt(self.lead or squeeze(self.text), 100).rstrip(".") or "Tanpa judul"
            self._say(line, "Judul diisi awal naskah.", "Tulis judul yang sebenarnya.", "title")
        if len(title) > 100:
            hint = f"Misalnya “{shorter_title(title)}” ({len(shorter_title(title))} huruf)."
            self._say(line, f"Judul {len(title)} huruf; sebaiknya paling banyak 100.", hint, "title")
        if is_shouted(title):
            offered = title_case(title, self.text, self._names())
            self._say(
                line,
                f"Judul ditulis dengan huruf besar semua: “{title}”.",
                f"Sudah ditulis “{offered}”; periksa nama dan singkatannya.",
                "title",
            )
            title = offered
        for slip in slips(title):
            self._say(line, slip.message, slip.hint, "title")
        return title

    def _names(self) -> Iterator[str]:
        """Names that the office itself writes."""
        office = self.vocabulary.office
        yield from (office.name, office.short_name, office.region, office.province, office.capital)
        yield from (district.name for district in self.vocabulary.districts)

    def _summary(self) -> str:
        summary = excerpt(self.lead, 200)
        if summary.endswith("…"):
            hint = "Tulis satu atau dua kalimat utuh, paling banyak 200 huruf."
            self._say(self._line(), "Ringkasan dipotong dari paragraf pertama.", hint, "summary")
        return summary

    def _line(self) -> int:
        return self.opening.line if self.opening else 0

    def _event(self) -> dict[str, str]:
        event = guess_event(self.lead, find_dates(self.lead, self.reference))
        found: dict[str, str] = {}
        if event is None or event.day is None:
            self._say(
                self._line(), "Tanggal peristiwa tidak ditemukan di paragraf pertama.", "Isi event_date.", "event_date"
            )
        else:
            found["event_date"] = long_date(event.day)
            if not event.is_sure:
                self._say(
                    self._line(), f"Tanggal peristiwa ditebak: {long_date(event.day)}.", event.doubt, "event_date"
                )
            if event.day > self.published_at.date():
                hint = "Periksa keduanya; peristiwa yang belum terjadi ditulis sebagai agenda."
                self._say(self._line(), "Tanggal peristiwa sesudah tanggal terbit.", hint, "event_date")
        if place := guess_place(self.lead, event):
            found["event_place"] = place
            self._say(
                self._line(), f"Tempat peristiwa ditebak: “{place}”.", "Periksa kolom event_place.", "event_place"
            )
        else:
            self._say(self._line(), "Tempat peristiwa tidak ditemukan.", "Isi event_place.", "event_place")
        return found

    def _sections(self, title: str) -> dict[str, str]:
        found: dict[str, str] = {}
        category = guess_category(title, self.text, self.vocabulary.categories)
        if category is None:
            self._say(0, "Kategori tidak tertebak.", "Isi kolom category.", "category")
        else:
            found["category"] = category.value
            if not category.is_strong:
                others = f" Mungkin juga {' atau '.join(category.others)}." if category.others else ""
                self._say(0, f"Kategori ditebak: {category.value}.", f"Periksa kolom category.{others}", "category")
        district = guess_district(f"{title}\n{self.text}", self.vocabulary.districts)
        if district is not None:
            found["district"] = district.value
            if not district.is_strong:
                hint = f"Disebut juga {', '.join(district.others)}; periksa kolom district."
                self._say(0, f"Kecamatan ditebak: {district.value}.", hint, "district")
        return found

    def _doubt_text(self) -> None:
        """Dates that do not fit and slips of the keyboard are told with the line on which they stand."""
        for block in self.release.blocks:
            for found in find_dates(block.text, self.reference):
                if found.doubt:
                    self._say(block.line, f"“{found.text}”: {found.doubt}", found.hint)
            for slip in (*_slips_of(block), *amounts(block.text)):
                near = block.text[max(0, slip.start - 12) : slip.end + 12].strip()
                self._say(block.line, f"{slip.message} (“…{near}…”)", slip.hint)


def _lost_notes(release: Release, path: str) -> Iterator[Problem]:
    """Footnotes whose sign is not in the text that was kept."""
    body = body_of(release.blocks)
    for label, text in release.notes:
        if f"[^{label}]" not in body:
            hint = "Taruh tandanya di naskah, atau masukkan isinya ke kalimat."
            yield doubt(
                path,
                0,
                f"Catatan kaki {label} tidak diambil karena tandanya tidak ada di naskah: “{text[:160]}”.",
                hint,
            )


def _slips_of(block: Block) -> Iterator[Slip]:
    if block.source:
        return
    yield from slips(block.text)
    is_linked = (block.spans and block.spans[-1].link) or _ENDS_WITH_ADDRESS.search(block.text)
    if not block.marker and not is_linked and (end := missing_end(block.text)):
        yield end


def permanent_id(office: Office, day: date, content: str) -> str:
    """`brs-2023-10-26-k3f9`, made once and always the same for the same release."""
    digest = int.from_bytes(hashlib.blake2b(content.encode(), digest_size=8).digest(), "big")
    code = "".join(_LETTERS[digest // 31**place % 31] for place in range(4))
    return f"{office.id_prefix}-{day.isoformat()}-{code}"
