"""The search index: what a browser fetches to find items by any form of their words, in few and small files."""

from mmc.search.files import Archive, Choice, Lists, archive_files, head
from mmc.search.record import SearchRecord
from mmc.search.words import Words

__all__ = ["Archive", "Choice", "Lists", "SearchRecord", "Words", "archive_files", "head"]
