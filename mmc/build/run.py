"""A build from start to end: intake, gate, catalogue, plan, render, swap. Nothing lasts unless all of it worked."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from mmc.base.files.disk import exclusive
from mmc.base.files.scan import is_racy, scan, suspects
from mmc.base.problems import ContentError, Problem
from mmc.base.settings import Settings
from mmc.base.vocabulary import Vocabulary, load_vocabulary
from mmc.build import versions, worker
from mmc.build.record import Answers, OutputRecord
from mmc.build.templates import Templates
from mmc.catalogue import gate, intake
from mmc.catalogue.catalogue import SCHEMA, Catalogue, epoch
from mmc.catalogue.intake import Taken
from mmc.catalogue.register import Register
from mmc.checks.content import content_files
from mmc.indonesian import calendar
from mmc.pages.context import Context
from mmc.pages.plan import FOR_MACHINES, TIMED, Plan
from mmc.pages.sorts.files import DOCUMENTS
from mmc.rebuild import tree
from mmc.rebuild.digest import digest
from mmc.rebuild.kept import Kept
from mmc.rebuild.pack import DamagedPack, Pack
from mmc.rebuild.store import Store
from mmc.rebuild.workers import Workers

MANY = 400  # from this many changed files on, asking about the whole site costs less than asking about each

Step = TypeVar("Step")


class Reporter(Protocol):
    """Tells the one who waits what is being done."""

    def track(self, steps: Iterable[Step], total: int, label: str) -> Iterator[Step]:
        """The steps, as they are done."""
        ...

    def notice(self, message: str) -> None:
        """One line that must be seen."""
        ...


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did; `warnings` are the problems that did not stop it, in a preview errors too."""

    items: int
    drafts: int
    pages: int
    written: int
    unchanged: int
    removed: int
    seconds: float
    warnings: tuple[Problem, ...] = ()


def build(settings: Settings, reporter: Reporter) -> Summary:
    """
    The output is the site that content, data, theme and settings describe, whatever was there before.

    Raises `ContentError` with every problem, or `ForeignFolder`; then, or when the process dies, the output is what it
    was.
    """
    started = time.perf_counter()
    vocabulary = settings.applied(load_vocabulary(settings.data))
    folder = settings.cache / f"site-{digest(str(settings.output.resolve())).hex()[:12]}"

    def wait() -> None:
        reporter.notice("Pembangunan lain sedang berjalan; menunggu gilirannya.")

    with exclusive(settings.cache / f"{folder.name}.lock", wait), _seldom_collected():
        while True:
            with ThreadPoolExecutor(1) as aside:  # the file system is asked while the store is proven
                finding = aside.submit(_find, settings)
                store = Store(folder, SCHEMA + gate.SCHEMA, reporter.notice)
            try:
                with closing(_Build(settings, vocabulary, store, reporter, started)) as steps:
                    return steps.run(finding.result())
            except DamagedPack:
                reporter.notice("Simpanan kerja rusak; dibuat ulang dari naskah.")
                store.discard()
            finally:
                store.close()


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """
    Python looks for unreachable circles more seldom than usual, here and in the processes that are started: a build makes few
    and keeps most of what it makes, and with 10,000 items looking cost a tenth of it.
    """
    usual = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@dataclass(frozen=True, slots=True)
class _Found:
    """The stamps of all files of `content/`, when they were read (nanoseconds since 1970), and what was passed over."""

    stamps: Mapping[str, str]
    at: int
    skipped: Sequence[str]


def _find(settings: Settings) -> _Found:
    at, skipped = time.time_ns(), list[str]()
    return _Found(scan(settings.content, skipped, f"{settings.content.name}/"), at, skipped)


class _Build:
    """The state of one build."""

    def __init__(
        self, settings: Settings, vocabulary: Vocabulary, store: Store, reporter: Reporter, started: float
    ) -> None:
        self.settings, self.vocabulary, self.store = settings, vocabulary, store
        self.reporter, self.started = reporter, started
        self.assets = versions.theme_assets(settings, store, vocabulary.office)
        self.templates = Templates(settings.theme, store, settings.additions).versions()
        self.conversion = versions.conversion_version(settings).hex()
        self.is_same_conversion = self._meta("conversion") == self.conversion
        self.pack = Pack(store.folder / f"prose-{self.conversion[:12]}.pack", is_new=not self.is_same_conversion)
        self.version, self.picture_version = versions.page_version(settings), versions.picture_version()
        self._look()
        self.touched: set[str] = set()
        self.is_all_touched = False
        self.owed: set[str] = set()

    def _look(self) -> None:
        """Forget what was asked of the catalogue before."""
        self.catalogue = Catalogue(self.store, self.pack, calendar.zone(self.vocabulary.office.timezone))
        self.context = Context(self.settings, self.vocabulary, self.catalogue, self.assets)

    def close(self) -> None:
        """Let go of the pack."""
        self.pack.close()

    def run(self, found: _Found) -> Summary:
        """Every step in its order."""
        taken, gone = self._take_in(found)
        due = self._due()
        only_text = self._only_text(taken)
        self.is_all_touched = len(taken) + len(gone) + len(due) > MANY
        self._touch([*(each.path for each in taken), *gone, *due], only_text)
        self._enter(taken, gone, due)
        self._touch([*(each.path for each in taken), *due], only_text)
        self._touch_users([*(each.path for each in taken if each.item is None), *gone])
        problems = gate.content_problems(self.store, self.settings, self.vocabulary, taken, gone, due)
        problems += gate.folder_problems(self.settings, found.skipped)
        problems += gate.surrounding_problems(self.settings, self.vocabulary)
        if any(problem.is_error for problem in problems) and not self.settings.is_preview:
            raise ContentError(problems)
        if self.settings.is_preview:
            self._hide(sorted(gate.in_the_way(problems)))
        return self._publish(tuple(problems))

    # 1. What changed ---------------------------------------------------------------------------------------------

    def _take_in(self, found: _Found) -> tuple[list[Taken], list[str]]:
        """Every file whose bytes differ from those that the catalogue knows, read and converted; and those that are gone."""
        stamps = found.stamps
        known = dict(self.store.read("SELECT path, stamp FROM file").fetchall())
        suspected = list(stamps)
        if self.is_same_conversion:
            suspected = suspects(stamps, known)
            same = {path for path in suspected if self._is_unchanged(path)}
            suspected = [path for path in suspected if path not in same]
            self._stamp_anew({path: stamps[path] for path in same if not is_racy(stamps[path], found.at)})
            bereft = gate.bereft(self.catalogue, stamps.keys() - known.keys(), known.keys() - stamps.keys())
            suspected += sorted(bereft & stamps.keys() - set(suspected))
        self._stamps = {path: "" if is_racy(stamps[path], found.at) else stamps[path] for path in suspected}
        beside = content_files.photos_beside(stamps, suspected)
        with Workers(intake.set_up, (self.settings.root, self.vocabulary, self.settings.now)) as workers:
            results = workers.map(intake.take, [(path, beside(path)) for path in suspected], chunk=32)
            taken = [self._packed(each) for each in self.reporter.track(results, len(suspected), "Membaca naskah")]
        return taken, sorted(known.keys() - stamps.keys())

    def _packed(self, taken: Taken) -> Taken:
        """The same with its text in the pack and not in memory."""
        return replace(taken, prose=b"", place=self.pack.add(taken.prose)) if taken.prose else taken

    def _is_unchanged(self, path: str) -> bool:
        file, known = self.settings.root / path, self.catalogue.seal(path)
        return bool(known) and file.stat().st_size <= intake.MOST_BYTES and known == digest(file.read_bytes())

    def _stamp_anew(self, stamps: Mapping[str, str]) -> None:
        """Files that only looked different, as after a fresh checkout, are known by their looks from now on."""
        if stamps:
            rows = [(stamp, path) for path, stamp in stamps.items()]
            self.store.write_many("UPDATE file SET stamp = ? WHERE path = ?", rows)

    def _due(self) -> list[str]:
        """Items that have become public, or are no longer, only because time has passed or the build is of another sort."""
        sql = """
            WITH state AS (SELECT number, is_public, is_out, status = 'terbit' AND due <= ? AS out_now FROM item)
            SELECT path FROM item WHERE number IN (
                SELECT number FROM state WHERE is_out != out_now OR is_public != (? OR out_now)
            )
        """
        return [path for (path,) in self.store.read(sql, epoch(self.settings.now), self.settings.drafts).fetchall()]

    def _only_text(self, taken: list[Taken]) -> set[str]:
        """The items of which only the text below the header has changed."""
        records = ((each, self.store.one("SELECT record FROM item WHERE path = ?", each.path)) for each in taken)
        return {each.path for each, row in records if row and row[0] == each.record}

    def _touch(self, paths: list[str], only_text: set[str]) -> None:
        """The keys that these files reach, as the catalogue has them now, are to be asked."""
        if self.is_all_touched:
            return
        plan = self._plan()
        for path in paths:
            item = self.catalogue.find(path)
            if item is not None:
                self.touched |= plan.touched_by(item, is_only_text=path in only_text)
            elif seal := self.catalogue.seal(path):
                self.touched |= {f"photo|{seal.hex()}", f"copy|{path}"}
                if path.startswith(DOCUMENTS):
                    self.touched.add("public-information")

    def _touch_users(self, files: list[str]) -> None:
        """So are those of the items that show these photos."""
        self._touch([user for path in files for user in self.catalogue.users_of(path)], set())

    # 2. The catalogue --------------------------------------------------------------------------------------------

    def _enter(self, taken: list[Taken], gone: list[str], due: list[str]) -> None:
        """The catalogue says what the files say now."""
        register = Register(self.store, self.vocabulary, self.settings)
        for path in gone:
            register.remove(path)
        for each in taken:
            register.enter(each, self._stamps[each.path])
        self._look()
        for path in due:
            if self.store.one("SELECT 1 FROM item WHERE path = ?", path):
                register.refresh(self.catalogue.item(path))
        self.pack.flush()

    def _hide(self, paths: list[str]) -> None:
        """These items, which have the address or the id of others, have no page until that is mended."""
        register = Register(self.store, self.vocabulary, self.settings)
        for path in paths:
            register.hide(path)
        self._look()

    # 3. The site -------------------------------------------------------------------------------------------------

    def _plan(self) -> Plan:
        return Plan(self.context, self.templates, self.version, self.picture_version)

    def _publish(self, problems: Sequence[Problem]) -> Summary:
        target = tree.Tree(self.settings.output, self.store.folder)
        record = OutputRecord(self.store)
        is_live_known = target.recover(record.mark)
        if not is_live_known:
            record.forget()
        plan = self._plan()
        keys = self._keys(plan, record)
        changed, removed = [], []
        if keys or not is_live_known:
            target.prepare(record.spare_mark, record.pending(), is_live_known=is_live_known)
            answers = self._make(keys, target.spare)
            if clashes := record.clashes(answers):
                raise ContentError([*problems, *clashes])
            removed = record.unclaimed(answers)
            for path in removed:
                tree.remove_file(target.spare, path)
            record.enter(answers, removed)
            changed = [path for made in answers.values() for each in made for path in each.written]
            record.close_books([*changed, *removed])
            target.commit(record.mark)
        self._remember(plan)
        self.store.save()
        if changed or removed or not is_live_known:
            target.swap()
        self.pack.remove_others()
        if self.is_all_touched:
            Kept(self.settings.made).remove_unused()
        return self._summary(record.count(), len(changed), len(removed), problems)

    def _keys(self, plan: Plan, record: OutputRecord) -> list[str]:
        """The keys to be asked: all of them when something that shapes every page changed, without those left to the next build."""
        is_other = self._meta("site") != plan.site_version.hex() or not record.mark
        if self.is_all_touched or is_other:
            return list(dict.fromkeys([*plan.all_keys(), *record.keys()]))
        changed = [name for name, seal in self.templates.items() if self._meta(f"template:{name}") != seal.hex()]
        shifted = plan.shifted([int(period) for period in self._meta("history").split()])
        owed = set(json.loads(self._meta("owed") or "[]"))
        keys = self.touched | shifted | owed | record.keys_of_templates(changed)
        keys |= {key for key in TIMED if key not in keys and not record.is_settled(key, plan.outputs(key))}
        if self.settings.pages_first:
            self.owed = {key for key in keys if key.partition("|")[0] in FOR_MACHINES}
        return sorted(keys - self.owed)

    def _make(self, keys: list[str], spare: Path) -> Answers:
        order = worker.Order(
            self.settings,
            self.vocabulary,
            self.assets,
            self.store.snapshot(),
            self.pack.path,
            self.templates,
            self.version,
            self.picture_version,
            spare,
        )
        with Workers(worker.set_up, (order,), worker.tear_down) as workers:
            results = workers.map(worker.answer, keys, chunk=8)
            return dict(self.reporter.track(results, len(keys), "Menulis halaman"))

    def _remember(self, plan: Plan) -> None:
        wanted = {"conversion": self.conversion, "site": plan.site_version.hex()}
        wanted["history"] = " ".join(map(str, plan.history))
        wanted["owed"] = json.dumps(sorted(self.owed))
        wanted |= {f"template:{name}": seal.hex() for name, seal in self.templates.items()}
        for name, value in wanted.items():
            if self._meta(name) != value:
                self.store.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def _meta(self, name: str) -> str:
        row = self.store.one("SELECT value FROM meta WHERE name = ?", name)
        return str(row[0]) if row else ""

    def _summary(self, pages: int, written: int, removed: int, problems: Sequence[Problem]) -> Summary:
        items, drafts = gate.counts(self.catalogue, self.settings)
        seconds = time.perf_counter() - self.started
        return Summary(items, drafts, pages, written, pages - written, removed, seconds, tuple(problems))
