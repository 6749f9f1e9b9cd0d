"""The built-in server: the live release of a folder, with the headers, copies and redirects of the policy."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import cast
from urllib.parse import unquote, urlsplit

from mmc.base.media_types import content_type
from mmc.release.errors import LiveState, ReleaseError
from mmc.release.paths import ENCODINGS, is_copy, is_safe
from mmc.release.servers.moved import moved
from mmc.release.servers.policy import Policy

PREFERRED = ("br", "zstd", "gzip")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for; header names are in lower case."""

    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    query: str = ""  # what stands behind the question mark, as it was sent


@dataclass(frozen=True, slots=True)
class Given:
    """What the reader gets."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


def respond(folder: Path, policy: Policy, asked: Asked) -> Given:
    """The answer of the site in this folder; every file of it is read from the same release."""
    if new := _moved(policy, asked):
        return Given(301, {**policy.headers(asked.address), "Location": new})
    path = asked.address.lstrip("/")
    if path and not path.endswith("/") and (folder / path).is_dir() and _is_public(path):
        return Given(301, {**policy.headers(asked.address), "Location": f"/{path}/"})
    path = path + "index.html" if not path or path.endswith("/") else path
    if path == "404.html" or not _is_public(path) or not (folder / path).is_file():
        return _file(folder, "404.html", policy, Asked("/404.html", asked.headers), 404)
    return _file(folder, path, policy, asked, 200)


def _moved(policy: Policy, asked: Asked) -> str:
    """Where an old address leads; a query is looked at only where some redirect has one."""
    return (
        policy.redirects.get(asked.address, "")
        if not asked.query
        else moved(policy.redirects).target(asked.address, asked.query)
    )


def _is_public(path: str) -> bool:
    is_hidden = any(part.startswith(".") for part in path.removeprefix(".well-known/").split("/"))
    return is_safe(path.rstrip("/")) and not is_hidden and not is_copy(path)


def _file(folder: Path, path: str, policy: Policy, asked: Asked, status: int) -> Given:
    headers = {**policy.headers(asked.address), "Content-Type": content_type(path)}
    wanted = asked.headers.get("accept-encoding", "")
    encoding = next((one for one in PREFERRED if one in wanted and (folder / (path + ENCODINGS[one])).is_file()), "")
    if any((folder / (path + suffix)).is_file() for suffix in ENCODINGS.values()):
        headers["Vary"] = "Accept-Encoding"
    try:
        body = (folder / (path + ENCODINGS.get(encoding, ""))).read_bytes()
    except FileNotFoundError:
        return Given(404, headers, b"")
    if encoding:
        headers["Content-Encoding"] = encoding
    headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if status == 200 and asked.headers.get("if-none-match") == headers["ETag"]:
        return Given(304, headers)
    return Given(status, headers, body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], answer: Callable[[Asked], Given]) -> None:
        self.answer = answer
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "MMC"
    sys_version = ""
    timeout = 30
    wbufsize = -1  # head and body leave together; apart, the body waits 40 ms for the head to be acknowledged

    def do_GET(self) -> None:
        given = cast(_Server, self.server).answer(
            Asked(
                unquote(urlsplit(self.path).path),
                {name.lower(): value for name, value in self.headers.items()},
                urlsplit(self.path).query,
            )
        )
        self.send_response(given.status, HTTPStatus(given.status).phrase)
        for name, value in given.headers.items():
            self.send_header(name, value)
        if given.status != 304:
            self.send_header("Content-Length", str(len(given.body)))
        self.end_headers()
        if self.command == "GET" and given.status != 304:
            self.wfile.write(given.body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def version_string(self) -> str:
        return self.server_version

    def log_message(self, *_: object) -> None:
        """Nothing is logged: who reads what is nobody's business."""


def site_answers(live: Callable[[], Path | None], policy: Policy) -> Callable[[Asked], Given]:
    """Answers from whatever release is live at the moment of each question."""

    def answer(asked: Asked) -> Given:
        folder = live()
        if folder is None:
            return Given(503, {"Content-Type": "text/plain; charset=utf-8"}, b"Belum ada rilis.\n")
        return respond(folder, policy, asked)

    return answer


def _open(ports: Iterable[int], answer: Callable[[Asked], Given]) -> _Server:
    for port in ports:
        with suppress(OSError, OverflowError):
            return _Server(("127.0.0.1", port), answer)
    raise ReleaseError("Tidak ada pintu yang bebas.", "Sebutkan yang lain: `--port 9000`.", LiveState.NONE)


@contextmanager
def serving(answer: Callable[[Asked], Given], ports: Iterable[int] = (0,)) -> Iterator[str]:
    """The address under which the answers can be had, on this machine only, while the block runs; the first free port is taken."""
    server = _open(ports, answer)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
