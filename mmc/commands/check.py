"""The gate alone: what `inv periksa`, the commit hook and deploy ask, answered from memory for every file that did not change."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import replace as replace_fields
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from mmc.base.files.disk import exclusive, replace
from mmc.base.files.scan import is_racy, scan
from mmc.base.problems import ContentError, Problem, Severity, in_order, problems_of, text_of
from mmc.base.vocabulary import Vocabulary, data_files, load_vocabulary
from mmc.checks import Examined, Gatekeeper, Rendered, Summary, archive, check_archive, context_of
from mmc.checks.claims import unread_story
from mmc.checks.content import content_files
from mmc.checks.content.budget import FILE_BYTES
from mmc.checks.mend import difference, mend
from mmc.checks.public_information import PATH as PUBLIC
from mmc.checks.public_information import public_problems
from mmc.checks.published_addresses import read_moved_in, read_published
from mmc.checks.readiness import weighed
from mmc.checks.surroundings import MEMORY, look_around
from mmc.indonesian import calendar
from mmc.rebuild.digest import digest, files_digest, versions_digest
from mmc.rebuild.store import Store
from mmc.rebuild.workers import Workers

CONTENT = "content"
CACHE = Path(".cache") / "periksa"
CODE = Path(__file__).resolve().parents[1]
CODE_PARTS = ("base/*.py", "indonesian/*.py", "checks/**/*.py", "prose/*.py", "pictures/*.py")
LIBRARIES = ("Markdown", "nh3", "typogrify", "smartypants", "pillow")
MOST_BYTES = 100_000_000
FEW = 100  # files examined anew up to which their notes are told too
SCHEMA = (
    "CREATE TABLE seen (path TEXT PRIMARY KEY, stamp TEXT, digest TEXT, company TEXT, notes BLOB, "
    f"note_count INTEGER) WITHOUT ROWID;{archive.SCHEMA}"
)


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong, in order; how many files there are, how many were examined anew, and how many notes are left out."""

    problems: tuple[Problem, ...]
    files: int
    examined: int
    notes_left_out: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """One file as the folder shows it: its stamp (empty: too fresh to be known by), the photos beside it, and their digest."""

    path: str
    stamp: str
    size: int
    siblings: frozenset[str]
    company: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker found in one file, ready for the store."""

    seal: str
    problems: str
    notes: bytes  # compressed: there are many, and they are seldom asked for
    note_count: int
    summary: Summary | None
    is_settled: bool


def gatekeeper(vocabulary: Vocabulary, now: datetime) -> Gatekeeper:
    """The gate with the site's own prose and pictures."""
    return Gatekeeper(vocabulary, context_of(vocabulary, now), convert, probe)


def convert(body: str, *, is_linking: bool = True) -> Rendered:
    """The body as the site shows it."""
    from mmc.prose import markdown

    return markdown.convert(body, is_linking=is_linking)


def probe(data: bytes, path: str) -> Iterable[Problem]:
    """The problems of a photo; Pillow loads only where there is one."""
    from mmc.pictures.probing import probe as probe_picture

    return probe_picture(data, path).problems


def check_content(
    root: Path,
    instead: Mapping[str, bytes | None] | None = None,
    *,
    wanted: str = "",
    all_notes: bool = True,
    now: datetime | None = None,
    notice: Callable[[str], None] = lambda _: None,
) -> Report:
    """
    The report on the whole content, or on what lies below `wanted`. Raises `ContentError` when `data/` itself is wrong.

    `instead` gives other bytes for some paths, or None for a file that is to be gone, as the commit hook does for what is
    staged; nothing of it is remembered.
    """
    vocabulary = load_vocabulary(root / "data")
    moment = now or datetime.now(calendar.zone(vocabulary.office.timezone))
    with exclusive(root / CACHE.with_suffix(".lock"), lambda: notice("Pemeriksaan lain sedang berjalan; menunggu.")):
        store = Store(root / CACHE, SCHEMA, notice)
        try:
            check = _Check(root, store, gatekeeper(vocabulary, moment), dict(instead or {}))
            return check.run(wanted, all_notes=all_notes)
        finally:
            store.close()


def summaries(root: Path) -> tuple[Summary, ...]:
    """Every item as the last check saw it."""
    with exclusive(root / CACHE.with_suffix(".lock"), lambda: None):
        store = Store(root / CACHE, SCHEMA, lambda _: None)
        try:
            texts = [text for (text,) in store.read("SELECT summary FROM entry WHERE summary != ''").fetchall()]
        finally:
            store.close()
    return tuple(Summary(*row) for row in json.loads(f"[{','.join(texts)}]"))


class _Check:
    """The state of one check."""

    def __init__(self, root: Path, store: Store, keeper: Gatekeeper, instead: dict[str, bytes | None]) -> None:
        self.root, self.store, self.keeper, self.instead = root, store, keeper, instead
        published, moved_in = read_published(root / "data"), read_moved_in(root / "data")
        self.archive = archive.Archive(store, keeper.context, published, moved_in)
        self.archive.is_whole = True
        self.problems: list[Problem] = []

    def run(self, wanted: str, *, all_notes: bool) -> Report:
        """Everything examined that is not known, then all of it together."""
        self._forget_other_versions()
        files = self._files()
        new = self._unknown(files)
        for path in {*self._known, *self.archive.paths()} - files.keys():
            self.store.write("DELETE FROM seen WHERE path = ?", path)
            self.archive.remove(path)
        tasks = [(str(self.root), path, files[path].siblings, self.instead.get(path)) for path in new]
        with Workers(_set_up, (self.keeper,)) as workers:
            for path, answer in zip(new, workers.map(_answer, tasks, chunk=32), strict=True):
                self._keep(files[path], answer)
        self.problems += check_archive(self.archive)
        public, today = self.keeper.vocabulary.public, self.keeper.context.now.date()
        listed = public_problems(public, self.archive, today, self.root / PUBLIC)
        self.problems += (each for each in listed if all_notes or wanted or each.severity is not Severity.NOTE)
        self.problems += look_around(self.root, self.keeper.context, self.instead, self.root / CACHE.parent / MEMORY)
        self.problems += self._declarations()
        told, left_out = self._told(set(new), wanted, all_notes=all_notes)
        if not self.instead:
            self.store.save()
        problems = in_order(weighed([*self.problems, *told], self.archive))
        if wanted:
            problems = tuple(each for each in problems if each.path == wanted or each.path.startswith(f"{wanted}/"))
        return Report(problems, len(files), len(new), left_out)

    def _forget_other_versions(self) -> None:
        code = [path for part in CODE_PARTS for path in CODE.glob(part)]
        # Redirects say nothing of a file by itself: what they mean for all together is asked at every check.
        tables = [path for path in data_files(self.root / "data") if path.name != "pengalihan.toml"]
        data = files_digest(tables, self.root / "data")
        version = digest(files_digest(code, CODE), data, versions_digest(LIBRARIES)).hex()
        row = self.store.one("SELECT value FROM meta WHERE name = 'version'")
        if row is None or row[0] != version:
            for table in ("seen", "entry", "claim"):
                self.store.write(f"DELETE FROM {table}")  # noqa: S608 - tables of ours
            self.store.write("INSERT OR REPLACE INTO meta VALUES ('version', ?)", version)
        rows = self.store.read("SELECT path, stamp, digest, company FROM seen").fetchall()
        self._known: dict[str, tuple[str, str, str]] = {
            path: (stamp, seal, company) for path, stamp, seal, company in rows
        }

    def _declarations(self) -> list[Problem]:
        """What is wrong with the files that say where to release and announce; their readers load only after a change."""
        data = self.root / "data"
        paths = [path for name in ("terbit.toml", "siaran.toml") if (path := data / name).is_file()]
        seal = files_digest(paths, data).hex()
        row = self.store.one("SELECT value FROM meta WHERE name = 'declarations'")
        if row is not None and row[0] == seal:
            return []
        from mmc.announce.declaration import declared
        from mmc.release.declaration import load

        found: list[Problem] = []
        try:
            load(data / "terbit.toml")
        except ContentError as error:
            found += error.problems
        try:
            declared(data)
        except ContentError as error:  # what is told afterwards stops no release
            found += [replace_fields(each, severity=Severity.WARNING) for each in error.problems]
        if not found:
            self.store.write("INSERT OR REPLACE INTO meta VALUES ('declarations', ?)", seal)
        return found

    def _files(self) -> dict[str, File]:
        skipped, looked_at = list[str](), time.time_ns()
        try:
            stamps = scan(self.root / CONTENT, skipped, f"{CONTENT}/")
        except OSError as error:
            self.problems.append(content_files.unreadable(CONTENT, error))
            return {}
        self.problems += content_files.passed_over(self.root, CONTENT, skipped)
        beside, digests = content_files.photos_beside(stamps, stamps), dict[str, str]()
        found: dict[str, File] = {}
        for path, stamp in stamps.items():
            if self.instead.get(path, b"") is None:
                continue
            folder, siblings = path.rpartition("/")[0], beside(path)
            if folder not in digests:
                digests[folder] = seal_of("\0".join(sorted(siblings)).encode())
            lasting = "" if is_racy(stamp, looked_at) else stamp
            found[path] = File(path, lasting, int(stamp.partition(" ")[0]), siblings, digests[folder])
        for path in self.instead.keys() - found.keys():
            if self.instead[path] is not None and path.startswith(f"{CONTENT}/"):  # staged, and no longer in the folder
                found[path] = File(path, "", 0, frozenset(), "")
        return found

    def _unknown(self, files: dict[str, File]) -> list[str]:
        """The files whose answer is not known; one that only looks different is looked into."""
        new: list[str] = []
        for path, file in files.items():
            if path in self.instead:
                new.append(path)
                continue
            stamp, seal, company = self._known.get(path, ("", "", ""))
            if file.stamp and file.stamp == stamp and file.company == company:
                continue
            if file.size > MOST_BYTES:
                self.problems.append(content_files.too_large(path, file.size))
                self.archive.enter(path, unread_story(path) if path.endswith(".md") else None)
            elif seal and company == file.company and self._seal(path) == seal:
                self.store.write("UPDATE seen SET stamp = ? WHERE path = ?", file.stamp, path)
            else:
                new.append(path)
        return new

    def _seal(self, path: str) -> str:
        try:
            return seal_of((self.root / path).read_bytes())
        except OSError:
            return ""

    def _keep(self, file: File, answer: Answer) -> None:
        row = (answer.seal if answer.is_settled else "", file.company, answer.notes, answer.note_count)
        stamp = file.stamp if answer.is_settled else ""
        self.store.write("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?)", file.path, stamp, *row)
        self.archive.enter(file.path, answer.summary, answer.problems)

    def _told(self, new: set[str], wanted: str, *, all_notes: bool) -> tuple[list[Problem], int]:
        """What the files' own answers say; notes of files that did not change only where they are asked for."""
        found: list[Problem] = []
        for text in self.archive.problems():
            found += problems_of(text)
        left_out = 0
        for path, count in self.store.read("SELECT path, note_count FROM seen WHERE note_count > 0").fetchall():
            is_asked = path == wanted or path.startswith(f"{wanted}/") if wanted else path in new and len(new) <= FEW
            if all_notes or is_asked:
                packed = self.store.one("SELECT notes FROM seen WHERE path = ?", path)[0]
                found += problems_of(zlib.decompress(packed).decode())
            elif not wanted:
                left_out += count
        return found, left_out


def seal_of(data: bytes) -> str:
    """Names the bytes."""
    return blake2b(data, digest_size=16).hexdigest()


_keeper: Gatekeeper | None = None


def _set_up(keeper: Gatekeeper) -> None:
    global _keeper  # noqa: PLW0603 - one per process
    _keeper = keeper


def _answer(task: tuple[str, str, frozenset[str], bytes | None]) -> Answer:
    assert _keeper is not None
    root, path, siblings, data = task
    if data is None:
        try:
            data = (Path(root) / path).read_bytes()
        except OSError as error:
            story = unread_story(path) if path.endswith(".md") else None
            return _answer_of("", Examined((content_files.unreadable(path, error),), story, is_settled=False))
    return _answer_of(seal_of(data), _keeper.examine(data, path, siblings))


def _answer_of(seal: str, examined: Examined) -> Answer:
    notes = [problem for problem in examined.problems if problem.severity is Severity.NOTE]
    others = [problem for problem in examined.problems if problem.severity is not Severity.NOTE]
    return Answer(
        seal,
        text_of(others),
        zlib.compress(text_of(notes).encode(), 1),
        len(notes),
        examined.summary,
        examined.is_settled,
    )


def mend_content(root: Path) -> dict[str, str]:
    """Every item mended where that is safe; what changed, by path, as diffs."""
    zone = calendar.zone(load_vocabulary(root / "data").office.timezone)
    changed: dict[str, str] = {}
    for path in sorted((root / "content").rglob("*.md")):
        if path.is_symlink() or not path.is_file() or path.stat().st_size > FILE_BYTES:
            continue
        before = path.read_bytes()
        after = mend(before, zone, is_page="halaman" in path.relative_to(root).parts)
        if after != before:
            replace(path, after)
            shown = path.relative_to(root).as_posix()
            changed[shown] = difference(before, after, shown)
    return changed
