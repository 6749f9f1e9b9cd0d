"""An item at the desk: its file, or what was typed on top of it, and how that is kept, given back and let go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.http import Http404, QueryDict
from django.utils import timezone

from mmc.base.problems import Problem, problems_of
from mmc.desk.editor.form import given_in
from mmc.desk.editor.manuscript import Manuscript, edited, opened
from mmc.desk.editor.models import Presence, Unsaved
from mmc.desk.editor.shapes import Row
from mmc.desk.editor.wording import written
from mmc.desk.officers import Officer
from mmc.desk.table import index
from mmc.history.repository import Repository

BODY, RICH, BASE = "naskah", "kaya", "dasar"
PRESENT = timedelta(seconds=45)
BLOB = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
MOST_LETTERS = 2_000_000  # of one form


@dataclass(frozen=True)
class Open:
    """An item as somebody has it before them: `base` is what the edit began from, `current` what the file says now."""

    item: str
    path: str
    base: bytes
    current: bytes | None
    unsaved: Unsaved | None
    form: QueryDict | None

    @property
    def is_new(self) -> bool:
        """True before the first save."""
        return self.unsaved is not None and self.unsaved.is_new

    @property
    def manuscript(self) -> Manuscript:
        """What the edit began from."""
        return opened(self.base, self.path)

    @property
    def findings(self) -> list[Problem]:
        """What the importer doubted."""
        return [*problems_of(self.unsaved.findings)] if self.unsaved else []

    @property
    def stem(self) -> str:
        """The file's name without its ending, with which its photos begin."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".md")

    @property
    def folder(self) -> str:
        """Where it lies."""
        return self.path.rsplit("/", 1)[0]

    def values(self) -> dict[str, str | Sequence[Row]]:
        """The fields as they were typed."""
        return given_in(self.form, self.manuscript) if self.form is not None else {}

    def body(self) -> str:
        """The text as it was typed."""
        return body_in(self.form, self.manuscript) if self.form is not None else self.manuscript.body

    def data(self) -> bytes:
        """The file as it would be saved; raises `Unwritable`."""
        return edited(self.manuscript, self.values(), self.body())


def body_in(form: QueryDict, manuscript: Manuscript) -> str:
    """The Markdown that the form means: what was typed as Markdown, or what was edited as in Word on top of it."""
    if BODY not in form:
        return manuscript.body
    markdown = str(form.get(BODY) or "").replace("\r\n", "\n").replace("\r", "\n")
    rich = str(form.get(RICH) or "")
    return written(markdown.strip("\n"), rich) if rich.strip() else markdown


def item_of(root: Path, item: str, officer: Officer, form: QueryDict | None = None) -> Open:
    """The item of this permanent id with what this person has typed; `form` is what the browser sends just now."""
    unsaved = Unsaved.objects.filter(item=item, address=officer.address).first()
    row = index.of(root).find(item)
    path = row.path if row is not None else unsaved.path if unsaved is not None else ""
    if not path:
        raise Http404
    current = _read(root / path)
    if current is None and (unsaved is None or not unsaved.is_new):
        raise Http404
    began = str(form.get(BASE) or "") if form is not None else ""
    base = _began_from(root, began, current, unsaved)
    typed = form if form is not None else QueryDict(unsaved.form) if unsaved is not None and unsaved.form else None
    return Open(item, path, base, current, unsaved, typed)


def name_of(data: bytes) -> str:
    """The name that git gives these bytes."""
    import hashlib

    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()  # noqa: S324 - git's own


def _began_from(root: Path, began: str, current: bytes | None, unsaved: Unsaved | None) -> bytes:
    """The bytes that the browser's form was made from: the file's, those kept beside unsaved work, or git's."""
    if unsaved is not None and (not began or name_of(bytes(unsaved.base)) == began):
        return bytes(unsaved.base)
    if current is not None and (not began or name_of(current) == began):
        return current
    if BLOB.fullmatch(began):
        repository = Repository(root)
        try:
            data = repository.blob(began)
        finally:
            repository.close()
        if data is not None:
            return data
    return bytes(unsaved.base) if unsaved is not None else current or b""


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def keep(found: Open, officer: Officer, form: QueryDict) -> Unsaved:
    """What was typed is in the database, whole, before this returns."""
    with transaction.atomic():
        unsaved, _ = Unsaved.objects.select_for_update().get_or_create(
            item=found.item, address=officer.address,
            defaults={"path": found.path, "name": officer.name, "base": found.base, "is_new": found.current is None},
        )  # fmt: skip
        unsaved.form = stored(form)
        unsaved.base = found.base
        unsaved.path, unsaved.name = found.path, officer.name
        unsaved.number += 1
        unsaved.save()
    return unsaved


def begin(found: Open, officer: Officer) -> Unsaved:
    """A place for what waits with the item, though nothing was typed yet."""
    unsaved, _ = Unsaved.objects.get_or_create(
        item=found.item, address=officer.address,
        defaults={"path": found.path, "name": officer.name, "base": found.base, "is_new": found.current is None},
    )  # fmt: skip
    return unsaved


def stored(form: QueryDict) -> str:
    """The form as text, without what only proves who sent it."""
    kept = form.copy()
    for name in ("csrfmiddlewaretoken", "nomor", "aksi", "lepas"):
        kept.pop(name, None)
    return kept.urlencode()


def let_go(item: str, officer: Officer) -> None:
    """Nothing unsaved is left of this person's work on the item."""
    Unsaved.objects.filter(item=item, address=officer.address).delete()


def here(item: str, officer: Officer) -> list[str]:
    """This person is at the item; the names of the others who are."""
    now = timezone.now()
    Presence.objects.update_or_create(
        item=item, address=officer.address, defaults={"name": officer.name, "seen_at": now}
    )
    others = Presence.objects.filter(item=item, seen_at__gt=now - PRESENT).exclude(address=officer.address)
    return [*others.order_by("name").values_list("name", flat=True)]
