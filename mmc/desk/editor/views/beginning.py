"""A new item in one step: from nothing, from the clipboard, from files; or a guided answer to a rumour."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from mmc.base.items.kinds import KINDS
from mmc.base.items.reading import kind_of
from mmc.base.items.schema import PAGE
from mmc.base.items.source import read_source
from mmc.base.problems import ContentError, Problem, problems_of, text_of
from mmc.base.vocabulary import VERDICTS, Vocabulary
from mmc.desk.editor import checking
from mmc.desk.editor.models import Unsaved, UnsavedPhoto
from mmc.desk.officers import Officer
from mmc.desk.table import index
from mmc.importer.arrival import Attachment
from mmc.importer.filing import Draft, draft_of, folder_of, places_of
from mmc.importer.parcels import receive
from mmc.importer.photos import for_keeping
from mmc.importer.rendering import render as text_of_draft
from mmc.indonesian import calendar
from mmc.scaffold import new_item

PURPOSES: tuple[tuple[str, str], ...] = (
    ("berita", "Memberitakan yang sudah terjadi"),
    ("siaran-pers", "Menyampaikan keterangan resmi kepada media"),
    ("pengumuman", "Memberi tahu warga: aturan, jadwal, layanan, peringatan"),
    ("agenda", "Mengundang ke kegiatan pada hari dan jam tertentu"),
    ("klarifikasi", "Menjawab kabar yang beredar"),
    ("galeri", "Menunjukkan peristiwa dalam beberapa foto"),
    ("infografis", "Menunjukkan angka atau alur dalam satu gambar"),
    ("video", "Menautkan video di kanal resmi"),
)
MOST_FILES = 40
ASKED = ("claim", "claim_seen_date", "claim_seen_where", "claim_archive", "answered_by", "verdict")
NUMBER = re.compile(r"KLR-(\d{4})-(\d{3,})")


def begin(request: HttpRequest) -> HttpResponse:
    """The ways to begin; each leads into the editor with what could be read already filled."""
    root, officer = settings.MMC_ROOT, request.officer
    if request.method == "POST":
        try:
            items = _begun(request, root, officer)
        except ContentError as error:
            for problem in error.problems:
                messages.error(request, f"{problem.message} {problem.mend}".strip())
        else:
            if len(items) > 1:
                messages.info(request, f"{len(items)} rilis ditemukan; masing-masing menjadi naskah sendiri.")
                return redirect("naskah-baru")
            return redirect("naskah", items[0])
    mine = Unsaved.objects.filter(address=officer.address).order_by("-touched_at")[:20]
    shown = {
        "purposes": PURPOSES,
        "mine": [(each.item, _headline(each), each.touched_at, each.is_new) for each in mine],
        "typed": request.POST,
        "verdicts": VERDICTS.items(),
        "today": datetime.now(calendar.zone(settings.MMC_OFFICE.timezone)).date().isoformat(),
    }
    return render(request, "naskah/baru.html", shown)


def _headline(unsaved: Unsaved) -> str:
    title = str(QueryDict(unsaved.form).get("isi-title") or "") if unsaved.form else ""
    fields = read_source(bytes(unsaved.base), unsaved.path).fields
    return title or next((field.value.text for field in fields if field.key == "title"), "") or "Tanpa judul"


def _begun(request: HttpRequest, root: Path, officer: Officer) -> list[str]:
    """The permanent ids of the new items."""
    now = datetime.now(calendar.zone(settings.MMC_OFFICE.timezone))
    vocabulary = checking.vocabulary_of(root)
    deed = str(request.POST.get("aksi") or "")
    kind = str(request.POST.get("jenis") or "")
    if deed == "tempel":
        html, text = str(request.POST.get("html") or ""), str(request.POST.get("tempelan") or "")
        if not (html.strip() or text.strip()):
            raise _refused("Belum ada yang ditempel.", "Tempel naskahnya ke kotak di bawah, lalu tekan lagi.")
        pasted = (
            Attachment("tempelan.html", html.encode()) if html.strip() else Attachment("tempelan.txt", text.encode())
        )
        return _imported([pasted, *_files(request)], root, officer, vocabulary, now, kind)
    if deed == "berkas":
        files = _files(request)
        if not files:
            raise _refused("Belum ada berkas yang dipilih.", "Pilih rilis beserta fotonya, lalu tekan lagi.")
        return _imported(files, root, officer, vocabulary, now, kind)
    title = str(request.POST.get("judul") or "").strip()
    if not title:
        raise _refused("Judul belum diisi.", "Tulis judul sementara; masih dapat diubah.")
    kind = kind if kind in {slug for slug, _ in PURPOSES} else "berita"
    values = _answer(request, root, now) if kind == "klarifikasi" else {}
    return [_from_nothing(kind, title, values, root, officer, vocabulary, now)]


def _files(request: HttpRequest) -> list[Attachment]:
    return [
        Attachment((file.name or "berkas").rsplit("/", 1)[-1], file.read())
        for file in request.FILES.getlist("berkas")[:MOST_FILES]
    ]


def _answer(request: HttpRequest, root: Path, now: datetime) -> dict[str, str]:
    """What a guided answer to a rumour knows already; its number is the next of the year."""
    asked = {
        key: str(request.POST.get(key) or "")
        for key in ("claim", "claim_seen_date", "claim_seen_where", "claim_archive", "answered_by", "verdict")
    }
    numbers = [0]
    for path in (root / "content" / "klarifikasi").rglob("*.md"):
        for field in read_source(path.read_bytes(), path.as_posix()).fields:
            found = NUMBER.fullmatch(field.value.text) if field.key == "number" else None
            if found is not None and int(found[1]) == now.year:
                numbers.append(int(found[2]))
    for waiting in Unsaved.objects.filter(is_new=True, path__startswith="content/klarifikasi/"):
        text = bytes(waiting.base).decode("utf-8", "replace")
        numbers += [int(found[2]) for found in NUMBER.finditer(text) if int(found[1]) == now.year]
    return {**asked, "number": f"KLR-{now.year}-{max(numbers) + 1:03}"}


def _from_nothing(
    kind: str,
    title: str,
    values: Mapping[str, str],
    root: Path,
    officer: Officer,
    vocabulary: Vocabulary,
    now: datetime,
) -> str:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        written = new_item(kind, title, content, vocabulary, now, values)
        path = f"content/{written.relative_to(content).as_posix()}"
        data = written.read_bytes()
    starter = KINDS[kind].starter if kind in KINDS else ""
    data = data.removesuffix(starter.encode()) if starter else data  # the page says the same beside the text
    return _waiting(root, officer, path, data, {}, ())


def _imported(
    files: Sequence[Attachment], root: Path, officer: Officer, vocabulary: Vocabulary, now: datetime, kind: str
) -> list[str]:
    reception = receive([*files], lambda _, offers: range(len(offers)), places_of(vocabulary))
    if not reception.releases:
        raise ContentError(
            reception.problems
            or [
                Problem(
                    "meja",
                    0,
                    "Di berkas itu tidak ada naskah.",
                    "Pilih juga rilisnya; foto saja diunggah di dalam naskah.",
                )
            ]
        )
    wanted = kind if kind in KINDS else ""
    items = [
        _filed(draft_of(received, root / "content", vocabulary, now, wanted), root, officer)
        for received in reception.releases
    ]
    if reception.problems:
        Unsaved.objects.filter(item=items[0], address=officer.address).update(
            findings=text_of([*draft_problems(items[0], officer), *reception.problems])
        )
    return items


def draft_problems(item: str, officer: Officer) -> list[Problem]:
    """What the importer doubted of an item that waits."""
    unsaved = Unsaved.objects.filter(item=item, address=officer.address).first()
    return [*problems_of(unsaved.findings)] if unsaved is not None else []


def _filed(draft: Draft, root: Path, officer: Officer) -> str:
    """The release waits as unsaved work: nothing is in `content/` before somebody saves it."""
    folder = folder_of(draft.imported, root / "content").relative_to(root).as_posix()
    text = text_of_draft(draft.imported)
    photos: dict[str, bytes] = {}
    for name, photo in zip(draft.photo_names, draft.photos, strict=True):
        kept = for_keeping(photo.data)
        kept_name = f"{name.rpartition('.')[0]}.jpg"
        text = text.replace(name, kept_name)
        photos[kept_name] = kept if kept is not None else photo.data
    return _waiting(root, officer, f"{folder}/{draft.stem}.md", text.encode("utf-8"), photos, draft.imported.doubts)


def _waiting(
    root: Path, officer: Officer, path: str, data: bytes, photos: Mapping[str, bytes], doubts: Sequence[Problem]
) -> str:
    fields = {field.key: field.value.text for field in read_source(data, path).fields}
    item = fields.get("id", "") or f"{PAGE}-{Path(path).stem}"
    if index.of(root).find(item) is not None or (root / path).exists():
        raise _refused("Naskah dengan judul ini sudah ada.", "Buka naskah itu dari daftar, atau pakai judul lain.")
    if kind_of(path) not in {*KINDS, PAGE}:
        raise _refused("Jenis naskah ini tidak dikenal.", "Pilih salah satu jenis.")
    other = Unsaved.objects.filter(item=item).exclude(address=officer.address).first()
    if other is not None:
        raise _refused(
            f"{other.name} sedang menyiapkan naskah yang sama.", "Tanyakan kepadanya, atau pakai judul lain."
        )
    unsaved, is_created = Unsaved.objects.get_or_create(
        item=item, address=officer.address,
        defaults={"path": path, "name": officer.name, "base": data, "is_new": True, "findings": text_of(doubts)},
    )  # fmt: skip
    if is_created:
        UnsavedPhoto.objects.bulk_create(
            UnsavedPhoto(unsaved=unsaved, name=name, data=kept) for name, kept in photos.items()
        )
    return item


def _refused(message: str, hint: str) -> ContentError:
    return ContentError([Problem("meja", 0, message, hint)])
