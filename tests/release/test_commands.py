"""The office's commands as they are typed: the first release, a mistake, the timer, the way back."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mmc.checks.published_addresses import read_published
from mmc.commands.deploy import Pelican, Publisher, Wish
from mmc.commands.project import BUILT
from mmc.indonesian.calendar import zone
from mmc.release.declaration import load
from mmc.release.deploying import Outcome
from mmc.release.paths import MANIFEST, SIGNATURE
from mmc.release.progress import Reporter
from mmc.release.record import manifest as manifests
from mmc.release.targets.local import LocalTarget
from tests.hearing import HEARING
from tests.release.machines import program
from tests.release.projects import PLACE, Desk, make_project
from tests.release.servers import Sshd, nginx_server

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("commands")]
WIB = zone("Asia/Pontianak")
EMBARGOED = """---
title: Pasar Murah Dibuka
date: {now:%Y-%m-%d %H.%M} WIB
embargo: {until:%Y-%m-%d %H.%M} WIB
category: Ekonomi
status: terbit
summary: Warga dapat membeli bahan pokok di halaman kantor kecamatan.
author: Ani Lestari
id: brs-{now:%Y-%m-%d}-p4s4
---

Warga dapat membeli bahan pokok di halaman kantor kecamatan.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one story and its photo, released once to this machine with no set-up."""
    root = tmp_path_factory.mktemp("commands") / "project"
    make_project(root)
    code, told = Desk(root, {"MMC_KEY": str(root / "none")}).inv("deploy")
    assert code == 0, told
    assert "tayang di “local”" in told
    return root


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    """That project as it was after its release, in the same place, so that what the build has learned counts."""
    first = made.with_name("first")
    if not first.exists():
        shutil.copytree(made, first, symlinks=True)
    shutil.rmtree(made)
    shutil.copytree(first, made, symlinks=True)
    return Desk(made, {"MMC_KEY": str(tmp_path / "home" / "release.key")})


def test_first_release_needs_no_set_up(desk: Desk) -> None:
    """It can be read, verified and listed at once; an old address leads on; the record of what is public is written."""
    code, told = desk.inv("verify", "--json")
    verdict = json.loads(told)

    assert (code, verdict["clean"], verdict["findings"]) == (0, True, [])
    assert "Panen Raya Dimulai" in desk.live("index.html")
    assert read_published(desk.root / "data")["brs-2026-01-31-k3f9"] == "/berita/2026/01/panen-raya/"
    code, told = desk.inv("rilis")
    assert code == 0
    assert told.startswith("→ ")
    assert "-r1 " in told


def test_photo_fingerprints_are_part_of_the_record(desk: Desk) -> None:
    """What Cek Foto compares with is listed in the manifest, by its hash."""
    manifest = manifests.read(desk.live(MANIFEST).encode())

    assert [path for path in manifest.files if path.startswith("cek-foto/") and path.endswith(".bin")] != []
    assert manifest.counts["berita"] == 1


def test_timer_does_nothing_quickly(desk: Desk) -> None:
    """With nothing new and nothing due there is not even a build."""
    assert desk.inv("deploy")[0] == 0
    started = time.perf_counter()
    code, told = desk.inv("deploy", "--due")
    seconds = time.perf_counter() - started

    assert (code, told) == (0, "Tidak ada yang baru dan tidak ada yang jatuh tempo untuk “local”.\n")
    assert seconds < 5


def test_embargo_ends_by_itself(desk: Desk) -> None:
    """A timer publishes what has become due, and until then it does nothing."""
    now = (datetime.now(WIB) - timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
    until = now + timedelta(minutes=30)
    path = desk.root / f"content/berita/{now:%Y}/{now:%m}/{now:%Y-%m-%d}-pasar-murah.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(EMBARGOED.format(now=now, until=until), "utf-8")
    for page in (desk.root / "content/halaman").glob("*.md"):  # one that was edited today was not there yesterday
        page.write_text(
            re.sub("(?m)^modified: .*$", "modified: 2026-01-05 09.00 WIB", page.read_text("utf-8")), "utf-8"
        )

    def timer(moment: datetime) -> Outcome | None:
        return Publisher(desk.root, moment, Reporter()).deploy(Wish(is_due_only=True))

    timer(now)
    assert "Pasar Murah" not in desk.live("index.html")
    assert timer(now + timedelta(minutes=10)) is None
    outcome = timer(until)
    assert outcome is not None
    assert outcome.is_released
    assert "Pasar Murah Dibuka" in desk.live("index.html")
    assert timer(until + timedelta(minutes=5)) is None


@pytest.mark.parametrize("step", ["Mengunci", "Memeriksa"])
def test_ctrl_c_is_answered_in_one_line(desk: Desk, step: str) -> None:
    """Whoever changes his mind reads that nothing has changed, and nothing goes on in the back."""
    desk.edit(f"{PLACE}.md", "tiga desa menuai", "empat desa menuai")
    words = [sys.executable, "-u", "-c", HEARING, "terbit"]
    with subprocess.Popen(
        words,
        cwd=desk.root,
        env={**os.environ, **desk.variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        said = ""
        while step not in said:
            said += process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all processes of the command hear it
        said += process.stdout.read()

    assert process.returncode == 130
    assert "Dihentikan. Situs yang tayang tidak berubah" in said
    assert not re.search("Traceback|Keyboard", said)
    assert "tiga desa menuai" in desk.live("berita/2026/01/panen-raya/index.html")


def test_edit_goes_out_and_comes_back(desk: Desk) -> None:
    """A dry run names what would change; the release shows it; the rollback takes it back, and the site is as signed."""
    desk.edit(f"{PLACE}.md", "tiga desa menuai", "empat desa menuai")
    page = "berita/2026/01/panen-raya/index.html"
    code, told = desk.inv("terbit", "--dry")
    assert code == 0
    assert f"~ {page}" in told
    assert "tiga desa menuai" in desk.live(page)

    assert desk.inv("terbit")[0] == 0
    assert "empat desa menuai" in desk.live(page)
    code, told = desk.inv("kembalikan")
    assert code == 0
    assert "tayang kembali" in told
    assert "tiga desa menuai" in desk.live(page)
    assert desk.inv("buktikan")[0] == 0
    assert desk.inv("releases")[1].count("naskah") == 2
    assert desk.inv("rollback", "--release", "r9")[0] == 1


@pytest.mark.parametrize(("topics", "files"), [("panen, sungai", 23), ("panen, sungai, jalan", 26)])
def test_edit_of_a_story_sends_few_files(desk: Desk, topics: str, files: int) -> None:
    """Its page in both editions, the search, the list of what is read offline, and three feeds each of all lists it is on."""
    header = f"category: Ekonomi\ndistrict: Dusun Selatan\ntags: {topics}"
    desk.edit(f"{PLACE}.md", "category: Ekonomi", header)
    assert desk.inv("deploy")[0] == 0
    desk.edit(f"{PLACE}.md", "tiga desa menuai", "empat desa menuai")
    code, told = desk.inv("deploy")
    found = re.search(r"(\d+) berkas baru, (\d+) berubah", told)

    assert code == 0
    assert found
    assert int(found[1]) + int(found[2]) == files, told


def test_build_that_was_started_ahead_ends_with_the_check(desk: Desk) -> None:
    """It waits for the word; a mistake in a story leaves no process behind, and nothing built."""
    desk.edit(f"{PLACE}.md", "tiga desa menuai", "empat desa menuai")
    ahead = Pelican(desk.root, desk.root / BUILT, datetime.now(WIB))
    time.sleep(3)  # long enough to have built it
    ahead.close()
    desk.edit(f"{PLACE}.md", "category: Ekonomi", "category: Ekonmi")
    assert desk.inv("deploy")[0] == 1
    running = subprocess.run(["pgrep", "-f", f"{desk.root}/.cache/terbit/situs"], capture_output=True, check=False)

    assert running.stdout == b""
    page = desk.root / ".cache/terbit/situs/berita/2026/01/panen-raya/index.html"
    assert "empat desa" not in page.read_text("utf-8")


def test_mistake_in_a_story_stops_the_release(desk: Desk) -> None:
    """The mistake is named with its line, and readers see what they saw."""
    before = desk.live(MANIFEST)
    desk.edit(f"{PLACE}.md", "category: Ekonomi", "category: Ekonmi")
    code, told = desk.inv("deploy")

    assert code == 1
    assert "Ekonmi" in told
    assert "Situs yang tayang tidak berubah" in told
    assert desk.live(MANIFEST) == before


def test_site_without_any_story_or_page_says_that(desk: Desk) -> None:
    """Whose content is gone reads that, and how to get it back, in place of a list of dead links."""
    shutil.rmtree(desk.root / "content")
    (desk.root / "content").mkdir()
    (desk.root / "data/terbit.tsv").unlink(missing_ok=True)
    shutil.rmtree(desk.root / "data/catatan", ignore_errors=True)
    code, told = desk.inv("deploy", "--shrink")

    assert code == 1
    assert "tidak memuat satu naskah atau halaman tetap pun" in told
    assert "git restore content" in told
    assert "Tautan mati" not in told


def test_second_deployer_is_refused(desk: Desk) -> None:
    """Two people who press the button at once do not mix their releases."""
    with LocalTarget(desk.root / ".terbit").locked():
        code, told = desk.inv("deploy")

    assert code == 1
    assert "Penerbitan lain sedang berjalan" in told


def test_altered_site_fails_the_check(desk: Desk) -> None:
    """Cron reads the exit code."""
    folder = LocalTarget(desk.root / ".terbit").live_folder()
    assert folder is not None
    for copy in ("", ".br", ".gz", ".zst"):
        (folder / f"index.html{copy}").unlink()
    (folder / "index.html").write_text("<a href='https://jahat.example' hidden>slot gacor</a>")
    code, told = desk.inv("buktikan")

    assert code == 1
    assert "tautan tersembunyi" in told


def test_public_target_is_refused_until_it_is_ready(desk: Desk) -> None:
    """A wrong name is answered with the right one; a sample address and a missing key with what to do."""
    declare(desk, "127.0.0.1", 22, "ssh-ed25519 AAAA")
    code, told = desk.inv("deploy", "--to", "servr")
    assert (code, "Maksudnya “server”?" in told) == (1, True)

    code, told = desk.inv("deploy", "--to", "server")
    assert (code, "bukan alamat publik" in told) == (1, True)

    desk.edit("data/kantor.toml", "https://mmc-barito-selatan.example", "https://mmc.barsel.go.id")
    code, told = desk.inv("deploy", "--to", "server")
    assert (code, "inv kunci" in told) == (1, True)

    assert desk.inv("key", "--no-password")[0] == 0
    code, told = desk.inv("deploy", "--to", "server")
    assert (code, "cara menghubungi kantor" in told) == (1, True)


def declare(desk: Desk, host: str, port: int, host_key: str, url: str = "") -> None:
    text = f'[target.server]\nkind = "ssh"\nurl = "{url}"\nhost = "{host}"\nport = {port}\npath = "{desk.root}/srv"\n'
    with (desk.root / "data/terbit.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n{text}host_key = "{host_key}"\nencodings = ["gzip"]\n')


def test_signed_release_over_ssh_is_proven_by_stock_minisign(desk: Desk, server: Sshd, tmp_path: Path) -> None:
    """From the key to the check of the live site, as an office would do it."""
    with nginx_server(tmp_path / "nginx", desk.root / "srv/current") as web:
        declare(desk, "127.0.0.1", server.port, server.host_key, web.url)
        desk.edit("data/kantor.toml", "https://mmc-barito-selatan.example", "https://mmc.barsel.go.id")
        desk.edit("data/kantor.toml", 'label = "Telepon"\ntext = ""', 'label = "Telepon"\ntext = "(0525) 21001"')
        code, told = desk.inv("key", "--no-password")
        assert (code, "Kunci publik sudah ditulis" in told) == (0, True)
        code, told = desk.inv("deploy", "--to", "server")
        assert code == 0, told
        public = load(desk.root / "data/terbit.toml").public_key
        assert public is not None
        words = [program("minisign"), "-V", "-m", MANIFEST, "-x", SIGNATURE, "-P", public.as_text()]
        assert subprocess.run(words, cwd=desk.root / "srv/current", capture_output=True, check=False).returncode == 0
        assert desk.inv("releases", "--to", "server")[1].startswith("→ ")


def test_configurations_are_written(desk: Desk) -> None:
    """For every server, with the redirects of old addresses."""
    code, told = desk.inv("server")
    files = {path.name: path.read_text("utf-8") for path in (desk.root / ".terbit/server").iterdir()}

    assert code == 0, told
    assert set(files) == {"nginx.conf", "Caddyfile", "apache.conf", "_headers", "_redirects"}
    assert "/berita/panen/ /berita/2026/01/panen-raya/ 301" in files["_redirects"]
    assert all("unsafe-inline" not in text for text in files.values())
