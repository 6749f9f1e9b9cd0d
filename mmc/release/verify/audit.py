"""The check of a live site: every file of the signed record, and everything that is not in it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mmc.release.paths import MANIFEST
from mmc.release.record.manifest import Manifest
from mmc.release.record.minisign import PublicKey
from mmc.release.verify.asking.chromium import NoBrowser
from mmc.release.verify.asking.fetch import Request, Site
from mmc.release.verify.evidence import evidence
from mmc.release.verify.findings import Finding, Sign, Verdict
from mmc.release.verify.in_browser import seen_in_browser
from mmc.release.verify.published import chosen, published, redirected
from mmc.release.verify.record import fetch_record
from mmc.release.verify.strangers import strangers
from mmc.release.verify.survey import Options, Survey
from mmc.release.verify.variants import spelled_otherwise
from mmc.release.verify.visiting import seen_by_others


def audit(url: str, key: PublicKey | None, known: Manifest | None, options: Options) -> tuple[Verdict, bytes]:
    """
    The verdict, and the bytes of the live manifest when it is proven (to be remembered when the verdict is clean).

    A release that is switched during the check is no finding: the check is made again on the new one, once.
    """
    started = time.monotonic()
    site = Site(url, workers=options.workers, timeout=options.timeout, authority=options.authority)
    try:
        for attempt in (1, 2):
            record = fetch_record(site, known, options.site_url, replace(options.trust, key=key))
            manifest = record.manifest or known
            if not record.is_reachable or manifest is None:
                break
            survey = Survey(site, manifest, options, started + options.seconds)
            notes = list(record.notes)
            found = (*record.findings, *_findings(survey, record.data, notes))
            if not found or attempt == 2 or site.get(Request(f"/{MANIFEST}")).body == record.data:
                verdict = _verdict(site, manifest, survey.asked, started, found)
                return replace(
                    verdict, notes=tuple(notes), is_newer=record.is_newer, gaps=frozenset(survey.gaps)
                ), record.data
        return replace(_verdict(site, None, 1, started, record.findings), is_reachable=record.is_reachable), b""
    finally:
        site.close()


def _findings(survey: Survey, data: bytes, notes: list[str]) -> Iterator[Finding]:
    """Everything that is not as it was published."""
    paths = chosen(survey)
    yield from published(survey, paths)
    yield from seen_by_others(survey, paths)
    yield from redirected(survey)
    yield from spelled_otherwise(survey, paths)
    if data:
        yield from evidence(survey, data, notes)
    yield from strangers(survey)
    if survey.options.browser:
        try:
            yield from seen_in_browser(survey, paths, survey.options.browser, survey.options.browser_words)
        except NoBrowser as error:
            notes.append(f"Tidak dilihat di Chromium: {error}.")


def unreleased(url: str) -> Verdict:
    """The verdict on a place to which nothing was released yet, as far as anybody here knows."""
    return Verdict(
        url,
        "",
        0,
        0,
        0.0,
        (Finding(Sign.NOTHING, "", "belum ada rilis di sana, dan tidak ada yang tercatat di salinan ini"),),
    )


def _verdict(site: Site, manifest: Manifest | None, asked: int, started: float, found: Iterable[Finding]) -> Verdict:
    name, sequence = (manifest.release, manifest.sequence) if manifest else ("", 0)
    return Verdict(site.url, name, sequence, asked, time.monotonic() - started, tuple(gathered(found)))


def gathered(found: Iterable[Finding]) -> list[Finding]:
    """Each message once: what is wrong everywhere is told at its first address, with the number of the others."""
    first: dict[tuple[Sign, str], tuple[Finding, int]] = {}
    for one in sorted(set(found)):
        key = (one.sign, one.message) if one.sign is Sign.HEADER else (one.sign, f"{one.address} {one.message}")
        earlier = first.get(key)
        first[key] = (earlier[0], earlier[1] + 1) if earlier else (one, 0)
    told = [
        replace(one, message=f"{one.message} (dan {more} alamat lain)") if more else one for one, more in first.values()
    ]
    return sorted(told, key=lambda one: list(Sign).index(one.sign))
