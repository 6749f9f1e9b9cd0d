"""A build from start to end: gate, intake, catalogue, plan, render, swap. Nothing lasts unless all of it worked."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from mmc import calendar, styles
from mmc.problems import ContentError, Problem
from mmc.rebuild import lock, tree
from mmc.rebuild.digest import digest, files_digest, versions_digest
from mmc.rebuild.pack import Pack
from mmc.rebuild.scan import scan, suspects
from mmc.rebuild.store import Store
from mmc.rebuild.workers import Workers
from mmc.schema import Item
from mmc.site import gate, intake, rendering
from mmc.site.catalogue import SCHEMA, Catalogue, epoch, groups_of, rank_of
from mmc.site.context import Context, month_of
from mmc.site.intake import Taken
from mmc.site.ledger import Ledger
from mmc.site.pages.files import any_suffix
from mmc.site.plan import Plan
from mmc.site.settings import Settings
from mmc.site.templates import Templates
from mmc.vocabulary import Vocabulary, data_files, load_vocabulary

CODE = Path(__file__).resolve().parents[1]
CONVERSION_CODE = ("*.py", "prose/*.py", "checks/*.py", "pictures/*.py")
CONVERSION_LIBRARIES = ("Markdown", "nh3", "typogrify", "smartypants", "pillow")
PAGE_LIBRARIES = ("Jinja2", "MarkupSafe", "pillow", "segno", "lightningcss")
MANY = 400  # from this many changed items on, asking about the whole site costs less than asking about each

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
    """What a build did; `warnings` are the problems that did not stop it."""

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
    vocabulary = load_vocabulary(settings.data)
    folder = settings.cache / f"site-{digest(str(settings.output.resolve())).hex()[:12]}"

    def wait() -> None:
        reporter.notice("Pembangunan lain sedang berjalan; menunggu gilirannya.")

    with lock.exclusive(settings.cache / f"{folder.name}.lock", wait):
        store = Store(folder, SCHEMA, reporter.notice)
        pack = Pack(folder / "prose.pack")
        try:
            return _Build(settings, vocabulary, store, pack, reporter, started).run()
        finally:
            store.close()
            pack.close()


class _Build:
    """The state of one build."""

    def __init__(
        self, settings: Settings, vocabulary: Vocabulary, store: Store, pack: Pack, reporter: Reporter, started: float
    ) -> None:
        self.settings, self.vocabulary, self.store, self.pack = settings, vocabulary, store, pack
        self.reporter, self.started = reporter, started
        self.zone = calendar.zone(vocabulary.office.timezone)
        self.catalogue = Catalogue(store, pack, self.zone)
        data = files_digest(data_files(settings.data), settings.data)
        code = [path for pattern in CONVERSION_CODE for path in CODE.glob(pattern)]
        self.conversion = digest(data, files_digest(code, CODE), versions_digest(CONVERSION_LIBRARIES))
        everything = files_digest(CODE.rglob("*.py"), CODE)
        self.version = digest(self.conversion, everything, versions_digest(PAGE_LIBRARIES), settings.as_text())
        self.context = Context(settings, vocabulary, self.catalogue, styles.assets(settings.theme))
        self.templates = Templates(settings.theme, store)
        self.touched: set[str] = set()
        self.is_all_touched = False

    # 1. What changed ---------------------------------------------------------------------------------------------

    def run(self) -> Summary:
        """Every step in its order."""
        taken, gone = self._take_in()
        due = self._due()
        self.is_all_touched = len(taken) + len(gone) + len(due) > MANY
        self._touch_items([*(each.path for each in taken), *gone, *due])
        self._enter(taken, gone, due)
        self._touch_items([*(each.path for each in taken), *due])
        self._touch_files(taken, gone)
        problems = gate.archive_problems(self.context, [each.path for each in taken])
        problems += [problem for each in taken for problem in each.problems]
        if any(problem.is_error for problem in problems):
            raise ContentError(problems)
        return self._publish(problems)

    def _take_in(self) -> tuple[list[Taken], list[str]]:
        """Every file whose bytes differ from those that the catalogue knows, read and converted; and those that are gone."""
        looked_at = time.time_ns()
        root, prefix = self.settings.root, f"{self.settings.content.name}/"
        found = {f"{prefix}{path}": stamp for path, stamp in scan(self.settings.content).items()}
        known = dict(self.store.read("SELECT path, stamp FROM file").fetchall())
        is_same_conversion = self._meta("conversion") == self.conversion.hex()
        suspected = suspects(found, known) if is_same_conversion else list(found)
        self._stamps = {
            path: "" if stamp.is_racy(looked_at) else stamp.as_text()
            for path, stamp in found.items()
            if path in set(suspected)
        }
        if is_same_conversion:
            suspected = [path for path in suspected if not self._is_unchanged(root, path)]
        workers = Workers(_set_up_intake, (root, self.vocabulary))
        try:
            results = workers.map(_take, suspected, chunk=32)
            taken = list(self.reporter.track(results, len(suspected), "Membaca naskah"))
        finally:
            workers.close()
        return taken, sorted(known.keys() - found.keys())

    def _is_unchanged(self, root: Path, path: str) -> bool:
        row = self.store.one("SELECT digest FROM file WHERE path = ?", path)
        return row is not None and digest((root / path).read_bytes()) == row[0]

    def _due(self) -> list[str]:
        """Items that have become public, or are no longer, only because time has passed or the build is of another sort."""
        sql = """
            SELECT path FROM (SELECT path, is_public, is_out, status = 'terbit' AND due <= ? AS out_now FROM item)
            WHERE is_out != out_now OR is_public != (? OR out_now)
        """
        return [path for (path,) in self.store.read(sql, epoch(self.settings.now), self.settings.drafts).fetchall()]

    def _touch_items(self, paths: list[str]) -> None:
        if self.is_all_touched:
            return
        plan = self._plan()
        for path in paths:
            item = self.catalogue.find(path)
            if item is not None:
                self.touched |= plan.touched_by(item)

    def _touch_files(self, taken: list[Taken], gone: list[str]) -> None:
        """Keys of changed photos and copied files, and of the items that show them."""
        if self.is_all_touched:
            return
        for each in taken:
            if each.item is None:
                self.touched |= {f"photo|{each.seal.hex()}", f"copy|{each.path}"}
        for path in [*(each.path for each in taken if each.item is None), *gone]:
            self.touched.add(f"copy|{path}")
            self._touch_items([user for name in (path, any_suffix(path)) for user in self.catalogue.users_of(name)])

    # 2. The catalogue --------------------------------------------------------------------------------------------

    def _enter(self, taken: list[Taken], gone: list[str], due: list[str]) -> None:
        """The catalogue says what the files say now."""
        for path in gone:
            self._remove(path)
        for each in taken:
            self._remove(each.path)
            stamp = self._stamps[each.path]
            self.store.write("INSERT INTO file VALUES (?, ?, ?, ?)", each.path, stamp, each.seal, each.facts)
            if each.item is not None:
                self._add(each, each.item)
        for path in due:
            row = self.store.one("SELECT record FROM item WHERE path = ?", path)
            if row is not None:
                item = self.catalogue.item(path)
                is_out = item.is_public(self.settings.now)
                self.store.write(
                    "UPDATE item SET is_out = ?, is_public = ? WHERE path = ?", is_out, self._is_public(item), path
                )
                self._enrol(item)
        self.pack.flush()

    def _remove(self, path: str) -> None:
        row = self.store.one("SELECT digest FROM file WHERE path = ?", path)
        if row is not None:
            self.touched.add(f"photo|{row[0].hex()}")
            self.store.write("DELETE FROM file WHERE path = ?", path)
            self.store.write("DELETE FROM item WHERE path = ?", path)
            self.store.write("DELETE FROM uses WHERE item = ?", path)
            self.store.write("DELETE FROM member WHERE item = ?", path)
        self.context.forget(path)

    def _add(self, taken: Taken, item: Item) -> None:
        place = self.pack.add(taken.prose)
        row = (
            *(item.path, item.id, item.kind, item.status, epoch(item.due_at)),
            *(item.is_public(self.settings.now), self._is_public(item)),
            *(item.url, item.slug, item.title, rank_of(item), month_of(item.date), taken.record),
            *(place.offset, place.length, place.seal),
            json.dumps(taken.links, ensure_ascii=False),
        )
        self.store.write("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)
        self.store.write_many("INSERT OR IGNORE INTO uses VALUES (?, ?)", [(file, item.path) for file in taken.uses])
        self._enrol(item)

    def _enrol(self, item: Item) -> None:
        """The item is a member of its groups if it is public, and of none if not."""
        self.store.write("DELETE FROM member WHERE item = ?", item.path)
        if self._is_public(item):
            rank, month = rank_of(item), month_of(item.date)
            rows = [(group.name, rank, item.path, month, group.label) for group in groups_of(item, self.vocabulary)]
            self.store.write_many("INSERT OR REPLACE INTO member VALUES (?, ?, ?, ?, ?)", rows)

    def _is_public(self, item: Item) -> bool:
        return self.settings.drafts or item.is_public(self.settings.now)

    # 3. The site -------------------------------------------------------------------------------------------------

    def _plan(self) -> Plan:
        return Plan(self.context, self.templates, self.version)

    def _publish(self, problems: list[Problem]) -> Summary:
        target = tree.Tree(self.settings.output, self.store.folder)
        ledger = Ledger(self.store)
        is_live_known = target.recover(ledger.mark)
        if not is_live_known:
            ledger.forget()
        plan = self._plan()
        keys = self._keys(plan, ledger)
        outputs = [(key, output) for key in keys for output in plan.outputs(key)]
        jobs, removed, clashes = ledger.compare(keys, outputs)
        if clashes:
            raise ContentError(clashes)
        written = self._write(target, ledger, jobs, removed, is_live_known=is_live_known)
        self._remember(plan)
        self.store.save()
        if written or removed or not is_live_known:
            target.swap()
        items, drafts = gate.counts(self.catalogue, self.settings)
        total = ledger.count()
        warnings = tuple(problem for problem in problems if not problem.is_error)
        seconds = time.perf_counter() - self.started
        return Summary(items, drafts, total, written, total - written, len(removed), seconds, warnings)

    def _keys(self, plan: Plan, ledger: Ledger) -> list[str]:
        """The keys to be asked: all of them when something that shapes every page changed."""
        is_other = self._meta("site") != plan.site_version.hex() or not ledger.mark
        if self.is_all_touched or is_other:
            return list(dict.fromkeys([*plan.all_keys(), *ledger.keys()]))
        changed = [
            name
            for name in self.templates.names()
            if self._meta(f"template:{name}") != plan.templates.version(name).hex()
        ]
        return sorted(self.touched | ledger.keys_of_templates(changed))

    def _write(
        self, target: tree.Tree, ledger: Ledger, jobs: list[rendering.Job], removed: list[str], *, is_live_known: bool
    ) -> int:
        if not jobs and not removed and is_live_known:
            return 0
        target.prepare(ledger.spare_mark, ledger.pending(), is_live_known=is_live_known)
        for path in removed:
            tree.remove_file(target.spare, path)
        arguments = (
            self.settings.root,
            self.settings.theme,
            target.spare,
            self.settings.cache / "made",
            self.context.site,
        )
        workers = Workers(rendering.set_up, arguments)
        changed = list(removed)
        try:
            results = self.reporter.track(workers.map(rendering.make, jobs), len(jobs), "Menulis halaman")
            for job, made in zip(jobs, results, strict=True):
                ledger.enter(job.output, made.digests)
                changed += made.written
        finally:
            workers.close()
        written = len(changed) - len(removed)
        if changed or not is_live_known:
            ledger.close_books(changed)
            target.commit(ledger.mark)
        return written

    def _remember(self, plan: Plan) -> None:
        wanted = {"conversion": self.conversion.hex(), "site": plan.site_version.hex()}
        wanted |= {f"template:{name}": plan.templates.version(name).hex() for name in self.templates.names()}
        for name, value in wanted.items():
            if self._meta(name) != value:
                self.store.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def _meta(self, name: str) -> str:
        row = self.store.one("SELECT value FROM meta WHERE name = ?", name)
        return str(row[0]) if row else ""


_intake: intake.Intake | None = None


def _set_up_intake(*arguments: Any) -> None:
    global _intake  # noqa: PLW0603 - one per process
    _intake = intake.Intake(*arguments)


def _take(path: str) -> Taken:
    assert _intake is not None
    return _intake.take(path)
