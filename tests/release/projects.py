"""Small projects on a disk, each with one story and its photo, and whoever works with them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from mmc.release.targets.local import LocalTarget
from tests.conftest import ROOT

PLACE = "content/berita/2026/01/2026-01-31-panen-raya"
ITEM_LINK = re.compile(r"\]\(/[a-z-]+/\d{4}/")
STORY = """---
title: Panen Raya Dimulai
date: 2026-01-31 09.00 WIB
category: Ekonomi
status: terbit
summary: Petani menuai padi di tiga desa.
author: Ani Lestari
photo_alt: Petani memotong padi di sawah
photo_caption: Petani menuai padi di Dusun Selatan, Sabtu (31/1/2026).
photo_credit: Ani Lestari
id: brs-2026-01-31-k3f9
aliases:
  - /berita/panen/
---

Petani di tiga desa menuai padi pada hari Sabtu.
"""


@dataclass(frozen=True)
class Desk:
    """A project on a disk, and the variables of whoever works with it."""

    root: Path
    variables: dict[str, str]

    def inv(self, *words: str) -> tuple[int, str]:
        """The exit code of a command, and what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "invoke", *words],
            cwd=self.root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONUTF8": "1", **self.variables},
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def edit(self, path: str, old: str, new: str) -> None:
        """The file says this instead."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def live(self, path: str) -> str:
        """A file of the live release of the local target."""
        folder = LocalTarget(self.root / ".terbit").live_folder()
        assert folder is not None
        return (folder / path).read_text("utf-8")


def make_project(root: Path) -> None:
    """A project with one story and its photo."""
    for name in ("mmc", "theme", "data", "content/halaman"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "catatan"))
    for path in ROOT.glob("*.py"):
        shutil.copy(path, root)
    for page in (root / "content/halaman").glob("*.md"):  # without links to items that this project does not have
        lines = page.read_text("utf-8").splitlines(keepends=True)
        page.write_text("".join(line for line in lines if not ITEM_LINK.search(line)), "utf-8")
    (root / PLACE).parent.mkdir(parents=True)
    (root / f"{PLACE}.md").write_text(STORY, "utf-8")
    gradient = Image.linear_gradient("L").resize((1280, 800))
    Image.merge("RGB", (gradient, gradient.rotate(180), gradient)).save(root / f"{PLACE}-1.jpg")
