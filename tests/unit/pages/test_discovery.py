"""What search engines and other machines find at the root of a built site, and what time alone changes there."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lxml import etree

from tests.unit.newsroom import Newsroom, item, tree

NOW = datetime(2026, 6, 1, 5, 0, tzinfo=UTC)
LOC, LASTMOD = "{*}url/{*}loc", "{*}sitemap/{*}lastmod"


def news(newsroom: Newsroom) -> list[str]:
    """The addresses that Google News is told."""
    root = etree.fromstring((newsroom.root / "site" / "sitemap-berita.xml").read_bytes())
    return [str(place.text) for place in root.iterfind(LOC)]


def test_a_story_leaves_google_news_after_two_days_without_an_edit(tmp_path: Path) -> None:
    """
    A build on a timer takes it out, and touches nothing else but who is told of the list; an empty list is left out.
    """
    newsroom = Newsroom(tmp_path / "kantor").set_up()
    newsroom.write(*item(1, day="2026-05-31"))
    newsroom.write(*item(2, day="2026-04-30"))
    newsroom.build(now=NOW)
    before = tree(newsroom.root / "site")
    at_first = news(newsroom)
    newsroom.build(now=NOW + timedelta(days=2))
    after = tree(newsroom.root / "site")

    assert at_first == ["https://mmc.example/berita/2026/05/naskah-1/"]
    assert before.keys() - after.keys() == {"sitemap-berita.xml"}
    assert [path for path in after if after[path] != before[path] and path != ".mmc"] == ["robots.txt"]
    assert b"sitemap-berita.xml" in before["robots.txt"]
    assert b"sitemap-berita.xml" not in after["robots.txt"]


def test_the_index_of_sitemaps_tells_when_each_year_truly_changed(tmp_path: Path) -> None:
    """
    A correction moves its year's time and no other's.
    """
    newsroom = Newsroom(tmp_path / "kantor").set_up()
    newsroom.write(*item(1, day="2025-05-31", modified="2026-02-03 10.00 WIB"))
    newsroom.write(*item(2, day="2026-04-30"))
    newsroom.build(now=NOW)
    root = etree.fromstring((newsroom.root / "site" / "sitemap.xml").read_bytes())
    times = [str(each.text) for each in root.iterfind(LASTMOD)]

    assert times == ["2026-02-03T10:00:00+07:00", "2026-04-30T09:00:00+07:00"]


def test_security_txt_is_renewed_by_time_alone(tmp_path: Path) -> None:
    """
    Its end always lies ahead, though nobody publishes anything; an office without contacts names its contact page.
    """
    newsroom = Newsroom(tmp_path / "kantor").set_up()
    newsroom.write(
        "halaman/kontak.md",
        "---\ntitle: Kontak\nstatus: terbit\nmodified: 2026-01-01\n---\n\nKami menjawab surat warga.\n",
    )
    ends = []
    for now in (NOW, NOW + timedelta(days=200)):
        newsroom.build(now=now)
        lines = (newsroom.root / "site" / ".well-known" / "security.txt").read_text(encoding="utf-8").splitlines()
        fields = dict(line.split(": ", 1) for line in lines)
        ends.append(fields["Expires"])

    assert fields["Contact"] == "https://mmc.example/kontak/"
    assert ends == ["2026-12-31T23:59:59Z", "2027-06-30T23:59:59Z"]


NASTY = 'Harga < 5.000 & "Turun" ]]> 😀'


def test_a_nasty_title_reaches_every_reader_whole(tmp_path: Path) -> None:
    """
    Signs that mean something to XML or HTML arrive as signs, in all three formats, the archive and the sitemap.
    """
    newsroom = Newsroom(tmp_path / "kantor").set_up()
    newsroom.write(*item(1, day="2026-05-31", title=NASTY))
    newsroom.build(now=NOW)
    site = newsroom.root / "site"
    [news_title] = etree.fromstring((site / "sitemap-berita.xml").read_bytes()).iterfind(".//{*}title")
    atom = etree.fromstring((site / "atom.xml").read_bytes()).findtext("{*}entry/{*}title")
    archive = etree.fromstring((site / "arsip" / "2026" / "atom.xml").read_bytes()).findtext("{*}entry/{*}title")
    rss = etree.fromstring((site / "rss.xml").read_bytes()).findtext("channel/item/title")
    [entry] = json.loads((site / "feed.json").read_bytes())["items"]

    assert {str(news_title.text), atom, archive, rss, entry["title"]} == {NASTY}


def test_a_correction_moves_updated_and_never_the_id(tmp_path: Path) -> None:
    """
    Readers see the item again as changed, not as another one, though its title and address are others.
    """
    newsroom = Newsroom(tmp_path / "kantor").set_up()
    path = newsroom.write(*item(1, day="2026-05-30"))
    facts = []
    for _ in range(2):
        newsroom.build(now=NOW)
        root = etree.fromstring((newsroom.root / "site" / "atom.xml").read_bytes())
        facts.append([root.findtext(f"{{*}}entry/{{*}}{name}") for name in ("id", "published", "updated")])
        path.unlink(missing_ok=True)
        newsroom.write(*item(1, day="2026-05-30", file="lain", title="Lain", modified="2026-06-01 10.00 WIB"))

    assert facts[0][:2] == facts[1][:2]
    assert [row[2] for row in facts] == ["2026-05-30T09:00:00+07:00", "2026-06-01T10:00:00+07:00"]
