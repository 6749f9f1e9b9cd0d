"""`{% remember … %}` in templates: a piece that many pages share is made once in a process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

PLAIN = frozenset({str, int, bool, type(None)})
MOST = 20_000  # pieces; beyond it all are made anew, so that memory does not follow the archive


class Remember(Extension):
    """
    `{% remember a, b %}…{% endremember %}` gives the same text again for the same values at the same place.

    The piece may show nothing but these values. Values that are not text or numbers are known by identity: the
    views of one build are made once and never change.
    """

    tags = {"remember"}  # noqa: RUF012 - as Jinja wants it

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._pieces: dict[tuple[Any, ...], tuple[Any, str]] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """The block as a call of `_piece` with its place and its values."""
        line = next(parser.stream).lineno
        values = [parser.parse_expression()]
        while parser.stream.skip_if("comma"):
            values.append(parser.parse_expression())
        body = parser.parse_statements(("name:endremember",), drop_needle=True)
        place = nodes.Const(f"{parser.name}:{line}")
        call = self.call_method("_piece", [place, nodes.List(values)])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _piece(self, place: str, values: list[Any], caller: Callable[[], str]) -> str:
        key = (place, *[value if type(value) in PLAIN else id(value) for value in values])
        found = self._pieces.get(key)
        if found is None:
            if len(self._pieces) >= MOST:
                self._pieces.clear()
            found = self._pieces[key] = (values, caller())  # holding the values keeps their identities
        return found[1]
