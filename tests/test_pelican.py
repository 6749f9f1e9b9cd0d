"""Pelican's settings and plugins: what our engine honours, what it refuses and in which words."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from pelican.settings import DEFAULT_CONFIG, read_settings

from mmc.plugins.options import HONOURED, RESTING, UNKNOWN, instead, refused

ROOT = Path(__file__).resolve().parents[1]
STORY = """---
title: Perpustakaan keliling singgah di tiga desa
date: 2026-05-01 09.00 WIB
category: {category}
id: uji-2026-05-01-aaaa
status: terbit
---

Warga dapat meminjam buku tanpa biaya sampai sore.
"""
QUIET = 'EDITIONS = {"text": False, "cards": False, "qr": False, "search": False}\n'
Project = Callable[..., Path]


def other(value: object) -> object:
    """Another value of the same sort."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 7
    if isinstance(value, str):
        return f"lain{value}"
    if isinstance(value, dict):
        return {**value, "lain": {"lain": 1}}
    if isinstance(value, list):
        return [*value, "lain"]
    return "lain"


@pytest.fixture(scope="module")
def usual() -> dict[str, Any]:
    """The project's own settings, as Pelican reads them."""
    settings: dict[str, Any] = read_settings(str(ROOT / "pelicanconf.py"))
    return settings


def test_our_own_settings_are_in_order(usual: dict[str, Any]) -> None:
    """
    Nothing of `pelicanconf.py` is refused.
    """
    assert list(refused(usual, has_foreign_plugins=False)) == []


@pytest.mark.parametrize("name", sorted(DEFAULT_CONFIG.keys() - HONOURED))
def test_a_setting_is_followed_or_refused(name: str, usual: dict[str, Any]) -> None:
    """
    Whoever changes any of Pelican's settings is told that it does not hold here, and what serves instead.
    """
    [problem] = refused({**usual, name: other(usual[name])}, has_foreign_plugins=True)

    assert f"`{name}`" in problem.message
    assert problem.hint == instead(name) != UNKNOWN


@pytest.mark.parametrize(
    "name",
    [
        "FEED_ALL_RSS", "FEED_RSS",
        "CATEGORY_FEED_RSS", "TAG_FEED_ATOM", "TAG_FEED_RSS", "TRANSLATION_FEED_RSS", "MENUITEMS", "LINKS",
        "SOCIAL", "AUTHORS_URL", "TAGS_SAVE_AS", "ARCHIVES_SAVE_AS", "GITHUB_URL", "AUTHOR", "ARTICLE_REGEX_SUBSTITUTIONS",
        "SLUG_SUBSTITUTIONS",
    ],
)  # fmt: skip
def test_a_setting_that_pelican_knows_without_a_default_is_refused(name: str, usual: dict[str, Any]) -> None:
    """
    So are those that stand in its guide and not in its defaults.
    """
    assert len(list(refused({**usual, name: "lain"}, has_foreign_plugins=False))) == 1


def test_an_unknown_setting_is_a_slip_unless_a_plugin_may_know_it(usual: dict[str, Any]) -> None:
    """
    A misspelt name is told; with a foreign plugin it may be that plugin's.
    """
    settings = {**usual, "LISTNG_SIZE": 10}
    [problem] = refused(settings, has_foreign_plugins=False)

    assert "LISTNG_SIZE" in problem.message
    assert list(refused(settings, has_foreign_plugins=True)) == []


def test_only_what_is_published_anyway_may_be_static(usual: dict[str, Any]) -> None:
    """
    `STATIC_PATHS` publishes nothing that the gate has not seen.
    """
    assert list(refused({**usual, "STATIC_PATHS": ["dokumen", "akar/"]}, has_foreign_plugins=False)) == []
    assert len(list(refused({**usual, "STATIC_PATHS": ["rahasia"]}, has_foreign_plugins=False))) == 1


@pytest.mark.parametrize("option", ["autoescape", "undefined"])
def test_templates_stay_safe(option: str, usual: dict[str, Any]) -> None:
    """
    No option of Jinja's takes away that text is escaped and unknown names are errors.
    """
    settings = {**usual, "JINJA_ENVIRONMENT": {**usual["JINJA_ENVIRONMENT"], option: False}}

    assert len(list(refused(settings, has_foreign_plugins=False))) == 1


def test_resting_settings_are_pelicans() -> None:
    """
    What keeps Pelican's generators at rest is known to Pelican, or to its guide.
    """
    assert {name for name in RESTING if name not in DEFAULT_CONFIG} == {
        "ARCHIVES_SAVE_AS",
        "AUTHORS_SAVE_AS",
        "CATEGORIES_SAVE_AS",
        "TAGS_SAVE_AS",
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's code, theme and office with one item."""
    folder = tmp_path_factory.mktemp("proyek")
    for name in ("mmc", "theme", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    (folder / "pelicanconf.py").write_text(f"{settings}\n{QUIET}", encoding="utf-8")
    story = folder / "content/berita/2026/05/2026-05-01-perpustakaan.md"
    story.parent.mkdir(parents=True)
    story.write_text(STORY.format(category="Pendidikan"), encoding="utf-8")
    return folder


def pelican(project: Path, *words: str, settings: str = "", name: str = "keluaran") -> tuple[int, str, Path]:
    """What one run with these words and these lines of settings ends with and says, and where it wrote."""
    output = project / name
    file = project / f"{name}_conf.py"
    file.write_text(f"from pelicanconf import *\n{settings}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "-s", file.name, "-o", str(output), *words]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr, output


def test_a_refused_setting_stops_the_build_in_one_line(project: Path) -> None:
    """
    The name, that it does not hold, and what serves instead; nothing is written.
    """
    code, said, output = pelican(project, settings="ARTICLE_URL = 'x/{slug}/'", name="alamat")

    assert code == 1
    assert "Pengaturan `ARTICLE_URL` tidak berlaku" in said
    assert "Traceback" not in said
    assert not output.exists()


def test_what_is_asked_for_is_honoured(project: Path) -> None:
    """
    Another content folder, another theme, and Jinja's additions, all at once.
    """
    shutil.copytree(project / "content", project / "naskah", dirs_exist_ok=True)
    shutil.copytree(project / "theme", project / "temaku", dirs_exist_ok=True)
    template = project / "temaku/templates/berita.html"
    template.write_text(
        '{% extends "item.html" %}{% block body %}<p id="uji">{{ "satu" | gema }} {{ ANGKA }} {{ 4 is genap }}'
        "{% for n in [1, 2, 3] %}{% if n == 2 %}{% break %}{% endif %}{{ n }}{% endfor %}</p>{{ super() }}{% endblock %}",
        encoding="utf-8",
    )
    settings = (
        "JINJA_FILTERS = {'gema': lambda text: text + text}\nJINJA_GLOBALS = {'ANGKA': 42}\n"
        "JINJA_TESTS = {'genap': lambda n: n % 2 == 0}\nJINJA_ENVIRONMENT = {'extensions': ['jinja2.ext.loopcontrols']}\n"
        "SITENAME = 'Kantor Lain'\nTIMEZONE = 'Asia/Jayapura'\nSITEURL = 'https://lain.example'\n"
    )
    code, said, output = pelican(project, "naskah", "-t", "temaku", settings=settings, name="lain")

    assert code == 0, said
    page = html.document_fromstring((output / "berita/2026/05/perpustakaan/index.html").read_bytes())
    assert page.get_element_by_id("uji").text_content() == "satusatu 42 True1"
    assert "Kantor Lain" in page.findtext(".//title")
    [data] = page.xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(data)["@graph"][0]["datePublished"].endswith("+09:00")
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://lain.example/berita/2026/05/perpustakaan/"]


def test_a_time_zone_that_there_is_not_is_refused(project: Path) -> None:
    """
    In one line, before anything is built.
    """
    code, said, _ = pelican(project, settings="TIMEZONE = 'Asia/Buntok'", name="zona")

    assert code == 1
    assert "TIMEZONE" in said
    assert "Traceback" not in said


PLUGIN = """
from pathlib import Path

from pelican import signals


def started(site):
    Path("mulai.txt").write_text(site.settings["SITENAME"], encoding="utf-8")


def ended(site):
    Path("selesai.txt").write_text(str(Path(site.output_path, "index.html").is_file()), encoding="utf-8")


def register():
    signals.initialized.connect(started)
    signals.finalized.connect(ended)
"""


def test_a_plugin_from_elsewhere_works_unchanged(project: Path) -> None:
    """
    `jinja-filters` of Pelican's own collection gives its filters to our templates, in a build that makes everything anew.
    """
    shutil.copytree(project / "theme", project / "tema-plugin", dirs_exist_ok=True)
    template = project / "tema-plugin/templates/berita.html"
    template.write_text(
        '{% extends "item.html" %}{% block body %}<p id="uji">{{ "the old man and the sea" | titlecase }}</p>{{ super() }}{% endblock %}',
        encoding="utf-8",
    )
    settings = "PLUGINS = [*PLUGINS, 'pelican.plugins.jinja_filters']"
    runs = [pelican(project, "-t", "tema-plugin", settings=settings, name="plugin") for _ in range(2)]
    page = html.document_fromstring((project / "plugin/berita/2026/05/perpustakaan/index.html").read_bytes())

    assert [code for code, _, _ in runs] == [0, 0], runs
    assert page.get_element_by_id("uji").text_content() == "The Old Man and the Sea"


def test_a_run_is_told_to_plugins_from_its_start_to_its_end(project: Path) -> None:
    """
    `initialized` comes with the settings, `finalized` when the site is there.
    """
    (project / "pengamat.py").write_text(PLUGIN, encoding="utf-8")
    code, said, _ = pelican(project, settings="PLUGINS = [*PLUGINS, 'pengamat']", name="diamati")

    assert code == 0, said
    assert (project / "mulai.txt").read_text(encoding="utf-8")
    assert (project / "selesai.txt").read_text(encoding="utf-8") == "True"


@pytest.mark.parametrize(
    "signal", ["article_generator_finalized", "content_object_init", "content_written", "readers_init"]
)
def test_a_plugin_that_would_wait_in_vain_is_refused(project: Path, signal: str) -> None:
    """
    In one line with its name and the signal, before anything is built.
    """
    text = PLUGIN.replace("initialized", signal)
    (project / f"menunggu_{signal}.py").write_text(text, encoding="utf-8")
    code, said, output = pelican(
        project, settings=f"PLUGINS = [*PLUGINS, 'menunggu_{signal}']", name=f"n-{signal}".replace("-", "_")
    )

    assert code == 1
    assert f"Plugin `menunggu_{signal}` menunggu sinyal `{signal}`" in " ".join(said.split())
    assert not output.exists()
