"""Feeds: what subscribers, journalists and scripts rely on."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mmc import feeds
from mmc.feeds.markup import rfc822

WIB = timezone(timedelta(hours=7))
HOST = "https://mmc.example.go.id"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "atom.rng"))
HOSTILE = 'Harga <b>naik</b> & turun ]]> “kutip” "x" 🌾👩‍🌾 \x00\x08\x1b\ud800\ufffe akhir'
READABLE = 'Harga <b>naik</b> & turun ]]> “kutip” "x" 🌾👩‍🌾 akhir'

ENTRY = feeds.Entry(
    id=feeds.tag_uri("mmc.example.go.id", 2026, "brs-2026-01-31-k3f9"),
    title="Panen Raya",
    url=f"{HOST}/berita/2026/01/panen-raya/",
    published=datetime(2026, 1, 31, 9, 0, tzinfo=WIB),
    updated=datetime(2026, 2, 1, 14, 30, tzinfo=WIB),
    summary="Panen & syukuran.",
    html="<p>Petani <em>memanen</em> &amp; bersyukur.</p>",
    authors=(feeds.Person("Rina", f"{HOST}/penulis/rina/"), feeds.Person("Budi, S.Sos.")),
    terms=(feeds.Term("ekonomi", "Ekonomi", f"{HOST}/kategori/"), feeds.Term("padi", "padi", f"{HOST}/topik/")),
    image=feeds.Enclosure(f"{HOST}/media/ab-1200.jpg", "image/jpeg", 123_456, 1200, 800, "Petani & padi", "Budi"),
)
FEED = feeds.Feed(
    id="tag:mmc.example.go.id,2026:semua",
    title="MMC Barito Selatan",
    url=f"{HOST}/",
    self_url=f"{HOST}/atom.xml",
    updated=ENTRY.updated,
    author=feeds.Person("MMC Barito Selatan", HOST),
    subtitle="Kabar dari Buntok",
    hubs=("https://hub.example/",),
    rights="Boleh dikutip dengan menyebut sumber",
    licence_url=f"{HOST}/hak-cipta/",
    entries=(ENTRY,),
)


def parsed(document: bytes) -> Any:
    found = feedparser.parse(BytesIO(document), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


def assert_atom(document: bytes) -> Any:
    tree = etree.fromstring(document)
    SCHEMA.assertValid(tree)
    return tree


def with_entry(**changes: Any) -> feeds.Feed:
    return replace(FEED, entries=(replace(ENTRY, **changes),))


def test_atom_is_valid_and_says_everything() -> None:
    """
    A subscriber to Atom gets the full text, people, subjects, times and the picture.
    """
    document = feeds.atom(FEED)
    assert_atom(document)
    found = parsed(document)
    entry = found.entries[0]

    assert (found.version, found.feed.title, found.feed.language) == ("atom10", FEED.title, "id")
    assert entry.id == "tag:mmc.example.go.id,2026:brs-2026-01-31-k3f9"
    assert (entry.link, entry.title, entry.summary) == (ENTRY.url, ENTRY.title, ENTRY.summary)
    assert (entry.published, entry.updated) == ("2026-01-31T09:00:00+07:00", "2026-02-01T14:30:00+07:00")
    assert entry.content[0].value == ENTRY.html
    assert [author.name for author in entry.authors] == ["Rina", "Budi, S.Sos."]
    assert [(tag.term, tag.label) for tag in entry.tags] == [("ekonomi", "Ekonomi"), ("padi", "padi")]
    assert entry.enclosures[0].href == f"{HOST}/media/ab-1200.jpg"
    assert entry.media_content[0]["width"] == "1200"


def test_rss_says_the_same() -> None:
    """
    A subscriber to RSS misses nothing that Atom has.
    """
    found = parsed(feeds.rss(replace(FEED, self_url=f"{HOST}/rss.xml")))
    entry = found.entries[0]

    assert (found.version, found.feed.language) == ("rss20", "id")
    assert (entry.id, entry.link, entry.guidislink) == (ENTRY.id, ENTRY.url, False)
    assert entry.content[0].value == ENTRY.html
    assert entry.published_parsed[:5] == (2026, 1, 31, 2, 0)
    assert entry.updated == "2026-02-01T14:30:00+07:00"
    assert [tag.term for tag in entry.tags] == ["Ekonomi", "padi"]
    assert entry.enclosures[0].length == "123456"
    assert "Rina" in str(entry.authors) and "Budi, S.Sos." in str(entry.authors)


def test_json_feed_follows_version_1_1() -> None:
    """
    Every member has the name and type of JSON Feed 1.1, and none is empty.
    """
    document = json.loads(feeds.json_feed(replace(FEED, self_url=f"{HOST}/feed.json")))
    [item] = document.pop("items")

    assert document == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": FEED.title,
        "home_page_url": FEED.url,
        "feed_url": f"{HOST}/feed.json",
        "description": FEED.subtitle,
        "language": "id",
        "authors": [{"name": "MMC Barito Selatan", "url": HOST}],
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
    }
    assert item["attachments"] == [
        {"url": item["image"], "mime_type": "image/jpeg", "title": "Petani & padi", "size_in_bytes": 123_456}
    ]
    assert (item["id"], item["content_html"], item["tags"]) == (ENTRY.id, ENTRY.html, ["Ekonomi", "padi"])
    assert item["date_modified"] == "2026-02-01T14:30:00+07:00"


def test_hostile_titles_arrive_as_they_were_written() -> None:
    """
    `<`, `&`, `]]>`, emoji and control characters break no document and change no word.
    """
    feed = with_entry(title=HOSTILE, summary=HOSTILE, html="<p>a ]]> b &lt; c\x0b</p>")
    atom, rss, json_feed = feeds.atom(feed), feeds.rss(feed), json.loads(feeds.json_feed(feed))
    tree = assert_atom(atom)

    assert tree.findtext("{*}entry/{*}title") == READABLE
    assert etree.fromstring(rss).findtext("channel/item/title") == READABLE
    assert json_feed["items"][0]["title"] == READABLE
    assert parsed(atom).entries[0].content[0].value == "<p>a ]]> b &lt; c</p>"
    assert parsed(rss).entries[0].content[0].value == "<p>a ]]> b &lt; c</p>"
    assert etree.fromstring(rss).findtext("channel/item/description").startswith("Harga &lt;b&gt;")


@given(st.text(alphabet=st.characters(), max_size=60))
def test_no_text_breaks_a_feed(text: str) -> None:
    """
    Whatever a writer pastes, the three documents parse and Atom stays valid.
    """
    person = feeds.Person(text)
    feed = with_entry(title=text, summary=text, html=text, authors=(person,), terms=(feeds.Term(text, text),))

    assert_atom(feeds.atom(feed))
    etree.fromstring(feeds.rss(feed))
    json.loads(feeds.json_feed(feed))


def test_a_correction_stands_before_the_text_with_its_time() -> None:
    """
    A reader of the feed learns of a correction where the story begins.
    """
    note = feeds.Note("Ralat", datetime(2026, 2, 1, 14, 30, tzinfo=WIB), "<p>Hasilnya 6 ton.</p>")
    html = parsed(feeds.atom(with_entry(notes=(note,)))).entries[0].content[0].value

    assert "<strong>Ralat (1 Februari 2026 pukul 14.30 WIB)</strong>" in html
    assert html.index("Hasilnya 6 ton") < html.index("Petani")


def test_updated_follows_the_latest_correction() -> None:
    """
    `updated` is the latest change of any sort and never lies before publication.
    """
    published = datetime(2026, 1, 31, 9, tzinfo=WIB)
    later = datetime(2026, 2, 3, 1, tzinfo=UTC)

    assert feeds.latest_change(published, None) == published
    assert feeds.latest_change(published, datetime(2026, 1, 30, tzinfo=WIB)) == published
    assert feeds.latest_change(published, datetime(2026, 2, 1, tzinfo=WIB), [later]) == later


def test_history_leads_machines_through_the_years() -> None:
    """
    The feed leads to its newest year, a year to its neighbours; only a year that is over calls itself an archive.
    """
    current = feeds.History(older=f"{HOST}/arsip/2026/atom.xml")
    over = feeds.History(
        older=f"{HOST}/arsip/2024/atom.xml",
        newer=f"{HOST}/arsip/2026/atom.xml",
        current=f"{HOST}/atom.xml",
        is_archive=True,
    )
    newest = assert_atom(feeds.atom(replace(FEED, history=current)))
    archive = assert_atom(feeds.atom(replace(FEED, history=over)))
    relations = {link.get("rel"): link.get("href") for link in archive.findall("{*}link")}

    assert newest.find("{*}archive") is None
    assert archive.find("{http://purl.org/syndication/history/1.0}archive") is not None
    assert relations["prev-archive"] == over.older and relations["next-archive"] == over.newer
    assert relations["current"] == over.current
    assert relations["hub"] == "https://hub.example/" and relations["self"] == FEED.self_url


def test_same_feed_same_bytes_with_or_without_prepared_entries() -> None:
    """
    Entries prepared once and shared by many feeds give the same document.
    """
    assert feeds.atom(FEED) == feeds.atom(FEED, [feeds.atom_entry(ENTRY)])
    assert feeds.rss(FEED) == feeds.rss(FEED, [feeds.rss_item(ENTRY)])
    assert feeds.json_feed(FEED) == feeds.json_feed(FEED, [feeds.json_item(ENTRY)])


def test_an_empty_feed_is_a_valid_feed() -> None:
    """
    A subject without items has a feed that can be subscribed to.
    """
    empty = replace(FEED, entries=())

    assert_atom(feeds.atom(empty))
    assert parsed(feeds.rss(empty)).entries == []
    assert json.loads(feeds.json_feed(empty))["items"] == []


def test_rss_dates_are_english_everywhere() -> None:
    """
    RSS names days in English, whatever the language of the machine.
    """
    assert rfc822(datetime(2026, 1, 31, 9, 5, tzinfo=WIB)) == "Sat, 31 Jan 2026 09:05:00 +0700"


def test_opml_lists_every_feed() -> None:
    """
    A reader program takes all feeds over from one file.
    """
    group = feeds.OutlineGroup(
        "Kategori", (feeds.Outline("Ekonomi & lain", f"{HOST}/kategori/ekonomi/atom.xml", HOST),)
    )
    tree = etree.fromstring(feeds.opml("Langganan", "MMC", [group]))
    [outline] = tree.findall("body/outline/outline")

    assert (tree.get("version"), tree.findtext("head/title")) == ("2.0", "Langganan")
    assert outline.get("text") == "Ekonomi & lain"
    assert (outline.get("type"), outline.get("xmlUrl")) == ("rss", f"{HOST}/kategori/ekonomi/atom.xml")
