"""The headers of an answer held against the policy, and those that only an intruder or a careless server sends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from mmc.base.media_types import CHARSET, types_of
from mmc.release.servers.policy import Policy
from mmc.release.verify.asking.fetch import Answer
from mmc.release.verify.injected import Hosts, inside, is_foreign

# Never ours, on whatever hosting.
FOREIGN = (
    "set-cookie",
    "set-cookie2",
    "refresh",
    "x-powered-by",
    "x-pingback",
    "content-location",
    "service-worker-allowed",
    "sourcemap",
    "x-sourcemap",
    "clear-site-data",
    "public-key-pins",
    "uri",
)
# Not ours where the server is our own.
STRANGE = (
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "content-disposition",
    "content-language",
    "content-security-policy-report-only",
    "link",
    "location",
    "x-robots-tag",
    "x-generator",
    "x-ua-compatible",
    "x-redirect-by",
    "x-aspnet-version",
    "x-dns-prefetch-control",
    "no-vary-search",
    "supports-loading-mode",
    "permissions-policy-report-only",
    "cross-origin-opener-policy-report-only",
    "cross-origin-embedder-policy",
    "x-content-security-policy",
    "x-webkit-csp",
)
VARIES = frozenset({"accept-encoding", "origin"})  # what an honest answer of ours may depend on
HARMLESS = frozenset(
    {"preload", "preconnect", "dns-prefetch", "modulepreload"}
)  # hints, as long as they stay on the site
SEEN = ("all", "index", "follow", "max-")  # words for search engines that hide nothing
RUN_BY_HOSTING = "/cdn-cgi/"
OWN_REPORTS = {"cloudflare": "cloudflare.com"}  # where a known hosting has errors reported: to itself


@dataclass(frozen=True, slots=True)
class Ground:
    """What the headers of a site are held against; without a policy only what is wrong everywhere."""

    hosts: Hosts
    port: int
    policy: Policy | None = None
    paths: frozenset[str] = field(default=frozenset(), repr=False)


def header_problems(answer: Answer, path: str, ground: Ground) -> Iterator[str]:
    """What is wrong with the headers, in the words of the office."""
    headers = answer.headers
    for name in FOREIGN:
        if name in headers:
            yield f"kepala asing {name}: {_short(headers[name])}"
    wanted = types_of(path)
    if wanted and answer.kind not in wanted:
        yield f"Content-Type “{answer.kind}”, seharusnya “{wanted[0]}”"
    yield from _charset(answer, ground)
    yield from _elsewhere(answer, ground)
    yield from _reports(answer, ground)
    yield from _against_policy(answer, ground.policy) if ground.policy else _anywhere(answer, ground)


def _against_policy(answer: Answer, policy: Policy) -> Iterator[str]:
    """Our own server says what the policy says, and nothing else that matters."""
    headers = answer.headers
    address = "/404.html" if answer.status == 404 else answer.request.address
    for name, value in policy.headers(address).items():
        told = headers.get(name.lower())
        if told is None:
            yield f"kepala {name} hilang"
        elif told != value:
            yield f"kepala {name} berubah: {_short(told)}"
    for name in STRANGE:
        if name in headers and not (name == "location" and answer.is_redirect):
            yield f"kepala asing {name}: {_short(headers[name])}"
    varies = {word.strip().lower() for word in headers.get("vary", "").replace("\n", ",").split(",") if word.strip()}
    if varies - VARIES:
        yield f"jawabannya bergantung pada {', '.join(sorted(varies - VARIES))} (Vary)"
    if any(letter.isdigit() for letter in headers.get("server", "")):
        yield f"server membuka versinya: {_short(headers['server'])}"


def _anywhere(answer: Answer, ground: Ground) -> Iterator[str]:
    """What harms readers or hides pages on any hosting, whatever it sends of its own accord."""
    headers, where = answer.headers, answer.request.address
    for target, rel in _links(headers.get("link", "")):
        if is_foreign(target, where, ground.hosts) or not set(rel.lower().split()) <= HARMLESS:
            yield f"kepala Link: <{_short(target)}> rel={rel}"
    robots = [word.strip().rpartition(":")[2].strip() for word in headers.get("x-robots-tag", "").lower().split(",")]
    if any(word and not word.startswith(SEEN) for word in robots):
        yield f"disembunyikan dari mesin pencari (X-Robots-Tag: {_short(headers['x-robots-tag'])})"
    if "content-disposition" in headers and answer.kind == "text/html":
        yield f"halaman menjadi unduhan (Content-Disposition: {_short(headers['content-disposition'])})"
    if "location" in headers and not answer.is_redirect:
        yield f"kepala asing location: {_short(headers['location'])}"
    if headers.get("access-control-allow-credentials", "").strip().lower() == "true":
        yield "kepala asing access-control-allow-credentials"


def _reports(answer: Answer, ground: Ground) -> Iterator[str]:
    """Browsers are told to fetch ahead and to report only where the site, or the hosting in front of it, is."""
    headers = answer.headers
    for rules in split(headers.get("speculation-rules", "").replace("\n", ","), ","):
        address = rules.strip().strip('"')
        if address and not _is_own(address, answer, ground):
            yield f"kepala Speculation-Rules: {_short(address)}"
    for name in ("report-to", "reporting-endpoints"):
        for host in _report_hosts(headers.get(name, "")):
            hosting = next(
                (OWN_REPORTS[word] for word in headers.get("server", "").lower().split() if word in OWN_REPORTS), ""
            )
            if host not in ground.hosts and not (hosting and host.endswith(f".{hosting}")):
                yield f"kesalahan pembaca dilaporkan ke {host} ({name})"
    if "nel" in headers and "report-to" not in headers:
        yield f"kepala asing nel: {_short(headers['nel'])}"


def _charset(answer: Answer, ground: Ground) -> Iterator[str]:
    """Text is UTF-8, or says nothing; of our own server pages say so."""
    told = [part.partition("=") for part in split(answer.headers.get("content-type", ""), ";")[1:]]
    charset = next(
        (value.strip().strip('"').lower() for name, _, value in told if name.strip().lower() == "charset"), ""
    )
    if charset and charset not in ("utf-8", "utf8") and answer.kind in CHARSET:
        yield f"charset “{charset}”, seharusnya utf-8"
    elif not charset and ground.policy and answer.kind == "text/html" and answer.status == 200:
        yield "charset hilang, seharusnya utf-8"


def _elsewhere(answer: Answer, ground: Ground) -> Iterator[str]:
    """The same site is not said to be had from another server."""
    for offer in split(answer.headers.get("alt-svc", "").replace("\n", ","), ","):
        protocol, _, rest = split(offer, ";")[0].partition("=")
        place = rest.strip().strip('"')
        host, _, port = place.rpartition(":")
        if protocol.strip() == "clear" or not place:
            continue
        if host.strip("[]") not in {"", *ground.hosts} or port not in ("443", str(ground.port)):
            yield f"pembaca dialihkan ke server lain (Alt-Svc: {_short(place)})"


def _is_own(rules: str, answer: Answer, ground: Ground) -> bool:
    path = inside(rules, answer.request.address, ground.hosts)
    return path.lstrip("/") in ground.paths or path.startswith(RUN_BY_HOSTING)


def split(text: str, mark: str) -> list[str]:
    """The parts of a header's value; a mark inside quotes or angle brackets parts nothing (RFC 9110, 8288)."""
    parts, quoted, angled = [""], False, False
    for letter in text:
        if letter == '"' and not parts[-1].endswith("\\"):
            quoted = not quoted
        elif letter in "<>" and not quoted:
            angled = letter == "<"
        if letter == mark and not quoted and not angled:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _links(text: str) -> Iterator[tuple[str, str]]:
    """The targets of a Link header with what each is to the page."""
    for one in split(text.replace("\n", ","), ","):
        target, *told = (part.strip() for part in split(one, ";"))
        rows = (part.partition("=") for part in told)
        rel = next((value.strip().strip('"') for name, _, value in rows if name.strip().lower() == "rel"), "")
        if target:
            yield target.strip("<>"), rel


def _report_hosts(text: str) -> Iterator[str]:
    """The hosts to which browsers are told to report; a value that cannot be read names none but itself."""
    for part in text.strip().splitlines() if "{" in text else [part.partition("=")[2] for part in split(text, ",")]:
        try:
            found: Any = json.loads(f"[{part}]")
        except ValueError:
            continue
        for row in found:
            ends = row.get("endpoints", []) if isinstance(row, dict) else [{"url": row}]
            yield from (urlsplit(str(end.get("url", ""))).hostname or "" for end in ends if isinstance(end, dict))


def _short(value: str) -> str:
    return value if len(value) <= 120 else f"{value[:117]}…"
