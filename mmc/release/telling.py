"""The outcome of a release command in the words of the office, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from mmc.base.typed import typed
from mmc.indonesian.calendar import clock, short_date
from mmc.release.deploying import Outcome
from mmc.release.making import Changes
from mmc.release.paths import is_copy
from mmc.release.record.manifest import FILES, Manifest
from mmc.release.record.minisign import PublicKey
from mmc.release.targets.base import Kept
from mmc.release.verify.findings import Sign, Verdict

MOST = 100  # lines of one list on a screen


def told_outcome(outcome: Outcome, name: str) -> Iterator[str]:
    """What a deploy did, or would do."""
    if outcome.is_dry:
        yield from _plan(outcome.changes, name)
    elif not outcome.is_released:
        yield f"Tidak ada yang berubah di “{name}”: yang tayang sudah sama dengan naskah."
    else:
        manifest = outcome.release.manifest
        yield f"Rilis {manifest.release} tayang di “{name}”: {_counted(outcome.changes)}, {_whole(manifest)}."
        yield f"Periksa: {typed('buktikan')}. Kembali ke rilis sebelumnya: {typed('kembalikan')}."


def _plan(changes: Changes, name: str) -> Iterator[str]:
    yield f"Percobaan: tidak ada yang dikirim ke “{name}”."
    for sign, paths in (("+", changes.added), ("~", changes.changed), ("-", changes.removed)):
        yield from _some([f"  {sign} {path}" for path in paths if not is_copy(path)])
    yield f"Yang akan berubah: {_counted(changes)}." if changes else "Tidak ada yang akan berubah."


def _counted(changes: Changes) -> str:
    plain = [sum(not is_copy(path) for path in paths) for paths in (changes.added, changes.changed, changes.removed)]
    copies = len(changes.uploads) - len(changes.plain_uploads)
    more = f" (dan {copies} salinan terkompres)" if copies else ""
    return f"{plain[0]} berkas baru, {plain[1]} berubah, {plain[2]} dihapus{more}"


def _whole(manifest: Manifest) -> str:
    return f"{manifest.counts.get(FILES, 0)} berkas seluruhnya"


def told_releases(kept: Sequence[Kept], name: str, zone: tzinfo) -> Iterator[str]:
    """Every release that can be brought back, newest first."""
    if not kept:
        yield f"Belum ada rilis di “{name}”. Terbitkan dengan: {typed('terbit')}."
    for one in kept:
        head = one.head
        moment = head.created_at.astimezone(zone)
        commit = head.commit[:10] + "+" * head.commit.endswith("+")
        parts = [f"{short_date(moment)} {clock(moment)}", f"commit {commit}" if commit else "tanpa commit"]
        parts += [f"oleh {head.builder}"] if head.builder else []
        items = sum(number for word, number in head.counts.items() if word != FILES)
        parts += [f"{items} naskah, {head.counts.get(FILES, 0)} berkas"]
        parts += [f"mengembalikan {head.restores}"] if head.restores else []
        yield f"{'→' if one.is_live else ' '} {one.name}  {' · '.join(parts)}{'  (tayang)' if one.is_live else ''}"


def told_rollback(manifest: Manifest, name: str) -> Iterator[str]:
    """What is live again."""
    yield f"Isi rilis {manifest.restores} tayang kembali di “{name}” (rilis {manifest.release})."
    yield "Naskah di komputer ini tidak berubah: perbaiki sebabnya sebelum menerbitkan lagi."


def told_verdict(verdict: Verdict, *, has_key: bool, has_policy: bool) -> Iterator[str]:
    """What the check of a live site found."""
    if not has_key:
        yield f"Tanda tangan tidak diperiksa: public_key di data/terbit.toml belum diisi (lihat `{typed('kunci')}`)."
    if not has_policy:
        yield f"Kepala HTTP tidak diperiksa: tujuan ini tidak memakai konfigurasi dari `{typed('peladen')}`."
    yield from _some([str(finding) for finding in verdict.findings])
    seconds = f"{verdict.seconds:.1f}".replace(".", ",")
    yield from verdict.notes
    if not verdict.is_reachable:
        yield f"{verdict.url} tidak dapat diperiksa: situs tidak menjawab. Periksa sambungan, lalu ulangi."
    elif verdict.is_unreleased:
        yield (
            f"Belum ada yang dapat diperiksa di {verdict.url}. Terbitkan dahulu: {typed('terbit')}. Bila rekan Anda sudah "
            f"menerbitkan ke sana, ambil catatannya ({typed('bagikan')}), lalu ulangi."
        )
    elif verdict.is_clean:
        yield f"{verdict.url} sesuai dengan rilis {verdict.release}: {verdict.checked} alamat diperiksa, {seconds} detik."
    else:
        yield f"{verdict.url}: {len(verdict.findings)} temuan ({verdict.checked} alamat diperiksa, {seconds} detik)."
        signs = {finding.sign for finding in verdict.findings}
        if Sign.CHAIN in signs:
            command = typed("terbit --restart ALASAN")
            yield f"Bila kantor sendiri mengosongkan atau memindahkan tujuan, tutup putusnya riwayat: {command}."
        if signs - {Sign.KEY}:
            yield f"Baca docs/keadaan-darurat.md, “Situs diubah orang”. Memulihkan: {typed('terbit --full')}."


def told_next_key(path: object, kept: object, public: PublicKey, old: PublicKey) -> Iterator[str]:
    """Where the new key lies, how it was announced, and what becomes of the old one."""
    yield f"Kunci rahasia kantor yang baru: {path}"
    yield f"Kunci publik yang baru: {public.as_text()}"
    yield f"Kunci lama {old.name} dipindahkan ke {kept}; sejak sekarang kunci itu tidak menerbitkan apa pun."
    yield f"Pernyataan penggantinya, bertanda tangan kunci lama, ada di data/kunci/{old.name}/ dan ikut terbit."
    yield f"Catat (commit) data/kunci dan data/terbit.toml, kirim (push), lalu terbitkan sekali lagi: {typed('terbit')}."


def told_key(path: object, public: PublicKey, *, is_declared: bool) -> Iterator[str]:
    """Where the new key lies and what is to be done with it."""
    yield f"Kunci rahasia kantor: {path}"
    yield f"Kunci publik: {public.as_text()}"
    if is_declared:
        yield "Kunci publik sudah ditulis ke data/terbit.toml; catat (commit) perubahan itu."
    else:
        yield f'Tulis di data/terbit.toml: public_key = "{public.as_text()}"'
    yield "Simpan salinan berkas rahasia itu di dua tempat di luar jaringan. Jangan pernah mengirimnya lewat pesan."


def _some(lines: Iterable[str]) -> list[str]:
    listed = list(lines)
    more = [f"  … dan {len(listed) - MOST} lagi"] if len(listed) > MOST else []
    return [*listed[:MOST], *more]
