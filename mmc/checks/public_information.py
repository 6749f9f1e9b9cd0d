"""What of `data/informasi-publik.toml` is dead, over or due: told with its line, and never in the way of a release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

from mmc.base.addresses import DOCUMENTS
from mmc.base.problems import Problem, Severity
from mmc.base.public_information import Document, PublicInformation
from mmc.checks.archive import Archive

PATH = "data/informasi-publik.toml"
HALF_YEAR = timedelta(days=183)  # UU 14/2008, Pasal 9 (3): sedikitnya setiap enam bulan
PERIODIC = "berkala"


def public_problems(public: PublicInformation, archive: Archive, today: date, file: Path) -> Iterator[Problem]:
    """Every document, form and item of evidence that leads nowhere, is over or is due."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []

    def told(words: str, message: str, hint: str, severity: Severity = Severity.WARNING) -> Problem:
        at = (
            number
            for number, line in enumerate(lines, 1)
            if words and words in line and not line.lstrip().startswith("#")
        )
        return Problem(PATH, next(at, 1), message, hint, "", severity, "public-information")

    names = {each.file for each in public.document if each.file}
    replaced = {each.replaces for each in public.document if each.replaces}
    for document in public.document:
        for words, message, hint in _faults(document, names, replaced, archive, today):
            yield told(words, message, hint)
    places = [*((each.label, each.url) for each in public.form), *((each.label, each.url) for each in public.evidence)]
    for label, url in places:
        path = unquote(url.partition("#")[0].partition("?")[0])
        if path.startswith("/") and not archive.has(path):
            hint = "Salin alamat halamannya dari situs, atau kosongkan `url` sampai ada."
            yield told(f'"{url}"', f"“{label}” menuju {path}, yang tidak ada di situs ini.", hint)
    missing = [each.code for each in public.evidence if not each.url]
    if missing:
        message = f"{len(missing)} butir bukti belum punya tautan, misalnya {missing[0]}."
        yield told(
            missing[0],
            message,
            "Isi `url` begitu ada; sampai saat itu situs menyebutnya belum tersedia.",
            Severity.NOTE,
        )
    yield from (told(PERIODIC, *words) for words in due(public, today))


def _faults(
    document: Document, names: set[str], replaced: set[str], archive: Archive, today: date
) -> Iterator[tuple[str, str, str]]:
    if document.file and not archive.has(f"{DOCUMENTS}{document.file}"):
        hint = f"Taruh berkasnya di content/dokumen/{document.file}, atau betulkan namanya."
        yield document.file, f"Dokumen “{document.title}” tidak ada di content/dokumen.", hint
    if document.url.startswith("/") and not archive.has(unquote(document.url.partition("#")[0])):
        yield document.url, f"“{document.title}” menuju {document.url}, yang tidak ada di situs ini.", "Betulkan `url`."
    if document.replaces and document.replaces not in names:
        hint = "Tulis `file` dokumen lama persis seperti di daftar; yang lama tetap dicantumkan."
        yield document.replaces, f"Dokumen yang digantikan, {document.replaces}, tidak ada dalam daftar.", hint
    for field in ("published", "valid_until"):
        if (written := getattr(document, field)) and _day(written) is None:
            yield written, f"Tanggal {written} tidak ada dalam kalender.", f"Betulkan `{field}`."
    until = _day(document.valid_until)
    if until and until < today and document.file not in replaced:
        hint = "Tambahkan penggantinya dengan `replaces`, atau perpanjang `valid_until`."
        yield document.valid_until, f"“{document.title}” tidak berlaku lagi sejak {document.valid_until}.", hint


def due(public: PublicInformation, today: date) -> Iterator[tuple[str, str]]:
    """Periodic information is announced at least every six months."""
    days = [_day(each.published) for each in public.document if each.sort == PERIODIC and not each.is_missing]
    last = max((day for day in days if day is not None), default=None)
    if last is not None and last + HALF_YEAR < today:
        message = f"Informasi berkala terakhir diumumkan {last.isoformat()}; sedikitnya setiap enam bulan."
        yield message, "Unggah yang terbaru dengan `published`-nya."


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
