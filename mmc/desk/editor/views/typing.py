"""What the page asks while somebody types: keep this, what is wrong with it, what does it look like, who else is here."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from mmc.base.items.reading import read_draft
from mmc.base.items.source import read_source
from mmc.base.problems import ContentError
from mmc.desk.editor import checking, keeping, photographs, wording
from mmc.desk.editor.manuscript import Unwritable
from mmc.desk.table import index
from mmc.importer.readers.pandoc import PandocError

MOST_LINKS = 8


@require_POST
def keep(request: HttpRequest, item: str) -> HttpResponse:
    """What was typed is kept; then what the gate says of it. A device that knows less than another is told so, not obeyed."""
    officer, form = request.officer, request.POST
    if sum(len(value) for name in form for value in form.getlist(name)) > keeping.MOST_LETTERS:
        return JsonResponse({"pesan": "Naskah ini terlalu besar untuk meja."}, status=413)
    found = keeping.item_of(settings.MMC_ROOT, item, officer, form)
    known = str(form.get("nomor") or "0")
    if found.unsaved is not None and str(found.unsaved.number) != known and "paksa" not in form:
        if found.unsaved.form == keeping.stored(form):
            return JsonResponse({"nomor": found.unsaved.number})
        return JsonResponse({"nomor": found.unsaved.number, "lain": True}, status=409)
    unsaved = keeping.keep(found, officer, form)
    return JsonResponse({"nomor": unsaved.number, **_said(found, officer)})


def _said(found: keeping.Open, officer: Any) -> dict[str, Any]:
    """What the page shows beside the fields."""
    root = settings.MMC_ROOT
    waiting = [*found.unsaved.photos.values_list("name", flat=True)] if found.unsaved is not None else []
    try:
        data = found.data()
    except Unwritable as error:
        message = "Isi ini tidak dapat ditulis di berkasnya; ketik ulang dengan kata-kata biasa."
        return {
            "temuan": [{"field": error.key, "line": 0, "quote": "", "tone": "galat", "message": message, "mend": ""}]
        }
    except (PandocError, ContentError) as error:
        return {"temuan": [{"field": "", "line": 0, "quote": "", "tone": "galat", "message": str(error), "mend": ""}]}
    problems = checking.examine(root, data, found.path, waiting)
    draft, _ = read_draft(read_source(data, found.path), checking.vocabulary_of(root))
    said = checking.told(problems, data, found.path)
    return {
        "temuan": [asdict(each) for each in said],
        "alamat": draft.url if draft is not None else "",
        "perbaiki": checking.mended(root, data, found.path) != data,
        "orang": keeping.here(found.item, officer),
    }


@require_GET
def here(request: HttpRequest, item: str) -> HttpResponse:
    """A sign of life: who else is here, whether the file has changed, and a fresh word against forgery for a page left open."""
    found = keeping.item_of(settings.MMC_ROOT, item, request.officer)
    current = keeping.name_of(found.current) if found.current is not None else ""
    others = keeping.here(item, request.officer)
    number = found.unsaved.number if found.unsaved is not None else 0
    return JsonResponse({"orang": others, "berkas": current, "nomor": number, "kunci": get_token(request)})


@require_POST
def shown(request: HttpRequest) -> HttpResponse:
    """Markdown for the editor that looks like Word."""
    markdown = str(request.POST.get(keeping.BODY) or "").replace("\r\n", "\n")
    blocks = wording.shown(markdown)
    return JsonResponse(
        {"html": "".join(block.html for block in blocks), "utuh": sum(block.is_kept for block in blocks)}
    )


@require_POST
def written(request: HttpRequest) -> HttpResponse:
    """What was edited as in Word, as Markdown."""
    markdown = str(request.POST.get(keeping.BODY) or "").replace("\r\n", "\n").strip("\n")
    try:
        return JsonResponse({"markdown": wording.written(markdown, str(request.POST.get(keeping.RICH) or ""))})
    except PandocError:
        return JsonResponse({"pesan": "Naskah tidak dapat dibaca."}, status=422)


@require_POST
def pasted(request: HttpRequest) -> HttpResponse:
    """What another program put on the clipboard, with the marks that the house knows and nothing else."""
    try:
        html = wording.pasted(str(request.POST.get("html") or ""))
        return JsonResponse({"html": html, "markdown": wording.written("", html)})
    except (PandocError, ContentError):
        return JsonResponse({"pesan": "Tempelan tidak dapat dibaca; tempel sebagai teks biasa."}, status=422)


@require_GET
def links(request: HttpRequest) -> HttpResponse:
    """Our own items for a link, by words of their title."""
    words = request.GET.get("cari", "").strip()[:120]
    rows = index.of(settings.MMC_ROOT).search(words, MOST_LINKS) if words else []
    return JsonResponse(
        {"naskah": [{"judul": row.title, "alamat": row.url, "status": row.status} for row in rows if row.url]}
    )


@require_POST
def upload(request: HttpRequest, item: str) -> HttpResponse:
    """A photo taken in: its name beside the item, and whether the archive has it already."""
    found = keeping.item_of(settings.MMC_ROOT, item, request.officer)
    file = request.FILES.get("foto")
    if file is None:
        return JsonResponse({"pesan": "Tidak ada foto yang sampai."}, status=400)
    if file.size and file.size > photographs.MOST_BYTES:
        return JsonResponse({"pesan": "Foto lebih dari 40 MB; kirim foto yang lebih kecil."}, status=413)
    unsaved = found.unsaved or keeping.begin(found, request.officer)
    try:
        taken = photographs.take_in(settings.MMC_ROOT, found, unsaved, file.read(), file.name or "foto")
    except photographs.Rejected as rejected:
        return JsonResponse({"pesan": str(rejected)}, status=422)
    address = reverse("naskah-foto", args=[item, taken.name])
    return JsonResponse({"nama": taken.name, "alamat": address, "dikenal": taken.known_at, "nomor": unsaved.number})


@require_GET
def photo(request: HttpRequest, item: str, name: str) -> HttpResponse:
    """A photo beside the item, saved or not."""
    found = keeping.item_of(settings.MMC_ROOT, item, request.officer)
    kept = photographs.photo_of(settings.MMC_ROOT, found, name)
    if kept is None:
        return HttpResponse(status=404)
    response = HttpResponse(kept[0], content_type=kept[1])
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response
