"""`inv report`: one month of the newsroom as a page to print and a CSV."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from urllib.parse import urlsplit

from mmc.announce.ledger import Ledger
from mmc.announce.pings import Owed
from mmc.base.files.disk import replace
from mmc.base.files.journal import ANNOUNCEMENTS, RELEASES, Journal, moment_of
from mmc.base.items.reading import read_draft
from mmc.base.items.schema import PAGE, Item
from mmc.base.items.source import read_source
from mmc.base.problems import ContentError, Problem
from mmc.base.typed import typed
from mmc.base.vocabulary import Vocabulary
from mmc.checks.content.budget import FILE_BYTES
from mmc.checks.public_information import due
from mmc.commands.approval import waiting
from mmc.commands.approval.finding import title_of
from mmc.commands.approval.standing import Project
from mmc.commands.auditing.audit import SENT, unknown
from mmc.indonesian import calendar
from mmc.monthly.figures import Duty, Figures, Happenings, Month, Visits, figures_of
from mmc.monthly.page import Look, page_of
from mmc.monthly.sheet import sheet_of
from mmc.monthly.visits import NoLog, visits_of
from mmc.pages import branding
from mmc.styles.tints import palette

Say = Callable[[str], None]
FOLDER = "laporan"
PERIODIC = "ppid-berkala"  # the page of what is announced at least every six months
HALF_YEAR = 183
PLAIN = {"ink": "#1b1f1d", "muted": "#4c5652", "line": "#d2dbd7", "wash": "#f1f5f3"}  # for a theme without colours
KINDS = {".svg": "image/svg+xml", ".png": "image/png"}


def report(root: Path, wanted: str, logs: Sequence[Path], say: Say, now: datetime | None = None) -> int:
    """The exit code of `inv report`; the page and the CSV lie in `laporan/`."""
    project = Project(root)
    try:
        zone = calendar.zone(project.vocabulary.office.timezone)
        month = month_of(wanted, zone, now or datetime.now(UTC))
        items = list(seen_items(project))
        visits = _visits(project, items, logs, month)
        figures = figures_of(items, project.vocabulary, month, _happenings(project, items, month, visits))
        page, sheet = (root / FOLDER / f"{month.name}.{ending}" for ending in ("html", "csv"))
        replace(page, page_of(figures, look_of(root, project.vocabulary)).encode("utf-8"))
        replace(sheet, sheet_of(figures).encode("utf-8-sig"))  # with the mark by which spreadsheets know the letters
        for line in summary(figures):
            say(line)
        say(f"Halaman untuk dicetak: {page.relative_to(root).as_posix()} (buka di peramban)")
        say(f"Angka untuk lembar kerja: {sheet.relative_to(root).as_posix()}")
        return 0
    finally:
        project.close()


def month_of(wanted: str, zone: tzinfo, now: datetime) -> Month:
    """The month that is meant: `2026-10`, `10/2026`, `Oktober 2026`; the last whole one where none is named."""
    today = now.astimezone(zone).date()
    words = wanted.strip()
    if not words:
        return Month((today.replace(day=1) - timedelta(days=1)).replace(day=1), zone, now)
    written = re.fullmatch(r"(\d{4})[-/](\d{1,2})|(\d{1,2})[-/](\d{4})", words)
    try:
        if written:
            year, month = int(written[1] or written[4]), int(written[2] or written[3])
            first = date(year, month, 1)
        else:
            first = calendar.parse_date(f"1 {words}")
    except ValueError:
        raise _refused(f"“{wanted}” bukan bulan.", "Tulis tahun dan bulan, misalnya `2026-10`.") from None
    if first > today:
        raise _refused(
            f"{calendar.month_and_year(first)} belum dimulai.", f"Sekarang {calendar.month_and_year(today)}."
        )
    return Month(first, zone, now)


def seen_items(project: Project) -> Iterator[Item]:
    """Every item in the form that readers are shown: as it is, or as it was last approved where two people decide."""
    for path, data in _texts(project):
        item, problems = read_draft(read_source(data, path), project.vocabulary)
        if item is not None and not any(problem.is_error for problem in problems):
            yield item


def look_of(root: Path, vocabulary: Vocabulary) -> Look:
    """The office's name, colours and emblem."""
    look = branding.look(vocabulary.office, root / "data", root / "theme")
    emblem = ""
    if look.file is not None:
        kind = KINDS[Path(look.file.name).suffix]
        emblem = f"data:{kind};base64,{base64.b64encode(look.file.data).decode()}"
    by_day, _ = palette(vocabulary.office.theme_color, root / "theme")
    return Look(vocabulary.office.name, vocabulary.office.office, PLAIN | {"mast": look.colour} | by_day, emblem)


def summary(figures: Figures) -> Iterator[str]:
    """The month in a few lines for the one who typed the command."""
    month = calendar.month_and_year(figures.month.first)
    yield f"{month}: {figures.total.number} naskah terbit (bulan sebelumnya {figures.total.before})."
    yield f"Klarifikasi {len(figures.answers)}, ralat dan penarikan {len(figures.notes)}."
    yield f"Menunggu {len(figures.happenings.waits)}, kewajiban jatuh tempo {len(figures.happenings.duties)}."


def _texts(project: Project) -> Iterator[tuple[str, bytes]]:
    if project.needs_two:
        for path, origin in sorted(project.selection.files.items()):
            if path.startswith("content/") and path.endswith(".md"):
                blob = project.repository.blob(origin.oid) if origin.oid and project.repository else None
                yield path, (project.root / origin.path).read_bytes() if blob is None else blob
        return
    for file in sorted((project.root / "content").rglob("*.md")):
        if not file.is_symlink() and file.is_file() and file.stat().st_size <= FILE_BYTES:
            yield file.relative_to(project.root).as_posix(), file.read_bytes()


def _happenings(project: Project, items: Sequence[Item], month: Month, visits: Visits | None) -> Happenings:
    data = project.root / "data"
    sent = [
        (f"{row['network']} ({SENT[row['state']]})", moment_of(row["at"]))
        for row in Journal(data, ANNOUNCEMENTS).rows()
        if row.get("state") in SENT
    ]
    releases = [
        (f"{'pengembalian' if row.get('restores') else 'rilis'} ke {row.get('target', 'tujuan')}", moment_of(row["at"]))
        for row in Journal(data, RELEASES).rows()
    ]
    start = datetime.combine(month.first, datetime.min.time(), month.zone)
    return Happenings(
        sent,
        releases,
        list(_waits(project)),
        list(_duties(project, items, month)),
        [f"{line[:1].upper()}{line[1:]}" for line in unknown(project, start)],
        visits,
    )


def _waits(project: Project) -> Iterator[tuple[str, str]]:
    for thing in waiting.open_things(project):
        words = "persetujuan" if project.needs_two else "ditinjau (status `tinjau`)"
        yield title_of(project, thing), words


def _duties(project: Project, items: Sequence[Item], month: Month) -> Iterator[Duty]:
    for state, subject in waiting.owed(project):
        until = state.asks_by
        when = waiting.moment_of(project, until) if until else "segera"
        yield Duty(f"Orang kedua untuk {state.path}, yang terbit mendesak", when, f"`{typed('setujui')} {subject}`")
    pings = Owed(project.root / "data").pings()
    if pings:
        what = f"{len(pings)} pemberitahuan kepada mesin pencari atau hub belum sampai"
        yield Duty(what, "segera", f"Terbitkan lagi: `{typed('terbit')}`")
    for (number, network), known in sorted(Ledger(project.root / "data").everything().items()):
        if known.is_open:
            yield Duty(
                f"Siaran {number} ke {network} belum jelas terkirim",
                "segera",
                f"Lihat akunnya, lalu `{typed('siarkan NASKAH --settle KANAL=NOMOR')}`; naskahnya {number}.",
            )
    today = month.now.astimezone(month.zone).date()
    yield from (Duty(message, "segera", hint) for message, hint in due(project.vocabulary.public, today))
    for item in items:
        if item.kind == PAGE and item.slug == PERIODIC:
            last = (item.modified or item.date).astimezone(month.zone).date()
            end = last + timedelta(days=HALF_YEAR)
            if end <= today:
                mend = f"Perbarui {item.path}, lalu isi `modified`"
                yield Duty(f"Halaman “{item.title}”: sedikitnya setiap enam bulan", calendar.plain_date(end), mend)


def _visits(project: Project, items: Sequence[Item], logs: Sequence[Path], month: Month) -> Visits | None:
    if not logs:
        return None
    missing = next((path for path in logs if not path.is_file()), None)
    if missing is not None:
        raise _refused(
            f"Log {missing} bukan berkas yang dapat dibaca.", "Sebut berkas log server, boleh yang dipadatkan (.gz)."
        )
    home = urlsplit(project.vocabulary.office.url).hostname or ""
    try:
        return visits_of(logs, month, home, {"/": "Beranda"} | {item.url: item.title for item in items})
    except NoLog as error:
        hint = "Yang dikenal: log akses nginx dan Apache (combined atau common) dan log JSON Caddy."
        raise _refused(str(error), hint) from None


def _refused(message: str, hint: str) -> ContentError:
    return ContentError([Problem("laporan", 0, message, hint)])
