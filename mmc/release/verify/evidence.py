"""What stands beside the record: its sources, the office's key, how keys follow each other, and the whole chain."""

from __future__ import annotations

from collections.abc import Iterator

from mmc.release.errors import ReleaseError
from mmc.release.paths import MANIFEST, PUBLIC_KEY, SIGNATURE, SOURCES
from mmc.release.record import manifest as manifests
from mmc.release.verify.asking.fetch import Request
from mmc.release.verify.asking.visitors import MEANT, Visit
from mmc.release.verify.findings import Finding, Sign
from mmc.release.verify.survey import Survey, seal

SOME_LINKS = 3  # steps back along the chain where only a sample is looked at


def evidence(survey: Survey, data: bytes, notes: list[str]) -> Iterator[Finding]:
    """The proof is the same for everybody, and the history behind the record can be walked to its beginning."""
    yield from _same_for_all(survey, data)
    yield from _sources(survey)
    yield from _chain(survey, notes)


def _same_for_all(survey: Survey, data: bytes) -> Iterator[Finding]:
    """Nobody is shown another record, signature or key."""
    for path in (MANIFEST, SIGNATURE, PUBLIC_KEY):
        wanted = data if path == MANIFEST else None
        for visit in (Visit(), *MEANT):
            answer = survey.site.get(Request(f"/{path}", visit=visit))
            survey.asked += 1
            if answer.status == 404 and wanted is None:
                break  # told before, where it matters
            if answer.error or answer.status != 200:
                problem = answer.error or f"status {answer.status}"
                yield Finding(Sign.UNREADABLE, f"/{path}", f"{visit.name}: {problem}")
                continue
            wanted = answer.body if wanted is None else wanted
            if answer.body != wanted:
                yield Finding(Sign.CLOAKED, f"/{path}", f"{visit.name} mendapat bukti yang lain")
            yield from survey.headers(answer, path)


def _sources(survey: Survey) -> Iterator[Finding]:
    """The list of what the release was made from is the one that the record names."""
    if not survey.manifest.sources:
        return
    answer = survey.site.get(Request(f"/{SOURCES}"))
    survey.asked += 1
    if answer.error or answer.status != 200:
        yield Finding(Sign.MISSING, f"/{SOURCES}", answer.error or f"status {answer.status}")
    elif seal(answer) != survey.manifest.sources:
        yield Finding(Sign.CHANGED, f"/{SOURCES}", "daftar asal rilis bukan yang disebut manifes")


def _chain(survey: Survey, notes: list[str]) -> Iterator[Finding]:
    """
    Each manifest leads to the one before it, back to the first or to where the office began anew.

    A link that is not there is a finding once, and a note from then on.
    """
    current = survey.manifest
    most = min(survey.options.links, SOME_LINKS) if survey.options.sample else survey.options.links
    for sequence in range(current.sequence - 1, max(0, current.sequence - 1 - most), -1):
        if current.restart or not current.previous or survey.is_over:
            return
        path = manifests.chain_path(sequence)
        answer = survey.site.get(Request(f"/{path}"))
        survey.asked += 1
        if answer.error or answer.status != 200:
            survey.gaps.add(sequence)
            told = f"mata rantai hilang ({answer.error or f'status {answer.status}'})"
            if sequence in survey.options.gaps:
                notes.append(f"/{path}: {told}; sudah dilaporkan pada pemeriksaan sebelumnya.")
            else:
                yield Finding(Sign.CHAIN, f"/{path}", told)
            return
        yield from survey.headers(answer, path)
        try:
            current = manifests.follow(current, answer.body)
        except ReleaseError as error:
            yield Finding(Sign.CHAIN, f"/{path}", error.message)
            return
