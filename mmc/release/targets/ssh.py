"""Releases on a server with sshd and rsync: a folder linked to the last one, switched by one rename of a link."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mmc.base.typed import typed
from mmc.release.errors import LiveState, Locked, ReleaseError
from mmc.release.making import Release
from mmc.release.paths import MANIFEST, PUBLIC_KEY, SIGNATURE, SOURCES
from mmc.release.progress import Reporter
from mmc.release.record.manifest import BEFORE_FILES, Entry, Manifest, chain_path, digest, read_head
from mmc.release.targets import ssh_scripts as scripts
from mmc.release.targets.base import Kept, Proof, pointer_is_folder
from mmc.release.targets.connection import Connection, Server, failure, missing

NAME = re.compile(r"\d{8}-\d{6}-r\d+")
HEARTBEAT = 15  # seconds; the server lets go after 60 without one
BUSY, INCOMPLETE, FOLDER_IN_PLACE = 75, 76, 77  # exit codes of the scripts
OWN = {MANIFEST, SIGNATURE, PUBLIC_KEY, SOURCES}
STRANGE = (-1, -1)  # size and time of a link, a device, or anything else that is no file


class SshTarget:
    """See `Target`; `workshop` keeps the manifests that were seen, so that they do not travel again."""

    state_during_upload = LiveState.UNTOUCHED

    def __init__(self, server: Server, workshop: Path, holder: str) -> None:
        self.server = server
        self.holder = re.sub(r"[^\w .@:-]", "", holder)
        self._workshop = workshop
        self._connection: Connection | None = None
        self.keeper: subprocess.Popen[bytes] | None = None
        self._fresh: _Folder | None = None  # as `prepare` has left it

    @contextmanager
    def locked(self, report: Reporter | None = None) -> Iterator[None]:
        """See `Target`; the lock is bound to the connection, so none is left behind by a deployer that died."""
        keeper = _start(self._line.words(scripts.HOLD, self.holder, interpreter="bash"))
        stop = threading.Event()
        pulse = threading.Thread(target=_beat, args=(keeper, stop), daemon=True)
        try:
            self._await_lock(keeper)
            pulse.start()
            self.keeper = keeper
            yield
        finally:
            self.keeper = None
            stop.set()
            if pulse.ident:
                pulse.join()
            if not keeper.stdout or not keeper.stdout.closed:
                keeper.communicate()
            self.close()

    def _await_lock(self, keeper: subprocess.Popen[bytes]) -> None:
        assert keeper.stdout
        answer = keeper.stdout.readline()
        if answer == b"held\n":
            return
        output, errors = keeper.communicate()
        if keeper.returncode == BUSY:
            raise Locked((answer + output).decode("utf-8", "replace").strip() or "orang lain", "tadi")
        if keeper.returncode == FOLDER_IN_PLACE:
            raise pointer_is_folder(f"{self.server.host}:{self.server.folder}")
        raise failure(f"Server {self.server.host}", keeper.returncode, errors)

    @property
    def _line(self) -> Connection:
        if self._connection is None:
            self._connection = Connection(self.server)
        return self._connection

    def close(self) -> None:
        """Nothing of the connection is left on this machine."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def live(self) -> Proof | None:
        """See `Target`."""
        return self._proof("")

    def _proof(self, name: str) -> Proof | None:
        digest, _, signature = self._line.run(scripts.PROOF, name).partition(b"\n")
        if not digest:
            return None
        place = self._workshop / "manifests" / f"{digest.split()[0].decode('ascii', 'replace')[:64]}.json"
        data = place.read_bytes() if place.is_file() else b""
        if hashlib.sha256(data).hexdigest() != place.stem:
            data = self._line.run(scripts.MANIFEST, name)
            self._remember(data)
        return Proof(data, signature)

    def _remember(self, data: bytes) -> None:
        folder = self._workshop / "manifests"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{hashlib.sha256(data).hexdigest()}.json").write_bytes(data)
        for old in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)[:-20]:
            old.unlink()

    def prepare(self, live: Manifest | None) -> None:
        """See `Target`; the folder of the next release is there, and as far as that can be it is like the live one."""
        listed = self._line.run(scripts.PREPARE, "trusted" if live else "")
        files = dict(live.files.items()) if live else {}
        if live:
            seen, _, listed = listed.partition(b"\0")
            if seen.split() != [digest(live.to_bytes()).encode(), b"-", b"%d" % len(files)]:
                raise ReleaseError("Manifes di server berubah di tengah penerbitan.", "Jalankan lagi perintahnya.")
        fresh = _Folder(files, dict(_rows(listed)))
        if live:
            foreign = fresh.foreign(files.keys() | OWN | _chain(live))
            self._remove(foreign)
            fresh.odd |= dict.fromkeys(foreign)
            if lacking := fresh.lacking(files):
                fresh.odd |= _rows(self._line.run(scripts.LEND, data=_list(f"./{path}" for path in lacking)))
        self._fresh = fresh

    def upload(self, release: Release, live: Manifest | None, report: Reporter) -> None:
        """See `Target`; what is there already is held against the manifest, so foreign and altered files do not stay."""
        if self._fresh is None:
            self.prepare(live)
        assert self._fresh is not None
        fresh, self._fresh = self._fresh, None
        wanted, chain = release.manifest.files, _chain(release.manifest)
        expected = wanted.keys() | release.proof.keys() | chain
        lacking, foreign = fresh.lacking(wanted), fresh.foreign(expected)
        self._remove(foreign)
        self._send(release, lacking, report)
        links = {path for path in chain if fresh.odd.get(path)} - foreign
        count = str(len(wanted.keys() | release.proof.keys() | links))
        *others, last = sorted({release.manifest.created} | {wanted[path].since for path in lacking})
        for since in (*others, last):
            same = [path for path in lacking if wanted[path].since == since]
            self._line.run(scripts.FINISH, str(since), count if since == last else "", data=_list(same))
        self._remember(release.data)

    def _remove(self, paths: Collection[str]) -> None:
        if paths:
            self._line.run(scripts.REMOVE, data=_list(paths))

    def _send(self, release: Release, missing_there: list[str], report: Reporter) -> None:
        """The files and the proof are in the release's folder on the server."""
        stage = self._workshop / "stage"
        shutil.rmtree(stage, ignore_errors=True)
        for path in missing_there:
            place = stage / path
            place.parent.mkdir(parents=True, exist_ok=True)
            source = release.source(path)
            if source is None:
                hint = f"Kirim semuanya lagi: `{typed('terbit --full --purge')}`."
                raise ReleaseError(f"Berkas “{path}” rusak di server dan tidak ada lagi di sini.", hint)
            _stand_in(source, place)
        for path, data in release.proof.items():
            (stage / path).parent.mkdir(parents=True, exist_ok=True)
            (stage / path).write_bytes(data)
        paths = [*missing_there, *release.proof]
        report.total(len(paths))
        self._rsync(stage, paths, report)
        shutil.rmtree(stage, ignore_errors=True)

    def _rsync(self, stage: Path, paths: list[str], report: Reporter, place: str = ".new") -> None:
        far = f"{self.server.login}:{self.server.folder}/releases/{place}/"
        listed = self._workshop / "sending"
        listed.write_bytes(_list(paths))
        words = [
            "rsync",
            "--copy-links",
            "--from0",
            f"--files-from={listed}",
            "--ignore-times",
            "--protect-args",
            "--perms",
        ]
        words += ["--chmod=D755,F644", "--compress", "--timeout=60", "--out-format=%n"]
        words += ["-e", " ".join(map(_for_rsync, self._line.command)), f"{stage}/", far]
        process = _start(words, subprocess.DEVNULL)
        assert process.stdout
        try:
            for number, _ in enumerate(process.stdout, 1):
                report.advance(min(number, len(paths)))
        finally:
            if sys.exc_info()[0]:
                process.kill()  # nothing goes on in the back of somebody who pressed Ctrl-C
            _, errors = process.communicate()
        if process.returncode:
            raise failure(f"Unggahan ke {self.server.host}", process.returncode, errors)

    def switch(self, release: Release) -> None:
        """See `Target`."""
        self._still_locked()
        self._line.run(scripts.SWITCH, release.name, self.holder)

    def prune(self, keep: int) -> list[str]:
        """See `Target`."""
        kept = self.releases()
        old = [one.name for one in kept[max(keep, 1) :] if not one.is_live]
        self._line.run(scripts.PRUNE, *old)
        return old

    def releases(self) -> list[Kept]:
        """See `Target`."""
        parts = self._line.run(scripts.LIST).decode("utf-8", "replace").split("\0")
        live, rest = parts[0], parts[1:]
        kept = []
        for name, text in zip(rest[::2], rest[1::2], strict=False):
            head = read_head(text)
            if head and NAME.fullmatch(name):
                kept.append(Kept(name, head, name == live))
        return sorted(kept, key=lambda one: one.head.sequence, reverse=True)

    def read(self, path: str) -> bytes | None:
        """See `Target`."""
        return self._line.run(scripts.READ, path) or None

    def proof_of(self, name: str) -> Proof:
        """See `Target`."""
        proof = self._proof(name)
        if proof is None:
            raise ReleaseError(f"Rilis “{name}” tidak tersimpan.", f"Lihat daftarnya: `{typed('rilis')}`.")
        return proof

    def damaged(self, name: str, manifest: Manifest, release: Release | None = None) -> list[str]:
        """See `Target`; the server reads every file."""
        seal, *lines = self._line.run(scripts.CHECK, name).decode("utf-8", "surrogateescape").splitlines()
        if seal.split()[0] != manifest.digest:
            return [MANIFEST]
        return sorted({line.removeprefix("+").rpartition(": FAILED")[0] or line.removeprefix("+") for line in lines})

    def strays(self, manifest: Manifest) -> list[str] | None:
        """See `Target`."""
        return self.damaged(manifest.release, manifest)

    def mend(self, release: Release, paths: list[str]) -> None:
        """See `Target`; a file that has no business there goes with the next release."""
        files = release.manifest.files
        good = {path: source for path in paths if path in files and (source := release.source(path))}
        stage = self._workshop / "stage"
        shutil.rmtree(stage, ignore_errors=True)
        for path, source in good.items():
            (stage / path).parent.mkdir(parents=True, exist_ok=True)
            _stand_in(source, stage / path)
        if good:
            self._rsync(stage, list(good), Reporter(), release.name)
        for since in {files[path].since for path in good}:
            same = [path for path in good if files[path].since == since]
            self._line.run(scripts.TOUCH, release.name, str(since), data=_list(same))
        shutil.rmtree(stage, ignore_errors=True)

    def restore(self, name: str, head: Manifest, proof: Mapping[str, bytes], manifest: Manifest) -> None:
        """See `Target`."""
        self._still_locked()
        start, mark, _ = proof[MANIFEST].partition(BEFORE_FILES)  # the files' lines are there already
        sent = {path: data for path, data in proof.items() if path != MANIFEST} | {f"{MANIFEST}.head": start + mark}
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w") as archive:
            for path, data in sent.items():
                member = tarfile.TarInfo(path)
                member.size, member.mtime, member.mode = len(data), manifest.created, 0o644
                archive.addfile(member, io.BytesIO(data))
        words = (name, manifest.release, self.holder, digest(proof[MANIFEST]), str(manifest.created))
        self._line.run(scripts.RESTORE, *words, data=buffer.getvalue())
        self._remember(proof[MANIFEST])

    def _still_locked(self) -> None:
        if self.keeper is None or self.keeper.poll() is not None:
            raise ReleaseError(
                "Kunci penerbitan di server terlepas (sambungan putus).",
                "Jalankan lagi perintahnya.",
                LiveState.NOT_SWITCHED,
            )


Stamp = tuple[int, int]  # size and time


@dataclass(slots=True)
class _Folder:
    """The folder of the next release: it is `like` this, but for what is `odd`, which has this stamp, or is not there."""

    like: Mapping[str, Entry]
    odd: dict[str, Stamp | None]

    def lacking(self, wanted: Mapping[str, Entry]) -> list[str]:
        """What is not there as it should be."""
        like, odd = self.like, self.odd
        return [
            path
            for path, entry in wanted.items()
            if (odd[path] != (entry.size, entry.since) if path in odd else like.get(path) != entry)
        ]

    def foreign(self, expected: Set[str]) -> set[str]:
        """What has no business there, or is no file."""
        odd = {path for path, stamp in self.odd.items() if stamp == STRANGE or (stamp and path not in expected)}
        return odd | (self.like.keys() - expected - self.odd.keys())


def _rows(listed: bytes) -> Iterator[tuple[str, Stamp | None]]:
    """Every path that the server lists with the stamp of what is there, those of which nothing is there first."""
    rows = listed.decode("utf-8", "surrogateescape").split("\0")[:-1]
    for row in sorted(rows):  # a tab comes first
        path, _, rest = row.rpartition(":[")
        size, seconds, kind = f"{rest} f".split(" ")[:3]
        if path.startswith("\t"):
            yield json.loads(path), None
        else:
            stamp = (int(size), int(seconds.partition(".")[0])) if kind == "f" else STRANGE
            yield path[1:-1].removeprefix("./"), stamp


def _chain(manifest: Manifest) -> set[str]:
    """The links that may lie beside this manifest."""
    return {chain_path(number) for number in range(1, manifest.sequence)}


def _for_rsync(word: str) -> str:
    """A word of the command that rsync shall start, in rsync's own quotes: in them a doubled quote stands for one."""
    if not any(sign in word for sign in " '\""):
        return word
    doubled = word.replace("'", "''")
    return f"'{doubled}'"


def _list(paths: Iterable[str]) -> bytes:
    return b"".join(os.fsencode(path) + b"\0" for path in paths)


def _stand_in(source: Path, place: Path) -> None:
    """The place leads to the source. A hard link would not do: it would renew the stamp by which a file is known unchanged."""
    try:
        place.symlink_to(source.absolute())
    except OSError:  # Windows lets few people do that
        shutil.copyfile(source, place)


def _start(words: list[str], source: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(words, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except FileNotFoundError:
        raise missing(words[0]) from None


def _beat(keeper: subprocess.Popen[bytes], stop: threading.Event) -> None:
    assert keeper.stdin
    while not stop.wait(HEARTBEAT):
        try:
            keeper.stdin.write(b"\n")
            keeper.stdin.flush()
        except OSError:
            return
