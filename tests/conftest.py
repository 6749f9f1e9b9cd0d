"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from mmc import programs
from mmc.base.typed import CALLED

os.environ.pop(CALLED, None)  # messages are compared as they are where nobody has typed a command
ROOT = Path(__file__).resolve().parents[1]
BROWSER_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]
IS_LONG = os.environ.get("MMC_LONG") == "1"

# Quick runs see the same examples every time, so that a red run means a change; long runs look for new ones.
settings.register_profile("quick", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("long" if IS_LONG else "quick")


# What takes minutes begins first, so that no core waits for it at the end.
LONGEST = (
    "test_incremental.py",
    "test_kill.py",
    "test_a_bare_machine",
    "test_killed.py",
    "test_storage.py",
    "test_validity.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests stand first, the others in their usual order."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in LONGEST))


@pytest.fixture(scope="session")
def root() -> Path:
    """
    The project's own folder, which no test changes.
    """
    return ROOT


@pytest.fixture
def project_copy(tmp_path: Path) -> Path:
    """
    The project as it stands, with a few fixed pages for content, to be changed at will.
    """
    copy = shutil.copytree(ROOT / "tests/sites/sample", tmp_path / "project")
    for name in ("mmc", "theme", "data"):
        besides = shutil.ignore_patterns("__pycache__", "catatan", "informasi-publik.toml")  # it names pages of ours
        shutil.copytree(ROOT / name, copy / name, ignore=besides)
    for path in (*ROOT.glob("*.py"), *ROOT.glob("requirements*")):
        shutil.copy(path, copy)
    return copy


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """
    The path of a program by its name; a test that needs one which is missing fails, it is never skipped.
    """

    def find(name: str) -> str:
        found = programs.find(name)
        if found is None:
            package = programs.SERVERS.get(name, name)
            pytest.fail(
                f"{name} is not installed (Debian: apt install {package}); `inv test` gets it for root", pytrace=False
            )
        return str(found)

    return find


@pytest.fixture(scope="session")
def node() -> str:
    """
    A Node that runs the site's scripts outside a browser.
    """
    return str(programs.find_node())


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """
    The machine's Chromium, Chrome or Edge, or the one that Playwright downloaded.
    """
    found = programs.find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(found) if found else None,
            args=BROWSER_ARGUMENTS,
            chromium_sandbox=getattr(os, "geteuid", lambda: 1)() != 0,  # root cannot have one
        )
        yield browser
        browser.close()
