"""Files that are published as they are at the root of the site: a closed list of names, each with what it may say."""

# ruff: noqa: E501  (patterns)
from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

from mmc.checks.content.draft import Finding

KNOWN = (
    "verifikasi Google (google….html), Bing (BingSiteAuth.xml), Yandex (yandex_….html), Pinterest (pinterest-….html), Naver, Baidu; kunci IndexNow "
    "(….txt); favicon.*, apple-touch-icon.png; ads.txt, app-ads.txt, llms.txt; kunci publik (.asc, .pub, .minisig); CNAME; "
    "dan di .well-known/: security.txt.sig, openpgpkey, mta-sts.txt, assetlinks.json, apple-app-site-association, atproto-did, "
    "gpc.json, dnt-policy.txt, pki-validation, keybase.txt, matrix"
)
_HEX = r"[0-9a-fA-F]"
_KEY_LINE = re.compile(r"[ -~]{0,400}")
_PLAIN = re.compile(r"[\t\n -~\u00a0-\u024f\u2010-\u2026]*")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\n?")

Say = Callable[[str, str], str]  # name and text of the file -> what is wrong with it, or nothing


def _google(name: str, text: str) -> str:
    return (
        ""
        if text.strip() == f"google-site-verification: {name}"
        else f"isinya bukan `google-site-verification: {name}`"
    )


class _Words(HTMLParser):
    """The elements and the words of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.others: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        if decl.casefold() != "doctype html":
            self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


def _page_saying(pattern: str) -> Say:
    """A page of bare elements whose only words are these."""

    def say(_: str, text: str) -> str:
        page = _Words()
        page.feed(text)
        page.close()
        for name, has in page.elements:
            is_charset = (
                name == "meta"
                and set(has) <= {"charset", "http-equiv", "content"}
                and (has.get("http-equiv") or "content-type").lower() == "content-type"
            )
            if name not in {"html", "head", "body", "title", "p", "meta"} or (has and not is_charset):
                return f"ada elemen <{name}> dengan isi yang tidak diperlukan"
        words = " ".join(" ".join(page.words).split())
        if page.others:
            return f"ada bagian “{page.others[0][:40]}” yang tidak diperlukan"
        return "" if re.fullmatch(pattern, words) else f"isinya “{words[:60]}”, bukan kata pembuktian"

    return say


def _bing(_: str, text: str) -> str:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return "memuat DOCTYPE"
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - without declarations nothing can be expanded
    except ElementTree.ParseError:
        return "bukan XML yang benar"
    said = [root.tag, *(child.tag for child in root)]
    is_key = re.fullmatch(rf"{_HEX}{{16,64}}", (root.findtext("user") or "").strip())
    return (
        ""
        if said == ["users", "user"] and is_key and not root.attrib
        else "isinya bukan <users><user>kunci</user></users>"
    )


def _key(name: str, text: str) -> str:
    return (
        ""
        if text.strip() == name.rpartition(".")[0]
        else "isinya harus sama dengan namanya, tanpa .txt (kunci IndexNow)"
    )


def _lines(_: str, text: str) -> str:
    """Plain lines for machines: no markup, no letter of another script."""
    if "<" in text or not _PLAIN.fullmatch(text):
        return "hanya boleh berisi teks biasa, tanpa tanda < dan tanpa huruf asing"
    return ""


def _short_line(_: str, text: str) -> str:
    return (
        ""
        if "\n" not in text.strip() and _KEY_LINE.fullmatch(text.strip()) and "<" not in text
        else "hanya boleh berisi satu baris pendek"
    )


def _public_key(_: str, text: str) -> str:
    head = text.lstrip()
    is_key = head.startswith(("-----BEGIN PGP ", "-----BEGIN PUBLIC KEY", "untrusted comment:", "ssh-", "RW", "age1"))
    return ("isinya bukan kunci atau tanda tangan" if not is_key else "") or _lines("", text)


def _json(_: str, text: str) -> str:
    try:
        json.loads(text)
    except ValueError:
        return "bukan JSON yang benar"
    return "" if "<" not in text else "memuat tanda <"


def _host(_: str, text: str) -> str:
    return "" if _HOST.fullmatch(text.strip().casefold()) else "hanya boleh berisi satu nama situs"


TEXTS: tuple[tuple[re.Pattern[str], Say], ...] = tuple(
    (re.compile(pattern), say)
    for pattern, say in (
        (rf"google{_HEX}{{12,20}}\.html", _google),
        (rf"yandex_{_HEX}{{12,20}}\.html", _page_saying(rf"Verification: {_HEX}{{12,20}}")),
        (r"pinterest-[0-9a-zA-Z]{4,40}\.html", _page_saying(r"[A-Za-z0-9 :.-]{0,80}")),
        (rf"naver{_HEX}{{20,40}}\.html", _page_saying(rf"naver-site-verification: naver{_HEX}{{20,40}}\.html")),
        (r"baidu_verify_[A-Za-z0-9-]{4,40}\.html", _page_saying(r"[A-Za-z0-9]{4,64}")),
        (r"BingSiteAuth\.xml", _bing),
        (r"[A-Za-z0-9-]{8,128}\.txt", _key),
        (r"(?:ads|app-ads|llms)\.txt", _lines),
        (r"[a-z0-9-]{1,60}\.(?:asc|pub|minisig)", _public_key),
        (r"CNAME", _host),
        (r"\.well-known/(?:security\.txt\.(?:asc|sig)|pgp-key\.txt)", _public_key),
        (r"\.well-known/(?:mta-sts|dnt-policy|keybase|atproto-did)(?:\.txt)?", _lines),
        (r"\.well-known/(?:pki-validation|acme-challenge)/[A-Za-z0-9_-]{4,120}(?:\.txt)?", _short_line),
        (r"\.well-known/(?:assetlinks\.json|apple-app-site-association|gpc\.json|trust\.txt|did\.json|matrix/(?:server|client)|microsoft-identity-association\.json)", _json),
    )
)  # fmt: skip
PICTURES = re.compile(
    r"favicon\.(?:ico|png|svg)|favicon-\d{2,3}x\d{2,3}\.png|apple-touch-icon(?:-precomposed|-\d{2,3}x\d{2,3})?\.png|safari-pinned-tab\.svg|mstile-\d{2,3}x\d{2,3}\.png"
)
BYTES = re.compile(r"\.well-known/openpgpkey/(?:[a-z0-9.-]+/)?(?:hu/[a-z0-9]{32}|policy)")


def is_known(inside: str) -> bool:
    """True for a name, below `content/akar/`, that some service asks for."""
    return bool(_say_of(inside) or PICTURES.fullmatch(inside) or BYTES.fullmatch(inside))


def _say_of(inside: str) -> Say | None:
    found = [say for pattern, say in TEXTS if pattern.fullmatch(inside)]
    return found[-1] if found else None  # `ads.txt` is no key


def said(path: str, data: bytes) -> Iterator[Finding]:
    """The file says nothing but what its name stands for, in UTF-8."""
    inside = path.partition("content/akar/")[2]
    say = _say_of(inside)
    if say is None:
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        yield Finding(0, "Berkas ini bukan UTF-8.", "Simpan ulang sebagai UTF-8, atau unduh lagi dari layanannya.")
        return
    if text.startswith("\ufeff") or any(ord(letter) < 32 and letter not in "\t\n\r" for letter in text):
        yield Finding(0, "Berkas ini memuat karakter kendali.", "Unduh lagi dari layanannya.")
        return
    wrong = say(inside.rpartition("/")[2], text.replace("\r\n", "\n"))
    if wrong:
        yield Finding(0, f"Berkas ini {wrong}.", "Unduh lagi dari layanannya, atau hapus.")
