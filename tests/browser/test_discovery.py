"""The published site as feed readers and search engines find it: every page, every feed, every map of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree, html

from mmc.base.items.kinds import KINDS
from mmc.base.vocabulary import load_vocabulary

SCHEMA = Path(__file__).parents[1] / "unit" / "schemas" / "atom.rng"
LEAST = 30  # entries of a feed that has as many items
TYPES = {"atom.xml": "application/atom+xml", "rss.xml": "application/rss+xml", "feed.json": "application/feed+json"}


@pytest.fixture(scope="module")
def address(root: Path) -> str:
    """
    Where the site lives, as its office says.
    """
    return load_vocabulary(root / "data").office.url


def pages(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Every page with its path."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), html.fromstring(path.read_bytes())


def file_of(site: Path, address: str, url: str) -> Path:
    """The file that answers for a full address or a path of the site."""
    path = url.removeprefix(address).lstrip("/")
    return site / (f"{path}index.html" if path.endswith("/") or not path else path)


def test_every_page_announces_feeds_that_are_there(built_site: Path) -> None:
    """
    Autodiscovery works from wherever a reader stands, text editions and the page for lost addresses too.
    """
    without, dead = [], set()
    for path, page in pages(built_site):
        links = page.xpath('//head/link[@rel="alternate"]')
        if {link.get("type") for link in links} < set(TYPES.values()):
            without.append(path)
        dead |= {link.get("href") for link in links if not file_of(built_site, "", link.get("href")).is_file()}

    assert without == []
    assert dead == set()


def test_every_atom_feed_is_valid(built_site: Path) -> None:
    """
    By the grammar of RFC 4287, archives by year among them.
    """
    schema = etree.RelaxNG(etree.parse(str(SCHEMA)))
    feeds = sorted(built_site.rglob("atom.xml"))
    invalid = [path for path in feeds if not schema.validate(etree.parse(str(path)))]

    assert len(feeds) > len(KINDS)
    assert invalid == []


def test_readers_understand_every_feed_and_the_three_formats_agree(built_site: Path) -> None:
    """
    The same entries under the same ids with whole text, full addresses and a language, whatever the format.
    """
    for path in sorted(built_site.rglob("rss.xml")):
        rss, atom = feedparser.parse(path.read_bytes()), feedparser.parse((path.parent / "atom.xml").read_bytes())
        data = json.loads((path.parent / "feed.json").read_bytes())
        names = [(entry.id, entry.title, entry.link) for entry in atom.entries]

        assert not rss.bozo, path
        assert not atom.bozo, path
        assert [(entry.id, entry.title, entry.link) for entry in rss.entries] == names, path
        assert [(item["id"], item["title"], item["url"]) for item in data["items"]] == names, path
        assert data["version"] == "https://jsonfeed.org/version/1.1"
        assert (rss.feed.language, atom.feed.language, data["language"]) == ("id", "id", "id"), path
        for entry in atom.entries:
            text = entry.content[0].value
            local = [value for value in re.findall(r'(?:href|src)="([^"]*)"', text) if not urlsplit(value).scheme]
            assert text, entry.id
            assert local == [], entry.id


def test_feeds_hold_the_newest_items_and_at_least_thirty(built_site: Path) -> None:
    """
    Who reads once a week misses nothing; every subject that the office listed has its feed.
    """
    vocabulary = load_vocabulary(Path(__file__).parents[2] / "data")
    items = [path for kind in KINDS for path in built_site.glob(f"{kind}/[0-9]*/[0-9]*/*/index.html")]
    wanted = ["", "serta-merta/", *(f"{kind}/" for kind in KINDS)]
    wanted += [f"kategori/{each.slug}/" for each in vocabulary.categories]
    wanted += [f"kecamatan/{each.slug}/" for each in vocabulary.districts]
    wanted += [f"topik/{path.name}/" for path in (built_site / "topik").iterdir() if path.is_dir()]
    missing = [folder + name for folder in wanted for name in TYPES if not (built_site / folder / name).is_file()]
    entries = feedparser.parse((built_site / "atom.xml").read_bytes()).entries

    assert missing == []
    assert len(entries) == min(LEAST, len(items))
    assert [entry.published for entry in entries] == sorted((entry.published for entry in entries), reverse=True)


def test_the_history_of_the_site_is_complete(built_site: Path, address: str) -> None:
    """
    A machine that follows `prev-archive` from the feed has every item that was ever published (RFC 5005).
    """
    found: set[str] = set()
    place, seen = f"{address}/atom.xml", []
    while place:
        seen.append(place)
        feed = feedparser.parse(file_of(built_site, address, place).read_bytes())
        found |= {entry.link for entry in feed.entries}
        place = next((link.href for link in feed.feed.links if link.rel == "prev-archive"), "")
    items = {
        f"{address}/{path.parent.relative_to(built_site).as_posix()}/"
        for kind in KINDS
        for path in built_site.glob(f"{kind}/[0-9]*/[0-9]*/*/index.html")
    }

    assert len(seen) > 2
    assert found == items


def test_the_page_langganan_and_its_opml_list_feeds_that_are_there(built_site: Path, address: str) -> None:
    """
    People and programs are offered the same feeds.
    """
    page = html.fromstring((built_site / "langganan" / "index.html").read_bytes())
    shown = {link.get("href") for link in page.xpath("//main//a[@type]")}
    [opml] = page.xpath('//main//a[contains(@href, ".opml")]/@href')
    outlines = etree.parse(str(file_of(built_site, "", opml))).iterfind(".//outline[@xmlUrl]")
    listed = {outline.get("xmlUrl", "") for outline in outlines}

    assert listed
    assert {url.removeprefix(address) for url in listed} <= shown
    assert all(file_of(built_site, "", url).is_file() for url in shown)


def test_sitemaps_name_every_item_and_page_once_with_its_pictures(built_site: Path, address: str) -> None:
    """
    From robots.txt a search engine comes to every page that may be indexed, and to no other.
    """
    robots = (built_site / "robots.txt").read_text(encoding="utf-8")
    places = re.findall(r"^Sitemap: (.+)$", robots, re.MULTILINE)
    index = etree.parse(str(file_of(built_site, address, places[0])))
    maps = [etree.parse(str(file_of(built_site, address, place))) for place in texts(index, "sitemap/{*}loc")]
    named = [place for each in maps for place in texts(each, "url/{*}loc")]
    images = [place for each in maps for place in texts(each, "url/{*}image/{*}loc")]
    times = [time for each in maps for time in texts(each, "url/{*}lastmod")]
    wanted = {
        f"{address}/{path.parent.relative_to(built_site).as_posix()}/".replace("/./", "/")
        for path in [*built_site.glob("*/[0-9]*/[0-9]*/*/index.html"), built_site / "index.html"]
        if path.parts[len(built_site.parts)] != "arsip"
    }

    assert len(named) == len(set(named))
    assert wanted <= set(named)
    assert all(file_of(built_site, address, place).is_file() for place in [*named, *images, *places])
    assert images
    assert all(datetime.fromisoformat(time) <= datetime.now(UTC) for time in times)


def texts(tree: etree._ElementTree, path: str) -> list[str]:
    """The texts of the elements on this path below the root."""
    return [str(each.text) for each in tree.getroot().iterfind(f"{{*}}{path}")]


def test_the_small_files_at_the_root_are_there_and_true(built_site: Path, address: str) -> None:
    """
    Icons of the manifest exist, security.txt is in force, IndexNow's key proves itself, trust.txt and humans.txt are ours.
    """
    manifest = json.loads((built_site / "manifest.webmanifest").read_bytes())
    sizes = {icon["sizes"] for icon in manifest["icons"] if file_of(built_site, "", icon["src"]).is_file()}
    security = dict(
        line.split(": ", 1)
        for line in (built_site / ".well-known" / "security.txt").read_text(encoding="utf-8").splitlines()
    )
    [key] = [path for path in built_site.glob("*.txt") if re.fullmatch(r"[0-9a-f]{32}", path.stem)]

    assert {"192x192", "512x512"} <= sizes
    assert datetime.fromisoformat(security["Expires"]) > datetime.now(UTC)
    assert security["Canonical"] == f"{address}/.well-known/security.txt"
    assert key.read_text(encoding="utf-8") == key.stem
    assert f"disclosure={address}/pedoman-pemberitaan/" in (built_site / "trust.txt").read_text(encoding="utf-8")
    assert address in (built_site / "humans.txt").read_text(encoding="utf-8")
