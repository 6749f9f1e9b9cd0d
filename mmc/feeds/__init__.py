"""Feeds: Atom, RSS 2.0, JSON Feed 1.1 and OPML as bytes, from plain data; nothing here reads a clock or a disk."""

from mmc.feeds.atom import atom, atom_entry
from mmc.feeds.jsonfeed import json_feed, json_item
from mmc.feeds.model import (
    ATOM_TYPE,
    JSON_TYPE,
    RSS_TYPE,
    Enclosure,
    Entry,
    Feed,
    History,
    Note,
    Person,
    Term,
    latest_change,
    tag_uri,
)
from mmc.feeds.opml import Outline, OutlineGroup, opml
from mmc.feeds.rss import rss, rss_item

__all__ = [
    "ATOM_TYPE", "JSON_TYPE", "RSS_TYPE", "Enclosure", "Entry", "Feed", "History", "Note", "Outline", "OutlineGroup", "Person", "Term",
    "atom", "atom_entry", "json_feed", "json_item", "latest_change", "opml", "rss", "rss_item", "tag_uri",
]  # fmt: skip
