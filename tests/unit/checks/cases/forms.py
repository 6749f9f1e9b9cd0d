"""Bytes, costly texts, headers of every kind of slip, names and kinds of files."""

from __future__ import annotations

import io
import zlib
from struct import pack

from tests.unit.checks.cases.case import Case, in_body, in_header, item, whole
from tests.unit.checks.house import BODY, PATH

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


BYTES = [
    *whole(
        "encoding",
        TEXT.replace("padi sawah", "padi café").encode("latin-1"),
        TEXT.replace("padi sawah", "“padi”").encode("cp1252"),
        line=12,
    ),
    *whole(
        "encoding",
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        b"\xff\xfe\x00",
        b"---\ntitle: \xc3\x28\n---\n",
        b"\xc0\xaf\xc0\xae",
        GOOD + b"\xed\xa0\x80",
        GOOD + b"\xf5\x80\x80\x80",
    ),
    *whole("bom", b"\xef\xbb\xbf" + GOOD, line=1),
    *whole("line-ends", GOOD.replace(b"\n", b"\r\n"), GOOD.replace(b"\n", b"\r"), line=1),
    *whole("line-ends", GOOD + b"\r\n", line=13),
    *in_body(
        "characters",
        "Panen\x00raya",
        "Panen\x07raya",
        "Panen\x1braya [31m",
        "Panen\x7fraya",
        "Panen\x85raya",
        "Panen\x0craya",
        "Panen\x0braya",
        "Panen\u200braya",
        "Panen\u200craya",
        "Panen\u200draya",
        "Panen\u2060raya",
        "Panen\ufeffraya",
        "Pa\u00adnen raya",
        "Panen\u180eraya",
    ),
    *in_body(
        "characters",
        "Panen \u202eayar\u202c",
        "Panen \u202dx\u202c",
        "Panen \u2066x\u2069",
        "Panen \u200fraya",
        "Panen \u200eraya",
        "Panen \u061craya",
        "Panen\u2028raya",
        "Panen\u3164raya",
        "Panen\uffa0raya",
        "Panen\u115fraya",
        "Panen \ue000 raya",
        "Panen \uf0b7 raya",
        "Panen \ufffd raya",
        "Panen \U000e0041 raya",
        "Panen\u2063raya",
        "Panen \U000f0000 raya",
    ),
    *in_header("characters", "title: Panen\u200b Raya", "title: Panen \u202eayaR", line=2),
    *in_body("mojibake", "Kata ketua â€œsiapâ€\u009d.", "CafÃ© Barito", "Rp 5Â 000", "ï»¿Panen"),
    *in_body("mixed-scripts", "Pemerintаh daerah.", "Bupаti hadir.", "Kаbupaten ini.", "Οffice ini Pаnen."),
    *in_body("nfc", "Pameran cafe\u0301 di kota."),
]

COSTLY = [
    *whole(
        "budget",
        b"---\ntitle: a\n---\n" + b"x" * 10_000_000,
        b"[" * 100_000,
        b"*" * 100_000,
        b"> " * 50_000,
        b"\n" * 2_000_000,
    ),
    *in_body(
        "budget",
        "[" * 500,
        "[a](" * 2000,
        "*a " * 2000,
        "**a" * 2000,
        "_a_" * 2000,
        "> " * 40 + "teks",
        ">" * 200 + "teks",
        "- " * 60 + "butir",
        "1. " * 40 + "butir",
        "`" * 2000,
        "```" * 900,
        "![" * 1000,
        "<" * 1000,
        "&amp;" * 5000,
        "\\" * 3000,
    ),
    *in_body(
        "budget",
        "x" * 100_000,
        "|a" * 20_000 + "|\n" + "|-" * 20_000 + "|",
        " " * 100 + "kode",
        "[" * 20 + "a" + "]" * 20,
        "![[[[[[[[[[[[[[a](b)",
        "***" * 500,
        "(" * 5_000,
        "[](" * 500,
    ),
    *in_body("budget", "kata " * 50_000, "[a]: b\n" * 9_000, "a\n" * 9_000, "~" * 300_000, at=-2),
    *in_body(
        "budget",
        "\n".join(f"{'  ' * depth}- butir" for depth in range(60)),
        "\n".join(f"{'> ' * depth}kutipan" for depth in range(1, 60)),
        at=None,
    ),
    *whole(
        "budget",
        "---\n" + "a: b\n" * 5_000 + "---\n\nTeks.\n",
        "---\ntitle: " + "a" * 50_000 + "\n---\n\nTeks.\n",
        "---\ntitle: x\n" + " " * 50 + "y: z\n---\n\nTeks.\n",
        "---\nphotos:\n" + "".join(" " * depth + "- a:\n" for depth in range(60)) + "---\n",
    ),
]

HEADERS = [
    *in_header(
        "header",
        "titel: Panen",
        "judul: Panen",
        "Kategori: Ekonomi",
        "kategori: Ekonomi",
        "catagory: Ekonomi",
        "summry: Petani memanen.",
        "pengarang: Ani",
        "photo-alt: Sawah",
        "photo_allt: Sawah",
        "_content: x",
        "save_as: ../../x.html",
        "url: /x/",
        "template: x",
        "is_valid: ya",
        "__class__: x",
        line=10,
    ),
    *in_header(
        "header",
        "category: Ekonom",
        "category: Olahraga",
        "category: ekonomi daerah",
        "category:",
        "category: [Ekonomi, Sosial]",
        line=6,
    ),
    *in_header("header", "district: Dusun Hilirr", "district: Mars", "district: Dusun Tengah", line=10),
    *in_header(
        "header",
        "date: 2026-02-30 09.00 WIB",
        "date: 2026-13-01",
        "date: 31/31/2026",
        "date: 01/31/2026",
        "date: 31 Januari",
        "date: 31/1",
        "date: Senin, 31 Januari 2026",
        "date: Senen 31-01-2026",
        "date: kemarin",
        "date: 2026",
        "date: 31 Januarii 2026",
        "date: 2026-01-31 25.00 WIB",
        "date: 2026-01-31 09.60 WIB",
        "date: 2026-01-31 09.00 WIBB",
        "date: 31/01/026",
        "date: 31-01-20026",
        "date: January 31st, 2026",
        "date: 00/00/0000",
        "date: 31 Jan '26",
        "date:",
        line=3,
    ),
    *in_header("header", "status: published", "status: Terbitkan", "status: ya", "status:", line=4)[:3],
    *in_header(
        "header",
        "slug: Panen Raya",
        "slug: panen_raya",
        "slug: ../../etc",
        "slug: panen/raya",
        "slug: PANEN",
        "slug: -panen",
        "slug: panen--raya",
        "slug: " + "a" * 200,
        "slug: panen.html",
        "slug: %2e%2e",
        "slug: pänen",
        line=10,
    ),
    *in_header(
        "header",
        "aliases: ../x/",
        "aliases: https://jahat.example/",
        "aliases: berita/x",
        "aliases: /a/../../x/",
        "aliases: //jahat.example/",
        "aliases: /a b/",
        line=10,
    ),
    *in_header("header", "id: ABC 1", "id: ../x", line=5),
    *in_header(
        "header",
        "photo: ../a.jpg",
        "photo: /etc/passwd",
        "photo: C:\\a.jpg",
        "photo: .env",
        "photo: sub/a.jpg",
        line=10,
    ),
    *in_header(
        "header",
        "child_involved: mungkin",
        "about_gambling: yes",
        "urgent: ya",
        "lang: bahasa indonesia",
        "kind: artikel",
        "kind: agenda",
        "starts: 2026-02-01",
        "verdict: benar",
        line=10,
    ),
    *in_header("header", "modified: 2026-01-30 09.00 WIB", "event_date: 2026-02-05", line=10),
    *in_header(
        "header",
        "corrections: salah tanggal",
        "corrections:\n  - kind: ralat\n    date: 2026-02-01",
        "corrections:\n  - jenis: ralat\n    date: 2026-02-01\n    text: Salah.",
        "withdrawn:\n  date: 2026-02-01",
        "photos: a.jpg",
        "confirmed: ya",
    ),
    *in_header("header", "title:\n  - a\n  - b", "title:", line=2),
    *whole(
        "header",
        "",
        "   \n\n",
        "Panen raya di sawah.\n",
        "---\ntitle: x\n",
        "---\n---\n",
        "--\ntitle: x\n--\n\nTeks.\n",
        "title=Panen\n\nTeks.\n",
        '{"title": "x"}',
        "+++\ntitle = 'x'\n+++\n",
        "---\ntitle Panen\n---\n\nTeks\n",
        "—-\ntitle: x\n—-\n\nTeks panjang sekali.\n",
        "***\ntitle: x\n***\n",
    ),
    *whole("header", TEXT + "", TEXT.replace("---\n\n", "---\n---\ntitle: Lagi\n---\n\n", 1), line=11)[1:],
    *whole(
        "header",
        TEXT.replace("title: ", "title:", 1),
        TEXT.replace("title: ", "title : ", 1),
        TEXT.replace("title", "\ttitle", 1),
        TEXT.replace("title", "  title", 1),
        TEXT.replace("title: Panen Raya", "title Panen Raya", 1),
        TEXT.replace("title", "“title”", 1),
        TEXT.replace("title", "title\u00a0", 1),
    )[3:],
    *whole("header", TEXT.replace("tags:", "title: Dua\ntags:", 1), line=7),
    *whole("header", TEXT.replace("status: terbit\n", "status: terbit\nini bukan kolom\n"), line=5),
    *whole(
        "header",
        TEXT.replace("category: Ekonomi\n", ""),
        TEXT.replace("title: Panen Raya di Dusun Hilir\n", ""),
        TEXT.replace("date: 2026-01-31 09.00 WIB\n", ""),
    ),
    *in_header("header", "title: &x Panen", "title: !!python/object:os.system x")[:0],
    *whole("header", TEXT + "\n---\ntitle: Lagi\ndate: 2026-02-01\n---\n\nTeks kedua.\n", line=14),
    *whole(
        "header",
        "Title: Panen\nDate: 2026-01-31 09.00\nCategory: Ekonomi\n\nTitle: Lagi\nDate: 2026-02-01\n\nTeks panjang sekali.\n",
        line=5,
    ),
    *in_header(
        "yaml",
        "event_place: !!python/object:os.system x",
        "title: !!str Panen",
        "event_place: &a Sawah",
        "event_place: *a",
        "organizer: {a: b}",
        "title: !<tag> x",
    ),
    *in_header("title", "title: |\n  Panen\n  Raya"),
    *in_header("tag-twice", "tags: " + ", ".join(f"topik{number}" for number in range(40))),
    *[
        case
        for name in ("peta.svg",)
        for case in whole("file-kind", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", path=FOLDER + name)
    ],
    *in_header("date-far", "date: 2099-01-31 09.00 WIB", "date: 1899-01-31 09.00 WIB", line=3),
    *in_header("date-far", "modified: 2026-12-31 09.00 WIB", "embargo: 2036-01-31 09.00 WIB", line=10),
    *in_header("date-path", "date: 2025-01-31 09.00 WIB", "date: 2026-05-31 09.00 WIB", line=3),
    *whole(
        "date-path", item(date="2026-05-03 09.00 WIB"), line=3, path="content/berita/2026/05/2026-03-05-panen-raya.md"
    ),
    *in_body(
        "date-text",
        "Rapat digelar Senin (31/1/2026).",
        "Rapat digelar Kamis, 30 Februari 2026.",
        "Rapat digelar 31/13/2026.",
        "Rapat digelar Rabu (13/10/025).",
        "Rapat digelar Jumat, 31 Januari 2026.",
    ),
    *in_header(
        "tag-twice",
        "tags: padi, Padi",
        "tags: padi,padi",
        "tags: padi sawah, padi  sawah",
        "tags: padi, PADI, p-a-d-i",
        line=7,
    ),
    *in_header("title", "title: !!!", "title: " + "Panen " * 60, "title: Judul", line=2),
    *in_header("slug", "slug: con", "slug: nul", "slug: teks", "slug: index", "slug: 2026", line=10),
    *in_header("placeholder", "title: Panen Raya TODO", "summary: Tulis di sini", line=None),
    *in_body(
        "placeholder",
        "Rapat di [isi tempat] lancar.",
        "Lorem ipsum dolor.",
        "XXX diisi nanti.",
        "Nama: [nama pejabat].",
    ),
    *whole(
        "no-text",
        item(""),
        item("\n\n"),
        item("- -"),
        item("![sawah menguning](a.jpg)"),
        item("…"),
        item("---"),
        item("> "),
    ),
    *whole("no-text", item("Panen Raya di Dusun Hilir"), line=12),
    *in_header("photo", "photo: tidak-ada.jpg", line=10),
    *in_header("photo", "photo_alt: Petani memotong padi", line=10),
    *in_header(
        "photo-credit",
        "photo_credit: Foto/IST",
        "photo_credit: ist",
        "photo_credit: Istimewa",
        "photo_credit: Google",
        "photo_credit: Internet",
        "photo_credit: dok. istimewa",
        "photographer: IST",
        "photo_credit: -",
        line=10,
    ),
    *in_body("photo-credit", "(Foto: IST)", "Foto/Ist", "(Foto: Istimewa)", "Sumber foto: Google"),
    *in_header(
        "alt-text",
        "photo_alt: IMG_2034.jpg",
        "photo_alt: foto",
        "photo_alt: gambar",
        "photo_alt: -",
        "photo_alt: WhatsApp Image 2026-01-31",
        line=10,
    ),
    *in_body("alt-text", "![](peta.jpg)", "![foto](peta.jpg)", "![IMG_2034](peta.jpg)", "![ ](peta.jpg)"),
    *in_body("image-missing", '![peta wilayah](peta.jpg "Peta. Foto: Ani")'),
    *in_header("confirmed", "confirmed:\n  - finding: phone 0812-5012-3456\n    reason: ya"),
    *whole("header", "Title: Panen\nDate: 2026-01-31\nCategory: Ekonom\n\nTeks panjang sekali di sini.\n", line=3),
    *whole("header", "Title: Panen\nTeks tanpa baris kosong.\n"),
]

ROOT = [
    *[
        Case("root-file", data, None, "content/akar/verifikasi.html")
        for data in (
            b"<script>x</script>",
            b"<iframe src=x>",
            b"<meta http-equiv=refresh content='0;url=//jahat.example'>",
            b"<p onclick=x>",
            b"<a href='javascript:x'>",
            b"<form>",
            b"slot gacor hari ini",
            b"s1ot g4cor",
            b"<a href='https://raja-slot88.example/'>x</a>",
            b"Hacked by X",
            b"<?php x ?>",
            b"<style>a{}</style>",
        )
    ],
    *[Case("root-file", b"slot gacor", None, f"content/akar/{name}") for name in ("x.txt", "x.xml", "x.json")],
]
_DRAWN = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>%s</svg>"
FILES = [
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
        Case("svg", _DRAWN % inner, None, "content/akar/gambar.svg")
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
        Case("svg", data, None, "content/akar/gambar.svg")
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
FILES = [*FILES, *ROOT]
CASES = [*BYTES, *COSTLY, *HEADERS, *FILES]
_ = BODY, PATH
