"""How much one edit costs in a large archive, and how many readers the shipped nginx serves."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mmc.release.deploying import Work, deploy, rollback
from mmc.release.making import Facts
from mmc.release.progress import Reporter
from mmc.release.targets.connection import Server
from mmc.release.targets.local import LocalTarget
from mmc.release.targets.ssh import SshTarget
from tests.release.destinations import SITE, destination_for, release
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


class Sent(Reporter):
    """Hears how many files travel."""

    files = 0

    def total(self, total: int) -> None:
        self.files = total


def seconds_of(act: Callable[[], object]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def test_one_edit_sends_what_changed(tmp_path: Path, server: Sshd) -> None:
    """
    An edit of one story, with the pages and feeds that show it, sends these few files, in the time that somebody waits for
    it; so is it right after another release, and on the way back.
    """
    address = Server("127.0.0.1", str(tmp_path / "srv/mmc"), server.user, server.port, server.host_key)
    target = SshTarget(address, tmp_path / "workshop/server", "kantor")
    destination = replace(destination_for(target, tmp_path), keep=2)
    stories = archive(destination.folder, ITEMS)
    first = seconds_of(lambda: deploy(destination, lambda: Facts(SITE), Work(), Reporter()))

    story = stories[ITEMS // 2]
    touched = [
        story,
        story.parent / "teks/index.html",
        *(destination.folder / name for name in ("index.html", "atom.xml", "sitemap.xml")),
    ]
    edits = []
    for number in range(4):  # from the third on, the oldest release's folder is there to begin from
        for path in touched:
            path.write_text(path.read_text().replace("Barito", "sungai Barito", 1) + f"<!-- {number} -->\n")
        told = Sent()
        edits.append(seconds_of(lambda told=told: deploy(destination, lambda: Facts(SITE), Work(), told)))  # type: ignore[misc]

        assert (
            len(touched) < told.files <= 25
        )  # with the copies, the record, its signature, the key and the link of the chain
    backs = [seconds_of(lambda name=name: rollback(destination, Reporter(), name)) for name in ("", "r5", "")]  # type: ignore[misc]
    print(
        f"\n{ITEMS} items: first release {first:.1f} s, one edit "
        f"{', '.join(f'{one:.2f}' for one in edits)} s, rollback {', '.join(f'{one:.2f}' for one in backs)} s"
    )

    assert min(edits) < 5
    assert min(backs) < 1


def test_nginx_serves_ten_thousand_pages_a_second(tmp_path: Path) -> None:
    """With the shipped configuration and not one error; on a busy machine only that there is no error."""
    target = LocalTarget(tmp_path / "live")
    release(destination_for(target, tmp_path), "1")
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
