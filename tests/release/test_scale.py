"""How much one edit costs in a large archive, and how many readers the shipped nginx serves."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

import pytest

from mmc.release.deploying import Work, deploy, rollback
from mmc.release.making import Facts
from mmc.release.report import Reporter
from mmc.release.targets.connection import Server
from mmc.release.targets.local import LocalTarget
from mmc.release.targets.ssh import SshTarget
from tests.release.desks import SITE, desk_for, release
from tests.release.machines import program
from tests.release.servers import Sshd, nginx_server
from tests.release.sites import WORDS, site

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("scale")]
IS_LONG = os.environ.get("MMC_LONG") == "1"
ITEMS = 10_000 if IS_LONG else 500
PAGE = "<!doctype html><html lang='id'><title>Kabar {number}</title><h1>Kabar {number}</h1><p>{words}</p></html>\n"


def archive(folder: Path, items: int) -> list[Path]:
    """A site with so many stories, each with its text edition and a photo of its own."""
    site(folder, "1")
    stories = []
    for number in range(items):
        home = folder / f"berita/{2016 + number % 10}/{number % 12 + 1:02}/kabar-{number}"
        (home / "teks").mkdir(parents=True)
        for place in (home, home / "teks"):
            (place / "index.html").write_text(PAGE.format(number=number, words=WORDS))
        (folder / f"media/{number:010x}-480.jpg").write_bytes(f"foto {number}".encode() * 20)
        stories.append(home / "index.html")
    return stories


def test_one_edit_sends_what_changed(tmp_path: Path, server: Sshd) -> None:
    """
    An edit of one story, with the pages and feeds that show it, sends these few files, in less time than the first release.
    """
    address = Server("127.0.0.1", str(tmp_path / "srv/mmc"), server.user, server.port, server.host_key)
    target = SshTarget(address, tmp_path / "workshop/server", "kantor")
    desk = desk_for(target, tmp_path)
    stories = archive(desk.folder, ITEMS)
    started = time.perf_counter()
    deploy(desk, lambda: Facts(SITE), Work(), Reporter())
    first = time.perf_counter() - started

    story = stories[ITEMS // 2]
    touched = [
        story,
        story.parent / "teks/index.html",
        *(desk.folder / name for name in ("index.html", "atom.xml", "sitemap.xml")),
    ]
    for path in touched:
        path.write_text(path.read_text().replace("Barito", "sungai Barito", 1) + "\n")
    started = time.perf_counter()
    outcome = deploy(desk, lambda: Facts(SITE), Work(), Reporter())
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    rollback(desk, Reporter())
    back = time.perf_counter() - started
    print(
        f"\n{ITEMS} items, {len(outcome.release.manifest.files)} files: first release {first:.1f} s, one edit {seconds:.2f} s "
        f"({len(outcome.changes.plain_uploads)} files, {len(outcome.changes.uploads) + len(outcome.release.proof)} with "
        f"copies and proof), rollback {back:.2f} s"
    )

    assert len(outcome.changes.uploads) + len(outcome.release.proof) <= 25
    assert seconds < first


def test_nginx_serves_ten_thousand_pages_a_second(tmp_path: Path) -> None:
    """With the shipped configuration and not one error; on a busy machine only that there is no error."""
    target = LocalTarget(tmp_path / "live")
    release(desk_for(target, tmp_path), "1")
    rates = []
    with nginx_server(tmp_path / "nginx", tmp_path / "live/current") as web:
        for _ in range(3 if IS_LONG else 1):
            words = [program("wrk"), "-t1", "-c32", "-d2s", "-H", "Accept-Encoding: br, gzip", f"{web.url}/berita/"]
            told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
            rates.append(float(re.findall(r"Requests/sec:\s+([\d.]+)", told)[0]))

            assert "Non-2xx" not in told
            assert "Socket errors" not in told
    print(f"\nnginx: {max(rates):.0f} requests a second")

    assert max(rates) > (10_000 if IS_LONG else 1_000)
