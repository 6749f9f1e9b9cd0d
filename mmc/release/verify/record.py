"""The signed record on the live site, held against the key and the history that this machine knows."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from mmc.release.errors import ReleaseError
from mmc.release.paths import MANIFEST, PUBLIC_KEY, SIGNATURE
from mmc.release.record import manifest as manifests
from mmc.release.record import minisign, succession
from mmc.release.record.manifest import Manifest
from mmc.release.record.minisign import PublicKey
from mmc.release.record.standing import State, Trust
from mmc.release.targets.base import Proof
from mmc.release.verify.asking.fetch import Request, Site
from mmc.release.verify.findings import Finding, Sign

FARTHEST = 500  # links that one check walks back


@dataclass(frozen=True, slots=True)
class Record:
    """
    The manifest of the live site when its signature holds, its bytes, what is wrong with it, and what is worth a line.

    `is_newer` says that the office's key has signed it and that it is no step back, whatever else may be wrong with the site.
    """

    manifest: Manifest | None
    data: bytes
    findings: tuple[Finding, ...]
    is_reachable: bool = True
    notes: tuple[str, ...] = ()
    is_newer: bool = False


def fetch_record(site: Site, known: Manifest | None, site_url: str, trust: Trust) -> Record:
    """The record, proven; without a key the chain and the files are checked, and that there was no key is told."""
    answers = {path: site.get(Request(f"/{path}")) for path in (MANIFEST, SIGNATURE)}
    data = answers[MANIFEST].body
    if answers[MANIFEST].error:
        told = Finding(Sign.UNREADABLE, f"/{MANIFEST}", answers[MANIFEST].error)
        return Record(None, b"", (told,), is_reachable=False)
    if answers[MANIFEST].status != 200:
        if not known and not trust.newest and answers[MANIFEST].status in (404, 410):
            return _without(Sign.NOTHING, MANIFEST, "tidak ada catatan rilis di sana, juga di salinan ini")
        was = " padahal pernah ada: tujuan dikosongkan, dipindahkan, atau diubah orang" if known or trust.newest else ""
        return _without(Sign.PROOF, MANIFEST, f"manifes tidak ada (status {answers[MANIFEST].status}){was}")
    signature = answers[SIGNATURE].body if answers[SIGNATURE].status == 200 else b""
    standing = trust.standing(Proof(data, signature))
    manifest = standing.manifest
    if standing.state is State.OTHER_KEY and trust.key and (found := _followed(site, trust.key, signature)):
        return _without(
            Sign.KEY,
            SIGNATURE,
            f"kantor sudah berganti kunci menjadi {found.name}, dengan pernyataan bertanda tangan kunci yang dikenal di sini: "
            "ambil data/terbit.toml yang baru dengan `git pull`; bila tidak ada, tanyakan kepada kantor lewat jalan lain",
        )
    if manifest is None or standing.believed is None:
        return _without(Sign.PROOF, SIGNATURE if manifest else MANIFEST, standing.told())
    wrong, notes, is_newer = _chain(site, manifest, data, known, trust)
    findings = [*_key_findings(site, trust.key), *wrong] if standing.state is State.PROVEN else wrong
    if standing.told():
        findings.append(Finding(Sign.KEY, f"/{SIGNATURE}", f"{standing.told()}. {standing.way_on}".strip()))
    if site_url and urlsplit(manifest.site).netloc != urlsplit(site_url).netloc:
        where = (
            f"manifes milik {manifest.site}, bukan {site_url}: terbitkan sekali lagi bila alamat situs memang diganti"
        )
        findings.append(Finding(Sign.PROOF, f"/{MANIFEST}", where))
    is_proven = standing.proven is not None and trust.key is not None
    return Record(manifest, data, tuple(findings), notes=tuple(notes), is_newer=is_newer and is_proven)


def _followed(site: Site, key: PublicKey, signature: bytes) -> PublicKey | None:
    """The key that made this signature, where the office's key leads to it by signatures that stand on the site."""

    def fetch(path: str) -> bytes | None:
        answer = site.get(Request(f"/{path}"))
        return answer.body if answer.status == 200 else None

    number = minisign.signer(signature)
    return next((one for one in succession.successors(key, fetch) if one.number == number), None)


def _without(sign: Sign, path: str, message: str) -> Record:
    return Record(None, b"", (Finding(sign, f"/{path}", message),))


def _key_findings(site: Site, key: PublicKey | None) -> list[Finding]:
    if key is None:
        return []
    answer = site.get(Request(f"/{PUBLIC_KEY}"))
    if answer.status == 200 and answer.body == key.as_file():
        return []
    return [Finding(Sign.PROOF, f"/{PUBLIC_KEY}", "kunci publik yang dipajang bukan kunci kantor")]


def _chain(
    site: Site, manifest: Manifest, data: bytes, known: Manifest | None, trust: Trust
) -> tuple[list[Finding], list[str], bool]:
    """
    From the live record back to the one that this machine saw last; an honest site only ever moves on.

    What is wrong, what is worth a line, and whether the live record is no step back. Where the office has signed that its
    history begins anew, the way back ends there.
    """
    address = f"/{MANIFEST}"
    name = manifests.digest(data)
    if name in trust.recorded and manifest.sequence < trust.newest:
        return [_step_back(manifest, trust.newest)], [], False
    if known is None or name == known.digest or (name in trust.recorded and manifest.sequence <= known.sequence):
        is_behind = name not in trust.recorded and manifest.sequence < trust.newest
        return ([_step_back(manifest, trust.newest)] if is_behind else []), [], not is_behind
    if manifest.sequence <= known.sequence:
        if restart := _restart_behind(site, manifest, known):
            return [], [_told_restart(restart)], True
        return [_step_back(manifest, known.sequence)], [], False
    current = manifest
    for sequence in range(manifest.sequence - 1, max(known.sequence, manifest.sequence - FARTHEST) - 1, -1):
        if current.restart:
            return [], [_told_restart(current)], True
        path = manifests.chain_path(sequence)
        older, problem = _link(site, current, path)
        if older is None:
            return [Finding(Sign.CHAIN, f"/{path}", problem)], [], True
        current = older
    if current.sequence == known.sequence and current.digest != known.digest:
        told = f"riwayatnya tidak melewati rilis {known.release} yang pernah diperiksa"
        return [Finding(Sign.CHAIN, address, told)], [], True
    return [], [], True


def _link(site: Site, manifest: Manifest, path: str) -> tuple[Manifest | None, str]:
    """The manifest before this one, or what is wrong with the link that leads to it."""
    answer = site.get(Request(f"/{path}"))
    if answer.status != 200:
        return None, f"mata rantai hilang (status {answer.status})"
    try:
        return manifests.follow(manifest, answer.body), ""
    except ReleaseError as error:
        return None, error.message


def _restart_behind(site: Site, manifest: Manifest, known: Manifest) -> Manifest | None:
    """The release, at this manifest or before it, with which the office began its history anew after the known one."""
    current: Manifest | None = manifest
    while current is not None and current.created > known.created:
        if current.restart:
            return current
        if current.sequence < 2:
            return None
        current, _ = _link(site, current, manifests.chain_path(current.sequence - 1))
    return None


def _step_back(manifest: Manifest, newest: int) -> Finding:
    """A record that was followed by others."""
    what = "rilis lama dipasang kembali" if manifest.sequence < newest else "riwayat lain dengan nomor yang sama"
    told = f"{what}: nomor {manifest.sequence}, terakhir diketahui {newest}"
    return Finding(Sign.CHAIN, f"/{MANIFEST}", told)


def _told_restart(manifest: Manifest) -> str:
    return (
        f"Riwayat dimulai lagi pada rilis {manifest.release}, dinyatakan kantor dengan tanda tangan: {manifest.restart}"
    )
