"""The preview's web server: files of one folder, to this machine only."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from urllib.parse import quote, unquote, urlsplit

from mmc.base.addresses import ASSETS
from mmc.base.media_types import content_type
from mmc.preview.news import Board, News

HOST = "127.0.0.1"
HOST_NAMES = ("127.0.0.1", "localhost", "[::1]")  # another name is another site's page that asks for our drafts
PORTS = range(8000, 8100)
SCRIPT = "/__pratinjau/reload.js"
EVENTS = "/__pratinjau/events"
TEXT = content_type("kosong.txt")
HEARTBEAT_SECONDS = 15.0  # finds out that a page is gone
NOT_BUILT = """<!doctype html>
<html lang="id">
<meta charset="utf-8">
<title>Pratinjau</title>
<h1>Situs belum dapat dibangun</h1>
<p>Perbaiki masalah di bawah ini lalu simpan; halaman ini akan berganti sendiri.</p>
<script type="module" src="{script}"></script>
</html>
"""


class PreviewServer(ThreadingHTTPServer):
    """Serves a folder at `address` until it is shut down."""

    daemon_threads = True
    block_on_close = False  # listening pages never hang up first
    allow_reuse_address = os.name != "nt"  # there it would let two servers share a port

    def __init__(self, folder: Path, board: Board, ports: range = PORTS) -> None:
        self.folder, self.board, self.is_open = folder, board, True
        super().__init__((HOST, 0), Handler, bind_and_activate=False)
        self._bind_first_free(ports)

    @property
    def address(self) -> str:
        """Where the site is seen."""
        return f"http://{HOST}:{self.server_address[1]}/"

    def shutdown(self) -> None:
        """No request is served any more, and listeners are let go."""
        self.is_open = False
        super().shutdown()

    def server_bind(self) -> None:
        """Bound without the look-up of the machine's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def _bind_first_free(self, ports: range) -> None:
        for port in ports:
            self.server_address = (HOST, port)
            try:
                self.server_bind()
            except OSError:
                if port == ports[-1]:
                    self.server_close()
                    raise
            else:
                self.server_activate()
                return


class Handler(BaseHTTPRequestHandler):
    """Answers for one connection."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "pratinjau", ""

    def do_GET(self) -> None:
        """A file, the reload script, or the stream of news."""
        path = urlsplit(self.path).path
        if self.headers.get("Host", "").rsplit(":", 1)[0] not in HOST_NAMES:
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, b"", TEXT)
        elif path == EVENTS:
            self._stream()
        elif path == SCRIPT:
            script = (Path(__file__).parent / "reload.js").read_text(encoding="utf-8")
            number = str(self.server.board.latest.number)
            self._answer(HTTPStatus.OK, script.replace("__NUMBER__", number).encode(), content_type(SCRIPT))
        else:
            self._file(path)

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """The terminal belongs to the builds."""

    def _file(self, path: str) -> None:
        found = find_file(self.server.folder, path)
        if found is None:
            self._not_found()
        elif found.is_dir():
            self._answer(HTTPStatus.MOVED_PERMANENTLY, b"", TEXT, location=f"{quote(unquote(path))}/")
        else:
            self._send(HTTPStatus.OK, found)

    def _not_found(self) -> None:
        page = self.server.folder / "404.html"
        if page.is_file():
            self._send(HTTPStatus.NOT_FOUND, page)
        elif (self.server.folder / "index.html").is_file():
            self._answer(HTTPStatus.NOT_FOUND, b"404", TEXT)
        else:
            self._answer(
                HTTPStatus.SERVICE_UNAVAILABLE, NOT_BUILT.format(script=SCRIPT).encode(), content_type("index.html")
            )

    def _send(self, status: HTTPStatus, file: Path) -> None:
        with file.open("rb") as opened:
            self._head(status, content_type(file.name), os.fstat(opened.fileno()).st_size)
            if self.command != "HEAD":
                with suppress(ConnectionError):
                    shutil.copyfileobj(opened, self.wfile)

    def _answer(self, status: HTTPStatus, body: bytes, media_type: str, location: str = "") -> None:
        self._head(status, media_type, len(body), location)
        if self.command != "HEAD":
            with suppress(ConnectionError):
                self.wfile.write(body)

    def _head(self, status: HTTPStatus, media_type: str, length: int, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(length))
        # Names there change with what is in them; anything else may be a draft, of which nothing is to stay.
        is_lasting = status is HTTPStatus.OK and self.path.startswith(ASSETS)
        self.send_header("Cache-Control", "max-age=31536000, immutable" if is_lasting else "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def _stream(self) -> None:
        """Server-sent events: the news as it stands, then every change of it."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        known: News | None = None
        with suppress(ConnectionError):
            while self.server.is_open:
                news = self.server.board.after(known, HEARTBEAT_SECONDS)
                self.wfile.write(_event(news) if news else b":\n\n")
                known = news or known
        self.close_connection = True


def find_file(folder: Path, path: str) -> Path | None:
    """
    The file that an address shows, or a folder that is missing its last slash.

    Nothing outside the folder, nothing hidden, and no list of a folder's files is ever found.
    """
    names = unquote(path).split("/")[1:]
    if any(_is_refused(name) for name in names):
        return None
    found = folder.joinpath(*names)
    if not found.resolve().is_relative_to(folder.resolve()):
        return None
    if path.endswith("/"):
        found /= "index.html"
        return found if found.is_file() else None
    if found.is_dir():
        return found if (found / "index.html").is_file() else None
    return found if found.is_file() else None


def _is_refused(name: str) -> bool:
    return (name.startswith(".") and name != ".well-known") or any(sign in name for sign in "\\:\0")


def _event(news: News) -> bytes:
    return f"data: {json.dumps(asdict(news))}\n\n".encode()
