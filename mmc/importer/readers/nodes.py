"""Parts of pandoc's tree: what they hold, and the words in them."""

from __future__ import annotations

from typing import Any


def holds(node: Any, kind: str) -> bool:
    """True when a part of the tree is, or holds, something of this kind."""
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            if one.get("t") == kind:
                return True
            pending += one.values()
        elif isinstance(one, list):
            pending += one
    return False


def only_images(node: Any) -> Any:
    """A paragraph of the block's pictures alone."""
    found, pending = [], [node]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            if one.get("t") == "Image":
                found.append(one)
            else:
                pending += reversed(list(one.values()))
        elif isinstance(one, list):
            pending += reversed(one)
    return {"t": "Para", "c": found}


def words_of(node: Any) -> str:
    """The words of any part of the tree."""
    parts: list[str] = []
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, str):
            parts.append(one)
        elif isinstance(one, dict):
            kind = one.get("t")
            content: Any = one.get("c")
            if kind in ("Str", "Code", "Math", "CodeBlock"):
                parts.append(content if isinstance(content, str) else content[1])
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                parts.append(" ")
            elif kind in ("Image", "Note", "RawInline", "RawBlock"):
                continue
            elif kind in ("Link", "Span", "Div", "Header", "Quoted", "Cite", "OrderedList"):
                pending += (
                    " " * (kind not in ("Link", "Span", "Cite")),
                    content[1] if kind != "Header" else content[2],
                )
            elif kind == "Figure":
                pending += (content[2], content[1])
            elif content is not None:
                if kind in ("Para", "Plain", "BulletList", "BlockQuote", "Table"):
                    pending.append(" ")
                pending.append(content if kind != "Table" else content[3:])
        elif isinstance(one, list):
            pending += reversed([part for part in one if isinstance(part, (dict, list))])
    return "".join(parts)
