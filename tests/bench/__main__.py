"""`inv bench`: our build beside Hugo's and stock Pelican's, on equal archives, in interleaved rounds."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.contestants import Contestant, Hugo, Ours, Stock
from tests.bench.measure import Run, run

MOST_DIFFERENCE = 0.03  # of the number of pages; beyond it the work is not equal and nothing is compared


def main() -> None:
    """Measure what the arguments ask for and print it."""
    parser = argparse.ArgumentParser(prog="inv bench", description=__doc__)
    parser.add_argument("--items", type=int, default=10_000, help="items in the archive")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds; medians are shown")
    parser.add_argument("--growth", action="store_true", help="one edit at 1,000 and 100,000 items instead")
    parser.add_argument("--folder", type=Path, help="where the sites are made (default: a temporary folder)")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="mmc-bench-"))
    print(f"{platform.platform()}, {os.cpu_count()} inti, Python {platform.python_version()}; {folder}", flush=True)
    grow(folder, options.rounds) if options.growth else compare(folder, options.items, options.rounds)


def compare(folder: Path, count: int, rounds: int) -> None:
    """Cold, unchanged, one edit, one addition: ours and Hugo's in turn; stock Pelican once a round, cold."""
    ours, hugo, stock = Ours(folder, count), Hugo(folder, count), Stock(folder, count)
    for site in (ours, hugo, stock):
        site.set_up()
    cold: dict[str, list[Run]] = {ours.name: [], hugo.name: [], stock.name: []}
    for _ in range(rounds):
        for site in (ours, hugo, stock):
            site.forget()
            cold[site.name].append(run(site.command, site.folder))
    for other in (hugo, stock):
        _refuse_unequal_work(ours, other)
    _show("cold", cold)
    actions: dict[str, Callable[[Contestant], None]] = {
        "nothing changed": lambda _: None,
        "one item edited": lambda site: site.edit(),
        "one item added": lambda site: site.add(),
    }
    for label, act in actions.items():
        rows: dict[str, list[Run]] = {ours.name: [], hugo.name: []}
        for _ in range(rounds):
            for site in (ours, hugo):
                act(site)
                rows[site.name].append(run(site.command, site.folder))
        _show(label, rows)
    for site in (ours, hugo):
        site.edit()
        print(f"memory of one edit, {site.name}: {run(site.command, site.folder, is_watched=True).mebibytes:.0f} MiB")
    ours.forget()
    print(f"memory of a cold build, mmc: {run(ours.command, ours.folder, is_watched=True).mebibytes:.0f} MiB")


def grow(folder: Path, rounds: int) -> None:
    """One edit at 1,000 and at 100,000 items, in turn."""
    small, large = Ours(folder / "1000", 1_000), Ours(folder / "100000", 100_000)
    for site in (small, large):
        site.set_up()
        print(f"cold, {len(site.stories)} items: {run(site.command, site.folder).seconds:.1f} s", flush=True)
    rows: dict[str, list[Run]] = {"1,000 items": [], "100,000 items": []}
    for _ in range(rounds):
        for name, site in zip(rows, (small, large), strict=True):
            site.edit()
            rows[name].append(run(site.command, site.folder))
    _show("one item edited", rows)
    large.edit()
    print(f"memory of one edit: {run(large.command, large.folder, is_watched=True).mebibytes:.0f} MiB")


def _refuse_unequal_work(ours: Contestant, other: Contestant) -> None:
    mine, theirs = ours.pages(), other.pages()
    print(f"pages: {ours.name} {mine} ({ours.megabytes():.0f} MB), {other.name} {theirs} ({other.megabytes():.0f} MB)")
    if abs(mine - theirs) > MOST_DIFFERENCE * theirs:
        raise SystemExit("The sites do not have equally many pages; their times say nothing.")


def _show(label: str, rows: dict[str, list[Run]]) -> None:
    wall = {name: median(each.seconds for each in runs) for name, runs in rows.items()}
    processor = {name: median(each.processor for each in runs) for name, runs in rows.items()}
    first = next(iter(rows))
    told = ", ".join(f"{name} {wall[name]:.2f} s ({processor[name]:.2f} s of processor)" for name in rows)
    ratios = "; ".join(
        f"{name}/{first} = {wall[name] / wall[first]:.1f} ({processor[name] / processor[first]:.1f})"
        for name in list(rows)[1:]
    )
    print(f"{label}: {told}; {ratios}", flush=True)


if __name__ == "__main__":
    main()
