"""Elements of Markdown's tree as a row of texts and elements, which can be sorted anew and put back."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

Part = str | Element


def parts_of(element: Element) -> list[Part]:
    """What stands in the element, in its order; no part carries what follows it."""
    parts: list[Part] = [element.text or ""]
    for child in element:
        parts += [child, child.tail or ""]
        child.tail = None
    return parts


def fill(element: Element, parts: Iterable[Part]) -> None:
    """The element holds these parts and nothing else."""
    for child in list(element):
        element.remove(child)
    element.text, last = "", None
    for part in parts:
        if isinstance(part, Element):
            element.append(part)
            part.tail, last = "", part
        elif last is None:
            element.text += part
        else:
            last.tail = (last.tail or "") + part


def words_of(element: Element) -> str:
    """The text of the element and of all that is in it."""
    return "".join(element.itertext())
