"""The office's commands from the declaration to the verdict."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mmc.base.problems import ContentError
from mmc.release.declaration import load
from mmc.release.deploying import Work
from mmc.release.errors import ReleaseError
from mmc.release.making import Facts
from mmc.release.operations import Project
from mmc.release.record import keys
from mmc.release.schedule import Diary, fingerprint
from mmc.release.telling import told_verdict
from tests.release.sites import site

SITE = "https://mmc.go.id"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An office that has set up nothing."""
    monkeypatch.setenv("MMC_KEY", str(tmp_path / "home" / "release.key"))
    return Project(tmp_path / "project", SITE, redirects={"/lama/": "/berita/"})


def test_local_release_needs_no_set_up(office: Project) -> None:
    """Released, seen over HTTP, verified, taken back: without a declaration and without a key."""
    for edition in "12":
        site(office.root / "output", edition)
        outcome = office.deploy(lambda: Facts(SITE), Work())
        assert outcome.is_released
    assert office.verify().findings == ()
    office.rollback()

    assert [kept.head.origin for kept in office.releases()] == [1, 2]
    assert office.verify().is_clean


def test_where_nothing_was_released_nothing_was_altered(office: Project) -> None:
    """A fresh checkout is told that there is no release yet: no alarm, and not a word of intruders."""
    verdict = office.verify()
    told = "\n".join(told_verdict(verdict, has_key=False, has_policy=True))

    assert verdict.exit_code == 2
    assert not verdict.is_clean
    assert "belum ada rilis" in told
    assert "Terbitkan dahulu" in told
    assert "diubah orang" not in told


def test_public_target_needs_the_key_and_a_real_address(office: Project) -> None:
    """What goes to the public is signed, and names a site that exists."""
    declare(office, '[target.server]\nkind = "ssh"\nhost = "server.go.id"\npath = "/srv/mmc"\n')
    with pytest.raises(ReleaseError, match="ditandatangani") as caught:
        office.deploy(lambda: Facts(SITE), Work(), to="server")
    assert "tasks.py kunci" in caught.value.hint

    sample = Project(office.root, "https://mmc.example")
    with pytest.raises(ReleaseError, match="bukan alamat publik"):
        sample.deploy(lambda: Facts("https://mmc.example"), Work(), to="server")


def declare(office: Project, text: str) -> None:
    (office.root / "data").mkdir(parents=True, exist_ok=True)
    (office.root / "data/terbit.toml").write_text(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[target.a]\nkind = "scp"\n', "kind"),
        ('[target.a]\nkind = "ssh"\nhost = "x"\n', "`path` belum ada"),
        ('[target.a]\nkind = "ssh"\nhost = "x"\npath = "/y"\npassword = "z"\n', "`password` tidak dikenal"),
        ('[target.a]\nkind = "storage"\nremote = "a:b"\nkeep = "banyak"\n', "`keep` harus bilangan"),
        ('[target.a]\nkind = "local"\npath = "x"\nencodings = ["rar"]\n', "rar"),
        ("tujuan = 1\n", "`tujuan` tidak dikenal"),
        ("a = \n", "bukan TOML"),
    ],
)
def test_mistake_in_the_declaration_is_told(office: Project, text: str, word: str) -> None:
    """Every mistake is named with its line and its key; a password has no place there."""
    declare(office, text)
    with pytest.raises(ContentError, match=word):
        office.deploy(lambda: Facts(SITE), Work())


def test_near_miss_of_a_target_is_answered(office: Project) -> None:
    """`inv deploy --to lokal` is answered with the name that was meant."""
    with pytest.raises(ReleaseError) as caught:
        office.releases(to="lokal")

    assert "local" in caught.value.hint


def test_shipped_declaration_is_sound(tmp_path: Path) -> None:
    """The file that comes with the project can be read, and its examples too once their marks are gone."""
    path = Path(__file__).parents[3] / "data" / "terbit.toml"
    assert load(path).default == "local"
    lines = path.read_text("utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("# [target."))
    shown = [line.removeprefix("#").strip() for line in lines[start:]]
    toml = "\n".join(line for line in shown if line.startswith("[") or " = " in line)
    (tmp_path / "terbit.toml").write_text(toml, "utf-8")

    assert {one.kind for one in load(tmp_path / "terbit.toml").targets.values()} == {"local", "ssh", "storage", "git"}


def test_key_is_made_once_and_outside_the_project(office: Project, tmp_path: Path) -> None:
    """The secret is readable by its owner only, and never lies where it could be committed."""
    path, key = keys.make_key_file(office.root, "")

    assert path.stat().st_mode & 0o077 == 0
    assert keys.read_key() == key
    with pytest.raises(ReleaseError, match="sudah ada"):
        keys.make_key_file(office.root, "")
    with pytest.raises(ReleaseError, match="di dalam folder proyek"):
        keys.make_key_file(office.root, "", {"MMC_KEY": str(office.root / "data" / "x.key")})


def test_timer_has_nothing_to_do_until_something_is_due(tmp_path: Path) -> None:
    """Nothing edited and nothing due: not even a build."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("a")
    now = datetime(2026, 1, 31, 2, 0, tzinfo=UTC)
    diary = Diary(tmp_path / "diary.json")
    word = fingerprint(tmp_path, ["content", "data"])
    assert not diary.has_nothing_due(word, now)

    diary.note(word, now + timedelta(hours=1), "a" * 64)
    assert diary.knows("a" * 64) and not diary.knows("b" * 64)

    assert diary.has_nothing_due(fingerprint(tmp_path, ["content", "data"]), now)
    assert not diary.has_nothing_due(word, now + timedelta(hours=1))
    (tmp_path / "content/b.md").write_text("b")
    assert not diary.has_nothing_due(fingerprint(tmp_path, ["content", "data"]), now)
