"""Addresses that lead to a published page in another spelling: with a query, without a slash, in capitals, by http."""

from __future__ import annotations

from collections.abc import Iterator

from mmc.release.paths import address
from mmc.release.verify.asking.fetch import Answer, Request
from mmc.release.verify.asking.visitors import DESKTOP, GOOGLE, MEANT, PHONE, SEARCH, Visit
from mmc.release.verify.findings import Finding, Sign
from mmc.release.verify.survey import Survey, path_of, seal

FEW = 4  # queries that are tried on each of them
REFUSED = frozenset({400, 403, 404, 405, 410, 414, 421})
ASKERS = (*MEANT, Visit(DESKTOP), Visit(PHONE), Visit(DESKTOP, SEARCH[0]))


def spelled_otherwise(survey: Survey, chosen: list[str]) -> Iterator[Finding]:
    """Each spelling shows the page as it was published, leads to its own address, or shows nothing."""
    pages = [path for path in chosen if path.endswith(".html") and path != "404.html"]
    few = list(dict.fromkeys(["index.html"] * ("index.html" in pages) + survey.few(pages, survey.options.pages)))
    for answer in survey.ask(_questions(survey, few)):
        yield from _judged(survey, answer)
    yield from _posted(survey, few[:2])
    yield from _plain(survey, few[:3])


def _questions(survey: Survey, pages: list[str]) -> Iterator[Request]:
    for path in pages:
        where = address(path)
        for query in (
            survey.some(survey.options.queries) if path == "index.html" else survey.few(survey.options.queries, FEW)
        ):
            for visit in (*MEANT, survey.draw.choice(ASKERS)):
                yield Request(where, query=query, visit=visit)
        for spelling in _spellings(where):
            if spelling not in survey.redirects and address(path_of(spelling)) != spelling:
                for visit in (*MEANT, Visit(DESKTOP)) if path == pages[0] else (survey.draw.choice(ASKERS),):
                    yield Request(spelling, visit=visit)


def _spellings(where: str) -> Iterator[str]:
    if not where.endswith("/"):
        return
    yield f"{where}index.html"
    yield f"{where}index.php"
    yield f"//{where.lstrip('/')}index.html" if where == "/" else f"/{where}"
    if where != "/":
        yield where.rstrip("/")
        yield where.upper()
        yield where.replace("/", "//", 2).replace("//", "/", 1)
        yield f"{where.rstrip('/')}.html"
        yield f"{where}amp/"


def _judged(survey: Survey, answer: Answer) -> Iterator[Finding]:
    request = answer.request
    path = _meant(request.address, survey)
    if target := survey.moved.target(request.address, request.query):
        if answer.headers.get("location", "") not in (target, survey.site.url + target):
            yield Finding(Sign.REDIRECT, request.told, f"status {answer.status}, seharusnya ke {target}")
        return
    if answer.error:
        yield Finding(Sign.UNREADABLE, request.told, answer.error)
    elif answer.is_redirect:
        if not survey.leads_home(answer, path):
            yield Finding(Sign.REDIRECT, request.told, f"dialihkan ke {answer.headers.get('location', 'tempat lain')}")
    elif answer.status == 200:
        entry = survey.files.get(path)
        if entry is None or seal(answer) != entry.sha256:
            if seal(answer) in survey.altered.get(path, ()):
                return
            what = "isinya lain daripada yang diterbitkan di alamat aslinya" if entry else "tidak pernah diterbitkan"
            yield Finding(Sign.ADDED, request.told, f"{what} ({request.visit.name})")
            yield from survey.insertions(answer)
            survey.follow(answer)
        elif request.address == address(path):  # in another spelling our servers say what they say of that spelling
            yield from survey.headers(answer, path)
    elif answer.status not in REFUSED:
        yield Finding(Sign.ADDED, request.told, f"ada yang berjalan di server (status {answer.status})")


def _meant(where: str, survey: Survey) -> str:
    """The file that an address in another spelling is of."""
    plain = "/" + "/".join(part for part in where.split("/") if part)
    for known in (
        path_of(where),
        path_of(plain),
        path_of(plain.lower()),
        path_of(f"{plain}/"),
        path_of(f"{plain.lower()}/"),
    ):
        if known in survey.files:
            return known
    return path_of(where)


def _posted(survey: Survey, pages: list[str]) -> Iterator[Finding]:
    """Nothing takes what is sent to it."""
    for path in pages:
        answer = survey.site.get(Request(address(path), method="POST", visit=Visit(GOOGLE)))
        survey.asked += 1
        if 200 <= answer.status < 300 and seal(answer) != survey.files[path].sha256:
            yield Finding(Sign.ADDED, answer.request.address, f"menjawab kiriman (POST) dengan status {answer.status}")


def _plain(survey: Survey, pages: list[str]) -> Iterator[Finding]:
    """Whoever writes `http://` is led to the same page by TLS, or finds no server there."""
    if not survey.site.is_secure or (survey.site.port not in (None, 443) and not survey.options.plain):
        return
    base = survey.options.plain or f"http://{survey.site.host}"
    for path in pages:
        for visit in (MEANT[0], MEANT[1], Visit(DESKTOP)):
            answer = survey.site.get(Request(address(path), visit=visit), base)
            survey.asked += 1
            where = f"{base}{address(path)}"
            if answer.error:
                continue
            if answer.is_redirect:
                if not survey.leads_home(answer, path):
                    yield Finding(Sign.REDIRECT, where, f"dialihkan ke {answer.headers.get('location', 'tempat lain')}")
            elif answer.status == 200 and (survey.options.policy or seal(answer) != survey.files[path].sha256):
                yield Finding(Sign.ADDED, where, "dijawab tanpa TLS, padahal seharusnya dialihkan ke https")
                if seal(answer) != survey.files[path].sha256:
                    yield from survey.insertions(answer)
