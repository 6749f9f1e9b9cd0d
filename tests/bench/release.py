"""`inv bench release`: what one edit in a large archive costs over ssh, a timer with nothing to do, the way back, and readers."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from mmc.release.targets.connection import KEY_VARIABLE
from tests.bench.contestants import Ours
from tests.release.machines import program
from tests.release.servers import Sshd, nginx_server, sshd

ITEM_LINK = re.compile(r"\]\(/[a-z-]+/\d{4}/")
ROOT = Path(__file__).resolve().parents[2]


class Office(Ours):
    """The archive as an office has it, with every edition, ready to be released over ssh."""

    name = "kantor"

    def furnish(self) -> None:
        """The project's own settings, and a real-looking address."""
        super().furnish()
        shutil.copy(ROOT / "tasks.py", self.folder)
        shutil.copytree(ROOT / "mmc", self.folder / "mmc")
        pages = self.folder / "content/halaman"
        shutil.copytree(ROOT / "content/halaman", pages)
        for page in pages.glob("*.md"):  # without links to items that this archive does not have
            lines = page.read_text("utf-8").splitlines(keepends=True)
            page.write_text("".join(line for line in lines if not ITEM_LINK.search(line)), "utf-8")
        facts = self.folder / "data/kantor.toml"
        facts.write_text(
            re.sub(r'(?m)^url = "https:.*"', 'url = "https://mmc.contoh.go.id"', facts.read_text("utf-8"), count=1),
            "utf-8",
        )

    def edit_old(self) -> None:
        """The body of an item from the middle of the archive, which no feed holds any more, has one more sentence."""
        self._edits += 1
        story = self.stories[len(self.stories) // 2]
        changed = (*story.paragraphs[:-1], f"{story.paragraphs[-1]} Ralat kecil nomor {self._edits}.")
        self.write(replace(story, paragraphs=changed))

    def declare(self, server: Sshd, url: str) -> None:
        """The target."""
        with (self.folder / "data/terbit.toml").open("a", encoding="utf-8") as file:
            file.write(
                f'\n[target.server]\nkind = "ssh"\nurl = "{url}"\nhost = "127.0.0.1"\nport = {server.port}\n'
                f'path = "{self.folder}/srv"\nhost_key = "{server.host_key}"\nencodings = ["gzip"]\n'
            )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="inv bench release", description=__doc__)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where the site is made (default: a temporary folder)")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="mmc-bench-"))
    office = Office(folder, options.items)
    office.set_up()
    with sshd(folder / "sshd") as server, nginx_server(folder / "nginx", office.folder / "srv/current") as web:
        os.environ[KEY_VARIABLE] = str(server.client_key)
        os.environ["MMC_KEY"] = str(folder / "release.key")
        office.declare(server, web.url)
        inv(office, "key", "--no-password")
        show("first release", inv(office, "deploy", "--to", "server"))
        for edit, label in ((office.edit_old, "an old item edited"), (office.edit, "a recent item edited")):
            for _ in range(options.rounds):
                edit()
                show(label, inv(office, "deploy", "--to", "server"))
        show("nothing due", inv(office, "deploy", "--to", "server", "--due"))
        show("way back", inv(office, "rollback", "--to", "server"))
        show("whole check", inv(office, "verify", "--to", "server"))
        words = [program("wrk"), "-t1", "-c32", "-d5s", "-H", "Accept-Encoding: gzip", f"{web.url}/berita/"]
        print(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def inv(office: Office, *words: str) -> tuple[float, str]:
    """How long a command took, and what it said."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "invoke", *words], cwd=office.folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"inv {' '.join(words)}:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - started, done.stdout


def show(label: str, taken: tuple[float, str]) -> None:
    """One measurement, with the steps that it was made of."""
    print(f"── {label}: {taken[0]:.2f} s ──\n{taken[1].strip()}\n", flush=True)


if __name__ == "__main__":
    main()
