"""What a reader's browser makes of a page when its scripts and its service worker have run, held against the signed page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from mmc.release.paths import address
from mmc.release.verify.asking.chromium import Chromium, NoBrowser, Shown, opened
from mmc.release.verify.asking.fetch import Request
from mmc.release.verify.findings import Finding, Sign
from mmc.release.verify.injected import gambling, is_foreign
from mmc.release.verify.survey import Survey, seal

MOST_PAGES = 5
OTHER_WORDS = 0.3  # share of a page's words that may be others after its scripts have run
WORD = re.compile(r"\w{3,}")


def seen_in_browser(survey: Survey, paths: list[str], program: Path, words: tuple[str, ...] = ()) -> Iterator[Finding]:
    """
    Pages are in the browser what they are in the record: also at the second visit, when a service worker may stand between.

    Raises `NoBrowser` where the browser does not work.
    """
    pages = [path for path in paths if path.endswith(".html") and path != "404.html"]
    few = list(
        dict.fromkeys(
            ["index.html"] * ("index.html" in pages) + survey.few(pages, min(MOST_PAGES, survey.options.pages))
        )
    )
    with opened(program, words) as browser:
        for _ in (1, 2):
            for path in few:
                yield from _look(survey, path, browser)


def _look(survey: Survey, path: str, browser: Chromium) -> Iterator[Finding]:
    where = address(path)
    signed = survey.site.get(Request(where))
    survey.asked += 1
    if signed.error or seal(signed) != survey.files[path].sha256:
        return  # told before
    try:
        shown = browser.show(f"{survey.site.url}{where}")
    except NoBrowser as error:
        yield Finding(Sign.UNREADABLE, where, f"di peramban: {error}")
        return
    for told in _differences(survey, where, signed.body.decode("utf-8", "replace"), shown):
        yield Finding(Sign.INJECTED, where, f"di peramban: {told}")


def _differences(survey: Survey, where: str, signed: str, shown: Shown) -> Iterator[str]:
    if urlsplit(shown.address).path != where or is_foreign(shown.address, where, survey.hosts):
        yield f"pembaca berakhir di {shown.address}"
        return
    for asked in dict.fromkeys(shown.asked):
        if not asked.startswith(("data:", "blob:")) and is_foreign(asked, where, survey.hosts):
            yield f"mengambil dari luar: {asked}"
    before, after = LexborHTMLParser(signed), LexborHTMLParser(shown.document)
    for link in sorted(_links(after, where, survey) - _links(before, where, survey)):
        yield f"tautan ke luar: {link}"
    if words := sorted(set(gambling(after)) - set(gambling(before))):
        yield f"kata judi: {', '.join(words[:8])}"
    old, new = _words(before), _words(after)
    if old and len(old ^ new) > OTHER_WORDS * len(old | new):
        yield "isinya lain daripada halaman yang diterbitkan"


def _links(tree: LexborHTMLParser, where: str, survey: Survey) -> set[str]:
    found = (node.attributes.get("href") or "" for node in tree.css("a[href]"))
    return {link for link in found if link and is_foreign(link, where, survey.hosts)}


def _words(tree: LexborHTMLParser) -> set[str]:
    for node in tree.css("script, style, template"):
        node.decompose()
    return set(WORD.findall(tree.body.text(separator=" ").casefold())) if tree.body else set()
