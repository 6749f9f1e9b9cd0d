"""The month as one CSV: a figure a line, with the part of the report that it belongs to."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from mmc.monthly.figures import Figures, Visits

COLUMNS = ("bulan", "bagian", "hal", "nilai", "satuan", "bulan_sebelumnya")
Row = tuple[str, str, str | int | float, str, str | int]


def sheet_of(figures: Figures) -> str:
    """The report as CSV; what is not known is empty, what is none is 0."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(str(cell)) for cell in (figures.month.name, *row)] for row in _rows(figures))
    return text.getvalue()


def harmless(value: str) -> str:
    """A cell that a spreadsheet takes for a formula begins with an apostrophe."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _rows(figures: Figures) -> Iterator[Row]:
    for part, rows in (
        ("jumlah", (figures.total,)),
        ("jenis", figures.by_kind),
        ("kategori", figures.by_category),
        ("kecamatan", figures.by_district),
    ):
        yield from ((part, each.label, each.number, "naskah", each.before) for each in rows)
    yield from (("hari", day.isoformat(), count, "naskah", "") for day, count in figures.by_day)
    yield "kecepatan", "peristiwa sampai terbit, nilai tengah", _known(figures.usual_delay), "hari", ""
    yield "kecepatan", "naskah tanpa tanggal peristiwa", figures.without_event, "naskah", ""
    yield from (("peristiwa sampai terbit", each.what, each.days, "hari", "") for each in figures.delays)
    yield "kecepatan", "klarifikasi dijawab, nilai tengah", _known(figures.usual_answer), "hari", ""
    for answer in figures.answers:
        yield "klarifikasi", f"{answer.number} {answer.title}".strip(), answer.days, "hari", ""
    yield from (("belum terbukti", each, 1, "klarifikasi", "") for each in figures.open_claims)
    for note in figures.notes:
        yield note.sort, note.title, note.at.astimezone(figures.month.zone).date().isoformat(), "tanggal", ""
    yield from (("siaran", each.label, each.number, "siaran", each.before) for each in figures.sent)
    yield from (("rilis situs", each.label, each.number, "rilis", each.before) for each in figures.releases)
    yield from (("menunggu", what, why, "", "") for what, why in figures.happenings.waits)
    yield from (("kewajiban", each.what, each.when, "tenggat", "") for each in figures.happenings.duties)
    if figures.happenings.visits is not None:
        yield from _read(figures.happenings.visits)


def _read(visits: Visits) -> Iterator[Row]:
    yield "pembaca", "halaman dibuka", visits.pages, "halaman", ""
    yield from (("dibuka setiap hari", day.isoformat(), count, "halaman", "") for day, count in visits.by_day)
    yield from (("paling banyak dibuka", address, count, "halaman", "") for _, address, count in visits.most_read)
    yield from (("datang dari", name, count, "halaman", "") for name, count in visits.came_from)
    yield "pembaca", "dibuka program", visits.by_machines, "halaman", ""
    yield "pembaca", "halaman yang tidak ada", visits.not_found, "permintaan", ""
    yield "pembaca", "baris log yang tidak terbaca", visits.unreadable, "baris", ""


def _known(value: float | None) -> float | str:
    return "" if value is None else value
