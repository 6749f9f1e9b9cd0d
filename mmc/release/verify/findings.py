"""What a check of the live site found, told to the office and to programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum


class Sign(StrEnum):
    """The kinds of finding, in the order in which they are told."""

    NOTHING = "belum-terbit"  # no record is there, and none was ever known here
    PROOF = "tanda-tangan"  # the record itself is missing, forged, or not the office's
    KEY = "kunci"  # the office's own key is being changed: no sign of an intruder
    CHAIN = "rantai"  # an older record was brought back, or another history
    CHANGED = "berubah"
    MISSING = "hilang"
    ADDED = "tambahan"
    REDIRECT = "alihan"
    HEADER = "kepala"
    INJECTED = "sisipan"
    CLOAKED = "samaran"  # another page for search engines or for readers from them
    UNREADABLE = "tak-terbaca"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is not as it was published; `address` is empty for the site as a whole."""

    sign: Sign
    address: str
    message: str

    def __str__(self) -> str:
        """One line."""
        return f"[{self.sign}] {self.address or 'situs'}: {self.message}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a check."""

    url: str
    release: str
    sequence: int
    checked: int
    seconds: float
    findings: tuple[Finding, ...] = field(default=())
    is_reachable: bool = True
    notes: tuple[str, ...] = ()
    gaps: frozenset[int] = frozenset()  # the numbers of the links that the chain lacks
    is_newer: bool = False  # the record is proven and no step back, whatever else was found

    @property
    def is_clean(self) -> bool:
        """True when the live site is what was published."""
        return self.is_reachable and not self.findings

    @property
    def is_unreleased(self) -> bool:
        """True when neither the site nor this checkout knows of any release."""
        return any(one.sign is Sign.NOTHING for one in self.findings)

    @property
    def exit_code(self) -> int:
        """0: as published; 1: it is not; 2: the check could not be made, or there is nothing to check yet."""
        return 0 if self.is_clean else 1 if self.is_reachable and not self.is_unreleased else 2

    def as_data(self) -> dict[str, object]:
        """The verdict as JSON-ready data."""
        return {
            "url": self.url,
            "release": self.release,
            "sequence": self.sequence,
            "checked": self.checked,
            "seconds": round(self.seconds, 2),
            "clean": self.is_clean,
            "reachable": self.is_reachable,
            "findings": [asdict(one) for one in self.findings],
            "notes": list(self.notes),
        }
