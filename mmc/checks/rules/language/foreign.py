"""The language of an item: Indonesian, or the one that its header names."""

# ruff: noqa: E501  (patterns and lists of words)
from __future__ import annotations

import re
from collections.abc import Iterator

from mmc.checks.content.draft import Draft, Finding
from mmc.checks.content.sheet import Sheet
from mmc.checks.rules.attack.normalisation import script_of

COMMON: dict[str, frozenset[str]] = {
    "id": frozenset(
        ["yang", "dan", "di", "ke", "dari", "untuk", "dengan", "pada", "ini", "itu", "dalam", "akan", "tidak", "adalah", "oleh", "para", "atau", "juga", "telah", "sudah", "bisa", "dapat", "kami", "kita", "mereka", "saat", "serta", "sebagai", "bagi", "agar", "karena", "lebih", "tersebut", "ada", "menjadi", "secara", "hingga", "tahun", "hari", "kata", "ujar", "belum", "bukan", "antara", "setelah", "sebelum", "masyarakat", "kabupaten", "warga", "anda", "jika", "bila", "harus", "setiap", "lalu", "namun", "seperti", "tetapi"]
    ),
    "en": frozenset(
        ["the", "and", "of", "to", "in", "is", "for", "with", "that", "on", "are", "this", "your", "you", "by", "from", "at", "best", "our", "we", "an", "be", "or", "as", "it", "will", "can", "have", "has", "was", "not", "all", "more", "their", "its", "how", "what", "which", "when", "click", "here", "get", "free", "now"]
    ),
    "es": frozenset(["el", "la", "los", "las", "de", "que", "y", "en", "un", "una", "por", "con", "para", "del", "es", "su", "al", "como", "pero", "sus", "este", "esta", "son", "fue", "ha", "se", "lo", "le", "nos"]),
    "pt": frozenset(["o", "os", "as", "de", "que", "e", "em", "um", "uma", "por", "com", "para", "do", "da", "dos", "das", "no", "na", "se", "mais", "como", "mas", "foi", "ao", "seu", "sua", "não", "são"]),
    "fr": frozenset(["le", "la", "les", "de", "des", "et", "en", "un", "une", "du", "que", "qui", "dans", "pour", "par", "sur", "est", "au", "avec", "ce", "cette", "sont", "pas", "plus", "nous", "vous"]),
    "de": frozenset(["der", "die", "das", "und", "in", "den", "von", "zu", "mit", "sich", "des", "auf", "für", "ist", "im", "dem", "nicht", "ein", "eine", "als", "auch", "es", "an", "werden", "aus", "bei", "nach", "wird", "sind"]),
    "tr": frozenset(["ve", "bir", "bu", "için", "ile", "da", "de", "en", "çok", "olarak", "olan", "daha", "gibi", "sonra", "kadar", "ne", "ya", "her", "ama", "iyi", "bahis", "siteleri"]),
    "vi": frozenset(["và", "của", "là", "có", "trong", "cho", "với", "được", "không", "này", "các", "một", "để", "người", "những", "đã", "cũng", "khi"]),
    "tl": frozenset(["ang", "mga", "sa", "ng", "na", "ay", "at", "para", "ito", "kung", "hindi", "naman", "kanilang"]),
}  # fmt: skip
NAMES = {
    "en": "Inggris",
    "es": "Spanyol",
    "pt": "Portugis",
    "fr": "Prancis",
    "de": "Jerman",
    "tr": "Turki",
    "vi": "Vietnam",
    "tl": "Tagalog",
}
ELSEWHERE = frozenset[str]().union(*(words for code, words in COMMON.items() if code != "id"))
LEAST_WORDS = 25
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+|<[^>]*>")
_OUTLANDISH = re.compile(
    r"[^\x00-\u024f\u0300-\u036f\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u1e00-\u1eff\u2000-\u2bff\u3000-\u3002\ufb50-\ufdff\ufe00-\ufe0f\ufe70-\ufeff\U0001f000-\U0001faff]"
)


def language(draft: Draft) -> Iterator[Finding]:
    """Each longer paragraph is written in the item's language; quotations and names in others are few."""
    wanted = (draft.value("lang") or "id").split("-")[0].casefold()
    if wanted != "id":
        return
    is_local = _is_local(draft.sheet)  # then no line can know more
    if is_local and draft.sheet.text.isascii():
        return
    for text, line, field in draft.sheet.lines():
        if field in ("", "title", "summary", "key_points") and len(text) > 8:
            found = _outlandish(text) or (_other(text) if len(text) > 100 and not is_local else "")
            if found:
                hint = "Tulis dalam bahasa Indonesia. Bila memang berbahasa lain, tulis `lang: …` di kepala."
                yield Finding(
                    line, f"Paragraf ini tampaknya berbahasa {found}.", hint, " ".join(text.split()[:4]), field
                )


def _outlandish(text: str) -> str:
    """The script of a text that is mostly neither Latin nor Arabic (verses are quoted in it)."""
    if text.isascii() or not _OUTLANDISH.search(text):
        return ""
    letters = [letter for letter in text if letter.isalpha()]
    strange = [letter for letter in letters if _OUTLANDISH.match(letter) and script_of(letter) != "LATIN"]
    if len(strange) >= 4 and len(strange) * 3 > len(letters):
        script = script_of(strange[0])
        return {
            "CJK": "Tionghoa",
            "HIRAGANA": "Jepang",
            "KATAKANA": "Jepang",
            "HANGUL": "Korea",
            "CYRILLIC": "Rusia",
            "GREEK": "Yunani",
            "THAI": "Thai",
            "KHMER": "Khmer",
        }.get(script, f"beraksara {script.title()}")
    return ""


def _is_local(sheet: Sheet) -> bool:
    is_as_written = sheet.folded.text == sheet.lower and "<" not in sheet.text  # then no word is missing among these
    return (is_as_written and len(ELSEWHERE & sheet.bare.words) < 2) or _knows_few(sheet.text)


def _knows_few(text: str) -> bool:
    """True when the text has fewer than two words of other languages."""
    return len(ELSEWHERE.intersection(text.lower().split())) < 2


def _other(text: str) -> str:
    if _knows_few(text):
        return ""
    words = [word.casefold() for word in _WORD.findall(_ADDRESS.sub(" ", text))]
    if len(words) < LEAST_WORDS:
        return ""
    own = sum(word in COMMON["id"] - ELSEWHERE for word in words) / len(words)
    if own > 0.08:
        return ""
    best, share = max(
        ((code, sum(word in common for word in words) / len(words)) for code, common in COMMON.items() if code != "id"),
        key=lambda pair: pair[1],
    )
    return NAMES.get(best, "") if share > 0.14 and share > 2 * own else ""
