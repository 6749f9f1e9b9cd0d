"""One line of the record, and the record as a table for people, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from mmc.indonesian import calendar
from mmc.monthly.sheet import harmless

COLUMNS = ("waktu", "peristiwa", "hal", "judul", "orang", "keterangan", "bukti")
FORMATS = ("tabel", "csv", "json")

# What a line rests on.
SIGNED = "tanda tangan"
BY_GIT = "git (nama tidak dibuktikan)"
NOTED = "catatan mesin"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to what readers see; `proof` says what the line rests on."""

    at: datetime
    act: str
    subject: str
    title: str = ""
    person: str = ""
    detail: str = ""
    proof: str = NOTED


def render(events: Sequence[Event], form: str, zone: tzinfo, unknown: Sequence[str] = ()) -> str:
    """The record in one of `FORMATS`; what cannot be known stands below a table, and in its own place in JSON."""
    rows = [_row(event, zone) for event in events]
    if form == "json":
        return json.dumps({"peristiwa": rows, "tidak_diketahui": list(unknown)}, ensure_ascii=False, indent=2)
    if form == "csv":
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: harmless(value) for key, value in row.items()} for row in rows)
        return text.getvalue().rstrip("\n")
    return "\n".join([*_table(events, zone), *(f"Tidak diketahui: {each}" for each in unknown)])


def _table(events: Sequence[Event], zone: tzinfo) -> list[str]:
    if not events:
        return ["Tidak ada peristiwa."]
    width = max(len(event.act) for event in events)
    lines: list[str] = []
    day = ""
    for event in events:
        local = event.at.astimezone(zone)
        if (today := calendar.long_date(local.date())) != day:
            lines += [*([""] if lines else []), today]
            day = today
        parts = [event.title or event.subject, event.person, event.detail]
        told = " · ".join(part for part in parts if part)
        lines.append(f"  {local:%H.%M}  {event.act:<{width}}  {told}  [{event.proof}]")
    return lines


def _row(event: Event, zone: tzinfo) -> dict[str, str]:
    at = event.at.astimezone(zone).isoformat(timespec="seconds")
    values = (at, event.act, event.subject, event.title, event.person, event.detail, event.proof)
    return dict(zip(COLUMNS, values, strict=True))
