"""What the command `inv impor` does and says: each release filed, then what was found and what to look at."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from mmc.base.problems import ContentError, Problem, posix
from mmc.base.typed import stored
from mmc.base.vocabulary import load_vocabulary
from mmc.importer.arrival import Arrival, Attachment, refuse
from mmc.importer.filing import GALLERY, ImportReport, file_release, places_of, read
from mmc.importer.findings import State, findings, questions, set_aside, where
from mmc.importer.parcels import Received, Reception, receive
from mmc.importer.photos import natural
from mmc.importer.readers.whatsapp import Candidate
from mmc.indonesian.text import joined

LONGEST_SHOWN = 60
MOST_FILES = 3000
SEEN_BELOW = frozenset({"summary", "date", "photo", "photos"})  # of which the report tells elsewhere, or the file best
ALL = frozenset({"semua", "all"})


def run(
    paths: Iterable[str | Path],
    root: Path | None = None,
    kind: str = "",
    now: datetime | None = None,
    say: Callable[[str], object] = print,
    choose: str = "",
    ask: Callable[[str], str] | None = None,
) -> int:
    """
    Every release among the paths is imported, with its photos, and told in Indonesian; 0 if all that came was taken in.

    `choose` names the messages of a chat that are wanted (`1,3` or `semua`); without it a person at the keyboard is asked.
    """
    root = root or Path.cwd()
    now = now or datetime.now(UTC)
    if ask is None and sys.stdin.isatty():
        ask = input
    try:
        vocabulary = load_vocabulary(root / "data")
    except ContentError as error:
        say(str(error))
        return 1
    problems: list[Problem] = []

    def chosen(name: str, offers: Sequence[Candidate]) -> Sequence[int]:
        return _chosen(name, offers, choose, ask, say)

    for title, files in _parcels([Path(path) for path in paths], problems):
        reception = receive(files, chosen, places_of(vocabulary))
        problems += reception.problems
        releases = reception.releases
        if kind == GALLERY and not releases and reception.photos:
            releases, reception = [_gallery(reception, title)], Reception()
        problems += _ownerless(reception)
        for received in releases:
            try:
                report = file_release(received, root / "content", vocabulary, now, kind)
            except ContentError as error:
                problems += error.problems
                continue
            for line in told(report, root):
                say(line)
    for problem in problems:
        say(str(problem))
    return 1 if problems else 0


def _parcels(paths: Sequence[Path], problems: list[Problem]) -> Iterator[tuple[str, list[Attachment]]]:
    """What belongs together: each folder by itself, and all the files that were named; a folder of photos joins them."""
    named: list[Attachment] = []
    folders: list[tuple[str, list[Attachment]]] = []
    for path in paths:
        try:
            if path.is_dir():
                folders.append((path.resolve().name, list(_inside(path))))
            else:
                named.append(Attachment(path.name, read(path)))
        except ContentError as error:
            problems += error.problems
    for title, files in folders:
        if not files:
            problems += refuse(title, "Folder ini kosong.", "Taruh rilis dan fotonya di folder itu.").problems
        elif named and len(folders) == 1 and _only_photos(files):
            named += files
        else:
            yield title, files
    if named:
        yield "", named


def _only_photos(files: Sequence[Attachment]) -> bool:
    reception = receive(files, lambda _, __: ())
    return bool(reception.photos) and not reception.releases and not reception.problems


def _inside(folder: Path) -> Iterator[Attachment]:
    """Every file of the folder with its place in it, `foto2` before `foto10`; what is hidden stays hidden."""
    found = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    if len(found) > MOST_FILES:
        raise refuse(folder.name, f"Folder ini berisi {len(found)} berkas.", "Impor sebagian demi sebagian.")
    for path in sorted(found, key=lambda one: natural(posix(one.relative_to(folder)))):
        place = posix(path.relative_to(folder))
        if not any(part.startswith(".") for part in place.split("/")):
            yield Attachment(place, read(path))


def _gallery(reception: Reception, title: str) -> Received:
    photos = tuple(sorted(reception.photos, key=lambda one: natural(one.name)))
    return Received(title or photos[0].name, Arrival((), photos, is_flowing=True, title=title))


def _ownerless(reception: Reception) -> Iterator[Problem]:
    if not reception.photos:
        return
    names = [photo.name for photo in reception.photos]
    shown = joined([*names[:6], *([f"{len(names) - 6} lainnya"] if len(names) > 6 else [])])
    if reception.releases:
        hint = "Impor satu rilis bersama foto-fotonya, atau taruh tiap rilis dan fotonya di foldernya sendiri."
        yield from refuse(shown, "Foto ini tidak jelas milik rilis yang mana.", hint).problems
    else:
        hint = f"Beri juga berkas rilisnya: `{stored('impor rilis.txt foto.jpeg')}`; untuk galeri, tambahkan `--kind galeri`."
        yield from refuse(shown, "Berkas ini foto, bukan rilis.", hint).problems


def _chosen(
    name: str,
    offers: Sequence[Candidate],
    choose: str,
    ask: Callable[[str], str] | None,
    say: Callable[[str], object],
) -> Sequence[int]:
    """The places of the messages that are wanted; raises `ContentError` with the list where nobody says which."""
    everything = range(len(offers))
    if choose.strip().casefold() in ALL or len(offers) == 1:
        return everything
    lines = [_offered(number, offer) for number, offer in enumerate(offers, start=1)]
    if not choose:
        say(f"{name}: {len(offers)} pesan tampak seperti rilis.")
        for line in lines:
            say(line)
        if ask is None:
            hint = f"Sebut nomornya: `{stored('impor … --choose 1,3')}`, atau `--choose semua`."
            raise refuse(name, "Belum jelas pesan mana yang diimpor.", hint)
        choose = ask("Nomor yang diimpor (misalnya 1,3; semua): ")
        if choose.strip().casefold() in ALL:
            return everything
    numbers = [part for part in choose.replace(",", " ").split() if part]
    wrong = [part for part in numbers if not part.isdecimal() or not 1 <= int(part) <= len(offers)]
    if wrong or not numbers:
        hint = f"Yang ada: 1 sampai {len(offers)}, atau `semua`."
        raise refuse(name, f"Tidak ada pesan nomor “{', '.join(wrong) or choose}”.", hint)
    return sorted({int(part) - 1 for part in numbers})


def _offered(number: int, offer: Candidate) -> str:
    photos = len(offer.photos) + offer.omitted
    beside = f", {photos} foto" if photos else ""
    return f"  {number}. {offer.title[:80]} ({offer.sender}, {offer.at:%d/%m/%Y %H.%M}{beside})"


def told(report: ImportReport, root: Path) -> Iterable[str]:
    """The report: the new file, one line for what is sure, each doubt once, what was set aside, what is empty."""
    imported = report.imported
    place = posix(report.path.relative_to(root) if report.path.is_relative_to(root) else report.path)
    photos = f", {len(report.photos)} foto" if report.photos else ""
    yield f"{report.source}"
    yield f"  → {place} (draf{photos})"
    found = findings(imported)
    sure = [
        f"{one.label.casefold()} “{_short(one.value)}”"
        for one in found
        if one.state is State.FILLED and one.field not in SEEN_BELOW
    ]
    if sure:
        yield f"  Terisi: {', '.join(sure)}."
    asked = questions(imported.doubts)
    if asked:
        yield f"  Perlu diperiksa ({len(asked)}):"
    for question in asked:
        first = question.first
        count = f" ({question.count} kali)" if question.count > 1 else ""
        line = f"{where(question.lines)}: " if where(question.lines) else ""
        field = f"[{first.field}] " if first.field else ""
        yield f"    - {line}{field}{first.message}{count}"
        if first.hint:
            yield f"        {first.mend}"
    aside = set_aside(imported.doubts)
    if aside:
        yield "  Catatan:"
        yield from (f"    - {text}" for text in aside)
    empty = [one.field for one in found if one.state is State.MISSING]
    if empty:
        yield f"  Masih kosong: {', '.join(empty)}."
    if not asked:
        yield "  Tidak ada yang meragukan. Baca sekali lagi, lalu ubah status."


def _short(value: str) -> str:
    return value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"
