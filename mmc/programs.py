"""Programs of other makers that the tests start: found on the machine, or fetched where that is possible. Standard library only."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

# The program, and the Debian packages that bring it.
SERVERS: Mapping[str, str] = {
    "nginx": "nginx-light libnginx-mod-http-brotli-static",
    "caddy": "caddy",
    "apache2": "apache2-bin media-types",
    "sshd": "openssh-server",
    "ssh": "openssh-client",
    "rsync": "rsync",
    "minisign": "minisign",
    "wrk": "wrk",
}
BROWSER = "MMC_BROWSER"  # names a browser outright
BROWSER_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
)
SYSTEM_FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/sbin", "/opt/homebrew/bin", "/opt/homebrew/sbin")


def find(name: str) -> Path | None:
    """A program by its name, also in the folders of the system's own servers."""
    found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(SYSTEM_FOLDERS))
    return Path(found) if found else None


def find_browser() -> Path | None:
    """A Chromium, Chrome or Edge of this machine; None when Playwright's own is the one to use."""
    if chosen := os.environ.get(BROWSER):
        return Path(chosen)
    for name in BROWSER_NAMES:
        if found := find(name):
            return found
    return next((path for path in map(_expanded, BROWSER_PLACES) if path.is_file()), None)


def find_node() -> Path:
    """The machine's Node, or the one that Playwright brings along to run itself."""
    if found := find("node"):
        return found
    import playwright

    return Path(playwright.__file__).parent / "driver" / ("node.exe" if os.name == "nt" else "node")


def provide(say: Callable[[str], None]) -> list[str]:
    """
    Get what the tests need and the machine lacks; the servers that could not be had are returned.

    `say` is told of each long step before it begins.
    """
    missing = [name for name in SERVERS if find(name) is None]
    wanted = [package for name in missing for package in SERVERS[name].split()]
    needs_browser = find_browser() is None and not _has_own_browser()
    if (wanted or needs_browser) and may_use_apt():
        packages = [*wanted, *(["chromium"] if needs_browser else [])]
        say(f"Memasang {', '.join(packages)} lewat apt …")
        apt_install(packages)
    if find_browser() is None and not _has_own_browser():
        say("Mengunduh peramban untuk pengujian (sekitar 150 MB, hanya sekali) …")
        _run([sys.executable, "-m", "playwright", "install", "chromium"])
    return [name for name in SERVERS if find(name) is None]


def may_use_apt() -> bool:
    """True for root on Debian and its children."""
    return shutil.which("apt-get") is not None and getattr(os, "geteuid", lambda: 1)() == 0


def apt_install(packages: Sequence[str]) -> None:
    """The packages are installed; one that Debian does not have stops none of the others."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}  # no service is started
    _run(["apt-get", "update", "-qq"], env=environment)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    if _run([*command, *packages], env=environment) != 0:
        for package in packages:
            _run([*command, package], env=environment)


def _expanded(place: str) -> Path:
    return Path(os.path.expandvars(place))


def _has_own_browser() -> bool:
    """True when Playwright has downloaded a browser for this user before."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def _run(command: Sequence[str], **options: Any) -> int:
    """The exit code; what the program says is shown only when it fails."""
    done = subprocess.run(
        command, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, check=False, **options
    )
    if done.returncode != 0:
        print((done.stdout + done.stderr).strip()[-2000:], file=sys.stderr)
    return done.returncode


def finish(command: Sequence[str], folder: Path, more: Mapping[str, str], *, is_deaf: bool = False) -> int:
    """
    The program has run to its end in the folder, also when Ctrl-C ends it; its exit code.

    A deaf one begins with Ctrl-C kept for later, and hears it when it says so itself: Python has no good answer to it
    while it loads.
    """
    can_wait = is_deaf and hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if can_wait else None
    child = subprocess.Popen(command, cwd=folder, env={**os.environ, **more})
    with child:
        if before is not None:
            with suppress(KeyboardInterrupt):  # it has been kept for the child too
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:  # the child has received it too and ends in its own way
                continue
