"""The audit as a page: who did what when, from git, letters, releases and records."""

from __future__ import annotations

from contextlib import closing

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mmc.base.problems import ContentError
from mmc.commands.approval.standing import Project
from mmc.commands.auditing import audit
from mmc.indonesian import calendar

MOST = 2000  # rows of one page


@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """Everything of the days that are asked for, newest first; a wrong date is told beside the fields."""
    since, until = (request.GET.get(name, "").strip()[:40] for name in ("dari", "sampai"))
    zone = calendar.zone(settings.MMC_OFFICE.timezone)
    wrong = ""
    try:
        start, end = audit.span(since, until, zone)
    except ContentError as error:
        wrong = " ".join(f"{each.message} Contoh: 1 Januari 2026." for each in error.problems)
        start, end = audit.span("", "", zone)
    with closing(Project(settings.MMC_ROOT)) as project:
        events = audit.record(project, start, end)[::-1]
        unknown = audit.unknown(project, start)
    shown = {"events": events[:MOST], "total": len(events), "unknown": unknown, "wrong": wrong}
    return render(request, "meja/jejak.html", shown | {"since": since, "until": until, "start": start, "end": end})
