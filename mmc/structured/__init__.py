"""Structured data: items, events, clarifications and the office in the words of schema.org, as JSON-LD."""

from mmc.structured.article import image_gallery, iso_duration, news_article, video_object
from mmc.structured.claim import RATINGS, claim_review
from mmc.structured.event import event
from mmc.structured.model import Agenda, Article, Author, Clarification, Correction, Image, Publisher, Step, Video
from mmc.structured.organization import breadcrumbs, collection, organization, website
from mmc.structured.serialising import Node, serialise

__all__ = [
    "RATINGS", "Agenda", "Article", "Author", "Clarification", "Correction", "Image", "Node", "Publisher", "Step", "Video", "breadcrumbs",
    "claim_review", "collection", "event", "image_gallery", "iso_duration", "news_article", "organization", "serialise", "video_object",
    "website",
]  # fmt: skip
