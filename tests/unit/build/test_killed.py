"""Whatever happens to a build, the output is a complete site, the old one or the new one, and the next build is right."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.unit.newsroom import Newsroom, item, tree

ROOT = Path(__file__).resolve().parents[3]
BUILDING = Path(__file__).with_name("building.py")
KILLS = 500 if os.environ.get("MMC_LONG") else 30
ITEMS = 30


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.setenv("MMC_WORKERS", "2")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    made = Newsroom(tmp_path / "project").set_up()
    for number in range(1, ITEMS):
        made.write(*item(number, day=f"2026-0{1 + number % 5}-{number:02}", tags="padi, ikan"))
    return made


def start(newsroom: Newsroom, *limit: str) -> subprocess.Popen[str]:
    """A build in a process of its own that has loaded everything and begins now."""
    command = [sys.executable, str(BUILDING), str(newsroom.root), *limit]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "mulai\n"
    return process


def clean(newsroom: Newsroom) -> dict[str, bytes]:
    """The site as a first build makes it."""
    for name in ("clean", ".cache-clean"):
        shutil.rmtree(newsroom.root / name, ignore_errors=True)
    newsroom.build("clean")
    return tree(newsroom.root / "clean")


def change(newsroom: Newsroom, step: int, chance: random.Random) -> None:
    """One item changed, or the office's data, so that every page does."""
    if chance.random() < 0.3:
        office = newsroom.root / "data" / "kantor.toml"
        office.write_text(office.read_text(encoding="utf-8") + f"# {step}\n", encoding="utf-8")
    number = chance.randrange(1, ITEMS)
    newsroom.write(*item(number, day=f"2026-0{1 + number % 5}-{number:02}", tags="padi, ikan", title=f"Judul {step}"))


def test_a_killed_build_leaves_a_complete_site(newsroom: Newsroom) -> None:
    """
    Killed at a random moment of a build, of a store's writing or of the swap, dozens of times on end.
    """
    chance = random.Random(20260124)
    newsroom.build()
    longest, killed = 0.3, 0
    for step in range(KILLS):
        old = tree(newsroom.root / "site")
        change(newsroom, step, chance)
        process = start(newsroom)
        began = time.monotonic()
        try:
            process.wait(chance.uniform(0, longest))
            longest = max(0.05, time.monotonic() - began)
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        process.communicate()
        now = tree(newsroom.root / "site")
        new = clean(newsroom)
        assert now in (old, new)
        if chance.random() < 0.5:  # else the next build meets what two deaths left
            newsroom.build()
            assert tree(newsroom.root / "site") == new

    newsroom.build()
    assert tree(newsroom.root / "site") == clean(newsroom)
    assert killed > KILLS / 4


@pytest.mark.parametrize("limit", [20_000, 60_000, 120_000])
def test_a_full_disk_leaves_the_last_site(newsroom: Newsroom, limit: int) -> None:
    """
    When a file cannot be written to its end the build fails, the site stays, and the next build is right.
    """
    newsroom.build()
    old = tree(newsroom.root / "site")
    office = newsroom.root / "data" / "kantor.toml"
    office.write_text(office.read_text(encoding="utf-8").replace("MMC Contoh", "MMC Baru"), encoding="utf-8")
    process = start(newsroom, str(limit))
    process.communicate()

    assert process.returncode != 0
    assert tree(newsroom.root / "site") == old

    newsroom.build()
    assert tree(newsroom.root / "site") == clean(newsroom)


def test_two_builds_at_once_take_turns(newsroom: Newsroom) -> None:
    """
    Both end well, and the site is right.
    """
    both = [start(newsroom), start(newsroom)]
    for process in both:
        _, told = process.communicate()
        assert (process.returncode, told) == (0, "")

    assert tree(newsroom.root / "site") == clean(newsroom)
