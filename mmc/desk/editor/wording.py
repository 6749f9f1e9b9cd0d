"""A text as people know it from Word, and the Markdown beneath it: what an edit does not mean keeps its letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from html import escape

from bs4 import BeautifulSoup
from bs4.element import Tag

from mmc.importer.arrival import Line, Span
from mmc.importer.readers.pandoc import PandocError, tree_of
from mmc.importer.readers.tree import arrival_of
from mmc.importer.readers.web import story_of
from mmc.importer.text.markup import Block, markdown_of
from mmc.prose.markdown import Prose, convert
from mmc.prose.placing import InlinePhoto, set_in

READ_AS = "html+native_divs-native_spans-smart-tex_math_dollars"
KEPT = "data-utuh"  # on a block that is shown as the Markdown that it is, and comes back as it went
PHOTO, ALT, CAPTION = "data-foto", "data-alt", "data-keterangan"
WITHIN = "https://dalam.invalid/"  # stands before addresses of our own while pandoc reads them, since the importer drops them
MOST_LETTERS = 400_000
NOTE = re.compile(r"\[\^([\w-]+)\]")
ESCAPED_NOTE = re.compile(r"\\\[\^([\w-]+)\\?\]")
HEADING = re.compile(r"#{1,6}[ \t]")
DEFINITION = re.compile(r"\[\^[\w-]+\]:")
CODE = re.compile("\ue020([0-9a-f]*)\ue021")  # how code passes through the importer, which knows none
WRAPPERS = ("html", "body", "main", "article", "section", "header", "div", "center")
BLOCKS = [*WRAPPERS, "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "figure"]
BULLET, NUMBER = re.compile(r"[-*+][ \t]"), re.compile(r"[0-9]+\.[ \t]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A block of Markdown as it stands, with the empty lines below it."""

    source: str
    space: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A block for the editor: its HTML, and whether only its Markdown can be shown."""

    html: str
    is_kept: bool = False


def shown(markdown: str) -> tuple[Shown, ...]:
    """
    The text's blocks for the editor.

    A block that would come back as something else is kept whole, and the whole text is where its blocks hang together.
    """
    return tuple(_shown(markdown))


def written(before: str, html: str) -> str:
    """
    The Markdown of the edited HTML; blocks that are what they were in `before` stand there letter for letter.

    Raises `PandocError` where the HTML cannot be read.
    """
    chunks, blocks = _chunks(before), _shown(before)
    if len(chunks) != len(blocks):
        chunks = [Chunk(before.strip("\n"), "")] if before.strip() else []
    old = [_plain(text) for text in _markdown_of([block.html for block in blocks])]
    new = _markdown_of(_blocks_of(html))
    parts: list[str] = []
    matcher = SequenceMatcher(None, old, [_plain(text) for text in new], autojunk=False)
    for sort, start, stop, new_start, new_stop in matcher.get_opcodes():
        if sort == "equal":
            for chunk in chunks[start:stop]:
                parts += [chunk.source, chunk.space or "\n\n"]
        else:
            for text in new[new_start:new_stop]:
                if text.strip():
                    parts += [text, "\n\n"]
    return "".join(parts).rstrip()


def pasted(html: str) -> str:
    """
    What another program put on the clipboard as HTML, for the editor: the marks that the house knows, no photo, no style.

    Raises `ContentError` for what is too large.
    """
    soup = BeautifulSoup(story_of(html, "papan klip").html, "html.parser")
    for tag in soup.find_all(True):
        if tag.name in WRAPPERS and tag.find(BLOCKS) is None and tag.get_text(strip=True):
            tag.name = "p"
        elif tag.name in WRAPPERS or ":" in tag.name:
            tag.unwrap()
    return "".join(block.html for block in shown("\n\n".join(_markdown_of(_blocks_of(str(soup))))) if not block.is_kept)


def _chunks(markdown: str) -> list[Chunk]:
    """The text's blocks; their letters and spaces together are the text again."""
    chunks: list[list[str]] = []
    spaces: list[int] = []
    for line in markdown.strip("\n").split("\n"):
        if not line.strip():
            if chunks:
                spaces[-1] += 1
                chunks[-1].append(line)
            continue
        if chunks and not _begins(chunks[-1], line, spaces[-1]):
            chunks[-1].append(line)
            spaces[-1] = 0
        else:
            chunks.append([line])
            spaces.append(0)
    found = []
    for number, (lines, space) in enumerate(zip(chunks, spaces, strict=True)):
        own = lines[: len(lines) - space]
        empty = lines[len(lines) - space :]
        is_last = number == len(chunks) - 1
        found.append(Chunk("\n".join(own), "" if is_last else "\n".join(["", *empty, ""])))
    return found


def _begins(chunk: list[str], line: str, space: int) -> bool:
    """True when the line is no part of the block above it."""
    first = chunk[0]
    if line[:1] in " \t":
        return False
    if HEADING.match(first) or HEADING.match(line) or DEFINITION.match(line):
        return True
    if not space:
        return False
    return not any(mark.match(first) and mark.match(line) for mark in (BULLET, NUMBER))


def _shown(markdown: str) -> list[Shown]:
    chunks = _chunks(markdown) if markdown.strip() else []
    if not chunks:
        return []
    parts = [_html(chunk.source) for chunk in chunks]
    whole = _canonical(_html("\n\n".join(chunk.source for chunk in chunks)))
    if whole != "".join(_canonical(part) for part in parts) or len(markdown) > MOST_LETTERS:
        return [_kept(markdown.strip("\n"))]
    back = _markdown_of(parts)
    return [_block(chunk, html, text) for chunk, html, text in zip(chunks, parts, back, strict=True)]


def _block(chunk: Chunk, html: str, back: str) -> Shown:
    is_one = len([each for each in BeautifulSoup(html, "html.parser").children if isinstance(each, Tag)]) == 1
    return Shown(html) if is_one and _canonical(_html(back)) == _canonical(html) else _kept(chunk.source)


def _kept(source: str) -> Shown:
    return Shown(f'<pre {KEPT}="{escape(source)}">{escape(source)}</pre>', is_kept=True)


def _html(markdown: str) -> str:
    """One block as the site shows it, with signs of footnotes as they are typed and photos as the editor knows them."""
    prose: Prose = convert(NOTE.sub(r"\\[^\1]", markdown), is_typeset=False)
    return set_in(prose.html, prose.photos, _figure).strip()


def _figure(photo: InlinePhoto) -> str:
    if photo.link:
        return f'<a href="{escape(photo.link)}"></a>'  # which is none of the editor's: kept whole
    return f'<figure {PHOTO}="{escape(photo.file)}" {ALT}="{escape(photo.alt)}" {CAPTION}="{escape(photo.caption)}"></figure>'


def _canonical(html: str) -> str:
    """HTML in the one form in which two versions of a block are compared."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        tag.attrs.pop("id", None)
        if tag.name == "li":
            for paragraph in [child for child in tag.children if isinstance(child, Tag) and child.name == "p"]:
                paragraph.unwrap()
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", " ".join(str(soup).split())) if soup else ""


def _plain(markdown: str) -> str:
    return " ".join(markdown.split())


def _blocks_of(html: str) -> list[str]:
    """The HTML's blocks, bare text among them as paragraphs."""
    soup = BeautifulSoup(html[: MOST_LETTERS * 4], "html.parser")
    found = []
    for child in soup.children:
        if isinstance(child, Tag):
            found.append(str(child))
        elif type(child) is not Tag and str(child).strip() and type(child).__name__ == "NavigableString":
            found.append(f"<p>{escape(str(child))}</p>")
    return found


def _markdown_of(blocks: Sequence[str]) -> list[str]:
    """Each block's Markdown, by the importer's own way through pandoc; kept blocks and photos by what they carry."""
    return [*_by_pandoc(tuple(blocks))]


@lru_cache(maxsize=64)
def _by_pandoc(blocks: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[int, str] = {}
    waiting: dict[int, str] = {}
    for number, html in enumerate(blocks):
        tag = next((each for each in BeautifulSoup(html, "html.parser").children if isinstance(each, Tag)), None)
        if tag is not None and tag.has_attr(KEPT):
            found[number] = str(tag[KEPT]).strip("\n")
        elif tag is not None and tag.has_attr(PHOTO):
            found[number] = photo_markdown(*(str(tag.get(name) or "") for name in (PHOTO, ALT, CAPTION)))
        elif tag is not None:
            waiting[number] = _for_pandoc(tag)
    if waiting:
        page = "".join(f'<div id="b{number}">{html}</div>' for number, html in waiting.items())
        for block in tree_of(page.encode("utf-8"), READ_AS)["blocks"]:
            if block["t"] == "Div" and block["c"][0][0][1:].isdecimal():
                found[int(block["c"][0][0][1:])] = _from_tree(block["c"][1])
    return tuple(found.get(number, "") for number in range(len(blocks)))


def photo_markdown(file: str, alt: str, caption: str) -> str:
    """A photo in the text, as the house writes it."""
    words = " ".join(caption.split()).replace('"', "'")
    said = " ".join(alt.split()).replace("[", "(").replace("]", ")").replace("\\", "/")
    return f"![{said}]({file}" + (f' "{words}")' if words else ")")


def _for_pandoc(tag: Tag) -> str:
    for link in [*tag.find_all("a"), *([tag] if tag.name == "a" else [])]:
        address = str(link.get("href") or "").strip()
        if address.startswith(("/", "#")) and not address.startswith("//"):
            link["href"] = WITHIN + address.removeprefix("/")
    for image in tag.find_all(["img", "script", "style"]):
        image.decompose()
    for code in tag.find_all("code"):
        code.replace_with(f"\ue020{code.get_text().encode().hex()}\ue021")
    return str(tag)


def _from_tree(blocks: Iterable[object]) -> str:
    arrival = arrival_of({"blocks": [*blocks]}, "naskah", lambda _: None, has_title=False)
    text = "\n\n".join(markdown_of(block) for block in _paragraphs(arrival.lines))
    text = text.replace(f"{WITHIN}#", "#").replace(WITHIN, "/")
    text = CODE.sub(lambda match: f"`{bytes.fromhex(match[1]).decode('utf-8', 'replace')}`", text)
    return ESCAPED_NOTE.sub(r"[^\1]", text).strip("\n")


def _paragraphs(lines: Iterable[Line]) -> Iterator[Block]:
    gathered: list[Line] = []
    for line in lines:
        if gathered and not line.is_glued:
            yield _paragraph(gathered)
            gathered = []
        if line.text.strip() or line.source:
            gathered.append(line)
    if gathered:
        yield _paragraph(gathered)


def _paragraph(lines: Sequence[Line]) -> Block:
    first = lines[0]
    spans = [span for number, line in enumerate(lines) for span in ([Span("\n")] * bool(number) + [*line.spans])]
    text = "\n".join(line.text for line in lines)
    return Block(first.number, text, first.marker, tuple(spans), first.source, first.level)


__all__ = ["PandocError", "Shown", "pasted", "photo_markdown", "shown", "written"]
