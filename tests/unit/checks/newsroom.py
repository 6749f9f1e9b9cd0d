"""A small office for the tests of the gate: no file of the office is read."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache

from mmc.base.vocabulary import Category, District, Office, Vocabulary
from mmc.checks import Gatekeeper, context_of
from mmc.prose import markdown

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=timezone(timedelta(hours=7)))
PATH = "content/berita/2026/01/2026-01-31-panen-raya.md"
HEADER = {
    "title": "Panen Raya di Dusun Hilir",
    "date": "2026-01-31 09.00 WIB",
    "status": "terbit",
    "id": "brs-2026-01-31-k3f9",
    "category": "Ekonomi",
    "tags": "padi, panen",
    "summary": "Petani Dusun Hilir memanen padi.",
    "author": "Redaksi",
}
BODY = "Petani di Kecamatan Dusun Hilir memanen padi sawah, Sabtu (31/1/2026). Hasilnya enam ton per hektare."


@cache
def keeper() -> Gatekeeper:
    """The gate of an imagined office."""
    office = Office("MMC Contoh", "MMC", "Dinas", "Kabupaten Contoh", "Provinsi", "Kota", "https://mmc.contoh.go.id")
    hosts = ("*.go.id", "antaranews.com")
    vocabulary = Vocabulary(
        office, (Category("ekonomi", "Ekonomi"),), (District("dusun-hilir", "Dusun Hilir"),), (), (), (), hosts, ()
    )
    return Gatekeeper(vocabulary, context_of(vocabulary, NOW), markdown.convert, lambda _data, _path: ())


def item(body: str = BODY, **fields: str) -> bytes:
    """The bytes of an item that is right but for what is given."""
    header = "".join(f"{key}: {value}\n" for key, value in (HEADER | fields).items())
    return f"---\n{header}---\n\n{body}\n".encode()


def codes(data: bytes, path: str = PATH) -> set[str]:
    """The codes of the errors and warnings that the gate tells of this file."""
    return {problem.code for problem in keeper().examine(data, path).problems if problem.severity.value != "catatan"}


def all_codes(data: bytes, path: str = PATH) -> set[str]:
    """Notes too."""
    return {problem.code for problem in keeper().examine(data, path).problems}
