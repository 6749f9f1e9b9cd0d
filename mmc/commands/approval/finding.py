"""The thing that somebody means: by its file, its number, its address, a photo of it, or a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from mmc.approvals.letters import FOLDER
from mmc.approvals.states import GONE
from mmc.approvals.things import CODE, THEME, Thing
from mmc.base.items.schema import DRAFT
from mmc.base.items.source import read_source
from mmc.base.problems import ContentError, Problem, posix
from mmc.base.typed import typed
from mmc.commands.approval.standing import Project

WORDS = {"tema": THEME, "theme": THEME, "kode": CODE, "code": CODE, "mmc": CODE}
NAMES = {THEME: "tema (theme/)", CODE: "kode situs (mmc/ dan berkas pengaturannya)"}


def find(project: Project, wanted: str) -> Thing:
    """The one thing that is meant; one that is gone from the folder has the digest of nothing. Raises `ContentError` for none."""
    found = {each.subject: each for each in _matching(project, wanted)}
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        listed = ", ".join(f"{each.path}" for each in list(found.values())[:5])
        raise _unknown(f"“{wanted}” dapat berarti beberapa: {listed}.", "Sebut berkas atau nomor tetapnya.")
    raise _unknown(
        f"Tidak ada naskah atau berkas “{wanted}”.",
        f"Sebut berkasnya, nomor tetapnya, atau lihat `{typed('antrean')}`.",
    )


def gone(project: Project) -> list[Thing]:
    """What was approved once and is no longer in the folder, unless it is approved that it is gone."""
    found = []
    for subject, standing in project.standings.items():
        if subject not in project.things and (last := standing.current(GONE)) and last.digest != GONE:
            found.append(Thing(subject, last.path, GONE, {}, GONE))
    return found


def title_of(project: Project, thing: Thing) -> str:
    """How people call the thing: an item by its title, anything else by its file."""
    if thing.digest == GONE:
        return f"{thing.path} (dihapus)"
    if thing.is_page:
        fields = read_source((project.root / thing.path).read_bytes(), thing.path).fields
        title = next((field.value.text for field in fields if field.key.lower() == "title"), "")
        return f"“{title}”" if title else thing.path
    return NAMES.get(thing.subject, thing.path)


def status_of(project: Project, thing: Thing) -> str:
    """The status of an item as its file says it."""
    fields = read_source((project.root / thing.path).read_bytes(), thing.path).fields if thing.is_page else ()
    return next((field.value.text.strip() for field in fields if field.key.lower() == "status"), DRAFT)


def publish(root: Path, thing: Thing) -> bool:
    """The item's file says `terbit` where it said `tinjau`; False when it did not."""
    file = root / thing.path
    head, sign, rest = file.read_bytes().partition(b"\n---")
    changed, count = re.subn(rb"(?mi)^(status[ \t]*:[ \t]*)tinjau([ \t]*\r?)$", rb"\1terbit\2", head, count=1)
    if count:
        file.write_bytes(changed + sign + rest)
    return bool(count)


def _matching(project: Project, wanted: str) -> Iterator[Thing]:
    word = posix(wanted).strip()
    things = [each for listed in project.things.values() for each in listed] + gone(project)
    subject = WORDS.get(word.casefold(), word)
    path = word.removeprefix("./").removeprefix(f"{posix(project.root)}/").rstrip("/")
    if path.startswith(f"{FOLDER}/"):
        raise _unknown("Surat persetujuan sendiri tidak disetujui.", "Sebut naskahnya.")
    exact = [each for each in things if subject == each.subject or path == each.path]
    if exact:
        yield from exact
        return
    holders = [each for each in things if path in each.files]
    if holders and "/" in path:
        yield from holders
        return
    slug = urlsplit(word).path.strip("/").rpartition("/")[2]
    for each in things:
        stem = each.path.rpartition("/")[2].removesuffix(".md")
        if each.is_page and slug and (stem == slug or stem.endswith(f"-{slug}")):
            yield replace(each)


def _unknown(message: str, hint: str) -> ContentError:
    return ContentError([Problem("setujui", 0, message, hint)])
