"""Many requests to one site at once, with limits on time, size and number; redirects are told, never followed."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import quote, urlsplit

from mmc.release.errors import LiveState, ReleaseError
from mmc.release.verify.asking.lines import Line, NoAnswer, PlainLine, open_line
from mmc.release.verify.asking.unpacking import unpack
from mmc.release.verify.asking.visitors import FIRST_BYTES, Visit

TIMEOUT = 20.0
UNSECURED = "gzip, deflate"  # what browsers would take where there is no TLS
BATCH = 200


@dataclass(frozen=True, slots=True)
class Request:
    """
    One question to the site; `address` begins with a slash and is not yet quoted, `query` is what stands behind the `?`.

    `encoding` narrows what the visitor would take; `has_range` asks for the first bytes only.
    """

    address: str
    encoding: str = ""
    visit: Visit = field(default_factory=Visit, hash=False)
    query: str = ""
    method: str = "GET"
    more: Mapping[str, str] = field(default_factory=dict, hash=False)
    has_range: bool = False

    @property
    def told(self) -> str:
        """The address with its query."""
        return f"{self.address}?{self.query}" if self.query else self.address


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What came back; `body` is unpacked.

    `error` says why nothing did; header names are in lower case, a repeated header is joined by line ends.
    """

    request: Request
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    error: str = ""

    @property
    def is_redirect(self) -> bool:
        """True when the answer sends the reader elsewhere."""
        return 300 <= self.status < 400 and self.status != 304

    @property
    def kind(self) -> str:
        """The content type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_whole(self) -> bool:
        """True for a whole file: also one that was asked for as a range and fits in it."""
        if self.status == 206 and self.request.has_range:
            return self.headers.get("content-range", "").startswith("bytes 0-") and _is_all(
                self.headers["content-range"]
            )
        return self.status == 200


class Site:
    """The site at one address; `authority`, a file of certificates, is trusted besides the system's when given."""

    def __init__(
        self, url: str, *, workers: int = 8, timeout: float = TIMEOUT, authority: str = "", is_plain: bool = False
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query:
            raise ReleaseError(f"“{url}” bukan alamat situs.", "Tulis seperti https://mmc.contoh.go.id", LiveState.NONE)
        self.url = f"{parts.scheme}://{parts.netloc}"
        self.host = parts.hostname
        self.port = parts.port
        self.is_secure = parts.scheme == "https"
        self._pool = ThreadPoolExecutor(workers)  # one for the whole check: its threads keep their connections
        self._line: Line = PlainLine(timeout, authority) if is_plain else open_line(timeout, authority)

    def get_all(self, requests: Iterable[Request], deadline: float = float("inf")) -> Iterator[Answer]:
        """The answers in the order of the requests; after the deadline (of `time.monotonic`) each is an error at once."""

        def one(request: Request) -> Answer:
            if time.monotonic() > deadline:
                return Answer(request, error="waktu habis")
            return self.get(request)

        waiting = iter(requests)
        while batch := list(islice(waiting, BATCH)):  # so that no more than a batch of answers is held at once
            yield from self._pool.map(one, batch)

    def get(self, request: Request, base: str = "") -> Answer:
        """The answer to one request; of another server (`base`) where one is given."""
        path = quote(request.address, safe="/%~:@!$&'()*+,;=-._")
        query = f"?{quote(request.query, safe='/%~:@!$&()*+,;=?-._')}" if request.query else ""
        visitor = request.visit.visitor
        headers = request.visit.headers(request.address.lstrip("/"), f"{self.url}/")
        if visitor.is_browser and not self.is_secure:
            headers["Accept-Encoding"] = UNSECURED
        if request.encoding:
            headers["Accept-Encoding"] = request.encoding
        if request.has_range:
            headers["Range"] = f"bytes=0-{FIRST_BYTES}"
        headers |= request.more
        try:
            url = f"{base or self.url}{path}{query}"
            raw = self._line.ask(request.method, url, headers, visitor.engine, is_old=visitor.is_old)
            return Answer(
                request, raw.status, raw.headers, unpack(raw.body, raw.headers.get("content-encoding", "")), ""
            )
        except (NoAnswer, ValueError) as error:
            return Answer(request, error=str(error))

    def close(self) -> None:
        """No connection is left open."""
        self._pool.shutdown(cancel_futures=True)
        self._line.close()


def _is_all(told: str) -> bool:
    """True where a Content-Range names every byte of the file."""
    span, _, size = told.removeprefix("bytes ").partition("/")
    last = span.partition("-")[2]
    return last.isdigit() and size.isdigit() and int(last) + 1 == int(size)
