"""What `inv deploy` and its neighbours do; each returns the exit code of its command."""

from __future__ import annotations

import gc
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mmc.base.files.disk import replace
from mmc.base.problems import ContentError
from mmc.base.typed import typed
from mmc.base.vocabulary import load_vocabulary
from mmc.commands.project import office_of
from mmc.indonesian import calendar
from mmc.release import telling
from mmc.release.declaration import load
from mmc.release.errors import LiveState, ReleaseError
from mmc.release.operations import Project
from mmc.release.record import keys, succession
from mmc.release.screen import Screen

if TYPE_CHECKING:
    from mmc.commands.deploy import Wish

Say = Callable[[str], None]
DONE, FAILED, UNCHECKED, STOPPED = 0, 1, 2, 130
UNSET_KEY = re.compile(rb'^public_key\s*=\s*""', re.MULTILINE)


def deploy(root: Path, wish: Wish, say: Say) -> int:
    """`inv deploy`."""
    from mmc.commands.deploy import Publisher  # the way back asks for nothing of checks and pages
    from mmc.commands.sharing.share import take_before_release

    def work() -> int:
        for line in () if wish.is_dry else take_before_release(root, has_person=is_attended(wish)):
            say(line)
        with Screen() as screen:
            publisher = Publisher(root, datetime.now(UTC), screen)
            name = publisher.office.declaration.target(wish.to).name
            outcome = publisher.deploy(wish)
        if outcome is None:
            say(f"Tidak ada yang baru dan tidak ada yang jatuh tempo untuk “{name}”.")
        else:
            _say_all([*telling.told_outcome(outcome, name), *publisher.basis.told], say)
        return DONE

    with _uncollected():
        return _told(work, say)


def is_attended(wish: Wish) -> bool:
    """True when somebody sits here who can answer a question; a timer has nobody."""
    return not wish.is_due_only and sys.stdin.isatty() and sys.stdout.isatty()


def rollback(root: Path, to: str, release: str, say: Say, *, is_unproven: bool = False) -> int:
    """`inv rollback`."""

    def work() -> int:
        office = _office(root)
        name = office.declaration.target(to).name
        with Screen() as screen:
            manifest = office.rollback(to=to, name=release, report=screen, is_unproven=is_unproven)
        _say_all(telling.told_rollback(manifest, name), say)
        return DONE

    return _told(work, say)


def releases(root: Path, to: str, say: Say) -> int:
    """`inv releases`."""

    def work() -> int:
        vocabulary = load_vocabulary(root / "data")
        office = office_of(root, vocabulary, {})
        name = office.declaration.target(to).name
        _say_all(telling.told_releases(office.releases(to=to), name, calendar.zone(vocabulary.office.timezone)), say)
        return DONE

    return _told(work, say)


@dataclass(frozen=True, slots=True)
class Asking:
    """
    What `inv verify` is to look at, and how.

    `lacking` says why the site cannot be asked as browsers do; `browser` is a Chromium in which some pages are opened too.
    """

    url: str = ""
    to: str = ""
    sample: int = 0
    lacking: str = ""
    browser: Path | None = None


def verify(root: Path, asking: Asking, say: Say, *, is_json: bool) -> int:
    """`inv verify`."""

    def work() -> int:
        office = _office(root, has_redirects=True)
        declared = office.target_to_verify(asking.to, asking.url)
        verdict = office.verify(
            to=asking.to, url=asking.url, sample=asking.sample, browser=asking.browser, lacking=asking.lacking
        )
        if is_json:
            say(json.dumps(verdict.as_data(), ensure_ascii=False, indent=2))
        else:
            has_key = office.declaration.public_key is not None
            _say_all(telling.told_verdict(verdict, has_key=has_key, has_policy=declared.has_headers), say)
        return verdict.exit_code

    return _told(work, say, failed=UNCHECKED)


def make_key(root: Path, say: Say, *, has_password: bool) -> int:
    """`inv key`."""

    def work() -> int:
        password = (os.environ.get(keys.PASSWORD_VARIABLE) or _new_password()) if has_password else ""
        path, key = keys.make_key_file(root, password)
        declaration = root / "data" / "terbit.toml"
        data = declaration.read_bytes() if declaration.is_file() else b""
        line = f'public_key = "{key.public.as_text()}"'.encode()
        changed, count = UNSET_KEY.subn(lambda _: line, data, count=1)
        if count:
            replace(declaration, changed)
        _say_all(telling.told_key(path, key.public, is_declared=bool(count)), say)
        return DONE

    return _told(work, say)


def next_key(root: Path, why: str, say: Say, *, has_password: bool) -> int:
    """`inv key --next`: the office's key is followed by another one, and signs that itself."""

    def work() -> int:
        declaration = root / "data" / "terbit.toml"
        old = keys.read_key(lambda: keys.ask_secret("Sandi kunci yang sekarang: "))
        declared = load(declaration).public_key
        if old is None or old.public != declared:
            raise ReleaseError(
                f"Kunci yang sekarang tidak ada di {keys.key_file()}, jadi tidak dapat menandatangani penggantinya.",
                "Ambil salinan cadangannya. Bila tidak ada salinan satu pun: kosongkan public_key di data/terbit.toml, buat "
                f"kunci baru dengan `{typed('kunci')}`, dan umumkan lewat jalan lain bahwa kunci lama tidak berlaku.",
                LiveState.NONE,
            )
        password = (os.environ.get(keys.PASSWORD_VARIABLE) or _new_password()) if has_password else ""
        path, kept, key = keys.replace_key_file(old, password)
        succession.announce(root / "data", old, key.public, why)
        before, after = (public.as_text().encode() for public in (old.public, key.public))
        replace(declaration, declaration.read_bytes().replace(before, after))
        _say_all(telling.told_next_key(path, kept, key.public, old.public), say)
        return DONE

    return _told(work, say)


def configure(root: Path, folder: Path, to: str, say: Say) -> int:
    """`inv server`."""

    def work() -> int:
        for path in _office(root, has_redirects=True).configure(folder, to=to):
            say(f"Ditulis: {path.relative_to(root).as_posix() if path.is_relative_to(root) else path}")
        say("Cara memasangnya tertulis di baris pertama setiap berkas.")
        return DONE

    return _told(work, say)


def show(root: Path, port: int, say: Say) -> int:
    """`inv serve --live`: until Ctrl-C."""

    def work() -> int:
        with _office(root, has_redirects=True).serving(port) as url:
            say(f"Rilis yang tayang di komputer ini: {url}/ (Ctrl-C untuk berhenti)")
            try:
                while True:
                    time.sleep(3600)
            except KeyboardInterrupt:
                return DONE

    return _told(work, say)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Python looks for no unreachable circles: a release keeps nearly all that it makes until it ends."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _office(root: Path, *, has_redirects: bool = False) -> Project:
    vocabulary = load_vocabulary(root / "data")
    if not has_redirects:
        return office_of(root, vocabulary, {})
    from mmc.commands.check import check_content, summaries
    from mmc.commands.deploy import redirects_of

    check_content(root, all_notes=False)
    return office_of(root, vocabulary, redirects_of(vocabulary, summaries(root), datetime.now(UTC)))


def _told(work: Callable[[], int], say: Say, *, failed: int = FAILED) -> int:
    """A failure is told in the words of the office: what happened, what to do, what readers see."""
    try:
        return work()
    except (ReleaseError, ContentError) as error:
        say(str(error))
        return failed
    except KeyboardInterrupt:
        say(f"Dihentikan. {LiveState.UNTOUCHED.value}")
        return STOPPED


def _new_password() -> str:
    try:
        password = keys.ask_secret("Sandi baru untuk kunci (kosong: tanpa sandi): ")
        again = keys.ask_secret("Sekali lagi: ") if password else ""
    except ReleaseError as error:
        hint = f"Isi variabel {keys.PASSWORD_VARIABLE}, atau pakai --no-password."
        raise ReleaseError(error.message, hint, LiveState.NONE) from None
    if password != again:
        raise ReleaseError("Kedua sandi tidak sama.", f"Jalankan lagi: {typed('kunci')}.", LiveState.NONE)
    return password


def _say_all(lines: Iterable[str], say: Say) -> None:
    for line in lines:
        say(line)
