"""`inv share`: what is mine is recorded, what others did comes in, and what I have goes out; nobody needs to know git."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from mmc.approvals.letters import OFFER, REFUSE, Entry
from mmc.approvals.things import Thing
from mmc.base.problems import ContentError, Problem
from mmc.base.typed import typed
from mmc.commands.approval.deciding import DRAFT
from mmc.commands.approval.finding import status_of, title_of
from mmc.commands.approval.signing import identity, sign
from mmc.commands.approval.standing import Project
from mmc.commands.sharing.taking import BOTH, MINE, THEIRS, Answer, Taken, Undecided, take
from mmc.history.repository import GitError, Repository
from mmc.history.writing import writing
from mmc.indonesian.text import slugify

Say = Callable[[str], None]
FAILED = 1
PATIENCE = 60.0  # seconds that a place to share at may take to answer
TRIES = 5  # how often somebody else may be quicker
MOST = 12  # lines of one list


@dataclass(frozen=True, slots=True)
class Wish:
    """What the one who shares has asked for; `choice` answers every question at once."""

    to: str = ""
    remote: str = ""
    choice: str = ""
    with_code: bool = False


def share(root: Path, wish: Wish, say: Say, answer: Answer | None = None) -> int:
    """The exit code of `inv share`."""
    with writing(root, lambda: say("Meja atau perintah lain sedang mencatat; menunggu.")):
        return _share(root, wish, say, answer)


def _share(root: Path, wish: Wish, say: Say, answer: Answer | None) -> int:
    repository = _repository(root, wish, say)
    try:
        _check_ready(repository)
        asked = _always(wish.choice) if wish.choice else answer or (_at_terminal if sys.stdin.isatty() else None)
        before = repository.head()
        _record_mine(repository, say)
        if wish.to:
            return _by_folder(root, repository, Path(wish.to), wish, asked, say)
        remote = remote_of(repository)
        if not remote:
            hint = f"Sekali saja: `{typed('bagikan --remote ALAMAT')}` (dari pengelola), atau lewat USB: `{typed('bagikan --to FOLDER')}`."
            raise _refused("Belum ada tempat berbagi.", hint)
        return _with(root, repository, remote, before, wish, asked, say)
    except Undecided as undecided:
        say(str(undecided))
        say(
            "Belum diambil, belum dibagikan: pekerjaan Anda dan rekan tetap utuh. "
            f"Pilih dengan `{typed(f'bagikan --choose {MINE}')}`, `{THEIRS}`, atau `{BOTH}`, atau jalankan di terminal."
        )
        return FAILED
    except GitError as error:
        raise _refused(
            f"Git menolak: {str(error).splitlines()[0]}", "Pekerjaan Anda tidak hilang; mintalah bantuan pengelola."
        ) from None
    finally:
        repository.close()


def _with(
    root: Path, repository: Repository, remote: str, before: str, wish: Wish, answer: Answer | None, say: Say
) -> int:
    branch = repository.branch()
    for _ in range(TRIES):
        try:
            theirs = fetched(repository, remote, branch)
        except GitError as error:
            offer(root, repository, f"refs/remotes/{remote}/{branch}", frozenset(), say)
            say(f"Tempat berbagi tidak dapat dihubungi ({str(error).splitlines()[-1]}).")
            say("Pekerjaan Anda sudah dicatat di komputer ini; ulangi bila tersambung.")
            return FAILED
        taken = take(repository, theirs, answer, with_code=wish.with_code) if theirs else Taken()
        _tell(taken, say)
        if not taken.is_whole:
            say("Kiriman Anda menunggu sampai kode itu diambil.")
            return FAILED
        offer(root, repository, theirs or before, taken.mixed, say)
        mine = list(repository.log(f"{theirs}..HEAD" if theirs else "HEAD", "--no-merges"))
        if theirs and repository.is_ancestor("HEAD", theirs):
            say("Semua sudah sama dengan tempat berbagi." if not taken.commits else "Tidak ada yang baru dari Anda.")
            return 0
        try:
            repository.run("push", "--quiet", remote, f"HEAD:refs/heads/{branch}", seconds=PATIENCE * 5)
        except GitError as error:
            if any(
                word in str(error)
                for word in ("fetch first", "non-fast-forward", "stale info", "cannot lock ref", "failed to update")
            ):
                continue  # somebody else was quicker
            say(f"Kiriman ditolak: {_reason(error)}")
            say("Pekerjaan Anda sudah dicatat di komputer ini.")
            return FAILED
        say(f"Dibagikan: {len(mine)} perubahan.")
        return 0
    say("Rekan lain terus lebih dahulu; ulangi sebentar lagi.")
    return FAILED


def take_before_release(root: Path, *, has_person: bool) -> list[str]:
    """
    What others have shared is here before a release, as far as nobody need be asked and it is no code; lines to tell.

    Nothing of it stops a release: what cannot be taken is told, and what is here goes out.
    """
    try:
        taken = _taken(root, has_person=has_person)
    except Undecided as undecided:
        first = str(undecided).splitlines()[0]
        return [
            f"Pekerjaan rekan belum diambil, karena ada yang harus dipilih ({first}) Jalankan `{typed('bagikan')}`."
        ]
    except GitError as error:
        return [f"Pekerjaan rekan tidak dapat diambil ({str(error).splitlines()[-1]}); yang ada di sini diterbitkan."]
    return [*taken.told, *_counted(taken)]


def take_before_announcing(root: Path, *, has_person: bool) -> list[str]:
    """
    What others have posted is known here before anything is posted, or it is told that nobody could be asked; lines to tell.

    Raises `ContentError` where their work is there and cannot come in by itself: then their posts would be repeated.
    """
    try:
        taken = _taken(root, has_person=has_person)
    except Undecided as undecided:
        message = f"Catatan siaran rekan belum dapat diambil, karena ada yang harus dipilih. {undecided.args[0].splitlines()[0]}"
        raise _unannounced(message) from None
    except GitError as error:
        return [
            (
                f"Perhatian: tempat berbagi tidak dapat ditanya ({str(error).splitlines()[-1]}). Yang diperiksa hanya catatan di "
                "komputer ini; kiriman rekan yang belum Anda ambil tidak terlihat."
            ),
        ]
    if not taken.is_whole:
        raise _unannounced(f"Catatan siaran rekan belum dapat diambil. {' '.join(taken.told)}")
    return [*taken.told, *_counted(taken)]


def _taken(root: Path, *, has_person: bool) -> Taken:
    """What came in of what others have shared; raises `Undecided` or `GitError`."""
    with writing(root):
        return _taken_alone(root, has_person=has_person)


def _taken_alone(root: Path, *, has_person: bool) -> Taken:
    repository = Repository(root)
    try:
        if not (root / ".git").exists() or not repository.exists():
            return Taken()
        branch, remote = repository.branch(), remote_of(repository)
        if not branch or not remote or not repository.head():
            return Taken()
        theirs = fetched(repository, remote, branch, is_quiet=not has_person)
        return take(repository, theirs, _at_terminal if has_person else None) if theirs else Taken()
    finally:
        repository.close()


def _counted(taken: Taken) -> list[str]:
    return [f"Diambil dari rekan: {len(taken.commits)} perubahan."] if taken.commits else []


def _unannounced(message: str) -> ContentError:
    hint = f"Selesaikan dengan `{typed('bagikan')}`, lalu siarkan, agar kiriman rekan tidak terulang."
    return ContentError([Problem("siarkan", 0, message, hint)])


def fetched(repository: Repository, remote: str, branch: str, *, is_quiet: bool = False) -> str:
    """The last commit of the shared branch, as it is there now; empty when nothing was shared yet."""
    quiet = (
        ("-c", "core.sshCommand=ssh -o BatchMode=yes") if is_quiet and not repository.setting("core.sshCommand") else ()
    )
    listed = repository.run(*quiet, "ls-remote", "--heads", remote, f"refs/heads/{branch}", seconds=PATIENCE)
    if not listed.strip():
        return ""
    place = f"refs/remotes/{remote}/{branch}"
    repository.run(
        *quiet, "fetch", "--quiet", "--no-tags", remote, f"+refs/heads/{branch}:{place}", seconds=PATIENCE * 10
    )
    return repository.run("rev-parse", place).strip()


def _by_folder(root: Path, repository: Repository, folder: Path, wish: Wish, answer: Answer | None, say: Say) -> int:
    """The others' bundles in this folder come in, and ours lies beside them."""
    if not folder.is_dir():
        raise _refused(f"Folder {folder} tidak ada.", "Pasang USB-nya, lalu sebut foldernya.")
    branch = repository.branch()
    own = folder / f"mmc-{slugify(repository.setting('user.name')) or 'kantor'}-{_machine(root)}.bundle"
    mixed: frozenset[str] = frozenset()
    before = repository.head()
    for file in sorted(folder.glob("mmc-*.bundle")):
        if file == own:
            continue
        try:
            place = f"refs/remotes/usb/{file.stem}"
            repository.run(
                "fetch",
                "--quiet",
                "--no-tags",
                str(file.resolve()),
                f"+refs/heads/{branch}:{place}",
                seconds=PATIENCE * 10,
            )
        except GitError:
            say(f"{file.name} tidak dapat dibaca; mungkin salinannya terputus.")
            continue
        taken = take(repository, place, answer, with_code=wish.with_code)
        mixed |= taken.mixed
        _tell(taken, say)
    offer(root, repository, before, mixed, say)
    temporary = own.with_suffix(".baru")
    repository.run(
        "bundle", "create", "--quiet", str(temporary.resolve()), f"refs/heads/{branch}", seconds=PATIENCE * 10
    )
    temporary.replace(own)
    say(f"Tersimpan di {own}. Rekan mengambilnya dengan `{typed('bagikan --to FOLDER')}` pada komputernya.")
    return 0


def _record_mine(repository: Repository, say: Say) -> None:
    changed = repository.changed()
    if not changed:
        return
    say(f"Dicatat dari Anda: {len(changed)} berkas.")
    for path in changed[:MOST]:
        say(f"  {path}")
    if len(changed) > MOST:
        say(f"  … dan {len(changed) - MOST} lagi")
    name = Path(changed[0]).stem if len(changed) == 1 else f"{len(changed)} berkas"
    repository.record(f"Naskah: {name}", changed)


def offer(root: Path, repository: Repository, theirs: str, mixed: frozenset[str], say: Say) -> None:
    """What only I have changed bears my signature too, so that one other person is enough."""
    project = Project(root)
    try:
        if not project.needs_two:
            return
        base = repository.ask("merge-base", "HEAD", theirs) if theirs else ""
        words = (
            ("diff", "--name-only", "-z", "--no-renames", base, "HEAD")
            if base
            else ("ls-tree", "-r", "-z", "--name-only", "HEAD")
        )
        changed = set(repository.ask(*words).split("\0")) - mixed
        listed = [each for things in project.things.values() for each in things]
        things = [each for each in listed if changed & each.files.keys() and not mixed & each.files.keys()]
        if not things:
            return
        try:
            who = identity(project)
        except ContentError as error:
            say(str(error))
            return
        entries, titles = [], []
        for thing in things:
            is_draft = thing.is_page and status_of(project, thing) == DRAFT
            digest = thing.digest if is_draft or thing.is_shown else thing.as_published
            standing = project.standing_of(thing.subject)
            before, signed = standing.waiting_on(digest)
            is_settled = (current := standing.current(digest)) is not None and current.digest == digest
            is_mine = any(each.member.name == who.member.name and each.verdict != REFUSE for each in signed)
            if not (is_mine or is_settled) and _is_my_work(project, thing, base, who.member.name):
                entries.append(Entry(before, digest, thing.subject, thing.path))
                titles += [] if is_draft else [title_of(project, thing)]
        if entries:
            path = sign(project, who, OFFER, entries)
            repository.record(f"Ajukan: {titles[0] if len(titles) == 1 else f'{len(entries)} hal'}", [path])
        if titles:
            say(
                f"Ditandatangani sebagai penulis: {', '.join(titles[:3])}{' …' if len(titles) > 3 else ''}. Menunggu satu orang lain."
            )
    finally:
        project.close()


def _is_my_work(project: Project, thing: Thing, base: str, name: str) -> bool:
    """True when what was there before my changes is approved, or signed by me, or was not there."""
    if not base:
        return True
    earlier = project.versions.thing_at(base, thing)
    if earlier is None:
        return True
    standing = project.standing_of(thing.subject)
    current = standing.current(earlier.digest)
    if current is not None and current.digest == earlier.digest:
        return True
    return any(
        each.digest in (earlier.digest, earlier.as_published) and each.member.name == name
        for each in standing.signatures
    )


def _tell(taken: Taken, say: Say) -> None:
    for line in taken.told:
        say(line)
    if taken.commits:
        authors = sorted({each.author for each in taken.commits})
        say(f"Diambil: {len(taken.commits)} perubahan dari {', '.join(authors)}.")
        for each in taken.commits[:MOST]:
            say(f"  {each.subject} ({each.author})")


def _repository(root: Path, wish: Wish, say: Say) -> Repository:
    repository = Repository(root)
    if not repository.exists():
        raise _refused(
            "Folder ini belum menjadi repositori git.", "Mintalah salinan kantor kepada pengelola: `git clone ALAMAT`."
        )
    if wish.remote:
        verb = "set-url" if "origin" in repository.ask("remote").split() else "add"
        repository.run("remote", verb, "origin", wish.remote)
        say(f"Tempat berbagi: {wish.remote}")
    return repository


def _check_ready(repository: Repository) -> None:
    if not repository.branch():
        raise _refused(
            "Salinan ini tidak berada pada sebuah cabang.", "Mintalah pengelola menjalankan `git switch main`."
        )
    folder = Path(repository.run("rev-parse", "--absolute-git-dir").strip())
    for name in ("MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD"):
        if (folder / name).exists():
            hint = "Selesaikan, atau batalkan dengan `git merge --abort` atau `git rebase --abort`."
            raise _refused("Ada penggabungan git yang belum selesai.", hint)
    if not repository.setting("user.name") and not os.environ.get("GIT_AUTHOR_NAME"):
        raise _refused("Git di komputer ini belum tahu nama Anda.", f"Jalankan sekali: `{typed('gabung')}`.")


def remote_of(repository: Repository) -> str:
    """The name that git has for the place to share at; empty where none is set."""
    wanted = repository.setting(f"branch.{repository.branch()}.remote")
    known = repository.ask("remote").split()
    return wanted if wanted in known else "origin" if "origin" in known else known[0] if len(known) == 1 else ""


def _machine(root: Path) -> str:
    return sha256(f"{socket.gethostname()} {root.resolve()}".encode()).hexdigest()[:6]


def _always(choice: str) -> Answer:
    if choice not in (MINE, THEIRS, BOTH):
        raise _refused(f"Pilihan “{choice}” tidak dikenal.", f"Pilih {MINE}, {THEIRS}, atau {BOTH}.")
    return lambda _, choices: choice if choice in choices else ""


def _at_terminal(told: str, choices: Sequence[str]) -> str:
    print(f"\n{told}", flush=True)
    names = {MINE: "1", THEIRS: "2", BOTH: "3"}
    shown = ", ".join(f"{names[each]} = {each}" for each in choices)
    while True:
        try:
            given = input(f"Yang dipakai? ({shown}; Enter = nanti) ").strip().casefold()
        except EOFError:
            return ""
        if not given:
            return ""
        for each in choices:
            if given in (each, names[each]):
                return each


def _reason(error: GitError) -> str:
    rows = [row.strip() for row in str(error).splitlines()]
    told = [row for row in rows if row.startswith(("remote:", "fatal:", "error:", "!"))]
    return (told or rows or [""])[0]


def _refused(message: str, hint: str) -> ContentError:
    return ContentError([Problem("bagikan", 0, message, hint)])
