"""The two ways to ask a server: as a browser does, down to its TLS handshake, and as plain Python does."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from mmc.base.files.system import reason

LARGEST = 200_000_000  # bytes of one answer
FAILURES: Mapping[type[Exception], str] = {
    socket.gaierror: "nama server tidak ditemukan",
    ConnectionRefusedError: "server tidak menerima sambungan",
    TimeoutError: "server tidak menjawab",
    ssl.SSLCertVerificationError: "sertifikat tidak sah",
    ssl.SSLError: "sambungan TLS gagal",
}
BROKEN = "jawabannya tidak dimengerti"


class NoAnswer(Exception):
    """Nothing came back that could be read; the text says why, in the words of the office."""


@dataclass(frozen=True, slots=True)
class Raw:
    """What came back, as it came; header names are in lower case, a repeated header is joined by line ends."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Line(Protocol):
    """One way to ask; safe to be used from many threads."""

    def ask(self, method: str, url: str, headers: Mapping[str, str], engine: str, *, is_old: bool) -> Raw:
        """What came back; raises `NoAnswer`."""

    def close(self) -> None:
        """No connection is left open."""


def open_line(timeout: float, authority: str) -> Line:
    """A browser's line where its library is installed, else a plain one; `authority` is a file of certificates."""
    try:
        return BrowserLine(timeout, authority)
    except ImportError:
        return PlainLine(timeout, authority)


class PlainLine:
    """Python's own: known by its handshake, HTTP/1.1 only."""

    def __init__(self, timeout: float, authority: str) -> None:
        self._timeout = timeout
        self._local = threading.local()
        self._all: list[http.client.HTTPConnection] = []
        self._context = ssl.create_default_context()
        if authority:
            self._context.load_verify_locations(authority)

    def ask(self, method: str, url: str, headers: Mapping[str, str], engine: str, *, is_old: bool) -> Raw:
        """See `Line`; a connection that the server closed meanwhile is opened again once."""
        parts = urlsplit(url)
        target = url.removeprefix(f"{parts.scheme}://{parts.netloc}")
        for attempt in (1, 2):
            connection = self._connection(parts.scheme, parts.netloc)
            try:
                connection.request(method, target, headers=dict(headers))
                response = connection.getresponse()
                data = response.read(LARGEST + 1)
                if len(data) > LARGEST:
                    raise NoAnswer("jawaban terlalu besar")
                return Raw(response.status, _joined(response.getheaders()), data)
            except (http.client.RemoteDisconnected, ConnectionError, http.client.CannotSendRequest) as error:
                connection.close()
                if isinstance(error, ConnectionRefusedError) or attempt == 2:
                    raise NoAnswer(_words_of(error)) from None
            except (OSError, http.client.HTTPException, ValueError) as error:
                connection.close()
                raise NoAnswer(_words_of(error)) from None
        raise AssertionError

    def close(self) -> None:
        """See `Line`."""
        for connection in self._all:
            connection.close()

    def _connection(self, scheme: str, place: str) -> http.client.HTTPConnection:
        known: dict[str, http.client.HTTPConnection] = self._local.__dict__
        if (found := known.get(f"{scheme}://{place}")) is None:
            found = (
                http.client.HTTPSConnection(place, timeout=self._timeout, context=self._context)
                if scheme == "https"
                else http.client.HTTPConnection(place, timeout=self._timeout)
            )
            known[f"{scheme}://{place}"] = found
            self._all.append(found)
        return found


class BrowserLine:
    """libcurl with a browser's handshake, its HTTP/2 settings and its order of headers."""

    def __init__(self, timeout: float, authority: str) -> None:
        from curl_cffi import CurlHttpVersion, CurlOpt, requests  # a set-up of its own: see environment.VERIFY

        self._requests = requests
        self._versions = CurlHttpVersion
        self._timeout = timeout
        self._trusted: Any = authority or ssl.get_default_verify_paths().cafile or True
        self._options = {
            CurlOpt.HTTP_CONTENT_DECODING: 0,  # what a server sends is unpacked here, where nothing is forgiven
            CurlOpt.MAXFILESIZE_LARGE: LARGEST,
            CurlOpt.PATH_AS_IS: 1,
            CurlOpt.CONNECTTIMEOUT_MS: int(timeout * 1000),
            CurlOpt.LOW_SPEED_LIMIT: 1,
            CurlOpt.LOW_SPEED_TIME: max(1, int(timeout)),
        }
        self._local = threading.local()
        self._all: list[Any] = []

    def ask(self, method: str, url: str, headers: Mapping[str, str], engine: str, *, is_old: bool) -> Raw:
        """See `Line`."""
        is_first = is_old or url.startswith("http://")  # no browser asks for HTTP/2 without TLS
        session = self._session(engine, is_first=is_first)
        try:
            found = session.request(
                method,
                url,
                headers=dict(headers),
                default_headers=False,
                impersonate=engine or None,
                allow_redirects=False,
                accept_encoding=None,
                quote=False,
                discard_cookies=True,
                http_version=self._versions.V1_1 if is_first else None,
                timeout=self._timeout * 30,
            )
        except self._requests.exceptions.RequestException as error:
            raise NoAnswer(self._told(error)) from None
        return Raw(found.status_code, _joined(found.headers.multi_items()), found.content)

    def close(self) -> None:
        """See `Line`."""
        for session in self._all:
            session.close()

    def _session(self, engine: str, *, is_first: bool) -> Any:
        """One for each handshake, so that no connection of another one is used again."""
        known: dict[str, Any] = self._local.__dict__
        name = f"{engine} {is_first}"
        if name not in known:
            known[name] = self._requests.Session(verify=self._trusted, curl_options=self._options, trust_env=True)
            self._all.append(known[name])
        return known[name]

    def _told(self, error: Exception) -> str:
        kinds = self._requests.exceptions
        if isinstance(error, kinds.DNSError):
            return FAILURES[socket.gaierror]
        if isinstance(error, kinds.CertificateVerifyError):
            return FAILURES[ssl.SSLCertVerificationError]
        if isinstance(error, kinds.SSLError):
            return FAILURES[ssl.SSLError]
        if isinstance(error, kinds.Timeout):
            return FAILURES[TimeoutError]
        if isinstance(error, kinds.ConnectionError):
            return FAILURES[ConnectionRefusedError]
        return f"{BROKEN} (curl {int(getattr(error, 'code', 0))})"


def _joined(rows: Any) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, value in rows:
        lower = name.lower()
        told[lower] = f"{told[lower]}\n{value or ''}" if lower in told else value or ""
    return told


def _words_of(error: Exception) -> str:
    """Why there was no answer, in the words of the office."""
    for kind, words in FAILURES.items():
        if isinstance(error, kind):
            return words
    if isinstance(error, http.client.RemoteDisconnected | ConnectionError):
        return f"sambungan putus ({type(error).__name__})"
    if isinstance(error, OSError):
        return reason(error)
    return BROKEN
