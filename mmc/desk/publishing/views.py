"""The pages of releases: start one, watch it, go back, look at what is live."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mmc.desk.accounts.record import note
from mmc.desk.accounts.refusals import only
from mmc.desk.officers import Act
from mmc.desk.publishing import jobs
from mmc.desk.publishing.jobs import Kind

NAMES = {
    Kind.RELEASE.value: "Penerbitan",
    Kind.DUE.value: "Penerbitan terjadwal",
    Kind.BACK.value: "Pengembalian",
    Kind.PROOF.value: "Pembuktian",
}


@require_GET
def releases(request: HttpRequest) -> HttpResponse:
    """The last job as it runs, those before it, and the buttons."""
    return render(request, "meja/terbitan.html", _shown())


@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """The part of that page that follows a job."""
    return render(request, "meja/bagian/kemajuan.html", _shown())


@require_POST
@only(Act.PUBLISH)
def publish(request: HttpRequest) -> HttpResponse:
    """A release begins."""
    return _begun(request, Kind.RELEASE)


@require_POST
@only(Act.PUBLISH)
def prove(request: HttpRequest) -> HttpResponse:
    """What is live is compared with the signed record."""
    return _begun(request, Kind.PROOF)


@only(Act.MANAGE)
def back(request: HttpRequest) -> HttpResponse:
    """Readers get the release before this one, once it is confirmed."""
    if request.method == "POST" and request.POST.get("yakin") == "ya":
        return _begun(request, Kind.BACK)
    return render(request, "meja/kembalikan.html")


def _begun(request: HttpRequest, kind: Kind) -> HttpResponse:
    try:
        jobs.begin(settings.MMC_ROOT, kind, request.officer, settings.MMC_DESK.target)
    except jobs.Busy:
        messages.warning(request, "Pekerjaan lain masih berjalan; tunggu sampai selesai, lalu ulangi.")
    else:
        note(request, f"{NAMES[kind.value]} dimulai")
    return redirect("terbitan")


def _shown() -> dict[str, object]:
    root = settings.MMC_ROOT
    listed = jobs.jobs(root)
    last = listed[0] if listed else None
    is_running = jobs.is_running(root)
    proof = next((each for each in listed if each.kind == Kind.PROOF.value and each.ended), None)
    return {
        "is_running": is_running,
        "last": last,
        "last_name": NAMES[last.kind] if last else "",
        "said": jobs.said_by(root, last) if last else "",
        "is_cut_off": last is not None and last.code is None and not is_running,
        "earlier": [(NAMES[each.kind], each) for each in listed[1:12]],
        "proof": proof if proof is not last else None,
        "proof_said": jobs.said_by(root, proof) if proof and proof is not last else "",
    }
