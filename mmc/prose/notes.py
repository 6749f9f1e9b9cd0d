"""Footnotes: `[^1]` in a text leads to its note below the text and back, by Python-Markdown's own extension."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.treeprocessors import Treeprocessor

from mmc.prose.places import place
from mmc.prose.tree import Part, fill, parts_of

REFERENCE, RETURN = "rujukan", "kembali"
LABEL = "Catatan kaki"
OPTIONS = {"UNIQUE_IDS": False, "BACKLINK_TEXT": "", "BACKLINK_TITLE": ""}


class TakeNotes(Treeprocessor):
    """
    The notes stand in a section with a name; where text and note lead to each other a place is left, so that neither the number
    nor the arrow counts as a word. `references` says which note each place leads to, `unread` the notes that nobody refers to.
    """

    references: list[tuple[int, str]]
    unread: list[str]

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.reset()

    def reset(self) -> None:
        """Nothing of one text is left for the next."""
        self.references, self.unread, self.returns = [], [], 0

    def run(self, root: Element) -> None:
        block = next((child for child in root if child.tag == "div" and child.get("class") == "footnote"), None)
        if block is None:
            return
        entries = list(block.iter("li"))
        numbers: dict[str, int] = {}
        named = {f"#{entry.get('id')}" for entry in entries}
        for link in root.iter("a"):
            if link.get("class") == "footnote-ref" and link.get("href") in named:
                numbers.setdefault(link.get("href", ""), len(numbers) + 1)
        kept = []
        for entry in entries:
            if number := numbers.get(f"#{entry.get('id')}"):
                kept.append((number, entry))
            else:
                self.unread.append(f"[^{entry.get('id', '').partition(':')[2]}]:")
        listing = Element("ol")
        for number, entry in sorted(kept, key=lambda each: each[0]):
            entry.attrib.clear()
            entry.set("id", f"catatan:{number}")
            entry.tail = ""
            listing.append(entry)
        block.tag = "section"
        block.attrib.clear()
        block.set("class", "notes")
        block.set("aria-label", LABEL)
        fill(block, ["\n", listing, "\n"])
        self._leave_places(root, numbers)
        if not kept:
            root.remove(block)

    def _leave_places(self, parent: Element, numbers: dict[str, int]) -> None:
        parts: list[Part] = []
        for part in parts_of(parent):
            if isinstance(part, str):
                parts.append(part)
                continue
            link = part.find("a") if part.tag == "sup" else part
            sort = link.get("class") if link is not None and link.tag == "a" else ""
            if sort == "footnote-ref" and link is not None and link.get("href") in numbers:
                number = numbers[link.get("href", "")]
                self.references.append((number, _name(number, sum(each == number for each, _ in self.references))))
                parts.append(place(REFERENCE, len(self.references) - 1))
            elif sort == "footnote-backref":
                parts = [each.removesuffix(NBSP_PLACEHOLDER) if isinstance(each, str) else each for each in parts]
                parts.append(place(RETURN, self.returns))
                self.returns += 1
            else:
                self._leave_places(part, numbers)
                parts.append(part)
        fill(parent, parts)

    def set_in(self, html: str) -> str:
        """The cleaned text with the links from each reference to its note and back."""
        for at, (number, name) in enumerate(self.references):
            link = f'<sup id="{name}"><a href="#catatan:{number}" aria-label="{LABEL} {number}">{number}</a></sup>'
            html = html.replace(place(REFERENCE, at), link)
        for at, (number, name) in enumerate(sorted(self.references, key=lambda each: each[0])):
            link = f'\u00a0<a href="#{name}" aria-label="Kembali ke rujukan catatan {number}">↩</a>'
            html = html.replace(place(RETURN, at), link)
        return html


def _name(number: int, earlier: int) -> str:
    return f"rujukan:{number}" + (f":{earlier + 1}" if earlier else "")
