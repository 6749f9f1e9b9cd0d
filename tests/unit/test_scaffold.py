"""New items as empty forms."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from mmc.base.items.kinds import KINDS
from mmc.base.items.reading import read_item
from mmc.base.items.schema import PAGE
from mmc.base.items.source import read_source
from mmc.base.problems import ContentError
from mmc.base.vocabulary import Office, Vocabulary
from mmc.scaffold import FORMS, new_item

NOW = datetime(2026, 1, 31, 23, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def vocabulary() -> Vocabulary:
    """An office without sections."""
    office = Office(
        name="MMC Barito Selatan",
        short_name="MMC Barsel",
        office="Dinas Kominfo",
        region="Kabupaten Barito Selatan",
        province="Kalimantan Tengah",
        capital="Buntok",
        url="https://mmc.example.go.id",
        dateline_outlet="MMCBarsel",
        id_prefix="brs",
    )
    return Vocabulary(office, (), (), (), (), (), (), ())


def test_a_new_item_has_its_date_slug_and_id(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """
    The file lies in the folder of its month and knows what can be known.
    """
    path = new_item("berita", "Jum'at Bersih: Warga & Camat", tmp_path, vocabulary, NOW)
    text = path.read_text(encoding="utf-8")

    assert path == tmp_path / "berita/2026/01/2026-01-31-jumat-bersih-warga-dan-camat.md"
    assert "title: Jum'at Bersih: Warga & Camat\n" in text
    assert "date: 2026-01-31 23.30 WIB\n" in text
    assert "status: draf\n" in text
    assert "dateline: MMCBarsel-Buntok\n" in text
    assert "id: brs-2026-01-31-" in text


@pytest.mark.parametrize("kind", [*KINDS, PAGE])
def test_every_kind_has_a_form_that_only_lacks_facts(kind: str, tmp_path: Path, vocabulary: Vocabulary) -> None:
    """
    The reader complains of required fields that are still empty, and of nothing else.
    """
    path = new_item(kind, "Judul Uji", tmp_path, vocabulary, NOW)
    source = read_source(path.read_bytes(), f"content/{path.relative_to(tmp_path).as_posix()}")
    _, problems = read_item(source, vocabulary)

    assert all("kosong" in problem.message for problem in problems)
    assert source.body == FORMS[kind].starter


def test_an_existing_file_is_never_touched(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """
    The second item of one title on one day is refused.
    """
    path = new_item("berita", "Judul Uji", tmp_path, vocabulary, NOW)
    path.write_text("tulisan", encoding="utf-8")

    with pytest.raises(ContentError, match="sudah ada"):
        new_item("berita", "Judul Uji", tmp_path, vocabulary, NOW)
    assert path.read_text(encoding="utf-8") == "tulisan"


def test_an_unknown_kind_gets_a_suggestion(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """
    A near miss is answered with the kind that was probably meant.
    """
    with pytest.raises(ContentError, match="Maksud Anda “berita”"):
        new_item("brita", "Judul", tmp_path, vocabulary, NOW)


def test_a_title_without_letters_is_refused(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """
    Nothing can be named after “!!!”.
    """
    with pytest.raises(ContentError, match="tidak berisi huruf"):
        new_item("berita", "!!!", tmp_path, vocabulary, NOW)
