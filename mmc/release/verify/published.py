"""Every published file, as it is and in each of its compressed copies, and the old addresses that lead to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mmc.release.paths import ENCODINGS, address, is_copy
from mmc.release.verify.asking.fetch import Answer, Request
from mmc.release.verify.asking.visitors import BROWSERS, Visit
from mmc.release.verify.findings import Finding, Sign
from mmc.release.verify.survey import ACTIVE, PAGES, Survey, path_of, seal

FOLLOWED = 50  # sound pages whose links are looked into; those of an altered one always are


def chosen(survey: Survey) -> list[str]:
    """The files to look at: all, or the front, what runs in browsers, the newest, and a sample that is another one each time."""
    plain = [path for path in survey.files if not is_copy(path)]
    most = survey.options.sample
    if not most or len(plain) <= most:
        return plain
    always = [path for path in plain if path.count("/") <= 1 and path.endswith(ACTIVE)][:most]
    newest = sorted(plain, key=lambda path: survey.files[path].since)[-most // 4 :]
    return list(dict.fromkeys([*always, *newest, *survey.few(plain, most)]))


def published(survey: Survey, paths: Iterable[str]) -> Iterator[Finding]:
    """Every file is what the record says, whoever asks for it."""
    followed = 0
    for answer in survey.ask(_questions(survey, paths)):
        path = path_of(answer.request.address)
        yield from _judged(survey, answer, path)
        if path.endswith(PAGES) and (followed < FOLLOWED or path in survey.altered):
            followed += 1
            survey.follow(answer)


def _questions(survey: Survey, paths: Iterable[str]) -> Iterator[Request]:
    for path in paths:
        copies = [name for name, suffix in ENCODINGS.items() if path + suffix in survey.files]
        for encoding in ("identity", *copies):
            yield Request(address(path), encoding, Visit(survey.draw.choice(BROWSERS)))


def _judged(survey: Survey, answer: Answer, path: str) -> Iterator[Finding]:
    where = answer.request.address
    copy = "" if answer.request.encoding == "identity" else f" (salinan {answer.request.encoding})"
    if problem := survey.wrong(answer, path):
        sign = _sign(answer, path)
        yield Finding(sign, where, problem + copy)
        if not answer.error:
            survey.altered.setdefault(path, set()).add(seal(answer))
            yield from survey.insertions(answer) if sign is Sign.CHANGED else ()
    yield from survey.headers(answer, path)


def _sign(answer: Answer, path: str) -> Sign:
    if answer.error:
        return Sign.UNREADABLE
    if answer.is_redirect:
        return Sign.REDIRECT
    return Sign.CHANGED if answer.is_whole or (path == "404.html" and answer.status == 404) else Sign.MISSING


def redirected(survey: Survey) -> Iterator[Finding]:
    """Old addresses lead where the office said."""
    for answer in survey.ask(Request(old) for old in survey.redirects):
        wanted = survey.redirects[answer.request.address]
        told = answer.headers.get("location", "")
        if answer.status not in (301, 308) or told not in (wanted, survey.site.url + wanted):
            sent = f"dialihkan ke {told}" if told else f"status {answer.status}"
            yield Finding(Sign.REDIRECT, answer.request.address, f"{sent}, seharusnya ke {wanted}")
