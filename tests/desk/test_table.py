"""The day's table and the door of the embedded desk, as whoever types the command meets them."""

from __future__ import annotations

from pathlib import Path

from tests.desk.conftest import Start, Visitor, git


def test_the_address_from_the_terminal_opens_and_nothing_else_does(checkout: Path, start: Start) -> None:
    """
    Who has the secret sees the day; who has only the number of the door, or another name for the machine, sees nothing.
    """
    desk = start(checkout)
    stranger, owner = Visitor(desk.address), Visitor(desk.address)
    locked = stranger.get("/")
    wrong = stranger.get("/?kunci=salah")
    page = owner.get(desk.opened.removeprefix(desk.address))
    elsewhere = owner.get("/", Host="situs-lain.example")
    code, said = desk.stop()

    assert locked[0] == wrong[0] == 403
    assert "terkunci" in locked[1]
    assert page[0] == 200
    assert "Hari ini" in page[1] and "Rina Penulis" in page[1]
    assert elsewhere[0] == 400
    assert (code, said.strip()) == (0, "Meja ditutup.")
    assert git(checkout, "status", "--porcelain") == ""


def test_an_item_is_found_by_title_text_number_and_address(checkout: Path, start: Start) -> None:
    """
    What an officer remembers of an item leads to it, and a filter narrows the list.
    """
    path = checkout / "content/berita/2026/01/2026-01-31-panen-raya.md"
    path.parent.mkdir(parents=True)
    path.write_text(
        "---\nid: mmc-2026-01-31-a2b3\ntitle: Panen Raya di Dusun Hilir\ndate: 2026-01-31 09.00 WIB\ncategory: Ekonomi\n"
        "status: terbit\n---\n\nPetani menimbang gabah di lumbung desa.\n",
        encoding="utf-8",
    )
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message", "Berita")
    desk = start(checkout)
    visitor = Visitor(desk.address)
    visitor.get(desk.opened.removeprefix(desk.address))
    words = ["panen", "gabah+lumb", "mmc-2026-01-31-a2b3", "https://x.go.id/berita/2026/01/panen-raya/"]
    found = [visitor.get(f"/semua/?cari={word}")[1] for word in words]
    nothing = visitor.get("/semua/?cari=%22)%20OR%201%20NEAR(")
    filtered = visitor.get("/semua/?cari=panen&kategori=Kesehatan")[1]

    assert all("Panen Raya di Dusun Hilir" in page for page in found)
    assert nothing[0] == 200 and "Panen Raya" not in nothing[1]
    assert "Panen Raya" not in filtered


def test_every_answer_forbids_foreign_and_inline_code(checkout: Path, start: Start) -> None:
    """
    The policy names this site alone and nothing unsafe; no page carries a script or a style of its own.
    """
    desk = start(checkout)
    visitor = Visitor(desk.address)
    with visitor.opener.open(desk.opened) as answer:
        page, policy = answer.read().decode(), answer.headers["Content-Security-Policy"]

    assert "unsafe" not in policy and "http" not in policy and "default-src 'none'" in policy
    assert "style=" not in page and "<style" not in page
    assert page.count("<script") == page.count("<script src=") + page.count('<script type="module" src=')
