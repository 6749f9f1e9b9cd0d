"""An office takes a newer version: from this project's own past to today, and small offices of every other sort."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

import pytest

from mmc import environment
from mmc.base.problems import ContentError
from mmc.commands.upgrade.differences import Fate
from mmc.commands.upgrade.pages import compared
from mmc.commands.upgrade.run import Wish, back, fetched, planned, told, upgrade
from mmc.history.repository import Repository
from tests.conftest import ROOT

HERE = Path(__file__).parent
ENOUGH = {environment.INSIDE: "1"}  # the tests' own Python has all that both versions need
STORY = """Title: Panen Raya di Jenamas
Date: 2026-01-31 09.00 WIB
Category: Ekonomi
Summary: Petani menuai padi.
Author: Redaksi
Id: brs-2026-01-31-k3f9

Petani di tiga desa menuai padi pada hari Sabtu.
"""


def git(folder: Path, *words: str) -> str:
    person = ("-c", "user.name=Ani", "-c", "user.email=ani@kantor.example", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *person, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def committed(folder: Path, message: str = "ubah") -> str:
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
        git(folder, "config", "user.name", "Ani")
        git(folder, "config", "user.email", "ani@kantor.example")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)
    return git(folder, "rev-parse", "HEAD")


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """
    A small project of two versions with its history, and an office that began from an archive of the first.
    """
    lines = "satu\ndua\ntiga\nempat\nlima\nenam\ntujuh\n"
    old = {
        ".gitignore": ".cache/\n",
        "tasks.py": "print(1)\n",
        "mmc/a.py": "a = 1\n",
        "mmc/gone.py": "g = 1\n",
        "theme/x.css": lines,
        "theme/y.css": lines,
        "theme/z.css": lines,
        "docs/d.md": "lama\n",
        "CHANGELOG.md": "# Catatan\n\n- Kini satu.\n",
        "content/a.md": "contoh\n",
        "data/kantor.toml": 'name = "Contoh"\n',
    }
    version = put(tmp_path / "versi", old)
    committed(version, "Versi pertama")
    office = put(
        tmp_path / "kantor", old | {"content/a.md": "naskah kantor\n", "data/kantor.toml": 'name = "Kantor"\n'}
    )
    committed(office, "Dari arsip")
    put(
        office,
        {
            "theme/x.css": lines.replace("satu", "satu kantor"),
            "theme/y.css": lines.replace("satu", "satu kantor"),
            "theme/z.css": lines.replace("satu", "satu kantor"),
            "theme/milik.css": "kantor\n",
        },
    )
    committed(office, "Tema kantor")
    (version / "mmc/gone.py").unlink()
    put(
        version,
        {
            "mmc/a.py": "a = 2\n",
            "mmc/new.py": "n = 1\n",
            "theme/y.css": lines.replace("tujuh", "tujuh baru"),
            "theme/z.css": lines.replace("satu", "satu baru"),
            "docs/d.md": "baru\n",
            "CHANGELOG.md": "# Catatan\n\n- Kini dua,\n  panjang.\n- Kini satu.\n",
            "content/a.md": "contoh baru\n",
            "data/kantor.toml": 'name = "Contoh baru"\n',
        },
    )
    committed(version, "Versi kedua")
    return version, office


def fates(version: Path, office: Path, choice: str = "") -> dict[str, Fate]:
    repository = Repository(office)
    try:
        return {step.path: step.fate for step in planned(repository, version, choice).steps}
    finally:
        repository.close()


EXPECTED = {
    "CHANGELOG.md": Fate.TAKEN,
    "docs/d.md": Fate.TAKEN,
    "mmc/a.py": Fate.TAKEN,
    "mmc/gone.py": Fate.REMOVED,
    "mmc/new.py": Fate.TAKEN,
    "theme/milik.css": Fate.KEPT,
    "theme/x.css": Fate.KEPT,
    "theme/y.css": Fate.JOINED,
    "theme/z.css": Fate.COLLIDES,
}


def test_the_way_from_this_projects_past_to_today(tmp_path: Path) -> None:
    """
    An office with its own theme that began from an archive of commit 3301618 takes today's version: pages stay, its
    texts too but for the migration that is named; then it goes back, and what it wrote since stays.
    """
    with tarfile.open(HERE / "3301618.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    office = tmp_path / "kantor"
    story = "content/berita/2026/01/2026-01-31-panen-raya.md"
    base = (office / "theme/css/base.css").read_text("utf-8")
    put(office, {story: STORY})
    page = office / "content/halaman/ppid.md"  # leads to stories that are not in the archive
    page.write_text(page.read_text("utf-8").partition("## Panduan")[0], "utf-8")
    committed(office, "Dari arsip")
    put(office, {"theme/css/base.css": base + "\n.kantor {\n  color: #0b5d5e;\n}\n"})
    committed(office, "Tema kantor")
    said: list[str] = []

    assert upgrade(ROOT, office, Wish(variables=ENOUGH), said.append) == 0, "\n".join(said)
    words = "\n".join(said)
    changed = git(office, "diff", "--name-only", "HEAD~1", "--", "content", "data").splitlines()

    assert "0 alamat hilang" in words or "sitemap-berita" in words
    assert "Kini" in words
    assert "status-tertulis" in words
    assert ".kantor {" in (office / "theme/css/base.css").read_text("utf-8")
    assert (office / "mmc/commands/upgrade/run.py").is_file()
    assert (office / story).read_text("utf-8") == f"status: terbit\n{STORY}"
    assert [
        path for path in changed if not path.startswith(("content/halaman/", "data/catatan/pembaruan/", story))
    ] == []
    assert git(office, "status", "--porcelain") == ""
    assert upgrade(ROOT, office, Wish(variables=ENOUGH), said.append) == 0
    assert "tidak ada yang perlu diubah" in said[-1]

    put(office, {"content/berita/2026/02/2026-02-01-baru.md": STORY})
    committed(office, "Naskah baru")
    assert back(office, said.append) == 0
    assert not (office / "mmc/commands/upgrade").exists()
    assert (office / "content/berita/2026/02/2026-02-01-baru.md").is_file()
    assert (office / story).read_text("utf-8") == STORY
    with pytest.raises(ContentError, match="Tidak ada pembaruan"):
        back(office, said.append)


def test_the_packed_past_is_that_of_the_history(tmp_path: Path) -> None:
    """
    Where this clone has the commit, the archive holds its files to the byte; a shallow clone has the archive alone.
    """
    if not _knows("3301618"):
        return
    with tarfile.open(HERE / "3301618.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    names = sorted(
        path.relative_to(tmp_path / "kantor").as_posix() for path in (tmp_path / "kantor").rglob("*") if path.is_file()
    )
    packed = git(ROOT, "hash-object", "--no-filters", *(str(tmp_path / "kantor" / name) for name in names)).split()
    tree = {row.split("\t")[1]: row.split()[2] for row in git(ROOT, "ls-tree", "-r", "3301618").splitlines()}

    assert [name for name, oid in zip(names, packed, strict=True) if tree.get(name) != oid] == []


def _knows(name: str) -> bool:
    done = subprocess.run(["git", "cat-file", "-e", f"{name}^{{commit}}"], cwd=ROOT, capture_output=True, check=False)
    return done.returncode == 0


def test_each_file_has_its_fate(pair: tuple[Path, Path]) -> None:
    """
    What only one side changed is as that side has it; both in different places are joined; content and data are nobody
    else's; where the histories are unrelated, the version that the office began with is found by its files.
    """
    assert fates(*pair) == EXPECTED


def test_related_histories_and_a_bare_folder_say_the_same(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """
    An office that began as a clone, and a new version that is an unpacked archive without any history.
    """
    version, office = pair
    clone = tmp_path / "klona"
    git(tmp_path, "clone", "-q", str(version), str(clone))
    git(clone, "reset", "-q", "--hard", "HEAD~1")
    for name in ("x.css", "y.css", "z.css", "milik.css"):
        (clone / "theme" / name).write_bytes((office / "theme" / name).read_bytes())
    committed(clone, "Tema kantor")
    folder = tmp_path / "arsip"
    folder.mkdir()
    git(version, "archive", "--format=tar", "-o", str(tmp_path / "a.tar"), "HEAD")
    with tarfile.open(tmp_path / "a.tar") as archive:
        archive.extractall(folder, filter="data")

    assert fates(version, clone) == EXPECTED
    assert fates(folder, office) == EXPECTED


def test_a_collision_is_told_and_decided(pair: tuple[Path, Path]) -> None:
    """
    Both versions of the passage are shown and nothing is touched; the answer keeps one file or takes the other, and no
    marker is ever in a file.
    """
    version, office = pair
    said: list[str] = []

    assert upgrade(version, office, Wish(), said.append) == 1
    assert "BERTABRAKAN theme/z.css" in said
    assert any("satu kantor" in line for line in said)
    assert any("satu baru" in line for line in said)
    assert git(office, "status", "--porcelain") == ""
    assert fates(version, office, "kantor")["theme/z.css"] is Fate.KEPT
    assert fates(version, office, "baru")["theme/z.css"] is Fate.TAKEN


def test_a_dry_run_touches_nothing_and_the_way_back_keeps_later_work(pair: tuple[Path, Path]) -> None:
    """
    One commit does it and one undoes it; what was written in between stays, and what was changed since in a file of the
    upgrade stops the way back.
    """
    version, office = pair
    said: list[str] = []
    head = git(office, "rev-parse", "HEAD")

    assert upgrade(version, office, Wish(is_dry=True, choice="kantor", variables=ENOUGH), said.append) == 0
    assert (git(office, "status", "--porcelain"), git(office, "rev-parse", "HEAD")) == ("", head)

    assert upgrade(version, office, Wish(choice="kantor", variables=ENOUGH), said.append) == 0
    assert git(office, "rev-list", "--count", f"{head}..HEAD") == "1"
    assert (office / "content/a.md").read_text("utf-8") == "naskah kantor\n"
    assert "tujuh baru" in (office / "theme/y.css").read_text("utf-8")
    assert set(fates(version, office).values()) == {Fate.KEPT}

    put(office, {"mmc/a.py": "a = 3\n"})
    committed(office)
    with pytest.raises(ContentError, match="sudah diubah lagi"):
        back(office, said.append)
    assert git(office, "status", "--porcelain") == ""
    git(office, "reset", "-q", "--hard", "HEAD~1")
    put(office, {"content/b.md": "sesudahnya\n"})
    committed(office)
    assert back(office, said.append) == 0
    assert (office / "mmc/a.py").read_text("utf-8") == "a = 1\n"
    assert (office / "content/b.md").is_file()


def test_the_changelog_tells_what_is_new_and_no_more(pair: tuple[Path, Path]) -> None:
    """
    An entry of several lines is one; what the office's version had already is left out.
    """
    version, office = pair
    repository = Repository(office)
    lines = list(told(planned(repository, version)))
    repository.close()

    assert "  - Kini dua, panjang." in lines
    assert not [line for line in lines if "Kini satu" in line]


def test_a_version_that_cannot_build_the_site_is_not_taken(pair: tuple[Path, Path]) -> None:
    """
    The check fails in a copy; the office stays as it was.
    """
    version, office = pair
    put(version, {"tasks.py": "raise SystemExit('galat versi baru')\n"})
    committed(version, "Rusak")
    said: list[str] = []

    assert upgrade(version, office, Wish(choice="baru", variables=ENOUGH), said.append) == 1
    assert any("galat versi baru" in line for line in said)
    assert git(office, "status", "--porcelain") == ""
    assert (office / "mmc/a.py").read_text("utf-8") == "a = 1\n"


def test_work_that_is_not_in_git_is_never_overwritten(pair: tuple[Path, Path]) -> None:
    """
    An open change stops the upgrade; a file that git does not know, at the place of a new one, is a collision.
    """
    version, office = pair
    put(office, {".gitignore": ".cache/\nmmc/new.py\n"})
    committed(office, "Abaikan")
    put(office, {"mmc/new.py": "milik saya\n"})

    assert fates(version, office)["mmc/new.py"] is Fate.COLLIDES
    put(office, {"content/a.md": "sedang ditulis\n"})
    with pytest.raises(ContentError, match="belum dicatat"):
        upgrade(version, office, Wish(), print)


def test_a_folder_that_the_office_gave_up_does_not_come_back(pair: tuple[Path, Path]) -> None:
    """
    Who has taken `docs/` away gets no collision for each of its files.
    """
    version, office = pair
    git(office, "rm", "-rq", "docs")
    committed(office, "Tanpa panduan")

    assert "docs/d.md" not in fates(version, office)


def test_a_bundle_without_a_head_and_a_remote_are_taken(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """
    As they come on a USB stick or from a server; what is no version is refused.
    """
    version, office = pair
    put(version, {"mmc/commands/upgrade/run.py": "pass\n"})
    committed(version, "Dengan perbarui")
    bundle = tmp_path / "versi.bundle"
    git(version, "bundle", "create", "-q", str(bundle), "main")

    for source in (str(bundle), version.as_uri()):
        assert (fetched(office, source, print) / "mmc/new.py").is_file()
    with pytest.raises(ContentError, match="tidak dapat diambil"):
        fetched(office, str(tmp_path / "tidak-ada.git"), print)
    with pytest.raises(ContentError, match="tidak ada versi yang mengenal"):
        fetched(version, office.as_uri(), print)


def test_pages_are_compared_by_their_words(tmp_path: Path) -> None:
    """
    Another frame, other markup and other names of files are no other words; an address that is gone is told.
    """
    one, other = tmp_path / "satu", tmp_path / "dua"
    page = "<body><nav>{}</nav><main><h1>Judul</h1><p>{}</p></main></body>"
    put(
        one,
        {
            "a/index.html": page.format("m", "isi"),
            "b/index.html": page.format("m", "isi"),
            "c.html": "x",
            "aset/1.css": "",
        },
    )
    put(
        other,
        {
            "a/index.html": page.format("n", "<b>isi</b>"),
            "b/index.html": page.format("m", "lain"),
            "d.html": "x",
            "aset/2.css": "",
        },
    )
    found = compared(one, other)

    assert (found.gone, found.new, found.other_words, found.other_frame, found.same) == (
        ("/c.html",),
        ("/d.html",),
        ("/b/",),
        1,
        0,
    )
