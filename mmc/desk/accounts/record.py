"""The desk's own log: who came in, what was refused, what was begun; never a secret."""

from __future__ import annotations

import logging
import re

from django.http import HttpRequest

SECRET = re.compile(r"(/undangan/|kunci=)[\w-]+")
_LOG = logging.getLogger("mmc.desk")


class Discreet(logging.Filter):
    """No line of the log, whoever writes it, holds a word that lets somebody in."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The line goes on, without its secret."""
        record.msg, record.args = SECRET.sub(r"\1…", record.getMessage()), ()
        return True


def note(request: HttpRequest, words: str) -> None:
    """One line with the person, the address and what happened; nothing of what was typed."""
    officer = getattr(request, "officer", None)
    who = officer.address if officer is not None else "-"
    _LOG.info("%s %s %s: %s", request.META.get("REMOTE_ADDR", "-"), _plain(who), _plain(request.path), _plain(words))


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in text)[:300]
