"""What a release takes over and what a rollback brings back is read to its last byte, whoever has changed it meanwhile."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mmc.release.deploying import Work, rollback
from mmc.release.errors import LiveState, ReleaseError
from mmc.release.making import Release
from mmc.release.progress import Reporter
from mmc.release.targets.base import Target
from mmc.release.targets.connection import Server
from mmc.release.targets.git import GitTarget
from mmc.release.targets.local import LocalTarget
from mmc.release.targets.ssh import SshTarget
from tests.release.destinations import destination_for, release
from tests.release.servers import Sshd

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("ssh")]
FIXED = "tentang/index.html"  # the page that all editions share
KINDS = ("local", "ssh")


class Notes(Reporter):
    """What was told."""

    def __init__(self) -> None:
        self.told = ""

    def note(self, message: str) -> None:
        self.told += message


@pytest.fixture
def make(tmp_path: Path, server: Sshd) -> Callable[[str], tuple[Target, Path]]:
    """A target of this kind, and the folder in which its releases lie."""

    def made(kind: str) -> tuple[Target, Path]:
        root = tmp_path / "srv"
        root.mkdir()
        if kind == "local":
            return LocalTarget(root), root
        address = Server("127.0.0.1", str(root), server.user, server.port, server.host_key)
        return SshTarget(address, tmp_path / "own", "kantor"), root

    return made


def alter(path: Path) -> None:
    """One letter is another; size and time are as before."""
    status = path.stat()
    data = path.read_bytes()
    path.write_bytes(data[:-3] + bytes([data[-3] ^ 1]) + data[-2:])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("harm", ["altered", "gone", "added", "linked"])
def test_rollback_brings_back_nothing_that_was_changed(
    make: Callable[[str], tuple[Target, Path]], tmp_path: Path, kind: str, harm: str
) -> None:
    """The file is named and readers see what they saw; an unharmed release comes back."""
    target, root = make(kind)
    destination = destination_for(target, tmp_path)
    first = release(destination, "1").release
    release(destination, "2")
    folder = root / "releases" / first.name
    victim = folder / "berita/2026/01/kabar-1/index.html"
    if harm == "altered":
        alter(victim)
    elif harm == "gone":
        victim.unlink()
    elif harm == "added":
        victim.with_name("judi.html").write_text("slot")
    else:
        victim.rename(tmp_path / "elsewhere.html")
        victim.symlink_to(tmp_path / "elsewhere.html")
    with pytest.raises(ReleaseError, match="tidak utuh lagi") as caught:
        rollback(destination, Reporter(), first.name)
    assert ("judi.html" if harm == "added" else "kabar-1/index.html") in caught.value.message
    assert 'data-edition="2"' in (root / "current/index.html").read_text()
    release(destination, "3")
    rollback(destination, Reporter(), "r2")
    assert 'data-edition="2"' in (root / "current/index.html").read_text()


@pytest.mark.parametrize("kind", KINDS)
def test_release_mends_what_it_has_taken_over(
    make: Callable[[str], tuple[Target, Path]], tmp_path: Path, kind: str
) -> None:
    """A byte that somebody has changed in an unchanged page is set right from here, and that is told."""
    target, root = make(kind)
    destination = destination_for(target, tmp_path)
    release(destination, "1")
    alter(root / "current" / FIXED)
    notes = Notes()
    release(destination, "2", report=notes)

    assert (root / "current" / FIXED).read_bytes() == (destination.folder / FIXED).read_bytes()
    assert "sudah diubah orang dan kini dipulihkan" in notes.told
    assert FIXED in notes.told
    again = Notes()
    release(destination, "3", report=again)
    assert again.told == ""


def test_branch_that_somebody_has_altered(tmp_path: Path) -> None:
    """The next release holds what was built here; the altered commit does not come back."""
    repository = tmp_path / "pages.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(repository)], check=True)
    destination = destination_for(GitTarget(str(repository), "pages", tmp_path / "own"), tmp_path)
    first = release(destination, "1").release
    work = tmp_path / "work"
    subprocess.run(["git", "clone", "--quiet", "--branch", "pages", str(repository), str(work)], check=True)
    alter(work / FIXED)
    who = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    subprocess.run(["git", *who, "commit", "--quiet", "--all", "--amend", "--no-edit"], cwd=work, check=True)
    subprocess.run(["git", "push", "--quiet", "--force"], cwd=work, check=True)
    release(destination, "2")
    shown = subprocess.run(["git", "show", f"pages:{FIXED}"], cwd=repository, capture_output=True, check=True).stdout

    assert shown == (destination.folder / FIXED).read_bytes()
    with pytest.raises(ReleaseError, match="tidak utuh lagi"):
        rollback(destination, Reporter(), first.name)


@pytest.mark.parametrize("kind", KINDS)
def test_pointer_that_is_a_folder_is_told(
    make: Callable[[str], tuple[Target, Path]], tmp_path: Path, kind: str
) -> None:
    """Somebody has copied the site to where the link should be: the folder is named, and what to do with it."""
    target, root = make(kind)
    (root / "current").mkdir()
    (root / "current/index.html").write_text("salinan")
    with pytest.raises(ReleaseError, match="current adalah folder") as caught:
        release(destination_for(target, tmp_path), "1")
    assert "Pindahkan folder itu" in caught.value.hint
    assert (root / "current/index.html").read_text() == "salinan"


@pytest.mark.parametrize("when", ["before", "after"])
def test_switch_that_fails_tells_what_readers_see(
    make: Callable[[str], tuple[Target, Path]], tmp_path: Path, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off before the switch nothing was switched, and after it everything was: the target is asked."""
    target, _ = make("ssh")
    assert isinstance(target, SshTarget)
    destination = destination_for(target, tmp_path)
    release(destination, "1")
    switch = SshTarget.switch

    def cut(self: SshTarget, ready: Release) -> None:
        if when == "after":
            switch(self, ready)
        raise ReleaseError("Server: sambungan gagal.")

    monkeypatch.setattr(SshTarget, "switch", cut)
    with pytest.raises(ReleaseError) as caught:
        release(destination, "2")
    assert caught.value.state is (LiveState.SWITCHED if when == "after" else LiveState.NOT_SWITCHED)


def test_lock_that_was_lost_before_the_switch(
    make: Callable[[str], tuple[Target, Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line that holds the lock has died: nothing was switched, and that is what is said."""
    target, _ = make("ssh")
    assert isinstance(target, SshTarget)
    destination = destination_for(target, tmp_path)
    release(destination, "1")

    def lose() -> None:
        assert target.keeper is not None
        target.keeper.kill()
        target.keeper.wait()

    with pytest.raises(ReleaseError, match="terlepas") as caught:
        release(destination, "2", Work(last_look=lose))
    assert caught.value.state is LiveState.NOT_SWITCHED
