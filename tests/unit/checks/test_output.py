"""The last look at a built site: a clean one passes, and each way of not being clean is seen."""

# ruff: noqa: E501  (markup, as it is built)

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from mmc.checks.output import Expectation, look_at_output

EXPECTED = Expectation(
    hosts=frozenset({"mmc.example"}),
    secrets={
        "Rencana pembangunan dermaga baru": "content/berita/draf.md",
        "/berita/2026/06/draf/": "content/berita/draf.md",
    },
    secret_files={"media/abcd-": "content/berita/draf.md", "berita/2026/06/draf/": "content/berita/draf.md"},
    redirects=frozenset({"/lama/"}),
    pages_before=3,
)
PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Panen</title>
<link rel="canonical" href="https://mmc.example/berita/"><link rel="stylesheet" href="/aset/a.css">
<link rel="alternate" type="application/atom+xml" href="/atom.xml"><script type="application/ld+json">{"a": "https://schema.org"}</script>
<script type="module" src="/aset/a.js"></script></head><body><main id="isi"><h2 id="syarat">Syarat</h2>
<a href="#isi">Isi</a> <a href="/">Depan</a> <a href="/berita/#syarat">Berita</a> <a href="/lama/">Lama</a> <a href="https://wa.me/?text=x">Bagikan</a>
<a href="mailto:a@mmc.example">Surel</a> <a href="https://bps.go.id/">BPS</a> <img src="/media/1-360.jpg" srcset="/media/1-360.jpg 360w" alt="">
%s</main></body></html>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>tag:mmc.example,2026:a</id><title>MMC</title>
<updated>2026-01-01T00:00:00Z</updated><entry><id>tag:mmc.example,2026:1</id><title>Panen</title><updated>2026-01-01T00:00:00Z</updated>
<link href="https://mmc.example/berita/"/></entry>%s</feed>"""
RSS = """<rss version="2.0"><channel><title>MMC</title><link>https://mmc.example/</link><description>Kabar</description><item><title>Panen</title>
<link>https://mmc.example/berita/</link><guid>1</guid><pubDate>x</pubDate></item>%s</channel></rss>"""
FEED = '{"version": "https://jsonfeed.org/version/1.1", "title": "MMC", "items": [{"id": "1"}%s]}'
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://mmc.example%s</loc></url></urlset>'
)
ENTRY = "<entry><id>%s</id><title>Lain</title><updated>2026-01-01T00:00:00Z</updated><link href='/'/></entry>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site without a fault."""
    files = {
        "index.html": PAGE % "", "berita/index.html": PAGE % "", "404.html": PAGE % "", "atom.xml": ATOM % "", "rss.xml": RSS % "", "feed.json": FEED % "",
        "sitemap.xml": SITEMAP % "/berita/", "aset/a.css": "a { background: url(/media/1-360.jpg) }", "aset/a.js": "fetch('/cari.json')", "media/1-360.jpg": "x",
    }  # fmt: skip
    for name, text in files.items():
        put(tmp_path / "situs", name, text)
    return tmp_path / "situs"


def put(folder: Path, name: str, text: str | bytes) -> None:
    """The file is there."""
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_a_clean_site_passes(site: Path) -> None:
    """Nothing is found where nothing is wrong."""
    assert look_at_output(site, EXPECTED) == []


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<script>alert(1)</script>", "skrip sebaris"),
        ("<SCRIPT type='text/javascript'>x</SCRIPT>", "skrip sebaris"),
        ("<style>a{}</style>", "gaya sebaris"),
        ('<p style="display:none">x</p>', "gaya sebaris"),
        ("<p onclick=x>x</p>", "skrip peristiwa"),
        ('<img src="/media/1-360.jpg" alt="" onerror="x">', "skrip peristiwa"),
        ('<a href="javascript:x">x</a>', "`javascript:`"),
        ('<a href="java\tscript:x">x</a>', "`javascript:`"),
        ('<a href="&#106;avascript:x">x</a>', "`javascript:`"),
        ('<img src="https://jahat.example/a.jpg" alt="">', "situs lain"),
        ('<img src="//jahat.example/a.jpg" alt="">', "situs lain"),
        ("<img src=//jahat.example/a.jpg alt>", "situs lain"),
        ('<img srcset="/media/1-360.jpg 1x, https://jahat.example/a.jpg 2x" alt="">', "situs lain"),
        ('<script src="https://jahat.example/a.js"></script>', "situs lain"),
        ('<link rel="stylesheet" href="https://jahat.example/a.css">', "situs lain"),
        ('<link rel="preconnect" href="https://jahat.example/">', "situs lain"),
        ('<form action="https://jahat.example/"></form>', "situs lain"),
        ('<video poster="https://jahat.example/a.jpg"></video>', "situs lain"),
        ("<iframe src='/'></iframe>", "<iframe>"),
        ("<base href='/'>", "<base>"),
        ("<meta http-equiv=refresh content='0;url=/'>", "<meta>"),
        ("<object data='/x'></object>", "<object>"),
        ('<a href="http://localhost:8000/">x</a>', "komputer sendiri"),
        ('<a href="http://127.0.0.1/">x</a>', "komputer sendiri"),
        ('<a href="http://192.168.1.5/">x</a>', "komputer sendiri"),
        ('<a href="/tidak-ada/">x</a>', "Tautan mati: /tidak-ada/"),
        ('<a href="/berita">x</a>', "garis miring"),
        ('<a href="/berita/#tidak-ada">x</a>', "Bagian #tidak-ada"),
        ('<a href="#tidak-ada">x</a>', "Bagian #tidak-ada"),
        ('<a href="https://mmc.example/tidak-ada/">x</a>', "Tautan mati"),
        ('<img src="/media/hilang.jpg" alt="">', "Tautan mati"),
        ("<p>Rencana pembangunan dermaga baru dibahas.</p>", "bocor"),
        ('<a href="/berita/2026/06/draf/">x</a>', "bocor"),
    ],
)  # fmt: skip
def test_a_fault_of_a_page_is_seen(site: Path, markup: str, words: str) -> None:
    """Whatever a page would run, fetch, betray or fail to reach keeps the site in."""
    put(site, "berita/index.html", PAGE % markup)
    found = look_at_output(site, EXPECTED)

    assert any(words in problem.message and problem.is_error for problem in found), found
    assert any(problem.path == "situs/berita/index.html" for problem in found)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("atom.xml", ATOM % "<entry>", "XML ini rusak"),
        ("atom.xml", ATOM % "<entry><id>x</id></entry>", "Umpan tidak sah"),
        ("atom.xml", ATOM % (ENTRY % "tag:mmc.example,2026:1"), "nomor tetap yang sama"),
        ("atom.xml", '<!DOCTYPE x [<!ENTITY a "b">]><feed/>', "DOCTYPE"),
        ("atom.xml", ATOM.replace("https://mmc.example/berita/", "https://mmc.example/hilang/") % "", "Tautan mati"),
        ("atom.xml", ATOM % (ENTRY % "Rencana pembangunan dermaga baru"), "bocor"),
        ("rss.xml", RSS % "<item><title>x</title></item>", "Umpan tidak sah"),
        ("rss.xml", "<rss/>", "channel"),
        ("rss.xml", RSS % "&nbsp;", "XML ini rusak"),
        ("feed.json", FEED % ",{}", "tanpa id"),
        ("feed.json", FEED % ',{"id": "1"}', "nomor tetap yang sama"),
        ("feed.json", "{}", "JSON Feed tidak sah"),
        ("feed.json", "{", "JSON ini rusak"),
        ("sitemap.xml", SITEMAP % "/hilang/", "Tautan mati"),
        ("cari.json", '{"a": "Rencana pembangunan dermaga baru"}', "bocor"),
        ("arsip/a.gz", gzip.compress(b"{Rencana pembangunan dermaga baru}", mtime=0), "bocor"),
        ("aset/a.css", "@import 'https://jahat.example/a.css';", "situs lain"),
        ("aset/a.css", "a { background: url(//jahat.example/a.png) }", "situs lain"),
        ("aset/a.js", "import('https://jahat.example/a.js')", "situs lain"),
        ("aset/a.js", "new WebSocket('wss://jahat.example/')", "situs lain"),
        ("aset/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", "skrip sebaris"),
        ("media/abcd-360.jpg", "x", "milik naskah yang belum terbit"),
        ("berita/2026/06/draf/index.html", PAGE % "", "milik naskah yang belum terbit"),
    ],
)  # fmt: skip
def test_a_fault_of_another_file_is_seen(site: Path, name: str, text: str | bytes, words: str) -> None:
    """Feeds, search, styles, scripts and photos are looked at too."""
    put(site, name, text)

    assert any(words in problem.message for problem in look_at_output(site, EXPECTED))


def test_a_site_that_lost_pages_stays_in(site: Path) -> None:
    """More than a tenth of the pages does not vanish unnoticed."""
    (site / "404.html").unlink()

    assert [problem.code for problem in look_at_output(site, EXPECTED)] == ["output-shrunk"]


def test_a_site_that_lost_what_was_published_stays_in(site: Path) -> None:
    """A folder of items cannot fall out of the site behind new pages; an address that leads on is not lost."""
    known = replace(EXPECTED, pages_before=0, published=frozenset({"/berita/", "/lama/", "/berita/2026/01/panen/"}))

    assert [problem.code for problem in look_at_output(site, known)] == ["output-shrunk"]
    put(site, "berita/2026/01/panen/index.html", PAGE % "")
    assert look_at_output(site, known) == []


def test_an_empty_folder_is_no_site(tmp_path: Path) -> None:
    """Without a front page nothing goes out."""
    assert [problem.code for problem in look_at_output(tmp_path, EXPECTED)] == ["output-page"]


def test_many_processes_find_what_one_finds(site: Path) -> None:
    """Sharing the work changes no answer."""
    for number in range(400):
        put(site, f"berita/{number}/index.html", PAGE % f'<a href="/hilang-{number % 3}/">x</a>')

    assert look_at_output(site, EXPECTED, workers=2) == look_at_output(site, EXPECTED, workers=1) != []


def test_only_what_is_new_is_looked_at(site: Path) -> None:
    """Of a site that was let out before, the new files are looked at, and their links against all of it."""
    put(site, "lama/index.html", PAGE % '<a href="/tidak-ada/">Lama</a>')
    put(site, "baru/index.html", PAGE % '<a href="/berita/#syarat">Ada</a> <a href="/berita/#tidak-ada">Tidak</a>')
    [problem] = look_at_output(site, EXPECTED, only={"baru/index.html"})

    assert "#tidak-ada" in problem.message
    assert len(look_at_output(site, EXPECTED)) == 2


@pytest.mark.parametrize(
    "hidden",
    [
        "<img alt='a > b' src=//jahat.example/x.png>",
        '<IMG\n\tSRC = "//jahat.example/x.png">',
        '<noscript><img src="https://jahat.example/x.png"></noscript>',
        '<img src="https://jahat.example/x.png" src="/media/1-360.jpg">',
        "<!-- --!><script>alert(1)</script><!-- -->",
        '<template shadowrootmode="open"><p>slot</p></template>',
        '<svg><use xlink:href="//jahat.example/x.svg"></use></svg>',
        "<p title='a>b' onclick=alert(1)>x</p>",
    ],
)
def test_markup_is_read_as_a_browser_reads_it(site: Path, hidden: str) -> None:
    """Order of attributes, quotes, spaces, letters and odd comments hide nothing."""
    put(site, "berita/index.html", PAGE % hidden)

    assert [
        problem.code for problem in look_at_output(site, EXPECTED) if problem.path.endswith("berita/index.html")
    ] == ["output"]
