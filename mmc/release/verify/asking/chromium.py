"""A Chromium of this machine that opens pages and tells what they have become, what they asked for and where they led."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PATIENCE = 20.0  # seconds for the browser to begin, and for a page to load
SETTLED = 1.0  # seconds after a page has loaded, in which its scripts do what they want to do
WORDS = (
    "--headless=new",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--remote-debugging-port=0",
    "about:blank",
)
ROOT_WORDS = ("--no-sandbox", "--disable-dev-shm-usage")  # Chromium's own sandbox does not run for root


class NoBrowser(Exception):
    """The browser does not do what it should; the text says what, in the words of the office."""


@dataclass
class Shown:
    """What a page has become: its document, every address that it asked for, and where the reader is at the end."""

    address: str = ""
    document: str = ""
    asked: list[str] = field(default_factory=list)


class Chromium:
    """One browser with one reader's memory: what a page has stored is there at the next visit."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._number = 0
        self._events: list[dict[str, Any]] = []
        target = self._call("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._page = self._call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for name in ("Page.enable", "Network.enable"):
            self._call(name)
        self._call("Emulation.setUserAgentOverride", _looks(self._call("Browser.getVersion")))

    def show(self, url: str) -> Shown:
        """The page after its scripts have run."""
        self._events = []
        self._call("Page.navigate", {"url": url})
        self._wait(lambda: any(event["method"] == "Page.loadEventFired" for event in self._events), PATIENCE)
        self._wait(lambda: False, SETTLED)
        what = "JSON.stringify([location.href, document.documentElement.outerHTML])"
        found = self._call("Runtime.evaluate", {"expression": what, "returnByValue": True})
        address, document = json.loads(found["result"]["value"])
        sent = [event["params"] for event in self._events if event["method"] == "Network.requestWillBeSent"]
        return Shown(address, document, [str(one["request"]["url"]) for one in sent])

    def _call(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": params or {}}
        if hasattr(self, "_page"):
            message["sessionId"] = self._page
        self._socket.send_str(json.dumps(message))
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if (found := self._next()) and found.get("id") == number:
                if "error" in found:
                    raise NoBrowser(f"peramban menolak ({found['error'].get('message', '')})")
                result: dict[str, Any] = found["result"]
                return result
        raise NoBrowser("peramban tidak menjawab")

    def _wait(self, is_done: Any, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not is_done():
            self._next()

    def _next(self) -> dict[str, Any] | None:
        """What the browser says next; events are kept."""
        from curl_cffi.requests import exceptions

        try:
            found: dict[str, Any] = json.loads(self._socket.recv_str(timeout=0.2))
        except (exceptions.RequestException, TimeoutError):
            return None
        if "method" in found:
            self._events.append(found)
        return found


def _looks(version: dict[str, Any]) -> dict[str, Any]:
    """What the browser says of itself, without the word that it has no window."""
    agent = str(version["userAgent"]).replace("HeadlessChrome", "Chrome")
    number = str(version["product"]).partition("/")[2]
    brands = [{"brand": name, "version": number.partition(".")[0]} for name in ("Chromium", "Google Chrome")]
    about = {
        "brands": brands,
        "platform": "Linux",
        "platformVersion": "",
        "architecture": "x86",
        "model": "",
        "mobile": False,
    }
    return {"userAgent": agent, "acceptLanguage": "id-ID,id;q=0.9,en-US;q=0.8", "userAgentMetadata": about}


@contextmanager
def opened(program: Path, words: tuple[str, ...] = ()) -> Iterator[Chromium]:
    """A browser with an empty memory, closed when the block ends; raises `NoBrowser`."""
    from curl_cffi import requests  # the same library speaks to sites and to the browser

    root = ROOT_WORDS if getattr(os, "geteuid", lambda: 1)() == 0 else ()
    with tempfile.TemporaryDirectory(prefix="mmc-peramban-", ignore_cleanup_errors=True) as memory:
        command = [str(program), f"--user-data-dir={memory}", *root, *words, *WORDS]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            with requests.Session() as session:
                socket = session.ws_connect(_door(Path(memory) / "DevToolsActivePort", process))
                yield Chromium(socket)
                with suppress(requests.exceptions.RequestException):
                    socket.close()
        except requests.exceptions.RequestException as error:
            raise NoBrowser(f"sambungan ke peramban putus ({type(error).__name__})") from None
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _door(file: Path, process: subprocess.Popen[bytes]) -> str:
    """Where the browser listens; it writes that once it does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        lines = file.read_text("utf-8").splitlines() if file.is_file() else []
        if len(lines) > 1:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise NoBrowser("peramban tidak dapat dibuka")
