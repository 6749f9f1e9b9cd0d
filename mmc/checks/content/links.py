"""The links and pictures of a body as its reader gets them, each with the line on which the writer put it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from mmc.base.items.source import Source
from mmc.checks.content.sheet import Rendered, Sheet
from mmc.checks.rules.attack.normalisation import entities, fold

_BARE = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”‘’`\\)\]]{3,300}", re.IGNORECASE)
_DEFINITION = re.compile(r"^[ ]{0,3}\[([^\]\n]{1,200})\]:[ \t]*<?([^\s>]*)>?", re.MULTILINE)
_INLINE = re.compile(r"(!?)\[([^\[\]]{0,500})\]\([ \t]*<?([^\s<>()]{0,2000})")


@dataclass(frozen=True, slots=True)
class Link:
    """One address: `words` is what a reader sees of it, `kind` is `link`, `image` or `bare` (shown but not linked)."""

    line: int
    address: str
    words: str
    kind: str = "link"
    field: str = ""
    title: str = ""
    shows_image: bool = False

    @property
    def host(self) -> str:
        """The host in small letters without `www.`, empty for an address within the site."""
        return host_of(self.address)


@lru_cache(maxsize=8192)
def host_of(address: str) -> str:
    """The host of a full address (also one without a scheme, `www.…`), as browsers would find it; empty if none."""
    address = address.strip().replace("\\", "/")
    if address.casefold().startswith("www."):
        address = f"https://{address}"
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=8192)
def readable(address: str) -> str:
    """The address with its percent signs and entities resolved, folded."""
    return fold(unquote(unquote(address)))


def find_links(source: Source, page: Rendered | None, sheet: Sheet) -> tuple[Link, ...]:
    """Every link, picture and shown address of the file, in the body and in the header."""
    body = _rendered(source, page) if page is not None else _written(source)
    return (*body, *_bare(page, sheet))


def _rendered(source: Source, page: Rendered) -> Iterator[Link]:
    if not page.addresses and not page.photos:
        return
    finder = _Lines(source)
    for link in page.addresses:
        yield Link(finder.line(link.address, link.words), link.address, link.words, title=link.title)
    for photo in page.photos:
        line = finder.line(photo.file, photo.alt)
        if photo.link:
            yield Link(line, photo.link, photo.alt, shows_image=True)
        yield Link(line, photo.file, photo.alt, "image", title=photo.caption)


def _written(source: Source) -> Iterator[Link]:
    for match in _INLINE.finditer(source.body):
        line = source.body_line + source.body.count("\n", 0, match.start())
        yield Link(line, entities(match[3]), match[2], "image" if match[1] else "link")


class _Lines:
    """Finds the line of each address in turn, so that two links to one place are told apart."""

    def __init__(self, source: Source) -> None:
        self.text, self.first = source.body, source.body_line
        self.after: dict[str, int] = {}

    def line(self, address: str, words: str) -> int:
        bare = address.removeprefix("mailto:")
        plain = words.replace("\u00a0", " ").strip()  # as it was before it was typeset
        for needle in (f"({address}", f"<{address}", bare, unquote(bare), f"[{plain}]", plain):
            if len(needle) < 2:
                continue
            at = self.text.find(needle, self.after.get(needle, 0))
            if at >= 0:
                self.after[needle] = at + len(needle)
                return self.first + self.text.count("\n", 0, at)
        return self.first


def _bare(page: Rendered | None, sheet: Sheet) -> Iterator[Link]:
    linked = page.links if page is not None else ()
    text = entities(sheet.text)
    if "://" not in text and "www." not in sheet.folded.text:  # all that is lower case in it is there too
        return
    for match in _BARE.finditer(text):
        address = match[0].rstrip(".,;:!?*_")
        line, field = sheet.place(match.start())
        before = text[max(0, match.start() - 3) : match.start()]
        is_target = before.endswith(("(", "<", "(<", ": ", ":\t")) and _is_linked(address, linked)
        if field or not (is_target or address in linked or f"https://{address}" in linked):
            yield Link(line, address, address, "bare", field)


def _is_linked(address: str, linked: tuple[str, ...]) -> bool:
    return any(address == each or each.startswith(address) or address.startswith(each) for each in linked)


def definitions(body: str) -> Iterator[tuple[int, str, str]]:
    """Reference definitions (`[name]: address`): offset, name, address."""
    if "]:" in body:
        for match in _DEFINITION.finditer(body):
            if match[1].startswith("^"):
                continue  # a footnote
            yield match.start(), match[1], match[2]
