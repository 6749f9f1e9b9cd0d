"""A folder served on a free port of this machine while a test looks at it."""

from __future__ import annotations

import io
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

import brotli

TEXT = (".html", ".css", ".js", ".svg", ".json", ".xml", ".webmanifest", ".txt")


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base's
        """Nothing is written to the terminal."""


class _AsPublished(_Quiet):
    """Text travels compressed, files with a fingerprint in their name may be kept, as on a real server."""

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        """The head of the answer, and its body as a stream."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in TEXT or "br" not in self.headers.get("Accept-Encoding", "") or not path.is_file():
            return super().send_head()
        body = _compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        """Every answer says how long it may be kept."""
        is_lasting = self.path.startswith(("/aset/", "/media/", "/kartu/"))
        self.send_header("Cache-Control", "max-age=31536000, immutable" if is_lasting else "no-cache")
        super().end_headers()


class _InPieces(_Quiet):
    """A page comes as over a weak network: half a packet at a time, so that the browser paints what it has."""

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        """The whole of the source is sent; other files at once, pages piece by piece."""
        size = 700 if str(source.name).endswith(".html") else -1
        try:
            while piece := source.read(size):
                outputfile.write(piece)
                outputfile.flush()
                time.sleep(0.01 if size > 0 else 0)
        except ConnectionError:
            self.close_connection = True  # the browser has gone to another page


@lru_cache(maxsize=2000)
def _compressed(path: Path) -> bytes:
    return bytes(brotli.compress(path.read_bytes()))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is nothing to tell of."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path, port: int = 0, *, as_published: bool = False, in_pieces: bool = False) -> Iterator[str]:
    """The folder's address, as long as the block runs."""
    handler = _InPieces if in_pieces else _AsPublished if as_published else _Quiet
    server = _Server(("127.0.0.1", port), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
