"""The watch over everything from which the site is made."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mmc.preview.changes import Changes, is_code


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """
    The folders of a project, with one story.
    """
    (tmp_path / "content" / "berita").mkdir(parents=True)
    (tmp_path / "theme").mkdir()
    (tmp_path / "output").mkdir()
    (tmp_path / "content" / "berita" / "a.md").write_text("a", encoding="utf-8")
    (tmp_path / "pelicanconf.py").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def changes(project: Path) -> Iterator[Changes]:
    """
    The watch, begun: it has noticed a first change.
    """
    changes = Changes(project)
    pairs = {"content/first.md", "siteconf.py"}
    while pairs:
        for path in pairs:
            (project / path).write_text("", encoding="utf-8")
        pairs -= changes.wait(0.2)
    while changes.wait(0.2):
        pass
    yield changes
    changes.close()


def test_a_saved_story_is_noticed(project: Path, changes: Changes) -> None:
    """
    Saving a file in place is a change of that file.
    """
    (project / "content/berita/a.md").write_text("b", encoding="utf-8")

    assert changes.wait(5) == {"content/berita/a.md"}


def test_a_file_that_an_editor_replaces_is_noticed(project: Path, changes: Changes) -> None:
    """
    Many editors write a new file and rename it over the old one.
    """
    (project / "pelicanconf.py.new").write_text("x = 1", encoding="utf-8")
    (project / "pelicanconf.py.new").replace(project / "pelicanconf.py")

    assert "pelicanconf.py" in changes.wait(5)


def test_a_story_in_a_new_folder_is_noticed(project: Path, changes: Changes) -> None:
    """
    The first story of a month makes its folder.
    """
    (project / "content/berita/2023/10").mkdir(parents=True)
    (project / "content/berita/2023/10/b.md").write_text("b", encoding="utf-8")
    noticed = changes.wait(5) | changes.wait(0.3)

    assert any(path.startswith("content/berita/2023") for path in noticed)


def test_what_came_while_building_is_one_bundle(project: Path, changes: Changes) -> None:
    """
    Ten saves during a build lead to one more build, not ten.
    """
    for number in range(10):
        (project / f"content/berita/{number}.md").write_text("", encoding="utf-8")
        time.sleep(0.05)
    time.sleep(0.3)
    noticed = changes.wait(5)

    assert noticed == {f"content/berita/{number}.md" for number in range(10)}
    assert changes.wait(0.1) == set()


def test_what_the_build_itself_writes_is_not_a_change(project: Path, changes: Changes) -> None:
    """
    The output, caches and files of editors start no build.
    """
    (project / "output/index.html").write_text("", encoding="utf-8")
    (project / "README.md").write_text("", encoding="utf-8")
    (project / "content/berita/a.md~").write_text("", encoding="utf-8")
    (project / "content/berita/.a.md.swp").write_text("", encoding="utf-8")

    assert changes.wait(0.4) == set()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("mmc/indonesian/text.py", True),
        ("pelicanconf.py", True),
        ("theme/templates/base.html", False),
        ("content/a.md", False),
    ],
)
def test_code_is_told_from_content(path: str, expected: bool) -> None:
    """
    Only Python needs a new process; words and templates are read anew by every build.
    """
    assert is_code(path) is expected
