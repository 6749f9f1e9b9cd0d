"""Releases in a folder: the default, and the model of every other target."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mmc.release.deploying import Destination, Outcome, Work, deploy, rollback
from mmc.release.errors import LiveState, Locked, ReleaseError
from mmc.release.making import Facts
from mmc.release.paths import CHAIN, MANIFEST, SIGNATURE
from mmc.release.progress import Reporter
from mmc.release.record import manifest as manifests
from mmc.release.record import minisign
from mmc.release.record.known import Known
from mmc.release.targets.local import LocalTarget
from tests.release.sites import site

KEY = minisign.SecretKey(b"12345678", bytes(range(32)))


def clock() -> Iterator[datetime]:
    moment = datetime(2026, 1, 31, 2, 0, tzinfo=UTC)
    while True:
        yield moment
        moment += timedelta(minutes=5)


@pytest.fixture
def destination(tmp_path: Path) -> Destination:
    """A destination with a key, ready to release `output/`."""
    ticks = clock()
    return Destination(
        LocalTarget(tmp_path / "live"),
        tmp_path / "output",
        tmp_path / "workshop",
        Known(tmp_path / "workshop/known.json"),
        KEY,
        now=lambda: next(ticks),
        keep=3,
    )


def release(destination: Destination, edition: str, work: Work | None = None) -> Outcome:
    site(destination.folder, edition)
    return deploy(destination, lambda: Facts("https://mmc.example", "c" * 40, "kantor"), work or Work(), Reporter())


def live(destination: Destination, path: str) -> str:
    return (Path(destination.target.root) / "current" / path).read_text()  # type: ignore[attr-defined]


def test_release_replaces_the_site_as_a_whole(destination: Destination) -> None:
    """Readers see the new edition everywhere, signed, and the old one's assets."""
    release(destination, "1")
    old = live(destination, "index.html")
    outcome = release(destination, "2")

    assert outcome.is_released
    assert 'data-edition="2"' in live(destination, "index.html")
    assert 'data-edition="2"' in live(destination, "berita/2026/01/kabar-3/index.html")
    assert live(destination, old.split('href="/')[1].split('"')[0])
    minisign.verify(live(destination, MANIFEST).encode(), live(destination, SIGNATURE).encode(), KEY.public)


def test_manifest_tells_exactly_what_is_there(destination: Destination) -> None:
    """Every file on the live site is in the manifest with its content, and nothing else is there."""
    release(destination, "1")
    release(destination, "2")
    folder = destination.target.live_folder()  # type: ignore[attr-defined]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    manifest = manifests.read(live(destination, MANIFEST).encode())

    assert {path for path in there if not path.startswith(".well-known/mmc/")} == set(manifest.files)
    for path, entry in manifest.files.items():
        assert manifests.digest((folder / path).read_bytes()) == entry.sha256


def test_nothing_new_makes_no_release(destination: Destination) -> None:
    """A second run finds the site as it should be."""
    release(destination, "1")

    assert not release(destination, "1").is_released
    assert len(destination.target.releases()) == 1


def test_rollback_brings_back_the_release_before(destination: Destination) -> None:
    """The way back goes one release further each time, and each step is a new link of the chain."""
    for edition in "123":
        release(destination, edition)
    first = rollback(destination, Reporter())
    assert 'data-edition="2"' in live(destination, "index.html")
    second = rollback(destination, Reporter())
    assert 'data-edition="1"' in live(destination, "index.html")
    with pytest.raises(ReleaseError, match="Tidak ada rilis sebelumnya"):
        rollback(destination, Reporter())

    rollback(destination, Reporter(), "r3")

    assert 'data-edition="3"' in live(destination, "index.html")
    assert (first.sequence, second.sequence) == (4, 5)
    current = manifests.read(live(destination, MANIFEST).encode())
    for sequence in range(5, 0, -1):
        current = manifests.follow(current, live(destination, f"{CHAIN}{sequence:06d}.json").encode())
    assert current.sequence == 1


def test_release_that_is_not_of_the_offices_key_comes_back_on_demand_only(destination: Destination) -> None:
    """Somebody may have laid it there; after a change of the key the office may still want it."""
    for edition in "123":
        release(destination, edition)
    before = live(destination, MANIFEST)
    second = sorted((Path(destination.target.root) / "releases").iterdir())[1]  # type: ignore[attr-defined]
    (second / SIGNATURE).unlink()
    with pytest.raises(ReleaseError, match="tidak terbukti"):
        rollback(destination, Reporter())
    assert live(destination, MANIFEST) == before

    rollback(destination, Reporter(), is_unproven=True)

    assert 'data-edition="2"' in live(destination, "index.html")


@pytest.mark.parametrize("text", ["", "{", '{"files":{', "[]"])
def test_kept_release_without_a_record_cannot_come_back(destination: Destination, text: str) -> None:
    """What cannot be read is not signed."""
    for edition in "12":
        release(destination, edition)
    before = live(destination, MANIFEST)
    oldest = min((Path(destination.target.root) / "releases").iterdir())  # type: ignore[attr-defined]
    lines = before.replace('"sequence":2', '"sequence":1').partition(',\n"files":')[0]
    (oldest / MANIFEST).write_text(f'{lines},\n"files":{text}')
    with pytest.raises(ReleaseError, match="tidak terbukti"):
        rollback(destination, Reporter(), "r1")
    with pytest.raises(ReleaseError, match="rusak"):
        rollback(destination, Reporter(), "r1", is_unproven=True)

    assert live(destination, MANIFEST) == before


def test_only_as_many_releases_are_kept_as_asked(destination: Destination) -> None:
    """Old releases make room; the live one is never among them."""
    for edition in "12345":
        release(destination, edition)
    kept = destination.target.releases()

    assert [one.head.sequence for one in kept] == [5, 4, 3]
    assert [one.is_live for one in kept] == [True, False, False]
    assert kept[0].head.commit == "c" * 40


def test_failed_check_leaves_the_site_alone(destination: Destination) -> None:
    """A mistake in a story stops the release before anything is touched, and says so."""
    release(destination, "1")

    def refuse() -> None:
        raise ReleaseError("Satu naskah salah.")

    with pytest.raises(ReleaseError) as caught:
        release(destination, "2", Work(check=refuse))

    assert LiveState.UNTOUCHED.value in str(caught.value)
    assert 'data-edition="1"' in live(destination, "index.html")


def test_failure_after_the_switch_says_that_readers_see_the_new_release(destination: Destination) -> None:
    """The office knows whether it has to hurry."""

    def fail(_: object) -> None:
        raise ReleaseError("Pengumuman tidak terkirim.")

    with pytest.raises(ReleaseError) as caught:
        release(destination, "1", Work(announce=fail))

    assert caught.value.state is LiveState.SWITCHED


def test_two_deployers_do_not_meet(destination: Destination) -> None:
    """The second one is told at once and changes nothing."""
    with destination.target.locked(), pytest.raises(Locked, match="sedang berjalan"):
        release(destination, "1")


def test_dry_run_changes_nothing(destination: Destination) -> None:
    """It lists what would travel, and leaves no trace on the target."""
    site(destination.folder)
    outcome = deploy(destination, lambda: Facts("https://mmc.example"), Work(), Reporter(), is_dry=True)

    assert "index.html" in outcome.changes.added
    assert not outcome.is_released
    assert destination.target.live() is None


def test_spoilt_live_site_is_replaced_as_a_whole(destination: Destination) -> None:
    """A live manifest that is not signed by the office is not believed: everything is sent anew."""
    release(destination, "1")
    folder = destination.target.live_folder()  # type: ignore[attr-defined]
    (folder / "sitemap.xml").write_text("judi")
    (folder / MANIFEST).write_text((folder / MANIFEST).read_text().replace("kantor", "peretas"))
    outcome = release(destination, "1")

    assert outcome.is_released
    assert "judi" not in live(destination, "sitemap.xml")
    assert outcome.release.manifest.sequence == 2


def test_another_key_than_the_offices_is_refused(destination: Destination) -> None:
    """A release signed with a stray key would make every later check cry out."""
    wrong = Destination(
        destination.target, destination.folder, destination.workshop, destination.known, KEY, minisign.make_key().public
    )

    with pytest.raises(ReleaseError, match="bukan pasangan"):
        deploy(wrong, lambda: Facts("https://mmc.example"), Work(), Reporter())


def test_altered_site_is_restored_by_a_full_release(destination: Destination) -> None:
    """After an intrusion nothing on the live site is relied on, even when nothing was edited here."""
    release(destination, "1")
    folder = destination.target.live_folder()  # type: ignore[attr-defined]
    (folder / "sitemap.xml").write_text("judi")
    (folder / "judi.html").write_text("judi")
    assert not release(destination, "1").is_released

    facts = Facts("https://mmc.example")
    outcome = deploy(destination, lambda: facts, Work(), Reporter(), is_full=True)

    assert outcome.is_released
    assert "judi" not in live(destination, "sitemap.xml")
    assert not (Path(destination.target.root) / "current/judi.html").exists()  # type: ignore[attr-defined]
    assert outcome.release.manifest.sequence == 2
