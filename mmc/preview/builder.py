"""Builds for the preview: by a process that has everything loaded and forks, or by a fresh one where that cannot be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

WARM = "mmc.plugins.warm"
CAN_FORK = sys.platform in {"linux", "darwin"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended: its exit code, and what it said if that was kept."""

    code: int
    said: str = ""


class Builder:
    """
    Runs Pelican with the same arguments, one build after the other, each in a process of its own.

    Two builds in one process would hear each other's signals (Pelican 4.12), so the warm process never builds itself.
    """

    def __init__(self, root: Path, arguments: Sequence[str], *, is_warm: bool = CAN_FORK) -> None:
        self.root, self.arguments, self.is_warm = root, list(arguments), is_warm
        self._warm: subprocess.Popen[str] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Code has changed: the next build loads it anew."""
        self.close()
        if self.is_warm:
            self._warm = subprocess.Popen(
                [sys.executable, "-m", WARM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                cwd=self.root,
                start_new_session=True,  # Ctrl-C in the terminal is ours to answer
            )

    def build(self, log: Path | None = None, *more: str) -> Outcome:
        """A finished build, with more arguments at the end. With a log its words are kept instead of shown."""
        arguments = [*self.arguments, *more]
        if self._warm is not None:
            outcome = self._ask_warm(arguments, log)
            if outcome is not None:
                return outcome
            self.close()  # it died, for example of a mistake in code that it loads; a fresh process says which
        return self._build_fresh(arguments, log)

    def close(self) -> None:
        """The warm process has ended."""
        if self._warm is not None:
            self._warm.kill()
            self._warm.communicate()
            self._warm = None

    def _ask_warm(self, arguments: list[str], log: Path | None) -> Outcome | None:
        assert self._warm is not None
        assert self._warm.stdin is not None
        assert self._warm.stdout is not None
        order = {"arguments": arguments, "log": str(log) if log else ""}
        try:
            self._warm.stdin.write(json.dumps(order) + "\n")
            self._warm.stdin.flush()
            answer = self._warm.stdout.readline()
        except OSError:
            return None
        return Outcome(int(json.loads(answer)["code"]), _read(log)) if answer else None

    def _build_fresh(self, arguments: list[str], log: Path | None) -> Outcome:
        command = [sys.executable, "-m", "pelican", *arguments]
        environment = {**os.environ, "PYTHONUTF8": "1"}
        if log is None:
            return Outcome(subprocess.run(command, cwd=self.root, env=environment, check=False).returncode)
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as kept:
            done = subprocess.run(command, cwd=self.root, env=environment, stdout=kept, stderr=kept, check=False)
        return Outcome(done.returncode, _read(log))


def _read(log: Path | None) -> str:
    return log.read_text(encoding="utf-8", errors="replace").strip() if log else ""
