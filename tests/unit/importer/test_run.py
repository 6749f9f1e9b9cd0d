"""The command as a person meets it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from mmc.base.vocabulary import Vocabulary
from mmc.importer import State, findings, import_file, run
from tests.unit.importer.senders import LEAD, RELEASE, TITLE, archive, mail, photo, word
from tests.unit.importer.test_filing import DATA


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An office's project with nothing in it yet."""
    (tmp_path / "data").mkdir()
    for name, text in DATA.items():
        (tmp_path / "data" / f"{name}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "masuk").mkdir()
    return tmp_path


def put(root: Path, **files: bytes | str) -> Iterator[Path]:
    """Files in the inbox; `__` stands for a slash and `_` for a point in a name."""
    for name, content in files.items():
        path = root / "masuk" / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        yield path


def told(root: Path, now: datetime, *paths: Path, **options: str) -> tuple[int, str]:
    """The command's answer and what it said."""
    said: list[str] = []
    status = run(paths, root, now=now, say=lambda line: said.append(str(line)), ask=lambda _: "", **options)
    return status, "\n".join(said)


def items(root: Path) -> list[Path]:
    """The items that were filed."""
    return sorted((root / "content").rglob("*.md"))


def test_several_files_at_once_are_one_release_and_its_photos(root: Path, now: datetime) -> None:
    """
    `impor rilis.docx foto1.jpg foto2.jpg` files one item with two photos.
    """
    status, said = told(root, now, *put(root, rilis_docx=word(TITLE, LEAD), f1_jpg=photo(1), f2_jpg=photo(2)))

    assert status == 0
    assert "(draf, 2 foto)" in said
    assert len(items(root)) == 1


def test_an_archive_brings_its_photos_in_their_order(root: Path, now: datetime) -> None:
    """
    `foto2` stands before `foto10`.
    """
    data = archive(rilis_docx=word(TITLE, LEAD), foto10_jpg=photo(10), foto2_jpg=photo(2))
    told(root, now, *put(root, kiriman_zip=data))
    photos = sorted((root / "content").rglob("*.jpg"))

    assert [one.read_bytes() for one in photos] == [photo(2), photo(10)]


def test_each_folder_keeps_its_own_photos(root: Path, now: datetime) -> None:
    """
    Two releases in two folders are two items, each with its photo.
    """
    other = RELEASE.replace("Camat Dusun Hilir", "Lurah Jelapat").replace("anyaman rotan", "kue kering")
    list(put(root, a__rilis_txt=RELEASE, a__f_jpg=photo(1), b__rilis_txt=other, b__f_jpg=photo(2)))
    status, _ = told(root, now, root / "masuk")

    assert status == 0
    assert {path.with_name(f"{path.stem}-1.jpg").read_bytes() for path in items(root)} == {photo(1), photo(2)}


def test_a_photo_that_nobody_owns_is_named(root: Path, now: datetime) -> None:
    """
    The releases are filed; the photo is told, and the command does not say that all is well.
    """
    other = RELEASE.replace("Camat Dusun Hilir", "Lurah Jelapat").replace("anyaman rotan", "kue kering")
    status, said = told(root, now, *put(root, a_txt=RELEASE, b_txt=other, foto_jpg=photo(1)))

    assert status == 1
    assert len(items(root)) == 2
    assert "foto.jpg: Foto ini tidak jelas milik rilis yang mana." in said


def test_a_folder_of_photos_is_a_gallery(root: Path, now: datetime) -> None:
    """
    `--kind galeri` files every photo in order; the folder's name is its title until somebody writes one.
    """
    list(put(root, **{"Lomba Perahu__f10_jpg": photo(1), "Lomba Perahu__f2_jpg": photo(2)}))
    status, _ = told(root, now, root / "masuk" / "Lomba Perahu", kind="galeri")
    [item] = items(root)

    assert status == 0
    assert "title: Lomba Perahu\n" in item.read_text(encoding="utf-8")
    assert f"  - file: {item.stem}-1.jpg\n  - file: {item.stem}-2.jpg\n" in item.read_text(encoding="utf-8")
    assert item.with_name(f"{item.stem}-1.jpg").read_bytes() == photo(2)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a_xlsx", archive(**{"xl__workbook_xml": b"<a/>", "[Content_Types]_xml": b"<a/>"}), "XML"),
        ("a_xml", b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
        ("a_mp4", b"\0\0\0\x18ftypmp42" + bytes(100), "video"),
        ("a_zip", b"PK\x03\x04rusak", "rusak"),
        ("a_bin", bytes(range(256)) * 8, "tidak dikenal"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(
    root: Path, now: datetime, name: str, data: bytes, said: str
) -> None:
    """
    It is never filed as a story.
    """
    status, answer = told(root, now, *put(root, **{name: data}))

    assert status == 1
    assert said in answer
    assert items(root) == []


def test_a_chat_with_several_releases_asks_which(root: Path, now: datetime) -> None:
    """
    Without an answer nothing is filed and the list is shown; `--choose` answers for a script.
    """
    other = RELEASE.replace("Camat Dusun Hilir", "Lurah Jelapat").replace("anyaman rotan", "kue kering")
    chat = f"26/01/26 08.15 - Rudi: {RELEASE}\n26/01/26 09.15 - Ani: {other}\n26/01/26 09.16 - Rudi: ok\n"
    [path] = put(root, chat_txt=chat)
    status, said = told(root, now, path)
    wrong, answer = told(root, now, path, choose="3")
    right, _ = told(root, now, path, choose="2")

    assert (status, wrong, right) == (1, 1, 0)
    assert f"1. {TITLE} (Rudi, 26/01/2026 08.15)" in said
    assert "Yang ada: 1 sampai 2" in answer
    assert [path.stem[11:] for path in items(root)] == ["lurah-jelapat-buka-pelatihan-anyaman-rotan"]


def test_the_same_doubt_is_told_once_with_its_lines(root: Path, now: datetime) -> None:
    """
    Fifteen double spaces are one question.
    """
    text = f"{TITLE}\n\nBuntok – {LEAD}\n\n" + "\n\n".join(f"Kalimat  ke-{number} ini panjang." for number in range(9))
    _, said = told(root, now, *put(root, a_txt=text))

    assert said.count("Spasi ganda") == 1
    assert "(9 kali)" in said


def test_a_mail_is_a_release_and_never_its_header(root: Path, now: datetime) -> None:
    """
    The file's ending does not matter.
    """
    told(root, now, *put(root, surat_txt=mail("Rilis", RELEASE, foto_jpg=photo())))
    [item] = items(root)

    assert f"title: {TITLE}\n" in item.read_text(encoding="utf-8")
    assert item.with_name(f"{item.stem}-1.jpg").exists()


def test_findings_say_of_each_field_how_sure_it_is(tmp_path: Path, vocabulary: Vocabulary, now: datetime) -> None:
    """
    What a screen needs: filled, doubtful with what was seen, missing.
    """
    path = tmp_path / "rilis.txt"
    path.write_text(RELEASE, encoding="utf-8")
    found = {one.field: one for one in findings(import_file(path, tmp_path / "content", vocabulary, now).imported)}

    assert (found["title"].state, found["title"].value) == (State.FILLED, TITLE)
    assert (found["event_place"].state, found["event_place"].value) == (State.DOUBTFUL, "Balai Desa Mahajandau")
    assert "ditebak" in found["event_place"].doubts[0].message
    assert found["author"].state is State.MISSING
