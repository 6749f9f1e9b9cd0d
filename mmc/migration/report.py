"""What became of every post of the old site: a page to look at and a table to work on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from mmc.base.files import disk
from mmc.indonesian.calendar import clock, long_date
from mmc.indonesian.text import number
from mmc.migration.moving import Result
from mmc.migration.planning import Place
from mmc.migration.posts import LeftOut, OldSite

PUBLISHED, DRAFT, LEFT, ASIDE = "terbit", "draf", "ditinggal", "disisihkan"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with which a cell becomes a formula of a spreadsheet


@dataclass(frozen=True, slots=True)
class Row:
    """One post of the old site and what became of it."""

    key: str
    sort: str
    title: str
    old: str
    outcome: str
    path: str = ""
    new: str = ""
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    lost_links: tuple[str, ...] = ()
    recordings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """The sum that has to come out: all that came in is public, a draft, or left out with a reason."""

    total: int
    published: int
    drafts: int
    left_out: int
    aside: int


@dataclass(frozen=True, slots=True)
class Told:
    """All that a run knows; `record` is what earlier runs noted, by key."""

    site: OldSite
    places: Sequence[Place]
    results: Sequence[Result]
    aside: Mapping[str, tuple[str, ...]]  # by path
    record: Mapping[str, Mapping[str, Any]]
    left_out: Sequence[LeftOut]
    changed: Sequence[str]
    unled: Sequence[str]  # old addresses that no redirect can name


def rows(told: Told) -> list[Row]:
    """A row for every post and every other thing of the export, in the order of the old site's own numbers."""
    found: dict[str, Row] = {}
    for one in told.left_out:
        found[one.key] = Row(one.key, one.sort, one.title, one.address, LEFT, reasons=(one.reason,))
    for post in told.site.posts:
        row = told.record.get(post.key)
        if row is not None:
            outcome = ASIDE if row.get("aside") else DRAFT if row.get("draft") else PUBLISHED
            why = (
                (f"disisihkan gerbang ({row['aside']})",)
                if row.get("aside")
                else ("sudah pindah pada pemindahan sebelumnya",)
            )
            found[post.key] = Row(post.key, post.sort, post.title, post.address, outcome, row.get("path", ""), "", why)
    for place, result in zip(told.places, told.results, strict=True):
        post = place.post
        refused = told.aside.get(place.path, ())
        outcome = ASIDE if refused else DRAFT if result.is_draft else PUBLISHED
        found[post.key] = Row(
            post.key, post.sort, post.title, post.address, outcome, place.path, "" if outcome != PUBLISHED else place.url,
            refused or result.waits, result.missing, result.told, result.lost_links, result.recordings,
        )  # fmt: skip
    return list(found.values())


def counts(found: Iterable[Row]) -> Counts:
    """How many rows there are of each outcome."""
    outcomes = [row.outcome for row in found]
    aside = outcomes.count(ASIDE)
    return Counts(len(outcomes), outcomes.count(PUBLISHED), outcomes.count(DRAFT), outcomes.count(LEFT) + aside, aside)


def write(folder: Path, found: Sequence[Row], told: Told, at: datetime) -> None:
    """`laporan.html`, `laporan.csv` and `foto-hilang.csv` are in the folder."""
    head = (
        "kunci",
        "jenis lama",
        "judul",
        "alamat lama",
        "hasil",
        "berkas",
        "alamat baru",
        "alasan",
        "catatan",
        "foto hilang",
        "tautan lepas",
        "rekaman",
    )
    table = [
        (row.key, row.sort, row.title, row.old, row.outcome, row.path, row.new, "; ".join(row.reasons), "; ".join(row.told),
         "; ".join(row.missing), "; ".join(row.lost_links), "; ".join(row.recordings))
        for row in found
    ]  # fmt: skip
    disk.replace(folder / "laporan.csv", _csv(head, table))
    missing = [(row.path, row.title, *_address_and_reason(one)) for row in found for one in row.missing]
    disk.replace(folder / "foto-hilang.csv", _csv(("naskah", "judul", "alamat lama", "alasan"), missing))
    disk.replace(folder / "laporan.html", page(found, told, at).encode("utf-8"))


def _address_and_reason(text: str) -> tuple[str, str]:
    address, _, reason = text.partition(": ") if not text.startswith("http") else _split_after_address(text)
    return address, reason


def _split_after_address(text: str) -> tuple[str, str, str]:
    scheme, _, rest = text.partition("://")
    address, colon, reason = rest.partition(": ")
    return f"{scheme}://{address}", colon, reason


def _csv(head: Sequence[str], table: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([[f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in table])
    return stream.getvalue().encode("utf-8-sig")


STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1B1F1D; background: #fff; margin: 0 auto; max-width: 70rem; padding: 1rem; }
h1 { line-height: 1.2; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: start; vertical-align: top; padding: .35rem .5rem;
border-block-end: 1px solid #cdd5d3; overflow-wrap: anywhere; }
thead th { background: #eef3f2; } a { color: #0B5D5E; } .sum { font-size: 1.25rem; }
section { overflow-x: auto; } code { font-size: .9em; }
"""


def page(found: Sequence[Row], told: Told, at: datetime) -> str:
    """The report as one page that needs nothing else."""
    sums = counts(found)
    hosts = ", ".join(sorted(told.site.hosts)) or told.site.program
    parts = [
        '<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>Laporan pindah rumah</title><style>{STYLE}</style></head><body><main><h1>Laporan pindah rumah</h1>",
        f"<p>{escape(long_date(at.date()))}, pukul {escape(clock(at))}. Sumber: {escape(hosts)}.</p>",
        (
            f'<p class="sum"><strong>Masuk {number(sums.total)} = terbit {number(sums.published)} + draf {number(sums.drafts)} + ditinggal '
            f"{number(sums.left_out)}</strong> (di antaranya disisihkan gerbang {number(sums.aside)}).</p>"
        ),
        f"<p>Komentar di situs lama: {number(told.site.comments)}; tidak ikut pindah.</p>",
        f"<p>Berkas yang tercatat di situs lama: {number(len(told.site.media))}.</p>",
    ]
    parts += _section(
        "Disisihkan gerbang",
        "Naskah ini tidak masuk situs. Berkasnya ada di folder pindah/disisihkan; perbaiki, lalu taruh kembali di tempatnya.",
        [row for row in found if row.outcome == ASIDE],
    )
    parts += _section("Draf", "Perlu dilihat orang sebelum terbit.", [row for row in found if row.outcome == DRAFT])
    parts += _section(
        "Ditinggal di situs lama", "Tidak dipindahkan, dengan alasannya.", [row for row in found if row.outcome == LEFT]
    )
    missing = [(row, one) for row in found for one in row.missing]
    if missing:
        parts.append(
            f"<section><h2>Foto yang tidak ikut ({number(len(missing))})</h2>"
            "<p>Cari berkasnya di situs lama, atau biarkan. Daftar yang sama: foto-hilang.csv.</p>"
        )
        parts += _table(("Naskah", "Foto"), [(row.path or row.title, one) for row, one in missing])
    changed = [row for row in found if row.key in set(told.changed)]
    parts += _section(
        "Berubah di situs lama sesudah pindah", "Naskah di sini tidak disentuh; bandingkan bila perlu.", changed
    )
    if told.unled:
        parts.append(f"<section><h2>Alamat lama yang tidak dapat dialihkan ({number(len(told.unled))})</h2>")
        parts += _table(("Alamat",), [(one,) for one in told.unled])
    noted = [row for row in found if row.told or row.lost_links or row.recordings]
    if noted:
        parts.append(f"<section><h2>Catatan ({number(len(noted))})</h2>")
        parts += _table(("Naskah", "Catatan"), [(row.path or row.title, "; ".join(_notes(row))) for row in noted])
    moved = [row for row in found if row.outcome == PUBLISHED]
    parts += _section("Terbit", "Alamat lamanya diteruskan ke alamat baru.", moved)
    return "\n".join([*parts, "</main></body></html>\n"])


def _notes(row: Row) -> Iterator[str]:
    yield from row.told
    yield from (f"tautan dilepas, katanya tetap: {one}" for one in row.lost_links)
    yield from (f"rekaman tidak ikut: {one}" for one in row.recordings)


def _section(title: str, words: str, found: Sequence[Row]) -> Iterator[str]:
    if not found:
        return
    yield f"<section><h2>{escape(title)} ({number(len(found))})</h2><p>{escape(words)}</p>"
    cells = [
        (row.title or "(tanpa judul)", row.old, row.path or row.sort, "; ".join(dict.fromkeys(row.reasons)) or row.new)
        for row in found
    ]
    yield from _table(("Judul", "Alamat lama", "Di sini", "Keterangan"), cells)


def _table(head: Sequence[str], table: Iterable[Sequence[str]]) -> Iterator[str]:
    yield (
        "<table><thead><tr>" + "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head) + "</tr></thead><tbody>"
    )
    for row in table:
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
    yield "</tbody></table></section>"
