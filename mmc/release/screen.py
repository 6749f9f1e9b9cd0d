"""The release on the screen: a line for each step, a bar for what takes long."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from mmc.release.progress import Reporter, Step


class Screen(Reporter):
    """Hears a release and shows it; where there is no screen, plain lines."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(
            *columns, console=self._console, transient=True, disable=not self._console.is_terminal
        )
        self._task = self._progress.add_task("", visible=False, total=None)
        self._started = 0.0
        self._step: Step | None = None

    def __enter__(self) -> Screen:
        """The bar may be drawn."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The bar is gone and the last step told."""
        self._close_step(is_done=kind is None)
        self._progress.stop()

    def step(self, step: Step) -> None:
        """See `Reporter`."""
        self._close_step(is_done=True)
        self._step, self._started = step, time.monotonic()
        if step is Step.BUILD:  # the build has a screen of its own
            self._progress.stop()
            return
        self._progress.reset(self._task, description=f"{step.value} …", visible=True, total=None)

    def total(self, total: int) -> None:
        """See `Reporter`."""
        self._progress.update(self._task, total=total)

    def advance(self, done: int) -> None:
        """See `Reporter`."""
        self._progress.update(self._task, completed=done)

    def note(self, message: str) -> None:
        """See `Reporter`."""
        self._console.print(f"  {message}", markup=False, soft_wrap=True)

    def _close_step(self, *, is_done: bool) -> None:
        if self._step:
            seconds = f"{time.monotonic() - self._started:.1f}".replace(".", ",")
            self._console.print(f"  {'✓' if is_done else '✗'} {self._step.value} ({seconds} dtk)", markup=False)
        if self._step is Step.BUILD:
            self._progress.start()
        self._step = None
        self._progress.update(self._task, visible=False)
