"""A build depends on content, data, theme and settings, and on nothing else of the machine, the day or the person."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

STORY = "content/berita/2026/01/2026-01-31-panen-raya"
TEXT = """---
title: Panen Raya Dimulai
date: 2026-01-31 09.00 {zone}
category: Ekonomi
district: {district}
tags: padi, panen
status: terbit
summary: Petani menuai padi di tiga desa.
author: Ani Lestari, S.P.
photo_alt: Petani memotong padi di sawah
photo_caption: Ani memotret petani di sawah, Sabtu (31/1/2026).
photo_credit: Ani Lestari
id: {prefix}-2026-01-31-k3f9
---

Petani di tiga desa menuai padi pada hari Sabtu.
"""


def write_story(project: Path, *, zone: str = "WIB", district: str = "", prefix: str = "brs") -> None:
    """The project has one story with a photo."""
    path = project / f"{STORY}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(zone=zone, district=district, prefix=prefix), encoding="utf-8")
    gradient = Image.linear_gradient("L").resize((1280, 800))
    Image.merge("RGB", (gradient, gradient.rotate(180), gradient)).save(project / f"{STORY}-1.jpg")


def pelican(project: Path, settings: str = "publishconf.py", **variables: str) -> subprocess.CompletedProcess[str]:
    """Stock Pelican in the project, with these variables in its environment."""
    command = [sys.executable, "-m", "pelican", "-s", settings]
    if now := variables.pop("now", ""):
        command += ["-e", f'NOW="{now}"']
    environment = {**os.environ, "PYTHONUTF8": "1", **variables}
    return subprocess.run(
        command, cwd=project, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_another_day_machine_and_language_make_the_same_bytes(project_copy: Path, tmp_path: Path) -> None:
    """
    A build of one commit on another day, in another folder, zone and language, with another hash seed.
    """
    write_story(project_copy)
    elsewhere = tmp_path / "di tempat lain" / "situs"
    elsewhere.mkdir(parents=True)
    for path in project_copy.iterdir():
        copy = shutil.copytree if path.is_dir() else shutil.copyfile
        copy(path, elsewhere / path.name)
    first = pelican(project_copy, now="2026-12-01T05:00:00+00:00", TZ="Asia/Pontianak", PYTHONHASHSEED="1")
    strange = {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "2", "MMC_WORKERS": "1", "USER": "lain"}
    second = pelican(elsewhere, now="2026-12-30T21:30:00+00:00", **strange)

    assert first.returncode == 0, first.stdout
    assert second.returncode == 0, second.stdout
    ours, theirs = tree(project_copy / "output"), tree(elsewhere / "output")
    assert sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)) == []
    assert "berita/2026/01/panen-raya/index.html" in ours


@pytest.mark.parametrize(
    "address", ["http://localhost:8000", "https://localhost", "https://127.0.0.1", "http://mmc.go.id"]
)
def test_production_refuses_an_address_that_nobody_can_open(project_copy: Path, address: str) -> None:
    """
    The settings of production end the build in one sentence before anything is read.
    """
    office = project_copy / "data/kantor.toml"
    lines = office.read_text(encoding="utf-8").splitlines()
    kept = [f'url = "{address}"' if line.startswith("url =") else line for line in lines]
    office.write_text("\n".join(kept), encoding="utf-8")
    done = pelican(project_copy)

    assert done.returncode == 1
    assert f"“{address}” bukan alamat publik" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (project_copy / "output").exists()


@pytest.mark.parametrize("mistake", ['PLUGINS.append("tidak_ada")', 'import logging; logging.error("rusak")'])
def test_what_pelican_only_logs_fails_the_build(project_copy: Path, mistake: str) -> None:
    """
    A plugin that cannot be loaded is an error in the log and an exit code of 0 in Pelican; here nothing is built.
    """
    with (project_copy / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"\n{mistake}\n")
    done = pelican(project_copy, "pelicanconf.py")

    assert done.returncode == 1
    assert "Pelican melaporkan 1 galat" in done.stdout
    assert not (project_copy / "output").exists()


def test_a_mistake_in_the_facts_is_told_like_any_other(project_copy: Path) -> None:
    """
    The office's facts are read before Pelican begins; a wrong key is no traceback.
    """
    office = project_copy / "data/kantor.toml"
    office.write_text(office.read_text(encoding="utf-8").replace("capital =", "capitol ="), encoding="utf-8")
    done = pelican(project_copy, "pelicanconf.py")

    assert done.returncode == 1
    assert "Maksud Anda `capital`?" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_one_mistake_is_told_once(project_copy: Path) -> None:
    """
    A story that cannot be read is no missing page to those who link to it, and its photo is nobody's orphan.
    """
    write_story(project_copy)
    (project_copy / "content/halaman/bacaan.md").write_text(
        "---\ntitle: Bacaan\nstatus: terbit\nmodified: 2026-02-01\n---\n\nBaca [panen raya](/berita/2026/01/panen-raya/).\n",
        encoding="utf-8",
    )
    assert pelican(project_copy, "pelicanconf.py").returncode == 0
    story = project_copy / f"{STORY}.md"
    story.write_text(story.read_text(encoding="utf-8").replace("category:", "kategori:"), encoding="utf-8")
    done = pelican(project_copy, "pelicanconf.py")

    assert done.returncode == 1
    assert done.stdout.count("    → ") == 1, done.stdout


OTHER_DATA = {
    "kantor": """
name = "Kabar Teluk Makmur"
short_name = "Kabar Teluk"
tagline = "Warta resmi dari Teluk Makmur"
office = "Dinas Kominfo Kabupaten Teluk Makmur"
region = "Kabupaten Teluk Makmur"
province = "Sulawesi Rekaan"
capital = "Batu Rantai"
url = "https://kabar.telukmakmur.example"
dateline_outlet = "KabarTeluk"
id_prefix = "tlm"
timezone = "Asia/Makassar"
theme_color = "#5B2A86"
""",
    "wilayah": '[[district]]\nslug = "pasir-luas"\nname = "Pasir Luas"\ncode = "9999010"\n',
    "kategori": '[[category]]\nslug = "ekonomi"\nname = "Ekonomi"\n[[category]]\nslug = "kelautan"\nname = "Kelautan"\n',
    "menu": '[[main]]\nlabel = "Warta"\nurl = "/berita/"\n[[footer]]\nlabel = "Isi"\nlinks = [{ label = "Arsip", url = "/arsip/" }]\n',
    "situs-tepercaya": 'hosts = ["*.go.id"]\n',
}


@pytest.fixture
def other_regency(project_copy: Path) -> Path:
    """
    The project with another office's facts, and nothing else changed.
    """
    for path in (project_copy / "data").iterdir():
        path.unlink()
    for name, text in OTHER_DATA.items():
        (project_copy / f"data/{name}.toml").write_text(text, encoding="utf-8")
    write_story(project_copy, zone="WITA", district="Pasir Luas", prefix="tlm")
    return project_copy


def test_another_regency_needs_only_other_facts(root: Path, other_regency: Path) -> None:
    """
    Names, addresses, districts, zone and colours are the new office's; of the first office no word is left anywhere.
    """
    done = pelican(other_regency)
    assert done.returncode == 0, done.stdout
    site = {name: data.decode("utf-8", "ignore") for name, data in tree(other_regency / "output").items()}
    home, story = site["index.html"], site["berita/2026/01/panen-raya/index.html"]

    assert [(name, word) for name, text in site.items() for word in first_office(root) if word in text + name] == []
    assert "kecamatan/pasir-luas/index.html" in site
    assert "kategori/kelautan/index.html" in site
    assert "Kabar Teluk Makmur" in home
    assert "pukul\N{NO-BREAK SPACE}09.00\N{NO-BREAK SPACE}WITA" in story
    assert "2026-01-31T09:00:00+08:00" in story
    assert "WIB" not in story
    assert 'content="#5b2a86"' in story
    assert 'href="https://kabar.telukmakmur.example/berita/2026/01/panen-raya/"' in story
    assert "tag:kabar.telukmakmur.example" in site["atom.xml"]


def first_office(root: Path) -> Iterator[str]:
    """The words by which the project's own office, its places and its site are known."""
    from mmc.base.vocabulary import load_vocabulary

    vocabulary = load_vocabulary(root / "data")
    office = vocabulary.office
    yield from (office.name, office.short_name, office.region.removeprefix("Kabupaten "), office.capital)
    yield from (office.province, office.dateline_outlet, office.url.removeprefix("https://"), f"{office.id_prefix}-")
    yield from (district.name for district in vocabulary.districts)
    yield from (district.slug for district in vocabulary.districts)
