"""The search index: one Pagefind bundle a year, the same bytes for the same items, and the list that leads to them."""

from mmc.search.bundle import Engine, SearchRecord, engine, recipe, year_bundle
from mmc.search.catalogue import Choice, YearBundle, catalogue

__all__ = ["Choice", "Engine", "SearchRecord", "YearBundle", "catalogue", "engine", "recipe", "year_bundle"]
