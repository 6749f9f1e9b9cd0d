"""The desk's own log: who came in, what was refused, what was begun; never a secret."""

from __future__ import annotations

import logging

from django.http import HttpRequest

SECRET_PLACE = "/undangan/"  # noqa: S105 - what is below it is secret
_LOG = logging.getLogger("mmc.desk")


def note(request: HttpRequest, words: str) -> None:
    """One line with the person, the address and what happened; nothing of what was typed."""
    officer = getattr(request, "officer", None)
    who = officer.address if officer is not None else "-"
    place = SECRET_PLACE if request.path.startswith(SECRET_PLACE) else request.path  # a link that lets somebody in
    _LOG.info("%s %s %s: %s", request.META.get("REMOTE_ADDR", "-"), _plain(who), _plain(place), _plain(words))


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in text)[:300]
