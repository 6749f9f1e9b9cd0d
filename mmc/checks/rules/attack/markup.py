"""Markup that a press item may not have: everything but Markdown is refused with its line."""

# ruff: noqa: E501  (patterns and lists of words)
from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from mmc.base.typed import stored
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.content.links import definitions
from mmc.checks.rules.attack.normalisation import entities

DANGEROUS = {
    "script": "skrip", "iframe": "bingkai", "frame": "bingkai", "frameset": "bingkai", "object": "objek tertanam", "embed": "objek tertanam", "applet": "objek tertanam",
    "form": "formulir", "input": "formulir", "button": "formulir", "textarea": "formulir", "select": "formulir", "style": "gaya", "link": "gaya", "meta": "perintah halaman",
    "base": "perintah halaman", "svg": "gambar SVG", "math": "rumus", "template": "templat", "noscript": "skrip", "audio": "pemutar", "video": "pemutar", "portal": "bingkai",
    "title": "perintah halaman", "html": "halaman utuh", "head": "halaman utuh", "body": "halaman utuh", "dialog": "dialog", "canvas": "kanvas", "slot": "templat",
}  # fmt: skip
PLAIN = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "address",
        "area",
        "article",
        "aside",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "data",
        "dd",
        "del",
        "details",
        "dfn",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "i",
        "img",
        "image",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "main",
        "map",
        "mark",
        "marquee",
        "menu",
        "meter",
        "nav",
        "nobr",
        "ol",
        "optgroup",
        "option",
        "output",
        "p",
        "param",
        "picture",
        "pre",
        "progress",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "track",
        "tt",
        "u",
        "ul",
        "var",
        "wbr",
        "xmp",
        "plaintext",
        "blink",
    ]
)
MENDS = {
    "b": "**tebal**", "strong": "**tebal**", "i": "*miring*", "em": "*miring*", "a": "[kata](https://alamat)", "img": "![teks alternatif](berkas.jpg)", "br": "baris kosong",
    "p": "baris kosong", "div": "baris kosong", "li": "- butir", "ul": "- butir", "ol": "1. butir", "h1": "## Judul", "h2": "## Judul", "h3": "### Judul", "blockquote": "> kutipan",
    "hr": "baris kosong", "table": "tabel Markdown", "u": "*miring*", "span": "teks biasa", "font": "teks biasa", "center": "teks biasa",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,30})((?:[:-][A-Za-z0-9:-]{0,30})?)(?=[\s/>\"']|$)([^<>\n]{0,2000})(>?)")
_ODD_TAG = re.compile(rf"<[\s/]*(?:{'|'.join(DANGEROUS)})\b", re.IGNORECASE)
_PHOTO_NAME = re.compile(r"^[^=]*\.(?:jpe?g|png|webp)$", re.IGNORECASE)
_DECLARATION = re.compile(r"<!--|<!\[|<!doctype|<\?(?:php|xml|=)|-->|<%", re.IGNORECASE)
_WORD = re.compile(
    r"\bmso-[a-z]|class=[\"']?Mso|<o:|<w:|<v:|<m:|\[if [a-z !]*mso|urn:schemas-microsoft|<!\[endif|StartFragment",
    re.IGNORECASE,
)
_HANDLER = re.compile(r"[\s\"'/<]on(?:[a-z]{3,25})\s*=\s*[\"'a-z&]", re.IGNORECASE)
_TEMPLATE = re.compile(
    r"\{\{.{0,200}?(?:\}\}|$)|\{%.{0,200}?(?:%\}|$)|\{#.{0,200}?#\}|\$\{[^}\n]{0,200}\}|<%.{0,200}?%>|\{(?:filename|attach|static|tag|category|author|index)\}"
    r"|(?<![\w|])\|(?:filename|attach|static)\||\[/?(?:caption|gallery|embed|vc_[a-z_]+|audio|video|playlist|shortcode|contact-form-7)\b[^\]\n]{0,200}\](?!\()"
)
_YAML = re.compile(r"!!?[a-z<]|&\w+(?:\s|$)|\*\w+$|\{.*:.*\}$|%(?:YAML|TAG)\b")
_SCHEME = re.compile(
    r"(?:javascript|vbscript|livescript|data|file|blob|about|intent|jar|ftp|ws|wss|view-source|chrome|ms-[a-z]+)\s*:",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\]\(([^()\n]{1,2000})|<([A-Za-z][A-Za-z0-9+.&#;-]{1,40}:[^<>]{0,2000})>|(?:href|src|action|formaction|srcset|poster|data)\s*=\s*[\"']?([^\"'>\n]{1,2000})"
)
_SPACE = re.compile(r"[\x00-\x20\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]+")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^\n]{1,500}?)(?<!`)\1(?!`)")


def _prose_lines(draft: Draft) -> Iterator[tuple[str, int, str]]:
    """Each line without its code spans, in which markup is only spoken about."""
    for text, line, field in draft.sheet.lines():
        if "`" in text:
            text = _CODE.sub(lambda match: " " * len(match[0]), text)
        yield text, line, field


def tags(draft: Draft) -> Iterator[Finding]:
    """No HTML element, comment or declaration; pages show it as text, so a writer never meant it."""
    if "<" not in draft.sheet.text and "&" not in draft.sheet.text and "-->" not in draft.sheet.text:
        return
    for raw, line, field in _prose_lines(draft):
        text = entities(raw)
        if "<" not in text and "-->" not in text:
            continue
        finding = _tag(text, line, field) or _declaration(text, line, field)
        if finding is not None:
            yield finding


def _tag(text: str, line: int, field: str) -> Finding | None:
    for match in _TAG.finditer(text):
        name, is_open = match[2].casefold(), not match[5]
        if name in ("https", "http", "mailto", "tel") or (
            match[3].startswith(":") and name not in ("o", "w", "v", "m", "st1", "svg", "xsl")
        ):
            continue
        if (
            len(name) == 1
            and text[match.start() - 1 : match.start()].isalnum()
            and match[4].strip()
            and "=" not in match[4]
        ):
            continue  # a comparison: `a<b dan c>d`
        if text[: match.start()].endswith("](") and _PHOTO_NAME.search(match[4]) and name not in DANGEROUS:
            continue  # a photo whose name has a space: `![Sawah](<sawah pagi.jpg>)`
        shown = f"<{match[1]}{match[2]}{match[3]}"
        if name in DANGEROUS:
            return Finding(
                line,
                f"Ada {DANGEROUS[name]} (`{shown}>`), yang tidak boleh ada di naskah.",
                "Hapus seluruhnya.",
                field=field,
            )
        if name in PLAIN or match[3] or not is_open:
            words = "tidak ditutup dan tidak boleh" if is_open else "tidak boleh"
            mend = (
                f"Tulis dengan Markdown: {MENDS[name]}." if name in MENDS else "Hapus; naskah hanya memakai Markdown."
            )
            return Finding(line, f"Elemen HTML `{shown}>` {words} ada di naskah.", mend, field=field)
    odd = _ODD_TAG.search(text)
    if odd and not text.startswith("<<<<<<< "):  # that is a merge mark, told as one
        return Finding(line, f"Ada elemen HTML yang rusak: “{odd[0]}”.", "Hapus seluruhnya.", field=field)
    return None


def _declaration(text: str, line: int, field: str) -> Finding | None:
    match = _DECLARATION.search(text)
    if match is None or (match[0] == "-->" and "<!--" not in text and "<" not in text and field):
        return None
    what = "Komentar HTML" if match[0].startswith(("<!--", "-->")) else "Perintah mesin"
    return Finding(
        line, f"{what} “{match[0]}” tidak boleh ada di naskah.", "Hapus dari pembuka sampai penutupnya.", field=field
    )


def word_paste(draft: Draft) -> Iterator[Finding]:
    """Nothing of Word's own markup came along with a paste."""
    sheet = draft.sheet.text
    if "<" not in sheet and "mso" not in draft.sheet.lower and "Fragment" not in sheet and "microsoft" not in sheet:
        return
    if not any(sign in sheet for sign in ("<", "so-", "so:", "Mso", "MSO", "ragment", "microsoft")):
        return
    for text, line, field in _prose_lines(draft):
        if ("mso" in text.lower() or "<" in text or "Fragment" in text or "microsoft" in text) and (
            match := _WORD.search(text)
        ):
            hint = f"Tempel ulang sebagai teks biasa (Ctrl+Shift+V), atau pakai `{stored('impor BERKAS')}`."
            yield Finding(line, f"Ada sisa tempelan dari Word: “{match[0]}”.", hint, field=field)


def handlers(draft: Draft) -> Iterator[Finding]:
    """No event handler stands in any tag."""
    if "=" not in draft.sheet.text or "<" not in entities(draft.sheet.text):
        return
    for raw, line, field in _prose_lines(draft):
        text = entities(raw)
        if "<" in text and "=" in text and (match := _HANDLER.search(text)):
            yield Finding(line, f"Ada skrip peristiwa: “{match[0].strip()}”.", "Hapus seluruh elemennya.", field=field)


def schemes(draft: Draft) -> Iterator[Finding]:
    """Every address is https, mailto, tel, or within the site."""
    if ":" not in draft.sheet.text and "&" not in draft.sheet.text:
        return
    for raw, line, field in draft.sheet.lines():
        if "](" in raw or "<" in raw or "=" in raw:
            for match in _TARGET.finditer(entities(raw)):
                scheme = _scheme(match[1] or match[2] or match[3])
                if scheme:
                    yield _bad_scheme(scheme, line, field)
    for offset, _, address in definitions(draft.source.body):
        scheme = _scheme(entities(address))
        if scheme:
            yield _bad_scheme(scheme, draft.source.body_line + draft.source.body.count("\n", 0, offset), "")
    yield from _broken_over_lines(draft)


def _scheme(address: str) -> str:
    plain = _SPACE.sub("", address.strip().lstrip("<"))
    match = _SCHEME.match(plain) or _SCHEME.match(_SPACE.sub("", unquote(plain)))
    return match[0].rstrip(":").strip().casefold() if match else ""


def _broken_over_lines(draft: Draft) -> Iterator[Finding]:
    body = entities(draft.source.body)
    for match in re.finditer(r"\]\([^()]{0,40}\n[^()]{0,60}", body):
        scheme = _scheme(match[0][2:])
        if scheme:
            yield _bad_scheme(scheme, draft.source.body_line + body.count("\n", 0, match.start()), "")


def _bad_scheme(scheme: str, line: int, field: str) -> Finding:
    return Finding(
        line,
        f"Alamat `{scheme}:` tidak boleh ada di naskah.",
        "Pakai alamat https:// atau alamat di situs ini.",
        field=field,
    )


def template_syntax(draft: Draft) -> Iterator[Finding]:
    """No template syntax or short code is shown to readers as text."""
    if not any(sign in draft.sheet.text for sign in ("{", "[", "<%", "|")):
        return
    for text, line, field in _prose_lines(draft):
        if ("{" in text or "[" in text or "%" in text or "|" in text) and (match := _TEMPLATE.search(text)):
            hint = "Ganti dengan teks atau alamat yang sebenarnya, misalnya /berita/2026/01/judul/."
            yield Finding(
                line, f"Ada sintaks templat yang akan tampil apa adanya: “{match[0][:60]}”.", hint, field=field
            )


def yaml_syntax(draft: Draft) -> Iterator[Finding]:
    """No value of the header uses a part of YAML that is not read here: it would be shown as text."""
    for field in draft.source.fields:
        values = (field.value, *field.value.items, *(part.value for part in field.value.fields))
        for value in values:
            if _YAML.match(value.text) and field.key not in ("confirmed", "sources"):
                message = f"Nilai “{value.text[:40]}” memakai sintaks YAML yang tidak dikenal di sini."
                yield Finding(value.line, message, "Tulis nilainya sebagai teks biasa.", field=field.key)


def heading_levels(draft: Draft) -> Iterator[Finding]:
    """Headings begin at the second level; the first is the title's."""
    if not draft.source.body.startswith("# ") and "\n# " not in draft.source.body:
        return
    for text, line, field in draft.body.lines():
        if text.startswith("# "):
            yield Finding(
                line, f"Subjudul “{text[2:50]}” memakai satu tanda #.", "Mulailah subjudul dengan ##.", field=field
            )
