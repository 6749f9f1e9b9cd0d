"""Releases to a branch that GitHub Pages or GitLab Pages serves; one push is the switch."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mmc.base.typed import typed
from mmc.release.errors import LiveState, ReleaseError
from mmc.release.making import Release
from mmc.release.paths import MANIFEST, PROOF, SIGNATURE
from mmc.release.progress import Reporter
from mmc.release.record import manifest as manifests
from mmc.release.record.manifest import Manifest, read_head
from mmc.release.targets.base import Kept, Proof, exclusive

REPOSITORY = re.compile(r"[A-Za-z0-9/.][A-Za-z0-9_./:@~+-]*")
BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")
FILE = "100644"
REF = "refs/mmc/live"
PATIENCE = {  # nobody waits for ever for a server that has gone silent
    "GIT_SSH_COMMAND": "ssh -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=10 -o ServerAliveCountMax=3",
    "GIT_HTTP_LOW_SPEED_LIMIT": "1",
    "GIT_HTTP_LOW_SPEED_TIME": "60",
}


class GitTarget:
    """
    See `Target`; a push is taken whole or not at all, and refused when somebody else has pushed meanwhile.

    With the history `append` each release is a commit on the one before, and any of them can be brought back; with
    `orphan` the branch holds the last release only. `settings` are files for the hosting, which no reader sees.
    """

    state_during_upload = LiveState.UNTOUCHED

    def __init__(
        self,
        repository: str,
        branch: str,
        workshop: Path,
        *,
        is_orphan: bool = False,
        settings: Callable[[], Mapping[str, bytes]] = dict,
    ) -> None:
        if not REPOSITORY.fullmatch(repository) or not BRANCH.fullmatch(branch) or ".." in branch:
            raise ReleaseError("`repository` atau `branch` di data/terbit.toml tidak sah.")
        self._repository = repository
        self._branch = branch
        self._is_orphan = is_orphan
        self._settings = settings
        self._workshop = workshop
        self._folder = workshop / "git"
        self._commit = ""

    @contextmanager
    def locked(self, report: Reporter | None = None) -> Iterator[None]:
        """See `Target`; other machines are kept off by the push itself."""
        with exclusive(self._workshop / "lock", "di komputer ini"):
            yield

    def live(self) -> Proof | None:
        """See `Target`."""
        self._fetch()
        data = self._show(REF, MANIFEST)
        return Proof(data, self._show(REF, SIGNATURE) or b"") if data else None

    def prepare(self, live: Manifest | None) -> None:
        """See `Target`; nothing can be done ahead."""

    def upload(self, release: Release, live: Manifest | None, report: Reporter) -> None:
        """See `Target`; the commit is made on this machine, nothing is pushed yet."""
        base = self._resolve(REF)
        added = [path for path in sorted(release.manifest.files) if path in release.sources or live is None]
        kept = [path for path in release.manifest.files if path not in release.sources and live is not None]
        report.total(len(added))
        self._git("read-tree", "--empty")  # what the branch holds is relied on for nothing that is here too
        blobs = self._hash([release.sources[path] for path in added])
        rows = [f"{FILE} {blob}\t{path}" for path, blob in zip(added, blobs, strict=True)]
        for path in kept:  # compressed copies and files that only open pages still ask for
            data = self._show(base, path)
            if data is None or hashlib.sha256(data).hexdigest() != release.manifest.files[path].sha256:
                hint = f"Kirim semuanya lagi: `{typed('terbit --full --purge')}`."
                raise ReleaseError(f"Berkas “{path}” di cabang itu bukan yang diterbitkan.", hint)
            rows.append(f"{FILE} {self._git('rev-parse', f'{base}:{path}').decode().strip()}\t{path}")
        for path, data in {**release.proof, ".nojekyll": b"", **self._settings()}.items():
            blob = self._git("hash-object", "-w", "--stdin", data=data).decode().strip()
            rows.append(f"{FILE} {blob}\t{path}")
        self._git("update-index", "-z", "--index-info", data="".join(f"{row}\0" for row in rows).encode())
        self._commit = self._make_commit(release.manifest, base)
        report.advance(len(added))

    def switch(self, release: Release) -> None:
        """See `Target`."""
        self._push()

    def prune(self, keep: int) -> list[str]:
        """See `Target`; the branch's history keeps every release."""
        return []

    def releases(self) -> list[Kept]:
        """See `Target`."""
        self._fetch()
        kept = []
        commits = (
            self._git("rev-list", "--first-parent", "-n", "50", REF).decode().split() if self._resolve(REF) else []
        )
        for commit in commits:
            head = read_head((self._show(commit, MANIFEST) or b"").decode("utf-8", "replace"))
            if head:
                kept.append(Kept(head.release, head, commit == commits[0]))
        return kept

    def read(self, path: str) -> bytes | None:
        """See `Target`; as `live` has fetched it."""
        return self._show(REF, path)

    def proof_of(self, name: str) -> Proof:
        """See `Target`."""
        commit = self._commit_of(name)
        return Proof(self._show(commit, MANIFEST) or b"", self._show(commit, SIGNATURE) or b"")

    def close(self) -> None:
        """See `Target`; there is none."""

    def damaged(self, name: str, manifest: Manifest, release: Release | None = None) -> list[str]:
        """See `Target`; git reads every blob."""
        commit = self._commit_of(name)
        listed = self._git("ls-tree", "-r", "-z", "--format=%(objectname) %(path)", commit).decode().split("\0")
        blobs = {path: blob for blob, _, path in (row.partition(" ") for row in listed if row)}
        own = {*self._settings(), ".nojekyll"}
        foreign = {path for path in blobs.keys() - manifest.files.keys() - own if not path.startswith(PROOF)}
        asked = [path for path in manifest.files if path in blobs]
        data = self._git("cat-file", "--batch", data="".join(f"{blobs[path]}\n" for path in asked).encode())
        wrong = set(manifest.files) - set(asked)
        start = 0
        for path in asked:
            end = data.index(b"\n", start)
            size = int(data[start:end].split()[2])
            if hashlib.sha256(data[end + 1 : end + 1 + size]).hexdigest() != manifest.files[path].sha256:
                wrong.add(path)
            start = end + size + 2
        return sorted(foreign | wrong)

    def strays(self, manifest: Manifest) -> list[str] | None:
        """See `Target`."""
        return self.damaged(manifest.release, manifest)

    def mend(self, release: Release, paths: list[str]) -> None:
        """See `Target`; never needed, since a commit is made of what was hashed here."""

    def restore(self, name: str, head: Manifest, proof: Mapping[str, bytes], manifest: Manifest) -> None:
        """See `Target`; the old tree in a new commit."""
        self._git("read-tree", self._commit_of(name))
        rows = []
        for path in (
            self._git("ls-tree", "-r", "-z", "--name-only", REF, ".well-known/mmc/rantai/").decode().split("\0")
        ):
            if path:
                blob = self._git("rev-parse", f"{REF}:{path}").decode().strip()
                rows.append(f"{FILE} {blob}\t{path}")
        for path, data in proof.items():
            blob = self._git("hash-object", "-w", "--stdin", data=data).decode().strip()
            rows.append(f"{FILE} {blob}\t{path}")
        self._git("update-index", "-z", "--index-info", data="".join(f"{row}\0" for row in rows).encode())
        self._commit = self._make_commit(manifest, self._resolve(REF))
        self._push()

    def _commit_of(self, name: str) -> str:
        for commit in self._git("rev-list", "--first-parent", "-n", "50", REF).decode().split():
            head = read_head((self._show(commit, MANIFEST) or b"").decode("utf-8", "replace"))
            if head and head.release == name:
                return commit
        raise ReleaseError(f"Rilis “{name}” tidak tersimpan.", f"Lihat daftarnya: `{typed('rilis')}`.")

    def _make_commit(self, manifest: Manifest, base: str) -> str:
        tree = self._git("write-tree").decode().strip()
        parents = ["-p", base] if base and not self._is_orphan else []
        moment = f"{manifest.created} +0000"
        who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in
               (("NAME", "MMC"), ("EMAIL", "mmc@localhost"), ("DATE", moment))}  # fmt: skip
        message = f"Rilis {manifest.release}\n\nManifes {manifests.digest(manifest.to_bytes())}\n"
        return self._git("commit-tree", tree, *parents, data=message.encode(), more=who).decode().strip()

    def _push(self) -> None:
        base = self._resolve(REF)
        lease = f"--force-with-lease=refs/heads/{self._branch}:{base}"
        self._git("push", "--quiet", lease, self._repository, f"{self._commit}:refs/heads/{self._branch}")
        self._git("update-ref", REF, self._commit)

    def _fetch(self) -> None:
        if not (self._folder / "HEAD").exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._git("init", "--quiet", "--bare")
        if self._git("ls-remote", self._repository, f"refs/heads/{self._branch}").strip():
            self._git("fetch", "--quiet", "--no-tags", self._repository, f"+refs/heads/{self._branch}:{REF}")
        elif self._resolve(REF):
            self._git("update-ref", "-d", REF)

    def _resolve(self, name: str) -> str:
        return self._git("rev-parse", "--verify", "--quiet", name, may_fail=True).decode().strip()

    def _show(self, commit: str, path: str) -> bytes | None:
        if not self._resolve(f"{commit}:{path}"):
            return None
        return self._git("cat-file", "blob", f"{commit}:{path}")

    def _hash(self, sources: list[Path]) -> list[str]:
        listed = "".join(f"{source.resolve()}\n" for source in sources)
        return self._git("hash-object", "-w", "--no-filters", "--stdin-paths", data=listed.encode()).decode().split()

    def _git(
        self, *words: str, data: bytes = b"", more: Mapping[str, str] | None = None, may_fail: bool = False
    ) -> bytes:
        environment = {**os.environ, "GIT_DIR": str(self._folder), "GIT_TERMINAL_PROMPT": "0", **(more or {})}
        environment |= {name: value for name, value in PATIENCE.items() if name not in environment}
        environment["GIT_INDEX_FILE"] = str(self._folder / "mmc-index")
        try:
            done = subprocess.run(["git", *words], input=data, capture_output=True, env=environment, check=False)
        except FileNotFoundError:
            raise ReleaseError("Program `git` tidak ada di komputer ini.", "Pasang git, lalu ulangi.") from None
        if done.returncode and not may_fail:
            told = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["tanpa keterangan"]
            hint = "Periksa hak tulis dan kunci ke repositori, lalu ulangi."
            if "stale info" in done.stderr.decode("utf-8", "replace"):
                hint = "Orang lain baru saja menerbitkan; jalankan lagi agar rilisnya ikut diperhitungkan."
            raise ReleaseError(f"git {words[0]} gagal: {told[-1]}", hint)
        return done.stdout
