"""One item on its way: where it stands, what is signed, and the buttons of the next step."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET, require_POST

from mmc.base.problems import ContentError
from mmc.base.typed import told
from mmc.desk import exchanging
from mmc.desk.accounts.record import note
from mmc.desk.saving import Overtaken
from mmc.desk.table import index as indexes
from mmc.desk.table.row import Row
from mmc.desk.workflow.steps import Step, steps_of
from mmc.desk.workflow.taking import standing_of, take_step
from mmc.history.repository import GitError, Repository

LABELS = {
    Step.SEND: "Kirim untuk ditinjau",
    Step.TAKE_BACK: "Tarik kembali ke draf",
    Step.RETURN: "Kembalikan kepada penulis",
    Step.APPROVE: "Setujui",
}
HISTORY = 30


@require_GET
def item(request: HttpRequest, permanent: str) -> HttpResponse:
    """The item's page."""
    row = _row(permanent)
    standing = standing_of(settings.MMC_ROOT, row)
    steps = [(step.value, LABELS[step], step is Step.RETURN) for step in steps_of(standing.place, request.officer)]
    past = list(Repository(settings.MMC_ROOT).log(f"-{HISTORY}", "HEAD", "--", row.path))
    shown = {"row": row, "standing": standing, "steps": steps, "past": past, "editor": _editor(row)}
    return render(request, "meja/alur.html", shown)


@require_POST
def step(request: HttpRequest, permanent: str, name: str) -> HttpResponse:
    """The step is taken, or it is told why not."""
    row, root = _row(permanent), settings.MMC_ROOT
    wanted = next((each for each in Step if each.value == name), None)
    if wanted is None:
        raise Http404
    lines: list[str] = []
    try:
        is_own = settings.MMC_DESK.is_embedded
        take_step(root, row, wanted, request.officer, request.POST.get("alasan", ""), lines.append, has_key=is_own)
    except ContentError as refused:
        note(request, "langkah ditolak")
        messages.error(request, told("\n".join(f"{each.message} {each.hint}".strip() for each in refused.problems)))
    except Overtaken:
        messages.error(request, "Naskah ini baru saja diubah orang lain; lihat dahulu perubahannya.")
    except (GitError, OSError) as error:
        messages.error(request, f"Belum tersimpan, tidak ada yang berubah: {error}")
    else:
        note(request, f"{wanted.value} {row.id}")
        messages.success(request, "\n".join(lines) or f"{LABELS[wanted]}: sudah dicatat.")
        exchanging.wake()
    indexes.of(root).refresh()
    return redirect("alur", row.id)


def _row(permanent: str) -> Row:
    row = indexes.of(settings.MMC_ROOT).find(permanent)
    if row is None:
        raise Http404
    return row


def _editor(row: Row) -> str:
    try:
        return reverse("naskah", args=[row.id])
    except NoReverseMatch:
        return ""
