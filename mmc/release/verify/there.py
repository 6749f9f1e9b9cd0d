"""The files as they lie on the target, where that is a folder, a server or a store of ours: what no link leads to is there too."""

from __future__ import annotations

from mmc.release.errors import ReleaseError
from mmc.release.paths import address
from mmc.release.record.manifest import Manifest
from mmc.release.targets.base import Target
from mmc.release.verify.findings import Finding, Sign

UNCOMPARED = "Berkas di tujuan tidak ikut dibandingkan"


def lying_there(target: Target, data: bytes, manifest: Manifest) -> tuple[list[Finding], list[str]]:
    """What lies there and is not as it was published, and why it could not be looked at; `data` is the record that readers see."""
    try:
        proof = target.live()
        if proof is None or proof.manifest != data:
            told = "catatan rilis di tujuan bukan yang dilihat pembaca" if proof else "tidak ada rilis di tujuan"
            return [Finding(Sign.CHAIN, "", f"{told}: server web menyajikan folder lain, atau simpanan lama")], []
        strays = target.strays(manifest)
    except ReleaseError as error:
        return [], [f"{UNCOMPARED}: {error.message}"]
    if strays is None:
        return [], []
    return [_finding(path, manifest) for path in strays], []


def _finding(path: str, manifest: Manifest) -> Finding:
    if path in manifest.files:
        return Finding(Sign.CHANGED, address(path), "berkas di tujuan bukan yang diterbitkan, atau tidak ada")
    return Finding(Sign.ADDED, f"/{path}", "berkas di tujuan yang tidak pernah diterbitkan")
