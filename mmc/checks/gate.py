"""One file, or all files together, against every row of the table: data in, problems out, nothing raised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol, TypeVar

from mmc.base.groups import groups_of
from mmc.base.items.reading import read_draft, written_status
from mmc.base.items.schema import Item
from mmc.base.items.source import Source, read_source
from mmc.base.problems import Problem, Severity
from mmc.base.vocabulary import Vocabulary
from mmc.checks.archive import Archive
from mmc.checks.claims import Summary, unread_story
from mmc.checks.content.budget import FILE_BYTES, OverBudget, within
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.content.sheet import Rendered
from mmc.checks.context import CheckContext
from mmc.checks.rules import documents, media, names, privacy
from mmc.checks.rules.attack import adverts, gambling, leading, linking, root_files
from mmc.checks.table import ARCHIVE, BYTES, CONFIRMABLE, NAMES, TEXTS, Check
from mmc.indonesian.text import group_key, squeeze

Probe = Callable[[bytes, str], Iterable[Problem]]
Subject = TypeVar("Subject")
SPOKEN: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    gambling.gambling_words,
    adverts.weak_signs,
    adverts.decorated,
    gambling.defaced,
    gambling.gambling_hosts,
    privacy.asked_secrets,
)
NAMED = (gambling.gambling_words, adverts.weak_signs, gambling.defaced)
ADDRESSED: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    linking.known_hosts,
    leading.through_others,
    leading.anybodys,
)
LEADING = (*ADDRESSED, leading.named_hosts)
EVERYWHERE = (*SPOKEN, *LEADING)
BLOCKING = frozenset({"budget", "encoding"})
LEAST_REASON = 10
SCAN = Finding(0, "PDF ini hasil pindai tanpa teks.", "Jalankan pengenalan teks (OCR), atau cetak ke PDF dari aslinya.")
MOST_TOLD = 100  # findings of one check in one file; a writer has lost count long before
TELLING = tuple(check for check in TEXTS if check.severity != Severity.NOTE)


class Convert(Protocol):
    """The site's prose: a body as its reader gets it, its bare addresses as links if they are to be."""

    def __call__(self, body: str, *, is_linking: bool = True) -> Rendered: ...


def links_by_itself(path: str) -> bool:
    """False for a clarification: the address that a rumour spreads is shown there, and leads nowhere."""
    return not path.startswith("content/klarifikasi/")


@dataclass(frozen=True, slots=True)
class Examined:
    """
    What is wrong with one file, what it says as far as it can be read, and what the others need to know of it (None if it is
    no story).
    """

    problems: tuple[Problem, ...]
    summary: Summary | None = None
    is_settled: bool = True  # False while time alone may change the answer
    item: Item | None = None
    page: Rendered | None = None


@dataclass(frozen=True, slots=True)
class Gatekeeper:
    """All that examining one file needs; `convert` is the site's prose, `probe` tells the problems of a photo."""

    vocabulary: Vocabulary
    context: CheckContext
    convert: Convert
    probe: Probe

    def examine(
        self, data: bytes, path: str, siblings: frozenset[str] = frozenset(), *, with_notes: bool = True
    ) -> Examined:
        """
        Every problem of the file at this path (below the project, with slashes).

        `siblings` are the names of the photos beside it; without notes, checks that tell nothing else are left out.
        """
        found = [*check_name(path)]
        if names.suffix(path) != "md":
            return Examined((*found, *judge_name(path, self.context), *self._examine_file(data, path)))
        found += check_bytes(data, path)
        if any(problem.code in BLOCKING for problem in found):
            return Examined(tuple(found), unread_story(path))
        source = read_source(data, path)
        item, problems = read_draft(source, self.vocabulary)
        page, trouble = self._page(source)
        draft = Draft(path, source, self.context, item, page, siblings)
        found += [*problems, *trouble, *check_file(draft, with_notes=with_notes)]
        found += [] if draft.says_yes("about_gambling") else judge_name(path, self.context)
        summary = summary_of(draft, self.vocabulary) if item is not None else _of_unread(source)
        return Examined(tuple(found), summary, _is_settled(item, self.context), item, page)

    def _page(self, source: Source) -> tuple[Rendered | None, list[Problem]]:
        try:
            return within(lambda: self.convert(source.body, is_linking=links_by_itself(source.path))), []
        except OverBudget as error:
            message = f"Naskah ini tidak dapat diolah: {error}."
            return None, [Problem(source.path, source.body_line, message, "Sederhanakan susunannya.", code="budget")]
        except Exception as error:  # noqa: BLE001  # whatever a text does to a library, its writer gets a line, not a traceback
            message = f"Naskah ini menggagalkan pengolahan ({type(error).__name__})."
            return None, [
                Problem(source.path, source.body_line, message, "Laporkan naskah ini ke pengelola.", code="internal")
            ]

    def _examine_file(self, data: bytes, path: str) -> Iterator[Problem]:
        for finding in names.size(path, len(data)):
            yield _problem(path, finding, "file-size", Severity.ERROR)
        is_photo = names.suffix(path) in names.PHOTOS and "/akar/" not in path
        true_kind = [_problem(path, finding, "true-kind", Severity.ERROR) for finding in names.true_kind(path, data)]
        if is_photo and data:
            probed = list(self.probe(data, path))
            yield from probed
            if any(problem.is_error for problem in probed):
                return
        yield from true_kind
        if names.suffix(path) == "svg":
            for finding in media.svg(data):
                yield _problem(path, finding, "svg", Severity.ERROR)
        elif names.suffix(path) == "pdf" and data and not true_kind:
            yield from self._examine_document(data, path)
        elif path.startswith("content/akar/") and len(data) < FILE_BYTES:
            for finding in root_files.said(path, data):
                yield _problem(path, finding, "root-file", Severity.ERROR)
            if not true_kind and not is_picture(path):
                yield from judge_text(path, data.decode("utf-8", "replace"), self.context, "root-file")

    def _examine_document(self, data: bytes, path: str) -> Iterator[Problem]:
        document = documents.read(data)
        for finding in documents.structure(data, document):
            yield _problem(path, finding, "true-kind", Severity.ERROR)
        if not document.fault and documents.is_scan(data):
            yield _problem(path, SCAN, "document-scan", Severity.WARNING)
        yield from judge_text(path, document.leads, self.context, "document")
        yield from judge_text(path, document.words, self.context, "document", SPOKEN)
        # A letterhead names sites that nobody can take out of a scan.
        yield from judge_text(path, document.words, self.context, "document", LEADING, Severity.WARNING)


def _told_by(
    checks: Iterable[Callable[[Draft], Iterator[Finding]]], source: Source, context: CheckContext
) -> Iterator[Finding]:
    draft = Draft(source.path, source, context)
    for check in checks:
        yield from islice(check(draft), MOST_TOLD)


def is_picture(path: str) -> bool:
    """True for a file whose bytes are no text."""
    return names.suffix(path) in names.PHOTOS | {"ico", "gif", "woff2", "ttf", "bin"} or "/openpgpkey/" in path


def judge_name(path: str, context: CheckContext) -> Iterator[Problem]:
    """The problems of what a file's name says: it is the address that readers and search engines see."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    words = " ".join(part for part in re.split(r"[^A-Za-z0-9]+", stem) if part)
    if gambling.may_be_told(words.lower()):
        yield from judge_text(path, words, context, "file-name", NAMED)


def judge_text(
    path: str,
    text: str,
    context: CheckContext,
    code: str,
    checks: Iterable[Callable[[Draft], Iterator[Finding]]] = EVERYWHERE,
    severity: Severity = Severity.ERROR,
) -> Iterator[Problem]:
    """The problems of a text that is no item, wherever it was written, by the rules that items have; lines are kept."""
    source = Source(path, (), text, 1)
    way_out = f'Bila memang benar, catat di data/situs-tepercaya.toml: `[[confirmed]]`, `file = "{path}"`, `finding = "…"`, `reason = "…"`.'
    confirmed = {group_key(finding) for file, finding in context.confirmed if file == path}
    for finding in _told_by(checks, source, context):
        if not finding.text:
            yield _problem(path, finding, code, severity)
        elif group_key(finding.text) not in confirmed:
            hint = f"{finding.hint} {way_out.replace('…', finding.text, 1)}"
            yield _problem(path, replace(finding, hint=hint, severity=severity), code, severity)


def _is_settled(item: Item | None, context: CheckContext) -> bool:
    moments = () if item is None else (item.date, item.modified, item.embargo, item.starts, item.ends)
    return all(moment is None or moment <= context.now for moment in moments)


def check_name(path: str) -> Iterator[Problem]:
    """The problems of a file's path."""
    yield from _told(NAMES, path, path)


def check_bytes(data: bytes, path: str) -> Iterator[Problem]:
    """The problems of a text file's bytes; after one of `budget` or `encoding` it is not to be read any further."""
    for check in BYTES:
        problems = list(_told((check,), data, path))
        yield from problems
        if problems and check.code in BLOCKING:
            return


def check_file(draft: Draft, *, with_notes: bool = True) -> Iterator[Problem]:
    """The problems of one item beyond those that its header's reader tells, without what the item confirms."""
    confirmations = list(_confirmations(draft))
    used: set[int] = set()
    for check in TEXTS if with_notes else TELLING:
        for finding in _findings(check, draft):
            number = next(
                (
                    n
                    for n, (_, wanted, reason) in enumerate(confirmations)
                    if reason and _is_meant(wanted, check.code, finding)
                ),
                None,
            )
            if number is not None and check.code in CONFIRMABLE:
                used.add(number)
                continue
            yield _problem(draft.path, _with_mend(finding, check), check.code, check.severity)
    for number, (line, wanted, reason) in enumerate(confirmations):
        if not reason:
            message = f"Konfirmasi “{wanted[:60]}” belum punya alasan yang cukup."
            yield Problem(
                draft.path,
                line,
                message,
                f"Tulis `reason` paling sedikit {LEAST_REASON} huruf.",
                "confirmed",
                code="confirmed",
            )
        elif number not in used:
            message = f"Konfirmasi “{wanted[:60]}” tidak mengenai temuan mana pun."
            yield Problem(
                draft.path,
                line,
                message,
                "Salin `finding` persis dari laporan, atau hapus.",
                "confirmed",
                Severity.WARNING,
                "confirmed",
            )


def check_archive(archive: Archive) -> Iterator[Problem]:
    """The problems that only all items together show."""
    for check in ARCHIVE:
        for path, finding in check.run(archive):
            yield _problem(path, finding, check.code, check.severity)


def _findings(check: Check[Subject, Finding], subject: Subject) -> list[Finding]:
    try:
        findings = check.run(subject)
        first = next(findings, None)
        if first is None:
            return []
        found = [first, *islice(findings, MOST_TOLD)]
    except Exception as error:  # noqa: BLE001  # a check that fails must close the gate, not open it, and name itself
        message = f"Pemeriksaan {check.code} gagal pada berkas ini ({type(error).__name__}: {str(error)[:80]})."
        return [Finding(0, message, "Laporkan berkas ini ke pengelola.")]
    if len(found) > MOST_TOLD:
        found[-1] = Finding(
            0, f"Masih ada temuan lain seperti ini ({check.code}).", "Perbaiki yang disebut, lalu periksa lagi."
        )
    return found


def _told(checks: Iterable[Check[Subject, Finding]], subject: Subject, path: str) -> Iterator[Problem]:
    for check in checks:
        for finding in _findings(check, subject):
            yield _problem(path, finding, check.code, check.severity)


def _problem(path: str, finding: Finding, code: str, severity: Severity) -> Problem:
    return Problem(path, finding.line, finding.message, finding.hint, finding.field, finding.severity or severity, code)


def _with_mend(finding: Finding, check: Check[Draft, Finding]) -> Finding:
    """The finding with the lines that would confirm it, where that is allowed."""
    if not check.is_confirmable or not finding.text:
        return finding
    hint = f"{finding.hint} Bila memang disengaja: `confirmed:` lalu `- finding: {check.code} {finding.text}` dan `reason: …`."
    return Finding(finding.line, finding.message, hint, finding.text, finding.field, finding.severity)


def _confirmations(draft: Draft) -> Iterator[tuple[int, str, str]]:
    for field in draft.source.fields:
        if field.key == "confirmed":
            for entry in field.value.items or (field.value,):
                parts = {part.key: part.value.text for part in entry.fields}
                if "finding" in parts:
                    reason = squeeze(parts.get("reason", ""))
                    yield entry.line, squeeze(parts["finding"]), reason if len(reason) >= LEAST_REASON else ""


def _is_meant(wanted: str, code: str, finding: Finding) -> bool:
    """True when a confirmation names exactly this finding: its text, with or without the code before it."""
    if not finding.text:
        return False
    text = wanted.removeprefix(code).lstrip(" :")
    return group_key(text) == group_key(finding.text) != ""


def summary_of(draft: Draft, vocabulary: Vocabulary) -> Summary:
    """What the archive keeps of an item that could be read."""
    item = draft.item
    assert item is not None
    links = [link for link in draft.links if link.kind == "link"]
    within_site = [
        (link.line, link.address)
        for link in links
        if link.address.startswith(("/", "#")) and not link.address.startswith("//")
    ]
    within_site += [
        (link.line, _path_of(link.address)) for link in links if link.host and link.host == draft.context.own_host
    ]
    anchors = list(draft.page.anchors) if draft.page is not None else []
    return Summary(
        path=item.path,
        kind=item.kind,
        id=item.id,
        slug=item.slug,
        title=item.title,
        url=item.url if item.date is not None else f"/{item.slug}/",
        day=item.date.date().isoformat() if item.date is not None else "",
        status=item.status,
        tags=item.tags,
        aliases=item.aliases,
        number=item.number,
        groups=tuple(group.name for group in groups_of(item, vocabulary)),
        links=within_site,
        anchors=anchors,
        uses=_uses(draft, item),
        lines={
            key: line
            for key, line in item.lines.items()
            if key in ("title", "slug", "id", "tags", "aliases", "number", "date", "status")
        },
        due=item.due_at.isoformat() if item.date is not None else "",
        accepted=_accepted(draft),
    )


def _of_unread(source: Source) -> Summary:
    stated = next((field.value.text.strip() for field in source.fields if field.key == "id"), "")
    return unread_story(source.path, stated, written_status(source))


def _accepted(draft: Draft) -> list[str]:
    """What the release's report says of an item that was let through on somebody's word."""
    found = [f"{finding}: {reason}" for _, finding, reason in _confirmations(draft) if reason]
    return [*(["about_gambling: ya"] if draft.says_yes("about_gambling") else []), *found]


def _path_of(address: str) -> str:
    rest = address.split("/", 3)
    return f"/{rest[3]}" if len(rest) > 3 else "/"


def _uses(draft: Draft, item: Item) -> list[str]:
    folder = item.path.rpartition("/")[0]
    named = [item.photo] if item.photo else draft.default_photos()
    named += [photo.file for photo in item.photos]
    named += [link.address for link in draft.links if link.kind == "image"]
    return [f"{folder}/{name}" for name in dict.fromkeys(named) if name and "/" not in name]
