"""What differs from one system or one desk to the next, played here: folders, consoles, drives, line ends, an older Python."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mmc import environment
from mmc.base import typed
from mmc.environment import FOLDER, MADE, OTHER_FOLDER, SITE

ROOT = Path(__file__).resolve().parents[1]


def told(project: Path, *words: str, **changes: str) -> tuple[int, str]:
    """A command in this test's own environment; what it says on both streams."""
    plain = {**os.environ, environment.INSIDE: "1", typed.CALLED: "python3 tasks.py", "CI": "1", **changes}
    done = subprocess.run(
        [sys.executable, "tasks.py", *words], cwd=project, env=plain, capture_output=True, check=False
    )
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


def test_a_project_may_stand_in_any_folder(project_copy: Path, tmp_path: Path) -> None:
    """
    A dash in front, spaces, both quotes, `#`, `%` and other scripts, in the project's folder, in TMPDIR and in arguments.
    """
    place = tmp_path / "-kantor 'é\" 文#%&"
    shutil.move(project_copy, place)
    scratch = tmp_path / "sementara 'ö x"
    scratch.mkdir()
    release = place / "-rilis 文 'x\".txt"
    release.write_text(
        "Panen Raya\nMMCBarsel-Buntok. Petani menuai padi, Sabtu (31/1/2026).\nHasilnya enam ton.\n", encoding="utf-8"
    )
    subprocess.run(["git", "init", "--quiet"], cwd=place, check=True)
    for words in (
        ["impor", "--", release.name],
        ["baru", "Panen 'Raya' \"Hari\" Ini"],
        ["kait"],
        ["periksa", "content"],
        ["bangun"],
    ):
        code, said = told(place, *words, TMPDIR=str(scratch))

        assert "Traceback" not in said, said
        assert code == 0 or words[0] == "periksa", said  # drafts may still lack what a reader needs
    assert (place / "output/index.html").is_file()
    assert len(list(place.glob("content/berita/*/*/*.md"))) == 2


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii", "utf-16"])
def test_an_old_console_takes_every_word(root: Path, encoding: str) -> None:
    """
    Whatever the console's own encoding, our words leave as UTF-8 and nothing breaks on a quotation mark.
    """
    code, said = told(root, "terbitt", PYTHONIOENCODING=encoding, PYTHONUTF8="0")

    assert (code, "maksud Anda" in said) == (2, True)


def test_on_windows_the_command_is_py(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    There the launcher is named, and a word with a space stands in double quotes.
    """
    monkeypatch.setattr("mmc.base.typed.os.name", "nt")
    monkeypatch.setattr("mmc.base.typed.shutil.which", lambda name: name if name == "py" else None)
    words = ["C:\\Program Files\\Python314\\python.exe", "tasks.py", "periksa"]

    assert typed.called(words, "tasks.py") == "py tasks.py"
    assert typed.usual() == "py tasks.py"
    assert typed.quoted("rilis baru.docx") == '"rilis baru.docx"'


def test_tasks_is_read_by_older_pythons() -> None:
    """
    Python 3.6 understands the file's grammar, and so comes as far as the sentence that tells what is needed.
    """
    text = (ROOT / "tasks.py").read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 6))
    futures = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    first = next(number for number, node in enumerate(tree.body) if isinstance(node, ast.If))
    before = [node for node in tree.body[:first] if isinstance(node, ast.Import | ast.ImportFrom)]

    assert futures == []
    assert [alias.name for node in before for alias in node.names] == ["sys"]


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A project without libraries, where making an environment costs nothing.
    """
    (tmp_path / SITE).write_text("# nothing\n", encoding="utf-8")

    def make(folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "bin").mkdir(parents=True)
        (folder / MADE).touch()
        (folder / "bin/python").symlink_to(sys.executable)

    monkeypatch.setattr(environment, "_make", make)
    monkeypatch.setattr(environment, "_pip_install", lambda *_: None)
    return tmp_path


@pytest.mark.parametrize("sort", ["folder", "file", "link"])
def test_an_environment_of_somebody_else_is_left_alone(bare: Path, sort: str) -> None:
    """
    A `.venv` that tasks.py did not make is not emptied, whatever it is; ours is made beside it, and used from then on.
    """
    theirs = bare / "milik orang"
    theirs.mkdir()
    (theirs / "penting.txt").write_text("jangan hilang", encoding="utf-8")
    place = bare / FOLDER
    if sort == "folder":
        theirs.rename(place)
    elif sort == "file":
        place.write_text("jangan hilang", encoding="utf-8")
    else:
        place.symlink_to(theirs)
    first = environment.ensure(bare, (SITE,))
    kept = place if sort == "file" else place / "penting.txt"

    assert first.is_relative_to(bare / OTHER_FOLDER)
    assert kept.read_text("utf-8") == "jangan hilang"
    assert environment.ensure(bare, (SITE,)) == first


def test_an_unfinished_environment_of_ours_is_emptied(bare: Path) -> None:
    """
    What was begun and broken off is made anew in the same place.
    """
    (bare / FOLDER).mkdir()
    (bare / FOLDER / MADE).touch()
    (bare / FOLDER / "setengah.txt").touch()

    assert environment.ensure(bare, (SITE,)).is_relative_to(bare / FOLDER)
    assert not (bare / FOLDER / "setengah.txt").exists()
