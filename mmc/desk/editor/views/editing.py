"""The editor's own page: the form, the save, and two versions side by side where two have worked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from mmc.base.items.kinds import KINDS
from mmc.base.items.reading import read_draft
from mmc.base.items.schema import PUBLISHED, Item
from mmc.base.items.source import read_source
from mmc.base.problems import ContentError
from mmc.base.vocabulary import Vocabulary
from mmc.desk.editor import checking, keeping, photographs
from mmc.desk.editor.form import given_in, groups_of
from mmc.desk.editor.keeping import Open
from mmc.desk.editor.manuscript import Unwritable, edited, opened
from mmc.desk.editor.merging import Clash, merged
from mmc.desk.editor.shapes import Row
from mmc.desk.saving import Overtaken, save
from mmc.desk.table import index
from mmc.history.repository import GitError
from mmc.importer.readers.pandoc import PandocError
from mmc.indonesian import calendar

TRIES = 5
CHOICE = "pilih-"


def edit(request: HttpRequest, item: str) -> HttpResponse:
    """The form with what was typed last; a save, a mend, or the end of unsaved work."""
    officer = request.officer
    form = request.POST if request.method == "POST" else None
    found = keeping.item_of(settings.MMC_ROOT, item, officer, form)
    try:
        _ = found.manuscript
    except ContentError as error:
        return render(request, "naskah/tertutup.html", {"found": found, "problems": error.problems}, status=409)
    if form is None:
        return _page(request, found)
    deed = "lepas" if "lepas" in form else str(form.get("aksi") or "simpan")
    if deed == "buang":
        keeping.let_go(item, officer)
        messages.info(request, "Tulisan yang belum disimpan dibuang.")
        return redirect("naskah", item) if found.current is not None else redirect("/")
    keeping.keep(found, officer, form)  # whatever comes next, it is not lost
    try:
        if deed == "unggah":
            return _uploaded(request, found)
        if deed == "lepas":
            return _released(request, found)
        if deed == "perbaiki":
            return _mended(request, found)
        return _saved(request, found, form)
    except Unwritable as error:
        rule = found.manuscript.rules.get(error.key)
        label = f"Isi “{rule.label}”" if rule else "Naskah"
        messages.error(request, f"{label} tidak dapat ditulis di berkasnya; ketik ulang dengan kata-kata biasa.")
    except (OSError, GitError) as error:
        messages.error(
            request,
            f"Belum dapat dicatat: {str(error).splitlines()[-1] if str(error) else 'galat'}. Tulisan Anda aman; coba lagi.",
        )
    except PandocError:
        messages.error(request, "Naskah tidak dapat dibaca sebagai teks; buka “Markdown” dan periksa isinya.")
    except ContentError as error:
        for problem in error.problems:
            messages.error(request, f"{problem.message} {problem.mend}".strip())
    return redirect("naskah", item)


def _page(request: HttpRequest, found: Open) -> HttpResponse:
    root, officer = settings.MMC_ROOT, request.officer
    vocabulary = checking.vocabulary_of(root)
    data = safe_data(found)
    photos = photographs.names_of(root, found)
    waiting = [*found.unsaved.photos.values_list("name", flat=True)] if found.unsaved is not None else []
    problems = [*checking.examine(root, data, found.path, waiting)]
    told = checking.told(problems, data, found.path)
    now = _item(data, found.path, vocabulary)
    before = _item(found.current, found.path, vocabulary) if found.current is not None else None
    kind = KINDS.get(found.manuscript.kind)
    shown: dict[str, Any] = {
        "found": found,
        "item": found.item,
        "title": str(_title(found)),
        "kind": kind.label if kind else "Halaman",
        "kind_slug": found.manuscript.kind,
        "groups": groups_of(found.manuscript, found.values(), vocabulary, problems, found.findings),
        "body": found.body(),
        "photos": photos,
        "waiting": waiting,
        "others": keeping.here(found.item, officer),
        "findings": found.findings,
        "told_data": json.dumps([asdict(each) for each in told]),
        "told_above": [each for each in told if not each.field],
        "base": keeping.name_of(found.base),
        "number": found.unsaved.number if found.unsaved is not None else 0,
        "is_overtaken": found.current is not None and found.current != found.base,
        "can_mend": checking.mended(root, data, found.path) != data,
        "address": now.url if now is not None else "",
        "public_address": before.url if before is not None and before.status == PUBLISHED else "",
        "is_public": before is not None and before.status == PUBLISHED,
        "seen": _seen_for(now, vocabulary),
    }
    return render(request, "naskah/sunting.html", shown)


def safe_data(found: Open) -> bytes:
    """The file as typed; as it began where the typed words cannot be written yet."""
    try:
        return found.data()
    except (Unwritable, PandocError):
        return found.base


def _title(found: Open) -> str | Sequence[Row]:
    return found.values().get("title") or found.manuscript.values["title"] or "Tanpa judul"


def _item(data: bytes | None, path: str, vocabulary: Vocabulary) -> Item | None:
    return read_draft(read_source(data, path), vocabulary)[0] if data is not None else None


def _seen_for(item: Item | None, vocabulary: Vocabulary) -> str:
    """How long a rumour has been about, as long as its answer is not out."""
    if item is None or item.claim_seen_date is None or item.status == PUBLISHED:
        return ""
    days = (datetime.now(calendar.zone(vocabulary.office.timezone)).date() - item.claim_seen_date).days
    return "hari ini" if days <= 0 else f"{days} hari lalu"


def _mended(request: HttpRequest, found: Open) -> HttpResponse:
    """Every mend that cannot lose a word is in the form, still unsaved."""
    data = found.data()
    after = checking.mended(settings.MMC_ROOT, data, found.path)
    load(request, found, after)
    messages.info(request, "Yang dapat diperbaiki dengan aman sudah diperbaiki; periksa, lalu simpan.")
    return redirect("naskah", found.item)


def load(request: HttpRequest, found: Open, data: bytes) -> None:
    """These bytes stand in the form as unsaved work on what the edit began from."""
    after = opened(data, found.path)
    form = QueryDict(mutable=True)
    form["dasar"] = keeping.name_of(found.base)
    form[keeping.BODY] = after.body
    for key, value in after.values.items():
        if isinstance(value, str):
            form[f"isi-{key}"] = value
            continue
        known = found.manuscript.values[key]
        form.setlist(f"isi-{key}-baris", ["", *(str(number) for number in range(len(value)))])
        for number, row in enumerate(value):
            for part, text in row.items():
                form[f"isi-{key}-{number}-{part}"] = text
            form[f"isi-{key}-{number}-dari"] = str(number) if number < len(known) else ""
    keeping.keep(found, request.officer, form)


def _released(request: HttpRequest, found: Open) -> HttpResponse:
    """A photo that waits goes, unless the text or a field names it still."""
    name = str(request.POST.get("lepas") or "")
    if name.encode() in safe_data(found):
        messages.error(request, f"Foto “{name}” masih disebut di naskah atau kolomnya; hapus dahulu di sana.")
    elif found.unsaved is not None:
        found.unsaved.photos.filter(name=name).delete()
        messages.info(request, f"Foto “{name}” dilepas.")
    return redirect(f"{reverse('naskah', args=[found.item])}#foto")


def _uploaded(request: HttpRequest, found: Open) -> HttpResponse:
    """Without scripts: the chosen photos wait for the save."""
    unsaved = keeping.keep(found, request.officer, request.POST)
    for file in request.FILES.getlist("foto"):
        try:
            taken = photographs.take_in(settings.MMC_ROOT, found, unsaved, file.read(), file.name or "foto")
            messages.info(request, f"Foto “{taken.name}” siap dipakai.")
        except photographs.Rejected as rejected:
            messages.error(request, str(rejected))
    return redirect(f"{reverse('naskah', args=[found.item])}#foto")


def _saved(request: HttpRequest, found: Open, form: QueryDict) -> HttpResponse:
    """The item is a commit in the officer's name, joined with what others did meanwhile; or both versions are shown."""
    root, officer = settings.MMC_ROOT, request.officer
    ours = _with_old_address(found, edited(found.manuscript, given_in(form, found.manuscript), found.body()))
    choices = {name.removeprefix(CHOICE): str(form[name]) for name in form if name.startswith(CHOICE)}
    unsaved = found.unsaved or keeping.item_of(root, found.item, officer).unsaved
    photos = {f"{found.folder}/{each.name}": bytes(each.data) for each in unsaved.photos.all()} if unsaved else {}
    for _ in range(TRIES):
        current = keeping.item_of(root, found.item, officer).current
        data: bytes | None = ours
        if current is not None and current != found.base:
            answer = merged(found.base, ours, current, found.path, choices)
            data = answer.data
            if data is None:
                return _both(request, found, form, answer.clashes)
        if data is None or (data == current and not photos):
            break
        used = {path: bytes_ for path, bytes_ in photos.items() if path.rsplit("/", 1)[-1].encode() in data}
        try:
            save(
                root,
                {found.path: data, **used},
                officer,
                _message(found, data, is_new=current is None),
                {found.path: current, **dict.fromkeys(used)},
            )
        except Overtaken:
            continue
        keeping.let_go(found.item, officer)
        index.of(settings.MMC_ROOT).refresh()
        messages.success(
            request, "Tersimpan." if current in (found.base, None) else "Tersimpan, digabung dengan perubahan rekan."
        )
        return redirect("naskah", found.item)
    else:
        messages.error(request, "Naskah ini terus berubah; tulisan Anda tetap ada. Coba simpan sebentar lagi.")
        return redirect("naskah", found.item)
    keeping.let_go(found.item, officer)
    messages.info(request, "Tidak ada yang berubah.")
    return redirect("naskah", found.item)


def _both(request: HttpRequest, found: Open, form: QueryDict, clashes: Sequence[Clash]) -> HttpResponse:
    """Each place that two have changed, with both versions; the whole form goes along."""
    names = [name for name in form if not name.startswith(CHOICE) and name not in ("csrfmiddlewaretoken", "aksi")]
    sent = [(name, value) for name in names for value in form.getlist(name)]
    shown = {"item": found.item, "title": _title(found), "clashes": clashes, "sent": sent}
    return render(request, "naskah/dua-versi.html", shown, status=409)


def _with_old_address(found: Open, data: bytes) -> bytes:
    """A public item that gets another address keeps the old one as an alias."""
    vocabulary = checking.vocabulary_of(settings.MMC_ROOT)
    before, after = _item(found.current, found.path, vocabulary), _item(data, found.path, vocabulary)
    if (
        before is None
        or after is None
        or before.status != PUBLISHED
        or before.url == after.url
        or before.url in after.aliases
    ):
        return data
    return edited(opened(data, found.path), {"aliases": "\n".join([*after.aliases, before.url])})


def _message(found: Open, data: bytes, *, is_new: bool) -> str:
    """The line with which git records the save: `Berita: Panen Raya`."""
    kind = KINDS.get(found.manuscript.kind)
    title = opened(data, found.path).values["title"]
    return f"{kind.label if kind else 'Halaman'}: {title or found.stem}{' (baru)' if is_new else ''}"[:200]
