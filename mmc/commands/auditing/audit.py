"""`inv audit`: who did what when, from git, letters, releases and records; and the proof of it, from a clone alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo
from pathlib import Path

from mmc.approvals import letters as forms
from mmc.approvals.letters import APPROVE, FOLDER, OFFER, REFUSE, URGENT
from mmc.approvals.states import GONE, State
from mmc.approvals.succession import SUBJECT
from mmc.base.files.journal import ADDRESSES, ANNOUNCEMENTS, RELEASES, Journal, moment_of
from mmc.base.items.source import read_source
from mmc.base.problems import ContentError, Problem
from mmc.commands.approval.standing import Project
from mmc.commands.auditing.past import changes, events
from mmc.commands.auditing.record import FORMATS, NOTED, SIGNED, Event, render
from mmc.indonesian import calendar

Say = Callable[[str], None]
ACTS = {OFFER: "mengajukan", APPROVE: "menyetujui", REFUSE: "menolak", URGENT: "menerbitkan mendesak"}
SENT = {"terkirim": "menyiarkan", "disunting": "menyunting siaran"}
MANY = 30  # things of one letter that are listed one by one


def audit(root: Path, since: str, until: str, form: str, say: Say) -> int:
    """The exit code of `inv audit`."""
    if form not in FORMATS:
        raise _refused(f"Bentuk “{form}” tidak dikenal.", f"Pilihan: {', '.join(FORMATS)}.")
    project = Project(root)
    try:
        zone = calendar.zone(project.vocabulary.office.timezone)
        start, end = span(since, until, zone)
        say(render(record(project, start, end), form, zone, unknown(project, start)))
        return 0
    finally:
        project.close()


def prove(root: Path, since: str, until: str, say: Say) -> int:
    """The exit code of `inv audit --prove`: 0 when every approval of this time holds, 1 when one does not."""
    project = Project(root)
    try:
        zone = calendar.zone(project.vocabulary.office.timezone)
        start, end = span(since, until, zone)
        if not project.steps:
            say("Dua orang belum pernah diwajibkan; tidak ada yang dapat dibuktikan.")
            return 1
        say(f"Daftar redaksi pertama yang dipercaya: {project.steps[0].digest}")
        say("Cocokkan sidik itu dengan catatan kantor; semua yang lain mengikuti darinya.")
        for step in project.steps[1:]:
            names = ", ".join(sorted({each.member.name for each in step.state.signatures})) if step.state else ""
            say(f"  lalu {step.digest} (disetujui {names})")
        faults = [*_bad_letters(project, start, end), *_bad_states(project, start, end)]
        for line in faults:
            say(line)
        count = sum(start <= each.at < end for each in project.letters)
        states = sum(1 for _ in _states(project, start, end))
        say(f"{count} surat dan {states} versi yang disetujui diperiksa; {len(faults)} tidak terbukti.")
        say(
            "Tanpa program ini: potong satu surat di depan “-----BEGIN”, lalu "
            f"`ssh-keygen -Y verify -n {forms.NAMESPACE} -f KUNCI -I NAMA -s TANDATANGAN < SURAT`."
        )
        return int(bool(faults))
    finally:
        project.close()


def span(since: str, until: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last; without them, the last thirty days."""
    try:
        last = calendar.parse_date(until) if until else datetime.now(zone).date()
        first = calendar.parse_date(since) if since else last - timedelta(days=30)
    except calendar.DateError as error:
        raise _refused(str(error), "Contoh: `--from 2026-01-01 --to 2026-12-31`.") from None
    if first > last:
        raise _refused("Hari pertama sesudah hari terakhir.", "Tukar `--from` dan `--to`.")
    return datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone)


def record(project: Project, start: datetime, end: datetime) -> list[Event]:
    """Everything of this time, oldest first."""
    journal = Journal(project.root / "data", RELEASES).rows()
    published = {row["id"] for row in Journal(project.root / "data", ADDRESSES).rows()}
    releases = sorted(moment_of(row["at"]) for row in journal)
    titles = _titles(project)
    found = [*_letters(project, titles), *_records(project, journal, titles)]
    if project.repository is not None and project.repository.head():
        past = events(project, changes(project.repository, start, end, releases))
        # When an item went out first, the record of addresses knows; git knows who has written it.
        found += [
            replace(each, act="menulis") if each.act == "menerbitkan" and each.subject in published else each
            for each in past
        ]
    return sorted((each for each in found if start <= each.at < end), key=lambda each: each.at)


def unknown(project: Project, start: datetime) -> list[str]:
    """What the record cannot say of this time."""
    told = []
    rows = Journal(project.root / "data", RELEASES).rows()
    first = min((moment_of(row["at"]) for row in rows), default=None)
    if first is None:
        told.append(
            "rilis belum pernah dicatat, sehingga waktu tayang setiap perubahan tidak diketahui; yang ada waktu di git."
        )
    elif first > start:
        local = first.astimezone(calendar.zone(project.vocabulary.office.timezone))
        told.append(
            f"rilis sebelum {calendar.long_date(local.date())} tidak tercatat; untuk itu yang ada hanya waktu di git."
        )
    if any(str(row.get("commit", "")).endswith("+") for row in rows):
        told.append("ada rilis yang memuat perubahan yang belum dicatat di git saat itu (commit dengan tanda +).")
    if project.repository is None:
        told.append("folder ini bukan repositori git, sehingga siapa menulis apa tidak diketahui.")
    elif project.repository.is_shallow():
        told.append("klona ini tidak memuat seluruh riwayat.")
    if not project.letters:
        told.append("tidak ada surat persetujuan; siapa menyetujui tidak diketahui.")
    return told


def _letters(project: Project, titles: Mapping[str, str]) -> Iterator[Event]:
    for letter in project.letters:
        member = project.trust.author(letter)
        person = member.name if member else f"{letter.person} (tidak sah)"
        proof = SIGNED if member else "tanda tangan tidak sah"
        act = ACTS[letter.verdict]
        if len(letter.entries) > MANY:
            yield Event(letter.at, act, f"{len(letter.entries)} hal", "", person, letter.reason, proof)
            continue
        for entry in letter.entries:
            words = [*(["penghapusan"] if entry.digest == GONE else []), letter.reason]
            detail = "; ".join(word for word in words if word)
            yield Event(letter.at, act, entry.subject, titles.get(entry.subject, entry.path), person, detail, proof)


def _records(project: Project, releases: Sequence[dict[str, str]], titles: Mapping[str, str]) -> Iterator[Event]:
    data = project.root / "data"
    for row in releases:
        at, name, who = moment_of(row["at"]), row.get("release", ""), row.get("by", "")
        act = "mengembalikan rilis" if row.get("restores") else "merilis"
        detail = f"isi {row['restores']}" if row.get("restores") else row.get("commit", "")[:12]
        yield Event(at, act, name, "", who, f"{row.get('target', '')} {detail}".strip(), NOTED)
    for row in Journal(data, ADDRESSES).rows():
        yield Event(moment_of(row["at"]), "tayang", row["id"], titles.get(row["id"], ""), "", row["address"], NOTED)
    for row in Journal(data, ANNOUNCEMENTS).rows():
        if row.get("state") in SENT:
            at, item = moment_of(row["at"]), row["item"]
            yield Event(at, SENT[row["state"]], item, titles.get(item, ""), "", row["network"], NOTED)


def _titles(project: Project) -> dict[str, str]:
    """The present titles of the items that are named one by one."""
    wanted = {entry.subject for letter in project.letters for entry in letter.entries if len(letter.entries) <= MANY}
    wanted |= {row["id"] for row in Journal(project.root / "data", ADDRESSES).rows()}
    found = {}
    for subject in wanted & project.things.keys():
        thing = project.things[subject][0]
        if thing.is_page:
            fields = read_source((project.root / thing.path).read_bytes(), thing.path).fields
            found[subject] = next((field.value.text for field in fields if field.key.lower() == "title"), thing.path)
    return found


def _states(project: Project, start: datetime, end: datetime) -> Iterator[tuple[str, State]]:
    for subject, standing in sorted(project.standings.items()):
        for state in standing.states.values():
            if start <= state.at < end and subject != SUBJECT:
                yield subject, state


def _bad_letters(project: Project, start: datetime, end: datetime) -> Iterator[str]:
    """Files that are no letters, and letters that are nobody's."""
    valid = {letter.name for letter in project.letters}
    folder = project.root / FOLDER
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name not in valid:
            yield f"{FOLDER}/{name}: bukan surat yang utuh, atau tanda tangannya tidak cocok."
    for letter in project.letters:
        if start <= letter.at < end and project.trust.author(letter) is None:
            yield f"{FOLDER}/{letter.name}: kuncinya bukan milik {letter.person} menurut daftar yang berlaku."


def _bad_states(project: Project, start: datetime, end: datetime) -> Iterator[str]:
    """Approved versions that are nowhere, and those that one person let out and no second one has confirmed."""
    for subject, state in _states(project, start, end):
        if not state.is_approved:
            yield f"{state.path} ({subject}): diterbitkan {state.signatures[0].member.name} sendirian, tanpa orang kedua."
        if state.digest == GONE:
            continue
        is_here = any(thing.digest == state.digest for thing in project.things.get(subject, ()))
        if not is_here and project.versions.find(subject, state) is None:
            yield f"{state.path} ({subject}): versi {state.digest[:12]} yang disetujui tidak ada dalam riwayat."


def _refused(message: str, hint: str) -> ContentError:
    return ContentError([Problem("jejak", 0, message, hint)])
