"""Releases to a branch of a real repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from mmc.release.deploying import Destination, rollback
from mmc.release.errors import ReleaseError
from mmc.release.paths import MANIFEST
from mmc.release.progress import Reporter
from mmc.release.record import manifest as manifests
from mmc.release.targets.git import GitTarget
from tests.release.destinations import destination_for, release

pytestmark = pytest.mark.servers


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty repository that can be pushed to."""
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "pages.git")], check=True)
    return tmp_path / "pages.git"


def destination_at(repository: Path, tmp_path: Path, name: str = "a", *, is_orphan: bool = False) -> Destination:
    target = GitTarget(str(repository), "pages", tmp_path / name / "work", is_orphan=is_orphan)
    return destination_for(target, tmp_path / name)


def git(repository: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(repository), *words], capture_output=True, text=True, check=True).stdout


def test_branch_holds_exactly_the_release(repository: Path, tmp_path: Path) -> None:
    """Every file of the manifest, the proof, and the mark that keeps Jekyll away."""
    destination = destination_at(repository, tmp_path)
    release(destination, "1")
    release(destination, "2")
    manifest = manifests.read(git(repository, "show", f"pages:{MANIFEST}").encode())
    there = set(git(repository, "ls-tree", "-r", "--name-only", "pages").split())

    assert {path for path in there if not path.startswith(".well-known/mmc/")} == {*manifest.files, ".nojekyll"}
    assert 'data-edition="2"' in git(repository, "show", "pages:index.html")
    assert len(git(repository, "rev-list", "pages").split()) == 2


def test_rollback_is_a_new_commit(repository: Path, tmp_path: Path) -> None:
    """Nothing of the history is lost on the way back."""
    destination = destination_at(repository, tmp_path)
    release(destination, "1")
    release(destination, "2")
    rollback(destination, Reporter())

    assert 'data-edition="1"' in git(repository, "show", "pages:index.html")
    assert len(git(repository, "rev-list", "pages").split()) == 3


def test_orphan_history_keeps_the_last_release_only(repository: Path, tmp_path: Path) -> None:
    """A repository that must stay small holds one commit."""
    destination = destination_at(repository, tmp_path, is_orphan=True)
    for edition in "123":
        release(destination, edition)

    assert len(git(repository, "rev-list", "pages").split()) == 1


def test_push_of_somebody_else_is_not_overwritten(repository: Path, tmp_path: Path) -> None:
    """Whoever was quicker wins; the other one is told and looks again."""
    slow, quick = destination_at(repository, tmp_path, "a"), destination_at(repository, tmp_path, "b")
    release(slow, "1")

    class Overtaken(Reporter):
        def total(self, total: int) -> None:
            release(quick, "2")

    with pytest.raises(ReleaseError, match="push gagal"):
        release(slow, "3", report=Overtaken())

    assert 'data-edition="2"' in git(repository, "show", "pages:index.html")
