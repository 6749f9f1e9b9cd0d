"""What the office's commands do with the declared targets; the tasks hand in what belongs to others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mmc.base.typed import typed
from mmc.release import deploying
from mmc.release.confirming import confirmed, shows
from mmc.release.declaration import Declaration, Declared, load
from mmc.release.deploying import Destination, Outcome, Work
from mmc.release.errors import ReleaseError
from mmc.release.making import Facts, Release
from mmc.release.progress import Reporter, Step
from mmc.release.record import keys, succession
from mmc.release.record import manifest as manifests
from mmc.release.record.history import History
from mmc.release.record.known import Gaps, Known
from mmc.release.record.manifest import Manifest
from mmc.release.record.standing import Standing, Trust
from mmc.release.servers.hosting import headers_file, redirects_file
from mmc.release.servers.inline import inline_policy
from mmc.release.servers.options import Options as ServerOptions
from mmc.release.servers.policy import Policy
from mmc.release.servers.serving import serving, site_answers
from mmc.release.targets.base import Kept, Target
from mmc.release.targets.local import LocalTarget
from mmc.release.targets.registry import KINDS, Place

if TYPE_CHECKING:
    from mmc.release.verify.findings import Verdict

# Hosts that no reader can open: names kept for examples (RFC 2606), this machine, bare words and numbers.
NOT_PUBLIC = re.compile(r"(^|\.)(example(\.(com|net|org))?|test|invalid|localhost|local)$|^[^.]*$|^[\d.]+$|:")

LOOKED_INTO = ("local", "ssh")  # targets whose files every check compares too; of the others a check of everything does


def _ask() -> str:
    return keys.ask_secret("Sandi kunci penerbitan: ")


@dataclass(frozen=True, slots=True)
class Project:
    """
    The project's folder and what its commands need to know.

    `redirects` are every alias of the site, asked for when they are needed; `holder` is the word under which a lock is seen
    by others. `source` is where data and theme are taken from, where that is not the project's own folder.
    """

    root: Path
    site_url: str
    folder: str = "output"
    redirects: Mapping[str, str] = field(default_factory=dict)
    holder: str = "kantor"
    ask: Callable[[], str] = _ask
    has_contact: bool = True  # whether readers find on the site how to reach the office
    source: Path | None = None

    @property
    def declaration(self) -> Declaration:
        """What `data/terbit.toml` says."""
        return load((self.source or self.root) / "data" / "terbit.toml")

    @property
    def policy(self) -> Policy:
        """What servers say and do for this site; inline code of the templates is allowed by its hash, and no other is."""
        allowed = inline_policy(sorted(((self.source or self.root) / "theme" / "templates").rglob("*.html")))
        return replace(allowed, redirects=dict(self.redirects))

    def destination(self, declared: Declared, *, is_signing: bool = True, is_releasing: bool = True) -> Destination:
        """
        The destination of a target; every target but the local one needs the office's key and a real address.

        Where nothing is signed (`is_signing` False) the key must be there, but nobody is asked for its password.
        """
        declaration = self.declaration
        if declared.kind != "local" and is_releasing:
            _check_ready(self.site_url, has_key=keys.key_file().is_file() and declaration.public_key is not None)
        key = keys.read_key(self.ask) if is_signing and is_releasing else None
        workshop, data = self._workshop, self.root / "data"
        own = workshop / declared.name
        return Destination(
            target=_target(declared, self.root, own, self.holder, lambda: self.policy),
            folder=self.root / self.folder,
            workshop=workshop,
            known=Known(own / "known.json"),
            key=key,
            public_key=declaration.public_key,
            encodings=declared.encodings,
            keep=declared.keep,
            old_keys=succession.predecessors(data, declaration.public_key),
            history=self._history(declared),
            statements=succession.published(data),
        )

    def _history(self, declared: Declared) -> History:
        """What git knows of a target's releases; a folder inside this checkout is nobody else's."""
        is_shared = declared.kind != "local" or Path(declared.fields["path"]).is_absolute()
        return History(self.root / "data", declared.name, is_shared)

    def deploy(
        self,
        facts: Callable[[], Facts],
        work: Work,
        *,
        to: str = "",
        report: Reporter | None = None,
        is_dry: bool = False,
        is_purging: bool = False,
        is_full: bool = False,
        restart: str = "",
    ) -> Outcome:
        """The built folder is live on the target, or what was live still is; `work.confirm` is done here."""
        declared = self.declaration.target(to)
        destination = self.destination(declared, is_signing=not is_dry)
        if declared.kind != "local" and not self.has_contact:
            raise ReleaseError(
                "Situs belum menyebut satu pun cara menghubungi kantor.",
                "Isi telepon, surel, atau WhatsApp kantor pada `contacts` di data/kantor.toml; alamat gedung saja tidak cukup.",
            )
        told = report or Reporter()

        def confirm(release: Release) -> None:
            with self._readers(declared, destination.target) as url:
                confirmed(url, release)
            work.confirm(release)

        with _closing(destination.target):
            own = replace(work, confirm=confirm)
            return deploying.deploy(
                destination, facts, own, told, is_dry=is_dry, is_purging=is_purging, is_full=is_full, restart=restart
            )

    def standing(self, *, to: str = "") -> Standing:
        """What can be said of the record that is live on the target; nobody is asked for a password."""
        destination = self.destination(self.declaration.target(to), is_signing=False)
        with _closing(destination.target):
            return deploying.standing_of(destination)

    def rollback(
        self, *, to: str = "", name: str = "", report: Reporter | None = None, is_unproven: bool = False
    ) -> Manifest:
        """The release before is live again, or the one of this name."""
        declared = self.declaration.target(to)
        destination = self.destination(declared)
        told = report or Reporter()
        with _closing(destination.target):
            manifest = deploying.rollback(destination, told, name, is_unproven=is_unproven)
        told.step(Step.CONFIRM)
        with self._readers(declared, destination.target) as url:
            if not shows(url, manifest):
                told.note(
                    f"Di {url} rilis itu belum terlihat; bila ada CDN, tunggu simpanannya habis, lalu `{typed('buktikan')}`."
                )
        return manifest

    def releases(self, *, to: str = "") -> list[Kept]:
        """The releases that the target has kept, newest first."""
        target = self.destination(self.declaration.target(to), is_releasing=False).target
        with _closing(target):
            return target.releases()

    def target_to_verify(self, to: str, url: str) -> Declared:
        """The target that is meant; an address that is none of them stands for itself, with nothing known of its server."""
        if to or not url:
            return self.declaration.target(to)
        host = urlsplit(url).netloc
        declared = [one for one in self.declaration.targets.values() if urlsplit(one.url).netloc == host]
        return (
            declared[0] if declared else Declared(re.sub(r"[^A-Za-z0-9.-]", "_", host), "url", url, has_headers=False)
        )

    def verify(
        self, *, to: str = "", url: str = "", sample: int = 0, browser: Path | None = None, lacking: str = ""
    ) -> Verdict:
        """
        The live site held against its record; what was proven is remembered for the next check.

        Where the target is ours to look into, its files are compared too. `lacking` says why the site cannot be asked as
        browsers do.
        """
        from mmc.release.verify.audit import audit, unreleased  # a release asks for none of it
        from mmc.release.verify.survey import Options
        from mmc.release.verify.there import lying_there

        declared = self.target_to_verify(to, url)
        own = self._workshop / declared.name
        known = Known(own / "known.json")
        gaps = Gaps(own / "celah.txt")
        target = _target(declared, self.root, own, "") if declared.kind in KINDS else None
        with ExitStack() as stack:
            if target:
                stack.callback(target.close)
            address = url or stack.enter_context(self._readers(declared, target))
            history = self._history(declared)
            key = self.declaration.public_key
            trust = Trust(
                key,
                succession.predecessors(self.root / "data", key),
                frozenset(history.numbers) | {known.digest},
                history.newest[0],
            )
            if isinstance(target, LocalTarget) and not target.live_folder() and not trust.newest and not known.digest:
                return unreleased(address)
            options = Options(
                self.policy if declared.has_headers else None,
                self.site_url,
                sample,
                trust=trust,
                browser=browser,
                gaps=gaps.read(),
            )
            verdict, data = audit(address, key, known.read(), options)
            notes = (*verdict.notes, f"Situs ditanya sebagai program biasa: {lacking}.") if lacking else verdict.notes
            findings = verdict.findings
            if target and data and (declared.kind in LOOKED_INTO or not sample):
                found, why = lying_there(target, data, manifests.read(data))
                findings, notes = (*findings, *found), (*notes, *why)
        if data and (verdict.is_clean or verdict.is_newer):
            known.keep(data)
        gaps.keep(verdict.gaps)
        return replace(verdict, findings=findings, notes=notes)

    @contextmanager
    def serving(self, port: int) -> Iterator[str]:
        """Where the live release of the local target is served to this machine; a port that is taken gives way to the next."""
        target = LocalTarget(self.root / self.declaration.targets["local"].fields["path"])
        if target.live_folder() is None:
            raise ReleaseError("Belum ada rilis di komputer ini.", f"Terbitkan dahulu: `{typed('terbit')}`.")
        with serving(site_answers(target.live_folder, self.policy), range(port, port + 20)) as url:
            yield url

    def configure(self, folder: Path, *, to: str = "") -> list[Path]:
        """The configurations of every server for this target lie in the folder."""
        from mmc.release.servers.all import configurations

        declared = self.declaration.target(to)
        root = str(declared.fields.get("path", ""))
        place = (self.root / root).resolve() if declared.kind == "local" else Path(root or "/srv/mmc")
        host = urlsplit(declared.url or self.site_url).hostname or ""
        options = ServerOptions(host, (place / "current").as_posix(), has_brotli="br" in declared.encodings)
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name, text in configurations(self.policy, options).items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
            written.append(folder / name)
        return written

    @property
    def _workshop(self) -> Path:
        return self.root / ".cache" / "terbit"

    @contextmanager
    def _readers(self, declared: Declared, target: Target | None) -> Iterator[str]:
        """Where readers see the target: its own address, the built-in server before a folder, or the site's address."""
        if not declared.url and isinstance(target, LocalTarget):
            with serving(site_answers(target.live_folder, self.policy)) as url:
                yield url
        else:
            yield declared.url or self.site_url


@contextmanager
def _closing(target: Target) -> Iterator[None]:
    try:
        yield
    finally:
        target.close()


def _check_ready(site_url: str, *, has_key: bool) -> None:
    host = urlsplit(site_url).hostname or ""
    if not site_url.startswith("https://") or NOT_PUBLIC.search(host):
        raise ReleaseError(
            f"Alamat situs “{site_url}” bukan alamat publik.",
            "Isi `url` di data/kantor.toml dengan alamat situs kantor.",
        )
    if not has_key:
        raise ReleaseError(
            "Rilis untuk umum harus ditandatangani, dan kuncinya belum ada.",
            f"Buat sekali dengan `{typed('kunci')}`, isi public_key di data/terbit.toml, dan simpan {keys.key_file()} baik-baik.",
        )


def _hosting(policy: Callable[[], Policy]) -> Mapping[str, bytes]:
    """The files from which hosting without a configuration of one's own takes headers and redirects."""
    rules = policy()
    return {"_headers": headers_file(rules).encode(), "_redirects": redirects_file(rules).encode()}


def _target(
    declared: Declared, root: Path, workshop: Path, holder: str, policy: Callable[[], Policy] = Policy
) -> Target:
    place = Place(
        declared.fields, root, workshop, holder, settings=lambda: _hosting(policy) if declared.has_headers else {}
    )
    return KINDS[declared.kind].make(place)
