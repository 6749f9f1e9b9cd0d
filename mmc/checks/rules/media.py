"""Photos and drawings beside an item: described, captioned, credited, and nothing in them that acts."""

# ruff: noqa: E501  (patterns and lists of words)
from __future__ import annotations

import re
from collections.abc import Iterator

from mmc.base.problems import Severity
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.rules.attack.normalisation import entities
from mmc.indonesian.text import group_key

NOBODY = frozenset(
    [
        "ist",
        "istimewa",
        "fotoist",
        "fotoistimewa",
        "dokist",
        "dokistimewa",
        "internet",
        "google",
        "googleimages",
        "net",
        "web",
        "medsos",
        "whatsapp",
        "wa",
        "grupwa",
        "wagrup",
        "wag",
        "facebook",
        "instagram",
        "tiktok",
        "youtube",
        "pinterest",
        "repro",
        "tidakdiketahui",
        "unknown",
        "anonim",
        "na",
        "none",
        "nihil",
        "kosong",
        "foto",
        "fotografer",
        "kredit",
        "sumber",
        "screenshot",
        "tangkapanlayar",
        "ilustrasi",
        "istimewaist",
        "sumberinternet",
        "sumbergoogle",
        "fotointernet",
        "dokumentasi",
        "dok",
        "fotodok",
        "fotodokumentasi",
        "xxx",
        "todo",
    ]
)
NO_ALT = frozenset(
    [
        "foto",
        "gambar",
        "image",
        "img",
        "picture",
        "photo",
        "pic",
        "fotoberita",
        "fotokegiatan",
        "gambarberita",
        "dokumentasi",
        "fotodokumentasi",
        "ilustrasi",
        "logo",
        "banner",
        "alt",
        "altteks",
        "teksalternatif",
        "tidakada",
        "kosong",
        "todo",
        "xxx",
        "untitled",
        "tanpajudul",
        "screenshot",
        "fotobersama",
        "dokumentasikegiatan",
    ]
)
_FILE_LIKE = re.compile(
    r"\.(?:jpe?g|png|webp|gif|heic)$|^(?:img|dsc|dscf|pxl|whatsapp image|wa)[ _-]?\d|^\d{8}[_-]\d|^screenshot",
    re.IGNORECASE,
)
_IST = re.compile(
    r"\(?\b(?:foto|dok|photo|gambar|sumber foto)[ ]?[./:;,-][ ]?(?:ist|istimewa|internet|google|net)\b\.?\)?|\((?:ist|istimewa)\.?\)",
    re.IGNORECASE,
)
_SVG_WRONG = (
    (re.compile(r"<\s*(?:\w+:)?(script|foreignobject|iframe|embed|object|handler|listener|set|animate\w*|audio|video|use\b[^>]*(?:https?:|//|data:))", re.IGNORECASE), "elemen “{}”"),
    (re.compile(r"[\s\"'/](on[a-z]{3,20})\s*=", re.IGNORECASE), "skrip peristiwa “{}”"),
    (re.compile(r"(javascript|vbscript|data)\s*:(?!image/(?:png|jpe?g|webp);)", re.IGNORECASE), "alamat “{}:”"),
    (re.compile(r"<!(entity|doctype\s+\w+\s+SYSTEM|doctype[^>]*\[)", re.IGNORECASE), "pengenal “{}”"),
    (re.compile(r"<\?(xml-stylesheet|php)", re.IGNORECASE), "perintah “{}”"),
    (re.compile(r"(?:href|src)\s*=\s*[\"']\s*((?:https?:)?//[^\"']{0,60})", re.IGNORECASE), "alamat luar “{}”"),
    (re.compile(r"(@import|url\(\s*[\"']?(?:https?:)?//|expression\()", re.IGNORECASE), "gaya dari luar “{}”"),
)  # fmt: skip


def main_photo(draft: Draft) -> Iterator[Finding]:
    """The main photo is there, has words for those who do not see it, a caption, and somebody's name."""
    named = draft.value("photo").strip()
    photo = named or next(iter(draft.default_photos()), "")
    told = [key for key in ("photo_alt", "photo_caption", "photo_credit") if draft.value(key)]
    if named and named not in draft.siblings:
        near = next((file for file in draft.siblings if file.casefold() == named.casefold()), "")
        hint = (
            f"Berkasnya bernama `{near}`; huruf besar dan kecil dibedakan."
            if near
            else "Taruh fotonya di folder naskah, atau perbaiki namanya."
        )
        yield Finding(draft.line_of("photo"), f"Foto “{named}” tidak ada di samping naskah.", hint, field="photo")
    if not photo:
        if told:
            stem = draft.path.rpartition("/")[2].removesuffix(".md")
            message = f"Ada `{told[0]}`, tetapi fotonya tidak ada."
            yield Finding(
                draft.line_of(told[0]), message, f"Taruh foto bernama `{stem}-1.jpg` di samping naskah.", field=told[0]
            )
        return
    line = draft.line_of("photo")
    for key, what, hint in (
        ("photo_alt", "teks alternatif", "Tulis apa yang terlihat: `photo_alt: Petani memotong padi`."),
        ("photo_caption", "keterangan", "Tulis siapa, di mana, kapan: `photo_caption: …`."),
        ("photo_credit", "nama pemotret", "Tulis nama fotografer: `photo_credit: …`."),
    ):
        if not draft.value(key).strip() and not (key == "photo_credit" and draft.value("photographer")):
            yield Finding(line, f"Foto “{photo}” belum punya {what}.", hint, field=key)


def credits_named(draft: Draft) -> Iterator[Finding]:
    """Credits name a person or an office: “Foto/IST” names nobody."""
    for field in draft.source.fields:
        if field.key in ("photo_credit", "photographer") and field.value.text and _names_nobody(field.value.text):
            yield _nobody(field.value.text, field.line, field.key)
        for item in field.value.items:
            for part in item.fields:
                if part.key == "credit" and (_names_nobody(part.value.text) or not part.value.text):
                    yield _nobody(part.value.text, part.line, field.key)
    if any(sign in draft.sheet.lower and sign in draft.source.body.lower() for sign in ("ist", "net", "google")):
        for text, line, field_key in draft.sheet.lines():
            match = _IST.search(text)
            if match and field_key not in ("photo_credit", "photographer", "photos"):
                yield _nobody(match[0], line, field_key)


def _names_nobody(credit: str) -> bool:
    key = group_key(credit)
    return key in NOBODY or not key or _IST.fullmatch(credit.strip()) is not None


def _nobody(credit: str, line: int, field: str) -> Finding:
    hint = "Tanyakan siapa yang memotret, lalu tulis namanya, misalnya `photo_credit: Nama/Diskominfo`."
    return Finding(line, f"Kredit foto “{credit}” tidak menyebut siapa pun.", hint, field=field)


_MARKS_IN_FIELD = re.compile(r"!\[[^\]\n]{0,60}\]|\[\^[^\]\n]{0,60}\]")
_FORMATTED = ("claim", "corrections", "updates", "withdrawn")  # header fields that are read as Markdown


def unread_marks(draft: Draft) -> Iterator[Finding]:
    """Nothing that was meant as a picture, footnote or link is shown as signs, and none is lost in a field."""
    for mark in draft.page.unread if draft.page is not None else ():
        line = draft.line_with(mark)
        if mark.startswith("[^") and mark.endswith("]:"):
            hint = f"Rujuk di teks dengan `{mark[:-1]}`, atau hapus catatannya."
            yield Finding(line, f"Catatan kaki `{mark[:-1]}` tidak dirujuk di teks.", hint)
        elif mark.startswith("[^"):
            name = mark.partition("]")[0] + "]"
            hint = f"Tulis isinya di baris sendiri di akhir naskah: `{name}: …`."
            yield Finding(line, f"Catatan kaki `{name}` tidak punya isi.", hint)
        elif mark.startswith("]["):
            hint = f"Tulis alamatnya di tempat itu, [kata](alamat), atau di baris sendiri: `{mark[1:]}: alamat`."
            yield Finding(line, f"Tautan ke `{mark[1:]}` tidak punya alamat dan akan tampil apa adanya.", hint)
        else:
            what = "Gambar" if mark.startswith("![") else "Tautan"
            hint = "Tulis ![apa yang terlihat](nama-berkas.jpg) atau [kata](alamat), tanpa spasi di antara kurungnya."
            yield Finding(line, f"{what} ini tidak terbaca: “{mark[:40]}”.", hint)
    for text, line, field in draft.sheet.lines():
        if field in _FORMATTED and "[" in text and (match := _MARKS_IN_FIELD.search(text)):
            yield Finding(
                line, f"`{match[0]}` tidak dapat dipakai di kepala naskah.", "Pindahkan ke isi naskah.", field=field
            )


def alt_texts(draft: Draft) -> Iterator[Finding]:
    """Every picture says what is seen on it, in words of its own."""
    for link in draft.links:
        if link.kind != "image":
            continue
        if not link.words.strip():
            yield Finding(
                link.line,
                f"Gambar “{link.address}” belum punya teks alternatif.",
                f"Tulis ![apa yang terlihat]({link.address}).",
            )
        elif _says_nothing(link.words):
            yield _empty_alt(link.words, link.line, "")
        elif not link.title:
            hint = f'Tulis ![…]({link.address} "Siapa, di mana, kapan. Foto: nama").'
            yield Finding(
                link.line, f"Gambar “{link.address}” belum punya keterangan.", hint, severity=Severity.WARNING
            )
    for field in draft.source.fields:
        if field.key == "photo_alt" and field.value.text:
            if _says_nothing(field.value.text):
                yield _empty_alt(field.value.text, field.line, field.key)
            elif group_key(field.value.text) == group_key(draft.value("title")):
                message = "Teks alternatif sama dengan judul, padahal harus menyebut apa yang terlihat."
                yield Finding(
                    field.line,
                    message,
                    "Tulis apa yang terlihat pada foto.",
                    field=field.key,
                    severity=Severity.WARNING,
                )
        for item in field.value.items if field.key == "photos" else ():
            yield from _gallery_photo({part.key: (part.value.text, part.line) for part in item.fields}, item.line)


def _gallery_photo(parts: dict[str, tuple[str, int]], line: int) -> Iterator[Finding]:
    alt, alt_line = parts.get("alt", ("", line))
    if alt and _says_nothing(alt):
        yield _empty_alt(alt, alt_line, "photos")
    for key, what in (("alt", "teks alternatif"), ("caption", "keterangan"), ("credit", "nama pemotret")):
        if not parts.get(key, ("", 0))[0].strip() and (key not in parts or key == "alt"):
            file = parts.get("file", ("?", 0))[0]
            yield Finding(
                line,
                f"Foto “{file}” di galeri belum punya {what}.",
                f"Tambahkan `{key}: …` pada butir itu.",
                field="photos",
            )


def _says_nothing(alt: str) -> bool:
    return group_key(alt) in NO_ALT or _FILE_LIKE.search(alt.strip()) is not None or len(group_key(alt)) < 4


def _empty_alt(alt: str, line: int, field: str) -> Finding:
    return Finding(
        line,
        f"Teks alternatif “{alt}” tidak menyebut apa yang terlihat.",
        "Tulis misalnya: Petani memotong padi di sawah.",
        field=field,
    )


def svg(data: bytes) -> Iterator[Finding]:
    """A drawing only draws: no script, no handler, nothing fetched from elsewhere."""
    text = entities(data.decode("utf-8", "replace").replace("\x00", ""))
    if "<svg" not in text[:4000].lower():
        yield Finding(1, "Namanya berakhir .svg, tetapi isinya bukan gambar SVG.", "Simpan ulang sebagai SVG atau PNG.")
    for pattern, words in _SVG_WRONG:
        match = pattern.search(text)
        if match:
            what = words.format(match[1][:60])
            line = text.count("\n", 0, match.start()) + 1
            yield Finding(
                line, f"Gambar SVG ini memuat {what}.", "Simpan ulang sebagai PNG, atau minta SVG tanpa skrip."
            )
