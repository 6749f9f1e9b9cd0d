"""From a draft to readers through the desk, with real git and a real release."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT
from tests.desk.conftest import Start, Visitor, git, wait_for
from tests.release.projects import ITEM_LINK

ID = "mmc-2026-01-31-a2b3"
PATH = "content/berita/2026/01/2026-01-31-panen-raya.md"
STORY = f"""---
id: {ID}
title: Panen Raya di Dusun Hilir Capai Enam Ton per Hektare
date: 2026-01-31 09.00 WIB
category: Ekonomi
summary: Panen raya padi di Dusun Hilir mencapai enam ton per hektare.
status: draf
---

Petani Dusun Hilir memanen padi di lahan seluas dua puluh hektare pada Sabtu pagi. Hasilnya enam ton per hektare, lebih tinggi
daripada musim sebelumnya.
"""


def write(checkout: Path) -> None:
    for page in (ROOT / "content/halaman").glob("*.md"):  # without links to items that this project does not have
        lines = page.read_text("utf-8").splitlines(keepends=True)
        kept = "".join(line for line in lines if not ITEM_LINK.search(line))
        (checkout / "content/halaman" / page.name).write_text(kept, "utf-8")
    file = checkout / PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(STORY, encoding="utf-8")
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message", "Berita: panen raya")


def test_an_item_is_sent_returned_approved_and_live(checkout: Path, start: Start) -> None:
    """
    Each step is a commit with its reason; after *Terbitkan* readers have the story, and the release's records are in git.
    """
    write(checkout)
    desk = start(checkout)
    visitor = Visitor(desk.address)
    page = visitor.get(desk.opened.removeprefix(desk.address))[1]
    forged = visitor.post(f"/alur/{ID}/ajukan/", "")
    sent = visitor.post(f"/alur/{ID}/ajukan/", page)[1]
    out_of_turn = visitor.post(f"/alur/{ID}/ajukan/", page)[1]
    approved = visitor.post(f"/alur/{ID}/setujui/", page)[1]
    visitor.post("/terbitan/mulai/", page)
    wait_for(lambda: "Penerbitan: sedang" not in visitor.get("/terbitan/kemajuan/")[1], 300)
    told = visitor.get("/terbitan/kemajuan/")[1]
    trail = visitor.get("/jejak/")[1]
    wrong_day = visitor.get("/jejak/?dari=kapan-kapan")
    desk.stop()

    assert "merilis" in trail and "Rina Penulis" in trail
    assert wrong_day[0] == 200 and "Contoh: 1 Januari 2026" in wrong_day[1]
    assert "Penerbitan: selesai" in told, told
    assert forged[0] == 403
    assert "sudah dicatat" in sent
    assert "tidak berlaku lagi" in out_of_turn
    assert "Setujui" in git(checkout, "log", "--format=%s") and "sudah dicatat" in approved
    assert (checkout / ".terbit/current/berita/2026/01/panen-raya/index.html").is_file()
    wait_for(lambda: git(checkout, "status", "--porcelain") == "")


def test_work_goes_to_the_place_to_share_at_by_itself(checkout: Path, start: Start, tmp_path: Path) -> None:
    """
    A step at the desk is with the others soon after, theirs comes in, and a place that is gone keeps nobody from working.
    """
    write(checkout)
    shared, other = tmp_path / "bersama.git", tmp_path / "rekan"
    git(tmp_path, "clone", "--quiet", "--bare", str(checkout), str(shared))
    git(tmp_path, "clone", "--quiet", str(shared), str(other))
    git(checkout, "remote", "add", "origin", str(shared))
    (other / "content/halaman/rekan.md").write_text("---\ntitle: Halaman rekan\ndate: 2026-01-01\n---\n\nIsi.\n")
    git(other, "add", "--all")
    git(other, "-c", "user.name=Sari", "-c", "user.email=sari@x.id", "commit", "--quiet", "--message", "Halaman")
    git(other, "push", "--quiet")
    desk = start(checkout)
    visitor = Visitor(desk.address)
    page = visitor.get(desk.opened.removeprefix(desk.address))[1]
    visitor.post(f"/alur/{ID}/ajukan/", page)
    wait_for(lambda: "Ajukan" in git(shared, "log", "--format=%s", "main"))
    came = (checkout / "content/halaman/rekan.md").is_file()
    shared.rename(tmp_path / "hilang.git")
    taken_back = visitor.post(f"/alur/{ID}/tarik/", page)[1]

    assert came
    assert "sudah dicatat" in taken_back
