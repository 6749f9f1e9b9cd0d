"""What was found in each file last time, so that a check reads only what changed; data only, worthless when lost."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from mmc.checks.archive import Summary
from mmc.checks.gate import Examined
from mmc.problems import Problem, Severity

FORMAT = 1
RACY_NANOSECONDS = 2_000_000_000  # a file saved this shortly before it was looked at may change without a new time


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file looked when it was last read: times, size, and the digest of its bytes."""

    facts: str
    digest: str


class Cache:
    """Answers by path; one of another version, or one that cannot be read, is empty."""

    def __init__(self, path: Path | None, version: str) -> None:
        self.path, self.version = path, version
        self.entries: dict[str, list[Any]] = {}
        self.is_changed = False
        if path is not None:
            try:
                stored = json.loads(path.read_bytes())
                if stored["format"] == FORMAT and stored["version"] == version:
                    self.entries = stored["files"]
            except (OSError, ValueError, KeyError, TypeError):
                self.entries = {}

    def by_stamp(self, path: str, facts: str, company: str) -> Examined | None:
        """The answer for a file that looks as it did, in a folder whose photos are as they were."""
        entry = self.entries.get(path)
        if entry is None or not facts or entry[0] != facts or entry[2] != company:
            return None
        return _examined(entry)

    def by_digest(self, path: str, facts: str, digest: str, company: str) -> Examined | None:
        """The answer for a file whose bytes are as they were; its new looks are remembered."""
        entry = self.entries.get(path)
        if entry is None or entry[1] != digest or entry[2] != company:
            return None
        if entry[0] != facts:
            entry[0] = facts
            self.is_changed = True
        return _examined(entry)

    def keep(self, path: str, facts: str, digest: str, company: str, examined: Examined) -> None:
        """Remember the answer."""
        problems = [list(astuple(problem)) for problem in examined.problems]
        self.entries[path] = [facts, digest, company, problems, examined.summary]
        self.is_changed = True

    def save(self, paths: Iterable[str]) -> None:
        """Write what is known of these paths, in one step; a cache that cannot be written is no reason to fail."""
        kept = {path: self.entries[path] for path in paths if path in self.entries}
        if self.path is None or not (self.is_changed or len(kept) != len(self.entries)):
            return
        text = json.dumps(
            {"format": FORMAT, "version": self.version, "files": kept}, ensure_ascii=False, separators=(",", ":")
        )
        temporary = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(text, encoding="utf-8", errors="surrogatepass")
            temporary.replace(self.path)
        except OSError:
            temporary.unlink(missing_ok=True)


def _examined(entry: list[Any]) -> Examined:
    problems = tuple(
        Problem(path, line, message, hint, field, Severity(severity), code)
        for path, line, message, hint, field, severity, code in entry[3]
    )
    return Examined(problems, Summary(*entry[4]) if entry[4] is not None else None)


def facts_of(status: os.stat_result, now_ns: int) -> str:
    """How the file looks, or nothing while it is too fresh to tell by its looks."""
    if now_ns - max(status.st_mtime_ns, status.st_ctime_ns) < RACY_NANOSECONDS:
        return ""
    return f"{status.st_mtime_ns}.{status.st_ctime_ns}.{status.st_size}.{status.st_ino}"


def digest(data: bytes) -> str:
    """Names the bytes."""
    return blake2b(data, digest_size=16).hexdigest()


def version_of(files: Iterable[Path], *words: str) -> str:
    """Names the code and data that an answer depends on."""
    total = blake2b(digest_size=16)
    for word in words:
        total.update(word.encode() + b"\0")
    for path in sorted(files):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
