"""A new item as an empty form: every field of its kind, what is already known filled, the story still to be written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from mmc.base.items.fields import derived_id
from mmc.base.items.front_matter import render_header
from mmc.base.items.kinds import FIXED_PAGE, KINDS
from mmc.base.items.schema import PAGE
from mmc.base.problems import ContentError, Problem, posix
from mmc.base.vocabulary import Vocabulary
from mmc.indonesian.calendar import header_moment, zone
from mmc.indonesian.text import slugify, squeeze, suggest

FORMS = {**KINDS, PAGE: FIXED_PAGE}


def new_item(
    kind: str, title: str, content: Path, vocabulary: Vocabulary, now: datetime, values: Mapping[str, str] | None = None
) -> Path:
    """
    The path of a new file with every field of its kind, status draf; an existing file is never touched.

    `values` fills further fields. Raises `ContentError` for an unknown kind, a title without letters, a taken name.
    """
    if kind not in FORMS:
        hint = suggest(kind, FORMS) or f"Pilihan: {', '.join(FORMS)}."
        raise _refused("", f"Jenis “{kind}” tidak dikenal.", hint)
    plain = squeeze(title)
    slug = slugify(plain)
    if not slug:
        if any(letter.isalpha() for letter in plain):
            hint = "Buat dengan judul berhuruf Latin, lalu ganti `title` dan `lang` di berkasnya; alamatnya tetap."
            raise _refused(
                "", f"Alamat halaman tidak dapat dibuat dari judul “{plain}”: tidak ada huruf Latin di dalamnya.", hint
            )
        raise _refused("", f"Judul “{plain}” tidak berisi huruf.", "Tulis judul yang sebenarnya.")
    moment = now.astimezone(zone(vocabulary.office.timezone)).replace(second=0, microsecond=0)
    target = content / PAGE / f"{slug}.md"
    if kind != PAGE:
        target = content / kind / f"{moment:%Y}" / f"{moment:%m}" / f"{moment:%Y-%m-%d}-{slug}.md"
    filled = {**_known(kind, plain, slug, target, moment, vocabulary), **(values or {})}
    text = f"{render_header(kind, filled)}\n{FORMS[kind].starter}"
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise _refused(posix(target), "Berkas ini sudah ada.", "Sunting berkas itu, atau pakai judul lain.") from error
    return target


def _known(kind: str, title: str, slug: str, target: Path, moment: datetime, vocabulary: Vocabulary) -> dict[str, str]:
    office = vocabulary.office
    written = header_moment(moment)
    known = {"title": title, "status": "draf", "kind": kind, "lang": office.lang}
    if kind == PAGE:
        return {**known, "modified": written}
    known |= {"date": written, "slug": slug, "id": derived_id(posix(target), office.id_prefix)}
    if KINDS[kind].is_report and office.dateline_outlet:
        known["dateline"] = f"{office.dateline_outlet}-{office.capital}"
    if KINDS[kind].is_event:
        starts = (moment + timedelta(days=1)).replace(hour=8, minute=0)
        known["starts"] = header_moment(starts)
    return known


def _refused(path: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(path or "baru", 0, message, hint, code="baru")])
