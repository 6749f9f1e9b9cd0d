"""One pass over a site: what every part of it shares, and how one answer is judged."""

from __future__ import annotations

import hashlib
import random
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from mmc.release.paths import PROOF
from mmc.release.record.manifest import Entry, Manifest
from mmc.release.record.standing import Trust
from mmc.release.servers.moved import Moved, moved
from mmc.release.servers.policy import Policy
from mmc.release.verify.asking.fetch import Answer, Request, Site
from mmc.release.verify.findings import Finding, Sign
from mmc.release.verify.headers import Ground, header_problems
from mmc.release.verify.injected import injected, inside, links
from mmc.release.verify.suspects import DOORWAYS, PATHS, QUERIES

PAGES = (".html", ".xml", ".txt")
ACTIVE = (*PAGES, ".js", ".mjs", ".json", ".webmanifest", ".opml")  # what people, browsers and search engines act upon
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Options:
    """
    How a site is checked.

    `policy` is None where the hosting sets its own headers; `site_url` is the site that the record must be of;
    `sample` (0: all) bounds the files checked in one run, drawn anew each time; `seconds` bounds the whole run. `visits`
    bounds the questions that other visitors ask, `pages` those pages whose other spellings are tried, `links` the steps
    back along the chain; `gaps` are the numbers of links whose lack was told before. `plain` is where readers who write
    `http://` come (empty: where they do come); `browser` is a Chromium in which some pages are opened too.
    """

    policy: Policy | None = None
    site_url: str = ""
    sample: int = 0
    seconds: float = 1500
    workers: int = 8
    timeout: float = 20
    authority: str = ""
    suspects: tuple[str, ...] = PATHS
    queries: tuple[str, ...] = QUERIES
    doorways: tuple[str, ...] = DOORWAYS
    pages: int = 12
    trust: Trust = field(default_factory=Trust)
    visits: int = 4000
    links: int = 500
    plain: str = ""
    gaps: frozenset[int] = frozenset()
    browser: Path | None = None
    browser_words: tuple[str, ...] = ()


class Survey:
    """What is known of the site while it is looked at, and what was seen so far."""

    def __init__(self, site: Site, manifest: Manifest, options: Options, deadline: float) -> None:
        self.site = site
        self.manifest = manifest
        self.files = manifest.files
        self.options = options
        self.asked = 0
        self.draw: random.Random = secrets.SystemRandom()
        self.hosts = frozenset({site.host, urlsplit(manifest.site).hostname or site.host})
        self.moved: Moved = moved(options.policy.redirects if options.policy else {})
        self.redirects = self.moved.paths
        self.altered: dict[str, set[str]] = {}  # path: the hashes of what was there instead
        self.unknown: set[str] = set()  # addresses that no record knows, to be asked for later
        self.gaps: set[int] = set()  # links that the chain lacks
        port = site.port or (443 if site.is_secure else 80)
        self.ground = Ground(self.hosts, port, options.policy, frozenset(manifest.files))
        self._deadline = deadline

    @property
    def is_over(self) -> bool:
        """True when there is no more time."""
        return time.monotonic() > self._deadline

    def ask(self, requests: Iterable[Request]) -> Iterator[Answer]:
        """The answers; what did not come is asked for once more."""
        for answer in self.site.get_all(requests, self._deadline):
            self.asked += 1
            yield self.site.get(answer.request) if answer.error and not self.is_over else answer

    def few(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """So many of them, others each time."""
        return list(things) if len(things) <= count else self.draw.sample(things, count)

    def some(self, things: Sequence[Thing]) -> list[Thing]:
        """All of them where everything is looked at, else a third, others each time."""
        return self.few(things, max(8, len(things) // 3)) if self.options.sample else list(things)

    @property
    def visits(self) -> int:
        """How many questions other visitors ask in this run."""
        most = self.options.visits
        return min(most, 2 * self.options.sample + 100) if self.options.sample else most

    def wrong(self, answer: Answer, path: str) -> str:
        """What is not as it should be with the answer for a published file, in the words of the office; empty for nothing."""
        entry = self.files[path]
        if answer.error:
            return answer.error
        if answer.is_redirect:
            return f"dialihkan ke {answer.headers.get('location', 'tempat lain')}"
        if not answer.is_whole and not (path == "404.html" and answer.status == 404):
            return f"status {answer.status}"
        if seal(answer) != entry.sha256:
            return f"isinya bukan yang diterbitkan ({len(answer.body)} bita, seharusnya {entry.size})"
        return ""

    def headers(self, answer: Answer, path: str) -> Iterator[Finding]:
        """What is wrong with the headers of an answer that came."""
        if answer.error or answer.is_redirect:
            return
        for problem in header_problems(answer, path, self.ground):
            yield Finding(Sign.HEADER, answer.request.told, problem)

    def insertions(self, answer: Answer) -> Iterator[Finding]:
        """What an altered page shows or hides."""
        if answer.kind in ("text/html", "application/xhtml+xml", ""):
            for told in injected(answer.body, answer.request.address, self.hosts):
                yield Finding(Sign.INJECTED, answer.request.address, told)

    def follow(self, answer: Answer) -> None:
        """Addresses of the site that no record knows are asked for later."""
        for link in links(answer.body, answer.request.address, self.hosts):
            where = unquote(link)
            if path_of(where) not in self.files and where not in self.redirects and not where.startswith(f"/{PROOF}"):
                self.unknown.add(where)

    def leads_home(self, answer: Answer, path: str) -> bool:
        """True for a redirect to the address of this very file."""
        target = inside(answer.headers.get("location", ""), answer.request.address, self.hosts)
        return bool(target) and plain_path(target) == plain_path("/" + path) and not self._is_downgraded(answer)

    def _is_downgraded(self, answer: Answer) -> bool:
        return self.site.is_secure and answer.headers.get("location", "").lower().startswith("http:")


def seal(answer: Answer) -> str:
    """The hash of what was answered."""
    return hashlib.sha256(answer.body).hexdigest()


def path_of(where: str) -> str:
    """The file that answers for an address."""
    return (where + "index.html" if where.endswith("/") else where).lstrip("/")


def plain_path(where: str) -> str:
    """The address in the one form in which servers that are generous about spelling see it."""
    parts = [part for part in unquote(where).casefold().split("/") if part]
    if parts and parts[-1] == "index.html":
        parts.pop()
    return "/".join(parts).removesuffix(".html")


def is_right(entry: Entry, answer: Answer) -> bool:
    """True when the answer is this file."""
    return answer.status == 200 and seal(answer) == entry.sha256
