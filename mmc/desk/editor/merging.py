"""Two people on one item: what they changed in different places is joined, field by field; where they met, each version is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mmc.base.problems import ContentError
from mmc.desk.editor.manuscript import Manuscript, Unwritable, edited, opened
from mmc.desk.editor.shapes import FROM, Row, Shown, settled
from mmc.history.merge import Conflict, joined, parts_of

BODY = "naskah"
WHOLE = "berkas"
OURS, THEIRS, BOTH = "saya", "dia", "keduanya"


@dataclass(frozen=True, slots=True)
class Clash:
    """One place that both have changed: a field by its key, a passage of the text, or the whole file; `name` says which it is."""

    name: str
    label: str
    before: str
    ours: str
    theirs: str
    is_text: bool = False  # of which both versions can stay, one after the other


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of two versions: the bytes, where the clashes are all decided, else the clashes."""

    data: bytes | None
    clashes: tuple[Clash, ...] = ()


def merged(before: bytes, ours: bytes, theirs: bytes, path: str, choices: Mapping[str, str] | None = None) -> Merged:
    """The two versions of one file joined; `choices` says for each clash by its name whose version stays."""
    chosen = choices or {}
    if theirs in (before, ours):
        return Merged(ours)
    if ours == before:
        return Merged(theirs)
    try:
        return _joined(opened(before, path), opened(ours, path), opened(theirs, path), chosen)
    except (ContentError, Unwritable, UnicodeDecodeError):
        was, mine, other = (data.decode("utf-8", "replace") for data in (before, ours, theirs))
        clash = Clash(WHOLE, "Seluruh berkas", was, mine, other)
        decided = {OURS: ours, THEIRS: theirs}.get(chosen.get(WHOLE, ""))
        return Merged(decided, () if decided is not None else (clash,))


def _joined(before: Manuscript, ours: Manuscript, theirs: Manuscript, chosen: Mapping[str, str]) -> Merged:
    given: dict[str, str | Sequence[Row]] = {}
    clashes: list[Clash] = []
    for key, rule in ours.rules.items():
        was, mine, other = (settled(each.values[key], rule) for each in (before, ours, theirs))
        if mine in (was, other):
            continue
        if other == was or chosen.get(key) == OURS:
            given[key] = _with_origins(mine, theirs.values[key])
        elif chosen.get(key) != THEIRS:
            clashes.append(Clash(key, rule.label, told(was), told(mine), told(other)))
    parts = parts_of(*(f"{each.body}\n".encode() for each in (ours, before, theirs)))
    passages = [part for part in parts if isinstance(part, Conflict)]
    decided: dict[Conflict, str] = {}
    for number, passage in enumerate(passages, start=1):
        name = f"{BODY}-{number}"
        kept = {OURS: passage.ours, THEIRS: passage.theirs, BOTH: _both(passage)}.get(chosen.get(name, ""))
        if kept is None:
            label = "Naskah" if len(passages) == 1 else f"Naskah, bagian {number}"
            texts = (passage.before.strip(), passage.ours.strip(), passage.theirs.strip())
            clashes.append(Clash(name, label, *texts, is_text=True))
        else:
            decided[passage] = kept
    if clashes:
        return Merged(None, tuple(clashes))
    return Merged(edited(theirs, given, joined(parts, decided).decode()))


def _both(passage: Conflict) -> str:
    """Theirs, then ours, as paragraphs of their own."""
    return "\n\n".join(text.strip("\n") for text in (passage.theirs, passage.ours) if text.strip()) + "\n"


def _with_origins(mine: Shown, theirs: Shown) -> str | Sequence[Row]:
    """Our rows, each with the row of their file that it was, so that it keeps its lines."""
    if isinstance(mine, str) or isinstance(theirs, str):
        return mine if isinstance(mine, str) else [*mine]
    known = [{part: " ".join(text.split()) for part, text in row.items()} for row in theirs]
    return [{**row, FROM: str(known.index({**row})) if {**row} in known else ""} for row in mine]


def told(value: Shown) -> str:
    """A field's value in words, for two to be compared."""
    if isinstance(value, str):
        return value
    return "\n".join("; ".join(text for text in row.values() if text) for row in value)
