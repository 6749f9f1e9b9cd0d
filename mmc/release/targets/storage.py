"""Releases to an object store, FTP or SFTP: what pages need first, pages next, what leads to them last, removals after."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import random
import secrets
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from mmc.base.files.disk import replace
from mmc.base.media_types import content_type
from mmc.base.typed import typed
from mmc.release.errors import LiveState, Locked, ReleaseError
from mmc.release.making import Release, compare
from mmc.release.paths import MANIFEST, PROOF, SIGNATURE, SOURCES, Wave, address
from mmc.release.paths import wave as wave_of
from mmc.release.progress import Reporter
from mmc.release.record import manifest as manifests
from mmc.release.record.manifest import Manifest
from mmc.release.servers.policy import rule_of
from mmc.release.targets.base import Kept, Proof
from mmc.release.targets.local import LocalTarget
from mmc.release.targets.rclone import Rclone

LOCK = PROOF + "kunci.json"
QUEUE = PROOF + "antrean/"  # who wants the lock; whoever sees another one there steps back
INTENT = PROOF + "niat.json"
STALE = 90.0  # seconds without a sign of life after which a lock is taken over
HEARTBEAT = 25.0
TRIES = 6


class StorageTarget:
    """
    See `Target`.

    A store has no rename, so every object is replaced by itself, in an order in which no page ever names what is not
    there. Before the first object changes, the intent (every path about to change) is written to the store: whoever comes
    after a deployer that died knows from it what may be half done. `kept` holds whole releases on this machine, for the
    way back.
    """

    state_during_upload = LiveState.MIXED

    def __init__(self, store: Rclone, workshop: Path, holder: str, stale: float = STALE) -> None:
        self._store = store
        self._workshop = workshop
        self._holder = holder
        self._stale = stale
        self._kept = LocalTarget(workshop / "kept")
        self._token = secrets.token_hex(8)
        self._doubtful: set[str] = set()
        self._intent = ""
        self._removals: list[str] = []
        self._front: list[str] = []
        self._report = Reporter()

    @contextmanager
    def locked(self, report: Reporter | None = None) -> Iterator[None]:
        """See `Target`; a lock is taken over when its holder has given no sign of life for a while."""
        self._await_lock(report or Reporter())
        stop = threading.Event()
        pulse = threading.Thread(target=self._beat, args=(stop,), daemon=True)
        pulse.start()
        try:
            yield
        finally:
            stop.set()
            pulse.join()
            with suppress(ReleaseError):
                own = [LOCK] if self._holds_lock() else []
                self._store.remove([*own, self._place], self._list("lock"))

    @property
    def _place(self) -> str:
        return f"{QUEUE}{self._token}.json"

    def _await_lock(self, report: Reporter) -> None:
        """
        The lock is ours, and nobody else's.

        A store has no lock of its own, and two who both see none would both write one. So each writes a file of its own first
        and then looks whether another one is there: of two, at least the later one sees the earlier. It steps back, and tries
        again after a while that chance decides.
        """
        for _ in range(TRIES):
            found = self._read_lock()
            if found is not None:
                self._wait_for_death(LOCK, found, report)
            self._store.write(self._place, self._lock_data(0))
            others = self._others()
            if not others:
                self._store.write(LOCK, self._lock_data(0))
                if self._holds_lock():
                    self._read_intent()
                    return
            self._store.remove([self._place], self._list("lock"))
            for other in others:
                data = self._store.read(other)
                if data is not None and self._read_lock() is None:
                    self._wait_for_death(other, data, report)
            time.sleep(self._stale / 20 * random.SystemRandom().random())
        raise Locked("komputer lain", "baru saja")

    def _others(self) -> list[str]:
        return [path for path in sorted(self._store.list_below(QUEUE)) if path != self._place]

    def _read_intent(self) -> None:
        """What a deployer that died has left half done, if one has."""
        intent = self._store.read(INTENT)
        if intent is not None:
            self._store.remove_partial()
            with suppress(ValueError, TypeError, KeyError):
                row = json.loads(intent)
                self._doubtful, self._intent = {str(path) for path in row["paths"]}, str(row["intent"])

    def _wait_for_death(self, path: str, found: bytes, report: Reporter) -> None:
        """Returns when whoever wrote this gives no sign of life, or is gone; no clock but our own is asked."""
        row = _row(found)
        holder, since = str(row.get("holder", "komputer lain")), str(row.get("since", "tadi"))
        report.note(
            f"Menunggu kunci penerbitan milik {holder} (sejak {since}); tanpa tanda hidup, kunci itu diambil alih dalam "
            f"{self._stale:.0f} detik."
        )
        deadline = time.monotonic() + self._stale
        while time.monotonic() < deadline:
            time.sleep(min(2.0, self._stale / 4))
            now = self._read_lock() if path == LOCK else self._store.read(path)
            if now is None:
                return
            if now != found:
                row = _row(now)
                raise Locked(str(row.get("holder", "komputer lain")), str(row.get("since", "tadi")))
        dead = [path, f"{QUEUE}{row.get('token', '')}.json"]
        self._store.remove(dead, self._list("lock"))

    def _lock_data(self, beat: int) -> bytes:
        since = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
        return json.dumps({"token": self._token, "holder": self._holder, "since": since, "beat": beat}).encode()

    def _read_lock(self) -> bytes | None:
        """The lock; on plain hosting it may be gone for the moment in which its holder renews it, so a gap is looked at twice."""
        found = self._store.read(LOCK)
        if found is None:
            time.sleep(min(1.0, self._stale / 4))
            found = self._store.read(LOCK)
        return found

    def _holds_lock(self) -> bool:
        found = self._read_lock()
        with suppress(ValueError, TypeError, KeyError):
            return found is not None and bool(json.loads(found)["token"] == self._token)
        return False

    def _beat(self, stop: threading.Event) -> None:
        beat = 0
        while not stop.wait(min(HEARTBEAT, self._stale / 4)):
            beat += 1
            with suppress(ReleaseError):
                self._store.write(LOCK, self._lock_data(beat))

    def live(self) -> Proof | None:
        """See `Target`."""
        data = self._store.read(MANIFEST)
        return Proof(data, self._store.read(SIGNATURE) or b"") if data else None

    def prepare(self, live: Manifest | None) -> None:
        """See `Target`; nothing can be done ahead."""

    def upload(self, release: Release, live: Manifest | None, report: Reporter) -> None:
        """See `Target`; everything but the front pages and the proof is there."""
        known = set(live.files) if live else self._store.list_all()
        wanted = set(release.manifest.files)
        uploads = set(release.changes.uploads) if live else wanted
        done = self._journal(release)
        uploads |= self._doubtful & wanted
        sources = {path: release.source(path) for path in uploads}
        missing = sorted(path for path, source in sources.items() if source is None and path not in known)
        if missing:
            hint = f"Kirim semuanya lagi: `{typed('terbit --full --purge')}`."
            raise ReleaseError(f"Berkas “{missing[0]}” tidak ada di komputer ini.", hint)
        uploads = {path for path, source in sources.items() if source is not None}
        self._removals = sorted(path for path in (known | self._doubtful) - wanted if not path.startswith(PROOF))
        intent = sorted({*uploads, *self._removals} | self._doubtful)
        self._store.write(INTENT, json.dumps({"intent": self._intent, "paths": intent}, ensure_ascii=False).encode())
        waves = release.changes.in_waves()
        extra = uploads - {path for paths in waves.values() for path in paths}
        report.total(len(uploads) - len(done & uploads))
        for wave in (Wave.ASSETS, Wave.PAGES):
            paths = [path for path in waves[wave] if path in uploads]
            paths += sorted(path for path in extra if wave_of(path) is wave)
            self._send(release, [path for path in paths if path not in done], report)
        self._front = [path for path in waves[Wave.FRONT] if path in uploads]
        self._front += sorted(path for path in extra if wave_of(path) is Wave.FRONT)
        self._report = report

    def switch(self, release: Release) -> None:
        """See `Target`; then what nobody asks for any more goes."""
        intent = self._store.read(INTENT)
        if not self._holds_lock() or intent is None or _row(intent).get("intent") != self._intent:
            raise ReleaseError("Kunci penerbitan di penyimpanan diambil alih.", "Jalankan lagi.", LiveState.MIXED)
        self._send(release, self._front, self._report)
        for path in sorted(release.proof, key=lambda path: (path == MANIFEST, path)):
            headers = {"Cache-Control": "no-cache", "Content-Type": content_type(path)}
            self._store.write(path, release.proof[path], headers)
        self._store.remove(self._removals, self._list("remove"))
        self._store.remove([INTENT], self._list("remove"))
        self._journal_file(release).unlink(missing_ok=True)
        self._doubtful = set()
        self._keep(release)

    def _send(self, release: Release, paths: list[str], report: Reporter) -> None:
        """Files of one wave, in portions with the same cache time; each portion is noted once it is up."""
        groups: dict[tuple[str, str], list[str]] = {}
        for path in paths:
            groups.setdefault((rule_of(address(path)).cache, content_type(path)), []).append(path)
        stage = self._workshop / "stage"
        number = 0

        def advance() -> None:
            nonlocal number
            number += 1
            report.advance(number)

        for (cache, kind), group in groups.items():
            headers = {"Cache-Control": cache, "Content-Type": kind}
            for start in range(0, len(group), 500):
                portion = group[start : start + 500]
                shutil.rmtree(stage, ignore_errors=True)
                for path in portion:
                    source = release.source(path)
                    assert source is not None, path
                    (stage / path).parent.mkdir(parents=True, exist_ok=True)
                    _link(source, stage / path)
                self._store.upload(stage, portion, self._list("send"), headers, advance)
                self._note(release, portion)
        shutil.rmtree(stage, ignore_errors=True)

    def _journal_file(self, release: Release) -> Path:
        """The paths that are up already, of the very same contents; a broken release goes on from there."""
        contents = {path: entry.sha256 for path, entry in release.manifest.files.items()}
        name = manifests.digest(json.dumps(contents, sort_keys=True).encode())[:24]
        return self._workshop / "journal" / f"{name}.txt"

    def _journal(self, release: Release) -> set[str]:
        """What the broken release has sent, if the intent on the store is still that of this very journal."""
        file = self._journal_file(release)
        for other in file.parent.glob("*.txt"):
            if other != file:
                other.unlink()
        first, *sent = file.read_text("utf-8").splitlines() if file.is_file() else [""]
        if first and first == self._intent:
            return set(sent)
        self._intent = secrets.token_hex(8)
        file.parent.mkdir(parents=True, exist_ok=True)
        replace(file, f"{self._intent}\n".encode())
        return set()

    def _note(self, release: Release, portion: list[str]) -> None:
        file = self._journal_file(release)
        if not file.is_file():
            return  # nothing that could go on after a break
        replace(file, (file.read_text("utf-8") + "".join(f"{path}\n" for path in portion)).encode())

    def _keep(self, release: Release) -> None:
        """The whole release is kept on this machine too; carried files that were never here are left out."""
        files = {path: entry for path, entry in release.manifest.files.items() if path in release.sources}
        own = dataclasses.replace(release.manifest, files=files)
        before = self._kept.live()
        previous = manifests.read(before.manifest) if before else None
        with suppress(OSError, ReleaseError):
            self._kept.upload(dataclasses.replace(release, manifest=own), previous, Reporter())
            self._kept.switch(release)

    def prune(self, keep: int) -> list[str]:
        """See `Target`."""
        return self._kept.prune(keep)

    def releases(self) -> list[Kept]:
        """See `Target`; the releases that this machine has kept."""
        return self._kept.releases()

    def read(self, path: str) -> bytes | None:
        """See `Target`."""
        return self._store.read(path)

    def proof_of(self, name: str) -> Proof:
        """See `Target`."""
        return self._kept.proof_of(name)

    def close(self) -> None:
        """See `Target`; there is none."""

    def damaged(self, name: str, manifest: Manifest, release: Release | None = None) -> list[str] | None:
        """See `Target`; of the live release by the hashes that the store lists, of a kept one what this machine has of it."""
        if release is None:
            folder = self._workshop / "kept" / "releases" / name
            here = {path: entry for path, entry in manifest.files.items() if (folder / path).exists()}
            return self._kept.damaged(name, dataclasses.replace(manifest, files=here)) if folder.is_dir() else None
        there = self._store.hashes()
        if not there or not all(there.values()):
            return None  # FTP knows none
        sources = {path: release.sources.get(path) for path in manifest.files}
        wrong = {path for path, source in sources.items() if source and there.get(path) != _md5(source)}
        foreign = {path for path in there.keys() - manifest.files.keys() if not path.startswith(PROOF)}
        return sorted(wrong | foreign)

    def strays(self, manifest: Manifest) -> list[str] | None:
        """See `Target`; what is in it, and what is not: contents are compared as readers get them."""
        there = self._store.list_all()
        gone = manifest.files.keys() - there
        return sorted(gone | {path for path in there - manifest.files.keys() if not path.startswith(PROOF)})

    def mend(self, release: Release, paths: list[str]) -> None:
        """See `Target`."""
        self._send(release, [path for path in paths if path in release.manifest.files], Reporter())
        foreign = [path for path in paths if path not in release.manifest.files]
        self._store.remove(foreign, self._list("remove"))

    def restore(self, name: str, head: Manifest, proof: Mapping[str, bytes], manifest: Manifest) -> None:
        """See `Target`; the kept files travel again, as far as they differ."""
        folder = self._workshop / "kept" / "releases" / name
        sources = {path: folder / path for path in manifest.files if (folder / path).is_file()}
        files = {path: entry for path, entry in manifest.files.items() if path in sources or path in head.files}
        listed = folder / SOURCES
        whole = {**proof, SOURCES: listed.read_bytes()} if listed.is_file() else proof
        release = Release(manifest, proof[MANIFEST], whole, compare(head.files, files), sources)
        self.upload(release, head, Reporter())
        self.switch(release)

    def _list(self, name: str) -> Path:
        self._workshop.mkdir(parents=True, exist_ok=True)
        return self._workshop / f"{name}-{os.getpid()}.list"


def _md5(path: Path) -> str:
    """As stores list it; it tells what was mixed up, and the signed record tells what was altered."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _row(data: bytes) -> dict[str, object]:
    try:
        row = json.loads(data)
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}


def _link(source: Path, place: Path) -> None:
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)
