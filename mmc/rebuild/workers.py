"""Work shared by all cores, in an order that does not depend on how many there are."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

WORTH_A_PROCESS = 64  # fewer tasks than this are done sooner than a process starts


def cores() -> int:
    """How many processes this one may keep busy; MMC_WORKERS overrides it."""
    wanted = os.environ.get("MMC_WORKERS", "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_chunks(tasks: Sequence[Task], size: int) -> Iterator[Sequence[Task]]:
    """The tasks in runs of at most `size`."""
    for start in range(0, len(tasks), size):
        yield tasks[start : start + size]


class Workers:
    """
    A pool that starts when there is enough to do, and a plain loop when there is not.

    `setup` runs once in every process (this one too, when the loop is used) and takes `arguments`; `teardown` runs at the end
    where the loop was used, since the other processes end.
    """

    def __init__(
        self,
        setup: Callable[..., None],
        arguments: tuple[Any, ...] = (),
        teardown: Callable[[], None] | None = None,
    ) -> None:
        self.setup, self.arguments, self.teardown = setup, arguments, teardown
        self.count = cores()
        self._pool: ProcessPoolExecutor | None = None
        self._is_set_up = False

    def map(self, work: Callable[[Task], Result], tasks: Sequence[Task], chunk: int = 16) -> Iterator[Result]:
        """The result of every task, in the order of the tasks."""
        if self.count == 1 or len(tasks) < WORTH_A_PROCESS:
            if not self._is_set_up:
                self.setup(*self.arguments)
                self._is_set_up = True
            yield from map(work, tasks)
            return
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.count,
                mp_context=multiprocessing.get_context(_start_method()),
                initializer=_begin,
                initargs=(self.setup, self.arguments),
            )
        yield from self._pool.map(work, tasks, chunksize=chunk)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        """All processes have ended."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        if self._is_set_up and self.teardown is not None:
            self.teardown()


def _begin(setup: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    """This process is ready to work, and ends with the one that started it, however that ends."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    setup(*arguments)


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _start_method() -> str:
    """`fork` on Linux, where it shares what is loaded already; `spawn` where forking is unsafe or unknown."""
    return "fork" if sys.platform == "linux" else "spawn"
