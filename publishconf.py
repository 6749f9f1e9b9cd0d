"""Settings of production: what pelicanconf.py says, for the real address, without drafts."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403
from pelicanconf import _office

SITEURL = _office.url
SHOW_DRAFTS = False

_host = urlsplit(SITEURL).hostname or ""
if not SITEURL.startswith("https://") or _host in ("localhost", "") or _host.startswith("127.") or "." not in _host:
    sys.exit(
        f"Alamat situs “{SITEURL}” bukan alamat publik. Isi `url` di data/kantor.toml dengan alamat https situs ini."
    )
