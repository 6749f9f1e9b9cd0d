"""What is not going out stops nobody: drafts in every state beside an urgent notice, through the gate, a release and the preview."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from mmc.base.items.kinds import KINDS
from mmc.base.items.schema import PAGE
from mmc.base.vocabulary import load_vocabulary
from mmc.commands.check import check_content
from mmc.scaffold import new_item

FLOOD = "content/pengumuman/2026/01/2026-01-31-banjir-warga-diminta-mengungsi.md"
FLOOD_TEXT = """---
title: Banjir, Warga Diminta Mengungsi
date: 2026-01-31 09.00 WIB
status: terbit
id: cth-2026-01-31-b2f9
urgent: ya
---

Air sungai naik dua meter sejak malam. Warga di tepi sungai diminta mengungsi ke balai desa sekarang juga.
"""
LATER = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
BODY = "Warga menanam pohon di tepi sungai pada hari Sabtu.\n"
FOLDER = "content/berita/2026/01"


def written(*fields: str, body: str = "Isi.") -> bytes:
    """A file with these lines for a header."""
    return "\n".join(("---", "date: 2026-01-30 09.00 WIB", *fields, "---", "", body, "")).encode()


# Files as somebody leaves them lying about, each with its name.
UNFINISHED: dict[str, bytes] = {
    "2026-01-30-tanpa-kategori.md": written("title: Tanpa Kategori", "status: draf", "category:"),
    "2026-01-30-kunci-asing.md": written("title: Kunci Asing", "status: tinjau", "warna: merah"),
    "2026-01-30-kepala-rusak.md": written("title: Kepala Rusak", "status: draf", "  - : : [", "ini bukan kolom"),
    "2026-01-30-kepala-terbuka.md": b"---\ntitle: Kepala Terbuka\nstatus: draf\n\nIsi yang belum selesai disimpan",
    "2026-01-30-bukan-utf8.md": written("title: Rapat di Café", "status: draf").decode().encode("latin-1"),
    "2026-01-30-tanpa-foto.md": written(
        "title: Tanpa Foto", "status: draf", "photo: tidak-ada.jpg", body="![Peta](juga-tidak-ada.jpg)"
    ),
    "2026-01-30-status-asing.md": written("title: Status Asing", "status: published", "category: Ekonomi"),
    "2026-01-30-dua-status.md": written("title: Dua Status", "status: draf", "status: terbit", "category: Ekonomi"),
    "2026-01-30-tanpa-tanggal.md": b"---\ntitle:\ndate: besok\nstatus: draf\n---\n",
    "2026-01-30-tautan-putus.md": written(
        "title: Tautan Putus", "status: draf", body="Baca [berita lain](/berita/2020/01/tidak-ada/)."
    ),
    "Rilis Bupati.docx": b"PK\x03\x04 masih berupa Word",
    "catatan.txt": b"Telepon Pak Camat.",
    "~$rilis.docx": b"",
    "README.md": b"# Catatan redaksi\n\nJangan lupa foto.\n",
    "2026-01-30-kosong.md": b"",
    "2026-01-30-foto-rusak-1.jpg": b"\xff\xd8\xff\xe0 terpotong",
    "2026-01-30-foto-rusak.md": written("title: Foto Rusak", "status: draf", "category: Ekonomi"),
}


def put(project: Path, path: str, text: str | bytes) -> Path:
    """The file holds this."""
    target = project / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return target


def story(title: str = "Panen Raya Dimulai", *, body: str = BODY, **fields: str) -> str:
    """A complete item of `berita`; a field without value is left out."""
    given = {"title": title, "date": "2026-01-31 09.00 WIB", "status": "terbit", "category": "Ekonomi", **fields}
    return "".join(["---\n", *(f"{key}: {value}\n" for key, value in given.items() if value), "---\n\n", body])


def pelican(project: Path, settings: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A build as anybody may type it."""
    return subprocess.run(
        [sys.executable, "-m", "pelican", "-s", settings, *words],
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": ""},
        check=False,
    )


def errors(project: Path, now: datetime | None = None) -> dict[str, set[str]]:
    """The codes of what stops a release, by file."""
    found: dict[str, set[str]] = {}
    for problem in check_content(project, now=now).problems:
        if problem.is_error:
            found.setdefault(problem.path, set()).add(problem.code)
    return found


def waiting(project: Path) -> dict[str, set[str]]:
    """The codes of what drafts lack still, by file."""
    found: dict[str, set[str]] = {}
    for problem in check_content(project).problems:
        if problem.severity == "belum siap":
            found.setdefault(problem.path, set()).add(problem.code)
    return found


@pytest.fixture
def newsroom(project_copy: Path) -> Path:
    """
    A newsroom in which everything lies about that can be unfinished, and one notice that must go out.
    """
    put(project_copy, FLOOD, FLOOD_TEXT)
    for name, data in UNFINISHED.items():
        put(project_copy, f"{FOLDER}/{name}", data)
    vocabulary = load_vocabulary(project_copy / "data")
    for kind in (*KINDS, PAGE):
        new_item(kind, f"Rancangan {kind}", project_copy / "content", vocabulary, datetime.now(UTC))
    return project_copy


def test_an_urgent_notice_goes_out_whatever_lies_beside_it(newsroom: Path) -> None:
    """
    The gate tells what every draft lacks and nothing stops; the release has the notice and nothing of the drafts, and says
    which files are not ready.
    """
    told = waiting(newsroom)
    done = pelican(newsroom, "publishconf.py", "-o", "rilis")
    pages = "".join(path.read_text(encoding="utf-8") for path in (newsroom / "rilis").rglob("*.html"))

    assert errors(newsroom) == {}
    assert {f"{FOLDER}/{name}" for name in UNFINISHED if name != "2026-01-30-foto-rusak.md"} <= told.keys()
    assert done.returncode == 0, done.stdout
    assert "Warga Diminta Mengungsi" in pages
    assert [
        word for word in ("Rancangan", "Kunci Asing", "Tautan Putus", "Catatan redaksi", "Dua Status") if word in pages
    ] == []
    assert f"belum siap terbit: {FOLDER}/2026-01-30-kunci-asing.md (baris 1): Kategori belum ada." in done.stdout


def test_the_preview_shows_what_can_be_shown(newsroom: Path) -> None:
    """
    Empty forms of every kind have a page in the preview, also those that lack what a release asks for; a published item with a
    mistake is shown too; files that cannot be read are named.
    """
    put(newsroom, f"{FOLDER}/2026-01-31-panen-raya.md", story(warna="merah", body=f"{BODY}\n![Peta](tidak-ada.jpg)\n"))
    put(newsroom, f"{FOLDER}/2026-01-31-sawah-kembar.md", story("Judul Kembar", slug="panen-raya"))
    done = pelican(newsroom, "pelicanconf.py", "-o", ".cache/preview", "-e", 'LIVE_RELOAD="/x.js"')
    again = pelican(newsroom, "pelicanconf.py", "-o", ".cache/preview", "-e", 'LIVE_RELOAD="/x.js"')
    shown = newsroom / ".cache/preview"
    empty_forms = list(shown.glob("*/*/*/rancangan-*/index.html"))
    strict = pelican(newsroom, "pelicanconf.py")

    assert done.returncode == 0, done.stdout
    assert len(empty_forms) == len(KINDS)
    assert (shown / f"rancangan-{PAGE}/index.html").is_file()
    for slug in ("panen-raya", "tanpa-kategori", "kunci-asing", "tanpa-foto", "foto-rusak", "tautan-putus"):
        assert (shown / f"berita/2026/01/{slug}/index.html").is_file(), slug
    for name in ("2026-01-30-bukan-utf8.md", "2026-01-30-kepala-terbuka.md", "README.md", "2026-01-31-sawah-kembar.md"):
        assert f"{FOLDER}/{name}" in done.stdout, name
        assert f"{FOLDER}/{name}" in again.stdout, name
    assert strict.returncode == 1


def test_a_live_item_cannot_become_a_draft_unseen(project_copy: Path) -> None:
    """
    What readers know and what this checkout no longer gives them stops the release, named, whether the status says draf,
    is missing its meaning, or the whole file cannot be read; so does an embargo set afterwards.
    """
    path = f"{FOLDER}/2026-01-31-panen-raya.md"
    put(project_copy, "data/terbit.tsv", "cth-2026-01-31-k3f9\t/berita/2026/01/panen-raya/\n")
    found = {}
    states: dict[str, str | bytes] = {
        "draf": story(id="cth-2026-01-31-k3f9", status="draf"),
        "moved": story(id="cth-2026-01-31-k3f9", status="draf", slug="lain"),
        "unknown": story(id="cth-2026-01-31-k3f9", status="tayang"),
        "open": "---\ntitle: Panen Raya\n",
        "latin": story("Panen di Café", id="cth-2026-01-31-k3f9").encode("latin-1"),
        "embargo": story(id="cth-2026-01-31-k3f9", embargo=f"{LATER} 08.00 WIB"),
    }
    for name, text in states.items():
        put(project_copy, path, text)
        found[name] = "address-gone" in errors(project_copy).get(path, set())
    put(project_copy, path, story(id="cth-2026-01-31-k3f9"))

    assert found == dict.fromkeys(found, True)
    assert errors(project_copy) == {}


def test_a_draft_that_began_as_a_copy_stops_nobody(project_copy: Path) -> None:
    """
    The id or the address of a published item taken by a draft waits for the draft's writer, live or not; on the day on which
    both are to go out, it stops.
    """
    original = f"{FOLDER}/2026-01-31-panen-raya.md"
    put(project_copy, original, story(id="cth-2026-01-31-k3f9"))
    draft, other = (f"{FOLDER}/2026-01-{day}-air-surut.md" for day in (29, 30))
    put(project_copy, draft, story("Air Surut", status="draf", id="cth-2026-01-31-k3f9"))
    same_id = errors(project_copy)
    put(project_copy, draft, story("Air Surut", status="draf", slug="panen-raya", id="cth-2026-01-29-k3f8"))
    same_address = errors(project_copy)
    for path in (draft, other):
        put(project_copy, path, story("Air Surut", status="draf", id="cth-2026-01-29-k3f8", slug="air-surut"))
    two_drafts = errors(project_copy)

    (project_copy / other).unlink()
    put(project_copy, "data/terbit.tsv", "cth-2026-01-31-k3f9\t/berita/2026/01/panen-raya/\n")
    put(
        project_copy,
        draft,
        story("Air Surut", status="draf", slug="panen-raya", id="cth-2026-01-31-k3f9", warna="biru"),
    )
    of_a_live_one = errors(project_copy)
    told = waiting(project_copy)[draft]
    put(project_copy, draft, story("Air Surut", id="cth-2026-01-31-k3f9"))
    both_go_out = errors(project_copy)

    assert [same_id, same_address, two_drafts, of_a_live_one] == [{}, {}, {}, {}]
    assert {"duplicate-id", "collision"} < told
    assert both_go_out == {draft: {"duplicate-id"}}


def test_a_draft_is_no_fault_of_what_is_published(project_copy: Path) -> None:
    """
    A draft with the same title, or another spelling of a topic, is itself what has to change; but a published item that links
    to a draft, or to one under embargo, leads readers nowhere and is stopped.
    """
    published = f"{FOLDER}/2026-01-31-panen-raya.md"
    put(project_copy, f"{FOLDER}/2026-01-20-dahulu.md", story(status="draf", tags="padi", id="cth-2026-01-20-aaaa"))
    put(project_copy, published, story(tags="Padi", id="cth-2026-01-31-k3f9"))
    beside = errors(project_copy)
    put(
        project_copy,
        f"{FOLDER}/2026-01-21-nanti.md",
        story("Nanti", embargo=f"{LATER} 08.00 WIB", id="cth-2026-01-21-aaaa"),
    )
    for target in ("dahulu", "nanti"):
        put(project_copy, published, story(tags="Padi", body=f"Baca [kabar itu](/berita/2026/01/{target}/) di sini.\n"))
        assert errors(project_copy)[published] == {"broken-link"}

    assert beside == {}


def test_an_embargo_with_mistakes_waits_and_stops_when_it_is_due(project_copy: Path) -> None:
    """
    Before its moment an item under embargo is judged as a draft, afterwards as what goes out, though its file did not change.
    """
    path = f"{FOLDER}/2026-01-31-panen-raya.md"
    put(project_copy, path, story(embargo="2026-03-01 08.00 WIB", warna="merah", id="cth-2026-01-31-k3f9"))
    day = datetime(2026, 2, 20, tzinfo=UTC)
    before = errors(project_copy, day), pelican(project_copy, "publishconf.py", "-e", f'NOW="{day.isoformat()}"')
    due = datetime(2026, 3, 2, tzinfo=UTC)
    after = errors(project_copy, due), pelican(project_copy, "publishconf.py", "-e", f'NOW="{due.isoformat()}"')

    assert before[0] == {}
    assert before[1].returncode == 0, before[1].stdout
    assert after[0] == {path: {"header"}}
    assert after[1].returncode == 1


def test_a_photo_is_judged_by_what_shows_it(project_copy: Path) -> None:
    """
    A broken photo of a draft, or of nobody yet, waits; the same photo in a published item stops.
    """
    photo, owner = (f"{FOLDER}/2026-01-31-panen-raya{end}" for end in ("-1.jpg", ".md"))
    put(project_copy, photo, b"\xff\xd8\xff\xe0 terpotong")
    alone = errors(project_copy)
    told = {"photo_alt": "Petani memotong padi", "photo_caption": "Petani di sawah.", "photo_credit": "Siti Aminah"}
    put(project_copy, owner, story(status="draf", id="cth-2026-01-31-k3f9", **told))
    of_draft = errors(project_copy)
    put(project_copy, owner, story(id="cth-2026-01-31-k3f9", **told))
    of_public = errors(project_copy)
    Image.new("RGB", (1600, 900), "olive").save(project_copy / photo)

    assert alone == of_draft == {}
    assert photo in of_public
    assert errors(project_copy) == {}


def git(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A git command of somebody of the office."""
    who = {f"GIT_{who}_{what}": "a@contoh.go.id" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONPATH": ""}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    return subprocess.run(
        ["git", *words], cwd=project, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


def test_the_hook_hands_drafts_over_but_no_harm(project_copy: Path) -> None:
    """
    A draft that lacks much is recorded for a colleague to finish, with a list of what it lacks; a gambling link or somebody's
    number is kept out of the repository in any state, and harm that was there before is no fault of the next commit.
    """
    shutil.rmtree(project_copy / ".git", ignore_errors=True)
    git(project_copy, "init", "-q")
    git(project_copy, "add", "-A")
    git(project_copy, "commit", "-qm", "awal", "--no-verify")
    run = [sys.executable, "-m", "invoke", "check", "--staged"]
    draft = put(project_copy, f"{FOLDER}/2026-01-30-setengah.md", UNFINISHED["2026-01-30-tanpa-kategori.md"])

    def staged() -> subprocess.CompletedProcess[str]:
        git(project_copy, "add", "-A")
        return subprocess.run(run, cwd=project_copy, capture_output=True, text=True, encoding="utf-8", check=False)

    unfinished = staged()
    harmful = []
    for text in ("Daftar di [sini](https://raja-slot88.example/) ya.\n", "NIK 6204051708900001 milik warga.\n"):
        draft.write_text(story("Setengah", status="draf", body=text), encoding="utf-8")
        harmful.append(staged())
    git(project_copy, "commit", "-qm", "terlanjur", "--no-verify")
    put(project_copy, FLOOD, FLOOD_TEXT)
    next_one = staged()

    assert unfinished.returncode == 0, unfinished.stdout
    assert "belum siap" in unfinished.stdout
    assert [each.returncode for each in harmful] == [1, 1]
    assert next_one.returncode == 0, next_one.stdout
