"""Text and its marks as Markdown that shows exactly that text: what would be markup by accident is escaped, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mmc.importer.arrival import Span, cut_spans


@dataclass(frozen=True, slots=True)
class Block:
    """
    A paragraph, heading or list entry with the release's line on which it begins.

    `marker`, `spans`, `source` and `level` as those of a `Line`; a line break within a paragraph is a line end in `text`.
    """

    line: int
    text: str
    marker: str = ""
    spans: tuple[Span, ...] = ()
    source: str = ""
    level: int = 0

    def part(self, start: int, end: int) -> Block:
        """The block from letter to letter, its marks kept."""
        return replace(self, text=self.text[start:end], spans=tuple(cut_spans(self.spans, start, end)))


_ADDRESS = re.compile(r"https://[^\s<>\"“”‘’()\[\]{}]{1,300}[^\s<>\"“”‘’()\[\]{}.,;:!?'*_]")
_ALWAYS = re.compile(r"[\\`*\[{]")
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_LINE_START = re.compile(r"(?:[#>]|[-+](?=[\s-]|$)|!!!|\?\?\?)")
_NUMBERED = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
_BY_CODE = re.compile(r"(?:[:~=|/^]|_{3,}|-{2,})")


def escape(text: str) -> str:
    """One line of Markdown whose rendered text is `text` to the letter, white space at its ends aside."""
    return _safe_start(_letters(" ".join(text.strip().split("\n"))))


def _letters(text: str) -> str:
    """The letters with every sign that would be markup within a line made harmless; bare addresses become links."""
    parts: list[str] = []
    place = 0
    for match in _ADDRESS.finditer(text):
        parts += (_harmless(text[place : match.start()]), f"<{match[0]}>")
        place = match.end()
    return "".join((*parts, _harmless(text[place:])))


def _harmless(text: str) -> str:
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    text = _ALWAYS.sub(lambda match: "\\" + match[0], text)
    return _EDGE_UNDERSCORE.sub(r"\\_", text)


def _safe_start(line: str) -> str:
    """The line with a sign at its beginning that would open a list, a heading, a quotation … made harmless."""
    if _LINE_START.match(line):
        return "\\" + line
    if numbered := _NUMBERED.match(line):
        return f"{numbered[1]}\\{numbered[2]}{line[numbered.end() :]}"
    if _BY_CODE.match(line):  # a backslash does nothing before these
        return f"&#{ord(line[0])};{line[1:]}"
    return line


def inline(spans: Sequence[Span]) -> str:
    """The spans as one line of Markdown; a mark never begins or ends at white space, where it would not be one."""
    parts: list[str] = []
    for link, group in groupby(_merged(spans), key=lambda span: span.link):
        text = "".join(_marked(span, parts) for span in group)
        parts.append(_linked(text, link) if link and text.strip() else text)
    lines = "".join(parts).strip().split("\n")
    return "  \n".join(_safe_start(line.strip()) for line in lines if line.strip())


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Neighbours of the same marks as one; white space between two of the same marks belongs to them."""
    kept: list[Span] = []
    for span in spans:
        if kept and not span.note and not kept[-1].note:
            last = kept[-1]
            if span.text.strip() == "" and span.link == last.link:
                kept[-1] = replace(last, text=last.text + span.text)
                continue
            if replace(last, text="") == replace(span, text=""):
                kept[-1] = replace(last, text=last.text + span.text)
                continue
        kept.append(span)
    return kept


def _marked(span: Span, before: Sequence[str]) -> str:
    if span.note:
        return f"[^{span.note}]"
    letters = "\n".join(_harmless(line) for line in span.text.split("\n")) if span.link else None
    letters = "\n".join(_letters(line) for line in span.text.split("\n")) if letters is None else letters
    sign = "*" * (2 * span.is_strong + span.is_emphasis)
    core = letters.strip()
    touches = bool(before) and before[-1][-1:] not in ("", " ", "\n", "(", "“", "‘", '"') and letters[:1] == core[:1]
    if not sign or not core or "\n" in core or (touches and before[-1].endswith("*")):
        return letters
    start = letters.index(core)
    return f"{letters[:start]}{sign}{core}{sign}{letters[start + len(core) :]}"


def _linked(text: str, link: str) -> str:
    core = text.strip()
    start = text.index(core)
    address = link.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    words = core.replace("]", "\\]") if core.count("[") != core.count("]") else core
    return f"{text[:start]}[{words}]({address}){text[start + len(core) :]}"


def markdown_of(block: Block) -> str:
    """One block as Markdown, without the sign of its list."""
    if block.source:
        return block.source
    if block.spans and "".join(span.text for span in block.spans) == block.text:
        text = inline(block.spans)
    else:
        text = "  \n".join(escape(line) for line in block.text.split("\n") if line.strip())
    return f"{'#' * block.level} {' '.join(text.split())}" if block.marker == "heading" and text else text


def body_of(blocks: Iterable[Block], notes: Sequence[tuple[str, str]] = ()) -> str:
    """The blocks as Markdown: paragraphs apart by an empty line, entries of one list on lines of their own, notes last."""
    parts: list[str] = []
    for marker, group in groupby(blocks, key=lambda block: block.marker):
        texts = [markdown_of(block) for block in group if block.text.strip() or block.source]
        if marker == "number":
            parts.append("\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1)))
        elif marker == "bullet":
            parts.append("\n".join(f"- {text}" for text in texts))
        else:
            parts.extend(texts)
    body = "\n\n".join(part for part in parts if part)
    used = [f"[^{label}]: {text}" for label, text in notes if f"[^{label}]" in body]
    return "\n\n".join([body, *used]) + "\n"
