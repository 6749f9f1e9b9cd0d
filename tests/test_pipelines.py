"""The ready pipelines: pinned, least rights, no finding of zizmor."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), *sorted((ROOT / "docs" / "contoh").glob("*.yml"))]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_hash(path: Path) -> None:
    """A moved tag changes nothing here."""
    used = re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))

    assert used and all(re.search(r"@[0-9a-f]{40}$", each) for each in used)


def test_zizmor_has_nothing_to_say() -> None:
    """No injection, no lent credentials, no rights beyond need."""
    tool = shutil.which("zizmor", path=sysconfig.get_path("scripts"))
    assert tool is not None
    done = subprocess.run([tool, "--offline", "-q", *map(str, WORKFLOWS)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
