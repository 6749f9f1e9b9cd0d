"""Time and memory of a command, its children included."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Run:
    """
    Wall seconds, processor seconds of all processes, and their largest memory together in MiB (0 when it was not watched).

    On a machine that does other work too, processor seconds say more than wall seconds.
    """

    seconds: float
    processor: float
    mebibytes: float = 0.0


def run(command: list[str], folder: Path, *, is_watched: bool = False) -> Run:
    """The command has ended well. Memory is the sum of the proportional set sizes, sampled every 20 ms, on Linux."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "CI": "1"}
    used, started = _processor(), time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peak: list[float] = [0.0]
    if is_watched:
        threading.Thread(target=_watch, args=(process, peak), daemon=True).start()
    told, _ = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} in {folder} ended with {process.returncode}:\n{told}")
    return Run(seconds, _processor() - used, peak[0])


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _watch(process: subprocess.Popen[str], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_memory(number) for number in _family(process.pid)) / 1024)
        time.sleep(0.02)


def _family(number: int) -> list[int]:
    try:
        children = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [number, *(each for child in children for each in _family(int(child)))]


def _memory(number: int) -> int:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
