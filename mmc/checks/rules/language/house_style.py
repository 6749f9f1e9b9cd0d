"""The office's style in one passage: quotations, degrees and titles of people, and plain words instead of office language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher

from mmc.indonesian.punctuation import Slip
from mmc.indonesian.text import group_key

_SAYING = "kata|ujar|tegas|jelas|ungkap|tutur|papar|lanjut|ucap|imbuh|tambah|pungkas|sebut|terang|tandas|pesan|harap|tulis|seru|tanya"
_SAID = re.compile(rf"(?P<before>\S)(?P<quote>[”\"])(?P<comma>,?)\s?(?P<verb>(?:{_SAYING})(?:nya)?)\b")
_FULL_DEGREES = (
    "S.Sos. S.Pd. S.E. S.H. S.T. S.Kom. S.I.P. S.A.P. S.Ag. S.Si. S.P. S.Hut. S.Kep. S.K.M. S.S.T.P. S.Psi. S.Farm. S.Pi. "
    "S.I.Kom. M.Si. M.Pd. M.M. M.H. M.T. M.Kom. M.A.P. M.Kes. M.Sc. M.Ag. M.Hum. M.I.Kom. M.P. M.E. M.K.M. A.Md. Ph.D."
)
_DEGREES: Mapping[str, str] = {degree.replace(".", ""): degree for degree in _FULL_DEGREES.split()}
_DOTTED = re.compile(r"\b(?:S|M|A|Ph)\.(?:[A-Z][a-z]{0,3}\.?){1,3}(?![A-Za-z])")
_UNDOTTED = re.compile(r"(?<=[a-z.]),\s?(?P<degree>[SMA][A-Z]?[A-Za-z]{1,4})(?=[,.)\s]|$)")
_NO_COMMA = re.compile(r"(?<=[a-z]) (?P<degree>(?:S|M)\.(?:[A-Z][a-z]{0,3}\.){1,3})")
_GLUED_DEGREES = re.compile(r"(?<=[a-z]\.),(?=[SM]\.)")
_TITLES = re.compile(r"\b(?P<title>Drs|Dra|Hj|Prof|Ir|drg|drh|dr)(?= [A-Z][a-z]{2,})")
_HAJI = re.compile(
    r"\b(?:[Bb]upati|[Ss]ekda|[Cc]amat|[Kk]etua|[Bb]apak|Drs\.|Ir\.|dr\.) (?P<title>H)(?= [A-Z][a-z]{2,})"
)
_DEGREE_SIGNS = ("S.", "M.", "A.", "Ph.", ", S", ", M", ", A", ",S", ",M", ",A", "Dr", "dr", "Hj", "Prof", "Ir", " H ")

# What offices write, what readers say. None of these is wrong; a plain word is shorter.
OFFICIALESE: Mapping[str, str] = {
    "dalam rangka": "untuk",
    "bertempat di": "di",
    "pada kesempatan tersebut": "hapus, atau tulis kapan",
    "pada kesempatan ini": "hapus, atau tulis kapan",
    "dalam kesempatan tersebut": "hapus, atau tulis kapan",
    "dalam kesempatan ini": "hapus, atau tulis kapan",
    "sebagaimana dimaksud": "sebut langsung apa yang dimaksud",
    "tersebut di atas": "sebut langsung apa yang dimaksud",
    "sehubungan dengan hal tersebut": "karena itu",
    "berkenaan dengan hal tersebut": "karena itu",
    "berkaitan dengan hal tersebut": "karena itu",
    "yang mana": "yang",
    "adalah merupakan": "adalah, atau merupakan",
    "agar supaya": "agar",
    "demi untuk": "untuk",
    "guna untuk": "untuk",
    "disebabkan karena": "disebabkan oleh, atau karena",
    "dikarenakan": "karena",
    "seperti misalnya": "misalnya",
    "sangat amat": "sangat",
    "para bapak": "bapak",
    "mulai sejak": "sejak",
    "sejak dari": "sejak",
    "hanya saja hanya": "hanya",
    "tidak menutup kemungkinan": "mungkin",
    "dalam waktu dekat ini": "sebut kapan",
    "dalam hal ini": "hapus, atau sebut siapa",
    "melaksanakan kegiatan": "sebut langsung kegiatannya",
    "melakukan kegiatan": "sebut langsung kegiatannya",
    "kegiatan ini dilaksanakan": "sebut siapa yang melaksanakan",
    "dapat kami sampaikan": "langsung sampaikan",
    "diucapkan terima kasih": "sebut siapa yang berterima kasih",
    "secara simbolis": "",
}
OFFICIALESE = {phrase: plain for phrase, plain in OFFICIALESE.items() if plain}
_OFFICIALESE = re.compile(r"\b(?:" + "|".join(sorted(OFFICIALESE, key=len, reverse=True)) + r")\b", re.IGNORECASE)


def quotations(text: str) -> Iterator[Slip]:
    """The comma of a quotation stands before its closing mark: “…,” kata ketua."""
    for match in _SAID.finditer(text):
        before, verb = match["before"], match["verb"]
        if match["comma"] and before not in ",.!?":
            yield Slip(*match.span(), "Koma kutipan berdiri di luar tanda kutip.", f"Tulis “…,” {verb} ….")
        elif match["comma"]:
            yield Slip(*match.span(), "Tanda baca kutipan ganda.", f"Tulis “…{before}” {verb} ….")
        elif before not in ",.!?…":
            yield Slip(*match.span(), "Kutipan tanpa koma sebelum tanda kutip tutup.", f"Tulis “…,” {verb} ….")


def degrees(text: str) -> Iterator[Slip]:
    """Degrees follow a name behind a comma, with all their points: `S.Sos., M.Si.`"""
    if not any(sign in text for sign in _DEGREE_SIGNS):
        return
    for match in _DOTTED.finditer(text):
        right = _DEGREES.get(match[0].replace(".", ""))
        if right is not None and match[0] != right:
            yield Slip(*match.span(), f"Gelar “{match[0]}” kurang titik.", f"Tulis “{right}”.")
    for match in _UNDOTTED.finditer(text):
        right = next((full for short, full in _DEGREES.items() if short.casefold() == match["degree"].casefold()), None)
        if right is not None:
            yield Slip(*match.span("degree"), f"Gelar “{match['degree']}” tanpa titik.", f"Tulis “{right}”.")
    for match in _NO_COMMA.finditer(text):
        if match["degree"].replace(".", "") in _DEGREES:
            yield Slip(
                *match.span(), f"Gelar “{match['degree']}” tanpa koma di depannya.", "Pisahkan dari nama dengan koma."
            )
    for match in _GLUED_DEGREES.finditer(text):
        yield Slip(*match.span(), "Spasi kurang di antara gelar.", "Tulis “S.Sos., M.Si.”.")
    for match in (*_TITLES.finditer(text), *_HAJI.finditer(text)):
        yield Slip(*match.span("title"), f"Gelar “{match['title']}” kurang titik.", f"Tulis “{match['title']}.”.")


def officialese(text: str) -> Iterator[Slip]:
    """Office phrases that a plain word replaces."""
    lowered = text.casefold()
    for match in _OFFICIALESE.finditer(text) if any(phrase in lowered for phrase in OFFICIALESE) else ():
        plain = OFFICIALESE[match[0].casefold()]
        hint = f"Lebih ringkas: “{plain}”." if " " not in plain or len(plain) < 12 else f"Lebih ringkas: {plain}."
        yield Slip(*match.span(), f"“{match[0]}” bahasa kantor.", hint)


def officials(text: str, names: Collection[str]) -> Iterator[Slip]:
    """Names that differ from an official's by a letter or two; `names` are as the office keeps them, with degrees."""
    known = {bare_name(name): name for name in names}
    known.pop("", None)
    for bare, full in known.items():
        count = len(bare.split())
        if count < 2:
            continue
        pattern = re.compile(r"\b[A-Z][\w’'-]*" + r"(?:[ ][A-Z][\w’'-]*)" * (count - 1) + r"\b")
        at = 0
        while match := pattern.search(text, at):
            at = match.start() + 1
            if match[0] not in known and _is_nearly(match[0], bare):
                yield Slip(*match.span(), f"Nama “{match[0]}” mirip nama pejabat.", f"Maksud Anda “{full}”?")


def bare_name(name: str) -> str:
    """The name without titles before it and degrees behind it."""
    words = name.partition(",")[0].split()
    return " ".join(word for word in words if not word.endswith(".") or (len(word) == 2 and word != "H."))


def _is_nearly(written: str, known: str) -> bool:
    first, second = group_key(written), group_key(known)
    return (
        first != second and abs(len(first) - len(second)) <= 2 and SequenceMatcher(None, first, second).ratio() >= 0.9
    )
