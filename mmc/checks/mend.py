"""Mends that cannot lose a word: encoding, line ends, characters that nobody sees, letters taken apart, forms of dates."""

from __future__ import annotations

import difflib
import re
import unicodedata
from datetime import tzinfo

from mmc.base.items.source import guess_encoding
from mmc.checks.rules.characters import _SPECIAL, _belongs
from mmc.indonesian.calendar import DateError, header_moment, parse_moment

_MOMENT = re.compile(r"^(date|modified|embargo|starts|ends|Date|Modified)(:[ \t]+)(\S[^\n]*?)[ \t]*$", re.MULTILINE)
_STATUS = re.compile(r"^status[ \t]*:", re.MULTILINE | re.IGNORECASE)
_TITLE = re.compile(r"^title:.*$(?!\n[ \t])", re.MULTILINE)
# Words that EYD and KBBI write in one way only, outside of quotations too.
WORDS = {
    "Nopember": "November",
    "Pebruari": "Februari",
    "Jum'at": "Jumat",
    "Jum’at": "Jumat",
    "silahkan": "silakan",
    "Silahkan": "Silakan",
}
# An address, a file's name and code are no words: they come first, and stay.
_KEPT = r"(?:https?://|www\.)\S+|\]\([^)\n]*\)|^\[[^\]\n]+\]:.*$|<[^>\n]+>|`[^`\n]+`"
_WORDS = re.compile(rf"(?P<kept>{_KEPT})|(?<![\w/.-])(?:{'|'.join(map(re.escape, WORDS))})(?![\w/-])", re.MULTILINE)


def mend(data: bytes, zone: tzinfo, *, is_page: bool = False) -> bytes:
    """
    The file's bytes mended as far as that is safe; the same bytes where nothing is to be mended or to be trusted.

    A fixed page without a status was public until a missing one meant draf: it gets the line, once.
    """
    codec = guess_encoding(data)
    if not codec:
        return data
    text = data.decode(codec)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    whole = text
    text = _SPECIAL.sub(lambda match: match[0] if match[0] == "\ufffd" or _is_kept(whole, match) else "", text)
    text = unicodedata.normalize("NFC", text)
    end = text.find("\n---", 3) if text.startswith("---") else text.find("\n\n")
    header, body = (text[:end], text[end:]) if end > 0 else ("", text)
    header = _MOMENT.sub(lambda match: match[1] + match[2] + _moment(match[3], zone), header)
    if is_page and header and not _STATUS.search(header):
        header = _TITLE.sub(r"\g<0>\nstatus: terbit", header, count=1)
    return (header + _WORDS.sub(lambda match: match[0] if match["kept"] else WORDS[match[0]], body)).encode("utf-8")


def _is_kept(text: str, match: re.Match[str]) -> bool:
    return "\ue000" <= match[0] <= "\uf8ff" or match[0] >= "\U000f0000" or _belongs(text, match.start())


def _moment(written: str, zone: tzinfo) -> str:
    try:
        return header_moment(parse_moment(written, zone))
    except DateError:
        return written


def difference(before: bytes, after: bytes, path: str) -> str:
    """What a mend changed, as a diff."""
    old, new = (data.decode("utf-8", "backslashreplace").replace("\r", "␍").splitlines() for data in (before, after))
    return "\n".join(difflib.unified_diff(old, new, path, f"{path} (diperbaiki)", lineterm="", n=1))
