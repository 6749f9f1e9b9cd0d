"""One process for each change: what is loaded is shared, the changed module takes the place of the true one, its tests run."""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

from tests.mutations.changes import Change, changes
from tests.mutations.guards import ROOT, Guard

PATIENCE = 5.0  # times as long as the unchanged module takes, and some seconds more: then it counts as noticed
FAILED = 1


def survivors(guard: Guard) -> tuple[list[Change], int]:
    """The changes that no test noticed, and how many there were. The tests pass while nothing is changed, or this fails."""
    _load_libraries()
    source = (ROOT / guard.module).read_text(encoding="utf-8")
    started = time.monotonic()
    assert _outcome(guard, ast.parse(source), 600.0) == 0, f"the tests of {guard.module} fail by themselves"
    limit = 10 + PATIENCE * (time.monotonic() - started)
    found = list(changes(source))
    return [change for change in found if _outcome(guard, change.code, limit) == 0], len(found)


def _load_libraries() -> None:
    """What takes long to load and is never changed is loaded once."""
    for name in ("PIL.Image", "jinja2", "lxml.etree", "markdown", "nh3", "numpy", "tinycss2"):
        with suppress(ImportError):
            __import__(name)


def _outcome(guard: Guard, code: ast.Module, limit: float) -> int:
    """What pytest says of the tests with the module changed so: 0 when all pass, else something else."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        result = FAILED
        try:
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            sys.meta_path.insert(0, _Changed(guard.module, code))
            result = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *_tests(guard.tests)]))
        finally:
            os._exit(result)
    with suppress(OSError):
        os.setpgid(child, child)
    until = time.monotonic() + limit
    try:
        while time.monotonic() < until:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        return FAILED
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # with the processes that it started


def _tests(named: Sequence[str]) -> list[str]:
    return [str(ROOT / name) if not name.startswith("-") and "/" in name else name for name in named]


class _Changed(importlib.abc.MetaPathFinder):
    """Finds one module of the project in its changed form."""

    def __init__(self, module: str, code: ast.Module) -> None:
        self.name = module.removesuffix(".py").replace("/", ".")
        self.path, self.code = str(ROOT / module), code

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The changed module, when it is the one that is asked for."""
        del path, target
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.path, loader=_Loader(name, self.path, self.code))


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, code: ast.Module) -> None:
        super().__init__(name, path)
        self.changed = code

    def exec_module(self, module: ModuleType) -> None:
        """The module is what the changed code says."""
        exec(compile(self.changed, self.path, "exec"), module.__dict__)
