"""
Change guards and see whether a test fails.

    python -m tests.mutations                               every guard of guards.toml, its figures written there
    python -m tests.mutations mmc/commands/leak_check.py    one of them; what no test noticed is named
"""

from __future__ import annotations

import sys

from tests.mutations.guards import GUARDS, write_figures
from tests.mutations.running import survivors


def main(chosen: list[str]) -> int:
    """Names what no test noticed; 1 when there is something of it that nobody has looked at."""
    is_new = False
    figures: dict[str, tuple[int, int]] = {}
    for guard in (each for each in GUARDS if not chosen or each.module in chosen):
        left, count = survivors(guard)
        figures[guard.module] = (count, len(left))
        print(f"{guard.module}: {count} changes, {len(left)} not noticed", flush=True)
        for change in left:
            known = guard.accepted.get(change.name, "")
            is_new = is_new or not known
            print(f"  {guard.module}:{change.line}: {change.name}" + (f"  ({known})" if known else ""))
    write_figures(figures)
    return int(is_new)


sys.exit(main(sys.argv[1:]))
