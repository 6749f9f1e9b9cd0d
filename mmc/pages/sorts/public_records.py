"""The office's documents as they are listed, and the service that gives out what is not: for pages and for open data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from mmc.base import addresses
from mmc.base.public_information import CLASSES, Document
from mmc.checks.rules import documents as pdf
from mmc.indonesian import calendar
from mmc.indonesian.text import number
from mmc.pages import views
from mmc.pages.context import Context
from mmc.pages.sorts.files import DOCUMENTS

FACTS = (
    ("officer", "Penanggung jawab"),
    ("place", "Tempat layanan"),
    ("hours", "Jam layanan"),
    ("fee", "Biaya"),
    ("complaint", "Keberatan dan pengaduan"),
)
MISSING = "belum ditetapkan"


def records_of(context: Context, sort: str) -> tuple[views.Record, ...]:
    """The documents of one class by title and year, for the page of that class; without a look into the files."""
    chosen = (each for each in context.vocabulary.public.document if each.sort == sort)
    found = (record_of(context, each, {"url": address_of(context, each)}) for each in chosen)
    return tuple(sorted(found, key=lambda each: (-int(each.year or 0), each.title)))


def desk(context: Context) -> views.Desk:
    """The service as the page PPID shows it; what the office has not filled in is told as missing."""
    public = context.vocabulary.public
    told = tuple((label, getattr(public.service, name) or MISSING) for name, label in FACTS)
    requests = tuple(
        views.RequestsOfYear(
            str(each.year),
            number(each.received),
            number(each.granted),
            number(each.partly),
            number(each.refused),
            f"{number(each.days)} hari kerja" if each.days else "",
        )
        for each in sorted(public.requests, key=lambda each: -each.year)
    )
    forms = tuple(views.Link(each.url, each.label) for each in public.form)
    return views.Desk(public.service.pledge, told, forms, requests, _survey(context))


def _survey(context: Context) -> tuple[views.Link, ...]:
    """Three questions as a message that the reader sends or does not: there is no server that could count anybody."""
    office = context.vocabulary.office
    text = quote(
        f"Survei pembaca {office.name}\n1. Apakah yang Anda cari ditemukan? (ya/tidak)\n"
        "2. Mudah dipahami? (1 sulit sampai 5 mudah)\n3. Apa yang perlu diperbaiki?\n"
    )
    ways = []
    for contact in context.site.contacts:
        place = contact.url.partition("?")[0]
        if place.startswith("mailto:"):
            ways.append(views.Link(f"{place}?subject=Survei%20pembaca&body={text}", f"lewat {contact.label}"))
        elif urlsplit(place).hostname == "wa.me":
            ways.append(views.Link(f"{place}?text={text}", f"lewat {contact.label}"))
    return tuple(ways)


def record_of(context: Context, document: Document, row: dict[str, Any]) -> views.Record:
    """The document as a page lists it, from what is known of its file."""
    return views.Record(
        title=document.title,
        sort=CLASSES[document.sort],
        url=row["url"],
        file=_file(row),
        year=str(document.year or ""),
        unit=document.unit,
        number=document.number,
        published=_day(document.published),
        valid_until=_day(document.valid_until),
        summary=document.summary,
        replaced_by=_successor(context, document),
        is_scan=row.get("has_text") is False,
        is_elsewhere=bool(document.url) and not document.file,
    )


def row_of(context: Context, document: Document) -> dict[str, Any]:
    """One document as open data."""
    address = address_of(context, document)
    row: dict[str, Any] = {
        "title": document.title,
        "class": document.sort,
        "year": document.year or None,
        "unit": document.unit,
        "number": document.number,
        "published": document.published,
        "valid_until": document.valid_until,
        "url": context.absolute(address) if address.startswith("/") else address,
        "format": "",
        "bytes": None,
        "pages": None,
        "has_text": None,
        "replaces": document.replaces,
        "replaced_by": _successor(context, document),
        "is_missing": not address,
        "summary": document.summary,
    }
    if document.file and address:
        size, extent = _extent(
            context.settings.root / DOCUMENTS / document.file, context.catalogue.seal(DOCUMENTS + document.file) or b""
        )
        row |= {
            "format": "PDF",
            "bytes": size,
            "pages": extent.pages or None,
            "has_text": extent.has_text if extent.pages else None,
        }
    return row


@cache
def _extent(file: Path, seal: bytes) -> tuple[int, pdf.Extent]:  # noqa: ARG001 - the file by what is in it
    data = file.read_bytes()
    return len(data), pdf.extent(data)


def address_of(context: Context, document: Document) -> str:
    """Where the document is read; empty for one that is not there."""
    if document.file:
        return f"{addresses.DOCUMENTS}{document.file}" if context.catalogue.seal(DOCUMENTS + document.file) else ""
    return document.url


def _successor(context: Context, document: Document) -> str:
    """The title of the document that says it replaces this one."""
    later = (
        each.title for each in context.vocabulary.public.document if document.file and each.replaces == document.file
    )
    return next(later, "")


def _file(row: dict[str, Any]) -> str:
    if not row.get("bytes"):
        return ""
    size = row["bytes"]
    words = [
        row["format"],
        f"{number(round(size / 1_000_000, 1))} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB",
    ]
    return ", ".join([*words, *([f"{number(row['pages'])} halaman"] if row["pages"] else [])])


def _day(written: str) -> str:
    return calendar.plain_date(calendar.parse_date(written)) if written else ""
