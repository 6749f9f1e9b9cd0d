"""What a letter puts around a release: head, labels, closing phrase, contact, signature; set aside and told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mmc.base.problems import Problem
from mmc.importer.arrival import Line, aside
from mmc.indonesian.calendar import MONTHS
from mmc.indonesian.text import squeeze

_AGENCY = re.compile(
    r"(?:pemerintah(?:an)?|pemkab|pemko|provinsi|kabupaten|kota|republik indonesia|kementerian|dinas|badan|"
    r"sekretariat|kantor|bagian|kecamatan|kelurahan|desa|"
    r"rumah sakit|rsud|puskesmas|uptd?|satuan polisi|inspektorat|dewan perwakilan|dprd|komisi|kepolisian|"
    r"polres|kodim|komando|media center|mmc|humas|protokol|"
    r"perusahaan|perumda|pdam|universitas|sekolah|smp|sma|smk)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:jl\.?|jln\.?|jalan)\s|(?:tele?pon|telp|tlp|faks?(?:imile)?|fax|e-?mail|surel|laman|website|situs|"
    r"web|kode pos|po\.? ?box|instagram|facebook|ig|fb|hp|wa|whatsapp)"
    r"\b\.?\s*[.:(0-9@/]|^(?:https?://|www\.)\S+$|^\S+@\S+\.\w+$|^\(?0\d{2,3}\)?[\s-]*\d{4,}|\bkode pos\b|"
    r"^[A-Z][\w .]{2,30}[ -]+\d{5}$|^[-_=–—*•.\s]{3,}$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:siaran pers|press release|rilis(?: berita| pers| media)?|berita|naskah berita|berita pers|untuk (?:segera )?(?:disiarkan|"
    r"diberitakan|diterbitkan)|segera|"
    r"(?:nomor|no|sifat|lampiran|lamp|perihal|hal|kepada|hari/tanggal|hari|tanggal|waktu kirim|embargo|"
    r"kategori|rubrik|kode|jenis|media)[ .]{0,2}:.{0,160}|"
    r"(?:kepada )?yth\.?.{0,80}|di[ -]+tempat\.?|rilis (?:no|nomor).{1,40})",
    re.IGNORECASE,
)
_NIP = re.compile(
    r"\bN\.?I\.?P\.?\b\s*[:.]?\s*\d|\bNIP\b|\bNRP\b\s*[:.]?\s*\d|\b\d{8}\s?\d{6}\s?[12]\s?\d{3}\b", re.IGNORECASE
)
_PLACE_DATE = re.compile(
    rf"(?:ditetapkan di\s.{{2,40}}|pada tanggal\s.{{2,40}}|dikeluarkan di\s.{{2,40}}|[A-Z][\w’' ]{{2,30}},\s*(?:tanggal\s)?"
    rf"\d{{1,2}}\s(?:{'|'.join(MONTHS)}|"
    rf""
    rf"nopember|pebruari)\s\d{{4}}\.?)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:mengetahui|a\.?n\.?\s|an\.\s|u\.b\.|plt\.?\s|plh\.?\s|pj\.?\s|kepala|sekretaris|bupati|wakil bupati|"
    r"camat|lurah|direktur|ketua|kabag|kabid|kasi|koordinator|pranata|"
    r"hormat kami|ttd|tertanda|pembina|penata|pengatur)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\(?\s*(?:ttd\.?|tertanda|dto\.?|\.{4,}|_{4,})\s*\)?", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:demikian(?:lah)?\b.{0,40}\b(?:siaran pers|rilis|berita|informasi|disampaikan|dibuat|kami sampaikan|untuk)\b|"
    r"atas (?:perhatian|kerja ?sama|bantuan|dimuatnya)\b|terima ?kasih\b.{0,60}$|sekian\b.{0,60}$|mohon (?:dimuat|dipublikasikan)\b)",
    re.IGNORECASE,
)
_REACH = re.compile(
    r"(?:narahubung|kontak(?: media| person| pers)?|contact|media contact|contact person|cp|informasi lebih lanjut|info lebih lanjut|"
    r"untuk informasi(?: lebih lanjut| selengkapnya)?|hubungi|"
    r"(?:no\.?|nomor) (?:hp|kontak|telepon|wa))\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+62|\b62|\b0)[\d\s().-]{7,16}\d|@\w{3,}|\S+@\S+\.\w{2,}")
_HASHTAGS = re.compile(r"(?:#[\w’]{2,40}[\s,|.]*)+")
_TAG = re.compile(r"#([\w’]{2,40})")


@dataclass(frozen=True, slots=True)
class Letter:
    """The lines that are the release, and what was found in those around it."""

    lines: tuple[Line, ...]
    told: tuple[Problem, ...] = ()
    is_press_release: bool = False
    has_head: bool = False
    tags: tuple[str, ...] = ()


def without_letter(lines: Sequence[Line], path: str) -> Letter:
    """The release alone; what was set aside is told once a kind, with its first words."""
    told: list[Problem] = []
    kept, head = _without_head(list(lines))
    _tell(told, path, "Kop surat disisihkan", head)
    kept, labels = _without_labels(kept)
    more_head: list[Line] = []
    if not head and labels:
        kept, more_head = _without_head(kept)
        _tell(told, path, "Kop surat disisihkan", more_head)
        kept, more = _without_labels(kept)
        labels += more
    _tell(told, path, "Baris di atas judul tidak diambil", labels)
    kept, tags = _without_hashtags(kept, path, told)
    kept = _without_foot(kept, path, told)
    is_press = any(re.search(r"\b(?:pers|press)\b", line.text, re.IGNORECASE) for line in labels)
    return Letter(tuple(kept), tuple(told), is_press, bool(head or more_head), tags)


def _tell(told: list[Problem], path: str, what: str, lines: Sequence[Line]) -> None:
    words = [squeeze(line.text) for line in lines if squeeze(line.text).strip("-_=–—*•. ")]
    if words:
        shown = " / ".join(words)
        told.append(aside(path, lines[0].number, f"{what}: “{shown[:90]}{'…' if len(shown) > 90 else ''}”."))


def is_head_line(text: str) -> bool:
    """True for the name of an agency in capitals, an address, a telephone number."""
    words = squeeze(text).strip("*_ ")
    if not words or len(words) > 140:
        return False
    if (_CONTACT.search(words) and not words.endswith((".", "”"))) or re.fullmatch(r"[-_=–—*•.\s]{3,}", words):
        return True
    return words.isupper() and _AGENCY.match(words) is not None and len(words) < 90


def _without_head(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The letterhead is what stands before the first line that is none: agencies in capitals, then how to reach them."""
    head: list[Line] = []
    filled = 0
    for line in lines:
        if line.marker == "photo" or not line.text.strip():
            head.append(line)
            continue
        goes_on = is_head_line(line.text) or (
            filled > 0
            and not _is_label(line)
            and len(line.text) < 40
            and line.text.strip().isupper()
            and _is_place(line.text, lines[: filled + 4])
        )
        if line.marker in ("heading", "block") and not is_head_line(line.text):
            break
        if not goes_on:
            break
        head.append(line)
        filled += 1
    names = [line for line in head if line.text.strip() and line.marker != "photo"]
    if not names or (len(names) == 1 and not _is_surely_head(lines)):
        return lines, []
    last = max(order for order, line in enumerate(head) if line.text.strip())
    photos = [line for line in head[: last + 1] if line.marker == "photo"]
    return [*photos, *lines[last + 1 :]], [line for line in head[: last + 1] if line.marker != "photo"]


def _is_place(text: str, around: Sequence[Line]) -> bool:
    """`BUNTOK` beneath an agency's name, which is no headline."""
    words = squeeze(text)
    return len(words.split()) <= 2 and any(_AGENCY.match(squeeze(line.text)) for line in around)


def _is_surely_head(lines: Sequence[Line]) -> bool:
    """One line alone is a letterhead when a label follows; else it may be a headline in capitals."""
    following = [line for line in lines if line.text.strip()][1:3]
    return bool(following) and (
        _LABEL.fullmatch(squeeze(following[0].text).strip(" :-*_")) is not None or is_head_line(following[0].text)
    )


def _without_labels(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Words above the headline that only say what the sheet is."""
    kept = list(lines)
    labels: list[Line] = []
    photos: list[Line] = []
    while kept:
        line = kept[0]
        text = squeeze(line.text).strip(" :-*_")
        if line.marker == "photo" and not labels and not photos and _later_label(kept):
            photos.append(kept.pop(0))
        elif line.marker != "photo" and (not text or (_LABEL.fullmatch(text) and line.marker != "block")):
            labels += [kept.pop(0)] if text else []
            if not text:
                kept.pop(0)
        else:
            break
    return [*photos, *kept], labels


def _is_label(line: Line) -> bool:
    return _LABEL.fullmatch(squeeze(line.text).strip(" :-*_")) is not None


def _later_label(lines: Sequence[Line]) -> bool:
    following = next((line for line in lines if line.marker != "photo" and line.text.strip()), None)
    return following is not None and _LABEL.fullmatch(squeeze(following.text).strip(" :-*_")) is not None


def _without_hashtags(lines: list[Line], path: str, told: list[Problem]) -> tuple[list[Line], tuple[str, ...]]:
    found = [line for line in lines if not line.source and _HASHTAGS.fullmatch(squeeze(line.text))]
    tags = dict.fromkeys(_spelled(match[1]) for line in found for match in _TAG.finditer(line.text))
    if found:
        message = f"Tagar menjadi topik: {', '.join(tags)}."
        told.append(aside(path, found[0].number, message))
    return [line for line in lines if line not in found], tuple(tags)


def _spelled(tag: str) -> str:
    """`BaritoSelatan` as two words; a hashtag has no spaces."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", tag.replace("_", " "))


def _without_foot(lines: list[Line], path: str, told: list[Problem]) -> list[Line]:
    """The foot of the letter, piece by piece from its end: signature, contact, closing phrase."""
    lines, signature = _without_signature(lines)
    _tell(told, path, "Blok tanda tangan disisihkan", signature)
    lines, contact = _without_contact(lines)
    _tell(told, path, "Narahubung disisihkan", contact)
    if not signature:
        lines, signature = _without_signature(lines)
        _tell(told, path, "Blok tanda tangan disisihkan", signature)
    filled = [order for order, line in enumerate(lines) if line.text.strip() and line.marker != "photo"]
    closing = [order for order in filled[-4:] if len(filled) > 2 and _is_closing(lines[order])]
    _tell(told, path, "Kalimat penutup surat tidak diambil", [lines[order] for order in closing])
    return [line for order, line in enumerate(lines) if order not in closing]


def _is_closing(line: Line) -> bool:
    return not line.source and len(line.text) < 260 and _CLOSING.match(squeeze(line.text)) is not None


def _without_signature(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """From the place and day, or the office, that stands above the name to the line with the NIP."""
    filled = [order for order, line in enumerate(lines) if line.text.strip() and line.marker != "photo"]
    tail = filled[-16:]
    nips = [order for order in tail if _NIP.search(lines[order].text) and len(lines[order].text) < 160]
    places = [order for order in tail if _PLACE_DATE.fullmatch(squeeze(lines[order].text).strip("*_ "))]
    signed = [order for order in tail if _SIGNED.fullmatch(squeeze(lines[order].text))]
    if nips:
        end = nips[-1]
        start = nips[0]
    elif signed and signed[-1] in filled[-4:]:
        position = filled.index(signed[-1])
        end = filled[min(len(filled) - 1, position + 2)]
        start = signed[0]
    elif (
        places
        and places[-1] in filled[-6:]
        and places[-1] != filled[0]
        and _is_signature_after(lines, filled, places[-1])
    ):
        start = places[-1]
        end = filled[-1]
    else:
        return lines, []
    position = filled.index(start)
    for _ in range(7):  # name, rank, office, `a.n.`, place and day stand above
        above = lines[filled[position - 1]]
        if position <= 1 or not _belongs_to_signature(above):
            break
        if (
            position > 2
            and _is_open_contact(lines[filled[position - 2]])
            and not _PLACE_DATE.fullmatch(squeeze(above.text))
        ):
            break
        position -= 1
    start = filled[position]
    after = filled[filled.index(end) + 1 :]
    while (
        after
        and len(lines[after[0]].text) < 60
        and (
            _NIP.search(lines[after[0]].text)
            or re.match(r"(?:pembina|penata|pengatur)", lines[after[0]].text.strip(), re.IGNORECASE)
        )
    ):
        end = after.pop(0)
    gone = [line for line in lines[start : end + 1] if line.marker != "photo"]
    return [
        *lines[:start],
        *(line for line in lines[start : end + 1] if line.marker == "photo"),
        *lines[end + 1 :],
    ], gone


def _is_open_contact(line: Line) -> bool:
    """`Narahubung:` alone, whose name and number follow on lines of their own."""
    return _REACH.match(squeeze(line.text)) is not None and _PHONE.search(line.text) is None


def _is_signature_after(lines: Sequence[Line], filled: Sequence[int], place: int) -> bool:
    """True when an office and a name follow the place and day."""
    after = [squeeze(lines[order].text) for order in filled if order > place]
    return 1 <= len(after) <= 5 and all(len(text) < 70 for text in after) and any(_ROLE.match(text) for text in after)


def _belongs_to_signature(line: Line) -> bool:
    text = squeeze(line.text).strip("*_ ")
    if line.source or len(text) > 90 or _CREDIT_LIKE.match(text) or _REACH.match(text) or _PHONE.search(text):
        return False
    if _PLACE_DATE.fullmatch(text) or _ROLE.match(text) or _SIGNED.fullmatch(text):
        return True
    is_name = (
        len(text.split()) <= 9
        and not text.endswith((".”", "!", "?"))
        and (text.isupper() or text.istitle() or "," in text)
    )
    ends_sentence = text.endswith(".") and not re.search(
        r"\b(?:S|M|A|Dr|Ir|Drs|H|Hj)\.\s?\w{0,6}\.?$|\b[A-Z][a-z]{0,4}\.$", text
    )
    return (is_name and not ends_sentence) or (text.endswith(",") and len(text) < 60)


_CREDIT_LIKE = re.compile(r"(?:penulis|peliput|foto|fotografer|editor|sumber|reporter|teks|naskah)\b", re.IGNORECASE)


def _without_contact(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Whom to ask, among the last lines: the label and what follows it, as long as it names or numbers somebody."""
    filled = [order for order, line in enumerate(lines) if line.text.strip() and line.marker != "photo"]
    gone: list[int] = []
    for position in range(max(2, len(filled) - 9), len(filled)):
        order = filled[position]
        text = squeeze(lines[order].text).strip("*_ ")
        if order in gone or lines[order].source:
            continue
        is_label = _REACH.match(text) is not None and len(text) < 220
        is_bare = position == len(filled) - 1 and _PHONE.fullmatch(text) is not None
        if not is_label and not is_bare:
            continue
        has_number = _PHONE.search(text) is not None
        following: list[int] = []
        for later in filled[position + 1 :]:
            words = squeeze(lines[later].text)
            if (
                lines[later].source
                or len(words) > 110
                or _CREDIT_LIKE.match(words)
                or ("//" in words and not _PHONE.search(words))
            ):
                break
            if not (_PHONE.search(words) or (not words.endswith(".") and not has_number)):
                break
            has_number |= _PHONE.search(words) is not None
            following.append(later)
        if has_number or text.endswith(":"):
            gone += [order, *following]
    return [line for order, line in enumerate(lines) if order not in gone], [lines[order] for order in gone]
