"""The office's facts in `data/`: what is wrong with them is told with file, line and mend, all at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mmc.base.problems import ContentError, Problem
from mmc.base.vocabulary import load_vocabulary


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """
    The project's own facts, to be spoiled.
    """
    return shutil.copytree(root / "data", tmp_path / "data")


def change(data: Path, name: str, old: str, new: str) -> int:
    """The file says something else; the answer is the line of it."""
    path = data / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems_of(data: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        load_vocabulary(data)
    return caught.value.problems


def test_the_facts_as_they_stand_are_read(root: Path) -> None:
    """
    The office, its lists in their order, its menus.
    """
    vocabulary = load_vocabulary(root / "data")

    assert vocabulary.office.name
    assert vocabulary.category("ekonomi") is not None
    assert len(vocabulary.districts) == 6
    assert [group.label for group in vocabulary.footer if group.links]


@pytest.mark.parametrize(
    ("name", "old", "new", "found", "mend"),
    [
        ("kantor", "region =", "regoin =", "`regoin` tidak dikenal", "`region`"),
        ("kantor", 'id_prefix = "brs"', "id_prefix = 7", "`id_prefix` harus teks", '"…"'),
        ("kantor", 'id_prefix = "brs"', 'id_prefix = "Brs 1"', "“Brs 1”", "huruf kecil"),
        ("kantor", '"#0B5D5E"', '"hijau"', "“hijau”", "#0B5D5E"),
        ("kantor", "selatan.example", "selatan.example/", ".example/”", "tanpa garis miring"),
        ("kantor", "capital = ", 'capital = ""  # ', "`capital` kosong", "Isi"),
        ("kategori", 'slug = "ekonomi"', 'slug = "../ekonomi"', "“../ekonomi”", "huruf kecil"),
        ("kategori", 'slug = "ekonomi"', 'slug = "pembangunan"', "sudah dipakai", "Ganti"),
        ("wilayah", 'name = "Dusun Utara"', 'nama = "Dusun Utara"', "`nama` tidak dikenal", "`name`"),
        ("wilayah", 'name = "Dusun Utara"', 'name = "Dusun Utara', "bukan TOML", "tanda kutip"),
        ("menu", 'url = "/berita/" },', 'ulr = "/berita/" },', "`ulr` tidak dikenal", "`url`"),
        ("situs-tepercaya", "hosts = [", 'hosts = "x.id"\nlain = [', "`hosts` harus daftar", "hosts = [ … ]"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_its_mend(
    data: Path, name: str, old: str, new: str, found: str, mend: str
) -> None:
    """
    The first problem stands where the mistake was made.
    """
    line = change(data, name, old, new)
    told = {problem.line: problem for problem in problems_of(data) if problem.path == f"data/{name}.toml"}
    near = min(told, key=lambda at: (abs(at - line), at))

    assert abs(near - line) <= 2
    assert found in "\n".join(problem.message for problem in told.values())
    assert mend in "\n".join(problem.hint for problem in told.values())


def test_all_mistakes_of_all_files_come_at_once(data: Path) -> None:
    """
    A missing key, an unknown zone, a missing file.
    """
    change(data, "kantor", 'timezone = "Asia/Pontianak"', 'timezone = "Asia/Buntok"')
    change(data, "wilayah", 'slug = "dusun-utara"\n', "")
    (data / "menu.toml").unlink()
    told = problems_of(data)

    assert [problem.path for problem in told] == ["data/kantor.toml", "data/menu.toml", "data/wilayah.toml"]
    assert "Asia/Makassar" in told[0].hint
    assert "`slug` belum ada" in told[2].message
    assert told[2].line > 0


def test_lists_that_may_be_empty_may_be_absent(data: Path) -> None:
    """
    People and redirects are no duty.
    """
    for name in ("redaksi", "pengalihan"):
        (data / f"{name}.toml").unlink()
    vocabulary = load_vocabulary(data)

    assert vocabulary.people == ()
    assert vocabulary.redirects == ()


def test_a_redirect_is_read_from_and_to(data: Path) -> None:
    """
    Both addresses are on this site.
    """
    path = data / "pengalihan.toml"
    path.write_text('[[redirect]]\nfrom = "/lama/"\nto = "/tentang/"\n', encoding="utf-8")
    assert load_vocabulary(data).redirects == (("/lama/", "/tentang/"),)

    path.write_text('[[redirect]]\nfrom = "lama"\nto = "https://judi.example/"\n', encoding="utf-8")
    assert [problem.line for problem in problems_of(data)] == [2, 3]
