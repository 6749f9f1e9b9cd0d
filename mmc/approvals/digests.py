"""What readers will see of a file, as a digest: fields as they are read, text without its line ends, photos to the byte."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from typing import Any

from mmc.base.files import toml
from mmc.base.items.fields import DATED_NAME, READERS, FieldReader, Refused, derived_id
from mmc.base.items.kinds import KINDS
from mmc.base.items.reading import PELICAN_SYNONYMS, kind_of
from mmc.base.items.schema import BY_KEY, DRAFT, PAGE, PUBLISHED, Item
from mmc.base.items.source import Source, read_source
from mmc.base.vocabulary import Vocabulary
from mmc.indonesian import calendar

VERSION = 1  # of this way of counting; every digest contains it
NAME = re.compile(r"(?<![\w.-])[\w-]++(?:\.[\w-]++)+")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic")
ELSEWHERE = ("id", "kind", "slug", "status")  # told beside the fields
OFFICE_WORDS = ("category", "district")  # shown as data/ writes them, whatever the case here
DEFAULTS = {part.name: part.default for part in fields(Item) if part.default is not MISSING}


@dataclass(frozen=True, slots=True)
class Page:
    """An item or fixed page without its photos: `text` is the digest of its words, `names` are the files that they may name."""

    id: str
    text: str
    is_shown: bool
    names: tuple[str, ...]
    takes_first_photo: bool
    bare: str  # the digest without any file, as most have it

    def files(self, path: str, beside: Collection[str]) -> list[str]:
        """The names, among those of the files beside it, of which this page shows something."""
        if not beside:
            return []
        stem = path.rpartition("/")[2].removesuffix(".md")
        first = {f"{stem}-1{ending}" for ending in PICTURES} if self.takes_first_photo else set()
        return sorted(name for name in first | set(self.names) if name in beside and not name.endswith(".md"))

    def digest(self, files: Mapping[str, str], *, is_shown: bool | None = None) -> str:
        """The digest with these files, name and SHA-256; `is_shown` asks what it would be with another status."""
        shown = self.is_shown if is_shown is None else is_shown
        if not files and shown == self.is_shown:
            return self.bare
        return _digest([VERSION, self.id, self.text, shown, sorted(files.items())])


def page_of(data: bytes, path: str, vocabulary: Vocabulary) -> Page | None:
    """The page that is written in this file; None when it is none, or its form is broken."""
    kind = kind_of(path)
    source = read_source(data, path)
    if not kind or not path.endswith(".md") or any(problem.is_error for problem in source.problems):
        return None
    values = _values(source, kind, vocabulary)
    name = path.rpartition("/")[2].removesuffix(".md")
    match = DATED_NAME.fullmatch(name)
    slug = str(values.get("slug") or (match[4] if match and kind != PAGE else name))
    own_id = str(values.get("id") or derived_id(path, vocabulary.office.id_prefix))
    item_id = f"{PAGE}-{slug}" if kind == PAGE else own_id
    shown = {key: value for key, value in values.items() if key not in ELSEWHERE and value != _plain(DEFAULTS.get(key))}
    text = _digest([kind, slug, sorted(shown.items()), source.body])
    names = tuple(sorted({*NAME.findall(source.body), *NAME.findall(json.dumps(shown, ensure_ascii=False))}))
    if not re.fullmatch(r"\S+", item_id):
        return None
    is_series = kind in KINDS and KINDS[kind].is_series
    has_photo = bool(values.get("photo")) or is_series or kind == PAGE
    is_shown = values.get("status", DRAFT) == PUBLISHED
    return Page(item_id, text, is_shown, names, not has_photo, _digest([VERSION, item_id, text, is_shown, []]))


def file_digest(path: str, sha256: str) -> str:
    """The digest of a file that is published as it is, at its place."""
    return _digest([VERSION, path, sha256])


def table_digest(path: str, data: bytes) -> str:
    """The digest of a file of `data/`: what it says, whatever its comments and order."""
    try:
        said: Any = toml.parse(data)[0] if path.endswith(".toml") else None
    except toml.NotToml:
        said = None
    return _digest([VERSION, path, sha256_of(data) if said is None else _plain(said)])


def tree_digest(files: Iterable[tuple[str, str]]) -> str:
    """The digest of a whole folder from the path and SHA-256 of each file."""
    return _digest([VERSION, sorted(files)])


def sha256_of(data: bytes) -> str:
    """The SHA-256 of bytes; of text it does not matter how its lines end."""
    if b"\0" not in data[:8000]:
        data = data.replace(b"\r\n", b"\n")
    return hashlib.sha256(data).hexdigest()


def _values(source: Source, kind: str, vocabulary: Vocabulary) -> dict[str, Any]:
    reader = FieldReader(source.path, kind, vocabulary, calendar.zone(vocabulary.office.timezone))
    found: dict[str, Any] = {}
    for field in source.fields:
        key = PELICAN_SYNONYMS.get(field.key, field.key)
        if field.value.is_empty:
            continue
        raw = _written(field.value)
        if key in OFFICE_WORDS:
            found[key] = str(raw).strip().casefold()
            continue
        try:
            found[key] = _plain(READERS[BY_KEY[key].type](reader, field.value, BY_KEY[key])) if key in BY_KEY else raw
        except Refused:
            found[key] = raw
    return found


def _written(value: Any) -> Any:
    """A value as it was written, where the schema does not know better."""
    if value.items or value.fields:
        return [
            value.text,
            [_written(each) for each in value.items],
            [[f.key, _written(f.value)] for f in value.fields],
        ]
    return value.text


def _plain(value: Any) -> Any:
    """A value as JSON has it; times as the office's clock shows them, and nothing of where it stood in the file."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return [_plain(getattr(value, part.name)) for part in fields(value) if part.name != "line"]
    return value


def _digest(value: Any) -> str:
    return hashlib.sha256(_encode(value).encode("utf-8", "surrogatepass")).hexdigest()


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode
