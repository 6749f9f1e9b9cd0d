"""Dates, names and texts that are well written and yet cannot be meant."""

# ruff: noqa: E501  (patterns and lists of words)
from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from mmc.base.addresses import TOPS
from mmc.base.items.kinds import FIXED_PAGE, KINDS
from mmc.base.items.schema import PAGE, Item
from mmc.base.problems import Severity
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.rules.names import RESERVED
from mmc.indonesian.calendar import plain_date
from mmc.indonesian.mentions import find_dates
from mmc.indonesian.text import group_key

FAR_DAYS = 366
EARLIEST = 1990
WITHOUT_TEXT = frozenset(kind.slug for kind in KINDS.values() if not kind.needs_text)
TITLE_LETTERS = 250
MOST_TAGS = 20
_DATED = re.compile(r"/(?P<year>\d{4})/(?P<month>\d{2})/(?:(?P<full>\d{4}-\d{2}-\d{2})-)?[^/]*$")
_SLUG_LETTER = re.compile(r"[A-Za-z0-9]")  # stays in a slug
_SMALL_LETTER = re.compile(r"[a-z]")
FIGURES = "0123456789"
_WORDS = re.compile(r"[^\W\d_]{2,}")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<[^<>\n]*>|\]\([^)]*\)")
# Each form's text by its first four words.
_STARTERS = [re.escape(" ".join(kind.starter.split()[:4])) for kind in (*KINDS.values(), FIXED_PAGE)]
_PLACEHOLDER = re.compile(
    rf"\b(?:(?i:lorem ipsum|(?:isi|tulis|ketik|judul|nama|foto|teks) di sini)|TODO|FIXME|XXX+|TBA)\b|^(?:{'|'.join(_STARTERS)})|\[(?:isi|nama|judul|tanggal|tempat)[^\]\n]{{0,30}}\](?![(\[:])",
    re.MULTILINE,
)
# What a placeholder holds, by a letter of it: the letter is looked for first.
_PLACEHOLDER_ROOTS = (
    ("m", ("orem ipsum",)),
    ("O", ("TODO",)),
    ("X", ("FIXME", "XXX")),
    ("B", ("TBA",)),
    ("d", ("di sini",)),
    ("[", ("[isi", "[nama", "[judul", "[tanggal", "[tempat")),
    ("T", ("Tulis ",)),
)


def far_dates(draft: Draft) -> Iterator[Finding]:
    """No date lies so far ahead or back that it can only be a slip."""
    item = draft.item
    if item is None:
        return
    today = draft.context.now
    for key in ("date", "modified", "embargo", "starts", "ends"):
        moment: datetime | None = getattr(item, key)
        if moment is None or key not in item.lines:
            continue
        if moment > today + timedelta(days=FAR_DAYS * (3 if key in ("starts", "ends") else 1)):
            yield Finding(
                item.lines[key], f"{plain_date(moment.date())} masih jauh di depan.", "Periksa tahunnya.", field=key
            )
        elif key == "modified" and moment > today + timedelta(days=1):
            message = f"Pembaruan terakhir ({plain_date(moment.date())}) belum terjadi."
            yield Finding(item.lines[key], message, "Tulis waktu perubahan yang sebenarnya.", field=key)
        elif moment.year < EARLIEST:
            yield Finding(item.lines[key], f"Tahun {moment.year} terlalu lama.", "Periksa tahunnya.", field=key)
    for key in ("event_date", "claim_seen_date"):
        day: date | None = getattr(item, key)
        if day is not None and day > today.date() + timedelta(days=FAR_DAYS):
            yield Finding(
                item.lines.get(key, 1), f"{plain_date(day)} masih jauh di depan.", "Periksa tahunnya.", field=key
            )


def event_order(draft: Draft) -> Iterator[Finding]:
    """News is not older than what it tells, nor a year younger without saying so; a claim was seen before its answer."""
    item = draft.item
    kind = KINDS.get(item.kind) if item is not None else None
    if item is None or kind is None or kind.looks_ahead:
        return
    published = item.date.date()
    seen = item.claim_seen_date
    if seen is not None and seen > published:
        yield Finding(
            item.lines["claim_seen_date"],
            f"Klaim terlihat ({plain_date(seen)}) sesudah tanggal terbit ({plain_date(published)}).",
            "Periksa keduanya.",
            field="claim_seen_date",
        )
    event = item.event_date
    if event is None:
        return
    if event > published and not kind.is_report:
        yield Finding(
            item.lines["event_date"],
            f"Peristiwa ({plain_date(event)}) sesudah tanggal terbit ({plain_date(published)}).",
            "Periksa keduanya.",
            field="event_date",
        )
    elif (published - event).days > 330:
        message = f"Peristiwa ({plain_date(event)}) hampir setahun atau lebih sebelum tanggal terbit ({plain_date(published)})."
        yield Finding(
            item.lines["event_date"], message, "Periksa tahunnya.", field="event_date", severity=Severity.WARNING
        )


def dated_path(draft: Draft) -> Iterator[Finding]:
    """The folder and name of the file say the same day as the item."""
    item, match = draft.item, _DATED.search(draft.path)
    if item is None or item.kind == PAGE:
        return
    if match is None:
        wanted = f"content/{item.kind}/{item.date:%Y/%m/%Y-%m-%d}-{item.slug}.md"
        yield Finding(
            0,
            "Naskah ini tidak berada di folder tahun dan bulannya.",
            f"Pindahkan ke {wanted}.",
            severity=Severity.WARNING,
        )
        return
    named = _day(match["full"] or "")
    if named is None:
        if match["full"]:
            yield Finding(
                0,
                f"Nama berkas memuat tanggal yang tidak ada: {match['full']}.",
                f"Ganti menjadi {item.date:%Y-%m-%d}-….",
                severity=None,
            )
    elif named != item.date.date() and named != item.event_date:
        line = item.lines.get("date", 1)
        if (named.year, named.month, named.day) == (item.date.year, item.date.day, item.date.month):
            message = (
                f"Hari dan bulan tertukar: nama berkas {plain_date(named)}, `date` {plain_date(item.date.date())}."
            )
            yield Finding(line, message, f"Tulis `date: {named:%Y-%m-%d} {item.date:%H.%M} WIB`.", field="date")
        else:
            apart = abs((named - item.date.date()).days)
            message = f"Nama berkas menyebut {plain_date(named)}, `date` {plain_date(item.date.date())}."
            severity = Severity.WARNING if apart <= 45 else None
            yield Finding(line, message, "Samakan keduanya.", field="date", severity=severity)
    if named is None and (int(match["year"]), int(match["month"])) != (item.date.year, item.date.month):
        message = (
            f"Folder {match['year']}/{match['month']} tidak sesuai dengan `date` ({plain_date(item.date.date())})."
        )
        yield Finding(
            item.lines.get("date", 1),
            message,
            f"Pindahkan ke folder {item.date:%Y/%m}.",
            field="date",
            severity=Severity.WARNING,
        )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def text_dates(draft: Draft) -> Iterator[Finding]:
    """Dates in the text exist, and their weekdays are theirs."""
    reference = draft.item.date.date() if draft.item is not None else None
    for key in ("title", "summary", "photo_caption", ""):
        text = draft.source.body if not key else draft.value(key)
        if not any(figure in text for figure in FIGURES):
            continue
        first = draft.source.body_line if not key else draft.line_of(key)
        for found in find_dates(text, reference):
            is_said_without_year = found.doubt.endswith("tanpa tahun.") and not found.has_weekday
            if found.doubt and not is_said_without_year and found.text.strip("( )").casefold() not in _ALONE:
                line = first + (text.count("\n", 0, found.start) if not key else 0)
                is_wrong = "tertulis" in found.doubt or "tidak ada" in found.doubt or "salah ketik" in found.doubt
                severity = None if is_wrong else Severity.NOTE
                yield Finding(line, f"“{found.text}”: {found.doubt}", found.hint, found.text, key, severity)


_ALONE = frozenset(["senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "jum’at", "sabtu", "minggu", "ahad"])


def body_text(draft: Draft) -> Iterator[Finding]:
    """An item has a text, and it is the item's own."""
    kind = draft.item.kind if draft.item is not None else draft.path.split("/")[1] if draft.path.count("/") > 1 else ""
    start = draft.source.body[:300]
    if len(draft.source.body) > 1000 and "](" not in start and "<" not in start and _has_words(start):
        return
    body = _PICTURE.sub(" ", draft.source.body)
    words = len(_WORDS.findall(body[:5000]))
    if words < 3 and kind not in WITHOUT_TEXT and not (kind == PAGE and draft.value("summary")):
        message = f"Naskah ini hanya berisi {words} kata." if words else "Naskah ini tidak berisi teks."
        hint = "Tulis paling sedikit satu kalimat: apa, dan di mana." if words else "Tulis naskahnya di bawah kepala."
        yield Finding(draft.source.body_line, message, hint)
    title = draft.value("title")
    if body.strip() and len(body) < 3 * len(title) + 50 and group_key(body) == group_key(title):
        yield Finding(draft.source.body_line, "Naskah hanya mengulang judul.", "Tulis naskahnya.")


def _has_words(text: str) -> bool:
    plain = [part for part in text.split() if len(part) > 1 and part.isalpha()]  # each is a word by itself
    return len(plain) > 20 or len(_WORDS.findall(text)) > 20


def placeholders(draft: Draft) -> Iterator[Finding]:
    """Nothing of the scaffold was left standing."""
    text = draft.sheet.text
    if not any(letter in text and any(root in text for root in roots) for letter, roots in _PLACEHOLDER_ROOTS):
        return
    if not _PLACEHOLDER.search(text):
        return
    severity = Severity.NOTE if draft.value("status") in ("draf", "tinjau") else None  # a draft is still being written
    for text, line, field in draft.sheet.lines():
        match = _PLACEHOLDER.search(text)
        if match:
            message, hint = f"Masih ada isian contoh: “{match[0]}”.", "Ganti dengan isi yang sebenarnya."
            yield Finding(line, message, hint, match[0], field, severity)


def title_form(draft: Draft) -> Iterator[Finding]:
    """A title is one line of words, not shouted, without a full stop at its end."""
    title, line = draft.value("title").strip(), draft.line_of("title")
    if not title:
        return
    if not _SLUG_LETTER.search(title) and not any(letter.isalnum() for letter in title):
        yield Finding(line, "Judul ini tidak memuat huruf atau angka.", "Tulis judul yang dapat dibaca.", field="title")
    if "\n" in title:
        yield Finding(line, "Judul ini lebih dari satu baris.", "Tulis judul dalam satu baris.", field="title")
    if len(title) > TITLE_LETTERS:
        yield Finding(
            line, f"Judul ini {len(title)} huruf; paling panjang {TITLE_LETTERS}.", "Ringkas judulnya.", field="title"
        )
    if title.casefold() in ("judul", "judul berita", "contoh judul", "tanpa judul", "untitled", "judul satu baris"):
        yield Finding(line, f"Judul “{title}” masih isian contoh.", "Tulis judul naskah ini.", field="title")
    letters = [letter for letter in title if letter.isalpha()] if not _SMALL_LETTER.search(title) else []
    if len(letters) > 20 and all(letter.isupper() for letter in letters):
        yield Finding(
            line,
            "Judul ditulis dengan huruf besar semua.",
            "Tulis dengan huruf besar hanya di awal kata.",
            field="title",
            severity=Severity.WARNING,
        )


def slug_name(draft: Draft) -> Iterator[Finding]:
    """The slug can be a folder on every system and stands for no page of the site's own."""
    item: Item | None = draft.item
    if item is None:
        return
    line = item.lines.get("slug", 0)
    if item.slug in RESERVED:
        yield Finding(
            line, f"Slug “{item.slug}” tidak dapat menjadi folder di Windows.", "Pilih slug lain.", field="slug"
        )
    if item.kind == PAGE and item.slug in TOPS:
        yield Finding(line, f"Slug “{item.slug}” dipakai situs untuk daftar.", "Pilih slug lain.", field="slug")
    if item.slug in ("teks", "index", "atom", "rss", "feed") or (
        item.kind != PAGE and item.slug.isdecimal() and len(item.slug) <= 4
    ):
        yield Finding(line, f"Slug “{item.slug}” dipakai situs untuk halaman lain.", "Pilih slug lain.", field="slug")


def repeated_tags(draft: Draft) -> Iterator[Finding]:
    """An item bears each tag once."""
    item = draft.item
    if item is None:
        return
    if len(item.tags) > MOST_TAGS:
        message = f"Ada {len(item.tags)} topik; setiap topik menjadi satu halaman di situs."
        yield Finding(item.lines.get("tags", 1), message, f"Pilih paling banyak {MOST_TAGS}.", field="tags")
    seen: dict[str, str] = {}
    for tag in item.tags:
        key = group_key(tag)
        if not key:
            yield Finding(item.lines.get("tags", 1), f"Topik “{tag}” tidak memuat huruf.", "Hapus.", field="tags")
        elif key in seen:
            yield Finding(
                item.lines.get("tags", 1),
                f"Topik “{tag}” sama dengan “{seen[key]}”.",
                "Hapus salah satunya.",
                field="tags",
            )
        seen.setdefault(key, tag)
