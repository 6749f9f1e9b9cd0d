"""Names and kinds of files, and photos that are none."""

from __future__ import annotations

import io
import zlib
from struct import pack

from tests.unit.checks.cases.case import Case, item, whole

GOOD = item()
TEXT = GOOD.decode()
FOLDER = "content/berita/2026/01/"
PNG = b"\x89PNG\r\n\x1a\n"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, extra: bytes = b"") -> bytes:
    """The beginning of a PNG that claims this size."""
    return (
        PNG
        + _chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + extra
        + _chunk(b"IDAT", zlib.compress(b"\0" * 64))
        + _chunk(b"IEND", b"")
    )


def photo(form: str = "JPEG", size: tuple[int, int] = (1300, 900)) -> bytes:
    """A whole photo."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, form)
    return buffer.getvalue()


GOOGLE = "google0123456789abcdef.html"
ROOT = [
    *[
        Case("root-file", data, None, f"content/akar/{GOOGLE}")
        for data in (
            b"<script>x</script>",
            b"<a-b:script>x</a-b:script>",
            b"<h:script xmlns:h='http://www.w3.org/1999/xhtml'>x</h:script>",
            b"<iframe src=x>",
            b"<meta http-equiv=refresh content='0;url=//jahat.example'>",
            b"<meta\nhttp-equiv=refresh content='0;url=//jahat.example'>",
            b'<p title="x"onerror="x">',
            b"<img src=x onerror\n=x>",
            b"google-site-verification: google0123456789abcdef.html<script>x</script>",
            b"google-site-verification: google1111111111111111.html",
            b"slot gacor hari ini",
            b"<?php x ?>",
            b"<style>a{}</style>",
            "<script>x</script>".encode("utf-16"),
            b"\x1b$B<script>x</script>\x1b(B",
            b"\xef\xbb\xbfgoogle-site-verification: google0123456789abcdef.html",
        )
    ],
    *[
        Case("root-file", data, None, f"content/akar/{name}")
        for name, data in (
            ("BingSiteAuth.xml", b"<users><user>x<script/></user></users>"),
            ("BingSiteAuth.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><users><user>0123456789ABCDEF0123</user></users>"),
            ("yandex_0123456789abcdef.html", b"<html><body onload=x>Verification: 0123456789abcdef</body></html>"),
            ("yandex_0123456789abcdef.html", b"<html><body>Verification: slot gacor</body></html>"),
            ("0123456789abcdef.txt", b"slot gacor"),
            ("ads.txt", b"google.com, pub-1, DIRECT <script>"),
            ("kunci.asc", b"daftar slot gacor"),
            ("CNAME", b"mmc.contoh.go.id\nmantap-riang.xyz"),
            (".well-known/assetlinks.json", b"[{"),
            (".well-known/pki-validation/ABCD1234.txt", b"satu\ndua\n<script>"),
        )
    ],
]
_DRAWN = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>%s</svg>"
FILES = [
    *ROOT,
    *[
        case
        for name in (
            "Panen Raya.jpg",
            "panen#1.jpg",
            "panen?.jpg",
            "panen:1.jpg",
            "con.jpg",
            "NUL.png",
            "com1.md",
            "panen .jpg",
            " panen.jpg",
            "panen.jpg.",
            "a" * 200 + ".jpg",
            "pänen.jpg",
            "panen\u202egpj.jpg",
            "panen&raya.jpg",
            "panen%20raya.jpg",
            "panen\\raya.jpg",
            "panen|raya.jpg",
            "aux",
            "panen\nraya.jpg",
            "panen*.jpg",
            "пaнeн.jpg",
            "panen'raya.jpg",
            "panen(1).jpg",
        )
        for case in whole("file-name", photo(), path=FOLDER + name)
    ],
    *[
        case
        for name in (
            "surat.docx",
            "arsip.zip",
            "program.exe",
            "halaman.html",
            "kode.php",
            "berkas",
            ".env",
            "lembar.xlsx",
            "catatan.txt",
            "video.mp4",
            "skrip.js",
            "gaya.css",
            "panen.md.bak",
            "panen.jpg.exe",
            "foto.heic",
            "foto.gif",
            "foto.tiff",
            ".htaccess",
        )
        for case in whole("file-kind", b"isi", path=FOLDER + name)
    ],
    *[
        Case("file-kind", b"isi", None, path)
        for path in (
            "content/x.md",
            "content/rahasia/x.md",
            "content/dokumen/x.docx",
            "content/dokumen/x.html",
            "content/akar/x.php",
            "content/akar/x.exe",
            "content/akar/x.html",
            "content/akar/verifikasi.html",
            "content/akar/_headers",
            "content/akar/_redirects",
            "content/akar/.htaccess",
            "content/akar/.well-known/x.php",
            "content/akar/.well-known/setup.exe",
            "content/akar/.well-known/x.html",
            "content/akar/sub/ads.txt",
            "content/akar/gambar.svg",
        )
    ],
    *[
        Case("file-size", b"%PDF-1.4" + b"x" * 26_000_000, None, "content/dokumen/x.pdf"),
        Case("file-size", b"", None, "content/dokumen/x.pdf"),
    ],
    *[
        Case("true-kind", data, None, "content/dokumen/x.pdf")
        for data in (
            b"<html></html>",
            b"PK\x03\x04",
            b"MZ\x90",
            b"%PDF-1.4 /JavaScript (x)",
            b"%PDF-1.4 /Launch x",
            b"%PDF-1.4 /EmbeddedFile x",
            b"%PDF-1.4 /OpenAction << /JS (x)",
        )
    ],
    *[
        Case("svg", _DRAWN % inner, None, "content/akar/favicon.svg")
        for inner in (
            b"<script>x</script>",
            b"<SCRIPT href='x'/>",
            b"<svg:script>x</svg:script>",
            b"<foreignObject><body/></foreignObject>",
            b"<g onload='x'/>",
            b"<a href='javascript:x'/>",
            b"<a xlink:href='java&#115;cript:x'/>",
            b"<image href='https://jahat.example/x.png'/>",
            b"<image href='//jahat.example/x.png'/>",
            b"<use href='https://jahat.example/x.svg#a'/>",
            b"<style>@import url(https://jahat.example/x.css);</style>",
            b"<style>a{background:url(//jahat.example/x)}</style>",
            b"<iframe src='x'/>",
            b"<animate attributeName='href' to='javascript:x'/>",
            b"<set attributeName='onload' to='x'/>",
            b"<image href='data:text/html;base64,xx'/>",
            b"<handler/>",
            b"<embed src='x'/>",
        )
    ],
    *[
        Case("svg", data, None, "content/akar/favicon.svg")
        for data in (
            b"<!DOCTYPE svg [<!ENTITY x 'y'>]>" + _DRAWN % b"",
            b"<?xml-stylesheet href='x'?>" + _DRAWN % b"",
            b"bukan gambar",
            b"<html></html>",
            (_DRAWN % b"<script>x</script>").decode().encode("utf-16"),
            b"<!DOCTYPE svg SYSTEM 'http://jahat.example/x.dtd'>" + _DRAWN % b"",
        )
    ],
]

PHOTOS = [
    *[
        Case("photo-bomb", data, None, FOLDER + "foto.png")
        for data in (png(60_000, 60_000), png(2**31 - 1, 1), png(1, 2**31 - 1))
    ],
    *[
        Case("photo-kind", data, None, FOLDER + "foto.jpg")
        for data in (
            b"<html><script>x</script></html>",
            b"GIF89a" + b"\0" * 50,
            b"%PDF-1.4",
            b"PK\x03\x04xx",
            b"MZ\x90\0",
            b"<svg xmlns='x'/>",
            b"bukan gambar",
            b"\0\0\0\x18ftypheic" + b"\0" * 40,
            b"<?php x ?>",
            b"#!/bin/sh\n",
        )
    ],
    *[
        Case("photo-damaged", data, None, FOLDER + "foto.jpg")
        for data in (photo()[:300], b"\xff\xd8\xff\xe0" + b"\0" * 200, photo()[:-400])
    ],
    Case("file-size", b"", None, FOLDER + "foto.jpg"),
    Case("photo-name", photo("PNG"), None, FOLDER + "foto.jpg"),
    Case("true-kind", photo() + b"<?php system('x'); ?>", None, FOLDER + "foto.jpg"),
    Case("true-kind", photo() + b"<script>x</script>", None, FOLDER + "foto.jpg"),
    Case("photo-small", photo(size=(300, 200)), None, FOLDER + "foto.jpg"),
]
