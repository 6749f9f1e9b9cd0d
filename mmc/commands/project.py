"""The release commands of a project: its office, and where on this machine the site is built for them."""

from __future__ import annotations

import getpass
import socket
from collections.abc import Mapping
from pathlib import Path

from mmc.base.vocabulary import Vocabulary
from mmc.release.operations import Office

BUILT = ".cache/terbit/situs"  # apart from `output/`, where previews with drafts are built


def office_of(root: Path, vocabulary: Vocabulary, redirects: Mapping[str, str], source: Path | None = None) -> Office:
    """The release commands of a project; `source` is where its data and theme are taken from, where that is another folder."""
    return Office(root, vocabulary.office.url.rstrip("/"), BUILT, redirects, who(), source=source)


def who() -> str:
    """Whoever runs this, for others who wait for the lock."""
    try:
        return f"{getpass.getuser()} di {socket.gethostname()}"
    except (KeyError, OSError):  # an account without a name, as in some containers
        return socket.gethostname()
