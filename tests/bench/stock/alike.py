"""What stock Pelican leaves to plugins and Hugo's site shows: neighbours and related items, found in the cheapest way known."""

from __future__ import annotations

from collections import Counter

from pelican import signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator


def connect(generator: ArticlesGenerator) -> None:
    """Every article knows the one before, the one after, and the three that share most tags, newest first."""
    articles = generator.articles
    place = {id(article): number for number, article in enumerate(articles)}
    places = {tag: [place[id(article)] for article in tagged] for tag, tagged in generator.tags.items()}
    for number, article in enumerate(articles):
        article.newer = articles[number - 1] if number else None
        article.older = articles[number + 1] if number + 1 < len(articles) else None
        article.related = _related(number, article, articles, places)


def _related(number: int, article: Article, articles: list[Article], places: dict[str, list[int]]) -> list[Article]:
    shared: Counter[int] = Counter()
    for tag in article.tags:
        if str(tag).startswith("topik"):
            shared.update(places[tag])
    del shared[number]
    return [articles[at] for at, _ in shared.most_common(3)]


def register() -> None:
    """Pelican calls this once."""
    signals.article_generator_finalized.connect(connect)
