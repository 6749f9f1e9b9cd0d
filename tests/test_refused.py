"""Every mistake of a header has a folder in `sites/refused/`: the file as somebody wrote it, and the answer to it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mmc.base.problems import in_order
from mmc.base.reading import read_item
from mmc.base.source import read_source
from mmc.base.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = sorted(path for path in (ROOT / "tests/sites/refused").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """
    The office's closed lists.
    """
    return load_vocabulary(ROOT / "data")


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_a_mistake_has_its_answer(folder: Path, vocabulary: Vocabulary) -> None:
    """
    No item comes of it; place, what was found, what was wanted and the mend are told, to the letter and nothing else.
    """
    [file] = folder.rglob("*.md")
    source = read_source(file.read_bytes(), file.relative_to(folder).as_posix())
    item, problems = read_item(source, vocabulary)
    answer = "".join(f"{problem}\n" for problem in in_order(problems))

    assert item is None
    assert answer == (folder / "jawaban.txt").read_text(encoding="utf-8")


def test_a_build_tells_all_mistakes_at_once(project_copy: Path) -> None:
    """
    All those files together: one report with every answer, an exit code, and no site.
    """
    for folder in FOLDERS:
        shutil.copytree(folder / "content", project_copy / "content", dirs_exist_ok=True)
    command = [sys.executable, "-m", "pelican", "-s", "pelicanconf.py"]
    done = subprocess.run(command, cwd=project_copy, capture_output=True, text=True, encoding="utf-8", check=False)
    missing = [
        f"{folder.name}: {line}"
        for folder in FOLDERS
        for line in (folder / "jawaban.txt").read_text(encoding="utf-8").splitlines()
        if line not in done.stdout
    ]

    assert done.returncode == 1
    assert missing == []
    assert not (project_copy / "output").exists()
