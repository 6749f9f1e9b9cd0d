"""How long a writer waits: from saving a story to the reloaded page in a browser. `inv bench --name preview -- 10000`."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from mmc import programs
from tests.bench.archive import stories, write_story

ROOT = Path(__file__).resolve().parents[2]
SAVES = 15
NAMES = ("mmc", "theme", "data", "pelicanconf.py", "publishconf.py", "tasks.py")


def main(words: list[str]) -> None:
    """The project's own content with so many made-up items beside it (0 by default), served and saved again and again."""
    count = int(words[0]) if words else 0
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        copy_project(project)
        made = stories(max(count, 1))
        for story in made[:-1]:
            write_story(story, project)
        measure(project, write_story(made[-1], project), f"/berita/{made[-1].published_at:%Y/%m}/{made[-1].slug}/")


def copy_project(target: Path) -> None:
    """The project without its tests; share cards are left out, which a preview of so many items would first have to draw."""
    for name in (*NAMES, "content"):
        source = ROOT / name
        shutil.copytree(source, target / name) if source.is_dir() else shutil.copy(source, target / name)
    settings = target / "pelicanconf.py"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('"cards": True', '"cards": False'), encoding="utf-8"
    )


def measure(project: Path, file: Path, address: str) -> None:
    """Prints what one save takes, for a change of the text and for one of the title, which other pages show too."""
    items = sum(1 for _ in (project / "content").rglob("*.md"))
    began = time.perf_counter()
    command = [sys.executable, "-m", "invoke", "serve", "--no-open", "--port", "9400"]
    environment = {**os.environ, "CI": "true", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert process.stdout is not None
        line = next((line for line in process.stdout if line.startswith("Pratinjau:")), "")
        found = re.search(r"http://\S+?(?=/\s)", line)
        assert found is not None
        print(f"{items} naskah; pembangunan pertama {time.perf_counter() - began:.1f} detik")
        with sync_playwright() as playwright:
            browser_path = programs.find_browser()
            browser = playwright.chromium.launch(
                executable_path=str(browser_path) if browser_path else None,
                chromium_sandbox=getattr(os, "geteuid", lambda: 1)() != 0,
            )
            page = browser.new_page()
            page.goto(found[0] + address)
            for label, pattern in (("isi", r"\n\n(?=[^\n]*\n\Z)"), ("judul", r"(?m)^(title: ).*$")):
                times = sorted(save(page, file, label, pattern, number) for number in range(SAVES))
                print(
                    f"{label:6} median {statistics.median(times) * 1000:.0f} ms, paling lama {times[-1] * 1000:.0f} ms"
                )
            browser.close()
    finally:
        process.terminate()
        process.wait()


def save(page: Page, file: Path, label: str, pattern: str, number: int) -> float:
    """Seconds from one save until the open page shows it."""
    mark = f"Tanda {label} {number}"
    text = file.read_text(encoding="utf-8")
    new = re.sub(pattern, rf"\g<1>{mark}" if label == "judul" else f"\n\n{mark}. ", text, count=1)
    assert new != text
    time.sleep(0.5)
    began = time.perf_counter()
    file.write_text(new, encoding="utf-8")
    page.wait_for_function("mark => document.body.innerText.includes(mark)", arg=mark, polling=10, timeout=60_000)
    return time.perf_counter() - began


if __name__ == "__main__":
    main(sys.argv[1:])
