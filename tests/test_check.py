"""`inv check` as people, forges and git run it: four forms of report, exit codes, mends, and the hook in a real repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mmc.base.problems import Problem, Severity
from mmc.checks.report import render

STORY = "content/berita/2026/01/2026-01-31-panen-raya.md"
TEXT = """---
title: Panen Raya Dimulai
date: 2026-01-31 09.00 WIB
category: Ekonomi
status: terbit
id: cth-2026-01-31-k3f9
---

Petani di tiga desa menuai padi pada hari Sabtu.
"""


def run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in the project, in the environment that this test runs in."""
    environment = {**os.environ, "PYTHONUTF8": "1", "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONPATH": ""}
    environment |= {
        f"GIT_{who}_{what}": "a@contoh.go.id" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    return subprocess.run(
        words, cwd=project, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


def check(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`inv check` with these words."""
    return run(project, sys.executable, "-m", "invoke", "check", *words)


def write(project: Path, text: str, path: str = STORY) -> Path:
    """The file holds this text."""
    target = project / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def test_exit_codes_say_how_it_went(project_copy: Path) -> None:
    """0 without an error, 1 with one, 2 for a command that was not meant, 3 where it cannot run; a path narrows the report."""
    write(project_copy, TEXT)
    clean = check(project_copy)
    write(project_copy, TEXT.replace("Ekonomi", "Ekonom"))
    wrong = check(project_copy)

    assert (clean.returncode, wrong.returncode) == (0, 1)
    assert "baris 4" in wrong.stdout
    assert "Maksud Anda `category: Ekonomi`?" in wrong.stdout
    assert check(project_copy, "--path", "content/halaman").returncode == 0
    assert check(project_copy, "--path", STORY).returncode == 1
    assert check(project_copy, "--path", "tidak-ada").returncode == 2
    assert check(project_copy, "--form", "xml").returncode == 2
    assert check(project_copy, "--staged").returncode == 3  # there is no repository
    (project_copy / "data" / "kategori.toml").write_text("[[category", encoding="utf-8")
    assert check(project_copy).returncode == 1


def test_programs_get_the_same_report(project_copy: Path) -> None:
    """JSON, GitHub's and GitLab's forms name the same file and line, and nothing else is written beside them."""
    write(project_copy, TEXT.replace("Ekonomi", "Ekonom"))
    told = json.loads(check(project_copy, "--form", "json").stdout)
    [entry] = json.loads(check(project_copy, "--form", "gitlab").stdout)
    [line] = check(project_copy, "--form", "github").stdout.splitlines()

    assert (told["ok"], told["counts"]) == (False, {"galat": 1, "peringatan": 0, "catatan": 0})
    assert [(each["path"], each["line"], each["code"]) for each in told["problems"]] == [(STORY, 4, "header")]
    assert entry["location"] == {"path": STORY, "lines": {"begin": 4}}
    assert entry["severity"] == "major"
    assert re.fullmatch("[0-9a-f]{32}", entry["fingerprint"])
    assert line.startswith(f"::error file={STORY},line=4,title=header category::")


def test_a_fix_shows_its_diff(project_copy: Path) -> None:
    """What is safe is mended at once, line by line on the screen; what is left is told."""
    target = write(
        project_copy,
        TEXT.replace("2026-01-31 09.00 WIB", "31 Januari 2026 09:00") + "\nSilahkan\u200b datang. <b>Segera</b>\n",
    )
    done = check(project_copy, "--fix")

    assert "-date: 31 Januari 2026 09:00\n+date: 2026-01-31 09.00 WIB" in done.stdout
    assert "+Silakan datang. <b>Segera</b>" in done.stdout
    assert "Elemen HTML `<b>`" in done.stdout
    assert done.returncode == 1
    assert "Silakan datang." in target.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_the_hook_looks_at_what_is_staged(project_copy: Path) -> None:
    """In a real repository: a bad story is refused with its report, a mended one goes in, and only what is staged counts."""
    (project_copy / ".venv").symlink_to(sys.prefix)
    (project_copy / ".gitignore").write_text(".venv\n.cache/\n__pycache__/\n", encoding="utf-8")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "Awal")):
        assert run(project_copy, "git", *words).returncode == 0
    assert run(project_copy, sys.executable, "-m", "invoke", "hook").returncode == 0
    write(project_copy, TEXT.replace("Sabtu.", "Sabtu. Daftar slot gacor."))
    run(project_copy, "git", "add", "content")
    refused = run(project_copy, "git", "commit", "-q", "-m", "Berita")
    write(project_copy, TEXT)
    still = run(project_copy, "git", "commit", "-q", "-m", "Berita")
    run(project_copy, "git", "add", "content")
    write(project_copy, TEXT.replace("Ekonomi", "Ekonom"))
    accepted = run(project_copy, "git", "commit", "-q", "-m", "Berita")
    run(project_copy, "git", "checkout", "-q", "content")
    other = (
        TEXT.replace("k3f9", "k3f8").replace("Dimulai", "Dimulai Lagi")
        + "\nLihat [panen](/berita/2026/01/panen-raya/).\n"
    )
    write(project_copy, other, STORY.replace("panen-raya", "panen-lagi"))
    run(project_copy, "git", "add", "content")
    linked = run(project_copy, "git", "commit", "-q", "-m", "Lagi")
    run(project_copy, "git", "rm", "-q", STORY)
    torn = run(project_copy, "git", "commit", "-q", "-m", "Hapus")

    assert (refused.returncode, "istilah judi" in refused.stdout + refused.stderr) == (1, True)
    assert still.returncode == 1
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert linked.returncode == 0, linked.stdout + linked.stderr
    assert (torn.returncode, "tidak ada di situs ini" in torn.stdout + torn.stderr) == (1, True)


def test_another_hook_is_left_as_it_is(project_copy: Path) -> None:
    """Whoever has a hook of their own keeps it, and is told what to add; ours may be installed twice."""
    run(project_copy, "git", "init", "-q")
    install = (sys.executable, "-m", "invoke", "hook")
    first, second = run(project_copy, *install), run(project_copy, *install)
    hook = project_copy / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    third = run(project_copy, *install)

    assert (first.returncode, second.returncode, third.returncode) == (0, 0, 1)
    assert "tasks.py check --staged" in third.stdout
    assert hook.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"


PROBLEMS = [
    Problem(
        "content/b.md",
        3,
        "Kategori “Ekonom” tidak dikenal, 100%: salah.",
        "Maksud Anda “Ekonomi”?",
        "category",
        Severity.ERROR,
        "header",
    ),
    Problem("content/a.md", 0, "Baris\nkedua \x1b[31m\u202e", "", "", Severity.NOTE, "x,y:z"),
    Problem("content/a.md", 9, "Foto kecil.", "Ganti.", "", Severity.WARNING, "photo-small"),
]


def test_a_report_for_people_counts_and_cannot_steer_their_screen() -> None:
    """File by file, errors first, a count at the end; letters that would move the cursor are shown as text."""
    text = render(PROBLEMS, "teks", width=80)

    assert text.splitlines()[0] == "content/a.md"
    assert text.splitlines()[-1] == "1 galat, 1 peringatan, 1 catatan dalam 2 berkas."
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert render([], "teks") == "Tidak ada masalah."
    assert "\x1b[1;31m" in render(PROBLEMS, "teks", is_coloured=True)


def test_a_report_for_github_escapes_what_would_end_a_command() -> None:
    """A line feed, a percent sign, a comma or a colon of a message starts no command of its own."""
    lines = render(PROBLEMS, "github").splitlines()

    assert len(lines) == 3
    assert all(
        re.match(r"::(?:error|warning|notice) file=content/[ab]\.md(?:,line=\d+)?,title=[^:,]*::", line)
        for line in lines
    )
    assert "%0A" in lines[0]
    assert "100%25" in lines[2]
