"""The release commands of a project: its office, and where on this machine the site is built for them."""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Mapping
from pathlib import Path

from mmc.base.vocabulary import Anchor, Vocabulary
from mmc.release.operations import Project

NUMBER = re.compile(r"\+?\d[\d ()./-]{2,}|\(\d[\d ()./-]{2,}")  # of a telephone
BUILT = ".cache/terbit/situs"  # apart from `output/`, where previews with drafts are built


def office_of(root: Path, vocabulary: Vocabulary, redirects: Mapping[str, str], source: Path | None = None) -> Project:
    """The release commands of a project; `source` is where its data and theme are taken from, where that is another folder."""
    has_contact = any(is_reachable(contact) for contact in vocabulary.office.contacts)
    address = vocabulary.office.url.rstrip("/")
    return Project(root, address, BUILT, redirects, who(), source=source, has_contact=has_contact)


def is_reachable(contact: Anchor) -> bool:
    """True for a contact that answers: a number, a mail address, or a link that opens something other than a map."""
    text = contact.text.strip()
    is_hours = contact.label.casefold().startswith("jam")
    is_number = not is_hours and NUMBER.fullmatch(text) is not None
    return bool(text) and (
        contact.url.startswith(("tel:", "mailto:", "https://wa.me/", "sms:")) or "@" in text or is_number
    )


def who() -> str:
    """Whoever runs this, for others who wait for the lock."""
    try:
        return f"{getpass.getuser()} di {socket.gethostname()}"
    except (KeyError, OSError):  # an account without a name, as in some containers
        return socket.gethostname()
