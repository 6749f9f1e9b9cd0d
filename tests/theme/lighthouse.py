"""
Lighthouse (mobile) for one page of every kind of the real site, built as for publication.

    python -m tests.theme.lighthouse             build, serve, measure, print
    python -m tests.theme.lighthouse --write     and write the table into docs/theme-figures.md
    python -m tests.theme.lighthouse --only berita beranda    these kinds; with --write, their rows of the table

Needs Node 18 or newer with npm; Lighthouse itself is fetched once into .cache/. Not part of the tests: its performance figure
follows the machine's load, so it says something only on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from mmc import programs
from tests.theme import built, figures
from tests.theme.serving import served

VERSION = "12.2.3"
TOOL = built.ROOT / ".cache" / "lighthouse"
SCORES = ("performance", "accessibility", "best-practices", "seo")
HEADLESS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def tool() -> Path:
    """Lighthouse on this machine."""
    program = TOOL / "node_modules" / ".bin" / ("lighthouse.cmd" if os.name == "nt" else "lighthouse")
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None:
            sys.exit("npm is missing: install Node 18 or newer (https://nodejs.org).")
        TOOL.mkdir(parents=True, exist_ok=True)
        subprocess.run([npm, "install", "--no-audit", "--no-fund", f"lighthouse@{VERSION}"], cwd=TOOL, check=True)
    return program


def scores(program: Path, address: str) -> tuple[dict[str, int], list[str]]:
    """The four scores of the page, 0 to 100, and the audits that cost points."""
    browser = programs.find_browser()
    environment = {**os.environ, **({"CHROME_PATH": str(browser)} if browser else {})}
    command = [str(program), address, "--quiet", "--output=json", f"--chrome-flags={HEADLESS}"]
    command += [f"--only-categories={','.join(SCORES)}"]
    done = subprocess.run(command, capture_output=True, check=True, env=environment, text=True)
    report = json.loads(done.stdout)
    found = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in SCORES}
    costly = [
        f"{each['id']} ({report['audits'][each['id']]['score']})"
        for name in SCORES
        for each in report["categories"][name]["auditRefs"]
        if each["weight"] and (report["audits"][each["id"]]["score"] or 1) < 0.9
    ]
    return found, costly


def best(program: Path, address: str, tries: int) -> tuple[dict[str, int], list[str]]:
    """The best of so many tries, since whatever else the machine does only costs points."""
    found, costly = scores(program, address)
    for _ in range(tries - 1):
        if set(found.values()) == {100}:
            break
        again, costly_again = scores(program, address)
        if sum(again.values()) >= sum(found.values()):
            found, costly = again, costly_again
    return found, costly


def load() -> str:
    """What else the machine had to do, in a sentence; a figure above its number of cores makes performance look worse."""
    mean = f"{os.getloadavg()[2]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return (
        f"Measured on {os.cpu_count()} cores while their mean load was {mean}, the best of at most three tries a page."
    )


def main() -> int:
    """Every kind, one line each; exit code 1 when a score is below 100."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table into docs/theme-figures.md")
    parser.add_argument("--only", nargs="*", default=[], help="kinds of pages")
    parser.add_argument("--tries", type=int, default=3, help="at most so often, until everything is 100 (3)")
    options = parser.parse_args()
    program, folder = tool(), built.build()
    lines = ["| page | performance | accessibility | best practices | SEO |", "|---|---:|---:|---:|---:|"]
    is_full = True
    with served(folder, built.PORT, as_published=True) as base:
        for kind, url in built.page_kinds(folder).items():
            is_again = kind.endswith(", teks") and not kind.startswith("berita")  # all text editions are alike
            if is_again or (options.only and kind not in options.only):
                continue
            found, costly = best(program, base + url, options.tries)
            lines.append(f"| {kind} | {' | '.join(str(found[name]) for name in SCORES)} |")
            print(lines[-1], *costly, flush=True)
            is_full = is_full and set(found.values()) == {100}
    if options.write and options.only:
        figures.write_rows("lighthouse", lines[2:])
    elif options.write:
        figures.write("lighthouse", "\n".join([*lines, "", load()]))
    return 0 if is_full else 1


if __name__ == "__main__":
    sys.exit(main())
