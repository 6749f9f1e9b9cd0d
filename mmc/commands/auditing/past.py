"""What became different for readers, from git: a line for each change of an item between two releases, whatever the commits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mmc.approvals.digests import Page, page_of, table_digest
from mmc.approvals.things import CODE, THEME, is_below, is_code, is_table
from mmc.base.items.source import Value, read_source
from mmc.commands.approval.standing import Project
from mmc.commands.auditing.record import BY_GIT, Event
from mmc.history.repository import Repository

NOTHING = "0" * 40
PLACES = ("content", "data", "theme", "mmc", "tasks.py", "pelicanconf.py", "publishconf.py")
NOTES = {"corrections": "meralat", "withdrawn": "menarik", "confirmed": "mengonfirmasi"}


@dataclass
class Change:
    """All that happened to one file between two releases."""

    path: str
    before: str
    after: str
    at: datetime
    people: list[str] = field(default_factory=list)


def changes(repository: Repository, since: datetime, until: datetime, releases: Sequence[datetime]) -> list[Change]:
    """Every file that changed in this time, once for each release that brought it."""
    words = ["log", "--reverse", "--topo-order", "--no-merges", "--raw", "--no-abbrev", "--no-renames", "-z"]
    span = [f"--since={since.isoformat()}", f"--until={until.isoformat()}", "--format=%x1e%an%x1f%cI", "HEAD"]
    told = repository.run(*words, *span, "--", *PLACES)
    found: dict[tuple[str, int], Change] = {}
    for block in told.split("\x1e")[1:]:
        head, _, rest = block.partition("\0")
        name, _, moment = head.strip("\n").partition("\x1f")
        at = datetime.fromisoformat(moment)
        bucket = bisect_left(releases, at)
        rows = rest.lstrip("\n\0").split("\0")
        for facts, path in zip(rows[::2], rows[1::2], strict=False):
            _, _, old, new, *_ = facts.strip().lstrip(":").split(" ")
            change = found.setdefault((path, bucket), Change(path, old, new, at))
            change.after, change.at = new, at
            if name not in change.people:
                change.people.append(name)
    return list(found.values())


def events(project: Project, found: Sequence[Change]) -> Iterator[Event]:
    """What readers could see of these changes; what they could not has no line."""
    repository = project.repository
    assert repository is not None
    pages = _Pages(project, repository)
    groups: dict[str, list[Change]] = {}
    moved: dict[str, list[Change]] = {}
    for change in found:
        if change.path.endswith(".md") and change.path.startswith("content/"):
            page = pages.of(change.path, change.after) or pages.of(change.path, change.before)
            if page is not None:
                moved.setdefault(f"{page.id} {change.at.isoformat()}", []).append(change)
        elif is_code(change.path) or is_below(change.path, (THEME,)):
            groups.setdefault(f"{CODE if is_code(change.path) else THEME} {change.at.isoformat()}", []).append(change)
        elif is_table(change.path):
            if _table(repository, change.path, change.before) != _table(repository, change.path, change.after):
                yield _event(change, "mengubah data", change.path, change.path)
        elif change.path.startswith("content/"):
            act = (
                "menambah berkas"
                if change.before == NOTHING
                else "menghapus berkas"
                if change.after == NOTHING
                else "mengganti berkas"
            )
            yield _event(change, act, change.path, change.path)
    for word, listed in groups.items():
        subject = word.split(" ")[0]
        words = "mengubah kode" if subject == CODE else "mengubah tema"
        yield _event(listed[-1], words, subject, subject, f"{len(listed)} berkas")
    for listed in moved.values():
        yield from _item(pages, listed)


def _item(pages: _Pages, listed: Sequence[Change]) -> Iterator[Event]:
    """One item: a rename is two files of one number, and no change of what readers see."""
    first = next((each for each in listed if each.before != NOTHING), listed[0])
    last = next((each for each in reversed(listed) if each.after != NOTHING), listed[-1])
    before, after = pages.of(first.path, first.before), pages.of(last.path, last.after)
    page = after or before
    if page is None or (before and after and before.text == after.text and before.is_shown == after.is_shown):
        return
    said = pages.fields(last.path, last.after) if after else pages.fields(first.path, first.before)
    if before is None and after is not None and not after.is_shown:
        act = "menulis"
    elif after is None or (before and before.is_shown and not after.is_shown):
        act = "menghapus" if before and before.is_shown else "menghapus draf"
    elif after.is_shown and (before is None or not before.is_shown):
        act = "menerbitkan"
    elif not after.is_shown:
        act = "menyunting draf"
    else:
        act = "mengubah"
    details = _details(pages.fields(first.path, first.before), said) if after else []
    special = [word for word, _ in details]
    yield _event(
        last,
        special[0] if act == "mengubah" and special else act,
        page.id,
        said.get("title", ""),
        "; ".join(t for _, t in details),
    )


def _details(old: dict[str, str], new: dict[str, str]) -> list[tuple[str, str]]:
    """What of a change has a name of its own: a correction, a withdrawal, a confirmation of a finding."""
    return [
        (act, f"{act}: {new[key]}"[:300]) for key, act in NOTES.items() if new.get(key) and new[key] != old.get(key)
    ]


@dataclass
class _Pages:
    """What files said at some time; each is read from git once."""

    project: Project
    repository: Repository
    known: dict[tuple[str, str], Page | None] = field(default_factory=dict)

    def of(self, path: str, blob: str) -> Page | None:
        """The page in these bytes; None where there is none."""
        if blob == NOTHING:
            return None
        if (path, blob) not in self.known:
            data = self.repository.blob(blob)
            self.known[path, blob] = page_of(data, path, self.project.vocabulary) if data is not None else None
        return self.known[path, blob]

    def fields(self, path: str, blob: str) -> dict[str, str]:
        """The words of each field of the header."""

        def text(value: Value) -> str:
            inner = [text(each.value) for each in value.fields] or [text(each) for each in value.items] or [value.text]
            return " ".join(part for part in inner if part)

        data = self.repository.blob(blob) if blob != NOTHING else None
        return {each.key.lower(): text(each.value) for each in read_source(data or b"", path).fields}


def _table(repository: Repository, path: str, blob: str) -> str:
    data = repository.blob(blob) if blob != NOTHING else None
    return table_digest(path, data) if data is not None else ""


def _event(change: Change, act: str, subject: str, title: str, detail: str = "") -> Event:
    return Event(change.at, act, subject, title, ", ".join(change.people), detail, BY_GIT)
