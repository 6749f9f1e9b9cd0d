"""The *Daftar Informasi Publik*: whole, by class and by unit, as open data, with the page of evidence."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from mmc.base import addresses
from mmc.base.public_information import CLASSES
from mmc.indonesian.text import slugify
from mmc.pages import views
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path
from mmc.pages.sorts.fixed import tool
from mmc.pages.sorts.public_records import record_of, row_of

VERSION = 1
COLUMNS = (
    *("title", "class", "year", "unit", "number", "published", "valid_until", "url", "format", "bytes", "pages"),
    *("has_text", "replaces", "replaced_by", "is_missing", "summary"),
)
TITLE = "Daftar Informasi Publik"
ALL = "Semua, menurut tahun"
NO_UNIT, NO_YEAR = "Unit kerja belum disebut", "Tahun belum disebut"
DESCRIPTION = "Dokumen yang terbuka bagi warga: apa, tahun berapa, milik siapa, dan di mana membacanya."
INTRODUCTIONS = {
    "berkala": "Informasi yang diumumkan tanpa diminta, sedikitnya setiap enam bulan.",
    "serta-merta": "Informasi yang segera diumumkan karena menyangkut keselamatan orang banyak.",
    "setiap-saat": "Informasi yang tersedia kapan saja diminta.",
}


def outputs(context: Context) -> Iterator[Output]:
    """Every page and file of the list."""
    rows = [(document, row_of(context, document)) for document in context.vocabulary.public.document]
    records = [record_of(context, document, row) for document, row in rows]
    by_year = _parts(records, lambda each: each.year or NO_YEAR, is_newest_first=True)
    yield _page(context, addresses.PUBLIC, TITLE, DESCRIPTION, by_year)
    for sort, address in addresses.PUBLIC_CLASSES.items():
        parts = _parts(
            [each for each in records if each.sort == CLASSES[sort]],
            lambda each: each.year or NO_YEAR,
            is_newest_first=True,
        )
        title = f"{TITLE}: {CLASSES[sort].lower()}"
        yield _page(context, address, title, INTRODUCTIONS[sort], parts)
    by_unit = _parts(records, lambda each: each.unit or NO_UNIT)
    yield _page(context, addresses.PUBLIC_UNITS, f"{TITLE}: menurut unit kerja", DESCRIPTION, by_unit)
    yield _evidence(context)
    as_json, as_csv = addresses.PUBLIC_DATA
    yield Output((page_path(as_json),), "bytes", _json(context, [row for _, row in rows]))
    yield Output((page_path(as_csv),), "bytes", _csv(row for _, row in rows))


def _page(context: Context, url: str, title: str, intro: str, parts: tuple[views.Part, ...]) -> Output:
    filters = (
        views.Link(addresses.PUBLIC, ALL),
        *(views.Link(address, CLASSES[sort]) for sort, address in addresses.PUBLIC_CLASSES.items()),
        views.Link(addresses.PUBLIC_UNITS, "Menurut unit kerja"),
    )
    downloads = tuple(views.Link(each, each.rpartition(".")[2].upper()) for each in addresses.PUBLIC_DATA)
    page = views.PublicInformationPage(
        **tool(context, url, title, intro), intro=intro, parts=parts, filters=filters, downloads=downloads
    )
    return Output((page_path(url),), "template:public-information.html", page)


def _evidence(context: Context) -> Output:
    listed = context.vocabulary.public.evidence
    answered = tuple(
        views.Answered(f"butir-{slugify(each.code)}", each.code, each.label, each.url, each.note) for each in listed
    )
    words = tool(
        context,
        addresses.PUBLIC_EVIDENCE,
        "Bukti keterbukaan informasi",
        "Setiap kewajiban keterbukaan informasi dengan satu tautan tetap, dan yang masih belum tersedia.",
    )
    page = views.EvidencePage(**words, answered=answered, missing=sum(not each.url for each in listed))
    return Output((page_path(addresses.PUBLIC_EVIDENCE),), "template:evidence.html", page)


def _parts(records: Iterable[views.Record], label: Any, *, is_newest_first: bool = False) -> tuple[views.Part, ...]:
    groups: dict[str, list[views.Record]] = {}
    for record in records:
        groups.setdefault(label(record), []).append(record)
    names = sorted(groups, key=lambda name: (name in (NO_YEAR, NO_UNIT), name))
    if is_newest_first:
        names = sorted(groups, key=lambda name: (name != NO_YEAR, name), reverse=True)
    return tuple(
        views.Part(f"bagian-{slugify(name)}", name, tuple(sorted(groups[name], key=lambda each: each.title)))
        for name in names
    )


def _json(context: Context, rows: list[dict[str, Any]]) -> bytes:
    office = context.vocabulary.office
    evidence = [
        {
            "code": each.code,
            "label": each.label,
            "url": context.absolute(each.url) if each.url.startswith("/") else each.url,
            "is_missing": not each.url,
        }
        for each in context.vocabulary.public.evidence
    ]
    data = {
        "version": VERSION,
        "publisher": office.office or office.name,
        "license": context.absolute(office.licence_url) if office.licence_url else "",
        "url": context.absolute(addresses.PUBLIC),
        "items": rows,
        "evidence": evidence,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(rows: Iterable[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _cell(value) for key, value in row.items()})
    return text.getvalue().encode("utf-8")


def _cell(value: Any) -> str:
    """As a spreadsheet takes it: nothing for what is not known, and no formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
