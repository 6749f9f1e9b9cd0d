"""
Quotes, dashes, ellipses and unbroken last words, by typogrify, where the text has any.

Only a short last word is bound to its neighbour: a long one would leave a hole in the line before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import smartypants
from typogrify.filters import widont

TAG = re.compile(r"(<[^>]*>)")  # in clean HTML these signs stand nowhere else (see `cleaning.clean`)
END = re.compile(r"</(?:p|h[1-6]|li|dt|dd)>")  # the closing tags that typogrify's widont looks for
RARE = ("``", "''", '""', "\\", "--", "&", "<code", "<pre")  # what only the library knows how to treat
ENDS = frozenset(f"{name}>" for name in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd"))
INLINE_ENDS = ("</a>", "</em>", "</strong>")  # the last word may follow one of them
NO_BREAK = "\N{NO-BREAK SPACE}"
SHORT = 6  # letters and signs of a last word that would look lost on a line of its own
TAIL = 120  # characters; a last word is looked for here first

# typogrify.filters.smartypants without its HTML entities: characters are shorter on the wire and alike on screen.
ATTRIBUTES = smartypants.Attr.set1 | smartypants.Attr.u

# The library's rules for straight quotes where no other sign is near them, in its order.
_APOSTROPHE = re.compile(r"'(?<=\w')(?=[^\W\d])(?!s\b)")
_OPENING = re.compile(r'"(?=\w)(?<=\s")')
_CLOSING = re.compile(r'"(?=\s)|^"(?=[!"#$%\'()*+,\-./:;<=>?@\[\\\]^_`{|}~])|"(?<=[^ \t\r\n\[{(\-]")')


def typeset_html(html: str) -> str:
    """
    The clean HTML with typographic quotes, dashes and ellipses, and no paragraph ending in a short word alone.

    The same as typogrify's `smartypants`, and its `widont` where the last word is short, for less: a block without anything to
    educate is passed over, one with plain quotations or apostrophes is done here, and a last word is looked for at the end.
    """
    return "".join(_typeset(html)).replace("&nbsp;", NO_BREAK)


def _typeset(html: str) -> Iterator[str]:
    start = 0
    for match in END.finditer(html):
        yield _unbroken(_educated(html[start : match.end()]))
        start = match.end()
    yield _educated(html[start:])  # behind the last block no line of words ends


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


def _is_simple(before: str, last: str) -> bool:
    return "<" not in last and ">" not in last and (before[-1] != ">" or before.endswith(INLINE_ENDS))


def _unbroken(block: str) -> str:
    text, _, name = block.rpartition("</")
    words = text.rsplit(None, 1)
    is_short = len(words) == 2 and len(words[1]) <= SHORT and text.endswith(words[1])
    if is_short and name in ENDS and _is_simple(*words):
        return block[:-TAIL] + str(widont(block[-TAIL:]))
    return block
