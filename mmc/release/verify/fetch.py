"""Many requests to one site at once, with limits on time, size and number; redirects are told, never followed."""

from __future__ import annotations

import gzip
import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import quote, urlsplit

import brotli
import zstandard

from mmc.base.files.system import reason
from mmc.release.errors import LiveState, ReleaseError

AGENT = "MMC-Verify/1"
LARGEST = 200_000_000  # bytes of one answer
LARGEST_UNPACKED = 400_000_000
TIMEOUT = 20.0
BATCH = 200
FAILURES: Mapping[type[Exception], str] = {
    socket.gaierror: "nama server tidak ditemukan",
    ConnectionRefusedError: "server tidak menerima sambungan",
    TimeoutError: "server tidak menjawab",
    ssl.SSLCertVerificationError: "sertifikat tidak sah",
    ssl.SSLError: "sambungan TLS gagal",
}


@dataclass(frozen=True, slots=True)
class Request:
    """One question to the site; `address` begins with a slash and is not yet quoted."""

    address: str
    encoding: str = "identity"
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)


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


class Site:
    """The site at one address; `authority`, a file of certificates, is trusted besides the system's when given."""

    def __init__(self, url: str, *, workers: int = 8, timeout: float = TIMEOUT, authority: str = "") -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query:
            raise ReleaseError(f"“{url}” bukan alamat situs.", "Tulis seperti https://mmc.contoh.go.id", LiveState.NONE)
        self.url = f"{parts.scheme}://{parts.netloc}"
        self.host = parts.hostname
        self._port = parts.port
        self._workers = workers
        self._timeout = timeout
        self._local = threading.local()
        self._all: list[http.client.HTTPConnection] = []
        self._context = ssl.create_default_context() if parts.scheme == "https" else None
        if self._context and authority:
            self._context.load_verify_locations(authority)

    def get_all(self, requests: Iterable[Request], deadline: float = float("inf")) -> Iterator[Answer]:
        """The answers in the order of the requests; after the deadline (of `time.monotonic`) each is an error at once."""

        def one(request: Request) -> Answer:
            if time.monotonic() > deadline:
                return Answer(request, error="waktu habis")
            return self.get(request)

        waiting = iter(requests)
        with ThreadPoolExecutor(self._workers) as pool:
            while batch := list(islice(waiting, BATCH)):  # so that no more than a batch of answers is held at once
                yield from pool.map(one, batch)

    def get(self, request: Request) -> Answer:
        """The answer to one request; a connection that the server closed meanwhile is opened again once."""
        for attempt in (1, 2):
            connection = self._connection()
            try:
                return self._ask(connection, request)
            except (
                http.client.RemoteDisconnected,
                ConnectionResetError,
                BrokenPipeError,
                http.client.CannotSendRequest,
            ) as error:
                connection.close()
                if attempt == 2:
                    return Answer(request, error=f"sambungan putus ({type(error).__name__})")
            except (OSError, http.client.HTTPException, ValueError) as error:
                connection.close()
                return Answer(request, error=_words_of(error))
        raise AssertionError

    def close(self) -> None:
        """No connection is left open."""
        for connection in self._all:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        known: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        if known is None:
            if self._context:
                known = http.client.HTTPSConnection(self.host, self._port, timeout=self._timeout, context=self._context)
            else:
                known = http.client.HTTPConnection(self.host, self._port, timeout=self._timeout)
            self._local.connection = known
            self._all.append(known)
        return known

    def _ask(self, connection: http.client.HTTPConnection, request: Request) -> Answer:
        headers = {
            "User-Agent": AGENT,
            "Accept-Encoding": request.encoding,
            "Cache-Control": "no-cache",
            **request.headers,
        }
        connection.request("GET", quote(request.address, safe="/%~:@!$&'()*+,;=?-._"), headers=headers)
        response = connection.getresponse()
        data = response.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ValueError("jawaban terlalu besar")
        told: dict[str, str] = {}
        for name, value in response.getheaders():
            told[name.lower()] = f"{told[name.lower()]}\n{value}" if name.lower() in told else value
        return Answer(request, response.status, told, unpack(data, told.get("content-encoding", "")))


def _words_of(error: Exception) -> str:
    """Why there was no answer, in the words of the office."""
    for kind, words in FAILURES.items():
        if isinstance(error, kind):
            return words
    if isinstance(error, OSError):
        return reason(error)
    return str(error) if isinstance(error, ValueError) else "jawabannya tidak dimengerti"


def unpack(data: bytes, encoding: str) -> bytes:
    """The bytes behind a Content-Encoding; raises `ValueError` for a broken or an unknown one."""
    try:
        if encoding in ("", "identity"):
            return data
        if encoding == "gzip":
            return gzip.decompress(data)
        if encoding == "br":
            return bytes(brotli.decompress(data))
        if encoding == "zstd":
            return zstandard.ZstdDecompressor().decompress(data, max_output_size=LARGEST_UNPACKED)
    except (OSError, EOFError, zlib.error, brotli.error, zstandard.ZstdError):
        raise ValueError(f"isi {encoding} rusak") from None
    raise ValueError(f"pemampatan “{encoding}” tidak dikenal")
