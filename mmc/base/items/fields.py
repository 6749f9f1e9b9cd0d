"""How each type of field is read: from what was written to a value, or a refusal that says what was wanted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from mmc.base.items.focus import FOCI, canonical
from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE, Change, Confirmation, FieldType, Photo, Reference, Rule
from mmc.base.items.source import Value
from mmc.base.vocabulary import CORRECTION_KINDS, STATUSES, VERDICTS, Vocabulary
from mmc.indonesian import calendar
from mmc.indonesian.text import nearest, slugify

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LIMIT = 80
DATED_NAME = re.compile(r"(\d{4})-(\d{2})-(\d{2})-(.+)")
PERMANENT_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ALIAS = re.compile(
    r"/(?:[A-Za-z0-9._~-]+/)*(?:[A-Za-z0-9._~-]+)?"
    r"(?:\?[A-Za-z0-9_]{1,40}=[A-Za-z0-9_.~:%+-]{1,200}(?:&[A-Za-z0-9_]{1,40}=[A-Za-z0-9_.~:%+-]{1,200}){0,3})?"
)
LANG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
REFERENCE = re.compile(r"(.*?)\s*<(\S+)>$")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
YES_NO = {"ya": True, "tidak": False}
NEAR_PARTS = {
    "jenis": "kind", "tanggal": "date", "waktu": "date", "isi": "text", "teks": "text", "catatan": "text",
    "alasan": "reason", "sebab": "reason", "temuan": "finding", "berkas": "file", "foto": "file", "keterangan": "caption",
    "kredit": "credit",
}  # fmt: skip
NEAR_STATUSES = {
    **dict.fromkeys(("published", "publish", "publik", "final", "tayang", "siap"), "terbit"),
    **dict.fromkeys(("draft", "hidden", "konsep"), "draf"),
    **dict.fromkeys(("review", "periksa"), "tinjau"),
}


class Refused(Exception):
    """A value that a field cannot take, with what was wanted."""

    def __init__(self, message: str, hint: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.message, self.hint, self.line = message, hint, line


def derived_id(path: str, prefix: str) -> str:
    """The permanent id that an item without one gets from its file name: `brs-2026-01-31-k3f9`."""
    stem = path.rsplit("/", 1)[-1].removesuffix(".md")
    match = DATED_NAME.fullmatch(stem)
    day = f"{match[1]}-{match[2]}-{match[3]}" if match else "0000-00-00"
    digest = int.from_bytes(hashlib.blake2b(stem.encode(), digest_size=8).digest(), "big")
    letters = "23456789abcdefghjkmnpqrstuvwxyz"
    return f"{prefix}-{day}-" + "".join(letters[digest // 31**place % 31] for place in range(4))


def lettered(text: str) -> str:
    """Plain text with the letters that its entities stand for (`&copy;`), as a text copied from a page has them; no tag comes of it."""
    return _ENTITY.sub(_letter, text) if "&" in text else text


def _letter(match: re.Match[str]) -> str:
    letter = unescape(match[0]).replace("\N{NO-BREAK SPACE}", " ")
    return letter if letter.isprintable() and letter not in ("<", ">") else match[0]


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Reads the fields of one file of one kind; a value that cannot be taken raises `Refused`."""

    path: str
    kind: str
    vocabulary: Vocabulary
    zone: tzinfo

    def text(self, value: Value, rule: Rule) -> str:
        if value.items and not value.text:
            raise Refused(
                f"{rule.label} berisi daftar, padahal satu teks.", f"Tulis dalam satu baris: `{rule.key}: …`."
            )
        if value.fields and not value.text:
            raise Refused(f"{rule.label} berisi beberapa kolom, padahal satu teks.", f"Tulis `{rule.key}: …`.")
        return lettered(value.text).strip()

    def texts(self, value: Value, rule: Rule) -> tuple[str, ...]:
        if value.items:
            return tuple(" ".join(lettered(item.text).split()) for item in value.items if item.text.strip())
        parts = lettered(value.text).replace(";", ",").split(",")
        return tuple(" ".join(part.split()) for part in parts if part.strip())

    def names(self, value: Value, rule: Rule) -> tuple[str, ...]:
        if value.items:
            return tuple(lettered(item.text).strip() for item in value.items if item.text.strip())
        return tuple(part.strip() for part in lettered(value.text).split(";") if part.strip())

    def lines_of_text(self, value: Value, rule: Rule) -> tuple[str, ...]:
        if value.items:
            return tuple(lettered(item.text).strip() for item in value.items if item.text.strip())
        return (lettered(value.text).strip(),)

    def day(self, value: Value, rule: Rule) -> date:
        try:
            return calendar.parse_date(self.text(value, rule))
        except calendar.DateError as error:
            raise Refused(str(error), error.hint or f"Contoh: `{rule.key}: 31 Januari 2026`.") from None

    def moment(self, value: Value, rule: Rule) -> datetime:
        try:
            return calendar.parse_moment(self.text(value, rule), self.zone)
        except calendar.DateError as error:
            raise Refused(str(error), error.hint or f"Contoh: `{rule.key}: 2026-01-31 09.00 WIB`.") from None

    def flag(self, value: Value, rule: Rule) -> bool:
        word = self.text(value, rule).casefold()
        if word not in YES_NO:
            meant = "ya" if word in {"yes", "true", "iya", "y", "1"} else "tidak"
            raise Refused(f"{rule.label}: “{value.text}” bukan `ya` atau `tidak`.", f"Tulis `{rule.key}: {meant}`.")
        return YES_NO[word]

    def _choice(self, value: Value, rule: Rule, known: Mapping[str, str], meant: str | None = None) -> str:
        written = self.text(value, rule)
        found = known.get(written.casefold())
        if found is None:
            meant = meant or nearest(written, known.values())
            suggestion = f"Maksud Anda `{rule.key}: {meant}`? " if meant else ""
            raise Refused(
                f"{rule.label} “{written}” tidak dikenal.", f"{suggestion}Pilihan: {', '.join(known.values())}."
            )
        return found

    def status(self, value: Value, rule: Rule) -> str:
        meant = NEAR_STATUSES.get(value.text.casefold())
        return self._choice(value, rule, {status: status for status in STATUSES}, meant)

    def kind_field(self, value: Value, rule: Rule) -> str:
        kind = self._choice(value, rule, {kind: kind for kind in (*KINDS, PAGE)})
        if self.kind and kind != self.kind:
            message = f"Jenisnya `{kind}`, tetapi berkas ini ada di folder `{self.kind}`."
            raise Refused(message, f"Pindahkan berkas ke content/{kind}/, atau tulis `kind: {self.kind}`.")
        return kind

    def category(self, value: Value, rule: Rule) -> str:
        return self._choice(value, rule, {each.name.casefold(): each.name for each in self.vocabulary.categories})

    def district(self, value: Value, rule: Rule) -> str:
        return self._choice(value, rule, {each.name.casefold(): each.name for each in self.vocabulary.districts})

    def verdict(self, value: Value, rule: Rule) -> str:
        return self._choice(value, rule, {verdict: verdict for verdict in VERDICTS})

    def lang(self, value: Value, rule: Rule) -> str:
        code = self.text(value, rule)
        if not LANG.fullmatch(code):
            raise Refused(f"Bahasa “{code}” bukan kode bahasa.", "Tulis misalnya `lang: id` atau `lang: en`.")
        return code

    def slug(self, value: Value, rule: Rule) -> str:
        slug = self.text(value, rule)
        if not SLUG.fullmatch(slug) or len(slug) > SLUG_LIMIT:
            message = f"Slug “{slug[:100]}” hanya boleh berisi a–z, 0–9, dan tanda hubung, paling panjang {SLUG_LIMIT}."
            raise Refused(message, f"Tulis `slug: {slugify(slug) or 'judul-singkat'}`.")
        return slug

    def permanent_id(self, value: Value, rule: Rule) -> str:
        written = self.text(value, rule)
        if not PERMANENT_ID.fullmatch(written):
            suggestion = derived_id(self.path, self.vocabulary.office.id_prefix)
            raise Refused(
                f"Nomor tetap “{written}” hanya boleh huruf kecil, angka, tanda hubung.", f"Contoh: `id: {suggestion}`."
            )
        return written

    def file(self, value: Value, rule: Rule) -> str:
        name = self.text(value, rule)
        if "/" in name or "\\" in name or name.startswith("."):
            raise Refused(
                f"{rule.label} “{name}” tidak berada di samping naskah.",
                "Taruh foto di folder naskah, tulis namanya saja.",
            )
        return name

    def link(self, value: Value, rule: Rule) -> str:
        return _https(self.text(value, rule), rule)

    def paths(self, value: Value, rule: Rule) -> tuple[str, ...]:
        found = self.texts(value, rule)
        for path in found:
            if not ALIAS.fullmatch(path) or ".." in path.split("/"):
                raise Refused(
                    f"Alamat lama “{path}” bukan alamat di situs ini.", "Contoh: `/berita/2026/01/alamat-lama/`."
                )
        return tuple(dict.fromkeys(found))

    def _maps(
        self, value: Value, rule: Rule, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> Iterator[tuple[int, dict[str, Value]]]:
        example = "; ".join(f"{key}: …" for key in (*required, *optional))
        entries = value.items or ((value,) if value.fields else ())
        if not entries:
            raise Refused(f"{rule.label} bukan daftar.", f"Tulis sebagai daftar; setiap butir berisi {example}.")
        for entry in entries:
            found = {field.key: field.value for field in entry.fields}
            unknown = next((key for key in found if key not in required and key not in optional), None)
            if unknown is not None:
                meant = nearest(unknown, (*required, *optional), NEAR_PARTS)
                hint = f"Maksud Anda `{meant}`?" if meant else f"Setiap butir berisi {example}."
                raise Refused(f"{rule.label}: kunci `{unknown}` tidak dikenal.", hint, found[unknown].line)
            missing = next((key for key in required if key not in found or found[key].is_empty), None)
            if missing is not None:
                raise Refused(f"{rule.label}: `{missing}` belum ada.", f"Setiap butir berisi {example}.", entry.line)
            yield entry.line, found

    def changes(self, value: Value, rule: Rule) -> tuple[Change, ...]:
        is_update = rule.key == "updates"
        required = ("date", "text") if is_update else ("kind", "date", "text")
        return tuple(
            self._change(found, rule, line, is_update=is_update) for line, found in self._maps(value, rule, required)
        )

    def _change(self, found: Mapping[str, Value], rule: Rule, line: int, *, is_update: bool) -> Change:
        kind = "pembaruan" if is_update else found["kind"].text.casefold()
        if kind not in CORRECTION_KINDS:
            meant = nearest(kind, CORRECTION_KINDS)
            hint = f"Maksud Anda `{meant}`?" if meant else f"Pilihan: {', '.join(CORRECTION_KINDS)}."
            raise Refused(f"{rule.label}: jenis “{kind}” tidak dikenal.", hint, line)
        return Change(kind, self.moment(found["date"], rule), found["text"].text)

    def withdrawal(self, value: Value, rule: Rule) -> Change:
        _, found = next(self._maps(value, rule, ("date", "reason")))
        return Change("penarikan", self.moment(found["date"], rule), found["reason"].text)

    def focus(self, value: Value, rule: Rule) -> str:
        words = self.text(value, rule)
        if not (found := canonical(words)):
            raise Refused(f"{rule.label} “{words}” bukan letak di foto.", f"Pilihan: {', '.join(FOCI)}.")
        return found

    def gallery(self, value: Value, rule: Rule) -> tuple[Photo, ...]:
        maps = self._maps(
            value, rule, ("file",), ("alt", "caption", "credit")
        )  # a missing alt text is told by mmc.checks
        return tuple(self._photo(line, found, rule) for line, found in maps)

    def _photo(self, line: int, found: Mapping[str, Value], rule: Rule) -> Photo:
        words = {key: found[key].text for key in ("alt", "caption", "credit") if key in found}
        return Photo(self.file(found["file"], rule), **words, line=line)

    def references(self, value: Value, rule: Rule) -> tuple[Reference, ...]:
        found = []
        for text in self.lines_of_text(value, rule):
            match = REFERENCE.fullmatch(text)
            found.append(Reference(match[1], _https(match[2], rule)) if match else Reference(text))
        return tuple(found)

    def confirmations(self, value: Value, rule: Rule) -> tuple[Confirmation, ...]:
        maps = self._maps(value, rule, ("finding", "reason"))
        return tuple(Confirmation(found["finding"].text, found["reason"].text) for _, found in maps)


def _https(address: str, rule: Rule) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or "." not in (parts.hostname or "") or any(letter.isspace() for letter in address):
        raise Refused(
            f"{rule.label} “{address}” bukan alamat https.", "Salin alamat lengkapnya, dimulai dengan https://."
        )
    return address


READERS: Mapping[FieldType, Callable[[FieldReader, Value, Rule], Any]] = {
    FieldType.TEXT: FieldReader.text,
    FieldType.TEXTS: FieldReader.texts,
    FieldType.NAMES: FieldReader.names,
    FieldType.LINES: FieldReader.lines_of_text,
    FieldType.DAY: FieldReader.day,
    FieldType.MOMENT: FieldReader.moment,
    FieldType.FLAG: FieldReader.flag,
    FieldType.STATUS: FieldReader.status,
    FieldType.KIND: FieldReader.kind_field,
    FieldType.CATEGORY: FieldReader.category,
    FieldType.DISTRICT: FieldReader.district,
    FieldType.VERDICT: FieldReader.verdict,
    FieldType.LANG: FieldReader.lang,
    FieldType.SLUG: FieldReader.slug,
    FieldType.ID: FieldReader.permanent_id,
    FieldType.FILE: FieldReader.file,
    FieldType.LINK: FieldReader.link,
    FieldType.PATHS: FieldReader.paths,
    FieldType.CHANGES: FieldReader.changes,
    FieldType.WITHDRAWAL: FieldReader.withdrawal,
    FieldType.FOCUS: FieldReader.focus,
    FieldType.PHOTOS: FieldReader.gallery,
    FieldType.REFERENCES: FieldReader.references,
    FieldType.CONFIRMATIONS: FieldReader.confirmations,
}
