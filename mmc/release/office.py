"""What the office's commands do with the declared targets; the tasks hand in what belongs to others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from getpass import getpass
from pathlib import Path
from urllib.parse import urlsplit

from mmc.release import deploying, keys
from mmc.release.confirming import confirmed
from mmc.release.declaration import Declaration, Declared, load
from mmc.release.deploying import Desk, Outcome, Work
from mmc.release.errors import ReleaseError
from mmc.release.known import Known
from mmc.release.making import Facts, Release
from mmc.release.manifest import Manifest
from mmc.release.screen import Screen
from mmc.release.servers.policy import Policy
from mmc.release.serving import serving, site_answers
from mmc.release.targets.base import Kept, Target
from mmc.release.targets.connection import Server
from mmc.release.targets.git import GitTarget
from mmc.release.targets.local import LocalTarget
from mmc.release.targets.rclone import Rclone
from mmc.release.targets.ssh import SshTarget
from mmc.release.targets.storage import StorageTarget
from mmc.release.verify.audit import Options, audit
from mmc.release.verify.findings import Verdict


def _ask() -> str:
    return getpass("Sandi kunci penerbitan: ")


@dataclass(frozen=True, slots=True)
class Office:
    """
    The project's folder and what its commands need to know.

    `redirects` are every alias of the site; `holder` is the word under which a lock is seen by others.
    """

    root: Path
    site_url: str
    folder: str = "output"
    redirects: Mapping[str, str] = field(default_factory=dict)
    holder: str = "kantor"
    ask: Callable[[], str] = _ask

    @property
    def declaration(self) -> Declaration:
        """What `data/terbit.toml` says."""
        return load(self.root / "data" / "terbit.toml")

    @property
    def policy(self) -> Policy:
        """What servers say and do for this site."""
        return Policy(redirects=dict(self.redirects))

    def desk(self, declared: Declared, *, needs_key: bool = True) -> Desk:
        """The desk of a target; every target but the local one needs the office's key and a real address."""
        declaration = self.declaration
        key = keys.read_key(self.ask) if needs_key else None
        if declared.kind != "local" and needs_key:
            _check_ready(self.site_url, has_key=bool(key and declaration.public_key))
        workshop = self.root / ".cache" / "terbit"
        own = workshop / declared.name
        return Desk(
            target=_target(declared, self.root, own, self.holder),
            folder=self.root / self.folder,
            workshop=workshop,
            known=Known(own / "known.json"),
            key=key,
            public_key=declaration.public_key,
            encodings=declared.encodings,
            keep=declared.keep,
        )

    def deploy(
        self,
        facts: Callable[[], Facts],
        work: Work,
        *,
        to: str = "",
        is_dry: bool = False,
        is_purging: bool = False,
        is_full: bool = False,
    ) -> Outcome:
        """The built folder is live on the target, or what was live still is; `work.confirm` is done here."""
        declared = self.declaration.target(to)
        desk = self.desk(declared)

        def confirm(release: Release) -> None:
            self._confirm(declared, desk, release)
            work.confirm(release)

        with Screen() as screen:
            return deploying.deploy(
                desk, facts, replace(work, confirm=confirm), screen, is_dry=is_dry, is_purging=is_purging
            )

    def rollback(self, *, to: str = "", name: str = "") -> Manifest:
        """The release before is live again, or the one of this name."""
        with Screen() as screen:
            return deploying.rollback(self.desk(self.declaration.target(to)), screen, name)

    def releases(self, *, to: str = "") -> list[Kept]:
        """The releases that the target has kept, newest first."""
        return self.desk(self.declaration.target(to), needs_key=False).target.releases()

    def verify(self, *, to: str = "", url: str = "", sample: int = 0) -> Verdict:
        """The live site held against its record; a clean verdict is remembered for the next check."""
        declared = self.declaration.target(to)
        known = Known(self.root / ".cache" / "terbit" / declared.name / "known.json")
        with ExitStack() as stack:
            address = url or declared.url
            if not address and isinstance(target := _target(declared, self.root, self.root, ""), LocalTarget):
                address = stack.enter_context(serving(site_answers(target.live_folder, self.policy)))
            if not address:
                raise ReleaseError(f"Tujuan “{declared.name}” belum punya `url`.", "Sebutkan: `inv verify https://…`.")
            options = Options(self.policy if declared.has_headers else None, self.site_url, sample)
            key = self.declaration.public_key
            verdict, data = audit(address, key, known.read(), options)
        if verdict.is_clean and data:
            known.keep(data)
        return verdict

    def _confirm(self, declared: Declared, desk: Desk, release: Release) -> None:
        with ExitStack() as stack:
            url = declared.url
            if not url and isinstance(desk.target, LocalTarget):
                url = stack.enter_context(serving(site_answers(desk.target.live_folder, self.policy)))
            if url:
                confirmed(url, release)


def _check_ready(site_url: str, *, has_key: bool) -> None:
    host = urlsplit(site_url).hostname or ""
    if not site_url.startswith("https://") or host.endswith((".example", ".test", ".invalid", "localhost")):
        raise ReleaseError(f"Alamat situs “{site_url}” bukan alamat publik.", "Isi `url` di data/kantor.toml.")
    if not has_key:
        raise ReleaseError(
            "Rilis untuk umum harus ditandatangani, dan kuncinya belum ada.",
            f"Buat sekali dengan `inv key`, isi public_key di data/terbit.toml, dan simpan {keys.key_file()} baik-baik.",
        )


def _target(declared: Declared, root: Path, workshop: Path, holder: str) -> Target:
    fields = declared.fields
    if declared.kind == "ssh":
        server = Server(
            fields["host"], fields["path"], fields.get("user", ""), fields.get("port", 22), fields.get("host_key", "")
        )
        return SshTarget(server, workshop, holder)
    if declared.kind == "storage":
        return StorageTarget(Rclone(fields["remote"]), workshop, holder)
    if declared.kind == "git":
        is_orphan = fields.get("history", "append") == "orphan"
        return GitTarget(fields["repository"], fields.get("branch", "pages"), workshop, is_orphan=is_orphan)
    return LocalTarget(root / fields["path"])
