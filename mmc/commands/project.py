"""The release commands of a project: its office, and where on this machine the site is built for them."""

from __future__ import annotations

import getpass
import socket
from collections.abc import Mapping
from pathlib import Path

from mmc.base.vocabulary import Vocabulary
from mmc.release.operations import Office

BUILT = ".cache/terbit/situs"  # apart from `output/`, where previews with drafts are built


def office_of(root: Path, vocabulary: Vocabulary, redirects: Mapping[str, str]) -> Office:
    """The release commands of a project."""
    return Office(root, vocabulary.office.url.rstrip("/"), BUILT, redirects, who())


def who() -> str:
    """Whoever runs this, for others who wait for the lock."""
    try:
        return f"{getpass.getuser()} di {socket.gethostname()}"
    except (KeyError, OSError):  # an account without a name, as in some containers
        return socket.gethostname()
