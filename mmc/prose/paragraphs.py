"""A text as the sentences that can be told of it: its paragraphs and list items, without headings, tables, photos and notes."""

from __future__ import annotations

from html.parser import HTMLParser

from mmc.indonesian.text import squeeze
from mmc.prose.places import without_places

TOLD = frozenset({"p", "li", "dd"})
LEFT_OUT = frozenset({"table", "figure", "h2", "h3", "h4", "pre", "sup", "section"})


class _Told(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.is_open = False
        self.left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LEFT_OUT:
            self.left_out += 1
        elif tag in TOLD and not self.left_out:
            self.found.append("")
            self.is_open = True
        elif tag == "br" and self.is_open:
            self.found[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in LEFT_OUT:
            self.left_out -= 1
        elif tag in TOLD:
            self.is_open = False

    def handle_data(self, data: str) -> None:
        if self.is_open and not self.left_out:
            self.found[-1] += data


def paragraphs(html: str) -> tuple[str, ...]:
    """The paragraphs of clean HTML as plain text, in their order."""
    reader = _Told()
    reader.feed(without_places(html))
    reader.close()
    return tuple(text for text in map(squeeze, reader.found) if text)
