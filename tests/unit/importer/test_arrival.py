"""A release as it arrived."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.base.problems import ContentError
from mmc.importer.reception import read_arrival

RELEASE = "Judul\nBuntok – Warga berkata, “Kami siap – sejak pagi.”"


def lines(data: bytes) -> list[str]:
    """The lines of a file."""
    return [line.text for line in read_arrival(data, "rilis.txt").lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_encoding_of_an_office_is_read(encoding: str) -> None:
    """
    Notepad, old Word and WhatsApp write different bytes for the same text.
    """
    assert lines(RELEASE.encode(encoding)) == RELEASE.split("\n")


def test_another_encoding_than_utf_8_is_told() -> None:
    """
    The encoding that was taken is a doubt.
    """
    [found] = read_arrival(RELEASE.encode("cp1252"), "rilis.txt").doubts

    assert "CP1252" in found.message


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\v"])
def test_every_line_end_is_a_line_end(end: str) -> None:
    """
    Windows, old Macs and Word end lines in their own ways.
    """
    assert lines(f"Judul rilis{end}Isi rilis".encode()) == ["Judul rilis", "Isi rilis"]


def test_what_nobody_sees_is_removed_and_told() -> None:
    """
    Zero-width and direction characters are taken out; the doubt names them and their line.
    """
    arrival = read_arrival("Judul\nSe\u200blamat\u202e pagi 👨\u200d👩".encode(), "rilis.txt")

    assert arrival.lines[1].text == "Selamat pagi 👨\u200d👩"
    assert arrival.doubts[0].line == 2
    assert "spasi selebar nol" in arrival.doubts[0].message


def test_pasted_html_is_read_as_text() -> None:
    """
    Blocks become lines; scripts and comments do not arrive.
    """
    page = "<html><head><title>x</title></head><body><h1>Judul</h1><!-- y --><script>z()</script><p>Isi <b>tebal</b>.</p></body></html>"

    assert lines(page.encode()) == ["Judul", "Isi tebal."]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "kosong"),
        (b" \n ", "kosong"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word lama"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office lama"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
        (b'{"a": {"b": 1}, "c": 2, "d": 3}', "JSON"),
        (b"\0\1\2\3" * 100, "tidak dikenal"),
        (b"\xff\xd8\xff\xe0", "foto"),
        (b"PK\x03\x04rusak", "rusak"),
        (b"a" * 300_001, "ribu huruf"),
    ],
)
def test_what_is_no_release_is_refused_with_a_mend(data: bytes, said: str) -> None:
    """
    A file that cannot be imported is answered with what to do.
    """
    with pytest.raises(ContentError) as caught:
        read_arrival(data, "rilis.txt")

    [problem] = caught.value.problems
    assert said in problem.message
    assert problem.hint


@given(st.binary(max_size=300) | st.text(alphabet="<>p/! -a", max_size=80).map(str.encode))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """
    Whatever arrives, the answer is lines or a problem.
    """
    try:
        assert read_arrival(data, "rilis.txt").lines is not None
    except ContentError as error:
        assert error.problems
