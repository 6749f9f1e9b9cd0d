"""Two officers, two clones, one site and one repository: neither takes away what the other has published."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mmc.announce import Ledger, Owed, Ping
from mmc.base.files.journal import Journal
from mmc.checks.published_addresses import note_published, read_published
from tests.release.projects import PLACE, Desk, make_project

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("desks")]
STORY = """---
title: Kabar {word} dari Tepi Barito
date: 2026-01-31 10.00 WIB
category: Ekonomi
status: terbit
summary: Kabar {word}.
author: Ani Lestari
id: brs-2026-01-31-{code}
---

Petani di desa {word} menuai padi pada hari Sabtu di sawah milik kelompok.
"""


def git(folder: Path, *words: str, may_fail: bool = False) -> str:
    """What git says in this clone."""
    who = ["-c", "user.name=Petugas", "-c", "user.email=petugas@mmc.example"]
    done = subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert may_fail or done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@dataclass(frozen=True)
class Two:
    """Two clones that release to one folder."""

    ani: Desk
    budi: Desk
    live: Path

    @contextmanager
    def unreachable(self) -> Iterator[None]:
        """The repository does not answer while the block runs."""
        origin = self.live.parent / "origin.git"
        away = origin.rename(origin.with_name("away.git"))
        try:
            yield
        finally:
            away.rename(origin)

    def is_live(self, word: str) -> bool:
        return (self.live / f"current/berita/2026/01/kabar-{word}/index.html").is_file()


def write(desk: Desk, word: str, code: str) -> None:
    path = desk.root / f"content/berita/2026/01/2026-01-31-kabar-{word}.md"
    path.write_text(STORY.format(word=word, code=code), "utf-8")
    desk.edit(f"content/berita/2026/01/{path.name}", f"Kabar {word} dari Tepi Barito", f"Kabar {word.title()}")


def share(desk: Desk) -> None:
    """What this clone has is in the repository, and what the other has is here."""
    git(desk.root, "add", "--all")
    git(desk.root, "commit", "--quiet", "--allow-empty", "-m", "Berita")
    git(desk.root, "pull", "--quiet", "--no-rebase", "--no-edit")
    git(desk.root, "push", "--quiet")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a small project, and two clones that have released nothing yet."""
    folder = tmp_path_factory.mktemp("desks")
    first = folder / "first"
    make_project(first)
    (first / ".gitignore").write_text(".cache/\n.terbit/\n__pycache__/\n", "utf-8")
    text = (first / "data/terbit.toml").read_text("utf-8")
    (first / "data/terbit.toml").write_text(text.replace('path = ".terbit"', f'path = "{folder / "live"}"'), "utf-8")
    git(first, "init", "--quiet", "--initial-branch=main")
    git(first, "add", "--all")
    git(first, "commit", "--quiet", "-m", "Awal")
    subprocess.run(["git", "clone", "--quiet", "--bare", str(first), str(folder / "origin.git")], check=True)
    for name in ("ani", "budi"):
        subprocess.run(["git", "clone", "--quiet", str(folder / "origin.git"), str(folder / name)], check=True)
        git(folder / name, "config", "user.name", name.title())
        git(folder / name, "config", "user.email", f"{name}@mmc.example")
    code, told = Desk(folder / "ani", {}).inv("deploy")
    assert code == 0, told
    shutil.copytree(folder / "ani/.cache", folder / "budi/.cache", symlinks=True)  # built once, for both
    shutil.rmtree(folder / "budi/.cache/terbit/local")
    share(Desk(folder / "ani", {}))
    git(folder / "budi", "pull", "--quiet")
    return folder


@pytest.fixture
def two(made: Path) -> Two:
    """The two clones after the first release, with the repository and the live folder as they were."""
    kept = made.with_name("kept")
    if not kept.exists():
        shutil.copytree(made, kept, symlinks=True)
    shutil.rmtree(made)
    shutil.copytree(kept, made, symlinks=True)
    return Two(Desk(made / "ani", {}), Desk(made / "budi", {}), made / "live")


def test_second_desk_does_not_take_away_the_first_ones_story(two: Two) -> None:
    """It stops, names the story, who released it and the way on; after that both stories are live."""
    write(two.ani, "satu", "ab3k")
    assert two.ani.inv("deploy")[0] == 0
    share(two.ani)
    write(two.budi, "dua", "ab3m")
    with two.unreachable():
        for words in (["deploy"], ["deploy", "--dry"], ["deploy", "--full"]):
            code, told = two.budi.inv(*words)
            assert code == 1
            assert "/berita/2026/01/kabar-satu/" in told
            assert "oleh Ani" in told
            assert "bagikan`" in told
        assert two.is_live("satu")

    share(two.budi)
    code, told = two.budi.inv("deploy")
    assert code == 0, told
    assert two.is_live("satu") and two.is_live("dua")
    with two.unreachable():
        code, told = two.ani.inv("deploy")
    assert code == 1
    assert "/berita/2026/01/kabar-dua/" in told


def test_release_takes_first_what_the_other_desk_has_shared(two: Two) -> None:
    """Where the repository answers nobody has to stop: the other's story comes in and stays live, what is half done is left."""
    write(two.ani, "satu", "ab3k")
    assert two.ani.inv("deploy")[0] == 0
    share(two.ani)
    write(two.budi, "dua", "ab3m")
    code, told = two.budi.inv("deploy")

    assert code == 0, told
    assert "Diambil dari rekan" in told
    assert two.is_live("satu") and two.is_live("dua")


def test_story_that_its_author_never_committed_is_kept_too(two: Two) -> None:
    """Nothing in git tells of it: the live record alone does; an explicit word takes it away all the same."""
    write(two.ani, "satu", "ab3k")
    assert two.ani.inv("deploy")[0] == 0
    write(two.budi, "dua", "ab3m")
    assert two.budi.inv("deploy")[0] == 1
    assert two.is_live("satu")

    assert two.budi.inv("deploy", "--overwrite")[0] == 0
    assert not two.is_live("satu")


def test_correction_of_another_desk_is_not_taken_back(two: Two) -> None:
    """A clone that still has the old version stops; one that has taken the new one in goes on, and may change it again."""
    two.ani.edit(f"{PLACE}.md", "tiga desa menuai", "empat desa menuai")
    assert two.ani.inv("deploy")[0] == 0
    share(two.ani)
    write(two.budi, "dua", "ab3m")
    with two.unreachable():
        code, told = two.budi.inv("deploy")
    assert code == 1
    assert f"{PLACE}.md" in told
    page = two.live / "current/berita/2026/01/panen-raya/index.html"
    assert "empat desa" in page.read_text("utf-8")

    share(two.budi)
    two.budi.edit(f"{PLACE}.md", "empat desa menuai", "lima desa menuai")
    code, told = two.budi.inv("deploy")
    assert code == 0, told
    assert "lima desa" in page.read_text("utf-8")


def test_what_was_removed_here_on_purpose_goes(two: Two) -> None:
    """A story that this checkout's own history has removed, its address leading on, stops nobody; nor does a second edit."""
    write(two.ani, "satu", "ab3k")
    assert two.ani.inv("deploy")[0] == 0
    share(two.ani)
    share(two.budi)
    (two.budi.root / "content/berita/2026/01/2026-01-31-kabar-satu.md").unlink()
    redirect = '\n[[redirect]]\nfrom = "/berita/2026/01/kabar-satu/"\nto = "/berita/"\n'
    with (two.budi.root / "data/pengalihan.toml").open("a", encoding="utf-8") as file:
        file.write(redirect)
    share(two.budi)
    code, told = two.budi.inv("deploy")

    assert code == 0, told
    assert not two.is_live("satu")


def test_timer_leaves_another_desks_way_back_alone(two: Two) -> None:
    """What a person took back stays so, whatever becomes due, until a person publishes; with nothing due all is quiet."""
    two.ani.edit(f"{PLACE}.md", "tiga desa menuai", "empat desa menuai")
    assert two.ani.inv("deploy")[0] == 0
    assert two.ani.inv("rollback")[0] == 0
    code, told = two.ani.inv("deploy", "--due")
    assert (code, "Tidak ada yang baru" in told) == (0, True), told
    share(two.ani)
    code, told = two.budi.inv("deploy", "--due")
    page = two.live / "current/berita/2026/01/panen-raya/index.html"
    assert code == 1, told
    assert "penjadwal tidak membatalkan" in told
    assert "tiga desa" in page.read_text("utf-8")

    code, told = two.budi.inv("deploy")
    assert code == 0, told
    assert "empat desa" in page.read_text("utf-8")


def test_timer_sees_that_another_desk_has_released(two: Two) -> None:
    """With nothing new here the live record is read all the same, and held against this checkout."""
    assert two.budi.inv("deploy", "--due")[0] == 0
    assert "Tidak ada yang baru dan" in two.budi.inv("deploy", "--due")[1]
    write(two.ani, "satu", "ab3k")
    assert two.ani.inv("deploy")[0] == 0
    code, told = two.budi.inv("deploy", "--due")
    assert code == 1, told
    assert "/berita/2026/01/kabar-satu/" in told

    share(two.ani)
    assert two.budi.inv("deploy", "--due")[0] == 0
    assert "Tidak ada yang baru dan" in two.budi.inv("deploy", "--due")[1]


@pytest.mark.parametrize("order", [("ani", "budi"), ("budi", "ani")])
def test_records_of_two_desks_merge_by_themselves(two: Two, order: tuple[str, str]) -> None:
    """Both write addresses, announcements and debts before either has pulled; in whichever order they push, all of it stands."""
    now = datetime(2026, 1, 31, 3, 0, tzinfo=UTC)
    for desk, code in ((two.ani, "ab3k"), (two.budi, "ab3m")):
        data = desk.root / "data"
        note_published(data, {**read_published(data), f"brs-2026-01-31-{code}": f"/berita/2026/01/{code}/"}, now)
        Ledger(data).note(now, code, "telegram", "terkirim", post="1")
        Owed(data).keep(
            [*Owed(data).pings(), Ping("websub", "https://hub.example", f"https://mmc.example/{code}")], now
        )
    for name in (*order, order[0]):
        share(Desk(two.live.parent / name, {}))
    for desk in (two.ani, two.budi):
        git(desk.root, "pull", "--quiet")
        data = desk.root / "data"
        assert {"brs-2026-01-31-ab3k", "brs-2026-01-31-ab3m", "brs-2026-01-31-k3f9"} <= read_published(data).keys()
        assert {row["item"] for row in Journal(data, "siaran").rows()} == {"ab3k", "ab3m"}
        assert len(Owed(data).pings()) == 2
        assert git(desk.root, "status", "--porcelain").strip() == ""
