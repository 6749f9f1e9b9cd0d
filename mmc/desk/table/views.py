"""The day's table and the list of all items."""

from __future__ import annotations

from datetime import datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE
from mmc.base.vocabulary import STATUSES, load_vocabulary
from mmc.desk.table import index as indexes
from mmc.desk.table.row import PAGES, Wanted

FEW = 12
PER_PAGE = 40
MOST_PAGES = 10_000
STATES = {
    "draf": "Draf",
    "tinjau": "Menunggu tinjauan",
    "terbit": "Terbit",
    "terjadwal": "Terjadwal",
    "bermasalah": "Bermasalah",
}


def today(request: HttpRequest) -> HttpResponse:
    """What is mine, what waits, what is scheduled, what went live today, what has problems."""
    index = indexes.of(settings.MMC_ROOT)
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
    lists = [
        ("Naskah saya", "Belum ada naskah Anda yang sedang dikerjakan.", index.mine(request.officer.name, FEW)),
        ("Menunggu tinjauan", "Tidak ada yang menunggu tinjauan.", index.listed(Wanted(status="tinjau"), 0, FEW)[0]),
        ("Terjadwal", "Tidak ada yang terjadwal.", index.scheduled(FEW)),
        ("Terbit hari ini", "Belum ada yang terbit hari ini.", index.since(midnight, FEW)),
        ("Bermasalah", "Tidak ada naskah yang bermasalah.", index.with_problems(FEW)),
    ]
    return render(request, "meja/hari-ini.html", {"lists": lists, "now": timezone.localtime()})


def items(request: HttpRequest) -> HttpResponse:
    """All items, by what is looked for."""
    index = indexes.of(settings.MMC_ROOT)
    wanted = Wanted.of(request.GET)
    given = request.GET.get("halaman", "1")
    page = min(int(given), MOST_PAGES) if given.isascii() and given.isdigit() and int(given) else 1
    rows, total = index.listed(wanted, (page - 1) * PER_PAGE, PER_PAGE)
    kinds = [(slug, kind.label) for slug, kind in KINDS.items()] + [(PAGE, PAGES)]
    shown = {
        "wanted": wanted,
        "now": timezone.localtime(),
        "rows": rows,
        "total": total,
        "page": page,
        "pages": max(1, -(-total // PER_PAGE)),
        "kinds": kinds,
        "categories": [each.name for each in load_vocabulary(settings.MMC_ROOT / "data").categories],
        "states": [(each, STATES[each]) for each in (*STATUSES, "terjadwal", "bermasalah")],
        "people": index.people(),
    }
    template = "meja/bagian/daftar.html" if request.headers.get("HX-Target") == "daftar" else "meja/naskah.html"
    return render(request, template, shown)
