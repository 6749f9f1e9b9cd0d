"""`--fix` never changes a sound letter, whatever bytes stand beside it."""

from __future__ import annotations

import unicodedata
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.base.items.source import decode, guess_encoding
from mmc.checks.content.budget import budget
from mmc.checks.mend import mend
from tests.unit.checks.newsroom import codes, item

ZONE = ZoneInfo("Asia/Pontianak")
SOUND = ["5–6 meter", "café", "“siap”", "Dayak Ma’anyan", "é", "kata biasa", "漢", "ء", "\n"]


@given(
    st.lists(
        st.sampled_from([*(text.encode() for text in SOUND), b"\x93", b"\xe9", b"\x80", b"\xff", b"\x9d"]), min_size=1
    )
)
def test_mending_keeps_every_sound_letter(parts: list[bytes]) -> None:
    """
    Where letters of UTF-8 stand beside foreign bytes nothing is guessed; the bytes stay for a person to see.
    """
    data = b"".join(parts)
    after = mend(data, ZONE)
    sound = unicodedata.normalize("NFC", data.decode("utf-8", "ignore"))
    is_sound = decode(data, "")[1] is None

    if any(byte >= 0x80 for byte in sound.encode()):
        assert after == data or is_sound
        assert unicodedata.normalize("NFC", after.decode("utf-8", "ignore")) == sound


@pytest.mark.parametrize("codec", ["cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_of_one_other_encoding_is_mended(codec: str) -> None:
    """
    What Notepad and old systems write becomes UTF-8 with every letter.
    """
    text = "---\ntitle: Kafé\nstatus: draf\n---\n\nPanjang 5–6 meter, kata “siap”.\n"

    assert mend(text.encode(codec), ZONE).decode() == text


def test_a_foreign_byte_is_asked_about_with_its_line() -> None:
    """
    The line, the byte, and what to do.
    """
    data = "---\ntitle: Panen\n---\n\nLebar 5–6 meter.\nBupati ".encode() + b"\x93siap\x94 hadir.\n"
    _, problem = decode(data, "x.md")

    assert problem is not None
    assert (problem.line, guess_encoding(data)) == (6, "")
    assert "0x93" in problem.message
    assert "Ketik ulang" in problem.hint


def test_words_in_addresses_and_names_of_files_stay() -> None:
    """
    A word is mended where it is read, and nowhere else.
    """
    text = (
        "---\ntitle: Panen\nstatus: draf\n---\n\nSilahkan buka https://a.go.id/silahkan dan [ini](/silahkan/), "
        "![x](Nopember.jpg), `silahkan`, www.silahkan.go.id, silahkan-datang.\n\n[a]: /silahkan/\n"
    )
    after = mend(text.encode(), ZONE).decode()

    assert after == text.replace("Silahkan buka", "Silakan buka")


def test_a_fixed_page_gets_its_status_once() -> None:
    """
    It was public while a missing line still meant so; a story without one stays a draft.
    """
    text = "---\ntitle: Kontak\nmodified: 2026-01-01 09.00 WIB\n---\n\nStatus: buka.\n"
    once = mend(text.encode(), ZONE, is_page=True)

    assert b"\ntitle: Kontak\nstatus: terbit\nmodified:" in once
    assert mend(once, ZONE, is_page=True) == once
    assert mend(text.encode(), ZONE) == text.encode()


@pytest.mark.parametrize(
    "mark", ["<<<<<<< HEAD", "=======", ">>>>>>> cabang", "||||||| 1a2b3c", "=======\r", "<<<<<<<"]
)
def test_any_mark_of_a_merge_is_an_error(mark: str) -> None:
    """
    Each alone, in the text and in the header, with the way on.
    """
    in_text = item(f"Panen raya di desa.\n\n{mark}\n\nLagi.")
    in_header = item().replace(b"category:", f"{mark}\ncategory:".encode())

    assert "merge" in codes(in_text)
    assert "merge" in codes(in_header)


@pytest.mark.parametrize("line", ["========", "==========", "a =======", "> > > kata", "<<<<<<<<"])
def test_a_line_that_is_no_mark_is_none(line: str) -> None:
    """
    Marks are seven signs at a line's start, no more and no less.
    """
    assert "merge" not in codes(item(f"Judul\n{line}\n\nLagi."))


PICTURES = """
![Sawah](D:/a.jpg)
![Sawah](C:\\\\a.jpg)
![Sawah](smb://kantor/a.jpg)
![Sawah](content://a/1)
![Sawah](cid:a)
![Sawah](file:///a.jpg)
![Sawah]()
![Sawah](/media/a.jpg)
![Sawah](a.jpg?x=1)
![Sawah](https://a.go.id/a.jpg)
![Sawah][f] [f]: D:/a.jpg
"""


@pytest.mark.parametrize("picture", PICTURES.split("\n")[1:-1])
def test_a_picture_that_nobody_would_see_is_refused(picture: str) -> None:
    """
    An address of a computer, a phone or another site vanishes from the page, so the gate names it.
    """
    text = picture.replace("] [", "]\n\n[")

    assert "address" in codes(item(f"Petani memanen padi di sawah.\n\n{text}"))


@pytest.mark.parametrize("address", ["D:/a.pdf", "smb://kantor/a", "content://a/1", "cid:a", "whatsapp://send"])
def test_a_link_that_nobody_can_open_is_refused(address: str) -> None:
    """
    It would be words without a link.
    """
    assert codes(item(f"Petani memanen [padi di sawah]({address}).")) & {"address", "scheme"}


@pytest.mark.parametrize("text", ["Naik.[^1]", "Naik.\n\n[^1]: Data.", "![peta](peta.jpg", "[kata](/kontak/"])
def test_a_mark_that_was_not_read_is_refused(text: str) -> None:
    """
    It is never shown as signs.
    """
    assert "unread" in codes(item(f"Petani memanen padi di sawah. {text}"))
    assert "unread" not in codes(item("Petani memanen padi di sawah.[^1]\n\n[^1]: Data BPS."))


def test_what_was_measured_is_said() -> None:
    """
    A file one byte too large is not told to be as large as it may be.
    """
    data = item() + b"a" * (1_000_001 - len(item()))
    [finding] = budget(data)

    assert "1.000.001 bita; naskah paling besar 1.000.000 bita" in finding.message


@pytest.mark.parametrize("title", ["مهرجان حصاد الأرز في بونتوك", "最新的在线游戏平台欢迎您的加入"])
def test_a_title_in_another_script_is_not_called_empty(title: str) -> None:
    """
    It has letters; whether the language is right is another question.
    """
    assert "title" not in codes(item(title=title, lang="ar"))
