"""Sitemaps: what search engines rely on."""

from datetime import datetime, timedelta, timezone

from lxml import etree

from mmc.sitemap import NEWS_LIMIT, Address, Article, in_files, latest, news_sitemap, sitemap, sitemap_index

WIB = timezone(timedelta(hours=7))
HOST = "https://mmc.example.go.id"
NOON = datetime(2026, 1, 31, 12, tzinfo=WIB)
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


def test_a_page_has_address_change_and_pictures() -> None:
    """
    A search engine learns when a page truly changed and which pictures it shows; what nobody knows is not said.
    """
    pages = [Address(f"{HOST}/berita/a/?x=1&y=2", NOON, (f"{HOST}/media/a-1200.jpg",)), Address(f"{HOST}/redaksi/")]
    first, second = etree.fromstring(sitemap(pages)).findall("s:url", NS)

    assert first.findtext("s:loc", namespaces=NS) == f"{HOST}/berita/a/?x=1&y=2"
    assert first.findtext("s:lastmod", namespaces=NS) == "2026-01-31T12:00:00+07:00"
    assert first.findtext("image:image/image:loc", namespaces=NS) == f"{HOST}/media/a-1200.jpg"
    assert second.find("s:lastmod", NS) is None


def test_the_index_names_every_file_with_its_latest_change() -> None:
    """
    A year without change keeps its time, so that it is not fetched again.
    """
    pages = [Address("a", NOON - timedelta(days=2)), Address("b", NOON), Address("c")]
    index = etree.fromstring(sitemap_index([Address(f"{HOST}/sitemap-2026.xml", latest(pages))]))

    assert index.findtext("s:sitemap/s:loc", namespaces=NS) == f"{HOST}/sitemap-2026.xml"
    assert index.findtext("s:sitemap/s:lastmod", namespaces=NS) == "2026-01-31T12:00:00+07:00"
    assert latest([]) is None


def test_google_news_gets_two_days_newest_first() -> None:
    """
    Only the last 48 hours before the given time count, and nothing of the future.
    """
    ages = {"lama": 49, "batas": 48, "baru": 1, "nanti": -1}
    articles = [
        Article(f"{HOST}/{name}/", f"Judul {name} & <b>", NOON - timedelta(hours=age)) for name, age in ages.items()
    ]
    tree = etree.fromstring(news_sitemap("MMC Barito Selatan", articles, NOON))

    assert [place.text for place in tree.iterfind("s:url/s:loc", NS)] == [f"{HOST}/baru/", f"{HOST}/batas/"]
    news = tree.find("s:url/news:news", NS)
    assert news is not None
    assert news.findtext("news:title", namespaces=NS) == "Judul baru & <b>"
    assert news.findtext("news:publication/news:name", namespaces=NS) == "MMC Barito Selatan"
    assert news.findtext("news:publication/news:language", namespaces=NS) == "id"


def test_google_news_takes_a_thousand_at_most() -> None:
    """
    The limit of Google News holds on the busiest day.
    """
    articles = [Article(f"{HOST}/{number}/", "Judul", NOON) for number in range(NEWS_LIMIT + 5)]

    assert news_sitemap("MMC", articles, NOON).count(b"<url>") == NEWS_LIMIT


def test_a_large_year_is_split() -> None:
    """
    No file exceeds the protocol's limit, and a site without pages still has a file.
    """
    pages = [Address(str(number)) for number in range(5)]

    assert [len(part) for part in in_files(pages, 2)] == [2, 2, 1]
    assert list(in_files([])) == [[]]
