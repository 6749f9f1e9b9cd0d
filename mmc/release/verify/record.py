"""The signed record on the live site, held against the key and the history that this machine knows."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from mmc.release.errors import ReleaseError
from mmc.release.paths import MANIFEST, PUBLIC_KEY, SIGNATURE
from mmc.release.record import manifest as manifests
from mmc.release.record import minisign
from mmc.release.record.manifest import Manifest
from mmc.release.record.minisign import PublicKey
from mmc.release.verify.fetch import Request, Site
from mmc.release.verify.findings import Finding, Sign

FARTHEST = 500  # links that one check walks back


@dataclass(frozen=True, slots=True)
class Record:
    """The manifest of the live site when its signature holds, its bytes, and what is wrong with it."""

    manifest: Manifest | None
    data: bytes
    findings: tuple[Finding, ...]
    is_reachable: bool = True


def fetch_record(site: Site, key: PublicKey | None, known: Manifest | None, site_url: str) -> Record:
    """The record, proven; without a key the chain and the files are checked, and that there was no key is told."""
    answers = {path: site.get(Request(f"/{path}")) for path in (MANIFEST, SIGNATURE)}
    data = answers[MANIFEST].body
    if answers[MANIFEST].error:
        told = Finding(Sign.UNREADABLE, f"/{MANIFEST}", answers[MANIFEST].error)
        return Record(None, b"", (told,), is_reachable=False)
    if answers[MANIFEST].status != 200:
        return _without(MANIFEST, f"manifes tidak ada (status {answers[MANIFEST].status})")
    try:
        if key is not None:
            if answers[SIGNATURE].status != 200:
                return _without(SIGNATURE, f"tanda tangan tidak ada (status {answers[SIGNATURE].status})")
            minisign.verify(data, answers[SIGNATURE].body, key)
        manifest = manifests.read(data)
    except ReleaseError as error:
        return _without(MANIFEST, error.message)
    findings = [*_key_findings(site, key), *_chain_findings(site, manifest, data, known)]
    if site_url and urlsplit(manifest.site).netloc != urlsplit(site_url).netloc:
        findings.append(Finding(Sign.PROOF, f"/{MANIFEST}", f"manifes milik situs lain: {manifest.site}"))
    return Record(manifest, data, tuple(findings))


def _without(path: str, message: str) -> Record:
    return Record(None, b"", (Finding(Sign.PROOF, f"/{path}", message),))


def _key_findings(site: Site, key: PublicKey | None) -> list[Finding]:
    if key is None:
        return []
    answer = site.get(Request(f"/{PUBLIC_KEY}"))
    if answer.status == 200 and answer.body == key.as_file():
        return []
    return [Finding(Sign.PROOF, f"/{PUBLIC_KEY}", "kunci publik yang dipajang bukan kunci kantor")]


def _chain_findings(site: Site, manifest: Manifest, data: bytes, known: Manifest | None) -> list[Finding]:
    """From the live record back to the one that this machine saw last; an honest site only ever moves on."""
    if known is None or manifests.digest(data) == manifests.digest(known.to_bytes()):
        return []
    address = f"/{MANIFEST}"
    if manifest.sequence <= known.sequence:
        what = (
            "rilis lama dipasang kembali"
            if manifest.sequence < known.sequence
            else "riwayat lain dengan nomor yang sama"
        )
        return [Finding(Sign.CHAIN, address, f"{what}: nomor {manifest.sequence}, terakhir diketahui {known.sequence}")]
    current = manifest
    for sequence in range(manifest.sequence - 1, max(known.sequence, manifest.sequence - FARTHEST) - 1, -1):
        path = manifests.chain_path(sequence)
        answer = site.get(Request(f"/{path}"))
        if answer.status != 200:
            return [Finding(Sign.CHAIN, f"/{path}", f"mata rantai hilang (status {answer.status})")]
        try:
            current = manifests.follow(current, answer.body)
        except ReleaseError as error:
            return [Finding(Sign.CHAIN, f"/{path}", error.message)]
    if current.sequence == known.sequence and current.to_bytes() != known.to_bytes():
        return [Finding(Sign.CHAIN, address, f"riwayatnya tidak melewati rilis {known.release} yang pernah diperiksa")]
    return []
