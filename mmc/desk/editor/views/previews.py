"""The page in the site's own theme, from what is typed, shown to the one who types it."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from mmc.base.media_types import content_type
from mmc.desk.editor import keeping
from mmc.desk.editor.keeping import Open
from mmc.desk.editor.manuscript import Unwritable
from mmc.desk.editor.previewing import preview_of, style_within, within
from mmc.importer.readers.pandoc import PandocError

PREFIX = "/naskah/pratinjau"
POLICY = "default-src 'none'; img-src 'self' data:; style-src 'self'; font-src 'self'; frame-ancestors 'self'; sandbox allow-same-origin"


@require_GET
def look(request: HttpRequest, item: str) -> HttpResponse:
    """The preview's page, or as JSON where its frames are."""
    found = keeping.item_of(settings.MMC_ROOT, item, request.officer)
    shown = _built(found, request.officer.address)
    if request.GET.get("bentuk") == "json":
        return JsonResponse(shown)
    return render(request, "naskah/lihat.html", {"item": item, **shown})


def _built(found: Open, whose: str) -> dict[str, Any]:
    try:
        data = found.data()
    except (Unwritable, PandocError):
        return {"masalah": "Isi yang baru diketik belum dapat ditulis; perbaiki dahulu."}
    waiting = (
        {f"{found.folder}/{each.name}": bytes(each.data) for each in found.unsaved.photos.all()}
        if found.unsaved
        else {}
    )
    preview = preview_of(settings.MMC_ROOT)
    address, trouble = preview.show(found.path, {found.path: data, **waiting}, whose)
    if not address:
        return {"masalah": trouble}
    page = BeautifulSoup(preview.page(address, whose)[1], "html.parser")
    facts = {
        str(tag.get("property") or tag.get("name")): str(tag.get("content") or "") for tag in page.find_all("meta")
    }
    card = "/" + facts.get("og:image", "").partition("://")[2].partition("/")[2]
    return {
        "halaman": PREFIX + address,
        "teks": f"{PREFIX}{address}teks/",
        "kartu": PREFIX + card if card != "/" else "",
        "judul": facts.get("og:title", ""),
        "ringkasan": facts.get("og:description", ""),
        "alamat": settings.MMC_OFFICE.url.partition("://")[2].rstrip("/"),
    }


@require_GET
@xframe_options_sameorigin
def page(request: HttpRequest, address: str) -> HttpResponse:
    """A file of the built preview, its addresses below ours, nothing in it that runs."""
    file, data = preview_of(settings.MMC_ROOT).page(f"/{address}", request.officer.address)
    if file is None:
        return HttpResponse("Halaman ini belum ada di pratinjau.", status=404, content_type="text/plain; charset=utf-8")
    media = content_type(file.name)
    if media.startswith("text/html"):
        data = within(data, PREFIX)
    elif media.startswith("text/css"):
        data = style_within(data, PREFIX)
    elif not media.startswith(("image/", "font/")):
        return HttpResponse(status=404)
    response = HttpResponse(data, content_type=media)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store" if media.startswith("text/html") else "private, max-age=60"
    return response
