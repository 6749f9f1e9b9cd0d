"""The list of public information: as readers, programs and the office's own check meet it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from selectolax.lexbor import LexborHTMLParser

from mmc.base.problems import ContentError, Problem
from mmc.base.vocabulary import load_vocabulary
from mmc.commands.check import check_content
from tests.conftest import ROOT
from tests.unit.newsroom import Newsroom

TABLE = """
[service]
pledge = "Kami melayani tanpa biaya."
hours = "Senin sampai Jumat, 08.00–15.00 WIB"

[[document]]
title = "Laporan Kinerja 2024"
class = "berkala"
file = "kinerja-2024.pdf"
year = 2024
unit = "Diskominfo"
valid_until = "2025-12-31"

[[document]]
title = "=Laporan Kinerja 2025"
class = "berkala"
file = "kinerja-2025.pdf"
year = 2025
unit = "Diskominfo"
published = "2026-03-31"
replaces = "kinerja-2024.pdf"

[[document]]
title = "Rencana Kerja 2027"
class = "setiap-saat"

[[requests]]
year = 2025
received = 1200
granted = 1190
partly = 5
refused = 5
days = 4

[[evidence]]
code = "1a"
label = "Laporan kinerja"
url = "/informasi-publik/berkala/"

[[evidence]]
code = "1b"
label = "LHKPN"
"""


def pdf(pages: int = 1, *, has_text: bool = True) -> bytes:
    """A document of so many pages, of letters or of pictures alone."""
    document = pikepdf.new()
    font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for _ in range(pages):
        document.add_blank_page(page_size=(300, 300))
        if has_text:
            document.pages[-1].Resources = Dictionary(Font=Dictionary(F1=font))
            document.pages[-1].Contents = document.make_stream(b"BT /F1 12 Tf 20 200 Td (Laporan kinerja) Tj ET")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """
    An office with the site's own theme.
    """
    made = Newsroom(tmp_path / "kantor").set_up()
    shutil.rmtree(made.root / "theme")
    shutil.copytree(ROOT / "theme", made.root / "theme")
    return made


def put(project: Path, table: str = TABLE, **files: bytes) -> None:
    (project / "data/informasi-publik.toml").write_text(table, "utf-8")
    folder = project / "content/dokumen"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / f"{name.replace('_', '-')}.pdf").write_bytes(data)


def words(project: Path, address: str) -> str:
    page = LexborHTMLParser((project / f"site{address}index.html").read_text("utf-8"))
    main = page.css_first("main")
    assert main is not None
    return " ".join(main.text(separator=" ").split())


def test_the_list_tells_what_is_there_and_what_is_missing(newsroom: Newsroom) -> None:
    """
    Kind, size and pages of a PDF; what replaces what; what is not there yet; the same as JSON and CSV; and a new PDF is told
    by the next build.
    """
    put(newsroom.root, kinerja_2024=pdf(3), kinerja_2025=pdf(2, has_text=False))
    newsroom.build()
    whole, periodic = words(newsroom.root, "/informasi-publik/"), words(newsroom.root, "/informasi-publik/berkala/")
    data = json.loads((newsroom.root / "site/informasi-publik/data.json").read_bytes())
    table = (newsroom.root / "site/informasi-publik/data.csv").read_text("utf-8")
    rows = {row["title"]: row for row in csv.DictReader(io.StringIO(table))}

    assert "PDF, 1 KB, 3 halaman" in whole
    assert "Sudah digantikan oleh “=Laporan Kinerja 2025”" in whole
    assert "Hasil pindai tanpa teks" in whole
    assert "Rencana Kerja 2027" in whole
    assert "Belum tersedia" in whole
    assert "Rencana Kerja 2027" not in periodic
    assert [(each["pages"], each["has_text"], each["is_missing"]) for each in data["items"]] == [
        (3, True, False),
        (2, False, False),
        (None, None, True),
    ]
    assert data["evidence"][1]["is_missing"] is True
    assert rows["Laporan Kinerja 2024"]["replaced_by"] == "'=Laporan Kinerja 2025"
    assert "1 dari 2 butir belum tersedia" in words(newsroom.root, "/informasi-publik/bukti/")

    put(newsroom.root, kinerja_2025=pdf(7))
    newsroom.build()
    again = json.loads((newsroom.root / "site/informasi-publik/data.json").read_bytes())

    assert [each["pages"] for each in again["items"]] == [3, 7, None]


def problems(project: Path, now: datetime) -> list[Problem]:
    found = check_content(project, all_notes=True, now=now).problems
    return [each for each in found if each.code in ("public-information", "document-scan", "orphan")]


def test_the_check_tells_what_is_dead_over_or_due(newsroom: Newsroom) -> None:
    """
    With the line; a listed document is no orphan; what was replaced may be over; nothing of it stops a release.
    """
    table = TABLE.replace("/informasi-publik/berkala/", "/tidak-ada/").replace(
        'replaces = "kinerja-2024.pdf"', 'replaces = "x.pdf"'
    )
    put(newsroom.root, table, kinerja_2025=pdf(has_text=False))
    found = {each.message: each for each in problems(newsroom.root, datetime(2026, 12, 1, tzinfo=UTC))}
    told = "\n".join(found)
    over = next(each for each in found.values() if "tidak berlaku lagi" in each.message)

    assert "Dokumen “Laporan Kinerja 2024” tidak ada di content/dokumen" in told
    assert "menuju /tidak-ada/, yang tidak ada di situs ini" in told
    assert "x.pdf, tidak ada dalam daftar" in told
    assert "Informasi berkala terakhir diumumkan 2026-03-31" in told
    assert "hasil pindai tanpa teks" in told
    assert "1 butir bukti belum punya tautan, misalnya 1b" in told
    assert "Tidak ada naskah yang menautkan" not in told
    assert not any(each.is_error for each in found.values())
    assert table.splitlines()[over.line - 1] == 'valid_until = "2025-12-31"'

    put(newsroom.root, kinerja_2024=pdf(), kinerja_2025=pdf())
    calm = problems(newsroom.root, datetime(2026, 4, 1, tzinfo=UTC))
    assert [each.severity for each in calm] == ["catatan"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('class = "berkala"', 'class = "rahasia"'),
        ('file = "kinerja-2024.pdf"', 'file = "../rahasia.pdf"'),
        ('url = "/informasi-publik/berkala/"', 'url = "javascript:alert(1)"'),
        ("year = 2024", 'year = "2024"'),
    ],
)
def test_a_wrong_value_is_refused_with_its_line(newsroom: Newsroom, old: str, new: str) -> None:
    """
    A class that the law does not know, a file elsewhere, an address that does something.
    """
    put(newsroom.root, TABLE.replace(old, new, 1))
    with pytest.raises(ContentError) as refused:
        load_vocabulary(newsroom.root / "data")
    [problem] = refused.value.problems

    assert problem.path == "data/informasi-publik.toml"
    assert TABLE.replace(old, new, 1).splitlines()[problem.line - 1] == new
