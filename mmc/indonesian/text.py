"""Indonesian text in the small: slugs, words, sentences, near misses, numbers; nothing here knows of files or HTML."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Characters that nobody sees; each with the name a writer is told. Emoji's own joiners are the caller's to allow.
INVISIBLE: Mapping[str, str] = {
    "\u00ad": "tanda hubung lunak",
    "\u034f": "penyambung tak terlihat",
    "\u061c": "penanda arah Arab",
    "\u115f": "pengisi Hangul",
    "\u1160": "pengisi Hangul",
    "\u17b4": "vokal tak terlihat",
    "\u17b5": "vokal tak terlihat",
    "\u180e": "pemisah vokal Mongolia",
    "\u200b": "spasi selebar nol",
    "\u200c": "pemisah selebar nol",
    "\u200d": "penyambung selebar nol",
    "\u200e": "penanda arah kiri ke kanan",
    "\u200f": "penanda arah kanan ke kiri",
    "\u2028": "pemisah baris Unicode",
    "\u2029": "pemisah paragraf Unicode",
    "\u202a": "pembuka arah kiri ke kanan",
    "\u202b": "pembuka arah kanan ke kiri",
    "\u202c": "penutup arah",
    "\u202d": "pemaksa arah kiri ke kanan",
    "\u202e": "pemaksa arah kanan ke kiri",
    "\u2060": "penyambung kata",
    "\u2061": "tanda matematika tak terlihat",
    "\u2062": "tanda matematika tak terlihat",
    "\u2063": "tanda matematika tak terlihat",
    "\u2064": "tanda matematika tak terlihat",
    "\u2066": "pembuka isolasi kiri ke kanan",
    "\u2067": "pembuka isolasi kanan ke kiri",
    "\u2068": "pembuka isolasi arah",
    "\u2069": "penutup isolasi arah",
    "\u206a": "kendali usang",
    "\u206b": "kendali usang",
    "\u206c": "kendali usang",
    "\u206d": "kendali usang",
    "\u206e": "kendali usang",
    "\u206f": "kendali usang",
    "\u3164": "pengisi Hangul",
    "\ufeff": "penanda urutan bita (BOM)",
    "\uffa0": "pengisi Hangul",
    **{chr(code): "karakter tag tersembunyi" for code in range(0xE0000, 0xE0080)},
}
BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CONTROL = frozenset(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))) - frozenset("\t\n\r")

# Words that turn a headline round: a slug keeps them and the word that follows.
NEGATIONS = frozenset({"tidak", "tak", "bukan", "belum", "jangan", "tanpa", "batal", "dilarang", "hoaks"})
STOP_WORDS = _set_of(
    "di ke dari yang dan atau untuk pada dengan dalam oleh bagi para akan telah sudah ini itu serta sebagai adalah ialah "
    "hingga sampai atas juga agar supaya secara guna demi"
)

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_WORD = re.compile(r"[^\W_]+(?:(?:[-'’]|(?<=\d)[.,](?=\d))[^\W_]+)*")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def squeeze(text: str) -> str:
    """The text with every run of white space as one space, none at its ends."""
    return " ".join(text.split())


def slugify(title: str, limit: int = 60) -> str:
    """
    The title as whole lower-case ASCII words with hyphens, at most `limit` letters; empty if it has no letter or digit.

    Only a title that is too long loses its stop words, then words from its end; a negation and the word behind it stay,
    even where that makes the slug longer than the limit.
    """
    plain = title.translate(_APOSTROPHES).replace("&", " dan ").replace("%", " persen ")
    plain = re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "", plain)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii").lower()
    words = _NOT_SLUG.sub(" ", plain).split()
    if len("-".join(words)) > limit:
        words = [word for word in words if word not in STOP_WORDS] or words
    while len("-".join(words)) > limit and (last := _last_dispensable(words)) is not None:
        del words[last]
    if len(words) == 1:
        return words[0][:limit]
    return "-".join(words)


def _last_dispensable(words: list[str]) -> int | None:
    for index in range(len(words) - 1, 0, -1):
        if words[index] not in NEGATIONS and words[index - 1] not in NEGATIONS:
            return index
    return None


def nearest(word: str, known: Iterable[str], translations: Mapping[str, str] | None = None) -> str | None:
    """
    The known word that was probably meant, or None; `translations` leads from other names (`kategori`) to known ones.
    """
    translations = translations or {}
    names = {group_key(name): name for name in known}
    names |= {group_key(other): name for other, name in translations.items() if group_key(other) not in names}
    key = group_key(word)[:80]
    if not key:
        return None
    if key in names:
        return names[key]
    close = difflib.get_close_matches(key, names, n=1, cutoff=0.7 if len(key) > 4 else 0.6)
    if close:
        return names[close[0]]
    begun = [
        name for name in names if len(key) > 3 and (name.startswith(key) or key.startswith(name)) and len(name) > 3
    ]
    return names[begun[0]] if len(begun) == 1 else None


def suggest(word: str, known: Iterable[str], translations: Mapping[str, str] | None = None) -> str:
    """The question “Maksud Anda “…”?” where a near miss is known, else nothing."""
    found = nearest(word, known, translations)
    return f"Maksud Anda “{found}”?" if found else ""


def group_key(text: str) -> str:
    """What two spellings of one tag or name share: letters and digits only, without case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def words(text: str) -> list[str]:
    """The words and numbers of the text; `ulang-ulang`, `Jum’at` and `1.500,25` are one word each."""
    return _WORD.findall(text)


def joined(parts: Iterable[str], conjunction: str = "dan") -> str:
    """The parts as Indonesian counts them up: `a`, `a dan b`, `a, b, dan c`."""
    items = list(parts)
    if len(items) < 3:
        return f" {conjunction} ".join(items)
    return f"{', '.join(items[:-1])}, {conjunction} {items[-1]}"


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """The number with points for thousands and a decimal comma: `1.234.567,89`."""
    exact = value if isinstance(value, int) else Decimal(str(value))
    plain = f"{exact:,}" if decimals is None else f"{exact:,.{decimals}f}"
    return plain.translate(str.maketrans(",.", ".,")).replace("-", "−")


def rupiah(value: int | Decimal) -> str:
    """An amount as EYD writes it: `Rp1.500.000`, with cents only where there are some."""
    has_cents = value != int(value)
    return f"Rp{number(value, 2 if has_cents else 0)}"


def excerpt(text: str, limit: int = 200) -> str:
    """
    The beginning of the text within `limit` letters: whole sentences if the first fits, else whole words and an ellipsis.
    """
    plain = squeeze(text)
    if len(plain) <= limit:
        return plain
    taken = ""
    for sentence in sentences(plain):
        longer = f"{taken} {sentence}".strip()
        if len(longer) > limit:
            break
        taken = longer
    if taken:
        return taken
    cut = plain[: limit - 1]
    if not plain[limit - 1].isspace() and " " in cut:
        cut = cut[: cut.rfind(" ")]
    return cut.rstrip(" ,;:–—-(“\"'") + "…"


# Sentences ---------------------------------------------------------------------------------------------------------

# An abbreviation before a name or number never ends a sentence; one of `_CLOSING` may, before a capital letter.
_ABBREVIATIONS = _set_of(
    "dr drs dra drg drh h hj kh ir prof sdr sdri bpk yth tn ny nn alm almh pdt ust ustaz ns apt bd rp "
    "kab kec kel ds dk dsn jl jln gg blok rt rw no nomor tgl hlm hal vol lamp psl pt cv ud tel telp hp fax "
    "jend letjen mayjen brigjen kol letkol mayor kapt lettu letda serma sertu serda kompol akbp akp iptu ipda aipda bripka "
    "jan feb peb mar apr jun jul agu ags agt sep sept okt nov nop des a.n u.b u.p d.a s.d c.q a.l i.e e.g k.h r.a"
)
_CLOSING = _set_of("dll dsb dst dkk tbk spd msi sos")
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,3}\.){1,4}[A-Z][A-Za-z]{0,5}$")
_OPENERS = _set_of(
    "ia dia beliau mereka kami kita saya menurut dalam pada kegiatan acara sementara selain selanjutnya turut hadir hal "
    "untuk dengan setelah sebelum namun tetapi karena oleh dari di adapun bupati wakil kepala selama saat ketika ini itu "
    "peserta kemudian lalu sebelumnya sejumlah para pihaknya pemerintah warga"
)
_NEAR = 60  # letters around a point that are looked at
_END = re.compile(r"(?P<mark>[.!?…]+)(?P<close>[\"'”’»)\]]*)(?P<gap>\s+)")


def sentences(text: str) -> list[str]:
    """
    The sentences of the text, squeezed; an empty line ends one too.

    An ellipsis, an abbreviation, a degree (`S.Sos., M.Si.`), an initial, a number or a time is no sentence end.
    """
    return [sentence for block in re.split(r"\n\s*\n", text) for sentence in _sentences_of(squeeze(block))]


def _sentences_of(text: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, start, match):
            yield text[start : match.end("close")]
            start = match.end()
    if start < len(text):
        yield text[start:]


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + _NEAR]
    following = after.lstrip("\"'“‘«([")[:1]
    if not (following.isupper() or following.isdigit()):
        return False
    mark = match["mark"]
    if "!" in mark or "?" in mark:
        return True
    if mark != "." and len(mark) < 4:
        return False
    return match["close"] != "" or not _is_abbreviation(text[max(start, match.start() - _NEAR) : match.start()], after)


def _is_abbreviation(before: str, after: str) -> bool:
    last = re.split(r"[\s(“\"‘']", before)[-1]
    following = _WORD.match(after)
    opens = following is not None and following[0].casefold() in _OPENERS
    if _DEGREE.search(last):
        return not opens
    if last.casefold() in _CLOSING:
        return False
    if len(last) == 1 and last.isupper():
        return not opens
    if last.isdigit():
        return last == before.strip() or after[:1].isdigit()
    return last.casefold() in _ABBREVIATIONS
