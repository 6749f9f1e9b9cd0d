"""Releases over a real sshd with a real rsync."""

from __future__ import annotations

import gzip
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mmc.release.deploying import Destination, Work, deploy, rollback
from mmc.release.errors import LiveState, Locked, ReleaseError
from mmc.release.making import COMPRESSED, Facts
from mmc.release.paths import CHAIN, MANIFEST, SIGNATURE
from mmc.release.progress import Reporter
from mmc.release.record import manifest as manifests
from mmc.release.record import minisign
from mmc.release.targets.connection import KEY_VARIABLE, Connection, Server
from mmc.release.targets.ssh import SshTarget
from tests.release.destinations import KEY, destination_for, release
from tests.release.machines import wait_until
from tests.release.servers import Sshd
from tests.release.sites import site

pytestmark = pytest.mark.servers


@pytest.fixture
def address(server: Sshd, web_root: Path) -> Server:
    """The declared target."""
    return Server("127.0.0.1", str(web_root), server.user, server.port, server.host_key)


@pytest.fixture
def destination(address: Server, tmp_path: Path) -> Iterator[Destination]:
    """A destination that releases over ssh."""
    target = SshTarget(address, tmp_path / "workshop", "kantor, uji")
    yield destination_for(target, tmp_path)
    target.close()


def live(web_root: Path, path: str) -> str:
    return (web_root / "current" / path).read_text()


def test_release_over_ssh_replaces_the_site_as_a_whole(destination: Destination, web_root: Path) -> None:
    """Every file on the server is what the manifest says; the old edition's assets are still there."""
    release(destination, "1")
    old = live(web_root, "index.html")
    release(destination, "2")

    manifest = manifests.read(live(web_root, MANIFEST).encode())
    folder = (web_root / "current").resolve()
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {path for path in there if not path.startswith(".well-known/mmc/")} == set(manifest.files)
    for path, entry in manifest.files.items():
        assert manifests.digest((folder / path).read_bytes()) == entry.sha256
        assert int((folder / path).stat().st_mtime) == entry.since
    assert 'data-edition="2"' in live(web_root, "index.html")
    assert live(web_root, old.split('href="/')[1].split('"')[0])
    assert live(web_root, f"{CHAIN}000001.json")


def test_unchanged_files_take_no_room_and_no_time(destination: Destination, web_root: Path) -> None:
    """A release is linked to the one before; only what changed was sent."""
    first = release(destination, "1").release.name
    page = destination.folder / "tentang/index.html"
    site(destination.folder, "1", extra={"berita/baru/index.html": page.read_text()})
    second = release_as_it_is(destination)

    one, two = (web_root / "releases" / name / "index.html" for name in (first, second))
    assert one.stat().st_ino == two.stat().st_ino
    assert (web_root / "current/berita/baru/index.html").is_file()


def release_as_it_is(destination: Destination) -> str:
    return deploy(destination, lambda: Facts("https://mmc.example"), Work(), Reporter()).release.name


def test_rollback_over_ssh_takes_no_longer_than_a_few_logins(
    destination: Destination, address: Server, web_root: Path
) -> None:
    """A mistake is taken back before many have read it: half a second on a machine without other work."""
    for edition in "123":
        release(destination, edition)
    rollbacks, logins = [], []
    for name, edition in (("", "2"), ("r3", "3"), ("r1", "1")):
        logins.append(seconds_of(lambda: log_in(address)))
        rollbacks.append(seconds_of(lambda name=name: rollback(destination, Reporter(), name)))  # type: ignore[misc]
        assert f'data-edition="{edition}"' in live(web_root, "index.html")
        assert is_as_signed(web_root)
        minisign.verify(live(web_root, MANIFEST).encode(), live(web_root, SIGNATURE).encode(), KEY.public)

    assert min(rollbacks) < 4 * min(logins)
    assert [one.head.origin for one in destination.target.releases()] == [1, 3, 2]
    release(destination, "4")
    assert 'data-edition="4"' in live(web_root, "index.html")


def test_record_that_was_altered_on_the_server_is_not_shown(
    destination: Destination, web_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines of the old record stay on the server, so what is put together there must have the hash that was signed."""
    for edition in "12":
        release(destination, edition)
    before = (web_root / "current").resolve()
    restore = SshTarget.restore

    def altered(target: SshTarget, name: str, *rest: Any) -> None:
        place = web_root / "releases" / name / MANIFEST
        place.write_text(place.read_text().replace('"robots.txt":[', '"robot2.txt":['))
        restore(target, name, *rest)

    monkeypatch.setattr(SshTarget, "restore", altered)
    with pytest.raises(ReleaseError, match="kode 76"):
        rollback(destination, Reporter())

    assert (web_root / "current").resolve() == before
    assert is_as_signed(web_root)


def seconds_of(act: Callable[[], object]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def log_in(address: Server) -> None:
    """A connection is made, used once and closed."""
    connection = Connection(address)
    connection.run("true")
    connection.close()


def test_old_releases_are_pruned(destination: Destination, web_root: Path) -> None:
    """The server keeps as many as declared."""
    small = replace(destination, keep=2)
    for edition in "1234":
        release(small, edition)

    assert len(list((web_root / "releases").glob("[0-9]*"))) == 2
    wait_until(lambda: [path.name for path in (web_root / "releases").glob(".*")] == [".new"])


ODD = dict.fromkeys(('kutip "dua" [1,2]/é & spasi.txt', "-awal.txt", "kategori/$(touch x)/'satu'.txt"), "isi")


class Counted(Reporter):
    """Hears how many files travel."""

    def __init__(self) -> None:
        self.sent = 0

    def total(self, total: int) -> None:
        self.sent = total


def is_as_signed(web_root: Path) -> bool:
    """Every file of the live release is there as its manifest says, and nothing else is."""
    manifest = manifests.read(live(web_root, MANIFEST).encode())
    folder = (web_root / "current").resolve()
    there = {
        path.relative_to(folder).as_posix(): manifests.digest(path.read_bytes())
        for path in folder.rglob("*")
        if (path.is_file() or path.is_symlink()) and ".well-known/mmc" not in path.as_posix()
    }
    return there == {path: entry.sha256 for path, entry in manifest.files.items()}


@pytest.mark.parametrize(("keep", "editions"), [(2, "123"), (5, "3")])
def test_next_release_begins_from_the_oldest_one(
    destination: Destination, web_root: Path, keep: int, editions: str
) -> None:
    """
    Its folder, or a twin of the live one while there are few, is held against the manifest like anything else on the server;
    what is good in the live one is not sent.
    """
    small = replace(destination, keep=keep)
    for edition in editions:
        site(destination.folder, edition, extra=ODD)
        release_as_it_is(small)
    fresh = web_root / "releases/.new"
    wait_until(fresh.is_dir)

    (fresh / "slot-gacor/dalam").mkdir(parents=True)
    (fresh / "slot-gacor/dalam/index.html").write_text("judi")
    (fresh / "tentang/index.html").write_text("judi")
    (fresh / "robots.txt").unlink()
    (fresh / "sitemap.xml").unlink()
    (fresh / "sitemap.xml").symlink_to("/etc/hostname")
    (fresh / CHAIN).mkdir(exist_ok=True)
    (fresh / f"{CHAIN}000001.json").symlink_to("/etc/hostname")
    (fresh / f"{CHAIN}shell.php").write_text("judi")
    site(destination.folder, "3", extra={**ODD, "berita/baru/index.html": "<title>Baru</title>"})
    told = Counted()
    outcome = deploy(small, lambda: Facts("https://mmc.example"), Work(), told)

    assert is_as_signed(web_root)
    assert not (web_root / "current/slot-gacor").exists()
    assert {path.name for path in (web_root / "current" / CHAIN).iterdir()} == {
        f"{number:06}.json" for number in range(1, len(editions) + 1)
    }
    assert not (web_root / f"current/{CHAIN}000001.json").is_symlink()
    assert told.sent <= len(outcome.changes.uploads) + len(outcome.release.proof) + 1  # and the page that was altered


def test_server_that_reads_another_record_is_not_believed(
    destination: Destination, web_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record must not change between its proof and its use; then nothing goes out."""
    for edition in "12":
        release(destination, edition)
    before = live(web_root, MANIFEST)
    prepare = SshTarget.prepare

    def altered(target: SshTarget, manifest: manifests.Manifest | None) -> None:
        (web_root / "current" / MANIFEST).write_text(before.replace("kantor", "rotnak"))
        prepare(target, manifest)

    monkeypatch.setattr(SshTarget, "prepare", altered)
    with pytest.raises(ReleaseError, match="berubah di tengah"):
        release(destination, "1")

    assert 'data-edition="2"' in live(web_root, "index.html")


def test_oldest_release_lends_nothing_to_a_full_one(destination: Destination, web_root: Path) -> None:
    """When nothing on the server is relied on, everything is sent, into whatever folder."""
    small = replace(destination, keep=2)
    for edition in "123":
        release(small, edition)
    told = Counted()
    outcome = deploy(small, lambda: Facts("https://mmc.example"), Work(), told, is_full=True)

    assert told.sent == len(outcome.release.manifest.files) + len(outcome.release.proof)
    assert is_as_signed(web_root)


def test_release_that_was_altered_lends_what_is_good(destination: Destination, web_root: Path) -> None:
    """A file that the live release has lost, spoilt or turned into a link is sent."""
    small = replace(destination, keep=2)
    for edition in "123":
        release(small, edition)
    folder = (web_root / "current").resolve()
    shutil.rmtree(web_root / "releases/.new/berita")
    (folder / f"{CHAIN}000002.json").unlink()
    (folder / f"{CHAIN}000002.json").symlink_to("/etc/hostname")
    (folder / "berita/index.html").unlink()
    for number, spoil in enumerate(("judi", "")):
        path = folder / f"berita/2026/01/kabar-{number}/index.html"
        path.unlink()
        path.write_text(spoil) if spoil else path.symlink_to("/etc/hostname")
    release(small, "3")
    site(destination.folder, "3", extra={"berita/baru/index.html": "<title>Baru</title>"})
    release_as_it_is(small)

    assert is_as_signed(web_root)
    assert not (web_root / f"current/{CHAIN}000002.json").is_symlink()


def test_foreign_and_altered_files_do_not_survive_a_release(destination: Destination, web_root: Path) -> None:
    """What somebody put or changed on the server goes with the next release."""
    release(destination, "1")
    folder = (web_root / "current").resolve()
    (folder / "slot-gacor.html").write_text("judi")
    (folder / "tentang/index.html").write_text("judi")
    (folder / "robots.txt").unlink()
    (folder / "luar").symlink_to("/etc")
    (folder / ".well-known/mmc/rantai").mkdir(exist_ok=True)
    (folder / ".well-known/mmc/rantai/shell.php").write_text("judi")
    release(destination, "2")

    assert "judi" not in live(web_root, "tentang/index.html")
    assert live(web_root, "robots.txt")
    for path in ("slot-gacor.html", "luar", ".well-known/mmc/rantai/shell.php"):
        assert not (web_root / "current" / path).is_symlink()
        assert not (web_root / "current" / path).exists()


def test_lost_copy_of_an_unchanged_page_is_sent_again(destination: Destination, web_root: Path) -> None:
    """Somebody who spoils a page and its compressed copy does not stop the next release, even after weeks."""
    release(destination, "1")
    shutil.rmtree(destination.workshop / COMPRESSED)
    folder = (web_root / "current").resolve()
    (folder / "berita/index.html.gz").unlink()
    (folder / "berita/index.html.br").write_text("judi")
    site(destination.folder, "1", extra={"berita/baru/index.html": "<title>Baru</title>"})
    release_as_it_is(destination)
    page = (web_root / "current/berita/index.html").read_bytes()

    assert gzip.decompress((web_root / "current/berita/index.html.gz").read_bytes()) == page
    assert (web_root / "current/berita/index.html.br").stat().st_size > 4


def test_second_deployer_is_told_who_is_at_it(destination: Destination, address: Server, tmp_path: Path) -> None:
    """Two people who press the button at once do not mix their releases."""
    other = SshTarget(address, tmp_path / "other", "rekan")
    with other.locked(), pytest.raises(Locked, match="rekan"):
        release(destination, "1")
    release(destination, "1")


def test_unknown_host_key_is_refused(address: Server, server: Sshd, tmp_path: Path) -> None:
    """A server that shows another key gets nothing."""
    stranger = replace(address, host_key=" ".join(server.client_key.with_suffix(".pub").read_text().split()[:2]))
    with pytest.raises(ReleaseError, match="sambungan gagal") as caught:
        release(destination_for(SshTarget(stranger, tmp_path / "w", "x"), tmp_path), "1")

    assert "Kunci server" in caught.value.hint
    assert caught.value.state is LiveState.UNTOUCHED


def test_refused_key_is_told(address: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no key learns how to bring one."""
    monkeypatch.setenv("MMC_SSH_KEY", str(tmp_path / "none"))
    with pytest.raises(ReleaseError) as caught:
        release(destination_for(SshTarget(address, tmp_path / "w", "x"), tmp_path), "1")

    assert "MMC_SSH_KEY" in caught.value.hint


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", "-oProxyCommand=touch x"),
        ("host", "a b"),
        ("folder", "/srv/$(touch x)"),
        ("folder", "/srv/../etc"),
        ("folder", "srv"),
        ("user", "a;b"),
        ("host_key", "ssh-ed25519 AAAA\nevil"),
    ],
)
def test_declaration_cannot_carry_commands(field: str, value: str) -> None:
    """What stands in the file is a name, never something that a shell would run."""
    values = {"host": "mmc.example", "folder": "/srv/mmc"} | {field: value}
    with pytest.raises(ReleaseError, match=r"terbit\.toml"):
        Server(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name", ["kunci kantor", "Ibu Ñandú ' & co", "50% (baru)", "-dari depan", "文件夹 " + "panjang " * 12]
)
def test_any_folder_serves(
    server: Sshd, web_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Key, temporary files and project may lie in folders with spaces, quotes, dashes and letters of any script."""
    odd = tmp_path / name.strip()
    odd.mkdir()
    key = odd / name.strip()
    shutil.copy(server.client_key, key)
    key.chmod(0o600)
    monkeypatch.setenv(KEY_VARIABLE, str(key))
    monkeypatch.setattr(tempfile, "tempdir", str(odd))
    target = SshTarget(
        Server("127.0.0.1", str(web_root), server.user, server.port, server.host_key), odd / "own", "uji"
    )
    destination = destination_for(target, odd)
    release(destination, "1")
    release(destination, "2")
    rollback(destination, Reporter())
    target.close()

    assert 'data-edition="1"' in live(web_root, "index.html")


@pytest.mark.parametrize(("name", "word"), [('tanda "kutip"', "tidak dimengerti ssh"), ("tidak ada", "tidak ada")])
def test_folder_that_ssh_cannot_take_is_refused_clearly(
    address: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, word: str
) -> None:
    """The place is named; nobody is sent to look at the connection."""
    key = tmp_path / name
    if "kutip" in name:
        key.write_text("kunci")
    monkeypatch.setenv(KEY_VARIABLE, str(key))
    with pytest.raises(ReleaseError, match=word) as caught:
        Connection(address)
    assert "sambungan" not in str(caught.value)
