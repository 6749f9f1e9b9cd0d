"""An item of news, a gallery or a video as schema.org describes it."""

from __future__ import annotations

import re
from datetime import datetime

from mmc.structured.model import Article, Author, Correction, Publisher, Video
from mmc.structured.organization import image, publisher
from mmc.structured.serialising import Node

DURATION = re.compile(r"(?:(\d{1,2})[.:])?(\d{1,3})[.:]([0-5]\d)")
WITHDRAWN = "Withdrawn"  # schema.org leaves the word to us; an agency's archive reads it


def news_article(article: Article, type_: str = "NewsArticle") -> Node:
    """The item with everything that a reader sees about it; times carry their zone."""
    office = article.office
    node: Node = {
        "@type": type_,
        "@id": f"{article.url}#naskah",
        "url": article.url,
        "mainEntityOfPage": article.url,
        "headline": article.headline,
        "datePublished": zoned(article.published),
        "dateModified": zoned(article.modified or article.published),
        "inLanguage": article.lang,
        "isAccessibleForFree": True,
        "author": _authors(article),
        "publisher": publisher(office),
    }
    if article.description:
        node["description"] = article.description
    if article.images:
        node["image"] = [image(each) for each in article.images]
    if article.section:
        node["articleSection"] = article.section
    if article.keywords:
        node["keywords"] = list(article.keywords)
    if article.dateline:
        node["dateline"] = article.dateline
    if article.place:
        node["contentLocation"] = place(article.place, office)
    if article.words:
        node["wordCount"] = article.words
    if office.principles:
        node["publishingPrinciples"] = office.principles
    if article.licence:
        node["license"] = article.licence
    if article.corrections:
        node["correction"] = [_correction(each, article.url) for each in article.corrections]
    if article.is_withdrawn:
        node["creativeWorkStatus"] = WITHDRAWN
    return node


def image_gallery(article: Article) -> Node:
    """A gallery: the article of its kind, whose pictures are what it is about."""
    node = news_article(article, "ImageGallery")
    for of_articles_only in ("articleSection", "dateline", "wordCount"):
        node.pop(of_articles_only, None)
    return node


def video_object(video: Video) -> Node | None:
    """The video, or None when it has no thumbnail: search engines refuse one without."""
    if not (video.thumbnail and video.title):
        return None
    node: Node = {
        "@type": "VideoObject",
        "name": video.title,
        "description": video.description or video.title,
        "thumbnailUrl": video.thumbnail,
        "uploadDate": zoned(video.published),
        "url": video.address,
        "mainEntityOfPage": video.url,
        "inLanguage": video.lang,
        "publisher": {"@id": video.office.id},
    }
    if duration := iso_duration(video.duration):
        node["duration"] = duration
    return node


def iso_duration(written: str) -> str:
    """`PT3M25S` for `3.25` or `3:25`; empty when it cannot be read."""
    match = DURATION.fullmatch(written.strip())
    if match is None:
        return ""
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + f"{seconds}S"


def zoned(moment: datetime) -> str:
    """`2026-01-31T09:00:00+07:00`; a time without zone is refused, since it would mean another moment to everyone."""
    if moment.tzinfo is None:
        raise ValueError("structured data needs a time with its zone")
    return moment.isoformat(timespec="seconds")


def place(name: str, office: Publisher) -> Node:
    """A named place within the office's region."""
    node: Node = {"@type": "Place", "name": name}
    if office.region:
        area = ", ".join(part for part in (office.region, office.province) if part)
        node["containedInPlace"] = {"@type": "AdministrativeArea", "name": area}
    return node


def _authors(article: Article) -> list[Node] | Node:
    if not article.authors:
        return {"@type": "Organization", "name": article.office.name, "url": article.office.url}
    return [_author(author) for author in article.authors]


def _author(author: Author) -> Node:
    node: Node = {"@type": "Organization" if author.is_desk else "Person", "name": author.name}
    if author.url:
        node["url"] = author.url
    return node


def _correction(correction: Correction, url: str) -> Node:
    return {
        "@type": "CorrectionComment",
        "datePublished": zoned(correction.at),
        "text": correction.text,
        "correctedWork": {"@id": f"{url}#naskah"},
    }
