"""The check of a live site: every file of the signed record, and everything that is not in it."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from mmc.release.paths import ENCODINGS, MANIFEST, PROOF, address, is_copy
from mmc.release.record.manifest import Entry, Manifest
from mmc.release.record.minisign import PublicKey
from mmc.release.record.standing import Trust
from mmc.release.servers.policy import Policy
from mmc.release.verify.fetch import Answer, Request, Site
from mmc.release.verify.findings import Finding, Sign, Verdict
from mmc.release.verify.headers import header_problems
from mmc.release.verify.injected import injected, inside, links
from mmc.release.verify.record import fetch_record
from mmc.release.verify.suspects import DISGUISES, PATHS

MOST_UNKNOWN = 1000  # addresses outside the record that one check asks for
MOST_DISGUISED = 20  # pages that are asked for under each disguise
PAGES = (".html", ".xml", ".txt")


@dataclass(frozen=True, slots=True)
class Options:
    """
    How a site is checked.

    `policy` is None where the hosting sets its own headers; `site_url` is the site that the record must be of;
    `sample` (0: all) bounds the files checked in one run, drawn anew each time; `seconds` bounds the whole run.
    """

    policy: Policy | None = None
    site_url: str = ""
    sample: int = 0
    seconds: float = 1500
    workers: int = 8
    timeout: float = 20
    authority: str = ""
    suspects: tuple[str, ...] = PATHS
    trust: Trust = field(default_factory=Trust)


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
            check = Check(site, manifest, options, started + options.seconds)
            found = (*record.findings, *check.findings())
            if not found or attempt == 2 or site.get(Request(f"/{MANIFEST}")).body == record.data:
                verdict = _verdict(site, manifest, check.asked, started, found)
                return replace(verdict, notes=record.notes, is_newer=record.is_newer), record.data
        return replace(_verdict(site, None, 1, started, record.findings), is_reachable=record.is_reachable), b""
    finally:
        site.close()


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
    return [
        replace(one, message=f"{one.message} (dan {more} alamat lain)") if more else one for one, more in first.values()
    ]


class Check:
    """One pass over a site."""

    def __init__(self, site: Site, manifest: Manifest, options: Options, deadline: float) -> None:
        self.asked = 0
        self._site = site
        self._files = manifest.files
        self._hosts = frozenset({site.host, urlsplit(manifest.site).hostname or site.host})
        self._altered: dict[str, str] = {}  # path: the hash of what is there instead
        self._options = options
        self._deadline = deadline
        self._redirects = options.policy.redirects if options.policy else {}
        self._unknown: set[str] = set()

    def findings(self) -> Iterator[Finding]:
        """Everything that is not as it was published."""
        chosen = self._chosen()
        yield from self._published(chosen)
        yield from self._disguised(chosen)
        yield from self._redirected()
        yield from self._foreign()

    def _chosen(self) -> list[str]:
        """The files to look at: all, or the front and a sample that is another one each time."""
        plain = [path for path in self._files if not is_copy(path)]
        if not self._options.sample or len(plain) <= self._options.sample:
            return plain
        always = [path for path in plain if path.count("/") <= 1 and path.endswith(PAGES)][: self._options.sample]
        newest = sorted(plain, key=lambda path: self._files[path].since)[-self._options.sample // 4 :]
        rest = secrets.SystemRandom().sample(plain, self._options.sample)
        return list(dict.fromkeys([*always, *newest, *rest]))

    def _ask(self, requests: Iterable[Request]) -> Iterator[Answer]:
        for answer in self._site.get_all(requests, self._deadline):
            self.asked += 1
            yield self._site.get(answer.request) if answer.error and time.monotonic() < self._deadline else answer

    def _published(self, chosen: Iterable[str]) -> Iterator[Finding]:
        """Every file as it is and in each of its compressed copies."""
        requests = [
            Request(address(path), encoding)
            for path in chosen
            for encoding in ("identity", *(name for name, suffix in ENCODINGS.items() if path + suffix in self._files))
        ]
        for answer in self._ask(requests):
            path = path_of(answer.request.address)
            yield from self._judged(answer, path, self._files[path])
            if path.endswith(PAGES) and answer.request.encoding == "identity":
                self._follow(answer)

    def _judged(self, answer: Answer, path: str, entry: Entry) -> Iterator[Finding]:
        where = answer.request.address
        copy = "" if answer.request.encoding == "identity" else f" (salinan {answer.request.encoding})"
        if answer.error:
            yield Finding(Sign.UNREADABLE, where, answer.error + copy)
        elif answer.is_redirect:
            yield Finding(Sign.REDIRECT, where, f"dialihkan ke {answer.headers.get('location', 'tempat lain')}{copy}")
        elif answer.status != 200 and not (path == "404.html" and answer.status == 404):
            yield Finding(Sign.MISSING, where, f"status {answer.status}{copy}")
        else:
            if seal(answer) != entry.sha256:
                self._altered[path] = seal(answer)
                size = f"{len(answer.body)} bita, seharusnya {entry.size}"
                yield Finding(Sign.CHANGED, where, f"isinya bukan yang diterbitkan ({size}){copy}")
                yield from self._insertions(answer)
            for problem in header_problems(answer, path, self._options.policy):
                yield Finding(Sign.HEADER, where, problem)

    def _insertions(self, answer: Answer) -> Iterator[Finding]:
        if answer.kind in ("text/html", "application/xhtml+xml", ""):
            for told in injected(answer.body, answer.request.address, self._hosts):
                yield Finding(Sign.INJECTED, answer.request.address, told)

    def _follow(self, answer: Answer) -> None:
        """Addresses of the site that no record knows are asked for later."""
        for link in links(answer.body, answer.request.address, self._hosts):
            where = unquote(link)
            if path_of(where) not in self._files and where not in self._redirects and not where.startswith(f"/{PROOF}"):
                self._unknown.add(where)

    def _disguised(self, chosen: Iterable[str]) -> Iterator[Finding]:
        """Search engines and readers who come from them see the same pages."""
        pages = sorted(
            (path for path in chosen if path.endswith(".html") and path != "404.html"), key=lambda path: path.count("/")
        )
        few = [
            *pages[: MOST_DISGUISED // 2],
            *pages[MOST_DISGUISED // 2 :: max(1, len(pages) // (MOST_DISGUISED // 2))],
        ]
        requests = [Request(address(path), "identity", dress) for path in few for dress in DISGUISES]
        for answer in self._ask(requests):
            entry = self._files[path_of(answer.request.address)]
            if answer.error or (answer.status == 200 and seal(answer) == entry.sha256):
                continue
            if seal(answer) == self._altered.get(path_of(answer.request.address)):
                continue  # everybody gets this page, and that was told
            who = (
                answer.request.headers["User-Agent"].partition("(compatible; ")[2].partition("/")[0]
                or "pembaca dari luar"
            )
            yield Finding(Sign.CLOAKED, answer.request.address, f"{who} melihat halaman lain (status {answer.status})")
            yield from self._insertions(answer)

    def _redirected(self) -> Iterator[Finding]:
        """Old addresses lead where the office said."""
        for answer in self._ask(Request(old) for old in self._redirects):
            wanted = self._redirects[answer.request.address]
            told = answer.headers.get("location", "")
            is_right = answer.status in (301, 308) and told in (wanted, self._site.url + wanted)
            if not is_right:
                sent = f"dialihkan ke {told}" if told else f"status {answer.status}"
                yield Finding(Sign.REDIRECT, answer.request.address, f"{sent}, seharusnya ke {wanted}")

    def _foreign(self) -> Iterator[Finding]:
        """Nothing else is there: where intruders put things, where links lead, and at an address nobody can know."""
        secret = f"/{secrets.token_hex(8)}/"
        asked: set[str] = set()
        waiting = {
            secret,
            *self._options.suspects,
            *(f"/{one}{secret[1:-1]}.php" for one in ("", "berita/")),
        } | self._unknown
        while waiting and len(asked) < MOST_UNKNOWN:
            now = sorted(waiting)[: MOST_UNKNOWN - len(asked)]
            asked.update(now)
            self._unknown = set()
            for answer in self._ask(Request(where) for where in now if path_of(where) not in self._files):
                yield from self._stranger(answer, is_secret=secret[1:-1] in answer.request.address)
            waiting = self._unknown - asked

    def _stranger(self, answer: Answer, *, is_secret: bool) -> Iterator[Finding]:
        where = answer.request.address
        if answer.error:
            return
        if answer.is_redirect:
            target = answer.headers.get("location", "")
            if inside(target, where, self._hosts) != where + "/":
                yield Finding(Sign.REDIRECT, where, f"alamat asing, dialihkan ke {target}")
        elif 200 <= answer.status < 300:
            what = "alamat yang tidak ada pun dijawab" if is_secret else "tidak pernah diterbitkan"
            yield Finding(Sign.ADDED, where, f"{what} (status {answer.status}, {len(answer.body)} bita)")
            yield from self._insertions(answer)
            self._follow(answer)
        elif answer.status >= 500:
            yield Finding(Sign.ADDED, where, f"ada yang berjalan di server (status {answer.status})")
        elif is_secret and answer.status == 404:
            yield from self._error_page(answer)

    def _error_page(self, answer: Answer) -> Iterator[Finding]:
        """The page for what is not there is ours too."""
        entry = self._files.get("404.html")
        if entry and self._options.policy and seal(answer) != entry.sha256:
            yield Finding(Sign.CHANGED, answer.request.address, "halaman galat bukan 404.html yang diterbitkan")
            yield from self._insertions(answer)
        for problem in header_problems(answer, "404.html", self._options.policy):
            yield Finding(Sign.HEADER, answer.request.address, problem)


def seal(answer: Answer) -> str:
    """The hash of what was answered."""
    return hashlib.sha256(answer.body).hexdigest()


def path_of(where: str) -> str:
    """The file that answers for an address."""
    return (where + "index.html" if where.endswith("/") else where).lstrip("/")
