"""Addresses that were never published: where intruders put things, where links lead, and such as nobody can know."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from posixpath import dirname

from mmc.release.verify.asking.fetch import Answer, Request
from mmc.release.verify.asking.visitors import BROWSERS, DESKTOP, MEANT, ROBOTS, SEARCH, Visit
from mmc.release.verify.findings import Finding, Sign
from mmc.release.verify.injected import injected
from mmc.release.verify.survey import Survey, path_of, plain_path, seal

MOST = 1000  # addresses outside the record that one check asks for
ASKERS = (*(Visit(one) for one in (*BROWSERS, *ROBOTS)), Visit(DESKTOP, SEARCH[0]))


def strangers(survey: Survey) -> Iterator[Finding]:
    """Nothing is there but what was published, whoever asks."""
    secret = secrets.token_hex(8)
    asked: set[str] = set()
    waiting = {
        f"/{secret}/",
        *survey.some(survey.options.suspects),
        *_folders(survey),
        *_doorways(survey, secret),
    } | survey.unknown
    while waiting and len(asked) < MOST:
        now = [where for where in sorted(waiting)[: MOST - len(asked)] if path_of(where) not in survey.files]
        asked.update(waiting)
        survey.unknown = set()
        requests = (Request(where, visit=visit) for where in now for visit in (survey.draw.choice(ASKERS), *MEANT))
        for answer in survey.ask(requests):
            yield from _judged(survey, answer, is_secret=secret in answer.request.address)
        waiting = survey.unknown - asked


def _doorways(survey: Survey, secret: str) -> Iterator[str]:
    """Names like those that are answered by pattern; each holds a part that nobody can know."""
    folders = sorted({dirname(path) for path in survey.files if path.endswith(".html")} - {""})
    below = [f"/{folder}/{secret}/" for folder in survey.few(folders, 4)]
    yield from (form.replace("*", secret) for form in survey.some(survey.options.doorways))
    yield from below


def _folders(survey: Survey) -> list[str]:
    """Folders without a page of their own list nothing."""
    every = {dirname(path) for path in survey.files}
    every |= {dirname(folder) for folder in every} | {".well-known/mmc", ".well-known/mmc/rantai", ".well-known"}
    return [
        f"/{one}/"
        for one in survey.few(sorted(every - {""}), 4 * survey.options.pages)
        if f"{one}/index.html" not in survey.files
    ]


def _judged(survey: Survey, answer: Answer, *, is_secret: bool) -> Iterator[Finding]:
    where = answer.request.address
    if answer.error:
        yield Finding(Sign.UNREADABLE, where, answer.error)
    elif answer.is_redirect:
        if not _leads_on(survey, answer):
            yield Finding(Sign.REDIRECT, where, f"alamat asing, dialihkan ke {answer.headers.get('location', '')}")
    elif 200 <= answer.status < 300:
        if not survey.options.policy and seal(answer) == survey.files.get("404.html", (0, ""))[1]:
            return  # some hosting shows the page for what is not there with a friendly status
        what = "alamat yang tidak ada pun dijawab" if is_secret else "tidak pernah diterbitkan"
        yield Finding(Sign.ADDED, where, f"{what} (status {answer.status}, {len(answer.body)} bita)")
        yield from survey.insertions(answer)
        survey.follow(answer)
    elif answer.status >= 500 and answer.status != 501:
        yield Finding(Sign.ADDED, where, f"ada yang berjalan di server (status {answer.status})")
    elif answer.status in (401, 407):
        yield Finding(Sign.ADDED, where, f"ada pintu masuk di server (status {answer.status})")
    elif answer.status in (404, 410):
        yield from _error_page(survey, answer)


def _leads_on(survey: Survey, answer: Answer) -> bool:
    """True for a redirect to the same address in another spelling."""
    return survey.leads_home(answer, plain_path(answer.request.address))


def _error_page(survey: Survey, answer: Answer) -> Iterator[Finding]:
    """The page for what is not there is ours too; hosting may have its own, but not with gambling on it."""
    where = answer.request.address
    entry = survey.files.get("404.html")
    if entry and seal(answer) != entry.sha256:
        if survey.options.policy:
            yield Finding(Sign.CHANGED, where, "halaman galat bukan 404.html yang diterbitkan")
            yield from survey.insertions(answer)
        else:
            for told in injected(answer.body, where, survey.hosts):
                if told.startswith(("kata judi", "tautan tersembunyi", "pengalihan")):
                    yield Finding(Sign.INJECTED, where, told)
    yield from survey.headers(answer, "404.html")
