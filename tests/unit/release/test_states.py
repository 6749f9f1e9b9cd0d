"""Every state that an office passes through on its way has a true answer in verify, deploy, its dry run, rollback and releases."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mmc.release.declaration import load
from mmc.release.deploying import Outcome, Work
from mmc.release.errors import ReleaseError
from mmc.release.making import Facts
from mmc.release.operations import Project
from mmc.release.progress import Reporter
from mmc.release.record import keys, minisign, succession
from mmc.release.telling import told_verdict
from tests.release.machines import program
from tests.release.sites import site

SITE = "https://mmc.go.id"
ACCUSATION = "diubah orang"


class Notes(Reporter):
    """What was told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def note(self, message: str) -> None:
        self.lines.append(message)


@dataclass
class Clone:
    """One checkout of an office, which releases to a folder outside of it."""

    office: Project
    monkeypatch: pytest.MonkeyPatch

    @property
    def root(self) -> Path:
        return self.office.root

    def deploy(self, edition: str, **more: object) -> tuple[Outcome, str]:
        site(self.root / "output", edition)
        notes = Notes()
        outcome = self.office.deploy(lambda: Facts(SITE), Work(), report=notes, **more)  # type: ignore[arg-type]
        return outcome, "\n".join(notes.lines)

    def dry(self, edition: str) -> str:
        return self.deploy(edition, is_dry=True)[1]

    def verify(self) -> tuple[int, str]:
        verdict = self.office.verify()
        return verdict.exit_code, "\n".join(told_verdict(verdict, has_key=True, has_policy=True))

    def rollback(self, **more: object) -> str:
        notes = Notes()
        self.office.rollback(report=notes, **more)  # type: ignore[arg-type]
        return "\n".join(notes.lines)

    def make_key(self) -> None:
        _, key = keys.make_key_file(self.root, "")
        self.declare(key.public.as_text())

    def declare(self, public: str) -> None:
        (self.root / "data").mkdir(parents=True, exist_ok=True)
        text = f'default = "umum"\npublic_key = "{public}"\n[target.umum]\nkind = "local"\npath = "{self.live}"\n'
        (self.root / "data/terbit.toml").write_text(text)

    @property
    def live(self) -> Path:
        return self.root.parent / "live"

    def next_key(self, why: str) -> minisign.SecretKey:
        """The key is followed by another one; the old one."""
        old = keys.read_key()
        assert old is not None
        _, _, key = keys.replace_key_file(old, "")
        succession.announce(self.root / "data", old, key.public, why)
        self.declare(key.public.as_text())
        return old

    def second(self, *, with_data: bool = True, with_cache: bool = False) -> Clone:
        """Another clone on another machine: what is in git, and nothing else."""
        root = Path(tempfile.mkdtemp(prefix="lain-", dir=self.root.parent))
        if with_data:
            shutil.copytree(self.root / "data", root / "data")
        else:
            (root / "data").mkdir()
            shutil.copy(self.root / "data/terbit.toml", root / "data")
        if with_cache:
            shutil.copytree(self.root / ".cache", root / ".cache")
        return Clone(replace(self.office, root=root), self.monkeypatch)

    def wipe(self) -> None:
        shutil.rmtree(self.live)


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """An office that has no key yet."""
    monkeypatch.setenv("MMC_KEY", str(tmp_path / "home" / "release.key"))
    monkeypatch.delenv("MMC_KEY_PASSWORD", raising=False)
    made = Clone(Project(tmp_path / "project", SITE), monkeypatch)
    made.declare("")
    return made


@pytest.fixture
def signed(clone: Clone) -> Clone:
    """An office that has released twice with its key."""
    clone.make_key()
    clone.deploy("1")
    clone.deploy("2")
    return clone


def test_no_key(clone: Clone) -> None:
    """Everything works, and that no signature was looked at is told."""
    clone.deploy("1")
    assert clone.deploy("2")[1] == ""
    assert clone.verify()[0] == 0
    assert clone.rollback() == ""


def test_key_made_after_an_unsigned_release(clone: Clone) -> None:
    """Nobody has altered anything: the release is older than the key, and one more release signs the site."""
    clone.deploy("1")
    clone.deploy("2")
    clone.make_key()
    code, told = clone.verify()
    assert code == 1
    assert "dibuat sebelum kunci kantor ada" in told
    assert "Terbitkan sekali lagi" in told
    assert ACCUSATION not in told and "--full" not in told
    assert "belum bertanda tangan" in clone.dry("2")
    assert "belum bertanda tangan" in clone.rollback()
    outcome, told = clone.deploy("2")
    assert outcome.is_released
    assert clone.verify()[0] == 0
    clone.rollback()  # to a release that is older than the key, and that git knows as ours
    assert clone.verify()[0] == 0


def test_unsigned_release_that_nobody_here_made(clone: Clone) -> None:
    """Then it cannot be known who made it, and both are said."""
    clone.deploy("1")
    clone.make_key()
    other = clone.second(with_data=False)
    code, told = other.verify()
    assert code == 1
    assert "dibuat sebelum kunci kantor ada, atau tanda tangannya dihapus orang" in told
    assert "PERINGATAN" in other.dry("1")


def test_dry_run_asks_for_no_password(clone: Clone) -> None:
    """The list of changes needs no signature."""
    _, key = keys.make_key_file(clone.root, "rahasia")
    clone.declare(key.public.as_text())
    asked: list[str] = []
    clone.office = replace(clone.office, ask=lambda: asked.append("sandi") or "rahasia")  # type: ignore[func-returns-value]
    clone.dry("1")
    assert asked == []
    clone.deploy("1")
    assert asked == ["sandi"]
    assert len(clone.office.releases()) == 1
    assert asked == ["sandi"]


def test_changed_key(signed: Clone) -> None:
    """The site is still signed by the old one until the next release; both are the office's, and stock minisign can follow."""
    old = signed.next_key("pergantian tahunan")
    code, told = signed.verify()
    assert code == 1
    assert "kunci kantor yang lama" in told and "Terbitkan sekali lagi" in told
    assert ACCUSATION not in told
    assert "kunci kantor yang lama" in signed.dry("2")
    assert signed.deploy("2")[0].is_released
    assert signed.verify()[0] == 0
    signed.rollback(name="r1")
    assert signed.verify()[0] == 0

    folder = signed.live / "current/.well-known/mmc/kunci" / old.public.name
    words = [program("minisign"), "-V", "-m", "berikutnya.pub", "-P", old.public.as_text()]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "pergantian tahunan" in done.stdout
    new = load(signed.root / "data/terbit.toml").public_key
    assert new is not None
    assert (folder / "berikutnya.pub").read_bytes() == new.as_file()


def test_clone_that_still_has_the_old_key(signed: Clone) -> None:
    """It finds the signed word of the old key on the site, says what to do, and accuses nobody."""
    other = signed.second()
    signed.next_key("laptop hilang")
    signed.deploy("2")
    code, told = other.verify()
    assert code == 1
    assert "kantor sudah berganti kunci" in told and "git pull" in told
    assert "Situs diubah orang" not in told
    assert "git pull" in other.dry("2")


def test_thief_with_the_old_key(signed: Clone) -> None:
    """What the old key signs after it was followed by another is no release of ours."""
    thief = signed.second(with_cache=True)
    stolen = keys.read_key()
    assert stolen is not None
    own = signed.root.parent / "thief.key"
    own.write_bytes(minisign.write_secret(stolen))
    own.chmod(0o600)
    signed.next_key("laptop dicuri")
    signed.deploy("2")
    office_key = keys.key_file()
    signed.monkeypatch.setenv("MMC_KEY", str(own))
    time.sleep(1.1)  # a release of the same number and second would have the same name
    thief.deploy("judi")
    signed.monkeypatch.setenv("MMC_KEY", str(office_key))
    code, told = signed.verify()
    assert code == 1
    assert "mungkin dipakai orang lain" in told
    assert "Situs diubah orang" in told
    _, told = signed.deploy("2")
    assert "PERINGATAN" in told
    assert signed.verify()[0] == 0


@pytest.mark.parametrize("with_data", [True, False])
def test_new_clone(signed: Clone, with_data: bool) -> None:
    """It knows what git knows, goes on in the same chain, and can go back."""
    other = signed.second(with_data=with_data)
    assert other.verify()[0] == 0
    outcome, told = other.deploy("3")
    assert (outcome.release.manifest.sequence, told) == (3, "")
    assert other.rollback() == ""
    assert [kept.head.sequence for kept in other.office.releases()] == [4, 3, 1]
    assert signed.verify()[0] == 0


def test_restored_backup(signed: Clone) -> None:
    """A checkout that remembers an older release goes on behind the live one."""
    backup = signed.second(with_cache=True)
    signed.deploy("3")
    outcome, told = backup.deploy("4")

    assert (outcome.release.manifest.sequence, told) == (4, "")
    assert backup.verify()[0] == 0
    assert signed.verify()[0] == 0


@pytest.mark.parametrize("is_new_clone", [False, True])
def test_target_that_was_emptied_or_moved(signed: Clone, is_new_clone: bool) -> None:
    """It is told once; the chain goes on; the office closes the gap with a word that it signs."""
    signed.deploy("3")
    watcher = signed.second(with_cache=True)
    signed.verify()
    signed.wipe()
    desk = signed.second() if is_new_clone else signed
    code, told = watcher.verify() if not is_new_clone else (1, "padahal pernah ada")
    assert code != 0
    with pytest.raises(ReleaseError, match="Tidak ada rilis sebelumnya"):
        desk.rollback()
    assert desk.office.releases() == []
    assert "tujuan ini kosong, padahal 3 rilis" in desk.dry("3")
    outcome, told = desk.deploy("3")
    assert outcome.release.manifest.sequence == 4
    assert "--restart" in told
    assert desk.deploy("3", restart="pindah server")[0].is_released
    assert desk.verify()[0] == 0


def test_lost_link_is_told_once_and_can_be_closed(signed: Clone) -> None:
    """A check that knows an older release misses the links; the office's signed word ends that, and until then it is told once."""
    old = signed.second(with_cache=True)
    older = Clone(replace(old.office, root=old.root), signed.monkeypatch)
    signed.deploy("3")
    signed.deploy("4")
    signed.wipe()
    signed.deploy("5")
    kept = (older.root / ".cache/terbit/umum/known.json").read_bytes()
    code, told = older.verify()
    assert code == 1
    assert "mata rantai hilang" in told and "--restart" in told
    assert older.verify()[0] == 0

    (older.root / ".cache/terbit/umum/known.json").write_bytes(kept)
    signed.deploy("5", restart="pindah ke server baru")
    code, told = older.verify()
    assert code == 0, told
    assert "pindah ke server baru" in told
    code, told = older.verify()
    assert "pindah ke server baru" not in told


def test_chain_that_was_begun_anew_by_a_clone_that_knew_nothing(signed: Clone) -> None:
    """Its numbers are low; without the office's word that looks like an old release, with it all is well."""
    watcher = signed.second(with_cache=True)
    signed.wipe()
    other = signed.second(with_data=False)
    outcome, _ = other.deploy("3")
    assert outcome.release.manifest.sequence == 1
    code, told = watcher.verify()
    assert code == 1
    assert "rilis lama dipasang kembali" in told or "riwayat lain" in told

    other.deploy("3", restart="catatan hilang bersama laptop")
    code, told = watcher.verify()
    assert code == 0, told
    assert "catatan hilang bersama laptop" in told
    other.deploy("4")
    assert watcher.verify()[0] == 0


def test_old_release_that_is_served_again(signed: Clone) -> None:
    """Also a clone that has checked nothing yet notices, since git tells of the newest release."""
    first = next(path for path in (signed.live / "releases").iterdir() if path.name.endswith("-r1"))
    (signed.live / "current").unlink()
    (signed.live / "current").symlink_to(first)
    for checker in (signed, signed.second()):
        code, told = checker.verify()
        assert code == 1
        assert "rilis lama dipasang kembali: nomor 1, terakhir diketahui 2" in told


def test_new_address(signed: Clone) -> None:
    """The record still names the old one, until the next release."""
    signed.office = replace(signed.office, site_url="https://baru.go.id")
    code, told = signed.verify()

    assert code == 1
    assert "terbitkan sekali lagi bila alamat situs memang diganti" in told


def test_key_that_others_can_read_is_refused(signed: Clone) -> None:
    """With the command that closes it."""
    keys.key_file().chmod(0o644)
    with pytest.raises(ReleaseError, match="dapat dibaca orang lain") as caught:
        signed.deploy("3")
    assert "chmod 600" in caught.value.hint


def test_key_of_another_office(signed: Clone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whose key this machine has is told before anything is built."""
    monkeypatch.setenv("MMC_KEY", str(tmp_path / "lain" / "release.key"))
    keys.make_key_file(signed.root, "")
    with pytest.raises(ReleaseError, match="bukan pasangan"):
        signed.deploy("3")
