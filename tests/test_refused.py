"""Every mistake of a header has a folder in `sites/refused/`: the file as somebody wrote it, and the answer to it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mmc.base.items.reading import read_item
from mmc.base.items.source import read_source
from mmc.base.problems import Problem, in_order
from mmc.base.vocabulary import Vocabulary, load_vocabulary
from mmc.checks.mend import mend

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


def mended(text: str, problem: Problem) -> str | None:
    """The file after doing to the letter what the answer says; None where a person has to decide."""
    hint, lines, at = problem.hint, text.split("\n"), problem.line - 1
    if "periksa --fix" in hint:
        return None  # see below: that one is done on the bytes
    if found := re.match(r"(?:Isi kolom:|Tulis|Maksud Anda) `([a-z_]+): ([^`…]+)`", hint):
        line = f"{found[1]}: {found[2]}"
        if "bukan `kunci: nilai`" in problem.message:
            del lines[at]
        kept = [each for each in lines if not each.startswith(f"{found[1]}:")]
        return "\n".join([kept[0], line, *kept[1:]])
    wrong = re.search(r"`([^`]+)` tidak dikenal", problem.message)
    if wrong and (found := re.match(r"Maksud Anda `([a-z_]+)`\?", hint)):
        lines[at] = lines[at].replace(wrong[1], found[1], 1)
        return "\n".join(lines)
    return None


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_doing_what_the_answer_says_ends_it(folder: Path, vocabulary: Vocabulary) -> None:
    """
    Where the mend is one that can be typed without thinking, the refusal is gone once it is done.
    """
    [file] = folder.rglob("*.md")
    path, data = file.relative_to(folder).as_posix(), file.read_bytes()
    for problem in read_item(read_source(data, path), vocabulary)[1]:
        if "periksa --fix" in problem.hint:
            after = mend(data, ZoneInfo("Asia/Pontianak"))
        else:
            text = mended(data.decode("utf-8", "replace"), problem)
            if text is None:
                continue
            after = text.encode()
        left = read_item(read_source(after, path), vocabulary)[1]

        assert problem.message not in [each.message for each in left], after.decode()
