"""Announcing an item of a newsroom on disk, to networks and hubs that are servers on this machine."""

from __future__ import annotations

import io
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from mmc.announce import clipboard
from mmc.base.problems import ContentError
from mmc.commands.announce import run
from mmc.commands.posts import Newsroom as Desk
from mmc.commands.posts import after_release
from tests.unit.announce.test_sending import Server, server
from tests.unit.newsroom import Newsroom, item

__all__ = ["server"]
NOW = datetime(2026, 5, 1, 5, 0, tzinfo=UTC)
PATH = "content/klarifikasi/2026/05/2026-05-01-jembatan.md"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """
    An office with an item of today, one of last month and a draft.
    """
    made = Newsroom(tmp_path / "kantor").set_up()
    office = made.root / "data" / "kantor.toml"
    office.write_text(office.read_text(encoding="utf-8").replace("mmc.example", "mmc.contoh.go.id"), encoding="utf-8")
    made.write(
        *item(
            1,
            kind="klarifikasi",
            file="jembatan",
            title="Jembatan Tidak Ditutup",
            summary="Jembatan dibuka seperti biasa.",
        )
    )
    made.write(*item(2, day="2026-04-01"))
    made.write(*item(3, status="draf"))
    return made


@pytest.fixture
def posting(newsroom: Newsroom, server: Server, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """
    The office with a Telegram channel, a WebSub hub and IndexNow, all on this machine.
    """
    declared = f'indexnow = "{server.address}/indexnow"\n[telegram]\nchat = "@kanal"\nserver = "{server.address}"\n'
    (newsroom.root / "data" / "siaran.toml").write_text(declared, encoding="utf-8")
    office = newsroom.root / "data" / "kantor.toml"
    office.write_text(f'hubs = ["{server.address}/hub"]\n' + office.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("MMC_TELEGRAM_TOKEN", "token")
    return newsroom


@pytest.fixture
def said() -> list[str]:
    """
    What was told.
    """
    return []


def test_texts_and_pictures_are_ready_to_be_pasted(newsroom: Newsroom, said: list[str]) -> None:
    """
    Every text begins with the verdict; the pictures have the sizes of a feed, a story and a status.
    """
    code = run(newsroom.root, PATH, NOW, said.append)
    folder = newsroom.root / "siaran" / "cth-1"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}
    sizes = {path.stem: Image.open(io.BytesIO(path.read_bytes())).size for path in folder.glob("*.jpg")}

    assert code == 0
    scripts = {name: texts.pop(name) for name in ("radio", "suara")}
    assert set(texts) == {"whatsapp", "telegram", "facebook", "x", "instagram", "sms"}
    assert all(text.lstrip("*").startswith("TIDAK BENAR: Jembatan Tidak Ditutup") for text in texts.values())
    assert all("Kabar itu tidak benar." in script for script in scripts.values())
    assert {path.name for path in folder.glob("*.pdf")} == {"papan-a4.pdf", "papan-a5.pdf"}
    slides = {name: sizes.pop(name) for name in sorted(sizes) if name.startswith("korsel")}
    assert list(slides) == [f"korsel-{number}" for number in range(1, len(slides) + 1)]
    assert set(slides.values()) == {(1080, 1350)}
    assert sizes == {"feed": (1080, 1350), "story": (1080, 1920), "status": (1080, 1920), "tautan": (1200, 630)}
    assert texts["whatsapp"].strip() in "\n".join(said)


@pytest.mark.parametrize("wanted", [PATH, "cth-1", "https://mmc.contoh.go.id/klarifikasi/2026/05/jembatan/"])
def test_an_item_is_found_by_file_id_or_address(newsroom: Newsroom, wanted: str) -> None:
    """
    Whoever announces may paste whichever of the three is at hand.
    """
    assert Desk(newsroom.root).find(wanted) == newsroom.root / PATH


def test_what_is_not_there_or_not_public_is_refused_in_words(posting: Newsroom, said: list[str]) -> None:
    """
    An unknown item, a draft and an unknown place are answered with what to do; nothing is posted.
    """
    for wanted, words in (("cth-9", "tidak ditemukan"), ("cth-3", "belum terbit")):
        with pytest.raises(ContentError, match=words):
            run(posting.root, wanted, NOW, said.append, is_sending=True)
    with pytest.raises(ContentError, match="Pilihan: whatsapp"):
        run(posting.root, PATH, NOW, said.append, place="surat")

    assert not (posting.root / "data" / "catatan" / "siaran").exists()


def git(folder: Path, *words: str) -> None:
    """Git does this."""
    who = ["-c", "user.name=Petugas", "-c", "user.email=petugas@mmc.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_what_a_colleague_has_posted_is_not_posted_again(posting: Newsroom, server: Server, said: list[str]) -> None:
    """
    The ledger that a colleague has shared is taken before anything is sent by hand.
    """
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Awal"]):
        git(posting.root, *words)
    folder = posting.root.parent
    git(folder, "clone", "-q", "--bare", str(posting.root), "bersama.git")
    git(folder, "clone", "-q", "bersama.git", "rekan")
    git(posting.root, "remote", "add", "origin", str(folder / "bersama.git"))
    after_release(folder / "rekan", [], NOW, said.append)
    for words in (["add", "-A"], ["commit", "-qm", "Catatan"], ["push", "-q", "origin", "main"]):
        git(folder / "rekan", *words)
    assert len(server.posts) == 1

    with pytest.raises(ContentError, match="belum dapat dibuka pembaca"):  # the site of this test is not on the net
        run(posting.root, PATH, NOW, said.append, is_sending=True)
    assert "Diambil dari rekan: 1 perubahan." in said
    assert Desk(posting.root).ledger.known("cth-1", "telegram").post == "1"


def test_a_shared_repository_that_cannot_be_asked_is_told(posting: Newsroom, said: list[str]) -> None:
    """
    Then only what stands on this machine was looked at, and whoever announces reads that.
    """
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Awal"]):
        git(posting.root, *words)
    git(posting.root, "remote", "add", "origin", str(posting.root.parent / "tidak-ada.git"))
    with pytest.raises(ContentError, match="belum dapat dibuka pembaca"):
        run(posting.root, PATH, NOW, said.append, is_sending=True)

    assert "tempat berbagi tidak dapat ditanya" in said[0]
    assert "kiriman rekan" in said[0]


def test_a_release_announces_what_is_fresh_once(posting: Newsroom, server: Server, said: list[str]) -> None:
    """
    The new item goes out, the old one and the draft do not; the next release posts nothing again.
    """
    results = [after_release(posting.root, [], NOW, said.append) for _ in range(2)]

    assert results == [True, True]
    assert [post["text"].split("\n")[0] for post in server.posts.values()] == ["TIDAK BENAR: Jembatan Tidak Ditutup"]
    assert said == []


def test_a_correction_is_told_where_the_network_allows(posting: Newsroom, server: Server, said: list[str]) -> None:
    """
    An item whose title was corrected after months says so in the post that is already there.
    """
    after_release(posting.root, [], NOW, said.append)
    corrections = "\n  - kind: ralat\n    date: 2026-06-01 10.00 WIB\n    text: Nama jembatan diperbaiki."
    posting.write(
        *item(1, kind="klarifikasi", file="jembatan", title="Jembatan Baru Tidak Ditutup", corrections=corrections)
    )
    after_release(posting.root, [], NOW + timedelta(days=90), said.append)

    assert all("Nama jembatan diperbaiki." in post["text"] for post in server.posts.values())
    assert [post["text"].split("\n")[0] for post in server.posts.values()] == [
        "Ralat · TIDAK BENAR: Jembatan Baru Tidak Ditutup"
    ]


def test_hubs_and_search_engines_hear_of_changed_pages_only(posting: Newsroom, server: Server, said: list[str]) -> None:
    """
    A hub hears of feeds, IndexNow of pages, and neither of text editions, pictures or data.
    """
    changed = [
        "index.html",
        "berita/2026/05/a/index.html",
        "berita/2026/05/a/teks/index.html",
        "atom.xml",
        "aset/a.css",
    ]
    after_release(posting.root, changed, NOW, said.append)
    asked = {path: body for _, path, body in server.asked}

    assert asked["/hub"]["hub.url"] == ["https://mmc.contoh.go.id/atom.xml"]
    assert asked["/indexnow"]["urlList"] == [
        "https://mmc.contoh.go.id/berita/2026/05/a/",
        "https://mmc.contoh.go.id/",
    ]


def test_what_fails_is_said_waits_and_undoes_nothing(posting: Newsroom, server: Server, said: list[str]) -> None:
    """
    Refused by all, a release still ends well; the next one tells what is missing.
    """
    server.failure = "refuse"
    first = after_release(posting.root, ["atom.xml"], NOW, said.append)
    server.failure = ""
    second = after_release(posting.root, [], NOW, said.append)

    assert (first, second) == (False, True)
    assert any("hub" in line or "websub" in line for line in said)
    assert any("telegram" in line for line in said)
    assert len(server.posts) == 1
    assert [path for _, path, _ in server.asked if path == "/hub"] == ["/hub", "/hub"]


def test_a_damaged_declaration_never_raises_after_a_release(posting: Newsroom, said: list[str]) -> None:
    """
    Readers already see the new site; the mistake is told with its file.
    """
    (posting.root / "data" / "siaran.toml").write_text("[telegram]\nkanal = 1\n", encoding="utf-8")

    assert not after_release(posting.root, [], NOW, said.append)
    assert "data/siaran.toml:2" in said[0]


def test_an_unclear_post_is_settled_by_a_person(posting: Newsroom, server: Server, said: list[str]) -> None:
    """
    After a lost answer nothing is posted again until somebody has looked; then the ledger knows.
    """
    server.failure = "lose"
    after_release(posting.root, [], NOW, said.append)
    server.failure = ""
    after_release(posting.root, [], NOW, said.append)
    run(posting.root, PATH, NOW, said.append, settled="telegram=1")

    assert len(server.posts) == 1
    assert Desk(posting.root).ledger.known("cth-1", "telegram").post == "1"
    with pytest.raises(ContentError, match="menggantung"):
        run(posting.root, PATH, NOW, said.append, settled="telegram=1")


def test_the_clipboard_is_whichever_program_the_machine_has(tmp_path: Path) -> None:
    """
    The text is handed over as it is; a machine without a screen has no clipboard and says so.
    """
    program = tmp_path / "bin" / "xclip"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n/bin/cat > {tmp_path}/papan\n", encoding="utf-8")
    program.chmod(0o755)
    path = {"PATH": str(program.parent)}

    assert clipboard.copy("*TIDAK BENAR:* “é”", {**path, "DISPLAY": ":0"})
    assert (tmp_path / "papan").read_text(encoding="utf-8") == "*TIDAK BENAR:* “é”"
    assert not clipboard.copy("a", path)
