"""The desk as people use it: started by its command over a checkout of its own, opened in a real browser."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

WHO = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}


def git(folder: Path, *words: str) -> str:
    """What git says in this folder."""
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def checkout(project_copy: Path) -> Path:
    """
    A checkout of the project with an officer's name in git, everything committed.
    """
    git(project_copy, "init", "--quiet", "--initial-branch", "main")
    git(project_copy, "config", "user.name", "Rina Penulis")
    git(project_copy, "config", "user.email", "rina@contoh.go.id")
    (project_copy / ".gitignore").write_text(".venv/\n.cache/\noutput/\n.terbit/\n.meja/\n__pycache__/\n")
    git(project_copy, "add", "--all")
    git(project_copy, "commit", "--quiet", "--message", "Awal")
    return project_copy


@dataclass
class Running:
    """A desk that runs: its address as the terminal shows it, and the process."""

    process: subprocess.Popen[str]
    line: str
    root: Path

    @property
    def opened(self) -> str:
        """The address with its secret."""
        found = re.search(r"http://\S+", self.line)
        assert found, self.line
        return found[0]

    @property
    def address(self) -> str:
        """The address without it, and without a slash at the end."""
        return self.opened.partition("/?")[0]

    def stop(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """The exit code and what was said at the end."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=120)
        return self.process.returncode, said


Start = Callable[..., Running]


@pytest.fixture
def start() -> Iterator[Start]:
    """
    Starts the desk of a checkout by the command that people type.
    """
    running: list[Running] = []

    def begin(root: Path, *words: str, **environment: str) -> Running:
        process = subprocess.Popen(
            [sys.executable, "tasks.py", "desk", "--no-open", *words],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "MMC_INSIDE": "1", **environment},
            start_new_session=True,
        )
        assert process.stdout is not None
        line = process.stdout.readline()
        running.append(Running(process, line, root))
        return running[-1]

    yield begin
    for each in running:
        with suppress(ProcessLookupError):
            os.killpg(each.process.pid, signal.SIGKILL)
        each.process.communicate()


@dataclass
class Visitor:
    """Somebody with a browser of his own, as far as plain requests go."""

    address: str
    opener: OpenerDirector = field(default_factory=lambda: build_opener(HTTPCookieProcessor(CookieJar())))

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """The status and the page."""
        return self._ask(Request(self.address + path, headers=headers))

    def post(self, path: str, page: str, **values: Any) -> tuple[int, str]:
        """The answer to a form of that page, sent as the browser would."""
        token = re.search(r'"X-CSRFToken":"([^"]+)"', page)
        data = urlencode({"csrfmiddlewaretoken": token[1] if token else "", **values}, doseq=True).encode()
        origin = values.get("Origin", self.address)
        return self._ask(Request(self.address + path, data, {"Origin": origin}))

    def _ask(self, request: Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=120) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()


def wait_for(true: Callable[[], Any], seconds: float = 180.0) -> Any:
    """The first answer that is true; fails when none comes."""
    until = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.1)
    return found
