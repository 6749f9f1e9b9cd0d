"""Releases filed, and what the command says."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mmc.base.problems import ContentError
from mmc.base.vocabulary import Vocabulary
from mmc.importer import import_file, run
from tests.unit.photos import saved, scene

RELEASE = """\
Puskesmas Keliling Datangi Dua Desa di Jenamas
BUNTOK – Puskesmas keliling memeriksa kesehatan warga dua desa di Balai Desa, Senin (02/02/2026).
Penulis: Sari
(//Pubdok//barsel//R1//)
"""
PHOTO = saved(scene(800, 600))
DATA = {
    "kantor": 'name = "MMC"\nshort_name = "MMC"\noffice = "D"\nregion = "Kab"\nprovince = "P"\ncapital = "Buntok"\nurl = "https://x.go.id"\n',
    "kategori": '[[category]]\nslug = "kesehatan"\nname = "Kesehatan"\n',
    "wilayah": '[[district]]\nslug = "jenamas"\nname = "Jenamas"\n',
    "menu": "",
    "situs-tepercaya": "hosts = []\n",
}


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release on disk."""
    path = tmp_path / "rilis puskesmas.txt"
    path.write_text(RELEASE, encoding="utf-8")
    return path


def test_a_release_lands_in_the_folder_of_its_month(
    release: Path, tmp_path: Path, vocabulary: Vocabulary, now: datetime
) -> None:
    """
    The file's name is its date and slug.
    """
    report = import_file(release, tmp_path / "content", vocabulary, now)

    assert (
        report.path == tmp_path / "content/berita/2026/02/2026-02-03-puskesmas-keliling-datangi-dua-desa-di-jenamas.md"
    )
    assert "author: Sari\n" in report.path.read_text(encoding="utf-8")
    assert [entry.suffix for entry in report.path.parent.iterdir()] == [".md"]


def test_photos_lie_beside_the_story_and_share_its_name(
    release: Path, tmp_path: Path, vocabulary: Vocabulary, now: datetime
) -> None:
    """
    WhatsApp's file names are replaced; the alt text is asked for.
    """
    photo = tmp_path / "WhatsApp Image 2026-02-02 at 3.22.45 PM.jpeg"
    photo.write_bytes(PHOTO)
    report = import_file(release, tmp_path / "content", vocabulary, now, [photo])

    [written] = report.photos
    assert written.name == f"{report.path.stem}-1.jpg"
    assert written.read_bytes() == PHOTO
    assert f"photo: {written.name}\n" in report.path.read_text(encoding="utf-8")
    assert {one.field for one in report.doubts} >= {"photo_alt", "photo_credit"}


def test_a_second_import_is_refused(release: Path, tmp_path: Path, vocabulary: Vocabulary, now: datetime) -> None:
    """
    The same release twice is answered with the file that exists.
    """
    first = import_file(release, tmp_path / "content", vocabulary, now)

    with pytest.raises(ContentError, match="sudah diimpor: content/berita/"):
        import_file(release, tmp_path / "content", vocabulary, now)
    assert first.path.exists()


def test_a_second_import_on_another_day_is_known(
    release: Path, tmp_path: Path, vocabulary: Vocabulary, now: datetime
) -> None:
    """
    The day of the import is part of the id, the release's own code at its end is the same every day.
    """
    import_file(release, tmp_path / "content", vocabulary, now)

    with pytest.raises(ContentError, match="sudah diimpor"):
        import_file(release, tmp_path / "content", vocabulary, now + timedelta(days=3))


def test_another_release_of_the_same_name_gets_its_own_file(
    release: Path, tmp_path: Path, vocabulary: Vocabulary, now: datetime
) -> None:
    """
    Nothing that exists is written over.
    """
    first = import_file(release, tmp_path / "content", vocabulary, now)
    before = first.path.read_bytes()
    release.write_text(RELEASE.replace("dua desa di Balai", "tiga desa di Balai"), encoding="utf-8")
    second = import_file(release, tmp_path / "content", vocabulary, now)

    assert second.path.stem == f"{first.path.stem}-versi-2"
    assert first.path.read_bytes() == before


def test_the_command_tells_what_was_found_and_what_to_check(release: Path, tmp_path: Path, now: datetime) -> None:
    """
    The report names the new file, its fields and each doubt with its line.
    """
    (tmp_path / "data").mkdir()
    for name, text in DATA.items():
        (tmp_path / "data" / f"{name}.toml").write_text(text, encoding="utf-8")
    said: list[str] = []
    status = run([release], tmp_path, now=now, say=said.append)
    report = "\n".join(said)

    assert status == 0
    assert "content/berita/2026/02/" in report
    assert "Kesehatan" in report
    assert "baris 2: [event_place]" in report
    assert run([release], tmp_path, now=now, say=said.append) == 1
    assert "sudah diimpor" in said[-1]
