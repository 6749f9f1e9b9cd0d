"""Releases filed, and what the command says."""

from datetime import datetime, timedelta
from pathlib import Path

import pillow_heif
import pytest

from mmc.base.items.source import read_source
from mmc.base.problems import ContentError
from mmc.base.vocabulary import Vocabulary
from mmc.importer import import_file, run
from tests.unit.importer.senders import LEAD, TITLE, photo, word
from tests.unit.photos import saved, scene

RELEASE = """\
Puskesmas Keliling Datangi Dua Desa di Jenamas
BUNTOK – Puskesmas keliling memeriksa kesehatan warga dua desa di Balai Desa, Senin (02/02/2026).
Penulis: Sari
(//Pubdok//barsel//R1//)
"""
PHOTO = saved(scene(800, 600))
LONG = (
    "Pelatihan berlangsung tiga hari di balai desa dan diikuti perajin dari enam desa. Peserta belajar memilih rotan, membelah, "
    "mewarnai dengan bahan alami, dan menganyam tikar serta tas yang akan dijual di pasar kecamatan."
)
MORE = "Pada hari terakhir camat menyerahkan piagam kepada semua peserta, lalu karya mereka dipamerkan selama sepekan di kantor kecamatan."
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


def test_a_second_import_of_one_month_gets_an_address_of_its_own(
    release: Path, tmp_path: Path, vocabulary: Vocabulary, now: datetime
) -> None:
    """
    Two items of one kind, month and slug would stand in each other's way.
    """
    first = import_file(release, tmp_path / "content", vocabulary, now)
    release.write_text(RELEASE.replace("dua desa di Balai", "tiga desa di Balai"), encoding="utf-8")
    second = import_file(release, tmp_path / "content", vocabulary, now)

    assert second.imported.header["slug"] == f"{first.imported.header['slug']}-versi-2"


def test_the_same_release_in_another_format_is_known(tmp_path: Path, vocabulary: Vocabulary, now: datetime) -> None:
    """
    A Word file and the same words pasted into a chat are one release; a letterhead makes no difference.
    """
    (tmp_path / "a.docx").write_bytes(word("SIARAN PERS", TITLE, f"MMCBarsel-Buntok. {LEAD}", LONG))
    (tmp_path / "b.txt").write_text(f"*{TITLE}*\n\nBuntok – {LEAD}\n\n{LONG}\n", encoding="utf-8")
    import_file(tmp_path / "a.docx", tmp_path / "content", vocabulary, now)

    with pytest.raises(ContentError, match=r"sudah diimpor: content/siaran-pers/"):
        import_file(tmp_path / "b.txt", tmp_path / "content", vocabulary, now)


def test_a_release_that_goes_on_from_another_is_told(tmp_path: Path, vocabulary: Vocabulary, now: datetime) -> None:
    """
    Half of the words are those of a filed item: it is filed, with the question.
    """
    (tmp_path / "a.txt").write_text(f"{TITLE}\n\nBuntok – {LEAD} {LONG}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Pelatihan Ditutup\n\nBuntok – {LEAD} {LONG} {MORE}\n", encoding="utf-8")
    import_file(tmp_path / "a.txt", tmp_path / "content", vocabulary, now)
    report = import_file(tmp_path / "b.txt", tmp_path / "content", vocabulary, now)

    assert any("mirip naskah yang sudah ada" in one.message for one in report.doubts)


def test_all_photos_are_used(tmp_path: Path, vocabulary: Vocabulary, now: datetime) -> None:
    """
    The first leads, the others are listed with their captions; the credit of the release is that of all.
    """
    data = word(
        TITLE, f"Buntok – {LEAD}", photo(1), "Pembukaan pelatihan", photo(2), "Penutupan pelatihan", "Foto: Rudi"
    )
    (tmp_path / "a.docx").write_bytes(data)
    report = import_file(tmp_path / "a.docx", tmp_path / "content", vocabulary, now)
    source = read_source(report.path.read_bytes(), "content/berita/2026/02/x.md")
    [listed] = [field for field in source.fields if field.key == "photos"]

    assert report.imported.header["photo_caption"] == "Pembukaan pelatihan"
    assert report.imported.header["photo_credit"] == "Rudi"
    assert [{part.key: part.value.text for part in item.fields} for item in listed.value.items] == [
        {"file": report.photos[1].name, "caption": "Penutupan pelatihan", "credit": "Rudi"}
    ]


def test_a_caption_without_its_photo_is_told(tmp_path: Path, vocabulary: Vocabulary, now: datetime) -> None:
    """
    The gate refuses words about a photo that is not there; the importer does not write them.
    """
    path = tmp_path / "a.txt"
    path.write_text(f"{TITLE}\n\nBuntok – {LEAD}\n\n{LONG}\nFoto: Rudi\n", encoding="utf-8")
    report = import_file(path, tmp_path / "content", vocabulary, now)

    assert "photo_credit" not in report.imported.header
    assert any("“Rudi”, tetapi fotonya tidak ikut" in one.message for one in report.doubts)


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "GIF", "HEIF", "AVIF"])
def test_photos_of_other_kinds_become_jpeg_whatever_they_are_called(
    tmp_path: Path, vocabulary: Vocabulary, now: datetime, release: Path, kind: str
) -> None:
    """
    An iPhone's photo called .jpg is decoded; the ending is never believed.
    """
    pillow_heif.register_heif_opener()
    path = tmp_path / "foto.png"
    path.write_bytes(saved(scene(400, 300).copy(), kind))
    report = import_file(release, tmp_path / "content", vocabulary, now, [path])

    assert [one.suffix for one in report.photos] == [".jpg"]
    assert report.photos[0].read_bytes().startswith(b"\xff\xd8\xff")
    assert any("diubah menjadi JPEG" in one.message for one in report.doubts)


def test_a_jpeg_with_a_wrong_ending_is_taken_as_it_is(
    release: Path, tmp_path: Path, vocabulary: Vocabulary, now: datetime
) -> None:
    """
    Its bytes are not touched, its name tells the truth.
    """
    path = tmp_path / "IMG_0012.HEIC"
    path.write_bytes(PHOTO)
    [written] = import_file(release, tmp_path / "content", vocabulary, now, [path]).photos

    assert (written.suffix, written.read_bytes()) == (".jpg", PHOTO)


def test_a_broken_photo_and_the_same_photo_twice_are_told(
    release: Path, tmp_path: Path, vocabulary: Vocabulary, now: datetime
) -> None:
    """
    One photo is filed, and two things are told.
    """
    for name, data in {"a.jpg": PHOTO, "b.jpg": PHOTO, "c.jpg": PHOTO[:200]}.items():
        (tmp_path / name).write_bytes(data)
    photos = [tmp_path / f"{name}.jpg" for name in "abc"]
    report = import_file(release, tmp_path / "content", vocabulary, now, photos)
    told = " ".join(one.message for one in report.doubts)

    assert len(report.photos) == 1
    assert "“b.jpg” sama dengan “a.jpg”" in told
    assert "“c.jpg” rusak" in told
