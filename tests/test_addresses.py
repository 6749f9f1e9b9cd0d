"""One plan of addresses: what `mmc.base.addresses` says is there is built, and what is built it knows, for a whole newsroom."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mmc.base import addresses
from mmc.base.addresses import Need, place_of
from mmc.base.groups import groups_of
from mmc.base.items.kinds import KINDS
from mmc.base.items.reading import read_item
from mmc.base.items.schema import Item
from mmc.base.items.source import read_source
from mmc.base.vocabulary import load_vocabulary
from mmc.checks import Archive, context_of
from mmc.commands.check import CACHE, SCHEMA, check_content
from mmc.rebuild.store import Store
from mmc.wellknown import indexnow_key

pytestmark = pytest.mark.xdist_group("addresses")  # one built site for all

KINDS_OF_FIELDS = {
    "agenda": "starts: 2026-03-09 08.00 WIB\n",
    "klarifikasi": (
        "number: KLR-2026-001\nclaim: Bendungan jebol.\nclaim_seen_date: 2024-01-30\nclaim_seen_where: Pesan berantai WhatsApp\n"
        "answered_by: Dinas\nverdict: konten palsu\n"
    ),
    "pengumuman": "urgent: ya\n",
    "berita": "category: Ekonomi\n",
    "video": "video_url: https://www.youtube.com/watch?v=abc\n",
}
YEARS = ("2024-05-0", "2024-06-0", "2025-11-1", "2026-01-1", "2026-02-1")
BODY = "Warga tiga desa menanam pohon bersama di tepi sungai pada hari itu.\n"


def fill(project: Path) -> None:
    """Items of every kind in several years, more than a page holds in one topic, and files at the root."""
    for kind in KINDS:
        if kind == "galeri":
            continue
        for number, day in enumerate(f"{start}{digit}" for start in YEARS for digit in range(1, 6)):
            path = project / f"content/{kind}/{day[:4]}/{day[5:7]}/{day}-kabar-{kind}-{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            header = f"title: Kabar {kind} ke-{number}\ndate: {day} 09.00 WIB\nstatus: terbit\nid: cth-{day}-{kind}-{number}\n"
            header += f"tags: sungai, {kind}\nauthor: Ani; Budi\ndistrict: Dusun Hilir\nevent_place: Desa\n"
            extra = KINDS_OF_FIELDS.get(kind, "").replace("001", f"{number:03}")
            path.write_text(f"---\n{header}{extra}---\n\n{BODY}", encoding="utf-8")
    (project / "content/akar").mkdir(parents=True, exist_ok=True)
    (project / "content/akar/llms.txt").write_text("Halo.\n", encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """
    A newsroom with two years of everything, built as readers will see it.
    """
    project = shutil.copytree(root / "tests/sites/sample", tmp_path_factory.mktemp("alamat") / "project")
    for name in ("mmc", "theme", "data"):
        shutil.copytree(root / name, project / name, ignore=shutil.ignore_patterns("__pycache__", "catatan"))
    for path in root.glob("*.py"):
        shutil.copy(path, project)
    fill(project)
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "-s", "publishconf.py"],
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": ""},
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return project


def built(site: Path) -> set[str]:
    """Every address of the built folder."""
    folder = site / "output"
    paths = (
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != ".mmc"
    )
    return {
        f"/{path.removesuffix('index.html')}" if path.endswith("/index.html") or path == "index.html" else f"/{path}"
        for path in paths
    }


def items(site: Path) -> list[Item]:
    """Every item of the project."""
    vocabulary = load_vocabulary(site / "data")
    paths = sorted((site / "content").rglob("*.md"))
    found = (
        read_item(read_source(path.read_bytes(), path.relative_to(site).as_posix()), vocabulary)[0] for path in paths
    )
    return [item for item in found if item is not None]


def test_the_plan_and_the_built_site_are_one(site: Path) -> None:
    """
    Every address that the plan names is built; every built one is named, but for files that their own bytes name.
    """
    vocabulary = load_vocabulary(site / "data")
    members = [(item, [group.name for group in groups_of(item, vocabulary)]) for item in items(site)]
    listed = addresses.listed_groups(
        [each.slug for each in vocabulary.categories], [each.slug for each in vocabulary.districts]
    )
    key = f"/{indexnow_key(vocabulary.office.url.partition('//')[2])}.txt"
    planned = set(addresses.addresses_of(members, listed, ["/llms.txt", key]))
    found = built(site)
    beside = {
        each
        for each in found - planned
        if (place := place_of(each)) and place.need in (Need.CONTENT, Need.YEAR, Need.SOMETIMES)
    }

    assert planned - found == set()
    assert found - planned - beside == set()
    assert len(planned) > 400


def test_the_gate_knows_every_address(site: Path) -> None:
    """
    A link to any page or file of the built site is let through, and one to its neighbour that is not there is not.
    """
    check_content(site)
    store = Store(site / CACHE, SCHEMA, lambda _: None)
    archive = Archive(store, context_of(load_vocabulary(site / "data"), datetime.now(UTC)))
    key = f"/{indexnow_key(load_vocabulary(site / 'data').office.url.partition('//')[2])}.txt"
    linkable = {each for each in built(site) - {key} if (place := place_of(each)) and place.need is not Need.CONTENT}
    unknown = {each for each in linkable if not archive.has(each)}
    absent = (
        "/berita/2023/", "/berita/2024/07/", "/arsip/2023/", "/arsip/2024/07/atom.xml", "/topik/tidak-ada/", "/penulis/ani/atom.xml",
        "/kategori/budaya/2026/", "/kecamatan/hilir/", "/redaksi/teks/", "/klarifikasi/vonis/satire/", "/agenda/2024/05/kabar-agenda-0/x/",
        "/berita/2024/05/kabar-berita-0/agenda.ics", "/topik/sungai/2023/", "/arsip/atom.xml", "/berita/2026/13/", "/dokumen/hilang.pdf",
    )  # fmt: skip
    wrongly_known = [each for each in absent if archive.has(each)]
    store.close()

    assert unknown == set()
    assert wrongly_known == []


def test_honest_links_are_let_through(site: Path) -> None:
    """
    The list of a verdict, the open data, the subscription list and the calendar of a date are links as any other.
    """
    links = (
        "/klarifikasi/vonis/konten-palsu/", "/klarifikasi/data.csv", "/langganan/mmc.opml", "/agenda/2026/02/kabar-agenda-20/agenda.ics",
        "/berita/2024/05/kabar-berita-0/qr.svg", "/arsip/2024/atom.xml", "/sitemap-2024.xml", "/topik/sungai/2024/",
    )  # fmt: skip
    path = site / "content/berita/2026/02/2026-02-16-tautan.md"
    words = " ".join(f"[halaman {number}]({link})" for number, link in enumerate(links))
    path.write_text(
        f"---\ntitle: Tautan\ndate: 2026-02-16 09.00 WIB\nstatus: terbit\ncategory: Ekonomi\n---\n\nLihat {words} di sini.\n",
        encoding="utf-8",
    )
    told = [problem.message for problem in check_content(site).problems if problem.code == "broken-link"]
    path.unlink()

    assert told == []
