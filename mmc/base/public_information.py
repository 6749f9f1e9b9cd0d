"""What the office owes the public by law and where it is, as `data/informasi-publik.toml` says it: nothing of it is guessed."""

from __future__ import annotations

from dataclasses import dataclass, field

from mmc.base.files.tables import LINK, Form

CLASSES = {"berkala": "Berkala", "serta-merta": "Serta-merta", "setiap-saat": "Setiap saat"}
CLASS = Form("|".join(CLASSES), "salah satu dari `berkala`, `serta-merta`, `setiap-saat`")
DAY = Form(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", "tanggal seperti `2026-01-31`")
FILE = Form(r"[a-z0-9][a-z0-9./_-]*\.pdf", "nama berkas di content/dokumen, misalnya `laporan-kinerja-2025.pdf`")


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the office; without `file` and `url` it is one that is still missing, and the site says so."""

    title: str
    sort: str = field(metadata={"key": "class", **CLASS.of_field})
    file: str = field(default="", metadata=FILE.of_field)
    url: str = field(default="", metadata=LINK.of_field)
    year: int = 0
    unit: str = ""
    number: str = ""
    published: str = field(default="", metadata=DAY.of_field)
    valid_until: str = field(default="", metadata=DAY.of_field)
    replaces: str = field(default="", metadata=FILE.of_field)
    summary: str = ""

    @property
    def is_missing(self) -> bool:
        """True for one that the office has named and not yet laid down."""
        return not (self.file or self.url)


@dataclass(frozen=True, slots=True)
class Paper:
    """A form to be filled in."""

    label: str
    url: str = field(default="", metadata=LINK.of_field)


@dataclass(frozen=True, slots=True)
class Requests:
    """The register of requests of one year in numbers; no name is ever in it."""

    year: int
    received: int = 0
    granted: int = 0
    partly: int = 0
    refused: int = 0
    days: int = 0  # working days until the answer, on average


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item of the questionnaire, or of the law, and the one address where it is answered."""

    code: str
    label: str
    url: str = field(default="", metadata=LINK.of_field)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """The elements of the *maklumat pelayanan*; what is empty is told as missing."""

    pledge: str = ""
    officer: str = ""
    place: str = ""
    hours: str = ""
    fee: str = ""
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class PublicInformation:
    """All of it."""

    service: Service = field(default_factory=Service)
    document: tuple[Document, ...] = ()
    form: tuple[Paper, ...] = ()
    requests: tuple[Requests, ...] = ()
    evidence: tuple[Evidence, ...] = ()
