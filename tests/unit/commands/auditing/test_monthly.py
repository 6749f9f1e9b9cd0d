"""A month's report, made from a project as it is kept: what is counted, what waits, what is due, and how it is shown."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from mmc.base.files.journal import ANNOUNCEMENTS, OWED, RELEASES, Journal
from mmc.base.problems import ContentError
from mmc.commands.auditing.monthly import month_of, report
from mmc.indonesian.calendar import zone
from tests.conftest import ROOT
from tests.unit.commands.newsroom import PANEN, make_newsroom

WIB = zone("Asia/Pontianak")
NOW = datetime(2026, 11, 10, 5, tzinfo=UTC)
STORY = """---
title: {title}
date: {date} 09.00 WIB
category: {category}
{more}status: {status}
summary: Ringkasan naskah.
author: Redaksi
---

Isi naskah ini ditulis untuk uji.
"""
CLAIM = """---
title: Air PDAM Aman Diminum
date: 2026-10-09 10.00 WIB
status: terbit
summary: Air diperiksa laboratorium.
author: Redaksi
number: KLR-2026-004
claim: Air PDAM beracun.
claim_seen_date: 2026-10-05
claim_seen_where: Grup WhatsApp
answered_by: Dinas Kesehatan
verdict: belum terbukti
---

Air diperiksa setiap pekan.
"""


def story(
    root: Path,
    slug: str,
    date: str,
    *,
    title: str = "",
    category: str = "Ekonomi",
    more: str = "",
    status: str = "terbit",
    kind: str = "berita",
) -> None:
    path = root / "content" / kind / date[:4] / date[5:7] / f"{date}-{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = STORY.format(title=title or slug, date=date, category=category, more=more, status=status)
    path.write_text(text, "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """
    October of a small office.
    """
    root = tmp_path / "kantor"
    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns("catatan", "persetujuan"))
    shutil.copytree(ROOT / "theme", root / "theme")
    story(root, "satu", "2026-10-02", more="event_date: 2026-10-01\ndistrict: Jenamas\n")
    story(root, "dua", "2026-10-02", more="event_date: 2026-10-02\n", category="Kesehatan")
    story(root, "telat", "2026-10-30", title="=2+3 <b>Panen</b>", more="event_date: 2026-10-10\n")
    story(root, "lama", "2026-09-30", more="event_date: 2026-09-30\n")
    story(root, "draf", "2026-10-05", status="tinjau")
    ralat = "corrections:\n  - kind: ralat\n    date: 2026-10-20 08.00 WIB\n    text: Luasnya 20 hektare.\n"
    tarik = "withdrawn:\n  date: 2026-10-31 23.30 WIB\n  reason: Sumbernya keliru.\n"
    story(root, "ralat", "2026-08-01", more=ralat)
    story(root, "tarik", "2026-08-02", more=tarik)
    claim = root / "content/klarifikasi/2026/10/2026-10-09-air.md"
    claim.parent.mkdir(parents=True)
    claim.write_text(CLAIM, "utf-8")
    page = root / "content/halaman/ppid-berkala.md"
    page.parent.mkdir()
    page.write_text(
        "---\ntitle: Informasi Berkala\nslug: ppid-berkala\nstatus: terbit\nmodified: 2026-05-01 09.00 WIB\n---\n\nIsi.\n"
    )
    at = datetime(2026, 10, 12, tzinfo=UTC)
    Journal(root / "data", ANNOUNCEMENTS).write(
        at, {"item": "x", "network": "telegram", "state": "terkirim", "digest": "", "post": "7", "note": ""}
    )
    Journal(root / "data", ANNOUNCEMENTS).write(
        at, {"item": "y", "network": "facebook", "state": "niat", "digest": "", "post": "", "note": ""}
    )
    Journal(root / "data", RELEASES).write(at, {"release": "r1", "by": "ani", "target": "utama"})
    Journal(root / "data", OWED).write(
        at, {"service": "indexnow", "to": "https://a.example/", "url": "https://b.example/"}
    )
    return root


def made(root: Path, month: str = "2026-10", *logs: Path) -> tuple[dict[tuple[str, str], str], str]:
    assert report(root, month, logs, lambda _: None, NOW) == 0
    text = (root / f"laporan/{month}.csv").read_text("utf-8-sig")
    rows = {(row["bagian"], row["hal"]): row["nilai"] for row in csv.DictReader(io.StringIO(text))}
    return rows, (root / f"laporan/{month}.html").read_text("utf-8")


def test_a_month_is_counted(project: Path) -> None:
    """
    Items by kind, category and district; how long they took; clarifications; corrections and withdrawals; announcements.
    """
    rows, _ = made(project)

    assert rows["jumlah", "Semua naskah"] == "4"
    assert (rows["jenis", "Berita"], rows["jenis", "Klarifikasi"], rows["jenis", "Video"]) == ("3", "1", "0")
    assert (rows["kategori", "Ekonomi"], rows["kategori", "Kesehatan"]) == ("2", "1")
    assert (rows["kecamatan", "Jenamas"], rows["kecamatan", "tidak disebut"]) == ("1", "3")
    assert (rows["hari", "2026-10-02"], rows["hari", "2026-10-31"]) == ("2", "0")
    assert rows["kecepatan", "peristiwa sampai terbit, nilai tengah"] == "1"
    assert rows["klarifikasi", "KLR-2026-004 Air PDAM Aman Diminum"] == "4"
    assert (rows["ralat", "ralat"], rows["penarikan", "tarik"]) == ("2026-10-20", "2026-10-31")
    assert (rows["siaran", "telegram (menyiarkan)"], rows["rilis situs", "rilis ke utama"]) == ("1", "1")


def test_what_waits_and_what_is_due_is_told(project: Path) -> None:
    """
    An item under review, a rumour not settled, an announcement that nobody knows the end of, pings, and the page of
    periodic information that is older than six months.
    """
    rows, _ = made(project)
    duties = "\n".join(f"{what}: {value}" for (part, what), value in rows.items() if part == "kewajiban")

    assert [what for part, what in rows if part == "menunggu"] == ["“draf”"]
    assert ("belum terbukti", "KLR-2026-004 Air PDAM Aman Diminum") in rows
    assert "setiap enam bulan: 31 Oktober 2026" in duties
    assert "Siaran y ke facebook belum jelas terkirim" in duties
    assert "1 pemberitahuan" in duties


def test_the_page_stands_alone_and_is_accessible(project: Path, chromium: Browser) -> None:
    """
    Opened from the disk, on the narrowest phone too: axe finds nothing, nothing is fetched, nothing is wider than the screen,
    each plot has a name and its figures in words, and a title is shown as it is written.
    """
    log = project / "access.log"
    log.write_text('1.2.3.4 - - [09/Oct/2026:08:15:00 +0700] "GET / HTTP/2.0" 200 51 "-" "Firefox"\n')
    _, text = made(project, "2026-10", log)
    tab = chromium.new_page(viewport={"width": 360, "height": 700})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((project / "laporan/2026-10.html").as_uri())
    plots = tab.get_by_role("img").all()
    found = Axe().run(tab)
    width = tab.evaluate("document.documentElement.scrollWidth")
    words = tab.locator("body").inner_text()
    named = [plot.locator("desc").text_content() for plot in plots]
    tab.close()

    assert found.violations_count == 0, found.generate_report()
    assert width <= 360
    assert asked == [(project / "laporan/2026-10.html").as_uri()]
    assert len(plots) >= 6
    assert any("Berita 3" in (each or "") for each in named)
    assert "=2+3 <b>Panen</b>" in words
    assert "1 halaman dibuka" in words
    assert "1.2.3.4" not in text


def test_no_cell_of_the_csv_is_a_formula(project: Path) -> None:
    """
    A title that begins as one is a text in every spreadsheet.
    """
    made(project)

    assert "'=2+3" in (project / "laporan/2026-10.csv").read_text("utf-8")


def test_without_a_log_the_page_says_that_readers_are_not_known(project: Path) -> None:
    """
    No figure is made up; what git and releases cannot say is said too.
    """
    _, text = made(project)

    assert "Jumlah pembaca tidak diketahui" in text
    assert "bukan repositori git" in text


def test_where_two_decide_the_report_counts_what_readers_see(tmp_path: Path) -> None:
    """
    What nobody has approved is not among what went out; it waits, and a changed item counts as it was approved.
    """
    ani = make_newsroom(tmp_path)["ani"]
    shutil.copytree(ROOT / "theme", ani.root / "theme", dirs_exist_ok=True)
    ani.edit(PANEN, "category: Ekonomi", "category: Kesehatan")
    ani.story("Belum disetujui.", PANEN.replace("panen-raya", "baru"), title="Baru", number="brs-2026-01-31-zzzz")
    ani.commit()
    with ani.sits():
        rows, _ = made(ani.root, "2026-01")

    assert rows["jumlah", "Semua naskah"] == "1"
    assert (rows["kategori", "Ekonomi"], rows["kategori", "Kesehatan"]) == ("1", "0")
    assert ("menunggu", "“Baru”") in rows


@pytest.mark.parametrize("written", ["2026-10", "2026-1o", "10/2026", "Oktober 2026", "oktober 2026", "2026-13", ""])
def test_a_month_is_understood_as_it_is_written(written: str) -> None:
    """
    In figures or in words; the last whole month where none is named; what is no month is refused with an example.
    """
    if written in ("2026-1o", "2026-13"):
        with pytest.raises(ContentError) as refused:
            month_of(written, WIB, NOW)
        assert "2026-10" in refused.value.problems[0].hint
        return

    assert month_of(written, WIB, NOW).name == "2026-10"


def test_a_month_to_come_is_refused() -> None:
    """
    Nothing has happened in it.
    """
    with pytest.raises(ContentError, match="belum dimulai"):
        month_of("2026-12", WIB, NOW)
