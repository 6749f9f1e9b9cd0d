"""A release from the first check to the announcement, and the way back; every step that fails says what readers see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mmc.base.files.system import reason
from mmc.base.typed import typed
from mmc.release.compression import Copies
from mmc.release.errors import LiveState, ReleaseError
from mmc.release.files import Content
from mmc.release.making import COMPRESSED, Changes, Facts, Release, make, prove
from mmc.release.paths import ENCODINGS
from mmc.release.progress import Reporter, Step
from mmc.release.record import manifest as manifests
from mmc.release.record.history import History
from mmc.release.record.known import Known, newest
from mmc.release.record.manifest import Manifest
from mmc.release.record.minisign import PublicKey, SecretKey
from mmc.release.record.standing import Standing, State, Trust
from mmc.release.targets.base import Kept, Target

PRUNING = 20  # releases between two looks for compressed copies that nobody needs any more


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Work:
    """
    The steps that belong to others: each returns when all is well and raises when it is not.

    `built` gives what a step before has already learned of the built folder's files; `hold` is given the live record and a
    way to read small live files, and the release that would take its place.
    """

    check: Callable[[], object] = lambda: None
    build: Callable[[], object] = lambda: None
    last_look: Callable[[], object] = lambda: None
    built: Callable[[], Mapping[str, Content] | None] = lambda: None
    hold: Callable[[Manifest, Release, Callable[[str], bytes | None]], object] = lambda *_: None
    switched: Callable[[Release], object] = lambda _: None
    confirm: Callable[[Release], object] = lambda _: None
    announce: Callable[[Release], object] = lambda _: None


@dataclass(frozen=True, slots=True)
class Destination:
    """Everything that stays the same from release to release of one site to one target."""

    target: Target
    folder: Path
    workshop: Path
    known: Known
    key: SecretKey | None = None
    public_key: PublicKey | None = None
    encodings: tuple[str, ...] = tuple(ENCODINGS)
    keep: int = 10
    now: Callable[[], datetime] = _now
    old_keys: tuple[PublicKey, ...] = ()
    history: History | None = None
    statements: Mapping[str, bytes] = field(default_factory=dict)  # how one key follows another, for the site

    @property
    def trusted_key(self) -> PublicKey | None:
        """The key that the live site's signature must be of."""
        return self.public_key or (self.key.public if self.key else None)

    @property
    def trust(self) -> Trust:
        """What the record on the live site is held against."""
        recorded = frozenset(self.history.numbers if self.history else ()) | {self.known.digest}
        return Trust(self.trusted_key, self.old_keys, recorded)

    @property
    def end_of_chain(self) -> tuple[int, str]:
        """The number and the hash of the newest release that any clone has noted in git."""
        return self.history.newest if self.history else (0, "")

    def keep_in_mind(self, manifest: Manifest) -> None:
        """Readers see this release: this machine knows it, and so will whoever takes what is in git."""
        self.known.keep(manifest.to_bytes())
        if self.history:
            self.history.note(manifest)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a deploy did: nothing changed when `changes` is empty, and nothing was done when `is_dry`."""

    release: Release
    changes: Changes
    is_dry: bool
    is_restart: bool = False

    @property
    def is_released(self) -> bool:
        """True when readers see another release than before."""
        return (bool(self.changes) or self.is_restart) and not self.is_dry


def deploy(
    destination: Destination,
    facts: Callable[[], Facts],
    work: Work,
    report: Reporter,
    *,
    is_dry: bool = False,
    is_purging: bool = False,
    is_full: bool = False,
    restart: str = "",
) -> Outcome:
    """
    Readers see the built folder as a whole, or what they saw before.

    With `is_dry` everything up to the list of changes is done and nothing leaves this machine. With `is_full` nothing that
    stands on the live site is relied on: every file is sent anew, as after somebody has altered it. `restart` is the office's
    word, signed with the release, that the history before it is no longer published, and why.
    """
    _check_keys(destination)
    if not is_dry:
        report.step(Step.LOCK)
    with nullcontext() if is_dry else destination.target.locked(report), _beside() as meanwhile:
        report.step(Step.CHECK)
        work.check()
        found = meanwhile.submit(standing_of, destination)
        ready = meanwhile.submit(
            lambda: None if is_dry else destination.target.prepare(None if is_full else found.result().proven)
        )
        meanwhile.submit(_looked_into, found)
        report.step(Step.BUILD)
        work.build()
        report.step(Step.LAST_LOOK)
        work.last_look()
        report.step(Step.MANIFEST)
        standing = found.result()
        head = newest(standing.believed, destination.known.read())
        _tell_standing(standing, head, destination, report, restart)
        live = None if is_full else standing.proven
        release = _make(
            destination, facts(), live, head, report, is_purging=is_purging, built=work.built(), restart=restart
        )
        if standing.believed is not None:
            work.hold(standing.believed, release, destination.target.read)
        if not is_dry and not release.changes and destination.target.state_during_upload is LiveState.MIXED:
            _read_back(destination, release, report)  # two who released at once may have left a mixture
        if is_dry or not (release.changes or restart):
            return Outcome(release, release.changes, is_dry)
        report.step(Step.UPLOAD)
        with _telling(destination.target.state_during_upload):
            ready.result()
            destination.target.upload(release, live, report)
        _show(destination, release, work, report)
    return Outcome(release, release.changes, is_dry, bool(restart))


def rollback(destination: Destination, report: Reporter, name: str = "", *, is_unproven: bool = False) -> Manifest:
    """
    Readers see a kept release again (the one before the live one unless `name` says which).

    It is a new link of the chain that says which release it brings back, so the way back is proven like the way on. A kept
    release that the present key has not signed, which somebody may have laid there, comes back with `is_unproven` only.
    """
    _check_keys(destination)
    report.step(Step.LOCK)
    with destination.target.locked(report):
        report.step(Step.CHOOSE)
        chosen = choose(destination.target.releases(), name)
        standing = standing_of(destination)
        if told := standing.told():
            report.note(f"Perhatian: {told}.")
        head = newest(standing.believed, destination.known.read())
        old = _old(destination, chosen.name, is_unproven=is_unproven)
        if head is None:
            raise ReleaseError("Belum ada rilis yang tayang.", f"Terbitkan dahulu: `{typed('terbit')}`.")
        report.step(Step.PROVE)
        _check_whole(destination, chosen.name, old)
        after = max((head.sequence, head.digest), destination.end_of_chain)
        manifest = manifests.restored(old, after, destination.now())
        link = head if after[1] == head.digest else None  # of a newer one git knows the number and the hash alone
        proof = {**prove(manifest, manifest.to_bytes(), link, destination.key), **destination.statements}
        report.step(Step.SWITCH)
        with _telling(LiveState.UNKNOWN, lambda: _state_after(destination, manifest.to_bytes())):
            destination.target.restore(chosen.name, head, proof, manifest)
        destination.keep_in_mind(manifest)
    return manifest


def choose(kept: Iterable[Kept], name: str) -> Kept:
    """The release of this name (or its end, as `r12`); without a name the newest one whose content is older."""
    listed = list(kept)
    live = next((one for one in listed if one.is_live), None)
    if name:
        found = [one for one in listed if one.name == name or one.name.endswith(f"-{name}")]
    else:
        found = [one for one in listed if live and one.head.origin < live.head.origin]
    if not found:
        names = ", ".join(one.name for one in listed) or "tidak ada"
        wanted = f"Rilis “{name}” tidak tersimpan" if name else "Tidak ada rilis sebelumnya"
        raise ReleaseError(f"{wanted}; yang tersimpan: {names}.", f"Lihat daftarnya: `{typed('rilis')}`.")
    if found[0].is_live:
        raise ReleaseError(f"Rilis “{found[0].name}” sudah tayang.")
    return found[0]


def _check_keys(destination: Destination) -> None:
    if destination.key and destination.public_key and destination.key.public != destination.public_key:
        raise ReleaseError(
            "Kunci penerbitan bukan pasangan kunci publik di data/terbit.toml.",
            "Pakai berkas kunci kantor, atau ganti public_key bila kunci memang diganti.",
        )


def standing_of(destination: Destination) -> Standing:
    """The record on the live site and what can be said of it."""
    return destination.trust.standing(destination.target.live())


def _tell_standing(
    standing: Standing, head: Manifest | None, destination: Destination, report: Reporter, restart: str
) -> None:
    """Whatever is not as ever is told; a record that is not proven is replaced as a whole."""
    if told := standing.told():
        word = "Perhatian" if standing.is_recorded else "PERINGATAN"
        report.note(f"{word}: {told}. Semua berkas dikirim ulang.")
    number = max(head.sequence if head else 0, destination.end_of_chain[0])
    if standing.state is State.NOTHING and number and not restart:
        command = typed("terbit --restart ALASAN")
        report.note(
            f"Perhatian: tujuan ini kosong, padahal {number} rilis pernah tayang di sana. Bila memang dikosongkan atau "
            f"dipindahkan, nyatakan dengan tanda tangan kantor: `{command}`."
        )


def _looked_into(found: Future[Standing]) -> int:
    """The manifest was read to its end before anybody asks for its files."""
    manifest = found.result().manifest
    return len(manifest.files) if manifest else 0


def _old(destination: Destination, name: str, *, is_unproven: bool) -> Manifest:
    """The manifest of a kept release."""
    standing = destination.trust.standing(destination.target.proof_of(name))
    old = standing.believed or (standing.manifest if is_unproven else None)
    if old is None:
        raise ReleaseError(
            f"Rilis {name} tidak terbukti dengan kunci yang sekarang: {standing.told()}.",
            f"Pilih rilis lain: `{typed('rilis')}`. Bila Anda yakin isinya benar, ulangi dengan `--unproven`.",
        )
    return old


def _make(
    destination: Destination,
    facts: Facts,
    live: Manifest | None,
    head: Manifest | None,
    report: Reporter,
    *,
    is_purging: bool,
    built: Mapping[str, Content] | None,
    restart: str,
) -> Release:
    return make(
        destination.folder,
        facts,
        live=live,
        head=head,
        encodings=destination.encodings,
        workshop=destination.workshop,
        now=destination.now(),
        key=destination.key,
        is_purging=is_purging,
        on_compressed=report.advance,
        built=built,
        restart=restart,
        after=destination.end_of_chain,
        statements=destination.statements,
    )


def _show(destination: Destination, release: Release, work: Work, report: Reporter) -> None:
    """Readers see what was uploaded, and everything is done that follows from it."""
    report.step(Step.SWITCH)
    with _telling(LiveState.UNKNOWN, lambda: _state_after(destination, release.data)):
        destination.target.switch(release)
    destination.keep_in_mind(release.manifest)
    with _telling(LiveState.SWITCHED):
        work.switched(release)
        report.step(Step.CONFIRM)
        work.confirm(release)
        report.step(Step.READ_BACK)
        _read_back(destination, release, report)
        report.step(Step.PRUNE)
        destination.target.prune(destination.keep)
        if release.manifest.sequence % PRUNING == 0:
            Copies(destination.workshop / COMPRESSED).prune({entry.sha256 for entry in release.manifest.files.values()})
        report.step(Step.ANNOUNCE)
        work.announce(release)


def _read_back(destination: Destination, release: Release, report: Reporter) -> None:
    """What the release has taken over from the one before is what was published, or is mended from here, or that is told."""
    damaged = destination.target.damaged(release.name, release.manifest, release)
    if not damaged:
        return
    destination.target.mend(release, damaged)
    left = destination.target.damaged(release.name, release.manifest, release) or []
    names = ", ".join(f"“{path}”" for path in (left or damaged)[:5])
    if left:
        raise ReleaseError(
            f"{len(left)} berkas di tujuan bukan yang diterbitkan: {names}.",
            f"Ada yang mengubahnya di sana. Kirim semuanya lagi: `{typed('terbit --full --purge')}`; baca "
            "docs/keadaan-darurat.md, “Situs diubah orang”.",
        )
    report.note(
        f"PERINGATAN: {len(damaged)} berkas di tujuan sudah diubah orang dan kini dipulihkan: {names}. "
        "Baca docs/keadaan-darurat.md, “Situs diubah orang”."
    )


def _check_whole(destination: Destination, name: str, old: Manifest) -> None:
    """Raises `ReleaseError` unless every file of a kept release is as it was published."""
    if damaged := destination.target.damaged(name, old):
        names = ", ".join(f"“{path}”" for path in damaged[:5])
        raise ReleaseError(
            f"Rilis {name} tidak utuh lagi: {len(damaged)} berkas bukan yang diterbitkan ({names}).",
            f"Pilih rilis lain: `{typed('rilis')}`; baca docs/keadaan-darurat.md, “Situs diubah orang”.",
        )


@contextmanager
def _beside() -> Iterator[ThreadPoolExecutor]:
    """Two things at a time beside what the block does; what has not begun when the block ends is left."""
    pool = ThreadPoolExecutor(2)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _telling(state: LiveState, look: Callable[[], LiveState] | None = None) -> Any:
    """A failure inside is told with this state of the live site, or the one that a look finds, unless it knows better."""
    try:
        yield
    except ReleaseError as error:
        if error.state is not LiveState.UNTOUCHED:
            raise
        raise error.during(look() if look else state) from error
    except OSError as error:
        raise ReleaseError(f"Gagal membaca atau menulis: {reason(error)}.", state=look() if look else state) from error
    except KeyboardInterrupt:
        hint = "Jalankan perintah yang sama lagi untuk melanjutkan."
        raise ReleaseError("Dihentikan.", hint, look() if look else state) from None


def _state_after(destination: Destination, data: bytes) -> LiveState:
    """What readers see after a switch that has failed, where the target can still be asked; these bytes are the new record."""
    if destination.target.state_during_upload is LiveState.MIXED:
        return LiveState.MIXED  # a store has no single moment
    try:
        proof = destination.target.live()
    except (ReleaseError, OSError):
        return LiveState.UNKNOWN
    return LiveState.SWITCHED if proof and proof.manifest == data else LiveState.NOT_SWITCHED
