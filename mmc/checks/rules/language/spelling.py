"""EYD basics in one passage of text: words, prepositions and prefixes, doubled words, sums, shares, times."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmc.checks.rules.language.misspellings import AFTER_DI, AFTER_KE, IN_NAMES, PHRASES, VERBS, WORDS
from mmc.indonesian.punctuation import Slip

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[“\"(]\s*)$")
_PHRASE = re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in PHRASES) + r")\b")
_APART = re.compile(r"\b([Dd]i) (" + "|".join(sorted(VERBS, key=len, reverse=True)) + r")\b(?!-)")
_MISSPELT = frozenset(WORDS)
_JOINED = frozenset(
    f"{preposition}{word}{doubled}"
    for preposition, words in (("di", AFTER_DI), ("ke", AFTER_KE))
    for word in words
    for doubled in ("", f"-{word}")
)
_SE = re.compile(r"\b([Ss])e ([A-Z][a-z]+)")
_TWICE = re.compile(r"\b([^\W\d_]{2,})\s+(\1)\b(?![-'’])", re.IGNORECASE)
_FUNCTION_WORDS = frozenset(
    word
    for row in (
        "yang di ke dari dan untuk pada dengan dalam oleh akan telah ini itu adalah para agar atau juga serta tidak",
        "sudah bahwa karena sebagai tersebut dapat kepada",
    )
    for word in row.split()
)
_MAY_REPEAT = frozenset(["sama", "demi", "kelak"])

_DIGIT = re.compile("[0-9]")
_MONEY = re.compile(r"\b(?:Rp|RP|rp|IDR)\.?[ \u00a0]?(?P<sum>\d[\d.,]*\d|\d)(?P<dash>,?-+)?")
_RIGHT_MONEY = re.compile(r"Rp(?:\d{1,3}(?:\.\d{3})*|\d{1,3})(?:,\d{1,2})?")
_PERCENT_GAP = re.compile(r"\d[ \u00a0]+%")
_PERCENT_POINT = re.compile(r"\b(\d{1,3})\.(\d{1,2})(?=\s?(?:%|persen\b))")
_ENGLISH_THOUSANDS = re.compile(r"\b\d{1,3}(?:,\d{3}){2,}\b")
_COLON_TIME = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)(?=\s?(?:WIB|WITA|WIT|[-–]|s\.d\.|sampai)\b|\s?[-–])")
_SPELT_NUMBER = re.compile(
    r"\b\d{1,3} \((?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|[a-z]+ ?(?:belas|puluh)[a-z ]*)\)"
)


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'")


def _tokens(text: str, wanted: frozenset[str]) -> Iterator[re.Match[str]]:
    """The words of the text that are wanted; most texts have none, which one comparison of sets shows."""
    if not set(_TOKEN.findall(_folded(text))).isdisjoint(wanted):
        yield from (match for match in _TOKEN.finditer(text) if _folded(match[0]) in wanted)


def misspelt(text: str, *, is_title: bool = False) -> Iterator[Slip]:
    """
    Words that KBBI spells otherwise; a capital inside a sentence may be a name and is left alone.

    In a headline every word has a capital, so only the words that names are made of are left alone there.
    """
    for match in _tokens(text, _MISSPELT):
        word = match[0]
        right = WORDS[_folded(word)]
        if word[0].isupper() and not _is_no_name(text, match, right, is_title=is_title):
            continue
        shown = right[0].upper() + right[1:] if word[0].isupper() else right
        yield Slip(*match.span(), f"“{word}” tidak baku.", f"Tulis “{shown}”.")
    for match in _PHRASE.finditer(text):
        yield Slip(*match.span(), f"“{match[0]}” ditulis terpisah.", f"Tulis “{PHRASES[match[0]]}”.")
    for match in _SE.finditer(text):
        yield Slip(*match.span(), f"“{match[0]}” ditulis terpisah.", f"Tulis “{match[1]}e-{match[2]}”.")


def _is_no_name(text: str, match: re.Match[str], right: str, *, is_title: bool) -> bool:
    if right[0].isupper():  # a month, a day
        return True
    if match[0].casefold() in IN_NAMES and text[match.end() + 1 : match.end() + 2].isupper():
        return False
    return is_title or _SENTENCE_START.search(text[max(0, match.start() - 3) : match.start()]) is not None


def prepositions(text: str) -> Iterator[Slip]:
    """`di` and `ke` stand apart from a place and joined to a verb."""
    for match in _tokens(text, _JOINED):
        right = f"{match[0][:2]} {match[0][2:]}"
        yield Slip(*match.span(), f"“{match[0]}”: kata depan ditulis terpisah.", f"Tulis “{right}”.")
    for match in _APART.finditer(text):
        right = match[1] + match[2]
        yield Slip(*match.span(), f"“{match[0]}”: awalan ditulis serangkai.", f"Tulis “{right}”.")


def repeated(text: str) -> Iterator[Slip]:
    """A word written twice by mistake, or a doubled word without its hyphen."""
    for match in _TWICE.finditer(text):
        first, second = match[1], match[2]
        lowered = first.casefold()
        if lowered in _MAY_REPEAT or (first[0].isupper() and second[0].isupper()):
            continue
        if lowered in _FUNCTION_WORDS:
            yield Slip(*match.span(), f"Kata “{first}” tertulis dua kali.", "Hapus salah satunya.")
        elif second.islower():
            yield Slip(
                *match.span(),
                f"“{match[0]}” ditulis tanpa tanda hubung.",
                f"Tulis “{first}-{second}”, atau hapus satu.",
            )


def money(text: str) -> Iterator[Slip]:
    """A sum of rupiah is `Rp1.500.000,00`: no point or space behind `Rp`, points for thousands, no dash behind."""
    for match in _MONEY.finditer(text):
        written = match[0].rstrip(".,")
        if _RIGHT_MONEY.fullmatch(written):
            continue
        digits = match["sum"].rstrip(".,")
        whole, _, cents = digits.partition(",") if re.search(r",\d{1,2}$", digits) else (digits, "", "")
        plain = re.sub(r"\D", "", whole)
        if not plain or len(plain) > 15:
            continue
        right = f"Rp{int(plain):,}".replace(",", ".") + (f",{cents}" if cents else "")
        if right != written:
            yield Slip(*match.span(), f"“{match[0]}”: penulisan rupiah.", f"Tulis “{right}”.")


def figures(text: str) -> Iterator[Slip]:
    """Shares, thousands and times are written the Indonesian way."""
    if _DIGIT.search(text) is None:
        return
    for match in _PERCENT_GAP.finditer(text):
        yield Slip(*match.span(), "Ada spasi sebelum tanda persen.", "Rapatkan: 42,99%.")
    for match in _PERCENT_POINT.finditer(text):
        yield Slip(*match.span(), f"“{match[0]}”: pecahan ditulis dengan koma.", f"Tulis “{match[1]},{match[2]}”.")
    for match in _ENGLISH_THOUSANDS.finditer(text):
        yield Slip(
            *match.span(), f"“{match[0]}”: ribuan ditulis dengan titik.", f"Tulis “{match[0].replace(',', '.')}”."
        )
    for match in _COLON_TIME.finditer(text):
        yield Slip(*match.span(), f"“{match[0]}”: jam ditulis dengan titik.", f"Tulis “{int(match[1]):02}.{match[2]}”.")
    for match in _SPELT_NUMBER.finditer(text):
        yield Slip(*match.span(), f"“{match[0]}”: angka tidak perlu dieja dalam kurung.", "Sisakan angkanya saja.")
