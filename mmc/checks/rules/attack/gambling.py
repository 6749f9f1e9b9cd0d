"""Gambling and defacement: the words in their many spellings, and the hosts they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mmc.base.problems import Severity
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.content.links import host_of, readable
from mmc.checks.content.sheet import Sheet
from mmc.checks.rules.attack.gambling_words import (
    ADVERTS,
    BRANDED,
    BRANDS,
    BRANDS_JOINED,
    DEFACED,
    EVERYDAY,
    JOINED,
    JOINED_ROOTS,
    NUMBERED,
    SINGLE,
    TOPICS,
    WEAK,
)
from mmc.checks.rules.attack.hosts import is_casino
from mmc.checks.rules.attack.normalisation import fold, spellings, squashed, word_set
from mmc.checks.rules.attack.signs import may_matter
from mmc.checks.rules.language.prefilter import Hints, lone_letters

REMOVE = "Hapus bagian ini, lalu laporkan ke pengelola: naskah mungkin diubah orang lain."
DECLARE = "Bila naskah memang memberitakan judi, tulis `about_gambling: ya` di kepala; bila tidak, hapus."
ADVERT_SHARE = 0.04
MOST_SUSPECT = 30_000  # letters of paragraphs that may hold a word of the lists; the longest report has a fifth
WINDOW = 30  # words within which three of the weak signs make one strong


def _phrase(words: str, *, left: bool = True, right: bool = True) -> str:
    """A pattern for the words with letters drawn out and up to three signs between them."""
    parts = ("".join(f"{re.escape(letter)}+" for letter in word) for word in words.split())
    return ("(?<![a-z0-9])" if left else "") + "[^a-z0-9\n]{0,3}".join(parts) + ("(?![a-z])" if right else "")


@cache  # compiled where a text calls for it: most commands meet no such text
def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    by_length = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(_phrase(words) for words in by_length))


_SLOT_OF = re.compile(
    r"(?<![a-z0-9])(?:situs|link|agen|bandar|judi|daftar|main|permainan|game|akun|bocoran|rtp|pola|demo|jackpot|bonus|deposit|depo|bermain|raja|dewa|ratu|naga|zeus|sultan|hoki|bos)"
    r"[^a-z0-9\n]{0,3}s+l+o+t+(?![a-z])"
    r"(?!\W{1,3}(?:waktu|vaksin|kuota|jadwal|antre|parkir|penerbangan|terbang|peserta|lapak|stan|kosong|magang|beasiswa|memori|kartu|ram|sim"
    r"|pendaftar|kunjung|pelayanan|layanan|konsultasi|donor|iklan|tayang|siar|acara|usb|kereta|kapal|pesawat|bandara))"
)
_SLOT_MONEY = re.compile(
    r"(?<![a-z0-9])s+l+o+t+[^a-z0-9\n]{1,3}(?:dana|pulsa|gratis)(?![a-z])"
    r"(?!\W{1,3}(?:desa|hibah|bantuan|alokasi|aspirasi|bos|bagi|insentif|cadangan|untuk|bagi|pelaku|umkm|stan|dari|yang))"
)
_BRANDED = re.compile(BRANDED)
_JOINED = re.compile("|".join(JOINED))
_WORD = re.compile(r"[a-z0-9]+")
_MENTION = re.compile(r"(?<![a-z])(?:per)?judi(?:an)?(?![a-z])")
_NAKED = re.compile(
    r"(?<![a-z0-9@])(?:[a-z0-9-]{0,30}(?:slot|gacor|togel|maxwin|casino|poker|sbobet|judi|toto)[a-z0-9-]{0,30}|[a-z]{3,12}(?:4d|77|88|99|138|168|303|777|888))"
    r"\.(?:com|net|org|xyz|top|site|online|club|vip|win|bet|live|info|biz|me|co|cc|ink|lol|fun|pro|asia|id)(?![a-z])"
)


def _patterns() -> tuple[re.Pattern[str], ...]:
    return _any(ADVERTS), _any(SINGLE), _BRANDED


def _hits(sheet: Sheet, pattern: re.Pattern[str]) -> Iterator[tuple[int, str, str]]:
    """Line, field and words of every place where the pattern meets one of the sheet's spellings; each line once."""
    seen: set[tuple[int, str]] = set()
    for text in spellings(sheet.text):
        spelled = sheet if text is sheet.text else Sheet(text, sheet.places)
        for match in pattern.finditer(text):
            line, field = spelled.place(match.start())
            if (line, field) not in seen:
                seen.add((line, field))
                yield line, field, " ".join(match[0].split())


_HINTS = Hints(
    (*ADVERTS, *SINGLE, *TOPICS),
    everyday=EVERYDAY,
    roots=("slot", "gacor", "judi", "togel"),
    pattern=re.compile(rf"[a-z](?:{'|'.join(NUMBERED)})$|^(?:{'|'.join(BRANDS_JOINED)})(?=[0-9])"),
)
_NUMBERS = frozenset(NUMBERED)
_SPAM_HINTS = Hints(DEFACED, everyday=EVERYDAY)


def _is_suspect(sheet: Sheet) -> bool:
    """True when the folded text may hold a word of the lists; cheap, and rarely true for honest text."""
    return (
        _HINTS.meet(sheet.spoken)
        or (lone_letters(sheet.words) and _HINTS.meet(word_set(" ".join(spellings(sheet.text)[1:]))))
        or len(WEAK & sheet.words) > 2
        or (not _NUMBERS.isdisjoint(sheet.words) and not BRANDS.isdisjoint(sheet.words))
        or _holds_joined(squashed(sheet.text))
    )


def may_be_told(words: str) -> bool:
    """True when plain words in small letters may hold what one of the rules on words tells; cheap."""
    sheet = Sheet(words, ((1, ""),))
    return _is_suspect(sheet) or _SPAM_HINTS.meet(sheet.spoken) or may_matter(sheet.words)


def _holds_joined(text: str) -> bool:
    return any(root in text for root in JOINED_ROOTS) and any(word in text for word in JOINED)


def _suspect_lines(sheet: Sheet) -> Sheet:
    """Only the lines on which something may be found: the patterns are many."""
    found: list[tuple[str, tuple[int, str]]] = [
        (text, place)
        for text, place in zip(sheet.text.split("\n"), sheet.places, strict=False)
        if _is_suspect(Sheet(text, (place,)))
    ]
    return Sheet("\n".join(text for text, _ in found), tuple(place for _, place in found))


def gambling_words(draft: Draft) -> Iterator[Finding]:
    """No gambling advert; and no talk of gambling unless the header says that the item is about it."""
    if not _is_suspect(draft.sheet.bare) and not _is_marked_apart(draft):
        return
    told: set[str] = set()
    for sheet in (draft.sheet.bare, reader_sheet(draft)):
        lines = _suspect_lines(sheet)
        if len(lines.text) > MOST_SUSPECT and not draft.says_yes("about_gambling"):
            message = f"{len(lines.text)} huruf naskah ini menyerupai istilah judi; terlalu banyak untuk diperiksa satu per satu."
            yield Finding(lines.places[0][0], message, f"{REMOVE} {DECLARE}")
            return
        for finding in _in_sheet(lines, draft, len(sheet.words)) if lines.places else ():
            key = finding.text.casefold()
            if sheet is draft.sheet.bare or key not in told:
                told.add(key)
                yield finding


def _is_marked_apart(draft: Draft) -> bool:
    """True when a reader sees other words than the source shows: links, entities or escapes inside words."""
    return (
        draft.page is not None
        and any(mark in draft.source.body for mark in "&[<\\")
        and _is_suspect(reader_sheet(draft))
    )


def reader_sheet(draft: Draft) -> Sheet:
    """The rendered text folded, all of it placed where the body begins: only what the source did not show counts."""
    if draft.page is None:
        return Sheet("", ())
    text = fold(draft.page.text)
    return Sheet(text, tuple((_line_of(draft, line), "") for line in text.split("\n")))


def _line_of(draft: Draft, paragraph: str) -> int:
    """The line of the source on which a paragraph as readers see it begins, as well as its first words tell."""
    for length in (40, 24, 12):
        words = paragraph[:length].rpartition(" ")[0] or paragraph
        at = draft.sheet.bare.text.find(words) if words else -1
        if at >= 0:
            return draft.sheet.bare.place(at)[0]
    return draft.source.body_line


def _in_sheet(sheet: Sheet, draft: Draft, count: int) -> Iterator[Finding]:
    is_news = draft.says_yes("about_gambling")
    adverts = [hit for pattern in (*_patterns(), _SLOT_OF, _SLOT_MONEY) for hit in _hits(sheet, pattern)]
    adverts += _joined(sheet)
    lines: set[tuple[int, str]] = set()
    if is_news:
        if len(adverts) >= 4 and len(adverts) > ADVERT_SHARE * max(1, count):
            line, field, words = adverts[0]
            message = f"Naskah ini lebih mirip iklan judi daripada berita: {len(adverts)} istilah iklan, di antaranya “{words}”."
            yield Finding(
                line,
                message,
                "Kurangi istilahnya; berita tidak perlu menyebut nama permainan dan tawarannya.",
                field=field,
            )
        return
    for line, field, words in adverts:
        if (line, field) not in lines:
            lines.add((line, field))
            yield Finding(line, f"Ada istilah judi: “{words}”.", f"{REMOVE} {DECLARE}", words, field)
    for line, field, words in _hits(sheet, _any(TOPICS)):
        if (line, field) not in lines:
            lines.add((line, field))
            yield Finding(line, f"Naskah menyebut “{words}” tanpa menyatakannya.", DECLARE, words, field)
    if not lines:
        yield from _weak(sheet)


def _joined(sheet: Sheet) -> Iterator[tuple[int, str, str]]:
    for text, line, field in sheet.lines():
        match = _JOINED.search(squashed(text))
        if match:
            yield line, field, match[0]


def _weak(sheet: Sheet) -> Iterator[Finding]:
    """Three different signs near one another are a sign enough."""
    for text, line, field in sheet.lines():
        if len(text) < 12:
            continue
        words = _WORD.findall(text)
        at = [(number, word) for number, word in enumerate(words) if word in WEAK]
        for start in range(len(at) - 2):
            near = {word for number, word in at[start:] if number - at[start][0] <= WINDOW}
            if len(near) >= 3:
                found = ", ".join(sorted(near))
                yield Finding(
                    line, f"Kata-kata ini bersama-sama lazim dalam iklan judi: {found}.", DECLARE, found, field
                )
                return


def mentions(draft: Draft) -> Iterator[Finding]:
    """Bare talk of gambling is noticed, never refused."""
    if draft.says_yes("about_gambling") or "judi" not in draft.sheet.bare.text:
        return
    for line, field, words in _hits(draft.sheet.bare, _MENTION):
        yield Finding(line, f"Naskah menyebut “{words}”.", DECLARE, words, field, Severity.NOTE)
        return


def defaced(draft: Draft) -> Iterator[Finding]:
    """No intruder's signature and no wares of spammers."""
    if not _SPAM_HINTS.meet(draft.sheet.bare.spoken):
        return
    for line, field, words in _hits(draft.sheet.bare, _any(DEFACED)):
        yield Finding(line, f"Ada tanda perusakan situs: “{words}”.", REMOVE, words, field)


def gambling_hosts(draft: Draft) -> Iterator[Finding]:
    """No address leads to gambling, whatever the header says; neither its host nor its path."""
    for link in draft.links:
        reading = readable(link.address)
        host = host_of(reading)
        is_bad_host = bool(host) and not draft.context.trusts(host) and is_casino(host)
        rest = reading.split(host, 1)[-1] if host else reading
        if is_bad_host or _is_advert_path(rest):
            yield Finding(
                link.line, f"Alamat “{link.address[:80]}” mengarah ke judi.", REMOVE, link.address, link.field
            )
    if not _HINTS.meet(draft.sheet.bare.words):
        return
    for line, field, words in _hits(_suspect_lines(draft.sheet.bare), _NAKED):
        yield Finding(line, f"Ada nama situs judi: “{words}”.", REMOVE, words, field)


def _is_advert_path(rest: str) -> bool:
    words = " ".join(_WORD.findall(rest))
    sheet = Sheet(words, ())
    return _is_suspect(sheet) and (
        any(pattern.search(words) for pattern in _patterns()) or _JOINED.search(squashed(words)) is not None
    )
