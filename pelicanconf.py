"""Settings of the preview and of every build on a desk; `publishconf.py` adds what production needs."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from mmc.base.problems import ContentError  # noqa: E402
from mmc.base.vocabulary import load_vocabulary  # noqa: E402
from mmc.plugins import newsroom, strict  # noqa: E402  the project is not installed, it is found beside this file

strict.listen()

# Identity: the office's facts stand in data/, so another regency changes nothing here.
try:
    _office = load_vocabulary(ROOT / "data").office
except ContentError as error:
    newsroom.tell(error.problems)
    sys.exit(1)
SITENAME = _office.name
SITEURL = "http://localhost:8000"
TIMEZONE = _office.timezone
DEFAULT_LANG = _office.lang

# Places.
PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "output")
DATA_PATH = str(ROOT / "data")
CACHE_PATH = str(ROOT / ".cache")
THEME = str(ROOT / "theme")

# For whom: a preview shows drafts and embargoed items, plainly marked.
SHOW_DRAFTS = True
LISTING_SIZE = 20  # items on the landing page of a category, district, topic, …
FEED_SIZE = 30
EDITIONS = {"text": True, "cards": True, "qr": True, "search": True}

# Pelican's frame, our generator. Modules, not names: a name that cannot be loaded is only logged.
PLUGINS = [strict, newsroom]

# Pelican's own generators get no work: items are read, checked and written by mmc/.
ARTICLE_PATHS: list[str] = ["__tidak_dipakai__"]
PAGE_PATHS: list[str] = ["__tidak_dipakai__"]
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
READERS = {"rst": None, "html": None}
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
ARCHIVES_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = INDEX_SAVE_AS = ""

# Traps: the pickle cache runs code; a deleted output is gone before the build that replaces it has worked.
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
DELETE_OUTPUT_DIRECTORY = False
TYPOGRIFY = False
