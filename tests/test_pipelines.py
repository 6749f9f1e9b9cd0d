"""The ready pipelines: pinned, least rights, nothing that actionlint or zizmor would say, and only commands that exist."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

from mmc.keyboard.parsing import parse

ROOT = Path(__file__).parents[1]
WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), *sorted((ROOT / "docs" / "contoh").glob("*.yml"))]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_hash(path: Path) -> None:
    """A moved tag changes nothing here."""
    used = re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))

    assert used and all(re.search(r"@[0-9a-f]{40}$", each) for each in used)


def run(name: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A linter of the environment has run."""
    tool = shutil.which(name, path=sysconfig.get_path("scripts"))
    assert tool is not None
    return subprocess.run([tool, *words], capture_output=True, text=True, check=False)


def test_zizmor_has_nothing_to_say() -> None:
    """No injection, no lent credentials, no rights beyond need."""
    done = run("zizmor", "--offline", "-q", *map(str, WORKFLOWS))

    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_has_nothing_to_say() -> None:
    """Keys, expressions, contexts and shell steps are what GitHub understands."""
    done = run("actionlint", "-no-color", *map(str, WORKFLOWS))

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["zizmor", "actionlint"])
def test_a_linter_can_fail(name: str, tmp_path: Path) -> None:
    """A title of a pull request in a shell step, and a key that does not exist, are both found."""
    steps = "      - run: echo ${{ github.event.pull_request.title }}\n      - uses: actions/checkout@v4\n        wiht: {}\n"
    broken = tmp_path / "broken.yml"
    broken.write_text(
        f"on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n{steps}", encoding="utf-8"
    )

    assert run(name, *(["--offline", "-q"] if name == "zizmor" else []), str(broken)).returncode != 0


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / ".gitlab-ci.yml"], ids=lambda path: path.name)
def test_pipelines_call_commands_that_exist(path: Path) -> None:
    """Every `python3 tasks.py …` names a task and options of it."""
    called = re.findall(r"python3 tasks\.py ([a-z]+(?: --[a-z-]+(?: [a-z]+)?)*)", path.read_text(encoding="utf-8"))
    commands = runpy.run_path(str(ROOT / "tasks.py"))["COMMANDS"]

    assert called
    for words in called:
        parse([word for word in words.split() if word not in ("--to", "--sample")], commands)


def test_both_pipelines_check_build_test_and_deploy() -> None:
    """Whichever forge the office uses, nothing goes out unchecked, and embargoes have their schedule."""
    github = (ROOT / ".github" / "workflows" / "situs.yml").read_text(encoding="utf-8")
    gitlab = (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")

    for text in (github, gitlab):
        assert all(f"tasks.py {name}" in text for name in ("check", "test", "deploy"))
    assert "schedule:" in github
    assert "schedule" in gitlab.lower()
