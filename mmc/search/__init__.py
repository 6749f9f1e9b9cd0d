"""The search index: one Pagefind bundle a year, the same bytes for the same items, and the list that leads to them."""

from mmc.search.bundle import SearchRecord, script, year_bundle
from mmc.search.catalogue import Choice, YearBundle, catalogue

__all__ = ["Choice", "SearchRecord", "YearBundle", "catalogue", "script", "year_bundle"]
