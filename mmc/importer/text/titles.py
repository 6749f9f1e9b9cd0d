"""Headlines in capitals, offered as a newspaper would write them; emoji, which no headline has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from mmc.indonesian.text import group_key, words


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


# EYD V, rule on titles: every word has a capital but these, unless it comes first.
SMALL = _set_of(
    "di ke dari yang dan atau untuk pada dengan dalam oleh bagi para akan serta sebagai hingga sampai atas "
    "agar supaya guna demi antara terhadap tentang kepada daripada bahwa karena jika bila maka pun per sejak "
    "saat ketika setelah sebelum melalui tanpa maupun tetapi namun serta si sang"
)
KNOWN = _set_of(
    "PDI PDIP PKB PKS PPP PSI PBB MMC RI NKRI HUT DPRD DPR DPD MPR KPU KPK BPK BPKP BPS BPBD BNPB BNN BNNK BMKG BKN BKPSDM BPKAD BAPPEDA "
    "BPJS BUMD BUMN BUMDES TNI POLRI AD AL AU ASN PNS PPPK CPNS CASN UMKM IKM UKM PKK PKH BLT BST RT RW RSUD "
    "RS UPT UPTD PUPR PUPRP APBD APBN PAD DAK DAU DBH SPBE PPID PPKM KB KK KTP KIA NIK NIP SD SMP SMA SMK SLB "
    "MI MTS MA TK PAUD PTM MTQ STQ FKUB MUI NU KONI KNPI PMI HIV AIDS DBD TBC ISPA ODGJ TPID TPPS TP KDRT LPJ "
    "LKPJ LKPD LPPD WTP SAKIP SPM RPJMD RPJPD RKPD RDP RTRW RDTR UU PP AI IT QR QRIS GPS CSR CFD PDAM PLN BBM "
    "LPG SPBU ATM BRI BNI BCA FGD SDM SDA ATK OPD SKPD SOPD KLHK DLH TPA TPS TPS3R MBG MPP MCP SPI IKP GTRA "
    "PTSL BPN LHKPN PBB KSAD OTT JKN IKN IPM"
)
ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
SPELLED = {"BAPPEDA": "Bappeda", "BUMDES": "BUMDes", "MTS": "MTs", "POLRI": "Polri", "PPPK": "PPPK"}
EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u2300-\u23ff\U0001f1e6-\U0001f1ff]"
    "(?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d[\U0001f000-\U0001faff\u2600-\u27bf])*|[\ufe0e\ufe0f\u20e3]"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+[^\W_]+")


def without_emoji(text: str) -> tuple[str, int]:
    """The text without its little pictures, and how many there were."""
    kept, count = EMOJI.subn(" ", text)
    return (re.sub(r" {2,}", " ", kept).strip() if count else text), count


def title_case(title: str, text: str, names: Iterable[str] = ()) -> str:
    """
    A headline in capitals as EYD writes headlines; words that the text itself writes in capitals, or in a way of its own, keep it.
    """
    forms = _forms(text)
    proper = {word.casefold(): word for name in names for word in name.split()}
    order = 0

    def spelled(match: re.Match[str]) -> str:
        nonlocal order
        word = match[0]
        order += 1
        key = word.casefold()
        starts = order == 1 or title[: match.start()].rstrip()[-1:] in (":", "?", "!", ".", "“", '"', "–", "—")
        if word.upper() in SPELLED:
            return SPELLED[word.upper()]
        if key in forms:
            own = forms[key]
            if own.isupper() or not own[1:].islower():
                return own
        if key in SMALL and not starts:
            return key
        if word.upper() in KNOWN or (
            ROMAN.fullmatch(word.upper()) and key not in ("di", "mi", "i") and word.upper() not in ("C", "L")
        ):
            return word.upper()
        if key in proper:
            return proper[key]
        if not re.search(r"[aiueo]", key) and len(word) <= 6:  # an abbreviation has no vowel to be read with
            return word.upper()
        return word[:1].upper() + word[1:].lower()

    return _WORD.sub(spelled, title)


def _forms(text: str) -> dict[str, str]:
    """How the text writes its words where it does so in one way only: `APBD`, `MMCBarsel`, `BerAKHLAK`."""
    counted: dict[str, Counter[str]] = {}
    for word in words(text):
        counted.setdefault(word.casefold(), Counter())[word] += 1
    found: dict[str, str] = {}
    for key, forms in counted.items():
        odd = [form for form in forms if len(form) > 1 and any(letter.isupper() for letter in form[1:])]
        if len(odd) == 1 and len(forms) == 1:
            found[key] = odd[0]
    return found


def same_words(first: str, second: str) -> bool:
    """True when two headlines differ in case and marks only."""
    return group_key(first) == group_key(second)
