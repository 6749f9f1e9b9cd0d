"""The environment that the first command on a machine makes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mmc import environment
from mmc.environment import FOLDER, SITE, STAMP, TESTS, SetupProblem, ensure, python_of

pytestmark = pytest.mark.xdist_group("environment")  # one worker makes the one environment


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    An environment as `venv` makes it: for real, once.
    """
    project = tmp_path_factory.mktemp("first")
    (project / SITE).write_text("", encoding="utf-8")
    ensure(project, (SITE,))
    return project / FOLDER


@pytest.fixture
def project(tmp_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A project that needs no library at all, so that its environment is made without a network.
    """
    for name in (SITE, TESTS):
        (tmp_path / name).write_text("# nothing\n", encoding="utf-8")

    def copy(folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made, folder, symlinks=True, ignore=shutil.ignore_patterns(STAMP), copy_function=os.link)

    monkeypatch.setattr(environment, "_make", copy)
    return tmp_path


def stamp(project: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((project / FOLDER / STAMP).read_text(encoding="utf-8"))
    return found


def marker(project: Path) -> Path:
    """A file in the environment that only lasts as long as it is not made anew."""
    return project / FOLDER / "marker"


def test_the_first_command_makes_an_environment_that_works(made: Path) -> None:
    """
    Afterwards there is a Python of the project's own.
    """
    command = [str(python_of(made)), "-c", "import sys; print(sys.prefix)"]
    prefix = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert Path(prefix).resolve() == made.resolve()


def test_the_second_command_only_looks_at_the_stamp(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Nothing is started when all is there.
    """
    ensure(project, (SITE,))
    monkeypatch.setattr(subprocess, "run", None)
    monkeypatch.setattr(subprocess, "Popen", None)

    assert ensure(project, (SITE,)) == python_of(project / FOLDER)


def test_an_unfinished_environment_is_made_anew(project: Path) -> None:
    """
    A first run that was interrupted leaves nothing that a later one trusts.
    """
    ensure(project, (SITE,))
    marker(project).touch()
    (project / FOLDER / STAMP).unlink()
    ensure(project, (SITE,))

    assert not marker(project).exists()


def test_a_damaged_stamp_is_no_stamp(project: Path) -> None:
    """
    A file cut short by a full disk does not stop the next command.
    """
    ensure(project, (SITE,))
    marker(project).touch()
    (project / FOLDER / STAMP).write_text('{"python": "3.', encoding="utf-8")
    ensure(project, (SITE,))

    assert not marker(project).exists()


def test_another_pythons_environment_is_made_anew(project: Path) -> None:
    """
    After an upgrade of the system's Python, the libraries of the old one are of no use.
    """
    ensure(project, (SITE,))
    marker(project).touch()
    (project / FOLDER / STAMP).write_text(json.dumps({**stamp(project), "python": "3.1"}), encoding="utf-8")
    ensure(project, (SITE,))

    assert not marker(project).exists()


def test_changed_requirements_are_installed_into_what_is_there(project: Path) -> None:
    """
    After a `git pull` that changed a lock, the environment follows without starting over.
    """
    ensure(project, (SITE,))
    marker(project).touch()
    (project / SITE).write_text("# still nothing, in other words\n", encoding="utf-8")
    before = stamp(project)
    ensure(project, (SITE,))

    assert marker(project).exists()
    assert stamp(project)[SITE] != before[SITE]


def test_the_tests_tools_come_only_when_they_are_asked_for(project: Path) -> None:
    """
    Who only writes downloads only what the site needs.
    """
    ensure(project, (SITE,))

    assert TESTS not in stamp(project)
    ensure(project, (SITE, TESTS))

    assert stamp(project).keys() >= {SITE, TESTS}


def test_a_failure_is_told_in_pips_words_and_ours(project: Path) -> None:
    """
    The writer reads what to do; the one who helps reads what pip said. Nothing is stamped.
    """
    wrong = "0" * 64
    (project / "empty").mkdir()
    line = f"--no-index --find-links empty\nnot-there==1.0 --hash=sha256:{wrong}\n"
    (project / SITE).write_text(line, encoding="utf-8")
    with pytest.raises(SetupProblem) as raised:
        ensure(project, (SITE,))

    assert "not-there" in str(raised.value)
    assert "→" in str(raised.value)
    assert not (project / FOLDER / STAMP).exists()


def test_a_file_that_was_swapped_on_the_way_is_refused(project: Path) -> None:
    """
    A download with another hash than the pinned one is not installed, and the advice is not to go on.
    """
    wheel = project / "wheels" / "swapped-1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"not what it should be")
    line = f"--no-index --find-links {wheel.parent.as_posix()}\nswapped==1.0 --hash=sha256:{'0' * 64}\n"
    (project / SITE).write_text(line, encoding="utf-8")
    with pytest.raises(SetupProblem, match="Jangan lanjutkan"):
        ensure(project, (SITE,))


def test_a_python_without_venv_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    On Debian, `venv` is a package of its own; its exact name is in the message.
    """
    (tmp_path / SITE).write_text("", encoding="utf-8")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr("mmc.programs.may_use_apt", lambda: False)
    with pytest.raises(SetupProblem, match=f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"):
        ensure(tmp_path, (SITE,))
