"""
Deploys that are killed, and lines that are cut, at every step and at random moments, while somebody reads.

Some forty times in an ordinary run; with MMC_LONG=1 more than two hundred times.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from mmc.release.errors import Locked, ReleaseError
from mmc.release.verify.asking.fetch import Request, Site
from tests.release.deployer import destination_of
from tests.release.destinations import release
from tests.release.machines import free_port
from tests.release.servers import Sshd, Store, configure, nginx_server
from tests.release.sites import site

pytestmark = pytest.mark.servers
IS_LONG = os.environ.get("MMC_LONG") == "1"
ROOT = Path(__file__).parents[2]
EDITIONS = ("A", "B")
PAGES = ("index.html", "berita/index.html", "berita/2026/01/kabar-1/index.html", "berita/2026/01/kabar-3/index.html")
NAMED = re.compile(r'(?:href|src)="/((?:aset|media)/[^"]+)"')
Read = Callable[[str], bytes | None]


def rounds(short: int, long: int) -> int:
    """How often, in an ordinary and in a long run."""
    return long if IS_LONG else short


class Reader(threading.Thread):
    """Reads pages without pause, each with the assets that it names, and notes whatever no edition has."""

    def __init__(self, read: Read, expected: dict[str, dict[str, bytes]]) -> None:
        super().__init__(daemon=True)
        self.wrong: list[str] = []
        self.pages = 0
        self._read = read
        self._expected = expected
        self._is_over = threading.Event()

    def run(self) -> None:
        """Until told to stop."""
        chance = random.Random(1)
        while not self._is_over.is_set():
            self.look(chance.choice(PAGES))

    def look(self, path: str) -> None:
        """One page and what it names, as a browser would."""
        page = self._read(path)
        self.pages += 1
        edition = next((name for name in EDITIONS if page == self._expected[name][path]), None)
        if edition is None:
            self.wrong.append(f"{path}: {(page or b'nothing')[:80]!r}")
            return
        for asset in NAMED.findall((page or b"").decode()):
            if self._read(asset) != self._expected[edition][asset]:
                self.wrong.append(f"{asset} of {path} in edition {edition}")

    def stop(self) -> None:
        """No further page is read."""
        self._is_over.set()
        self.join()


class Line:
    """A line to a server that can be cut: every connection breaks, and none can be made until it is mended."""

    def __init__(self, port: int) -> None:
        self.port = free_port()
        self._to = port
        self._pairs: list[socket.socket] = []
        self._is_cut = False
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = None if self._is_cut else socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                far = None
            if far is None:
                near.close()
                continue
            self._pairs += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(65536):
                other.sendall(data)
        except OSError:
            pass
        finally:
            for end in (one, other):
                _shut(end)

    def cut(self) -> None:
        """Nothing comes through."""
        self._is_cut = True
        for end in self._pairs:
            _shut(end)
        self._pairs.clear()

    def mend(self) -> None:
        """New connections come through."""
        self._is_cut = False

    def close(self) -> None:
        """The line is gone."""
        self.cut()
        self._listener.close()


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


def expected_files(folder: Path) -> dict[str, dict[str, bytes]]:
    """What each edition holds."""
    found = {}
    for edition in EDITIONS:
        root = site(folder / edition, edition)
        found[edition] = {
            path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
        }
    return found


@contextmanager
def started(settings: dict[str, Any]) -> Iterator[subprocess.Popen[bytes]]:
    """A deployer in a process group of its own, dead at the end in any case."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.release.deployer", json.dumps(settings)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def completed(settings: dict[str, Any]) -> None:
    """The next deploy completes; the lock of the dead one may take a moment to be let go by the server."""
    destination = destination_of(settings)
    for _ in range(40):
        try:
            release(destination, settings["edition"])
            return
        except Locked:
            time.sleep(0.25)
    pytest.fail("the dead deployer's lock was never let go")


def survive(
    settings: dict[str, Any], read: Read, tmp_path: Path, number: int, line: Line | None, seconds: float
) -> None:
    """So many deploys are broken off in turn: at an event of their own, at a random moment, or with the line cut."""
    expected = expected_files(tmp_path / "expected")
    completed({**settings, "edition": "A"})
    reader = Reader(read, expected)
    reader.start()
    chance = random.Random(8)
    try:
        for turn in range(number):
            edition = EDITIONS[(turn + 1) % 2]
            way = ("event", "moment", "line" if line else "event")[turn % 3]
            wanted = {**settings, "edition": edition, "event": chance.randint(1, 24) if way == "event" else 0}
            with started(wanted) as process:
                if way == "event":
                    process.wait(60)
                else:
                    time.sleep(0.35 + chance.random() * seconds)
                if way == "line" and line:
                    line.cut()
                    time.sleep(0.1)
            if line:
                line.mend()
            completed({**settings, "edition": edition})
            reader_sees(reader, read, expected[edition])
    finally:
        reader.stop()

    assert reader.wrong == [], reader.wrong[:5]
    assert reader.pages > number


def reader_sees(reader: Reader, read: Read, files: dict[str, bytes]) -> None:
    """After the next deploy every page is of the new edition."""
    assert reader.wrong == [], reader.wrong[:5]
    for path in PAGES:
        assert read(path) == files[path]


@contextmanager
def over_http(url: str, prefix: str = "") -> Iterator[Read]:
    """Reads as a browser does: `berita/` for its index where there is a web server, the object itself in a store."""
    web = Site(url, is_plain=True)

    def read(path: str) -> bytes | None:
        where = (
            f"/{prefix}{path}"
            if prefix
            else "/" + (path.removesuffix("index.html") if path.endswith("index.html") else path)
        )
        answer = web.get(Request(where))
        return answer.body if answer.status == 200 else answer.error.encode() or None

    try:
        yield read
    finally:
        web.close()


def test_local_deploys_survive_being_killed(tmp_path: Path) -> None:
    """Readers of a folder behind nginx see one whole edition at every moment."""
    settings = {"kind": "local", "root": str(tmp_path), "folder": str(tmp_path / "live")}
    (tmp_path / "live").mkdir()
    with nginx_server(tmp_path / "nginx", tmp_path / "live/current") as web, over_http(web.url) as read:
        survive(settings, read, tmp_path, rounds(12, 70), None, 0.3)


def test_ssh_deploys_survive_being_killed_and_cut_off(tmp_path: Path, server: Sshd) -> None:
    """The same over ssh, where the line may break too."""
    root = tmp_path / "srv/mmc"
    with ExitStack() as stack:
        line = Line(server.port)
        stack.callback(line.close)
        web = stack.enter_context(nginx_server(tmp_path / "nginx", root / "current"))
        settings = {
            "kind": "ssh",
            "root": str(tmp_path),
            "folder": str(root),
            "user": server.user,
            "port": line.port,
            "host_key": server.host_key,
        }
        read = stack.enter_context(over_http(web.url))
        survive(settings, read, tmp_path, rounds(15, 90), line, 0.9)


def test_store_deploys_survive_being_killed_and_cut_off(tmp_path: Path, s3: Store) -> None:
    """In a store pages change one by one: each is whole, old or new, and finds its own assets."""
    with ExitStack() as stack:
        line = Line(s3.port)
        stack.callback(line.close)
        for key in ("type", "provider", "access_key_id", "secret_access_key", "no_check_bucket", "force_path_style"):
            configure("mmccut", **{key: os.environ[f"RCLONE_CONFIG_MMCS3_{key.upper()}"]})
        configure("mmccut", endpoint=f"http://127.0.0.1:{line.port}")
        settings = {"kind": "storage", "root": str(tmp_path), "remote": f"mmccut:mmc/{tmp_path.name}"}
        read = stack.enter_context(over_http(s3.url.rpartition("/")[0], f"mmc/{tmp_path.name}/"))
        survive(settings, read, tmp_path, rounds(7, 24), line, 2.0)


def test_ftp_deploys_survive_being_killed(tmp_path: Path, ftp: Store) -> None:
    """On plain hosting too: a file is replaced by a rename."""
    root = Path(ftp.url) / tmp_path.name

    def read(path: str) -> bytes | None:
        try:
            return (root / path).read_bytes()
        except FileNotFoundError:
            return None

    settings = {"kind": "storage", "root": str(tmp_path), "remote": f"mmcftp:{tmp_path.name}"}
    survive(settings, read, tmp_path, rounds(6, 24), None, 2.0)


def test_failed_lines_are_told_and_leave_the_site(tmp_path: Path, server: Sshd) -> None:
    """A line that is down from the start is answered in a sentence."""
    line = Line(server.port)
    line.cut()
    settings = {"kind": "ssh", "root": str(tmp_path), "folder": str(tmp_path / "srv"), "user": server.user,
                "port": line.port, "host_key": server.host_key}  # fmt: skip
    with pytest.raises(ReleaseError, match="sambungan gagal") as caught:
        release(destination_of(settings), "A")
    line.close()

    assert "tidak berubah" in str(caught.value)
