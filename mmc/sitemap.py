"""Sitemaps for search engines: an index, one file a year, and the articles of the last two days for Google News."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from mmc.indonesian.text import CONTROL, squeeze

NEWS_WINDOW = timedelta(hours=48)  # https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
NEWS_LIMIT = 1000
PAGE_LIMIT = 50_000
_NO_CONTROL = dict.fromkeys(map(ord, CONTROL))
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


@dataclass(frozen=True, slots=True)
class Address:
    """A page or a sitemap: `changed` is when its own content last changed, None where nobody knows."""

    url: str
    changed: datetime | None = None
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An item as Google News asks for it; the title is the headline without the site's name."""

    url: str
    title: str
    published: datetime
    lang: str = "id"


def sitemap(pages: Iterable[Address]) -> bytes:
    """
    The pages in the order given, each with its pictures.
    """
    return _document("urlset", f"{_SITEMAP} {_IMAGE}", map(_page, pages))


def sitemap_index(files: Iterable[Address]) -> bytes:
    """
    The list of all sitemaps; `changed` of each is the latest `changed` of its pages (see `latest`).
    """
    return _document("sitemapindex", _SITEMAP, (f"<sitemap>{_place(file)}</sitemap>" for file in files))


def news_sitemap(publication: str, articles: Iterable[Article], until: datetime) -> bytes:
    """
    The articles of the two days before `until`, newest first, at most a thousand.

    `until` is the moment of the build; a quiet weekend ends with an empty list, as Google asks.
    """
    recent = sorted(
        (article for article in articles if until - NEWS_WINDOW <= article.published <= until),
        key=lambda article: (-article.published.timestamp(), article.url),
    )
    return _document(
        "urlset", f"{_SITEMAP} {_NEWS}", (_article(publication, article) for article in recent[:NEWS_LIMIT])
    )


def latest(pages: Iterable[Address]) -> datetime | None:
    """When the newest of these pages changed; None if nobody knows of any."""
    return max((page.changed for page in pages if page.changed is not None), default=None)


def in_files(pages: Sequence[Address], limit: int = PAGE_LIMIT) -> Iterator[Sequence[Address]]:
    """The pages in portions that a sitemap may hold; one empty portion if there are none."""
    for start in range(0, max(len(pages), 1), limit):
        yield pages[start : start + limit]


def _document(element: str, namespaces: str, lines: Iterable[str]) -> bytes:
    opening = f'<?xml version="1.0" encoding="utf-8"?>\n<{element} {namespaces}>'
    return "\n".join([opening, *lines, f"</{element}>\n"]).encode("utf-8")


def _page(page: Address) -> str:
    images = "".join(f"<image:image><image:loc>{escape(image)}</image:loc></image:image>" for image in page.images)
    return f"<url>{_place(page)}{images}</url>"


def _place(address: Address) -> str:
    changed = f"<lastmod>{_time(address.changed)}</lastmod>" if address.changed else ""
    return f"<loc>{escape(address.url)}</loc>{changed}"


def _article(publication: str, article: Article) -> str:
    name = f"<news:name>{escape(publication)}</news:name><news:language>{escape(article.lang)}</news:language>"
    title = escape(squeeze(article.title.translate(_NO_CONTROL)))
    return (
        f"<url><loc>{escape(article.url)}</loc><news:news><news:publication>{name}</news:publication>"
        f"<news:publication_date>{_time(article.published)}</news:publication_date><news:title>{title}</news:title>"
        "</news:news></url>"
    )


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
