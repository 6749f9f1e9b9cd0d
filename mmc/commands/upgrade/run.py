"""`inv upgrade`: tried in a copy first, told in the words of an office, done in one commit, and undone in one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from datetime import UTC, datetime
from pathlib import Path

from mmc.base.addresses import Need, place_of
from mmc.base.files.disk import replace
from mmc.base.files.journal import Journal
from mmc.base.problems import ContentError, Problem
from mmc.base.typed import typed
from mmc.checks.mend import difference
from mmc.commands.upgrade import pages
from mmc.commands.upgrade.differences import Fate, Step, is_of_the_office, steps
from mmc.commands.upgrade.migrations import MIGRATIONS, Migration
from mmc.history import foreign
from mmc.history.repository import GitError, Node, Repository

Say = Callable[[str], None]
PLACE = Path(".cache") / "perbarui"
RECORD = "pembaruan"
CHANGELOG = "CHANGELOG.md"
SUBJECT = "Perbarui perangkat lunak ke versi "
CHOICES = ("kantor", "baru")
BUILD = ("tasks.py", "build", "--production")
SHOWN = 15


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    is_dry: bool = False
    choice: str = ""
    old_python: str = sys.executable  # in which the version of the office runs
    variables: Mapping[str, str] = field(default_factory=dict)  # that tell a Python of ours that all is installed


@dataclass
class Upgrade:
    """Everything that is known of one upgrade before anything is touched."""

    repository: Repository
    new: str
    base: str
    steps: list[Step]
    migrations: list[tuple[Migration, Mapping[str, bytes]]] = field(default_factory=list)

    def of(self, *fates: Fate) -> list[Step]:
        """The files of one fate."""
        return [step for step in self.steps if step.fate in fates]


def fetched(root: Path, source: str, say: Say) -> Path:
    """The new version lies in a folder of its own, with its history where the source has one."""
    target = root / PLACE / "versi"
    _emptied(target)
    say(f"Mengambil versi baru dari {source} …")
    try:
        foreign.clone(source, target)
    except GitError as error:
        hint = "Sebut alamat repositori, folder, atau berkas bundle, dan periksa sambungannya."
        raise _refused(f"Versi baru tidak dapat diambil: {error.args[0]}.", hint) from None
    if not (target / "mmc/commands/upgrade/run.py").is_file():
        raise _refused(f"Di {source} tidak ada versi yang mengenal `perbarui`.", "Periksa alamatnya.")
    return target


def start(root: Path, source: str, words: Sequence[str], say: Say) -> int:
    """The exit code of the new version's own `upgrade`, which is started on this office."""
    version = fetched(root, source, say)
    command = [sys.executable, str(version / "tasks.py"), "upgrade", "--office", str(root), *words]
    return subprocess.run(command, cwd=version, check=False).returncode


def upgrade(version: Path, office: Path, wish: Wish, say: Say) -> int:
    """The exit code of an upgrade of this office to the version in that folder."""
    if wish.choice not in ("", *CHOICES):
        raise _refused(
            f"Pilihan “{wish.choice}” tidak dikenal.", f"Tulis `--choose {'` atau `--choose '.join(CHOICES)}`."
        )
    repository = _repository_of(office, version)
    try:
        plan = planned(repository, version, wish.choice)
        if not any(step.is_written for step in plan.steps) and not plan.migrations:
            say("Kantor ini sudah memakai versi itu; tidak ada yang perlu diubah.")
            return 0
        for line in told(plan):
            say(line)
        if plan.of(Fate.COLLIDES):
            say("Belum ada yang diubah. Pilih untuk berkas yang bertabrakan, lalu ulangi dengan salah satunya:")
            say("    --choose kantor   berkas kantor tetap; yang baru di dalamnya tidak didapat")
            say(
                "    --choose baru     berkas versi baru dipakai; perubahan kantor di dalamnya dilepas (tetap ada di git)"
            )
            return 1
        if not _tried(plan, wish, say):
            say("Belum ada yang diubah. Kantor tetap memakai versi yang lama.")
            return 1
        if wish.is_dry:
            say("Percobaan saja: tidak ada yang diubah. Ulangi tanpa `--dry` untuk memperbarui.")
            return 0
        _apply(plan, say)
        return 0
    finally:
        repository.close()


def back(office: Path, say: Say) -> int:
    """The exit code of the way back: the last upgrade is undone, and whatever was done since stays."""
    repository = _repository_of(office)
    try:
        last = next((each for each in repository.log("HEAD") if each.subject.startswith(SUBJECT)), None)
        undone = f"Kembali dari versi {last.subject.removeprefix(SUBJECT)}" if last else ""
        if last is None or any(each.subject == undone for each in repository.log(f"{last.oid}..HEAD")):
            raise _refused("Tidak ada pembaruan yang dapat dikembalikan.", "Lihat riwayatnya dengan `git log`.")
        try:
            repository.run("revert", "--no-commit", last.oid)
        except GitError:
            repository.ask("revert", "--abort")
            repository.ask("reset", "--quiet", "--merge")
            hint = "Minta bantuan pengelola kode: `git revert` perlu dikerjakan dengan tangan."
            raise _refused(
                "Berkas yang diperbarui sudah diubah lagi sejak itu; tidak ada yang disentuh.", hint
            ) from None
        repository.run("commit", "--quiet", "--no-verify", "--message", undone)
        say(f"Kantor kembali memakai versi sebelum {last.subject.removeprefix(SUBJECT)}; naskah sesudahnya tetap.")
        return 0
    finally:
        repository.close()


def planned(repository: Repository, version: Path, choice: str = "") -> Upgrade:
    """What would be done; git gets to know the new version, and no file is touched."""
    new, has_history = foreign.taken_in(repository, version)
    ours, theirs = (_software(repository, commit) for commit in ("HEAD", new))
    base = _base(repository, new, ours, has_history=has_history)
    found = list(steps(_software(repository, base), ours, theirs, lambda oid: repository.blob(oid) or b"", choice))
    in_the_way = {step.path for step in found if step.data is not None and step.path not in ours}
    in_the_way = {path for path in in_the_way if (repository.root / path).exists()}  # not in git, so not in `ours`
    found = [replaced(step, fate=Fate.COLLIDES, data=None) if step.path in in_the_way else step for step in found]
    plan = Upgrade(repository, new, base, found)
    for migration in MIGRATIONS:
        if migration.is_due(lambda path: repository.blob(f"{base}:{path}") or b""):
            changes = migration.changes(repository.root)
            if changes:
                plan.migrations.append((migration, changes))
    return plan


def told(plan: Upgrade) -> Iterator[str]:
    """The upgrade in words: files, what the office's own changes meet, what happens to its texts, what readers notice."""
    yield f"Dari {_named(plan.repository, plan.base)} ke {_named(plan.repository, plan.new)}."
    counts = {fate: len(plan.of(fate)) for fate in Fate}
    yield "Berkas: " + ", ".join(f"{count} {fate.value}" for fate, count in counts.items() if count) + "."
    yield from _listed("Perubahan kantor yang tetap:", [step.path for step in plan.of(Fate.KEPT)])
    yield from _listed("Perubahan kantor yang digabung:", [step.path for step in plan.of(Fate.JOINED)])
    for step in plan.of(Fate.COLLIDES):
        yield f"BERTABRAKAN {step.path}"
        for place in step.places[:SHOWN]:
            yield f"    kantor: {_short(place.ours)}"
            yield f"    baru:   {_short(place.theirs)}"
        if not step.places:
            yield "    Kedua pihak mengubah, menambah, atau menghapus seluruh berkas ini."
    for migration, changes in plan.migrations:
        yield f"Naskah dan data, “{migration.name}”: {migration.why}"
        yield from _listed("  Berkas yang berubah:", sorted(changes))
        path = min(changes)
        before = (plan.repository.root / path).read_bytes()
        yield from (f"    {line}" for line in difference(before, changes[path], path).splitlines()[2:])
    noticed = list(news(plan))
    if noticed:
        yield "Yang terasa oleh kantor dan pembaca:"
        yield from noticed


def news(plan: Upgrade) -> Iterator[str]:
    """The entries of the changelog that the office's own does not have."""
    old, new = (
        _entries((plan.repository.blob(f"{commit}:{CHANGELOG}") or b"").decode("utf-8", "replace"))
        for commit in (plan.base, plan.new)
    )
    known = set(old)
    yield from (f"  - {entry}" for entry in new if entry not in known)


def _entries(text: str) -> list[str]:
    entries: list[str] = []
    for line in text.splitlines():
        if line.startswith("- "):
            entries.append(line[2:].strip())
        elif entries and line.startswith("  "):
            entries[-1] += f" {line.strip()}"
    return entries


def _tried(plan: Upgrade, wish: Wish, say: Say) -> bool:
    """True when the office's site passes check and build in the new version; pages before and after are compared."""
    place = plan.repository.root / PLACE
    before, after = place / "lama", place / "coba"
    for folder in (before, after):
        _emptied(folder)
        foreign.laid_out(plan.repository, "HEAD", folder)
    for path, data in _written(plan):
        if data is None:
            (after / path).unlink(missing_ok=True)
        else:
            replace(after / path, data)
    say("Memeriksa naskah dengan versi baru …")
    code, said = _run([sys.executable, "tasks.py", "check"], after, wish)
    if code:
        say(_tail(said))
        say("Pemeriksaan versi baru menemukan galat pada naskah kantor; perbaiki dahulu, lalu ulangi.")
        return False
    say("Membangun situs dengan versi baru …")
    code, said = _run([sys.executable, *BUILD], after, wish)
    if code:
        say(_tail(said))
        say("Situs tidak dapat dibangun dengan versi baru.")
        return False
    say("Membangun situs dengan versi lama, untuk perbandingan …")
    code, said = _run([wish.old_python, *BUILD], before, wish)
    if code:
        say(_tail(said))
        say("Versi lama tidak dapat dibangun di sini, jadi halaman sebelum dan sesudah tidak dibandingkan.")
        return True
    return _compare(pages.compared(before / "output", after / "output"), say)


def _compare(found: pages.Compared, say: Say) -> bool:
    say(
        f"Halaman: {found.same} sama persis, {found.other_frame} berbeda kerangkanya saja, "
        f"{len(found.other_words)} berbeda isinya, {len(found.new)} alamat baru, {len(found.gone)} alamat hilang."
    )
    for title, addresses in (
        ("Alamat hilang:", found.gone),
        ("Berbeda isinya:", sorted(found.other_words, key=lambda each: (not _is_story(each), each))),
        ("Alamat baru:", found.new),
    ):
        for line in _listed(title, addresses):
            say(line)
    stories = [address for address in found.gone if _is_story(address)]
    if stories:
        say("Naskah tidak boleh hilang karena pembaruan; laporkan ini kepada pembuat versi itu.")
    return not stories


def _is_story(address: str) -> bool:
    """True for the page of an item: `/berita/2026/01/slug/`, or of a fixed page."""
    place = place_of(address)
    return place is not None and place.need is Need.ITEM and place.name == address


def _apply(plan: Upgrade, say: Say) -> None:
    root, repository = plan.repository.root, plan.repository
    name = plan.new[:12]
    written = []
    for path, data in _written(plan):
        if data is None:
            (root / path).unlink(missing_ok=True)
        else:
            replace(root / path, data)
        written.append(path)
    before = set(repository.changed())
    names = [migration.name for migration, _ in plan.migrations]
    journal = Journal(root / "data", RECORD)
    journal.write(datetime.now(UTC), {"from": plan.base, "to": plan.new, "migrations": names})
    written += sorted(set(repository.changed()) - before)
    for path, mode in ((step.path, step.mode) for step in plan.steps if step.data is not None):
        if mode == "100755" and os.name != "nt":
            (root / path).chmod(0o755)
    repository.record(f"{SUBJECT}{name}", written)
    _emptied(root / PLACE / "lama")
    _emptied(root / PLACE / "coba")
    say(f"Selesai: {len(written)} berkas, satu catatan git “{SUBJECT}{name}”. Belum ada yang tayang.")
    say(
        f"Lihat dengan `{typed('pratinjau')}`, bagikan dengan `{typed('bagikan')}`, tayangkan dengan `{typed('terbit')}`."
    )
    say("Bila dua orang diwajibkan, seorang rekan menyetujui kode dan tema dahulu: `setujui kode tema`.")
    say(f"Kembali ke versi lama: `{typed('perbarui')} --back`.")


def _written(plan: Upgrade) -> Iterator[tuple[str, bytes | None]]:
    yield from ((step.path, step.data) for step in plan.steps if step.is_written)
    for _, changes in plan.migrations:
        yield from changes.items()


def _base(repository: Repository, new: str, ours: Mapping[str, Node], *, has_history: bool) -> str:
    """The version that the office's software comes from."""
    rows = Journal(repository.root / "data", RECORD).rows()
    last = rows[-1]["to"] if rows else ""
    if has_history:
        if last and repository.is_ancestor(last, new):
            return last
        common = repository.ask("merge-base", "HEAD", new)
        return common or foreign.nearest(repository, ours, new)
    if last and repository.commit(last):
        return last
    return (repository.ask("rev-list", "--max-parents=0", "HEAD").split() or ["HEAD"])[-1]


def _software(repository: Repository, commit: str) -> dict[str, Node]:
    oid = repository.ask("rev-parse", f"{commit}^{{commit}}")
    return {path: node for path, node in repository.files(oid, "").items() if not is_of_the_office(path)}


def _repository_of(office: Path, version: Path | None = None) -> Repository:
    repository = Repository(office)
    if not (office / "tasks.py").is_file() or not (office / "content").is_dir():
        raise _refused(f"{office} bukan folder situs kantor.", "Sebut folder yang memuat tasks.py, content, dan data.")
    if version is not None and version.resolve() == office.resolve():
        hint = "Jalankan dari folder versi baru: `perbarui --office FOLDER-KANTOR`, atau sebut alamat versi baru."
        raise _refused("Versi baru dan kantor adalah folder yang sama.", hint)
    if not repository.exists() or not repository.head():
        hint = (
            "Jalankan `git init`, `git add -A`, lalu `git commit -m Awal` di folder kantor, supaya ada jalan kembali."
        )
        raise _refused("Folder kantor belum dicatat dengan git.", hint)
    changed = repository.changed()
    if changed:
        hint = f"Bagikan atau catat dahulu pekerjaan di sana: `{typed('bagikan')}`."
        raise _refused(f"Ada {len(changed)} berkas yang belum dicatat, misalnya {changed[0]}.", hint)
    return repository


def _run(command: Sequence[str], folder: Path, wish: Wish) -> tuple[int, str]:
    more = {**os.environ, "PYTHONUTF8": "1", **wish.variables}
    done = subprocess.run(command, cwd=folder, env=more, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def _listed(title: str, rows: Iterable[str]) -> Iterator[str]:
    rows = list(rows)
    if rows:
        yield title
        yield from (f"    {row}" for row in rows[:SHOWN])
        if len(rows) > SHOWN:
            yield f"    dan {len(rows) - SHOWN} lagi"


def _named(repository: Repository, name: str) -> str:
    found = repository.commit(name)
    return f"versi {found.oid[:12]} ({found.at:%Y-%m-%d})" if found else name


def _short(text: str) -> str:
    line = " / ".join(part.strip() for part in text.splitlines() if part.strip())
    return f"{line[:120]}…" if len(line) > 120 else line or "(dihapus)"


def _tail(said: str) -> str:
    return "\n".join(f"    {line}" for line in said.strip().splitlines()[-SHOWN:])


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _refused(message: str, hint: str) -> ContentError:
    return ContentError([Problem("perbarui", 0, message, hint)])
