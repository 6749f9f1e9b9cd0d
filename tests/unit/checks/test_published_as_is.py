"""Files that go out as they are: proofs for other services, and PDF documents."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.unit.checks.newsroom import codes, item, keeper

DOCUMENT = "content/dokumen/surat.pdf"
ROOT = {
    "google0123456789abcdef.html": b"google-site-verification: google0123456789abcdef.html",
    "yandex_0123456789abcdef.html": b'<html>\n<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head>\n'
    b"<body>Verification: 0123456789abcdef</body>\n</html>",
    "BingSiteAuth.xml": b'<?xml version="1.0"?>\n<users>\n\t<user>0123456789ABCDEF0123456789ABCDEF</user>\n</users>',
    "0123456789abcdef0123456789abcdef.txt": b"0123456789abcdef0123456789abcdef\n",
    "ads.txt": b"# tidak ada iklan\nplaceholder.example.go.id, placeholder, DIRECT, placeholder\n",
    "minisign.pub": b"untrusted comment: minisign public key 1234\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3\n",
    ".well-known/gpc.json": b'{"gpc": true, "lastUpdate": "2026-01-01"}',
    ".well-known/mta-sts.txt": b"version: STSv1\nmode: enforce\nmx: surel.contoh.go.id\nmax_age: 604800\n",
    "CNAME": b"mmc.contoh.go.id\n",
}


def told(data: bytes, path: str = DOCUMENT) -> set[str]:
    return {problem.code for problem in keeper().examine(data, path).problems if problem.is_error}


@pytest.mark.parametrize("name", ROOT)
def test_a_proof_for_a_service_goes_out(name: str) -> None:
    """What the services really ask for is known."""
    assert told(ROOT[name], f"content/akar/{name}") == set()


def pdf(
    change: Callable[[pikepdf.Pdf], object] = lambda _: None, text: str = "Edaran tentang kesiapsiagaan banjir"
) -> bytes:
    """A page of text in packed objects, as office programs write them."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(300, 300))
    page = document.pages[0]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=document.make_indirect(font)))
    page.Contents = document.make_stream(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode("cp1252"))
    change(document)
    buffer = io.BytesIO()
    document.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


def linked(address: str) -> Callable[[pikepdf.Pdf], None]:
    """A link on the page."""

    def change(document: pikepdf.Pdf) -> None:
        action = Dictionary(S=Name.URI, URI=String(address))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        document.pages[0].Annots = Array([link])

    return change


def in_root(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    """An entry of the document's root."""

    def change(document: pikepdf.Pdf) -> None:
        document.Root[key] = value

    return change


def in_two_bytes(document: pikepdf.Pdf) -> None:
    """The text by the numbers of a font's glyphs, as word processors embed it."""
    letters = "slotgacr "
    rows = "".join(f"<{n + 1:04x}> <{ord(letter):04x}>\n" for n, letter in enumerate(letters))
    table = document.make_stream(f"{len(letters)} beginbfchar\n{rows}endbfchar".encode())
    page = document.pages[0]
    page.Resources.Font.F1 = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.X, ToUnicode=table)
    glyphs = "".join(f"{letters.index(letter) + 1:04x}" for letter in "slot gacor")
    page.Contents = document.make_stream(f"BT /F1 12 Tf <{glyphs}> Tj ET".encode())


def test_an_ordinary_document_goes_out() -> None:
    """A letter with a link to a known site and a bookmark that opens it at a page."""
    document = pdf(linked("https://www.bps.go.id/"))

    assert told(document) == set()


@pytest.mark.parametrize(
    ("code", "document"),
    [
        ("true-kind", pdf(in_root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))))),
        ("true-kind", pdf(in_root("/AA", Dictionary(WC=Dictionary(S=Name.Launch, F=String("x.exe")))))),
        ("true-kind", pdf(lambda document: document.attachments.__setitem__("x.exe", b"MZ"))),
        ("true-kind", pdf(in_root("/AcroForm", Dictionary(XFA=String("<x/>"), Fields=Array([]))))),
        ("true-kind", pdf(linked("javascript:alert(1)"))),
        ("true-kind", pdf() + b"<html><script>alert(1)</script></html>"),
        ("true-kind", b"%PDF-1.7\n<script>alert(1)</script>\n" + pdf()[9:]),
        ("true-kind", b"<html>" + pdf()),
        ("true-kind", pdf()[:300]),
        ("document", pdf(linked("https://mantap-riang.xyz/a"))),
        ("document", pdf(linked("https://www.youtube.com/redirect?q=https%3A%2F%2Fmantap-riang.xyz"))),
        ("document", pdf(text="Slot gacor hari ini")),
        ("document", pdf(text="Depo 10rb dapat 50rb, wd tanpa batas")),
        ("document", pdf(lambda document: document.docinfo.__setitem__("/Title", "Togel hongkong"))),
        ("document", pdf(in_two_bytes)),
    ],
)  # fmt: skip
def test_a_document_only_shows(code: str, document: bytes) -> None:
    """What it does is refused however it is written and packed; what it says and where it leads is judged as in an item."""
    assert code in told(document)


@pytest.mark.parametrize("path", ["content/dokumen/slot-gacor-hari-ini.pdf", "content/dokumen/depo-10rb-wd-cepat.pdf"])
def test_the_name_of_a_file_is_judged(path: str) -> None:
    """It is the address that search engines show."""
    assert "file-name" in told(pdf(), path)


def test_the_name_of_a_story_is_judged() -> None:
    """Without a slug of its own it becomes the address; news about gambling may name what it reports on."""
    path = "content/berita/2026/01/2026-01-31-slot-gacor-maxwin.md"

    assert "file-name" in codes(item(), path)
    assert "file-name" not in codes(item(about_gambling="ya"), path)


def test_a_locked_document_is_refused() -> None:
    """What cannot be read cannot be judged."""
    document = pikepdf.open(io.BytesIO(pdf()))
    buffer = io.BytesIO()
    document.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b"))

    assert "true-kind" in told(buffer.getvalue())
