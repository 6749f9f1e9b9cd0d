"""Releases to a real object store and a real FTP server, through rclone."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from mmc.release.deploying import Destination, Work, deploy, rollback
from mmc.release.errors import Locked, ReleaseError
from mmc.release.making import Facts
from mmc.release.paths import MANIFEST
from mmc.release.progress import Reporter, Step
from mmc.release.record import manifest as manifests
from mmc.release.targets.rclone import Rclone
from mmc.release.targets.storage import INTENT, LOCK, StorageTarget
from tests.release.destinations import destination_for, release
from tests.release.machines import program
from tests.release.servers import Store
from tests.release.sites import site

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("storage")]


@pytest.fixture(params=["s3", "ftp"])
def remote(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A folder of its own on each store."""
    store: Store = request.getfixturevalue(request.param)
    return f"{store.remote}{'' if store.remote.endswith(':') else '/'}{tmp_path.name}"


@pytest.fixture
def destination(remote: str, tmp_path: Path) -> Destination:
    """A destination that releases to the store."""
    return destination_for(StorageTarget(Rclone(remote), tmp_path / "workshop", "kantor", stale=1.0), tmp_path)


def read(remote: str, path: str) -> str:
    return (Rclone(remote).read(path) or b"").decode()


def test_store_holds_what_the_manifest_says(destination: Destination, remote: str) -> None:
    """After two releases every object is there with its content, and nothing of the work is left over."""
    release(destination, "1")
    release(destination, "2")

    manifest = manifests.read(read(remote, MANIFEST).encode())
    there = {path for path in Rclone(remote).list_all() if not path.startswith(".well-known/mmc/")}
    assert there == set(manifest.files)
    for path in ("index.html", "berita/index.html", "atom.xml", "sitemap.xml"):
        assert manifests.digest(read(remote, path).encode()) == manifest.files[path].sha256
    assert read(remote, LOCK) == read(remote, INTENT) == ""


def test_rollback_sends_the_kept_release_again(destination: Destination, remote: str) -> None:
    """A store keeps no old releases, this machine does."""
    for edition in "12":
        release(destination, edition)
    rollback(destination, Reporter())

    assert 'data-edition="1"' in read(remote, "index.html")
    assert manifests.read(read(remote, MANIFEST).encode()).restores.endswith("-r1")


def test_living_lock_is_respected_and_a_dead_one_taken_over(remote: str, tmp_path: Path) -> None:
    """Two deployers do not meet; one that died does not block for ever."""
    first = StorageTarget(Rclone(remote), tmp_path / "a", "rekan", stale=8.0)
    second = StorageTarget(Rclone(remote), tmp_path / "b", "kantor", stale=8.0)
    with first.locked(), pytest.raises(Locked, match="rekan"), second.locked():
        pass
    Rclone(remote).write(LOCK, json.dumps({"token": "mati", "holder": "mesin lama"}).encode())
    destination = destination_for(StorageTarget(Rclone(remote), tmp_path / "c", "kantor", stale=0.5), tmp_path)
    release(destination, "1")

    assert 'data-edition="1"' in read(remote, "index.html")


def test_half_done_release_of_another_machine_is_cleaned_up(
    destination: Destination, remote: str, tmp_path: Path
) -> None:
    """What a deployer that died on another machine has changed is put right by whoever comes next."""
    release(destination, "1")
    store = Rclone(remote)
    store.write(INTENT, json.dumps({"intent": "x", "paths": ["berita/index.html", "yatim.html"]}).encode())
    store.write("berita/index.html", b"setengah jalan")
    store.write("yatim.html", b"setengah jalan")
    store.write("berita/x.html.abc.partial", b"setengah")
    release(destination, "2")

    assert 'data-edition="2"' in read(remote, "berita/index.html")
    assert read(remote, "yatim.html") == ""
    assert not any(path.endswith(".partial") for path in store.list_all())


def test_broken_upload_goes_on_where_it_stopped(destination: Destination, remote: str) -> None:
    """Files that were sent before the line broke are not sent again."""
    release(destination, "1")

    class Cut(Reporter):
        is_sending = False

        def step(self, step: Step) -> None:
            self.is_sending = step is Step.UPLOAD

        def advance(self, done: int) -> None:
            if self.is_sending and done > 8:
                raise ReleaseError("putus")

    with pytest.raises(ReleaseError) as caught:
        release(destination, "2", report=Cut())
    sent: list[int] = []

    class Count(Reporter):
        def total(self, total: int) -> None:
            sent.append(total)

    assert "Jalankan perintah yang sama" in str(caught.value)
    outcome = release(destination, "2", report=Count())

    assert sent[-1] <= len(outcome.changes.uploads)
    assert 'data-edition="2"' in read(remote, "index.html")


@pytest.mark.parametrize("remote_name", ["tanpa-titik-dua", "a:../b", "-flag:x", "a:b c"])
def test_declared_remote_is_only_a_name(remote_name: str) -> None:
    """Nothing that rclone would take for an option, and no way out of the folder."""
    with pytest.raises(ReleaseError, match="remote"):
        Rclone(remote_name)


def test_missing_settings_are_told(tmp_path: Path) -> None:
    """Whoever has not set up rclone learns how."""
    with pytest.raises(ReleaseError) as caught:
        release(destination_for(StorageTarget(Rclone("entahapa:x"), tmp_path / "w", "x"), tmp_path), "1")

    assert "rclone config" in caught.value.hint


def test_two_who_begin_at_the_same_moment_never_both_hold_the_lock(s3: Store, tmp_path: Path) -> None:
    """Whatever the moment, one of them waits or is told; nobody waits for ever."""
    inside: list[int] = []
    most: list[int] = []
    done: list[bool] = []
    store = f"{s3.remote}/{tmp_path.name}"

    def deployer(number: int, start: threading.Barrier) -> None:
        target = StorageTarget(Rclone(store), tmp_path / str(number), f"petugas {number}", stale=4.0)
        start.wait()
        with suppress(Locked), target.locked():
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.5)
            inside.remove(number)
            done.append(True)

    for _ in range(4):
        start = threading.Barrier(2)
        threads = [threading.Thread(target=deployer, args=(number, start)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert max(most) == 1
    assert len(done) >= 4


def test_whoever_waits_is_told_for_whom_and_how_long(s3: Store, tmp_path: Path) -> None:
    """A deployer was killed: its lock is taken over, and until then nobody wonders."""
    store = f"{s3.remote}/{tmp_path.name}"
    told: list[str] = []

    class Notes(Reporter):
        def note(self, message: str) -> None:
            told.append(message)

    row = {"token": "mati", "holder": "ani di laptop-3", "since": "2026-01-31 02:00 UTC"}
    Rclone(store).write(LOCK, json.dumps(row).encode())
    destination = destination_for(StorageTarget(Rclone(store), tmp_path / "c", "kantor", stale=1.0), tmp_path)
    release(destination, "1", report=Notes())

    assert "milik ani di laptop-3 (sejak 2026-01-31 02:00 UTC)" in told[0]
    assert "dalam 1 detik" in told[0]


def test_content_types_are_those_of_our_own_servers(s3: Store, tmp_path: Path) -> None:
    """A store guesses by habits of its own; what it is told, a clean check finds clean."""
    store = f"{s3.remote}/{tmp_path.name}"
    destination = destination_for(StorageTarget(Rclone(store), tmp_path / "c", "kantor", stale=1.0), tmp_path)
    more = {"langganan/mmc.opml": "<opml/>", "manifest.webmanifest": "{}", "feed.json": "{}"}
    site(destination.folder, "1", extra=more)
    deploy(destination, lambda: Facts("https://mmc.example"), Work(), Reporter())
    listed = subprocess.run(
        [program("rclone"), "lsf", "-R", "--files-only", "--format", "pm", "--separator", "\t", store],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    kinds = dict(line.split("\t") for line in listed.splitlines())

    for path, kind in (
        ("langganan/mmc.opml", "text/x-opml"),
        ("manifest.webmanifest", "application/manifest+json"),
        ("feed.json", "application/feed+json"),
        ("atom.xml", "application/atom+xml"),
        ("index.html", "text/html"),
    ):
        assert kinds[path].startswith(kind), path


def test_mixture_in_the_store_is_found_and_mended(s3: Store, tmp_path: Path) -> None:
    """Also when nothing is new: every release compares what the store lists with what it believes."""
    store = f"{s3.remote}/{tmp_path.name}"
    destination = destination_for(StorageTarget(Rclone(store), tmp_path / "c", "kantor", stale=1.0), tmp_path)
    release(destination, "1")
    for edition in "12":
        Rclone(store).write("tentang/index.html", b"dari rilis lain")
        Rclone(store).write("judi.html", b"slot")
        release(destination, edition)
        assert read(store, "tentang/index.html") == (destination.folder / "tentang/index.html").read_text()
        assert read(store, "judi.html") == ""
