"""Adverts told by what they say together: weak signs that add up, an invitation with a place to go, letters in costume."""

# ruff: noqa: E501  (patterns and lists of words)
from __future__ import annotations

import re
from collections.abc import Iterator

from mmc.checks.content.draft import Draft, Finding
from mmc.checks.rules.attack.gambling import DECLARE, REMOVE, reader_sheet
from mmc.checks.rules.attack.lookalikes import is_decorated
from mmc.checks.rules.attack.sign_words import GAME
from mmc.checks.rules.attack.signs import ENOUGH, HEAVY, add_up, brand, may_matter, plain_tokens

Line = tuple[str, int, str]  # text, number, field
SHORT = 8  # words of a line that is read together with the next
FEW_DECORATED = 2  # letters in costume that one word may have: a sign, a footnote
_CLAUSE = re.compile(
    r"(?:^|[.,;:!?(\[\"'>-]\s*|\n)(?:ayo |yuk |mari |segera |silakan |langsung |cukup |kini |sekarang |buruan |coba |anda bisa |anda dapat )*"
    r"(daftar|daftarkan|klik|kunjungi|buka|gabung|bergabung|join|main|mainkan|maen|bermain|ketik|cari|hubungi|chat|login|masuk|coba|pasang|depo|deposit|"
    r"mampir|merapat|cek|akses|download|unduh|instal|click|visit|play|sign up|register|bet)\b(?! di berita| kembali)([^.!?;\n]{0,90})"
)
_PLACE = re.compile(
    r"(?:https?://|www\.)\S|\b[a-z0-9-]{2,}\.(?:com|net|org|xyz|top|site|online|club|vip|win|bet|live|info|biz|me|co|cc|ink|lol|fun|pro|asia|id)\b"
    r"|\b(?:dot|titik) (?:com|net|org|xyz|id)\b|\bwa\.me\b|\bt\.me\b|\b0?8[1-9][0-9 -]{7,}|\b62 ?8[0-9 -]{7,}"
)
_GAME = frozenset(word for word, points in GAME.items() if points >= HEAVY) | {
    "gacor",
    "toto",
    "scatter",
    "slot",
    "zeus",
}
_MARKED = re.compile(r"[A-Za-z0-9][\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
_LETTERS = re.compile(r"[^\s\x00-\x7f]+")


def weak_signs(draft: Draft) -> Iterator[Finding]:
    """No stretch of text bears so many weak signs together that it can only be an advert for gambling."""
    if draft.says_yes("about_gambling"):
        return
    sheet = draft.sheet.bare
    seen: set[str] = set()
    if may_matter(sheet.words):
        for stretch in _stretches(sheet.lines()):
            yield from _finding(stretch, seen)
    if draft.page is not None and "\n" in draft.source.body.strip():
        reader = reader_sheet(draft)
        if may_matter(reader.words):
            for line in reader.lines():
                yield from _finding([line], seen)


def _stretches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Each line, a short one of the body together with the short ones before it: `Depo 10rb`, then `WD cepat`."""
    held: list[Line] = []
    for line in lines:
        if not line[0].strip():
            continue
        is_short = not line[2] and line[0].count(" ") < SHORT
        if is_short:
            held.append(line)
        if held and (not is_short or len(held) > SHORT):
            yield held
            held = []
        if not is_short:
            yield [line]
    if held:
        yield held


def _finding(stretch: list[Line], seen: set[str]) -> Iterator[Finding]:
    found = add_up(" ".join(text for text, _, _ in stretch))
    words = ", ".join(found.words)
    if found.points >= ENOUGH and words not in seen:
        seen.add(words)
        first = found.words[0].split()[0]
        _, line, field = next((each for each in stretch if first in plain_tokens(each[0])), stretch[0])
        message = f"Bagian ini menyerupai iklan judi; tandanya: {words}."
        yield Finding(line, message, f"{REMOVE} {DECLARE}", words, field)


def invitations(draft: Draft) -> Iterator[Finding]:
    """News about gambling reports; it does not invite: no imperative with a place to go, whatever the header says."""
    sheet = draft.sheet.bare
    is_about = draft.says_yes("about_gambling")
    if not is_about:
        return  # the other rules are stricter
    for text, line, field in sheet.lines():
        for match in _CLAUSE.finditer(text):
            tokens = plain_tokens(match[2])
            named = next((token for token in tokens if brand(token) > HEAVY), "")
            if named or _PLACE.search(match[2]) or (match[1] in ("ketik", "cari") and "google" in tokens):
                yield _invitation(match, line, field)
                break
            if add_up(text).points >= 2 * ENOUGH and not _GAME.isdisjoint(tokens):
                yield _invitation(match, line, field)
                break


def _invitation(match: re.Match[str], line: int, field: str) -> Finding:
    words = " ".join(match[0].strip(" .,;:!?\"'([>-").split())[:60]
    message = f"Berita tentang judi tidak mengajak: “{words}”."
    return Finding(
        line, message, "Hapus ajakan, nama, dan alamatnya; tulis apa yang ditindak, bukan cara ikut.", field=field
    )


def decorated(draft: Draft) -> Iterator[Finding]:
    """No word is set in letters that no keyboard types, nor underlined or struck letter by letter."""
    if draft.sheet.text.isascii():
        return
    for text, line, field in draft.sheet.lines():
        if text.isascii():
            continue
        letters = [letter for word in _LETTERS.findall(text) for letter in word if is_decorated(letter)]
        marked = [] if len(letters) > FEW_DECORATED else _MARKED.findall(text)
        if len(letters) > FEW_DECORATED or len(marked) > FEW_DECORATED:
            shown = "".join(letters)[:20] or "".join(marked)[:30]
            message = f"Huruf “{shown}” bukan huruf biasa; pembaca layar dan pencarian tidak mengenalinya."
            yield Finding(
                line, message, "Ketik ulang dengan huruf biasa; bila bukan Anda yang menulisnya, laporkan.", field=field
            )
