"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from mmc import programs

ROOT = Path(__file__).resolve().parents[1]
IS_LONG = os.environ.get("MMC_LONG") == "1"

# Quick runs see the same examples every time, so that a red run means a change; long runs look for new ones.
settings.register_profile("quick", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("long" if IS_LONG else "quick")


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
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
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
