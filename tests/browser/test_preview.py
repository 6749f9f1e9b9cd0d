"""The preview as a writer meets it: save a story, and the open page shows it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.hearing import HEARING

STORY = "content/berita/2026/01/2026-01-31-panen-raya.md"
HEADER = """---
title: {title}
date: 2026-01-31 09.00 WIB
category: Ekonomi
status: draf
summary: Petani menuai padi di tiga desa.
author: Redaksi
id: brs-2026-01-31-k3f9
---

Petani di tiga desa menuai padi pada hari Sabtu.
"""


@dataclass
class Session:
    """A preview that runs: its project, its process, and what it has said."""

    project: Path
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def write(self, title: str) -> None:
        """The story is saved with this title."""
        path = self.project / STORY
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEADER.format(title=title), encoding="utf-8")

    def listen(self) -> None:
        """Keep what the process says."""
        assert self.process.stdout is not None
        self.said.extend(self.process.stdout)

    def address(self) -> str:
        """Where it serves, once it does."""
        return self.wait_for(r"Pratinjau: (http://127\.0\.0\.1:\d+)/")

    def wait_for(self, pattern: str) -> str:
        """The first group of a line that matches, within a minute."""
        for _ in range(600):
            for line in list(self.said):
                if found := re.search(pattern, line):
                    return found[found.re.groups]
            assert self.process.poll() is None, "".join(self.said)
            time.sleep(0.1)
        raise AssertionError("".join(self.said))


@pytest.fixture
def session(project_copy: Path) -> Iterator[Session]:
    """
    `inv serve` in a copy of the project.
    """
    session = Session(project_copy, start(project_copy))
    thread = Thread(target=session.listen, daemon=True)
    thread.start()
    yield session
    session.process.kill()
    session.process.wait()
    thread.join()
    assert session.process.stdout is not None
    session.process.stdout.close()


def start(project: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HEARING, "serve", "--port", "9000"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, "CI": "true", "PYTHONUNBUFFERED": "1"},
    )


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Page]:
    """
    An empty tab.
    """
    page = chromium.new_page()
    yield page
    page.close()


def test_a_save_reaches_the_open_page(session: Session, open_page: Page) -> None:
    """
    The writer sees a new story, then a changed one, without touching the browser.
    """
    open_page.goto(session.address())
    session.write("Panen Raya Dimulai")
    expect(open_page.get_by_role("main")).to_contain_text("Panen Raya Dimulai")
    session.write("Panen Raya Selesai")

    expect(open_page.get_by_role("main")).to_contain_text("Panen Raya Selesai")


def test_feeds_follow_while_the_writer_rests(session: Session, open_page: Page) -> None:
    """
    What no page shows is not waited for, and is there soon after.
    """
    open_page.goto(session.address())
    session.write("Panen Raya Dimulai")
    expect(open_page.get_by_role("main")).to_contain_text("Panen Raya Dimulai")
    feed = session.project / ".cache/preview/atom.xml"
    early = feed.read_text(encoding="utf-8")
    for _ in range(100):
        if "Panen Raya Dimulai" in feed.read_text(encoding="utf-8"):
            break
        time.sleep(0.1)

    assert "Panen Raya Dimulai" not in early
    assert "Panen Raya Dimulai" in feed.read_text(encoding="utf-8")


def test_a_mistake_is_shown_over_the_last_good_page(session: Session, open_page: Page) -> None:
    """
    A wrong field is named in the browser and in the terminal; the page behind stays, and the mend clears it.
    """
    session.write("Panen Raya Dimulai")
    open_page.goto(session.address())
    expect(open_page.get_by_role("main")).to_contain_text("Panen Raya Dimulai")
    wrong = (session.project / STORY).read_text(encoding="utf-8").replace("Ekonomi", "Ekonmi")
    (session.project / STORY).write_text(wrong, encoding="utf-8")
    alert = open_page.get_by_role("alert")
    expect(alert).to_contain_text("Ekonmi")
    expect(open_page.get_by_role("main")).to_contain_text("Panen Raya Dimulai")
    session.wait_for("Ekonmi")
    session.write("Panen Raya Selesai")
    expect(alert).to_have_count(0)

    expect(open_page.get_by_role("main")).to_contain_text("Panen Raya Selesai")


def test_a_draft_that_is_not_ready_is_shown_and_named(session: Session, open_page: Page) -> None:
    """
    A colleague's unfinished draft has a page and is named at the foot of every page, folded up; who saves it is told at once.
    """
    session.address()
    session.write("Panen Raya Dimulai")
    draft = session.project / STORY.replace("panen-raya", "setengah-jadi")
    draft.write_text(
        "---\ntitle: Setengah Jadi\ndate: 2026-01-31 09.00 WIB\nstatus: draf\ncategory:\n---\n\nIsi.\n", "utf-8"
    )
    session.wait_for("setengah-jadi.md.*(Kategori kosong)")
    session.write("Panen Raya Selesai")
    session.wait_for("(panen-raya.md): dibangun")
    open_page.goto(f"{session.address()}/berita/2026/01/setengah-jadi/")
    named = open_page.get_by_text("1 berkas belum siap terbit")
    named.click()

    expect(open_page.get_by_role("heading", level=1)).to_contain_text("Setengah Jadi")
    expect(open_page.get_by_text("Kategori kosong.")).to_be_visible()
    expect(open_page.get_by_role("alert")).to_have_count(0)


def test_changed_code_and_templates_are_seen(session: Session, open_page: Page) -> None:
    """
    Who works on the theme or the code sees the change as soon as a writer sees a word.
    """
    open_page.goto(session.address())
    template = session.project / "theme/templates/404.html"
    template.write_text(
        template.read_text(encoding="utf-8").replace("{% block main %}", "{% block main %}Kata baru. "),
        encoding="utf-8",
    )
    session.wait_for(r"404\.html: dibangun")
    code = session.project / "mmc/pages/views/site.py"
    code.write_text(code.read_text(encoding="utf-8") + "\nraise RuntimeError('rusak')\n", encoding="utf-8")

    session.wait_for(r"site\.py: GAGAL")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console, this test's own included")
def test_ctrl_c_ends_it_in_one_line(session: Session) -> None:
    """
    Stopping is no error, and no process is left behind.
    """
    session.address()
    session.process.send_signal(signal.SIGINT)

    assert session.process.wait(timeout=30) == 0
    assert session.said[-1].strip() == "Pratinjau dihentikan."


def test_preview_pages_never_reach_the_output(session: Session) -> None:
    """
    What the preview builds, with its script and its drafts, lies apart from what is published.
    """
    session.write("Panen Raya Dimulai")
    session.address()
    page = (session.project / ".cache/preview/index.html").read_text(encoding="utf-8")

    assert "/__pratinjau/reload.js" in page
    assert not (session.project / "output").exists()
