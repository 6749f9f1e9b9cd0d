"""The site goes public: its own check, build, last look and announcement around the steps of a release."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from mmc import checks
from mmc.base.files.journal import FOLDER
from mmc.base.problems import Problem, unready
from mmc.base.typed import typed
from mmc.base.vocabulary import Vocabulary, load_vocabulary
from mmc.checks import report as check_report
from mmc.checks.claims import Summary
from mmc.checks.output import MOST_SHRINKAGE
from mmc.checks.published_addresses import note_published, published_now, read_published
from mmc.commands.accepted import accepted
from mmc.commands.approval.basis import Basis, basis_of
from mmc.commands.check import check_content, summaries
from mmc.commands.last_release import Pending, Released, Seen
from mmc.commands.leak_check import look_at_site
from mmc.commands.next_change import next_moment
from mmc.commands.others_work import Live, refuse_to_overwrite, unknown_addresses, unknown_versions
from mmc.commands.project import BUILT, office_of
from mmc.commands.publication_dates import Header, read_headers
from mmc.commands.sources import Source, from_bytes, sources_of, to_bytes
from mmc.history.repository import Repository
from mmc.indonesian import calendar
from mmc.indonesian.calendar import clock, short_date
from mmc.rebuild.digest import digest, files_digest
from mmc.release.declaration import Declared
from mmc.release.deploying import Outcome, Work
from mmc.release.errors import ReleaseError
from mmc.release.files import Content, published
from mmc.release.making import HASHES as HASH_FILE
from mmc.release.making import Facts, Release
from mmc.release.operations import Project
from mmc.release.paths import SOURCES as SOURCE_LIST
from mmc.release.progress import Reporter
from mmc.release.record import manifest as manifests
from mmc.release.record.manifest import Manifest
from mmc.release.schedule import Diary, fingerprint

ODD_CLOCK = timedelta(minutes=10)  # by which two computers may differ
HASHES = f".cache/terbit/{HASH_FILE}"
HEADERS = ".cache/terbit/headers.json"
RECORDS = (FOLDER, "terbit.tsv", "siaran.jsonl", "siaran-tertunda.json")  # in data/, written by a release itself
SOURCES = ("content", "data", "theme", "mmc", "pelicanconf.py", "publishconf.py")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the one who deploys has asked for."""

    to: str = ""
    is_dry: bool = False
    is_full: bool = False
    is_purging: bool = False
    is_due_only: bool = False
    is_shrinking: bool = False
    is_overwriting: bool = False
    restart: str = ""


class Pelican:
    """
    The command that builds the site as readers will see it, the same that anybody may type.

    It is started before the check, since loading takes it as long as building; it begins when it is told to.
    """

    def __init__(self, root: Path, output: Path, now: datetime) -> None:
        due = f'NOW="{now.isoformat()}"'  # what is due is one question, with one answer in every step
        words = ["pelican", "-s", "publishconf.py", "-o", str(output), "-e", due, "AWAITS_WORD=true"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=root,
            stdin=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C in the terminal is ours to answer
        )

    def build(self) -> None:
        """The site is built."""
        self._process.communicate(b"\n")
        if self._process.returncode:
            raise ReleaseError("Situs tidak dapat dibangun.", "Perbaiki yang disebut di atas, lalu ulangi.")

    def close(self) -> None:
        """Nothing of it runs any more; a build that is stopped leaves the folder as it was."""
        self._process.kill()
        self._process.communicate()


@dataclass(slots=True)
class Publisher:
    """One project; what its check found is kept for the steps after it."""

    root: Path
    now: datetime
    report: Reporter
    vocabulary: Vocabulary = field(init=False)
    basis: Basis = field(init=False)
    summaries: tuple[Summary, ...] = ()
    redirects: dict[str, str] = field(default_factory=dict)
    built: Mapping[str, Content] = field(default_factory=dict)
    headers: Mapping[str, Header] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    before: Manifest | None = None

    def __post_init__(self) -> None:
        """What may go out, and the office's facts; raises `ContentError` when `data/` itself is wrong."""
        self.basis = basis_of(self.root, self.now)
        self.vocabulary = load_vocabulary(self.basis.folder / "data")

    @property
    def office(self) -> Project:
        """The release commands of this project."""
        return office_of(self.root, self.vocabulary, self.redirects, self.basis.folder)

    def deploy(self, wish: Wish) -> Outcome | None:
        """What is public by now is live on the target; None when a timer found nothing to do."""
        declared = self.office.declaration.target(wish.to)
        own = self.root / ".cache" / "terbit" / declared.name
        diary, seen, pending = Diary(own / "diary.json"), Seen(own), Pending(own / "belum-disiarkan.json")
        released = Released(own / "dari-sini.txt")
        word = fingerprint(self.root, SOURCES, besides=RECORDS)
        if wish.is_due_only and diary.has_nothing_due(word, self.now) and self._is_as_noted(diary, wish.to):
            return None
        with closing(Pelican(self.basis.folder, self.root / BUILT, self.now)) as pelican:
            outcome = self._deploy(wish, declared, pelican, seen, pending, released)
        if not wish.is_dry:
            if not outcome.changes:
                self.announce(pending, declared.kind)  # what an earlier deploy could not, since it ended too early
            live = outcome.release.manifest if outcome.is_released or self.before is None else self.before
            diary.note(word, next_moment(self.headers.values(), self.now, self.zone), live.digest)
        return outcome

    def _is_as_noted(self, diary: Diary, to: str) -> bool:
        """True when nobody else has released since: the live record is the one of the last time, or a way back that stands."""
        live = self.office.standing(to=to)
        if live.manifest is None:
            return False
        return diary.knows(live.manifest.digest) or (live.believed is not None and bool(live.believed.restores))

    def _deploy(
        self, wish: Wish, declared: Declared, pelican: Pelican, seen: Seen, pending: Pending, released: Released
    ) -> Outcome:
        work = Work(
            self.check,
            pelican.build,
            lambda: self.look(seen, wish),
            lambda: self.built,
            hold=lambda live, release, read: self.hold(live, release, read, released, wish),
            switched=lambda release: self.record(release, pending, seen, released),
            announce=lambda _: self.announce(pending, declared.kind),
        )
        return self.office.deploy(
            self.facts,
            work,
            to=wish.to,
            report=self.report,
            is_dry=wish.is_dry,
            is_full=wish.is_full,
            is_purging=wish.is_purging,
            restart=wish.restart,
        )

    @property
    def zone(self) -> tzinfo:
        """The office's clock."""
        return calendar.zone(self.vocabulary.office.timezone)

    def check(self) -> None:
        """Nothing in the content stops a release."""
        problems = check_content(self.basis.folder, all_notes=False).problems
        refuse(problems, "Naskah belum boleh terbit.")
        for line in unready(problems):
            self.report.note(f"{line[:1].upper()}{line[1:]}")
        self.summaries = summaries(self.basis.folder)
        for line in accepted(self.summaries, self.vocabulary, self.now):
            self.report.note(line)
        self.redirects |= redirects_of(self.vocabulary, self.summaries, self.now)

    def look(self, seen: Seen, wish: Wish) -> None:
        """The built folder is what a site of ours may be; files that were let out before are not looked at again."""
        self.built = published(self.root / BUILT, self.root / HASHES)
        self.headers = read_headers(self.basis.folder, self.root / HEADERS)
        found = look_at_site(
            self.basis.folder,
            self.root / BUILT,
            self.vocabulary,
            self.now,
            self.redirects,
            pages_before=seen.pages(),
            shrinkage=1.0 if wish.is_shrinking else MOST_SHRINKAGE,
            only=None if wish.is_full else seen.others(self.built, self._rules()),
            holds=self.built,
            headers=self.headers,
        )
        if any(problem.is_error for problem in found) and not any((self.basis.folder / "content").rglob("*.md")):
            raise ReleaseError(  # every page has the same dead links then, which tell nobody what is amiss
                "Folder content/ tidak memuat satu naskah atau halaman tetap pun, padahal setiap halaman situs menunjuk ke sana.",
                "Periksa apakah ini folder proyek yang benar. Naskah yang terhapus dipulihkan dengan `git restore content`.",
            )
        refuse(found, "Situs yang dibangun belum boleh terbit.")

    def _rules(self) -> str:
        """A word for everything but the files themselves that a look depends on."""
        code = Path(checks.__file__).parent
        rules = (self.vocabulary.office.url, sorted(self.redirects.items()))
        return digest(files_digest(code.rglob("*.py"), code), repr(rules).encode()).hex()

    def facts(self) -> Facts:
        """What the manifest says of the release beside its files."""
        public = self.public()
        kinds = Counter(each.kind for each in self.summaries if each.id in public)
        here = Repository(self.root)
        commit, is_dirty = here.state(SOURCES)
        if is_dirty:
            self.report.note("Ada perubahan yang belum dicatat di git; rilis menyebut commit terakhir dengan tanda +.")
        office = self.vocabulary.office
        self.sources = sources_of(self.root, self.summaries, public, self.basis.blobs)
        told = to_bytes(self.sources)
        return Facts(office.url, commit + "+" * is_dirty, here.setting("user.name"), dict(sorted(kinds.items())), told)

    def hold(
        self, live: Manifest, release: Release, read: Callable[[str], bytes | None], released: Released, wish: Wish
    ) -> None:
        """Nothing that is live and was never here is taken away, unless that was asked for in so many words."""
        self.before = live
        if wish.is_due_only and live.restores and release.changes:
            self._refuse_to_undo(live)
        if wish.is_overwriting:
            return
        self._check_clock(live)
        is_ours = live.sources in released.lists()
        data = read(SOURCE_LIST) if live.sources and live.sources != release.manifest.sources else None
        listed = from_bytes(data) if data and manifests.digest(data) == live.sources else {}
        standing, here = Live(live, listed, is_ours), Repository(self.root)
        addresses = unknown_addresses(standing, release.manifest.files, self.sources, self.redirects, here)
        files = unknown_versions(standing, self.sources, here)
        told = {path for path, source in listed.items() if source.address in addresses}
        refuse_to_overwrite(standing, addresses, set(files) - told, self.zone)

    def _refuse_to_undo(self, live: Manifest) -> None:
        """Raises `ReleaseError`: somebody has taken the site back, and a timer cannot know whether the cause is mended."""
        moment = live.created_at.astimezone(self.zone)
        raise ReleaseError(
            f"Situs dikembalikan ke isi rilis {live.restores} ({short_date(moment)} {clock(moment)}); penjadwal tidak membatalkan "
            "pengembalian itu, jadi yang jatuh tempo belum tayang.",
            f"Bila sebabnya sudah diperbaiki, terbitkan sendiri: `{typed('terbit')}`.",
        )

    def public(self) -> dict[str, str]:
        """Every item that is public now: its permanent id and its address."""
        return published_now(self.summaries, self.now)

    def _check_clock(self, live: Manifest) -> None:
        """Raises `ReleaseError` when the release would be older than the one that it follows: then one of two clocks is wrong."""
        now = datetime.now(UTC)
        if now < live.created_at - ODD_CLOCK:
            here, there = (moment.astimezone(self.zone) for moment in (now, live.created_at))
            raise ReleaseError(
                f"Jam komputer ini ({short_date(here)} {clock(here)}) lebih awal daripada rilis yang tayang "
                f"({short_date(there)} {clock(there)}).",
                "Betulkan jam komputer ini. Bila justru rilis yang tayang itu dibuat dengan jam yang salah: "
                f"`{typed('terbit --overwrite')}`.",
            )

    def record(self, release: Release, pending: Pending, seen: Seen, released: Released) -> None:
        """What is public now is written down, and what is to be told once readers can see it."""
        known = read_published(self.root / "data")
        first = {f"{url.strip('/')}/index.html" for name, url in self.public().items() if known.get(name) != url}
        shown = self.before.files if self.before else {}
        note_published(self.root / "data", self.public(), self.now)
        seen.note(self._rules())
        released.note(release.manifest.sources)
        uploads = release.changes.plain_uploads
        pending.add(uploads, {path for path in uploads if path in first and path not in shown})

    def announce(self, pending: Pending, kind: str) -> None:
        """Whoever waits for news is told of what has changed; a folder of this machine is nobody's news."""
        if (paths := pending.paths()) and kind != "local":
            from mmc.commands.posts import after_release

            after_release(self.basis.folder, paths, self.now, self.report.note, pending.new(), self.root)
        pending.clear()


def redirects_of(vocabulary: Vocabulary, summaries: Iterable[Summary], now: datetime) -> dict[str, str]:
    """Every old address and the one that it leads to: those of `data/pengalihan.toml` and those of what is public now."""
    aliases = {alias: each.url for each in summaries if each.goes_out(now) for alias in each.aliases}
    return {**aliases, **dict(vocabulary.redirects)}


def refuse(problems: Iterable[Problem], words: str) -> None:
    """Raises `ReleaseError` with every error among the problems."""
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        told = check_report.render(errors, "teks", is_coloured=sys.stdout.isatty())
        raise ReleaseError(f"{told}\n\n{words}", "Perbaiki yang disebut di atas, lalu ulangi.")
