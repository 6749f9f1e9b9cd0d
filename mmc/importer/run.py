"""What the command `inv impor` does and says: each release filed, then what was found and what to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from mmc.base.problems import ContentError, posix
from mmc.base.schema import BY_KEY, rules_for
from mmc.base.vocabulary import load_vocabulary
from mmc.importer.arrival import refuse
from mmc.importer.filing import PICTURES, ImportReport, import_file

RELEASES = frozenset([".txt", ".md", ".text", ".docx", ".html", ".htm"])
LONGEST_SHOWN = 72


def run(
    paths: Iterable[str | Path],
    root: Path | None = None,
    kind: str = "",
    now: datetime | None = None,
    say: Callable[[str], object] = print,
) -> int:
    """
    Every release among the paths is imported, with the photos among them, and told in Indonesian; 0 if all were.

    A folder stands for the release and photos in it. Photos go to the one release that comes with them.
    """
    root = root or Path.cwd()
    now = now or datetime.now(UTC)
    failures = 0
    try:
        vocabulary = load_vocabulary(root / "data")
        given = [Path(path) for path in paths]
        jobs = tuple(_jobs(given))
        if not jobs:
            kinds = ", ".join(sorted(RELEASES))
            raise refuse(posix(given[0]), "Di sini tidak ada siaran pers.", f"Yang dapat diimpor: {kinds}.")
    except ContentError as error:
        say(str(error))
        return 1
    for release, photos in jobs:
        try:
            report = import_file(release, root / "content", vocabulary, now, photos, kind)
        except ContentError as error:
            say(str(error))
            failures += 1
            continue
        for line in told(report, root):
            say(line)
    return 1 if failures else 0


def _jobs(paths: Sequence[Path]) -> Iterable[tuple[Path, tuple[Path, ...]]]:
    """Each release with its photos; photos beside several releases belong to nobody, so they are refused."""
    for folder in (path for path in paths if path.is_dir()):
        yield from _jobs([entry for entry in sorted(folder.iterdir()) if _is_release(entry) or _is_photo(entry)])
    files = [path for path in paths if not path.is_dir()]
    photos = tuple(path for path in files if _is_photo(path))
    releases = [path for path in files if not _is_photo(path)]
    if photos and len(releases) != 1:
        name = photos[0].name
        raise refuse(name, "Foto ini tidak jelas milik rilis yang mana.", "Impor satu rilis bersama foto-fotonya.")
    for release in releases:
        yield release, photos


def _is_photo(path: Path) -> bool:
    return path.suffix.casefold() in PICTURES


def _is_release(path: Path) -> bool:
    return path.suffix.casefold() in RELEASES


def told(report: ImportReport, root: Path) -> Iterable[str]:
    """The report as lines: the new file, the fields found, the fields still empty, the doubts with their lines."""
    imported = report.imported
    header = imported.header
    place = posix(report.path.relative_to(root) if report.path.is_relative_to(root) else report.path)
    yield f"{report.source}"
    yield f"  → {place} (status draf)"
    for photo in report.photos:
        yield f"  → {photo.name}"
    yield "  Terisi:"
    filled = [rule for rule in rules_for(imported.kind) if rule.key in header]
    width = max(len(rule.key) for rule in filled)
    for rule in filled:
        value = header[rule.key]
        shown = value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"
        yield f"    {rule.key:<{width}}  {shown}"
    yield from _missing(imported.kind, frozenset(header))
    if not report.doubts:
        yield "  Tidak ada yang meragukan. Baca sekali lagi, lalu ubah status."
        return
    yield f"  Perlu diperiksa ({len(report.doubts)}):"
    for found in report.doubts:
        line = f"baris {found.line}: " if found.line else ""
        field = f"[{found.field}] " if found.field else ""
        yield f"    - {line}{field}{found.message}"
        if found.hint:
            yield f"        {found.mend}"


def _missing(kind: str, found: frozenset[str]) -> Iterable[str]:
    wanted = ("summary", "tags", "author", "photo", "photo_alt", "photo_credit")
    empty = [key for key in wanted if key not in found and kind in BY_KEY[key].kinds]
    required = [rule.key for rule in rules_for(kind) if kind in rule.required and rule.key not in found]
    if required:
        yield f"  Wajib diisi sebelum terbit: {', '.join(required)}"
    if empty:
        yield f"  Masih kosong: {', '.join(empty)}"
