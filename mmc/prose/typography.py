"""
Quotes, dashes and ellipses, by smartypants, where the text has any.

A paragraph's last word is not bound to its neighbour: a long one would leave a hole in the line before, and browsers fill lines
well by themselves (`text-wrap: pretty`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import smartypants

TAG = re.compile(r"(<[^>]*>)")  # in clean HTML these signs stand nowhere else (see `cleaning.clean`)
END = re.compile(r"</(?:p|h[1-6]|li|dt|dd)>")
RARE = ("``", "''", '""', "\\", "--", "&", "<code", "<pre")  # what only the library knows how to treat
# Smartypants without its HTML entities: characters are shorter on the wire and alike on screen.
ATTRIBUTES = smartypants.Attr.set1 | smartypants.Attr.u

# The library's rules for straight quotes where no other sign is near them, in its order.
_APOSTROPHE = re.compile(r"'(?<=\w')(?=[^\W\d])(?!s\b)")
_OPENING = re.compile(r'"(?=\w)(?<=\s")')
_CLOSING = re.compile(r'"(?=\s)|^"(?=[!"#$%\'()*+,\-./:;<=>?@\[\\\]^_`{|}~])|"(?<=[^ \t\r\n\[{(\-]")')


def typeset_html(html: str) -> str:
    """
    The clean HTML with typographic quotes, dashes and ellipses.

    The same as smartypants over the whole text, for less: a block without anything to educate is passed over, one with plain
    quotations or apostrophes is done here.
    """
    return "".join(_typeset(html))


def _typeset(html: str) -> Iterator[str]:
    start = 0
    for match in END.finditer(html):
        yield _educated(html[start : match.end()])
        start = match.end()
    yield _educated(html[start:])


def _is_educable(text: str) -> bool:
    return '"' in text or "'" in text or "`" in text or "\\" in text or "--" in text or ".." in text or ". ." in text


def _educated(block: str) -> str:
    if not _is_educable(block) or not _is_educable(TAG.sub("", block)):
        return block
    parts = TAG.split(block)  # texts at even places
    parts[::2] = [_quoted(text) if _is_educable(text) else text for text in parts[::2]]
    if any(sign in block for sign in RARE) or "'" in (texts := "".join(parts[::2])) or '"' in texts:
        return str(smartypants.smartypants(block, ATTRIBUTES))
    return "".join(parts)


def _quoted(text: str) -> str:
    """The text with typographic signs, or with straight ones left that only the library knows how to turn."""
    text = text.replace("...", "…").replace(". . .", "…")
    if "'" in text:
        text = _APOSTROPHE.sub("’", text)
    if '"' in text and len(text) > 1:  # a lone quote turns by what is before it in the block
        text = _CLOSING.sub("”", _OPENING.sub("“", text)).replace('"', "“")
    return text
