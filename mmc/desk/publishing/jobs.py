"""A release, a way back or a look at what is live, as a process that outlives the desk, and what is known of it."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path

from mmc.base.files import disk
from mmc.desk.declaration import OWN
from mmc.desk.officers import Officer

FOLDER = "pekerjaan"
LOCK = "pekerjaan.lock"
KEPT = 30
TRIES = 20
STARTS = timedelta(seconds=15)  # within which a process has begun, on any machine
MOST_SHOWN = 20_000  # letters of what a command said


class Kind(Enum):
    """What is done; the value is the command and stands in addresses."""

    RELEASE = "terbit"
    DUE = "jatuh-tempo"
    BACK = "kembalikan"
    PROOF = "buktikan"


class Busy(Exception):
    """Another one runs."""


@dataclass(frozen=True, slots=True)
class Job:
    """One run; `code` is the command's exit code, None while it runs or when its process was killed."""

    id: str
    kind: str
    by: str
    address: str
    at: str
    target: str = ""
    release: str = ""
    code: int | None = None
    ended: str = ""

    @property
    def began_at(self) -> datetime:
        """When it was asked for."""
        return datetime.fromisoformat(self.at)

    @property
    def ended_at(self) -> datetime | None:
        """When it was done."""
        return datetime.fromisoformat(self.ended) if self.ended else None

    @property
    def officer(self) -> Officer:
        """Who asked for it."""
        return Officer(self.by, self.address, "")

    def words(self) -> list[str]:
        """The command as it is typed."""
        to = ["--to", self.target] if self.target else []
        return {
            Kind.RELEASE.value: ["deploy", *to],
            Kind.DUE.value: ["deploy", "--due", *to],
            Kind.BACK.value: ["rollback", *to, *(["--release", self.release] if self.release else [])],
            Kind.PROOF.value: ["verify", *to],
        }[self.kind]


def begin(root: Path, kind: Kind, officer: Officer, target: str, release: str = "") -> Job:
    """The job runs from now on, whatever becomes of the desk. Raises `Busy` while another one does."""
    with disk.exclusive(root / OWN / f"{LOCK}.mulai", lambda: None):  # of two clicks at once, one begins
        if is_running(root):
            raise Busy
        return _begun(root, kind, officer, target, release)


def _begun(root: Path, kind: Kind, officer: Officer, target: str, release: str) -> Job:
    job = Job(
        f"{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}",
        kind.value,
        officer.name,
        officer.address,
        _now(),
        target,
        release,
    )
    _folder(root).mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(root, job)
    for old in jobs(root)[KEPT:]:
        for suffix in (".json", ".txt"):
            (_folder(root) / f"{old.id}{suffix}").unlink(missing_ok=True)
    subprocess.Popen(
        [sys.executable, "-m", "mmc.desk.publishing.runner", str(root), job.id],
        cwd=root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C in the desk's terminal stops no release half way
    )
    return job


def carry_out(root: Path, name: str) -> None:
    """The job's command has run, and what it said and how it ended is written down; nothing when another one runs."""
    job = next(each for each in jobs(root) if each.id == name)
    said = _folder(root) / f"{job.id}.txt"
    try:
        with _alone_at_last(root), said.open("wb") as out:
            who = {"GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": job.by}
            who |= {"GIT_CONFIG_KEY_1": "user.email", "GIT_CONFIG_VALUE_1": job.address}
            command = [sys.executable, "tasks.py", *job.words()]
            code = subprocess.run(
                command,
                cwd=root,
                env={**os.environ, "MMC_INSIDE": "1", **who},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                check=False,
            ).returncode
            _write(root, replace(job, code=code, ended=_now()))
    except Busy:
        said.write_text("Pekerjaan lain sedang berjalan.\n", encoding="utf-8")
        _write(root, replace(job, code=1, ended=_now()))


def jobs(root: Path) -> list[Job]:
    """All that are known, newest first."""
    found = []
    for path in sorted(_folder(root).glob("*.json"), reverse=True):
        try:
            found.append(Job(**json.loads(path.read_bytes())))
        except (ValueError, TypeError):
            continue  # half a file of a full disk
    return found


def said_by(root: Path, job: Job) -> str:
    """What the command has said so far, the end of it where it is long."""
    try:
        data = (_folder(root) / f"{job.id}.txt").read_bytes()
    except FileNotFoundError:
        return ""
    return data.decode("utf-8", "replace")[-MOST_SHOWN:]


def is_running(root: Path) -> bool:
    """True while a job's process holds the lock, or has only just been started and will."""
    try:
        with _alone(root):
            last = next(iter(jobs(root)), None)
            return last is not None and last.code is None and datetime.now(UTC) < last.began_at + STARTS
    except Busy:
        return True


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    def refuse() -> None:
        raise Busy

    with disk.exclusive(root / OWN / LOCK, refuse):
        yield


def _alone_at_last(root: Path) -> ExitStack:
    """The lock, once whoever only looks has let go of it; raises `Busy` when it is a job that holds it."""
    for attempt in range(TRIES):
        held = ExitStack()
        try:
            held.enter_context(_alone(root))
        except Busy:
            if attempt == TRIES - 1:
                raise
            time.sleep(0.1)
        else:
            return held
    raise Busy


def _folder(root: Path) -> Path:
    return root / OWN / FOLDER


def _write(root: Path, job: Job) -> None:
    disk.replace(_folder(root) / f"{job.id}.json", json.dumps(asdict(job)).encode())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
