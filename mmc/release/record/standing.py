"""In which state the record on the live site is, and in what words that is told: an office passes through many."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum, auto

from mmc.base.typed import typed
from mmc.release.errors import ReleaseError
from mmc.release.record import manifest as manifests
from mmc.release.record import minisign
from mmc.release.record.manifest import Manifest
from mmc.release.record.minisign import PublicKey
from mmc.release.targets.base import Proof


class State(Enum):
    """What can be said of a record."""

    NOTHING = auto()  # none is there
    PROVEN = auto()  # signed by the office's key, or there is no key yet
    UNSIGNED = auto()  # there is a key, and no signature
    OLD_KEY = auto()  # signed by a key that the present one has followed
    OTHER_KEY = auto()  # signed by a key that is none of the office's
    BROKEN = auto()  # the signature does not fit, or the record is none


@dataclass(frozen=True, slots=True)
class Trust:
    """
    What a record is held against: the office's key, those before it, and the records that were released from here.

    `newest` is the number of the newest release that git knows of.
    """

    key: PublicKey | None = None
    old_keys: tuple[PublicKey, ...] = ()
    recorded: Collection[str] = field(default=(), repr=False)
    newest: int = 0

    def standing(self, proof: Proof | None) -> Standing:
        """The state of this proof."""
        if proof is None:
            return Standing(State.NOTHING)
        is_recorded = manifests.digest(proof.manifest) in self.recorded
        state, problem = self._state(proof)
        try:
            manifest = manifests.read(proof.manifest, is_proven=state is State.PROVEN and self.key is not None)
        except ReleaseError as error:
            return Standing(State.BROKEN, problem=error.message)
        return Standing(state, manifest, is_recorded=is_recorded, problem=problem)

    def _state(self, proof: Proof) -> tuple[State, str]:
        if self.key is None:
            return State.PROVEN, ""
        if not proof.signature.strip():
            return State.UNSIGNED, ""
        number = minisign.signer(proof.signature)
        key = next((one for one in (self.key, *self.old_keys) if one.number == number), None)
        if key is None:
            return (State.OTHER_KEY, "") if number else (State.BROKEN, "tanda tangannya bukan bentuk minisign")
        try:
            minisign.verify(proof.manifest, proof.signature, key)
        except ReleaseError as error:
            return State.BROKEN, error.message.rstrip(".")
        return (State.PROVEN if key == self.key else State.OLD_KEY), ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a record; `manifest` is what it says where it can be read, whoever wrote it."""

    state: State
    manifest: Manifest | None = None
    is_recorded: bool = False
    problem: str = ""

    @property
    def proven(self) -> Manifest | None:
        """The manifest, where the office's present key has signed it."""
        return self.manifest if self.state is State.PROVEN else None

    @property
    def believed(self) -> Manifest | None:
        """The manifest, where it is proven or was released from a checkout of this project."""
        return self.manifest if self.state is State.PROVEN or self.is_recorded else None

    @property
    def name(self) -> str:
        """The release."""
        return self.manifest.release if self.manifest else ""

    def told(self) -> str:
        """One sentence, empty where there is nothing to tell."""
        if self.state in (State.NOTHING, State.PROVEN):
            return ""
        if self.state is State.UNSIGNED:
            if self.is_recorded:
                return f"rilis {self.name} dibuat sebelum kunci kantor ada, jadi belum bertanda tangan"
            return (
                f"rilis {self.name} tidak bertanda tangan dan tidak tercatat di salinan ini: dibuat sebelum kunci kantor ada, "
                "atau tanda tangannya dihapus orang"
            )
        if self.state is State.OLD_KEY:
            if self.is_recorded:
                return f"rilis {self.name} ditandatangani kunci kantor yang lama, sebelum kunci diganti"
            return (
                f"rilis {self.name} ditandatangani kunci kantor yang lama, tetapi tidak tercatat di salinan ini: "
                f"ambil catatan rekan (`git pull`), dan bila tetap begitu, kunci lama itu mungkin dipakai orang lain"
            )
        if self.state is State.OTHER_KEY:
            return (
                "tanda tangannya dibuat dengan kunci yang bukan kunci kantor di data/terbit.toml: bila kunci baru diganti "
                "di komputer lain, ambil dengan `git pull`; bila tidak, situs diubah orang"
            )
        return f"catatan yang tayang rusak atau diubah orang ({self.problem})"

    @property
    def way_on(self) -> str:
        """What the office does about it."""
        if self.is_recorded and self.state in (State.UNSIGNED, State.OLD_KEY):
            return f"Terbitkan sekali lagi dengan kunci yang sekarang: `{typed('terbit')}`."
        return ""
