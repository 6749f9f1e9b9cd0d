"""Let Pelican build the newsroom's site: our generator in its frame, its own generators without work."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.log import console
from pelican.settings import DEFAULT_CONFIG
from rich.progress import track

from mmc.base.files.system import reason
from mmc.base.problems import ContentError, Problem, Severity, in_order, unready
from mmc.base.settings import Additions, Editions, Settings
from mmc.base.typed import typed
from mmc.build.run import Summary, build
from mmc.commands.approval.basis import Basis, basis_of
from mmc.indonesian.calendar import DateError, zone
from mmc.plugins import options
from mmc.rebuild.tree import ForeignFolder

WORTH_SHOWING = 1.0  # seconds of work after which somebody who waits wants to see how far it is
Step = TypeVar("Step")


class NewsroomGenerator(Generator):  # type: ignore[misc]
    """Writes the whole site through `mmc.build.run`; nothing of it passes through Pelican's articles and pages."""

    def generate_output(self, _: object) -> None:
        """The output is complete, or untouched and the process ends with the problems told."""
        if self.settings.get("AWAITS_WORD") and not sys.stdin.readline():
            raise SystemExit(1)  # whoever started this ahead of time has changed his mind
        try:
            settings = site_settings(self.settings, self.env)
            if not settings.drafts and (approved := basis_of(settings.root, settings.now)).folder != settings.root:
                build_elsewhere(approved, settings)
                return
            with heard():
                summary = build(settings, ConsoleReporter())
        except ContentError as error:
            tell(error.problems)
            raise SystemExit(1) from None
        except ForeignFolder as error:
            console.print(f"Folder keluaran {error} berisi berkas yang bukan buatan situs ini.", highlight=False)
            console.print("  → Kosongkan folder itu, atau pilih folder lain dengan `-o`.", highlight=False)
            raise SystemExit(1) from None
        except (OSError, sqlite3.OperationalError) as error:  # the disk is full, a folder may not be written
            console.print(f"Keluaran tidak dapat ditulis: {reason(error)}.", highlight=False, markup=False)
            console.print("  → Periksa ruang simpan dan izin folder. Situs yang terakhir tetap ada.", highlight=False)
            raise SystemExit(1) from None
        except KeyboardInterrupt:
            console.print("Dihentikan; keluaran tetap seperti semula.")
            raise SystemExit(130) from None
        tell_summary(summary, is_waiting_told=bool(self.settings.get("AWAITS_WORD")))


@contextmanager
def heard() -> Iterator[None]:
    """Ctrl-C is answered in the block, also by a process that was started deaf to it (see `mmc.programs.finish`)."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def build_elsewhere(approved: Basis, settings: Settings) -> None:
    """Where two people are needed, the site is built from what they have approved, the code that builds it included."""
    due = f'NOW="{settings.now.isoformat()}"'
    words = [sys.executable, "-m", "pelican", "-s", "publishconf.py", "-o", str(settings.output), "-e", due]
    done = subprocess.run(words, cwd=approved.folder, check=False)
    for line in approved.told:
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    if done.returncode:
        raise SystemExit(done.returncode)


class ConsoleReporter:
    """Shows progress to a person who waits, and nothing to a machine."""

    def track(self, steps: Iterable[Step], total: int, label: str) -> Iterator[Step]:
        """The steps; a bar appears when they take long."""
        if not console.is_terminal or "CI" in os.environ:
            yield from steps
            return
        started, iterator = time.monotonic(), iter(steps)
        for done, step in enumerate(iterator, 1):
            yield step
            if time.monotonic() - started > WORTH_SHOWING:
                yield from track(iterator, label, total, done, console=console, transient=True)

    def notice(self, message: str) -> None:
        """One line that must be seen."""
        console.print(message, highlight=False)


def site_settings(settings: dict[str, Any], env: Any = None) -> Settings:
    """Pelican's settings as a build takes them, with what foreign plugins have put into Pelican's `env` for templates."""
    additions = additions_of(settings)
    is_foreign = bool(additions) or bool(foreign_plugins(settings))
    if env is not None and foreign_plugins(settings):
        additions = Additions(dict(env.filters), dict(env.tests), dict(env.globals), additions.options)
    return Settings(
        root=root_of(settings),
        name=settings["SITENAME"],
        timezone=settings["TIMEZONE"],
        lang=settings["DEFAULT_LANG"],
        additions=additions,
        mark=uuid4().hex if is_foreign else "",  # what foreign code does is not known from its files
        output=Path(settings["OUTPUT_PATH"]).resolve(),
        cache=Path(settings["CACHE_PATH"]).resolve(),
        site_url=settings["SITEURL"].rstrip("/"),
        now=datetime.fromisoformat(settings["NOW"]) if settings.get("NOW") else datetime.now(UTC),
        drafts=bool(settings["SHOW_DRAFTS"]),
        live_reload=settings.get("LIVE_RELOAD", ""),
        pages_first=bool(settings.get("PAGES_FIRST", False)),
        listing_size=int(settings["LISTING_SIZE"]),
        feed_size=int(settings["FEED_SIZE"]),
        editions=Editions(**settings.get("EDITIONS", {})),
    )


def root_of(settings: dict[str, Any]) -> Path:
    """
    The folder in which `content/`, `data/` and `theme/` lie beside each other; one is made where they do not.

    There the content is a link, and data and theme are copies as they are now: the gate looks at them where it always does.
    """
    content, theme = Path(settings["PATH"]).resolve(), Path(settings["THEME"]).resolve()
    data = Path(settings.get("DATA_PATH", "data")).resolve()
    root = content.parent
    if content.name == "content" and (data, theme) == (root / "data", root / "theme"):
        return root
    named = hashlib.sha256(f"{content}\n{data}\n{theme}".encode()).hexdigest()[:12]
    root = Path(settings["CACHE_PATH"]).resolve() / f"proyek-{named}"
    root.mkdir(parents=True, exist_ok=True)
    if not (root / "content").is_symlink():
        (root / "content").symlink_to(content, target_is_directory=True)
    for name, source in (("data", data), ("theme", theme)):
        copy_folder(source, root / name)
    return root


def copy_folder(source: Path, target: Path) -> None:
    """The target holds what the source holds, and nothing else."""
    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
    for path in sorted(target.rglob("*"), reverse=True):
        if not os.path.lexists(source / path.relative_to(target)):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


def additions_of(settings: dict[str, Any]) -> Additions:
    """What `JINJA_FILTERS`, `JINJA_TESTS`, `JINJA_GLOBALS` and `JINJA_ENVIRONMENT` give to templates."""
    usual = DEFAULT_CONFIG["JINJA_ENVIRONMENT"]
    options = {key: value for key, value in settings["JINJA_ENVIRONMENT"].items() if value != usual.get(key)}
    return Additions(settings["JINJA_FILTERS"], settings["JINJA_TESTS"], settings["JINJA_GLOBALS"], options)


def foreign_plugins(settings: dict[str, Any]) -> list[str]:
    """The plugins that are not ours, as Pelican has loaded them."""
    named = [getattr(plugin, "__name__", str(plugin)) for plugin in settings["PLUGINS"] or []]
    return [name for name in named if not name.startswith("mmc.plugins.")]


def refuse_unheeded(site: Pelican) -> None:
    """A setting that nothing would follow ends the build before it begins."""
    has_foreign = bool(foreign_plugins(site.settings))
    problems = [*options.refused(site.settings, has_foreign_plugins=has_foreign), *options.unheard()]
    try:
        zone(site.settings["TIMEZONE"])
    except DateError as error:
        problems.append(Problem("pelicanconf.py", 0, f"Pengaturan `TIMEZONE`: {error}", error.hint, code="pengaturan"))
    if problems:
        tell(problems)
        raise SystemExit(1)
    if sys.platform != "linux" and (has_foreign or additions_of(site.settings)):
        os.environ["MMC_WORKERS"] = "1"  # another process would not have loaded what was given to this one


def tell(problems: Iterable[Problem]) -> None:
    """Every problem on the terminal, by file, and how many there are."""
    ordered = in_order(problems)
    for problem in ordered:
        console.print(str(problem), highlight=False, markup=False, soft_wrap=True)
    errors = sum(problem.is_error for problem in ordered)
    console.print(
        f"{errors} galat. Tidak ada yang diubah; situs yang terakhir tetap ada.", style="bold", highlight=False
    )


def tell_summary(summary: Summary, *, is_waiting_told: bool = False) -> None:
    """What is not ready yet, if nobody has told it, and what a build did, in one line; warnings are only counted."""
    for line in () if is_waiting_told else unready(summary.warnings):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    warnings = sum(problem.severity is Severity.WARNING for problem in summary.warnings)
    if warnings:
        console.print(f"{warnings} peringatan; lihat dengan `{typed('periksa')}`.", highlight=False)
    waiting = f", {summary.drafts} belum terbit" if summary.drafts else ""
    console.print(
        f"{summary.items} naskah{waiting}, {summary.pages} berkas: {summary.written} ditulis, {summary.unchanged} tetap, "
        f"{summary.removed} dihapus, dalam {comma(summary.seconds)} detik.",
        highlight=False,
        soft_wrap=True,
    )


def comma(number: float) -> str:
    """`0,31`, as Indonesian writes it."""
    return f"{number:.2f}".replace(".", ",")


def hush(_: object) -> None:
    """Pelican's own closing line, which counts articles and pages of its generators, is not said."""
    console.quiet = True


def rest(generator: Generator) -> None:
    """Pelican's generator writes nothing, and so need not load the templates of pages that there are not."""
    generator.generate_output = lambda _: None


def offer(_: object) -> type[NewsroomGenerator]:
    """Pelican asks for generators."""
    return NewsroomGenerator


def register() -> None:
    """Connect to Pelican."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 3000))
    signals.initialized.connect(refuse_unheeded)
    signals.get_generators.connect(offer)
    signals.article_generator_init.connect(rest)
    signals.page_generator_init.connect(rest)
    signals.finalized.connect(hush)
