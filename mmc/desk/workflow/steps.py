"""Which steps an item can take from where it stands, and for whom: plain rules over data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mmc.base.items.source import HEADER_KEY, read_source
from mmc.desk.officers import Act, Officer

DRAFT, REVIEW, PUBLISHED = "draf", "tinjau", "terbit"


class Step(Enum):
    """A step; its value is its name in addresses."""

    SEND = "ajukan"  # to be read by somebody else
    TAKE_BACK = "tarik"  # by its writer, to go on writing
    RETURN = "kembalikan"  # to its writer, with a reason
    APPROVE = "setujui"


ACTS = {Step.SEND: Act.WRITE, Step.TAKE_BACK: Act.WRITE, Step.RETURN: Act.APPROVE, Step.APPROVE: Act.APPROVE}
FROM = {
    Step.SEND: frozenset({DRAFT}),
    Step.TAKE_BACK: frozenset({REVIEW}),
    Step.RETURN: frozenset({REVIEW}),
    Step.APPROVE: frozenset({REVIEW}),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: its status, who changed it last, what keeps it from readers, and whether two must agree."""

    status: str
    last: str = ""
    errors: int = 0
    needs_two: bool = False


def steps_of(place: Place, officer: Officer) -> tuple[Step, ...]:
    """The steps that this officer may take now, in the order in which they are offered."""
    return tuple(step for step in Step if not hindrance(step, place, officer))


def hindrance(step: Step, place: Place, officer: Officer) -> str:
    """Why the step may not be taken, in words for the officer; empty where it may."""
    if not officer.may(ACTS[step]):
        return "Peran Anda tidak mencakup langkah ini; mintalah penyunting atau pengelola."
    if place.status not in FROM[step]:
        return f"Naskah ini berstatus {place.status or 'tak dikenal'}, jadi langkah ini tidak berlaku lagi. Muat ulang halamannya."
    if step is Step.APPROVE and place.errors:
        return f"Naskah ini masih memuat {place.errors} galat; perbaiki dahulu."
    if step is Step.APPROVE and place.needs_two and place.last == officer.name:
        return "Dua orang diwajibkan, dan Anda yang terakhir mengubah naskah ini; orang lain yang menyetujui."
    if step is Step.RETURN and place.last == officer.name:
        return "Anda sendiri yang terakhir mengubah naskah ini; tarik kembali saja."
    return ""


def with_status(data: bytes, status: str) -> bytes:
    """The file with this status; no other byte changes. A header without one gets the line as its last."""
    source = read_source(data, "")
    lines = data.split(b"\n")
    field = next((each for each in source.fields if each.key.lower() == "status"), None)
    if field is not None:
        line = lines[field.line - 1]
        end = b"\r" if line.endswith(b"\r") else b""
        found = HEADER_KEY.match(line.rstrip(b"\r").decode("utf-8-sig").rstrip())
        assert found is not None  # it was read as a field
        key = line[: line.index(b":") + 1]
        lines[field.line - 1] = key + b" " + status.encode() + end
        return b"\n".join(lines)
    fences = [number for number, line in enumerate(lines) if line.rstrip() == b"---"]
    at = fences[1] if len(fences) > 1 else max((each.line for each in source.fields), default=0)
    end = b"\r" if lines[0].endswith(b"\r") else b""
    return b"\n".join([*lines[:at], b"status: " + status.encode() + end, *lines[at:]])
