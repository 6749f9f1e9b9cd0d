"""Plain text as Markdown that shows exactly that text: what would be markup by accident is escaped, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or list entry with the release's line on which it begins; `marker` is `bullet`, `number` or empty."""

    line: int
    text: str
    marker: str = ""


_ALWAYS = re.compile(r"[\\`*\[{]")
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_LINE_START = re.compile(r"(?:[#>]|[-+](?=[\s-]|$)|!!!|\?\?\?)")
_NUMBERED = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
_BY_CODE = re.compile(r"(?:[:~=|/^]|_{3,}|-{2,})")


def escape(text: str) -> str:
    """One line of Markdown whose rendered text is `text` to the letter, white space at its ends aside."""
    line = " ".join(text.strip().split("\n"))
    line = _ENTITY.sub("&amp;", line).replace("<", "&lt;")
    line = _ALWAYS.sub(lambda match: "\\" + match[0], line)
    line = _EDGE_UNDERSCORE.sub(r"\\_", line)
    if _LINE_START.match(line):
        return "\\" + line
    if numbered := _NUMBERED.match(line):
        return f"{numbered[1]}\\{numbered[2]}{line[numbered.end() :]}"
    if _BY_CODE.match(line):  # a backslash does nothing before these
        return f"&#{ord(line[0])};{line[1:]}"
    return line


def body_of(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown: paragraphs apart by an empty line, entries of one list on lines of their own."""
    parts: list[str] = []
    for marker, group in groupby(blocks, key=lambda block: block.marker):
        texts = [escape(block.text) for block in group if block.text.strip()]
        if marker == "number":
            parts.append("\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1)))
        elif marker:
            parts.append("\n".join(f"- {text}" for text in texts))
        else:
            parts.extend(texts)
    return "\n\n".join(part for part in parts if part) + "\n"
