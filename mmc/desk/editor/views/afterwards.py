"""What comes after a save: the item's history, an older version brought back, a correction, a withdrawal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mmc.base.items.reading import read_draft
from mmc.base.items.schema import PUBLISHED
from mmc.base.items.source import read_source
from mmc.base.problems import ContentError
from mmc.base.vocabulary import CORRECTION_KINDS
from mmc.desk.editor import checking, keeping
from mmc.desk.editor.differing import differences
from mmc.desk.editor.form import given_of
from mmc.desk.editor.keeping import Open
from mmc.desk.editor.manuscript import Unwritable, edited, opened
from mmc.desk.editor.shapes import Row
from mmc.desk.officers import Act
from mmc.desk.saving import Overtaken, save
from mmc.desk.table import index
from mmc.history.repository import GitError, Repository
from mmc.indonesian import calendar
from mmc.indonesian.calendar import header_moment

COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
MOST_VERSIONS = "200"
SORTS = {
    "ralat": "Ada yang salah pada berita kita: nama, angka, tempat, kutipan.",
    "koreksi": "Ada yang perlu dilengkapi atau diperjelas.",
    "hak jawab": "Pihak yang diberitakan menyampaikan tanggapannya.",
}


def history(request: HttpRequest, item: str) -> HttpResponse:
    """Every version of the item that git has, newest first."""
    found = keeping.item_of(settings.MMC_ROOT, item, request.officer)
    repository = Repository(settings.MMC_ROOT)
    versions = [*repository.log("-n", MOST_VERSIONS, "HEAD", "--", found.path)]
    shown = {"item": item, "title": _title(found), "versions": versions, "found": found}
    return render(request, "naskah/riwayat.html", shown)


def version(request: HttpRequest, item: str, commit: str) -> HttpResponse:
    """What one save changed, as people read it, and the way back to it."""
    found = keeping.item_of(settings.MMC_ROOT, item, request.officer)
    repository = Repository(settings.MMC_ROOT)
    try:
        told = repository.commit(commit) if COMMIT.fullmatch(commit) else None
        if told is None:
            raise Http404
        after = repository.blob(f"{commit}:{found.path}")
        before = repository.blob(f"{commit}^:{found.path}") if told.parents else None
    finally:
        repository.close()
    shown = {
        "item": item,
        "title": _title(found),
        "version": told,
        "differences": differences(before, after, found.path),
        "can_return": after is not None and after != found.current,
        "is_first": before is None,
    }
    return render(request, "naskah/versi.html", shown)


@require_POST
def bring_back(request: HttpRequest, item: str, commit: str) -> HttpResponse:
    """The item is again what it was in that commit, as a new save; what came between stays in the history."""
    found = keeping.item_of(settings.MMC_ROOT, item, request.officer)
    repository = Repository(settings.MMC_ROOT)
    try:
        told = repository.commit(commit) if COMMIT.fullmatch(commit) else None
        data = repository.blob(f"{commit}:{found.path}") if told is not None else None
    finally:
        repository.close()
    if told is None or data is None:
        raise Http404
    message = f"{_title(found)}: kembali ke versi {told.at:%d/%m/%Y %H.%M}"
    return _stored(request, found, data, message, "Versi lama menjadi versi terbaru.")


def correct(request: HttpRequest, item: str) -> HttpResponse:
    """A correction in steps: what sort, what was wrong and what is right; it stands at the top of the item, in feed and data."""
    found = _published(request, item)
    if request.method == "POST":
        sort, text = str(request.POST.get("jenis") or ""), " ".join(str(request.POST.get("isi") or "").split())
        if sort in CORRECTION_KINDS and sort in SORTS and text:
            now = _now()
            rows = [*_rows(found, "corrections"), {"kind": sort, "date": now, "text": text}]
            given: dict[str, str | Sequence[Row]] = {"corrections": rows, "modified": now}
            return _amended(
                request, found, given, f"{sort.capitalize()}: {_title(found)}", "Catatan tersimpan di atas naskah."
            )
        messages.error(request, "Pilih jenisnya dan tulis isinya.")
    shown = {
        "item": item,
        "title": _title(found),
        "sorts": SORTS.items(),
        "typed": request.POST,
        "rows": _rows(found, "corrections"),
    }
    return render(request, "naskah/ralat.html", shown)


def withdraw(request: HttpRequest, item: str) -> HttpResponse:
    """A withdrawal with its reason: the address stays and says why."""
    found = _published(request, item)
    if not request.officer.may(Act.APPROVE):
        return HttpResponse("Penarikan dilakukan oleh editor.", status=403, content_type="text/plain; charset=utf-8")
    if request.method == "POST":
        reason = " ".join(str(request.POST.get("alasan") or "").split())
        if reason and request.POST.get("yakin") == "ya":
            record: dict[str, str | Sequence[Row]] = {"withdrawn": [{"date": _now(), "reason": reason}]}
            return _amended(
                request,
                found,
                record,
                f"Ditarik: {_title(found)}",
                "Naskah ditarik; alamatnya tetap ada dengan alasannya.",
            )
        messages.error(request, "Tulis alasannya, lalu centang bahwa naskah ini memang ditarik.")
    shown = {
        "item": item,
        "title": _title(found),
        "typed": request.POST,
        "is_withdrawn": bool(_rows(found, "withdrawn")),
    }
    return render(request, "naskah/tarik.html", shown)


def _published(request: HttpRequest, item: str) -> Open:
    found = keeping.item_of(settings.MMC_ROOT, item, request.officer)
    if found.current is None:
        raise Http404
    draft, _ = read_draft(read_source(found.current, found.path), checking.vocabulary_of(settings.MMC_ROOT))
    if draft is None or draft.status != PUBLISHED:
        raise Http404
    return found


def _rows(found: Open, key: str) -> list[Row]:
    assert found.current is not None
    values = given_of(opened(found.current, found.path).values)
    rows = values.get(key, ())
    return [row for row in rows if not isinstance(row, str)]


def _amended(
    request: HttpRequest, found: Open, given: Mapping[str, str | Sequence[Row]], message: str, said: str
) -> HttpResponse:
    assert found.current is not None
    try:
        manuscript = opened(found.current, found.path)
        wanted = {key: value for key, value in given.items() if key in manuscript.rules}
        return _stored(request, found, edited(manuscript, wanted), message, said)
    except (Unwritable, ContentError):
        messages.error(request, "Catatan ini tidak dapat ditulis di berkasnya; ketik ulang dengan kata-kata biasa.")
        return redirect(request.path)


def _stored(request: HttpRequest, found: Open, data: bytes, message: str, said: str) -> HttpResponse:
    """The bytes are a commit; unsaved work of this person stays and is joined with it at the next save."""
    try:
        save(settings.MMC_ROOT, {found.path: data}, request.officer, message[:200], {found.path: found.current})
    except Overtaken:
        messages.error(request, "Naskah ini baru saja diubah rekan; lihat dahulu, lalu ulangi.")
    except ContentError as error:
        for problem in error.problems:
            messages.error(request, f"{problem.message} {problem.mend}".strip())
    except (OSError, GitError) as error:
        messages.error(
            request, f"Belum dapat dicatat: {str(error).splitlines()[-1] if str(error) else 'galat'}. Coba lagi."
        )
    else:
        index.of(settings.MMC_ROOT).refresh()
        messages.success(request, said)
    return redirect("naskah", found.item)


def _title(found: Open) -> str:
    fields = read_source(found.current if found.current is not None else found.base, found.path).fields
    return next((field.value.text for field in fields if field.key == "title"), "") or Path(found.path).stem


def _now() -> str:
    return header_moment(datetime.now(calendar.zone(settings.MMC_OFFICE.timezone)).replace(second=0, microsecond=0))
