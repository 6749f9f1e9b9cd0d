"""Personal data that must not slip into an item: numbers, addresses and birth dates of private persons (UU 27/2022)."""

# ruff: noqa: E501  (patterns and lists of words)
from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mmc.base.problems import Severity
from mmc.checks.content.draft import Draft, Finding

HIDE = "Hapus, atau tutup sebagian angkanya."
# Provinces by the first two figures of a NIK (Permendagri 58/2021 and the four provinces of Papua of 2022).
PROVINCES = frozenset(
    {*range(11, 20), 20, 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)}
)
OFFICE_WORDS = re.compile(
    r"dinas|disk?ominfo|kominfo|humas|ppid|kec(?:amatan)?|desa|kel(?:urahan)?|bappe|bpk?ad|bkpsdm|bkd|rsud|puskesmas|pkm|setda|sekre|dprd|kpu|bawaslu|polres|kodim|mmc|info|admin|"
    r"layanan|pengaduan|aduan|panitia|redaksi|media|kab|pemkab|upt|disdik|dinkes|dinsos|dishub|disduk|dpmptsp|damkar|bpbd|satpol|inspektorat|perpus|sdn|smp|sma|smk|redaksi|official"
)
FREE_MAIL = r"(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|me|mac|aol|proton(?:mail)?|gmx|mail|zoho|tutanota|yandex)"
_DIGITS = re.compile(
    r"(?:(?<=nik)|(?<=ktp)|(?<=kk)|(?<![\w.,/-]))(?<![\d][ ])\+?\d(?:[ .\-]{0,2}\d|[ ]?\(\d{1,4}\)[ ]?\d){6,24}(?![\w/]|[.,-]\d)"
)
_MOBILE = re.compile(
    r"(?<![\w.,/])(?:\(?\+?62\)?[ .-]{0,2}|\(?[0o][ ]?)8[ ]?(?:1[ ]?[1-9]|2[ ]?[1238]|3[ ]?[1-8]|5[ ]?[1-9]|7[ ]?[7-9]|8[ ]?[1-9]|9[ ]?[5-9])"
    r"\)?[ .-]{0,2}(?:[0-9o][ .-]{0,2}){6,9}(?![\w/])"
    r"|(?<![\w.,/])0?8[1-9][0-9]{1,2}/[0-9]{3,4}/[0-9]{3,5}(?![\w/])",
    re.IGNORECASE,
)
# Figures set apart in any way; `_is_spaced_number` tells them from times and amounts.
_SPREAD = re.compile(
    r"(?<![\w.,/])(?:\(?\+?[ .-]?6[ .-]?2\)?|\(?0)[^\w\n]{0,3}8[^\w\n/:,]{0,3}[1235789](?:[^\w\n/:,]{0,3}\d){7,10}(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_FIGURE_WORDS = {
    "nol": "0",
    "kosong": "0",
    "satu": "1",
    "dua": "2",
    "tiga": "3",
    "empat": "4",
    "lima": "5",
    "enam": "6",
    "tujuh": "7",
    "delapan": "8",
    "lapan": "8",
    "sembilan": "9",
}
_SPELLED = re.compile(
    rf"(?<![a-z])(?:{'|'.join(_FIGURE_WORDS)})(?:[^a-z\n]{{1,3}}(?:{'|'.join(_FIGURE_WORDS)})){{8,13}}(?![a-z])"
)
_TRANSFER = re.compile(
    r"(?<![a-z])(?:transfer|trf|tf|kirim(?:kan)?(?: uang| dana| biaya)|setor(?:kan)?|virtual account|nomor va)(?![a-z])[^0-9\n]{0,60}?(?<![\d.,/])(\d(?:[ .-]?\d){8,18})(?![\d/]|[.,]\d)"
)
_ASKED_FOR = (
    r"(?:kode |angka |nomor )?(?:otp\b|pin\b(?! (?:bros|lencana|logam))|cvv\b|cvc\b|kata sandi|password|sandi (?:anda|bank|m-?banking)|m-?pin\b|mother'?s? ?maiden|nama ibu kandung"
    r"|kode (?:rahasia|verifikasi|keamanan|aktivasi|yang (?:masuk|dikirim|diterima))|(?:4|5|6|enam|empat) (?:angka|digit)(?: (?:rahasia|terakhir|yang|dari))|seed phrase|kode (?:dari|di|lewat) sms|(?:foto|selfie|swafoto)[^.!?\n]{0,12}(?:e-?)?ktp)"
)
_ASKED = re.compile(
    r"(?:^|[.!?;:,(\[“\"-]\s*|\n|(?:silakan|mohon|cukup|segera|harap|lalu|kemudian|dan|serta|tinggal|wajib|tolong) )"
    r"(masukkan|kirim(?:kan)?|sebutkan|berikan|beritahu(?:kan)?|beri tahu(?:kan)?|ketik(?:kan)?|isi(?:kan)?|balas|infokan|bacakan|bagikan|lampirkan|unggah|input|tulis(?:kan)?|konfirmasi(?:kan)?|verifikasi|serahkan|setor(?:kan)?)"
    rf"(?:[^.!?\n]{{0,60}}?)(?<![a-z])({_ASKED_FOR})"
)
_NEGATED = re.compile(r"(?:jangan|tidak|bukan|dilarang|hindari|pantang|tanpa|never|do not|larang)[^.!?,;:\n]{0,40}$")
_WA_LINK = re.compile(r"(?:wa\.me/|phone=|whatsapp\.com/send/?\?[^\s]{0,40}phone=)\+?(\d{9,15})")
_CONTEXT = re.compile(
    r"(?P<nik>\bnik\b|nomor induk kependudukan|no\.? ?ktp|nomor ktp|\bktp\b|kartu keluarga|no\.? ?kk\b)"
    r"|(?P<account>(?:no(?:mor|\.)?[ ]?)?rek(?:ening)?\b|norek\b|\b(?:bri|bni|bca|bsi|btn|mandiri|bank kalteng|bank pembangunan|cimb|danamon|permata)\b[ :a.n]{0,12}(?=[0-9]))"
    r"|(?P<card>kartu (?:kredit|debit|atm)|credit card|\bcvv\b)"
    r"|(?P<other>\bnpwp\b|\bbpjs\b|\bpaspor\b|\bsim [abc]\b|\bno(?:mor|\.)? ?sim\b)"
)
_NUMBER_NEAR = re.compile(r"[^0-9\n]{0,60}?(?<![\d.,])([A-Z]?\d(?:[ .\-]?\d){6,19})(?![\d])", re.IGNORECASE)
_NUMBER_START = re.compile(r"[0-9]")
_EMAIL = re.compile(
    r"[a-z0-9][a-z0-9._%+-]{0,63}(?:@|[ ]?[\[({][ ]?(?:at|et|@)[ ]?[\])}][ ]?|[ ]at[ ])"
    + FREE_MAIL
    + r"(?:\.|[ ]?[\[({][ ]?(?:dot|titik)[ ]?[\])}][ ]?|[ ]dot[ ])(?:com|co\.id|id|net|me|org|co\.uk)",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|peb|mar|apr|mei|jun|jul|agu|ags|agt|sep|okt|nov|nop|des"
_DATE = rf"(?P<day>\d{{1,2}})[ ./-]{{1,3}}(?:(?P<named>(?:{_MONTHS})[a-z]{{0,7}})|(?P<month>\d{{1,2}}))[ ./,-]{{1,3}}(?P<year>(?:19|20)\d\d)"
_BORN = re.compile(
    r"(?<!hari )(?<!harlah )(?:\bttl\b|\btempat(?:,| dan|/)? ?(?:tanggal|tgl\.?) lahir|\b(?:tanggal|tgl\.?) lahir|\b(?:di)?lahir(?:kan)?|\bkelahiran)\b(?!nya)"
    rf"[^.\n;]{{0,60}}?(?<!\d){_DATE}(?!\d)"
)
_DATED_AFTER = re.compile(
    rf"(?<!\d){_DATE}\)?[ ,]{{0,3}}(?:adalah )?(?:tanggal lahir|hari lahir(?:nya)? (?!pancasila|kabupaten|nu\b|kota|provinsi|daerah))"
)
OLDEST = 1935  # born before: a figure of history


def numbers(draft: Draft) -> Iterator[Finding]:
    """No NIK, family card, or payment card number."""
    if not draft.sheet.bare.has_long_number:
        return
    for match in _DIGITS.finditer(draft.sheet.bare.text):
        written = match[0].strip()
        digits = "".join(letter for letter in written if letter.isdecimal())
        line, field = draft.sheet.place_of_line(draft.sheet.bare.text, match.start())
        before = draft.sheet.bare.text[max(0, match.start() - 6) : match.start()]
        if before.rstrip().endswith(("rp", "rp.", "idr", "$", "usd")) or _is_amount(written):
            continue
        what = kind_of_number(digits, written)
        if what:
            yield Finding(line, f"Ada {what}: {masked(written)}.", HIDE, written, field)
        elif len(digits) == 18 and _is_civil_servant(digits):
            message = f"Ada NIP ({masked(written)}); di dalamnya terbaca tanggal lahir."
            yield Finding(line, message, HIDE, written, field, Severity.WARNING)


def _is_amount(written: str) -> bool:
    """True for figures grouped by threes with points: `1.234.567.890`."""
    return re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", written) is not None


def kind_of_number(digits: str, written: str) -> str:
    """`NIK`, `nomor kartu …` or nothing, by the number's own form."""
    if len(digits) == 16 and is_nik(digits):
        return "angka berbentuk NIK atau nomor kartu keluarga"
    if is_card(digits) and not written.startswith("+") and _is_grouped_as_card(written):
        return "nomor kartu pembayaran"
    return ""


def is_nik(digits: str) -> bool:
    """True when a 16-figure number has a region and a birth date where a NIK has them."""
    if digits[12:] == "0000" or int(digits[:2]) not in PROVINCES or digits[2:4] == "00" or digits[4:6] == "00":
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    day -= 40 if day > 40 else 0
    return 1 <= day <= 31 and 1 <= month <= 12 and day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def is_card(digits: str) -> bool:
    """True when the number has a card network's beginning and a right check figure (Luhn)."""
    length = len(digits)
    begins = (
        (digits[0] == "4" and length in (13, 16, 19))
        or (
            length == 16
            and (51 <= int(digits[:2]) <= 55 or 2221 <= int(digits[:4]) <= 2720 or 3528 <= int(digits[:4]) <= 3589)
        )
        or (length == 15 and digits[:2] in ("34", "37"))
        or (length == 16 and digits[:4] in ("6011", "1946", "6221", "6011"))
    )
    doubled = (sum(divmod(2 * int(figure), 10)) for figure in digits[-2::-2])
    return begins and len(set(digits)) > 1 and (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _is_grouped_as_card(written: str) -> bool:
    return written.isdecimal() or re.fullmatch(r"\d{4}([ .-])\d{4,6}\1\d{4,5}(?:\1\d{1,4})?", written) is not None


def _is_civil_servant(digits: str) -> bool:
    """A NIP: birth date, month of appointment, sex, serial number."""
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return 1940 <= int(digits[:4]) <= 2015 and 1 <= int(digits[12:14]) <= 12 and digits[14] in "12"


def masked(written: str) -> str:
    """The number with its middle covered, so that a report does not spread it."""
    shown = [
        letter if number < 4 or number >= len(written) - 3 or not letter.isdecimal() else "•"
        for number, letter in enumerate(written)
    ]
    return "".join(shown)


def phones(draft: Draft) -> Iterator[Finding]:
    """No mobile number but the office's own; landlines and call centres pass."""
    text = draft.sheet.bare.text
    if not draft.sheet.bare.has_long_number:
        return
    told: set[tuple[int, str]] = set()
    for pattern, group in ((_MOBILE, 0), (_WA_LINK, 1), (_SPREAD, 0)):
        for match in pattern.finditer(text):
            if pattern is _SPREAD and not _is_spaced_number(match[0]):
                continue
            digits = "".join(figure for figure in match[group].replace("o", "0") if figure.isdecimal())
            core = digits.removeprefix("62").lstrip("0")
            if core in draft.context.own_numbers or not 9 <= len(core) <= 12 or not core.startswith("8"):
                continue
            line, field = draft.sheet.place_of_line(text, match.start())
            written = match[group].strip(" .-")
            if (line, core) in told:
                continue
            told.add((line, core))
            message = f"Ada nomor ponsel: {masked(written)}."
            hint = "Hapus, atau tulis nomor kantor. Nomor resmi dicatat di data/kantor.toml."
            yield Finding(line, message, hint, written, field)


def _is_spaced_number(written: str) -> bool:
    """True for one number set apart, False for times, dates and amounts that stand beside one another."""
    groups = re.split(r"\D+", written.strip("()+ "))
    between = re.findall(r"\D+", written.strip("()+ "))
    if len(groups) > 3 and all(len(group) == 2 for group in groups):
        return len(set(between)) == 1
    return re.search(r"\d,\s?\d{3}(?!\d)", written) is None


def spelled_phones(draft: Draft) -> Iterator[Finding]:
    """No number is spelled out figure by figure."""
    text = draft.sheet.bare.text
    if "delapan" not in text and "lapan" not in text:
        return
    for match in _SPELLED.finditer(text):
        digits = "".join(_FIGURE_WORDS[word] for word in re.findall(r"[a-z]+", match[0]) if word in _FIGURE_WORDS)
        if digits.startswith(("08", "628")) or (digits.startswith("8") and len(digits) > 9):
            line, field = draft.sheet.place_of_line(text, match.start())
            yield Finding(line, f"Ada nomor ponsel yang dieja: “{match[0][:30]}…”.", HIDE, match[0], field)


def asked_secrets(draft: Draft) -> Iterator[Finding]:
    """Nobody is asked for what no office asks: OTP, PIN, a password, a selfie with the identity card."""
    text = draft.sheet.bare.text
    if not any(
        sign in text
        for sign in (
            "otp",
            "pin",
            "sandi",
            "cvv",
            "cvc",
            "password",
            "kode",
            "digit",
            "angka",
            "kandung",
            "ktp",
            "seed",
        )
    ):
        return
    for match in _ASKED.finditer(text):
        if _NEGATED.search(text[max(0, match.start() - 60) : match.start(1)]) or _NEGATED.search(
            match[0][: match.start(2) - match.start()]
        ):
            continue
        if "ktp" in match[2] and not re.search(
            r"kode|otp|pin\b|selfie|swafoto", text[match.start(1) : match.end() + 60].partition("\n")[0]
        ):
            continue  # a copy of the card alone is asked for everywhere
        line, field = draft.sheet.place_of_line(text, match.start(1))
        written = " ".join(match[0][match.start(1) - match.start() :].split())
        message = f"Pembaca diminta memberikan rahasia: “{written[:60]}”."
        yield Finding(
            line,
            message,
            "Kantor tidak pernah memintanya. Hapus; bila bukan Anda yang menulisnya, laporkan.",
            written,
            field,
        )


def transfers(draft: Draft) -> Iterator[Finding]:
    """No number stands where money is to be sent."""
    if not draft.sheet.bare.has_long_number:
        return
    text = draft.sheet.bare.text
    for match in _TRANSFER.finditer(text):
        if "rp" in match[0] or _is_amount(match[1]) or _looks_like_date(match[1]):
            continue
        line, field = draft.sheet.place_of_line(text, match.start(1))
        yield Finding(line, f"Ada nomor tujuan kiriman uang: {masked(match[1])}.", HIDE, match[1], field)


def labelled_numbers(draft: Draft) -> Iterator[Finding]:
    """No account, identity, tax, insurance or passport number beside its name."""
    text = draft.sheet.bare.text
    if not draft.sheet.bare.has_long_number:
        return
    for match in _CONTEXT.finditer(text):
        found = (
            _NUMBER_NEAR.match(text, match.end()) if _NUMBER_START.search(text, match.end(), match.end() + 70) else None
        )
        if "kode" in text[max(0, match.start() - 6) : match.start()]:
            continue  # of a budget, not of a bank
        if found is None or "rp" in text[match.end() : found.start(1)] or _is_amount(found[1]):
            continue
        digits = "".join(filter(str.isdecimal, found[1]))
        least = {"nik": 15, "account": 8, "card": 12, "other": 7}[match.lastgroup or "other"]
        if (
            len(digits) < least
            or (len(digits) == 16 and kind_of_number(digits, found[1]))
            or _looks_like_date(found[1])
        ):
            continue
        what = {"nik": "nomor kependudukan", "account": "nomor rekening", "card": "nomor kartu"}.get(
            match.lastgroup or "", "nomor pribadi"
        )
        line, field = draft.sheet.place_of_line(text, found.start(1))
        yield Finding(line, f"Ada {what}: {masked(found[1])}.", HIDE, found[1], field)


def _looks_like_date(written: str) -> bool:
    return re.fullmatch(r"\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d\d", written) is not None


def emails(draft: Draft) -> Iterator[Finding]:
    """No e-mail address of a private person; an office's address at a free service passes."""
    text = draft.sheet.bare.text
    if "@" not in text and (
        draft.sheet.bare.words.isdisjoint(("at", "et"))  # all of these signs set a word apart
        or not any(sign in text for sign in ("(at", "[at", "{at", " at ", " at)", " at]", "( at", "(et"))
    ):
        return
    for match in _EMAIL.finditer(text):
        written = match[0]
        local = re.split(r"[@\[({ ]", written)[0]
        if written in draft.context.own_addresses or OFFICE_WORDS.search(local):
            continue
        line, field = draft.sheet.place_of_line(text, match.start())
        yield Finding(
            line,
            f"Ada surel pribadi: {written[:2]}•••{written[len(local) :]}.",
            "Hapus, atau tulis surel kantor.",
            written,
            field,
        )


def birth_dates(draft: Draft) -> Iterator[Finding]:
    """No full birth date of a living person."""
    text = draft.sheet.bare.text
    if "lahir" not in text and "ttl" not in text:
        return
    for pattern in (_BORN, _DATED_AFTER):
        for match in pattern.finditer(text):
            if int(match["year"]) < OLDEST or re.search(
                r"hari (?:jadi|lahir)|undang-undang|uu no|(?:kabupaten|kota|desa|provinsi|negara) (?:ini|itu|kita)|kabupaten|pancasila|pmii|organisasi|nahdlatul|muhammadiyah",
                text[max(0, match.start() - 40) : match.end()].rpartition("\n")[2],
            ):
                continue
            line, field = draft.sheet.place_of_line(text, match.start())
            written = " ".join(match[0].split())
            yield Finding(
                line, f"Ada tanggal lahir: “{written[:40]}”.", "Tulis umurnya saja, atau tahunnya.", written, field
            )
