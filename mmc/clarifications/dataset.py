"""Clarifications as an open dataset: JSON, CSV and the schema that describes both."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta, tzinfo
from statistics import median
from typing import Any

VERSION = 1


@dataclass(frozen=True, slots=True)
class Source:
    """What an answer rests on; `url` may be empty."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """A later development."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Clarification:
    """
    One answer to one rumour; text is plain, addresses are full, times carry a zone.

    `seen` is the day on which the rumour was first seen, `published` when it was answered.
    """

    id: str
    number: str
    url: str
    title: str
    claim: str
    verdict: str
    seen: date
    seen_where: str
    published: datetime
    modified: datetime
    answered_by: str
    summary: str = ""
    archive_url: str = ""
    district: str = ""
    is_withdrawn: bool = False
    sources: tuple[Source, ...] = ()
    updates: tuple[Update, ...] = ()


def response_days(seen: date, answered: datetime, zone: tzinfo | None = None) -> int:
    """
    Whole days between the day a rumour was seen and the day it was answered; 0 on the same day, never negative.

    Days, not hours: the hour at which a rumour was first seen is seldom known, and none is invented.
    """
    day = (answered.astimezone(zone) if zone else answered).date()
    return max((day - seen) // timedelta(days=1), 0)


def response_text(days: int) -> str:
    """`pada hari yang sama`, `dalam 1 hari`, `dalam 12 hari`: for a sentence such as “Dijawab dalam 2 hari.”"""
    return f"dalam {days} hari" if days else "pada hari yang sama"


def median_response(rumours: Iterable[Clarification]) -> float | None:
    """The median of all response times in days; None without clarifications."""
    days = [response_days(rumour.seen, rumour.published) for rumour in rumours]
    return median(days) if days else None


def dataset_json(rumours: Sequence[Clarification], publisher: str, licence_url: str, schema_url: str) -> bytes:
    """
    All clarifications in the order given, with who publishes them, under which terms, and where the fields are explained.
    """
    data = {
        "$schema": schema_url,
        "version": VERSION,
        "publisher": publisher,
        "license": licence_url,
        "notice": "Klarifikasi resmi pemerintah daerah, bukan pemeriksaan fakta independen.",
        "count": len(rumours),
        "items": [_row(rumour) for rumour in rumours],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def dataset_csv(rumours: Iterable[Clarification]) -> bytes:
    """
    The same as a table for a spreadsheet (UTF-8 with a byte order mark, as Excel needs it); lists stand between ` | `.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for rumour in rumours:
        row = _row(rumour) | {
            "sources": " | ".join(
                f"{source.name} <{source.url}>" if source.url else source.name for source in rumour.sources
            ),
            "updates": " | ".join(f"{_time(update.at)} {update.text}" for update in rumour.updates),
        }
        writer.writerow(_cell(row[name]) for name in FIELDS)
    return table.getvalue().encode("utf-8-sig")


def dataset_schema(schema_url: str, verdicts: Iterable[str]) -> bytes:
    """
    The JSON Schema (2020-12) of the dataset, each field explained in Indonesian; the CSV has the same columns.
    """
    item = {
        "type": "object",
        "required": list(FIELDS),
        "additionalProperties": False,
        "properties": {
            name: {**_TYPES.get(name, {"type": "string"}), "description": text} for name, text in FIELDS.items()
        },
    }
    item["properties"]["verdict"]["enum"] = list(verdicts)  # type: ignore[index]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": schema_url,
        "title": "Klarifikasi",
        "description": "Jawaban resmi atas kabar yang beredar. Kolom CSV sama dengan isi `items`; daftar dipisahkan ` | `.",
        "type": "object",
        "required": ["version", "publisher", "license", "count", "items"],
        "properties": {
            "$schema": {"type": "string"},
            "version": {"const": VERSION},
            "publisher": {"type": "string"},
            "license": {"type": "string"},
            "notice": {"type": "string"},
            "count": {"type": "integer", "minimum": 0},
            "items": {"type": "array", "items": item},
        },
    }
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


FIELDS = {
    "id": "Nomor tetap naskah; tidak pernah berubah.",
    "number": "Nomor klarifikasi, misalnya KLR-2026-001.",
    "url": "Alamat halaman klarifikasi.",
    "title": "Judul; menyatakan yang benar, bukan kabarnya.",
    "claim": "Kabar sebagaimana beredar.",
    "verdict": "Vonis, salah satu dari daftar tertutup.",
    "seen": "Hari kabar pertama kali terlihat (YYYY-MM-DD).",
    "seen_where": "Tempat kabar terlihat.",
    "published": "Saat klarifikasi terbit (ISO 8601 dengan zona).",
    "modified": "Saat terakhir diubah, termasuk ralat (ISO 8601 dengan zona).",
    "response_days": "Hari penuh dari terlihat sampai dijawab; 0 berarti hari yang sama.",
    "answered_by": "Instansi yang menjawab.",
    "summary": "Ringkasan jawaban.",
    "archive_url": "Alamat arsip kabar; kosong bila tidak ada.",
    "district": "Kecamatan; kosong bila menyangkut seluruh kabupaten.",
    "is_withdrawn": "Benar bila klarifikasi ini telah ditarik.",
    "sources": "Rujukan jawaban: nama dan alamat (boleh kosong).",
    "updates": "Perkembangan sesudah terbit: waktu dan isi.",
}
_TYPES: dict[str, dict[str, Any]] = {
    "url": {"type": "string", "format": "uri"},
    "seen": {"type": "string", "format": "date"},
    "published": {"type": "string", "format": "date-time"},
    "modified": {"type": "string", "format": "date-time"},
    "response_days": {"type": "integer", "minimum": 0},
    "is_withdrawn": {"type": "boolean"},
    "sources": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["name", "url"],
            "properties": {"name": {"type": "string"}, "url": {"type": "string"}},
        },
    },
    "updates": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["at", "text"],
            "properties": {"at": {"type": "string", "format": "date-time"}, "text": {"type": "string"}},
        },
    },
}


def _row(rumour: Clarification) -> dict[str, Any]:
    row = {field.name: getattr(rumour, field.name) for field in fields(rumour)}
    row |= {
        "seen": rumour.seen.isoformat(),
        "published": _time(rumour.published),
        "modified": _time(rumour.modified),
        "response_days": response_days(rumour.seen, rumour.published),
        "sources": [asdict(source) for source in rumour.sources],
        "updates": [{"at": _time(update.at), "text": update.text} for update in rumour.updates],
    }
    return {name: row[name] for name in FIELDS}


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _cell(value: object) -> str:
    text = {True: "ya", False: "tidak"}[value] if isinstance(value, bool) else str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
