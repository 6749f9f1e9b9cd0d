"""Places: what a converted text holds where something is set in later, between two signs that no writer's text can hold."""

from __future__ import annotations

import re

from markdown.util import ETX, STX

_PLACE = re.compile(f"{STX}[a-z]+:[0-9]+{ETX}")


def place(name: str, number: int) -> str:
    """The place of this name and number, as text."""
    return f"{STX}{name}:{number}{ETX}"


def without_places(text: str) -> str:
    """The text as if nothing were to be set in."""
    return _PLACE.sub("", text) if STX in text else text


def printable(text: str) -> str:
    """The text without signs that nobody sees, so that no place can be forged by an entity (`&#2;`)."""
    return text if text.isprintable() else "".join(sign for sign in text if sign.isprintable() or sign in "\n\u00a0")
