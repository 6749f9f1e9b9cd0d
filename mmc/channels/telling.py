"""What is told of an item away from the site, as plain words: every channel chooses from it what it has room for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mmc.indonesian.calendar import clock, long_date
from mmc.indonesian.text import squeeze


@dataclass(frozen=True, slots=True)
class Telling:
    """
    An item in words. `verdict` (“TIDAK BENAR”), its `note` (“direkayasa”) and `claim` are set for a clarification, `notice`
    (“Ditarik”) for an item whose latest news is that; `paragraphs` are those of its text without photos and tables.
    """

    title: str
    url: str
    office: str
    kind: str  # “Pengumuman”
    published_at: datetime
    headline: str = ""  # the title where there is little room
    summary: str = ""
    paragraphs: tuple[str, ...] = ()
    key_points: tuple[str, ...] = ()
    verdict: str = ""
    note: str = ""
    tone: str = ""
    meaning: str = ""
    claim: str = ""
    number: str = ""
    answered_by: str = ""
    notice: str = ""
    changed: str = ""
    is_urgent: bool = False
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    contacts: tuple[str, ...] = ()  # how to reach the office, in words: “Telepon (0525) 21001”
    emergency: tuple[tuple[str, str], ...] = ()  # number and whom it reaches, for what is urgent

    @property
    def domain(self) -> str:
        """The site's name on the net, as people type it."""
        return self.url.partition("//")[2].partition("/")[0]

    @property
    def short(self) -> str:
        """The title in few words."""
        return squeeze(self.headline or self.title)

    @property
    def span(self) -> str:
        """From when until when it holds, or when it takes place; empty when it says nothing of it."""
        if self.starts_at and self.ends_at and self.starts_at.date() == self.ends_at.date():
            return f"{long_date(self.starts_at)}, pukul {self.starts_at:%H.%M}–{clock(self.ends_at)}"
        parts = []
        if self.starts_at:
            parts.append(f"mulai {_moment(self.starts_at)}")
        if self.ends_at:
            parts.append(f"sampai {_moment(self.ends_at)}")
        return " ".join(parts)

    @property
    def label(self) -> str:
        """What it is, before everything else."""
        if self.notice:
            return self.notice
        return "Informasi serta-merta" if self.is_urgent else "Klarifikasi resmi" if self.verdict else self.kind


def _moment(moment: datetime) -> str:
    return f"{long_date(moment)}, pukul {clock(moment)}"
