"""A small newsroom for tests: people with keys, a shared place, a clone for each."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from mmc.commands.approval import deciding
from mmc.commands.approval.signing import VARIABLE
from mmc.commands.approval.standing import Project
from mmc.commands.sharing import share
from mmc.commands.sharing.taking import Answer
from tests.conftest import ROOT
from tests.unit.approvals.signing import SshKey, make_key

STORY = """---
title: {title}
date: 2026-01-31 09.00 WIB
category: Ekonomi
status: {status}
summary: Petani menuai padi di tiga desa.
author: Redaksi
id: {id}
---

{body}
"""
PANEN = "content/berita/2026/01/2026-01-31-panen-raya.md"
DUTIES = {"ani": "penulis", "budi": "penyunting", "citra": "pengelola"}


@dataclass
class Clone:
    """One person's desk: a clone, a name in git, a key."""

    root: Path
    name: str
    key: SshKey
    heard: list[str] = field(default_factory=list)

    @contextmanager
    def sits(self) -> Iterator[None]:
        """The person works at this machine while the block runs."""
        wanted = {
            VARIABLE: str(self.key.file),
            "GIT_AUTHOR_NAME": self.name,
            "GIT_AUTHOR_EMAIL": f"{self.name}@kantor.example",
            "GIT_COMMITTER_NAME": self.name,
            "GIT_COMMITTER_EMAIL": f"{self.name}@kantor.example",
        }
        before = {key: os.environ.get(key) for key in wanted}
        os.environ.update(wanted)
        try:
            yield
        finally:
            for key, value in before.items():
                os.environ.pop(key, None) if value is None else os.environ.update({key: value})

    def git(self, *words: str) -> str:
        """What git says at this desk."""
        with self.sits():
            done = subprocess.run(["git", *words], cwd=self.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        """The file says this."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def story(
        self,
        body: str,
        path: str = PANEN,
        *,
        title: str = "Panen Raya Dimulai",
        status: str = "terbit",
        number: str = "brs-2026-01-31-k3f9",
    ) -> None:
        """The item has this text."""
        self.write(path, STORY.format(title=title, status=status, id=number, body=body))

    def edit(self, path: str, old: str, new: str) -> None:
        """The file says this instead."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def commit(self, message: str = "ubah") -> None:
        """All that is changed is in git, without any of our commands."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def approve(self, *items: str, **wish: object) -> None:
        """`setujui`."""
        with self.sits():
            deciding.approve(self.root, deciding.Wish(items, **wish), self.heard.append)  # type: ignore[arg-type]

    def refuse(self, item: str, why: str) -> None:
        """`tolak`."""
        with self.sits():
            deciding.refuse(self.root, item, why, self.heard.append)

    def share(self, answer: Answer | None = None, **wish: object) -> int:
        """`bagikan`; `answer` is what the person says when asked."""
        with self.sits():
            return share.share(self.root, share.Wish(**wish), self.heard.append, answer)  # type: ignore[arg-type]

    def takes(self, *, has_person: bool = False) -> list[str]:
        """What a release takes before it begins."""
        with self.sits():
            return share.take_before_release(self.root, has_person=has_person)

    def goes_out(self) -> dict[str, str]:
        """The text of every file of `content/` that a release would publish, by its place."""
        project = Project(self.root)
        try:
            if not project.needs_two:
                files = (self.root / "content").rglob("*")
                return {p.relative_to(self.root).as_posix(): p.read_text("utf-8") for p in files if p.is_file()}
            found = {}
            for path, origin in project.selection.files.items():
                if path.startswith("content/"):
                    data = (
                        project.repository.blob(origin.oid)
                        if origin.oid and project.repository
                        else (self.root / origin.path).read_bytes()
                    )
                    assert data is not None
                    found[path] = data.decode("utf-8", "replace")
            return found
        finally:
            project.close()

    def bodies(self) -> set[str]:
        """The last line of every item that a release would publish."""
        return {text.strip().splitlines()[-1] for path, text in self.goes_out().items() if path.endswith(".md")}

    def last_words(self) -> str:
        """All that was said to this person."""
        return "\n".join(self.heard)


@dataclass
class Newsroom:
    """Three people, each at a clone of one shared place."""

    folder: Path
    centre: Path
    people: dict[str, Clone]

    def __getitem__(self, name: str) -> Clone:
        """One person."""
        return self.people[name]

    def roster(self, *names: str, two_people: bool = True, extra: str = "") -> str:
        """The newsroom's list with these people."""
        rows = [f"two_people = {str(two_people).lower()}\n"]
        rows += [
            f'[[person]]\nname = "{name}"\nduty = "{DUTIES.get(name, "penyunting")}"\n'
            f'emails = ["{name}@kantor.example"]\nkeys = ["{self.people[name].key.public}"]\n'
            for name in names
        ]
        return "\n".join([*rows, extra])


@cache
def _template() -> Newsroom:
    return _made(Path(tempfile.mkdtemp(prefix="redaksi-")))


def make_newsroom(folder: Path) -> Newsroom:
    """Ani, Budi and Citra, with a clone each; everything is approved by two of them, and everybody has it."""
    template = _template()
    shutil.copytree(template.folder, folder, dirs_exist_ok=True, symlinks=True)
    for config in folder.glob("*/.git/config"):
        config.write_text(config.read_text("utf-8").replace(str(template.folder), str(folder)), "utf-8")
    people = {
        name: Clone(folder / name, name, SshKey(folder / clone.key.file.name))
        for name, clone in template.people.items()
    }
    return Newsroom(folder, folder / "pusat.git", people)


def _made(folder: Path) -> Newsroom:
    names = ("ani", "budi", "citra")
    place = folder / "pusat.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(place)], check=True)
    keys = {name: make_key(folder, f"kunci-{name}") for name in (*names, "dewi")}
    newsroom = Newsroom(folder, place, {name: Clone(folder / name, name, key) for name, key in keys.items()})
    first = newsroom[names[0]]
    shutil.copytree(
        ROOT / "data", first.root / "data", ignore=shutil.ignore_patterns("catatan", "persetujuan", "terbit.tsv")
    )
    subprocess.run(["git", "init", "-q", "-b", "main", str(first.root)], check=True)
    first.write("data/redaksi.toml", newsroom.roster(*names))
    first.write(".gitignore", ".cache/\n")
    first.story("Petani menuai padi pada hari Sabtu.")
    first.commit("Awal")
    for name in names[:2]:
        Clone(first.root, name, keys[name]).approve(is_all=True)
    first.git("remote", "add", "origin", str(place))
    assert first.share() == 0, first.heard
    for name in names[1:]:
        subprocess.run(["git", "clone", "-q", str(place), str(newsroom[name].root)], check=True)
    for clone in newsroom.people.values():
        clone.heard.clear()
    return newsroom
