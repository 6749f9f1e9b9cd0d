"""A save is the officer's own commit of exactly these files, or nothing at all."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from mmc.base.problems import ContentError
from mmc.desk import exchanging
from mmc.desk.officers import Officer
from mmc.desk.saving import Overtaken, finish, save
from mmc.history.repository import GitError
from tests.desk.conftest import git

BUDI = Officer("Budi Penyunting", "budi@contoh.go.id", "penyunting")
PATH = "content/berita/2026/01/2026-01-31-panen-raya.md"


def test_a_save_is_one_commit_in_the_officers_name(checkout: Path) -> None:
    """
    Git says who it was, and the unsaved work of others in the same folder stays as it is.
    """
    (checkout / "content/halaman/lain.md").write_text("catatan orang lain\n")
    saved = save(checkout, {PATH: b"satu\n"}, BUDI, "Berita: panen raya", {PATH: None})
    again = save(checkout, {PATH: b"satu\n"}, BUDI, "Berita: panen raya", {PATH: b"satu\n"})

    assert git(checkout, "log", "-1", "--format=%an <%ae> %cn %s") == (
        "Budi Penyunting <budi@contoh.go.id> Budi Penyunting Berita: panen raya"
    )
    assert git(checkout, "show", "--name-only", "--format=", saved.commit) == PATH
    assert git(checkout, "status", "--porcelain") == "?? content/halaman/lain.md"
    assert again.commit == ""


def test_the_second_to_save_sees_what_the_first_wrote(checkout: Path) -> None:
    """
    Nobody's words are written over by somebody who never saw them.
    """
    save(checkout, {PATH: b"satu\n"}, BUDI, "Satu", {PATH: None})
    with pytest.raises(Overtaken) as told:
        save(checkout, {PATH: b"dua\n"}, BUDI, "Dua", {PATH: None})

    assert told.value.theirs == b"satu\n"
    assert (checkout / PATH).read_bytes() == b"satu\n"


@pytest.mark.parametrize(
    "path",
    [
        "data/redaksi.toml",
        "mmc/prose/markdown.py",
        "content/../tasks.py",
        "content/berita/2026/01/../../../../tasks.py",
        "/etc/cron.d/x",
        "content/berita/2026/01/.env",
        "content/berita/2026/01/x.php",
        "content/akar/x.md",
        "content/berita/2026/01/a\nb.md",
    ],
)
def test_nothing_but_places_of_items_is_written(checkout: Path, path: str) -> None:
    """
    Code, the office's data, hidden files and what lies outside content/ are out of the desk's reach.
    """
    before = git(checkout, "rev-parse", "HEAD")
    with pytest.raises(ContentError):
        save(checkout, {PATH: b"satu\n", path: b"jahat\n"}, BUDI, "Jahat", {})

    assert git(checkout, "rev-parse", "HEAD") == before
    assert git(checkout, "status", "--porcelain") == ""


def test_a_link_out_of_the_content_leads_nowhere(checkout: Path) -> None:
    """
    A folder that is a link to elsewhere takes no file.
    """
    (checkout / "content/berita").mkdir(exist_ok=True)
    (checkout / "content/berita/2025").symlink_to(checkout / "mmc")
    with pytest.raises(ContentError):
        save(checkout, {"content/berita/2025/01/2025-01-01-x.md": b"x"}, BUDI, "Jahat", {})

    assert not (checkout / "mmc/01").exists()


def test_where_git_refuses_everything_is_as_before(checkout: Path) -> None:
    """
    A commit that cannot be made leaves neither a changed file nor a promise to finish it later.
    """
    save(checkout, {PATH: b"satu\n"}, BUDI, "Satu", {PATH: None})
    (checkout / ".git/index.lock").touch()
    with pytest.raises(GitError):
        save(checkout, {PATH: b"dua\n"}, BUDI, "Dua", {PATH: b"satu\n"})
    (checkout / ".git/index.lock").unlink()

    assert (checkout / PATH).read_bytes() == b"satu\n"
    assert not finish(checkout)


@pytest.mark.parametrize("reached", [b"satu\n", b"dua\n"], ids=["before the file", "after the file"])
def test_a_killed_save_is_finished_at_the_next_start(
    checkout: Path, reached: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Whatever moment the desk was killed at: the next one makes the commit that was begun, once.
    """
    save(checkout, {PATH: b"satu\n"}, BUDI, "Satu", {PATH: None})
    row = {"files": {PATH: b64encode(b"dua\n").decode()}, "name": BUDI.name, "address": BUDI.address, "message": "Dua"}
    (checkout / ".meja/simpan.json").write_text(json.dumps(row))
    (checkout / PATH).write_bytes(reached)
    done: Callable[[Path], bool] = finish

    assert done(checkout)
    assert not done(checkout)
    assert git(checkout, "log", "-2", "--format=%an %s").splitlines() == ["Budi Penyunting Dua", "Budi Penyunting Satu"]
    assert (checkout / PATH).read_bytes() == b"dua\n"
    assert git(checkout, "status", "--porcelain") == ""


def test_whoever_saves_wakes_the_one_who_shares(checkout: Path) -> None:
    """
    A save of the editor and a step on the way go out alike, without waiting for the next round.
    """
    exchanging.wait(0)
    save(checkout, {PATH: b"satu\n"}, BUDI, "Satu", {PATH: None})

    assert exchanging.wait(0)
    assert not exchanging.wait(0)
