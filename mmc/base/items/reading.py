"""From a source to an item: every field through the schema, every mistake told with its line and its mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from mmc.base.items.fields import DATED_NAME, READERS, SLUG, SLUG_LIMIT, FieldReader, Refused, derived_id
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import BY_KEY, DRAFT, NEAR_KEYS, PAGE, PUBLISHED, FieldType, Item, Rule, rules_for
from mmc.base.items.source import HEADER_KEY, Field, Source, Value
from mmc.base.problems import Problem, Severity
from mmc.base.vocabulary import STATUSES, Vocabulary
from mmc.indonesian import calendar
from mmc.indonesian.text import nearest, slugify

SUMMARY_LIMIT = 200
SHORT_TITLE_LIMIT = 60
LONG = frozenset(
    {"summary", "claim", "photo_alt", "photo_caption"}
)  # fields of a sentence or two, which may go on below
SERIES = frozenset({FieldType.LINES, FieldType.NAMES, FieldType.TEXTS, FieldType.PATHS, FieldType.REFERENCES})
# What a preview shows of a draft that does not say it yet.
STAND_INS: Mapping[str, Callable[[datetime], Any]] = {
    "title": lambda _: "(belum berjudul)",
    "starts": lambda published_at: published_at,
    "verdict": lambda _: "belum terbukti",
    "claim_seen_date": lambda published_at: published_at.date(),
}
PHOTOS_HINT = (
    "Tulis `photos:`, lalu di bawahnya satu butir untuk setiap foto: "
    "`  - file: nama-foto.jpg`, `    alt: …`, `    caption: …`, `    credit: …`."
)
PELICAN_SYNONYMS = {"authors": "author"}


def read_item(source: Source, vocabulary: Vocabulary) -> tuple[Item | None, tuple[Problem, ...]]:
    """The item, or None when an error keeps it from being one; in either case every problem of its header."""
    item, problems = read_draft(source, vocabulary)
    return None if any(problem.is_error for problem in problems) else item, problems


def read_draft(source: Source, vocabulary: Vocabulary) -> tuple[Item | None, tuple[Problem, ...]]:
    """
    The item as far as its header can be read, whatever it lacks still, and every problem of the header.

    Its status is the written one (see `written_status`), so that nothing goes out by mistake. None is given only where there
    is no header, or nothing that says what it is or when.
    """
    reader = _Reader(source, vocabulary)
    item = reader.item()
    return item, tuple(reader.problems)


def written_status(source: Source) -> str:
    """The status that the header states, draf where it states none, or nothing where it cannot be read."""
    stated = [field.value for field in source.fields if field.key == "status"]
    if not source.fields or len(stated) > 1:
        return ""
    if not stated or stated[0].is_empty:
        return DRAFT
    word = stated[0].text.strip().casefold()
    return word if word in STATUSES else ""


def kind_of(path: str) -> str:
    """The kind that a path implies: `content/berita/2023/10/x.md` is `berita`; empty when no folder says so."""
    return next((part for part in path.split("/")[:-1] if part in KINDS or part == PAGE), "")


def _stray_line(field: Field, rule: Rule) -> tuple[int, str, str] | None:
    """
    The first deeper line that was meant for something else: any below a field of one line, and one that looks like a field of
    its own below any other. Line, message and mend; None when there is none.
    """
    for number, text, is_direct in _continued(field.value):
        match = HEADER_KEY.match(text)
        is_field = match is not None and (match[1] in BY_KEY or match[1] in NEAR_KEYS)
        if is_field or (is_direct and rule.key not in LONG and rule.type not in SERIES):
            shown = f"Baris “{text[:60]}” menjorok, jadi terbaca sebagai lanjutan `{rule.key}`."
            if is_field:
                return number, shown, "Hapus spasi di depannya, agar menjadi kolom sendiri."
            return number, shown, f"Tulis `{rule.key}` dalam satu baris, atau hapus baris itu."
    return None


def _continued(value: Value, *, is_direct: bool = True) -> Iterator[tuple[int, str, bool]]:
    for number, text in value.continued:
        yield number, text, is_direct
    for each in value.items:
        yield from _continued(each, is_direct=False)
    for field in value.fields:
        yield from _continued(field.value, is_direct=False)


class _Reader:
    """Walks through one header once."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.source = source
        self.id_prefix = vocabulary.office.id_prefix
        self.problems: list[Problem] = list(source.problems)
        self.lines: dict[str, int] = {}
        self.kind = kind_of(source.path)
        self.reader = FieldReader(source.path, self.kind, vocabulary, calendar.zone(vocabulary.office.timezone))

    def item(self) -> Item | None:
        self._settle_kind()
        values = dict(self._values())
        if not self.kind:
            return None
        told = len(self.problems)
        self._require(values)
        self._settle_status(values)
        self._settle_dates(values)
        self._settle_name(values)
        if (length := len(values.get("summary", ""))) > SUMMARY_LIMIT:
            message = f"Ringkasan {length} huruf; paling banyak {SUMMARY_LIMIT}."
            hint = "Sisakan satu atau dua kalimat; selebihnya terpotong di WhatsApp."
            self._add(self.lines["summary"], message, hint, "summary", Severity.WARNING)
        if (length := len(values.get("short_title", ""))) > SHORT_TITLE_LIMIT:
            message = f"Judul pendek {length} huruf; paling banyak {SHORT_TITLE_LIMIT}."
            hint = "Ringkas, atau hapus agar judul lengkapnya yang tampil."
            self._add(self.lines["short_title"], message, hint, "short_title", Severity.WARNING)
        if any(problem.is_error for problem in self.source.problems):
            del self.problems[told:]  # what is missing may stand in the lines that were not understood
        return self._as_far_as_read(values) if self.source.fields else None

    def _as_far_as_read(self, values: dict[str, Any]) -> Item | None:
        """The item with what could not be read left out; its date and slug are then those of its file's name."""
        name = DATED_NAME.fullmatch(self.source.path.rsplit("/", 1)[-1].removesuffix(".md"))
        if values.get("date") is None and name is not None:
            values["date"] = _day_of(name, self.reader.zone)
        if not SLUG.fullmatch(values["slug"]):
            values["slug"] = slugify(values["slug"])
        if values.get("date") is None or not values["slug"]:
            return None
        values["kind"], values["status"] = self.kind, written_status(self.source)
        for rule in rules_for(self.kind):
            if self.kind in rule.required and rule.key in STAND_INS:
                values.setdefault(rule.key, STAND_INS[rule.key](values["date"]))
        values.setdefault("id", derived_id(self.source.path, self.id_prefix))
        lines = {key: abs(line) for key, line in self.lines.items()}
        return Item(self.source.path, self.source.body, self.source.body_line, lines, **values)

    def _add(self, line: int, message: str, hint: str = "", key: str = "", severity: Severity = Severity.ERROR) -> None:
        self.problems.append(Problem(self.source.path, line, message, hint, key, severity, "header"))

    def _settle_kind(self) -> None:
        if not self.kind:
            known = ", ".join(f"content/{kind}/" for kind in (*KINDS, PAGE))
            self._add(0, "Jenis naskah ini tidak dikenal dari foldernya.", f"Pindahkan ke salah satu dari: {known}.")

    def _values(self) -> Iterator[tuple[str, Any]]:
        allowed = {rule.key: rule for rule in rules_for(self.kind)} if self.kind else BY_KEY
        for field in self.source.fields:
            key = PELICAN_SYNONYMS.get(field.key, field.key)
            rule = allowed.get(key)
            if rule is None:
                self._unknown_key(field, allowed)
                continue
            self.lines[key] = field.line
            if field.value.is_empty:
                continue
            if (line := _stray_line(field, rule)) is not None:
                self._add(*line, key)
                self.lines[key] = -field.line
                continue
            try:
                value = READERS[rule.type](self.reader, field.value, rule)
            except Refused as refused:
                self._add(refused.line or field.line, refused.message, refused.hint, key)
                self.lines[key] = -field.line  # written, though wrong: not to be asked for as missing
                continue
            yield key, value

    def _unknown_key(self, field: Field, allowed: Mapping[str, Rule]) -> None:
        if field.key in BY_KEY:
            kinds = ", ".join(sorted(BY_KEY[field.key].kinds))
            message = f"Kolom `{field.key}` tidak ada pada {self.kind}; kolom itu milik {kinds}."
            self._add(field.line, message, "Hapus barisnya, atau pindahkan naskah ke folder yang sesuai.", field.key)
            return
        meant = NEAR_KEYS.get(field.key.lower().replace("-", "_")) or nearest(field.key, allowed)
        if meant:
            self.lines.setdefault(meant, -field.line)
        hint = (
            f"Maksud Anda `{meant}`?" if meant else f"Hapus barisnya, atau pakai salah satu dari: {', '.join(allowed)}."
        )
        self._add(field.line, f"Kolom `{field.key}` tidak dikenal.", hint, field.key)

    def _require(self, values: Mapping[str, Any]) -> None:
        for rule in rules_for(self.kind):
            if self.kind in rule.required and rule.key not in values and self.lines.get(rule.key, 0) >= 0:
                line = self.lines.get(rule.key, 0) or 1
                example = f": `{rule.key}: {rule.example}`" if rule.example else f" `{rule.key}: …`"
                hint = f"Isi kolom{example}" if rule.type is not FieldType.PHOTOS else PHOTOS_HINT
                what = "kosong" if rule.key in self.lines else "belum ada"
                self._add(line, f"{rule.label} {what}.", hint, rule.key)

    def _settle_status(self, values: Mapping[str, Any]) -> None:
        if "status" not in values and self.lines.get("status", 0) >= 0:
            what = "kosong" if "status" in self.lines else "belum ada"
            hint = f"Tulis `status: {PUBLISHED}` bila siap terbit, atau `status: {DRAFT}`."
            line = self.lines.get("status", 1)
            self._add(
                line,
                f"Status {what}, jadi naskah ini dianggap draf dan tidak terbit.",
                hint,
                "status",
                Severity.WARNING,
            )

    def _settle_dates(self, values: dict[str, Any]) -> None:
        if self.kind == PAGE:
            values.setdefault("date", values.get("modified"))
        published: datetime | None = values.get("date")
        for key, other, words in (
            ("ends", "starts", "Waktu selesai lebih awal daripada waktu mulai"),
            ("modified", "date", "Pembaruan lebih awal daripada tanggal terbit"),
        ):
            if values.get(key) and values.get(other) and values[key] < values[other]:
                hint = f"Periksa `{key}` dan `{other}` (baris {self.lines.get(other, 0)})."
                self._add(self.lines[key], f"{words}.", hint, key)
        happened: date | None = values.get("event_date")
        kind = KINDS.get(self.kind)
        if published and happened and happened > published.date() and kind and kind.is_report:
            message = f"Tanggal peristiwa ({calendar.long_date(happened)}) sesudah tanggal terbit ({calendar.long_date(published)})."
            self._add(self.lines["event_date"], message, "Periksa hari, bulan, dan tahun keduanya.", "event_date")

    def _settle_name(self, values: dict[str, Any]) -> None:
        file = self.source.path.rsplit("/", 1)[-1]
        name = file[: -len(".md")] if file.casefold().endswith(".md") else file
        match = DATED_NAME.fullmatch(name)
        if self.kind != PAGE and match is None:
            hint = "Contoh: `2026-01-31-panen-raya.md`."
            self._add(0, f"Nama berkas “{file}” tidak dimulai dengan tanggal.", hint, severity=Severity.WARNING)
        if "slug" not in values:
            slug = values["slug"] = match[4] if match else name
            if self.lines.get("slug", 0) >= 0 and (not SLUG.fullmatch(slug) or len(slug) > SLUG_LIMIT):
                hint = f"Ganti nama berkas menjadi `…-{slugify(slug)}.md`, atau isi `slug: {slugify(slug)}`."
                self._add(0, f"Nama berkas “{file}” tidak dapat menjadi alamat.", hint, "slug")
        if "id" not in values and self.kind != PAGE and self.lines.get("id", 0) >= 0:
            values["id"] = derived_id(self.source.path, self.id_prefix)
            hint = f"Tambahkan `id: {values['id']}` agar langganan tetap mengenalinya bila nama berkas berubah."
            self._add(1, "Nomor tetap belum ada.", hint, "id", Severity.WARNING)
        elif self.kind == PAGE:
            values["id"] = f"{PAGE}-{values.get('slug', name)}"


def _day_of(name: re.Match[str], zone: tzinfo) -> datetime | None:
    try:
        return datetime(int(name[1]), int(name[2]), int(name[3]), tzinfo=zone)
    except ValueError:
        return None
